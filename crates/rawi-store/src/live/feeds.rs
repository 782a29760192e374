//! Feeds and what they list: takes what a poll gave, keeps which articles wait to be fetched and what became of them.

use jiff::Timestamp;
use rawi_model::{Article, Reading};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::put::put;
use crate::{Problem, Result, Store, Stored};

/// A feed may say something new about an article this often; what it says after that is taken for noise, such as a
/// count of readers.
const CHANGES: i64 = 5;
/// An article that no feed has listed for so long is forgotten, in seconds: 60 days.
const KEPT: i64 = 60 * 24 * 3600;

/// A watched feed, as it was left the last time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedState {
    /// Its number.
    pub id: i64,
    /// Its address.
    pub url: String,
    /// What the server called the version that was read last.
    pub etag: Option<String>,
    /// When the server said that it changed last, as it said it.
    pub modified: Option<String>,
    /// When to ask again.
    pub due: Timestamp,
    /// Failures in a row.
    pub failures: u32,
    /// When it was asked last.
    pub asked: Option<Timestamp>,
    /// When it last gave a feed, or said that nothing is new.
    pub answered: Option<Timestamp>,
    /// Why it failed the last time, if it did.
    pub error: Option<String>,
    /// Articles that wait to be fetched.
    pub waiting: u64,
    /// Articles that were stored.
    pub stored: u64,
    /// Articles that were given up.
    pub failed: u64,
}

/// What a poll gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Polled {
    /// What the server calls this version.
    pub etag: Option<String>,
    /// When the server says that it changed.
    pub modified: Option<String>,
    /// The articles that it lists, as far as it has them, each with the id that it will be known by; `None` where it said
    /// that nothing has changed.
    pub items: Option<Vec<Article>>,
}

/// An article that waits to be fetched.
#[derive(Debug, Clone, PartialEq)]
pub struct WaitingItem {
    /// Its number.
    pub id: i64,
    /// The feed that listed it.
    pub feed: i64,
    /// As the feed has it.
    pub article: Article,
    /// Attempts that failed.
    pub tries: u32,
    /// Not before this.
    pub due: Timestamp,
}

/// What becomes of a waiting article that was not stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemState {
    /// Try again at this time.
    Retry(Timestamp),
    /// Give it up.
    Failed,
}

impl Store {
    /// The state of a feed, made if it is new.
    ///
    /// # Errors
    /// As [`Store::put`].
    pub fn feed(&mut self, url: &str) -> Result<FeedState> {
        self.write(|db| {
            db.prepare_cached("INSERT OR IGNORE INTO feeds (url) VALUES (?1)")?
                .execute([url])?;
            state(db, "WHERE f.url = ?1", &[&url])?
                .pop()
                .ok_or_else(|| Problem::Database("a feed was lost".to_owned()))
        })
    }

    /// All feeds that were ever watched, by address.
    ///
    /// # Errors
    /// Only what the database itself may report.
    pub fn feeds(&self) -> Result<Vec<FeedState>> {
        self.snapshot(|db| state(db, "ORDER BY f.url", &[]))
    }

    /// Keeps what a poll gave, in one transaction: the articles that are new or that the feed says something new about
    /// wait from now on. Gives their number.
    ///
    /// # Errors
    /// As [`Store::put`].
    pub fn feed_answered(
        &mut self,
        feed: i64,
        polled: &Polled,
        now: Timestamp,
        due: Timestamp,
    ) -> Result<u64> {
        let (now, due) = (now.as_second(), due.as_second());
        self.write(|db| {
            db.prepare_cached(
                "UPDATE feeds SET etag = ?2, modified = ?3, due = ?4, failures = 0, asked = ?5, answered = ?5,
                    error = NULL WHERE id = ?1",
            )?
            .execute(params![feed, polled.etag, polled.modified, due, now])?;
            let mut new = 0;
            for article in polled.items.iter().flatten() {
                new += list(db, feed, article, now)?;
            }
            if polled.items.is_some() {
                db.prepare_cached(
                    "DELETE FROM feed_items WHERE feed_id = ?1 AND seen < ?2 AND state <> 'waiting'",
                )?
                .execute([feed, now - KEPT])?;
            }
            Ok(new)
        })
    }

    /// Notes that a poll failed, and gives the number of failures in a row.
    ///
    /// # Errors
    /// As [`Store::put`].
    pub fn feed_failed(
        &mut self,
        feed: i64,
        error: &str,
        now: Timestamp,
        due: Timestamp,
    ) -> Result<u32> {
        self.write(|db| {
            Ok(db
                .prepare_cached(
                    "UPDATE feeds SET failures = failures + 1, asked = ?2, due = ?3, error = ?4 WHERE id = ?1
                     RETURNING failures",
                )?
                .query_row(params![feed, now.as_second(), due.as_second(), error], |r| {
                    r.get(0)
                })?)
        })
    }

