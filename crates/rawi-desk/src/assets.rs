//! Styles and scripts, inside the binary. The address holds a hash of the content, so that a browser may keep a file for
//! good and still sees a new one.

use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::desk::Desk;
use crate::fault::Fault;

/// Name, media type, content.
const FILES: &[(&str, &str, &[u8])] = &[
    (
        "desk.css",
        "text/css; charset=utf-8",
        include_bytes!("../assets/desk.css"),
    ),
    (
        "desk.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../assets/desk.js"),
    ),
    (
        "told.css",
        "text/css; charset=utf-8",
        include_bytes!("../assets/told.css"),
    ),
    (
        "reading.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../assets/reading.js"),
    ),
    (
        "live.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../assets/live.js"),
    ),
    (
        "icon.svg",
        "image/svg+xml",
        include_bytes!("../assets/icon.svg"),
    ),
];

/// The hash of each file, in their order.
static HASHES: LazyLock<Vec<String>> = LazyLock::new(|| {
    FILES
        .iter()
        .map(|(_, _, bytes)| blake3::hash(bytes).to_hex()[..16].to_owned())
        .collect()
});

/// The address of a file.
pub(crate) fn address(name: &str) -> String {
    let hash = FILES
        .iter()
        .position(|(n, _, _)| *n == name)
        .and_then(|i| HASHES.get(i));
    match hash {
        Some(hash) => format!("/assets/{hash}/{name}"),
        None => format!("/assets/none/{name}"),
    }
}

/// The files.
pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/assets/{hash}/{name}", get(file))
}

async fn file(
    Path((hash, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let missing = || Fault::NotFound("there is no such file".to_owned());
    let at = FILES
        .iter()
        .position(|(n, _, _)| *n == name)
        .ok_or_else(missing)?;
    let (Some((_, kind, bytes)), Some(own)) = (FILES.get(at), HASHES.get(at)) else {
        return Err(missing());
    };
    let etag = format!("\"{own}\"");
    // An address of an older program: what is there now, but not to be kept.
    let cache = if hash == *own {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let keep = [
        (header::ETAG, etag.as_str()),
        (header::CACHE_CONTROL, cache),
    ];
    if headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|tag| tag.as_bytes() == etag.as_bytes())
    {
        return Ok((StatusCode::NOT_MODIFIED, keep).into_response());
    }
    Ok((keep, [(header::CONTENT_TYPE, *kind)], *bytes).into_response())
}
