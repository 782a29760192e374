//! Takes an act in its sentence, gives the status in which it is reported, and the rule that says so.

use rawi_arabic::{Aspect, Clitics};
use rawi_lexicon::{Only, ParticleClass, PhraseKind, Slot, StatusScope};
use rawi_model::{EventType, Status};

use crate::acts::Act;
use crate::sentence::{Filler, Sentence};
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

/// The status of an act; `acts` are all acts of the sentence, `future` tells that its time lies ahead.
pub(crate) fn of(s: &Sentence<'_>, act: &Act<'_>, acts: &[Act<'_>], future: bool) -> Verdict {
    let verb = act.light.unwrap_or(act.word);
    // `لن يقبل` is a refusal that takes place.
    let refusal = act.frame.only == Some(Only::Negated);
    if let Some(v) = negation(s, verb).filter(|_| !refusal) {
        return v;
    }
    if let Some(v) = governed(s, act, verb) {
        return v;
    }
    if let Some(v) = described(s, verb) {
        return v;
    }
    if let Some(v) = content_of(s, act, acts) {
        return v;
    }
    let w = &s.words[verb];
    if w.tag == Tag::Verb {
        if w.clitics().contains(Clitics::SA)
            || verb > 0 && s.words[verb - 1].is_any(&["سوف", "وسوف"])
        {
            return Verdict::new(Status::Planned, "future particle", verb);
        }
        let imperfect = w
            .reading()
            .is_some_and(|r| r.features.aspect == Some(Aspect::Imperfect));
        if imperfect && verb > 0 && s.words[verb - 1].is_any(&["قد", "ربما", "وقد"]) {
            return Verdict::new(Status::Possible, "قد with the imperfect", verb - 1);
        }
        if imperfect && w.clitics().contains(Clitics::LI) {
            return Verdict::new(Status::Desired, "purpose", verb);
        }
    }
    if let Some(v) = conditional(s, verb) {
        return v;
    }
    // `تقدمت لتحرير الجزيرة`: what is done in order to.
    let purpose = w.tag != Tag::Verb
        && act.light.is_none()
        && w.own_preposition() == Some("ل")
        && !w.has_article()
        && (0..verb).any(|k| s.words[k].is_finite());
    if purpose {
        return Verdict::new(Status::Desired, "purpose", verb);
    }
    if future {
        return Verdict::new(Status::Planned, "time ahead", act.word);
    }
    Verdict {
        status: Status::Occurred,
        rule: "no mark of another status",
        entry: None,
        word: None,
    }
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
            if w.is("ما") && !(w.tag.is_particle(ParticleClass::Neg)) {
                return None;
            }
            if w.is_any(&["لا", "ولا", "ما"]) && s.words[verb].tag != Tag::Verb {
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

/// Words of the lexicon that set the status of what they govern.
fn governed(s: &Sentence<'_>, act: &Act<'_>, verb: usize) -> Option<Verdict> {
    let start = verb.saturating_sub(14);
    for k in (start..verb).rev() {
        let w = &s.words[k];
        if w.is_punct(".؟!؛:") {
            break;
        }
        for name in s.names.at(k) {
            let Some(r) = name.of_kind(PhraseKind::StatusPhrase) else {
                continue;
            };
            if name.end > verb + 1 || name.end <= k {
                continue;
            }
            let rule = s.lexicon.status_phrase(r.index);
            if reaches(s, &rule.scope, k, name.end, verb, act) && !is_about(s, verb, name.end) {
                return Some(Verdict {
                    status: rule.status,
                    rule: "status phrase",
                    entry: Some(rule.id.clone()),
                    word: Some(k),
                });
            }
        }
        if let Some(id) = w.lemma_id() {
            let mut rules = s.lexicon.statuses(id);
            if rules.is_empty()
                && let Some(v) = s.lexicon.lemma(id).verb
            {
                rules = s.lexicon.statuses(v);
            }
            for rule in rules {
                let filler = |slot: &Slot| match slot {
                    Slot::Genitive => Filler::Genitive(k),
                    // The act itself stands in the slot that the rule reaches.
                    _ => s.phrase_at[verb].map_or(Filler::Nothing, Filler::Phrase),
                };
                if !rule.conditions.is_empty()
                    && s.conditions_hold(&rule.conditions, &filler).is_none()
                {
                    continue;
                }
                let own = matches!(&rule.scope, StatusScope::Slot(Slot::Prep(p)) if p == "في");
                if reaches(s, &rule.scope, k, k + 1, verb, act)
                    && (own || !is_about(s, verb, k + 1))
                {
                    // `لم يعتزم`: what is not planned is denied.
                    let status = if negation(s, k).is_some() && rule.status != Status::Denied {
                        Status::Denied
                    } else {
                        rule.status
                    };
                    return Some(Verdict {
                        status,
                        rule: "status word",
                        entry: Some(rule.id.clone()),
                        word: Some(k),
                    });
                }
            }
        }
        // Another finite verb between ends the reach, unless it only carries on.
        if w.is_finite() && !crate::tagger::is_auxiliary(w, s.lexicon) {
            break;
        }
    }
    None
}

/// An adjective beside the noun: `الهجوم المحتمل`, `الزيارة المرتقبة`.
fn described(s: &Sentence<'_>, noun: usize) -> Option<Verdict> {
    let p = s.phrase_at[noun]?;
    for k in noun + 1..s.phrases[p].end.min(noun + 5) {
        for r in &s.words[k].readings {
            let rules = s.lexicon.statuses(r.lemma);
            if let Some(rule) = rules
                .iter()
                .find(|x| x.scope == StatusScope::Slot(Slot::Subject))
            {
                return Some(Verdict {
                    status: rule.status,
                    rule: "status adjective",
                    entry: Some(rule.id.clone()),
                    word: Some(k),
                });
            }
        }
    }
    None
}

fn reaches(
    s: &Sentence<'_>,
    scope: &StatusScope,
    head: usize,
    after: usize,
    verb: usize,
    act: &Act<'_>,
) -> bool {
    // A relative clause, and a finite verb joined by `و`, are told on their own.
    if scope != &StatusScope::Sentence {
        let relative = (after..verb).any(|k| crate::mentions::is_relative(&s.words[k]));
        let subordinate = (after..verb).any(|k| s.words[k].tag.is_particle(ParticleClass::Sub));
        let joined = s.words[verb].is_finite() && s.words[verb].is_joined() && !subordinate;
        if relative || joined {
            return false;
        }
    }
    let gap = || {
        s.words[after.min(verb)..verb]
            .iter()
            .any(|w| w.is_punct("،,"))
    };
    match scope {
        StatusScope::Sentence => true,
        StatusScope::Clause => {
            verb >= after && !gap() && (after..verb).filter(|&k| s.is_boundary(k)).count() <= 1
        }
        StatusScope::Slot(slot) => {
            let _ = act;
            let governs_clause =
                (after..verb).any(|k| s.words[k].tag.is_particle(ParticleClass::Sub));
            match slot {
                Slot::Prep(p) => {
                    let prep = (after..=verb).any(|k| {
                        s.words[k].is(p) || s.words[k].own_preposition() == Some(p.as_str())
                    });
                    prep && !gap() && verb.saturating_sub(head) <= 8
                }
                Slot::Object | Slot::Object2 => {
                    if governs_clause {
                        return verb.saturating_sub(head) <= 10;
                    }
                    let p = s.phrase_at[verb];
                    s.words[verb].tag != Tag::Verb
                        && p.is_some_and(|p| s.phrases[p].preposition.is_none())
                        && verb.saturating_sub(head) <= 6
                }
                Slot::Subject => verb.saturating_sub(head) <= 4,
                Slot::Genitive => verb == after,
            }
        }
    }
}

/// What a demand, threat or promise asks for or announces.
fn content_of(s: &Sentence<'_>, act: &Act<'_>, acts: &[Act<'_>]) -> Option<Verdict> {
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
    if relative || (farther && act.finite) {
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
        EventType::Reject => (Status::Denied, "content of a refusal"),
        EventType::Sanction if !act.own_actor => (Status::Denied, "content of a refusal"),
        _ => return None,
    };
    if s.words[act.word].has_article() && !act.finite && over.kind != EventType::Request {
        return None;
    }
    Some(Verdict::new(status, rule, over.word))
}

/// The noun stands behind a preposition of time, cause or topic, and does not begin the stretch.
fn is_about(s: &Sentence<'_>, noun: usize, from: usize) -> bool {
    s.words[noun].tag != Tag::Verb
        && s.phrase_at[noun].is_some_and(|p| {
            s.phrases[p].start != from
                && matches!(
                    s.phrases[p].preposition.as_deref(),
                    Some(
                        "في" | "بشان"
                            | "خلال"
                            | "بعد"
                            | "قبل"
                            | "اثر"
                            | "منذ"
                            | "حول"
                            | "ضد"
                            | "عقب"
                            | "رغم"
                            | "بسبب"
                            | "جراء"
                            | "اثناء"
                            | "وسط"
                    )
                )
        })
}

fn conditional(s: &Sentence<'_>, verb: usize) -> Option<Verdict> {
    let from = verb.saturating_sub(6);
    (from..verb)
        .rev()
        .take_while(|&k| !s.words[k].is_punct(".؟!؛:،,"))
        .find(|&k| {
            s.words[k].tag.is_particle(ParticleClass::Cond) && !s.words[k].is_any(&["ان", "وان"])
        })
        .map(|k| Verdict::new(Status::Conditional, "condition", k))
}
