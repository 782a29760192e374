//! Which act a time belongs to, and whether it lies before or after the publication.

use jiff::civil::Date;
use rawi_arabic::{Aspect, Clitics};
use rawi_lexicon::ParticleClass;
use rawi_model::EventType;

use super::TimeExpression;
use crate::acts::Act;
use crate::sentence::Sentence;
use crate::words::Tag;

/// Each time expression belongs to one act: the nearest before it in its clause, else the first after it. What is joined
/// to that act, or says what it was for, happened then too.
pub(crate) fn assign<'s>(s: &'s Sentence<'_>, acts: &[Act<'_>]) -> Vec<Option<&'s TimeExpression>> {
    let mut out: Vec<Option<&TimeExpression>> = vec![None; acts.len()];
    for t in s.times.iter().filter(|t| t.past.is_some()) {
        // `حتى عام 2020`: how long, not when.
        if t.start > 0 && s.words[t.start - 1].is_any(&["حتي", "لغايه"]) {
            continue;
        }
        if let Some(k) = act_of(s, acts, t) {
            out[k].get_or_insert(t);
        }
    }
    for k in 1..acts.len() {
        if out[k].is_none()
            && let Some(j) = (0..k).rev().find(|&j| out[j].is_some())
            && follows(s, &acts[j], &acts[k])
        {
            out[k] = out[j];
        }
    }
    out
}

fn verb(act: &Act<'_>) -> usize {
    act.light.unwrap_or(act.word)
}

fn act_of(s: &Sentence<'_>, acts: &[Act<'_>], t: &TimeExpression) -> Option<usize> {
    let start = s.clause_start(t.start);
    let end = s.clause_end(t.end.saturating_sub(1));
    // A finite verb that is no act takes the time that stands by it.
    let other = (start..t.start).rev().find(|&k| {
        s.words[k].tag == Tag::Verb && !crate::tagger::is_auxiliary(&s.words[k], s.lexicon)
    });
    let before = acts
        .iter()
        .rposition(|a| verb(a) < t.start && verb(a) >= start);
    let after = |from: usize, to: usize| acts.iter().position(|a| verb(a) >= from && verb(a) < to);
    let next = s.words.get(t.end);
    match (before, other) {
        (Some(b), Some(v)) if verb(&acts[b]) < v && takes_over(s, v, &acts[b]) => None,
        (Some(b), _) => Some(b),
        (None, Some(v)) if says(s, v) => None,
        // `الهجوم الذي وقع أول من أمس`
        (None, Some(v)) if v == start && of_relative(s, start) => acts
            .iter()
            .rposition(|a| a.word + 1 < start && a.word + 5 >= start && !a.finite),
        // `5 أكتوبر 2003: …`, a line of a chronicle.
        (None, None) if t.start <= 1 && next.is_some_and(|w| w.is_punct(":-–ـ")) => {
            (!acts.is_empty()).then_some(0)
        }
        // `كما حدث العام الماضي عندما قتل …`
        (None, _) if next.is_some_and(|w| w.is_any(&["عندما", "حين", "حينما"])) => {
            after(t.end, t.end + 4)
        }
        (None, _) => after(t.end, end),
    }
}

/// Whether a verb after an act has the time for itself: one of saying, or one joined by `و` that tells something else.
fn takes_over(s: &Sentence<'_>, v: usize, act: &Act<'_>) -> bool {
    let w = &s.words[v];
    let same = w
        .lemma_id()
        .is_some_and(|l| s.lexicon.frames(l).iter().any(|f| f.kind == act.kind));
    says(s, v) || (w.is_joined() && !same)
}

fn says(s: &Sentence<'_>, v: usize) -> bool {
    s.words[v]
        .lemma_id()
        .is_some_and(|l| !s.lexicon.saying(l).is_empty())
}

fn of_relative(s: &Sentence<'_>, start: usize) -> bool {
    start > 0 && s.words[start - 1].tag.is_particle(ParticleClass::Rel)
}

/// Whether an act without a time of its own happened when another before it in the sentence did: joined to it by `و`, or
/// said to be what it was for (`تظاهروا أمس للمطالبة`, `مطالبين`).
fn follows(s: &Sentence<'_>, first: &Act<'_>, act: &Act<'_>) -> bool {
    let (from, to) = (first.word, verb(act));
    if (from..to).any(|k| s.words[k].is_punct(".؟!؛:")) {
        return false;
    }
    let w = &s.words[to];
    let reading = w.reading();
    let accusative = reading.is_some_and(|r| r.features.tanwin_alef) || w.tag == Tag::Participle;
    let joined = act.finite && w.is_joined() && first.finite;
    let protest = first.kind == EventType::Protest && act.kind != EventType::Assault;
    let purpose = !act.finite
        && w.own_preposition() == Some("ل")
        && (w.tag == Tag::Masdar || protest && w.tag == Tag::Noun);
    let circumstance =
        !act.finite && accusative && !w.has_article() && w.own_preposition().is_none();
    // Nobody speaks in between.
    let told = (from + 1..to).any(|k| s.words[k].tag == Tag::Verb && says(s, k));
    !told && (joined || purpose || circumstance)
}

/// Whether a time that may lie before or after the publication lies after it, by the tense of its act.
pub(crate) fn looks_ahead(
    s: &Sentence<'_>,
    act: &Act<'_>,
    t: &TimeExpression,
    published: Option<Date>,
) -> bool {
    let verb = verb(act);
    let w = &s.words[verb];
    let imperfect = w.tag == Tag::Verb
        && (w.clitics().contains(Clitics::SA)
            || w.reading()
                .is_some_and(|r| r.features.aspect == Some(Aspect::Imperfect)));
    let Some(published) = published else {
        return false;
    };
    let was = (verb.saturating_sub(3)..verb).any(|k| {
        s.words[k].lemma(s.lexicon).is_some_and(|l| l.id == "كون.I") && s.words[k].is_finite()
    });
    let since = s.words[..=t.start]
        .iter()
        .rev()
        .take(3)
        .any(|w| w.is("منذ"));
    if was || since {
        return false;
    }
    let fixed = t.future.is_none() && t.past.as_ref().is_some_and(|r| r.from > published);
    // `تعقد الحكومة اليوم جلسة`: what is on today's agenda.
    let today =
        act.kind == EventType::Consult && t.past.as_ref().is_some_and(|r| r.from == published);
    fixed || (imperfect && (t.future.is_some() || today))
}
