//! Everything that a filter leaves, for export: claims or records, one by one by the day of the act, each with its
//! reports. Memory holds one article and one claim at a time, however much is stored.

use rawi_arabic::Text;
use rawi_model::{Engine, Record};
use rusqlite::{Connection, OptionalExtension as _, params_from_iter};

use crate::claims::Class;
use crate::events::records_where;
use crate::read::{HEAD, head};
use crate::{EventFilter, EventRow, Origin, Problem, RecordId, Result, Store};

/// No more reports of one claim are given than these; their number is.
pub const MAX_REPORTS: u32 = 1000;

/// What is one item of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Reports of one act, joined across articles. A record that is in no claim stands alone.
    Claim,
    /// A record.
    Record,
}

/// A record with what exports say of its place in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Reported {
    /// The record with its article and sentence.
    pub row: EventRow,
    /// Which sentence of the article reports it, from 1.
    pub sentence_number: u32,
    /// Length of the article's text in code points.
    pub characters: u32,
}

/// What an export says of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedClaim {
    /// What it is known by.
    pub id: String,
    /// Whether it happened, is ahead, is wanted, may be, or is denied.
    pub class: Class,
    /// Number of records.
    pub records: u32,
    /// Number of articles.
    pub articles: u32,
    /// Number of outlets.
    pub outlets: u32,
    /// Number of records when those in the same words are counted once.
    pub voices: u32,
}

/// One item of an export.
#[derive(Debug, Clone, PartialEq)]
pub struct Exported {
    /// The record that says it best among those that pass the filter.
    pub main: Reported,
    /// The claim that it belongs to; `None` where it was not yet laid beside others.
    pub claim: Option<ExportedClaim>,
    /// The story of its article.
    pub story: Option<String>,
    /// The other reports of the claim that pass the filter, by day; empty for [`Unit::Record`].
    pub others: Vec<Reported>,
}

impl Store {
    /// Gives all that a filter leaves to `each`, by the day of the act (of publication, where the sentence gives none),
    /// those without a day last. Everything is of one state of the database. What `each` fails with ends it.
    ///
    /// # Errors
    /// The outer result: [`Problem::EmptyQuery`] for a text without a word, or what the database itself may report. The
    /// inner one: what `each` gave.
    pub fn export<E>(
        &self,
        filter: &EventFilter,
        unit: Unit,
        mut each: impl FnMut(Exported) -> Result<(), E>,
    ) -> Result<Result<(), E>> {
        self.snapshot(|db| export(db, filter, unit, &mut each))
    }
}

/// An article as a manifest names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleHash {
    /// What it is known by.
    pub id: String,
    /// BLAKE3 of title and text of the present version, in hexadecimal digits.
    pub hash: String,
    /// Which engine read it.
    pub engine: Engine,
    /// Number of its records.
    pub records: u32,
}

impl Store {
    /// Gives every article, by what it is known by, with the hash of its text: what a data set was made of.
    ///
    /// # Errors
    /// As for [`Store::export`].
    pub fn article_hashes<E>(
        &self,
        mut each: impl FnMut(ArticleHash) -> Result<(), E>,
    ) -> Result<Result<(), E>> {
        self.snapshot(|db| {
            let mut select = db.prepare(
                "SELECT a.identity, lower(hex(v.hash)), coalesce(e.engine_version, ''), coalesce(e.lexicon_hash, ''),
                        (SELECT count(*) FROM records r WHERE r.article_id = a.id AND r.shown)
                 FROM articles a JOIN article_versions v ON v.id = a.version_id
                 LEFT JOIN readings e ON e.version_id = v.id ORDER BY a.identity",
            )?;
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                let article = ArticleHash {
                    id: row.get(0)?,
                    hash: row.get(1)?,
                    engine: Engine {
                        version: row.get(2)?,
                        lexicon: row.get(3)?,
                    },
                    records: row.get(4)?,
                };
                if let Err(error) = each(article) {
                    return Ok(Err(error));
                }
            }
            Ok(Ok(()))
        })
    }
}

