//! Pages: the article out of everything that stands around it.
//!
//! ```text
//! text ─ tree: elements, blocks of text with their places ─ hints: what an element calls itself
//!      ─ pick: the element that holds the report ─ meta: JSON-LD, OpenGraph, <meta>, <time> ─ tidy ─▶ article
//! ```
//!
//! The tokenizer gives the place of every piece of text, so that each paragraph leads back to the bytes of the page.

mod hints;
mod meta;
mod pick;
mod text;
mod tree;

use rawi_model::{Article, FurnitureKind};

use crate::assemble::Draft;
use crate::byline::byline;
use crate::decode::Decoded;
use crate::lines::{date_line, fold, words};
use crate::mapped::Mapped;
use crate::options::Options;
use crate::tidy::{Headline, tidy};

use hints::Hint;
use tree::{Block, Page};

/// The article on a page; `None` if there is no prose on it. `charset` is what the server said, `url` where the page
/// was fetched.
pub(crate) fn article(
    bytes: &[u8],
    charset: Option<&str>,
    url: Option<&str>,
    name: &str,
    options: &Options,
) -> Option<Article> {
    let base = Decoded::new(bytes, 0, charset);
    let page = Page::read(&Mapped::direct(base.text(), 0));
    let meta = meta::Meta::of(&page);
    let picked = pick::pick(&page);
    let mut draft = Draft {
        url: url.map(str::to_owned).or_else(|| meta.url.clone()),
        outlet: meta.outlet.clone(),
        published: meta.published,
        byline: meta.byline.clone().filter(|name| {
            meta.outlet
                .as_deref()
                .is_none_or(|outlet| fold(name) != fold(outlet))
        }),
        ..Draft::default()
    };
    let heading = headline(&page, &meta, &picked);
    draft.title = heading.title;
    draft.outlet = draft.outlet.or(heading.outlet);
    let mut lines: Vec<Mapped> = Vec::new();
    for (at, block) in page.blocks.iter().enumerate() {
        if Some(at) == heading.block {
            continue;
        }
        let between = at < picked.first && heading.block.is_some_and(|heading| at > heading);
        match picked.kind(&page, at) {
            None => lines.push(block.text.clone()),
            Some(FurnitureKind::Navigation)
                if between && byline(block.text.as_str()).is_some_and(|b| !b.place_only) =>
            {
                beside(FurnitureKind::Byline, block, &mut draft);
            }
            Some(kind) => beside(kind, block, &mut draft),
        }
    }
    if lines.is_empty() {
        lines.extend(
            meta.body
                .as_deref()
                .map(Mapped::made)
                .iter()
                .flat_map(Mapped::lines),
        );
    }
    draft.published = draft.published.or_else(|| visible_date(&page, &picked));
    tidy(&lines, Headline::Known, &mut draft);
    if draft.published.is_none() {
        draft.published = draft.url.as_deref().and_then(meta::date_in_url);
    }
    if draft.outlet.is_none() {
        draft.outlet = draft.url.as_deref().and_then(meta::host).map(str::to_owned);
    }
    let prose: usize = draft.paragraphs.iter().map(|p| words(p.as_str())).sum();
    (prose >= 5).then(|| draft.finish(name.to_owned(), &base, options))
}

/// The lines of a piece of HTML; what is left out goes to `draft`.
pub(crate) fn fragment(body: &Mapped, draft: &mut Draft) -> Vec<Mapped> {
    let page = Page::read(body);
    let mut lines = Vec::new();
    for (at, block) in page.blocks.iter().enumerate() {
        match pick::in_fragment(&page, at) {
            None => lines.push(block.text.clone()),
            Some(kind) => beside(kind, block, draft),
        }
    }
    lines
}

/// The lines of a body as feeds and scrapers give it, with or without tags.
pub(crate) fn body_lines(body: &Mapped, draft: &mut Draft) -> Vec<Mapped> {
    const BLOCKS: &[&str] = &[
        "<p>",
        "<p ",
        "</p",
        "<br",
        "<div",
        "<ul",
        "<ol",
        "<h2",
        "<h3",
        "<table",
        "<blockquote",
    ];
    let lower = body.as_str().to_ascii_lowercase();
    if BLOCKS.iter().any(|tag| lower.contains(tag)) {
        return fragment(body, draft);
    }
    // Without blocks the breaks of lines are what parts the text.
    let mut lines = Vec::new();
    for line in body.lines() {
        if line.as_str().contains(['<', '&']) {
            lines.extend(fragment(&line, draft));
        } else {
            lines.push(line);
        }
    }
    lines
}

/// Keeps what a block beside the report says.
fn beside(kind: FurnitureKind, block: &Block, draft: &mut Draft) {
    let text = block.text.as_str();
    match kind {
        FurnitureKind::Byline if draft.byline.is_none() && words(text) <= 12 => {
            draft.byline = Some(text.to_owned())
        }
        _ => draft.leave_out(kind, text),
    }
}

/// The date nearest above the report, for the head of a page may show today's; else the first one inside it.
fn visible_date(page: &Page, picked: &pick::Picked) -> Option<jiff::civil::Date> {
    let first = picked.first.min(page.blocks.len());
    let (above, below) = page.blocks.split_at(first);
    let inside = below
        .iter()
        .enumerate()
        .filter(|(at, _)| picked.is_inside(page, first + at))
        .map(|(_, block)| block);
    above.iter().rev().chain(inside).find_map(|block| {
        let marked = page
            .ancestors(block.node)
            .any(|node| page.nodes[node].hint == Hint::Furniture(FurnitureKind::Dateline));
        let text = block.text.as_str();
        let found = if marked {
            crate::dates::find(text)
        } else {
            date_line(text)
        };
        found.map(|found| found.date)
    })
}

struct Heading {
    title: Mapped,
    /// The block that it was taken from.
    block: Option<usize>,
    /// What followed it in `<title>`.
    outlet: Option<String>,
}

/// The headline: as the page shows it, if that is what its metadata say, so that it has a place in the bytes.
fn headline(page: &Page, meta: &meta::Meta, picked: &pick::Picked) -> Heading {
    let (bare, outlet) = meta::without_outlet(page.title.as_str(), meta.outlet.as_deref());
    let said = meta.headline.clone().unwrap_or_else(|| bare.to_owned());
    let (folded, whole) = (fold(&said), fold(page.title.as_str()));
    let candidates = page
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, b)| b.heading > 0 && words(b.text.as_str()) >= 2);
    let fits = |block: &Block| {
        let text = fold(block.text.as_str());
        !text.is_empty()
            && (text == folded
                || folded.starts_with(&text)
                || (block.heading == 1 && whole.starts_with(&text)))
    };
    let shown = candidates
        .clone()
        .find(|(_, block)| fits(block))
        // Without metadata the first main heading before the report is the headline.
        .or_else(|| {
            let silent = folded.is_empty() || meta.headline.is_none();
            candidates
                .clone()
                .find(|(at, b)| silent && b.heading == 1 && *at <= picked.first)
        });
    if let Some((at, block)) = shown {
        return Heading {
            title: block.text.clone(),
            block: Some(at),
            outlet: outlet
                .or_else(|| meta::outlet_before(page.title.as_str(), block.text.as_str())),
        };
    }
    let said = said.trim();
    let title = match page.title.as_str().find(said) {
        Some(at) if !said.is_empty() => page.title.slice(at..at + said.len()),
        _ => Mapped::made(said),
    };
    Heading {
        title,
        block: None,
        outlet,
    }
}

#[cfg(test)]
mod tests;
