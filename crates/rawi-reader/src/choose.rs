//! Takes candidate acts, keeps those that count, and settles who has which part in them.
//!
//! With weights the models decide; without, the rules alone: an act needs a participant in its slots, or a frame that is
//! political in itself.

use rawi_lexicon::{FrameRole, Slot, Strength};
use rawi_model::{Derivation, EventType};

use crate::acts::{Act, People};
use crate::features::View;
use crate::weights::{Features, Models};

/// Above this probability a candidate is kept.
const KEEP: f32 = 0.34;
/// The same for a finite verb that fits its frame and has its participants beside it.
const KEEP_FITTING: f32 = 0.22;
/// Up to this share of words of other topics an article counts as politics.
const POLITICS: f32 = 0.28;
/// How much more is needed in an article that is about something else altogether.
const ELSEWHERE: f32 = 0.9;
/// Above this probability a mention has the part.
const PART: f32 = 0.34;
/// The same for a mention to which the rules give the part.
const PART_BY_RULE: f32 = 0.30;

/// Which of the candidates count, with their participants settled.
pub(crate) fn choose<'a>(
    view: &View<'_, 'a>,
    models: Option<&Models>,
    explain: bool,
) -> Vec<Act<'a>> {
    let mut chosen: Vec<Act<'a>> = view
        .acts
        .iter()
        .filter_map(|act| match models.filter(|m| !m.accept.is_empty()) {
            Some(models) => weigh(view, act, models, explain),
            None => by_rule(view, act).then(|| act.clone()),
        })
        .collect();
    address(&mut chosen);
    chosen
}

/// `أدانت مصر الغارة التي شنتها إسرائيل`, `دعت إلى انسحاب القوات`: what is said of an act or asked for is addressed to
/// whoever does it, where nobody else is.
fn address(acts: &mut [Act<'_>]) {
    for i in 0..acts.len() {
        let x = &acts[i];
        let addressed = matches!(x.kind, EventType::Accuse | EventType::Request);
        let Some((from, to)) = x.content.filter(|_| addressed && x.recipients.is_empty()) else {
            continue;
        };
        let doers = acts
            .iter()
            .find(|y| from <= y.word && y.word < to.min(from + 4) && y.word != x.word)
            .map(|y| y.actors.clone())
            .unwrap_or_default();
        let found: People = doers
            .into_iter()
            .filter(|k| !x.actors.contains(k))
            .collect();
        acts[i].recipients = found;
    }
}

pub(crate) fn by_rule(view: &View<'_, '_>, act: &Act<'_>) -> bool {
    if act.unmet {
        return false;
    }
    match act.frame.strength {
        Strength::Weak => act.own && view.is_political(act),
        Strength::Plain | Strength::Strong => act.own || act.neighbour,
    }
}

fn features(explain: bool) -> Features {
    if explain {
        Features::named()
    } else {
        Features::default()
    }
}

fn weigh<'a>(
    view: &View<'_, 'a>,
    act: &Act<'a>,
    models: &Models,
    explain: bool,
) -> Option<Act<'a>> {
    let mut f = features(explain);
    view.of_act(act, &mut f);
    let probability = models.accept.probability(&f);
    let fits = act.finite && act.own && !act.unmet;
    let bar = if fits { KEEP_FITTING } else { KEEP };
    let elsewhere = (view.discourse.topic.elsewhere() - POLITICS).max(0.0) / (1.0 - POLITICS);
    if probability < bar + ELSEWHERE * elsewhere {
        return None;
    }
    let mut out = act.clone();
    out.probability = probability;
    if explain {
        out.derivation.push(Derivation {
            field: "type".into(),
            rule: format!("weighed: {}", models.accept.heaviest(&f, 5).join(", ")),
            entries: Vec::new(),
            words: None,
        });
    }
    settle(view, &mut out, models);
    (!out.actors.is_empty() || !out.recipients.is_empty()).then_some(out)
}

/// Asks of every candidate participant whether it is the doer or the one acted upon.
fn settle(view: &View<'_, '_>, act: &mut Act<'_>, models: &Models) {
    let mut actors: Vec<(f32, usize)> = Vec::new();
    let mut recipients: Vec<(f32, usize)> = Vec::new();
    let mut best: Option<(f32, bool, usize)> = None;
    let candidates = view.candidates(act);
    let sure = |does: bool| {
        candidates
            .iter()
            .any(|&k| certain(view, act, k) == Some(does))
    };
    let (sure_actor, sure_recipient) = (sure(true), sure(false));
    for &k in &candidates {
        // A state behind `في` is where it happens.
        let ruled = act.actors.contains(&k) || act.recipients.contains(&k);
        if !ruled && (view.is_place(k) || view.is_destination(act, k)) {
            continue;
        }
        let mut f = Features::default();
        view.of_role(act, k, &mut f);
        let a = if !ruled && judges(view, act, k) {
            0.0
        } else {
            models.actor.probability(&f)
        };
        let r = models.recipient.probability(&f);
        let (a, r) = match certain(view, act, k) {
            Some(true) => (1.0, 0.0),
            Some(false) => (0.0, 1.0),
            // Beside those of whom grammar leaves no doubt only the rules may put others.
            None => (
                if sure_actor && !act.actors.contains(&k) {
                    0.0
                } else {
                    a
                },
                if sure_recipient && !act.recipients.contains(&k) {
                    0.0
                } else {
                    r
                },
            ),
        };
        let bar = |ruled: bool| if ruled { PART_BY_RULE } else { PART };
        // What is said of in the passive is never the doer.
        let unnamed = k >= view.base + view.s.mentions.len();
        let undergoes =
            (act.passive || unnamed) && act.recipients.contains(&k) || suffers(view, act, k);
        let is_a =
            !undergoes && (a >= bar(act.actors.contains(&k)) || unnamed && act.actors.contains(&k));
        let is_r = undergoes || r >= bar(act.recipients.contains(&k));

        if is_a && (a >= r || !is_r) {
            actors.push((a, k));
        } else if is_r {
            recipients.push((r, k));
        }
        let (p, is_actor) = if a >= r { (a, true) } else { (r, false) };
        if best.is_none_or(|(b, _, _)| p > b) {
            best = Some((p, is_actor, k));
        }
    }
    agree_in_groups(view, act, &mut actors, &mut recipients);
    // Somebody must be in it: the likeliest, however unlikely.
    if actors.is_empty() && recipients.is_empty() {
        match best {
            Some((p, true, k)) => actors.push((p, k)),
            Some((p, false, k)) => recipients.push((p, k)),
            None => {}
        }
    }
    let keep = |people: &[(f32, usize)]| -> People { people.iter().map(|(_, k)| *k).collect() };
    act.actors = keep(&actors);
    act.recipients = keep(&recipients);
}

