//! Compiles Rawi's lexicon: plain text that people edit into finite-state maps that the reader asks.
//!
//! ```text
//! Sources (files) ─ read ─▶ entries with ids ─ overlay ─▶ entries ─ compile ─▶ Lexicon ─▶ blob
//!                     └──────────── Defects: file, line, what is wrong ────────────┘
//! ```
//!
//! The formats are described in `lexicon/README.md`. Reading never stops at a defect: the entry is left out, the defect
//! noted, the rest compiled.

mod compile;
mod defect;
mod frame;
mod lexicon;
mod named;
mod names;
mod phrases;
mod read;
mod source;
mod stems;
mod words;

pub use compile::{compile, compile_overlay};
pub use defect::{Defect, Defects, Severity};
pub use frame::{
    Condition, Frame, FrameRole, LightVerb, Only, Saying, Slot, SlotClass, StatusRule, StatusScope,
    Strength,
};
pub use lexicon::{BlobError, Lexicon, TableCount};
pub use names::{
    ActorNoun, Body, BodyClass, CountryRule, Media, Office, Person, PlaceEntry, Position,
    ReportingPhrase, SourceNoun, State, TimeEntry, TimePrecision, Title, Topic, TopicWord,
};
pub use phrases::{PhraseForm, PhraseKind, PhraseMatch, PhraseRef, PhraseTable};
pub use source::{FILES, MAX_FILE_BYTES, Sources};
pub use words::{FirstName, Lemma, NounKind, NumberWord, ParticleClass};
