//! Getting articles and single records back.

use std::vec;

use jiff::civil::Date;
use rawi_model::{Article, Engine, Reading, Record, Words};
use rusqlite::{Connection, OptionalExtension as _, Row, ToSql, params};

use crate::cursor::Cursor;
use crate::{
    ArticleHead, Counts, EventRow, Listed, Origin, Page, Problem, RecordId, Result, Store,
    StoredRecord, View, correct,
};

/// So many articles are fetched at a time when all are asked for.
const AT_A_TIME: usize = 64;

/// The columns of an article of [`article`].
const ARTICLE: &str = "a.identity, a.url, o.name, v.published, v.title, v.byline, v.text, v.furniture, v.source_map, a.id, v.id
     FROM articles a JOIN outlets o ON o.id = a.outlet_id JOIN article_versions v ON v.id = a.version_id";

/// The columns of an article's head, for [`head`].
pub(crate) const HEAD: &str = "a.identity, a.url, o.name, v.published, v.title, v.number";

impl Store {
    /// The present version of an article, by what it is known by, with its records; `None` if there is none.
    ///
    /// # Errors
    /// Only what the database itself may report.
    pub fn reading(&self, id: &str, view: View) -> Result<Option<Reading>> {
        self.snapshot(|db| {
            let sql = format!(
                "SELECT {ARTICLE} JOIN readings e ON e.version_id = v.id WHERE a.identity = ?1"
            );
            let mut select = db.prepare_cached(&sql)?;
            let mut rows = select.query([id])?;
            let Some(row) = rows.next()? else {
                return Ok(None);
            };
            let version: i64 = row.get(10)?;
            Ok(Some(Reading {
                article: article(row)?,
                engine: engine(db, version)?,
                events: records(db, version, view)?,
            }))
        })
    }

    /// Every article in its present version, in the order of arrival. They are fetched some at a time: memory stays
    /// small, and articles that are stored meanwhile are met as well.
    pub fn articles(&self) -> Articles<'_> {
        Articles {
            store: self,
            fetched: Vec::new().into_iter(),
            after: Some(0),
        }
    }

    /// Articles that another engine read last, in the order of arrival: read them, put the readings, ask for the first
    /// page again until nothing is left. Cut off, it goes on where it was.
    ///
    /// # Errors
    /// [`Problem::BadCursor`].
    pub fn stale(&self, engine: &Engine, page: &Page) -> Result<Listed<Article>> {
        self.snapshot(|db| {
            let after = match &page.after {
                Some(text) => Cursor::parse("s", text)?.integer()?,
                None => 0,
            };
            let found = fetch(
                db,
                "JOIN readings e ON e.version_id = v.id AND NOT (e.engine_version = ?3 AND e.lexicon_hash = ?4)",
                &[&after, &(page.limit.saturating_add(1) as i64), &engine.version, &engine.lexicon],
            )?;
            let mut items: Vec<(i64, Article)> = found;
            let more = items.len() > page.limit;
            items.truncate(page.limit);
            let next = match items.last() {
                Some((id, _)) if more => Some(Cursor::new("s").with(*id).to_string()),
                _ => None,
            };
            Ok(Listed {
                items: items.into_iter().map(|(_, article)| article).collect(),
                next,
            })
        })
    }

    /// One record with all that is known about it, wrong ones and those of earlier versions included.
    ///
    /// # Errors
    /// [`Problem::NoRecord`].
    pub fn record(&self, id: RecordId) -> Result<StoredRecord> {
        self.snapshot(|db| {
            let sql = format!(
                "SELECT {HEAD}, r.sentence_start, r.sentence_end, r.origin, j.machine, j.effective, r.wrong,
                        a.version_id = r.version_id, v.text
                 FROM records r JOIN record_json j ON j.record_id = r.id
                 JOIN article_versions v ON v.id = r.version_id
                 JOIN articles a ON a.id = r.article_id JOIN outlets o ON o.id = a.outlet_id WHERE r.id = ?1"
            );
            let mut select = db.prepare_cached(&sql)?;
            let mut rows = select.query([id])?;
            let row = rows.next()?.ok_or(Problem::NoRecord(id))?;
            let machine: Option<String> = row.get(9)?;
            let machine: Option<Record> = machine.map(|j| serde_json::from_str(&j)).transpose()?;
            let effective: Option<String> = row.get(10)?;
            let effective: Option<Record> =
                effective.map(|j| serde_json::from_str(&j)).transpose()?;
            let text: String = row.get(13)?;
            Ok(StoredRecord {
                row: EventRow {
                    id,
                    article: head(row)?,
                    sentence: quoted(&text, row.get(6)?, row.get(7)?),
                    record: effective
                        .or_else(|| machine.clone())
                        .ok_or(Problem::NoRecord(id))?,
                    origin: Origin::parse(row.get_ref(8)?.as_str().map_err(rusqlite::Error::from)?),
                },
                machine,
                wrong: row.get(11)?,
                present: row.get(12)?,
                corrections: correct::stored(
                    db,
                    "s.record_id = ?1 AND s.standing = 'applied'",
                    id,
                    -1,
                )?,
            })
        })
    }

    /// How much there is.
    ///
    /// # Errors
    /// Only what the database itself may report.
    pub fn counts(&self) -> Result<Counts> {
        self.snapshot(|db| {
            Ok(db
                .prepare_cached(
                    "SELECT (SELECT count(*) FROM outlets), (SELECT count(*) FROM articles),
                        (SELECT count(*) FROM article_versions), (SELECT count(*) FROM records WHERE shown),
                        (SELECT count(*) FROM corrections),
                        (SELECT count(*) FROM correction_standing WHERE standing = 'detached')",
                )?
                .query_row([], |r| {
                    Ok(Counts {
                        outlets: r.get(0)?,
                        articles: r.get(1)?,
                        versions: r.get(2)?,
                        records: r.get(3)?,
                        corrections: r.get(4)?,
                        detached: r.get(5)?,
                    })
                })?)
        })
    }
}

