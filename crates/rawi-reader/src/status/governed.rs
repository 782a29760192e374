//! Takes an act, gives the status that a word of the lexicon sets for what it governs (`يعتزم`, `محاولة`, `من المقرر أن`).

use rawi_arabic::{Aspect, Pos};
use rawi_lexicon::{ParticleClass, PhraseKind, Slot, StatusRule, StatusScope};
use rawi_model::{EventType, Status};

use super::content::presupposed;
use super::{Verdict, negation};
use crate::acts::Act;
use crate::mentions::MentionKind;
use crate::sentence::{Filler, Sentence};
use crate::words::Tag;

/// Words of the lexicon that set the status of what they govern.
pub(super) fn governed(s: &Sentence<'_>, act: &Act<'_>, verb: usize) -> Option<Verdict> {
    // `طالبت …، داعية إلى …`: told beside the verb, not governed by it.
    if crate::speech::is_circumstance(&s.words[act.word]) {
        return None;
    }
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
        for rule in rules_of(s, k) {
            let filler = |slot: &Slot| match slot {
                Slot::Genitive => Filler::Genitive(k),
                // The act itself stands in the slot that the rule reaches.
                _ => s.phrase_at[verb].map_or(Filler::Nothing, Filler::Phrase),
            };
            if !rule.conditions.is_empty() && s.conditions_hold(&rule.conditions, &filler).is_none()
            {
                continue;
            }
            let own = matches!(&rule.scope, StatusScope::Slot(Slot::Prep(p)) if p == "في");
            if reaches(s, &rule.scope, k, k + 1, verb, act) && (own || !is_about(s, verb, k + 1)) {
                return Some(Verdict {
                    status: told_status(s, rule, k, act),
                    rule: "status word",
                    entry: Some(rule.id.clone()),
                    word: Some(k),
                });
            }
        }
        // Another finite verb between ends the reach, unless it only carries on.
        let subjunctive = k > 0
            && s.words[k - 1].is_any(&["ان", "بان"])
            && w.reading()
                .is_some_and(|r| r.features.aspect == Some(Aspect::Imperfect));
        // `توقع أن تلجأ إلى شن هجوم`: the noun is of the verb that is expected.
        let carries =
            subjunctive && !act.finite && !s.words[k..verb].iter().any(|w| w.is_punct("،,"));
        if w.is_finite() && !crate::tagger::is_auxiliary(w, s.lexicon) && !carries {
            break;
        }
    }
    None
}

/// The rules of a word; `يمكن أن` is written like a form of the second stem.
fn rules_of<'s>(s: &'s Sentence<'_>, k: usize) -> &'s [StatusRule] {
    let w = &s.words[k];
    let state = |m: usize| s.mentions[m].kind == MentionKind::State;
    let Some(id) = w.lemma_id().filter(|_| !s.mention_at(k).is_some_and(state)) else {
        return &[];
    };
    let own = s.lexicon.statuses(id);
    if !own.is_empty() {
        return own;
    }
    if let Some(v) = s.lexicon.lemma(id).verb {
        return s.lexicon.statuses(v);
    }
    let that = s
        .words
        .get(k + 1)
        .is_some_and(|n| n.tag.is_particle(ParticleClass::Sub));
    if w.tag != Tag::Verb || !that {
        return &[];
    }
    w.readings
        .iter()
        .find(|r| r.pos == Pos::Verb && s.lexicon.lemma(r.lemma).id == "مكن.IV")
        .map_or(&[], |r| s.lexicon.statuses(r.lemma))
}

/// The status that a rule gives, turned round where its word is negated.
fn told_status(s: &Sentence<'_>, rule: &StatusRule, k: usize, act: &Act<'_>) -> Status {
    let negated = negation(s, k).is_some();
    // `نفى اتهامات`: that he was accused is not denied.
    let voiced = matches!(act.kind, EventType::Accuse | EventType::Request) && !act.finite;
    match rule.status {
        // `لم ينف قصف المدينة`, but `لم يتوقف عن القصف`.
        Status::Denied if negated && rule.id.starts_with("نفي") => Status::Possible,
        Status::Denied if negated || voiced && rule.id.starts_with("نفي") => Status::Occurred,
        Status::Desired if presupposed(s, act.word, k + 1) => Status::Occurred,
        // `لم يعتزم`: what is not planned is denied.
        _ if negated => Status::Denied,
        status => status,
    }
}

/// An adjective beside the noun: `الهجوم المحتمل`, `الزيارة المرتقبة`.
pub(super) fn described(s: &Sentence<'_>, noun: usize) -> Option<Verdict> {
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
    // `اللقاء الذي سيجمع …`
    let end = s.phrases[p].end;
    let relative = s.words.get(end).is_some_and(crate::mentions::is_relative);
    let ahead = s
        .words
        .get(end + 1)
        .is_some_and(|w| w.is_finite() && w.clitics().contains(rawi_arabic::Clitics::SA));
    (relative && ahead && s.words[noun].tag != Tag::Verb)
        .then(|| Verdict::new(Status::Planned, "future relative clause", end + 1))
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
    // `من المتوقع أن تصدر المنظمة، اليوم، نداء`: commas around a time part nothing.
    let gap = || {
        (after.min(verb)..verb).any(|k| {
            let timed = k > 0 && s.in_time(k - 1) || s.in_time(k + 1);
            s.words[k].is_punct("،,") && !timed
        })
    };
    match scope {
        StatusScope::Sentence => true,
        StatusScope::Clause => {
            // `تهدد الهدنة` is not `تهدد بأن`.
            let verbal = s.words[head].is_finite()
                && after == head + 1
                && !s.words[verb].is_finite()
                && !(after..verb).any(|k| s.words[k].tag.is_particle(ParticleClass::Sub));
            if verbal {
                return false;
            }
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

/// The noun stands behind a preposition of time, cause or topic, and does not begin the stretch.
pub(super) fn is_about(s: &Sentence<'_>, noun: usize, from: usize) -> bool {
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
