//! Whether two facts are of one act: takes two facts, gives how alike who, to whom, where, when and in which words.
//! Pure.

use super::fact::{Fact, Where, Who};
use crate::stories::product;

/// So much of the shorter sentence in the other makes the two one voice.
const SAME_WORDS: f64 = 0.5;
/// Fewer runs of words in common are chance.
const MIN_RUNS: usize = 3;

/// How alike two sides are, of which one is left out.
pub(crate) const LEFT_OUT: f32 = 0.3;

/// How alike two facts are, part by part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Likeness {
    /// Who acts, 0 to 1; `None` where neither says.
    pub(crate) actors: Option<f32>,
    /// To whom.
    pub(crate) recipients: Option<f32>,
    pub(crate) place: Agreement,
    pub(crate) time: Agreement,
    /// The words of the sentences.
    pub(crate) words: f32,
    /// Whether the same word names the act.
    pub(crate) trigger: bool,
}

/// How two statements of a place or a time stand to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Agreement {
    /// They say the same.
    Same,
    /// One of them says nothing, or says it less exactly.
    Open,
    /// They exclude one another.
    Apart,
}

impl Likeness {
    /// Compares two facts.
    pub(crate) fn of(a: &Fact, b: &Fact) -> Self {
        let straight = (
            side(&a.actors, &b.actors),
            side(&a.recipients, &b.recipients),
        );
        let crossed = (
            side(&a.actors, &b.recipients),
            side(&a.recipients, &b.actors),
        );
        // Who does it together with another may be told as doing it to the other.
        let joint = |one: &Fact, other: &Fact| {
            let both = one.recipients.is_empty() && one.actors.len() > 1;
            (both && !other.recipients.is_empty()).then(|| {
                (
                    side(&one.actors, &other.actors),
                    side(&one.actors, &other.recipients),
                )
            })
        };
        let straight = joint(a, b).or_else(|| joint(b, a)).unwrap_or(straight);
        let worth = |(x, y): (Option<f32>, Option<f32>)| x.unwrap_or(0.3) + y.unwrap_or(0.3);
        let (actors, recipients) = if (a.mutual || b.mutual) && worth(crossed) > worth(straight) {
            crossed
        } else {
            straight
        };
        Self {
            actors,
            recipients,
            place: place(a.place.as_ref(), b.place.as_ref()),
            time: time(a, b),
            words: product(&a.words, &b.words),
            trigger: a.trigger == b.trigger,
        }
    }

    /// Both sides in one number, 0 to 1; 0 where one side differs.
    pub(crate) fn parties(&self) -> f32 {
        match (self.actors, self.recipients) {
            (Some(0.0), _) | (_, Some(0.0)) | (None, None) => 0.0,
            (Some(a), Some(b)) => 0.6 * a + 0.4 * b,
            (Some(one), None) | (None, Some(one)) => 0.8 * one,
        }
    }

    /// Whether both say who and to whom, and each side is so much alike; an act without anybody to whom it is done needs
    /// none.
    pub(crate) fn both_sides(&self, least: f32) -> bool {
        self.actors.is_some_and(|x| x >= least) && self.recipients.is_none_or(|x| x >= least)
    }

    /// All in one number.
    pub(crate) fn total(&self) -> f32 {
        let bonus = |agreement| match agreement {
            Agreement::Same => 0.06,
            Agreement::Open => 0.0,
            Agreement::Apart => -0.3,
        };
        0.5 * self.words
            + 0.4 * self.parties()
            + bonus(self.place)
            + bonus(self.time)
            + if self.trigger { 0.06 } else { 0.0 }
    }
}

/// How alike two sides are; `None` where both are empty.
fn side(a: &[Who], b: &[Who]) -> Option<f32> {
    if a.is_empty() && b.is_empty() {
        return None;
    }
    if a.is_empty() || b.is_empty() {
        return Some(LEFT_OUT);
    }
    let mut best = 0.0_f32;
    for x in a {
        for y in b {
            best = best.max(same(x, y));
        }
    }
    Some(best)
}

/// How likely two mentions name the same one.
fn same(a: &Who, b: &Who) -> f32 {
    if let (Some(x), Some(y)) = (&a.id, &b.id) {
        if x == y {
            return 1.0;
        }
        // A person and another, or a state and its ministry: they may speak of the same side.
        return if a.country == b.country && a.sector == b.sector && !a.country.is_empty() {
            0.35
        } else {
            0.0
        };
    }
    let words = a.words.iter().any(|w| b.words.contains(w));
    if a.country.is_empty() || b.country.is_empty() {
        return match (words, a.country == b.country) {
            (true, true) => 0.7,
            (true, false) => 0.4,
            _ => 0.0,
        };
    }
    match (a.country == b.country, a.sector == b.sector, words) {
        (true, true, true) => 0.9,
        (true, true, false) => 0.6,
        (true, false, true) => 0.5,
        (true, false, false) => 0.25,
        (false, ..) => 0.0,
    }
}

fn place(a: Option<&Where>, b: Option<&Where>) -> Agreement {
    match (a, b) {
        (Some(a), Some(b)) if a.key == b.key => Agreement::Same,
        (Some(a), Some(b)) if a.country != b.country => Agreement::Apart,
        // Two towns of one country; a town and its country exclude nothing.
        (Some(a), Some(b)) if a.exact && b.exact => Agreement::Apart,
        _ => Agreement::Open,
    }
}

fn time(a: &Fact, b: &Fact) -> Agreement {
    let overlap = a.from <= b.to && b.from <= a.to;
    match (a.dated && b.dated, overlap) {
        (true, true) => Agreement::Same,
        (true, false) => Agreement::Apart,
        (false, true) => Agreement::Open,
        // Only one says when: the other is told days later or before.
        (false, false) => Agreement::Apart,
    }
}

/// Whether two sentences are one and the same, copied.
pub(crate) fn one_voice(a: &Fact, b: &Fact) -> bool {
    let shared = a
        .runs
        .iter()
        .filter(|r| b.runs.binary_search(r).is_ok())
        .count();
    let shorter = a.runs.len().min(b.runs.len());
    shared >= MIN_RUNS && shared as f64 >= SAME_WORDS * shorter as f64
}
