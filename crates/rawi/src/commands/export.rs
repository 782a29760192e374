//! `rawi export`: a filter in, stored records in another tool's format out, with a file of sources beside them.

mod manifest;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rawi_export::{
    ArticleRef, Claim, Codes, Event, Export, ExportError, Format, Options, Report, Sink, Summary,
};
use rawi_store::{Exported, Order, Reported, Store, Unit};

use crate::cli::{ExportArgs, PartitionArg};
use crate::fault::{Fault, Result};
use crate::outfile::{OutFile, empty_folder};
use crate::output::Output;
use crate::tally::counted;

/// Exports.
pub fn run(args: &ExportArgs) -> Result {
    let own;
    let codes = match &args.codes {
        None => Codes::builtin(),
        Some(dir) => {
            own = Codes::from_dir(dir).map_err(|error| Fault::Usage(error.to_string()))?;
            &own
        }
    };
    let options = Options {
        codes,
        layout: args.layout.into(),
        spreadsheet: args.bom,
        sanction_quad: args.sanction_quad,
    };
    let store = Store::open_existing(&args.db.db)?;
    let unit = if args.raw { Unit::Record } else { Unit::Claim };
    if unit == Unit::Claim && !args.quiet {
        super::note_unwoven(&store)?;
    }
    let filter = args.filter.filter(&args.statuses(), Order::Oldest);
    let mut target = Target::open(args, options)?;
    store.export(&filter, unit, |item| target.event(&event(item, unit)))??;
    let summary = target.finish()?;
    if let (true, Some(out)) = (args.manifest, &args.out) {
        let path = match args.partition {
            None => beside(out, "-manifest", "json"),
            Some(PartitionArg::Month) => out.join("_manifest.json"),
        };
        manifest::write(&path, args, &store, &summary)?;
    }
    if !args.quiet {
        say(&summary, unit);
    }
    Ok(())
}

fn say(summary: &Summary, unit: Unit) {
    let what = match unit {
        Unit::Claim => "claim",
        Unit::Record => "record",
    };
    super::note(&format!(
        "{} of {}",
        counted(summary.rows, "row"),
        counted(summary.events, what)
    ));
    for (why, number) in &summary.left_out {
        super::note(&format!("{} left out {why}", counted(*number, what)));
    }
}

/// Where rows go.
enum Place {
    Stdout,
    File(PathBuf),
    /// A folder with a file a month.
    Months(PathBuf),
}

/// The month that is being written, its export and its file.
type Open<'c> = (Option<(i16, i8)>, Export<'c>, Main);

/// An output under way.
struct Target<'c> {
    format: Format,
    options: Options<'c>,
    place: Place,
    open: Option<Open<'c>>,
    sources: Option<OutFile>,
    mentions: Option<OutFile>,
    summary: Summary,
}

enum Main {
    Stdout(Output),
    File(OutFile),
}

impl<'c> Target<'c> {
    fn open(args: &ExportArgs, options: Options<'c>) -> Result<Self> {
        let place = match (&args.out, args.partition) {
            (None, _) => Place::Stdout,
            (Some(path), None) => Place::File(path.clone()),
            (Some(dir), Some(PartitionArg::Month)) => {
                empty_folder(dir)?;
                Place::Months(dir.clone())
            }
        };
        let sources = match (&args.sources, &place) {
            (Some(path), _) => Some(path.clone()),
            (None, Place::Stdout) => None,
            (None, Place::File(path)) => Some(beside(path, "-sources", "jsonl")),
            // Readers of folders pass over what begins with an underscore.
            (None, Place::Months(dir)) => Some(dir.join("_sources.jsonl")),
        };
        let mentions = match &place {
            _ if args.format != Format::Gdelt => None,
            Place::Stdout => None,
            Place::File(path) => Some(beside(path, "-mentions", "CSV")),
            Place::Months(dir) => Some(dir.join("_mentions.CSV")),
        };
        let create = |path: Option<PathBuf>| path.map(|path| OutFile::create(&path)).transpose();
        Ok(Self {
            format: args.format,
            options,
            place,
            open: None,
            sources: create(sources)?,
            mentions: create(mentions)?,
            summary: Summary::default(),
        })
    }

    fn event(&mut self, event: &Event) -> Result {
        let month = match self.place {
            Place::Months(_) => event.day().map(|day| (day.year(), day.month())),
            _ => None,
        };
        if self.open.as_ref().is_none_or(|(open, ..)| *open != month) {
            self.close()?;
            self.begin(month)?;
        }
        self.with_sink(|export, sink| export.event(event, sink))
    }

