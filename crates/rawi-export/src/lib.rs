//! Rawi's records as other tools expect them: events in, rows of a format out, with a line of sources beside each row.
//!
//! ```text
//! Event (a claim or a record, with its reports) ─ Codes (lexicon/export) ─ a format ─▶ rows, sources, mentions
//! ```
//!
//! An [`Export`] holds the state of one output and no more of the data than a row group or a day; it writes to a
//! [`Sink`], which the caller opens. What the formats cannot hold is said in docs/exports.md.
//!
//! No database is needed: [`Event::of_reading`] makes events of what the reader gives.

pub mod annotation;
mod arrow;
mod cell;
pub mod codes;
mod delimited;
mod event;
mod export;
mod flat;
mod formats;
pub mod listed;
mod nested;
mod parties;
mod sink;
pub mod standoff;

pub use arrow::{Layout, SCHEMA_VERSION, record_batch, schema};
pub use codes::Codes;
pub use event::{ArticleRef, Claim, Event, Report};
pub use export::{Export, Format, Options};
pub use flat::COLUMNS as FLAT_COLUMNS;
pub use sink::{ExportError, Sink, Summary};