/// Every article; made by [`Store::articles`]. It ends after an error.
#[derive(Debug)]
pub struct Articles<'s> {
    store: &'s Store,
    fetched: vec::IntoIter<(i64, Article)>,
    after: Option<i64>,
}

impl Iterator for Articles<'_> {
    type Item = Result<Article>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.fetched.len() == 0 {
            let after = self.after.take()?;
            let found = self
                .store
                .snapshot(|db| fetch(db, "", &[&after, &(AT_A_TIME as i64)]));
            match found {
                Ok(found) => self.fetched = found.into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
        let (id, article) = self.fetched.next()?;
        self.after = Some(id);
        Some(Ok(article))
    }
}

/// Articles after a number (`?1`), at most `?2` of them.
fn fetch(
    db: &Connection,
    join: &'static str,
    parameters: &[&dyn ToSql],
) -> Result<Vec<(i64, Article)>, Problem> {
    let sql = format!("SELECT {ARTICLE} {join} WHERE a.id > ?1 ORDER BY a.id LIMIT ?2");
    let mut select = db.prepare_cached(&sql)?;
    let mut rows = select.query(parameters)?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push((row.get(9)?, article(row)?));
    }
    Ok(out)
}

fn article(row: &Row<'_>) -> Result<Article, Problem> {
    Ok(Article {
        id: row.get(0)?,
        url: row.get(1)?,
        outlet: row.get(2)?,
        published: date(row.get(3)?)?,
        title: row.get(4)?,
        byline: row.get(5)?,
        text: row.get(6)?,
        furniture: serde_json::from_str(&row.get::<_, String>(7)?)?,
        source_map: serde_json::from_str(&row.get::<_, String>(8)?)?,
    })
}

/// The head of an article, from the first columns of a row: see [`HEAD`].
pub(crate) fn head(row: &Row<'_>) -> Result<ArticleHead, Problem> {
    Ok(ArticleHead {
        id: row.get(0)?,
        url: row.get(1)?,
        outlet: row.get(2)?,
        published: date(row.get(3)?)?,
        title: row.get(4)?,
        version: row.get(5)?,
    })
}

fn date(text: Option<String>) -> Result<Option<Date>, Problem> {
    text.map(|t| t.parse::<Date>())
        .transpose()
        .map_err(|error| Problem::Damaged(error.to_string()))
}

/// A record as lists show it, by its number.
pub(crate) fn event(db: &Connection, id: RecordId) -> Result<EventRow, Problem> {
    let sql = format!(
        "SELECT {HEAD}, r.sentence_start, r.sentence_end, r.origin, coalesce(j.effective, j.machine), v.text
         FROM records r JOIN record_json j ON j.record_id = r.id JOIN article_versions v ON v.id = r.version_id
         JOIN articles a ON a.id = r.article_id JOIN outlets o ON o.id = a.outlet_id WHERE r.id = ?1"
    );
    let mut select = db.prepare_cached(&sql)?;
    let mut rows = select.query([id])?;
    let row = rows.next()?.ok_or(Problem::NoRecord(id))?;
    let text: String = row.get(10)?;
    Ok(EventRow {
        id,
        article: head(row)?,
        sentence: quoted(&text, row.get(6)?, row.get(7)?),
        record: serde_json::from_str(&row.get::<_, String>(9)?)?,
        origin: Origin::parse(&row.get::<_, String>(8)?),
    })
}

/// Words of a text with their place.
pub(crate) fn quoted(text: &str, start: u32, end: u32) -> Words {
    Words {
        start,
        end,
        text: rawi_model::Span::new(start, end).of(text).to_owned(),
    }
}

fn engine(db: &Connection, version: i64) -> Result<Engine, Problem> {
    Ok(db
        .prepare_cached("SELECT engine_version, lexicon_hash FROM readings WHERE version_id = ?1")?
        .query_row(params![version], |r| {
            Ok(Engine {
                version: r.get(0)?,
                lexicon: r.get(1)?,
            })
        })
        .optional()?
        .unwrap_or_default())
}

fn records(db: &Connection, version: i64, view: View) -> Result<Vec<Record>, Problem> {
    if view == View::Machine {
        return crate::refresh::machine_records(db, version);
    }
    let mut select = db.prepare_cached(
        "SELECT coalesce(effective, machine) FROM records JOIN record_json ON record_id = id
         WHERE version_id = ?1 AND shown ORDER BY position",
    )?;
    let mut rows = select.query([version])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(serde_json::from_str(&row.get::<_, String>(0)?)?);
    }
    Ok(out)
}
