//! Dossiers and processes as callers see them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rusqlite::{Connection, params};

use super::Attitude;
use crate::claims::{ClaimRow, Class, claim_row};
use crate::read::event;
use crate::{EventFilter, EventRow, Party, Problem, Result, Store, dates, events};
use rawi_model::EventType;

/// Which positions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PositionFilter {
    /// Reported on this day or later.
    pub since: Option<Date>,
    /// Reported on this day or earlier.
    pub until: Option<Date>,
}

/// One position, as a claim tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// What it is.
    pub attitude: Attitude,
    /// Who takes it, in the words of the record.
    pub by: Vec<String>,
    /// Towards whom, in the words of the record.
    pub towards: Vec<String>,
    /// The record that says so best, of those in which it acts.
    pub record: EventRow,
    /// The claim that the record is of.
    pub claim: ClaimRow,
}

/// What is known of somebody's positions.
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier {
    /// The words by which it is named most often; what was asked for, if nothing was found.
    pub name: String,
    /// Records in which it acts.
    pub records: u64,
    /// Its positions: by attitude, then by day.
    pub positions: Vec<Position>,
    /// How many there are, of each attitude and day.
    pub over_time: Vec<Held>,
}

/// How many positions of one attitude were first reported on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Of which attitude.
    pub attitude: Attitude,
    /// The day.
    pub day: Date,
    /// How many claims.
    pub claims: u32,
}

/// What is said by somebody, and about him.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// Records that stand on his word, latest first.
    pub by: Vec<EventRow>,
    /// Records in which he takes part and that stand on the word of others, latest first.
    pub about: Vec<EventRow>,
}

/// What two parties have with one another.
#[derive(Debug, Clone, PartialEq)]
pub struct Process {
    /// The words by which the first is named most often.
    pub first: String,
    /// And the second.
    pub second: String,
    /// The acts between them, by day.
    pub acts: Vec<ClaimRow>,
    /// The positions of the first in the stories in which they meet, by attitude and day.
    pub of_first: Vec<Position>,
    /// The positions of the second.
    pub of_second: Vec<Position>,
    /// The stories in which they meet, by what they are known by, those told by most first.
    pub stories: Vec<String>,
}

impl Store {
    /// What somebody demands, offers, refuses and threatens. Of each attitude at most so many, those with most voices.
    ///
    /// # Errors
    /// [`Problem::EmptyQuery`] for a party without a word.
    pub fn dossier(&self, party: &Party, filter: &PositionFilter, limit: usize) -> Result<Dossier> {
        self.snapshot(|db| {
            let acting = events::records_acting(db, party)?;
            let (positions, over_time) = positions(db, &acting, None, filter, limit)?;
            Ok(Dossier {
                name: name(db, &acting, party)?,
                records: acting.len() as u64,
                positions,
                over_time,
            })
        })
    }

    /// What somebody is quoted with, and what others are quoted with about him: the latest records of each, at most so
    /// many.
    ///
    /// # Errors
    /// [`Problem::EmptyQuery`] for a party without a word.
    pub fn said(&self, party: &Party, filter: &PositionFilter, limit: usize) -> Result<Said> {
        let events = EventFilter {
            since: filter.since,
            until: filter.until,
            ..EventFilter::default()
        };
        self.snapshot(|db| {
            Ok(Said {
                by: events::said(db, party, &events, false, limit)?,
                about: events::said(db, party, &events, true, limit)?,
            })
        })
    }

    /// What two parties have with one another. Of the acts, and of each attitude, at most so many.
    ///
    /// # Errors
    /// [`Problem::EmptyQuery`] for a party without a word.
    pub fn process(
        &self,
        first: &Party,
        second: &Party,
        filter: &PositionFilter,
        limit: usize,
    ) -> Result<Process> {
        self.snapshot(|db| process(db, first, second, filter, limit))
    }
}

