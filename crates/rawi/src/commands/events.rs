//! `rawi events`: a filter in, stored records out.

use rawi_live::EventJson;
use rawi_store::{EventFilter, EventRow, Order, Origin, Page, Store};

use crate::block::{Head, Printer, isolated};
use crate::cli::{EventsArgs, FilterArgs, Format};
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
    let filter = EventFilter {
        order: args.order.into(),
        ..filter(&args.filter)
    };
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
                Format::Json => output.json(&EventJson::of(row))?,
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

/// What the flags ask for, newest first.
pub(super) fn filter(args: &FilterArgs) -> EventFilter {
    args.select.filter(&args.statuses, Order::Newest)
}

pub(super) fn text(printer: &Printer<'_>, row: &EventRow) -> String {
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
