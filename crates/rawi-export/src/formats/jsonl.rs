//! JSONL: a record in the fields of `rawi read`, with its article, its claim and every other report.

use rawi_model::{Record, Words};
use serde::Serialize;

use super::Encode;
use crate::cell::Cell;
use crate::event::{Claim, Event};
use crate::sink::{ExportError, ReportLine, Sink};

pub(crate) struct Jsonl;

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    record: i64,
    claim: Option<ClaimLine<'a>>,
    story: Option<&'a str>,
    article: Article<'a>,
    sentence: &'a Words,
    sentence_number: u32,
    event_date: Option<jiff::civil::Date>,
    #[serde(flatten)]
    event: Record,
    reports: Vec<ReportLine<'a>>,
}

#[derive(Serialize)]
struct ClaimLine<'a> {
    id: &'a str,
    class: &'a str,
    records: u32,
    articles: u32,
    outlets: u32,
    voices: u32,
}

impl<'a> ClaimLine<'a> {
    fn of(claim: &'a Claim) -> Self {
        Self {
            id: &claim.id,
            class: &claim.class,
            records: claim.records,
            articles: claim.articles,
            outlets: claim.outlets,
            voices: claim.voices,
        }
    }
}

#[derive(Serialize)]
struct Article<'a> {
    id: &'a str,
    url: Option<&'a str>,
    outlet: &'a str,
    published: Option<jiff::civil::Date>,
    title: &'a str,
}

impl Encode for Jsonl {
    fn event(&mut self, event: &Event, to: &mut Sink<'_>) -> Result<(), ExportError> {
        let article = &event.main.article;
        let mut line = serde_json::to_vec(&Line {
            id: &event.id,
            record: event.main.number,
            claim: event.claim.as_ref().map(ClaimLine::of),
            story: event.story.as_deref(),
            article: Article {
                id: &article.id,
                url: article.url.as_deref(),
                outlet: &article.outlet,
                published: article.published,
                title: &article.title,
            },
            sentence: &event.main.sentence,
            sentence_number: event.main.sentence_number,
            event_date: event.day(),
            event: Record {
                derivation: Vec::new(),
                ..event.record().clone()
            },
            reports: event.reports().map(ReportLine::new).collect(),
        })?;
        line.push(b'\n');
        to.rows(&line, 1)?;
        to.source(&Cell::text(&event.id), event)
    }
}
