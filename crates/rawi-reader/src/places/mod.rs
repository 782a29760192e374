//! Takes a sentence, gives the places in it and how each stands there, and picks one for an act.
//!
//! `دمشق` is a place after `في` and a government where it decides: what governs a name tells which. A place that something
//! governs otherwise (`قصف مدينة حلب`, `زار دمشق`, `انسحب من تعز`) is that of the act in whose slot it stands.

mod choose;
mod country;
mod nouns;

use rawi_arabic::Clitics;
use rawi_lexicon::{NounKind, ParticleClass, PhraseKind};
use rawi_model::Country;

use crate::discourse::Discourse;
use crate::mentions::MentionKind;
use crate::names::Name;
use crate::sentence::Sentence;
use crate::words::Tag;

pub(crate) use choose::of;

/// How a place stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// Where something happens: after `في`, `ب`, `قرب`, with a point of the compass, at the head of a headline.
    In,
    /// After `على`.
    On,
    /// After `إلى`, `ل`, `نحو`.
    To,
    /// After `من`, `عن`.
    From,
    /// After nothing of the kind: a subject, an object, a genitive.
    Bare,
}

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
    pub case: Case,
    /// A sovereign state as a whole, or its capital by itself: acts more often than it is acted in.
    pub state: bool,
    /// Known by name, not by what sort of place it is alone.
    pub named: bool,
}

/// What a run of words says of a place before it is looked at what governs it.
struct Run {
    start: usize,
    end: usize,
    name: Option<usize>,
    direction: bool,
    /// The first noun of its kind, if it has one.
    noun: Option<Sort>,
}

/// What a noun of place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Settlement,
    Site,
    House,
    /// Some other noun that the lexicon calls a place.
    Other,
}

/// The places of a sentence, left to right.
pub(crate) fn find(s: &Sentence<'_>, discourse: &Discourse) -> Vec<Located> {
    let mut runs: Vec<(Run, Case)> = Vec::new();
    let mut i = 0;
    while i < s.words.len() {
        if let Some(run) = run_at(s, i) {
            let case = case_of(s, &run);
            i = run.end;
            runs.extend(case.map(|case| (run, case)));
        } else {
            i += 1;
        }
    }
    country::settle(s, &runs, discourse)
}

/// The place words that begin at a word: points of the compass, nouns of place, a name.
fn run_at(s: &Sentence<'_>, start: usize) -> Option<Run> {
    let mut run = Run {
        start,
        end: start,
        name: None,
        direction: false,
        noun: None,
    };
    let mut at = start;
    while let Some(w) = s.words.get(at) {
        let inner = at > start;
        if w.opens_quote() && inner && named(s, at + 1, true).is_some() {
            at += 1;
            continue;
        }
        if let Some(name) = named(s, at, run.noun.is_some() || run.direction) {
            if inner
                && name
                    .clitics
                    .intersects(Clitics::WA | Clitics::FA | Clitics::BI | Clitics::LI)
            {
                break;
            }
            // `المدينة الخضراء`: a description as a name.
            if w.has_article() && run.noun.is_none() {
                run.noun = sort_of(s, at);
            }
            // `جنوب السودان` is a state.
            run.direction |= nouns::DIRECTIONS.contains(&stem(s, at))
                && name.of_kind(PhraseKind::State).is_none();
            run.name = Some(at);
            run.end = name.end;
            break;
        }
        if inner && (w.is_joined() || w.own_preposition().is_some()) {
            break;
        }
        if s.in_time(at) {
            break;
        }
        let stem = stem(s, at);
        if nouns::DIRECTIONS.contains(&stem) && w.tag != Tag::Verb && !w.has_enclitic() {
            if run.noun.is_some() {
                break;
            }
            run.direction = true;
        } else if let Some(sort) = sort_of(s, at) {
            run.noun.get_or_insert(sort);
        } else if run.noun.is_none() || !matches!(w.tag, Tag::Adjective) {
            break;
        }
        at += 1;
        run.end = at;
        if s.words[at - 1].has_enclitic() {
            break;
        }
    }
    if run.name.is_none() {
        run.noun?;
        // `منزل النائب علي حسن خليل`: whose it is belongs to it.
        let p = s.phrase_at[start].map(|p| s.phrases[p].end);
        run.end = run.end.max(p.unwrap_or(0));
    }
    (run.end > start).then_some(run)
}

