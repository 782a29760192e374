//! The stories that are told in the days around one: takes an article's vector and its copies, gives it a story, an
//! old one or a new one.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension as _, params};

use super::summary;
use super::vector::{Vector, length, pack, product, sum, unpack};
use crate::Problem;
use crate::copies::Link;
use crate::weave::Thread;

/// A story of which nothing was heard for so many days is over; what comes then is a new one.
const GAP: i64 = 4;
/// An article joins the story that it is most like, if it is so much like it.
const LIKE: f32 = 0.28;
/// Each day of silence makes a story less likely.
const FADING: f32 = 0.06;
/// A copy of which so much is in the other joins its story without being compared.
const COPIED: f64 = 0.6;

/// A story that may go on.
struct Live {
    id: i64,
    slug: String,
    first: i64,
    last: i64,
    centroid: Vector,
    length: f32,
    changed: bool,
}

/// The stories that may go on at a day.
pub(crate) struct Window {
    day: i64,
    stories: Vec<Live>,
    /// Stories by the terms of their centroids; some may have lost the term since.
    by_term: HashMap<u32, Vec<usize>>,
    by_id: HashMap<i64, usize>,
}

impl Window {
    /// The stories that may go on at a day.
    pub(crate) fn load(db: &Connection, day: i64) -> Result<Self, Problem> {
        let mut window = Self {
            day,
            stories: Vec::new(),
            by_term: HashMap::new(),
            by_id: HashMap::new(),
        };
        let mut select = db.prepare_cached(
            "SELECT id, slug, first_day, last_day, centroid FROM stories
             WHERE last_day >= ?1 AND first_day <= ?2",
        )?;
        let mut rows = select.query([day - GAP, day + GAP])?;
        while let Some(row) = rows.next()? {
            let centroid = unpack(row.get_ref(4)?.as_blob().map_err(rusqlite::Error::from)?);
            window.add(Live {
                id: row.get(0)?,
                slug: row.get(1)?,
                first: row.get(2)?,
                last: row.get(3)?,
                length: length(&centroid),
                centroid,
                changed: false,
            });
        }
        Ok(window)
    }

    fn add(&mut self, story: Live) -> usize {
        let place = self.stories.len();
        for (term, _) in &story.centroid {
            self.by_term.entry(*term).or_default().push(place);
        }
        self.by_id.insert(story.id, place);
        self.stories.push(story);
        place
    }

    /// Gives an article its story.
    pub(crate) fn place(
        &mut self,
        db: &Connection,
        thread: &Thread,
        vector: Vector,
        links: &[Link],
    ) -> Result<(), Problem> {
        let place = match self.of_copies(db, links)? {
            Some(place) => place,
            None => match self.most_like(&vector) {
                Some(place) => place,
                None => self.found(db, thread)?,
            },
        };
        let story = &mut self.stories[place];
        let before = std::mem::take(&mut story.centroid);
        story.centroid = sum(&before, &vector);
        story.length = length(&story.centroid);
        story.first = story.first.min(thread.day);
        story.last = story.last.max(thread.day);
        story.changed = true;
        for (term, _) in &story.centroid {
            if before.binary_search_by_key(term, |(t, _)| *t).is_err() {
                self.by_term.entry(*term).or_default().push(place);
            }
        }
        db.prepare_cached("INSERT OR REPLACE INTO story_articles VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![
                thread.article,
                self.stories[place].id,
                thread.day,
                pack(&vector)
            ])?;
        Ok(())
    }

    /// The story of what the article is a copy of.
    fn of_copies(&self, db: &Connection, links: &[Link]) -> Result<Option<usize>, Problem> {
        let mut select =
            db.prepare_cached("SELECT story_id FROM story_articles WHERE article_id = ?1")?;
        let mut best: Option<(f64, usize)> = None;
        for link in links.iter().filter(|l| l.inside >= COPIED) {
            let story: Option<i64> = select.query_row([link.other], |r| r.get(0)).optional()?;
            let Some(&place) = story.and_then(|id| self.by_id.get(&id)) else {
                continue;
            };
            let better = best.is_none_or(|(inside, there)| {
                link.inside > inside
                    || (link.inside == inside
                        && self.stories[place].slug < self.stories[there].slug)
            });
            if better {
                best = Some((link.inside, place));
            }
        }
        Ok(best.map(|(_, place)| place))
    }

    fn most_like(&self, vector: &[(u32, f32)]) -> Option<usize> {
        let mut candidates: Vec<usize> = vector
            .iter()
            .filter_map(|(term, _)| self.by_term.get(term))
            .flatten()
            .copied()
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let mut best: Option<(f32, usize)> = None;
        for place in candidates {
            let story = &self.stories[place];
            let silence = (self.day - story.last).max(story.first - self.day).max(0);
            let like =
                product(vector, &story.centroid) / story.length * (1.0 - FADING * silence as f32);
            let better = best.is_none_or(|(most, there)| {
                like > most || (like == most && story.slug < self.stories[there].slug)
            });
            if like >= LIKE && better {
                best = Some((like, place));
            }
        }
        best.map(|(_, place)| place)
    }

    /// A new story, founded by an article.
    fn found(&mut self, db: &Connection, thread: &Thread) -> Result<usize, Problem> {
        let slug = super::slug('s', &[&thread.identity]);
        let id = db
            .prepare_cached(
                "INSERT INTO stories (slug, first_day, last_day, articles, outlets, independent, title_id, centroid)
                 VALUES (?1, ?2, ?2, 1, 1, 1, ?3, x'') RETURNING id",
            )?
            .query_row(params![slug, thread.day, thread.article], |r| r.get(0))?;
        Ok(self.add(Live {
            id,
            slug,
            first: thread.day,
            last: thread.day,
            centroid: Vec::new(),
            length: 1.0,
            changed: true,
        }))
    }

    /// Writes what changed.
    pub(crate) fn store(&self, db: &Connection) -> Result<(), Problem> {
        for story in self.stories.iter().filter(|s| s.changed) {
            db.prepare_cached(
                "UPDATE stories SET first_day = ?2, last_day = ?3, centroid = ?4 WHERE id = ?1",
            )?
            .execute(params![
                story.id,
                story.first,
                story.last,
                pack(&story.centroid)
            ])?;
            summary::refresh(db, story.id, &story.centroid)?;
        }
        Ok(())
    }
}
