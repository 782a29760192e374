//! Claims: records of one act, joined across articles.
//!
//! ```text
//! record, sentence ─ fact ─ compare (parties, place, time, words) ─ place ─▶ a claim, old or new, and a voice in it
//! ```
//!
//! A claim holds records of one type and one class (happened, ahead, wanted, maybe, denied) whose parties agree, whose
//! places and times do not exclude one another, and whose sentences are alike. Records in the same words are one voice.

mod compare;
mod coverage;
mod fact;
mod place;
mod views;

pub(crate) use compare::{Agreement, Likeness, one_voice};
pub use fact::Class;
pub(crate) use fact::{Amount, Fact};
pub(crate) use place::{Laid, forget, laid, place, refresh, rewind};
pub(crate) use views::row as claim_row;
pub use views::{Claim, ClaimRow, Voice};
