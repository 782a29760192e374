//! Readings as the columns of a flat table, one row a record: takes readings, gives a list for each column. Names and
//! types are those of `rawi export`'s flat layout, as far as they need no database; `python/rawi/_arrow.py` says what
//! each holds.

use std::sync::Arc;

use jiff::civil::Date;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use rawi_model::{FigureKind, Mention, Place, Reading as Plain, Record};

use crate::reading::{Reading, sentences};
use crate::values::widened;

/// Between several values of a column.
const AND: &str = " ; ";

/// A record, and where it was read.
struct Row<'a> {
    reading: &'a Plain,
    number: i64,
    record: &'a Record,
    sentence: &'a str,
}

/// What stands in a row under a column; days are text here.
#[derive(IntoPyObject)]
enum Cell {
    Whole(Option<i64>),
    Real(Option<f64>),
    Flag(bool),
    Text(Option<String>),
}

type Column = (&'static str, fn(&Row<'_>) -> Cell);

#[rustfmt::skip]
const COLUMNS: &[Column] = &[
    ("id", |r| text(format!("{}#{}", r.reading.article.id, r.number))),
    ("record", |r| Cell::Whole(Some(r.number))),
    ("article", |r| text(&r.reading.article.id)),
    ("url", |r| Cell::Text(r.reading.article.url.clone())),
    ("outlet", |r| text(&r.reading.article.outlet)),
    ("published", |r| shown(r.reading.article.published)),
    ("title", |r| text(&r.reading.article.title)),
    ("type", |r| text(r.record.kind)),
    ("mode", |r| Cell::Text(r.record.mode.clone())),
    ("contexts", |r| joined(&r.record.contexts, String::clone)),
    ("status", |r| text(r.record.status)),
    ("stance", |r| text(r.record.stance)),
    ("confidence", |r| Cell::Real(Some(widened(r.record.confidence)))),
    ("mutual", |r| Cell::Flag(r.record.mutual)),
    ("trigger", |r| text(&r.record.trigger.text)),
    ("trigger_start", |r| whole(Some(r.record.trigger.start))),
    ("trigger_end", |r| whole(Some(r.record.trigger.end))),
    ("actor", |r| words(&r.record.actor)),
    ("actor_code", |r| codes(&r.record.actor)),
    ("actor_name", |r| first(&r.record.actor, |m| m.name.clone())),
    ("actor_id", |r| first(&r.record.actor, |m| m.id.clone())),
    ("actor_country", |r| first(&r.record.actor, country)),
    ("actor_sector", |r| first(&r.record.actor, sector)),
    ("recipient", |r| words(&r.record.recipient)),
    ("recipient_code", |r| codes(&r.record.recipient)),
    ("recipient_name", |r| first(&r.record.recipient, |m| m.name.clone())),
    ("recipient_id", |r| first(&r.record.recipient, |m| m.id.clone())),
    ("recipient_country", |r| first(&r.record.recipient, country)),
    ("recipient_sector", |r| first(&r.record.recipient, sector)),
    ("place", |r| shown(place(r).map(|p| &p.text))),
    ("place_name", |r| Cell::Text(place(r).and_then(|p| p.name.clone()))),
    ("place_country", |r| shown(place(r).map(|p| p.country))),
    ("geoname_id", |r| whole(place(r).and_then(|p| p.geoname_id))),
    ("lat", |r| Cell::Real(place(r).and_then(|p| p.lat).map(widened))),
    ("lon", |r| Cell::Real(place(r).and_then(|p| p.lon).map(widened))),
    ("when_text", |r| Cell::Text(r.record.when.clone())),
    ("when_from", |r| shown(from(r.record))),
    ("when_to", |r| shown(r.record.when_range.as_ref().and_then(|w| first_day(&w.to)))),
    ("event_date", |r| {
        let when = || r.record.when.as_deref().and_then(first_day);
        shown(from(r.record).or_else(when).or(r.reading.article.published))
    }),
    ("according_to", |r| joined(&r.record.according_to, |s| s.text.clone())),
    ("according_to_kind", |r| joined(&r.record.according_to, |s| s.kind.to_string())),
    ("according_to_code", |r| {
        let code = |code: rawi_model::Code| code.to_string();
        joined(&r.record.according_to, |s| s.code.map_or_else(|| "-".to_owned(), code))
    }),
    ("killed", |r| figure(r.record, FigureKind::Killed)),
    ("wounded", |r| figure(r.record, FigureKind::Wounded)),
    ("arrested", |r| figure(r.record, FigureKind::Arrested)),
    ("sentence", |r| text(r.sentence)),
    ("gloss_en", |r| Cell::Text(r.record.gloss.as_ref().map(|g| g.en.clone()))),
    ("gloss_ar", |r| Cell::Text(r.record.gloss.as_ref().map(|g| g.ar.clone()))),
];

