//! What is counted: the same for one passage and for many.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use rawi_model::Status;

use crate::bootstrap::Measured;
use crate::figures::round3;

/// Things of which some were predicted, some annotated, some both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Predicted and annotated.
    pub right: u32,
    /// Predicted.
    pub predicted: u32,
    /// Annotated.
    pub gold: u32,
}

/// Things of which some are right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// How many are right.
    pub right: u32,
    /// Of how many.
    pub of: u32,
}

impl Share {
    /// Counts one more.
    pub(crate) fn add(&mut self, right: bool) {
        self.right += u32::from(right);
        self.of += 1;
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.predicted += other.predicted;
        self.gold += other.gold;
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.of += other.of;
    }
}

/// Everything that is counted, over one passage or many.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tally {
    /// Pairs of sentence and type.
    pub types: Counts,
    /// Events.
    pub event: Counts,
    /// Events with the right countries.
    pub dyad: Counts,
    /// Mentions by code.
    pub actors: Counts,
    /// Mentions by code and words.
    pub mentions: Counts,
    /// Links of attribution.
    pub attribution: Counts,
    /// Kinds of the links found.
    pub kind: Share,
    /// Whole chains.
    pub chain: Share,
    /// Statuses of matched events.
    pub status: Share,
    /// Times.
    pub when: Share,
    /// Places.
    pub place: Share,
    /// Events by type; a type that no one knows counts under its own name.
    pub by_type: BTreeMap<String, Counts>,
    /// Matched events by status.
    statuses: [Counts; Status::ALL.len()],
    /// Annotated statuses in the order of their first appearance, in which the reference adds their F1 up.
    order: Vec<Status>,
}

impl Tally {
    /// Counts the status of a matched event.
    pub(crate) fn add_status(&mut self, gold: Status, predicted: Option<&str>) {
        let right = predicted == Some(gold.as_str());
        self.status.add(right);
        if !self.order.contains(&gold) {
            self.order.push(gold);
        }
        for (status, counts) in Status::ALL.iter().zip(&mut self.statuses) {
            counts.gold += u32::from(*status == gold);
            counts.predicted += u32::from(predicted == Some(status.as_str()));
            counts.right += u32::from(*status == gold && right);
        }
    }

    /// Macro-F1 over the statuses that are annotated on matched events: the mean of the rounded F1 of each.
    pub fn status_f1(&self) -> Option<f64> {
        let count = u32::try_from(self.order.len()).ok().filter(|&n| n > 0)?;
        let f1 = |status: &Status| {
            let at = Status::ALL.iter().position(|s| s == status);
            round3(at.map_or(0.0, |at| self.statuses[at].prf().f1))
        };
        Some(self.order.iter().map(f1).sum::<f64>() / f64::from(count))
    }

    /// Precision, recall and F1 by name.
    pub fn counted(&self) -> [(&'static str, Counts); 6] {
        [
            ("types", self.types),
            ("event", self.event),
            ("dyad", self.dyad),
            ("actors", self.actors),
            ("mentions", self.mentions),
            ("attribution", self.attribution),
        ]
    }

    /// Accuracies by name; none where there was nothing to be right about.
    pub fn accuracies(&self) -> [(&'static str, Option<f64>); 6] {
        [
            ("kind", self.kind.value()),
            ("chain", self.chain.value()),
            ("status", self.status.value()),
            ("status_f1", self.status_f1()),
            ("when", self.when.value()),
            ("place", self.place.value()),
        ]
    }
}

impl AddAssign<&Tally> for Tally {
    fn add_assign(&mut self, other: &Self) {
        self.types += other.types;
        self.event += other.event;
        self.dyad += other.dyad;
        self.actors += other.actors;
        self.mentions += other.mentions;
        self.attribution += other.attribution;
        self.kind += other.kind;
        self.chain += other.chain;
        self.status += other.status;
        self.when += other.when;
        self.place += other.place;
        for (kind, counts) in &other.by_type {
            match self.by_type.get_mut(kind) {
                Some(sum) => *sum += *counts,
                None => _ = self.by_type.insert(kind.clone(), *counts),
            }
        }
        for (sum, counts) in self.statuses.iter_mut().zip(other.statuses) {
            *sum += counts;
        }
        for status in &other.order {
            if !self.order.contains(status) {
                self.order.push(*status);
            }
        }
    }
}

impl Measured for Tally {
    /// `event.p`, `event.r`, `event.f1` and so on; `kind`…; `by_type.ASSAULT`….
    fn figures(&self) -> Vec<(String, Option<f64>)> {
        let mut out = Vec::new();
        for (name, counts) in self.counted() {
            let prf = counts.prf();
            for (part, value) in [("p", prf.p), ("r", prf.r), ("f1", prf.f1)] {
                out.push((format!("{name}.{part}"), Some(value)));
            }
        }
        for (name, value) in self.accuracies() {
            out.push((name.to_owned(), value));
        }
        for (kind, counts) in &self.by_type {
            out.push((format!("by_type.{kind}"), Some(counts.prf().f1)));
        }
        out
    }
}
