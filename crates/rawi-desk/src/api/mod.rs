//! The HTTP API under `/api/v1`: JSON, cursors, the filters of the record list, ETags; its description at
//! `/api/openapi.json` is made from the code below.

mod knowledge;
mod lists;
mod page;
mod shapes;

use std::net::SocketAddr;

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde::Serialize;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) use shapes::Event;

use crate::desk::Desk;
use crate::fault::Fault;
use crate::params::Params;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Rawi",
        description = "Records of Arabic political news: who did what to whom, in what status, according to whom. \
            Lists come in pages: ask again with `after` set to the `next` of the last answer. Errors are problem \
            details (RFC 9457). Where the desk has accounts, send `Authorization: Bearer TOKEN`.",
        license(name = "Apache-2.0 OR MIT")
    ),
    tags(
        (name = "records", description = "Records and articles"),
        (name = "knowledge", description = "What many articles say together")
    )
)]
struct Description;

/// The addresses, and their description.
pub(crate) fn routes(desk: &Desk) -> Router<Desk> {
    let (router, description) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(lists::articles))
        .routes(routes!(lists::article))
        .routes(routes!(lists::events))
        .routes(routes!(lists::event))
        .routes(routes!(lists::stream))
        .routes(routes!(lists::counts))
        .routes(routes!(lists::search))
        .routes(routes!(knowledge::stories))
        .routes(routes!(knowledge::story))
        .routes(routes!(knowledge::claim))
        .routes(routes!(knowledge::contradictions))
        .routes(routes!(knowledge::followups))
        .routes(routes!(knowledge::outlets))
        .routes(routes!(knowledge::outlet))
        .split_for_parts();
    let json = description.to_json().unwrap_or_default();
    let shown = page::of(&description);
    router
        .route(
            "/api/openapi.json",
            get(|headers: HeaderMap| async move { tagged(&headers, json) }),
        )
        .merge(page::routes(shown))
        .layer(from_fn_with_state(desk.clone(), limited))
}

/// Refuses a client that asks too often.
async fn limited(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|peer| peer.0.ip());
    if desk.limits().may_ask(peer) {
        next.run(request).await
    } else {
        Fault::TooMany.into_response()
    }
}

/// An answer with its tag; nothing but the tag where the client has it already.
fn answer(headers: &HeaderMap, value: &impl Serialize) -> Result<Response, Fault> {
    let text = serde_json::to_string(value).map_err(|error| Fault::Internal(error.to_string()))?;
    Ok(tagged(headers, text))
}

fn tagged(headers: &HeaderMap, text: String) -> Response {
    let tag = format!("\"{}\"", &blake3::hash(text.as_bytes()).to_hex()[..32]);
    let same = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','))
        .any(|v| v.trim().trim_start_matches("W/") == tag || v.trim() == "*");
    let mut response = if same {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/json")], text).into_response()
    };
    let keep = HeaderValue::from_static("private, no-cache");
    response.headers_mut().insert(header::CACHE_CONTROL, keep);
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// Parameters that an address does not know are a mistake, and said to be one.
fn only(params: &Params, known: &[&str]) -> Result<(), Fault> {
    match params
        .pairs()
        .iter()
        .find(|(k, _)| !known.contains(&k.as_str()))
    {
        None => Ok(()),
        Some((key, _)) => Err(Fault::Bad(format!(
            "`{key}` is no parameter of this address; there are: {}",
            known.join(", ")
        ))),
    }
}
