//! Takes the acts of a sentence, gives each happening once: one incident is one ASSAULT, one meeting one CONSULT, and a
//! noun that only goes back to an act already told is left out.

use rawi_model::EventType;

use crate::acts::{Act, People};

/// Leaves one act for each happening.
pub(crate) fn merge<'l>(
    acts: Vec<Act<'l>>,
    same_clause: &dyn Fn(usize, usize) -> bool,
) -> Vec<Act<'l>> {
    let mut out: Vec<Act<'l>> = Vec::with_capacity(acts.len());
    for act in acts {
        let twin = out
            .iter_mut()
            .find(|x| x.kind == act.kind && is_same(x, &act, same_clause(x.word, act.word)));
        match twin {
            Some(x) => absorb(x, act),
            None => out.push(act),
        }
    }
    out.sort_by_key(|a| a.word);
    out
}

fn is_same(a: &Act<'_>, b: &Act<'_>, near: bool) -> bool {
    if a.word == b.word {
        return true;
    }
    let actors = compatible(&a.actors, &b.actors);
    let recipients = compatible(&a.recipients, &b.recipients);
    match a.kind {
        EventType::Assault => {
            let close = near && a.word.abs_diff(b.word) <= 9;
            actors && (recipients && near || close)
        }
        EventType::Consult => {
            let mut all_a: People = a.actors.clone();
            all_a.extend(a.recipients.iter().copied());
            let shared = b
                .actors
                .iter()
                .chain(&b.recipients)
                .any(|k| all_a.contains(k));
            actors
                && recipients
                && (shared || b.actors.is_empty() && b.recipients.is_empty())
                && (!b.finite || near)
        }
        _ => actors && recipients && near && (!a.finite || !b.finite),
    }
}

/// Neither contradicts the other.
fn compatible(a: &People, b: &People) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|k| b.contains(k))
}

/// Takes over what the twin knows more; the first finite verb is the trigger, else the first word.
fn absorb<'l>(x: &mut Act<'l>, other: Act<'l>) {
    let better = other.finite && !x.finite;
    let (mut keep, give) = if better {
        (other, x.clone())
    } else {
        (x.clone(), other)
    };
    if keep.actors.is_empty() {
        keep.actors.clone_from(&give.actors);
        keep.own_actor = give.own_actor;
    }
    for k in &give.recipients {
        if !keep.recipients.contains(k)
            && !keep.actors.contains(k)
            && (keep.recipients.is_empty() || keep.kind == EventType::Assault)
        {
            keep.recipients.push(*k);
        }
    }
    let actors = keep.actors.clone();
    keep.recipients.retain(|k| !actors.contains(k));
    keep.derivation.extend(give.derivation);
    *x = keep;
}
