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
const LIKE: f32 = 0.24;
/// A story that began on the day itself joins another one, if at the end of the day it is so much like it: told at first
/// in other words, the two may have turned out to be one.
const JOIN: f32 = 0.4;
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
    /// Whether it has joined another one.
    gone: bool,
}

/// The stories that may go on at a day.
pub(crate) struct Window {
    day: i64,
    stories: Vec<Live>,
    /// Those that were founded since it was loaded.
    founded: Vec<usize>,
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
            founded: Vec::new(),
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
                gone: false,
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
        let mut best: Option<(f32, usize)> = None;
        for place in self.sharing(vector) {
            let like = self.likeness(vector, &self.stories[place]);
            if like >= LIKE
                && best.is_none_or(|(most, there)| self.better(like, place, most, there))
            {
                best = Some((like, place));
            }
        }
        best.map(|(_, place)| place)
    }

    /// The stories that share a term.
    fn sharing(&self, vector: &[(u32, f32)]) -> Vec<usize> {
        let mut out: Vec<usize> = vector
            .iter()
            .filter_map(|(term, _)| self.by_term.get(term))
            .flatten()
            .copied()
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// How much a story is like a vector, less for each day of silence.
    fn likeness(&self, vector: &[(u32, f32)], story: &Live) -> f32 {
        let silence = (self.day - story.last).max(story.first - self.day).max(0);
        product(vector, &story.centroid) / story.length * (1.0 - FADING * silence as f32)
    }

    /// Whether a likeness is the larger one; of equal ones that of the smaller name.
    fn better(&self, like: f32, place: usize, most: f32, there: usize) -> bool {
        like > most || (like == most && self.stories[place].slug < self.stories[there].slug)
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
        let place = self.add(Live {
            id,
            slug,
            first: thread.day,
            last: thread.day,
            centroid: Vec::new(),
            length: 1.0,
            changed: true,
            gone: false,
        });
        self.founded.push(place);
        Ok(place)
    }

    /// Joins the stories that were founded with those that they turned out to be. Only they can join another one, as all
    /// their articles are of one day: laid anew, that day gives the same again.
    pub(crate) fn join(&mut self, db: &Connection) -> Result<(), Problem> {
        for young in std::mem::take(&mut self.founded) {
            let Some(old) = self.same_as(young) else {
                continue;
            };
            let (gone, id) = (self.stories[young].id, self.stories[old].id);
            db.prepare_cached("UPDATE story_articles SET story_id = ?2 WHERE story_id = ?1")?
                .execute([gone, id])?;
            db.prepare_cached("DELETE FROM stories WHERE id = ?1")?
                .execute([gone])?;
            let centroid = sum(&self.stories[old].centroid, &self.stories[young].centroid);
            self.stories[young].gone = true;
            let (first, last) = (self.stories[young].first, self.stories[young].last);
            let story = &mut self.stories[old];
            story.length = length(&centroid);
            story.centroid = centroid;
            story.first = story.first.min(first);
            story.last = story.last.max(last);
            story.changed = true;
        }
        Ok(())
    }

    /// The story that one that was founded turned out to be, if any.
    fn same_as(&self, young: usize) -> Option<usize> {
        let one = &self.stories[young];
        let mut best: Option<(f32, usize)> = None;
        for place in self.sharing(&one.centroid) {
            let other = &self.stories[place];
            if other.gone || place == young {
                continue;
            }
            let like = self.likeness(&one.centroid, other) / one.length;
            if like >= JOIN
                && best.is_none_or(|(most, there)| self.better(like, place, most, there))
            {
                best = Some((like, place));
            }
        }
        best.map(|(_, place)| place)
    }

    /// Writes what changed.
    pub(crate) fn store(&self, db: &Connection) -> Result<(), Problem> {
        for story in self.stories.iter().filter(|s| s.changed && !s.gone) {
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
