//! What people put right. Corrections are only ever added; the effective view is the machine's reading with them
//! applied, and taking one back is itself a correction.

use jiff::Timestamp;
use rawi_model::{EventType, Figure, Mention, Place, Record, Source, Span, Stance, Status};
use serde::{Deserialize, Serialize};

use crate::{CorrectionId, RecordId};

/// A correction to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    /// What is to change.
    pub change: Change,
    /// Who says so.
    pub who: String,
    /// When they said it.
    pub at: Timestamp,
    /// Why; empty if they did not say.
    pub note: String,
}

/// What a correction changes.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The text reports no such act: the record is no longer shown.
    Wrong {
        /// Which record.
        record: RecordId,
    },
    /// One field is not what the machine read. Whoever mends a field vouches for the record: it stays, as they left
    /// it, if a later engine does not find it.
    Field {
        /// Which record.
        record: RecordId,
        /// The field and its value from now on.
        field: FieldChange,
    },
    /// An act that the machine did not find.
    Added {
        /// What the article is known by.
        article: String,
        /// The record; its spans point into the article's present version.
        record: Box<Record>,
    },
    /// An earlier correction no longer holds. Undoing an undoing brings the first one back.
    Undone {
        /// Which correction.
        correction: CorrectionId,
    },
}

/// A field with its new value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "field", content = "value", rename_all = "snake_case")]
pub enum FieldChange {
    /// The act.
    Type(EventType),
    /// In what status it is reported.
    Status(Status),
    /// Who does it.
    Actor(Vec<Mention>),
    /// To whom.
    Recipient(Vec<Mention>),
    /// Where.
    Place(Option<Place>),
    /// Day, month or year; `when_range` follows it.
    When(Option<String>),
    /// The chain of attribution.
    AccordingTo(Vec<Source>),
    /// How the reporter stands to it.
    Stance(Stance),
    /// PLOVER mode.
    Mode(Option<String>),
    /// PLOVER contexts.
    Contexts(Vec<String>),
    /// Killed, wounded, arrested, sums.
    Figures(Vec<Figure>),
    /// Whether either side may be called the actor.
    Mutual(bool),
}

/// What became of a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It is applied to this record.
    Applied(RecordId),
    /// It called a record wrong that the present reading does not have.
    Settled,
    /// The words that it is about are no longer in the article; a person should look.
    Detached,
    /// It was undone.
    Undone,
    /// It undoes another one.
    Undoing,
}

/// A correction as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredCorrection {
    /// Its number; later ones are higher.
    pub id: CorrectionId,
    /// What the article is known by.
    pub article: String,
    /// The trigger that it is about, as it stood when the correction was made.
    pub quote: String,
    /// Where that trigger stood in the version of the article that the person saw.
    pub span: Span,
    /// The type of the record that it is about, before any correction.
    pub kind: EventType,
    /// What it changes.
    pub change: KeptChange,
    /// Who said so.
    pub who: String,
    /// When.
    pub at: Timestamp,
    /// Why; empty if they did not say.
    pub note: String,
    /// What became of it.
    pub standing: Standing,
}

/// What a kept correction changes.
#[derive(Debug, Clone, PartialEq)]
pub enum KeptChange {
    /// The record is wrong.
    Wrong,
    /// A field has another value.
    Field(FieldChange),
    /// A record was added.
    Added(Box<Record>),
    /// This correction no longer holds.
    Undone(CorrectionId),
}
