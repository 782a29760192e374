//! ICEWS: the 20 columns of its event files, tab-separated with a header. One row a pair of source and target; what both
//! do is two rows, one each way. Event codes are text: `040` keeps its zero.

use rawi_model::Mention;

use super::{Encode, NO_CLASS, NO_DAY, ONE_SIDED, cameo, number, one_decimal};
use crate::cell::Cell;
use crate::codes::Codes;
use crate::delimited::tsv;
use crate::event::Event;
use crate::export::Options;
use crate::parties::{name, pairs};
use crate::sink::{ExportError, Sink};

pub(crate) const COLUMNS: [&str; 20] = [
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
];

pub(crate) struct Icews<'c> {
    codes: &'c Codes,
}

impl<'c> Icews<'c> {
    pub(crate) const fn new(options: &Options<'c>) -> Self {
        Self {
            codes: options.codes,
        }
    }

    /// Name, sectors and country of one side.
    fn side(&self, mention: &Mention) -> [Cell; 3] {
        let sector = self.codes.sector(mention.code.sector);
        let country = self.codes.country(mention.code.country);
        [
            Cell::text(name(mention)),
            sector.and_then(|s| s.icews.as_deref()).into(),
            country.map(|c| c.english.as_str()).into(),
        ]
    }
}

impl Encode for Icews<'_> {
    fn begin(&mut self, to: &mut Sink<'_>) -> Result<(), ExportError> {
        to.bytes(tsv(&COLUMNS.map(Cell::text)).as_bytes())
    }

    fn event(&mut self, event: &Event, to: &mut Sink<'_>) -> Result<(), ExportError> {
        let record = event.record();
        let Some(coded) = cameo(self.codes, record) else {
            to.leave_out(NO_CLASS);
            return Ok(());
        };
        let Some(day) = event.day() else {
            to.leave_out(NO_DAY);
            return Ok(());
        };
        let mut any = false;
        for (i, pair) in pairs(record, coded.both_ways(record))
            .into_iter()
            .enumerate()
        {
            let (Some(source), Some(target)) = (pair.actor, pair.recipient) else {
                continue;
            };
            any = true;
            let code = coded.told(pair.reversed);
            let id = Cell::Int(number(event, i));
            let place = record.place.as_ref();
            let country = place.and_then(|p| self.codes.country(p.country));
            let place_name = place.map(|p| p.name.clone().unwrap_or_else(|| p.text.clone()));
            let mut row = vec![id.clone(), day.into()];
            row.extend(self.side(source));
            row.extend([
                Cell::text(&code.name),
                Cell::text(&code.code),
                Cell::Text(one_decimal(code.goldstein)),
            ]);
            row.extend(self.side(target));
            row.extend([
                Cell::text(&event.main.article.id),
                event.main.sentence_number.into(),
                Cell::text(&event.main.article.outlet),
                place_name.into(),
                Cell::None,
                Cell::None,
                country.map(|c| c.english.as_str()).into(),
                place.and_then(|p| p.lat).map_or(Cell::None, Cell::single),
                place.and_then(|p| p.lon).map_or(Cell::None, Cell::single),
            ]);
            debug_assert_eq!(row.len(), COLUMNS.len());
            to.rows(tsv(&row).as_bytes(), 1)?;
            to.source(&id, event)?;
        }
        if !any {
            to.leave_out(ONE_SIDED);
        }
        Ok(())
    }
}
