//! Copies as callers see them: for one article, which others share its words, and whose words they are.

use rusqlite::Connection;

use crate::read::{HEAD, head};
use crate::{ArticleHead, Problem, Result, Store};

/// Whose words two articles share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origins {
    /// Those of the article that was asked about.
    This,
    /// Those of the other one.
    Other,
    /// Those of an outlet or agency that both credit, by its id.
    Third(String),
    /// Nothing tells.
    Unknown,
}

/// Another article that shares an article's words.
#[derive(Debug, Clone, PartialEq)]
pub struct Copy {
    /// The other one.
    pub article: ArticleHead,
    /// How much of the article that was asked about is in the other one, 0 to 1.
    pub inside: f64,
    /// How much of the other one is in the article that was asked about, 0 to 1.
    pub holds: f64,
    /// Whose words they are.
    pub origin: Origins,
    /// Whether a credit tells it; otherwise the dates do, where the origin is known.
    pub credited: bool,
}

/// An article with those that share its words.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleCopies {
    /// The article.
    pub article: ArticleHead,
    /// The others, those that share most first.
    pub copies: Vec<Copy>,
}

impl Store {
    /// The articles that share an article's words, by what it is known by.
    ///
    /// # Errors
    /// [`Problem::NoArticle`].
    pub fn copies(&self, id: &str) -> Result<ArticleCopies> {
        self.snapshot(|db| copies(db, id))
    }
}

fn copies(db: &Connection, identity: &str) -> Result<ArticleCopies, Problem> {
    let sql = format!(
        "SELECT {HEAD}, a.id FROM articles a JOIN outlets o ON o.id = a.outlet_id
         JOIN article_versions v ON v.id = a.version_id WHERE a.identity = ?1"
    );
    let mut select = db.prepare_cached(&sql)?;
    let mut rows = select.query([identity])?;
    let row = rows
        .next()?
        .ok_or_else(|| Problem::NoArticle(identity.to_owned()))?;
    let article = head(row)?;
    let id: i64 = row.get(6)?;
    // Of two articles of one day the pair is stored from both sides; the side of the article itself is read first.
    let sql = format!(
        "SELECT {HEAD}, c.inside, c.holds, c.origin, c.reason, c.via, c.turned, a.id FROM (
             SELECT other_id AS other, inside, holds, origin, reason, via, 0 AS turned FROM copies WHERE article_id = ?1
             UNION ALL
             SELECT article_id, holds, inside, origin, reason, via, 1 FROM copies WHERE other_id = ?1
         ) c JOIN articles a ON a.id = c.other JOIN outlets o ON o.id = a.outlet_id
         JOIN article_versions v ON v.id = a.version_id ORDER BY max(c.inside, c.holds) DESC, a.identity, c.turned"
    );
    let mut select = db.prepare_cached(&sql)?;
    let mut rows = select.query([id])?;
    let mut out: Vec<Copy> = Vec::new();
    let mut last = None;
    while let Some(row) = rows.next()? {
        let other: i64 = row.get(12)?;
        if last == Some(other) {
            continue;
        }
        last = Some(other);
        let turned: bool = row.get(11)?;
        let origin: String = row.get(8)?;
        out.push(Copy {
            article: head(row)?,
            inside: row.get(6)?,
            holds: row.get(7)?,
            origin: match (origin.as_str(), turned) {
                ("article", false) | ("other", true) => Origins::This,
                ("article", true) | ("other", false) => Origins::Other,
                ("third", _) => {
                    Origins::Third(row.get::<_, Option<String>>(10)?.unwrap_or_default())
                }
                _ => Origins::Unknown,
            },
            credited: row.get::<_, String>(9)? == "credit",
        });
    }
    Ok(ArticleCopies {
        article,
        copies: out,
    })
}
