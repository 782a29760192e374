//! The commands of what is published right now: `watch` and `alerts`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{DbArgs, FilterArgs};

#[derive(Debug, Args)]
pub struct WatchArgs {
    /// Which feeds, how often, and how; docs/live.md describes the file
    #[arg(value_name = "FEEDS.TOML")]
    pub feeds: PathBuf,
    #[command(flatten)]
    pub db: DbArgs,
    /// Ask each feed once, fetch what it lists, deliver what alerts find, and end
    #[arg(long)]
    pub once: bool,
    /// Name each article, with what was done, on standard output once it is safe on the disk
    #[arg(long)]
    pub list: bool,
    /// Folder of lexicon files that are laid over the built-in ones
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,
    /// Say nothing on standard error but what goes wrong
    #[arg(short, long)]
    pub quiet: bool,
}

#[derive(Debug, Subcommand)]
pub enum AlertsCommand {
    /// Save a filter under a name; it looks at articles that are stored from now on
    Add(Box<AddAlertArgs>),
    /// List alerts, with what they found and whether it was delivered
    List {
        #[command(flatten)]
        db: DbArgs,
    },
    /// Remove an alert with what it found
    Remove {
        /// Its name
        name: String,
        #[command(flatten)]
        db: DbArgs,
    },
    /// Show an alert and what it found, latest first
    Show {
        /// Its name
        name: String,
        #[command(flatten)]
        db: DbArgs,
        /// At most this many records
        #[arg(long, value_name = "N", default_value_t = 20)]
        limit: usize,
        /// Form of the output
        #[arg(long, value_enum, default_value_t = AlertFormat::Text)]
        format: AlertFormat,
    },
}

/// Form of what `rawi alerts show` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AlertFormat {
    /// One JSON object a record, as `rawi events` prints it
    Json,
    /// For people
    Text,
    /// An Atom feed
    Atom,
}

#[derive(Debug, Args)]
pub struct AddAlertArgs {
    /// Its name: letters, digits, `-` and `_`
    pub name: String,
    #[command(flatten)]
    pub db: DbArgs,
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Keep what it finds as an Atom feed in this file
    #[arg(long, value_name = "FILE")]
    pub atom: Option<PathBuf>,
    /// Post what it finds to this address
    #[arg(long, value_name = "URL")]
    pub webhook: Option<String>,
    /// File with the secret that signs the posts, 16 characters or more; else the environment's RAWI_WEBHOOK_SECRET
    #[arg(long, value_name = "FILE", requires = "webhook")]
    pub secret_file: Option<PathBuf>,
}
