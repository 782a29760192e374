//! Takes an act in its sentence, gives the status in which it is reported, and the rule that says so.
//!
//! Asked in this order: negation, words of the lexicon that govern the act, adjectives beside it, the act whose content it
//! is, particles of future and doubt, purpose, its time. What would then be planned or denied may still hang on a condition.

mod conditions;
mod content;
mod governed;

use rawi_arabic::{Aspect, Clitics};
use rawi_lexicon::{Only, ParticleClass};
use rawi_model::{EventType, Status};

use crate::acts::Act;
use crate::sentence::Sentence;
use crate::words::Tag;

/// A status with what made it.
#[derive(Debug, Clone)]
pub(crate) struct Verdict {
    pub status: Status,
    pub rule: &'static str,
    pub entry: Option<String>,
    pub word: Option<usize>,
}

impl Verdict {
    fn new(status: Status, rule: &'static str, word: usize) -> Self {
        Self {
            status,
            rule,
            entry: None,
            word: Some(word),
        }
    }
}

/// Verbs of taking place: `لم تحدث مواجهات`, `ستجري محادثات`.
const HAPPENING: &[&str] = &[
    "حدث.I",
    "وقع.I",
    "جري.I",
    "حصل.I",
    "تمم.I",
    "نشب.I",
    "دلع.VII",
    "كون.I",
];

/// Verbs whose complement stands behind `ل` without being a purpose: `تعرض لقصف`, `أدى لاستقالته`.
const NO_PURPOSE: &[&str] = &[
    "عرض.V",
    "ءدي.II",
    "خضع.I",
    "مثل.VIII",
    "جوب.X",
    "صوع.VII",
    "رضخ.I",
    "شور.IV",
    "لبي.II",
    "صدي.V",
    "ضمم.VII",
    "سلم.X",
];

