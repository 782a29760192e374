//! The command line as people type it: commands, flags, and what `--help` says of them.

mod desk;
mod export;
mod filters;
mod knowledge;
mod live;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;
use rawi_model::SourceKind;
use rawi_store::{Order, Party, SourceFilter};

pub use desk::{BackupArgs, DeskArgs, DeskUserArgs};
pub use export::*;
pub use filters::{FilterArgs, SelectArgs};
pub use knowledge::*;
pub use live::*;

const EXIT_CODES: &str = "\
Exit codes: 0 done (single articles may have been skipped; they are named on standard error); 1 nothing could be read, \
what was asked for is not there, or a check found defects; 2 the command line makes no sense; 3 the output or the \
database cannot be read or written. A pipe that is closed at the other end is no error.";

/// Reads Arabic political news and keeps the record: who did what to whom, where, when, in what status, and according
/// to whom.
#[derive(Debug, Parser)]
#[command(name = "rawi", version, after_help = EXIT_CODES, max_term_width = 100, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles and print their records
    Read(ReadArgs),
    /// Show which words, lexicon entries and rules each field of a record came from
    Explain(ExplainArgs),
    /// Read articles and store them, with their records, in a database
    Import(ImportArgs),
    /// List stored records
    Events(Box<EventsArgs>),
    /// Write stored records in the formats of other tools: Parquet, CSV, POLECAT, ICEWS, GDELT…
    Export(Box<ExportArgs>),
    /// Search stored articles
    Search(SearchArgs),
    /// Read stored articles again that another version or lexicon read last
    Reread(RereadArgs),
    /// Work out copies, stories and claims anew where anything changed, whatever the order in which articles came
    Settle(SettleArgs),
    /// List stories: articles about the same happening
    Stories(StoriesArgs),
    /// Show a story: its time line, who takes part, which outlets tell it
    Story(StoryArgs),
    /// Show a claim: everybody who makes it, through whom, with which figures
    Claim(ClaimArgs),
    /// List claims that cannot both hold, and why; those first of which both sides are well sourced
    Contradictions(ContradictionsArgs),
    /// List what was announced or wanted, and what became of it
    Followups(FollowupsArgs),
    /// Write what somebody demands, offers, refuses and threatens, with the sources of each line
    Dossier(DossierArgs),
    /// Write what two have with one another: the acts between them and the positions of each
    Process(ProcessArgs),
    /// Show how an outlet reports, in figures
    Outlet(OutletArgs),
    /// Write what there is to know since a day, most important first, each line with its sources
    Brief(BriefArgs),
    /// Show which articles share an article's words, and whose words they are
    Copies(CopiesArgs),
    /// Make annotated passages of one's own in brat, an annotation tool
    #[command(subcommand)]
    Annotate(AnnotateCommand),
    /// Poll feeds, fetch what they list, read and store it, until it is stopped
    Watch(WatchArgs),
    /// Work on alerts: filters that are asked again of whatever is stored from now on
    #[command(subcommand)]
    Alerts(AlertsCommand),
    /// Copy the database into a new file, also while it is in use
    Backup(BackupArgs),
    /// Open the desk: stored records as web pages, with an HTTP API, on this machine alone
    Desk(DeskArgs),
    /// Print the line of an account for `rawi desk --users`: the password comes from standard input
    DeskUser(DeskUserArgs),
    /// Compare records with annotated passages
    Score(ScoreArgs),
    /// Work on a lexicon of one's own
    #[command(subcommand)]
    Lexicon(LexiconCommand),
    /// Print completions for a shell
    Completions {
        /// Which shell
        shell: Shell,
    },
    /// Print the manual page
    Man {
        /// Write a page for each command into this folder instead
        #[arg(long, value_name = "DIR")]
        dir: Option<PathBuf>,
    },
}

/// What to read, and what is known of it beforehand.
#[derive(Debug, Args)]
pub struct InputArgs {
    /// Files, folders, or `-` for standard input: text, HTML, RSS, Atom, JSON, JSONL, Telegram exports, WARC, and zip or
    /// gzip of these
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Day of publication of everything that is read, as 2024-09-30
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub published: Option<Date>,
    /// Outlet of everything that is read
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// Key of a field in JSON objects: FIELD is id, url, outlet, published, title, text (taken exactly as it stands),
    /// content (cleaned) or author
    #[arg(long, value_name = "FIELD=KEY")]
    pub field: Vec<String>,
}

/// How to read.
#[derive(Debug, Args)]
pub struct WorkArgs {
    /// Folder of lexicon files that are laid over the built-in ones
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,
    /// Number of threads; all cores by default. The output is the same for any number
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Say nothing on standard error but errors
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Name also what is no Arabic article inside archives
    #[arg(short, long)]
    pub verbose: bool,
}

