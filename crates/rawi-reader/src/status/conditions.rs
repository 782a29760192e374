//! Takes an act and the status it would have, gives `conditional` where it hangs on a condition or is offered in exchange.

use rawi_arabic::Aspect;
use rawi_lexicon::ParticleClass;
use rawi_model::{EventType, Status};

use super::Verdict;
use crate::acts::Act;
use crate::sentence::Sentence;

/// Verbs of offering: what is offered hangs on what is asked for it.
const OFFERING: &[&str] = &[
    "عرض.I",
    "قرح.VIII",
    "وفق.III",
    "عهد.V",
    "قبل.I",
    "قدم.II",
    "بدي.IV",
];

/// The act stands in the condition itself: `إذا انسحبت`, `ما لم توقع`.
pub(super) fn protasis(s: &Sentence<'_>, verb: usize) -> Option<Verdict> {
    let from = verb.saturating_sub(6);
    (from..verb)
        .rev()
        .take_while(|&k| !s.words[k].is_punct(".؟!؛:،,"))
        .find(|&k| {
            // `لو دريان` is a name.
            let name = s.words[k].is_any(&["لو", "لوي", "لوه"])
                && !s.words[k + 1].is_finite()
                && !s.words[k + 1].is_any(&["ان", "انه", "انها", "لم"]);
            s.words[k].tag.is_particle(ParticleClass::Cond)
                && !name
                && !s.words[k].is_any(&["ان", "وان"])
                || s.words[k].is("ما") && s.words.get(k + 1).is_some_and(|w| w.is("لم"))
        })
        .map(|k| Verdict::new(Status::Conditional, "condition", k))
}

/// The act hangs on a condition beside it: `إذا انسحبت … فستوقع`, `سيعود إذا فاز`, `عرضت الإفراج مقابل …`.
pub(super) fn apodosis(
    s: &Sentence<'_>,
    act: &Act<'_>,
    verb: usize,
    would_be: Status,
) -> Option<Verdict> {
    let w = &s.words[verb];
    // Who demands or threatens under a condition has done so.
    if matches!(act.kind, EventType::Threaten | EventType::Accuse) && act.finite {
        return None;
    }
    let imperfect = w.is_finite()
        && w.reading()
            .is_some_and(|r| r.features.aspect == Some(Aspect::Imperfect));
    let open = match would_be {
        Status::Planned => true,
        Status::Denied => {
            verb > 0
                && (verb.saturating_sub(2)..verb)
                    .any(|k| s.words[k].is_any(&["لن", "ولن", "لا", "ولا"]))
        }
        Status::Occurred => {
            imperfect && w.is_joined() && w.key.starts_with('ف') || offered(s, verb)
        }
        _ => false,
    };
    let hangs = hangs_on(s, verb);
    if !open && hangs.is_none() {
        return None;
    }
    let mark = hangs
        .or_else(|| condition_after(s, verb))
        .or_else(|| condition_before(s, verb))?;
    Some(Verdict::new(
        Status::Conditional,
        "condition beside it",
        mark,
    ))
}

fn offered(s: &Sentence<'_>, noun: usize) -> bool {
    let host = (s.clause_start(noun)..noun)
        .rev()
        .find(|&k| s.words[k].is_finite());
    !s.words[noun].is_finite()
        && host.is_some_and(|k| {
            s.words[k]
                .lemma(s.lexicon)
                .is_some_and(|l| OFFERING.contains(&l.id.as_str()))
        })
}

/// `سحب القوات مرهون بـ…`
fn hangs_on(s: &Sentence<'_>, noun: usize) -> Option<usize> {
    // Right after `إن` a noun may have been read as a verb.
    let that = noun > 0 && s.words[noun - 1].tag.is_particle(ParticleClass::Sub);
    if s.words[noun].is_finite() && !that {
        return None;
    }
    (noun + 1..s.words.len().min(noun + 10))
        .take_while(|&k| !s.words[k].is_finite() && !s.words[k].is_punct(".؟!؛:"))
        .find(|&k| {
            s.words[k].is_any(&["مرهون", "مرهونه", "مشروط", "مشروطه", "رهن", "رهين", "رهينه"])
        })
}

/// A word that begins a condition.
fn begins_condition(s: &Sentence<'_>, k: usize) -> bool {
    let w = &s.words[k];
    let next = |keys: &[&str]| s.words.get(k + 1).is_some_and(|n| n.is_any(keys));
    w.is_any(&["اذا", "شرط", "بشرط", "شريطه", "مقابل", "لو"]) && !next(&["كان", "كانت"])
        || w.is("ما") && next(&["لم"])
        || w.is_any(&["في", "وفي"]) && next(&["حال", "حاله"])
        || w.is("الا") && next(&["اذا", "في", "بعد", "مقابل"])
        || w.is("الا")
            && s.words
                .get(k + 1)
                .is_some_and(|n| n.own_preposition() == Some("ب"))
}

fn condition_after(s: &Sentence<'_>, verb: usize) -> Option<usize> {
    (verb + 1..s.words.len().min(verb + 18))
        .take_while(|&k| {
            let w = &s.words[k];
            !w.is_punct(".؟!؛:")
                && !(w.is_finite() && w.is_joined())
                && !crate::mentions::is_relative(w)
        })
        .find(|&k| begins_condition(s, k))
}

/// Before it only where the sentence begins with the condition, and the act answers it.
fn condition_before(s: &Sentence<'_>, verb: usize) -> Option<usize> {
    let start = (0..verb)
        .rev()
        .find(|&k| s.words[k].is_punct(".؟!؛:«“") || s.words[k].tag.is_particle(ParticleClass::Sub))
        .map_or(0, |k| k + 1);
    (start..verb.min(start + 2)).find(|&k| {
        begins_condition(s, k)
            && !s.words[k].is("مقابل")
            && s.words[k + 1..verb]
                .iter()
                .any(crate::words::Word::is_finite)
    })
}
