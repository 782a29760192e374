//! `rawi search`: words in, stored articles with the passages that have them out.

use std::fmt::Write as _;
use std::io::{self, IsTerminal};

use rawi_model::Span;
use rawi_store::{Hit, Page, Snippet, Store};
use serde::Serialize;

use crate::block::isolated;
use crate::cli::{SearchArgs, SearchFormat};
use crate::fault::Result;
use crate::output::Output;
use crate::tally::counted;

/// Searches and prints.
pub fn run(args: &SearchArgs) -> Result {
    let store = Store::open_existing(&args.db.db)?;
    let query = args.query.join(" ");
    let found = store.search(&query, &Page::first(args.limit))?;
    let bold = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let mut output = Output::new();
    for hit in &found.items {
        match args.format {
            SearchFormat::Json => output.json(&Json::of(hit))?,
            SearchFormat::Text => output.text(&text(hit, bold))?,
        }
    }
    output.flush()?;
    if args.format == SearchFormat::Text {
        let more = if found.next.is_some() {
            " and more (raise `--limit`)"
        } else {
            ""
        };
        super::note(&format!(
            "{}{more}",
            counted(found.items.len() as u64, "article")
        ));
    }
    Ok(())
}

fn text(hit: &Hit, bold: bool) -> String {
    let article = &hit.article;
    let mut out = format!("article: {}\n", isolated(&article.id));
    if !article.title.is_empty() {
        let title = marked(&article.title, 0, &hit.in_title, bold);
        let _ = writeln!(out, "title: {title}");
    }
    if !article.outlet.is_empty() {
        let _ = writeln!(out, "outlet: {}", isolated(&article.outlet));
    }
    if let Some(day) = article.published {
        let _ = writeln!(out, "published: {day}");
    }
    for Snippet { words, matches } in &hit.snippets {
        let _ = writeln!(out, "{}", marked(&words.text, words.start, matches, bold));
    }
    out.push('\n');
    out
}

/// A passage that starts at `start`, its matches in bold where the terminal can.
fn marked(passage: &str, start: u32, matches: &[Span], bold: bool) -> String {
    if !bold {
        return isolated(passage);
    }
    let mut out = String::from("\u{2068}");
    for (at, c) in (start..).zip(passage.chars()) {
        if matches.iter().any(|m| m.start == at) {
            out.push_str("\u{1b}[1m");
        }
        let shown = crate::block::clean(c.encode_utf8(&mut [0; 4]));
        out.push_str(&shown);
        if matches.iter().any(|m| m.end == at + 1) {
            out.push_str("\u{1b}[0m");
        }
    }
    out.push('\u{2069}');
    out
}

/// A hit as a line of JSON.
#[derive(Serialize)]
struct Json<'a> {
    id: &'a str,
    url: Option<&'a str>,
    outlet: &'a str,
    published: Option<jiff::civil::Date>,
    title: &'a str,
    in_title: &'a [Span],
    snippets: Vec<Passage<'a>>,
}

/// A passage; all spans count code points of the article's text.
#[derive(Serialize)]
struct Passage<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    matches: &'a [Span],
}

impl<'a> Json<'a> {
    fn of(hit: &'a Hit) -> Self {
        let article = &hit.article;
        Self {
            id: &article.id,
            url: article.url.as_deref(),
            outlet: &article.outlet,
            published: article.published,
            title: &article.title,
            in_title: &hit.in_title,
            snippets: hit
                .snippets
                .iter()
                .map(|s| Passage {
                    start: s.words.start,
                    end: s.words.end,
                    text: &s.words.text,
                    matches: &s.matches,
                })
                .collect(),
        }
    }
}
