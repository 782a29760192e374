//! Stories, claims, contradictions, follow-ups, outlets.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use rawi_store::{Conflict, ContradictionFilter, FollowUpFilter, StoryFilter, StoryOrder};

use super::shapes::{
    ClaimFull, ContradictionItem, FollowUpItem, ListOf, OutletFull, OutletItem, ProblemDetails,
    StoryFull, StoryItem,
};
use super::{answer, only};
use crate::desk::Desk;
use crate::fault::Fault;
use crate::filters;
use crate::params::Params;

/// Claims of a story.
const CLAIMS: usize = 500;
/// How far a list goes that is worked out as a whole.
const DEEP: usize = 5000;
/// Outlets of the list.
const OUTLETS: usize = 5000;

/// Stories: articles about the same happening.
#[utoipa::path(get, path = "/api/v1/stories", tag = "knowledge",
    params(
        ("since" = Option<String>, Query, description = "Told on this day or later"),
        ("until" = Option<String>, Query, description = "Told on this day or earlier"),
        ("about" = Option<String>, Query, description = "Words of an article"),
        ("actor" = Option<String>, Query, description = "Who takes part"),
        ("min_outlets" = Option<u32>, Query, description = "Told by at least so many outlets"),
        ("sort" = Option<String>, Query, description = "newest or largest"),
        ("limit" = Option<u32>, Query, description = "At most this many, 1 to 500"),
        ("after" = Option<String>, Query, description = "The `next` of the page before"),
    ),
    responses((status = 200, body = ListOf<StoryItem>), (status = 304), (status = 400, body = ProblemDetails, content_type = "application/problem+json")))]
pub(super) async fn stories(
    State(desk): State<Desk>,
    headers: HeaderMap,
    params: Params,
) -> Result<Response, Fault> {
    let known = [
        "since",
        "until",
        "about",
        "actor",
        "min_outlets",
        "sort",
        "limit",
        "after",
    ];
    only(&params, &known)?;
    let filter = StoryFilter {
        since: params.read("since")?,
        until: params.read("until")?,
        about: params.get("about").map(str::to_owned),
        actor: params.get("actor").map(filters::party),
        min_outlets: params.read("min_outlets")?.unwrap_or(0),
        order: match params.get("sort") {
            None | Some("newest") => StoryOrder::Newest,
            Some("largest") => StoryOrder::Largest,
            Some(_) => return Err(Fault::Bad("sort: newest or largest".to_owned())),
        },
    };
    let page = filters::page(&params)?;
    let listed = desk
        .read(move |store| store.stories(&filter, &page))
        .await?;
    answer(&headers, &ListOf::of(&listed, StoryItem::from))
}

/// A story with its articles, who takes part, and its claims.
#[utoipa::path(get, path = "/api/v1/stories/{id}", tag = "knowledge",
    params(("id" = String, Path, description = "Its id, or how it begins")),
    responses((status = 200, body = StoryFull), (status = 304), (status = 400, body = ProblemDetails, content_type = "application/problem+json"), (status = 404, body = ProblemDetails, content_type = "application/problem+json")))]
pub(super) async fn story(
    State(desk): State<Desk>,
    headers: HeaderMap,
    params: Params,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    only(&params, &[])?;
    let (story, claims) = desk
        .read(move |store| Ok((store.story(&id)?, store.claims_of(&id, CLAIMS)?)))
        .await?;
    answer(&headers, &StoryFull::of(&story, &claims))
}

/// A claim with everybody who makes it.
#[utoipa::path(get, path = "/api/v1/claims/{id}", tag = "knowledge",
    params(("id" = String, Path, description = "Its id, or how it begins")),
    responses((status = 200, body = ClaimFull), (status = 304), (status = 400, body = ProblemDetails, content_type = "application/problem+json"), (status = 404, body = ProblemDetails, content_type = "application/problem+json")))]
pub(super) async fn claim(
    State(desk): State<Desk>,
    headers: HeaderMap,
    params: Params,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    only(&params, &[])?;
    let claim = desk.read(move |store| store.claim(&id)).await?;
    answer(&headers, &ClaimFull::from(&claim))
}

/// Where a part of a list begins.
fn from(params: &Params) -> Result<usize, Fault> {
    let Some(after) = params.get("after") else {
        return Ok(0);
    };
    after
        .strip_prefix("p.")
        .and_then(|n| n.parse().ok())
        .filter(|n| *n <= DEEP)
        .ok_or_else(|| Fault::Bad(format!("`{after}` is no cursor of this list")))
}

/// Records that cannot both hold, those first of which both sides are well sourced.
#[utoipa::path(get, path = "/api/v1/contradictions", tag = "knowledge",
    params(
        ("since" = Option<String>, Query, description = "Told on this day or later"),
        ("until" = Option<String>, Query, description = "Told on this day or earlier"),
        ("actor" = Option<String>, Query, description = "Who takes part"),
        ("kind" = Option<Vec<String>>, Query, description = "denied, place, date, doer, figure, refused"),
        ("story" = Option<String>, Query, description = "Only of this story"),
        ("limit" = Option<u32>, Query, description = "At most this many, 1 to 500"),
        ("after" = Option<String>, Query, description = "The `next` of the page before"),
    ),
    responses((status = 200, body = ListOf<ContradictionItem>), (status = 304), (status = 400, body = ProblemDetails, content_type = "application/problem+json"), (status = 404, body = ProblemDetails, content_type = "application/problem+json")))]
