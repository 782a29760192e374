//! Violence and demonstrations with fatalities, in the columns of ACLED: CSV with a header. Only what occurred; other
//! types of acts have no place in it.

use rawi_model::{EventType, FigureKind, Mention, Precision, Record, Sector, Status};

use super::{Encode, NO_CLASS, NO_DAY};
use crate::cell::Cell;
use crate::codes::Codes;
use crate::delimited::{BOM, csv};
use crate::event::Event;
use crate::export::Options;
use crate::parties::{figure, joined, name};
use crate::sink::{ExportError, Sink};

pub(crate) const COLUMNS: [&str; 31] = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
];

const NOT_VIOLENT: &str = "that are neither violence nor a demonstration";

/// Outlets that a row names.
const MAX_OUTLETS: usize = 20;

pub(crate) struct Violence<'c> {
    codes: &'c Codes,
    spreadsheet: bool,
}

/// Disorder, event and sub-event type.
type Class = (&'static str, &'static str, &'static str);

const POLITICAL: &str = "Political violence";
const DEMONSTRATIONS: &str = "Demonstrations";

fn class(record: &Record) -> Option<Class> {
    let mode = record.mode.as_deref().unwrap_or("");
    match record.kind {
        EventType::Protest => Some(match mode {
            "riot" | "vandalize" => (DEMONSTRATIONS, "Riots", "Violent demonstration"),
            _ => (DEMONSTRATIONS, "Protests", "Peaceful protest"),
        }),
        EventType::Assault => Some(assault(record, mode)),
        _ => None,
    }
}

fn assault(record: &Record, mode: &str) -> Class {
    const REMOTE: &str = "Explosions/Remote violence";
    const CIVILIANS: &str = "Violence against civilians";
    match mode {
        "aerial" | "drone" => (POLITICAL, REMOTE, "Air/drone strike"),
        "heavy-weapons" => (POLITICAL, REMOTE, "Shelling/artillery/missile attack"),
        "suicide-attack" => (POLITICAL, REMOTE, "Suicide bomb"),
        "explosives" => (POLITICAL, REMOTE, "Remote explosive/landmine/IED"),
        "unconventional" => (POLITICAL, REMOTE, "Chemical weapon"),
        "abduct" => (POLITICAL, CIVILIANS, "Abduction/forced disappearance"),
        "sexual" => (POLITICAL, CIVILIANS, "Sexual violence"),
        "destroy" => (
            "Strategic developments",
            "Strategic developments",
            "Looting/property destruction",
        ),
        _ if hits_civilians(record) => (POLITICAL, CIVILIANS, "Attack"),
        _ => (POLITICAL, "Battles", "Armed clash"),
    }
}

/// Whether those who are hit are unarmed.
fn hits_civilians(record: &Record) -> bool {
    let inter = record.recipient.first().map(|m| inter(m.code.sector));
    inter == Some("Civilians")
}

/// What sort of actor it is to ACLED.
const fn inter(sector: Sector) -> &'static str {
    match sector {
        Sector::Gov | Sector::Mil | Sector::Cop | Sector::Spy | Sector::Jud | Sector::Leg => {
            "State forces"
        }
        Sector::Reb => "Rebel group",
        Sector::Uaf | Sector::Crm => "Political militia",
        Sector::Igo | Sector::Unk => "External/Other forces",
        _ => "Civilians",
    }
}

impl<'c> Violence<'c> {
    pub(crate) const fn new(options: &Options<'c>) -> Self {
        Self {
            codes: options.codes,
            spreadsheet: options.spreadsheet,
        }
    }

