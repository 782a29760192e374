//! What alerts find: asks each alert about the articles that came since the last time, keeps the records, gives them to
//! lists and to deliveries.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::alerts::{Webhook, all};
use super::feeds::moment;
use crate::cursor::Cursor;
use crate::events::{self, Texts};
use crate::read::HEAD;
use crate::{Alert, EventRow, Listed, Page, Problem, Result, Store};

/// Records that one alert keeps; older ones go first.
const KEPT: i64 = 10_000;

/// A record that an alert found.
#[derive(Debug, Clone, PartialEq)]
pub struct AlertHit {
    /// Its number; later ones are higher.
    pub id: i64,
    /// When it was found, RFC 3339.
    pub found_at: String,
    /// The record.
    pub row: EventRow,
}

/// Hits that wait to be posted.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    /// Name of the alert.
    pub alert: String,
    /// Where to, and signed with what.
    pub webhook: Webhook,
    /// The hits, oldest first. Those whose record has gone meanwhile are left out: there may be none.
    pub hits: Vec<AlertHit>,
    /// What to report as delivered.
    pub upto: i64,
    /// Posts that failed so far.
    pub failures: u32,
    /// Not before this.
    pub due: Timestamp,
}

impl Store {
    /// Asks every alert about the articles and versions that were stored since it was asked last, and gives the alerts
    /// that found something, with how many records. Doing it twice finds nothing twice.
    ///
    /// Of a new version of an article, an act that the alert already found there is no news.
    ///
    /// # Errors
    /// As [`Store::put`].
    pub fn ask_alerts(&mut self) -> Result<Vec<(Alert, u64)>> {
        let idle = self.snapshot(|db| {
            let sql =
                "SELECT count(*) FROM alerts WHERE asked < (SELECT max(id) FROM article_versions)";
            Ok(db
                .prepare_cached(sql)?
                .query_row([], |r| r.get::<_, i64>(0))?
                == 0)
        })?;
        if idle {
            return Ok(Vec::new());
        }
        self.write(|db| {
            let last: i64 = db.query_row(
                "SELECT coalesce(max(id), 0) FROM article_versions",
                [],
                |r| r.get(0),
            )?;
            let now = Timestamp::now().to_string();
            let mut found = Vec::new();
            for alert in all(db)? {
                let number = ask(db, &alert, &now)?;
                db.prepare_cached("UPDATE alerts SET asked = ?2 WHERE id = ?1")?
                    .execute([alert.id, last])?;
                if number > 0 {
                    found.push((alert, number));
                }
            }
            Ok(found)
        })
    }

    /// What an alert found, latest first: one page of it.
    ///
    /// # Errors
    /// [`Problem::NoAlert`], [`Problem::BadCursor`].
    pub fn alert_hits(&self, name: &str, page: &Page) -> Result<Listed<AlertHit>> {
        let alert = self.alert(name)?;
        self.snapshot(|db| {
            let before = match &page.after {
                Some(text) => Cursor::parse("h", text)?.integer()?,
                None => i64::MAX,
            };
            let limit = i64::try_from(page.limit.saturating_add(1)).unwrap_or(i64::MAX);
            let mut items = hits(db, "h.id < ?2 ORDER BY h.id DESC", alert.id, before, limit)?;
            let more = items.len() > page.limit;
            items.truncate(page.limit);
            let next = match items.last() {
                Some(hit) if more => Some(Cursor::new("h").with(hit.id).to_string()),
                _ => None,
            };
            Ok(Listed { items, next })
        })
    }

