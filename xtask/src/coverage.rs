//! `cargo xtask coverage --corpus DIR`: what a corpus has that the lexicon lacks. Takes a sample of a folder's articles,
//! gives for each table the share of words or mentions that it explains, the most frequent unknowns, and the entries
//! that were never met.

mod count;
mod entries;
mod report;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use rawi_intake::Options;

use count::Counts;

/// What to read.
#[derive(clap::Args)]
pub struct Args {
    /// Folder of articles in any format that Rawi reads
    #[arg(long, value_name = "DIR")]
    corpus: PathBuf,
    /// Number of articles to look at
    #[arg(long, value_name = "N", default_value_t = 3000)]
    articles: usize,
    /// Which sample to take; the same number takes the same articles
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// File to write; standard output if none
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Reads a sample, and writes what was counted.
pub fn run(args: &Args) -> Result<ExitCode> {
    let lexicon = rawi_lexicon::builtin();
    let mut counts = Counts::default();
    let texts = sample(&args.corpus, args.articles, args.seed)?;
    for text in &texts {
        counts.add(text, lexicon);
    }
    let report = report::text(&counts, lexicon, texts.len());
    match &args.out {
        None => print!("{report}"),
        Some(file) => {
            fs::write(file, report).with_context(|| format!("cannot write {}", file.display()))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The texts of `count` articles, chosen by a hash of seed and id, so that neither the order of the files nor other
/// articles change which are taken.
fn sample(dir: &Path, count: usize, seed: u64) -> Result<Vec<String>> {
    anyhow::ensure!(dir.is_dir(), "{} is no folder", dir.display());
    let mut chosen: BTreeMap<[u8; 32], String> = BTreeMap::new();
    for article in rawi_intake::open(&[dir.to_owned()], &Options::default()).flatten() {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&seed.to_le_bytes());
        hasher.update(article.id.as_bytes());
        chosen.insert(*hasher.finalize().as_bytes(), article.text);
        if chosen.len() > count {
            chosen.pop_last();
        }
    }
    anyhow::ensure!(!chosen.is_empty(), "no article in {}", dir.display());
    Ok(chosen.into_values().collect())
}
