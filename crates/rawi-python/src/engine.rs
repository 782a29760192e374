//! Lexicon and reader: takes a folder of lexicon files or none, gives an engine that several threads share and that
//! survives whatever an article does.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rawi_lexicon::{Defects, Lexicon};
use rawi_model::{Article, Engine as Version, Reading};

/// Lexicons of folders that are kept for readers that come out of a pickle.
const KEPT: usize = 4;

/// What a reader knows.
pub struct Engine {
    lexicon: Known,
    /// The folder, absolute.
    dir: Option<PathBuf>,
}

enum Known {
    Builtin(&'static Lexicon),
    Overlaid(Box<Lexicon>),
}

impl Engine {
    /// The built-in lexicon, with a folder laid over it if there is one.
    pub fn load(dir: Option<&Path>) -> Result<Arc<Self>, Defects> {
        let lexicon = match dir {
            None => Known::Builtin(rawi_lexicon::builtin()),
            Some(dir) => Known::Overlaid(Box::new(rawi_lexicon::with_overlay(dir)?)),
        };
        Ok(Arc::new(Self {
            lexicon,
            dir: dir.map(Path::to_path_buf),
        }))
    }

    /// The same, from among those that this process has loaded before if the hash is the same: what comes out of many
    /// pickles on a worker is compiled once.
    pub fn restore(dir: Option<&Path>, hash: &str) -> Result<Arc<Self>, Defects> {
        static ENGINES: Mutex<Vec<Arc<Engine>>> = Mutex::new(Vec::new());
        if dir.is_none() {
            return Self::load(None);
        }
        // Held while compiling: threads that want the same folder wait for the one that compiles it.
        let mut engines = ENGINES.lock().unwrap_or_else(PoisonError::into_inner);
        let same =
            |engine: &&Arc<Self>| engine.dir.as_deref() == dir && engine.lexicon().hash() == hash;
        if let Some(engine) = engines.iter().find(same) {
            return Ok(Arc::clone(engine));
        }
        let engine = Self::load(dir)?;
        if engines.len() >= KEPT {
            engines.remove(0);
        }
        engines.push(Arc::clone(&engine));
        Ok(engine)
    }

    /// What it knows.
    pub fn lexicon(&self) -> &Lexicon {
        match &self.lexicon {
            Known::Builtin(lexicon) => lexicon,
            Known::Overlaid(lexicon) => lexicon,
        }
    }

    /// The folder, absolute.
    pub fn dir(&self) -> Option<&Path> {
        self.dir.as_deref()
    }

    /// Which engine this is.
    pub fn version(&self) -> Version {
        self.reader().engine()
    }

    fn reader(&self) -> rawi_reader::Reader<'_> {
        rawi_reader::Reader::new(self.lexicon())
    }

    /// Reads an article; the error is what the reader said when it failed, which is a defect of Rawi.
    pub fn read(&self, article: Article, derivation: bool) -> Result<Reading, String> {
        let reader = self.reader();
        // Nothing is shared with the reader but the article and the lexicon, which it cannot change.
        let mut events = panic::catch_unwind(AssertUnwindSafe(|| reader.events(&article)))
            .map_err(|payload| {
                format!(
                    "the reader failed: {} (a defect of Rawi: please report it with the article)",
                    said(payload.as_ref())
                )
            })?;
        if !derivation {
            for record in &mut events {
                record.derivation.clear();
            }
        }
        Ok(Reading {
            engine: reader.engine(),
            article,
            events,
        })
    }
}

fn said(payload: &(dyn Any + Send)) -> String {
    payload
        .downcast_ref::<&str>()
        .map(|s| (*s).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no message".to_owned())
}
