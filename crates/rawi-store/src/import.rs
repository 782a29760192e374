//! Storing many readings: one transaction for a number of articles, and a report of each commit.

use std::fmt;

use rawi_model::Reading;

use crate::put::put;
use crate::{Committed, Problem, Result, Store, Stored};

/// Puts many readings, committing now and then; made by [`Store::importer`].
///
/// What was put is durable when the report names it, not before. Dropped without [`Importer::finish`], it gives up what
/// was not yet committed.
pub struct Importer<'s> {
    store: &'s mut Store,
    every: usize,
    durable: Box<dyn FnMut(&Committed) + 's>,
    open: bool,
    waiting: Vec<(String, Stored)>,
    total: u64,
}

impl fmt::Debug for Importer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Importer")
            .field("every", &self.every)
            .field("waiting", &self.waiting.len())
            .field("total", &self.total)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Stores many readings, one transaction for each `every` articles (some hundreds are a good number); `durable` is
    /// told after each commit, from which on `kill -9` cannot take back what it names.
    ///
    /// While articles are put, other writers of the same file wait.
    pub fn importer<'s>(
        &'s mut self,
        every: usize,
        durable: impl FnMut(&Committed) + 's,
    ) -> Importer<'s> {
        Importer {
            store: self,
            every: every.max(1),
            durable: Box::new(durable),
            open: false,
            waiting: Vec::new(),
            total: 0,
        }
    }
}

impl Importer<'_> {
    /// Stores one reading; it is durable once the report names it.
    ///
    /// # Errors
    /// As [`Store::put`]. What was put since the last report is given up then, and can be put again.
    pub fn put(&mut self, reading: &Reading) -> Result<Stored> {
        let stored = self
            .begin()
            .and_then(|()| put(&self.store.db, reading))
            .map_err(|problem| self.failed(problem))?;
        self.waiting.push((reading.article.id.clone(), stored));
        if self.waiting.len() >= self.every {
            self.commit()?;
        }
        Ok(stored)
    }

    /// Commits what waits, without closing the importer: when a feed pauses, or a progress bar wants to be exact.
    ///
    /// # Errors
    /// As [`Importer::put`].
    pub fn commit(&mut self) -> Result<()> {
        if !self.open {
            return Ok(());
        }
        self.store
            .db
            .execute_batch("COMMIT")
            .map_err(|error| self.failed(error.into()))?;
        self.open = false;
        self.total += self.waiting.len() as u64;
        (self.durable)(&Committed {
            articles: std::mem::take(&mut self.waiting),
            total: self.total,
        });
        Ok(())
    }

    /// Commits what is left and gives the number of articles committed.
    ///
    /// # Errors
    /// As [`Importer::put`].
    pub fn finish(mut self) -> Result<u64> {
        self.commit()?;
        Ok(self.total)
    }

    fn begin(&mut self) -> Result<(), Problem> {
        if !self.open {
            self.store.db.execute_batch("BEGIN IMMEDIATE")?;
            self.open = true;
        }
        Ok(())
    }

    fn failed(&mut self, problem: Problem) -> crate::StoreError {
        self.give_up();
        problem.of(&self.store.file)
    }

    fn give_up(&mut self) {
        // SQLite rolls back by itself when the disk is full.
        if self.open && !self.store.db.is_autocommit() {
            let _ = self.store.db.execute_batch("ROLLBACK");
        }
        self.open = false;
        self.waiting.clear();
    }
}

impl Drop for Importer<'_> {
    fn drop(&mut self) {
        self.give_up();
    }
}
