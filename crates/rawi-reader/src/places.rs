//! Takes a sentence, gives the places in it where something may happen, and picks one for an act.
//!
//! `دمشق` is a place after `في` and a government where it decides: only what stands in a locative phrase counts here.

use rawi_lexicon::PhraseKind;
use rawi_model::{Country, EventType};

use crate::acts::Act;
use crate::sentence::Sentence;

/// A place at its words.
#[derive(Debug, Clone)]
pub(crate) struct Located {
    pub start: usize,
    pub end: usize,
    pub country: Option<Country>,
    pub geoname_id: Option<u32>,
    pub lat: Option<f32>,
    pub lon: Option<f32>,
    pub latin: Option<String>,
    pub entry: Option<String>,
    /// In a motion phrase (`إلى دمشق`), which counts for visits and transfers alone.
    pub goal: bool,
}

/// Prepositions and place nouns after which a name is a place.
const LOCATIVE: &[&str] = &[
    "في",
    "ب",
    "داخل",
    "قرب",
    "شمال",
    "جنوب",
    "شرق",
    "غرب",
    "وسط",
    "شمالي",
    "جنوبي",
    "شرقي",
    "غربي",
    "قباله",
    "حول",
    "عبر",
    "خارج",
    "لدي",
    "امام",
    "ضمن",
    "اطراف",
    "محيط",
    "ضواحي",
    "علي",
];

/// Nouns that say what sort of place follows.
const PLACE_NOUNS: &[&str] = &[
    "مدينه",
    "محافظه",
    "منطقه",
    "بلده",
    "قريه",
    "قضاء",
    "حي",
    "مطار",
    "ولايه",
    "اقليم",
    "مديريه",
    "مخيم",
    "معبر",
    "ميناء",
    "قاعده",
    "جبهه",
    "جزيره",
    "ضاحيه",
    "شارع",
    "ميدان",
    "ساحه",
    "ناحيه",
    "مقاطعه",
    "العاصمه",
    "عاصمه",
    "مدن",
    "محافظات",
    "مناطق",
    "بلدات",
    "قري",
    "احياء",
    "معسكر",
    "سجن",
    "جامعه",
    "مستشفي",
    "ريف",
    "سهل",
    "وادي",
    "جبل",
    "شمال",
    "جنوب",
    "شرق",
    "غرب",
    "وسط",
];

/// The places of a sentence, left to right.
pub(crate) fn find(s: &Sentence<'_>, topic: Option<Country>) -> Vec<Located> {
    let mut out = Vec::new();
    for p in &s.phrases {
        let Some(preposition) = p.preposition.as_deref() else {
            continue;
        };
        let goal = matches!(preposition, "الي" | "ل" | "نحو");
        let locative = LOCATIVE.contains(&preposition) || goal;
        if !locative || s.in_time(p.head) {
            continue;
        }
        if let Some(found) = locate(s, p, locative, goal, topic) {
            out.push(found);
        }
    }
    out
}

/// The place that a noun phrase names.
fn locate(
    s: &Sentence<'_>,
    p: &crate::phrases::NounPhrase,
    locative: bool,
    goal: bool,
    topic: Option<Country>,
) -> Option<Located> {
    let head_is_place_noun =
        PLACE_NOUNS.contains(&stem(s, p.head)) || PLACE_NOUNS.contains(&stem(s, p.start));
    let mut found: Option<Located> = None;
    for at in p.start..p.end {
        for name in s.names.at(at) {
            for r in &name.refs {
                let located = match r.kind {
                    PhraseKind::Place => {
                        let e = s.lexicon.place(r.index);
                        Located {
                            start: name.start,
                            end: name.end,
                            country: Some(e.country),
                            geoname_id: e.geoname_id,
                            lat: e.lat,
                            lon: e.lon,
                            latin: Some(e.english.clone()),
                            entry: Some(e.id.clone()),
                            goal,
                        }
                    }
                    PhraseKind::State | PhraseKind::Capital => {
                        let e = s.lexicon.state(r.index);
                        Located {
                            start: name.start,
                            end: name.end,
                            country: Some(e.country),
                            geoname_id: None,
                            lat: None,
                            lon: None,
                            latin: (r.kind == PhraseKind::State).then(|| e.english.clone()),
                            entry: Some(e.country.to_string()),
                            goal,
                        }
                    }
                    _ => continue,
                };
                if r.ambiguous && !head_is_place_noun
                    || !(s.words[at].in_name || head_is_place_noun || at == p.head && locative)
                {
                    continue;
                }
                // A capital also stands in the list of places, with its coordinates: the richer entry wins.
                if found.as_ref().is_none_or(|f| {
                    f.geoname_id.is_none()
                        && located.geoname_id.is_some()
                        && f.start == located.start
                        && f.end == located.end
                        && f.country == located.country
                }) {
                    found = Some(located);
                }
            }
        }
        if found.is_some() {
            break;
        }
    }
    if found.is_none() && head_is_place_noun {
        let demonym = (p.start..p.end).find_map(|k| s.names.longest(k, PhraseKind::Demonym));
        let country = demonym
            .map(|(_, r)| s.lexicon.state(r.index).country)
            .or(topic);
        if country.is_some() && p.end > p.head + 1 || demonym.is_some() {
            found = Some(Located {
                start: p.start,
                end: p.end,
                country,
                geoname_id: None,
                lat: None,
                lon: None,
                latin: None,
                entry: None,
                goal,
            });
        }
    }
    found
}

