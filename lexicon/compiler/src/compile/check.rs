//! Checks that need more than one file.

use rawi_model::Country;
use rustc_hash::FxHashSet;

use super::uses::{is_known_preposition, preposition};
use super::words::Words;
use crate::defect::Defect;
use crate::frame::{Condition, Slot, StatusScope};
use crate::read::Entries;
use crate::read::table::{Entry, Table};

/// Codes of persons, bodies, media and hand-written places must be states of `states.txt`, if there are any.
pub(crate) fn countries(entries: &mut Entries, defects: &mut Vec<Defect>) {
    let known: FxHashSet<Country> = entries
        .states
        .entries
        .iter()
        .map(|e| e.value.state.country)
        .collect();
    if known.is_empty() {
        return;
    }
    let missing = |code: Country| code.is_state() && !known.contains(&code);
    let mut retain = |bad: Option<Country>, entry: Defect| match bad {
        None => true,
        Some(code) => {
            defects.push(Defect {
                message: format!("`{code}` is no state of states.txt"),
                ..entry
            });
            false
        }
    };
    entries.persons.entries.retain(|e| {
        let codes = e.value.value.offices.iter().map(|o| o.code.country);
        retain(codes.into_iter().find(|&c| missing(c)), e.defect(""))
    });
    macro_rules! check {
        ($($table:ident: $country:expr;)+) => {$(
            entries.$table.entries.retain(|e| {
                let code: Country = $country(&e.value.value);
                retain(Some(code).filter(|&c| missing(c)), e.defect(""))
            });
        )+};
    }
    check! {
        bodies: |b: &crate::names::Body| b.code.country;
        media: |m: &crate::names::Media| m.country;
        titles: |t: &crate::names::Title| fixed(t.rule);
        actors: |a: &crate::names::ActorNoun| fixed(a.rule);
        places: |p: &crate::names::PlaceEntry| match p.geoname_id {
            // GeoNames has places of territories that never act in the news.
            Some(_) => Country::NONE,
            None => p.country,
        };
    }
}

fn fixed(rule: crate::names::CountryRule) -> Country {
    match rule {
        crate::names::CountryRule::Fixed(country) => country,
        _ => Country::NONE,
    }
}

/// Slots must be prepositions that particles.txt or the README knows.
pub(crate) fn prepositions(entries: &mut Entries, words: &Words, defects: &mut Vec<Defect>) {
    fn check<T>(
        table: &mut Table<T>,
        words: &Words,
        defects: &mut Vec<Defect>,
        slots: impl Fn(&T) -> Vec<Slot>,
    ) {
        table.entries.retain(|entry: &Entry<T>| {
            let slots = slots(&entry.value);
            let unknown = slots
                .iter()
                .filter_map(preposition)
                .find(|p| !is_known_preposition(p, words));
            if let Some(p) = unknown {
                defects.push(entry.defect(format!(
                    "`{p}` is no preposition of particles.txt; slots are s, o, o2, g or a preposition"
                )));
            }
            unknown.is_none()
        });
    }
    let of_conditions = |conditions: &[Condition]| -> Vec<Slot> {
        conditions
            .iter()
            .map(|c| match c {
                Condition::Is { slot, .. }
                | Condition::Not { slot, .. }
                | Condition::Class { slot, .. } => slot.clone(),
            })
            .collect()
    };
    for table in [&mut entries.verb_frames, &mut entries.noun_frames] {
        check(table, words, defects, |f| {
            let mut slots: Vec<Slot> = f.value.roles.iter().map(|(s, _)| s.clone()).collect();
            slots.extend(of_conditions(&f.value.conditions));
            slots
        });
    }
    check(&mut entries.light, words, defects, |l| {
        vec![l.value.slot.clone()]
    });
    check(&mut entries.saying, words, defects, |s| {
        let all = s.value.slots.iter().chain(&s.value.sources);
        let prepositions = all.filter(|s| *s != "o");
        prepositions.map(|s| Slot::Prep(s.clone())).collect()
    });
    check(&mut entries.statuses, words, defects, |s| {
        let mut slots = of_conditions(&s.value.conditions);
        if let StatusScope::Slot(slot) = &s.value.scope {
            slots.push(slot.clone());
        }
        slots
    });
}
