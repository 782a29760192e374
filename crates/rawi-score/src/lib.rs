//! Annotated passages and a program's records in; how far they agree out.
//!
//! ```text
//! gold.jsonl ──────▶ Gold ──────────┐
//!                                   ├─ pairing ─▶ compare ─▶ Tally of each passage ─┬▶ sum ─▶ figures
//! predicted.jsonl ─▶ Predictions ───┘                        └▶ Finding (--errors)  └▶ bootstrap ─▶ intervals
//! ```
//!
//! What the figures mean:
//!
//! | figure | |
//! |---|---|
//! | `types` | which types each sentence reports, however often: pairs of sentence and type |
//! | `event` | same type and overlapping triggers; or, among what is then left, same type in the same sentence with the same countries. A trigger is one word: a record whose trigger spans white space matches nothing |
//! | `dyad` | event, and the countries of actor and of recipient are the same sets (either way round for CONSULT, COOPERATE and events marked `mutual`) |
//! | `actors` | mentions of matched events, each compared by full code (country and sector) |
//! | `mentions` | the same, and at least half of the words shared with the annotated mention's text |
//! | `attribution` | over matched events: links found by overlapping span, no more than twice as long as the annotated phrase |
//! | `kind` | accuracy of the kind of source on the links found |
//! | `chain` | share of the matched events with a source on either side whose whole chain is right, in order |
//! | `status`, `status_f1` | accuracy, and macro-F1 over the statuses, on matched events |
//! | `when`, `place` | accuracy where either side has one |
//!
//! The definitions, and every rounding, are those of the Python scripts that come with the project's own annotated
//! passages; a test holds the two against each other where the scripts are present.

mod bootstrap;
mod compare;
mod error;
mod figures;
mod finding;
mod gold;
mod gsr;
mod lines;
mod pairing;
mod predicted;
mod python;
mod report;
mod tally;

pub use bootstrap::{Interval, Measured, RESAMPLES, bootstrap};
pub use compare::{Matched, Scores, score};
pub use error::ScoreError;
pub use figures::{Prf, round3};
pub use finding::{Difference, Finding};
pub use gold::{Gold, GoldEvent, GoldMention, GoldPlace, GoldSource, Passage};
pub use gsr::{Gsr, GsrCounts, GsrFinding, GsrScores, GsrSentence, GsrTally, score_gsr};
pub use predicted::{
    Predicted, PredictedMention, PredictedPlace, PredictedSource, PredictedSpan, Predictions,
};
pub use tally::{Counts, Share, Tally};
