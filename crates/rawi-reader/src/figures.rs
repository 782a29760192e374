//! Takes a sentence with its acts, gives the numbers that belong to them: killed, wounded, arrested, people, sums.
//!
//! A number counts what stands after it (`12 قتيلاً`, `3 ملايين دولار`); where that names people only, the word before tells
//! what became of them (`مقتل 5 مدنيين`). It belongs to the nearest fitting act before it in the sentence, else after it.

mod amounts;
mod money;

use rawi_arabic::Number;
use rawi_lexicon::NounKind;
use rawi_model::{EventType, FigureHedge, FigureKind};

use crate::contexts::{bare, stems};
use crate::sentence::Sentence;
use crate::words::{Tag, Word};
use amounts::Amount;

/// A figure and the act it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    /// Index of the act among those given.
    pub act: usize,
    pub kind: FigureKind,
    pub value: Option<f64>,
    pub unit: Option<String>,
    pub hedge: Option<FigureHedge>,
    /// Its words, hedge and counted noun included.
    pub start: usize,
    pub end: usize,
}

/// Nouns that say what became of those they count, by folded stem.
const DEAD: &[&str] = &[
    "قتيل",
    "قتلي",
    "شهيد",
    "شهداء",
    "جثه",
    "جثث",
    "وفاه",
    "وفيات",
];
const HURT: &[&str] = &["جريح", "جرحي", "مصاب", "اصابه", "اصابات"];
const HELD: &[&str] = &["معتقل", "موقوف", "محتجز"];

/// People that the dictionary counts as adjectives or things.
const PEOPLE: &[&str] = &[
    "شخص",
    "اشخاص",
    "اخر",
    "قتيل",
    "جريح",
    "نسمه",
    "ضحايا",
    "مدني",
    "عسكري",
    "مسلح",
    "عنصر",
    "عناصر",
    "فرد",
    "افراد",
    "متظاهر",
];

/// Verbs, masdars and nouns that say it of those who follow, by lemma or folded stem.
const KILLING: &[&str] = &[
    "قتل.I",
    "شهد.X",
    "غيل.VIII",
    "ذبح.I",
    "عدم.IV",
    "مقتل",
    "مصرع",
    "استشهاد",
    "قتل",
    "اغتيال",
    "حتف",
    "ضحيه",
];
const WOUNDING: &[&str] = &["جرح.I", "صوب.IV", "اصابه", "جرح", "جروح", "جراح"];
const ARRESTING: &[&str] = &[
    "عقل.VIII",
    "وقف.IV",
    "وقف.II",
    "حجز.VIII",
    "قبض.I",
    "اعتقال",
    "توقيف",
    "احتجاز",
    "قبض",
];

/// The figures of a sentence. Acts are given by word and type.
pub(crate) fn find(s: &Sentence<'_>, acts: &[(usize, EventType)]) -> Vec<Found> {
    let mut out = Vec::new();
    if acts.is_empty() {
        return out;
    }
    let mut i = 0;
    while i < s.words.len() {
        let Some(a) = (if s.in_time(i) {
            None
        } else {
            amounts::at(s, i)
        })
        .or_else(|| dual(s, i)) else {
            i += 1;
            continue;
        };
        i = a.end.max(i + 1);
        // `بينهم 3 أطفال` are counted already.
        let part = a.start > 0
            && s.words[a.start - 1].is_any(&["بينهم", "منهم", "بينها", "منها", "وبينهم", "ومنهم"]);
        if part {
            continue;
        }
        if let Some(found) = money(s, &a, acts).or_else(|| people(s, &a, acts)) {
            i = i.max(found.end);
            out.push(found);
        }
    }
    out
}

/// A dual counts by itself: `جنديان`, `قتيلين`.
fn dual(s: &Sentence<'_>, i: usize) -> Option<Amount> {
    let w = &s.words[i];
    let plain = matches!(w.tag, Tag::Noun | Tag::Participle)
        && w.number() == Number::Dual
        && !w.has_article()
        && !w.has_enclitic()
        && (w.key.ends_with("ان") || w.key.ends_with("تين") || is_any(w, DEAD) || is_any(w, HURT))
        && is_people(s, i);
    plain.then_some(Amount {
        start: i,
        end: i,
        value: Some(2.0),
        hedge: None,
    })
}

fn money(s: &Sentence<'_>, a: &Amount, acts: &[(usize, EventType)]) -> Option<Found> {
    let (unit, factor, end) = money::currency(s, a.end)?;
    let fits = |t: EventType| {
        !matches!(
            t,
            EventType::Assault | EventType::Protest | EventType::Consult | EventType::Mobilize
        )
    };
    let act = owner(acts, a.start, fits)?;
    Some(Found {
        act,
        kind: FigureKind::Sum,
        value: a.value.map(|v| v * factor),
        unit: unit.map(str::to_owned),
        hedge: a.hedge.or_else(|| amounts::hedge_after(s, end)),
        start: amounts::span_start(s, a.start),
        end,
    })
}

