//! One value of a row, and how it is written.

use std::fmt;

use jiff::civil::Date;

/// A value; what a column holds is of one kind, or missing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    None,
    Text(String),
    Int(i64),
    Real(f64),
    Flag(bool),
    Day(Date),
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text, UTF-8.
    Text,
    /// A whole number.
    Int,
    /// A number.
    Real,
    /// Yes or no.
    Flag,
    /// A day.
    Day,
}

impl Cell {
    pub(crate) fn text(value: impl Into<String>) -> Self {
        Self::Text(value.into())
    }

    /// A number as it was written with six digits or so, not as the next of a wider type.
    pub(crate) fn single(value: f32) -> Self {
        value.to_string().parse().map_or(Self::None, Self::Real)
    }

    /// As it stands in JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        match self {
            Self::None => serde_json::Value::Null,
            Self::Text(text) => text.as_str().into(),
            Self::Int(n) => (*n).into(),
            Self::Real(n) => (*n).into(),
            Self::Flag(yes) => (*yes).into(),
            Self::Day(day) => day.to_string().into(),
        }
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::None, Into::into)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Int(number.into())
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}

impl From<bool> for Cell {
    fn from(yes: bool) -> Self {
        Self::Flag(yes)
    }
}

impl From<Date> for Cell {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Int(n) => n.fmt(f),
            Self::Real(n) => n.fmt(f),
            Self::Flag(yes) => yes.fmt(f),
            Self::Day(day) => day.fmt(f),
        }
    }
}
