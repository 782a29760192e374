//! The other judge: sentences that other people labelled for one type (`ASSAULT` or `PROTEST`, yes or no). Does a
//! program find the act, and no other? A sentence counts as found if any record of the asked type with status
//! `occurred` stands in it. Reading of labels and records in; counts, shares and what differs out.

use std::fmt;
use std::ops::AddAssign;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::bootstrap::{Interval, Measured, bootstrap};
use crate::figures::{ratio, round3};
use crate::lines;
use crate::{Predicted, Predictions, ScoreError, Share};

/// A file of labelled sentences.
#[derive(Debug, Clone)]
pub struct Gsr {
    /// In the order of the file.
    pub sentences: Vec<GsrSentence>,
}

/// A labelled sentence.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct GsrSentence {
    /// What it is known by.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// Which type was asked for.
    #[serde(rename = "type")]
    pub kind: String,
    /// `yes` or `no`.
    pub label: String,
    /// Code of the doer, where it was annotated.
    #[serde(default)]
    pub source: Option<String>,
    /// Code of the other side.
    #[serde(default)]
    pub target: Option<String>,
}

/// Counts for one type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GsrCounts {
    /// Found among the sentences labelled yes.
    pub found: Share,
    /// Found among those labelled no.
    pub alarms: Share,
    /// Of those found whose doer's country is known: those with a record whose actor has it.
    pub source_country: Share,
    /// The same for the other side.
    pub target_country: Share,
}

/// Counts for both types, over one sentence or many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GsrTally {
    /// Attacks.
    pub assault: GsrCounts,
    /// Protests.
    pub protest: GsrCounts,
}

/// A sentence on which the program and the label differ; prints as a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GsrFinding {
    /// Which sentence.
    pub id: String,
    /// Whether it was missed; else it was found against the label.
    pub missed: bool,
    /// Its beginning.
    pub text: String,
}

impl fmt::Display for GsrFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.missed { "MISSED" } else { "FALSE " };
        write!(f, "{what} {}: {}", self.id, self.text)
    }
}

/// How far records agree with the labels.
#[derive(Debug, Clone, Default)]
pub struct GsrScores {
    /// Counts of each sentence.
    pub sentences: Vec<GsrTally>,
    /// Their sum.
    pub total: GsrTally,
    /// How many sentences the program said nothing about, not even that they hold no event.
    pub unanswered: u32,
    /// What differs, attacks first.
    pub findings: Vec<GsrFinding>,
}

impl Gsr {
    /// Reads a file.
    ///
    /// # Errors
    /// The first line that is no labelled sentence.
    pub fn load(path: &Path) -> Result<Self, ScoreError> {
        Self::parse(&path.display().to_string(), &lines::read(path)?)
    }

    /// The same for text in memory; `file` is what errors call it.
    ///
    /// # Errors
    /// As for [`Gsr::load`].
    pub fn parse(file: &str, text: &str) -> Result<Self, ScoreError> {
        let shape = "write one sentence a line: id, text, type, label, source, target";
        let mut sentences = Vec::new();
        for (number, sentence) in lines::parse::<GsrSentence>(file, text, shape)? {
            if !matches!(sentence.label.as_str(), "yes" | "no") {
                return Err(ScoreError {
                    file: file.to_owned(),
                    line: Some(number),
                    problem: format!("label `{}`", sentence.label),
                    remedy: "write `yes` or `no`".to_owned(),
                });
            }
            sentences.push(sentence);
        }
        Ok(Self { sentences })
    }
}

/// Compares a program's records with the labels.
pub fn score_gsr(gold: &Gsr, predictions: &Predictions) -> GsrScores {
    let mut scores = GsrScores::default();
    for sentence in &gold.sentences {
        let mut tally = GsrTally::default();
        if let Some(counts) = tally.of(&sentence.kind) {
            *counts = one(sentence, predictions);
        }
        scores.unanswered += u32::from(predictions.of(&sentence.id).is_none());
        scores.total += &tally;
        scores.sentences.push(tally);
    }
    for kind in ["ASSAULT", "PROTEST"] {
        let of_kind = gold.sentences.iter().zip(&mut scores.sentences);
        for (sentence, tally) in of_kind.filter(|(s, _)| s.kind == kind) {
            let Some(counts) = tally.of(kind) else {
                continue;
            };
            let missed = counts.found.right < counts.found.of;
            if missed || counts.alarms.right > 0 {
                scores.findings.push(GsrFinding {
                    id: sentence.id.clone(),
                    missed,
                    text: sentence.text.chars().take(200).collect(),
                });
            }
        }
    }
    scores
}

