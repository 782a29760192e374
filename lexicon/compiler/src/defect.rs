//! What is wrong with a lexicon file, told so that whoever edits it can mend it: where, and what would be right.

use std::fmt;

use thiserror::Error;

/// Whether an entry with the defect can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The entry is left out.
    Error,
    /// The entry is used; only the look of the file suffers.
    Warning,
}

/// One thing that is wrong in a lexicon file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Defect {
    /// The file, as the caller named it.
    pub file: String,
    /// Line from 1; 0 where the whole file is meant.
    pub line: u32,
    /// Id or first column of the entry; empty where there is none.
    pub entry: String,
    /// What is wrong and what would be right.
    pub message: String,
    /// Whether the entry is lost.
    pub severity: Severity,
}

impl Defect {
    /// Whether the entry is lost.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if !self.entry.is_empty() {
            write!(f, ": {}", self.entry)?;
        }
        write!(f, ": {}", self.message)
    }
}

/// A lexicon that cannot be used as it stands, with everything that is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct Defects(pub Vec<Defect>);

impl fmt::Display for Defects {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, defect) in self.0.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{defect}")?;
        }
        Ok(())
    }
}
