//! Articles as the reader takes them, and readings as it gives them back.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Record, Span};

/// One article, ready to be read.
///
/// `text` is what the records point into. Intake puts the title on its first line where the page had one that the
/// body does not repeat, so that headlines are read like any other sentence.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// What the article is known by: its own id where the input has one, else its URL, else its path.
    pub id: String,
    /// Where it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The outlet, as the input names it.
    #[serde(default)]
    pub outlet: String,
    /// Day of publication, where known. Relative times are resolved against it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// The headline.
    #[serde(default)]
    pub title: String,
    /// The byline, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// Headline and body, paragraphs separated by newlines.
    pub text: String,
    /// What was on the page and is not part of the report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub furniture: Vec<Furniture>,
    /// Where each stretch of `text` stood in the bytes as received; empty where the text was taken as it came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source_map: Vec<SourceSegment>,
}

/// Something left out of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Furniture {
    /// What it is.
    pub kind: FurnitureKind,
    /// The words.
    pub text: String,
}

/// What a piece of page furniture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FurnitureKind {
    /// The headline once more.
    RepeatedTitle,
    /// Who wrote it.
    Byline,
    /// "Read also" and other links to articles.
    RelatedLink,
    /// Menus, breadcrumbs, tags.
    Navigation,
    /// Share bars, print, follow us.
    Share,
    /// Readers' comments.
    Comment,
    /// A caption or credit of a picture.
    Caption,
    /// A line of place, agency and date before the report.
    Dateline,
    /// Anything else.
    Other,
}

/// `text[start..start+len]` (code points) came from `bytes[offset..offset+bytes]` of the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceSegment {
    /// First code point in the text.
    pub start: u32,
    /// Number of code points.
    pub len: u32,
    /// First byte in the input as received.
    pub offset: u64,
    /// Number of bytes in the input.
    pub bytes: u64,
}

impl SourceSegment {
    /// The span of the text that the segment covers.
    pub const fn span(self) -> Span {
        Span::new(self.start, self.start + self.len)
    }
}

/// Which engine read an article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Engine {
    /// Version of the program.
    pub version: String,
    /// Hash of the lexicon, overlays included.
    pub lexicon: String,
}

/// An article with what was read in it: one line of `rawi read`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The article as it was read.
    #[serde(flatten)]
    pub article: Article,
    /// Which engine read it.
    #[serde(default)]
    pub engine: Engine,
    /// What it found, in the order of the triggers.
    #[serde(default)]
    pub events: Vec<Record>,
}
