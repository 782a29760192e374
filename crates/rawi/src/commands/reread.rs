//! `rawi reread`: stored articles that another version or lexicon read last, read again.

use rawi_store::{Page, Store};

use super::import::{Done, store_all, weave};
use crate::cli::RereadArgs;
use crate::engine::{Engine, Skip};
use crate::fault::Result;
use crate::flow::{self, Sink};
use crate::input::Flow;
use crate::tally::Tally;

/// So many articles are fetched, read and stored together.
const AT_A_TIME: usize = 500;

/// Reads again; cut off, it goes on where it was.
pub fn run(args: &RereadArgs) -> Result {
    let engine = Engine::load(args.work.lexicon.as_deref())?;
    let mut store = Store::open_existing(&args.db.db)?;
    let mut tally = Tally::new(&args.work);
    let mut done = Done::new(false);
    let mut after = None;
    loop {
        // By cursor, not from the start each time: an article that cannot be read stays as it is and is passed.
        let page = Page {
            limit: AT_A_TIME,
            after,
        };
        let stale = store.stale(&engine.version(), &page)?;
        let articles: Flow = Box::new(stale.items.into_iter().map(Ok::<_, Skip>));
        store_all(&mut store, &mut done, |put| {
            flow::run(articles, &engine, &args.work, &mut tally, Ok, put)?;
            put.pause()
        })?;
        after = stale.next;
        if after.is_none() {
            break;
        }
    }
    if tally.articles + tally.skipped == 0 {
        tally.close("; all articles were read by this version and lexicon already");
    } else {
        tally.close(&format!("; {done} in {}", args.db.db.display()));
    }
    weave(&mut store, &engine, args.work.quiet)
}
