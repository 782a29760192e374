//! Passages with their records in, counts and what differs out.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::bootstrap::{Interval, bootstrap};
use crate::figures::round3;
use crate::pairing::{countries, gold_countries, overlap, pair, same_dyad};
use crate::python::{find_all, slice, words};
use crate::tally::{Counts, Tally};
use crate::{Gold, GoldEvent, Passage, Predicted, PredictedMention, Predictions};

/// How far records agree with annotated passages.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    /// Counts of each passage, in the order of the file.
    pub passages: Vec<Tally>,
    /// Their sum.
    pub total: Tally,
    /// What differs, in the order of the passages.
    pub findings: Vec<Finding>,
    /// Passages about which the program says nothing at all, not even that they hold no event.
    pub unanswered: Vec<String>,
    /// Passages that the program read in another wording, so that its offsets do not fit.
    pub other_text: Vec<String>,
}

/// One thing in which records differ from the annotation; prints as a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// In which passage.
    pub passage: String,
    /// What differs.
    pub what: Difference,
}

/// What differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// No record matches the event.
    Missed {
        /// Its type.
        kind: String,
        /// Its trigger.
        trigger: String,
        /// The beginning of its sentence.
        sentence: String,
    },
    /// The event matches, the countries do not.
    Dyad {
        /// Its type.
        kind: String,
        /// Its trigger.
        trigger: String,
        /// Countries of actor and recipient as annotated.
        gold: [BTreeSet<String>; 2],
        /// The record's.
        got: [BTreeSet<String>; 2],
    },
    /// The event matches, a source is missing.
    Source {
        /// The event's trigger.
        trigger: String,
        /// The source's words.
        missed: String,
    },
    /// The event matches, the status does not.
    Status {
        /// The event's trigger.
        trigger: String,
        /// As annotated.
        gold: &'static str,
        /// The record's.
        got: Option<String>,
    },
    /// A record that matches no event.
    Extra {
        /// Its type.
        kind: String,
        /// Its trigger.
        trigger: String,
    },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = &self.passage;
        match &self.what {
            Difference::Missed {
                kind,
                trigger,
                sentence,
            } => {
                write!(f, "MISSED  {id} {kind} {trigger}: {sentence}")
            }
            Difference::Dyad {
                kind,
                trigger,
                gold,
                got,
            } => {
                let side = |s: &BTreeSet<String>| {
                    let quoted: Vec<String> = s.iter().map(|c| format!("'{c}'")).collect();
                    format!("[{}]", quoted.join(", "))
                };
                let both = |d: &[BTreeSet<String>; 2]| format!("{}>{}", side(&d[0]), side(&d[1]));
                write!(
                    f,
                    "DYAD    {id} {kind} {trigger}: gold {} got {}",
                    both(gold),
                    both(got)
                )
            }
            Difference::Source { trigger, missed } => {
                write!(f, "SOURCE  {id} {trigger}: missed {missed}")
            }
            Difference::Status { trigger, gold, got } => write!(
                f,
                "STATUS  {id} {trigger}: gold {gold} got {}",
                got.as_deref().unwrap_or("None")
            ),
            Difference::Extra { kind, trigger } => write!(f, "EXTRA   {id} {kind} {trigger}"),
        }
    }
}

/// Compares a program's records with annotated passages. Records of other passages are left aside.
pub fn score(gold: &Gold, predictions: &Predictions) -> Scores {
    let mut scores = Scores::default();
    for passage in &gold.passages {
        let records = predictions.of(&passage.id).unwrap_or_else(|| {
            scores.unanswered.push(passage.id.clone());
            &[]
        });
        if predictions.read_other_text(&passage.id, &passage.text) {
            scores.other_text.push(passage.id.clone());
        }
        let mut found = Vec::new();
        let tally = one(passage, records, &mut found);
        scores.total += &tally;
        scores.passages.push(tally);
        scores
            .findings
            .extend(found.into_iter().map(|what| Finding {
                passage: passage.id.clone(),
                what,
            }));
    }
    scores
}

