//! `Reader.read_many`: takes articles from a Python iterator, reads them on threads of its own without Python's lock,
//! gives the readings in the order of the articles; a bounded number of them is under way.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use pyo3::exceptions::{PyBaseException, PyException, PyRuntimeError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyString};
use rawi_intake::Options;
use rawi_model::Article as Plain;

use crate::engine::Engine;
use crate::errors::{self, Errors};
use crate::inputs::article_in;
use crate::reading::Reading;

/// Threads that may be asked for.
const THREADS: usize = 1024;
/// Articles under way for each thread: enough that none waits for Python.
const AHEAD: usize = 4;
/// Bytes of text under way, beyond which only one more article is taken.
const AHEAD_BYTES: usize = 16 << 20;
/// How often waiting looks whether the user wants to stop.
const PATIENCE: Duration = Duration::from_millis(100);

type Outcome = Result<Box<rawi_model::Reading>, String>;

/// Where a thread puts what came of an article.
#[derive(Default)]
struct Slot {
    outcome: Mutex<Option<Outcome>>,
    filled: Condvar,
}

impl Slot {
    fn put(&self, outcome: Outcome) {
        *self.outcome.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
        self.filled.notify_one();
    }

    /// What is there, or comes before `patience` is at its end.
    fn take(&self, patience: Duration) -> Option<Outcome> {
        let outcome = self.outcome.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self
            .filled
            .wait_timeout_while(outcome, patience, |outcome| outcome.is_none());
        waited.unwrap_or_else(PoisonError::into_inner).0.take()
    }
}

/// An article on its way.
struct Job {
    index: u64,
    id: String,
    bytes: usize,
    state: State,
}

enum State {
    /// A thread has it.
    UnderWay(Arc<Slot>),
    Read(Outcome),
    /// It is no article.
    Bad(PyErr),
}

/// Readings as they are asked for.
#[pyclass(module = "rawi")]
pub struct ReadMany {
    engine: Arc<Engine>,
    derivation: bool,
    options: Options,
    errors: Errors,
    pool: rayon::ThreadPool,
    window: usize,
    /// Gone once it is exhausted.
    source: Option<Py<PyIterator>>,
    /// What ended the source, if it did not end by itself: told after what came before it.
    broken: Option<PyErr>,
    jobs: VecDeque<Job>,
    bytes: usize,
    taken: u64,
}

