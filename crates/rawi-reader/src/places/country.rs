//! Settles which country a place lies in: by its name, by the places and people beside it, by what the report is about.

use rawi_lexicon::PhraseKind;
use rawi_model::Country;

use super::{Case, Located, Run, Sort, bare_stem, nouns, sort_of};
use crate::discourse::Discourse;
use crate::sentence::Sentence;
use crate::words::Tag;

/// Names and nouns of place with their countries; those whose country nothing tells are left out.
pub(super) fn settle(
    s: &Sentence<'_>,
    runs: &[(Run, Case)],
    discourse: &Discourse,
) -> Vec<Located> {
    let mut out: Vec<Located> = Vec::new();
    for (k, (run, case)) in runs.iter().enumerate() {
        let found = by_name(s, run, *case, discourse)
            .or_else(|| by_noun(s, run, runs.get(k + 1), *case, &out, discourse));
        out.extend(found);
    }
    out
}

/// A place that the lexicon knows by name.
fn by_name(s: &Sentence<'_>, run: &Run, case: Case, discourse: &Discourse) -> Option<Located> {
    let at = run.name?;
    let name = s.names.at(at).iter().find(|n| n.end == run.end)?;
    // `حي القاهرة`, `شارع فلسطين`: called after another place.
    let site = matches!(run.noun, Some(Sort::Site | Sort::Other));
    let mut found: Vec<(Located, bool)> = Vec::new();
    for r in &name.refs {
        let located = match r.kind {
            PhraseKind::Place => {
                let e = s.lexicon.place(r.index);
                Located {
                    start: run.start,
                    end: run.end,
                    country: Some(e.country),
                    geoname_id: e.geoname_id,
                    lat: e.lat,
                    lon: e.lon,
                    latin: Some(e.english.clone()),
                    entry: Some(e.id.clone()),
                    case,
                    state: false,
                    named: true,
                }
            }
            PhraseKind::State | PhraseKind::Capital => {
                let e = s.lexicon.state(r.index);
                Located {
                    start: run.start,
                    end: run.end,
                    country: Some(e.country),
                    geoname_id: None,
                    lat: None,
                    lon: None,
                    latin: (r.kind == PhraseKind::State).then(|| e.english.clone()),
                    entry: Some(e.country.to_string()),
                    case,
                    state: r.kind == PhraseKind::State && run.noun.is_none() && !run.direction,
                    named: true,
                }
            }
            _ => continue,
        };
        found.push((located, r.kind == PhraseKind::State));
    }
    let state = found.iter().any(|(l, _)| l.state);
    let of_state = found
        .iter()
        .find(|(_, state)| *state)
        .and_then(|(l, _)| l.country);
    let second_hand = site
        && found
            .iter()
            .any(|(l, _)| l.entry == l.country.map(|c| c.to_string()));
    let weight = |l: &Located| {
        let c = l.country.unwrap_or(Country::NONE);
        beside(s, run, c) + discourse.weights.get(&c).copied().unwrap_or(0.0) * 0.1
    };
    let countries = found
        .iter()
        .filter_map(|(l, _)| l.country)
        .collect::<std::collections::BTreeSet<_>>();
    // Few mean a hamlet that has a capital's name.
    let capitals: Vec<_> = found
        .iter()
        .filter(|(l, _)| l.entry == l.country.map(|c| c.to_string()))
        .map(|(l, _)| l.country)
        .collect();
    let mut best = 0;
    for k in 1..found.len() {
        let (a, b) = (&found[best].0, &found[k].0);
        // A capital also stands in the list of places, with its coordinates: the richer entry wins.
        let richer = a.country == b.country && a.geoname_id.is_none() && b.geoname_id.is_some();
        let nearer = countries.len() > 1
            && weight(b) > weight(a)
            && (!capitals.contains(&a.country) || inhabitants(s, b) >= 100_000);
        if richer || nearer {
            best = k;
        }
    }
    let mut found = (best < found.len()).then(|| found.swap_remove(best).0)?;
    // `إطار`, `العديد`, `حديثة` are ordinary words: a town only where the report is about its country. An adjective
    // that heads its phrase (`في الرمادي`) can hardly be one.
    let ordinary = run.noun.is_none() && !s.words[at].in_name;
    let city = inhabitants(s, &found) >= 100_000 && s.words[at].tag == Tag::Adjective
        || inhabitants(s, &found) >= 500_000 && stands_alone(s, at);
    let described = s.words[at].has_article() && sort_of(s, at).is_some();
    if (ordinary && !city || described) && weight(&found) <= 0.0 {
        return None;
    }
    found.state = state && of_state.is_none_or(|c| Some(c) == found.country);
    if second_hand {
        let other = near(s, run).or_else(|| discourse.topic());
        if other.is_some() && other != found.country {
            found = Located {
                country: other,
                geoname_id: None,
                lat: None,
                lon: None,
                latin: None,
                entry: None,
                ..found
            };
        }
    }
    Some(found)
}

