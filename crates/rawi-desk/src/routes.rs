//! All addresses, and what stands around them.

use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::desk::Desk;
use crate::fault::Fault;
use crate::{api, assets, auth, csrf, guard, live, ops, pages, prefs};

/// The longest body of a request.
const BODY: usize = 256 << 10;
/// How long an answer may take to begin.
const TIME: Duration = Duration::from_secs(30);

/// The desk as a service.
pub fn router(desk: Desk) -> Router {
    Router::new()
        .merge(assets::routes())
        .merge(api::routes(&desk))
        .merge(auth::routes())
        .merge(live::routes())
        .merge(ops::routes())
        .merge(pages::routes())
        .fallback(|| async { Fault::NotFound(String::new()) })
        .layer(from_fn_with_state(desk.clone(), auth::access))
        .layer(from_fn(csrf::same_site))
        .layer(RequestBodyLimitLayer::new(BODY))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            TIME,
        ))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(desk.clone(), ops::watched))
        .layer(from_fn(guard::faults))
        .layer(from_fn(prefs::prefs))
        .layer(from_fn(guard::headers))
        .with_state(desk)
}
