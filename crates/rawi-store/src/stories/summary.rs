//! What a list says of a story: takes its articles, gives how many outlets and independent sources tell it, and which
//! headline is the clearest.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::vector::{product, unpack};
use crate::{Problem, copies};

/// A headline with fewer words says too little, one with more too much.
const WORDS: std::ops::RangeInclusive<usize> = 5..=14;

/// An article of a story.
struct Member {
    id: i64,
    outlet: i64,
    title: String,
    like: f32,
}

/// Works out anew what a list says of a story.
pub(crate) fn refresh(db: &Connection, story: i64, centroid: &[(u32, f32)]) -> Result<(), Problem> {
    let members = members(db, story, centroid)?;
    let places: HashMap<i64, usize> = members.iter().enumerate().map(|(i, m)| (m.id, i)).collect();
    let mut outlets: Vec<i64> = members.iter().map(|m| m.outlet).collect();
    outlets.sort_unstable();
    outlets.dedup();
    let pairs = pairs(db, story, &places)?;
    let Some(title) = clearest(&members) else {
        return Ok(());
    };
    db.prepare_cached(
        "UPDATE stories SET articles = ?2, outlets = ?3, independent = ?4, title_id = ?5 WHERE id = ?1",
    )?
    .execute(params![
        story,
        members.len(),
        outlets.len(),
        copies::independent(members.len(), &pairs),
        title
    ])?;
    Ok(())
}

/// The articles of a story in the canonical order.
fn members(db: &Connection, story: i64, centroid: &[(u32, f32)]) -> Result<Vec<Member>, Problem> {
    let mut select = db.prepare_cached(
        "SELECT a.id, a.outlet_id, v.title, s.vector FROM story_articles s JOIN articles a ON a.id = s.article_id
         JOIN article_versions v ON v.id = a.version_id WHERE s.story_id = ?1 ORDER BY s.day, a.identity",
    )?;
    let rows = select.query_map([story], |r| {
        Ok(Member {
            id: r.get(0)?,
            outlet: r.get(1)?,
            title: r.get(2)?,
            like: product(&unpack(r.get_ref(3)?.as_blob()?), centroid),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The links among a story's articles, by their places.
pub(super) fn pairs(
    db: &Connection,
    story: i64,
    places: &HashMap<i64, usize>,
) -> Result<Vec<(usize, usize, f64, f64)>, Problem> {
    let mut select = db.prepare_cached(
        "SELECT c.article_id, c.other_id, c.inside, c.holds FROM story_articles s
         JOIN copies c ON c.article_id = s.article_id WHERE s.story_id = ?1",
    )?;
    let mut rows = select.query([story])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let (a, b): (i64, i64) = (row.get(0)?, row.get(1)?);
        if let (Some(&a), Some(&b)) = (places.get(&a), places.get(&b)) {
            out.push((a, b, row.get(2)?, row.get(3)?));
        }
    }
    Ok(out)
}

/// The article whose headline says best what the story is about; the first of several.
fn clearest(members: &[Member]) -> Option<i64> {
    let score = |member: &Member| {
        let words = member.title.split_whitespace().count();
        let mut score = member.like;
        if !WORDS.contains(&words) {
            score *= 0.6;
        }
        // A question, a teaser or an exclamation is not clear.
        if member.title.contains(['؟', '?', '!', '…']) || member.title.contains("..") {
            score *= 0.7;
        }
        if words == 0 { 0.0 } else { score }
    };
    let mut best: Option<(f32, i64)> = None;
    for member in members {
        let score = score(member);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, member.id));
        }
    }
    best.map(|(_, id)| id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_headline_is_clearer_than_a_teaser() {
        let member = |id, title: &str, like| Member {
            id,
            outlet: 1,
            title: title.to_owned(),
            like,
        };
        let members = [
            member(1, "مفاجأة في ملف الأسرى.. ماذا حدث في الدوحة؟", 0.9),
            member(2, "السودان وإثيوبيا يتبادلان 12 أسيرا جريحا في جدة", 0.8),
            member(3, "تبادل", 0.9),
        ];
        assert_eq!(clearest(&members), Some(2));
        assert_eq!(clearest(&[]), None);
    }
}