fn one(sentence: &GsrSentence, predictions: &Predictions) -> GsrCounts {
    let mut counts = GsrCounts::default();
    let records = predictions.of(&sentence.id).unwrap_or_default();
    // A program that gives no statuses means that what it reports has occurred.
    let occurred = |r: &Predicted| r.status.is_none() || r.status() == Some("occurred");
    let hits: Vec<&Predicted> = records
        .iter()
        .filter(|r| r.kind == sentence.kind && occurred(r))
        .collect();
    if sentence.label != "yes" {
        counts.alarms.add(!hits.is_empty());
        return counts;
    }
    counts.found.add(!hits.is_empty());
    if hits.is_empty() {
        return counts;
    }
    if let Some(country) = country(sentence.source.as_deref()) {
        let has = |r: &&Predicted| r.actors().iter().any(|m| m.code.starts_with(&country));
        counts.source_country.add(hits.iter().any(has));
    }
    if let Some(country) = country(sentence.target.as_deref()) {
        let has = |r: &&Predicted| r.recipients().iter().any(|m| m.code.starts_with(&country));
        counts.target_country.add(hits.iter().any(has));
    }
    counts
}

/// The country of an annotated code; none where it names none.
fn country(code: Option<&str>) -> Option<String> {
    let country: String = code?.chars().take(3).collect();
    let known = !matches!(country.as_str(), "" | "Non" | "INT" | "IMG" | "UNK");
    known.then_some(country)
}

impl GsrTally {
    fn of(&mut self, kind: &str) -> Option<&mut GsrCounts> {
        match kind {
            "ASSAULT" => Some(&mut self.assault),
            "PROTEST" => Some(&mut self.protest),
            _ => None,
        }
    }

    /// Both types by name.
    pub const fn by_type(&self) -> [(&'static str, GsrCounts); 2] {
        [("ASSAULT", self.assault), ("PROTEST", self.protest)]
    }
}

impl AddAssign<&GsrTally> for GsrTally {
    fn add_assign(&mut self, other: &Self) {
        for (sum, part) in [
            (&mut self.assault, other.assault),
            (&mut self.protest, other.protest),
        ] {
            sum.found += part.found;
            sum.alarms += part.alarms;
            sum.source_country += part.source_country;
            sum.target_country += part.target_country;
        }
    }
}

impl Measured for GsrTally {
    /// `ASSAULT.recall`, `ASSAULT.false_alarms`, `ASSAULT.source_country`, `ASSAULT.target_country` and so on.
    fn figures(&self) -> Vec<(String, Option<f64>)> {
        let mut out = Vec::new();
        for (kind, counts) in self.by_type() {
            for (name, share) in [
                ("recall", counts.found),
                ("false_alarms", counts.alarms),
                ("source_country", counts.source_country),
                ("target_country", counts.target_country),
            ] {
                out.push((format!("{kind}.{name}"), share.value()));
            }
        }
        out
    }
}

impl GsrScores {
    /// 95% intervals of every figure, by resampling sentences.
    pub fn intervals(&self, seed: u64) -> std::collections::BTreeMap<String, Interval> {
        bootstrap(&self.sentences, seed)
    }

    /// The figures, rounded to three decimals, for programs.
    pub fn to_json(&self) -> Value {
        let mut out = json!({"sentences": self.sentences.len(), "unanswered": self.unanswered});
        for (kind, c) in self.total.by_type() {
            let of = |s: Share| format!("{}/{}", s.right, s.of);
            out[kind] = json!({
                "recall": round3(ratio(c.found.right, c.found.of)),
                "false_alarms": round3(ratio(c.alarms.right, c.alarms.of)),
                "found": c.found.right,
                "missed": c.found.of - c.found.right,
                "false": c.alarms.right,
                "source_country": of(c.source_country),
                "target_country": of(c.target_country),
            });
        }
        out
    }
}
