//! What can be wrong with an input: where, what, and what to do about it.

use std::fmt;
use std::io;

/// One article, file or entry that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct IntakeError {
    /// The file, as it was named by the caller; `-` for standard input.
    pub file: String,
    /// The entry inside the file, for archives.
    pub entry: Option<String>,
    /// The line, from 1, for formats that have lines.
    pub line: Option<u64>,
    /// The byte, from 0, in the file or in the unpacked entry.
    pub byte: Option<u64>,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with an input.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// No such file or folder.
    #[error("no such file or folder")]
    NotFound,
    /// The operating system refused.
    #[error("cannot be read: {0}")]
    Io(String),
    /// Neither text nor a format that is known.
    #[error("is not text, and no format that Rawi reads")]
    Binary,
    /// A part of it is larger than the limit.
    #[error("{what} is larger than {limit} bytes")]
    TooLarge {
        /// Which part.
        what: &'static str,
        /// The limit.
        limit: u64,
    },
    /// Unpacking gives more than the limit.
    #[error("unpacks to more than {limit} bytes in all")]
    UnpackedTooLarge {
        /// The limit.
        limit: u64,
    },
    /// Unpacks to suspiciously much.
    #[error("unpacks to more than {limit} times its size, as only archives made to do harm do")]
    Ratio {
        /// The limit.
        limit: u64,
    },
    /// Archives inside archives.
    #[error("is packed more than {limit} times over")]
    TooDeep {
        /// The limit.
        limit: u32,
    },
    /// Too many entries.
    #[error("has more than {limit} entries")]
    TooManyEntries {
        /// The limit.
        limit: u64,
    },
    /// An entry that needs a password.
    #[error("is encrypted")]
    Encrypted,
    /// A way of packing that is not supported.
    #[error("is packed with {0}, which Rawi does not unpack")]
    Packing(String),
    /// Cut off or corrupt.
    #[error("damaged {format}: {why}")]
    Damaged {
        /// In which format.
        format: &'static str,
        /// What the decoder says.
        why: String,
    },
    /// Not JSON, or not an object.
    #[error("not a JSON object: {0}")]
    Json(String),
    /// Brackets inside brackets.
    #[error("JSON nested deeper than {limit} levels")]
    JsonDepth {
        /// The limit.
        limit: u32,
    },
    /// A JSON object that has none of the fields for the text.
    #[error("no text: none of the fields {0} is there")]
    NoField(String),
    /// A page, a file or a feed without prose.
    #[error("no article found in it")]
    NoArticle,
    /// A page of a web archive in another language.
    #[error("not in Arabic")]
    NotArabic,
}

impl Problem {
    /// What the user can do, as an imperative clause.
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::NotFound => "check the spelling of the path",
            Self::Io(_) => "check that the file is there and may be read",
            Self::Binary => {
                "give text, HTML, RSS, Atom, JSON, a Telegram export, WARC, or a zip or gzip of these"
            }
            Self::TooLarge { .. } => "split it, or raise the limit",
            Self::UnpackedTooLarge { .. } => "unpack it and read its parts, or raise the limit",
            Self::Ratio { .. } => "if you trust it, unpack it first and read the folder",
            Self::TooDeep { .. } | Self::TooManyEntries { .. } => {
                "unpack it first and read the folder"
            }
            Self::Encrypted => "unpack it with its password first and read the folder",
            Self::Packing(_) => "pack it again with deflate, or unpack it first",
            Self::Damaged { .. } => "fetch or make the file again; what could be read was read",
            Self::Json(_) => "check the line with a JSON tool; the other articles were read",
            Self::JsonDepth { .. } => "give one flat object an article",
            Self::NoField(_) => "name the field that holds the text",
            Self::NoArticle => {
                "check that it holds an article and not only links, scripts or pictures"
            }
            Self::NotArabic => "nothing: Rawi reads Arabic",
        }
    }

    /// Whether nothing is amiss: the input simply holds no article for Rawi here.
    pub const fn is_skip(&self) -> bool {
        matches!(self, Self::NotArabic | Self::NoArticle)
    }
}

impl fmt::Display for IntakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(entry) = &self.entry {
            write!(f, ", entry {entry}")?;
        }
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(byte) = self.byte {
            write!(f, ", byte {byte}")?;
        }
        write!(f, ": {} ({})", self.problem, self.problem.remedy())
    }
}

impl std::error::Error for IntakeError {}

impl Problem {
    /// Carries the problem through a reader.
    pub(crate) fn into_io(self) -> io::Error {
        io::Error::other(self)
    }

    /// The problem that a reader of `format` met.
    pub(crate) fn from_io(error: &io::Error, format: &'static str) -> Self {
        if let Some(problem) = error
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<Self>())
        {
            return problem.clone();
        }
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::UnexpectedEof
            | io::ErrorKind::InvalidData
            | io::ErrorKind::InvalidInput => Self::Damaged {
                format,
                why: error.to_string(),
            },
            _ => Self::Io(error.to_string()),
        }
    }
}
