//! `rawi watch`: feeds in, readings into the database, until a signal ends it.

use std::path::Path;
use std::process;
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime};

use rawi_live::{Config, Event, ReadArticle, Stop, Summary, Watcher};
use rawi_model::{Article, Reading};
use rawi_store::{Store, Stored};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use super::note;
use crate::block::clean;
use crate::cli::WatchArgs;
use crate::engine::Engine;
use crate::fault::{Fault, Result};
use crate::names;
use crate::output::Output;
use crate::tally::counted;

impl ReadArticle for Engine {
    fn read(&self, article: Article) -> Result<Reading, String> {
        Self::read(self, article).map_err(|skip| skip.to_string())
    }
}

/// Watches.
pub fn run(args: &WatchArgs) -> Result {
    let config = Config::load(&args.feeds).map_err(|error| Fault::Usage(error.to_string()))?;
    let engine = Engine::load(args.lexicon.as_deref())?;
    let mut store = Store::open(&args.db.db)?;
    let stop = Stop::new();
    let mut list = args.list.then(Output::new);
    let mut broken = None;
    end_on_signals(&stop)?;
    if !args.quiet && !args.once {
        note(&format!(
            "watching {} (end it with Ctrl-C)",
            counted(config.feeds.len() as u64, "feed")
        ));
    }
    let watcher = Watcher {
        store: &mut store,
        reader: &engine,
        names: &names::outlets(engine.lexicon()),
        config: &config,
        stop: stop.clone(),
        seed: seed(),
    };
    let summary = watcher.run(args.once, &mut |event| {
        if let Some((text, failure)) = told(event)
            && (failure || !args.quiet)
        {
            note(&clean(&text));
        }
        if let Some(output) = &mut list
            && let Event::Stored { id, stored, .. } = event
            && let Err(fault) = named(output, id, *stored)
        {
            // Nobody reads the list any more: what is stored stays stored.
            broken = Some(fault);
            stop.stop();
        }
    })?;
    if !args.quiet {
        note(&closing(&summary, &args.db.db));
    }
    if let Some(fault) = broken {
        return Err(fault);
    }
    if args.once && summary.answered == 0 {
        return Err(Fault::Nothing(
            "no feed answered; the reasons stand above".to_owned(),
        ));
    }
    Ok(())
}

/// A watch beside something else, on a thread of its own; dropped, it ends.
pub(super) struct Beside {
    stop: Stop,
    thread: Option<JoinHandle<()>>,
}

/// Starts a watch that tells on standard error what happens.
pub(super) fn beside(feeds: &Path, db: &Path, quiet: bool) -> Result<Beside> {
    let config = Config::load(feeds).map_err(|error| Fault::Usage(error.to_string()))?;
    let engine = Engine::load(None)?;
    let mut store = Store::open(db)?;
    let stop = Stop::new();
    let seen = stop.clone();
    let watch = move || {
        let watcher = Watcher {
            store: &mut store,
            reader: &engine,
            names: &names::outlets(engine.lexicon()),
            config: &config,
            stop: seen,
            seed: seed(),
        };
        let outcome = watcher.run(false, &mut |event| {
            if let Some((text, failure)) = told(event)
                && (failure || !quiet)
            {
                note(&clean(&text));
            }
        });
        if let Err(error) = outcome {
            note(&format!("feeds are watched no longer: {error}"));
        }
    };
    let thread = thread::Builder::new()
        .name("watch".to_owned())
        .spawn(watch)
        .map_err(|error| Fault::Failed(format!("no thread to watch feeds with: {error}")))?;
    Ok(Beside {
        stop,
        thread: Some(thread),
    })
}

impl Drop for Beside {
    fn drop(&mut self) {
        self.stop.stop();
        if let Some(thread) = self.thread.take() {
            // It tells its own failures.
            let _ = thread.join();
        }
    }
}

