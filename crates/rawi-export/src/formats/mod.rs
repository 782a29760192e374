//! The formats, one module each: takes an event, writes its rows.

pub(crate) mod gdelt;
pub(crate) mod icews;
pub(crate) mod jsonl;
pub(crate) mod parquet;
pub(crate) mod phoenix;
pub(crate) mod plover;
pub(crate) mod polecat;
pub(crate) mod tables;
pub(crate) mod violence;
pub(crate) mod webanno;

use rawi_model::{EventType, Record, Status};

use crate::codes::{Act, Coded, Codes};
use crate::event::Event;
use crate::sink::{ExportError, Sink};

/// What a format does with events.
pub(crate) trait Encode {
    /// What stands before the first row.
    fn begin(&mut self, _to: &mut Sink<'_>) -> Result<(), ExportError> {
        Ok(())
    }

    /// The rows of an event.
    fn event(&mut self, event: &Event, to: &mut Sink<'_>) -> Result<(), ExportError>;

    /// What was held back, and what stands after the last row.
    fn end(&mut self, _to: &mut Sink<'_>) -> Result<(), ExportError> {
        Ok(())
    }
}

const NO_CLASS: &str = "in a status that the format has no class for";
const NO_DAY: &str = "without a day";
const ONE_SIDED: &str = "without actor or recipient";

/// The CAMEO code of a record by its status: what happened, what is announced; nothing for the rest.
fn cameo<'c>(codes: &'c Codes, record: &Record) -> Option<Coded<'c>> {
    match record.status {
        Status::Occurred => codes.cameo.code(record),
        Status::Planned | Status::Conditional => codes.cameo.announced(record),
        Status::Possible | Status::Desired | Status::Denied => None,
    }
}

/// PLOVER's type and mode of a record by its status.
fn plover_act(codes: &Codes, record: &Record) -> Option<Act> {
    let mode = record.mode.as_deref();
    match record.status {
        Status::Occurred => Some((record.kind, record.mode.clone())),
        Status::Planned | Status::Conditional => codes.plover.announced(record.kind, mode).cloned(),
        Status::Possible | Status::Desired | Status::Denied => None,
    }
}

/// By PLOVER's rule all who take part in a meeting are actors, unless one is the other's guest.
fn meets_as_equals(record: &Record) -> bool {
    record.kind == EventType::Consult && record.mutual && record.mode.as_deref() != Some("visit")
}

/// A number for the `row`-th row of an event, unique in an export and the same in the next one.
fn number(event: &Event, row: usize) -> i64 {
    let row = i64::try_from(row).unwrap_or(0);
    event.main.number.saturating_mul(100).saturating_add(row)
}

/// A value in CAMEO's manner: one decimal, `-10.0`.
fn one_decimal(value: f64) -> String {
    format!("{value:.1}")
}
