//! What the store gives back: articles, records and hits as callers see them.

use jiff::civil::Date;
use rawi_model::{Record, Span, Words};

use crate::{RecordId, StoredCorrection};

/// What a [`crate::Store::put`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stored {
    /// The article was not there.
    New,
    /// It was there with another text; this one is the present version from now on.
    NewVersion,
    /// Everything was there already.
    Same,
    /// The text was there; the reading, or what is known about the article, changed.
    Reread,
}

/// What was made durable by one commit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Committed {
    /// The articles of this commit, in the order of arrival, each with what was done.
    pub articles: Vec<(String, Stored)>,
    /// Articles committed so far, this commit included.
    pub total: u64,
}

/// Which reading of an article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// The machine's, with corrections applied.
    #[default]
    Effective,
    /// The machine's alone.
    Machine,
}

/// What a list says about an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleHead {
    /// What it is known by.
    pub id: String,
    /// Where it was published.
    pub url: Option<String>,
    /// The outlet.
    pub outlet: String,
    /// Day of publication.
    pub published: Option<Date>,
    /// The headline.
    pub title: String,
    /// Which version of its text this is, from 1.
    pub version: u32,
}

/// Where a record comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The machine read it, and nobody changed it.
    Machine,
    /// The machine read it, and a person mended it; or a person mended it and the machine no longer reads it.
    Mended,
    /// A person added it.
    Added,
}

/// A record in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct EventRow {
    /// Its number; the same for as long as the article's version has a record with this trigger and type.
    pub id: RecordId,
    /// The article that it stands in.
    pub article: ArticleHead,
    /// The sentence that reports it.
    pub sentence: Words,
    /// The record, corrections applied.
    pub record: Record,
    /// Where it comes from.
    pub origin: Origin,
}

/// A record with all that is known about it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredRecord {
    /// The record as lists show it.
    pub row: EventRow,
    /// What the machine read; `None` where a person added it.
    pub machine: Option<Record>,
    /// Whether a person marked it wrong; lists leave it out then.
    pub wrong: bool,
    /// Whether it stands in the article's present version.
    pub present: bool,
    /// Corrections that are applied to it, oldest first.
    pub corrections: Vec<StoredCorrection>,
}

/// An article that a query found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The article.
    pub article: ArticleHead,
    /// Matches in the headline, in its code points.
    pub in_title: Vec<Span>,
    /// The passages that show the query best, in the order of the text; empty where only the headline matches.
    pub snippets: Vec<Snippet>,
}

/// A passage of an article's text, quoted as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// Where it stands in the article's text, and its words.
    pub words: Words,
    /// The matches, as spans of the article's text (not of the snippet).
    pub matches: Vec<Span>,
}

/// How much there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Outlets.
    pub outlets: u64,
    /// Articles.
    pub articles: u64,
    /// Versions of articles.
    pub versions: u64,
    /// Records in the effective view.
    pub records: u64,
    /// Corrections ever made.
    pub corrections: u64,
    /// Corrections whose words are no longer in their article.
    pub detached: u64,
}
