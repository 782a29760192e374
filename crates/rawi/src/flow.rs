//! Articles through the reader: takes articles one by one, reads them on all threads, gives the results in the order
//! of the articles whatever the number of threads, with a bounded number of them in memory.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, TryRecvError};
use std::thread;
use std::time::Duration;

use rawi_model::Reading;
use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use crate::cli::WorkArgs;
use crate::engine::{Engine, Skip};
use crate::fault::{Fault, Result};
use crate::input::{Flow, Item};
use crate::tally::{Counts, Tally};

/// Articles that wait between intake and the reader.
const WAITING: usize = 64;
/// Articles, and bytes of text, that are read together.
const CHUNK: usize = 256;
const CHUNK_BYTES: usize = 4 << 20;
/// After so long without an article, what was made so far is to be seen.
const PATIENCE: Duration = Duration::from_millis(200);

/// What becomes of what was made of readings.
pub trait Sink<T> {
    /// Takes the next one, in order.
    fn take(&mut self, made: T) -> Result;

    /// No article is at hand: what was taken should be seen now.
    fn pause(&mut self) -> Result;
}

/// Reads all articles; `make` works on the readings on any thread, `sink` gets what it makes.
pub fn run<T: Send>(
    articles: Flow,
    engine: &Engine,
    args: &WorkArgs,
    tally: &mut Tally,
    make: impl Fn(Reading) -> Result<T> + Sync,
    sink: &mut impl Sink<T>,
) -> Result {
    let threads = args.threads.map_or(0, usize::from);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| {
            Fault::Failed(format!(
                "threads cannot be started: {error} (try `--threads 1`)"
            ))
        })?;
    let (send, receive) = mpsc::sync_channel(WAITING);
    // Not joined: it may hang on an input that gives nothing more, when the output is already closed.
    thread::spawn(move || {
        for article in articles {
            if send.send(article).is_err() {
                break;
            }
        }
    });
    while let Some(chunk) = next_chunk(&receive, || sink.pause())? {
        let made: Vec<Result<_, Skip>> = pool.install(|| {
            chunk
                .into_par_iter()
                .with_max_len(1)
                .map(|item| one(item, engine, &make))
                .collect()
        });
        for item in made {
            match item {
                Ok(Done { counts, made }) => {
                    tally.read(&counts);
                    sink.take(made?)?;
                }
                Err(skip) => tally.skip(&skip),
            }
        }
    }
    sink.pause()
}

/// What came of an article.
struct Done<T> {
    counts: Counts,
    made: Result<T>,
}

fn one<T>(
    item: Item,
    engine: &Engine,
    make: &impl Fn(Reading) -> Result<T>,
) -> Result<Done<T>, Skip> {
    let reading = engine.read(item?)?;
    Ok(Done {
        counts: Counts::of(&reading),
        made: make(reading),
    })
}

/// What is there, or the next article once it comes; `None` at the end.
fn next_chunk(
    receive: &Receiver<Item>,
    mut pause: impl FnMut() -> Result,
) -> Result<Option<Vec<Item>>> {
    let first = match receive.recv_timeout(PATIENCE) {
        Ok(item) => Some(item),
        Err(RecvTimeoutError::Disconnected) => None,
        Err(RecvTimeoutError::Timeout) => {
            pause()?;
            receive.recv().ok()
        }
    };
    let Some(first) = first else {
        return Ok(None);
    };
    let size = |item: &Item| item.as_ref().map_or(0, |article| article.text.len());
    let mut bytes = size(&first);
    let mut chunk = vec![first];
    while chunk.len() < CHUNK && bytes < CHUNK_BYTES {
        match receive.try_recv() {
            Ok(item) => {
                bytes += size(&item);
                chunk.push(item);
            }
            Err(TryRecvError::Empty | TryRecvError::Disconnected) => break,
        }
    }
    Ok(Some(chunk))
}
