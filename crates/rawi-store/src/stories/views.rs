//! Stories as callers see them: lists of them, and one with its time line, actors and outlets.

use std::collections::HashMap;

use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, Row, params_from_iter};

use super::summary::pairs;
use crate::copies::groups;
use crate::cursor::Cursor;
use crate::query::Query;
use crate::read::{HEAD, head};
use crate::{ArticleHead, Listed, Page, Party, Problem, Result, Store, dates, events};

/// Which stories; the default asks for all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StoryFilter {
    /// Still told on this day or later.
    pub since: Option<Date>,
    /// Begun on this day or earlier.
    pub until: Option<Date>,
    /// An article of it has these words.
    pub about: Option<String>,
    /// Takes part in a record of it.
    pub actor: Option<Party>,
    /// Told by at least so many outlets.
    pub min_outlets: u32,
    /// In which order.
    pub order: StoryOrder,
}

/// The order of a list of stories; always total.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum StoryOrder {
    /// Told last first; of one day those with more independent sources.
    #[default]
    Newest,
    /// Most independent sources first.
    Largest,
}

/// A story in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryRow {
    /// What it is known by. Settling keeps it as long as the article that founded it is the first.
    pub id: String,
    /// Its clearest headline.
    pub title: String,
    /// Day of its first article.
    pub first: Option<Date>,
    /// Day of its last.
    pub last: Option<Date>,
    /// Number of articles.
    pub articles: u32,
    /// Number of outlets.
    pub outlets: u32,
    /// Number of articles when copies are counted once.
    pub independent: u32,
}

/// An article of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryArticle {
    /// The article.
    pub article: ArticleHead,
    /// Place in the list of the first article that shares its words; its own, if it is that.
    pub voice: usize,
}

/// Somebody who acts or is acted upon in a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// The words by which it is named most often.
    pub text: String,
    /// Country and sector, as `SYR GOV`.
    pub code: String,
    /// Our id, where the lexicon knows.
    pub id: Option<String>,
    /// Name in Latin script, where the lexicon has one.
    pub name: Option<String>,
    /// Number of records.
    pub records: u32,
}

/// One story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// As lists show it.
    pub row: StoryRow,
    /// Its time line: the articles by day.
    pub articles: Vec<StoryArticle>,
    /// Who takes part, most often first.
    pub actors: Vec<Participant>,
    /// Its outlets with the number of their articles, most first.
    pub outlets: Vec<(String, u32)>,
}

/// The columns of [`row`], of stories `s`.
const ROW: &str =
    "s.slug, v.title, s.first_day, s.last_day, s.articles, s.outlets, s.independent, s.id,
     (SELECT substr(text, 1, 200) FROM article_versions t WHERE t.id = v.id)";
/// What they come from besides.
const TITLE: &str =
    "JOIN articles a ON a.id = s.title_id JOIN article_versions v ON v.id = a.version_id";

impl Store {
    /// One page of the stories that a filter leaves.
    ///
    /// # Errors
    /// [`Problem::EmptyQuery`] for words without a word, [`Problem::BadCursor`].
    pub fn stories(&self, filter: &StoryFilter, page: &Page) -> Result<Listed<StoryRow>> {
        self.snapshot(|db| list(db, filter, page))
    }

    /// A story by what it is known by, or by the beginning of it if no other begins so.
    ///
    /// # Errors
    /// [`Problem::NoStory`].
    pub fn story(&self, id: &str) -> Result<Story> {
        self.snapshot(|db| story(db, id))
    }

    /// A story as lists show it, by what it is known by, or by the beginning of it if no other begins so.
    ///
    /// # Errors
    /// [`Problem::NoStory`].
    pub fn story_row(&self, id: &str) -> Result<StoryRow> {
        self.snapshot(|db| {
            let sql = format!("SELECT {ROW} FROM stories s {TITLE} WHERE s.id = ?1");
            Ok(db.prepare_cached(&sql)?.query_row([number(db, id)?], row)?)
        })
    }