/// What sort of place a noun is.
fn sort_of(s: &Sentence<'_>, at: usize) -> Option<Sort> {
    let w = &s.words[at];
    if matches!(
        w.tag,
        Tag::Verb | Tag::Punctuation | Tag::Particle(_) | Tag::Number
    ) {
        return None;
    }
    let stem = stem(s, at);
    if nouns::SETTLEMENTS.contains(&stem) {
        Some(Sort::Settlement)
    } else if nouns::SITES.contains(&stem) {
        Some(Sort::Site)
    } else if nouns::HOUSES.contains(&stem) {
        Some(Sort::House)
    } else {
        let place = w.tag == Tag::Noun
            && !nouns::INSIDE.contains(&stem)
            && !nouns::PARTS.contains(&stem)
            && w.lemma(s.lexicon)
                .is_some_and(|l| l.kind == NounKind::Place);
        place.then_some(Sort::Other)
    }
}

/// The name of a place at a word. After a noun of place (`مدينة الباب`) any name will do.
fn named<'s>(s: &'s Sentence<'_>, at: usize, after_noun: bool) -> Option<&'s Name> {
    let names = s.names.at(at);
    // `من مالي`: no adjective stands right after a preposition.
    let word = s.words.get(at)?;
    let headed = word.tag == Tag::Adjective
        && !word.has_article()
        && governor(s, at).is_some_and(|g| g != Case::Bare);
    // `العاصمة السودانية` is not the quarter of that name; `مدينة السليمانية` is a city.
    let nisba = names
        .iter()
        .any(|n| n.of_kind(PhraseKind::Demonym).is_some());
    let places = |n: &Name| {
        n.refs.iter().any(|r| {
            matches!(
                r.kind,
                PhraseKind::Place | PhraseKind::State | PhraseKind::Capital
            ) && (after_noun || !r.ambiguous || headed && r.kind == PhraseKind::State)
        })
    };
    let name = names
        .iter()
        .find(|n| places(n) && !(after_noun && nisba && !city(s, n)))?;
    // A longer name that holds it means something else, and so does a name of people or media.
    let longer = names.iter().any(|n| {
        n.end > name.end
            && n.refs.iter().any(|r| {
                matches!(
                    r.kind,
                    PhraseKind::Body | PhraseKind::Media | PhraseKind::Person | PhraseKind::Demonym
                )
            })
    });
    let held = s.mention_at(at).map(|m| &s.mentions[m]).is_some_and(|m| {
        matches!(
            m.kind,
            MentionKind::Person | MentionKind::Media | MentionKind::Body | MentionKind::Demonym
        ) && !(m.start == at && m.kind == MentionKind::Body && m.end <= name.end)
    });
    let known = after_noun
        || s.words[at].in_name
        || name.end > at + 1
        || governor(s, at).is_some_and(|g| g != Case::Bare);
    (known && !longer && (!held || after_noun)).then_some(name)
}

/// Whether a name is that of a large town.
fn city(s: &Sentence<'_>, name: &Name) -> bool {
    let places = name.refs.iter().filter(|r| r.kind == PhraseKind::Place);
    places
        .map(|r| s.lexicon.place(r.index).population)
        .any(|n| n >= 100_000)
}

