//! Which stored records a command is about: the flags that `rawi events`, `rawi alerts` and `rawi export` share.

use clap::Args;
use jiff::civil::Date;
use rawi_model::{EventType, Status};
use rawi_store::{Dyad, EventFilter, Order, Party, SourceFilter, TextIn};

use super::{confidence, day, named, party, source_kind};

/// Which records, of any status.
#[derive(Debug, Args)]
pub struct SelectArgs {
    /// Who acts: a country (SYR), a code ("SYR GOV"), an id (rus/putin), or words
    #[arg(long, value_name = "WHO", value_parser = party)]
    pub actor: Option<Party>,
    /// To whom or against whom
    #[arg(long, value_name = "WHO", value_parser = party)]
    pub recipient: Option<Party>,
    /// Who acts on whom
    #[arg(long, num_args = 2, value_names = ["FROM", "TO"], value_parser = party)]
    pub dyad: Option<Vec<Party>>,
    /// The dyad's reverse counts as well
    #[arg(long, requires = "dyad")]
    pub either_way: bool,
    /// Event type, one of PLOVER's sixteen
    #[arg(long = "type", value_name = "TYPE", value_parser = named::<EventType>, value_delimiter = ',')]
    pub types: Vec<EventType>,
    /// Kind of a source in the chain: person, official, media, anonymous, document, witness; or none, where the outlet
    /// itself asserts it
    #[arg(long = "source-kind", value_name = "KIND", value_parser = source_kind, value_delimiter = ',')]
    pub source_kinds: Vec<SourceFilter>,
    /// A source in the chain
    #[arg(long, value_name = "WHO", value_parser = party)]
    pub according_to: Option<Party>,
    /// Outlet
    #[arg(long = "outlet", value_name = "NAME")]
    pub outlets: Vec<String>,
    /// Where: a country or words
    #[arg(long, value_name = "PLACE", value_parser = party)]
    pub place: Option<Party>,
    /// Published on this day or later
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: Option<Date>,
    /// Published on this day or earlier
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub until: Option<Date>,
    /// May have happened on this day or later
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub happened_from: Option<Date>,
    /// May have happened on this day or earlier
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub happened_to: Option<Date>,
    /// Words in the record's sentence, as in `rawi search`
    #[arg(long, value_name = "QUERY")]
    pub text: Option<String>,
    /// At least this confidence, 0 to 1
    #[arg(long, value_name = "C", value_parser = confidence)]
    pub min_confidence: Option<f32>,
    /// Only this article, by its id
    #[arg(long, value_name = "ID")]
    pub article: Option<String>,
}

/// Which records.
#[derive(Debug, Args)]
pub struct FilterArgs {
    #[command(flatten)]
    pub select: SelectArgs,
    /// Status: occurred, planned, possible, desired, conditional, denied
    #[arg(long = "status", value_name = "STATUS", value_parser = named::<Status>, value_delimiter = ',')]
    pub statuses: Vec<Status>,
}

impl SelectArgs {
    /// The filter, for these statuses (any, if there are none).
    pub fn filter(&self, statuses: &[Status], order: Order) -> EventFilter {
        let dyad = match self.dyad.as_deref() {
            Some([from, to]) => Some(Dyad {
                from: from.clone(),
                to: to.clone(),
                either_way: self.either_way,
            }),
            _ => None,
        };
        EventFilter {
            article: self.article.clone(),
            actor: self.actor.clone(),
            recipient: self.recipient.clone(),
            dyad,
            according_to: self.according_to.clone(),
            types: self.types.clone(),
            statuses: statuses.to_vec(),
            sources: self.source_kinds.clone(),
            outlets: self.outlets.clone(),
            place: self.place.clone(),
            since: self.since,
            until: self.until,
            happened_from: self.happened_from,
            happened_to: self.happened_to,
            text: self.text.clone(),
            text_in: TextIn::Record,
            min_confidence: self.min_confidence,
            order,
        }
    }
}