/// Counts one passage.
fn one(passage: &Passage, records: &[Predicted], found: &mut Vec<Difference>) -> Tally {
    let mut tally = Tally::default();
    let matched = pair(passage, records);
    for record in records {
        tally
            .by_type
            .entry(record.kind.clone())
            .or_default()
            .predicted += 1;
    }
    tally.types = types(passage, records);
    for (event, record) in passage.events.iter().zip(&matched) {
        let of_type = tally
            .by_type
            .entry(event.kind.as_str().to_owned())
            .or_default();
        of_type.gold += 1;
        match record {
            None => found.push(Difference::Missed {
                kind: event.kind.to_string(),
                trigger: event.trigger.clone(),
                sentence: passage.sentences[event.sentence]
                    .chars()
                    .take(160)
                    .collect(),
            }),
            Some(at) => {
                of_type.right += 1;
                tally.event.right += 1;
                matched_event(passage, event, &records[*at], &mut tally, found);
            }
        }
    }
    for counts in [&mut tally.event, &mut tally.dyad] {
        counts.predicted = count(records.len());
        counts.gold = count(passage.events.len());
    }
    for (i, record) in records.iter().enumerate() {
        if !matched.contains(&Some(i)) {
            let trigger = slice(&passage.chars, record.trigger.start, record.trigger.end);
            found.push(Difference::Extra {
                kind: record.kind.clone(),
                trigger: trigger.iter().collect(),
            });
        }
    }
    tally
}

/// Pairs of sentence and type.
fn types(passage: &Passage, records: &[Predicted]) -> Counts {
    let gold: HashSet<(usize, &str)> = passage
        .events
        .iter()
        .map(|e| (e.sentence, e.kind.as_str()))
        .collect();
    let predicted: HashSet<(usize, &str)> = records
        .iter()
        .map(|r| (passage.sentence_at(r.trigger.start), r.kind.as_str()))
        .collect();
    Counts {
        right: count(gold.intersection(&predicted).count()),
        predicted: count(predicted.len()),
        gold: count(gold.len()),
    }
}

/// Counts the fields of an event that a record matches.
fn matched_event(
    passage: &Passage,
    event: &GoldEvent,
    record: &Predicted,
    tally: &mut Tally,
    found: &mut Vec<Difference>,
) {
    if same_dyad(event, record) {
        tally.dyad.right += 1;
    } else {
        found.push(Difference::Dyad {
            kind: event.kind.to_string(),
            trigger: event.trigger.clone(),
            gold: [
                gold_countries(&event.actor),
                gold_countries(&event.recipient),
            ],
            got: [countries(record.actors()), countries(record.recipients())],
        });
    }
    mentions(event, record, tally);
    sources(passage, event, record, tally, found);
    tally.add_status(event.status, record.status());
    if record.status() != Some(event.status.as_str()) {
        found.push(Difference::Status {
            trigger: event.trigger.clone(),
            gold: event.status.as_str(),
            got: record.status().map(str::to_owned),
        });
    }
    let some = |s: &Option<String>| s.as_ref().is_some_and(|s| !s.is_empty());
    if some(&event.when) || some(&record.when) {
        tally.when.add(event.when == record.when);
    }
    let gold = event.place.as_ref().and_then(|p| p.country);
    let gold = gold.map(|c| c.to_string());
    let got = record.place.as_ref().and_then(|p| p.country.clone());
    if some(&gold) || some(&got) {
        tally.place.add(gold == got);
    }
}

/// Counts mentions by code alone, and by code and words.
fn mentions(event: &GoldEvent, record: &Predicted, tally: &mut Tally) {
    // Where either side may be the actor, the role says nothing.
    let free = event.is_mutual();
    let role = |r: u8| if free { 0 } else { r };
    let gold: Vec<(u8, String, &str)> = [&event.actor, &event.recipient]
        .iter()
        .zip(0..)
        .flat_map(|(side, r)| {
            side.iter()
                .map(move |m| (role(r), m.code.to_string(), m.text.as_str()))
        })
        .collect();
    let mut got: Vec<(u8, &PredictedMention)> = [record.actors(), record.recipients()]
        .iter()
        .zip(0..)
        .flat_map(|(side, r)| side.iter().map(move |m| (role(r), m)))
        .collect();
    for counts in [&mut tally.actors, &mut tally.mentions] {
        counts.gold += count(gold.len());
        counts.predicted += count(got.len());
    }

    let mut left: HashMap<(u8, &str), u32> = HashMap::new();
    for (r, m) in &got {
        *left.entry((*r, &m.code)).or_default() += 1;
    }
    for (r, code, _) in &gold {
        if let Some(n) = left.get_mut(&(*r, code.as_str())).filter(|n| **n > 0) {
            *n -= 1;
            tally.actors.right += 1;
        }
    }

    for (r, code, text) in &gold {
        let wanted = words(text);
        let at = got.iter().position(|(other, m)| {
            let has = words(m.text.as_deref().unwrap_or_default());
            other == r
                && m.code == *code
                && 2 * wanted.intersection(&has).count() >= wanted.len().max(has.len())
        });
        if let Some(at) = at {
            got.remove(at);
            tally.mentions.right += 1;
        }
    }
}

