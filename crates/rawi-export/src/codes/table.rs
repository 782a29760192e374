//! A table of `lexicon/export/`: lines of columns parted by ` | `, `#` before comments, `-` for nothing.

use thiserror::Error;

/// A file longer than this is refused.
pub(crate) const MAX_BYTES: u64 = 1 << 20;

/// What is wrong in a table.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}:{line}: {message}")]
pub struct TableError {
    /// Which file.
    pub file: String,
    /// Which line, from 1; 0 for the whole file.
    pub line: usize,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// A line of a table.
#[derive(Debug, Clone)]
pub(crate) struct Row<'t> {
    file: &'static str,
    line: usize,
    cells: Vec<&'t str>,
}

/// The lines of a table, each with so many columns.
pub(crate) fn rows<'t>(
    file: &'static str,
    text: &'t str,
    columns: usize,
) -> Result<Vec<Row<'t>>, TableError> {
    let mut out = Vec::new();
    for (line, text) in (1..).zip(text.trim_start_matches('\u{FEFF}').lines()) {
        let text = text.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let row = Row {
            file,
            line,
            cells: text.split('|').map(str::trim).collect(),
        };
        if row.cells.len() != columns {
            return Err(row.error(format!(
                "{} columns where {columns} are needed",
                row.cells.len()
            )));
        }
        out.push(row);
    }
    if out.is_empty() {
        return Err(TableError {
            file: file.to_owned(),
            line: 0,
            message: "no entries".to_owned(),
        });
    }
    Ok(out)
}

impl<'t> Row<'t> {
    pub(crate) fn error(&self, message: impl Into<String>) -> TableError {
        TableError {
            file: self.file.to_owned(),
            line: self.line,
            message: message.into(),
        }
    }

    /// A column; `-` is nothing.
    pub(crate) fn cell(&self, column: usize) -> Option<&'t str> {
        self.cells
            .get(column)
            .copied()
            .filter(|c| !c.is_empty() && *c != "-")
    }

    /// A column that must be there.
    pub(crate) fn needed(&self, column: usize) -> Result<&'t str, TableError> {
        self.cell(column)
            .ok_or_else(|| self.error(format!("column {} is empty", column + 1)))
    }

    /// A column that parses itself.
    pub(crate) fn parsed<T>(&self, column: usize) -> Result<T, TableError>
    where
        T: std::str::FromStr<Err: std::fmt::Display>,
    {
        let cell = self.needed(column)?;
        cell.parse()
            .map_err(|error: T::Err| self.error(format!("`{cell}`: {error}")))
    }

    /// A column that holds several values.
    pub(crate) fn list(&self, column: usize) -> impl Iterator<Item = &'t str> {
        self.cell(column)
            .unwrap_or("")
            .split(';')
            .map(str::trim)
            .filter(|v| !v.is_empty())
    }
}
