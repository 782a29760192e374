//! Annotation by hand in brat's standoff format: readings become texts with annotations that brat opens, and what people
//! made of them becomes annotated passages for `rawi score`.
//!
//! ```text
//! Reading ─ write ─▶ N.txt, N.ann (brat) ─ collect ─▶ passage: sentences, events (one line of JSON)
//! ```
//!
//! A text has one sentence a line. Its type names a trigger; `Mention`, `Place` and `Source` are what events have as
//! `Actor`, `Recipient`, `Place` and `Source` (innermost first: `Source`, `Source2`…). The code of a mention or source and the
//! country of a place stand in a note (`SYR GOV`, `SYR`), status, mutuality and the kind of a source are attributes, and the
//! note of an event may say `when=2024-09-30`.

mod collect;
mod write;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use collect::{Passage, collect};
pub use write::{Document, write};

/// Files longer than this are refused.
pub const MAX_BYTES: u64 = 8 << 20;

/// What is known of a text besides its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// Name of its files, without ending.
    pub file: String,
    /// What the article is known by.
    pub id: String,
    /// The outlet.
    #[serde(default)]
    pub outlet: String,
    /// Day of publication, ISO.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
}

/// What is wrong in annotations.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {message}")]
pub struct StandoffError {
    /// Which line of the annotations, from 1; 0 for the whole file.
    pub line: usize,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// brat's `annotation.conf` for these annotations.
pub fn configuration() -> String {
    let mut out = String::from(
        "# What brat offers for Rawi's records.\n[entities]\nMention\nPlace\nSource\n\n[relations]\n\n[events]\n",
    );
    for kind in rawi_model::EventType::ALL {
        out.push_str(&format!(
            "{kind}\tActor*:Mention, Recipient*:Mention, Place?:Place, Source*:Source\n"
        ));
    }
    let statuses = names(rawi_model::Status::ALL.iter().map(|s| s.as_str()));
    let kinds = names(rawi_model::SourceKind::ALL.iter().map(|k| k.as_str()));
    out.push_str(&format!(
        "\n[attributes]\nStatus\tArg:<EVENT>, Value:{statuses}\nMutual\tArg:<EVENT>\nKind\tArg:Source, Value:{kinds}\n"
    ));
    out
}

fn names<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.collect::<Vec<_>>().join("|")
}

#[cfg(test)]
mod tests;
