//! Storing a reading: the article, the version of its text, what the machine read in it. Doing it twice changes nothing.

use jiff::Timestamp;
use rawi_arabic::{Text, fold};
use rawi_model::{Article, Engine, Reading, Record};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::words::Indexed;
use crate::{Problem, Result, Store, Stored, dates, refresh, rows};

impl Store {
    /// Stores one reading, durable on return. For many, [`Store::importer`] is faster by far.
    ///
    /// A known article with the same text gets the new reading in place of the old one, with corrections applied;
    /// with another text it gets a new version, which is the present one from now on.
    ///
    /// # Errors
    /// [`Problem::Full`], [`Problem::ReadOnly`], [`Problem::Locked`]; nothing is changed then.
    pub fn put(&mut self, reading: &Reading) -> Result<Stored> {
        self.write(|db| put(db, reading))
    }

    /// Stores several in one transaction: all of them or none.
    ///
    /// # Errors
    /// As [`Store::put`].
    pub fn put_all<'r>(
        &mut self,
        readings: impl IntoIterator<Item = &'r Reading>,
    ) -> Result<Vec<Stored>> {
        self.write(|db| {
            readings
                .into_iter()
                .map(|reading| put(db, reading))
                .collect()
        })
    }
}

/// What is stored of an article at present.
struct Present {
    article: i64,
    url: Option<String>,
    outlet: i64,
    version: i64,
}

/// What is stored of one version.
#[derive(PartialEq)]
struct Version {
    id: i64,
    published: Option<String>,
    byline: Option<String>,
    furniture: String,
    source_map: String,
    engine: Engine,
    records_hash: [u8; 32],
}

/// Stores a reading within the open transaction.
pub(crate) fn put(db: &Connection, reading: &Reading) -> Result<Stored, Problem> {
    let article = &reading.article;
    let records: Vec<Record> = reading.events.iter().cloned().map(finite).collect();
    let hash = content_hash(article);
    let now = Timestamp::now().to_string();
    let mut given = Version {
        id: 0,
        published: article.published.map(|d| d.to_string()),
        byline: article.byline.clone(),
        furniture: serde_json::to_string(&article.furniture)?,
        source_map: serde_json::to_string(&article.source_map)?,
        engine: reading.engine.clone(),
        records_hash: *blake3::hash(&serde_json::to_vec(&records)?).as_bytes(),
    };
    let outlet = outlet(db, &article.outlet)?;
    let present = present(db, &article.id)?;
    let known = match &present {
        Some(present) => version(db, present.article, &hash)?,
        None => None,
    };
    let stored = match (&present, &known) {
        (None, _) => Stored::New,
        (Some(present), Some(known)) if present.version == known.id => {
            given.id = known.id;
            if given == *known && present.outlet == outlet && present.url == article.url {
                return Ok(Stored::Same);
            }
            Stored::Reread
        }
        (Some(_), _) => Stored::NewVersion,
    };
    let id = match &present {
        Some(present) => {
            db.prepare_cached("UPDATE articles SET url = ?2, outlet_id = ?3 WHERE id = ?1")?
                .execute(params![present.article, article.url, outlet])?;
            present.article
        }
        None => insert_article(db, article, outlet, &now)?,
    };
    let version = match &known {
        Some(known) => {
            db.prepare_cached(
                "UPDATE article_versions SET published = ?2, byline = ?3, furniture = ?4, source_map = ?5
                 WHERE id = ?1",
            )?
            .execute(params![
                known.id,
                given.published,
                given.byline,
                given.furniture,
                given.source_map
            ])?;
            known.id
        }
        None => insert_version(db, id, article, &hash, &given, &now)?,
    };
    db.prepare_cached("INSERT OR REPLACE INTO readings VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![
            version,
            given.engine.version,
            given.engine.lexicon,
            given.records_hash,
            now
        ])?;
    if let Some(present) = &present
        && present.version != version
    {
        rows::retire(db, present.version)?;
    }
    let text = Text::new(&article.text);
    let published = known.as_ref().map(|k| &k.published);
    if stored != Stored::Reread || published != Some(&given.published) {
        index(db, id, version, article, &text)?;
    }
    refresh::refresh(db, id, version, &article.text, &text, Some(records))?;
    Ok(stored)
}

/// The hash of title and text by which versions are told apart.
fn content_hash(article: &Article) -> [u8; 32] {
    let mut hash = blake3::Hasher::new();
    // The length keeps words from wandering between the two unseen.
    hash.update(&(article.title.len() as u64).to_le_bytes());
    hash.update(article.title.as_bytes());
    hash.update(article.text.as_bytes());
    *hash.finalize().as_bytes()
}

