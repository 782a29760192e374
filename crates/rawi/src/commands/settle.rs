//! `rawi settle`: the canonical pass over what changed.

use rawi_store::Store;

use crate::cli::SettleArgs;
use crate::engine::Engine;
use crate::fault::Result;
use crate::names;
use crate::progress::Progress;
use crate::tally::counted;

/// Settles and says what was done.
pub fn run(args: &SettleArgs) -> Result {
    let engine = Engine::load(args.lexicon.as_deref())?;
    let mut store = Store::open_existing(&args.db.db)?;
    let progress = Progress::new(args.quiet);
    let done = store.settle(&names::outlets(engine.lexicon()), |n| progress.set(n))?;
    progress.close();
    if !args.quiet {
        super::note(&if done.days == 0 {
            "nothing changed since the last time".to_owned()
        } else {
            format!(
                "{} of {} laid beside the others",
                counted(done.articles, "article"),
                counted(done.days, "day")
            )
        });
    }
    Ok(())
}
