//! PLOVER's JSON, one object a line. What PLOVER has no field for (status, attribution, figures) goes into fields of its
//! own, as the manual allows; so every status has a place, and an act keeps its type.

use rawi_model::{Figure, FigureKind, Mention, Source, Stance, Status};
use serde::Serialize;

use super::polecat::plover_country;
use super::{Encode, NO_DAY, meets_as_equals};
use crate::cell::Cell;
use crate::codes::{Codes, quad};
use crate::event::{Event, first_day};
use crate::export::Options;
use crate::parties::{figure, name};
use crate::sink::{ExportError, Sink};

pub(crate) struct PloverJson<'c> {
    codes: &'c Codes,
    sanction_quad: u32,
}

impl<'c> PloverJson<'c> {
    pub(crate) const fn new(options: &Options<'c>) -> Self {
        Self {
            codes: options.codes,
            sanction_quad: options.sanction_quad,
        }
    }
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    has_event: bool,
    date: jiff::civil::Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    enddate: Option<jiff::civil::Date>,
    actor: Vec<Entity<'a>>,
    recipient: Vec<Entity<'a>>,
    event: [&'a str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    event_loc: Option<Location<'a>>,
    event_text: [&'a str; 1],
    quad_code: u32,
    event_scale: f64,
    mode: Vec<&'a str>,
    context: &'a [String],
    text: &'a str,
    text_info: TextInfo,
    cite_info: CiteInfo<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<Size>,
    coder: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<&'a str>,
    status: Status,
    stance: Stance,
    confidence: f32,
    according_to: &'a [Source],
    figures: &'a [Figure],
    records: u32,
    outlets: u32,
}

#[derive(Serialize)]
struct Entity<'a> {
    code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    sector: Option<&'a str>,
    entity_text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier_id: Option<&'a str>,
    identifier_text: &'a str,
}

#[derive(Serialize)]
struct Location<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    country: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    lat: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lon: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    geoname_id: Option<u32>,
}

/// Offsets are code points of the article's text.
#[derive(Serialize)]
struct TextInfo {
    sequence: u32,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct CiteInfo<'a> {
    corpus: &'a str,
    citation: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<jiff::civil::Date>,
    language: &'static str,
}

#[derive(Serialize)]
struct Size {
    #[serde(skip_serializing_if = "Option::is_none")]
    dead: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    injured: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    arrested: Option<f64>,
}

impl Size {
    fn of(event: &Event) -> Option<Self> {
        let size = Self {
            dead: figure(event, FigureKind::Killed),
            injured: figure(event, FigureKind::Wounded),
            arrested: figure(event, FigureKind::Arrested),
        };
        let any = size.dead.or(size.injured).or(size.arrested);
        any.map(|_| size)
    }
}

impl PloverJson<'_> {
    fn entity<'a>(&'a self, mention: &'a Mention) -> Entity<'a> {
        let sector = self.codes.sector(mention.code.sector);
        Entity {
            code: plover_country(mention.code.country),
            sector: sector.and_then(|s| s.plover.as_deref()),
            entity_text: &mention.text,
            identifier_id: mention.id.as_deref(),
            identifier_text: name(mention),
        }
    }
}

impl Encode for PloverJson<'_> {
    fn event(&mut self, event: &Event, to: &mut Sink<'_>) -> Result<(), ExportError> {
        let Some(date) = event.day() else {
            to.leave_out(NO_DAY);
            return Ok(());
        };
        let (record, report) = (event.record(), &event.main);
        let mut actor: Vec<Entity<'_>> = record.actor.iter().map(|m| self.entity(m)).collect();
        let mut recipient: Vec<Entity<'_>> =
            record.recipient.iter().map(|m| self.entity(m)).collect();
        if meets_as_equals(record) {
            actor.append(&mut recipient);
        }
        let enddate = record
            .when_range
            .as_ref()
            .and_then(|range| first_day(&range.to))
            .filter(|end| *end > date);
        let (records, _, outlets) = event.counts();
        let mut line = serde_json::to_vec(&Line {
            id: &event.id,
            has_event: true,
            date,
            enddate,
            actor,
            recipient,
            event: [record.kind.as_str()],
            event_loc: record.place.as_ref().map(|p| Location {
                text: &p.text,
                name: p.name.as_deref(),
                country: plover_country(p.country),
                lat: p.lat,
                lon: p.lon,
                geoname_id: p.geoname_id,
            }),
            event_text: [&record.trigger.text],
            quad_code: quad(record.kind, self.sanction_quad),
            event_scale: self.codes.plover.score(record.kind, record.mode.as_deref()),
            mode: record.mode.as_deref().into_iter().collect(),
            context: &record.contexts,
            text: &report.sentence.text,
            text_info: TextInfo {
                sequence: report.sentence_number,
                start: report.sentence.start,
                end: report.sentence.end,
            },
            cite_info: CiteInfo {
                corpus: &report.article.outlet,
                citation: &report.article.id,
                url: report.article.url.as_deref(),
                title: &report.article.title,
                date: report.article.published,
                language: "ar",
            },
            size: Size::of(event),
            coder: concat!("rawi ", env!("CARGO_PKG_VERSION")),
            comment: record.gloss.as_ref().map(|g| g.en.as_str()),
            status: record.status,
            stance: record.stance,
            confidence: record.confidence,
            according_to: &record.according_to,
            figures: &record.figures,
            records,
            outlets,
        })?;
        line.push(b'\n');
        to.rows(&line, 1)?;
        to.source(&Cell::text(&event.id), event)
    }
}
