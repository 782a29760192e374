//! `cargo xtask grow`: what an article costs the store as the store grows, on a corpus or on news made by a seeded
//! generator. Reading is not counted: what is measured is storing and laying beside the others, in processor time where
//! the machine tells it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use rawi_intake::Options;
use rawi_model::{Article, Code, Engine, EventType, Mention, Reading, Record, Status, Words};
use rawi_reader::Reader;
use rawi_store::{OutletNames, Store};

use crate::machine;

/// Articles that come at a time.
const BATCH: usize = 256;
/// Articles over which the cost is taken, before each checkpoint.
const OVER: usize = 2048;

/// What to grow.
#[derive(clap::Args)]
pub struct Args {
    /// Folder of articles to store, in the order of their days; without it, news is made
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// Records of the news that is made
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    records: usize,
    /// Articles of a day of the news that is made
    #[arg(long, value_name = "N", default_value_t = 500, value_parser = clap::value_parser!(u16).range(1..))]
    a_day: u16,
    /// Seed of the news that is made
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// The database to make; it must not be there
    #[arg(long, value_name = "FILE")]
    db: PathBuf,
}

/// Grows a database and prints what an article cost at each checkpoint.
pub fn run(args: &Args) -> Result<ExitCode> {
    anyhow::ensure!(!args.db.exists(), "{} is there already", args.db.display());
    let mut store = Store::open(&args.db)?;
    let mut growth = Growth::default();
    match &args.corpus {
        Some(dir) => {
            for batch in corpus(dir)?.chunks(BATCH) {
                growth.add(&mut store, batch, &[10_000, 20_000, 31_000])?;
            }
        }
        None => {
            let mut made = Made::new(args.seed, usize::from(args.a_day));
            let mut left = args.records;
            let checkpoints: Vec<usize> = [10_000, 30_000, 100_000, 300_000, 1_000_000]
                .iter()
                .map(|records| records / RECORDS)
                .collect();
            while left > 0 {
                let batch: Vec<Reading> = (0..BATCH).map(|_| made.article()).collect();
                left = left.saturating_sub(batch.len() * RECORDS);
                growth.add(&mut store, &batch, &checkpoints)?;
            }
        }
    }
    growth.print();
    let start = Watch::start();
    let settled = store.settle(&OutletNames::default(), |_| ())?;
    println!(
        "settled {} articles of {} days: {:.2} ms an article",
        settled.articles,
        settled.days,
        start.elapsed().as_secs_f64() * 1e3 / settled.articles.max(1) as f64
    );
    Ok(ExitCode::SUCCESS)
}

/// Processor time since it was started, or time by the clock where the machine does not tell.
struct Watch(Instant, Option<Duration>);

impl Watch {
    fn start() -> Self {
        Self(Instant::now(), machine::processor_time())
    }

    fn elapsed(&self) -> Duration {
        match (self.1, machine::processor_time()) {
            (Some(from), Some(to)) => to.saturating_sub(from),
            _ => self.0.elapsed(),
        }
    }
}

/// What was stored so far and how long the last articles took.
#[derive(Default)]
struct Growth {
    articles: usize,
    records: usize,
    last: std::collections::VecDeque<(usize, Duration, Duration)>,
}

impl Growth {
    fn add(&mut self, store: &mut Store, batch: &[Reading], checkpoints: &[usize]) -> Result<()> {
        let start = Watch::start();
        store.put_all(batch)?;
        let put = start.elapsed();
        let start = Watch::start();
        store.weave(&OutletNames::default(), |_| ())?;
        self.last.push_back((batch.len(), put, start.elapsed()));
        while self.last.len() > OVER / BATCH {
            self.last.pop_front();
        }
        let before = self.articles;
        self.articles += batch.len();
        self.records += batch.iter().map(|r| r.events.len()).sum::<usize>();
        if checkpoints
            .iter()
            .any(|c| before < *c && self.articles >= *c)
        {
            self.print();
        }
        Ok(())
    }

    fn print(&self) {
        let articles: usize = self.last.iter().map(|(n, _, _)| n).sum();
        let each = |of: fn(&(usize, Duration, Duration)) -> Duration| {
            let all: Duration = self.last.iter().map(of).sum();
            all.as_secs_f64() * 1e3 / articles.max(1) as f64
        };
        println!(
            "{} articles, {} records: {:.2} ms an article to store, {:.2} ms to lay beside the others",
            self.articles,
            self.records,
            each(|b| b.1),
            each(|b| b.2)
        );
    }
}

/// Every article of a folder, read, by day.
fn corpus(dir: &Path) -> Result<Vec<Reading>> {
    anyhow::ensure!(dir.is_dir(), "{} is no folder", dir.display());
    let reader = Reader::new(rawi_lexicon::builtin());
    let mut out: Vec<Reading> = rawi_intake::open(&[dir.to_owned()], &Options::default())
        .filter_map(Result::ok)
        .map(|article| reader.read(article))
        .collect();
    out.sort_by(|a, b| {
        (a.article.published, &a.article.id).cmp(&(b.article.published, &b.article.id))
    });
    Ok(out)
}

/// Records of an article that is made.
const RECORDS: usize = 5;
/// Words of the language in which news is made.
const VOCABULARY: usize = 30_000;
/// Stories that are told on a day.
const STORIES: usize = 120;