/// The first signal ends the watch in order, a second one at once.
fn end_on_signals(stop: &Stop) -> Result {
    for signal in [SIGINT, SIGTERM] {
        flag::register_conditional_shutdown(signal, 128 + signal, stop.flag())
            .and_then(|_| flag::register(signal, stop.flag()))
            .map_err(|error| Fault::Failed(format!("signals cannot be caught: {error}")))?;
    }
    Ok(())
}

/// What chance starts from: another number each time.
fn seed() -> u64 {
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
    now.as_nanos() as u64 ^ (u64::from(process::id()) << 32)
}

fn named(output: &mut Output, id: &str, stored: Stored) -> Result {
    output.text(&format!("{}\t{}\n", stored_as(stored), clean(id)))?;
    output.flush()
}

const fn stored_as(stored: Stored) -> &'static str {
    match stored {
        Stored::New => "new",
        Stored::NewVersion => "new version",
        Stored::Same => "unchanged",
        Stored::Reread => "reread",
    }
}

/// What is said of an event, and whether something went wrong.
fn told(event: &Event) -> Option<(String, bool)> {
    let again = |wait: &Duration| format!("again in {}", rough(*wait));
    Some(match event {
        Event::Polled {
            feed, listed: None, ..
        } => (format!("{feed}: nothing new"), false),
        Event::Polled {
            feed,
            listed: Some(listed),
            new,
        } => (
            format!("{feed}: {}, {new} new", counted(*listed, "article")),
            false,
        ),
        Event::FeedFailed {
            feed,
            why,
            failures,
            wait,
        } => {
            let times = match failures {
                0 | 1 => String::new(),
                n => format!(", the {n}th time in a row"),
            };
            (format!("{feed}: {why}{times}; {}", again(wait)), true)
        }
        Event::FeedRests { feed, wait } => (
            format!("{feed}: failed before, not asked now; {}", again(wait)),
            true,
        ),
        Event::PageFailed { id, why, wait } => match wait {
            Some(wait) => (format!("{id}: {why}; {}", again(wait)), true),
            None => (format!("{id}: {why}"), true),
        },
        Event::GivenUp { id, why } => (format!("skipped {id}: {why}"), true),
        Event::Alert { name, hits } => {
            (format!("alert {name}: {}", counted(*hits, "record")), false)
        }
        Event::AtomFailed { name, why } => (
            format!(
                "alert {name}: its feed cannot be written: {why} (check the path and the disk)"
            ),
            true,
        ),
        Event::Delivered { name, hits } => (
            format!("alert {name}: {} delivered", counted(*hits, "record")),
            false,
        ),
        Event::NotDelivered { name, why, wait } => (
            format!("alert {name}: not delivered: {why}; {}", again(wait)),
            true,
        ),
        Event::Locked => (
            "another process keeps the database locked; waiting".to_owned(),
            true,
        ),
        _ => return None,
    })
}

/// A time as people say it.
fn rough(time: Duration) -> String {
    match time.as_secs() {
        s @ 0..100 => format!("{s} s"),
        s @ 100..6000 => format!("{} min", (s + 30) / 60),
        s => format!("{} h", (s + 1800) / 3600),
    }
}

fn closing(summary: &Summary, db: &Path) -> String {
    let feeds = counted(summary.answered, "feed");
    let mut out = format!("{feeds} answered, {} did not; ", summary.failed.len());
    let counts = [
        (summary.new, "new"),
        (summary.changed, "changed"),
        (summary.same, "unchanged"),
    ];
    let stored: Vec<String> = counts
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{n} {what}"))
        .collect();
    match stored.is_empty() {
        true => out.push_str("nothing stored"),
        false => out.push_str(&format!("stored {}", stored.join(", "))),
    }
    if summary.waiting > 0 {
        out.push_str(&format!(", {} waiting", summary.waiting));
    }
    if summary.given_up > 0 {
        out.push_str(&format!(", {} given up", summary.given_up));
    }
    if summary.hits > 0 {
        out.push_str(&format!(", {} for alerts", counted(summary.hits, "record")));
    }
    out.push_str(&format!(" in {}", db.display()));
    out
}
