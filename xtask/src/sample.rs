//! `cargo xtask sample --corpus DIR --seed N`: records of a corpus, drawn at random, for people to judge. Out come a sheet
//! without text (`cargo xtask judged` reads it when it is filled) and a copy with the text to judge by, which is not to
//! be committed.

mod copy;
mod draw;
pub mod sheet;

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use rawi_intake::Options;
use rawi_reader::Reader;

use draw::Draw;

/// What to draw, from where.
#[derive(clap::Args)]
pub struct Args {
    /// Folder of articles in any format that Rawi reads
    #[arg(long, value_name = "DIR")]
    corpus: PathBuf,
    /// Which sample to draw; the same number draws the same
    #[arg(long, value_name = "N")]
    seed: u64,
    /// Number of records, no two of one article
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..))]
    count: u32,
    /// The sheet to write, with the text to judge by in FILE.txt; `sample-SEED.tsv` if none
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Draws, and writes sheet and copy.
pub fn run(args: &Args) -> Result<ExitCode> {
    let dir = &args.corpus;
    let sheet = args
        .out
        .clone()
        .unwrap_or_else(|| format!("sample-{}.tsv", args.seed).into());
    anyhow::ensure!(
        !sheet.exists(),
        "{} is there already, perhaps with somebody's judgements; name another with --out",
        sheet.display()
    );
    anyhow::ensure!(dir.is_dir(), "{} is no folder", dir.display());
    let reader = Reader::new(rawi_lexicon::builtin());
    let mut draw = Draw::new(args.seed, args.count as usize);
    let mut refused = 0;
    let mut panics: Vec<String> = Vec::new();
    for article in rawi_intake::open(std::slice::from_ref(dir), &Options::default()) {
        match article {
            Ok(article) => draw.offer(article, |article| {
                let id = article.id.clone();
                let reading = catch_unwind(AssertUnwindSafe(|| reader.read(article)));
                reading.map_err(|_| panics.push(id)).ok()
            }),
            Err(_) => refused += 1,
        }
    }
    let offered = draw.offered();
    let drawn = draw.finish();
    anyhow::ensure!(
        !drawn.is_empty(),
        "no record in {offered} articles of {}",
        dir.display()
    );
    let rows = drawn.iter().map(sheet::Row::of).collect::<Vec<_>>();
    let engine = reader.engine();
    let about = format!(
        "{} records of {offered} articles, seed {}, engine {}, lexicon {}",
        drawn.len(),
        args.seed,
        engine.version,
        engine.lexicon
    );
    let copy = beside(&sheet);
    let text = sheet::write(&rows)?;
    // Whatever happened since the first look: a sheet is never written over.
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&sheet)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .with_context(|| format!("cannot write {}", sheet.display()))?;
    fs::write(&copy, copy::text(&about, &drawn))
        .with_context(|| format!("cannot write {}", copy.display()))?;
    println!("{about}\nwrote {}, {}", sheet.display(), copy.display());
    if drawn.len() < args.count as usize {
        println!("no more articles have a record");
    }
    if refused > 0 {
        println!("{refused} entries of the corpus are no articles");
    }
    for id in &panics {
        println!("left out, since the reader panics on it: {id}");
    }
    Ok(ExitCode::SUCCESS)
}

/// `FILE.txt` for FILE.
fn beside(sheet: &Path) -> PathBuf {
    let mut name = sheet.as_os_str().to_owned();
    name.push(".txt");
    name.into()
}
