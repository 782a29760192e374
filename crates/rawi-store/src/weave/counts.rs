//! How telling a term is: in how many articles of the last fortnight it stands.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::{PERIOD, REACH};
use crate::Problem;

/// What no other article of the fortnight has can tell of no likeness yet: it counts less.
const ALONE: f32 = 0.5;
/// A term that stands in fewer articles counts as if it stood in so many: what one article alone has tells little.
const FLOOR: f32 = 2.0;

/// Adds an article's terms to the counts of its day, or takes them out again.
pub(crate) fn count(
    db: &Connection,
    day: i64,
    terms: &[(u32, u8)],
    by: i64,
) -> Result<(), Problem> {
    let mut add = db.prepare_cached(
        "INSERT INTO term_counts VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET articles = articles + excluded.articles",
    )?;
    for (term, _) in terms {
        add.execute(params![day.div_euclid(PERIOD), term, day, by])?;
    }
    Ok(())
}

/// The weights of terms on a day, looked up once each.
#[derive(Debug)]
pub(crate) struct Weights {
    day: i64,
    articles: f32,
    known: HashMap<u32, f32>,
}

impl Weights {
    /// The weights of a day.
    pub(crate) fn new(db: &Connection, day: i64) -> Result<Self, Problem> {
        let articles: u32 = db
            .prepare_cached("SELECT count(*) FROM woven WHERE day BETWEEN ?1 AND ?2")?
            .query_row([day - REACH, day], |r| r.get(0))?;
        Ok(Self {
            day,
            articles: articles as f32,
            known: HashMap::new(),
        })
    }

    /// How telling a term is: 0 for one that stands everywhere.
    pub(crate) fn of(&mut self, db: &Connection, term: u32) -> Result<f32, Problem> {
        if let Some(known) = self.known.get(&term) {
            return Ok(*known);
        }
        let mut select = db.prepare_cached(
            "SELECT coalesce(sum(articles), 0) FROM term_counts
             WHERE period = ?1 AND term = ?2 AND day BETWEEN ?3 AND ?4",
        )?;
        let period = self.day.div_euclid(PERIOD);
        let mut number: i64 = 0;
        for period in [period - 1, period] {
            number += select.query_row(params![period, term, self.day - REACH, self.day], |r| {
                r.get::<_, i64>(0)
            })?;
        }
        let alone = if number <= 1 { ALONE } else { 1.0 };
        let number = (number as f32).max(FLOOR);
        // Some articles in the beginning make no statistics: at least a hundred are supposed.
        let weight = (self.articles.max(100.0) / number).ln().max(0.0) * alone;
        self.known.insert(term, weight);
        Ok(weight)
    }
}