/// For each column its cells, a record a row.
#[pyfunction]
pub fn columns<'py>(
    py: Python<'py>,
    readings: Vec<PyRef<'py, Reading>>,
) -> PyResult<Bound<'py, PyDict>> {
    let readings: Vec<Arc<Plain>> = readings.iter().map(|r| Arc::clone(&r.inner)).collect();
    // Finding the sentences is work, and needs nothing of Python.
    let cells = py.detach(|| cells(&readings));
    let out = PyDict::new(py);
    for ((name, _), cells) in COLUMNS.iter().zip(cells) {
        out.set_item(name, PyList::new(py, cells)?)?;
    }
    Ok(out)
}

fn cells(readings: &[Arc<Plain>]) -> Vec<Vec<Cell>> {
    let rows: usize = readings.iter().map(|reading| reading.events.len()).sum();
    let mut out: Vec<Vec<Cell>> = COLUMNS.iter().map(|_| Vec::with_capacity(rows)).collect();
    for reading in readings {
        let sentences = sentences(reading);
        for (number, (record, sentence)) in (1..).zip(reading.events.iter().zip(&sentences)) {
            let row = Row {
                reading,
                number,
                record,
                sentence,
            };
            for (column, (_, cell)) in out.iter_mut().zip(COLUMNS) {
                column.push(cell(&row));
            }
        }
    }
    out
}

fn text(value: impl ToString) -> Cell {
    Cell::Text(Some(value.to_string()))
}

fn shown(value: Option<impl ToString>) -> Cell {
    Cell::Text(value.map(|value| value.to_string()))
}

fn whole(value: Option<u32>) -> Cell {
    Cell::Whole(value.map(i64::from))
}

fn joined<T>(items: &[T], show: impl Fn(&T) -> String) -> Cell {
    let all: Vec<_> = items.iter().map(show).collect();
    Cell::Text((!all.is_empty()).then(|| all.join(AND)))
}

fn words(mentions: &[Mention]) -> Cell {
    joined(mentions, |m| m.text.clone())
}

fn codes(mentions: &[Mention]) -> Cell {
    joined(mentions, |m| m.code.to_string())
}

fn first(mentions: &[Mention], show: impl Fn(&Mention) -> Option<String>) -> Cell {
    Cell::Text(mentions.first().and_then(show))
}

fn country(mention: &Mention) -> Option<String> {
    Some(mention.code.country.to_string())
}

fn sector(mention: &Mention) -> Option<String> {
    Some(mention.code.sector.to_string())
}

const fn place<'a>(row: &Row<'a>) -> Option<&'a Place> {
    row.record.place.as_ref()
}

/// The first day that the sentence may mean.
fn from(record: &Record) -> Option<Date> {
    let range = record.when_range.as_ref().map(|range| &range.from);
    range
        .or(record.when.as_ref())
        .and_then(|day| first_day(day))
}

/// The first day that a date of a record (`2023-01-12`, `2023-01`, `2023`) may mean.
fn first_day(when: &str) -> Option<Date> {
    let whole = ["", "-01", "-01-01"].map(|rest| format!("{when}{rest}"));
    whole.iter().find_map(|day| day.parse().ok())
}

/// The largest figure of a kind.
fn figure(record: &Record, kind: FigureKind) -> Cell {
    let figures = record.figures.iter().filter(|figure| figure.kind == kind);
    Cell::Real(
        figures
            .filter_map(|figure| figure.value)
            .max_by(f64::total_cmp),
    )
}
