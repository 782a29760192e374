//! Follow-ups: what was announced, promised, threatened or wanted, and what became of it.
//!
//! ```text
//! fact, announcements of the weeks before ─ outcome ─▶ pairs of records ─ views ─▶ open, fulfilled, denied…
//! ```

mod outcome;
mod views;

use rusqlite::{Connection, params};

use crate::Problem;
use crate::claims::{Fact, laid};
use crate::weave::sketch::hash;
pub use outcome::Outcome;
use outcome::{is_ahead, outcome};
pub use views::{FollowUp, FollowUpFilter, Outlook};

/// An announcement is held against what is reported in so many days after it.
pub(crate) const WITHIN: i64 = 42;

/// Under which an announcement is looked up by what may come of it; none for other facts.
pub(crate) fn keys(fact: &Fact) -> Vec<u32> {
    if is_ahead(fact) {
        fact.stored_under().into_iter().map(ahead).collect()
    } else {
        Vec::new()
    }
}

fn ahead(key: u32) -> u32 {
    hash(["ahead", &key.to_string()])
}

/// Notes which announcements a record settles.
pub(crate) fn note(db: &Connection, article: i64, placed: i64, fact: &Fact) -> Result<(), Problem> {
    let keys: Vec<u32> = outcome::kinds(fact)
        .into_iter()
        .flat_map(|kind| fact.looked_up_under(kind))
        .map(ahead)
        .collect();
    if keys.is_empty() {
        return Ok(());
    }
    let mut insert = db.prepare_cached("INSERT OR IGNORE INTO outcomes VALUES (?1, ?2, ?3, ?4)")?;
    for before in laid(db, &keys, fact.day - WITHIN, fact.day)? {
        if before.article == article {
            continue;
        }
        if let Some((kind, likeness)) = outcome(&before.fact, fact) {
            insert.execute(params![before.placed, placed, kind.as_str(), likeness])?;
        }
    }
    Ok(())
}
