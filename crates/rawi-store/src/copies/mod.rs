//! Copies: which articles share their words, and whose words they are.
//!
//! ```text
//! sketch ─ index: articles of the last fortnight that share prints ─ share: how much of each is in the other
//!        ─ direction: credit, date ─▶ links ─ groups ─▶ "10 outlets, 1 independent source"
//! ```
//!
//! What is compared is containment, so that a piece inside a longer one is found: the share of the smaller one's
//! shingles that the larger one has.

mod direction;
mod groups;
mod index;
mod views;

pub(crate) use groups::{groups, independent};
pub(crate) use index::{Link, forget, insert, link};
pub use views::{ArticleCopies, Copy, Origins};
