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
const ELSEWHERE: f32 = 0.6;
/// By how much nobody may be likelier than somebody who yet has the part.
const EAGER: f32 = 0.2;
/// The same for those whom the rules name beside another.
const BESIDE: f32 = 0.4;

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

/// What may be said of a candidate participant in an act.
struct Part {
    k: usize,
    /// How much speaks for its being the doer, and for its being acted upon.
    scores: [f32; 2],
    /// The rules give it the part.
    ruled: [bool; 2],
    /// Grammar leaves no doubt.
    certain: Option<bool>,
    /// It cannot have the part.
    barred: [bool; 2],
}

const DOER: usize = 0;
const UNDERGOER: usize = 1;

/// Asks who does the act and who undergoes it, or whether nobody named does.
fn settle(view: &View<'_, '_>, act: &mut Act<'_>, models: &Models) {
    let parts = parts(view, act, models);
    let mut f = Features::default();
    view.of_nobody(act, &mut f);
    let nobody = [models.actor.score(&f), models.recipient.score(&f)];
    let mut actors = fill(&parts, DOER, nobody[DOER]);
    let mut recipients = fill(&parts, UNDERGOER, nobody[UNDERGOER]);
    // Nobody does it to himself: the part for which more speaks.
    let both: People = actors
        .iter()
        .copied()
        .filter(|k| recipients.contains(k))
        .collect();
    for k in both {
        let Some(p) = parts.iter().find(|p| p.k == k) else {
            continue;
        };
        let gain = |role: usize| p.scores[role] - nobody[role];
        let doer = p.certain.unwrap_or(gain(DOER) >= gain(UNDERGOER));
        if doer {
            recipients.retain(|x| *x != k);
        } else {
            actors.retain(|x| *x != k);
        }
    }
    agree_in_groups(view, act, &mut actors, &mut recipients);
    // Somebody must be in it: the likeliest, however unlikely.
    if actors.is_empty() && recipients.is_empty() {
        let options = parts.iter().flat_map(|p| {
            [DOER, UNDERGOER]
                .into_iter()
                .filter(|&role| !p.barred[role])
                .map(|role| (p.scores[role] - nobody[role], role, p.k))
        });
        match options.max_by(|a, b| a.0.total_cmp(&b.0)) {
            Some((_, DOER, k)) => actors.push(k),
            Some((_, _, k)) => recipients.push(k),
            None => {}
        }
    }
    act.actors = actors;
    act.recipients = recipients;
}

/// The candidates for the parts of an act.
fn parts(view: &View<'_, '_>, act: &Act<'_>, models: &Models) -> Vec<Part> {
    let mut out = Vec::new();
    for k in view.candidates(act) {
        let ruled = [act.actors.contains(&k), act.recipients.contains(&k)];
        let by_rule = ruled[DOER] || ruled[UNDERGOER];
        if view.is_destination(act, k) {
            continue;
        }
        // A state behind `في` is where it happens; who only tells of it has no part in it.
        if !by_rule && (view.is_place(k) || view.is_source(k)) {
            continue;
        }
        let mut f = Features::default();
        view.of_role(act, k, &mut f);
        // What is said of in the passive is never the doer.
        let unnamed = k >= view.base + view.s.mentions.len();
        let undergoes = (act.passive || unnamed) && ruled[UNDERGOER]
            || ruled[UNDERGOER] && other_side(view, act, k)
            || suffers(view, act, k);
        let certain = if undergoes {
            Some(false)
        } else if unnamed && ruled[DOER] {
            Some(true)
        } else {
            certain(view, act, k)
        };
        let judges = !by_rule && judges(view, act, k);
        out.push(Part {
            k,
            scores: [models.actor.score(&f), models.recipient.score(&f)],
            // Who only stands nearest is one of many.
            ruled: ruled.map(|r| r && !act.neighbour),
            certain,
            barred: [judges || certain == Some(false), certain == Some(true)],
        });
    }
    out
}

/// Who has a part: those of whom grammar leaves no doubt, else the likeliest unless nobody is likelier; beside them those
/// whom the rules name.
fn fill(parts: &[Part], role: usize, nobody: f32) -> People {
    let sure = Some(role == DOER);
    let open = || parts.iter().filter(|p| !p.barred[role]);
    let mut out: People = open().filter(|p| p.certain == sure).map(|p| p.k).collect();
    if out.is_empty() {
        let best = open().max_by(|a, b| a.scores[role].total_cmp(&b.scores[role]));
        match best.filter(|b| b.scores[role] + EAGER > nobody) {
            Some(b) => out.push(b.k),
            None => return out,
        }
    }
    for p in open().filter(|p| p.ruled[role] && p.scores[role] + BESIDE > nobody) {
        if !out.contains(&p.k) {
            out.push(p.k);
        }
    }
    out
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
    if act.own_actor && holds(&act.args.subject) && plays(&Slot::Subject, FrameRole::Actor) {
        // `اتفقت مصر وأمريكا`: the second is the other side.
        match (act.actors.contains(&k), act.recipients.contains(&k)) {
            (true, _) => return Some(true),
            (_, true) => return Some(false),
            _ => {}
        }
    }
    if holds(&act.args.object)
        && plays(&Slot::Object, FrameRole::Recipient)
        && act.recipients.contains(&k)
    {
        return Some(false);
    }
    None
}

/// `عقد وزيرا خارجية مصر وقبرص اجتماعا`: named in one breath with the doer, and so taking part.
fn other_side(view: &View<'_, '_>, act: &Act<'_>, k: usize) -> bool {
    let mention = k
        .checked_sub(view.base)
        .and_then(|m| view.s.mentions.get(m));
    act.kind.is_mutual()
        && act.own_actor
        && mention.is_some_and(|m| view.s.words[m.start].is_joined())
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
    actors: &mut People,
    recipients: &mut People,
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
        let (doer, target) = (actors.contains(first), recipients.contains(first));
        for k in rest
            .iter()
            .filter(|k| act.recipients.contains(k) == act.recipients.contains(first))
        {
            actors.retain(|x| x != k);
            recipients.retain(|x| x != k);
            if doer {
                actors.push(*k);
            } else if target {
                recipients.push(*k);
            }
        }
    }
}
