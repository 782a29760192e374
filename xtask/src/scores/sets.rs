//! The sets, read by the reader, by its rules alone and by the word list, and scored.

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

/// A set of passages: scores of the reader, of its rules alone, of the word list.
pub struct Set {
    /// Name of the file.
    pub name: &'static str,
    /// What it is.
    pub about: &'static str,
    /// The reader's.
    pub ours: Scores,
    /// Intervals of the reader's.
    pub intervals: BTreeMap<String, Interval>,
    /// Those of the reader without trained weights.
    pub rules: Scores,
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
    let rules = Reader::new(rawi_lexicon::builtin()).rules_alone();
    let mut passages = Vec::new();
    for (name, about) in PASSAGES {
        let path = dir.join(name).with_extension("jsonl");
        let gold = Gold::load(&path)?;
        let ours = score(&gold, &records(&path, |article| reading(&reader, article))?);
        let rules = records(&path, |article| reading(&rules, article))?;
        let floor = records(&path, |article| Ok(floor::read(&article)))?;
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
            rules: score(&gold, &rules),
            floor: score(&gold, &floor),
        });
    }
    let path = dir.join("gsr.jsonl");
    let gold = Gsr::load(&path)?;
    let ours = records(&path, |article| reading(&reader, article))?;
    let ours = score_gsr(&gold, &ours);
    let floor = records(&path, |article| Ok(floor::read(&article)))?;
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

/// What one that reads finds in a file, through the same JSON as anyone else's records.
fn records(path: &Path, mut read: impl FnMut(Article) -> Result<String>) -> Result<Predictions> {
    let mut lines = String::new();
    for article in rawi_intake::open(&[path.to_owned()], &Options::default()) {
        lines.push_str(&read(article?)?);
        lines.push('\n');
    }
    Ok(Predictions::parse("what was read", &lines)?)
}

fn reading(reader: &Reader<'_>, article: Article) -> Result<String> {
    serde_json::to_string(&reader.read(article)).context("a reading that is no JSON")
}
