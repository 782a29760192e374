//! Who is in the news: takes the latest records, gives those who act in most of them.

use jiff::civil::Date;
use rusqlite::Connection;

use super::Participant;
use super::views::participant;
use crate::{Problem, Result, Store};

/// So many of the latest records are looked at, so that the answer costs the same however much is stored.
const LATEST: i64 = 20_000;

impl Store {
    /// Those who act in most of the latest records, at most so many. Who has no code at all is not listed.
    ///
    /// # Errors
    /// Only what the database itself may report.
    pub fn busiest(&self, limit: usize) -> Result<Vec<Participant>> {
        self.snapshot(|db| busiest(db, limit))
    }

    /// The days of publication of the earliest record and of the latest; `None` where no record is dated.
    ///
    /// # Errors
    /// Only what the database itself may report.
    pub fn days(&self) -> Result<Option<(Date, Date)>> {
        self.snapshot(|db| {
            let day = |order: &str| -> Result<Option<Date>, Problem> {
                let sql = format!(
                    "SELECT {order}(published) FROM records WHERE shown AND published <> ''"
                );
                let day: Option<String> = db.prepare_cached(&sql)?.query_row([], |r| r.get(0))?;
                Ok(day.and_then(|d| d.parse().ok()))
            };
            Ok(day("min")?.zip(day("max")?))
        })
    }
}

fn busiest(db: &Connection, limit: usize) -> Result<Vec<Participant>, Problem> {
    // A bare `max` takes the other columns from the row that has it: the words met most often.
    let mut select = db.prepare_cached(
        "SELECT text, country || ' ' || sector, actor_id, name, sum(n), max(n) FROM (
             SELECT m.text, m.country, m.sector, m.actor_id, m.name, count(*) AS n
             FROM (SELECT id FROM records WHERE shown ORDER BY published DESC, article_id DESC, position DESC LIMIT ?1) r
             JOIN mentions m ON m.record_id = r.id AND m.role = 'actor'
             WHERE m.actor_id IS NOT NULL OR m.country <> '---'
             GROUP BY m.text, m.country, m.sector, m.actor_id, m.name)
         GROUP BY coalesce(actor_id, country || ' ' || sector) ORDER BY sum(n) DESC, text LIMIT ?2",
    )?;
    let rows = select.query_map([LATEST, limit as i64], participant)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
