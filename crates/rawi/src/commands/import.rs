//! `rawi import`: articles in, readings into the database.

use std::collections::BTreeMap;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use rawi_model::Reading;
use rawi_store::{Committed, Importer, Store, Stored};

use super::something_read;
use crate::block::clean;
use crate::cli::ImportArgs;
use crate::engine::Engine;
use crate::fault::Result;
use crate::flow::{self, Sink};
use crate::input;
use crate::names;
use crate::output::Output;
use crate::progress::Progress;
use crate::tally::Tally;

/// Articles of one transaction.
const EVERY: usize = 500;
/// While articles come slowly, they are committed after so long.
const SOON: Duration = Duration::from_secs(1);

/// Reads and stores.
pub fn run(args: &ImportArgs) -> Result {
    let articles = input::articles(&args.input)?;
    let engine = Engine::load(args.work.lexicon.as_deref())?;
    let mut store = Store::open(&args.db.db)?;
    let mut tally = Tally::new(&args.work);
    let mut done = Done::new(args.list);
    let outcome = store_all(&mut store, &mut done, |put| {
        flow::run(articles, &engine, &args.work, &mut tally, Ok, put)
    });
    tally.close(&format!("; {done} in {}", args.db.db.display()));
    outcome?;
    weave(&mut store, &engine, args.work.quiet)?;
    something_read(&tally)
}

/// Lays what was stored beside the other articles.
pub(super) fn weave(store: &mut Store, engine: &Engine, quiet: bool) -> Result {
    let progress = Progress::new(quiet);
    store.weave(&names::outlets(engine.lexicon()), |n| progress.set(n))?;
    progress.close();
    Ok(())
}

/// Runs `work` with a sink that stores readings, and commits what it left.
pub(super) fn store_all(
    store: &mut Store,
    done: &mut Done,
    work: impl FnOnce(&mut Put<'_>) -> Result,
) -> Result {
    let (send, committed) = mpsc::channel();
    let importer = store.importer(EVERY, move |now| {
        let _ = send.send(now.clone());
    });
    let mut put = Put {
        importer,
        committed,
        done,
        last: Instant::now(),
    };
    work(&mut put)?;
    put.commit()
}

/// Stores readings.
pub(super) struct Put<'a> {
    importer: Importer<'a>,
    committed: Receiver<Committed>,
    done: &'a mut Done,
    /// When something was committed last.
    last: Instant,
}

impl Put<'_> {
    fn commit(&mut self) -> Result {
        self.importer.commit()?;
        self.report()
    }

    /// Tells what has become durable meanwhile.
    fn report(&mut self) -> Result {
        while let Ok(committed) = self.committed.try_recv() {
            self.last = Instant::now();
            self.done.report(&committed)?;
        }
        Ok(())
    }
}

impl Sink<Reading> for Put<'_> {
    fn take(&mut self, reading: Reading) -> Result {
        self.importer.put(&reading)?;
        if self.last.elapsed() > SOON {
            self.importer.commit()?;
        }
        self.report()
    }

    fn pause(&mut self) -> Result {
        self.commit()
    }
}

/// What was made durable, by kind.
pub(super) struct Done {
    counts: BTreeMap<&'static str, u64>,
    list: Option<Output>,
}

impl Done {
    pub(super) fn new(list: bool) -> Self {
        Self {
            counts: BTreeMap::new(),
            list: list.then(Output::new),
        }
    }

    fn report(&mut self, committed: &Committed) -> Result {
        for (id, stored) in &committed.articles {
            let name = match stored {
                Stored::New => "new",
                Stored::NewVersion => "new version",
                Stored::Same => "unchanged",
                Stored::Reread => "reread",
            };
            *self.counts.entry(name).or_default() += 1;
            if let Some(output) = &mut self.list {
                output.text(&format!("{name}\t{}\n", clean(id)))?;
            }
        }
        self.list.as_mut().map_or(Ok(()), Output::flush)
    }
}

impl std::fmt::Display for Done {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.counts.is_empty() {
            return f.write_str("nothing stored");
        }
        f.write_str("stored")?;
        for (i, (name, n)) in self.counts.iter().enumerate() {
            write!(f, "{} {n} {name}", if i > 0 { "," } else { "" })?;
        }
        Ok(())
    }
}
