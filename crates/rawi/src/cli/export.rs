//! The arguments of `rawi export` and `rawi annotate`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use rawi_export::{Format, Layout};
use rawi_model::Status;

use super::{DbArgs, InputArgs, SelectArgs, WorkArgs};

const FORMATS: &str = "\
Formats:
  parquet   Apache Parquet, zstd; columns as CSV has them, or nested (--layout)
  csv, tsv  a row an event; docs/exports.md describes the columns
  jsonl     an object an event, with everything that is known of it
  violence  violence and demonstrations with fatalities, in the columns of ACLED
  polecat   the 40 columns of POLECAT, PLOVER types and modes
  icews     the 20 columns of ICEWS, CAMEO codes
  phoenix   the 26 columns of Phoenix, CAMEO codes, one of a kind a day
  plover    PLOVER's JSON
  gdelt     the 61 columns of GDELT 2.0 events; mentions beside them
  webanno   W3C Web Annotation, JSON-LD

What occurred is exported, unless --status asks for more. POLECAT, ICEWS, Phoenix and GDELT know no status: what is planned \
or conditional becomes their own class of announced acts, and the rest is left out. Beside FILE stands \
FILE-sources.jsonl: for each row its status, chain of sources, words and articles.";

#[derive(Debug, Args)]
#[command(after_long_help = FORMATS)]
pub struct ExportArgs {
    #[command(flatten)]
    pub db: DbArgs,
    /// Format
    #[arg(long, value_name = "FORMAT", value_parser = str::parse::<Format>)]
    pub format: Format,
    /// File to write; to standard output without it
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Status: occurred, planned, possible, desired, conditional, denied; or all
    #[arg(long = "status", value_name = "STATUS", value_parser = status, value_delimiter = ',', default_value = "occurred")]
    pub statuses: Vec<StatusArg>,
    /// One row a record, instead of one a claim (the reports of one act, joined across articles)
    #[arg(long)]
    pub raw: bool,
    #[command(flatten)]
    pub filter: SelectArgs,
    /// Parquet: single values, or lists and structures in which nothing is lost
    #[arg(long, value_enum, default_value_t = LayoutArg::Flat)]
    pub layout: LayoutArg,
    /// Write a folder FILE with a file a month, FILE/month=2024-09/events.parquet
    #[arg(long, value_enum, value_name = "BY", requires = "out")]
    pub partition: Option<PartitionArg>,
    /// CSV for spreadsheets: with a mark of the encoding, and an apostrophe before what they would run as a formula
    #[arg(long)]
    pub bom: bool,
    /// PLOVER and POLECAT: quad class of SANCTION, on which the manual disagrees with itself
    #[arg(long, value_name = "3|4", default_value_t = 3, value_parser = clap::value_parser!(u32).range(3..=4))]
    pub sanction_quad: u32,
    /// Folder with tables of codes (cameo.txt, plover.txt…) in place of the built-in ones
    #[arg(long, value_name = "DIR")]
    pub codes: Option<PathBuf>,
    /// File for the sources of each row, instead of FILE-sources.jsonl
    #[arg(long, value_name = "FILE")]
    pub sources: Option<PathBuf>,
    /// Write FILE-manifest.json as well: what was exported, with which engine, from which texts
    #[arg(long, requires = "out")]
    pub manifest: bool,
    /// Say nothing on standard error but errors
    #[arg(short, long)]
    pub quiet: bool,
}

/// A status, or all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusArg {
    One(Status),
    All,
}

fn status(text: &str) -> Result<StatusArg, String> {
    if text.eq_ignore_ascii_case("all") {
        return Ok(StatusArg::All);
    }
    text.parse::<Status>()
        .map(StatusArg::One)
        .map_err(|error| format!("{error}, all"))
}

impl ExportArgs {
    /// The statuses that are asked for; empty for all.
    pub fn statuses(&self) -> Vec<Status> {
        let mut out = Vec::new();
        for status in &self.statuses {
            match status {
                StatusArg::All => return Vec::new(),
                StatusArg::One(status) => out.push(*status),
            }
        }
        out
    }
}

/// How Parquet lays out an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LayoutArg {
    /// Single values, as in CSV
    Flat,
    /// Lists and structures
    Nested,
}

impl From<LayoutArg> for Layout {
    fn from(layout: LayoutArg) -> Self {
        match layout {
            LayoutArg::Flat => Self::Flat,
            LayoutArg::Nested => Self::Nested,
        }
    }
}

/// What a folder of files is parted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PartitionArg {
    /// The month of the act
    Month,
}

#[derive(Debug, Subcommand)]
pub enum AnnotateCommand {
    /// Write articles, with the records read in them, as texts that brat opens
    Write(AnnotateWriteArgs),
    /// Print what people made of them as annotated passages, for `rawi score`
    Collect {
        /// The folder
        dir: PathBuf,
    },
}

#[derive(Debug, Args)]
pub struct AnnotateWriteArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// Folder to write into; it must be new or empty
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Without records: for annotating from nothing
    #[arg(long)]
    pub blank: bool,
    #[command(flatten)]
    pub work: WorkArgs,
}
