//! Trains the reader's models: `cargo xtask train --gold DIR` reads `train.jsonl` and what was
//! written for this project in `crates/rawi-reader/training/`, writes `crates/rawi-reader/weights/*.tsv`.
//!
//! Logistic regression by stochastic gradient steps of AdaGrad with an L2 penalty: deterministic (a fixed seed, a fixed
//! order of sums), done in seconds. Five-fold cross-validation is printed beside it, so that the choice of features and
//! thresholds rests on sentences that the weights were not trained on.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use rawi_model::{Article, EventType, Span};
use rawi_reader::training::{Candidate, Participant, candidates};
use serde::Deserialize;

use crate::random::SplitMix;

#[derive(Deserialize)]
struct Passage {
    id: String,
    #[serde(default)]
    outlet: String,
    published: Option<jiff::civil::Date>,
    text: String,
    sentences: Vec<String>,
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    sentence: usize,
    trigger: String,
    #[serde(default)]
    nth: usize,
    #[serde(rename = "type")]
    kind: EventType,
    actor: Vec<Named>,
    recipient: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    text: String,
}

/// One decision with the answer that annotators gave.
struct Example {
    features: Vec<usize>,
    label: bool,
    fold: usize,
}

/// The features of one model, by number.
#[derive(Default)]
struct Names {
    names: Vec<String>,
    index: HashMap<String, usize>,
}

impl Names {
    fn numbers(&mut self, features: &[String]) -> Vec<usize> {
        features
            .iter()
            .map(|name| {
                *self.index.entry(name.clone()).or_insert_with(|| {
                    self.names.push(name.clone());
                    self.names.len() - 1
                })
            })
            .collect()
    }

    /// Writes what weighs enough, in the order of the names.
    fn write(&self, weights: Vec<f64>, class: &str, out: &mut String) {
        let sorted: BTreeMap<&str, f64> = self
            .names
            .iter()
            .map(String::as_str)
            .zip(weights)
            .filter(|(_, w)| w.abs() >= SMALLEST)
            .collect();
        for (name, weight) in sorted {
            let prefix = if class.is_empty() {
                String::new()
            } else {
                format!("{class}\t")
            };
            let _ = writeln!(out, "{prefix}{name}\t{weight:.3}");
        }
    }
}

