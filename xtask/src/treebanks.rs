//! `cargo xtask treebanks --ud DIR`: how much of what treebanks say of each word our readings hold. Reads every
//! `.conllu` file of the folder (the Arabic treebanks PADT and PUD of Universal Dependencies), prints shares and the
//! most frequent failures by cause.

mod conllu;
mod score;

use anyhow::{Context, Result};
use score::Score;
use std::{fs, path::Path};

/// Measures the built-in lexicon on all treebanks of a folder, and prints.
pub fn run(ud: &Path) -> Result<()> {
    let (shares, total) = read(ud)?;
    print!("{shares}");
    total.print_failures();
    Ok(())
}

/// The shares, as a section of docs/scores.md.
pub fn measure(ud: &Path) -> Result<String> {
    let (shares, _) = read(ud)?;
    Ok(format!(
        "Words of Universal Dependencies treebanks: the share of them of which the treebank's analysis is among ours.\n\n\
         ```text\n{shares}```\n"
    ))
}

/// Shares of each treebank and of all together.
fn read(ud: &Path) -> Result<(String, Score)> {
    let mut files: Vec<_> = fs::read_dir(ud)
        .with_context(|| format!("cannot list {}", ud.display()))?
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "conllu"))
        .collect();
    files.sort();
    anyhow::ensure!(!files.is_empty(), "no .conllu file in {}", ud.display());
    let lexicon = rawi_lexicon::builtin();
    let mut out = String::new();
    let mut total = Score::default();
    for path in files {
        let text =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut score = Score::default();
        for word in conllu::words(&text) {
            score.add(&word, lexicon);
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        out += &format!("{name}\n{}", score.shares());
        total.join(score);
    }
    out += &format!("all\n{}", total.shares());
    Ok((out, total))
}
