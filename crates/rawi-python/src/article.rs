//! `rawi.Article`: an article before it is read.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::{PyDate, PyTuple, PyType};

use crate::inputs::of_limited_size;
use crate::values;

/// An article, ready to be read. The text is what records point into, and is taken exactly as it stands.
///
/// Article(text, *, id="", url=None, outlet="", published=None, title="", byline=None)
///
/// published: datetime.date, or text as 2024-09-30. Raises ValueError for a day that is none or a text of more than
/// 16 MiB. Immutable, equal by content, picklable.
#[pyclass(frozen, eq, module = "rawi")]
#[derive(PartialEq)]
pub struct Article(pub Arc<rawi_model::Article>);

#[pymethods]
impl Article {
    #[new]
    #[pyo3(signature = (text, *, id=String::new(), url=None, outlet=String::new(), published=None, title=String::new(), byline=None))]
    fn new(
        text: String,
        id: String,
        url: Option<String>,
        outlet: String,
        published: Option<&Bound<'_, PyAny>>,
        title: String,
        byline: Option<String>,
    ) -> PyResult<Self> {
        Ok(Self(Arc::new(rawi_model::Article {
            id,
            url,
            outlet,
            published: values::optional_day(published)?,
            title,
            byline,
            text: of_limited_size(text)?,
            ..rawi_model::Article::default()
        })))
    }

    /// The article's own id where the input has one, else its URL, else its path.
    #[getter]
    fn id(&self) -> &str {
        &self.0.id
    }

    /// Where it was published; None if unknown.
    #[getter]
    fn url(&self) -> Option<&str> {
        self.0.url.as_deref()
    }

    /// The outlet, as the input names it.
    #[getter]
    fn outlet(&self) -> &str {
        &self.0.outlet
    }

    /// Day of publication as datetime.date; None if unknown.
    #[getter]
    fn published<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        values::date(py, self.0.published)
    }

    /// The headline.
    #[getter]
    fn title(&self) -> &str {
        &self.0.title
    }

    /// Who wrote it; None if unknown.
    #[getter]
    fn byline(&self) -> Option<&str> {
        self.0.byline.as_deref()
    }

    /// Headline and body, paragraphs parted by newlines.
    #[getter]
    fn text(&self) -> &str {
        &self.0.text
    }

    /// What was on the page and is not part of the report: a tuple of rawi.Furniture.
    #[getter]
    fn furniture<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let class = py.import("rawi._records")?.getattr("Furniture")?;
        let pieces = values::plain(py, &self.0.furniture)?
            .try_iter()?
            .map(|piece| class.call_method1("from_dict", (piece?,)))
            .collect::<PyResult<Vec<_>>>()?;
        Ok(PyTuple::new(py, pieces)?.into_any())
    }

    /// Which code points of the text came from which bytes of the input: (start, end, first byte, last byte + 1)
    /// of each stretch; empty where the text was taken as it came.
    #[getter]
    fn source_map(&self) -> Vec<(u32, u32, u64, u64)> {
        let segments = self.0.source_map.iter();
        segments
            .map(|s| (s.start, s.start + s.len, s.offset, s.offset + s.bytes))
            .collect()
    }

    /// The article as JSON has it: dictionaries, lists and scalars.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        values::plain(py, &*self.0)
    }

    /// The article as JSON, in one line.
    fn to_json(&self) -> PyResult<String> {
        values::json(&*self.0)
    }

    /// The article of which to_dict gave the fields; ValueError if that cannot be.
    #[staticmethod]
    fn from_dict(fields: &Bound<'_, PyAny>) -> PyResult<Self> {
        Self::from_json(&values::to_json(fields)?)
    }

    /// The article of which to_json gave the text; ValueError if that cannot be.
    #[staticmethod]
    fn from_json(text: &str) -> PyResult<Self> {
        Ok(Self(Arc::new(values::from_json(text)?)))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((from_json_of::<Self>(py)?, (self.to_json()?,)))
    }

    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        slf.py()
            .import("rawi._html")?
            .call_method1("article", (slf,))?
            .extract()
    }

    fn __repr__(&self) -> String {
        format!(
            "<rawi.Article {:?}, {} characters>",
            self.0.id,
            self.0.text.chars().count()
        )
    }
}

/// The class's `from_json`, which undoes a pickle.
pub fn from_json_of<T: pyo3::PyTypeInfo>(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    PyType::new::<T>(py).getattr("from_json")
}
