//! Events as Arrow: one record batch of a bounded number of rows, in one of two layouts, with a versioned schema.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, StringBuilder,
};
use arrow_array::{Array, ArrayRef, ListArray, RecordBatch, RecordBatchOptions, StructArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, Field, Fields, Schema, SchemaRef};
use jiff::civil::Date;

use crate::cell::{Cell, Kind};
use crate::event::Event;
use crate::{flat, nested};

/// Version of both layouts. It grows when a column changes its name or meaning; columns may be added under the same one.
pub const SCHEMA_VERSION: &str = "1";

/// How an event becomes columns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Layout {
    /// Single values: the columns of CSV.
    #[default]
    Flat,
    /// Lists and structures: nothing is lost.
    Nested,
}

impl Layout {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Flat => "flat",
            Self::Nested => "nested",
        }
    }
}

/// The schema of a layout. Its metadata say `rawi.schema` (the version), `rawi.layout` and `rawi.version` (of the program).
///
/// # Errors
/// None that is known: the layouts are fixed.
pub fn schema(layout: Layout) -> Result<SchemaRef, ArrowError> {
    Ok(record_batch(&[], layout)?.schema())
}

/// A batch of these events, one row each. An event without a value in a column has a null there; lists are never null.
///
/// # Errors
/// More text or list items than Arrow's 32-bit offsets can count: give fewer events at a time.
pub fn record_batch(events: &[Event], layout: Layout) -> Result<RecordBatch, ArrowError> {
    let columns = match layout {
        Layout::Flat => flat_columns(events),
        Layout::Nested => nested::columns(events)?,
    };
    let metadata = HashMap::from([
        ("rawi.schema".to_owned(), SCHEMA_VERSION.to_owned()),
        ("rawi.layout".to_owned(), layout.as_str().to_owned()),
        (
            "rawi.version".to_owned(),
            env!("CARGO_PKG_VERSION").to_owned(),
        ),
    ]);
    let schema = Schema::new(Fields::from(columns.fields)).with_metadata(metadata);
    let options = RecordBatchOptions::new().with_row_count(Some(events.len()));
    RecordBatch::try_new_with_options(Arc::new(schema), columns.arrays, &options)
}

fn flat_columns(events: &[Event]) -> Columns {
    let rows: Vec<Vec<Cell>> = events.iter().map(flat::cells).collect();
    let mut columns = Columns::default();
    for (i, column) in flat::COLUMNS.iter().enumerate() {
        columns.add(column.name, column.kind, rows.iter().map(|row| row.get(i)));
    }
    columns
}

/// Columns under construction.
#[derive(Default)]
pub(crate) struct Columns {
    fields: Vec<Field>,
    arrays: Vec<ArrayRef>,
}

impl Columns {
    /// A column of single values.
    pub(crate) fn add<'c>(
        &mut self,
        name: &str,
        kind: Kind,
        cells: impl Iterator<Item = Option<&'c Cell>>,
    ) {
        let array = array(kind, cells);
        self.put(name, array, true);
    }

    /// A column of structures; a row with `false` in `there` has none.
    pub(crate) fn group(
        &mut self,
        name: &str,
        inner: Self,
        there: Vec<bool>,
    ) -> Result<(), ArrowError> {
        let nulls = NullBuffer::from(there);
        let array = StructArray::try_new(Fields::from(inner.fields), inner.arrays, Some(nulls))?;
        self.put(name, Arc::new(array), true);
        Ok(())
    }

    /// A column of lists of structures, given as the structures of all rows and the number in each row.
    pub(crate) fn list(
        &mut self,
        name: &str,
        inner: Self,
        lengths: impl Iterator<Item = usize>,
    ) -> Result<(), ArrowError> {
        let array = StructArray::try_new(Fields::from(inner.fields), inner.arrays, None)?;
        self.list_of(name, Arc::new(array), lengths)
    }

    /// A column of lists of text.
    pub(crate) fn texts<'c>(
        &mut self,
        name: &str,
        items: impl Iterator<Item = Option<&'c Cell>>,
        lengths: impl Iterator<Item = usize>,
    ) -> Result<(), ArrowError> {
        let items = array(Kind::Text, items);
        self.list_of(name, items, lengths)
    }

    fn list_of(
        &mut self,
        name: &str,
        items: ArrayRef,
        lengths: impl Iterator<Item = usize>,
    ) -> Result<(), ArrowError> {
        let item = Arc::new(Field::new("item", items.data_type().clone(), false));
        let offsets = OffsetBuffer::<i32>::from_lengths(lengths);
        let array = ListArray::try_new(item, offsets, items, None)?;
        self.put(name, Arc::new(array), false);
        Ok(())
    }

    fn put(&mut self, name: &str, array: ArrayRef, nullable: bool) {
        self.fields
            .push(Field::new(name, array.data_type().clone(), nullable));
        self.arrays.push(array);
    }
}