    fn begin(&mut self, month: Option<(i16, i8)>) -> Result {
        let main = match &self.place {
            Place::Stdout => Main::Stdout(Output::new()),
            Place::File(path) => Main::File(OutFile::create(path)?),
            Place::Months(dir) => {
                let name = match month {
                    Some((year, month)) => format!("month={year:04}-{month:02}"),
                    None => "month=__HIVE_DEFAULT_PARTITION__".to_owned(),
                };
                let dir = dir.join(name);
                fs::create_dir_all(&dir).map_err(|error| Fault::writing(&dir, &error))?;
                let file = format!("events.{}", self.format.extension());
                Main::File(OutFile::create(&dir.join(file))?)
            }
        };
        self.open = Some((month, Export::new(self.format, &self.options), main));
        Ok(())
    }

    /// Ends the file that is being written.
    fn close(&mut self) -> Result {
        let Some((_, export, mut main)) = self.open.take() else {
            return Ok(());
        };
        let path = main.path();
        let mut sink = Sink::new(main.writer())
            .with_sources(self.sources.as_mut().map(|f| f as &mut dyn Write))
            .with_mentions(self.mentions.as_mut().map(|f| f as &mut dyn Write));
        sink.summary = std::mem::take(&mut self.summary);
        export
            .finish(&mut sink)
            .map_err(|error| fault(error, path.as_deref()))?;
        self.summary = sink.summary;
        match main {
            Main::Stdout(mut output) => output.flush(),
            Main::File(file) => file.finish(),
        }
    }

    fn with_sink(
        &mut self,
        work: impl FnOnce(&mut Export<'c>, &mut Sink<'_>) -> Result<(), ExportError>,
    ) -> Result {
        let Some((_, export, main)) = &mut self.open else {
            return Ok(());
        };
        let path = main.path();
        let mut sink = Sink::new(main.writer())
            .with_sources(self.sources.as_mut().map(|f| f as &mut dyn Write))
            .with_mentions(self.mentions.as_mut().map(|f| f as &mut dyn Write));
        sink.summary = std::mem::take(&mut self.summary);
        work(export, &mut sink).map_err(|error| fault(error, path.as_deref()))?;
        self.summary = sink.summary;
        Ok(())
    }

    fn finish(mut self) -> Result<Summary> {
        // Without any event a file is still whole: a header, or no rows.
        if self.open.is_none() && !matches!(self.place, Place::Months(_)) {
            self.begin(None)?;
        }
        self.close()?;
        for file in [self.sources.take(), self.mentions.take()]
            .into_iter()
            .flatten()
        {
            file.finish()?;
        }
        Ok(self.summary)
    }
}

impl Main {
    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Self::Stdout(output) => output,
            Self::File(file) => file,
        }
    }

    fn path(&self) -> Option<PathBuf> {
        match self {
            Self::Stdout(_) => None,
            Self::File(file) => Some(file.path().to_owned()),
        }
    }
}

fn fault(error: ExportError, path: Option<&Path>) -> Fault {
    match (error, path) {
        (ExportError::Io(error), Some(path)) => Fault::writing(path, &error),
        (ExportError::Io(error), None) => error.into(),
        (error, _) => Fault::Failed(error.to_string()),
    }
}

/// `events.csv` with `-sources` and `jsonl` is `events-sources.jsonl`.
fn beside(path: &Path, suffix: &str, extension: &str) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(suffix);
    name.push(".");
    name.push(extension);
    path.with_file_name(name)
}

/// What the store gives, as exports take it.
fn event(item: Exported, unit: Unit) -> Event {
    let number = item.main.row.id;
    let claim = item.claim.map(|claim| Claim {
        id: claim.id,
        class: claim.class.as_str().to_owned(),
        records: claim.records,
        articles: claim.articles,
        outlets: claim.outlets,
        voices: claim.voices,
    });
    let id = match (&claim, unit) {
        (Some(claim), Unit::Claim) => claim.id.clone(),
        _ => number.to_string(),
    };
    // A record stands for itself alone, whatever claim it belongs to.
    let claim = claim.map(|claim| match unit {
        Unit::Claim => claim,
        Unit::Record => Claim {
            records: 1,
            articles: 1,
            outlets: 1,
            voices: 1,
            ..claim
        },
    });
    Event {
        id,
        claim,
        story: item.story,
        main: report(item.main),
        others: item.others.into_iter().map(report).collect(),
    }
}

fn report(reported: Reported) -> Report {
    let Reported {
        row,
        sentence_number,
        characters,
    } = reported;
    let published: Option<Date> = row.article.published;
    Report {
        number: row.id,
        record: row.record,
        sentence: row.sentence,
        sentence_number,
        article: ArticleRef {
            id: row.article.id,
            url: row.article.url,
            outlet: row.article.outlet,
            published,
            title: row.article.title,
            characters,
        },
    }
}
