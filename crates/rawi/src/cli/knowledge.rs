//! The arguments of the commands on what many articles say together.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use rawi_store::{Conflict, Party, StoryOrder};

use super::{DbArgs, day, party};
use crate::page::Lang;

#[derive(Debug, Args)]
pub struct SettleArgs {
    #[command(flatten)]
    pub db: DbArgs,
    /// Folder of lexicon files that are laid over the built-in ones
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,
    /// Say nothing on standard error but errors
    #[arg(short, long)]
    pub quiet: bool,
}

/// The order of a list of stories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StoryOrderArg {
    /// Told last first
    Newest,
    /// Most independent sources first
    Largest,
}

impl From<StoryOrderArg> for StoryOrder {
    fn from(order: StoryOrderArg) -> Self {
        match order {
            StoryOrderArg::Newest => Self::Newest,
            StoryOrderArg::Largest => Self::Largest,
        }
    }
}

#[derive(Debug, Args)]
pub struct StoriesArgs {
    #[command(flatten)]
    pub db: DbArgs,
    /// Still told on this day or later
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: Option<Date>,
    /// Begun on this day or earlier
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub until: Option<Date>,
    /// An article of it has these words, as in `rawi search`
    #[arg(long, value_name = "QUERY")]
    pub about: Option<String>,
    /// Takes part: a country (SYR), a code ("SYR GOV"), an id (rus/putin), or words
    #[arg(long, value_name = "WHO", value_parser = party)]
    pub actor: Option<Party>,
    /// Told by at least so many outlets
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub min_outlets: u32,
    /// In which order
    #[arg(long, value_enum, default_value_t = StoryOrderArg::Newest)]
    pub order: StoryOrderArg,
    /// At most this many
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// One JSON object a story
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct StoryArgs {
    /// Its id as `rawi stories` shows it, or the beginning of it
    pub id: String,
    #[command(flatten)]
    pub db: DbArgs,
    /// One JSON object
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ClaimArgs {
    /// Its id as `rawi story` shows it, or the beginning of it
    pub id: String,
    #[command(flatten)]
    pub db: DbArgs,
    /// One JSON object a voice
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ContradictionsArgs {
    #[command(flatten)]
    pub db: DbArgs,
    /// The later side was published on this day or later
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: Option<Date>,
    /// The later side was published on this day or earlier
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub until: Option<Date>,
    /// Takes part on one of the sides: a country (SYR), a code ("SYR GOV"), an id (rus/putin), or words
    #[arg(long, value_name = "WHO", value_parser = party)]
    pub actor: Option<Party>,
    /// Why they cannot both hold: denied, place, date, doer, figure, refused
    #[arg(long = "kind", value_name = "KIND", value_parser = conflict, value_delimiter = ',')]
    pub kinds: Vec<Conflict>,
    /// In this story, by its id
    #[arg(long, value_name = "ID")]
    pub story: Option<String>,
    /// At most this many
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// One JSON object a contradiction
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct FollowupsArgs {
    #[command(flatten)]
    pub db: DbArgs,
    /// Only what nothing was reported of since, past its date or not
    #[arg(long)]
    pub open: bool,
    /// Only what was announced, not what somebody merely wants
    #[arg(long)]
    pub announced: bool,
    /// Takes part: a country (SYR), a code ("SYR GOV"), an id (rus/putin), or words
    #[arg(long, value_name = "WHO", value_parser = party)]
    pub actor: Option<Party>,
    /// Announced on this day or later
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: Option<Date>,
    /// Announced on this day or earlier
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub until: Option<Date>,
    /// The day on which it is asked; that of the newest article by default
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub as_of: Option<Date>,
    /// In this story, by its id
    #[arg(long, value_name = "ID")]
    pub story: Option<String>,
    /// At most this many
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// One JSON object an announcement
    #[arg(long)]
    pub json: bool,
}

/// What a page holds and how it is written.
#[derive(Debug, Args)]
pub struct PageArgs {
    #[command(flatten)]
    pub db: DbArgs,
    /// Reported on this day or later: 2024-09-30, today or yesterday
    #[arg(long, value_name = "DAY", value_parser = recent_day)]
    pub since: Option<Date>,
    /// Reported on this day or earlier
    #[arg(long, value_name = "DAY", value_parser = recent_day)]
    pub until: Option<Date>,
    /// Language of the page
    #[arg(long, value_enum, default_value_t = Lang::Ar)]
    pub lang: Lang,
    /// HTML instead of Markdown
    #[arg(long)]
    pub html: bool,
    /// Lines of a section at most
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
}

#[derive(Debug, Args)]
pub struct DossierArgs {
    /// A country (SYR), a code ("SYR GOV"), an id (rus/putin), or words
    #[arg(value_name = "WHO", value_parser = party)]
    pub who: Party,
    #[command(flatten)]
    pub page: PageArgs,
}

#[derive(Debug, Args)]
pub struct ProcessArgs {
    /// The one: a country (SYR), a code ("SYR GOV"), an id (rus/putin), or words
    #[arg(value_name = "WHO", value_parser = party)]
    pub first: Party,
    /// The other
    #[arg(value_name = "WITH", value_parser = party)]
    pub second: Party,
    #[command(flatten)]
    pub page: PageArgs,
}

#[derive(Debug, Args)]
pub struct BriefArgs {
    #[command(flatten)]
    pub page: PageArgs,
    /// Only stories with an article that has these words, as in `rawi search`
    #[arg(long, value_name = "QUERY")]
    pub about: Option<String>,
}

#[derive(Debug, Args)]
pub struct OutletArgs {
    /// Its name, as articles have it
    pub name: String,
    #[command(flatten)]
    pub db: DbArgs,
    /// One JSON object
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct CopiesArgs {
    /// The article's id, as `rawi search` shows it
    pub article: String,
    #[command(flatten)]
    pub db: DbArgs,
    /// One JSON object an article that shares its words
    #[arg(long)]
    pub json: bool,
}

/// A day, or a word for one of the last two.
fn recent_day(text: &str) -> Result<Date, String> {
    let today = jiff::ZonedDateTime::now().date();
    match text {
        "today" => Ok(today),
        "yesterday" => today
            .yesterday()
            .map_err(|_| "the calendar does not go back so far".to_owned()),
        _ => day(text),
    }
}

fn conflict(text: &str) -> Result<Conflict, String> {
    Conflict::ALL
        .into_iter()
        .find(|c| c.as_str() == text)
        .ok_or_else(|| {
            let known: Vec<&str> = Conflict::ALL.iter().map(|c| c.as_str()).collect();
            format!("no kind of contradiction; known are {}", known.join(", "))
        })
}
