//! An open database: the connection and how it is set up.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::{Problem, Result, schema};

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open database.
///
/// It may be sent to another thread but not shared: open another one on the same file for each thread. Readers never
/// wait for a writer; writers wait for one another, ten seconds at most.
pub struct Store {
    pub(crate) db: Connection,
    pub(crate) file: PathBuf,
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("file", &self.file).finish()
    }
}

impl Store {
    /// Opens a database, made if it is not there, brought up to date if it is older than the program.
    ///
    /// # Errors
    /// A file that is no database of Rawi's, or one of a newer program, is refused and left as it is.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        Self::connect(path).map_err(|problem| problem.of(path))
    }

    /// Opens a database that must be there: for everything that only looks.
    ///
    /// # Errors
    /// As [`Store::open`], and [`Problem::Missing`].
    pub fn open_existing(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        if !path.exists() {
            return Err(Problem::Missing.of(path));
        }
        Self::open(path)
    }

    /// A database without a file, gone when it is dropped.
    ///
    /// # Errors
    /// Only what SQLite itself may report.
    pub fn open_in_memory() -> Result<Self> {
        let file = Path::new(":memory:");
        Connection::open_in_memory()
            .map_err(Problem::from)
            .and_then(|db| Self::set_up(db, file))
            .map_err(|problem| problem.of(file))
    }

    /// The file it stands in.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// How long a write waits for another process to finish its own, instead of ten seconds.
    ///
    /// # Errors
    /// Only what SQLite itself may report.
    pub fn set_patience(&self, patience: Duration) -> Result<()> {
        self.db
            .busy_timeout(patience)
            .map_err(|error| Problem::from(error).of(&self.file))
    }

    /// Lets the file grow to so many bytes at most (to the size it has, if it is larger), for as long as it is open
    /// here. What does not fit is refused with [`Problem::Full`].
    ///
    /// # Errors
    /// Only what the database itself may report.
    pub fn limit_size(&self, bytes: u64) -> Result<()> {
        let limit = || {
            let page: u64 = self.db.query_row("PRAGMA page_size", [], |r| r.get(0))?;
            let pages = i64::try_from(bytes / page.max(1))
                .unwrap_or(i64::MAX)
                .max(1);
            self.db
                .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
        };
        limit().map_err(|error: rusqlite::Error| Problem::from(error).of(&self.file))
    }

    fn connect(path: &Path) -> Result<Self, Problem> {
        schema::look(path)?;
        // Without SQLITE_OPEN_URI: a path is a path, whatever characters are in it.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        // A path such as `:memory:` means a file of that name.
        let name = if path.is_relative() {
            Path::new(".").join(path)
        } else {
            path.to_owned()
        };
        Self::set_up(Connection::open_with_flags(name, flags)?, path)
    }

    fn set_up(mut db: Connection, file: &Path) -> Result<Self, Problem> {
        db.busy_timeout(PATIENCE)?;
        db.set_prepared_statement_cache_capacity(128);
        db.pragma_update(None, "foreign_keys", true)?;
        db.pragma_update(None, "synchronous", "FULL")?;
        db.pragma_update(None, "trusted_schema", false)?;
        // 32 MiB: the pages that an import touches again and again.
        db.pragma_update(None, "cache_size", -32_768)?;
        schema::migrate(&mut db)?;
        // Answers with the mode that it now has; on read-only media that may stay what it was.
        db.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        Ok(Self {
            db,
            file: file.to_owned(),
        })
    }

    /// Runs `work` in one transaction that is durable when this returns, or has not happened.
    pub(crate) fn write<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> Result<T, Problem>,
    ) -> Result<T> {
        // Immediate: to wait for another writer at the start is fine, to fail in the middle is not.
        let outcome = (|| {
            let transaction = self
                .db
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = work(&transaction)?;
            transaction.commit()?;
            Ok(value)
        })();
        outcome.map_err(|problem: Problem| problem.of(&self.file))
    }

    /// Runs `work` on one state of the database, whatever others write meanwhile.
    pub(crate) fn snapshot<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Problem>,
    ) -> Result<T> {
        let outcome = (|| {
            let snapshot = self.db.unchecked_transaction()?;
            work(&snapshot)
        })();
        outcome.map_err(|problem: Problem| problem.of(&self.file))
    }
}
