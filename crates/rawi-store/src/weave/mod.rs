//! Laying articles beside the others: takes articles that were stored or changed, gives copies, stories and claims.
//!
//! ```text
//! put, correct ─▶ unwoven ─ sketch ─▶ woven ─ copies ─ story ─ claims
//! ```
//!
//! [`Store::weave`] lays each new article beside those of the days around it, as it comes: the work for one article
//! depends on how much happened in those days, not on how much is stored. [`Store::settle`] lays the days on which
//! anything changed anew in the canonical order (by day, within a day by what the article is known by), so that the
//! same articles give the same result whatever the order in which they came.

pub(crate) mod counts;
mod names;
mod settle;
pub(crate) mod sketch;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rawi_arabic::Text;
use rawi_model::Record;
use rusqlite::{Connection, OptionalExtension as _, params};

pub use names::OutletNames;

use crate::stories::Window;
use crate::{Problem, RecordId, Result, Store, claims, copies, dates, stories};
use counts::Weights;
use sketch::Sketch;

/// Days of a period: see the schema.
pub(crate) const PERIOD: i64 = 14;
/// Nothing is compared over more days than these.
pub(crate) const REACH: i64 = 14;
/// Articles of one transaction.
const BATCH: i64 = 256;

/// What laying articles beside the others did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Woven {
    /// Articles that were laid.
    pub articles: u64,
    /// Days that were laid anew.
    pub days: u64,
}

impl Store {
    /// Lays articles beside the others that were stored, read again or corrected since the last time. `step` is told
    /// after each transaction how many are done.
    ///
    /// # Errors
    /// As [`Store::put`]. What was done before stays done.
    pub fn weave(&mut self, names: &OutletNames, mut step: impl FnMut(u64)) -> Result<Woven> {
        let mut done = Woven::default();
        loop {
            let batch = self.write(|db| weave(db, names, true))?;
            if batch == 0 {
                return Ok(done);
            }
            done.articles += batch;
            step(done.articles);
        }
    }

    /// Number of articles that wait to be laid beside the others.
    ///
    /// # Errors
    /// Only what the database itself may report.
    pub fn unwoven(&self) -> Result<u64> {
        self.snapshot(|db| Ok(db.query_row("SELECT count(*) FROM unwoven", [], |r| r.get(0))?))
    }
}

/// An article with what it is compared by.
pub(crate) struct Thread {
    pub(crate) article: i64,
    pub(crate) identity: String,
    pub(crate) day: i64,
    pub(crate) sketch: Sketch,
}

