//! `rawi contradictions`: claims that cannot both hold.

use std::fmt::Write as _;

use rawi_store::{Conflict, Contradiction, ContradictionFilter, Store};
use serde::Serialize;

use crate::cli::ContradictionsArgs;
use crate::fault::Result;
use crate::output::Output;
use crate::shown::{self, JsonClaim, JsonRecord};
use crate::tally::counted;

/// Lists them.
pub fn run(args: &ContradictionsArgs) -> Result {
    let store = Store::open_existing(&args.db.db)?;
    let filter = ContradictionFilter {
        since: args.since,
        until: args.until,
        actor: args.actor.clone(),
        kinds: args.kinds.clone(),
        story: args.story.clone(),
        skip: 0,
    };
    let found = store.contradictions(&filter, args.limit)?;
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
        super::note(&counted(found.len() as u64, "contradiction"));
    }
    super::note_unwoven(&store)
}

/// A kind in words.
pub fn why(kind: Conflict) -> &'static str {
    match kind {
        Conflict::Denied => "affirmed and denied",
        Conflict::Place => "in two places",
        Conflict::Date => "on two days",
        Conflict::Doer => "done by two",
        Conflict::Figure => "counted differently",
        Conflict::Refused => "agreed and refused",
    }
}

fn text(number: usize, one: &Contradiction) -> String {
    let mut out = format!("{number}. {}\n", why(one.kind));
    for (row, claim) in [
        (&one.earlier, &one.earlier_claim),
        (&one.later, &one.later_claim),
    ] {
        let _ = writeln!(
            out,
            "   {} {} · claim {} · {}",
            claim.kind,
            claim.class.as_str(),
            claim.id,
            counted(u64::from(claim.voices), "voice")
        );
        out.push_str(&shown::record(row, "     "));
    }
    out.push('\n');
    out
}

/// A contradiction as a line of JSON.
#[derive(Serialize)]
struct Json<'a> {
    kind: &'static str,
    likeness: f64,
    earlier: JsonRecord<'a>,
    later: JsonRecord<'a>,
    earlier_claim: JsonClaim<'a>,
    later_claim: JsonClaim<'a>,
}

impl<'a> Json<'a> {
    fn of(one: &'a Contradiction) -> Self {
        Self {
            kind: one.kind.as_str(),
            likeness: one.likeness,
            earlier: JsonRecord::of(&one.earlier),
            later: JsonRecord::of(&one.later),
            earlier_claim: JsonClaim::of(&one.earlier_claim),
            later_claim: JsonClaim::of(&one.later_claim),
        }
    }
}
