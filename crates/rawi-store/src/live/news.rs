//! How much is new since somebody looked: a mark in, counts and the next mark out.

use std::fmt;
use std::str::FromStr;

use rusqlite::params;

use crate::{Result, Store};

/// How far somebody has seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Mark {
    version: i64,
    hit: i64,
}

/// What came after a mark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct News {
    /// Articles that are new or have a new version.
    pub articles: u64,
    /// Records that alerts found.
    pub hits: u64,
    /// How far this goes.
    pub mark: Mark,
}

impl Store {
    /// What was stored after a mark; without one nothing, but the mark from which on to look.
    ///
    /// # Errors
    /// Only what the database itself may report.
    pub fn news(&self, since: Option<Mark>) -> Result<News> {
        self.snapshot(|db| {
            // Nothing is after the highest number that there can be.
            let after = since.unwrap_or(Mark {
                version: i64::MAX,
                hit: i64::MAX,
            });
            Ok(db
                .prepare_cached(
                    "SELECT (SELECT count(DISTINCT article_id) FROM article_versions WHERE id > ?1),
                        (SELECT count(*) FROM alert_hits WHERE id > ?2),
                        (SELECT coalesce(max(id), 0) FROM article_versions),
                        (SELECT coalesce(max(id), 0) FROM alert_hits)",
                )?
                .query_row(params![after.version, after.hit], |r| {
                    Ok(News {
                        articles: r.get(0)?,
                        hits: r.get(1)?,
                        mark: Mark {
                            version: r.get(2)?,
                            hit: r.get(3)?,
                        },
                    })
                })?)
        })
    }
}

impl News {
    /// Whether nothing came.
    pub const fn is_empty(&self) -> bool {
        self.articles == 0 && self.hits == 0
    }
}

/// As it stands in an address: two numbers with a dot.
impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.version, self.hit)
    }
}

impl FromStr for Mark {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = |part: &str| part.parse::<i64>().ok().filter(|n| *n >= 0);
        text.split_once('.')
            .and_then(|(version, hit)| {
                Some(Self {
                    version: number(version)?,
                    hit: number(hit)?,
                })
            })
            .ok_or("two numbers with a dot between were expected")
    }
}
