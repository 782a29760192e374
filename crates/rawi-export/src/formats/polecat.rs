//! POLECAT: the 40 columns of its releases, tab-separated with a header. One row an event; where several take part, a
//! column holds all of them, parted by `;`, in the same order in every column.

use rawi_model::{Country, Mention};

use super::{Encode, NO_CLASS, NO_DAY, meets_as_equals, plover_act};
use crate::cell::Cell;
use crate::codes::{Codes, quad};
use crate::delimited::tsv;
use crate::event::Event;
use crate::export::Options;
use crate::parties::{listed, name};
use crate::sink::{ExportError, Sink};

pub(crate) const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

pub(crate) struct Polecat<'c> {
    codes: &'c Codes,
    sanction_quad: u32,
}

impl<'c> Polecat<'c> {
    pub(crate) const fn new(options: &Options<'c>) -> Self {
        Self {
            codes: options.codes,
            sanction_quad: options.sanction_quad,
        }
    }

    /// The eight columns of one side.
    fn party(&self, row: &mut Vec<Cell>, side: &[&Mention]) {
        let codes = self.codes;
        let sector = |m: &&Mention| {
            codes
                .sector(m.code.sector)
                .and_then(|s| s.plover.clone())
                .unwrap_or_default()
        };
        row.push(listed(side, |m| name(m).to_owned()).into());
        row.push(listed(side, |m| plover_country(m.code.country)).into());
        row.push(
            listed(side, |m| {
                let cow = codes.country(m.code.country).and_then(|c| c.cow);
                cow.map(|n| n.to_string()).unwrap_or_default()
            })
            .into(),
        );
        row.push(side.first().map(sector).into());
        row.push(listed(side, sector).into());
        row.push(Cell::None);
        row.push(listed(side, |m| m.text.clone()).into());
        row.push(Cell::None);
    }
}

/// PLOVER writes Kosovo as KOS; where no country is known there is none.
pub(super) fn plover_country(country: Country) -> String {
    match country.as_str() {
        "XKX" => "KOS".to_owned(),
        "---" => String::new(),
        other => other.to_owned(),
    }
}

impl Encode for Polecat<'_> {
    fn begin(&mut self, to: &mut Sink<'_>) -> Result<(), ExportError> {
        to.bytes(tsv(&COLUMNS.map(Cell::text)).as_bytes())
    }

    fn event(&mut self, event: &Event, to: &mut Sink<'_>) -> Result<(), ExportError> {
        let record = event.record();
        let Some((kind, mode)) = plover_act(self.codes, record) else {
            to.leave_out(NO_CLASS);
            return Ok(());
        };
        let Some(day) = event.day() else {
            to.leave_out(NO_DAY);
            return Ok(());
        };
        let equals = meets_as_equals(record);
        let all = |own: bool| -> Vec<&Mention> {
            match (own, equals) {
                (true, true) => record.actor.iter().chain(&record.recipient).collect(),
                (true, false) => record.actor.iter().collect(),
                (false, true) => Vec::new(),
                (false, false) => record.recipient.iter().collect(),
            }
        };
        let id = Cell::Text(format!("{}-{}_{kind}", day.strftime("%Y%m%d"), event.id));
        let place = record.place.as_ref();
        let score = self.codes.plover.score(kind, mode.as_deref());
        let mut row = vec![
            id.clone(),
            day.into(),
            Cell::text(kind.as_str()),
            mode.into(),
            score.into(),
            quad(kind, self.sanction_quad).into(),
            listed(&record.contexts, String::clone).into(),
        ];
        self.party(&mut row, &all(true));
        self.party(&mut row, &all(false));
        let country = place.and_then(|p| self.codes.country(p.country));
        row.extend([
            place
                .map(|p| p.name.clone().unwrap_or_else(|| p.text.clone()))
                .into(),
            Cell::None,
            Cell::None,
            Cell::None,
            country.map(|c| c.english.as_str()).into(),
            place.and_then(|p| p.lat).map_or(Cell::None, Cell::single),
            place.and_then(|p| p.lon).map_or(Cell::None, Cell::single),
            place.and_then(|p| p.geoname_id).into(),
            place.map(|p| p.text.as_str()).into(),
            Cell::None,
            Cell::text(&event.main.article.outlet),
            event.main.article.published.into(),
            Cell::None,
            Cell::None,
            Cell::None,
            Cell::text("ar"),
            Cell::text(concat!("rawi-", env!("CARGO_PKG_VERSION"))),
        ]);
        debug_assert_eq!(row.len(), COLUMNS.len());
        to.rows(tsv(&row).as_bytes(), 1)?;
        to.source(&id, event)
    }
}
