//! Contradictions: pairs of records that cannot both hold, and why.
//!
//! ```text
//! fact, records laid before ─ conflict ─▶ pairs of records ─ views ─▶ pairs of claims, best sourced first
//! ```

mod conflict;
mod views;

use rusqlite::{Connection, params};

pub use conflict::Conflict;
pub use views::{Contradiction, ContradictionFilter};

use crate::Problem;
use crate::claims::{Fact, Laid, laid};
use conflict::conflict;
use rawi_model::EventType;

/// An agreement and its refusal are reported within so many days.
const WITHIN: i64 = 3;

/// Notes which of the records laid before a record (of an article, with its place and claim) contradicts. `near` are those of its own type.
pub(crate) fn note(
    db: &Connection,
    (article, placed, claim): (i64, i64, i64),
    fact: &Fact,
    near: &[Laid],
) -> Result<(), Problem> {
    let other = match fact.kind {
        EventType::Agree => Some(EventType::Reject),
        EventType::Reject => Some(EventType::Agree),
        _ => None,
    };
    let opposite = match other {
        Some(kind) => laid(
            db,
            &fact.looked_up_under(kind),
            fact.day - WITHIN,
            fact.day + WITHIN,
        )?,
        None => Vec::new(),
    };
    let mut insert =
        db.prepare_cached("INSERT OR IGNORE INTO contradictions VALUES (?1, ?2, ?3, ?4)")?;
    for laid in near.iter().chain(&opposite) {
        // An article does not contradict itself, only those whom it quotes contradict one another.
        let two_speak =
            fact.source != 0 && laid.fact.source != 0 && fact.source != laid.fact.source;
        if laid.article == article && !two_speak {
            continue;
        }
        if let Some((kind, likeness)) = conflict(fact, &laid.fact, laid.claim == claim) {
            // One article counts several deeds, or tells how a number grew.
            if kind == Conflict::Figure && laid.article == article {
                continue;
            }
            insert.execute(params![laid.placed, placed, kind.as_str(), likeness])?;
        }
    }
    Ok(())
}
