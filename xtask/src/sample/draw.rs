//! Articles as they come in, a sample of them with one record each out.
//!
//! Every article gets a random number; those with the smallest ones of all that have a record are drawn. That is the same
//! as drawing until there are enough, but takes one pass, holds no more than the sample, and reads few articles.

use std::collections::{BTreeMap, HashSet};

use rawi_model::{Article, Reading, Record};

use crate::random::SplitMix;

/// A drawn article with the one record of it that was drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// As it was read.
    pub article: Article,
    /// To be judged.
    pub record: Record,
}

/// A draw under way.
pub struct Draw {
    random: SplitMix,
    count: usize,
    /// Ids of all that was offered: an article that comes twice must not have two chances.
    seen: HashSet<String>,
    drawn: BTreeMap<u64, Drawn>,
}

impl Draw {
    /// Begins: the same seed and the same articles give the same draw.
    pub fn new(seed: u64, count: usize) -> Self {
        Self {
            random: SplitMix::new(seed),
            count,
            seen: HashSet::new(),
            drawn: BTreeMap::new(),
        }
    }

    /// One more article. It is read only if its number is small enough; if it cannot be, it is passed over.
    pub fn offer(&mut self, article: Article, read: impl FnOnce(Article) -> Option<Reading>) {
        if !self.seen.insert(article.id.clone()) {
            return;
        }
        let number = self.random.next();
        let full = self.drawn.len() >= self.count;
        let largest = self.drawn.last_key_value().map(|(&number, _)| number);
        if full && largest.is_none_or(|largest| number > largest) {
            return;
        }
        let Some(Reading {
            article,
            mut events,
            ..
        }) = read(article)
        else {
            return;
        };
        if events.is_empty() {
            return;
        }
        // Of a generator of its own, so that which record it is does not depend on the articles before.
        let chosen = SplitMix::new(number).below(events.len());
        let record = events.swap_remove(chosen);
        self.drawn.insert(number, Drawn { article, record });
        if self.drawn.len() > self.count {
            self.drawn.pop_last();
        }
    }

    /// How many articles there were.
    pub fn offered(&self) -> usize {
        self.seen.len()
    }

    /// The sample in random order, so that its first part is a sample, too.
    pub fn finish(self) -> Vec<Drawn> {
        self.drawn.into_values().collect()
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use serde_json::json;

    /// A record whose trigger is `text[start..end]`.
    pub fn record(start: u32, end: u32, text: &str) -> Record {
        serde_json::from_value(
            json!({"trigger": {"start": start, "end": end, "text": text},
            "type": "CONSULT", "status": "occurred"}),
        )
        .unwrap()
    }

    fn article(id: usize) -> Article {
        Article {
            id: format!("a{id}"),
            ..Article::default()
        }
    }

    /// As many records as the last digit of the id says.
    fn reading(article: Article) -> Option<Reading> {
        let last = article.id.bytes().last().unwrap() - b'0';
        let events = (0..u32::from(last)).map(|n| record(n, n + 1, "x"));
        Some(Reading {
            events: events.collect(),
            article,
            ..Reading::default()
        })
    }

    fn draw(seed: u64, count: usize, articles: usize) -> Vec<(String, u32)> {
        let mut draw = Draw::new(seed, count);
        for id in 0..articles {
            draw.offer(article(id), reading);
        }
        let name = |d: Drawn| (d.article.id, d.record.trigger.start);
        draw.finish().into_iter().map(name).collect()
    }

    #[test]
    fn same_seed_same_draw() {
        assert_eq!(draw(7, 20, 1000), draw(7, 20, 1000));
        assert_ne!(draw(7, 20, 1000), draw(8, 20, 1000));
        assert_eq!(draw(7, 20, 1000)[..10], draw(7, 10, 1000));
    }

    #[test]
    fn one_record_an_article_and_none_of_articles_without() {
        let drawn = draw(1, 50, 100);
        let ids: HashSet<&String> = drawn.iter().map(|(id, _)| id).collect();
        assert_eq!(ids.len(), 50);
        assert!(ids.iter().all(|id| !id.ends_with('0')));
        assert_eq!(draw(1, 200, 100).len(), 90, "all that have a record");
    }

    #[test]
    fn draw_does_not_follow_long_articles() {
        let drawn = draw(3, 900, 10_000);
        let long = drawn.iter().filter(|(id, _)| id.ends_with('9')).count();
        let short = drawn.iter().filter(|(id, _)| id.ends_with('1')).count();
        assert!(
            (70..=130).contains(&long) && (70..=130).contains(&short),
            "{long} {short}"
        );
        let last = drawn
            .iter()
            .filter(|(id, at)| id.ends_with('2') && *at == 1);
        assert!((30..=70).contains(&last.count()), "either record of two");
    }

    #[test]
    fn an_article_that_comes_twice_has_one_chance() {
        let mut draw = Draw::new(1, 5);
        for _ in 0..3 {
            draw.offer(article(9), reading);
        }
        assert_eq!((draw.offered(), draw.finish().len()), (1, 1));
    }
}
