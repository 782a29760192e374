//! `rawi followups`: what was announced, and what became of it.

use std::fmt::Write as _;

use jiff::civil::Date;
use rawi_store::{FollowUp, FollowUpFilter, Outcome, Outlook, Store};
use serde::Serialize;

use crate::cli::FollowupsArgs;
use crate::fault::Result;
use crate::output::Output;
use crate::shown::{self, JsonClaim, JsonRecord};
use crate::tally::counted;

/// Lists them.
pub fn run(args: &FollowupsArgs) -> Result {
    let store = Store::open_existing(&args.db.db)?;
    let filter = FollowUpFilter {
        actor: args.actor.clone(),
        since: args.since,
        until: args.until,
        open: args.open,
        announced: args.announced,
        story: args.story.clone(),
        due: None,
        undated: false,
        as_of: args.as_of,
    };
    let found = store.followups(&filter, args.limit)?;
    let mut output = Output::new();
    for (i, one) in found.iter().enumerate() {
        if args.json {
            output.json(&Json::of(one))?;
        } else {
            output.text(&text(i + 1, one))?;
        }
    }
    output.flush()?;
    if !args.json {
        super::note(&counted(found.len() as u64, "announcement"));
    }
    super::note_unwoven(&store)
}

/// How an announcement stands, in words.
pub fn stands(outlook: Outlook) -> &'static str {
    match outlook {
        Outlook::Open => "still open",
        Outlook::Overdue => "past its date, with no report",
        Outlook::Settled(Outcome::Fulfilled) => "fulfilled",
        Outlook::Settled(Outcome::Denied) => "denied",
        Outlook::Settled(Outcome::Postponed) => "postponed",
        Outlook::Settled(Outcome::Overtaken) => "overtaken",
    }
}

fn text(number: usize, one: &FollowUp) -> String {
    let mut out = format!("{number}. {}\n", stands(one.outlook));
    if let Some((from, to)) = one.due {
        if from == to {
            let _ = writeln!(out, "   for {from}");
        } else {
            let _ = writeln!(out, "   for {from} to {to}");
        }
    }
    out.push_str(&shown::claim(&one.claim, "   "));
    if let Some(outcome) = &one.outcome {
        out.push_str("   what was reported of it\n");
        out.push_str(&shown::record(outcome, "     "));
    }
    out.push('\n');
    out
}

/// An announcement as a line of JSON.
#[derive(Serialize)]
struct Json<'a> {
    outlook: &'static str,
    due: Option<(Date, Date)>,
    announced: JsonClaim<'a>,
    outcome: Option<JsonRecord<'a>>,
}

impl<'a> Json<'a> {
    fn of(one: &'a FollowUp) -> Self {
        Self {
            outlook: one.outlook.as_str(),
            due: one.due,
            announced: JsonClaim::of(&one.claim),
            outcome: one.outcome.as_ref().map(JsonRecord::of),
        }
    }
}
