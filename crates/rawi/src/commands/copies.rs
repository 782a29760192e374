//! `rawi copies`: which articles share an article's words.

use std::fmt::Write as _;

use jiff::civil::Date;
use rawi_store::{Copy, Origins, Store};
use serde::Serialize;

use crate::block::isolated;
use crate::cli::CopiesArgs;
use crate::fault::Result;
use crate::output::Output;
use crate::tally::counted;

/// Lists them.
pub fn run(args: &CopiesArgs) -> Result {
    let store = Store::open_existing(&args.db.db)?;
    let found = store.copies(&args.article)?;
    let mut output = Output::new();
    for copy in &found.copies {
        if args.json {
            output.json(&Json::of(copy))?;
        } else {
            output.text(&text(copy))?;
        }
    }
    output.flush()?;
    if !args.json {
        super::note(&format!(
            "{} shared by {}",
            isolated(&found.article.title),
            counted(found.copies.len() as u64, "other article")
        ));
    }
    super::note_unwoven(&store)
}

fn text(copy: &Copy) -> String {
    let article = &copy.article;
    let mut out = format!("article: {}\n", isolated(&article.id));
    let _ = writeln!(out, "title: {}", isolated(&article.title));
    let _ = writeln!(out, "outlet: {}", isolated(&article.outlet));
    if let Some(day) = article.published {
        let _ = writeln!(out, "published: {day}");
    }
    let percent = |share: f64| (share * 100.0).round();
    let _ = writeln!(
        out,
        "shared: {}% of this article is in it, {}% of it is in this article",
        percent(copy.inside),
        percent(copy.holds)
    );
    let why = if copy.credited {
        "a credit"
    } else {
        "the dates"
    };
    let origin = match &copy.origin {
        Origins::This => format!("this article's, as {why} tells"),
        Origins::Other => format!("the other one's, as {why} tells"),
        Origins::Third(id) => format!("those of {id}, which both credit"),
        Origins::Unknown => "unknown".to_owned(),
    };
    let _ = writeln!(out, "whose words: {origin}\n");
    out
}

/// An article that shares the words, as a line of JSON.
#[derive(Serialize)]
struct Json<'a> {
    id: &'a str,
    outlet: &'a str,
    published: Option<Date>,
    title: &'a str,
    inside: f64,
    holds: f64,
    origin: &'static str,
    reason: Option<&'static str>,
    via: Option<&'a str>,
}

impl<'a> Json<'a> {
    fn of(copy: &'a Copy) -> Self {
        let article = &copy.article;
        let (origin, via) = match &copy.origin {
            Origins::This => ("this", None),
            Origins::Other => ("other", None),
            Origins::Third(id) => ("third", Some(id.as_str())),
            Origins::Unknown => ("unknown", None),
        };
        let known = copy.origin != Origins::Unknown;
        Self {
            id: &article.id,
            outlet: &article.outlet,
            published: article.published,
            title: &article.title,
            inside: copy.inside,
            holds: copy.holds,
            origin,
            reason: known.then_some(if copy.credited { "credit" } else { "date" }),
            via,
        }
    }
}