/// JSON knows no infinite numbers and none that is no number: they would not come back.
fn finite(mut record: Record) -> Record {
    if !record.confidence.is_finite() {
        record.confidence = 0.0;
    }
    for figure in &mut record.figures {
        figure.value = figure.value.filter(|v| v.is_finite());
    }
    if let Some(place) = &mut record.place {
        place.lat = place.lat.filter(|v| v.is_finite());
        place.lon = place.lon.filter(|v| v.is_finite());
    }
    record
}

/// The number of an outlet, made if it is new.
fn outlet(db: &Connection, name: &str) -> Result<i64, Problem> {
    let found = db
        .prepare_cached("SELECT id FROM outlets WHERE name = ?1")?
        .query_row([name], |r| r.get(0))
        .optional()?;
    if let Some(id) = found {
        return Ok(id);
    }
    Ok(db
        .prepare_cached("INSERT INTO outlets (name, key) VALUES (?1, ?2) RETURNING id")?
        .query_row([name, &outlet_key(name)], |r| r.get(0))?)
}

/// Under which an outlet's name is compared: without marks, in one case, spaces made one.
pub(crate) fn outlet_key(name: &str) -> String {
    let words: Vec<String> = name
        .split_whitespace()
        .map(|w| fold(&w.to_lowercase()))
        .collect();
    words.join(" ")
}

fn present(db: &Connection, identity: &str) -> Result<Option<Present>, Problem> {
    Ok(db
        .prepare_cached("SELECT id, url, outlet_id, version_id FROM articles WHERE identity = ?1")?
        .query_row([identity], |r| {
            Ok(Present {
                article: r.get(0)?,
                url: r.get(1)?,
                outlet: r.get(2)?,
                version: r.get(3)?,
            })
        })
        .optional()?)
}

fn version(db: &Connection, article: i64, hash: &[u8; 32]) -> Result<Option<Version>, Problem> {
    Ok(db
        .prepare_cached(
            "SELECT id, published, byline, furniture, source_map, engine_version, lexicon_hash, records_hash
             FROM article_versions JOIN readings ON version_id = id WHERE article_id = ?1 AND hash = ?2",
        )?
        .query_row(params![article, hash], |r| {
            Ok(Version {
                id: r.get(0)?,
                published: r.get(1)?,
                byline: r.get(2)?,
                furniture: r.get(3)?,
                source_map: r.get(4)?,
                engine: Engine {
                    version: r.get(5)?,
                    lexicon: r.get(6)?,
                },
                records_hash: r.get(7)?,
            })
        })
        .optional()?)
}

fn insert_article(
    db: &Connection,
    article: &Article,
    outlet: i64,
    now: &str,
) -> Result<i64, Problem> {
    let id = db
        .prepare_cached(
            "INSERT INTO articles (identity, url, outlet_id, search_row, stored_at)
             VALUES (?1, ?2, ?3, -9223372036854775808, ?4) RETURNING id",
        )?
        .query_row(params![article.id, article.url, outlet, now], |r| r.get(0))?;
    Ok(id)
}

fn insert_version(
    db: &Connection,
    article: i64,
    given: &Article,
    hash: &[u8; 32],
    version: &Version,
    now: &str,
) -> Result<i64, Problem> {
    Ok(db
        .prepare_cached(
            "INSERT INTO article_versions
                (article_id, number, hash, published, title, byline, stored_at, text, furniture, source_map)
             VALUES (?1, 1 + (SELECT count(*) FROM article_versions WHERE article_id = ?1),
                ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) RETURNING id",
        )?
        .query_row(
            params![
                article,
                hash,
                version.published,
                given.title,
                version.byline,
                now,
                given.text,
                version.furniture,
                version.source_map
            ],
            |r| r.get(0),
        )?)
}

/// Makes this version the one that is searched.
fn index(
    db: &Connection,
    id: i64,
    version: i64,
    article: &Article,
    text: &Text,
) -> Result<(), Problem> {
    db.prepare_cached(
        "DELETE FROM article_search WHERE rowid = (SELECT search_row FROM articles WHERE id = ?1)",
    )?
    .execute([id])?;
    let row = search_row(dates::number_of(article.published), id);
    db.prepare_cached("UPDATE articles SET version_id = ?2, search_row = ?3 WHERE id = ?1")?
        .execute([id, version, row])?;
    let mut indexed = Indexed::default();
    indexed.add_text(&article.title);
    indexed.add(text.tokens());
    db.prepare_cached("INSERT INTO article_search (rowid, words, stems) VALUES (?1, ?2, ?3)")?
        .execute(params![row, indexed.words(), indexed.stems])?;
    Ok(())
}

/// The row of an article in the search index. It sorts by day, then by arrival, so that the index itself gives the
/// newest first and a page costs no more than what is on it.
pub(crate) const fn search_row(day: i64, article: i64) -> i64 {
    (day << 36) | (article & ((1 << 36) - 1))
}