fn process(
    db: &Connection,
    first: &Party,
    second: &Party,
    filter: &PositionFilter,
    limit: usize,
) -> Result<Process, Problem> {
    let (of_first, of_second) = (
        events::records_of(db, first)?,
        events::records_of(db, second)?,
    );
    let between: BTreeSet<i64> = of_first.intersection(&of_second).copied().collect();
    let (from, to) = days(filter);
    let json = serde_json::to_string(&between)?;
    let mut select = db.prepare_cached(
        "SELECT s.id, s.slug FROM stories s JOIN story_articles m ON m.story_id = s.id
         JOIN records r ON r.article_id = m.article_id
         WHERE r.id IN (SELECT value FROM json_each(?1)) AND s.last_day >= ?2 AND s.first_day <= ?3
         GROUP BY s.id ORDER BY s.independent DESC, s.first_day, s.slug",
    )?;
    let stories: Vec<(i64, String)> = select
        .query_map(params![json, from, to], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let ids: Vec<i64> = stories.iter().map(|(id, _)| *id).collect();
    let acting = (
        events::records_acting(db, first)?,
        events::records_acting(db, second)?,
    );
    let mut acts = claims(db, &between, None, filter)?;
    acts.retain(|found| found.class != Class::Wanted || found.voices > 1);
    most_said(&mut acts, limit);
    let (of_first, _) = positions(db, &acting.0, Some(&ids), filter, limit)?;
    let (of_second, _) = positions(db, &acting.1, Some(&ids), filter, limit)?;
    Ok(Process {
        first: name(db, &acting.0, first)?,
        second: name(db, &acting.1, second)?,
        acts: acts
            .iter()
            .map(|found| claim_row(db, found.claim))
            .collect::<Result<_, Problem>>()?,
        of_first,
        of_second,
        stories: stories.into_iter().map(|(_, slug)| slug).collect(),
    })
}

/// The positions that records tell, of each attitude those with most voices, by day.
fn positions(
    db: &Connection,
    acting: &BTreeSet<i64>,
    stories: Option<&[i64]>,
    filter: &PositionFilter,
    limit: usize,
) -> Result<(Vec<Position>, Vec<Held>), Problem> {
    let mut by_attitude: BTreeMap<Attitude, Vec<Found>> = BTreeMap::new();
    let mut over_time: BTreeMap<(Attitude, i64), u32> = BTreeMap::new();
    for found in claims(db, acting, stories, filter)? {
        let Some(attitude) = Attitude::of(found.kind, found.class) else {
            continue;
        };
        *over_time.entry((attitude, found.first)).or_default() += 1;
        by_attitude.entry(attitude).or_default().push(found);
    }
    let mut out = Vec::new();
    for (attitude, mut found) in by_attitude {
        // What is not shown is not fetched.
        most_said(&mut found, limit);
        for one in found {
            out.push(position(db, attitude, &one)?);
        }
    }
    let over_time = over_time
        .into_iter()
        .filter_map(|((attitude, day), claims)| {
            Some(Held {
                attitude,
                day: dates::day_of(day)?,
                claims,
            })
        })
        .collect();
    Ok((out, over_time))
}

fn position(db: &Connection, attitude: Attitude, found: &Found) -> Result<Position, Problem> {
    let words = |role: &str| -> Result<Vec<String>, Problem> {
        Ok(db
            .prepare_cached(
                "SELECT text FROM mentions WHERE record_id = ?1 AND role = ?2 ORDER BY position",
            )?
            .query_map(params![found.record, role], |r| r.get(0))?
            .collect::<rusqlite::Result<_>>()?)
    };
    Ok(Position {
        attitude,
        by: words("actor")?,
        towards: words("recipient")?,
        record: event(db, found.record)?,
        claim: claim_row(db, found.claim)?,
    })
}

/// A claim that some of the records asked for are of.
struct Found {
    claim: i64,
    /// The surest of these records.
    record: i64,
    slug: String,
    kind: EventType,
    class: Class,
    first: i64,
    voices: u32,
}

/// Keeps those with most voices, by day.
fn most_said(found: &mut Vec<Found>, limit: usize) {
    found.sort_by(|a, b| (b.voices.cmp(&a.voices)).then_with(|| a.slug.cmp(&b.slug)));
    found.truncate(limit);
    found.sort_by(|a, b| (a.first.cmp(&b.first)).then_with(|| a.slug.cmp(&b.slug)));
}

/// The claims that records are of, each with the surest of these records.
fn claims(
    db: &Connection,
    records: &BTreeSet<i64>,
    stories: Option<&[i64]>,
    filter: &PositionFilter,
) -> Result<Vec<Found>, Problem> {
    let (from, to) = days(filter);
    let stories = stories.map(serde_json::to_string).transpose()?;
    let mut select = db.prepare_cached(
        "SELECT m.claim_id, m.record_id, max(r.confidence - m.placed * 1e-12), c.slug, c.type, c.class, c.first_day, c.voices
         FROM claim_records m JOIN records r ON r.id = m.record_id JOIN claims c ON c.id = m.claim_id
         WHERE m.record_id IN (SELECT value FROM json_each(?1)) AND m.day BETWEEN ?2 AND ?3
             AND (?4 IS NULL OR r.article_id IN (SELECT article_id FROM story_articles
                  WHERE story_id IN (SELECT value FROM json_each(?4))))
         GROUP BY m.claim_id",
    )?;
    let json = serde_json::to_string(records)?;
    let mut rows = select.query(params![json, from, to, stories])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let kind: String = row.get(4)?;
        out.push(Found {
            claim: row.get(0)?,
            record: row.get(1)?,
            slug: row.get(3)?,
            kind: kind
                .parse()
                .map_err(|error: rawi_model::UnknownName| Problem::Damaged(error.to_string()))?,
            class: Class::parse(row.get_ref(5)?.as_str().map_err(rusqlite::Error::from)?),
            first: row.get(6)?,
            voices: row.get(7)?,
        });
    }
    Ok(out)
}

fn days(filter: &PositionFilter) -> (i64, i64) {
    (
        filter.since.map_or(i64::MIN, |d| dates::number_of(Some(d))),
        filter.until.map_or(i64::MAX, |d| dates::number_of(Some(d))),
    )
}

/// The words by which a party is named most often where it acts.
fn name(db: &Connection, acting: &BTreeSet<i64>, party: &Party) -> Result<String, Problem> {
    let (country, id) = match party {
        Party::Country(country) => (Some(country.to_string()), None),
        Party::Code(code) => (Some(code.country.to_string()), None),
        Party::Id(id) => (None, Some(id.clone())),
        Party::Words(word) if events::may_be_id(word) => (None, Some(word.clone())),
        Party::Words(words) => return Ok(words.clone()),
    };
    let found: Option<String> = db
        .prepare_cached(
            "SELECT max(text) FROM (
                 SELECT text, count(*) AS n FROM mentions
                 WHERE record_id IN (SELECT value FROM json_each(?1)) AND role = 'actor'
                     AND (?2 IS NULL OR country = ?2) AND (?3 IS NULL OR actor_id = ?3)
                 GROUP BY text ORDER BY n DESC, text LIMIT 1)",
        )?
        .query_row(params![serde_json::to_string(acting)?, country, id], |r| {
            r.get(0)
        })?;
    Ok(found.unwrap_or_else(|| party.to_string()))
}