/// Steps of AdaGrad with an L2 penalty over the decisions in `order`, shuffled anew for each epoch. `all` are the features
/// of every decision: those met too rarely are left out. `step` gives the gradient of each of a decision's options.
fn descend<'f>(
    size: usize,
    all: impl Iterator<Item = &'f [usize]>,
    mut order: Vec<usize>,
    mut step: impl FnMut(&[f64], &[bool], usize, &mut Vec<(&'f [usize], f64)>),
) -> Vec<f64> {
    let mut counts = vec![0usize; size];
    for &f in all.flatten() {
        counts[f] += 1;
    }
    let known: Vec<bool> = counts.into_iter().map(|n| n >= RAREST).collect();
    let mut weights = vec![0.0; size];
    let mut squares = vec![1e-6; size];
    let mut random = SplitMix::new(0x5241_5749);
    let mut gradients = Vec::new();
    for _ in 0..EPOCHS {
        for i in (1..order.len()).rev() {
            let j = (random.next() % (i as u64 + 1)) as usize;
            order.swap(i, j);
        }
        for &i in &order {
            gradients.clear();
            step(&weights, &known, i, &mut gradients);
            for (features, gradient) in &gradients {
                for &f in features.iter().filter(|&&f| known[f]) {
                    let g = gradient + PENALTY * weights[f];
                    squares[f] += g * g;
                    weights[f] -= RATE * g / squares[f].sqrt();
                }
            }
        }
    }
    weights
}

/// The decisions of one model.
#[derive(Default)]
struct Problem {
    names: Names,
    examples: Vec<Example>,
}

const FOLDS: usize = 5;
const EPOCHS: usize = 16;
const RATE: f64 = 0.03;
const PENALTY: f64 = 0.001;
/// Features met in fewer decisions say nothing.
const RAREST: usize = 3;
/// Weights below this are left out of the file.
const SMALLEST: f64 = 0.02;

impl Problem {
    fn add(&mut self, features: &[String], label: bool, fold: usize) {
        let features = self.names.numbers(features);
        self.examples.push(Example {
            features,
            label,
            fold,
        });
    }

    /// Trains on all examples but those of `held`.
    fn train(&self, held: Option<usize>) -> Vec<f64> {
        let order = (0..self.examples.len())
            .filter(|&i| Some(self.examples[i].fold) != held)
            .collect();
        let all = self.examples.iter().map(|e| &e.features[..]);
        descend(
            self.names.names.len(),
            all,
            order,
            |weights, known, i, out| {
                let e = &self.examples[i];
                let z: f64 = e
                    .features
                    .iter()
                    .filter(|&&f| known[f])
                    .map(|&f| weights[f])
                    .sum();
                let gradient = 1.0 / (1.0 + (-z).exp()) - f64::from(u8::from(e.label));
                out.push((&e.features, gradient));
            },
        )
    }

    fn probability(&self, weights: &[f64], e: &Example) -> f64 {
        let z: f64 = e.features.iter().map(|&f| weights[f]).sum();
        1.0 / (1.0 + (-z).exp())
    }

    /// Precision, recall and F1 at several thresholds, each example weighed by weights that never saw its fold.
    fn cross_validate(&self, name: &str, missed: usize) {
        let mut scored: Vec<(f64, bool)> = Vec::with_capacity(self.examples.len());
        for fold in 0..FOLDS {
            let weights = self.train(Some(fold));
            scored.extend(
                self.examples
                    .iter()
                    .filter(|e| e.fold == fold)
                    .map(|e| (self.probability(&weights, e), e.label)),
            );
        }
        let positive = scored.iter().filter(|(_, l)| *l).count() + missed;
        println!(
            "{name}: {} decisions, {positive} positive, {missed} never proposed",
            scored.len()
        );
        for threshold in [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6] {
            let kept = scored.iter().filter(|(p, _)| *p >= threshold).count();
            let right = scored.iter().filter(|(p, l)| *p >= threshold && *l).count();
            let (p, r) = (
                right as f64 / kept.max(1) as f64,
                right as f64 / positive.max(1) as f64,
            );
            println!(
                "  at {threshold:.2}: P {p:.3} R {r:.3} F1 {:.3}",
                2.0 * p * r / (p + r).max(1e-9)
            );
        }
    }

    fn write(&self, class: &str, out: &mut String) {
        self.names.write(self.train(None), class, out);
    }
}

/// One part in one act: which of the mentions has it, or nobody, the last of the options.
struct Choice {
    options: Vec<Vec<usize>>,
    right: Vec<bool>,
    fold: usize,
}

/// The parts of one kind.
#[derive(Default)]
struct Ranking {
    names: Names,
    choices: Vec<Choice>,
}

impl Ranking {
    /// Adds a part whose options are the mentions and nobody; `right` says of each mention whether it has the part.
    fn add(&mut self, mentions: &[Participant], nobody: &[String], right: &[bool], fold: usize) {
        let mut options: Vec<Vec<usize>> = mentions
            .iter()
            .map(|p| self.names.numbers(&p.features))
            .collect();
        options.push(self.names.numbers(nobody));
        let mut right = right.to_vec();
        right.push(!right.contains(&true));
        self.choices.push(Choice {
            options,
            right,
            fold,
        });
    }

    /// The share of each option by these weights.
    fn shares(&self, weights: &[f64], options: &[Vec<usize>]) -> Vec<f64> {
        let scores: Vec<f64> = options
            .iter()
            .map(|o| o.iter().map(|&f| weights[f]).sum())
            .collect();
        let top = scores.iter().copied().fold(f64::MIN, f64::max);
        let raised: Vec<f64> = scores.iter().map(|s| (s - top).exp()).collect();
        let sum: f64 = raised.iter().sum();
        raised.into_iter().map(|x| x / sum).collect()
    }

    /// Trains on all choices but those of `held`: the right options together are to have the largest share.
    fn train(&self, held: Option<usize>) -> Vec<f64> {
        let order = (0..self.choices.len())
            .filter(|&i| Some(self.choices[i].fold) != held)
            .collect();
        let all = self.choices.iter().flat_map(|c| &c.options).map(|o| &o[..]);
        descend(self.names.names.len(), all, order, |weights, _, i, out| {
            let c = &self.choices[i];
            let shares = self.shares(weights, &c.options);
            let right: f64 = shares
                .iter()
                .zip(&c.right)
                .filter(|(_, r)| **r)
                .map(|(s, _)| s)
                .sum();
            for ((option, share), is_right) in c.options.iter().zip(&shares).zip(&c.right) {
                let wanted = if *is_right {
                    share / right.max(1e-12)
                } else {
                    0.0
                };
                out.push((option, share - wanted));
            }
        })
    }

    /// How often the first choice is right, by weights that never saw its fold.
    fn cross_validate(&self, name: &str, missed: usize) {
        let (mut right, mut filled, mut filled_right) = (0usize, 0usize, 0usize);
        for fold in 0..FOLDS {
            let weights = self.train(Some(fold));
            for c in self.choices.iter().filter(|c| c.fold == fold) {
                let shares = self.shares(&weights, &c.options);
                let best = (0..shares.len())
                    .max_by(|&a, &b| shares[a].total_cmp(&shares[b]))
                    .unwrap_or_default();
                right += usize::from(c.right[best]);
                if c.right.last() == Some(&false) {
                    filled += 1;
                    filled_right += usize::from(c.right[best]);
                }
            }
        }
        let all = self.choices.len();
        println!(
            "{name}: {all} parts, first choice right in {:.3}; {filled} filled, of those {:.3}; {missed} never proposed",
            right as f64 / all.max(1) as f64,
            filled_right as f64 / filled.max(1) as f64,
        );
    }

    fn write(&self, class: &str, out: &mut String) {
        self.names.write(self.train(None), class, out);
    }
}

/// The passages of a JSONL file.
fn passages(path: &Path) -> Result<Vec<Passage>> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    text.lines()
        .enumerate()
        .filter(|(_, l)| !l.trim().is_empty())
        .map(|(line, json)| {
            serde_json::from_str(json).with_context(|| {
                format!("{}:{}: not an annotated passage", path.display(), line + 1)
            })
        })
        .collect()
}

