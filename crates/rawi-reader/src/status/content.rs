//! Takes an act inside what another act asks for, promises or refuses, gives the status that follows from it.

use rawi_arabic::Aspect;
use rawi_model::{EventType, Status};

use super::Verdict;
use super::governed::is_about;
use crate::acts::Act;
use crate::sentence::Sentence;

/// Nouns of ending or answering: what they are of is going on already.
const PRESUPPOSING: &[&str] = &[
    "وقف",
    "بوقف",
    "لوقف",
    "ايقاف",
    "بايقاف",
    "لايقاف",
    "انهاء",
    "بانهاء",
    "لانهاء",
    "كسر",
    "لكسر",
    "الغاء",
    "بالغاء",
    "لالغاء",
    "رفع",
    "برفع",
    "ادانه",
    "بادانه",
    "تجميد",
    "انتهاء",
];

/// What a demand, threat or promise asks for or announces.
pub(super) fn content_of(s: &Sentence<'_>, act: &Act<'_>, acts: &[Act<'_>]) -> Option<Verdict> {
    let over = acts
        .iter()
        .filter(|x| {
            x.word != act.word
                && x.content
                    .is_some_and(|(f, t)| f <= act.word && act.word < t)
        })
        .max_by_key(|x| x.content.map(|(f, _)| f))?;
    // A clause of its own after the content's beginning is told as fact.
    let from = over.content.map_or(0, |(f, _)| f);
    let relative = (from..act.word).any(|k| crate::mentions::is_relative(&s.words[k]));
    let farther = (from..act.word)
        .filter(|&k| s.words[k].is_punct("،,"))
        .count()
        > 0;
    // `طالبوا بالإفراج عنهم واحتجوا على …`: another act of those who demand.
    let told = act.finite
        && s.words[act.word]
            .reading()
            .is_some_and(|r| r.features.aspect == Some(Aspect::Perfect));
    if relative || told || (farther && act.finite) || presupposed(s, act.word, from) {
        return None;
    }
    // `طلبت زيارة المدينة بشأن مقتل …`: what the thing asked for is about has happened.
    if is_about(s, act.word, from) {
        return None;
    }
    let (status, rule) = match over.kind {
        EventType::Request => (Status::Desired, "content of a request"),
        EventType::Agree | EventType::Threaten => {
            (Status::Planned, "content of a promise or threat")
        }
        // What is refused was asked for or promised all the same.
        EventType::Reject
            if matches!(
                act.kind,
                EventType::Request | EventType::Agree | EventType::Accuse
            ) =>
        {
            return None;
        }
        EventType::Reject => (Status::Denied, "content of a refusal"),
        EventType::Sanction if !act.own_actor => (Status::Denied, "content of a refusal"),
        _ => return None,
    };
    if s.words[act.word].has_article() && !act.finite && over.kind != EventType::Request {
        return None;
    }
    Some(Verdict::new(status, rule, over.word))
}

/// `وقف الاعتقالات`, `الرد على الهجوم`: what is to be stopped or answered has happened.
pub(super) fn presupposed(s: &Sentence<'_>, act: usize, from: usize) -> bool {
    let w = &s.words[act];
    let noun = !w.is_finite() && (w.has_article() || w.has_enclitic());
    let stopped = act > from && s.words[act - 1].is_any(PRESUPPOSING);
    // `رد على الهجوم`, `المسؤولين عن اغتيال`
    let answered = act >= from + 2
        && s.words[act - 1].is_any(&["علي", "عن"])
        && s.words[act - 2].tag.is_nominal()
        && act - 2 >= from
        && (w.has_article() || s.words[act - 2].key.contains("مسوول"));
    noun && stopped || !w.is_finite() && answered
}
