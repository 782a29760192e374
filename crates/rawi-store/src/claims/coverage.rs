//! What each article of a story says of each of its claims: takes a story, gives its claims with the voices that are in
//! it, fetched together.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::views::{Claim, Voice, row};
use crate::read::{HEAD, head};
use crate::{EventRow, Origin, Problem, Result, Store};
use rawi_model::Words;

impl Store {
    /// The claims of a story with the voices that are in its articles: those with most voices first, at most so many
    /// claims. The first voice of several in the same words may stand in an article of another story; each of them is
    /// its own then.
    ///
    /// # Errors
    /// [`Problem::NoStory`].
    pub fn coverage(&self, story: &str, limit: usize) -> Result<Vec<Claim>> {
        self.snapshot(|db| coverage(db, crate::stories::number(db, story)?, limit))
    }
}

fn coverage(db: &Connection, story: i64, limit: usize) -> Result<Vec<Claim>, Problem> {
    // Those come first that most outlets of the story make in words of their own: they can be compared.
    let mut select = db.prepare_cached(
        "SELECT m.claim_id FROM story_articles s JOIN records r ON r.article_id = s.article_id AND r.shown
         JOIN claim_records m ON m.record_id = r.id JOIN articles a ON a.id = s.article_id
         JOIN claims c ON c.id = m.claim_id WHERE s.story_id = ?1
         GROUP BY m.claim_id
         ORDER BY count(DISTINCT m.voice) DESC, count(DISTINCT a.outlet_id) DESC, c.first_day, c.slug LIMIT ?2",
    )?;
    let numbers: Vec<i64> = select
        .query_map([story, limit as i64], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut voices = voices(db, story, &numbers)?;
    numbers
        .into_iter()
        .map(|claim| {
            Ok(Claim {
                row: row(db, claim)?,
                voices: voices.remove(&claim).unwrap_or_default(),
            })
        })
        .collect()
}

/// The voices of claims in a story, in the order of the days.
fn voices(
    db: &Connection,
    story: i64,
    claims: &[i64],
) -> Result<HashMap<i64, Vec<Voice>>, Problem> {
    let sql = format!(
        "SELECT {HEAD}, m.claim_id, m.placed, m.voice, r.id, r.sentence_start, r.sentence_end, r.origin,
                coalesce(j.effective, j.machine),
                substr(v.text, r.sentence_start + 1, r.sentence_end - r.sentence_start)
         FROM story_articles s JOIN records r ON r.article_id = s.article_id AND r.shown
         JOIN claim_records m ON m.record_id = r.id JOIN record_json j ON j.record_id = r.id
         JOIN article_versions v ON v.id = r.version_id JOIN articles a ON a.id = r.article_id
         JOIN outlets o ON o.id = a.outlet_id
         WHERE s.story_id = ?1 AND m.claim_id IN (SELECT value FROM json_each(?2)) ORDER BY m.day, m.placed"
    );
    let mut select = db.prepare_cached(&sql)?;
    let mut rows = select.query(params![story, serde_json::to_string(claims)?])?;
    let mut out: HashMap<i64, Vec<Voice>> = HashMap::new();
    // Where the first voice of each stands in its claim's list.
    let mut places: HashMap<(i64, i64), usize> = HashMap::new();
    while let Some(found) = rows.next()? {
        let (claim, placed, first): (i64, i64, i64) = (found.get(6)?, found.get(7)?, found.get(8)?);
        let list = out.entry(claim).or_default();
        places.insert((claim, placed), list.len());
        let voice = *places.entry((claim, first)).or_insert(list.len());
        list.push(Voice {
            row: EventRow {
                id: found.get(9)?,
                article: head(found)?,
                sentence: Words {
                    start: found.get(10)?,
                    end: found.get(11)?,
                    text: found.get(14)?,
                },
                record: serde_json::from_str(&found.get::<_, String>(13)?)?,
                origin: Origin::parse(&found.get::<_, String>(12)?),
            },
            voice,
        });
    }
    Ok(out)
}