    fn row(&self, event: &Event, day: jiff::civil::Date, class: Class) -> Vec<Cell> {
        let record = event.record();
        let kind = |mention: Option<&Mention>, first: bool| match (record.kind, class.1) {
            (EventType::Protest, "Riots") if first => Some("Rioters"),
            (EventType::Protest, _) if first => Some("Protesters"),
            _ => mention.map(|m| inter(m.code.sector)),
        };
        let (actor, other) = (record.actor.first(), record.recipient.first());
        let (inter1, inter2) = (kind(actor, true), kind(other, false));
        let place = record.place.as_ref();
        let country = place.and_then(|p| self.codes.country(p.country));
        let rest =
            |side: &[Mention]| joined(side.get(1..).unwrap_or(&[]), "; ", |m| name(m).to_owned());
        let mut outlets: Vec<&str> = Vec::new();
        for report in event.reports() {
            let outlet = report.article.outlet.as_str();
            if outlets.len() < MAX_OUTLETS && !outlets.contains(&outlet) {
                outlets.push(outlet);
            }
        }
        let civilians = inter2 == Some("Civilians") && record.kind == EventType::Assault;
        let notes = record
            .gloss
            .as_ref()
            .map_or_else(|| event.main.sentence.text.clone(), |g| g.en.clone());
        vec![
            Cell::text(&event.id),
            day.into(),
            Cell::Int(day.year().into()),
            Cell::Int(time_precision(record)),
            Cell::text(class.0),
            Cell::text(class.1),
            Cell::text(class.2),
            actor.map(name).into(),
            rest(&record.actor).into(),
            inter1.into(),
            other.map(name).into(),
            rest(&record.recipient).into(),
            inter2.into(),
            match (inter1, inter2) {
                (Some(a), Some(b)) => Cell::Text(format!("{a}-{b}")),
                (Some(a), None) => Cell::Text(format!("{a} only")),
                _ => Cell::None,
            },
            civilians.then_some("Civilian targeting").into(),
            country.and_then(|c| c.number).into(),
            Cell::None,
            country.map(|c| c.english.as_str()).into(),
            Cell::None,
            Cell::None,
            Cell::None,
            place
                .map(|p| p.name.clone().unwrap_or_else(|| p.text.clone()))
                .into(),
            place.and_then(|p| p.lat).map_or(Cell::None, Cell::single),
            place.and_then(|p| p.lon).map_or(Cell::None, Cell::single),
            place
                .map(|p| Cell::Int(if p.geoname_id.is_some() { 1 } else { 3 }))
                .unwrap_or(Cell::None),
            Cell::Text(outlets.join("; ")),
            Cell::None,
            Cell::Text(notes),
            whole(figure(event, FigureKind::Killed)),
            Cell::None,
            Cell::None,
        ]
    }
}

/// A number of people, in whole ones.
fn whole(value: Option<f64>) -> Cell {
    value.map_or(Cell::None, |n| {
        format!("{n:.0}").parse().map_or(Cell::None, Cell::Int)
    })
}

/// 1 the day is known, 2 the week, 3 the month or less.
const fn time_precision(record: &Record) -> i64 {
    match &record.when_range {
        None => 1,
        Some(range) => match range.precision {
            Precision::Day => 1,
            Precision::Days | Precision::Week => 2,
            Precision::Month | Precision::Year => 3,
        },
    }
}

impl Encode for Violence<'_> {
    fn begin(&mut self, to: &mut Sink<'_>) -> Result<(), ExportError> {
        if self.spreadsheet {
            to.bytes(BOM.as_bytes())?;
        }
        to.bytes(&csv(&COLUMNS.map(Cell::text), false)?)
    }

    fn event(&mut self, event: &Event, to: &mut Sink<'_>) -> Result<(), ExportError> {
        let Some(class) = class(event.record()) else {
            to.leave_out(NOT_VIOLENT);
            return Ok(());
        };
        if event.record().status != Status::Occurred {
            to.leave_out(NO_CLASS);
            return Ok(());
        }
        let Some(day) = event.day() else {
            to.leave_out(NO_DAY);
            return Ok(());
        };
        let row = self.row(event, day, class);
        debug_assert_eq!(row.len(), COLUMNS.len());
        to.rows(&csv(&row, self.spreadsheet)?, 1)?;
        to.source(&Cell::text(&event.id), event)
    }
}