impl ReadMany {
    pub fn new(
        engine: Arc<Engine>,
        derivation: bool,
        articles: &Bound<'_, PyAny>,
        options: Options,
        threads: Option<usize>,
        errors: &str,
    ) -> PyResult<Self> {
        if threads.is_some_and(|n| n == 0 || n > THREADS) {
            return Err(PyValueError::new_err(format!(
                "threads must lie between 1 and {THREADS}, or be None for all cores"
            )));
        }
        if articles.is_instance_of::<PyString>() {
            return Err(PyTypeError::new_err(
                "read_many takes many articles; use read for one text",
            ));
        }
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads.unwrap_or(0))
            .thread_name(|n| format!("rawi-{n}"))
            .build()
            .map_err(|error| {
                PyRuntimeError::new_err(format!(
                    "threads cannot be started: {error} (try threads=1)"
                ))
            })?;
        Ok(Self {
            engine,
            derivation,
            options,
            errors: Errors::parse(errors)?,
            window: pool.current_num_threads() * AHEAD,
            pool,
            source: Some(articles.try_iter()?.unbind()),
            broken: None,
            jobs: VecDeque::new(),
            bytes: 0,
            taken: 0,
        })
    }

    /// Takes one more article from the source and gives it to a thread.
    fn take(&mut self, py: Python<'_>) {
        let Some(source) = &self.source else { return };
        let item = match source.bind(py).clone().next() {
            Some(Ok(item)) => item,
            None => {
                self.source = None;
                return;
            }
            Some(Err(error)) => {
                self.source = None;
                self.broken = Some(error);
                return;
            }
        };
        let index = self.taken;
        self.taken += 1;
        let (id, bytes, state) = match self.article(py, index, &item) {
            Err(error) => (String::new(), 0, State::Bad(error)),
            Ok(article) => {
                let (id, bytes) = (article.id.clone(), article.text.len());
                (id, bytes, State::UnderWay(self.start(article)))
            }
        };
        self.bytes += bytes;
        self.jobs.push_back(Job {
            index,
            id,
            bytes,
            state,
        });
    }

    fn article(&self, py: Python<'_>, index: u64, item: &Bound<'_, PyAny>) -> PyResult<Plain> {
        // What an iterator of articles gave in place of one.
        if let Ok(error) = item.cast::<PyException>() {
            return Err(PyErr::from_value(error.clone().into_any()));
        }
        let mut article = article_in(item, &self.options).map_err(|error| {
            let base = errors::class(py, "RawiError");
            let ours = base.and_then(|base| error.value(py).is_instance(&base));
            let what = match ours {
                Ok(true) => error.value(py).getattr("what").and_then(|w| w.extract()),
                _ => Ok(error.to_string()),
            };
            errors::read(py, Some(index), "", &what.unwrap_or_default())
        })?;
        if article.id.is_empty() && item.is_instance_of::<PyString>() {
            article.id = format!("#{}", index + 1);
        }
        Ok(article)
    }

    fn start(&self, article: Plain) -> Arc<Slot> {
        let slot = Arc::<Slot>::default();
        let (engine, derivation, there) =
            (Arc::clone(&self.engine), self.derivation, Arc::clone(&slot));
        self.pool
            .spawn(move || there.put(engine.read(article, derivation).map(Box::new)));
        slot
    }

    fn may_take(&self) -> bool {
        let room = self.jobs.len() < self.window && self.bytes < AHEAD_BYTES;
        self.source.is_some() && (room || self.jobs.is_empty())
    }

    /// Whether the first job is done, as far as can be seen without waiting.
    fn first_is_done(&mut self) -> bool {
        let Some(job) = self.jobs.front_mut() else {
            return false;
        };
        if let State::UnderWay(slot) = &job.state {
            let Some(outcome) = slot.take(Duration::ZERO) else {
                return false;
            };
            job.state = State::Read(outcome);
        }
        true
    }

    /// Waits for the first job, with Python's lock given up; stops on a signal.
    fn wait(&mut self, py: Python<'_>) -> PyResult<()> {
        let Some(job) = self.jobs.front_mut() else {
            return Ok(());
        };
        while let State::UnderWay(slot) = &job.state {
            if let Some(outcome) = py.detach(|| slot.take(PATIENCE)) {
                job.state = State::Read(outcome);
            }
            py.check_signals()?;
        }
        Ok(())
    }
}

#[pymethods]
impl ReadMany {
    const fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__<'py>(&mut self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        loop {
            if self.may_take() {
                self.take(py);
            }
            while self.may_take() && !self.first_is_done() {
                self.take(py);
            }
            self.wait(py)?;
            let Some(job) = self.jobs.pop_front() else {
                return self.broken.take().map_or(Ok(None), Err);
            };
            self.bytes -= job.bytes;
            let error = match job.state {
                State::Read(Ok(reading)) => {
                    return Ok(Some(Bound::new(py, Reading::from(*reading))?.into_any()));
                }
                State::Read(Err(what)) => errors::read(py, Some(job.index), &job.id, &what),
                State::Bad(error) => error,
                // It was waited for.
                State::UnderWay(_) => continue,
            };
            let minor = is_minor(error.value(py));
            if let Some(item) = self.errors.settle(py, error, minor)? {
                return Ok(Some(item));
            }
        }
    }
}

/// What intake says of items that are no articles and need no word.
fn is_minor(error: &Bound<'_, PyBaseException>) -> bool {
    error
        .getattr("minor")
        .and_then(|minor| minor.extract())
        .unwrap_or(false)
}
