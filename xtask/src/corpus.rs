//! `cargo xtask corpus --corpus DIR`: every article of a folder through intake and reader. Counts, speed, memory and a
//! hash of all output lines in the order of the input, so that runs with different numbers of threads can be compared;
//! an article on which the reader panics is named.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use rawi_intake::Options;
use rawi_model::Article;
use rawi_reader::Reader;
use rayon::prelude::*;

use crate::machine;

/// Articles read at a time; bounds the memory, whatever the corpus.
const BATCH: usize = 256;

/// What to read.
#[derive(clap::Args)]
pub struct Args {
    /// Folder of articles in any format that Rawi reads
    #[arg(long, value_name = "DIR")]
    corpus: PathBuf,
    /// Threads that read
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    threads: u16,
}

/// What a run over a corpus gave.
pub struct Corpus {
    articles: usize,
    words: usize,
    records: usize,
    bytes: u64,
    hash: String,
    panics: Vec<String>,
    /// What intake could not read, by what is wrong, with an example.
    refused: BTreeMap<String, (usize, String)>,
    took: Duration,
    threads: u16,
    peak: Option<u64>,
}

/// Reads, prints; exit code 1 if there was a panic.
pub fn run(args: &Args) -> Result<ExitCode> {
    let corpus = read(&args.corpus, args.threads)?;
    print!("{}", corpus.to_text());
    Ok(if corpus.panics.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Reads with one thread.
pub fn measure(dir: &Path) -> Result<Corpus> {
    let corpus = read(dir, 1)?;
    anyhow::ensure!(
        corpus.panics.is_empty(),
        "the reader panics on {}; run `cargo xtask corpus` for all",
        corpus.panics[0]
    );
    Ok(corpus)
}

fn read(dir: &Path, threads: u16) -> Result<Corpus> {
    anyhow::ensure!(dir.is_dir(), "{} is no folder", dir.display());
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(usize::from(threads))
        .build()
        .context("cannot start threads")?;
    let reader = Reader::new(rawi_lexicon::builtin());
    let mut corpus = Corpus {
        articles: 0,
        words: 0,
        records: 0,
        bytes: 0,
        hash: String::new(),
        panics: Vec::new(),
        refused: BTreeMap::new(),
        took: Duration::ZERO,
        threads,
        peak: None,
    };
    let mut hasher = blake3::Hasher::new();
    let mut batch = Vec::with_capacity(BATCH);
    let mut articles = rawi_intake::open(&[dir.to_owned()], &Options::default());
    let start = Instant::now();
    loop {
        let next = articles.next();
        let last = next.is_none();
        match next {
            Some(Ok(article)) => batch.push(article),
            Some(Err(error)) => {
                let seen = corpus.refused.entry(error.problem.to_string()).or_default();
                seen.0 += 1;
                if seen.0 == 1 {
                    seen.1 = error.to_string();
                }
            }
            None => {}
        }
        if batch.len() < BATCH && !last {
            continue;
        }
        let read: Vec<One> =
            pool.install(|| batch.par_drain(..).map(|a| one(&reader, a)).collect());
        for one in read {
            corpus.articles += 1;
            corpus.words += one.words;
            match one.line {
                Ok((records, line)) => {
                    corpus.records += records;
                    corpus.bytes += line.len() as u64;
                    hasher.update(line.as_bytes());
                }
                Err(id) => corpus.panics.push(id),
            }
        }
        if last {
            break;
        }
    }
    corpus.took = start.elapsed();
    corpus.peak = machine::peak_memory();
    corpus.hash = hasher.finalize().to_hex()[..32].to_owned();
    anyhow::ensure!(corpus.articles > 0, "no article in {}", dir.display());
    Ok(corpus)
}

/// One article read.
struct One {
    words: usize,
    /// Number of records and the output line, or the article's id if the reader panicked.
    line: Result<(usize, String), String>,
}

fn one(reader: &Reader<'_>, article: Article) -> One {
    let words = article.text.split_whitespace().count();
    let id = article.id.clone();
    let line = catch_unwind(AssertUnwindSafe(|| {
        let reading = reader.read(article);
        let line = serde_json::to_string(&reading).map(|line| line + "\n");
        (reading.events.len(), line)
    }));
    let line = match line {
        Ok((records, Ok(line))) => Ok((records, line)),
        Ok((_, Err(error))) => Err(format!("{id} (no JSON: {error})")),
        Err(_) => Err(id),
    };
    One { words, line }
}

impl Corpus {
    fn words_per_second(&self) -> f64 {
        self.words as f64 / self.took.as_secs_f64().max(1e-9)
    }

    fn peak(&self) -> String {
        self.peak
            .map_or("unknown".to_owned(), |mib| format!("{mib} MiB"))
    }

    fn to_text(&self) -> String {
        let mut out = String::new();
        let _ = writeln!(
            out,
            "{} articles, {} words, {} records, {} bytes of output\nhash of the output: {}\n\
             {:.1} s with {} thread(s), {:.0} words per second, peak memory {}",
            self.articles,
            self.words,
            self.records,
            self.bytes,
            self.hash,
            self.took.as_secs_f64(),
            self.threads,
            self.words_per_second(),
            self.peak()
        );
        for (problem, (count, example)) in &self.refused {
            let _ = writeln!(out, "refused {count}: {problem}; {example}");
        }
        let _ = writeln!(out, "panics: {}", self.panics.len());
        for id in &self.panics {
            let _ = writeln!(out, "  {id}");
        }
        out
    }

    /// A section of docs/scores.md. Times depend on the machine and are rounded.
    pub fn to_markdown(&self) -> String {
        let refused: usize = self.refused.values().map(|(count, _)| count).sum();
        format!(
            "A corpus of newspaper articles, read from its archives to lines of JSON with {} thread on {}.\n\n\
             | | |\n|---|---|\n\
             | articles | {} |\n| entries without an article | {refused} |\n| words | {} |\n| records | {} |\n\
             | words per second | about {:.0},000 |\n| peak memory | {} |\n",
            self.threads,
            machine::processor(),
            self.articles,
            self.words,
            self.records,
            self.words_per_second() / 1000.0,
            self.peak(),
        )
    }
}