/// Files of a folder with this extension, in order.
fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .with_context(|| format!("reading {}", folder.display()))?
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|e| e == extension))
        .collect();
    found.sort();
    Ok(found)
}

/// Trains all models and writes their files.
///
/// `own` holds what was written for this project: annotated passages (`*.jsonl`), and sentences, one a line, in which
/// nothing political happens (`*.txt`): they keep the weights from taking a market's demand or a striker's attack for
/// acts of states.
pub fn run(gold: &Path, own: &Path, weights: &Path) -> Result<()> {
    let mut all = passages(&gold.join("train.jsonl"))
        .context("--gold names the folder that holds train.jsonl")?;
    for path in files(own, "jsonl")? {
        all.extend(passages(&path)?);
    }
    let mut accept = Problem::default();
    let mut actor = Ranking::default();
    let mut recipient = Ranking::default();
    let (mut missed, mut missed_actors, mut missed_recipients) = (0, 0, 0);
    for passage in &all {
        let fold = fold_of(&passage.id);
        let found = propose(passage);
        let mut hit: HashSet<usize> = HashSet::new();
        for c in &found {
            let gold = passage.events.iter().position(|e| {
                e.kind == c.kind && span_of(passage, e).is_some_and(|s| s.overlaps(c.trigger))
            });
            accept.add(&c.features, gold.is_some(), fold);
            let Some(g) = gold.filter(|g| hit.insert(*g)) else {
                continue;
            };
            let event = &passage.events[g];
            let named = |n: &Named, p: &Participant| {
                same(&n.text, &p.text) || stands_for(passage, &n.text, p, &c.participants)
            };
            let has = |part: &[Named], p: &Participant| part.iter().any(|n| named(n, p));
            let acts: Vec<bool> = c
                .participants
                .iter()
                .map(|p| has(&event.actor, p))
                .collect();
            let suffers: Vec<bool> = c
                .participants
                .iter()
                .zip(&acts)
                .map(|(p, a)| !a && has(&event.recipient, p))
                .collect();
            // Where whoever has the part is no option, the choice teaches nothing.
            let proposed =
                |part: &[Named], right: &[bool]| part.is_empty() || right.contains(&true);
            if proposed(&event.actor, &acts) {
                actor.add(&c.participants, &c.nobody, &acts, fold);
            } else {
                missed_actors += 1;
            }
            if proposed(&event.recipient, &suffers) {
                recipient.add(&c.participants, &c.nobody, &suffers, fold);
            } else {
                missed_recipients += 1;
            }
        }
        missed += passage.events.len() - hit.len();
    }
    for path in files(own, "txt")? {
        let quiet = std::fs::read_to_string(&path)
            .with_context(|| format!("reading {}", path.display()))?;
        let sentences = quiet
            .lines()
            .filter(|l| !l.is_empty() && !l.starts_with('#'));
        for (n, text) in sentences.enumerate() {
            let fold = fold_of(&format!("{}-{n}", path.display()));
            let article = Article {
                text: text.to_owned(),
                ..Article::default()
            };
            for c in candidates(rawi_lexicon::builtin(), &article) {
                accept.add(&c.features, false, fold);
            }
        }
    }
    accept.cross_validate("candidates", missed);
    actor.cross_validate("doers", missed_actors);
    recipient.cross_validate("recipients", missed_recipients);
    std::fs::create_dir_all(weights)?;
    let mut out = String::new();
    accept.write("", &mut out);
    std::fs::write(weights.join("accept.tsv"), out)?;
    let mut out = String::new();
    actor.write("A", &mut out);
    recipient.write("R", &mut out);
    std::fs::write(weights.join("role.tsv"), out)?;
    Ok(())
}

