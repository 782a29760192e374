//! Plain values between Rust and Python: days, JSON.

use jiff::civil::Date;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDate, PyString};
use serde::Serialize;

/// A day from a `datetime.date`, a `datetime.datetime` (its own calendar day) or text that begins with one as
/// `2024-09-30`.
pub fn day(value: &Bound<'_, PyAny>) -> PyResult<Date> {
    let text = match value.cast::<PyString>() {
        Ok(text) => text.to_cow()?.into_owned(),
        Err(_) if value.hasattr("isoformat")? => value.call_method0("isoformat")?.extract()?,
        Err(_) => {
            return Err(PyValueError::new_err(format!(
                "a day is a datetime.date or text as 2024-09-30, not {}",
                value.get_type().name()?
            )));
        }
    };
    let head: String = text.chars().take(10).collect();
    let ends = text.chars().nth(10).is_none_or(|c| matches!(c, 'T' | ' '));
    match head.parse() {
        Ok(day) if ends => Ok(day),
        _ => Err(PyValueError::new_err(format!(
            "`{}` is no day; write it as 2024-09-30",
            text.chars().take(40).collect::<String>()
        ))),
    }
}

/// The same where there may be none.
pub fn optional_day(value: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Date>> {
    value.map(day).transpose()
}

/// A day as `datetime.date`.
pub fn date<'py>(py: Python<'py>, day: Option<Date>) -> PyResult<Option<Bound<'py, PyDate>>> {
    day.map(|day| {
        let [month, date] = [day.month(), day.day()].map(i8::unsigned_abs);
        PyDate::new(py, i32::from(day.year()), month, date)
    })
    .transpose()
}

/// Anything of ours as JSON.
pub fn json<T: Serialize>(value: &T) -> PyResult<String> {
    serde_json::to_string(value).map_err(|error| PyValueError::new_err(error.to_string()))
}

/// The same as Python's dictionaries, lists and scalars.
pub fn plain<'py, T: Serialize>(py: Python<'py>, value: &T) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (json(value)?,))
}

/// Python's dictionaries, lists and scalars as JSON; days become text.
pub fn to_json(value: &Bound<'_, PyAny>) -> PyResult<String> {
    let py = value.py();
    py.import("rawi._values")?
        .call_method1("to_json", (value,))?
        .extract()
}

/// What JSON says, or what is wrong with it.
pub fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> PyResult<T> {
    serde_json::from_str(text).map_err(|error| PyValueError::new_err(error.to_string()))
}

/// A number of 32 bits as the number that it is printed as, not the one that its bits widen to.
pub fn widened(number: f32) -> f64 {
    number
        .to_string()
        .parse()
        .unwrap_or_else(|_| f64::from(number))
}
