//! The canonical pass: takes the days on which anything changed, lays them and the days that hang on them anew.

use rusqlite::{Connection, OptionalExtension as _};

use super::{OutletNames, Thread, Woven, lay, stored, unsettle, weave};
use crate::followups::WITHIN;
use crate::{Problem, Result, Store, claims, stories};

impl Store {
    /// Makes copies, stories and claims what they would be had all articles come in the canonical order. Each day is
    /// a transaction: cut off, it goes on with the day at which it was. `step` is told after each how many articles
    /// are done.
    ///
    /// A day is laid anew if it, or a day before it within reach, changed; what came before the first such day stays
    /// as it is.
    ///
    /// # Errors
    /// As [`Store::put`]. What was done before stays done.
    pub fn settle(&mut self, names: &OutletNames, mut step: impl FnMut(u64)) -> Result<Woven> {
        let mut done = Woven::default();
        while self.write(|db| weave(db, names, false))? > 0 {}
        while let Some(articles) = self.write(next)? {
            done.days += 1;
            done.articles += articles;
            step(done.articles);
        }
        Ok(done)
    }
}

/// Settles the first day that must be; gives the number of its articles, or nothing if no day is left.
fn next(db: &Connection) -> Result<Option<u64>, Problem> {
    let first: Option<i64> = db.query_row("SELECT min(day) FROM unsettled", [], |r| r.get(0))?;
    let Some(day) = first else { return Ok(None) };
    // All days that hang on this one must be taken out before it is laid: they must not be met.
    rewind(db, day, end(db, day)?)?;
    let threads = of_day(db, day)?;
    lay(db, &threads)?;
    db.prepare_cached("DELETE FROM unsettled WHERE day = ?1")?
        .execute([day])?;
    let after: Option<i64> = db
        .prepare_cached("SELECT min(day) FROM woven WHERE day > ?1 AND day <= ?2")?
        .query_row([day, day + WITHIN], |r| r.get(0))?;
    if let Some(after) = after {
        unsettle(db, after)?;
    }
    Ok(Some(threads.len() as u64))
}

/// The last day of those that hang together with this one: no gap among them is wider than what is compared.
fn end(db: &Connection, day: i64) -> Result<i64, Problem> {
    let mut select =
        db.prepare_cached("SELECT max(day) FROM woven WHERE day > ?1 AND day <= ?2")?;
    let mut end = day;
    while let Some(later) = select
        .query_row([end, end + WITHIN], |r| r.get::<_, Option<i64>>(0))
        .optional()?
        .flatten()
    {
        end = later;
    }
    Ok(end)
}

fn rewind(db: &Connection, from: i64, to: i64) -> Result<(), Problem> {
    stories::rewind(db, from, to)?;
    claims::rewind(db, from, to)
}

/// The articles of a day in the canonical order.
fn of_day(db: &Connection, day: i64) -> Result<Vec<Thread>, Problem> {
    let mut select = db.prepare_cached(
        "SELECT article_id FROM woven JOIN articles ON id = article_id WHERE day = ?1 ORDER BY identity",
    )?;
    let ids: Vec<i64> = select
        .query_map([day], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut out = Vec::with_capacity(ids.len());
    for id in ids {
        out.extend(stored(db, id)?);
    }
    Ok(out)
}
