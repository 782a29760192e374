//! Where a person's look is worth most, and what people have done.

use rusqlite::Connection;

use crate::correct::stored;
use crate::read::event;
use crate::{EventRow, Problem, RecordId, Result, Store, StoredCorrection};

/// A record to look at, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct ToReview {
    /// The record.
    pub row: EventRow,
    /// Records that make the same claim, itself included; 0 where the article was not yet laid beside the others.
    pub copies: u32,
    /// Whether something contradicts it.
    pub contradicted: bool,
}

impl Store {
    /// Records that nobody looked at yet, those first where a look is worth most: of low confidence, made by many
    /// articles, contradicted. Of a claim only the record that says it best.
    ///
    /// # Errors
    /// Only what the database itself may report.
    pub fn review(&self, limit: usize) -> Result<Vec<ToReview>> {
        self.snapshot(|db| review(db, limit))
    }

    /// The last corrections of all articles, the latest first.
    ///
    /// # Errors
    /// Only what the database itself may report.
    pub fn recent_corrections(&self, limit: usize) -> Result<Vec<StoredCorrection>> {
        self.snapshot(|db| {
            let first: i64 = db
                .prepare_cached(
                    "SELECT coalesce(min(id), 0) FROM (SELECT id FROM corrections ORDER BY id DESC LIMIT ?1)",
                )?
                .query_row([limit as i64], |r| r.get(0))?;
            let mut found = stored(db, "c.id >= ?1", first, -1)?;
            found.reverse();
            Ok(found)
        })
    }

    /// The articles in which a correction holds, by what they are known by, in the order of arrival.
    ///
    /// # Errors
    /// Only what the database itself may report.
    pub fn corrected_articles(&self) -> Result<Vec<String>> {
        self.snapshot(|db| {
            let mut select = db.prepare_cached(
                "SELECT identity FROM articles WHERE id IN
                    (SELECT c.article_id FROM corrections c JOIN correction_standing s ON s.correction_id = c.id
                     WHERE s.standing = 'applied') ORDER BY id",
            )?;
            let rows = select.query_map([], |r| r.get(0))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}

/// Candidates of each kind: more than anybody looks at in a day.
const CANDIDATES: u32 = 500;

fn review(db: &Connection, limit: usize) -> Result<Vec<ToReview>, Problem> {
    let mut select = db.prepare_cached(&format!(
        "WITH candidates AS (
            SELECT id FROM (SELECT id FROM records WHERE shown ORDER BY confidence LIMIT {CANDIDATES})
            UNION SELECT record_id FROM (SELECT record_id FROM claims ORDER BY records DESC, id LIMIT {CANDIDATES})
            UNION SELECT record_id FROM claim_records WHERE placed IN
                (SELECT earlier FROM (SELECT earlier, later FROM contradictions ORDER BY likeness DESC LIMIT {CANDIDATES})
                 UNION SELECT later FROM (SELECT later, likeness FROM contradictions ORDER BY likeness DESC LIMIT {CANDIDATES}))
         ), weighed AS (
            SELECT r.id, r.confidence, coalesce(c.records, 0) AS copies,
                   EXISTS (SELECT 1 FROM contradictions x WHERE x.earlier = k.placed OR x.later = k.placed) AS against
            FROM candidates JOIN records r ON r.id = candidates.id
            LEFT JOIN claim_records k ON k.record_id = r.id LEFT JOIN claims c ON c.id = k.claim_id
            WHERE r.shown AND (c.id IS NULL OR c.record_id = r.id) AND NOT EXISTS
                (SELECT 1 FROM correction_standing s WHERE s.record_id = r.id AND s.standing = 'applied')
         )
         SELECT id, copies, against FROM weighed
         ORDER BY (1 - confidence) + 0.04 * min(copies, 20) + 0.5 * against DESC, id LIMIT ?1"
    ))?;
    let rows = select.query_map([limit as i64], |r| {
        Ok((r.get::<_, RecordId>(0)?, r.get(1)?, r.get(2)?))
    })?;
    let mut out = Vec::new();
    for row in rows {
        let (id, copies, contradicted) = row?;
        out.push(ToReview {
            row: event(db, id)?,
            copies,
            contradicted,
        });
    }
    Ok(out)
}
