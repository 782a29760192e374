//! Passages with their records in, counts and what differs out.

use std::collections::{HashMap, HashSet};

use crate::pairing::{countries, gold_countries, overlap, pair, same_dyad};
use crate::python::{find_all, slice, words};
use crate::tally::{Counts, Tally};
use crate::{
    Difference, Finding, Gold, GoldEvent, Passage, Predicted, PredictedMention, Predictions,
};

/// How far records agree with annotated passages.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    /// Counts of each passage, in the order of the file.
    pub passages: Vec<Tally>,
    /// Their sum.
    pub total: Tally,
    /// Each record, in the order of the passages and of their records: is it an annotated event?
    pub records: Vec<Matched>,
    /// What differs, in the order of the passages.
    pub findings: Vec<Finding>,
    /// Passages about which the program says nothing at all, not even that they hold no event.
    pub unanswered: Vec<String>,
    /// Passages that the program read in another wording, so that its offsets do not fit.
    pub other_text: Vec<String>,
}

/// Whether a record is an annotated event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Matched {
    /// How sure the program was of it.
    pub confidence: Option<f64>,
    /// Whether an event is matched to it.
    pub right: bool,
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
        let tally = one(passage, records, &mut scores.records, &mut found);
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
fn one(
    passage: &Passage,
    records: &[Predicted],
    each: &mut Vec<Matched>,
    found: &mut Vec<Difference>,
) -> Tally {
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
        let right = matched.contains(&Some(i));
        each.push(Matched {
            confidence: record.confidence,
            right,
        });
        if !right {
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
