//! Signatures, ahead of what stands behind them.
use crate::*;
use rawi_model::{Article, Engine, Reading};
use std::path::Path;

/// An open database. One connection: open another on the same file for another thread; readers never wait for a writer.
#[derive(Debug)]
pub struct Store(());

/// Puts many readings, committing now and then; see [`Store::importer`].
pub struct Importer<'s>(std::marker::PhantomData<&'s mut Store>);

#[allow(unused_variables, clippy::todo)]
impl Store {
    /// Opens a database, made if it is not there.
    pub fn open(path: &Path) -> Result<Self> { todo!() }
    /// Opens a database that must be there.
    pub fn open_existing(path: &Path) -> Result<Self> { todo!() }
    /// A database without a file.
    pub fn open_in_memory() -> Result<Self> { todo!() }
    /// Stores one reading, durable on return.
    pub fn put(&mut self, reading: &Reading) -> Result<Stored> { todo!() }
    /// Stores many in one transaction: all or none.
    pub fn put_all<'r>(&mut self, readings: impl IntoIterator<Item = &'r Reading>) -> Result<Vec<Stored>> { todo!() }
    /// Stores many, one transaction every `every` articles; `durable` is told after each commit.
    pub fn importer<'s>(&'s mut self, every: usize, durable: impl FnMut(&Committed) + 's) -> Importer<'s> { todo!() }
    /// An article with its records.
    pub fn reading(&self, id: &str, view: View) -> Result<Option<Reading>> { todo!() }
    /// Every article, in the order of arrival, streaming.
    pub fn articles(&self) -> impl Iterator<Item = Result<Article>> { std::iter::empty() }
    /// Articles last read by another engine, in order of arrival: for `reread`, in batches, until none is left.
    pub fn stale(&self, engine: &Engine, page: &Page) -> Result<Listed<Article>> { todo!() }
    /// One record.
    pub fn record(&self, id: RecordId) -> Result<StoredRecord> { todo!() }
    /// Records, effective view.
    pub fn events(&self, filter: &EventFilter, page: &Page) -> Result<Listed<EventRow>> { todo!() }
    /// How many records a filter leaves.
    pub fn count_events(&self, filter: &EventFilter) -> Result<u64> { todo!() }
    /// Full-text search over the present versions, newest first.
    pub fn search(&self, query: &str, page: &Page) -> Result<Listed<Hit>> { todo!() }
    /// Adds a correction.
    pub fn correct(&mut self, correction: &Correction) -> Result<CorrectionId> { todo!() }
    /// The corrections of an article, oldest first.
    pub fn corrections(&self, article: &str) -> Result<Vec<StoredCorrection>> { todo!() }
    /// How much there is.
    pub fn counts(&self) -> Result<Counts> { todo!() }
    /// Removes an article with all that hangs on it; false if there was none.
    pub fn delete_article(&mut self, id: &str) -> Result<bool> { todo!() }
    /// Copies the database as it is at this moment into a new file, also while others write.
    pub fn backup(&self, to: &Path) -> Result<()> { todo!() }
}

#[allow(unused_variables, clippy::todo)]
impl Importer<'_> {
    /// Stores one reading; it is durable once the report names it.
    pub fn put(&mut self, reading: &Reading) -> Result<Stored> { todo!() }
    /// Commits what is left and gives the number of articles committed. Dropped without it, what is left is given up.
    pub fn finish(self) -> Result<u64> { todo!() }
}
