//! The list of articles: which there are, newest first, each with the number of its records.

use jiff::civil::Date;
use rusqlite::params;

use crate::cursor::Cursor;
use crate::dates;
use crate::put::outlet_key;
use crate::read::{HEAD, head};
use crate::{ArticleHead, Listed, Page, Result, Store};

/// Which articles; the default asks for all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleFilter {
    /// Only this outlet's, by name (spelling variants are one).
    pub outlet: Option<String>,
    /// Published on this day or later.
    pub since: Option<Date>,
    /// Published on this day or earlier. Articles without a date are left out.
    pub until: Option<Date>,
}

/// An article in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleRow {
    /// The article.
    pub article: ArticleHead,
    /// Records of its present version, those left out that are marked wrong.
    pub records: u32,
}

impl Store {
    /// Articles, the newest first.
    ///
    /// # Errors
    /// [`crate::Problem::BadCursor`].
    pub fn article_list(&self, filter: &ArticleFilter, page: &Page) -> Result<Listed<ArticleRow>> {
        self.snapshot(|db| {
            let before = match &page.after {
                Some(text) => Cursor::parse("a", text)?.integer()?,
                None => i64::MAX,
            };
            let outlet = filter.outlet.as_deref().map(outlet_key);
            let since = dates::column(filter.since);
            let until = filter.until.map(|day| dates::column(Some(day)));
            let sql = format!(
                "SELECT {HEAD}, a.search_row,
                        (SELECT count(*) FROM records r WHERE r.article_id = a.id AND r.shown)
                 FROM articles a JOIN outlets o ON o.id = a.outlet_id JOIN article_versions v ON v.id = a.version_id
                 WHERE a.search_row < ?1 AND (?2 IS NULL OR o.key = ?2) AND coalesce(v.published, '') >= ?3
                    AND (?4 IS NULL OR v.published <= ?4)
                 ORDER BY a.search_row DESC LIMIT ?5"
            );
            let mut select = db.prepare_cached(&sql)?;
            let limit = page.limit.saturating_add(1) as i64;
            let mut rows = select.query(params![before, outlet, since, until, limit])?;
            let mut items = Vec::new();
            let mut last = before;
            while let Some(row) = rows.next()? {
                if items.len() == page.limit {
                    let next = Some(Cursor::new("a").with(last).to_string());
                    return Ok(Listed { items, next });
                }
                last = row.get(6)?;
                items.push(ArticleRow {
                    article: head(row)?,
                    records: row.get(7)?,
                });
            }
            Ok(Listed { items, next: None })
        })
    }

    /// The outlets with the number of their articles, the largest first. Spelling variants are one, under the spelling
    /// that most of its articles have.
    ///
    /// # Errors
    /// Only what the database itself may report.
    pub fn outlet_list(&self, most: usize) -> Result<Vec<(String, u64)>> {
        self.snapshot(|db| {
            let mut select = db.prepare_cached(
                "SELECT name, sum(n) AS n FROM (SELECT o.key AS key, o.name AS name, count(*) AS n FROM articles a
                    JOIN outlets o ON o.id = a.outlet_id GROUP BY o.id ORDER BY 3 DESC, 2)
                 GROUP BY key ORDER BY n DESC, name LIMIT ?1",
            )?;
            let rows = select.query_map([most as i64], |r| Ok((r.get(0)?, r.get(1)?)))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}
