//! `rawi read`: articles in, records on standard output.

use rawi_export::listed;
use rawi_model::Reading;

use super::something_read;
use crate::block::{Printer, Sentences};
use crate::cli::{Format, ReadArgs};
use crate::engine::Engine;
use crate::fault::Result;
use crate::flow::{self, Sink};
use crate::input;
use crate::output::Output;
use crate::tally::Tally;

/// Reads and prints.
pub fn run(args: &ReadArgs) -> Result {
    let articles = input::articles(&args.input)?;
    let engine = Engine::load(args.work.lexicon.as_deref())?;
    let mut tally = Tally::new(&args.work);
    let printer = Printer::new(&engine);
    let mut output = Output::new();
    if args.format == Format::Csv {
        output.bytes(&listed::csv(|writer| writer.write_record(listed::COLUMNS))?)?;
    }
    let make = |reading: Reading| match args.format {
        Format::Text => Ok(printer.reading(&reading).into_bytes()),
        Format::Json => line(reading, args.derivation),
        Format::Csv => rows(&reading),
    };
    flow::run(articles, &engine, &args.work, &mut tally, make, &mut output)?;
    tally.close("");
    something_read(&tally)
}

impl Sink<Vec<u8>> for Output {
    fn take(&mut self, made: Vec<u8>) -> Result {
        self.bytes(&made)
    }

    fn pause(&mut self) -> Result {
        self.flush()
    }
}

fn line(mut reading: Reading, derivation: bool) -> Result<Vec<u8>> {
    if !derivation {
        for record in &mut reading.events {
            record.derivation.clear();
        }
    }
    let mut line = serde_json::to_vec(&reading)?;
    line.push(b'\n');
    Ok(line)
}

fn rows(reading: &Reading) -> Result<Vec<u8>> {
    let sentences = Sentences::new(&reading.article.text);
    let from = listed::From::article(&reading.article);
    let written = listed::csv(|writer| {
        (1..).zip(&reading.events).try_for_each(|(number, record)| {
            writer.write_record(listed::cells(&from, number, record, &sentences.of(record)))
        })
    });
    Ok(written?)
}
