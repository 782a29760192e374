//! What can go wrong with a database: which file, what, and what to do about it.

use std::fmt;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// The result of everything the store does.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// Something the store could not do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreError {
    /// The database; `:memory:` for one without a file.
    pub file: PathBuf,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// There is no such file, and it was not to be made.
    #[error("no such database")]
    Missing,
    /// The file is something else; it was not touched.
    #[error("is not a database")]
    NotADatabase,
    /// A database of another program; it was not touched.
    #[error("is a database, but not one of Rawi's")]
    NotRawi,
    /// Written by a newer program; it was not touched.
    #[error("was written by a newer Rawi (schema {found}; this program knows {known})")]
    Newer {
        /// Version of the file's schema.
        found: u32,
        /// Newest version that this program knows.
        known: u32,
    },
    /// No room for what was to be written; nothing of the transaction was kept.
    #[error("no room left to write")]
    Full,
    /// The file, its folder or its disk refuses writing.
    #[error("cannot be written: it is read-only")]
    ReadOnly,
    /// Another process kept writing for longer than the store waits.
    #[error("is locked by another process that is writing")]
    Locked,
    /// The file is damaged.
    #[error("is damaged: {0}")]
    Damaged(String),
    /// The operating system refused.
    #[error("cannot be opened, read or written: {0}")]
    Io(String),
    /// A file that would be overwritten.
    #[error("the file is already there")]
    Exists,
    /// No such article.
    #[error("holds no article `{0}`")]
    NoArticle(String),
    /// No such record, or none of the article's present version.
    #[error("holds no record {0}")]
    NoRecord(i64),
    /// No such story, or several whose names begin so.
    #[error("holds no story `{0}`, or several that begin so")]
    NoStory(String),
    /// No such claim, or several whose names begin so.
    #[error("holds no claim `{0}`, or several that begin so")]
    NoClaim(String),
    /// No outlet of that name.
    #[error("holds no article of an outlet `{0}`")]
    NoOutlet(String),
    /// No such alert.
    #[error("holds no alert `{0}`")]
    NoAlert(String),
    /// An alert of that name is there already.
    #[error("holds an alert `{0}` already")]
    AlertExists(String),
    /// A name that an alert cannot have.
    #[error("`{0}` cannot be the name of an alert")]
    BadName(String),
    /// No such correction.
    #[error("holds no correction {0}")]
    NoCorrection(i64),
    /// A correction quotes words that do not stand where it says.
    #[error(
        "the correction says that `{quote}` stands at {start}..{end} of the article, and it does not"
    )]
    Misquoted {
        /// The words.
        quote: String,
        /// First code point.
        start: u32,
        /// One past the last.
        end: u32,
    },
    /// A query that names nothing to look for.
    #[error("`{0}` has no word to search for")]
    EmptyQuery(String),
    /// A cursor that was not given out for this list.
    #[error("`{0}` is no cursor of this list")]
    BadCursor(String),
    /// Anything else that the database reports.
    #[error("{0}")]
    Database(String),
}

impl Problem {
    /// What the user can do, as an imperative clause.
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::Missing => "check the path, or import articles first",
            Self::NotADatabase | Self::NotRawi => "give another file; this one was left as it is",
            Self::Newer { .. } => "use the newer program; the file was left as it is",
            Self::Full => "make room and run it again; what was reported as stored is kept",
            Self::ReadOnly => "make the file and its folder writable, or use a copy",
            Self::Locked => "wait until the other process is done, and try again",
            Self::Damaged(_) => "restore a backup, or import the articles into a new file",
            Self::Io(_) => "check the path, the permissions and the disk",
            Self::Exists => "choose another name, or remove it first",
            Self::NoArticle(_) => "check its id as `rawi search` shows it",
            Self::NoRecord(_) => "list the records again: the article may have a newer version",
            Self::NoStory(_) => "check its id as `rawi stories` shows it",
            Self::NoClaim(_) => "check its id as `rawi story` shows it",
            Self::NoOutlet(_) => "write its name as the articles have it",
            Self::NoAlert(_) => "check its name as `rawi alerts list` shows it",
            Self::AlertExists(_) => "choose another name, or remove it first",
            Self::BadName(_) => "use up to 60 letters, digits, `-` and `_`",
            Self::NoCorrection(_) => "list the corrections of the article",
            Self::Misquoted { .. } => "take the words from the article's present version",
            Self::EmptyQuery(_) => "give at least one word that is not excluded with `-`",
            Self::BadCursor(_) => "start from the first page",
            Self::Database(_) => "report it, with the command that led to it",
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} ({})",
            self.file.display(),
            self.problem,
            self.problem.remedy()
        )
    }
}

impl std::error::Error for StoreError {}

impl Problem {
    /// The error, with its file.
    pub(crate) fn of(self, file: &Path) -> StoreError {
        StoreError {
            file: file.to_owned(),
            problem: self,
        }
    }
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        let text = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(text),
            Some(ErrorCode::NotADatabase) => Self::NotADatabase,
            Some(
                ErrorCode::CannotOpen | ErrorCode::SystemIoFailure | ErrorCode::PermissionDenied,
            ) => Self::Io(text),
            _ => Self::Database(text),
        }
    }
}

impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(format!("a stored record cannot be read: {error}"))
    }
}

impl From<std::io::Error> for Problem {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        match error.kind() {
            Kind::NotFound => Self::Missing,
            Kind::StorageFull | Kind::QuotaExceeded => Self::Full,
            Kind::ReadOnlyFilesystem => Self::ReadOnly,
            Kind::AlreadyExists => Self::Exists,
            _ => Self::Io(error.to_string()),
        }
    }
}
