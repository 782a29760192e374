//! Records and claims as the commands on many articles show them: a few lines of text, or an object of JSON.

use std::fmt::Write as _;

use jiff::civil::Date;
use rawi_model::{Figure, Source};
use rawi_store::{ClaimRow, EventRow};
use serde::Serialize;

use crate::block::isolated;
use crate::tally::counted;

/// A record in lines that begin with `indent`: its sentence, who says so and where it stands.
pub fn record(row: &EventRow, indent: &str) -> String {
    let mut out = String::new();
    if let Some(gloss) = &row.record.gloss {
        let _ = writeln!(out, "{indent}{}", gloss.en);
    }
    let _ = writeln!(out, "{indent}{}", isolated(&row.sentence.text));
    for source in &row.record.according_to {
        let _ = writeln!(
            out,
            "{indent}according to: {} · {}",
            isolated(&source.text),
            source.kind
        );
    }
    for figure in &row.record.figures {
        let _ = writeln!(out, "{indent}figure: {}", isolated(&figure.words.text));
    }
    let _ = writeln!(
        out,
        "{indent}outlet: {}{}",
        isolated(&row.article.outlet),
        row.article
            .published
            .map_or(String::new(), |d| format!(", {d}"))
    );
    let _ = writeln!(
        out,
        "{indent}record: {} of {}",
        row.id,
        isolated(&row.article.id)
    );
    out
}

/// A claim in two lines and its record.
pub fn claim(row: &ClaimRow, indent: &str) -> String {
    let mut out = format!("{indent}claim: {}\n", row.id);
    let _ = writeln!(
        out,
        "{indent}{} {} · {}, {}, {}",
        row.kind,
        row.class.as_str(),
        counted(u64::from(row.voices), "voice"),
        counted(u64::from(row.outlets), "outlet"),
        counted(u64::from(row.records), "record")
    );
    out.push_str(&record(&row.record, indent));
    out
}

/// A record as JSON.
#[derive(Serialize)]
pub struct JsonRecord<'a> {
    record: i64,
    article: &'a str,
    outlet: &'a str,
    published: Option<Date>,
    sentence: &'a str,
    r#type: &'static str,
    status: &'static str,
    according_to: &'a [Source],
    figures: &'a [Figure],
}

impl<'a> JsonRecord<'a> {
    /// Of a record.
    pub fn of(row: &'a EventRow) -> Self {
        Self {
            record: row.id,
            article: &row.article.id,
            outlet: &row.article.outlet,
            published: row.article.published,
            sentence: &row.sentence.text,
            r#type: row.record.kind.as_str(),
            status: row.record.status.as_str(),
            according_to: &row.record.according_to,
            figures: &row.record.figures,
        }
    }
}

/// A claim as JSON.
#[derive(Serialize)]
pub struct JsonClaim<'a> {
    claim: &'a str,
    r#type: &'static str,
    class: &'static str,
    first: Option<Date>,
    last: Option<Date>,
    voices: u32,
    outlets: u32,
    records: u32,
    best: JsonRecord<'a>,
}

impl<'a> JsonClaim<'a> {
    /// Of a claim.
    pub fn of(row: &'a ClaimRow) -> Self {
        Self {
            claim: &row.id,
            r#type: row.kind.as_str(),
            class: row.class.as_str(),
            first: row.first,
            last: row.last,
            voices: row.voices,
            outlets: row.outlets,
            records: row.records,
            best: JsonRecord::of(&row.record),
        }
    }
}