/// What governs the place that begins at a word, as far as prepositions tell.
fn governor(s: &Sentence<'_>, start: usize) -> Option<Case> {
    let w = &s.words[start];
    let preposition = match w.own_preposition() {
        Some("ك") => return None,
        Some(p) => p,
        None => {
            let mut k = start.checked_sub(1)?;
            while k > 0
                && (s.words[k].opens_quote()
                    || is_part(s, k)
                    || s.words[k].tag.is_particle(ParticleClass::Dem)
                    || s.words[k].is("من") && nouns::PARTS.contains(&stem(s, k - 1)))
            {
                k -= 1;
            }
            let g = &s.words[k];
            let key = stem(s, k);
            if nouns::PARTS.contains(&key) && g.own_preposition().is_some() {
                g.own_preposition()?
            } else if g.has_enclitic()
                || g.is_finite() && !g.in_name && !nouns::INSIDE.contains(&key)
            {
                return Some(Case::Bare);
            } else {
                key
            }
        }
    };
    Some(match preposition {
        p if nouns::INSIDE.contains(&p) => Case::In,
        "علي" => Case::On,
        "الي" | "ل" | "نحو" | "صوب" | "باتجاه" => Case::To,
        "من" | "عن" => Case::From,
        _ => Case::Bare,
    })
}

/// How a place stands; nothing where it is no place at all.
fn case_of(s: &Sentence<'_>, run: &Run) -> Option<Case> {
    if s.in_time(run.start) && run.name != Some(run.start) {
        return None;
    }
    let case = governor(s, run.start).unwrap_or(Case::Bare);
    let house = run.noun == Some(Sort::House) && run.name.is_none_or(|n| n > run.start);
    if house {
        let before = run.start > 0 && nouns::BEFORE.contains(&stem(s, run.start - 1));
        return before.then_some(Case::In);
    }
    if case == Case::Bare && (run.direction || pervaded(s, run) || heads_a_headline(s, run)) {
        return Some(Case::In);
    }
    // `إلى الشمال من الرمادي`
    let reckoned = case == Case::From
        && run.start > 1
        && nouns::DIRECTIONS.contains(&bare_stem(s, run.start - 2));
    Some(if reckoned { Case::In } else { case })
}

/// `شهدت مدينة كركوك تفجيرات`, `اشتباكات شهدتها كوسوفو`, `احتجاجات عمت البلاد`.
fn pervaded(s: &Sentence<'_>, run: &Run) -> bool {
    let of = |k: usize, list: &[&str]| {
        s.words[k].is_finite()
            && s.words[k]
                .lemma_id()
                .is_some_and(|l| list.contains(&s.lexicon.lemma(l).id.as_str()))
    };
    let before = run.start.checked_sub(1);
    let skip = before
        .filter(|&k| nouns::PARTS.contains(&stem(s, k)))
        .and_then(|k| k.checked_sub(1));
    if skip
        .or(before)
        .is_some_and(|k| of(k, nouns::WITNESSES) || of(k, nouns::PERVADERS))
    {
        return true;
    }
    s.words
        .get(run.end)
        .is_some_and(|_| of(run.end, nouns::WITNESSES))
}

/// `العراق.. جلسة طارئة`: a place before two dots.
fn heads_a_headline(s: &Sentence<'_>, run: &Run) -> bool {
    run.start == 0
        && s.words.get(run.end).is_some_and(|w| {
            w.is_punct("…")
                || w.is_punct(".")
                    && (w.key.len() > 1
                        || s.words.get(run.end + 1).is_some_and(|w| w.is_punct(".")))
        })
}

/// A word that tells how much of a place is meant (`كل المحافظات`).
fn is_part(s: &Sentence<'_>, k: usize) -> bool {
    nouns::PARTS.contains(&stem(s, k)) && s.words[k].own_preposition().is_none()
}

/// A word without what is joined to it before.
fn stem<'w>(s: &'w Sentence<'_>, i: usize) -> &'w str {
    let w = &s.words[i];
    let from = w.reading().map_or(0, |r| usize::from(r.stem_start));
    let at = w.key.char_indices().nth(from).map_or(0, |(i, _)| i);
    &w.key[at..]
}

/// The same, the article too.
fn bare_stem<'w>(s: &'w Sentence<'_>, i: usize) -> &'w str {
    let stem = stem(s, i);
    stem.strip_prefix("ال").unwrap_or(stem)
}
