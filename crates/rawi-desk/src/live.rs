//! What is new while a page stands open: server-sent events at `/events/live`.
//!
//! The server answers as soon as something came, or after some seconds, and the browser asks again by itself, with the
//! mark of what it has seen: no connection stays open for long, and closing the desk waits for none. Whoever stored it
//! (the desk's own watch, `rawi watch`, `rawi import`) makes no difference: the database is looked at.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use rawi_store::Mark;

use crate::desk::Desk;
use crate::fault::Fault;
use crate::params::Params;

/// Looks at the database in one answer, and the time between two.
const LOOKS: u32 = 8;
const PAUSE: Duration = Duration::from_secs(1);

/// The addresses.
pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/events/live", get(events))
}

async fn events(
    State(desk): State<Desk>,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    // The browser says by itself what it has seen; a script that starts anew says it in the address.
    let seen = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok()?.parse::<Mark>().ok());
    let seen = match seen {
        Some(mark) => Some(mark),
        None => params.read::<Mark>("since")?,
    };
    let mut news = desk.read(move |store| store.news(seen)).await?;
    if seen.is_some() {
        for _ in 0..LOOKS {
            if !news.is_empty() {
                break;
            }
            tokio::time::sleep(PAUSE).await;
            news = desk.read(move |store| store.news(seen)).await?;
        }
    }
    let mut body = format!("retry: {}\n", PAUSE.as_millis());
    if seen.is_none() || !news.is_empty() {
        body.push_str(&format!(
            "id: {}\nevent: news\ndata: {{\"articles\":{},\"alerts\":{}}}\n",
            news.mark, news.articles, news.hits
        ));
    }
    body.push('\n');
    let headers = [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, body).into_response())
}