    /// Articles of a feed that wait, those first that may be tried first; at most `limit`.
    ///
    /// # Errors
    /// Only what the database itself may report.
    pub fn waiting_items(&self, feed: i64, limit: usize) -> Result<Vec<WaitingItem>> {
        self.snapshot(|db| {
            let mut select = db.prepare_cached(
                "SELECT id, feed_id, article, tries, due FROM feed_items
                 WHERE feed_id = ?1 AND state = 'waiting' ORDER BY due, id LIMIT ?2",
            )?;
            let mut rows = select.query(params![feed, i64::try_from(limit).unwrap_or(i64::MAX)])?;
            let mut items = Vec::new();
            while let Some(row) = rows.next()? {
                items.push(WaitingItem {
                    id: row.get(0)?,
                    feed: row.get(1)?,
                    article: serde_json::from_str(&row.get::<_, String>(2)?)?,
                    tries: row.get(3)?,
                    due: moment(row, 4)?.unwrap_or(Timestamp::UNIX_EPOCH),
                });
            }
            Ok(items)
        })
    }

    /// Stores the reading of a waiting article and notes that it waits no longer, in one transaction.
    ///
    /// # Errors
    /// As [`Store::put`].
    pub fn put_item(&mut self, item: i64, reading: &Reading) -> Result<Stored> {
        self.write(|db| {
            let stored = put(db, reading)?;
            db.prepare_cached(
                "UPDATE feed_items SET state = 'stored', article = NULL, tries = 0, error = NULL WHERE id = ?1",
            )?
            .execute([item])?;
            Ok(stored)
        })
    }

    /// Notes what becomes of a waiting article that could not be had.
    ///
    /// # Errors
    /// As [`Store::put`].
    pub fn item_failed(&mut self, item: i64, error: &str, next: &ItemState) -> Result<()> {
        self.write(|db| {
            match next {
                ItemState::Retry(due) => db
                    .prepare_cached(
                        "UPDATE feed_items SET tries = tries + 1, due = ?2, error = ?3 WHERE id = ?1",
                    )?
                    .execute(params![item, due.as_second(), error])?,
                ItemState::Failed => db
                    .prepare_cached(
                        "UPDATE feed_items SET state = 'failed', article = NULL, error = ?2 WHERE id = ?1",
                    )?
                    .execute(params![item, error])?,
            };
            Ok(())
        })
    }
}

/// Notes that a feed lists an article; 1 if it waits from now on.
fn list(db: &Connection, feed: i64, article: &Article, now: i64) -> Result<u64, Problem> {
    let mut hash = blake3::Hasher::new();
    for part in [&article.title, &article.text] {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    let hash = *hash.finalize().as_bytes();
    let known: Option<(i64, i64, [u8; 32], i64)> = db
        .prepare_cached("SELECT id, feed_id, hash, changes FROM feed_items WHERE identity = ?1")?
        .query_row([&article.id], |r| {
            Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?))
        })
        .optional()?;
    let Some((id, owner, before, changes)) = known else {
        db.prepare_cached(
            "INSERT INTO feed_items (feed_id, identity, hash, state, article, due, tries, changes, seen)
             VALUES (?1, ?2, ?3, 'waiting', ?4, ?5, 0, 0, ?5)",
        )?
        .execute(params![
            feed,
            article.id,
            hash,
            serde_json::to_string(article)?,
            now
        ])?;
        return Ok(1);
    };
    // What another feed says about the same article is no news.
    if owner != feed || before == hash || changes >= CHANGES {
        db.prepare_cached("UPDATE feed_items SET seen = ?2 WHERE id = ?1")?
            .execute([id, now])?;
        return Ok(0);
    }
    db.prepare_cached(
        "UPDATE feed_items SET hash = ?2, state = 'waiting', article = ?3, due = ?4, tries = 0,
            changes = changes + 1, seen = ?4, error = NULL WHERE id = ?1",
    )?
    .execute(params![id, hash, serde_json::to_string(article)?, now])?;
    Ok(1)
}

fn state(
    db: &Connection,
    which: &'static str,
    values: &[&dyn rusqlite::ToSql],
) -> Result<Vec<FeedState>, Problem> {
    let sql = format!(
        "SELECT f.id, f.url, f.etag, f.modified, f.due, f.failures, f.asked, f.answered, f.error,
            (SELECT count(*) FROM feed_items WHERE feed_id = f.id AND state = 'waiting'),
            (SELECT count(*) FROM feed_items WHERE feed_id = f.id AND state = 'stored'),
            (SELECT count(*) FROM feed_items WHERE feed_id = f.id AND state = 'failed')
         FROM feeds f {which}"
    );
    let mut select = db.prepare_cached(&sql)?;
    let mut rows = select.query(values)?;
    let mut feeds = Vec::new();
    while let Some(row) = rows.next()? {
        feeds.push(FeedState {
            id: row.get(0)?,
            url: row.get(1)?,
            etag: row.get(2)?,
            modified: row.get(3)?,
            due: moment(row, 4)?.unwrap_or(Timestamp::UNIX_EPOCH),
            failures: row.get(5)?,
            asked: moment(row, 6)?,
            answered: moment(row, 7)?,
            error: row.get(8)?,
            waiting: row.get(9)?,
            stored: row.get(10)?,
            failed: row.get(11)?,
        });
    }
    Ok(feeds)
}

/// A moment as its column holds it.
pub(super) fn moment(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Timestamp>> {
    let seconds: Option<i64> = row.get(column)?;
    Ok(seconds.and_then(|s| Timestamp::from_second(s).ok()))
}
