//! `rawi outlet`: how an outlet reports, in figures.

use std::fmt::Write as _;

use rawi_store::{OutletFigures, Store};
use serde::Serialize;

use crate::block::isolated;
use crate::cli::OutletArgs;
use crate::fault::Result;
use crate::output::Output;

/// Prints the figures.
pub fn run(args: &OutletArgs) -> Result {
    let store = Store::open_existing(&args.db.db)?;
    let figures = store.outlet(&args.name)?;
    let mut output = Output::new();
    if args.json {
        output.json(&Json::of(&figures))?;
    } else {
        output.text(&text(&figures))?;
    }
    output.flush()?;
    super::note_unwoven(&store)
}

fn text(f: &OutletFigures) -> String {
    let mut out = format!("outlet: {}\n", isolated(&f.name));
    let _ = writeln!(out, "articles: {}", f.articles);
    let _ = writeln!(out, "records: {}", f.records);
    for (name, number) in [
        ("with a source", f.sourced),
        ("with an unnamed source in the chain", f.anonymous),
        ("told with distance", f.doubting),
        ("of what may be", f.possible),
        ("in its own words", f.own),
        ("in words that another article had", f.passed_on),
        ("made by another outlet in words of its own", f.confirmed),
        ("contradicted by another record", f.contradicted),
    ] {
        let _ = writeln!(out, "  {name}: {number}{}", share(number, f.records));
    }
    for (heading, list) in [
        ("whom it quotes (records)", &f.quotes),
        ("whose words it has (articles)", &f.copies),
        ("who has its words (articles)", &f.copied_by),
    ] {
        if !list.is_empty() {
            let _ = writeln!(out, "{heading}");
        }
        for (name, number) in list {
            let _ = writeln!(out, "  {number} {}", isolated(name));
        }
    }
    let _ = writeln!(
        out,
        "articles with words of others, nobody knows whose: {}",
        f.shared_unknown
    );
    out
}

fn share(part: u64, whole: u64) -> String {
    if whole == 0 {
        return String::new();
    }
    format!(" ({:.0}%)", part as f64 * 100.0 / whole as f64)
}

/// The figures as JSON.
#[derive(Serialize)]
struct Json<'a> {
    outlet: &'a str,
    articles: u64,
    records: u64,
    sourced: u64,
    anonymous: u64,
    doubting: u64,
    possible: u64,
    own: u64,
    passed_on: u64,
    confirmed: u64,
    contradicted: u64,
    quotes: &'a [(String, u64)],
    copies: &'a [(String, u64)],
    copied_by: &'a [(String, u64)],
    shared_unknown: u64,
}

impl<'a> Json<'a> {
    fn of(f: &'a OutletFigures) -> Self {
        Self {
            outlet: &f.name,
            articles: f.articles,
            records: f.records,
            sourced: f.sourced,
            anonymous: f.anonymous,
            doubting: f.doubting,
            possible: f.possible,
            own: f.own,
            passed_on: f.passed_on,
            confirmed: f.confirmed,
            contradicted: f.contradicted,
            quotes: &f.quotes,
            copies: &f.copies,
            copied_by: &f.copied_by,
            shared_unknown: f.shared_unknown,
        }
    }
}
