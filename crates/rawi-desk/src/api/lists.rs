//! Articles, records and what a query finds.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use rawi_store::ArticleFilter;

use super::shapes::{ArticleFull, ArticleItem, Counts, Event, Found, ListOf, ProblemDetails};
use super::{answer, only};
use crate::census;
use crate::desk::Desk;
use crate::export::{self, Form};
use crate::fault::Fault;
use crate::filters;
use crate::params::Params;

/// The parameters by which the record list is narrowed and sorted.
const FILTER: [&str; 18] = [
    "article",
    "actor",
    "recipient",
    "between",
    "according_to",
    "type",
    "status",
    "source",
    "outlet",
    "place",
    "since",
    "until",
    "from",
    "to",
    "q",
    "in",
    "min",
    "sort",
];
/// The parameters of a list in pages.
const PAGED: [&str; 2] = ["limit", "after"];
/// Records of one article.
const MOST: usize = 2000;

/// Articles, the newest first.
#[utoipa::path(get, path = "/api/v1/articles", tag = "records",
    params(
        ("outlet" = Option<String>, Query, description = "Only this outlet's"),
        ("since" = Option<String>, Query, description = "Published on this day or later", example = "2024-09-01"),
        ("until" = Option<String>, Query, description = "Published on this day or earlier"),
        ("limit" = Option<u32>, Query, description = "At most this many, 1 to 500"),
        ("after" = Option<String>, Query, description = "The `next` of the page before"),
    ),
    responses((status = 200, body = ListOf<ArticleItem>), (status = 304), (status = 400, body = ProblemDetails, content_type = "application/problem+json")))]
pub(super) async fn articles(
    State(desk): State<Desk>,
    headers: HeaderMap,
    params: Params,
) -> Result<Response, Fault> {
    only(&params, &["outlet", "since", "until", "limit", "after"])?;
    let filter = ArticleFilter {
        outlet: params.get("outlet").map(str::to_owned),
        since: params.read("since")?,
        until: params.read("until")?,
    };
    let page = filters::page(&params)?;
    let listed = desk
        .read(move |store| store.article_list(&filter, &page))
        .await?;
    answer(&headers, &ListOf::of(&listed, ArticleItem::from))
}

/// An article with its text and records, corrections applied. The id stands percent-encoded in the address.
#[utoipa::path(get, path = "/api/v1/articles/{id}", tag = "records",
    params(("id" = String, Path, description = "What the article is known by, percent-encoded")),
    responses((status = 200, body = ArticleFull), (status = 304), (status = 400, body = ProblemDetails, content_type = "application/problem+json"), (status = 404, body = ProblemDetails, content_type = "application/problem+json")))]
pub(super) async fn article(
    State(desk): State<Desk>,
    headers: HeaderMap,
    params: Params,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    only(&params, &[])?;
    let (reading, events) = desk.article(id, MOST).await?;
    let article = reading.article;
    let full = ArticleFull {
        id: article.id,
        url: article.url,
        outlet: article.outlet,
        published: article.published.map(|d| d.to_string()),
        title: article.title,
        byline: article.byline,
        text: article.text,
        events: events.iter().map(Event::from).collect(),
    };
    answer(&headers, &full)
}

/// Records, corrections applied, wrong ones left out.
#[utoipa::path(get, path = "/api/v1/events", tag = "records",
    params(
        ("article" = Option<String>, Query, description = "Only this article's"),
        ("actor" = Option<String>, Query, description = "A country (SYR), a code (SYR GOV), an id (rus/putin) or words"),
        ("recipient" = Option<String>, Query, description = "As actor"),
        ("between" = Option<Vec<String>>, Query, description = "Two parties, either way"),
        ("according_to" = Option<String>, Query, description = "A source in the chain"),
        ("type" = Option<Vec<String>>, Query, description = "One of these PLOVER types"),
        ("status" = Option<Vec<String>>, Query, description = "occurred, planned, possible, desired, conditional, denied"),
        ("source" = Option<Vec<String>>, Query, description = "person, official, media, anonymous, document, witness, none"),
        ("outlet" = Option<Vec<String>>, Query, description = "One of these outlets"),
        ("place" = Option<String>, Query, description = "A country or words"),
        ("since" = Option<String>, Query, description = "Published on this day or later"),
        ("until" = Option<String>, Query, description = "Published on this day or earlier"),
        ("from" = Option<String>, Query, description = "May have happened on this day or later"),
        ("to" = Option<String>, Query, description = "May have happened on this day or earlier"),
        ("q" = Option<String>, Query, description = "Words, as in the desk's search"),
        ("in" = Option<String>, Query, description = "record or article: where the words are looked for"),
        ("min" = Option<f32>, Query, description = "Least confidence, 0 to 1"),
        ("sort" = Option<String>, Query, description = "newest, oldest, surest, least-sure"),
        ("limit" = Option<u32>, Query, description = "At most this many, 1 to 500"),
        ("after" = Option<String>, Query, description = "The `next` of the page before"),
    ),
    responses((status = 200, body = ListOf<Event>), (status = 304), (status = 400, body = ProblemDetails, content_type = "application/problem+json")))]
