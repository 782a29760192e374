//! `rawi explain`: records in, for each field the words, lexicon entries and rules that it rests on.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use rawi_model::{Derivation, Reading, Record};
use rawi_store::{Origin, Store, StoredRecord, View};

use super::something_read;
use crate::block::{Head, Printer, Sentences, isolated};
use crate::cli::{ExplainArgs, InputArgs, WorkArgs};
use crate::engine::Engine;
use crate::fault::{Fault, Result};
use crate::flow;
use crate::input;
use crate::output::Output;
use crate::tally::Tally;

/// Explains records of files, or a stored one.
pub fn run(args: &ExplainArgs) -> Result {
    let engine = Engine::load(args.lexicon.as_deref())?;
    match stored_number(args)? {
        Some(number) => {
            let db = args.db.clone().unwrap_or_else(|| PathBuf::from("rawi.db"));
            stored(&engine, &db, number)
        }
        None => files(&engine, args),
    }
}

/// The number of a stored record, if that is what was named: a number that is no file.
fn stored_number(args: &ExplainArgs) -> Result<Option<i64>> {
    let [what] = args.what.as_slice() else {
        return Ok(None);
    };
    match what.to_str().and_then(|s| s.parse::<i64>().ok()) {
        Some(number) if !what.exists() => Ok(Some(number)),
        _ => Ok(None),
    }
}

fn files(engine: &Engine, args: &ExplainArgs) -> Result {
    let input = InputArgs {
        paths: args.what.clone(),
        published: args.published,
        outlet: None,
        field: Vec::new(),
    };
    let work = WorkArgs {
        lexicon: None,
        threads: None,
        quiet: true,
        verbose: false,
    };
    let articles = input::articles(&input)?;
    let explainer = Explainer::new(engine);
    let mut tally = Tally::new(&work);
    let mut output = Output::new();
    let mut most = 0;
    let make = |reading: Reading| {
        let text = explainer.reading(&reading, args.event);
        Ok((reading.events.len(), text.into_bytes()))
    };
    flow::run(
        articles,
        engine,
        &work,
        &mut tally,
        make,
        &mut Shown {
            output: &mut output,
            most: &mut most,
        },
    )?;
    something_read(&tally)?;
    match args.event {
        Some(n) if n == 0 || n > most => Err(Fault::Nothing(format!(
            "there is no record {n}: the longest article has {most} (see `rawi read --format text`)"
        ))),
        _ => Ok(()),
    }
}

/// Prints, and keeps the highest number of records.
struct Shown<'a> {
    output: &'a mut Output,
    most: &'a mut usize,
}

impl flow::Sink<(usize, Vec<u8>)> for Shown<'_> {
    fn take(&mut self, (records, text): (usize, Vec<u8>)) -> Result {
        *self.most = records.max(*self.most);
        self.output.bytes(&text)
    }

    fn pause(&mut self) -> Result {
        self.output.flush()
    }
}

fn stored(engine: &Engine, db: &Path, number: i64) -> Result {
    let store = Store::open_existing(db)?;
    let found = store.record(number)?;
    let explainer = Explainer::new(engine);
    let article = &found.row.article;
    let mut out = explainer.printer.head(&Head {
        id: &article.id,
        title: &article.title,
        outlet: &article.outlet,
        published: article.published,
    });
    if let Some(reading) = store.reading(&article.id, View::Machine)? {
        let _ = writeln!(
            out,
            "read by Rawi {}, lexicon {}",
            reading.engine.version, reading.engine.lexicon
        );
    }
    let sentence = &found.row.sentence.text;
    out.push_str(&explainer.record(number, &found.row.record, sentence, &article.outlet));
    out.push_str(&people(&found));
    let mut output = Output::new();
    output.text(&out)?;
    output.flush()
}

/// What people did to a stored record.
fn people(found: &StoredRecord) -> String {
    let mut out = String::new();
    if found.row.origin == Origin::Added {
        out.push_str("  added by a person: no reading of the machine stands behind it\n");
    }
    for correction in &found.corrections {
        let note = if correction.note.is_empty() {
            String::new()
        } else {
            format!(": {}", isolated(&correction.note))
        };
        let _ = writeln!(
            out,
            "  corrected by {} on {}{note}",
            isolated(&correction.who),
            correction.at
        );
    }
    if found.wrong {
        out.push_str("  marked as wrong: lists leave it out\n");
    }
    if !found.present {
        out.push_str("  of an earlier version of the article\n");
    }
    out
}

struct Explainer<'e> {
    engine: &'e Engine,
    printer: Printer<'e>,
}

impl<'e> Explainer<'e> {
    fn new(engine: &'e Engine) -> Self {
        Self {
            engine,
            printer: Printer::new(engine),
        }
    }

    fn reading(&self, reading: &Reading, only: Option<usize>) -> String {
        let article = &reading.article;
        let sentences = Sentences::new(&article.text);
        let mut out = String::new();
        for (number, record) in (1..).zip(&reading.events) {
            if only.is_none_or(|n| n == number) {
                out.push_str(&self.record(
                    number as i64,
                    record,
                    &sentences.of(record),
                    &article.outlet,
                ));
                out.push('\n');
            }
        }
        if out.is_empty() {
            return out;
        }
        let head = self.printer.head(&Head {
            id: &article.id,
            title: &article.title,
            outlet: &article.outlet,
            published: article.published,
        });
        format!("{head}\n{out}")
    }

    /// The record as `rawi read` shows it, and under it why.
    fn record(&self, number: i64, record: &Record, sentence: &str, outlet: &str) -> String {
        let mut out = format!("{}\n", isolated(sentence));
        out.push_str(&self.printer.record(&number.to_string(), record, outlet));
        out.push_str("  because\n");
        if record.derivation.is_empty() {
            out.push_str("     nothing is noted\n");
        }
        for derivation in &record.derivation {
            out.push_str(&self.because(derivation));
        }
        out
    }

    fn because(&self, derivation: &Derivation) -> String {
        let mut out = format!("     {}: {}\n", derivation.field, derivation.rule);
        if let Some(words) = &derivation.words {
            let _ = writeln!(
                out,
                "       from {} ({}..{})",
                isolated(&words.text),
                words.start,
                words.end
            );
        }
        for id in &derivation.entries {
            let meaning = self
                .meaning(id)
                .map_or(String::new(), |m| format!(" \"{m}\""));
            let _ = writeln!(out, "       by {}{meaning}", isolated(id));
        }
        out
    }

    /// What a lexicon entry says in English.
    fn meaning(&self, id: &str) -> Option<&str> {
        self.printer.frame(id).or_else(|| {
            let lexicon = self.engine.lexicon();
            let lemma = lexicon.lemma(lexicon.find_lemma(id)?);
            (!matches!(lemma.gloss.as_str(), "" | "-")).then_some(lemma.gloss.as_str())
        })
    }
}
