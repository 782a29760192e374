//! A rendered page.

use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::fault::Fault;

/// A page, ready to be sent.
#[derive(Debug)]
pub(crate) struct Html(String);

impl Html {
    /// Renders a template.
    pub(crate) fn of(page: &impl Template) -> Result<Self, Fault> {
        Ok(Self(page.render()?))
    }
}

impl IntoResponse for Html {
    fn into_response(self) -> Response {
        let headers = [
            (header::CONTENT_TYPE, "text/html; charset=utf-8"),
            // What is shown depends on who looks, and changes whenever something is stored.
            (header::CACHE_CONTROL, "private, no-cache"),
            (header::VARY, "cookie, accept-language"),
        ];
        (headers, self.0).into_response()
    }
}