pub(super) async fn contradictions(
    State(desk): State<Desk>,
    headers: HeaderMap,
    params: Params,
) -> Result<Response, Fault> {
    only(
        &params,
        &["since", "until", "actor", "kind", "story", "limit", "after"],
    )?;
    let kind = |name: &str| {
        Conflict::ALL
            .into_iter()
            .find(|kind| kind.as_str() == name)
            .ok_or_else(|| {
                Fault::Bad("kind: denied, place, date, doer, figure or refused".to_owned())
            })
    };
    let filter = ContradictionFilter {
        since: params.read("since")?,
        until: params.read("until")?,
        actor: params.get("actor").map(filters::party),
        kinds: params.all("kind").map(kind).collect::<Result<_, _>>()?,
        story: params.get("story").map(str::to_owned),
    };
    let (limit, start) = (filters::page(&params)?.limit, from(&params)?);
    let found = desk
        .read(move |store| store.contradictions(&filter, start + limit + 1))
        .await?;
    answer(
        &headers,
        &ListOf::part(&found, start, limit, ContradictionItem::from),
    )
}

/// What was announced or wanted, and what became of it.
#[utoipa::path(get, path = "/api/v1/followups", tag = "knowledge",
    params(
        ("since" = Option<String>, Query, description = "Told on this day or later"),
        ("until" = Option<String>, Query, description = "Told on this day or earlier"),
        ("actor" = Option<String>, Query, description = "Who takes part"),
        ("open" = Option<bool>, Query, description = "Only those of which nothing was reported"),
        ("announced" = Option<bool>, Query, description = "Only what was announced, not what was wanted"),
        ("story" = Option<String>, Query, description = "Only of this story"),
        ("as_of" = Option<String>, Query, description = "As it was known on this day"),
        ("limit" = Option<u32>, Query, description = "At most this many, 1 to 500"),
        ("after" = Option<String>, Query, description = "The `next` of the page before"),
    ),
    responses((status = 200, body = ListOf<FollowUpItem>), (status = 304), (status = 400, body = ProblemDetails, content_type = "application/problem+json"), (status = 404, body = ProblemDetails, content_type = "application/problem+json")))]
pub(super) async fn followups(
    State(desk): State<Desk>,
    headers: HeaderMap,
    params: Params,
) -> Result<Response, Fault> {
    let known = [
        "since",
        "until",
        "actor",
        "open",
        "announced",
        "story",
        "as_of",
        "limit",
        "after",
    ];
    only(&params, &known)?;
    let filter = FollowUpFilter {
        actor: params.get("actor").map(filters::party),
        since: params.read("since")?,
        until: params.read("until")?,
        open: params.read("open")?.unwrap_or(false),
        announced: params.read("announced")?.unwrap_or(false),
        story: params.get("story").map(str::to_owned),
        as_of: params.read("as_of")?,
    };
    let (limit, start) = (filters::page(&params)?.limit, from(&params)?);
    let found = desk
        .read(move |store| store.followups(&filter, start + limit + 1))
        .await?;
    answer(
        &headers,
        &ListOf::part(&found, start, limit, FollowUpItem::from),
    )
}

/// Outlets with the number of their articles.
#[utoipa::path(get, path = "/api/v1/outlets", tag = "knowledge",
    params(
        ("limit" = Option<u32>, Query, description = "At most this many, 1 to 500"),
        ("after" = Option<String>, Query, description = "The `next` of the page before"),
    ),
    responses((status = 200, body = ListOf<OutletItem>), (status = 304), (status = 400, body = ProblemDetails, content_type = "application/problem+json")))]
pub(super) async fn outlets(
    State(desk): State<Desk>,
    headers: HeaderMap,
    params: Params,
) -> Result<Response, Fault> {
    only(&params, &["limit", "after"])?;
    let (limit, start) = (filters::page(&params)?.limit, from(&params)?);
    let found = desk.read(|store| store.outlet_list(OUTLETS)).await?;
    let item = |(name, articles): &(String, u64)| OutletItem {
        name: name.clone(),
        articles: *articles,
    };
    answer(&headers, &ListOf::part(&found, start, limit, item))
}

/// How an outlet reports, in figures.
#[utoipa::path(get, path = "/api/v1/outlets/{name}", tag = "knowledge",
    params(("name" = String, Path, description = "Its name; spelling variants are one")),
    responses((status = 200, body = OutletFull), (status = 304), (status = 400, body = ProblemDetails, content_type = "application/problem+json"), (status = 404, body = ProblemDetails, content_type = "application/problem+json")))]
pub(super) async fn outlet(
    State(desk): State<Desk>,
    headers: HeaderMap,
    params: Params,
    Path(name): Path<String>,
) -> Result<Response, Fault> {
    only(&params, &[])?;
    let found = desk.read(move |store| store.outlet(&name)).await?;
    answer(&headers, &OutletFull::from(&found))
}