    /// For each alert with a webhook and hits that it has not taken: the next of them, at most `limit`.
    ///
    /// # Errors
    /// Only what the database itself may report.
    pub fn deliveries(&self, limit: usize) -> Result<Vec<Delivery>> {
        self.snapshot(|db| {
            let mut select = db.prepare_cached(
                "SELECT a.id, a.name, a.webhook, a.secret, a.delivered, a.failures, a.due, (SELECT max(id) FROM
                    (SELECT id FROM alert_hits WHERE alert_id = a.id AND id > a.delivered ORDER BY id LIMIT ?1))
                 FROM alerts a WHERE a.webhook IS NOT NULL
                    AND EXISTS (SELECT 1 FROM alert_hits WHERE alert_id = a.id AND id > a.delivered)",
            )?;
            let limit = i64::try_from(limit.max(1)).unwrap_or(i64::MAX);
            let mut rows = select.query([limit])?;
            let mut deliveries = Vec::new();
            while let Some(row) = rows.next()? {
                let (id, after): (i64, i64) = (row.get(0)?, row.get(4)?);
                let upto = row.get(7)?;
                let mut waiting = hits(db, "h.id > ?2 ORDER BY h.id", id, after, limit)?;
                waiting.retain(|hit| hit.id <= upto);
                deliveries.push(Delivery {
                    alert: row.get(1)?,
                    webhook: Webhook {
                        url: row.get(2)?,
                        secret: row.get(3)?,
                    },
                    hits: waiting,
                    upto,
                    failures: row.get(5)?,
                    due: moment(row, 6)?.unwrap_or(Timestamp::UNIX_EPOCH),
                });
            }
            Ok(deliveries)
        })
    }

    /// Notes that a webhook took the hits up to `upto`.
    ///
    /// # Errors
    /// As [`Store::put`].
    pub fn delivered(&mut self, alert: &str, upto: i64) -> Result<()> {
        self.write(|db| {
            db.prepare_cached(
                "UPDATE alerts SET delivered = max(delivered, ?2), failures = 0, due = 0, error = NULL WHERE name = ?1",
            )?
            .execute(params![alert, upto])?;
            Ok(())
        })
    }

    /// Notes that a webhook did not take what was posted.
    ///
    /// # Errors
    /// As [`Store::put`].
    pub fn delivery_failed(&mut self, alert: &str, error: &str, due: Timestamp) -> Result<()> {
        self.write(|db| {
            db.prepare_cached(
                "UPDATE alerts SET failures = failures + 1, error = ?2, due = ?3 WHERE name = ?1",
            )?
            .execute(params![alert, error, due.as_second()])?;
            Ok(())
        })
    }
}

/// Asks one alert; gives the number of records that it found.
fn ask(db: &Connection, alert: &Alert, now: &str) -> Result<u64, Problem> {
    let asked: i64 = db
        .prepare_cached("SELECT asked FROM alerts WHERE id = ?1")?
        .query_row([alert.id], |r| r.get(0))?;
    let mut found = 0;
    for record in events::records_since(db, &alert.filter, asked, KEPT)? {
        found += db
            .prepare_cached(
                "INSERT OR IGNORE INTO alert_hits (alert_id, record_id, found_at)
                 SELECT ?1, r.id, ?3 FROM records r WHERE r.id = ?2 AND NOT EXISTS (
                    SELECT 1 FROM records o JOIN alert_hits h ON h.record_id = o.id
                    WHERE h.alert_id = ?1 AND o.article_id = r.article_id AND o.version_id <> r.version_id
                        AND o.key_type = r.key_type AND o.trigger_text = r.trigger_text)",
            )?
            .execute(params![alert.id, record, now])?;
    }
    if found > 0 {
        db.prepare_cached(
            "DELETE FROM alert_hits WHERE alert_id = ?1 AND id <=
                (SELECT id FROM alert_hits WHERE alert_id = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)",
        )?
        .execute([alert.id, KEPT])?;
    }
    Ok(found as u64)
}

/// Hits of an alert (`?1`) beyond a number (`?2`), as far as their records are still shown.
fn hits(
    db: &Connection,
    which: &'static str,
    alert: i64,
    bound: i64,
    limit: i64,
) -> Result<Vec<AlertHit>, Problem> {
    let sql = format!(
        "SELECT {HEAD}, r.id, r.sentence_start, r.sentence_end, r.origin, coalesce(j.effective, j.machine),
                r.version_id, h.id, h.found_at
         FROM alert_hits h CROSS JOIN records r ON r.id = h.record_id JOIN record_json j ON j.record_id = r.id
         JOIN article_versions v ON v.id = r.version_id
         JOIN articles a ON a.id = r.article_id JOIN outlets o ON o.id = a.outlet_id
         WHERE h.alert_id = ?1 AND r.shown AND {which} LIMIT ?3"
    );
    let mut select = db.prepare_cached(&sql)?;
    let mut rows = select.query([alert, bound, limit])?;
    let mut texts = Texts::default();
    let mut hits = Vec::new();
    while let Some(row) = rows.next()? {
        hits.push(AlertHit {
            id: row.get(12)?,
            found_at: row.get(13)?,
            row: texts.event(db, row)?,
        });
    }
    Ok(hits)
}
