//! How fast articles are read: each stage by itself, and the whole reading beside the charabia tokenizer over the same
//! text, one thread each, in one run.
//!
//! The text is that of `examples/`, or of the first articles of the folder that `RAWI_CORPUS` names.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use charabia::{Segment as _, Tokenize as _};
use divan::Bencher;
use divan::counter::ItemsCount;
use rawi_arabic::{Text, TokenKind, analyse};
use rawi_intake::Options;
use rawi_model::Article;
use rawi_reader::Reader;

/// Articles of a corpus that are read.
const ARTICLES: usize = 1_000;
/// Rounds of the comparison; the tools take turns, so that both meet the same state of the machine.
const ROUNDS: usize = 7;

fn main() -> anyhow::Result<()> {
    anyhow::ensure!(
        !articles().is_empty(),
        "no article in {}",
        folder().display()
    );
    divan::main();
    // As a test, each benchmark runs once, and times mean nothing.
    if std::env::args().any(|arg| arg == "--bench") {
        compare();
    }
    Ok(())
}

fn folder() -> PathBuf {
    std::env::var_os("RAWI_CORPUS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples"),
        PathBuf::from,
    )
}

fn articles() -> &'static [Article] {
    static ARTICLES_READ: OnceLock<Vec<Article>> = OnceLock::new();
    ARTICLES_READ.get_or_init(|| {
        rawi_intake::open(&[folder()], &Options::default())
            .flatten()
            .take(ARTICLES)
            .collect()
    })
}

/// Words, as white space divides them.
fn words() -> usize {
    let words = |a: &Article| a.text.split_whitespace().count();
    articles().iter().map(words).sum()
}

fn reader() -> Reader<'static> {
    Reader::new(rawi_lexicon::builtin())
}

/// Does something with every article; counts words.
fn each<T>(bencher: Bencher<'_, '_>, work: impl Fn(&Article) -> T + Sync) {
    bencher
        .counter(ItemsCount::new(words()))
        .bench(|| articles().iter().for_each(|a| _ = black_box(work(a))));
}

#[divan::bench]
fn split_into_tokens_and_sentences(bencher: Bencher<'_, '_>) {
    each(bencher, |a| Text::new(&a.text));
}

#[divan::bench]
fn analyse_every_word(bencher: Bencher<'_, '_>) {
    let lexicon = rawi_lexicon::builtin();
    each(bencher, |a| {
        let text = Text::new(&a.text);
        let words = text.tokens().iter().filter(|t| t.kind == TokenKind::Word);
        words.map(|t| analyse(t, lexicon).len()).sum::<usize>()
    });
}

#[divan::bench]
fn read_whole_articles(bencher: Bencher<'_, '_>) {
    let reader = reader();
    each(bencher, |a| reader.events(a));
}

#[divan::bench]
fn charabia_tokenizes(bencher: Bencher<'_, '_>) {
    each(bencher, |a| a.text.as_str().tokenize().count());
}

#[divan::bench]
fn charabia_only_segments(bencher: Bencher<'_, '_>) {
    each(bencher, |a| a.text.as_str().segment_str().count());
}

fn time(work: impl Fn(&Article)) -> Duration {
    let start = Instant::now();
    articles().iter().for_each(work);
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times
        .get(times.len() / 2)
        .map_or(0.0, Duration::as_secs_f64)
}

fn compare() {
    let reader = reader();
    let (mut reading, mut tokenizing, mut segmenting) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        reading.push(time(|a| _ = black_box(reader.events(a))));
        tokenizing.push(time(|a| _ = black_box(a.text.as_str().tokenize().count())));
        segmenting.push(time(|a| {
            _ = black_box(a.text.as_str().segment_str().count())
        }));
    }
    let (reading, words) = (median(reading), words());
    println!(
        "\n{} articles, {words} words, one thread, median of {ROUNDS} rounds",
        articles().len()
    );
    let rate = |seconds: f64| words as f64 / seconds.max(1e-9);
    println!(
        "whole reading       {:>9.0} words per second",
        rate(reading)
    );
    for (what, times) in [
        ("charabia tokenizes", tokenizing),
        ("charabia segments ", segmenting),
    ] {
        let seconds = median(times);
        println!(
            "{what}  {:>9.0} words per second: reading takes {:.1} times as long",
            rate(seconds),
            reading / seconds.max(1e-9)
        );
    }
}
