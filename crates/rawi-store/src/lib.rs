//! Rawi's database: readings in, effective records, articles and passages out. One SQLite file.
//!
//! ```text
//! Reading ─ put ─▶ article, version, machine's records ─┐
//! Correction ─ correct ─▶ corrections (append-only) ────┴─ effective view ─▶ events, record, reading, search
//! ```
//!
//! An article is known by its id (URL or path) and has versions, told apart by a hash of title and text. A record is
//! known by version, trigger span and type, and keeps its number when the article is read again. Corrections are
//! anchored by the words they are about and find them again in a later version or reading.
//!
//! # What survives
//! Every commit is written ahead (WAL) and synced to the disk (`synchronous=FULL`) before it is reported. What was
//! reported as stored (a returned [`Store::put`] or [`Store::correct`], a [`Committed`] of an [`Importer`]) survives
//! `kill -9` at any moment, and a power cut as far as the disk keeps its promise to have written what it was told to
//! sync. What was not reported is there as a whole transaction or not at all.

mod claims;
mod contradictions;
mod copies;
mod correct;
mod correction;
mod cursor;
mod dates;
mod effective;
mod error;
mod events;
mod export;
mod facets;
mod filter;
mod followups;
mod heads;
mod import;
mod live;
mod network;
mod outlets;
mod positions;
mod put;
mod query;
mod read;
mod refresh;
mod relocate;
mod review;
mod rows;
mod schema;
mod search;
mod snippet;
mod store;
mod stories;
mod upkeep;
mod views;
mod weave;
mod words;

pub use claims::{Claim, ClaimRow, Class, Voice};
pub use contradictions::{Conflict, Contradiction, ContradictionFilter};
pub use copies::{ArticleCopies, Copy, Origins};
pub use correction::{Change, Correction, FieldChange, KeptChange, Standing, StoredCorrection};
pub use error::{Problem, Result, StoreError};
pub use export::{ArticleHash, Exported, ExportedClaim, MAX_REPORTS, Reported, Unit};
pub use facets::{Facet, Facets, Named};
pub use filter::{Dyad, EventFilter, Listed, Order, Page, Party, SourceFilter, TextIn};
pub use followups::{FollowUp, FollowUpFilter, Outcome, Outlook};
pub use heads::{ArticleFilter, ArticleRow};
pub use import::Importer;
pub use live::{
    Alert, AlertHit, Delivery, FeedState, ItemState, Mark, NewAlert, News, Polled, WaitingItem,
    Webhook,
};
pub use network::{Grain, Network, NetworkFilter, Node, Tie, Tone};
pub use outlets::{OutletFigures, OutletRow};
pub use positions::{Attitude, Dossier, Held, Position, PositionFilter, Process, Said};
pub use read::Articles;
pub use review::ToReview;
pub use store::Store;
pub use stories::{
    Participant, Story, StoryArticle, StoryFilter, StoryOrder, StoryPlace, StoryRow,
};
pub use views::{
    ArticleHead, Committed, Counts, EventRow, Hit, Origin, Snippet, Stored, StoredRecord, View,
};
pub use weave::{OutletNames, Woven};

/// Number of a record in its database.
pub type RecordId = i64;
/// Number of a correction in its database.
pub type CorrectionId = i64;
