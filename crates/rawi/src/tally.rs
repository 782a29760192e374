//! What was done so far, told on standard error: skipped articles by name, progress on long work, a closing line.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rawi_model::Reading;

use crate::cli::WorkArgs;
use crate::engine::{Skip, has_arabic};

/// Work that takes longer shows its progress.
const LONG: Duration = Duration::from_secs(2);

/// Counts, and what is shown of them.
pub struct Tally {
    pub articles: u64,
    pub words: u64,
    pub records: u64,
    pub skipped: u64,
    /// Articles without any Arabic.
    pub foreign: u64,
    /// Things in archives that are no Arabic articles.
    minor: u64,
    started: Instant,
    bar: Option<ProgressBar>,
    quiet: bool,
    verbose: bool,
}

impl Tally {
    /// Starts counting.
    pub fn new(args: &WorkArgs) -> Self {
        Self {
            articles: 0,
            words: 0,
            records: 0,
            skipped: 0,
            foreign: 0,
            minor: 0,
            started: Instant::now(),
            bar: None,
            quiet: args.quiet,
            verbose: args.verbose,
        }
    }

    /// Counts an article that was read, and names it if there was nothing to read in it.
    pub fn read(&mut self, counts: &Counts) {
        self.articles += 1;
        self.words += counts.words;
        self.records += counts.records;
        if let Some(id) = &counts.foreign {
            self.foreign += 1;
            if !self.quiet {
                self.say(&format!(
                    "{id}: no Arabic in it (give Arabic text; if it is Arabic, check the encoding)"
                ));
            }
        }
        self.show();
    }

    /// Counts an article that was not read, and names it.
    pub fn skip(&mut self, skip: &Skip) {
        let minor = matches!(skip, Skip::Input { minor: true, .. });
        if minor {
            self.minor += 1;
        } else {
            self.skipped += 1;
        }
        if !minor || self.verbose {
            self.say(&format!("skipped {skip}"));
        }
        self.show();
    }

    /// Writes a line to standard error without spoiling the bar.
    pub fn say(&self, line: &str) {
        let write = || {
            let _ = writeln!(io::stderr(), "rawi: {}", crate::block::clean(line));
        };
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Whether nothing in Arabic was read.
    pub const fn is_empty(&self) -> bool {
        self.articles == self.foreign
    }

    /// The closing line; `more` says what else was done.
    pub fn close(&mut self, more: &str) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
        if !self.quiet {
            self.say(&format!("{self}{more}"));
        }
    }

    fn show(&mut self) {
        if self.bar.is_none() {
            if self.quiet || self.started.elapsed() < LONG || !io::stderr().is_terminal() {
                return;
            }
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(4));
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
                bar.set_style(style);
            }
            self.bar = Some(bar);
        }
        if let Some(bar) = &self.bar {
            bar.set_message(self.to_string());
            bar.tick();
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.started.elapsed().as_secs_f64().max(0.001);
        write!(
            f,
            "{}, {}, {}, {} skipped",
            counted(self.articles, "article"),
            counted(self.words, "word"),
            counted(self.records, "record"),
            grouped(self.skipped),
        )?;
        if self.foreign > 0 {
            write!(f, ", {} without Arabic", grouped(self.foreign))?;
        }
        if self.minor > 0 {
            write!(f, " ({} not Arabic articles)", grouped(self.minor))?;
        }
        write!(
            f,
            ", {} words/s",
            grouped((self.words as f64 / seconds) as u64)
        )
    }
}

/// A number with its noun.
pub fn counted(n: u64, noun: &str) -> String {
    format!("{} {noun}{}", grouped(n), if n == 1 { "" } else { "s" })
}

/// A number with its thousands apart.
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// What an article counts for.
pub struct Counts {
    /// What white space parts.
    words: u64,
    records: u64,
    /// Its id, if there is no Arabic in it.
    foreign: Option<String>,
}

impl Counts {
    /// Counts a reading.
    pub fn of(reading: &Reading) -> Self {
        let article = &reading.article;
        Self {
            words: article.text.split_whitespace().count() as u64,
            records: reading.events.len() as u64,
            foreign: (!has_arabic(&article.text)).then(|| article.id.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_readable() {
        assert_eq!(counted(1, "article"), "1 article");
        assert_eq!(counted(1_234_567, "word"), "1,234,567 words");
        assert_eq!(grouped(999), "999");
    }
}
