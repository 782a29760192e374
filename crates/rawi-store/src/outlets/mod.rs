//! Outlets: how each reports. Figures with their counts, no verdicts.
//!
//! ```text
//! outlet ─ its articles ─┬ records: how many are sourced, and by whom
//!                        ├ copies: whose words it has, who has its words
//!                        └ claims: own or passed on, joined by others, contradicted
//! ```

use jiff::civil::Date;
use rusqlite::{Connection, params};

use crate::put::outlet_key;
use crate::{Problem, Result, Store};

/// Rows of each list.
const MOST: i64 = 15;

/// How an outlet reports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutletFigures {
    /// Its name, as most of its articles have it.
    pub name: String,
    /// Its articles.
    pub articles: u64,
    /// Their records.
    pub records: u64,
    /// Records with a source besides the outlet itself.
    pub sourced: u64,
    /// Records whose chain of sources has somebody unnamed in it.
    pub anonymous: u64,
    /// Records that the outlet reports with distance.
    pub doubting: u64,
    /// Records of what may be or may have been.
    pub possible: u64,
    /// Records that no other article has in the same words before it.
    pub own: u64,
    /// Records in words that another article has.
    pub passed_on: u64,
    /// Records whose claim another outlet makes in words of its own.
    pub confirmed: u64,
    /// Records that another record contradicts.
    pub contradicted: u64,
    /// Whom it quotes, with the number of records.
    pub quotes: Vec<(String, u64)>,
    /// Whose words it has, with the number of its articles: outlets and agencies, where credit or date tells.
    pub copies: Vec<(String, u64)>,
    /// Who has its words, with the number of articles.
    pub copied_by: Vec<(String, u64)>,
    /// Articles that share their words with others, where nothing tells whose they are.
    pub shared_unknown: u64,
}

/// An outlet in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutletRow {
    /// Its name, as most of its articles have it.
    pub name: String,
    /// Its articles.
    pub articles: u64,
    /// Days of its first article and of its last, where they are dated.
    pub days: Option<(Date, Date)>,
}

