//! Contradictions as callers see them: pairs of claims, those first of which both sides are well sourced.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rusqlite::{Connection, params};

use super::Conflict;
use crate::claims::{ClaimRow, claim_row};
use crate::read::event;
use crate::{EventRow, Party, Problem, Result, Store, dates, events};

/// Which contradictions; the default asks for all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ContradictionFilter {
    /// The later side was published on this day or later.
    pub since: Option<Date>,
    /// The later side was published on this day or earlier.
    pub until: Option<Date>,
    /// Takes part on one of the sides.
    pub actor: Option<Party>,
    /// One of these kinds; empty for any.
    pub kinds: Vec<Conflict>,
    /// Among the articles of this story, by what it is known by.
    pub story: Option<String>,
    /// So many of those that come first are passed over.
    pub skip: usize,
}

/// Two claims that cannot both hold, or two counts in one claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Contradiction {
    /// Why.
    pub kind: Conflict,
    /// How sure it is that both speak of one thing, 0 to 1.
    pub likeness: f64,
    /// The record that was laid first, of the two that are most alike.
    pub earlier: EventRow,
    /// The record that cannot hold beside it.
    pub later: EventRow,
    /// The claim of the earlier one.
    pub earlier_claim: ClaimRow,
    /// The claim of the later one; the same where two counts differ.
    pub later_claim: ClaimRow,
}

impl Store {
    /// Contradictions, those first of which both sides have most voices and speak most surely of one thing.
    ///
    /// # Errors
    /// [`Problem::EmptyQuery`] for an actor without a word, [`Problem::NoStory`].
    pub fn contradictions(
        &self,
        filter: &ContradictionFilter,
        limit: usize,
    ) -> Result<Vec<Contradiction>> {
        self.snapshot(|db| list(db, filter, limit))
    }
}

/// Two records of a pair of claims.
struct Pair {
    likeness: f64,
    earlier: i64,
    later: i64,
    voices: (u32, u32),
}

fn list(
    db: &Connection,
    filter: &ContradictionFilter,
    limit: usize,
) -> Result<Vec<Contradiction>, Problem> {
    let actor: Option<BTreeSet<i64>> = match &filter.actor {
        Some(party) => Some(events::records_of(db, party)?),
        None => None,
    };
    let story: Option<i64> = match &filter.story {
        Some(id) => Some(crate::stories::number(db, id)?),
        None => None,
    };
    let mut select = db.prepare_cached(
        "SELECT x.kind, x.likeness, a.record_id, b.record_id, a.claim_id, b.claim_id, c.voices, d.voices
         FROM contradictions x JOIN claim_records a ON a.placed = x.earlier JOIN claim_records b ON b.placed = x.later
         JOIN claims c ON c.id = a.claim_id JOIN claims d ON d.id = b.claim_id
         WHERE b.day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR EXISTS (
             SELECT 1 FROM records r JOIN story_articles s ON s.article_id = r.article_id
             WHERE r.id = b.record_id AND s.story_id = ?3))
         ORDER BY x.likeness DESC, x.earlier, x.later",
    )?;
    let from = filter.since.map_or(i64::MIN, |d| dates::number_of(Some(d)));
    let to = filter.until.map_or(i64::MAX, |d| dates::number_of(Some(d)));
    let mut rows = select.query(params![from, to, story])?;
    // Of each pair of claims the two records that are most alike, which come first.
    let mut pairs: BTreeMap<(Conflict, i64, i64), Pair> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        let Some(kind) = Conflict::parse(&name) else {
            continue;
        };
        let (earlier, later): (i64, i64) = (row.get(2)?, row.get(3)?);
        let wanted = actor
            .as_ref()
            .is_none_or(|records| records.contains(&earlier) || records.contains(&later));
        if !wanted || !(filter.kinds.is_empty() || filter.kinds.contains(&kind)) {
            continue;
        }
        let (a, b): (i64, i64) = (row.get(4)?, row.get(5)?);
        pairs.entry((kind, a.min(b), a.max(b))).or_insert(Pair {
            likeness: row.get(1)?,
            earlier,
            later,
            voices: (row.get(6)?, row.get(7)?),
        });
    }
    let mut pairs: Vec<((Conflict, i64, i64), Pair)> = pairs.into_iter().collect();
    pairs.sort_by(|(_, a), (_, b)| rank(b).total_cmp(&rank(a)));
    pairs
        .into_iter()
        .skip(filter.skip)
        .take(limit)
        .map(|((kind, _, _), pair)| {
            let claim = |record: i64| -> Result<ClaimRow, Problem> {
                let claim = db
                    .prepare_cached("SELECT claim_id FROM claim_records WHERE record_id = ?1")?
                    .query_row([record], |r| r.get(0))?;
                claim_row(db, claim)
            };
            Ok(Contradiction {
                kind,
                likeness: pair.likeness,
                earlier: event(db, pair.earlier)?,
                later: event(db, pair.later)?,
                earlier_claim: claim(pair.earlier)?,
                later_claim: claim(pair.later)?,
            })
        })
        .collect()
}

/// The weaker side says how well both are sourced.
fn rank(pair: &Pair) -> f64 {
    let weaker = f64::from(pair.voices.0.min(pair.voices.1).max(1));
    pair.likeness * (1.0 + 0.25 * weaker.ln())
}
