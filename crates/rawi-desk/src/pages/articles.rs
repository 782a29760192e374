//! The list of articles; with a query, what it finds in them.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use rawi_model::Span;
use rawi_store::{ArticleFilter, ArticleHead, Hit};

use crate::desk::Desk;
use crate::fault::Fault;
use crate::filters;
use crate::html::Html;
use crate::lang::words;
use crate::params::Params;
use crate::ui::Ui;
use crate::view::{article_link, headline};

words! {
    struct Words {
        heading: "المقالات", "Articles";
        outlet: "الوسيلة", "Outlet";
        since: "نُشر منذ", "Published since";
        until: "حتى", "until";
        show: "عرض", "Show";
        records: "سجل", "records";
    }
}

#[derive(Template)]
#[template(path = "articles.html")]
struct Page {
    ui: Ui,
    t: Words,
    params: Params,
    articles: Vec<Item>,
    next: Option<String>,
}

/// An article of the list.
struct Item {
    href: String,
    title: String,
    outlet: String,
    published: String,
    /// Where all articles are listed.
    records: Option<u32>,
    /// Passages that were found, each in pieces, the found ones marked.
    passages: Vec<Vec<Piece>>,
}

/// Words that were found, or what stands between them.
struct Piece {
    found: bool,
    text: String,
}

/// The addresses.
pub(super) fn routes() -> Router<Desk> {
    Router::new().route("/articles", get(list))
}

async fn list(State(desk): State<Desk>, ui: Ui, params: Params) -> Result<Html, Fault> {
    let page = filters::page(&params)?;
    let (articles, next) = match params.get("q") {
        Some(query) => {
            let query = query.to_owned();
            let found = desk.read(move |store| store.search(&query, &page)).await?;
            let items = found.items.iter().map(hit).collect();
            (items, found.next)
        }
        None => {
            let filter = ArticleFilter {
                outlet: params.get("outlet").map(str::to_owned),
                since: params.read("since")?,
                until: params.read("until")?,
            };
            let listed = desk
                .read(move |store| store.article_list(&filter, &page))
                .await?;
            let items = listed.items.iter().map(|row| Item {
                records: Some(row.records),
                ..item(&row.article)
            });
            (items.collect(), listed.next)
        }
    };
    Html::of(&Page {
        t: Words(ui.lang),
        articles,
        next: next.map(|cursor| format!("/articles?{}", params.with("after", cursor))),
        params,
        ui,
    })
}

fn item(article: &ArticleHead) -> Item {
    Item {
        href: article_link(&article.id),
        title: headline(article),
        outlet: article.outlet.clone(),
        published: article.published.map(|d| d.to_string()).unwrap_or_default(),
        records: None,
        passages: Vec::new(),
    }
}

fn hit(hit: &Hit) -> Item {
    let passages = hit.snippets.iter().map(|snippet| {
        let start = snippet.words.start;
        let spans = snippet
            .matches
            .iter()
            .map(|m| Span::new(m.start.saturating_sub(start), m.end.saturating_sub(start)));
        pieces(&snippet.words.text, spans)
    });
    Item {
        passages: passages.collect(),
        ..item(&hit.article)
    }
}

/// A text cut at the spans that were found, which are in order. Marks are whole words, so that no letters are parted.
fn pieces(text: &str, spans: impl Iterator<Item = Span>) -> Vec<Piece> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let mut at = 0;
    let mut push = |from: usize, to: usize, found: bool| {
        if let Some(part) = chars.get(from..to).filter(|part| !part.is_empty()) {
            let text = part.iter().collect();
            out.push(Piece { found, text });
        }
    };
    for span in spans {
        let (start, end) = (span.start as usize, (span.end as usize).min(chars.len()));
        if start < at || end <= start {
            continue;
        }
        push(at, start, false);
        push(start, end, true);
        at = end;
    }
    push(at, chars.len(), false);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_cut_at_what_was_found() {
        let spans = [Span::new(4, 8), Span::new(5, 6), Span::new(9, 99)];
        let pieces = pieces("قال وزير نعم", spans.into_iter());
        let shown: Vec<(bool, &str)> = pieces.iter().map(|p| (p.found, p.text.as_str())).collect();
        assert_eq!(
            shown,
            [(false, "قال "), (true, "وزير"), (false, " "), (true, "نعم")]
        );
    }
}