/// News from a generator: stories that come and go, told by outlets that copy one another.
struct Made {
    dice: u64,
    number: usize,
    a_day: usize,
    stories: Vec<MadeStory>,
}

struct MadeStory {
    words: Vec<String>,
    sides: [&'static str; 2],
    kind: EventType,
    last: String,
}

const SIDES: [&str; 12] = [
    "SYR", "TUR", "IRQ", "IRN", "SAU", "EGY", "LBN", "JOR", "YEM", "LBY", "RUS", "USA",
];
const KINDS: [EventType; 6] = [
    EventType::Consult,
    EventType::Assault,
    EventType::Request,
    EventType::Accuse,
    EventType::Agree,
    EventType::Aid,
];

impl Made {
    fn new(seed: u64, a_day: usize) -> Self {
        Self {
            dice: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1,
            number: 0,
            a_day,
            stories: Vec::new(),
        }
    }

    fn below(&mut self, n: usize) -> usize {
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        (self.dice >> 20) as usize % n.max(1)
    }

    /// A word: some are in half of all sentences, most are rare.
    fn word(&mut self) -> String {
        let span = 1 << (1 + self.below(15));
        let mut n = self.below(span.min(VOCABULARY));
        let mut out = String::new();
        for _ in 0..4 {
            let letters = [
                'ب', 'ت', 'ج', 'ح', 'د', 'ر', 'س', 'ش', 'ص', 'ط', 'ع', 'ق', 'م', 'ن',
            ];
            out.push(letters[n % letters.len()]);
            n /= letters.len();
        }
        out
    }

    fn story(&mut self) -> MadeStory {
        MadeStory {
            words: (0..14).map(|_| self.word()).collect(),
            sides: [
                SIDES[self.below(SIDES.len())],
                SIDES[self.below(SIDES.len())],
            ],
            kind: KINDS[self.below(KINDS.len())],
            last: String::new(),
        }
    }

    fn article(&mut self) -> Reading {
        while self.stories.len() < STORIES {
            let story = self.story();
            self.stories.push(story);
        }
        // Now and then a story ends and another begins.
        if self.below(20) == 0 {
            let gone = self.below(STORIES);
            self.stories[gone] = self.story();
        }
        let told = self.below(STORIES);
        let mut text = self.stories[told].last.clone();
        if text.is_empty() || self.below(5) > 0 {
            text.clear();
            for _ in 0..9 {
                let topical = self.stories[told].words.clone();
                let words: Vec<String> = (0..16)
                    .map(|_| {
                        if self.below(4) == 0 {
                            topical[self.below(topical.len())].clone()
                        } else {
                            self.word()
                        }
                    })
                    .collect();
                let _ = write!(text, "{}. ", words.join(" "));
            }
        }
        self.stories[told].last.clone_from(&text);
        let day = self.number / self.a_day;
        self.number += 1;
        let published: Date = date(2020, 1, 1)
            .checked_add((day as i64).days())
            .unwrap_or(Date::MAX);
        let events = self.records(told, &text);
        Reading {
            article: Article {
                id: format!("made/{}", self.number),
                outlet: format!("outlet {}", self.below(20)),
                published: Some(published),
                title: text.split(". ").next().unwrap_or_default().to_owned(),
                text,
                ..Article::default()
            },
            engine: Engine::default(),
            events,
        }
    }

    fn records(&mut self, told: usize, text: &str) -> Vec<Record> {
        let words = words(text);
        let (sides, kind) = (self.stories[told].sides, self.stories[told].kind);
        (0..RECORDS)
            .map(|i| {
                let at = (i * words.len() / RECORDS).min(words.len().saturating_sub(4));
                let mention = |n: usize, country: &str| {
                    let words = words[at + n].clone();
                    Mention {
                        start: words.start,
                        end: words.end,
                        text: words.text,
                        code: code(country),
                        id: None,
                        name: None,
                    }
                };
                let status = [
                    Status::Occurred,
                    Status::Occurred,
                    Status::Planned,
                    Status::Denied,
                ][self.below(4)];
                Record {
                    actor: vec![mention(1, sides[0])],
                    recipient: vec![mention(2, sides[1])],
                    mutual: kind.is_mutual(),
                    confidence: 0.5,
                    ..Record::bare(words[at].clone(), kind, status)
                }
            })
            .collect()
    }
}

/// The words of a text with their places.
fn words(text: &str) -> Vec<Words> {
    let mut at = 0;
    text.split(' ')
        .map(|word| {
            let start = at;
            let len = word.chars().count() as u32;
            at += len + 1;
            Words {
                start,
                end: start + len,
                text: word.to_owned(),
            }
        })
        .filter(|w| !w.text.is_empty())
        .collect()
}

fn code(country: &str) -> Code {
    Code {
        country: country.parse().unwrap_or(rawi_model::Country::NONE),
        sector: rawi_model::Sector::Gov,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_news() {
        let (mut a, mut b) = (Made::new(4, 500), Made::new(4, 500));
        for _ in 0..50 {
            let one = a.article();
            assert_eq!(one, b.article());
            for record in &one.events {
                let span = record.trigger.span();
                assert_eq!(span.of(&one.article.text), record.trigger.text);
            }
        }
    }
}