fn propose(passage: &Passage) -> Vec<Candidate> {
    let article = Article {
        id: passage.id.clone(),
        outlet: passage.outlet.clone(),
        published: passage.published,
        text: passage.text.clone(),
        ..Article::default()
    };
    candidates(rawi_lexicon::builtin(), &article)
}

/// Where an annotated trigger stands, in code points of the passage.
fn span_of(passage: &Passage, e: &Event) -> Option<Span> {
    let before: usize = passage
        .sentences
        .iter()
        .take(e.sentence)
        .map(|s| s.chars().count() + 1)
        .sum();
    let sentence = passage.sentences.get(e.sentence)?;
    let (at, _) = sentence.match_indices(&e.trigger).nth(e.nth)?;
    let start = u32::try_from(before + sentence[..at].chars().count()).ok()?;
    let len = u32::try_from(e.trigger.chars().count()).ok()?;
    Some(Span::new(start, start + len))
}

/// Whether two phrases name the same: half of the words of the longer are shared.
fn same(a: &str, b: &str) -> bool {
    let words = |t: &str| -> HashSet<String> {
        t.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = (words(a), words(b));
    let shared = a.intersection(&b).count();
    shared > 0 && 2 * shared >= a.len().max(b.len())
}

/// Whether a mention is what is found of a longer annotated phrase (`جنديا` of `16 جنديا وضابطا`): the first that
/// stands inside it.
fn stands_for(passage: &Passage, phrase: &str, p: &Participant, all: &[Participant]) -> bool {
    passage.text.match_indices(phrase).any(|(at, _)| {
        let Ok(start) = u32::try_from(passage.text[..at].chars().count()) else {
            return false;
        };
        let end = start + phrase.chars().count() as u32;
        let inside = |x: &Participant| start <= x.span.start && x.span.end <= end;
        inside(p) && !all.iter().any(|x| inside(x) && x.span.start < p.span.start)
    })
}

/// The fold of a passage: by its name, so that adding passages moves no other.
fn fold_of(id: &str) -> usize {
    let h = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| {
        (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    });
    (h % FOLDS as u64) as usize
}
