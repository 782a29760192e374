//! The sets, read by the reader and by the word list, and scored.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use rawi_intake::Options;
use rawi_model::{Article, Engine};
use rawi_reader::Reader;
use rawi_score::{Gold, Gsr, GsrScores, Interval, Predictions, Scores, score, score_gsr};

use super::floor;

/// Seed of the resampling; fixed, so that the same records give the same intervals.
const SEED: u64 = 20_230_113;

/// The sets of passages, by file name. Training passages are never reported.
const PASSAGES: [(&str, &str); 2] = [
    ("seed", "The article that the project began with"),
    ("dev", "Passages of Saudi outlets, 2015"),
];

/// All that is measured.
pub struct Measured {
    /// Version and lexicon.
    pub engine: Engine,
    /// Sets of annotated passages.
    pub passages: Vec<Set>,
    /// Sentences that others labelled.
    pub gsr: Labelled,
}

/// A set of passages: ours and the word list's scores.
pub struct Set {
    /// Name of the file.
    pub name: &'static str,
    /// What it is.
    pub about: &'static str,
    /// The reader's.
    pub ours: Scores,
    /// Intervals of the reader's.
    pub intervals: BTreeMap<String, Interval>,
    /// The word list's.
    pub floor: Scores,
}

/// The labelled sentences: ours and the word list's scores.
pub struct Labelled {
    /// The reader's.
    pub ours: GsrScores,
    /// Intervals of the reader's.
    pub intervals: BTreeMap<String, Interval>,
    /// The word list's.
    pub floor: GsrScores,
}

/// Reads and scores all sets of a folder.
pub fn measure(dir: &Path) -> Result<Measured> {
    let reader = Reader::new(rawi_lexicon::builtin());
    let mut passages = Vec::new();
    for (name, about) in PASSAGES {
        let path = dir.join(name).with_extension("jsonl");
        let gold = Gold::load(&path)?;
        let (ours, floor) = read(&path, &reader)?;
        let ours = score(&gold, &ours);
        anyhow::ensure!(
            ours.unanswered.is_empty() && ours.other_text.is_empty(),
            "{}: not read as it stands",
            path.display()
        );
        passages.push(Set {
            name,
            about,
            intervals: ours.intervals(SEED),
            ours,
            floor: score(&gold, &floor),
        });
    }
    let path = dir.join("gsr.jsonl");
    let gold = Gsr::load(&path)?;
    let (ours, floor) = read(&path, &reader)?;
    let ours = score_gsr(&gold, &ours);
    Ok(Measured {
        engine: reader.engine(),
        passages,
        gsr: Labelled {
            intervals: ours.intervals(SEED),
            ours,
            floor: score_gsr(&gold, &floor),
        },
    })
}

/// What the reader and the word list find in a file, through the same JSON as anyone else's records.
fn read(path: &Path, reader: &Reader<'_>) -> Result<(Predictions, Predictions)> {
    let mut ours = String::new();
    let mut floor = String::new();
    for article in rawi_intake::open(&[path.to_owned()], &Options::default()) {
        let article: Article = article?;
        floor.push_str(&floor::read(&article));
        floor.push('\n');
        let reading = reader.read(article);
        ours.push_str(&serde_json::to_string(&reading).context("a reading that is no JSON")?);
        ours.push('\n');
    }
    Ok((
        Predictions::parse("the reader's output", &ours)?,
        Predictions::parse("the word list's output", &floor)?,
    ))
}
