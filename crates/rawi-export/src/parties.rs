//! Who takes part, as rows name them: lists of one column, and pairs of actor and recipient.

use rawi_model::{FigureKind, Mention, Record};

use crate::event::Event;

/// An act with more sides is cut off here: twenty states that meet are 380 pairs.
pub(crate) const MAX_PAIRS: usize = 100;

/// One who acts and one who is acted upon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pair<'a> {
    pub(crate) actor: Option<&'a Mention>,
    pub(crate) recipient: Option<&'a Mention>,
    /// Told from the other side.
    pub(crate) reversed: bool,
}

/// The pairs of an act, at most [`MAX_PAIRS`]; with `both_ways` each also the other way round. Where both sides do it
/// and all stand as actors, each has it with each.
pub(crate) fn pairs(record: &Record, both_ways: bool) -> Vec<Pair<'_>> {
    let mut out = Vec::new();
    let (actors, recipients) = (&record.actor, &record.recipient);
    if both_ways && recipients.is_empty() && actors.len() > 1 {
        for (i, actor) in actors.iter().enumerate() {
            for (j, other) in actors.iter().enumerate() {
                if i != j && out.len() < MAX_PAIRS {
                    out.push(Pair {
                        actor: Some(actor),
                        recipient: Some(other),
                        reversed: i > j,
                    });
                }
            }
        }
        return out;
    }
    for actor in optional(actors) {
        for recipient in optional(recipients) {
            if out.len() < MAX_PAIRS {
                out.push(Pair {
                    actor,
                    recipient,
                    reversed: false,
                });
            }
            if both_ways && actor.is_some() && recipient.is_some() && out.len() < MAX_PAIRS {
                out.push(Pair {
                    actor: recipient,
                    recipient: actor,
                    reversed: true,
                });
            }
        }
    }
    out
}

/// Each, or nobody once.
fn optional(mentions: &[Mention]) -> Vec<Option<&Mention>> {
    if mentions.is_empty() {
        vec![None]
    } else {
        mentions.iter().map(Some).collect()
    }
}

/// The name in Latin script, else the words of the text.
pub(crate) fn name(mention: &Mention) -> &str {
    mention.name.as_deref().unwrap_or(&mention.text)
}

/// Several values in one column; `None` where there is none.
pub(crate) fn joined<T>(items: &[T], between: &str, show: impl Fn(&T) -> String) -> Option<String> {
    (!items.is_empty()).then(|| items.iter().map(show).collect::<Vec<_>>().join(between))
}

/// The same, without what would stop the value from being taken apart again.
pub(crate) fn listed<T>(items: &[T], show: impl Fn(&T) -> String) -> Option<String> {
    joined(items, ";", |item| show(item).replace(';', ","))
}

/// A figure of an act: the best report's, else the first that another one gives.
pub(crate) fn figure(event: &Event, kind: FigureKind) -> Option<f64> {
    event
        .reports()
        .find_map(|report| figure_of(&report.record, kind))
}

/// The largest figure of a kind in a record.
pub(crate) fn figure_of(record: &Record, kind: FigureKind) -> Option<f64> {
    record
        .figures
        .iter()
        .filter(|f| f.kind == kind)
        .filter_map(|f| f.value)
        .max_by(f64::total_cmp)
}
