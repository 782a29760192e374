//! One output: a format with its options; events go in, rows come out.

use std::fmt;
use std::str::FromStr;

use crate::arrow::Layout;
use crate::codes::Codes;
use crate::event::Event;
use crate::formats::{
    Encode, gdelt, icews, jsonl, parquet, phoenix, plover, polecat, tables, violence, webanno,
};
use crate::sink::{ExportError, Sink};

macro_rules! formats {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $extension:literal),+ $(,)?) => {
        /// A format.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Format { $($(#[$doc])* $variant),+ }

        impl Format {
            /// Every format.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name on the command line.
            pub const fn as_str(self) -> &'static str { match self { $(Self::$variant => $name),+ } }

            /// The ending of its files.
            pub const fn extension(self) -> &'static str { match self { $(Self::$variant => $extension),+ } }
        }
    };
}

formats! {
    /// Apache Parquet.
    Parquet = "parquet", "parquet",
    /// Comma-separated values, RFC 4180.
    Csv = "csv", "csv",
    /// Tab-separated values.
    Tsv = "tsv", "tsv",
    /// One JSON object a line, with everything.
    Jsonl = "jsonl", "jsonl",
    /// Violence and demonstrations in the columns of ACLED.
    Violence = "violence", "csv",
    /// The columns of the POLECAT releases.
    Polecat = "polecat", "txt",
    /// The columns of the ICEWS event files.
    Icews = "icews", "tab",
    /// The columns of Phoenix.
    Phoenix = "phoenix", "txt",
    /// PLOVER's JSON.
    Plover = "plover", "jsonl",
    /// The 61 columns of GDELT 2.0 events.
    Gdelt = "gdelt", "CSV",
    /// W3C Web Annotation, JSON-LD.
    Webanno = "webanno", "jsonld",
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL
            .iter()
            .copied()
            .find(|f| f.as_str() == name)
            .ok_or_else(|| {
                let known: Vec<&str> = Self::ALL.iter().map(|f| f.as_str()).collect();
                format!("unknown format `{name}`; known are: {}", known.join(", "))
            })
    }
}

/// What can be chosen.
#[derive(Debug, Clone)]
pub struct Options<'c> {
    /// The tables of codes.
    pub codes: &'c Codes,
    /// How Parquet lays out an event.
    pub layout: Layout,
    /// CSV for spreadsheets: with a mark of the encoding, and formulas disarmed.
    pub spreadsheet: bool,
    /// PLOVER's quad class of SANCTION, 3 or 4.
    pub sanction_quad: u32,
}

impl Default for Options<'static> {
    fn default() -> Self {
        Self {
            codes: Codes::builtin(),
            layout: Layout::Flat,
            spreadsheet: false,
            sanction_quad: 3,
        }
    }
}

/// An output under way. Give it the events by [`Event::day`], as Phoenix keeps one of a kind a day; then
/// [`Export::finish`] it, or it is not whole.
pub struct Export<'c> {
    format: Format,
    encoder: Box<dyn Encode + 'c>,
    begun: bool,
}

impl fmt::Debug for Export<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Export")
            .field("format", &self.format)
            .finish_non_exhaustive()
    }
}

impl<'c> Export<'c> {
    /// An output in a format.
    pub fn new(format: Format, options: &Options<'c>) -> Self {
        let encoder: Box<dyn Encode + 'c> = match format {
            Format::Parquet => Box::new(parquet::Parquet::new(options.layout)),
            Format::Csv => Box::new(tables::Csv {
                spreadsheet: options.spreadsheet,
            }),
            Format::Tsv => Box::new(tables::Tsv),
            Format::Jsonl => Box::new(jsonl::Jsonl),
            Format::Violence => Box::new(violence::Violence::new(options)),
            Format::Polecat => Box::new(polecat::Polecat::new(options)),
            Format::Icews => Box::new(icews::Icews::new(options)),
            Format::Phoenix => Box::new(phoenix::Phoenix::new(options)),
            Format::Plover => Box::new(plover::PloverJson::new(options)),
            Format::Gdelt => Box::new(gdelt::Gdelt::new(options)),
            Format::Webanno => Box::new(webanno::Webanno::default()),
        };
        Self {
            format,
            encoder,
            begun: false,
        }
    }

    /// The format.
    pub const fn format(&self) -> Format {
        self.format
    }

    /// Writes the rows of an event.
    ///
    /// # Errors
    /// What the sink's writers report.
    pub fn event(&mut self, event: &Event, to: &mut Sink<'_>) -> Result<(), ExportError> {
        self.begin(to)?;
        to.summary.events += 1;
        self.encoder.event(event, to)
    }

    /// Writes what is still held back, and the end.
    ///
    /// # Errors
    /// What the sink's writers report.
    pub fn finish(mut self, to: &mut Sink<'_>) -> Result<(), ExportError> {
        self.begin(to)?;
        self.encoder.end(to)
    }

    fn begin(&mut self, to: &mut Sink<'_>) -> Result<(), ExportError> {
        if !self.begun {
            self.begun = true;
            self.encoder.begin(to)?;
        }
        Ok(())
    }
}
