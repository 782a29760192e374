//! The watch itself: takes feeds and a store, asks what is due, stores what comes, tells what happened.
//!
//! One thread owns the store and decides; a few others fetch. A host is asked by one of them at a time.

mod deliver;
mod feeds;
mod run;
mod work;

use std::fmt;
use std::time::Duration;

use rawi_model::{Article, Reading};
use rawi_store::{OutletNames, Result, Store, Stored};

use crate::config::Config;
use crate::stop::Stop;

/// Whoever reads articles: the engine.
pub trait ReadArticle {
    /// Reads an article.
    ///
    /// # Errors
    /// Why it could not be read.
    fn read(&self, article: Article) -> Result<Reading, String>;
}

/// Everything that a watch needs.
pub struct Watcher<'w> {
    /// Where articles and the state of feeds go.
    pub store: &'w mut Store,
    /// Who reads.
    pub reader: &'w dyn ReadArticle,
    /// What outlets are called, for stories.
    pub names: &'w OutletNames,
    /// What to watch.
    pub config: &'w Config,
    /// Put up to end it.
    pub stop: Stop,
    /// What the chance in waiting times comes from.
    pub seed: u64,
}

impl fmt::Debug for Watcher<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watcher")
            .field("store", &self.store)
            .field("config", &self.config)
            .finish_non_exhaustive()
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// A feed answered.
    Polled {
        /// Its address.
        feed: String,
        /// Articles that it lists; `None` where it said that nothing has changed.
        listed: Option<u64>,
        /// Of these, how many are new or changed.
        new: u64,
    },
    /// A feed could not be had.
    FeedFailed {
        /// Its address.
        feed: String,
        /// Why.
        why: String,
        /// Failures in a row.
        failures: u32,
        /// Until it is asked again.
        wait: Duration,
    },
    /// A feed is not asked this time: it failed before, and its time has not come.
    FeedRests {
        /// Its address.
        feed: String,
        /// Until it is asked again.
        wait: Duration,
    },
    /// An article was stored, and is safe on the disk.
    Stored {
        /// What it is known by.
        id: String,
        /// Its outlet.
        outlet: String,
        /// Its headline.
        title: String,
        /// What was done.
        stored: Stored,
        /// Records that were read in it.
        records: u64,
    },
    /// A page could not be had; it is tried again, or what the feed says is taken instead.
    PageFailed {
        /// The article.
        id: String,
        /// Why.
        why: String,
        /// Until it is tried again; `None` where what the feed says is taken.
        wait: Option<Duration>,
    },
    /// An article was given up.
    GivenUp {
        /// The article.
        id: String,
        /// Why.
        why: String,
    },
    /// An alert found records.
    Alert {
        /// Its name.
        name: String,
        /// How many.
        hits: u64,
    },
    /// An alert's file could not be written.
    AtomFailed {
        /// Name of the alert.
        name: String,
        /// Why.
        why: String,
    },
    /// A webhook took hits.
    Delivered {
        /// Name of the alert.
        name: String,
        /// How many.
        hits: u64,
    },
    /// A webhook took nothing.
    NotDelivered {
        /// Name of the alert.
        name: String,
        /// Why.
        why: String,
        /// Until it is tried again.
        wait: Duration,
    },
    /// Another process writes to the database for long; the watch waits for it.
    Locked,
}

/// What a watch did in all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Feeds that answered at least once.
    pub answered: u64,
    /// Feeds that did not answer, each with why, the last time.
    pub failed: Vec<(String, String)>,
    /// Articles that are new.
    pub new: u64,
    /// Articles that were there already and changed.
    pub changed: u64,
    /// Articles that were there already as they are.
    pub same: u64,
    /// Articles that were given up.
    pub given_up: u64,
    /// Articles that still wait.
    pub waiting: u64,
    /// Records that alerts found.
    pub hits: u64,
}

impl Watcher<'_> {
    /// Watches until it is told to stop; with `once`, asks each feed once, fetches what it lists, delivers what alerts
    /// find, and ends. `observe` is told of each thing as it happens.
    ///
    /// # Errors
    /// Where the database cannot be written, as [`Store::put`]; what was told as stored is stored.
    pub fn run(self, once: bool, observe: &mut dyn FnMut(&Event)) -> Result<Summary> {
        run::run(self, once, observe)
    }
}
