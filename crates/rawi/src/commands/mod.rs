//! The commands, one module each: takes the arguments, does the work, gives a fault or nothing.

pub mod alerts;
pub mod annotate;
pub mod backup;
pub mod brief;
pub mod claims;
pub mod contradictions;
pub mod copies;
pub mod desk;
pub mod dossiers;
pub mod events;
pub mod explain;
pub mod export;
pub mod followups;
pub mod import;
pub mod lexicon;
pub mod manual;
pub mod outlets;
pub mod read;
pub mod reread;
pub mod score;
pub mod search;
mod sections;
pub mod settle;
pub mod stories;
pub mod watch;

use std::io::Write as _;

use rawi_store::Store;

use crate::fault::{Fault, Result};
use crate::tally::{Tally, counted};

/// A run in which nothing was read has failed.
fn something_read(tally: &Tally) -> Result {
    if tally.is_empty() {
        return Err(Fault::Nothing(if tally.skipped + tally.foreign > 0 {
            "nothing could be read; the reasons stand above".to_owned()
        } else {
            "nothing to read: no articles were found (give files, folders, or `-` for standard input)".to_owned()
        }));
    }
    Ok(())
}

/// Says so where articles wait to be laid beside the others: lists do not yet have what they say.
fn note_unwoven(store: &Store) -> Result {
    let waiting = store.unwoven()?;
    if waiting > 0 {
        note(&format!(
            "{} not yet laid beside the others (run `rawi settle`)",
            counted(waiting, "article")
        ));
    }
    Ok(())
}

/// A closing remark on standard error.
fn note(text: &str) {
    let _ = writeln!(std::io::stderr(), "rawi: {text}");
}
