//! What may be read: takes text, mappings, `Article`s, paths and bytes from Python, gives articles.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyMapping, PyString};
use rawi_intake::Options;
use rawi_model::Article as Plain;

use crate::article::Article;
use crate::errors::{self, Errors};
use crate::values;

/// Characters and bytes of one text, as the limit of intake has it.
pub fn of_limited_size(text: String) -> PyResult<String> {
    let limit = Options::default().limits.article_bytes;
    if text.len() as u64 > limit {
        return Err(PyValueError::new_err(format!(
            "the text is larger than {limit} bytes; split it"
        )));
    }
    Ok(text)
}

/// What is known of articles beforehand, and how their fields are called.
pub fn options(
    published: Option<&Bound<'_, PyAny>>,
    outlet: Option<String>,
    fields: Option<Vec<(String, String)>>,
) -> PyResult<Options> {
    let mut options = Options::default();
    options.published = values::optional_day(published)?;
    options.outlet = outlet;
    for (field, key) in fields.unwrap_or_default() {
        if key.is_empty() || !options.fields.set(&field, &key) {
            return Err(PyValueError::new_err(format!(
                "fields={{{field:?}: {key:?}}} names no field; there are id, url, outlet, published, title, text, content \
                 and author"
            )));
        }
    }
    Ok(options)
}

/// The article in an item: text as it stands, an `Article`, or a mapping, which is read as a JSON object.
pub fn article_in(item: &Bound<'_, PyAny>, options: &Options) -> PyResult<Plain> {
    if let Ok(text) = item.cast::<PyString>() {
        return Ok(Plain {
            outlet: options.outlet.clone().unwrap_or_default(),
            published: options.published,
            text: of_limited_size(text.to_cow()?.into_owned())?,
            ..Plain::default()
        });
    }
    if let Ok(article) = item.cast::<Article>() {
        let mut article = (*article.get().0).clone();
        if let Some(outlet) = &options.outlet {
            article.outlet.clone_from(outlet);
        }
        article.published = options.published.or(article.published);
        return Ok(article);
    }
    if item.cast::<PyMapping>().is_ok() {
        return in_fields(item, options);
    }
    Err(PyTypeError::new_err(format!(
        "an article is text, a mapping of fields or a rawi.Article, not {}",
        item.get_type().name()?
    )))
}

/// The article in a mapping, as `rawi read` finds it in a line of JSON.
fn in_fields(mapping: &Bound<'_, PyAny>, options: &Options) -> PyResult<Plain> {
    let py = mapping.py();
    let line = values::to_json(mapping)?;
    let name = "article.jsonl";
    match rawi_intake::read_bytes(name, line.as_bytes(), options).next() {
        Some(Ok(mut article)) => {
            // A name that stands for none, and places in a line that nobody has.
            if article.id.starts_with(name) {
                article.id.clear();
            }
            article.source_map.clear();
            Ok(article)
        }
        Some(Err(error)) => {
            let (problem, remedy) = (&error.problem, error.problem.remedy());
            Err(errors::read(py, None, "", &format!("{problem} ({remedy})")))
        }
        None => Err(errors::read(py, None, "", "there is nothing in it")),
    }
}

/// One article from fields as `rawi read` finds them in a line of JSON.
#[pyfunction]
#[pyo3(signature = (item, published=None, outlet=None, fields=None))]
pub fn article(
    item: &Bound<'_, PyAny>,
    published: Option<&Bound<'_, PyAny>>,
    outlet: Option<String>,
    fields: Option<Vec<(String, String)>>,
) -> PyResult<Article> {
    let options = options(published, outlet, fields)?;
    Ok(Article(Arc::new(article_in(item, &options)?)))
}

/// The articles of paths.
#[pyfunction]
#[pyo3(signature = (paths, published=None, outlet=None, fields=None, errors="warn"))]
pub fn articles(
    paths: Vec<PathBuf>,
    published: Option<&Bound<'_, PyAny>>,
    outlet: Option<String>,
    fields: Option<Vec<(String, String)>>,
    errors: &str,
) -> PyResult<Articles> {
    let options = options(published, outlet, fields)?;
    Articles::new(rawi_intake::open(&paths, &options), errors)
}

/// The articles of what is in memory.
#[pyfunction]
#[pyo3(signature = (data, name, published=None, outlet=None, fields=None, errors="warn"))]
pub fn articles_from_bytes(
    data: &[u8],
    name: &str,
    published: Option<&Bound<'_, PyAny>>,
    outlet: Option<String>,
    fields: Option<Vec<(String, String)>>,
    errors: &str,
) -> PyResult<Articles> {
    let options = options(published, outlet, fields)?;
    Articles::new(rawi_intake::read_bytes(name, data, &options), errors)
}

/// Articles as they are asked for.
#[pyclass(frozen, module = "rawi")]
pub struct Articles {
    flow: Mutex<rawi_intake::Articles>,
    errors: Errors,
}

impl Articles {
    fn new(flow: rawi_intake::Articles, errors: &str) -> PyResult<Self> {
        Ok(Self {
            flow: Mutex::new(flow),
            errors: Errors::parse(errors)?,
        })
    }
}

#[pymethods]
impl Articles {
    const fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        loop {
            py.check_signals()?;
            let next = py.detach(|| {
                let mut flow = self.flow.lock().unwrap_or_else(PoisonError::into_inner);
                flow.next()
            });
            match next {
                None => return Ok(None),
                Some(Ok(article)) => {
                    let article = Bound::new(py, Article(Arc::new(article)))?;
                    return Ok(Some(article.into_any()));
                }
                Some(Err(error)) => {
                    let minor = errors::is_minor(&error);
                    if let Some(item) = self.errors.settle(py, errors::intake(py, &error), minor)? {
                        return Ok(Some(item));
                    }
                }
            }
        }
    }
}
