//! Rawi's plain types. An [`Article`] goes into the reader, a [`Reading`] with [`Record`]s comes out.
//!
//! No logic lives here beyond parsing and printing of codes and dates, so that every crate, and every
//! other language that reads the JSON, can rely on one description of the data.
//!
//! Offsets everywhere are counted in Unicode code points of [`Article::text`], end exclusive.

mod article;
mod code;
mod kinds;
mod record;

pub use article::{Article, Engine, Furniture, FurnitureKind, Reading, SourceSegment};
pub use code::{Code, CodeError, Country, Sector};
pub use kinds::{EventType, Role, SourceKind, Stance, Status, UnknownName};
pub use record::{
    Derivation, Figure, FigureHedge, FigureKind, Gloss, Mention, Place, Precision, Record, Source,
    WhenRange, Words,
};

use serde::{Deserialize, Serialize};

/// A half-open range of code points in an article's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

impl Span {
    /// A span from `start` up to, not including, `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Number of code points.
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds nothing.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the two spans share a code point.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The words of `text` that the span covers; the empty string where it reaches outside the text.
    pub fn of(self, text: &str) -> &str {
        let mut indices = text
            .char_indices()
            .map(|(i, _)| i)
            .chain(std::iter::once(text.len()));
        let Some(from) = indices.nth(self.start as usize) else {
            return "";
        };
        if self.is_empty() {
            return "";
        }
        match indices.nth(self.len() as usize - 1) {
            Some(to) => &text[from..to],
            None => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn span_counts_code_points_not_bytes() {
        assert_eq!(Span::new(5, 9).of("قال: نعم."), "نعم.");
        assert_eq!(Span::new(0, 3).of("قال"), "قال");
        assert_eq!(Span::new(0, 4).of("قال"), "");
        assert_eq!(Span::new(2, 2).of("قال"), "");
    }
}
