//! `rawi events`: a filter in, stored records out.

use jiff::civil::Date;
use rawi_model::{Record, Words};
use rawi_store::{EventRow, Origin, Page, Store};
use serde::Serialize;

use crate::block::{Head, Printer, isolated};
use crate::cli::{EventsArgs, Format};
use crate::csv_out;
use crate::engine::Engine;
use crate::fault::Result;
use crate::output::Output;
use crate::tally::counted;

/// So many records are fetched at a time.
const AT_A_TIME: usize = 500;

/// Lists and prints.
pub fn run(args: &EventsArgs) -> Result {
    let store = Store::open_existing(&args.db.db)?;
    let filter = args.filter.filter(&args.statuses, args.order.into());
    let engine = Engine::load(None)?;
    let printer = Printer::new(&engine);
    let mut output = Output::new();
    if args.format == Format::Csv {
        output.bytes(&csv_out::header()?)?;
    }
    let mut left = args.limit.unwrap_or(usize::MAX);
    let mut shown = 0;
    let mut after = None;
    let mut more = false;
    while left > 0 {
        let page = Page {
            limit: left.min(AT_A_TIME),
            after,
        };
        let listed = store.events(&filter, &page)?;
        for row in &listed.items {
            match args.format {
                Format::Json => output.json(&Json::of(row))?,
                Format::Text => output.text(&text(&printer, row))?,
                Format::Csv => csv(&mut output, row)?,
            }
        }
        left -= listed.items.len().min(left);
        shown += listed.items.len() as u64;
        after = listed.next;
        more = after.is_some();
        if !more {
            break;
        }
    }
    output.flush()?;
    if args.format == Format::Text {
        let more = if more {
            " and more (raise `--limit`)"
        } else {
            ""
        };
        super::note(&format!("{}{more}", counted(shown, "record")));
    }
    Ok(())
}

fn text(printer: &Printer<'_>, row: &EventRow) -> String {
    let article = &row.article;
    let mut out = printer.head(&Head {
        id: &article.id,
        title: &article.title,
        outlet: &article.outlet,
        published: article.published,
    });
    out.push_str(&isolated(&row.sentence.text));
    out.push('\n');
    out.push_str(&printer.record(&row.id.to_string(), &row.record, &article.outlet));
    match row.origin {
        Origin::Machine => {}
        Origin::Mended => out.push_str("     mended by a person\n"),
        Origin::Added => out.push_str("     added by a person\n"),
    }
    out.push('\n');
    out
}

fn csv(output: &mut Output, row: &EventRow) -> Result {
    let mut bytes = Vec::new();
    {
        let mut writer = csv_out::writer(&mut bytes);
        let from = csv_out::From {
            article: &row.article.id,
            outlet: &row.article.outlet,
            published: row.article.published,
        };
        csv_out::row(&mut writer, &from, row.id, &row.record, &row.sentence.text)?;
        writer.flush()?;
    }
    output.bytes(&bytes)
}

/// A record as a line of JSON: the fields of `rawi read`, after where it stands.
#[derive(Serialize)]
struct Json<'a> {
    record: i64,
    article: JsonArticle<'a>,
    sentence: &'a Words,
    origin: &'static str,
    #[serde(flatten)]
    event: Record,
}

#[derive(Serialize)]
struct JsonArticle<'a> {
    id: &'a str,
    url: Option<&'a str>,
    outlet: &'a str,
    published: Option<Date>,
    title: &'a str,
    version: u32,
}

impl<'a> Json<'a> {
    fn of(row: &'a EventRow) -> Self {
        let article = &row.article;
        Self {
            record: row.id,
            article: JsonArticle {
                id: &article.id,
                url: article.url.as_deref(),
                outlet: &article.outlet,
                published: article.published,
                title: &article.title,
                version: article.version,
            },
            sentence: &row.sentence,
            origin: match row.origin {
                Origin::Machine => "machine",
                Origin::Mended => "mended",
                Origin::Added => "added",
            },
            event: Record {
                derivation: Vec::new(),
                ..row.record.clone()
            },
        }
    }
}
