//! Scores in; figures for programs and for people out.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::bootstrap::{Interval, bootstrap};
use crate::figures::round3;
use crate::{Counts, Scores};

impl Scores {
    /// 95% intervals of every figure, by resampling passages.
    pub fn intervals(&self, seed: u64) -> BTreeMap<String, Interval> {
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
