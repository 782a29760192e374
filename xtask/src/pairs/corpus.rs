//! A database's articles as pairs are drawn from them: day, runs of words, weighted words, who takes part. Worked out
//! here and not taken from the store, whose judgement is to be judged.

use std::collections::{BTreeSet, HashMap};

use anyhow::Result;
use jiff::civil::{Date, date};
use rawi_arabic::{Text, TokenKind};
use rawi_model::{Article, Record};
use rawi_store::{Store, View};

/// Words of a run.
const RUN: usize = 4;
/// Words of an article's beginning that say what it is about.
const BEGINNING: usize = 160;
/// Words that weigh most, by which two articles are compared.
const TELLING: usize = 40;

/// An article.
pub struct One {
    /// As it is stored.
    pub article: Article,
    /// Its day, counted from some day.
    pub day: i32,
    /// Its words, folded.
    words: Vec<String>,
}

/// All articles, by day.
pub fn load(store: &Store) -> Result<Vec<One>> {
    let mut out = Vec::new();
    for article in store.articles() {
        let article = article?;
        let Some(day) = article.published else {
            continue;
        };
        out.push(One {
            day: number(day),
            words: words(&format!("{}\n{}", article.title, article.text)),
            article,
        });
    }
    out.sort_by(|a, b| (a.day, &a.article.id).cmp(&(b.day, &b.article.id)));
    Ok(out)
}

fn number(day: Date) -> i32 {
    day.since(date(1970, 1, 1)).map_or(0, |s| s.get_days())
}

fn words(text: &str) -> Vec<String> {
    let text = Text::new(text);
    let words = text.tokens().iter().filter(|t| {
        matches!(
            t.kind,
            TokenKind::Word | TokenKind::Number | TokenKind::Latin
        )
    });
    words.map(|t| t.key.to_string()).collect()
}

impl One {
    /// Hashes of its runs of words without the headline, ascending, each once.
    pub fn runs(&self) -> Vec<u64> {
        let title = words(&self.article.title).len();
        let mut out: Vec<u64> = self.words[title.min(self.words.len())..]
            .windows(RUN)
            .map(|run| hash(&run.join(" ")))
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// How much of the smaller list is in the larger one, 0 to 1, and how many that is.
pub fn shared(a: &[u64], b: &[u64]) -> (f64, usize) {
    let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let n = small
        .iter()
        .filter(|h| large.binary_search(h).is_ok())
        .count();
    (n as f64 / small.len().max(1) as f64, n)
}

/// Weighted words of each article, those that tell most, of length 1, ascending.
pub fn vectors(all: &[One]) -> Vec<Vec<(u64, f64)>> {
    let beginnings: Vec<HashMap<u64, f64>> = all
        .iter()
        .map(|one| {
            let mut counts = HashMap::new();
            for word in one.words.iter().take(BEGINNING) {
                *counts.entry(hash(bare(word))).or_default() += 1.0;
            }
            counts
        })
        .collect();
    let mut articles: HashMap<u64, f64> = HashMap::new();
    for counts in &beginnings {
        for word in counts.keys() {
            *articles.entry(*word).or_default() += 1.0;
        }
    }
    beginnings
        .into_iter()
        .map(|counts| {
            let mut vector: Vec<(u64, f64)> = counts
                .into_iter()
                .map(|(word, n)| {
                    let rare = (all.len() as f64 / articles[&word]).ln();
                    (word, (1.0 + f64::ln(n)) * rare)
                })
                .collect();
            vector.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            vector.truncate(TELLING);
            vector.sort_by_key(|(word, _)| *word);
            let length = vector.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
            for (_, weight) in &mut vector {
                *weight /= length.max(f64::MIN_POSITIVE);
            }
            vector
        })
        .collect()
}

/// How alike two vectors are, 0 to 1.
pub fn like(a: &[(u64, f64)], b: &[(u64, f64)]) -> f64 {
    a.iter()
        .filter_map(|(word, weight)| {
            let at = b.binary_search_by_key(word, |(w, _)| *w).ok()?;
            Some(weight * b[at].1)
        })
        .sum()
}

/// Who takes part in an article's records: persons and bodies that are known, else country and sector.
pub fn actors(store: &Store, one: &One) -> Result<BTreeSet<String>> {
    let records = store
        .reading(&one.article.id, View::Effective)?
        .map_or_else(Vec::new, |r| r.events);
    let named = |record: &Record| {
        let mentions = record.actor.iter().chain(&record.recipient);
        mentions
            .filter(|m| m.id.is_some() || !m.code.country.is_none())
            .map(|m| m.id.clone().unwrap_or_else(|| m.code.to_string()))
            .collect::<Vec<_>>()
    };
    Ok(records.iter().flat_map(named).collect())
}

/// Without the conjunction and the article.
fn bare(word: &str) -> &str {
    let word = word
        .strip_prefix('و')
        .filter(|w| w.chars().count() > 3)
        .unwrap_or(word);
    word.strip_prefix("ال").unwrap_or(word)
}

fn hash(text: &str) -> u64 {
    let bytes = blake3::hash(text.as_bytes());
    u64::from_le_bytes(*bytes.as_bytes().first_chunk().unwrap_or(&[0; 8]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(title: &str, text: &str) -> One {
        One {
            day: 0,
            words: words(&format!("{title}\n{text}")),
            article: Article {
                title: title.to_owned(),
                text: text.to_owned(),
                ..Article::default()
            },
        }
    }

    #[test]
    fn runs_and_vectors_tell_how_much_is_shared() {
        let a = one("عنوان", "زار الوزير بغداد أمس مع وفد كبير");
        let b = one("آخر", "كلمة زار الوزير بغداد أمس ثم عاد إلى بلاده");
        assert_eq!(a.runs().len(), 4);
        assert_eq!(shared(&a.runs(), &b.runs()), (0.25, 1));
        let all = [a, b, one("", "شيء بعيد كل البعد عن ذلك")];
        let v = vectors(&all);
        assert!((like(&v[0], &v[0]) - 1.0).abs() < 1e-9);
        assert!(like(&v[0], &v[1]) > like(&v[0], &v[2]));
    }
}