impl Store {
    /// All outlets, those with most articles first. Spelling variants are one.
    ///
    /// # Errors
    /// Only what the database itself may report.
    pub fn outlets(&self) -> Result<Vec<OutletRow>> {
        self.snapshot(|db| {
            let mut select = db.prepare_cached(
                "SELECT name, sum(n), min(first), max(last), max(n) FROM (
                     SELECT o.key, o.name, count(*) AS n, min(v.published) AS first, max(v.published) AS last
                     FROM outlets o JOIN articles a ON a.outlet_id = o.id
                     JOIN article_versions v ON v.id = a.version_id GROUP BY o.id)
                 GROUP BY key ORDER BY sum(n) DESC, name",
            )?;
            let rows = select.query_map([], |r| {
                let day = |text: Option<String>| text.and_then(|t| t.parse().ok());
                Ok(OutletRow {
                    name: r.get(0)?,
                    articles: r.get(1)?,
                    days: Option::zip(day(r.get(2)?), day(r.get(3)?)),
                })
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// How an outlet reports, by its name; spelling variants are one.
    ///
    /// # Errors
    /// [`Problem::NoOutlet`].
    pub fn outlet(&self, name: &str) -> Result<OutletFigures> {
        self.snapshot(|db| figures(db, name))
    }
}

fn figures(db: &Connection, name: &str) -> Result<OutletFigures, Problem> {
    let key = outlet_key(name);
    let mut out = OutletFigures {
        name: named(db, &key)?.ok_or_else(|| Problem::NoOutlet(name.to_owned()))?,
        ..OutletFigures::default()
    };
    // Its articles, for all that follows; the records of their present versions.
    const OURS: &str =
        "SELECT a.id FROM articles a JOIN outlets o ON o.id = a.outlet_id WHERE o.key = ?1";
    let count = |sql: &str| -> Result<u64, Problem> {
        let sql = sql.replace("{OURS}", OURS);
        Ok(db.prepare_cached(&sql)?.query_row([&key], |r| r.get(0))?)
    };
    out.articles = count("SELECT count(*) FROM ({OURS})")?;
    let records = |condition: &str| {
        count(&format!(
            "SELECT count(*) FROM records r WHERE r.shown AND r.article_id IN ({{OURS}}) AND {condition}"
        ))
    };
    out.records = records("1")?;
    out.sourced = records("EXISTS (SELECT 1 FROM sources s WHERE s.record_id = r.id)")?;
    out.anonymous = records(
        "EXISTS (SELECT 1 FROM sources s WHERE s.record_id = r.id AND s.kind = 'anonymous')",
    )?;
    out.doubting = records("r.stance = 'doubting'")?;
    out.possible = records("r.status = 'possible'")?;
    out.own = records(
        "EXISTS (SELECT 1 FROM claim_records m JOIN claim_records f ON f.placed = m.voice
             JOIN records g ON g.id = f.record_id WHERE m.record_id = r.id AND g.article_id IN ({OURS}))",
    )?;
    out.passed_on = records("EXISTS (SELECT 1 FROM claim_records m WHERE m.record_id = r.id)")?
        .saturating_sub(out.own);
    out.confirmed = records(
        "EXISTS (SELECT 1 FROM claim_records m JOIN claim_records f ON f.claim_id = m.claim_id AND f.voice <> m.voice
             JOIN records g ON g.id = f.record_id WHERE m.record_id = r.id AND g.article_id NOT IN ({OURS}))",
    )?;
    out.contradicted = records(
        "EXISTS (SELECT 1 FROM claim_records m WHERE m.record_id = r.id AND (
             EXISTS (SELECT 1 FROM contradictions c WHERE c.earlier = m.placed)
             OR EXISTS (SELECT 1 FROM contradictions c WHERE c.later = m.placed)))",
    )?;
    let list = |sql: &str| -> Result<Vec<(String, u64)>, Problem> {
        let sql = sql.replace("{OURS}", OURS);
        Ok(db
            .prepare_cached(&sql)?
            .query_map(params![key, MOST], |r| Ok((r.get(0)?, r.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?)
    };
    out.quotes = list(
        "SELECT min(text), count(*) FROM (
             SELECT s.text, coalesce(s.actor_id, s.text) AS who FROM sources s JOIN records r ON r.id = s.record_id
             WHERE r.shown AND r.article_id IN ({OURS}) AND s.kind <> 'anonymous'
                 AND s.actor_id IS NOT (SELECT w.outlet FROM woven w WHERE w.article_id = r.article_id))
         GROUP BY who ORDER BY count(*) DESC, min(text) LIMIT ?2",
    )?;
    // Of two articles of one day the pair is stored from both sides: an article and an outlet count once.
    const SEEN: &str = "SELECT article_id AS here, other_id AS there, origin, via FROM copies
         UNION SELECT other_id, article_id,
             CASE origin WHEN 'article' THEN 'other' WHEN 'other' THEN 'article' ELSE origin END, via FROM copies";
    out.copies = list(&format!(
        "SELECT who, count(DISTINCT here) FROM (
             SELECT c.here, CASE c.origin WHEN 'third' THEN c.via ELSE o.name END AS who
             FROM ({SEEN}) c JOIN articles b ON b.id = c.there JOIN outlets o ON o.id = b.outlet_id
             WHERE c.origin IN ('other', 'third') AND c.here IN ({{OURS}})
                 AND (c.origin = 'third' OR c.there NOT IN ({{OURS}})))
         GROUP BY who ORDER BY count(DISTINCT here) DESC, who LIMIT ?2"
    ))?;
    out.copied_by = list(&format!(
        "SELECT o.name, count(DISTINCT c.there) FROM ({SEEN}) c JOIN articles b ON b.id = c.there
         JOIN outlets o ON o.id = b.outlet_id
         WHERE c.origin = 'article' AND c.here IN ({{OURS}}) AND c.there NOT IN ({{OURS}})
         GROUP BY o.name ORDER BY count(DISTINCT c.there) DESC, o.name LIMIT ?2"
    ))?;
    out.shared_unknown = count(&format!(
        "SELECT count(DISTINCT c.here) FROM ({SEEN}) c
         WHERE c.origin = 'unknown' AND c.here IN ({{OURS}}) AND c.there NOT IN ({{OURS}})"
    ))?;
    Ok(out)
}

/// The spelling of an outlet's name that most of its articles have.
fn named(db: &Connection, key: &str) -> Result<Option<String>, Problem> {
    let mut select = db.prepare_cached(
        "SELECT o.name FROM outlets o JOIN articles a ON a.outlet_id = o.id WHERE o.key = ?1
         GROUP BY o.id ORDER BY count(*) DESC, o.name LIMIT 1",
    )?;
    let mut rows = select.query([key])?;
    Ok(rows.next()?.map(|r| r.get(0)).transpose()?)
}
