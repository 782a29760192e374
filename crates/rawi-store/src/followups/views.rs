//! Follow-ups as callers see them: an announcement, how it stands, and the report that says so.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::Outcome;
use crate::claims::{ClaimRow, claim_row};
use crate::read::event;
use crate::{EventRow, Party, Problem, Result, Store, dates, events};

/// After so many days without a report an announcement is past its date.
const GRACE: i64 = 2;

/// Reports whose likeness to an announcement differs by less are equally likely to be about it.
const ABOUT: f64 = 0.08;

/// How an announcement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outlook {
    /// Nothing was reported of it, and its date, if it has one, is not past.
    Open,
    /// Its date is past, and nothing was reported.
    Overdue,
    /// Something was reported of it.
    Settled(Outcome),
}

impl Outlook {
    /// Its name in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Overdue => "overdue",
            Self::Settled(outcome) => outcome.as_str(),
        }
    }
}

/// Which announcements; the default asks for all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FollowUpFilter {
    /// Takes part in what is announced.
    pub actor: Option<Party>,
    /// Announced on this day or later.
    pub since: Option<Date>,
    /// Announced on this day or earlier.
    pub until: Option<Date>,
    /// Only those of which nothing was reported.
    pub open: bool,
    /// Only what was announced, not what is merely wanted.
    pub announced: bool,
    /// In the articles of this story, by what it is known by.
    pub story: Option<String>,
    /// Announced for these days, the first and the last: some report gives a date that may lie between them.
    pub due: Option<(Date, Date)>,
    /// Only those for which no report gives a date.
    pub undated: bool,
    /// The day on which it is asked; the day of the newest article where it is not given.
    pub as_of: Option<Date>,
}

/// An announcement and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct FollowUp {
    /// What was announced.
    pub claim: ClaimRow,
    /// The days for which it was announced, where a report says.
    pub due: Option<(Date, Date)>,
    /// How it stands.
    pub outlook: Outlook,
    /// The latest report of what became of it.
    pub outcome: Option<EventRow>,
}

impl Store {
    /// Announcements and what became of them, those with most voices first.
    ///
    /// # Errors
    /// [`Problem::EmptyQuery`] for an actor without a word, [`Problem::NoStory`].
    pub fn followups(&self, filter: &FollowUpFilter, limit: usize) -> Result<Vec<FollowUp>> {
        self.snapshot(|db| list(db, filter, limit))
    }
}

fn list(db: &Connection, filter: &FollowUpFilter, limit: usize) -> Result<Vec<FollowUp>, Problem> {
    let actor: Option<String> = match &filter.actor {
        Some(party) => Some(serde_json::to_string(&events::records_of(db, party)?)?),
        None => None,
    };
    let story: Option<i64> = match &filter.story {
        Some(id) => Some(crate::stories::number(db, id)?),
        None => None,
    };
    let newest: Option<i64> = db.query_row("SELECT max(day) FROM woven", [], |r| r.get(0))?;
    let as_of = filter
        .as_of
        .map_or(newest.unwrap_or_default(), |d| dates::number_of(Some(d)));
    let mut select = db.prepare_cached(
        "SELECT c.id FROM claims c
         WHERE c.class IN ('ahead', iif(?1, 'ahead', 'wanted')) AND c.last_day >= ?2 AND c.first_day <= ?3
             AND (?4 IS NULL OR EXISTS (
                 SELECT 1 FROM claim_records m JOIN records r ON r.id = m.record_id
                 JOIN story_articles s ON s.article_id = r.article_id WHERE m.claim_id = c.id AND s.story_id = ?4))
             AND (?8 IS NULL OR c.id IN (
                 SELECT claim_id FROM claim_records WHERE record_id IN (SELECT value FROM json_each(?8))))
             AND (NOT ?7 OR NOT EXISTS (
                 SELECT 1 FROM claim_records m JOIN records r ON r.id = m.record_id
                 WHERE m.claim_id = c.id AND r.when_from IS NOT NULL))
             AND (?5 IS NULL OR c.id IN (
                 SELECT m.claim_id FROM records r JOIN claim_records m ON m.record_id = r.id
                 WHERE r.shown AND r.when_from IS NOT NULL AND r.when_to >= ?5 AND r.when_from <= ?6))
         ORDER BY c.voices DESC, c.outlets DESC, c.first_day, c.slug",
    )?;
    let from = filter.since.map_or(i64::MIN, |d| dates::number_of(Some(d)));
    let to = filter.until.map_or(as_of, |d| dates::number_of(Some(d)));
    let (due_from, due_to) = (
        filter.due.map(|(from, _)| from.to_string()),
        filter.due.map(|(_, to)| to.to_string()),
    );
    let mut rows = select.query(params![
        filter.announced,
        from,
        to,
        story,
        due_from,
        due_to,
        filter.undated,
        actor
    ])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        if out.len() == limit {
            break;
        }
        let claim: i64 = row.get(0)?;
        let outcome = latest(db, claim, as_of)?;
        let due = due(db, claim)?;
        if let Some((first, last)) = filter.due {
            // The most exact date decides, whatever else the reports say.
            let (first, last) = (dates::number_of(Some(first)), dates::number_of(Some(last)));
            if due.is_none_or(|(from, to)| to < first || from > last) {
                continue;
            }
        }
        let outlook = match &outcome {
            Some((kind, _)) => Outlook::Settled(*kind),
            None if due.is_some_and(|(_, to)| to + GRACE < as_of) => Outlook::Overdue,
            None => Outlook::Open,
        };
        if filter.open && matches!(outlook, Outlook::Settled(_)) {
            continue;
        }
        out.push(FollowUp {
            claim: claim_row(db, claim)?,
            due: due.and_then(|(from, to)| Some((dates::day_of(from)?, dates::day_of(to)?))),
            outlook,
            outcome: outcome.map(|(_, record)| event(db, record)).transpose()?,
        });
    }
    Ok(out)
}

/// The latest report of what became of a claim, among those that are about as much like it as any.
fn latest(db: &Connection, claim: i64, as_of: i64) -> Result<Option<(Outcome, i64)>, Problem> {
    let found: Vec<(String, i64, f64)> = db
        .prepare_cached(
            "SELECT o.kind, b.record_id, o.likeness FROM claim_records a JOIN outcomes o ON o.earlier = a.placed
             JOIN claim_records b ON b.placed = o.later
             WHERE a.claim_id = ?1 AND b.day <= ?2 ORDER BY b.day DESC, o.likeness DESC, b.placed",
        )?
        .query_map([claim, as_of], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let most = found.iter().map(|(_, _, l)| *l).fold(0.0, f64::max);
    let latest = found.into_iter().find(|(_, _, l)| *l >= most - ABOUT);
    Ok(latest.and_then(|(kind, record, _)| Some((Outcome::parse(&kind)?, record))))
}

/// The days for which a claim is announced: those of the record that says it most exactly.
fn due(db: &Connection, claim: i64) -> Result<Option<(i64, i64)>, Problem> {
    let found: Option<(String, String)> = db
        .prepare_cached(
            "SELECT r.when_from, r.when_to FROM claim_records m JOIN records r ON r.id = m.record_id
             WHERE m.claim_id = ?1 AND r.when_from IS NOT NULL
             ORDER BY julianday(r.when_to) - julianday(r.when_from), m.placed LIMIT 1",
        )?
        .query_row([claim], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    Ok(found.and_then(|(from, to)| {
        Some((
            dates::number_of(Some(from.parse().ok()?)),
            dates::number_of(Some(to.parse().ok()?)),
        ))
    }))
}
