//! Progress on long work that reads no articles: a count on standard error, on a terminal and after some time.

use std::cell::RefCell;
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::tally::counted;

/// Work that takes longer shows its progress.
const LONG: Duration = Duration::from_secs(2);

/// A count of articles.
pub struct Progress {
    shown: bool,
    started: Instant,
    bar: RefCell<Option<ProgressBar>>,
}

impl Progress {
    /// Starts counting; quiet work shows nothing.
    pub fn new(quiet: bool) -> Self {
        Self {
            shown: !quiet && io::stderr().is_terminal(),
            started: Instant::now(),
            bar: RefCell::new(None),
        }
    }

    /// Says how many are done.
    pub fn set(&self, articles: u64) {
        if !self.shown || self.started.elapsed() < LONG {
            return;
        }
        let mut bar = self.bar.borrow_mut();
        let bar = bar.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(4));
            match ProgressStyle::with_template("{spinner} {msg}") {
                Ok(style) => bar.with_style(style),
                Err(_) => bar,
            }
        });
        bar.set_message(format!(
            "{} laid beside the others",
            counted(articles, "article")
        ));
        bar.tick();
    }

    /// Takes the count off the screen.
    pub fn close(&self) {
        if let Some(bar) = self.bar.borrow_mut().take() {
            bar.finish_and_clear();
        }
    }
}
