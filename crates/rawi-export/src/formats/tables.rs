//! CSV and TSV: the flat columns.

use super::Encode;
use crate::cell::Cell;
use crate::delimited::{BOM, csv, tsv};
use crate::event::Event;
use crate::flat::{COLUMNS, cells};
use crate::sink::{ExportError, Sink};

fn header() -> Vec<Cell> {
    COLUMNS.iter().map(|c| Cell::text(c.name)).collect()
}

pub(crate) struct Csv {
    pub(crate) spreadsheet: bool,
}

impl Encode for Csv {
    fn begin(&mut self, to: &mut Sink<'_>) -> Result<(), ExportError> {
        if self.spreadsheet {
            to.bytes(BOM.as_bytes())?;
        }
        to.bytes(&csv(&header(), false)?)
    }

    fn event(&mut self, event: &Event, to: &mut Sink<'_>) -> Result<(), ExportError> {
        to.rows(&csv(&cells(event), self.spreadsheet)?, 1)?;
        to.source(&Cell::text(&event.id), event)
    }
}

pub(crate) struct Tsv;

impl Encode for Tsv {
    fn begin(&mut self, to: &mut Sink<'_>) -> Result<(), ExportError> {
        to.bytes(tsv(&header()).as_bytes())
    }

    fn event(&mut self, event: &Event, to: &mut Sink<'_>) -> Result<(), ExportError> {
        to.rows(tsv(&cells(event)).as_bytes(), 1)?;
        to.source(&Cell::text(&event.id), event)
    }
}