/// How many live there, as far as the lexicon knows.
fn inhabitants(s: &Sentence<'_>, place: &Located) -> u32 {
    let names = (place.start..place.end).flat_map(|k| s.names.at(k));
    let entries = names
        .flat_map(|n| n.refs.iter())
        .filter(|r| r.kind == PhraseKind::Place);
    let entries = entries.map(|r| s.lexicon.place(r.index));
    entries
        .filter(|e| Some(&e.id) == place.entry.as_ref())
        .map(|e| e.population)
        .max()
        .unwrap_or(0)
}

/// `في جدة`: nothing follows that an ordinary noun would govern.
fn stands_alone(s: &Sentence<'_>, at: usize) -> bool {
    !s.words[at].has_article() && s.phrase_at[at].is_some_and(|p| s.phrases[p].end == at + 1)
}

/// How much the rest of the sentence is about a country.
fn beside(s: &Sentence<'_>, run: &Run, country: Country) -> f32 {
    let mentioned = s
        .mentions
        .iter()
        .filter(|m| (m.end <= run.start || m.start >= run.end) && m.country == Some(country))
        .count();
    if mentioned > 0 { 1.0 } else { 0.0 }
}

/// A place known by what sort of place it is: the place it lies in, its adjective, one named before, or the report tells the country.
fn by_noun(
    s: &Sentence<'_>,
    run: &Run,
    next: Option<&(Run, Case)>,
    case: Case,
    earlier: &[Located],
    discourse: &Discourse,
) -> Option<Located> {
    let lies_in = next
        .filter(|(n, case)| *case == Case::In && n.start <= run.end + 1)
        .and_then(|(n, _)| by_name(s, n, Case::In, discourse))
        .and_then(|l| l.country);
    let alone = run.end == run.start + 1;
    let sure = run.noun.is_some_and(|n| n != Sort::Other);
    let told = match alone {
        // `حكم عليه بالسجن` is no place.
        true => {
            let noun = bare_stem(s, run.start);
            s.words[run.start].has_article()
                && nouns::ALONE.contains(&noun)
                && !(noun == "سجن" && s.words[run.start].own_preposition() == Some("ب"))
        }
        false => sure && !s.words[run.start].has_article(),
    };
    let country = lies_in.or_else(|| demonym(s, run)).or_else(|| {
        let named = earlier
            .iter()
            .rev()
            .filter(|l| l.named && (!alone || !l.state));
        let named = named.filter_map(|l| l.country).find(|c| c.is_state());
        told.then(|| named.or_else(|| discourse.topic())).flatten()
    })?;
    country.is_state().then_some(Located {
        start: run.start,
        end: run.end,
        country: Some(country),
        geoname_id: None,
        lat: None,
        lon: None,
        latin: None,
        entry: None,
        case,
        state: false,
        named: false,
    })
}

/// `المحافظات اليمنية`, `مبنى البرلمان الإيراني`: the nisba of the place itself.
fn demonym(s: &Sentence<'_>, run: &Run) -> Option<Country> {
    // `القاعدة الأميركية`, `السفارة الروسية` stand in another country.
    if nouns::ABROAD.contains(&bare_stem(s, run.start)) {
        return None;
    }
    let at =
        (run.start + 1..run.end).find(|&k| s.names.longest(k, PhraseKind::Demonym).is_some())?;
    let own =
        (run.start + 1..at).all(|k| sort_of(s, k).is_some() || s.words[k].tag == Tag::Adjective);
    let (_, r) = s.names.longest(at, PhraseKind::Demonym)?;
    own.then(|| s.lexicon.state(r.index).country)
}

/// The country of the nearest place named beside a site.
fn near(s: &Sentence<'_>, run: &Run) -> Option<Country> {
    (run.end..(run.end + 5).min(s.words.len())).find_map(|k| {
        s.names
            .at(k)
            .iter()
            .flat_map(|n| n.refs.iter())
            .find_map(|r| match r.kind {
                PhraseKind::State | PhraseKind::Capital if !r.ambiguous => {
                    Some(s.lexicon.state(r.index).country)
                }
                PhraseKind::Place if !r.ambiguous && s.words[k].in_name => {
                    Some(s.lexicon.place(r.index).country)
                }
                _ => None,
            })
    })
}