/// Sketches a batch of articles, and with `place` lays them beside the others. Gives their number.
fn weave(db: &Connection, names: &OutletNames, place: bool) -> Result<u64, Problem> {
    let waiting: Vec<i64> = db
        .prepare_cached("SELECT article_id FROM unwoven ORDER BY article_id LIMIT ?1")?
        .query_map([BATCH], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut threads = Vec::new();
    for article in &waiting {
        forget(db, *article)?;
        threads.extend(take(db, names, *article)?);
        db.prepare_cached("DELETE FROM unwoven WHERE article_id = ?1")?
            .execute([article])?;
    }
    for thread in &threads {
        unsettle(db, thread.day)?;
    }
    if place {
        threads.sort_by(|a, b| (a.day, &a.identity).cmp(&(b.day, &b.identity)));
        lay(db, &threads)?;
    }
    Ok(waiting.len() as u64)
}

/// Lays articles beside the others, in this order.
fn lay(db: &Connection, threads: &[Thread]) -> Result<(), Problem> {
    let mut by_day: BTreeMap<i64, Vec<&Thread>> = BTreeMap::new();
    for thread in threads {
        by_day.entry(thread.day).or_default().push(thread);
    }
    for (day, threads) in by_day {
        let mut weights = Weights::new(db, day)?;
        let mut window = Window::load(db, day)?;
        let mut changed = BTreeSet::new();
        for thread in threads {
            let links = copies::link(db, thread.article, day, &thread.sketch.shingles)?;
            let vector = stories::vector(db, &mut weights, &thread.sketch.terms)?;
            window.place(db, thread, vector, &links)?;
            let (text, records) = read(db, thread.article)?;
            if !records.is_empty() {
                let text = Text::new(&text);
                claims::place(db, &mut weights, thread, &text, &records, &mut changed)?;
            }
        }
        window.join(db)?;
        window.store(db)?;
        for claim in changed {
            claims::refresh(db, claim)?;
        }
    }
    Ok(())
}

/// That a day must be settled.
pub(crate) fn unsettle(db: &Connection, day: i64) -> Result<(), Problem> {
    db.prepare_cached("INSERT OR IGNORE INTO unsettled VALUES (?1)")?
        .execute([day])?;
    Ok(())
}

/// That an article's records are about to change: it must be laid beside the others, again if it was. Until then no
/// claim rests on records that may be gone.
pub(crate) fn changed(db: &Connection, article: i64) -> Result<(), Problem> {
    claims::forget(db, article)?;
    db.prepare_cached("INSERT OR IGNORE INTO unwoven VALUES (?1)")?
        .execute([article])?;
    Ok(())
}

/// Takes an article out of everything that it was laid into.
pub(crate) fn forget(db: &Connection, article: i64) -> Result<(), Problem> {
    let Some(thread) = stored(db, article)? else {
        return Ok(());
    };
    copies::forget(db, article, thread.day, &thread.sketch.shingles)?;
    counts::count(db, thread.day, &thread.sketch.terms, -1)?;
    stories::forget(db, article)?;
    claims::forget(db, article)?;
    db.prepare_cached("DELETE FROM copies WHERE article_id = ?1 OR other_id = ?1")?
        .execute([article])?;
    db.prepare_cached("DELETE FROM woven WHERE article_id = ?1")?
        .execute([article])?;
    unsettle(db, thread.day)
}

/// Sketches the present version of an article and keeps what it is compared by.
fn take(db: &Connection, names: &OutletNames, article: i64) -> Result<Option<Thread>, Problem> {
    let mut select = db.prepare_cached(
        "SELECT a.identity, o.name, v.published, v.title, v.byline, a.stored_at, o.id
         FROM articles a JOIN outlets o ON o.id = a.outlet_id JOIN article_versions v ON v.id = a.version_id
         WHERE a.id = ?1",
    )?;
    let mut rows = select.query([article])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let identity: String = row.get(0)?;
    let outlet: String = row.get(1)?;
    let published: Option<String> = row.get(2)?;
    let title: String = row.get(3)?;
    let byline: Option<String> = row.get(4)?;
    let stored: String = row.get(5)?;
    let dated = published.is_some();
    // The day of arrival, for an article that does not say when it was published.
    let day: Option<Date> = published
        .as_deref()
        .or(stored.get(..10))
        .and_then(|d| d.parse().ok());
    let day = dates::number_of(day);
    let (text, records) = read(db, article)?;
    let text = Text::new(&text);
    let sketch = Sketch::new(&title, &text, records.iter().map(|(_, r)| r));
    let credits: Vec<String> = names
        .credits(byline.as_deref(), &text)
        .into_iter()
        .collect();
    db.prepare_cached("INSERT INTO woven VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
        .execute(params![
            article,
            day,
            dated,
            sketch::pack(&sketch.shingles),
            sketch::pack_terms(&sketch.terms),
            names.outlet(&outlet),
            credits.join(" ")
        ])?;
    copies::insert(db, article, row.get(6)?, day, &sketch.shingles)?;
    counts::count(db, day, &sketch.terms, 1)?;
    Ok(Some(Thread {
        article,
        identity,
        day,
        sketch,
    }))
}

/// What is kept of an article.
pub(crate) fn stored(db: &Connection, article: i64) -> Result<Option<Thread>, Problem> {
    let found = db
        .prepare_cached(
            "SELECT identity, day, shingles, terms FROM woven JOIN articles ON id = article_id WHERE article_id = ?1",
        )?
        .query_row([article], |r| {
            let shingles = sketch::unpack(r.get_ref(2)?.as_blob()?);
            Ok((r.get(0)?, r.get(1)?, shingles, r.get::<_, Vec<u8>>(3)?))
        })
        .optional()?;
    found
        .map(|(identity, day, shingles, terms)| {
            Ok(Thread {
                article,
                identity,
                day,
                sketch: Sketch {
                    shingles,
                    terms: sketch::unpack_terms(&terms)?,
                },
            })
        })
        .transpose()
}

/// The text of an article's present version, and its records in their order.
fn read(db: &Connection, article: i64) -> Result<(String, Vec<(RecordId, Record)>), Problem> {
    let (version, text): (i64, String) = db
        .prepare_cached(
            "SELECT v.id, v.text FROM articles a JOIN article_versions v ON v.id = a.version_id WHERE a.id = ?1",
        )?
        .query_row([article], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let mut select = db.prepare_cached(
        "SELECT id, coalesce(effective, machine) FROM records JOIN record_json ON record_id = id
         WHERE version_id = ?1 AND shown ORDER BY position",
    )?;
    let mut rows = select.query([version])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let json: String = row.get(1)?;
        out.push((row.get(0)?, serde_json::from_str(&json)?));
    }
    Ok((text, out))
}
