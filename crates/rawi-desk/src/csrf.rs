//! Requests that change something come from the desk's own pages: a token in a cookie that other sites cannot read, and
//! the same in the form; and whatever the browser says of where it comes from must say the same.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::fault::Fault;
use crate::params::Params;
use crate::prefs::cookie;

/// The cookie's name.
pub(crate) const COOKIE: &str = "rawi_csrf";

/// The token that the browser holds, if it looks like one of ours.
pub(crate) fn token(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, COOKIE).filter(|t| t.len() == 32 && t.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Random hexadecimal digits, two for each of so many bytes.
pub(crate) fn random(bytes: usize) -> Result<String, Fault> {
    let mut raw = vec![0; bytes];
    getrandom::fill(&mut raw).map_err(|error| Fault::Internal(error.to_string()))?;
    Ok(raw.iter().map(|b| format!("{b:02x}")).collect())
}

/// Refuses what another site sends.
pub(crate) async fn same_site(request: Request, next: Next) -> Response {
    let safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    if !safe && is_foreign(request.headers()) {
        return Fault::Forbidden("this came from another site".to_owned()).into_response();
    }
    next.run(request).await
}

fn is_foreign(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|v| v.to_str().unwrap_or("?"));
    if let Some(site) = text("sec-fetch-site") {
        return !matches!(site, "same-origin" | "none");
    }
    match text("origin") {
        None => false,
        Some(origin) => {
            let from = origin
                .parse::<Uri>()
                .ok()
                .and_then(|uri| uri.authority().map(ToString::to_string));
            from.as_deref() != text("host")
        }
    }
}

/// The fields of a form of the desk's own; anything else is refused.
#[derive(Debug)]
pub(crate) struct Posted(pub(crate) Params);

impl<S: Send + Sync> FromRequest<S> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let held = token(request.headers()).map(str::to_owned);
        let form = request
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|t| {
                t.as_bytes()
                    .starts_with(b"application/x-www-form-urlencoded")
            });
        if !form {
            let words = "a form was expected (application/x-www-form-urlencoded)".to_owned();
            return Err(Fault::Bad(words).into_response());
        }
        let body = Bytes::from_request(request, state)
            .await
            .map_err(axum::response::IntoResponse::into_response)?;
        let params = Params::parse(&String::from_utf8_lossy(&body));
        let given = params.text("csrf");
        // Compared by hash: how long it takes says nothing.
        let same = held
            .is_some_and(|held| blake3::hash(held.as_bytes()) == blake3::hash(given.as_bytes()));
        if !same {
            let words =
                "the form is too old or came from elsewhere; load the page again and send it anew";
            return Err(Fault::Forbidden(words.to_owned()).into_response());
        }
        Ok(Self(params))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn foreign(pairs: &[(&'static str, &str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, value.parse().unwrap());
        }
        is_foreign(&headers)
    }

    #[test]
    fn what_another_site_sends_is_seen() {
        let host = ("host", "127.0.0.1:8642");
        assert!(!foreign(&[host]));
        assert!(!foreign(&[host, ("sec-fetch-site", "same-origin")]));
        assert!(!foreign(&[host, ("origin", "http://127.0.0.1:8642")]));
        assert!(foreign(&[host, ("sec-fetch-site", "cross-site")]));
        assert!(foreign(&[host, ("sec-fetch-site", "same-site")]));
        assert!(foreign(&[host, ("origin", "http://evil.example")]));
        assert!(foreign(&[host, ("origin", "http://127.0.0.1:9999")]));
        assert!(foreign(&[host, ("origin", "null")]));
    }

    #[test]
    fn tokens_are_long_and_differ() {
        let (a, b) = (random(16).unwrap(), random(16).unwrap());
        assert_eq!(a.len(), 32);
        assert_ne!(a, b);
    }
}
