//! Names for what is being typed, for the search fields of every page.

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde::Serialize;

use crate::desk::Desk;
use crate::fault::Fault;
use crate::params::Params;

/// Names that are offered.
const MOST: usize = 10;

#[derive(Serialize)]
struct Offered<'a> {
    value: &'a str,
    text: &'a str,
    name: Option<&'a str>,
}

/// The addresses.
pub(super) fn routes() -> Router<Desk> {
    Router::new().route("/suggest", get(suggest))
}

async fn suggest(State(desk): State<Desk>, params: Params) -> Result<Response, Fault> {
    let names = desk.names().await?;
    let found = names.find(params.text("q"), MOST);
    let offered: Vec<Offered<'_>> = found
        .iter()
        .map(|n| Offered {
            value: &n.value,
            text: &n.text,
            name: n.name.as_deref(),
        })
        .collect();
    let text = serde_json::to_string(&offered).map_err(|e| Fault::Internal(e.to_string()))?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "private, max-age=60"),
    ];
    Ok((headers, text).into_response())
}
