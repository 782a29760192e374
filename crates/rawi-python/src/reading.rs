//! `rawi.Reading`: an article with the records that were read in it.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDate, PyTuple};
use rawi_arabic::Text;

use crate::article::{Article, from_json_of};
use crate::values;

/// An article with the records that were read in it, in the order of their triggers. Immutable, equal by content,
/// picklable; a notebook shows the text with its records marked.
#[pyclass(frozen, eq, module = "rawi")]
pub struct Reading {
    /// What the engine gave.
    pub inner: Arc<rawi_model::Reading>,
    /// The records in their Python shape, once somebody asked for them.
    events: PyOnceLock<Py<PyTuple>>,
}

impl From<rawi_model::Reading> for Reading {
    fn from(reading: rawi_model::Reading) -> Self {
        Self {
            inner: Arc::new(reading),
            events: PyOnceLock::new(),
        }
    }
}

impl PartialEq for Reading {
    fn eq(&self, other: &Self) -> bool {
        self.inner == other.inner
    }
}

#[pymethods]
impl Reading {
    /// The article as it was read.
    #[getter]
    fn article(&self) -> Article {
        Article(Arc::new(self.inner.article.clone()))
    }

    /// The article's own id where the input has one, else its URL, else its path.
    #[getter]
    fn id(&self) -> &str {
        &self.inner.article.id
    }

    /// Where it was published; None if unknown.
    #[getter]
    fn url(&self) -> Option<&str> {
        self.inner.article.url.as_deref()
    }

    /// The outlet, as the input names it.
    #[getter]
    fn outlet(&self) -> &str {
        &self.inner.article.outlet
    }

    /// Day of publication as datetime.date; None if unknown.
    #[getter]
    fn published<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        values::date(py, self.inner.article.published)
    }

    /// The headline.
    #[getter]
    fn title(&self) -> &str {
        &self.inner.article.title
    }

    /// Headline and body, paragraphs parted by newlines.
    #[getter]
    fn text(&self) -> &str {
        &self.inner.article.text
    }

    /// Which engine read it: rawi.Engine.
    #[getter]
    fn engine<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        engine(py, &self.inner.engine)
    }

    /// The records, as a tuple of rawi.Record.
    #[getter]
    fn events<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let records = self.events.get_or_try_init(py, || {
            let class = py.import("rawi._records")?.getattr("Record")?;
            let records = values::plain(py, &self.inner.events)?
                .try_iter()?
                .map(|record| class.call_method1("from_dict", (record?,)))
                .collect::<PyResult<Vec<_>>>()?;
            PyTuple::new(py, records).map(Bound::unbind)
        })?;
        Ok(records.bind(py).clone())
    }

    /// How many records there are, without making them.
    #[getter]
    fn record_count(&self) -> usize {
        self.inner.events.len()
    }

    /// For each record the sentence that reports it.
    fn sentences(&self, py: Python<'_>) -> Vec<String> {
        let reading = &self.inner;
        py.detach(|| sentences(reading))
    }

    /// What `rawi read` prints of the article: its fields, engine and events, as dictionaries, lists and scalars.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        values::plain(py, &*self.inner)
    }

    /// The same as one line of JSON, character by character.
    fn to_json(&self) -> PyResult<String> {
        values::json(&*self.inner)
    }

    /// The reading of which to_dict gave the fields; ValueError if that cannot be.
    #[staticmethod]
    fn from_dict(fields: &Bound<'_, PyAny>) -> PyResult<Self> {
        Self::from_json(&values::to_json(fields)?)
    }

    /// The reading in a line of `rawi read`; ValueError if there is none.
    #[staticmethod]
    fn from_json(text: &str) -> PyResult<Self> {
        Ok(values::from_json::<rawi_model::Reading>(text)?.into())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((from_json_of::<Self>(py)?, (self.to_json()?,)))
    }

    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        slf.py()
            .import("rawi._html")?
            .call_method1("reading", (slf,))?
            .extract()
    }

    fn __repr__(&self) -> String {
        let records = self.inner.events.len();
        format!(
            "<rawi.Reading {:?}, {records} record{}>",
            self.inner.article.id,
            if records == 1 { "" } else { "s" }
        )
    }
}

/// `rawi.Engine`: which engine read.
pub fn engine<'py>(py: Python<'py>, engine: &rawi_model::Engine) -> PyResult<Bound<'py, PyAny>> {
    py.import("rawi._records")?
        .getattr("Engine")?
        .call1((&engine.version, &engine.lexicon))
}

/// For each record the sentence that reports it; the trigger alone where it lies in none.
pub fn sentences(reading: &rawi_model::Reading) -> Vec<String> {
    if reading.events.is_empty() {
        return Vec::new();
    }
    let text = Text::new(&reading.article.text);
    let sentence = |record: &rawi_model::Record| {
        let at = record.trigger.start;
        let found = text
            .sentences()
            .iter()
            .find(|s| s.start <= at && at < s.end)?;
        Some(text.slice(found.start, found.end))
    };
    reading
        .events
        .iter()
        .map(|record| sentence(record).unwrap_or_else(|| record.trigger.text.clone()))
        .collect()
}