/// The status of an act; `acts` are all acts of the sentence, `future` tells that its time lies ahead.
pub(crate) fn of(s: &Sentence<'_>, act: &Act<'_>, acts: &[Act<'_>], future: bool) -> Verdict {
    let verb = act.light.or_else(|| happening(s, act)).unwrap_or(act.word);
    let told = without_condition(s, act, verb, acts, future);
    conditions::apodosis(s, act, verb, told.status).unwrap_or(told)
}

fn without_condition(
    s: &Sentence<'_>,
    act: &Act<'_>,
    verb: usize,
    acts: &[Act<'_>],
    future: bool,
) -> Verdict {
    if s.words[verb].is_finite()
        && let Some(v) = conditions::protasis(s, verb)
    {
        return v;
    }
    // `لن يقبل` is a refusal that takes place.
    let refusal = act.frame.only == Some(Only::Negated);
    negation(s, verb)
        .filter(|_| !refusal)
        .or_else(|| denied_report(s, act.word))
        .or_else(|| object_of_negated(s, act))
        .or_else(|| governed::governed(s, act, verb))
        .or_else(|| governed::described(s, act.word))
        .or_else(|| content::content_of(s, act, acts))
        .or_else(|| particles(s, verb))
        .or_else(|| conditions::protasis(s, verb))
        .or_else(|| purpose(s, act, verb))
        .or_else(|| future.then(|| Verdict::new(Status::Planned, "time ahead", act.word)))
        .unwrap_or(Verdict {
            status: Status::Occurred,
            rule: "no mark of another status",
            entry: None,
            word: None,
        })
}

/// The verb that says no more than that the act takes place, right before its noun.
fn happening(s: &Sentence<'_>, act: &Act<'_>) -> Option<usize> {
    let start = s.phrase_at[act.word]
        .map(|p| s.phrases[p].start)
        .filter(|_| !act.finite)?;
    let before = start.checked_sub(1)?;
    let k = if s.words[before].is("هناك") {
        before.checked_sub(1)?
    } else {
        before
    };
    let w = &s.words[k];
    let there = k < before || w.lemma(s.lexicon).is_some_and(|l| l.id != "كون.I");
    let happens = w.readings.iter().any(|r| {
        r.pos == rawi_arabic::Pos::Verb && HAPPENING.contains(&s.lexicon.lemma(r.lemma).id.as_str())
    });
    (w.is_finite() && there && happens).then_some(k)
}

/// `لن تقدم أي امتيازات أو تنازلات`: no such thing happens, whatever the verb.
fn object_of_negated(s: &Sentence<'_>, act: &Act<'_>) -> Option<Verdict> {
    let w = &s.words[act.word];
    if act.finite
        || act.light.is_some()
        || w.has_article()
        || w.has_enclitic()
        || w.own_preposition().is_some()
    {
        return None;
    }
    let verb = (act.word.saturating_sub(6)..act.word)
        .rev()
        .take_while(|&k| {
            let x = &s.words[k];
            let object = x.tag.is_nominal() && x.own_preposition().is_none() && !x.has_article();
            object || x.is_finite() || x.is_any(&["او", "اي"])
        })
        .find(|&k| s.words[k].is_finite())?;
    negation(s, verb)
        .filter(|_| s.phrase_at[act.word].is_some_and(|p| s.phrases[p].preposition.is_none()))
}

/// Verbs of denial; what others reported is denied with them.
const DENYING: &[&str] = &["نفي.I", "كذب.II", "فند.II", "نكر.IV", "دحض.I"];

/// What is told, whoever tells it.
const REPORTS: &[&str] = &[
    "صحه",
    "الانباء",
    "انباء",
    "اخبار",
    "الاخبار",
    "التقارير",
    "تقارير",
    "المعلومات",
    "معلومات",
    "مزاعم",
    "ادعاءات",
    "الادعاءات",
    "شائعات",
    "الشائعات",
    "ما",
];

/// `نفى ما نشرته الصحيفة عن انسحاب`, `نفى صحة الأنباء عن طردهم`.
fn denied_report(s: &Sentence<'_>, act: usize) -> Option<Verdict> {
    let start = s.phrase_at[act].map_or(act, |p| s.phrases[p].start);
    let about = start.checked_sub(1)?;
    if !s.words[about].is_any(&["عن", "حول", "بشان", "بخصوص"]) {
        return None;
    }
    let denial = (about.saturating_sub(10)..about).rev().find(|&k| {
        s.words[k]
            .lemma(s.lexicon)
            .is_some_and(|l| DENYING.contains(&l.id.as_str()))
    })?;
    let report = s.words[denial..about].iter().any(|w| w.is_any(REPORTS));
    (report && negation(s, denial).is_none())
        .then(|| Verdict::new(Status::Denied, "denied report", denial))
}

/// `سـ`, `سوف`, `قد` with the imperfect, `لـ` of purpose.
fn particles(s: &Sentence<'_>, verb: usize) -> Option<Verdict> {
    let w = &s.words[verb];
    if w.tag != Tag::Verb {
        return None;
    }
    let before = |keys: &[&str]| verb > 0 && s.words[verb - 1].is_any(keys);
    if w.clitics().contains(Clitics::SA) || before(&["سوف", "وسوف"]) {
        return Some(Verdict::new(Status::Planned, "future particle", verb));
    }
    let imperfect = w
        .reading()
        .is_some_and(|r| r.features.aspect == Some(Aspect::Imperfect));
    if imperfect && before(&["قد", "ربما", "وقد"]) {
        return Some(Verdict::new(
            Status::Possible,
            "قد with the imperfect",
            verb - 1,
        ));
    }
    if imperfect && before(&["حتي"]) {
        return Some(Verdict::new(
            Status::Planned,
            "what is to be reached",
            verb - 1,
        ));
    }
    (imperfect && w.clitics().contains(Clitics::LI))
        .then(|| Verdict::new(Status::Desired, "purpose", verb))
}

/// `تقدمت لتحرير الجزيرة`: what is done in order to.
fn purpose(s: &Sentence<'_>, act: &Act<'_>, verb: usize) -> Option<Verdict> {
    let w = &s.words[verb];
    if w.tag == Tag::Verb
        || act.light.is_some()
        || w.own_preposition() != Some("ل")
        || w.has_article()
    {
        return None;
    }
    let takes_it = |k: usize| {
        if s.words[k].key.starts_with("تعرض") {
            return true;
        }
        let of = |id| NO_PURPOSE.contains(&s.lexicon.lemma(id).id.as_str());
        s.words[k]
            .lemma_id()
            .is_some_and(|id| of(id) || s.lexicon.lemma(id).verb.is_some_and(of))
    };
    let host = (0..verb).rev().find(|&k| s.words[k].is_finite())?;
    if takes_it(host) || (verb.saturating_sub(5)..verb).any(takes_it) {
        return None;
    }
    let word = &s.words[host];
    if word.clitics().contains(Clitics::SA) {
        return Some(Verdict::new(
            Status::Planned,
            "purpose of what is planned",
            host,
        ));
    }
    let perfect = word
        .reading()
        .is_some_and(|r| r.features.aspect == Some(Aspect::Perfect));
    // `احتشدوا لمطالبة الحكومة`, `استخدمت الغاز لتفريق المتظاهرين`: done by doing so.
    let done = matches!(
        act.kind,
        EventType::Request | EventType::Accuse | EventType::Coerce
    );
    if done && perfect && negation(s, host).is_none() {
        return None;
    }
    Some(Verdict::new(Status::Desired, "purpose", verb))
}

/// Whether a verb is negated.
pub(crate) fn is_negated(s: &Sentence<'_>, verb: usize) -> bool {
    negation(s, verb).is_some()
}

fn negation(s: &Sentence<'_>, verb: usize) -> Option<Verdict> {
    let mut k = verb;
    for _ in 0..3 {
        k = k.checked_sub(1)?;
        let w = &s.words[k];
        if w.is_any(&[
            "لم", "ولم", "لن", "ولن", "لا", "ولا", "ما", "فلم", "فلن", "دون", "بدون", "عدم", "لعدم",
            "بعدم", "وعدم",
        ]) {
            if w.is("ما") && (!w.tag.is_particle(ParticleClass::Neg) || is_relative_ma(s, k, verb))
            {
                return None;
            }
            if w.is_any(&["لا", "ولا", "ما"]) && s.words[verb].tag != Tag::Verb {
                return None;
            }
            // `لا يزال`, `ما زال`: it goes on.
            let goes_on = |n: &crate::words::Word| {
                n.lemma(s.lexicon)
                    .is_some_and(|l| l.id.starts_with("زيل") || l.id.starts_with("زول"))
            };
            if s.words.get(k + 1).is_some_and(goes_on) {
                return None;
            }
            return Some(Verdict::new(Status::Denied, "negation", k));
        }
        let auxiliary = crate::tagger::is_auxiliary(w, s.lexicon);
        if auxiliary && w.lemma(s.lexicon).is_some_and(|l| l.id == "ليس.I") {
            return Some(Verdict::new(Status::Denied, "negation", k));
        }
        if !auxiliary && !crate::arguments::is_before_verb(w) {
            return None;
        }
    }
    None
}

/// `ما دمرته القوات`, `وهو ما حرمته`, `ما سيساعد`: `ما` for a thing, not the negation.
fn is_relative_ma(s: &Sentence<'_>, ma: usize, verb: usize) -> bool {
    let w = &s.words[verb];
    let perfect = w
        .reading()
        .is_some_and(|r| r.features.aspect == Some(Aspect::Perfect));
    let bound = ma > 0
        && (s.words[ma - 1].is_any(&["هو", "وهو", "هي", "وهي", "كل", "هذا"])
            || s.words[ma - 1].tag.is_particle(ParticleClass::Prep)
            || s.words[ma - 1].tag.is_nominal());
    w.is_finite() && (w.has_enclitic() || !perfect || bound)
}