fn people(s: &Sentence<'_>, a: &Amount, acts: &[(usize, EventType)]) -> Option<Found> {
    let counted = if s.words.get(a.end).is_some_and(|w| w.is("من")) {
        a.end + 1
    } else {
        a.end
    };
    let noun = s.words.get(counted).filter(|w| w.tag.is_nominal());
    let own = noun.and_then(|w| {
        [
            (DEAD, FigureKind::Killed),
            (HURT, FigureKind::Wounded),
            (HELD, FigureKind::Arrested),
        ]
        .into_iter()
        .find_map(|(list, kind)| is_any(w, list).then_some(kind))
    });
    let human = noun.is_some() && is_people(s, counted);
    let end = if own.is_some() || human {
        counted + 1
    } else {
        a.end
    };
    let fate = fate(s, a.start, end);
    if own.is_none() && !human {
        // A bare number is one of people only where the word right before it says so.
        let from = amounts::span_start(s, a.start);
        let before = from > 0 && fate_of(s, from - 1).is_some();
        if !before || noun.is_some_and(|w| !w.is_joined() && w.own_preposition().is_none()) {
            return None;
        }
    }
    let kind = match own {
        Some(k) => k,
        None => fate?.unwrap_or(FigureKind::People),
    };
    let (kind, act) = settle(kind, a.start, acts)?;
    Some(Found {
        act,
        kind,
        value: a.value,
        unit: None,
        hedge: a.hedge.or_else(|| amounts::hedge_after(s, end)),
        start: amounts::span_start(s, a.start),
        end,
    })
}

/// The act that a count of people belongs to, and what it then counts.
fn settle(kind: FigureKind, at: usize, acts: &[(usize, EventType)]) -> Option<(FigureKind, usize)> {
    let nearest = owner(acts, at, |_| true)?;
    match kind {
        FigureKind::Killed | FigureKind::Wounded => {
            owner(acts, at, |t| t == EventType::Assault).map(|k| (kind, k))
        }
        FigureKind::Arrested if acts[nearest].1 != EventType::Coerce => {
            // `الإفراج عن 20 معتقلاً`.
            (acts[nearest].1 == EventType::Retreat).then_some((FigureKind::People, nearest))
        }
        FigureKind::Arrested => Some((kind, nearest)),
        FigureKind::People | FigureKind::Sum => matches!(
            acts[nearest].1,
            EventType::Protest
                | EventType::Coerce
                | EventType::Aid
                | EventType::Retreat
                | EventType::Mobilize
                | EventType::Sanction
                | EventType::Assault
        )
        .then_some((FigureKind::People, nearest)),
    }
}

/// The last fitting act before a word, else the first after it.
fn owner(
    acts: &[(usize, EventType)],
    at: usize,
    fits: impl Fn(EventType) -> bool,
) -> Option<usize> {
    acts.iter()
        .rposition(|&(w, t)| w <= at && fits(t))
        .or_else(|| acts.iter().position(|&(w, t)| w > at && fits(t)))
}

/// What became of the people counted between two words: nothing if two fates are told at once (`مقتل وإصابة 10`).
#[expect(clippy::option_option, reason = "unclear is not the same as untold")]
fn fate(s: &Sentence<'_>, start: usize, end: usize) -> Option<Option<FigureKind>> {
    let from = start.saturating_sub(6);
    for k in (from..start).rev() {
        if s.words[k].is_punct(".؟!؛،") {
            break;
        }
        let Some(kind) = fate_of(s, k) else { continue };
        let joined =
            s.words[k].is_joined() && k > 0 && fate_of(s, k - 1).is_some_and(|x| x != kind);
        return (!joined).then_some(Some(kind));
    }
    // `لقي 5 أشخاص مصرعهم`, `أصيب 3 جنود بجروح`.
    let after = (end..(end + 3).min(s.words.len()))
        .take_while(|&k| s.words[k].tag != Tag::Punctuation && !s.words[k].is_joined())
        .find_map(|k| fate_of(s, k));
    Some(after)
}

fn fate_of(s: &Sentence<'_>, k: usize) -> Option<FigureKind> {
    let w = &s.words[k];
    // `أودى بحياة 5 أشخاص`.
    if w.is("بحياه") {
        return Some(FigureKind::Killed);
    }
    let lemma = w.lemma(s.lexicon).map(|l| l.id.as_str());
    [
        (KILLING, FigureKind::Killed),
        (WOUNDING, FigureKind::Wounded),
        (ARRESTING, FigureKind::Arrested),
    ]
    .into_iter()
    .find_map(|(list, kind)| {
        let told =
            lemma.is_some_and(|l| list.contains(&l)) || (w.tag != Tag::Verb && is_any(w, list));
        told.then_some(kind)
    })
}

fn is_any(w: &Word, list: &[&str]) -> bool {
    stems(bare(w)).any(|x| list.contains(&x))
}

fn is_people(s: &Sentence<'_>, i: usize) -> bool {
    let w = &s.words[i];
    is_any(w, PEOPLE)
        || w.lemma(s.lexicon)
            .is_some_and(|l| l.kind == NounKind::Human)
        || s.mentions.iter().any(|m| {
            m.head == i
                && w.lemma(s.lexicon).is_none_or(|l| l.kind != NounKind::Thing)
                && matches!(
                    m.kind,
                    crate::mentions::MentionKind::Human | crate::mentions::MentionKind::Collective
                )
        })
}

#[cfg(test)]
mod tests;
