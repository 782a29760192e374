//! `rawi.Reader`: a lexicon, and what is done with it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyType;
use rawi_lexicon::Defects;

use crate::engine::Engine;
use crate::errors;
use crate::inputs::{article_in, options};
use crate::many::ReadMany;
use crate::reading::{self, Reading};
use crate::words;

/// Reads articles. Built once, one reader serves all threads, and the same article gives the same records whatever else
/// is read beside it.
///
/// Reader(lexicon=None, *, derivation=False)
///
/// lexicon: a folder in the formats of the built-in lexicon, laid over it: adds entries, replaces them by their id or
/// removes them. Compiling it takes some seconds.
/// derivation: records say which words, lexicon entries and rules made each field.
///
/// Raises LexiconError, which holds every defect with file and line, if the folder cannot be used. In a pickle a reader
/// is its folder and the lexicon's hash: where it is opened, the folder must be there with the same content.
#[pyclass(frozen, module = "rawi")]
pub struct Reader {
    engine: Arc<Engine>,
    derivation: bool,
}

impl Reader {
    fn load(
        py: Python<'_>,
        lexicon: Option<PathBuf>,
        derivation: bool,
        load: impl Fn(Option<&Path>) -> Result<Arc<Engine>, Defects> + Sync,
    ) -> PyResult<Self> {
        let dir = lexicon.map(std::path::absolute).transpose()?;
        let engine = py.detach(|| load(dir.as_deref())).map_err(|defects| {
            let message = format!("the lexicon cannot be used:\n{defects}");
            errors::lexicon(py, message, &defects.0)
        })?;
        Ok(Self { engine, derivation })
    }
}

#[pymethods]
impl Reader {
    #[new]
    #[pyo3(signature = (lexicon=None, *, derivation=false))]
    fn new(py: Python<'_>, lexicon: Option<PathBuf>, derivation: bool) -> PyResult<Self> {
        Self::load(py, lexicon, derivation, Engine::load)
    }

    /// The folder that is laid over the built-in lexicon, absolute; None without one.
    #[getter]
    fn lexicon(&self) -> Option<&Path> {
        self.engine.dir()
    }

    /// Whether records say what made each field.
    #[getter]
    const fn derivation(&self) -> bool {
        self.derivation
    }

    /// Version of the program, hash of the lexicon.
    #[getter]
    fn engine<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        reading::engine(py, &self.engine.version())
    }

    /// Reads one article: text as it stands (a headline on the first line is read as one), a rawi.Article, or a mapping
    /// of fields as rawi.article takes it.
    ///
    /// published: day of publication (datetime.date, or text as 2024-09-30), against which "today" and "last week" are
    /// resolved; without it they stay open. outlet: its name; both win over what the article says. id: its id.
    ///
    /// Gives a rawi.Reading. Raises TypeError or ValueError for what is no article or larger than 16 MiB, ReadError if
    /// the reader fails on it, which is a defect. Other threads go on meanwhile.
    #[pyo3(signature = (text, *, published=None, outlet=None, id=None))]
    fn read(
        &self,
        text: &Bound<'_, PyAny>,
        published: Option<&Bound<'_, PyAny>>,
        outlet: Option<String>,
        id: Option<String>,
    ) -> PyResult<Reading> {
        let py = text.py();
        let mut article = article_in(text, &options(published, outlet, None)?)?;
        if let Some(id) = id {
            article.id = id;
        }
        let id = article.id.clone();
        py.detach(|| self.engine.read(article, self.derivation))
            .map(Reading::from)
            .map_err(|what| errors::read(py, None, &id, &what))
    }

    /// Reads articles as they are asked for: an iterator of readings in the order of the articles.
    ///
    /// articles: any iterable of what read takes. threads: how many read, without Python's global lock; all cores by
    /// default, at most 1024. The result is the same for any number. A few articles for each thread are taken ahead and
    /// no more, so that memory does not depend on how many there are. published, outlet: of all of them; fields: names
    /// of keys in mappings, as for rawi.articles.
    ///
    /// An item that is bad costs itself alone. errors="warn" names it in a SkippedWarning and leaves it out, "return"
    /// puts a ReadError in its place, "raise" raises it. Exceptions among the articles, as rawi.articles gives them with
    /// errors="return", are treated in the same way. What the iterable itself raises comes after the readings of what it
    /// gave before.
    #[pyo3(signature = (articles, *, threads=None, published=None, outlet=None, fields=None, errors="warn"))]
    fn read_many(
        &self,
        articles: &Bound<'_, PyAny>,
        threads: Option<usize>,
        published: Option<&Bound<'_, PyAny>>,
        outlet: Option<String>,
        fields: Option<BTreeMap<String, String>>,
        errors: &str,
    ) -> PyResult<ReadMany> {
        let fields = fields.map(|fields| fields.into_iter().collect());
        ReadMany::new(
            Arc::clone(&self.engine),
            self.derivation,
            articles,
            options(published, outlet, fields)?,
            threads,
            errors,
        )
    }

    /// Every way to read a word, best first, as rawi.analyse with this lexicon.
    fn analyse<'py>(&self, py: Python<'py>, word: &str) -> PyResult<Vec<Bound<'py, PyAny>>> {
        made(py, "Analysis", words::analyse(self.engine.lexicon(), word)?)
    }

    /// The words and marks of a text with all their analyses, as rawi.tokens with this lexicon.
    fn tokens<'py>(&self, py: Python<'py>, text: &str) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let tokens = py.detach(|| words::tokens(self.engine.lexicon(), text));
        made(py, "Token", tokens)
    }

    #[staticmethod]
    fn _restore(
        py: Python<'_>,
        lexicon: Option<PathBuf>,
        derivation: bool,
        hash: &str,
    ) -> PyResult<Self> {
        let reader = Self::load(py, lexicon, derivation, |dir| Engine::restore(dir, hash))?;
        let here = reader.engine.version().lexicon;
        if here == hash {
            return Ok(reader);
        }
        let place = match reader.engine.dir() {
            Some(dir) => format!("the lexicon in {} here", dir.display()),
            None => "the built-in lexicon here".to_owned(),
        };
        let message = format!(
            "{place} is {here}, not {hash}, with which the reader was pickled; install the same version of rawi and the \
             same folder everywhere"
        );
        Err(errors::lexicon(py, message, &[]))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Pickled<'py>> {
        let dir = self.engine.dir().map(|dir| dir.display().to_string());
        let restore = PyType::new::<Self>(py).getattr("_restore")?;
        let hash = self.engine.version().lexicon;
        Ok((restore, (dir, self.derivation, hash)))
    }

    fn __repr__(&self) -> String {
        let lexicon = self.engine.dir().map_or_else(
            || "built-in lexicon".to_owned(),
            |dir| format!("lexicon {}", dir.display()),
        );
        let version = self.engine.version();
        format!("<rawi.Reader {}, {lexicon}>", version.version)
    }
}

/// What makes a reader again, and of what: folder, derivations, hash of the lexicon.
type Pickled<'py> = (Bound<'py, PyAny>, (Option<String>, bool, String));

/// Values of a class of `rawi._records`.
fn made<'py, T: IntoPyObject<'py>>(
    py: Python<'py>,
    class: &str,
    values: Vec<T>,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let make = py.import("rawi._records")?.getattr(class)?.getattr("_of")?;
    values
        .into_iter()
        .map(|value| make.call1((value,)))
        .collect()
}
