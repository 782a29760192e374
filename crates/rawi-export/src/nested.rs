//! One row an event, with its parties, sources and figures as lists of structures: nested Parquet. Columns of single
//! values have the names and types of the flat layout.

use arrow_schema::ArrowError;
use rawi_model::{Figure, Mention, Source, Words};
use serde::Serialize;

use crate::arrow::Columns;
use crate::cell::{Cell, Kind};
use crate::event::Event;
use crate::flat;

/// What the flat layout says in one value and this one in structures.
const STRUCTURED: [&str; 25] = [
    "contexts",
    "trigger",
    "trigger_start",
    "trigger_end",
    "actor",
    "actor_code",
    "actor_name",
    "actor_id",
    "actor_country",
    "actor_sector",
    "recipient",
    "recipient_code",
    "recipient_name",
    "recipient_id",
    "recipient_country",
    "recipient_sector",
    "place",
    "place_name",
    "place_country",
    "geoname_id",
    "lat",
    "lon",
    "according_to",
    "according_to_kind",
    "according_to_code",
];

/// A column of the structures of type `T`.
type Part<T> = (&'static str, Kind, fn(&T) -> Cell);

pub(crate) fn columns(events: &[Event]) -> Result<Columns, ArrowError> {
    let rows: Vec<Vec<Cell>> = events.iter().map(flat::cells).collect();
    let mut out = Columns::default();
    for (i, column) in flat::COLUMNS.iter().enumerate() {
        match column.name {
            "contexts" => contexts(&mut out, events)?,
            "trigger" => words(&mut out, "trigger", events, |e| &e.record().trigger)?,
            "actor" => list(&mut out, "actor", events, |e| &e.record().actor, MENTION)?,
            "recipient" => list(
                &mut out,
                "recipient",
                events,
                |e| &e.record().recipient,
                MENTION,
            )?,
            "place" => place(&mut out, events)?,
            "according_to" => list(
                &mut out,
                "according_to",
                events,
                |e| &e.record().according_to,
                SOURCE,
            )?,
            "killed" => {
                list(&mut out, "figures", events, |e| &e.record().figures, FIGURE)?;
                out.add(column.name, column.kind, rows.iter().map(|row| row.get(i)));
            }
            "sentence" => {
                out.add(column.name, column.kind, rows.iter().map(|row| row.get(i)));
                let part: [Part<Event>; 3] = [
                    ("sentence_start", Kind::Int, |e| {
                        e.main.sentence.start.into()
                    }),
                    ("sentence_end", Kind::Int, |e| e.main.sentence.end.into()),
                    ("sentence_number", Kind::Int, |e| {
                        e.main.sentence_number.into()
                    }),
                ];
                singles(&mut out, events.iter(), &part);
            }
            name if STRUCTURED.contains(&name) => {}
            _ => out.add(column.name, column.kind, rows.iter().map(|row| row.get(i))),
        }
    }
    Ok(out)
}

const MENTION: &[Part<Mention>] = &[
    ("text", Kind::Text, |m| Cell::text(&m.text)),
    ("start", Kind::Int, |m| m.start.into()),
    ("end", Kind::Int, |m| m.end.into()),
    ("code", Kind::Text, |m| Cell::text(m.code.to_string())),
    ("country", Kind::Text, |m| {
        Cell::text(m.code.country.to_string())
    }),
    ("sector", Kind::Text, |m| Cell::text(m.code.sector.as_str())),
    ("id", Kind::Text, |m| m.id.as_deref().into()),
    ("name", Kind::Text, |m| m.name.as_deref().into()),
];

const SOURCE: &[Part<Source>] = &[
    ("text", Kind::Text, |s| Cell::text(&s.text)),
    ("start", Kind::Int, |s| s.start.into()),
    ("end", Kind::Int, |s| s.end.into()),
    ("kind", Kind::Text, |s| Cell::text(s.kind.as_str())),
    ("code", Kind::Text, |s| s.code.map(|c| c.to_string()).into()),
    ("id", Kind::Text, |s| s.id.as_deref().into()),
    ("name", Kind::Text, |s| s.name.as_deref().into()),
];

const FIGURE: &[Part<Figure>] = &[
    ("kind", Kind::Text, |f| name_of(&f.kind)),
    ("value", Kind::Real, |f| f.value.into()),
    ("unit", Kind::Text, |f| f.unit.as_deref().into()),
    ("hedge", Kind::Text, |f| {
        f.hedge.as_ref().map_or(Cell::None, name_of)
    }),
    ("text", Kind::Text, |f| Cell::text(&f.words.text)),
    ("start", Kind::Int, |f| f.words.start.into()),
    ("end", Kind::Int, |f| f.words.end.into()),
];

/// The name of a member of a closed list, as it stands in JSON.
pub(crate) fn name_of(value: &impl Serialize) -> Cell {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => Cell::Text(name),
        _ => Cell::None,
    }
}

