//! `cargo xtask scores --gold DIR`: the reader on annotated passages, beside its rules alone and a bare word list;
//! docs/scores.md out.
//! `--check` compares with that file instead, and fails where a figure fell.

mod confidence;
mod floor;
mod ratchet;
mod report;
mod sets;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};

use crate::machine;

/// Where the figures stand, from the root of the repository.
const FILE: &str = "docs/scores.md";

/// What to measure on.
#[derive(clap::Args)]
pub struct Args {
    /// Folder of annotated passages: seed.jsonl, dev.jsonl, gsr.jsonl
    #[arg(long, value_name = "DIR")]
    gold: PathBuf,
    /// Write nothing; exit with 1 if event, dyad or attribution F1 is more than a point below docs/scores.md
    #[arg(long)]
    check: bool,
    /// Folder of treebanks (`*.conllu`), to measure the readings of words too
    #[arg(long, value_name = "DIR")]
    ud: Option<PathBuf>,
    /// Folder of articles, to measure speed and memory too
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
}

/// Measures, then writes or checks.
pub fn run(args: &Args) -> Result<ExitCode> {
    let file = machine::root().join(FILE);
    let before = fs::read_to_string(&file).unwrap_or_default();
    // First of all, since the peak of memory is the process's.
    let corpus = args
        .corpus
        .as_deref()
        .map(crate::corpus::measure)
        .transpose()?;
    let measured = sets::measure(&args.gold)?;
    if args.check {
        let fallen = ratchet::fallen(&before, &measured)
            .with_context(|| format!("{} cannot be compared with", file.display()))?;
        print!("{}", report::summary(&measured));
        if fallen.is_empty() {
            println!("no figure fell by more than a point");
            return Ok(ExitCode::SUCCESS);
        }
        print!("{}", ratchet::table(&fallen));
        return Ok(ExitCode::FAILURE);
    }
    let treebanks = args
        .ud
        .as_deref()
        .map(crate::treebanks::measure)
        .transpose()?;
    let text = report::page(&measured, treebanks.as_deref(), corpus.as_ref(), &before);
    fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    print!("{}", report::summary(&measured));
    println!("wrote {FILE}");
    Ok(ExitCode::SUCCESS)
}
