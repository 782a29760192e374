//! `rawi stories` and `rawi story`: stories for people and as JSON.

use std::fmt::Write as _;

use jiff::civil::Date;
use rawi_store::{ClaimRow, Page, Store, Story, StoryFilter, StoryRow};
use serde::Serialize;

use crate::block::isolated;
use crate::cli::{StoriesArgs, StoryArgs};
use crate::fault::Result;
use crate::output::Output;
use crate::shown::{self, JsonClaim};
use crate::tally::counted;

/// Claims that are shown with a story: those with most voices.
const CLAIMS: usize = 20;

/// Lists stories.
pub fn list(args: &StoriesArgs) -> Result {
    let store = Store::open_existing(&args.db.db)?;
    let filter = StoryFilter {
        since: args.since,
        until: args.until,
        about: args.about.clone(),
        actor: args.actor.clone(),
        min_outlets: args.min_outlets,
        order: args.order.into(),
    };
    let found = store.stories(&filter, &Page::first(args.limit))?;
    let mut output = Output::new();
    for row in &found.items {
        if args.json {
            output.json(&JsonRow::of(row))?;
        } else {
            output.text(&(text(row) + "\n"))?;
        }
    }
    output.flush()?;
    if !args.json {
        let more = if found.next.is_some() {
            " and more (raise `--limit`)"
        } else {
            ""
        };
        let stories = match found.items.len() {
            1 => "1 story".to_owned(),
            n => format!("{n} stories"),
        };
        super::note(&format!("{stories}{more}"));
    }
    super::note_unwoven(&store)
}

/// Shows one.
pub fn one(args: &StoryArgs) -> Result {
    let store = Store::open_existing(&args.db.db)?;
    let story = store.story(&args.id)?;
    let mut output = Output::new();
    let claims = store.claims_of(&story.row.id, CLAIMS)?;
    if args.json {
        output.json(&Json::of(&story, &claims))?;
    } else {
        output.text(&whole(&story, &claims))?;
    }
    output.flush()?;
    super::note_unwoven(&store)
}

/// A story in a list.
pub fn text(row: &StoryRow) -> String {
    let mut out = format!("story: {}\n", row.id);
    let _ = writeln!(out, "title: {}", isolated(&row.title));
    if let (Some(first), Some(last)) = (row.first, row.last) {
        if first == last {
            let _ = writeln!(out, "told: {first}");
        } else {
            let _ = writeln!(out, "told: {first} to {last}");
        }
    }
    let _ = writeln!(
        out,
        "by: {}, {}, {}",
        counted(u64::from(row.articles), "article"),
        counted(u64::from(row.outlets), "outlet"),
        counted(u64::from(row.independent), "independent source")
    );
    out
}

fn whole(story: &Story, claims: &[ClaimRow]) -> String {
    let mut out = text(&story.row);
    let outlets: Vec<String> = story
        .outlets
        .iter()
        .map(|(name, n)| format!("{} {n}", isolated(name)))
        .collect();
    let _ = writeln!(out, "outlets: {}", outlets.join(" · "));
    let mut day = None;
    for (i, told) in story.articles.iter().enumerate() {
        let article = &told.article;
        if i == 0 || day != Some(article.published) {
            day = Some(article.published);
            let shown = article
                .published
                .map_or("day unknown".to_owned(), |d| d.to_string());
            let _ = writeln!(out, "\n{shown}");
        }
        let _ = writeln!(out, "  {}. {}", i + 1, isolated(&article.title));
        let _ = writeln!(out, "     outlet: {}", isolated(&article.outlet));
        let _ = writeln!(out, "     article: {}", isolated(&article.id));
        if told.voice != i {
            let _ = writeln!(out, "     the same words as {}", told.voice + 1);
        }
    }
    if !story.actors.is_empty() {
        out.push_str("\nwho takes part\n");
    }
    for actor in &story.actors {
        let name = actor
            .name
            .as_deref()
            .map_or(String::new(), |n| format!(" · {n}"));
        let _ = writeln!(
            out,
            "  {}{name} · {} · {}",
            isolated(&actor.text),
            actor.code,
            counted(u64::from(actor.records), "record")
        );
    }
    if !claims.is_empty() {
        out.push_str("\nclaims\n");
    }
    for claim in claims {
        out.push_str(&shown::claim(claim, "  "));
        out.push('\n');
    }
    out
}

/// A story in a list, as a line of JSON.
#[derive(Serialize)]
struct JsonRow<'a> {
    story: &'a str,
    title: &'a str,
    first: Option<Date>,
    last: Option<Date>,
    articles: u32,
    outlets: u32,
    independent: u32,
}

impl<'a> JsonRow<'a> {
    fn of(row: &'a StoryRow) -> Self {
        Self {
            story: &row.id,
            title: &row.title,
            first: row.first,
            last: row.last,
            articles: row.articles,
            outlets: row.outlets,
            independent: row.independent,
        }
    }
}

/// A story with its time line, as JSON.
#[derive(Serialize)]
struct Json<'a> {
    #[serde(flatten)]
    row: JsonRow<'a>,
    time_line: Vec<JsonArticle<'a>>,
    actors: Vec<JsonActor<'a>>,
    by_outlet: Vec<JsonOutlet<'a>>,
    claims: Vec<JsonClaim<'a>>,
}

#[derive(Serialize)]
struct JsonArticle<'a> {
    id: &'a str,
    outlet: &'a str,
    published: Option<Date>,
    title: &'a str,
    /// The first article with the same words; absent where it is this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    same_words_as: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonActor<'a> {
    text: &'a str,
    code: &'a str,
    id: Option<&'a str>,
    name: Option<&'a str>,
    records: u32,
}

#[derive(Serialize)]
struct JsonOutlet<'a> {
    outlet: &'a str,
    articles: u32,
}

impl<'a> Json<'a> {
    fn of(story: &'a Story, claims: &'a [ClaimRow]) -> Self {
        let article = |(i, told): (usize, &'a rawi_store::StoryArticle)| JsonArticle {
            id: &told.article.id,
            outlet: &told.article.outlet,
            published: told.article.published,
            title: &told.article.title,
            same_words_as: (told.voice != i)
                .then(|| story.articles.get(told.voice))
                .flatten()
                .map(|first| first.article.id.as_str()),
        };
        Self {
            row: JsonRow::of(&story.row),
            time_line: story.articles.iter().enumerate().map(article).collect(),
            actors: story
                .actors
                .iter()
                .map(|a| JsonActor {
                    text: &a.text,
                    code: &a.code,
                    id: a.id.as_deref(),
                    name: a.name.as_deref(),
                    records: a.records,
                })
                .collect(),
            by_outlet: story
                .outlets
                .iter()
                .map(|(outlet, articles)| JsonOutlet {
                    outlet,
                    articles: *articles,
                })
                .collect(),
            claims: claims.iter().map(JsonClaim::of).collect(),
        }
    }
}