/// What grammar leaves no doubt of: a subject that stands beside its active verb, and its object. Whether it does the
/// act, else it undergoes it.
fn certain(view: &View<'_, '_>, act: &Act<'_>, k: usize) -> Option<bool> {
    if act.passive || act.light.is_some() || act.unmet {
        return None;
    }
    // `واتفق الجانبان`: those for whom the subject stands were named in earlier sentences.
    if k < view.base && act.finite && act.own_actor && act.args.subject.is_some() {
        let with = act.kind.is_mutual() || act.kind == EventType::Agree;
        return match (act.actors.contains(&k), act.recipients.contains(&k)) {
            (true, _) => Some(true),
            (_, true) if with => Some(false),
            _ => None,
        };
    }
    let m = k
        .checked_sub(view.base)
        .filter(|&m| m < view.s.mentions.len())?;
    let holds = |group: &Option<crate::arguments::Group>| {
        group
            .iter()
            .flatten()
            .any(|&p| view.s.phrases[p].own_mention(&view.s.mentions) == Some(m))
    };
    let plays = |slot: &Slot, role| act.frame.role(slot) == Some(role);
    if !act.finite {
        // `استعداد بلاده للحوار`
        let own = holds(&act.args.genitive) && plays(&Slot::Genitive, FrameRole::Actor)
            || act.args.nisba == Some(m);
        return (own && act.actors.contains(&k)).then_some(true);
    }
    if act.own_actor
        && holds(&act.args.subject)
        && plays(&Slot::Subject, FrameRole::Actor)
        && act.actors.contains(&k)
    {
        return Some(true);
    }
    if holds(&act.args.object)
        && plays(&Slot::Object, FrameRole::Recipient)
        && act.recipients.contains(&k)
    {
        return Some(false);
    }
    None
}

/// `أصيب خمسة مدنيين في قصف`: whoever is killed or wounded in it does not do the shelling.
fn suffers(view: &View<'_, '_>, act: &Act<'_>, k: usize) -> bool {
    act.kind == EventType::Assault
        && !act.finite
        && view.acts.iter().any(|x| {
            x.kind == EventType::Assault
                && x.finite
                && x.passive
                && x.word != act.word
                && x.recipients.contains(&k)
        })
}

/// `أدانت السعودية الهجوم`: whoever condemns, welcomes or asks for an act has not done it.
fn judges(view: &View<'_, '_>, act: &Act<'_>, k: usize) -> bool {
    view.acts.iter().any(|x| {
        let about = matches!(
            x.kind,
            EventType::Accuse | EventType::Request | EventType::Support
        );
        about
            && x.word != act.word
            && x.actors.contains(&k)
            && x.content
                .is_some_and(|(from, to)| from <= act.word && act.word < to)
    })
}

/// Phrases joined by `و` have the part of the first of them.
fn agree_in_groups(
    view: &View<'_, '_>,
    act: &Act<'_>,
    actors: &mut Vec<(f32, usize)>,
    recipients: &mut Vec<(f32, usize)>,
) {
    let a = &act.args;
    let groups = [&a.subject, &a.object, &a.genitive].into_iter().flatten();
    for group in groups.chain(a.prepositions.iter().map(|(_, g)| g)) {
        let members: Vec<usize> = group
            .iter()
            .filter_map(|&p| view.s.phrases[p].own_mention(&view.s.mentions))
            .map(|m| view.base + m)
            .collect();
        let [first, rest @ ..] = &members[..] else {
            continue;
        };
        let doer = actors.iter().find(|(_, k)| k == first).copied();
        let target = recipients.iter().find(|(_, k)| k == first).copied();
        for k in rest
            .iter()
            .filter(|k| act.recipients.contains(k) == act.recipients.contains(first))
        {
            actors.retain(|(_, x)| x != k);
            recipients.retain(|(_, x)| x != k);
            match (doer, target) {
                (Some((p, _)), _) => actors.push((p, *k)),
                (_, Some((p, _))) => recipients.push((p, *k)),
                _ => {}
            }
        }
    }
}
