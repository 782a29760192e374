//! Where an export goes: rows, a line of sources for each, and what was left out.

use std::collections::BTreeMap;
use std::io::{self, Write};

use rawi_model::{Figure, Source, Stance, Status, Words};
use serde::Serialize;
use thiserror::Error;

use crate::cell::Cell;
use crate::event::{Event, Report};

/// Why an export ends before its time.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The output cannot be written.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A line cannot be made.
    #[error("a line cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// Parquet refuses what it is given.
    #[error("Parquet cannot be written: {0}")]
    Parquet(#[from] parquet::errors::ParquetError),
    /// Columns do not fit together.
    #[error("the columns cannot be put together: {0}")]
    Arrow(#[from] arrow_schema::ArrowError),
}

/// What an export did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Events that were asked for.
    pub events: u64,
    /// Rows that were written.
    pub rows: u64,
    /// Events that the format has no place for, by reason.
    pub left_out: BTreeMap<&'static str, u64>,
}

/// Where the output of an export goes, and what it has done so far.
pub struct Sink<'w> {
    main: &'w mut dyn Write,
    sources: Option<&'w mut dyn Write>,
    mentions: Option<&'w mut dyn Write>,
    /// What was done so far.
    pub summary: Summary,
}

impl<'w> Sink<'w> {
    /// A sink for rows alone.
    pub fn new(main: &'w mut dyn Write) -> Self {
        Self {
            main,
            sources: None,
            mentions: None,
            summary: Summary::default(),
        }
    }

    /// Writes lines of JSON beside the rows: for each row its id, and who reports it, in what status, according to
    /// whom. Lines with the same id belong to one row.
    #[must_use]
    pub fn with_sources(mut self, sources: Option<&'w mut dyn Write>) -> Self {
        self.sources = sources;
        self
    }

    /// Writes GDELT's table of mentions.
    #[must_use]
    pub fn with_mentions(mut self, mentions: Option<&'w mut dyn Write>) -> Self {
        self.mentions = mentions;
        self
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<(), ExportError> {
        Ok(self.main.write_all(bytes)?)
    }

    /// Bytes that hold this many rows.
    pub(crate) fn rows(&mut self, bytes: &[u8], rows: u64) -> Result<(), ExportError> {
        self.summary.rows += rows;
        self.bytes(bytes)
    }

    pub(crate) fn mentions(&mut self) -> Option<&mut (dyn Write + 'w)> {
        self.mentions.as_deref_mut()
    }

    pub(crate) fn leave_out(&mut self, why: &'static str) {
        *self.summary.left_out.entry(why).or_default() += 1;
    }

    /// The line of sources of a row.
    pub(crate) fn source(&mut self, row: &Cell, event: &Event) -> Result<(), ExportError> {
        let Some(sources) = &mut self.sources else {
            return Ok(());
        };
        serde_json::to_writer(&mut *sources, &Line::new(row.json(), event))?;
        Ok(sources.write_all(b"\n")?)
    }
}

/// A line of the sidecar.
#[derive(Serialize)]
struct Line<'a> {
    id: serde_json::Value,
    event: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    story: Option<&'a str>,
    status: Status,
    stance: Stance,
    confidence: f32,
    records: u32,
    articles: u32,
    outlets: u32,
    reports: Vec<ReportLine<'a>>,
}

impl<'a> Line<'a> {
    fn new(id: serde_json::Value, event: &'a Event) -> Self {
        let (records, articles, outlets) = event.counts();
        let record = event.record();
        Self {
            id,
            event: &event.id,
            claim: event.claim.as_ref().map(|c| c.id.as_str()),
            story: event.story.as_deref(),
            status: record.status,
            stance: record.stance,
            confidence: record.confidence,
            records,
            articles,
            outlets,
            reports: event.reports().map(ReportLine::new).collect(),
        }
    }
}

/// Who reports it, where, in which words.
#[derive(Serialize)]
pub(crate) struct ReportLine<'a> {
    record: i64,
    article: &'a str,
    url: Option<&'a str>,
    outlet: &'a str,
    published: Option<jiff::civil::Date>,
    status: Status,
    stance: Stance,
    according_to: &'a [Source],
    trigger: &'a Words,
    sentence: &'a Words,
    #[serde(skip_serializing_if = "<[Figure]>::is_empty")]
    figures: &'a [Figure],
}

impl<'a> ReportLine<'a> {
    pub(crate) fn new(report: &'a Report) -> Self {
        let article = &report.article;
        Self {
            record: report.number,
            article: &article.id,
            url: article.url.as_deref(),
            outlet: &article.outlet,
            published: article.published,
            status: report.record.status,
            stance: report.record.stance,
            according_to: &report.record.according_to,
            trigger: &report.record.trigger,
            sentence: &report.sentence,
            figures: &report.record.figures,
        }
    }
}
