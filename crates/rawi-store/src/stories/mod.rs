//! Stories: articles about the same happening, across outlets and days.
//!
//! ```text
//! terms of words, parties, dyads, places ─ vector ─▶ window (stories of the last days) ─▶ a story, old or new
//!                                                          summary ─▶ title, outlets, independent sources
//! ```
//!
//! One pass in the order of the days: an article joins the story that it is most like, or founds one. A copy joins the
//! story of what it copies.

mod busiest;
mod places;
mod summary;
mod vector;
mod views;
mod window;

use rusqlite::{Connection, OptionalExtension as _, params};

pub use places::StoryPlace;
pub(crate) use vector::{Vector, product, vector};
pub(crate) use views::number;
pub use views::{Participant, Story, StoryArticle, StoryFilter, StoryOrder, StoryRow};
pub(crate) use window::Window;

use crate::Problem;
use vector::{pack, sum, unpack};

/// A name that is made from what something was founded by, so that it is the same after every settling.
pub(crate) fn slug(letter: char, parts: &[&str]) -> String {
    let mut hash = blake3::Hasher::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update(&[0xff]);
    }
    let hex = hash.finalize().to_hex();
    format!("{letter}{}", &hex[..12])
}

/// Takes an article out of its story.
pub(crate) fn forget(db: &Connection, article: i64) -> Result<(), Problem> {
    let story: Option<i64> = db
        .prepare_cached("DELETE FROM story_articles WHERE article_id = ?1 RETURNING story_id")?
        .query_row([article], |r| r.get(0))
        .optional()?;
    match story {
        Some(story) => remake(db, story),
        None => Ok(()),
    }
}

/// Takes all articles of these days out of their stories.
pub(crate) fn rewind(db: &Connection, from: i64, to: i64) -> Result<(), Problem> {
    let stories: Vec<i64> = db
        .prepare_cached("SELECT DISTINCT story_id FROM story_articles WHERE day BETWEEN ?1 AND ?2")?
        .query_map([from, to], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    db.prepare_cached("DELETE FROM story_articles WHERE day BETWEEN ?1 AND ?2")?
        .execute([from, to])?;
    for story in stories {
        remake(db, story)?;
    }
    Ok(())
}

/// Makes a story what its articles make it; without any it goes.
fn remake(db: &Connection, story: i64) -> Result<(), Problem> {
    let mut select = db.prepare_cached(
        "SELECT s.day, s.vector FROM story_articles s JOIN articles a ON a.id = s.article_id
         WHERE s.story_id = ?1 ORDER BY s.day, a.identity",
    )?;
    let mut rows = select.query([story])?;
    let mut centroid = Vec::new();
    let mut days: Option<(i64, i64)> = None;
    while let Some(row) = rows.next()? {
        let day = row.get(0)?;
        days = Some((days.map_or(day, |d| d.0), day));
        centroid = sum(
            &centroid,
            &unpack(row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?),
        );
    }
    let Some((first, last)) = days else {
        db.prepare_cached("DELETE FROM stories WHERE id = ?1")?
            .execute([story])?;
        return Ok(());
    };
    db.prepare_cached(
        "UPDATE stories SET first_day = ?2, last_day = ?3, centroid = ?4 WHERE id = ?1",
    )?
    .execute(params![story, first, last, pack(&centroid)])?;
    summary::refresh(db, story, &centroid)
}