fn array<'c>(kind: Kind, cells: impl Iterator<Item = Option<&'c Cell>>) -> ArrayRef {
    match kind {
        Kind::Text => {
            let mut builder = StringBuilder::new();
            for cell in cells {
                match cell {
                    Some(Cell::Text(text)) => builder.append_value(text),
                    _ => builder.append_null(),
                }
            }
            Arc::new(builder.finish())
        }
        Kind::Int => {
            let mut builder = Int64Builder::new();
            for cell in cells {
                builder.append_option(match cell {
                    Some(Cell::Int(n)) => Some(*n),
                    _ => None,
                });
            }
            Arc::new(builder.finish())
        }
        Kind::Real => {
            let mut builder = Float64Builder::new();
            for cell in cells {
                builder.append_option(match cell {
                    Some(Cell::Real(n)) => Some(*n),
                    _ => None,
                });
            }
            Arc::new(builder.finish())
        }
        Kind::Flag => {
            let mut builder = BooleanBuilder::new();
            for cell in cells {
                builder.append_option(match cell {
                    Some(Cell::Flag(yes)) => Some(*yes),
                    _ => None,
                });
            }
            Arc::new(builder.finish())
        }
        Kind::Day => {
            let mut builder = Date32Builder::new();
            for cell in cells {
                builder.append_option(match cell {
                    Some(Cell::Day(day)) => Some(since_1970(*day)),
                    _ => None,
                });
            }
            Arc::new(builder.finish())
        }
    }
}

/// Days since the beginning of 1970.
fn since_1970(day: Date) -> i32 {
    (day - Date::constant(1970, 1, 1)).get_days()
}

#[cfg(test)]
mod tests {
    use arrow_schema::DataType;

    use super::*;

    /// Whether a type is made of others.
    fn is_nested(data: &DataType) -> bool {
        matches!(data, DataType::List(_) | DataType::Struct(_))
    }

    #[test]
    fn layouts_share_names_and_say_their_version() {
        let (flat, nested) = (
            schema(Layout::Flat).unwrap(),
            schema(Layout::Nested).unwrap(),
        );
        assert_eq!(flat.metadata()["rawi.schema"], SCHEMA_VERSION);
        assert_eq!(nested.metadata()["rawi.layout"], "nested");
        assert_eq!(flat.fields().len(), flat::COLUMNS.len());
        assert!(flat.fields().iter().all(|f| !is_nested(f.data_type())));
        for field in nested.fields() {
            match flat.field_with_name(field.name()) {
                Ok(same) if !is_nested(field.data_type()) => {
                    assert_eq!(same.data_type(), field.data_type(), "{}", field.name());
                }
                Ok(_) => {}
                Err(_) => assert!(
                    field.name().starts_with("sentence_") || field.name() == "figures",
                    "{}",
                    field.name()
                ),
            }
        }
    }

    #[test]
    fn days_count_from_1970() {
        assert_eq!(since_1970(Date::constant(1970, 1, 1)), 0);
        assert_eq!(since_1970(Date::constant(2024, 9, 30)), 19_996);
        assert_eq!(since_1970(Date::constant(1948, 5, 14)), -7_902);
    }
}
