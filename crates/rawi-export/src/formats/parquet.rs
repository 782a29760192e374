//! Parquet: a row group of so many events at a time, zstd.

use std::mem;

use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use super::Encode;
use crate::arrow::{Layout, record_batch, schema};
use crate::cell::Cell;
use crate::event::Event;
use crate::sink::{ExportError, Sink};

/// Events of a batch, and of a row group.
const BATCH: usize = 1024;
const GROUP: usize = 32 * BATCH;

pub(crate) struct Parquet {
    layout: Layout,
    /// Events that wait for their batch to be full.
    waiting: Vec<Event>,
    writer: Option<ArrowWriter<Vec<u8>>>,
}

impl Parquet {
    pub(crate) const fn new(layout: Layout) -> Self {
        Self {
            layout,
            waiting: Vec::new(),
            writer: None,
        }
    }

    fn batch(&mut self, to: &mut Sink<'_>) -> Result<(), ExportError> {
        let events = mem::take(&mut self.waiting);
        let batch = record_batch(&events, self.layout)?;
        if let Some(writer) = &mut self.writer {
            writer.write(&batch)?;
            let made = mem::take(writer.inner_mut());
            to.rows(&made, events.len() as u64)?;
        }
        Ok(())
    }
}

impl Encode for Parquet {
    fn begin(&mut self, _to: &mut Sink<'_>) -> Result<(), ExportError> {
        let level = ZstdLevel::try_new(3)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(level))
            .set_max_row_group_row_count(Some(GROUP))
            .set_created_by(concat!("rawi ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        self.writer = Some(ArrowWriter::try_new(
            Vec::new(),
            schema(self.layout)?,
            Some(properties),
        )?);
        Ok(())
    }

    fn event(&mut self, event: &Event, to: &mut Sink<'_>) -> Result<(), ExportError> {
        to.source(&Cell::text(&event.id), event)?;
        // What the columns do not hold need not wait with them.
        self.waiting.push(Event {
            others: Vec::new(),
            ..event.clone()
        });
        if self.waiting.len() >= BATCH {
            self.batch(to)?;
        }
        Ok(())
    }

    fn end(&mut self, to: &mut Sink<'_>) -> Result<(), ExportError> {
        if !self.waiting.is_empty() {
            self.batch(to)?;
        }
        match self.writer.take() {
            Some(writer) => to.bytes(&writer.into_inner()?),
            None => Ok(()),
        }
    }
}
