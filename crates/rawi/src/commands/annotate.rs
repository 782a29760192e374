//! `rawi annotate`: articles as texts that brat opens, and what people made of them as annotated passages.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write as _};
use std::path::Path;

use rawi_export::standoff::{self, Document, MAX_BYTES, Meta};
use rawi_model::Reading;

use super::something_read;
use crate::cli::{AnnotateCommand, AnnotateWriteArgs};
use crate::engine::Engine;
use crate::fault::{Fault, Result};
use crate::flow::{self, Sink};
use crate::input;
use crate::outfile::empty_folder;
use crate::output::Output;
use crate::tally::{Tally, counted};

/// What is known of each text, one JSON object a line.
const INDEX: &str = "passages.jsonl";

/// Writes or collects.
pub fn run(command: &AnnotateCommand) -> Result {
    match command {
        AnnotateCommand::Write(args) => write(args),
        AnnotateCommand::Collect { dir } => collect(dir),
    }
}

fn write(args: &AnnotateWriteArgs) -> Result {
    let articles = input::articles(&args.input)?;
    empty_folder(&args.out)?;
    let engine = Engine::load(args.work.lexicon.as_deref())?;
    let mut tally = Tally::new(&args.work);
    let mut folder = Folder {
        dir: &args.out,
        written: 0,
        left_out: 0,
        index: Vec::new(),
    };
    let make = |reading: Reading| {
        let document = standoff::write(&reading, args.blank);
        let article = reading.article;
        let meta = Meta {
            file: String::new(),
            id: article.id,
            outlet: article.outlet,
            published: article.published.map(|day| day.to_string()),
        };
        Ok((meta, document))
    };
    flow::run(articles, &engine, &args.work, &mut tally, make, &mut folder)?;
    folder.close()?;
    let left_out = folder.left_out;
    tally.close("");
    if left_out > 0 {
        super::note(&format!(
            "{} left out, whose words do not stand in one sentence",
            counted(left_out, "record")
        ));
    }
    something_read(&tally)
}

/// The folder that is being written.
struct Folder<'d> {
    dir: &'d Path,
    written: u64,
    left_out: u64,
    index: Vec<u8>,
}

impl Folder<'_> {
    fn file(&self, name: &str, bytes: &[u8]) -> Result {
        let path = self.dir.join(name);
        fs::write(&path, bytes).map_err(|error| Fault::writing(&path, &error))
    }

    fn close(&self) -> Result {
        self.file(INDEX, &self.index)?;
        self.file("annotation.conf", standoff::configuration().as_bytes())
    }
}

impl Sink<(Meta, Document)> for Folder<'_> {
    fn take(&mut self, (mut meta, document): (Meta, Document)) -> Result {
        self.written += 1;
        meta.file = format!("{:06}", self.written);
        self.left_out += document.left_out as u64;
        self.file(&format!("{}.txt", meta.file), document.text.as_bytes())?;
        self.file(
            &format!("{}.ann", meta.file),
            document.annotations.as_bytes(),
        )?;
        serde_json::to_writer(&mut self.index, &meta)?;
        self.index.push(b'\n');
        Ok(())
    }

    fn pause(&mut self) -> Result {
        Ok(())
    }
}

fn collect(dir: &Path) -> Result {
    let index = dir.join(INDEX);
    let missing = |path: &Path, error: &std::io::Error| {
        Fault::Nothing(format!(
            "{}: {error} (give a folder that `rawi annotate write` made)",
            path.display()
        ))
    };
    let file = File::open(&index).map_err(|error| missing(&index, &error))?;
    let mut lines = BufReader::new(file);
    let mut output = Output::new();
    let (mut passages, mut events, mut defects) = (0u64, 0u64, 0u64);
    let mut number = 0;
    loop {
        let mut line = String::new();
        let read = lines.by_ref().take(MAX_BYTES).read_line(&mut line);
        if read.map_err(|error| missing(&index, &error))? == 0 {
            break;
        }
        number += 1;
        match passage(dir, &line) {
            Ok(passage) => {
                passages += 1;
                events += passage.len() as u64;
                output.json(&passage)?;
            }
            Err(messages) => {
                for message in messages {
                    defects += 1;
                    let _ = writeln!(
                        std::io::stderr(),
                        "rawi: {message} ({INDEX}, line {number})"
                    );
                }
            }
        }
    }
    output.flush()?;
    super::note(&format!(
        "{} with {}",
        counted(passages, "passage"),
        counted(events, "event")
    ));
    match defects {
        0 => Ok(()),
        n => Err(Fault::Nothing(format!(
            "{} (mend them in brat, and collect again)",
            counted(n, "defect")
        ))),
    }
}

fn passage(dir: &Path, line: &str) -> Result<standoff::Passage, Vec<String>> {
    let meta: Meta = serde_json::from_str(line).map_err(|error| vec![error.to_string()])?;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if meta.file.is_empty() || !meta.file.chars().all(plain) {
        return Err(vec![format!("`{}` is no name of a text", meta.file)]);
    }
    let read = |extension: &str| {
        let name = format!("{}.{extension}", meta.file);
        let mut text = String::new();
        File::open(dir.join(&name))
            .and_then(|file| file.take(MAX_BYTES + 1).read_to_string(&mut text))
            .map_err(|error| vec![format!("{name}: {error}")])?;
        if text.len() as u64 > MAX_BYTES {
            return Err(vec![format!("{name} is longer than {MAX_BYTES} bytes")]);
        }
        Ok(text)
    };
    standoff::collect(&meta, &read("txt")?, &read("ann")?).map_err(|errors| {
        let told = |error: standoff::StandoffError| format!("{}.ann, {error}", meta.file);
        errors.into_iter().map(told).collect()
    })
}