fn singles<'e, T: 'e>(
    out: &mut Columns,
    items: impl Iterator<Item = &'e T> + Clone,
    parts: &[Part<T>],
) {
    for (name, kind, cell) in parts {
        let cells: Vec<Cell> = items.clone().map(cell).collect();
        out.add(name, *kind, cells.iter().map(Some));
    }
}

fn list<T>(
    out: &mut Columns,
    name: &str,
    events: &[Event],
    of: impl Fn(&Event) -> &[T],
    parts: &[Part<T>],
) -> Result<(), ArrowError> {
    let items: Vec<&T> = events.iter().flat_map(|e| of(e).iter()).collect();
    let mut inner = Columns::default();
    singles(&mut inner, items.iter().copied(), parts);
    out.list(name, inner, events.iter().map(|e| of(e).len()))
}

fn contexts(out: &mut Columns, events: &[Event]) -> Result<(), ArrowError> {
    let items: Vec<Cell> = events
        .iter()
        .flat_map(|e| e.record().contexts.iter().map(Cell::text))
        .collect();
    out.texts(
        "contexts",
        items.iter().map(Some),
        events.iter().map(|e| e.record().contexts.len()),
    )
}

fn words(
    out: &mut Columns,
    name: &str,
    events: &[Event],
    of: impl Fn(&Event) -> &Words,
) -> Result<(), ArrowError> {
    let items: Vec<&Words> = events.iter().map(of).collect();
    let mut inner = Columns::default();
    let parts: [Part<Words>; 3] = [
        ("text", Kind::Text, |w| Cell::text(&w.text)),
        ("start", Kind::Int, |w| w.start.into()),
        ("end", Kind::Int, |w| w.end.into()),
    ];
    singles(&mut inner, items.iter().copied(), &parts);
    out.group(name, inner, vec![true; events.len()])
}

fn place(out: &mut Columns, events: &[Event]) -> Result<(), ArrowError> {
    let parts: [Part<Event>; 8] = [
        ("text", Kind::Text, |e| {
            e.record().place.as_ref().map(|p| p.text.as_str()).into()
        }),
        ("start", Kind::Int, |e| {
            e.record().place.as_ref().map(|p| p.start).into()
        }),
        ("end", Kind::Int, |e| {
            e.record().place.as_ref().map(|p| p.end).into()
        }),
        ("country", Kind::Text, |e| {
            let place = e.record().place.as_ref();
            place.map(|p| p.country.to_string()).into()
        }),
        ("geoname_id", Kind::Int, |e| {
            let place = e.record().place.as_ref();
            place.and_then(|p| p.geoname_id).into()
        }),
        ("lat", Kind::Real, |e| {
            let lat = e.record().place.as_ref().and_then(|p| p.lat);
            lat.map_or(Cell::None, Cell::single)
        }),
        ("lon", Kind::Real, |e| {
            let lon = e.record().place.as_ref().and_then(|p| p.lon);
            lon.map_or(Cell::None, Cell::single)
        }),
        ("name", Kind::Text, |e| {
            let place = e.record().place.as_ref();
            place.and_then(|p| p.name.as_deref()).into()
        }),
    ];
    let mut inner = Columns::default();
    singles(&mut inner, events.iter(), &parts);
    let there = events.iter().map(|e| e.record().place.is_some()).collect();
    out.group("place", inner, there)
}
