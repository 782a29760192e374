//! Positions: what someone demands, offers, refuses or threatens, of whom, and how that changed.
//!
//! ```text
//! claims in which the party acts ─ attitude (type and class of the act) ─▶ positions in the order of the days
//! ```
//!
//! A process is what two parties have with one another: the acts between them, and the positions of each in the stories
//! in which they meet.

mod attitude;
mod views;

pub use attitude::Attitude;
pub use views::{Dossier, Held, Position, PositionFilter, Process, Said};