    /// The story of an article, by what the article is known by.
    ///
    /// # Errors
    /// [`Problem::NoArticle`], also for one that was not yet laid beside the others.
    pub fn story_of(&self, article: &str) -> Result<StoryRow> {
        self.snapshot(|db| {
            let sql = format!(
                "SELECT {ROW} FROM stories s {TITLE} WHERE s.id = (SELECT m.story_id FROM story_articles m
                     JOIN articles b ON b.id = m.article_id WHERE b.identity = ?1)"
            );
            db.prepare_cached(&sql)?
                .query_row([article], row)
                .optional()?
                .ok_or_else(|| Problem::NoArticle(article.to_owned()))
        })
    }
}

fn row(row: &Row<'_>) -> rusqlite::Result<StoryRow> {
    let title: String = row.get(1)?;
    let text: String = row.get(8)?;
    let first = text.lines().next().unwrap_or_default();
    Ok(StoryRow {
        id: row.get(0)?,
        title: if title.trim().is_empty() {
            first.to_owned()
        } else {
            title
        },
        first: dates::day_of(row.get(2)?),
        last: dates::day_of(row.get(3)?),
        articles: row.get(4)?,
        outlets: row.get(5)?,
        independent: row.get(6)?,
    })
}

fn list(db: &Connection, filter: &StoryFilter, page: &Page) -> Result<Listed<StoryRow>, Problem> {
    let mut values: Vec<Value> = Vec::new();
    let mut parts = vec!["1".to_owned()];
    let mut value = |v: Value| {
        values.push(v);
        format!("?{}", values.len())
    };
    if let Some(day) = filter.since {
        let v = value(dates::number_of(Some(day)).into());
        parts.push(format!("s.last_day >= {v}"));
    }
    if let Some(day) = filter.until {
        let v = value(dates::number_of(Some(day)).into());
        parts.push(format!("s.first_day <= {v}"));
    }
    if filter.min_outlets > 1 {
        let v = value(i64::from(filter.min_outlets).into());
        parts.push(format!("s.outlets >= {v}"));
    }
    if let Some(about) = &filter.about {
        let v = value(Query::parse(about)?.fts("words", true).into());
        parts.push(format!(
            "s.id IN (SELECT m.story_id FROM story_articles m JOIN articles b ON b.id = m.article_id
                 WHERE b.search_row IN (SELECT rowid FROM article_search WHERE article_search MATCH {v}))"
        ));
    }
    if let Some(actor) = &filter.actor {
        let records = events::records_of(db, actor)?;
        let v = value(serde_json::to_string(&records)?.into());
        parts.push(format!(
            "s.id IN (SELECT m.story_id FROM story_articles m JOIN records r ON r.article_id = m.article_id
                 WHERE r.id IN (SELECT value FROM json_each({v})))"
        ));
    }
    let (kind, order) = match filter.order {
        StoryOrder::Newest => ("sn", ["s.last_day", "s.independent", "s.articles", "s.id"]),
        StoryOrder::Largest => ("sl", ["s.independent", "s.articles", "s.last_day", "s.id"]),
    };
    if let Some(after) = &page.after {
        let cursor = Cursor::parse(kind, after)?;
        let keys: [&str; 4] = cursor.parts()?;
        let keys = keys
            .iter()
            .map(|k| Ok(value(cursor.number(k)?.into())))
            .collect::<Result<Vec<_>, Problem>>()?;
        parts.push(format!("({}) < ({})", order.join(", "), keys.join(", ")));
    }
    let limit = value((page.limit.saturating_add(1) as i64).into());
    // Titles are looked up for those that are shown, not for all that are sorted.
    let order = order.join(" DESC, ");
    let sql = format!(
        "SELECT {ROW} FROM (
             SELECT s.id, s.slug, s.title_id, s.first_day, s.last_day, s.articles, s.outlets, s.independent
             FROM stories s WHERE {} ORDER BY {order} DESC LIMIT {limit}) s {TITLE} ORDER BY {order} DESC",
        parts.join(" AND ")
    );
    let mut select = db.prepare(&sql)?;
    let mut rows = select.query(params_from_iter(values))?;
    let mut items = Vec::new();
    let mut last = None;
    while let Some(found) = rows.next()? {
        if items.len() == page.limit {
            return Ok(Listed { items, next: last });
        }
        let item = row(found)?;
        let (day, id): (i64, i64) = (found.get(3)?, found.get(7)?);
        let cursor = Cursor::new(kind);
        let cursor = match filter.order {
            StoryOrder::Newest => cursor.with(day).with(item.independent).with(item.articles),
            StoryOrder::Largest => cursor.with(item.independent).with(item.articles).with(day),
        };
        last = Some(cursor.with(id).to_string());
        items.push(item);
    }
    Ok(Listed { items, next: None })
}

