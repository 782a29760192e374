//! Claims: records of one act, joined across articles.
//!
//! ```text
//! record, sentence ─ fact ─ compare (parties, place, time, words) ─ place ─▶ a claim, old or new, and a voice in it
//! ```
//!
//! A claim holds records of one type and one class (happened, ahead, wanted, maybe, denied) whose parties agree, whose
//! places and times do not exclude one another, and whose sentences are alike. Records in the same words are one voice.

mod amount;
mod compare;
mod fact;
mod marks;
mod place;
mod views;

pub(crate) use amount::Amount;
pub(crate) use compare::{Agreement, LEFT_OUT, Likeness, one_voice};
pub use fact::Class;
pub(crate) use fact::{Fact, Where, Who};
pub(crate) use marks::{Marks, same_word};
pub(crate) use place::{Laid, forget, laid, place, refresh, rewind};
pub(crate) use views::row as claim_row;
pub use views::{Claim, ClaimRow, Voice};