/// Form of what `rawi read` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One JSON object an article
    Json,
    /// For people
    Text,
    /// One row a record, RFC 4180
    Csv,
}

#[derive(Debug, Args)]
#[command(after_long_help = rawi_export::listed::COLUMNS_HELP)]
pub struct ReadArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = Format::Json)]
    pub format: Format,
    /// Say in JSON for each field which words, lexicon entries and rules made it
    #[arg(long)]
    pub derivation: bool,
    #[command(flatten)]
    pub work: WorkArgs,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// Files to read, or the number of a stored record
    #[arg(required = true, value_name = "PATH|RECORD")]
    pub what: Vec<PathBuf>,
    /// Only this record of each article, by its number in `rawi read --format text`
    #[arg(long, value_name = "N")]
    pub event: Option<usize>,
    /// Database with the record
    #[arg(long, value_name = "FILE", env = "RAWI_DB")]
    pub db: Option<PathBuf>,
    /// Day of publication of everything that is read, as 2024-09-30
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub published: Option<Date>,
    /// Folder of lexicon files that are laid over the built-in ones
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,
}

/// Which database.
#[derive(Debug, Args)]
pub struct DbArgs {
    /// Database
    #[arg(long, value_name = "FILE", env = "RAWI_DB", default_value = "rawi.db")]
    pub db: PathBuf,
}

#[derive(Debug, Args)]
pub struct ImportArgs {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub db: DbArgs,
    /// Name each article, with what was done, on standard output once it is safe on the disk
    #[arg(long)]
    pub list: bool,
    #[command(flatten)]
    pub work: WorkArgs,
}

#[derive(Debug, Args)]
pub struct EventsArgs {
    #[command(flatten)]
    pub db: DbArgs,
    #[command(flatten)]
    pub filter: FilterArgs,
    /// In which order
    #[arg(long, value_enum, default_value_t = OrderArg::Newest)]
    pub order: OrderArg,
    /// At most this many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// The order of a list of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OrderArg {
    /// Latest publication first
    Newest,
    /// Earliest publication first
    Oldest,
    /// Highest confidence first
    Surest,
    /// Lowest confidence first
    LeastSure,
}

impl From<OrderArg> for Order {
    fn from(order: OrderArg) -> Self {
        match order {
            OrderArg::Newest => Self::Newest,
            OrderArg::Oldest => Self::Oldest,
            OrderArg::Surest => Self::Surest,
            OrderArg::LeastSure => Self::LeastSure,
        }
    }
}

/// Form of what `rawi search` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SearchFormat {
    /// One JSON object an article
    Json,
    /// For people
    Text,
}

#[derive(Debug, Args)]
pub struct SearchArgs {
    /// Words that must all be there, with any prefix and spelling; "two words" in a row, سور* the beginning of a word,
    /// =لجنة exactly so, -word (after another, in the same quotation marks) must not be there
    #[arg(required = true)]
    pub query: Vec<String>,
    #[command(flatten)]
    pub db: DbArgs,
    /// At most this many articles
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = SearchFormat::Text)]
    pub format: SearchFormat,
}

#[derive(Debug, Args)]
pub struct RereadArgs {
    #[command(flatten)]
    pub db: DbArgs,
    #[command(flatten)]
    pub work: WorkArgs,
}

#[derive(Debug, Args)]
pub struct ScoreArgs {
    /// Annotated passages, JSONL
    pub gold: PathBuf,
    /// Records of the same passages, as `rawi read` prints them
    #[arg(value_name = "PREDICTED")]
    pub predicted: PathBuf,
    /// Name each missed, false and differing record
    #[arg(long)]
    pub errors: bool,
    /// Print the figures as one JSON object
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub enum LexiconCommand {
    /// Check a folder of lexicon files: each defect with file, line and reason
    Check {
        /// The folder
        dir: PathBuf,
    },
}

fn day(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_| "not a day of the calendar; write it as 2024-09-30".to_owned())
}

fn party(text: &str) -> Result<Party, String> {
    match text.parse() {
        Ok(Party::Words(words)) if words.is_empty() => Err("nobody is named".to_owned()),
        Ok(party) => Ok(party),
    }
}

fn named<T>(text: &str) -> Result<T, String>
where
    T: std::str::FromStr<Err = rawi_model::UnknownName>,
{
    text.parse().map_err(|error: T::Err| error.to_string())
}

fn source_kind(text: &str) -> Result<SourceFilter, String> {
    if text.eq_ignore_ascii_case("none") {
        return Ok(SourceFilter::None);
    }
    text.parse::<SourceKind>()
        .map(SourceFilter::Kind)
        .map_err(|error| format!("{error}, none"))
}

fn confidence(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(value) if (0.0..=1.0).contains(&value) => Ok(value),
        _ => Err("not a number from 0 to 1".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definitions_are_sound() {
        Cli::command().debug_assert();
    }
}