/// The number of a story by its name or the beginning of it.
pub(crate) fn number(db: &Connection, id: &str) -> Result<i64, Problem> {
    let none = || Problem::NoStory(id.chars().take(80).collect());
    if id.len() < 4 || !id.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(none());
    }
    let found: Vec<i64> = db
        .prepare_cached("SELECT id FROM stories WHERE slug >= ?1 AND slug < ?1 || 'g' ORDER BY slug, id LIMIT 2")?
        .query_map([id], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    match found.as_slice() {
        [one] => Ok(*one),
        _ => Err(none()),
    }
}

fn story(db: &Connection, id: &str) -> Result<Story, Problem> {
    let number = number(db, id)?;
    let sql = format!("SELECT {ROW} FROM stories s {TITLE} WHERE s.id = ?1");
    let row = db.prepare_cached(&sql)?.query_row([number], row)?;
    let sql = format!(
        "SELECT {HEAD}, a.id FROM story_articles m JOIN articles a ON a.id = m.article_id
         JOIN outlets o ON o.id = a.outlet_id JOIN article_versions v ON v.id = a.version_id
         WHERE m.story_id = ?1 ORDER BY m.day, a.identity"
    );
    let mut select = db.prepare_cached(&sql)?;
    let mut rows = select.query([number])?;
    let mut heads = Vec::new();
    let mut places = HashMap::new();
    while let Some(found) = rows.next()? {
        places.insert(found.get::<_, i64>(6)?, heads.len());
        heads.push(head(found)?);
    }
    let voices = groups(heads.len(), &pairs(db, number, &places)?);
    let mut outlets: Vec<(String, u32)> = Vec::new();
    for head in &heads {
        match outlets.iter_mut().find(|(name, _)| *name == head.outlet) {
            Some((_, n)) => *n += 1,
            None => outlets.push((head.outlet.clone(), 1)),
        }
    }
    outlets.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(Story {
        row,
        articles: heads
            .into_iter()
            .zip(voices)
            .map(|(article, voice)| StoryArticle { article, voice })
            .collect(),
        actors: actors(db, number)?,
        outlets,
    })
}

/// One who takes part, of a row of the words, code, id and name met most often, and the number of records.
pub(super) fn participant(r: &rusqlite::Row<'_>) -> rusqlite::Result<Participant> {
    Ok(Participant {
        text: r.get(0)?,
        code: r.get(1)?,
        id: r.get(2)?,
        name: r.get(3)?,
        records: r.get(4)?,
    })
}

/// Those who take part, those in most records first. Who has no code at all is not listed.
fn actors(db: &Connection, story: i64) -> Result<Vec<Participant>, Problem> {
    let mut select = db.prepare_cached(
        "SELECT text, country || ' ' || sector, actor_id, name, sum(n), max(n) FROM (
             SELECT m.text, m.country, m.sector, m.actor_id, m.name, count(*) AS n
             FROM story_articles s JOIN records r ON r.article_id = s.article_id AND r.shown
             JOIN mentions m ON m.record_id = r.id
             WHERE s.story_id = ?1 AND (m.actor_id IS NOT NULL OR m.country <> '---')
             GROUP BY m.text, m.country, m.sector, m.actor_id, m.name)
         GROUP BY coalesce(actor_id, country || ' ' || sector) ORDER BY sum(n) DESC, text LIMIT 30",
    )?;
    let rows = select.query_map([story], participant)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
