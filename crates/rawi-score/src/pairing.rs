//! Which record is which annotated event.

use std::collections::BTreeSet;

use crate::python::{is_space, pieces};
use crate::{GoldEvent, GoldMention, Passage, Predicted, PredictedMention};

/// Whether two half-open spans share a code point.
pub(crate) const fn overlap(a: (u64, u64), b: (u64, u64)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// The countries of annotated mentions.
pub(crate) fn gold_countries(mentions: &[GoldMention]) -> BTreeSet<String> {
    mentions
        .iter()
        .map(|m| m.code.country.to_string())
        .collect()
}

/// The countries of a record's mentions: the first word of each code.
pub(crate) fn countries(mentions: &[PredictedMention]) -> BTreeSet<String> {
    let first = |m: &PredictedMention| {
        let mut words = m.code.split(is_space).filter(|w| !w.is_empty());
        words.next().map(str::to_owned)
    };
    mentions.iter().filter_map(first).collect()
}

/// Whether the countries on both sides are the same, either way round where that is free.
pub(crate) fn same_dyad(gold: &GoldEvent, record: &Predicted) -> bool {
    let (ga, gr) = (gold_countries(&gold.actor), gold_countries(&gold.recipient));
    let (pa, pr) = (countries(record.actors()), countries(record.recipients()));
    (&ga, &gr) == (&pa, &pr) || gold.is_mutual() && &ga | &gr == &pa | &pr
}

/// For each annotated event the record that matches it. Overlapping triggers go first; then what is left may match in
/// the same sentence.
pub(crate) fn pair(passage: &Passage, records: &[Predicted]) -> Vec<Option<usize>> {
    let mut matched = vec![None; passage.events.len()];
    let mut used = vec![false; records.len()];
    let one_word: Vec<bool> = records
        .iter()
        .map(|r| pieces(&passage.chars, r.trigger.start, r.trigger.end) == 1)
        .collect();
    for near in [true, false] {
        for (event, matched) in passage.events.iter().zip(&mut matched) {
            if matched.is_some() {
                continue;
            }
            let begins = passage.starts[event.sentence];
            let ends = passage.starts[event.sentence + 1];
            *matched = (0..records.len()).find(|&i| {
                let record = &records[i];
                let trigger = (record.trigger.start, record.trigger.end);
                !used[i]
                    && one_word[i]
                    && record.kind == event.kind.as_str()
                    && if near {
                        overlap(event.span, trigger)
                    } else {
                        begins <= trigger.0 && trigger.0 < ends && same_dyad(event, record)
                    }
            });
            if let Some(i) = *matched {
                used[i] = true;
            }
        }
    }
    matched
}