pub(super) async fn events(
    State(desk): State<Desk>,
    headers: HeaderMap,
    params: Params,
) -> Result<Response, Fault> {
    only(&params, &[&FILTER[..], &PAGED].concat())?;
    let (filter, page) = (filters::events(&params)?, filters::page(&params)?);
    let listed = desk.read(move |store| store.events(&filter, &page)).await?;
    answer(&headers, &ListOf::of(&listed, Event::from))
}

/// All records of a filter as JSON lines, sent while they are read. Takes what `/api/v1/events` takes, but for the page.
#[utoipa::path(get, path = "/api/v1/events.ndjson", tag = "records",
    responses((status = 200, body = Event, content_type = "application/x-ndjson"), (status = 400, body = ProblemDetails, content_type = "application/problem+json")))]
pub(super) async fn stream(State(desk): State<Desk>, params: Params) -> Result<Response, Fault> {
    only(&params, &FILTER)?;
    let filter = filters::events(&params)?;
    let body = export::records(desk, filter, Form::Jsonl).await?;
    Ok((Form::Jsonl.headers("events"), body).into_response())
}

/// One record.
#[utoipa::path(get, path = "/api/v1/events/{record}", tag = "records",
    params(("record" = i64, Path, description = "Its number")),
    responses((status = 200, body = Event), (status = 304), (status = 400, body = ProblemDetails, content_type = "application/problem+json"), (status = 404, body = ProblemDetails, content_type = "application/problem+json")))]
pub(super) async fn event(
    State(desk): State<Desk>,
    headers: HeaderMap,
    params: Params,
    Path(record): Path<i64>,
) -> Result<Response, Fault> {
    only(&params, &[])?;
    let found = desk.read(move |store| store.record(record)).await?;
    answer(&headers, &Event::from(&found.row))
}

/// How many records a filter leaves, and what it could be narrowed by. Takes what `/api/v1/events` takes.
#[utoipa::path(get, path = "/api/v1/counts", tag = "records",
    responses((status = 200, body = Counts), (status = 304), (status = 400, body = ProblemDetails, content_type = "application/problem+json")))]
pub(super) async fn counts(
    State(desk): State<Desk>,
    headers: HeaderMap,
    params: Params,
) -> Result<Response, Fault> {
    only(&params, &[&FILTER[..], &PAGED].concat())?;
    let filter = filters::events(&params)?;
    let count = census::surely(&desk, &filter).await?;
    answer(&headers, &Counts::of(count.records, &count.facets))
}

/// Articles that have all words of a query, with the passages.
#[utoipa::path(get, path = "/api/v1/search", tag = "records",
    params(
        ("q" = String, Query, description = "Words; \"in a row\", prefix*, =exactly, -without", example = "موسكو"),
        ("limit" = Option<u32>, Query, description = "At most this many, 1 to 500"),
        ("after" = Option<String>, Query, description = "The `next` of the page before"),
    ),
    responses((status = 200, body = ListOf<Found>), (status = 304), (status = 400, body = ProblemDetails, content_type = "application/problem+json")))]
pub(super) async fn search(
    State(desk): State<Desk>,
    headers: HeaderMap,
    params: Params,
) -> Result<Response, Fault> {
    only(&params, &["q", "limit", "after"])?;
    let page = filters::page(&params)?;
    let query = params.text("q").to_owned();
    let found = desk.read(move |store| store.search(&query, &page)).await?;
    answer(&headers, &ListOf::of(&found, Found::from))
}
