//! Claims as callers see them: one with all its voices, and those of a story.

use jiff::civil::Date;
use rawi_model::EventType;
use rusqlite::{Connection, OptionalExtension as _, Row};

use super::fact::Class;
use crate::read::event;
use crate::{EventRow, Problem, Result, Store, dates};

/// A claim in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimRow {
    /// What it is known by. Settling keeps it as long as the record that founded it is the first.
    pub id: String,
    /// The type of the act.
    pub kind: EventType,
    /// Whether it happened, is ahead, is wanted, may be, or is denied.
    pub class: Class,
    /// Day of the first report.
    pub first: Option<Date>,
    /// Day of the last.
    pub last: Option<Date>,
    /// The record that says it best.
    pub record: EventRow,
    /// Number of records.
    pub records: u32,
    /// Number of outlets.
    pub outlets: u32,
    /// Number of records when those in the same words are counted once.
    pub voices: u32,
}

/// A record of a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Voice {
    /// The record, with its article, its sentence, its sources and figures.
    pub row: EventRow,
    /// Place in the list of the first record in the same words; its own, if it is that.
    pub voice: usize,
}

/// A claim with everybody who makes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// As lists show it.
    pub row: ClaimRow,
    /// Who says so, in the order of the days.
    pub voices: Vec<Voice>,
}

impl Store {
    /// A claim by what it is known by, or by the beginning of it if no other begins so.
    ///
    /// # Errors
    /// [`Problem::NoClaim`].
    pub fn claim(&self, id: &str) -> Result<Claim> {
        self.snapshot(|db| {
            let number = number(db, id)?;
            Ok(Claim {
                row: row(db, number)?,
                voices: voices(db, number)?,
            })
        })
    }

    /// The claims of a story, by what it is known by: those with most voices first, at most so many.
    ///
    /// # Errors
    /// [`Problem::NoStory`].
    pub fn claims_of(&self, story: &str, limit: usize) -> Result<Vec<ClaimRow>> {
        self.snapshot(|db| {
            let story = crate::stories::number(db, story)?;
            let mut select = db.prepare_cached(
                "SELECT c.id FROM claims c WHERE c.id IN (
                     SELECT m.claim_id FROM story_articles s JOIN records r ON r.article_id = s.article_id
                     JOIN claim_records m ON m.record_id = r.id WHERE s.story_id = ?1)
                 ORDER BY c.voices DESC, c.outlets DESC, c.first_day, c.slug LIMIT ?2",
            )?;
            let numbers: Vec<i64> = select
                .query_map([story, limit as i64], |r| r.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            numbers.into_iter().map(|n| row(db, n)).collect()
        })
    }
}

/// The number of a claim by its name or the beginning of it.
fn number(db: &Connection, id: &str) -> Result<i64, Problem> {
    let none = || Problem::NoClaim(id.chars().take(80).collect());
    if id.len() < 4 || !id.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(none());
    }
    let found: Vec<i64> = db
        .prepare_cached(
            "SELECT id FROM claims WHERE slug >= ?1 AND slug < ?1 || 'g' ORDER BY slug, id LIMIT 2",
        )?
        .query_map([id], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    match found.as_slice() {
        [one] => Ok(*one),
        _ => Err(none()),
    }
}

/// A claim as lists show it, by its number.
pub(crate) fn row(db: &Connection, claim: i64) -> Result<ClaimRow, Problem> {
    let read = |r: &Row<'_>| {
        Ok((
            r.get::<_, String>(0)?,
            r.get::<_, String>(1)?,
            r.get::<_, String>(2)?,
            (r.get(3)?, r.get(4)?),
            r.get::<_, i64>(5)?,
            (r.get(6)?, r.get(7)?, r.get(8)?),
        ))
    };
    let found = db
        .prepare_cached(
            "SELECT slug, type, class, first_day, last_day, record_id, records, outlets, voices FROM claims
             WHERE id = ?1",
        )?
        .query_row([claim], read)
        .optional()?;
    let Some((id, kind, class, (first, last), record, (records, outlets, voices))) = found else {
        return Err(Problem::NoClaim(claim.to_string()));
    };
    Ok(ClaimRow {
        id,
        kind: kind
            .parse()
            .map_err(|error: rawi_model::UnknownName| Problem::Damaged(error.to_string()))?,
        class: Class::parse(&class),
        first: dates::day_of(first),
        last: dates::day_of(last),
        record: event(db, record)?,
        records,
        outlets,
        voices,
    })
}

fn voices(db: &Connection, claim: i64) -> Result<Vec<Voice>, Problem> {
    let mut select = db.prepare_cached(
        "SELECT placed, voice, record_id FROM claim_records WHERE claim_id = ?1 ORDER BY day, placed",
    )?;
    let members: Vec<(i64, i64, i64)> = select
        .query_map([claim], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    members
        .iter()
        .enumerate()
        .map(|(i, (_, voice, record))| {
            Ok(Voice {
                row: event(db, *record)?,
                voice: members.iter().position(|(_, v, _)| v == voice).unwrap_or(i),
            })
        })
        .collect()
}
