//! What goes wrong, as the exceptions of `rawi._errors`, and what becomes of an item that is bad.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use rawi_intake::IntakeError;
use rawi_lexicon::Defect;

/// What becomes of a bad item among many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errors {
    /// It is named in a warning and left out.
    Warn,
    /// It ends the work.
    Raise,
    /// The exception stands in its place.
    Return,
}

impl Errors {
    /// From the word that the caller wrote.
    pub fn parse(word: &str) -> PyResult<Self> {
        match word {
            "warn" => Ok(Self::Warn),
            "raise" => Ok(Self::Raise),
            "return" => Ok(Self::Return),
            _ => Err(PyValueError::new_err(format!(
                "errors=`{word}` is not known; write \"warn\", \"raise\" or \"return\""
            ))),
        }
    }

    /// What a bad item is to the caller of an iterator: `None` where the next item should follow.
    pub fn settle<'py>(
        self,
        py: Python<'py>,
        error: PyErr,
        minor: bool,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        match self {
            Self::Return => Ok(Some(error.into_value(py).into_bound(py).into_any())),
            Self::Warn | Self::Raise if minor => Ok(None),
            Self::Raise => Err(error),
            Self::Warn => {
                let category = class(py, "SkippedWarning")?;
                let message = error.value(py).str()?;
                py.import("warnings")?
                    .call_method1("warn", (message, category))?;
                Ok(None)
            }
        }
    }
}

/// A class of `rawi._errors`.
pub fn class<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("rawi._errors")?.getattr(name)
}

/// An exception of ours; if it cannot be made, whatever kept it from being made.
fn exception(
    py: Python<'_>,
    name: &str,
    message: String,
    fill: impl FnOnce(&Bound<'_, PyDict>) -> PyResult<()>,
) -> PyErr {
    let made = || {
        let fields = PyDict::new(py);
        fill(&fields)?;
        class(py, name)?.call((message,), Some(&fields))
    };
    made().map_or_else(|error| error, PyErr::from_value)
}

/// A lexicon folder that cannot be used.
pub fn lexicon(py: Python<'_>, message: String, defects: &[Defect]) -> PyErr {
    exception(py, "LexiconError", message, |fields| {
        let rows: Vec<_> = defects
            .iter()
            .map(|d| (&*d.file, d.line, &*d.entry, &*d.message, d.is_error()))
            .collect();
        fields.set_item("defects", rows)
    })
}

/// An article that could not be got out of its file.
pub fn intake(py: Python<'_>, error: &IntakeError) -> PyErr {
    exception(py, "IntakeError", error.to_string(), |fields| {
        fields.set_item("file", &error.file)?;
        fields.set_item("entry", &error.entry)?;
        fields.set_item("line", error.line)?;
        fields.set_item("byte", error.byte)?;
        fields.set_item("problem", error.problem.to_string())?;
        fields.set_item("remedy", error.problem.remedy())?;
        fields.set_item("minor", is_minor(error))
    })
}

/// Whether the item is only one of the many things in an archive that are no Arabic articles.
pub const fn is_minor(error: &IntakeError) -> bool {
    error.entry.is_some() && error.problem.is_skip()
}

/// An article that could not be read.
pub fn read(py: Python<'_>, index: Option<u64>, id: &str, what: &str) -> PyErr {
    let name = match (id, index) {
        ("", Some(index)) => format!("item {index}"),
        ("", None) => "the text".to_owned(),
        (id, _) => id.to_owned(),
    };
    exception(py, "ReadError", format!("{name}: {what}"), |fields| {
        fields.set_item("what", what)?;
        fields.set_item("index", index)?;
        fields.set_item("id", (!id.is_empty()).then_some(id))
    })
}