/// Counts links of attribution, their kinds, and whole chains.
fn sources(
    passage: &Passage,
    event: &GoldEvent,
    record: &Predicted,
    tally: &mut Tally,
    found: &mut Vec<Difference>,
) {
    let links = record.sources();
    tally.attribution.predicted += count(links.len());
    tally.attribution.gold += count(event.according_to.len());
    let mut taken: Vec<usize> = Vec::new();
    for source in &event.according_to {
        let phrase: Vec<char> = source.text.chars().collect();
        let length = phrase.len() as u64;
        // Every place in the passage where the words stand may be meant.
        let spans = find_all(&passage.chars, &phrase);
        let at = (0..links.len()).find(|i| {
            let link = &links[*i];
            !taken.contains(i)
                && link.end.saturating_sub(link.start) <= 2 * length
                && spans
                    .iter()
                    .any(|&s| overlap((s, s + length), (link.start, link.end)))
        });
        match at {
            Some(at) => {
                taken.push(at);
                tally.attribution.right += 1;
                tally
                    .kind
                    .add(links[at].kind.as_deref() == Some(source.kind.as_str()));
            }
            None => found.push(Difference::Source {
                trigger: event.trigger.clone(),
                missed: source.text.clone(),
            }),
        }
    }
    if !links.is_empty() || !event.according_to.is_empty() {
        let whole = taken.len() == links.len() && taken.len() == event.according_to.len();
        tally.chain.add(whole && taken.is_sorted());
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Scores {
    /// 95% intervals of every figure, by resampling passages.
    pub fn intervals(&self, seed: u64) -> std::collections::BTreeMap<String, Interval> {
        bootstrap(&self.passages, seed)
    }

    /// The figures, rounded to three decimals, for programs.
    pub fn to_json(&self) -> Value {
        let mut out = Map::new();
        for (name, counts) in self.total.counted() {
            let prf = counts.prf();
            let value = json!({"p": round3(prf.p), "r": round3(prf.r), "f1": round3(prf.f1), "tp": counts.right,
                "predicted": counts.predicted, "gold": counts.gold});
            out.insert(name.to_owned(), value);
        }
        for (name, value) in self.total.accuracies() {
            out.insert(name.to_owned(), json!(value.map(round3)));
        }
        let by_type: Map<String, Value> = self
            .total
            .by_type
            .iter()
            .map(|(kind, counts)| (kind.clone(), json!(round3(counts.prf().f1))))
            .collect();
        out.insert("by_type".to_owned(), Value::Object(by_type));
        Value::Object(out)
    }

    /// The figures for people, a line each.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        for (name, counts) in self.total.counted() {
            let (
                prf,
                Counts {
                    right,
                    predicted,
                    gold,
                },
            ) = (counts.prf(), counts);
            let _ = writeln!(
                out,
                "{name:12} P {:.3}  R {:.3}  F1 {:.3}   ({right} of {predicted} predicted, {gold} gold)",
                prf.p, prf.r, prf.f1
            );
        }
        let figure = |value: Option<f64>| value.map_or("-".to_owned(), |v| format!("{v:.3}"));
        let accuracies = self.total.accuracies();
        let parts: Vec<String> = accuracies
            .iter()
            .map(|(name, value)| format!("{name} {}", figure(*value)))
            .collect();
        let _ = writeln!(out, "accuracy    {}", parts.join("  "));
        let parts: Vec<String> = self
            .total
            .by_type
            .iter()
            .map(|(kind, counts)| format!("{kind} {:.3}", counts.prf().f1))
            .collect();
        let _ = writeln!(out, "F1 by type  {}", parts.join("  "));
        if !self.unanswered.is_empty() {
            let _ = writeln!(
                out,
                "note: no line for {} of the passages, among them {}; their events count as missed",
                self.unanswered.len(),
                self.unanswered[0]
            );
        }
        if !self.other_text.is_empty() {
            let _ = writeln!(
                out,
                "note: {} passages were read in another wording, among them {}; offsets do not fit, so give the program the passages' own `text`",
                self.other_text.len(),
                self.other_text[0]
            );
        }
        out
    }
}
