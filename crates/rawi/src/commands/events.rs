//! `rawi events`: a filter in, stored records out.

use rawi_export::listed;
use rawi_live::EventJson;
use rawi_store::{EventFilter, EventRow, Order, Origin, Page, Store};

use crate::block::{Head, Printer, isolated};
use crate::cli::{EventsArgs, FilterArgs, Format};
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
        output.bytes(&listed::csv(|writer| writer.write_record(listed::COLUMNS))?)?;
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
        let found = store.events(&filter, &page)?;
        for row in &found.items {
            match args.format {
                Format::Json => output.json(&EventJson::of(row))?,
                Format::Text => output.text(&text(&printer, row))?,
                Format::Csv => {
                    output.bytes(&listed::csv(|writer| writer.write_record(row_of(row)))?)?;
                }
            }
        }
        left -= found.items.len().min(left);
        shown += found.items.len() as u64;
        after = found.next;
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

fn row_of(row: &EventRow) -> [String; listed::COLUMNS.len()] {
    let from = listed::From {
        article: &row.article.id,
        outlet: &row.article.outlet,
        published: row.article.published,
    };
    listed::cells(&from, row.id, &row.record, &row.sentence.text)
}