/// The place of an act: the nearest after it in its clause, else the nearest before it.
pub(crate) fn of<'p>(
    s: &Sentence<'_>,
    act: &Act<'_>,
    places: &'p [Located],
    others: &[usize],
    visited: Option<&'p Located>,
) -> Option<&'p Located> {
    let motion = act.kind == EventType::Consult || act.kind == EventType::Mobilize;
    // Words have no place of their own: what they are about may stand anywhere.
    let spoken = matches!(
        act.kind,
        EventType::Accuse
            | EventType::Request
            | EventType::Reject
            | EventType::Support
            | EventType::Agree
            | EventType::Threaten
    );
    let content = act.content.map_or(usize::MAX, |(from, _)| from);
    let usable = |p: &&Located| {
        (!p.goal || motion)
            && !(spoken && (p.start >= content || p.start > act.word + 5))
            && !act.args.prepositions.iter().any(|(q, g)| {
                let takes = act.frame.role(&rawi_lexicon::Slot::Prep(q.to_string()));
                takes.is_some_and(|r| r == rawi_lexicon::FrameRole::Recipient)
                    && g.iter()
                        .any(|&np| s.phrases[np].start <= p.start && p.end <= s.phrases[np].end)
                    && spoken
            })
    };
    let end = s.clause_end(act.word);
    let start = s.clause_start(act.word);
    let after = places
        .iter()
        .filter(usable)
        .find(|p| p.start > act.word && p.start < end);
    // What stands after another act in between belongs to that one.
    // `زار دمشق`: the object of a visit is its place.
    if let Some(visited) = visited {
        return Some(visited);
    }
    let own = after.filter(|p| !others.iter().any(|&o| o > act.word && o < p.start));
    own.or_else(|| {
        places.iter().rev().filter(usable).find(|p| {
            p.end <= act.word
                && p.start >= start
                && !others.iter().any(|&o| o < act.word && o > p.start)
        })
    })
    // `وفي الموصل، أعلنت …`: a place at the head of the sentence holds for all that follows.
    .or_else(|| {
        places
            .iter()
            .filter(usable)
            .find(|p| p.start <= 2 && p.end <= act.word)
    })
}

fn stem<'w>(s: &'w Sentence<'_>, i: usize) -> &'w str {
    let w = &s.words[i];
    let from = w.reading().map_or(0, |r| usize::from(r.stem_start));
    let at = w.key.char_indices().nth(from).map_or(0, |(i, _)| i);
    &w.key[at..]
}

/// Where a visit goes: the object of its verb.
pub(crate) fn visited(s: &Sentence<'_>, act: &Act<'_>) -> Option<Located> {
    let visit = act.kind == EventType::Consult && act.finite;
    let object = act.args.object.as_ref().filter(|_| visit)?;
    let p = &s.phrases[object[0]];
    let place = s
        .mention_at(p.head)
        .is_none_or(|m| s.mentions[m].kind == crate::mentions::MentionKind::State);
    place.then(|| locate(s, p, true, false, None)).flatten()
}