fn export<E>(
    db: &Connection,
    filter: &EventFilter,
    unit: Unit,
    each: &mut impl FnMut(Exported) -> Result<(), E>,
) -> Result<Result<(), E>, Problem> {
    let (condition, values) = records_where(filter)?;
    let group = match unit {
        Unit::Claim => "coalesce(m.claim_id, -r.id)",
        Unit::Record => "r.id",
    };
    // The claim's own best record, if it passes the filter; else the first that does.
    let sql = format!(
        "SELECT g.head, g.claim FROM (
             SELECT coalesce(max(CASE WHEN r.id = c.record_id THEN r.id END), min(r.id)) AS head,
                    max(m.claim_id) AS claim
             FROM records r LEFT JOIN claim_records m ON m.record_id = r.id LEFT JOIN claims c ON c.id = m.claim_id
             WHERE {condition} GROUP BY {group}) g
         JOIN records h ON h.id = g.head
         ORDER BY coalesce(h.when_from, nullif(h.published, '')) IS NULL, coalesce(h.when_from, h.published),
                  h.published, h.article_id, h.position"
    );
    let others = format!(
        "SELECT r.id FROM claim_records m JOIN records r ON r.id = m.record_id
         WHERE {condition} AND m.claim_id = ?{} AND r.id <> ?{} ORDER BY m.day, m.placed LIMIT {}",
        values.len() + 1,
        values.len() + 2,
        MAX_REPORTS - 1
    );
    let mut select = db.prepare(&sql)?;
    let mut rows = select.query(params_from_iter(&values))?;
    let mut texts = Texts::default();
    while let Some(row) = rows.next()? {
        let (record, number): (RecordId, Option<i64>) = (row.get(0)?, row.get(1)?);
        let main = texts.reported(db, record)?;
        let mut item = Exported {
            claim: number.map(|n| claim(db, n)).transpose()?,
            story: story(db, record)?,
            main,
            others: Vec::new(),
        };
        if let (Unit::Claim, Some(number)) = (unit, number) {
            let mut parameters = values.clone();
            parameters.push(number.into());
            parameters.push(record.into());
            let ids: Vec<RecordId> = db
                .prepare_cached(&others)?
                .query_map(params_from_iter(parameters), |r| r.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            for id in ids {
                item.others.push(texts.reported(db, id)?);
            }
        }
        if let Err(error) = each(item) {
            return Ok(Err(error));
        }
    }
    Ok(Ok(()))
}

fn claim(db: &Connection, number: i64) -> Result<ExportedClaim, Problem> {
    Ok(db
        .prepare_cached(
            "SELECT slug, class, records, outlets, voices,
                    (SELECT count(DISTINCT r.article_id) FROM claim_records m JOIN records r ON r.id = m.record_id
                     WHERE m.claim_id = c.id)
             FROM claims c WHERE id = ?1",
        )?
        .query_row([number], |r| {
            Ok(ExportedClaim {
                id: r.get(0)?,
                class: Class::parse(&r.get::<_, String>(1)?),
                records: r.get(2)?,
                outlets: r.get(3)?,
                voices: r.get(4)?,
                articles: r.get(5)?,
            })
        })?)
}

fn story(db: &Connection, record: RecordId) -> Result<Option<String>, Problem> {
    Ok(db
        .prepare_cached(
            "SELECT s.slug FROM records r JOIN story_articles m ON m.article_id = r.article_id
             JOIN stories s ON s.id = m.story_id WHERE r.id = ?1",
        )?
        .query_row([record], |r| r.get(0))
        .optional()?)
}

/// The text that was looked at last, split into sentences: records of one article mostly follow one another.
#[derive(Default)]
struct Texts {
    version: i64,
    text: Option<Text>,
}

impl Texts {
    fn reported(&mut self, db: &Connection, id: RecordId) -> Result<Reported, Problem> {
        let sql = format!(
            "SELECT {HEAD}, r.sentence_start, r.sentence_end, r.origin, coalesce(j.effective, j.machine), r.version_id
             FROM records r JOIN record_json j ON j.record_id = r.id JOIN article_versions v ON v.id = r.version_id
             JOIN articles a ON a.id = r.article_id JOIN outlets o ON o.id = a.outlet_id WHERE r.id = ?1"
        );
        let mut select = db.prepare_cached(&sql)?;
        let mut rows = select.query([id])?;
        let row = rows.next()?.ok_or(Problem::NoRecord(id))?;
        let text = self.text(db, row.get(10)?)?;
        let (start, end): (u32, u32) = (row.get(6)?, row.get(7)?);
        let before = text.sentences().iter().take_while(|s| s.start <= start);
        let record: Record = serde_json::from_str(&row.get::<_, String>(9)?)?;
        Ok(Reported {
            sentence_number: u32::try_from(before.count()).unwrap_or(u32::MAX).max(1),
            characters: u32::try_from(text.chars().len()).unwrap_or(u32::MAX),
            row: EventRow {
                id,
                article: head(row)?,
                sentence: rawi_model::Words {
                    text: text.slice(start, end),
                    start,
                    end,
                },
                record,
                origin: Origin::parse(&row.get::<_, String>(8)?),
            },
        })
    }

    fn text(&mut self, db: &Connection, version: i64) -> Result<&Text, Problem> {
        if self.version != version {
            self.text = None;
        }
        self.version = version;
        match &mut self.text {
            Some(text) => Ok(text),
            none => {
                let words: String = db
                    .prepare_cached("SELECT text FROM article_versions WHERE id = ?1")?
                    .query_row([version], |r| r.get(0))?;
                Ok(none.insert(Text::new(&words)))
            }
        }
    }
}
