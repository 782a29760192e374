//! Language and theme: `?lang=` and `?theme=` are kept in a cookie; without one the browser's own wishes count.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::Lang;
use crate::csrf;
use crate::params::Params;
use crate::ui::{Theme, Ui};

const LANG: &str = "rawi_lang";
const THEME: &str = "rawi_theme";

/// Finds out how the page is to look, and keeps what was switched.
pub(crate) async fn prefs(mut request: Request, next: Next) -> Response {
    let uri = request.uri();
    let params = Params::parse(uri.query().unwrap_or_default());
    let headers = request.headers();
    let chosen_lang = params.get("lang").and_then(Lang::parse);
    let chosen_theme = params.get("theme").and_then(Theme::parse);
    let lang = chosen_lang
        .or_else(|| cookie(headers, LANG).and_then(Lang::parse))
        .or_else(|| {
            let accepted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
            Lang::accepted(accepted)
        })
        .unwrap_or_default();
    let theme = chosen_theme
        .or_else(|| cookie(headers, THEME).and_then(Theme::parse))
        .unwrap_or_default();
    let mut ui = Ui::new(lang, theme, uri.path().to_owned(), params);
    let held = csrf::token(headers).map(str::to_owned);
    let fresh = held.is_none();
    ui.csrf = match held.map_or_else(|| csrf::random(16), Ok) {
        Ok(token) => token,
        Err(fault) => return fault.into_response(),
    };
    let token = fresh.then(|| ui.csrf.clone());
    request.extensions_mut().insert(ui);
    let mut response = next.run(request).await;
    keep(&mut response, LANG, chosen_lang.map(Lang::code));
    keep(&mut response, THEME, chosen_theme.map(Theme::code));
    // A file that is kept for everybody carries no token.
    if is_page(&response)
        && let Some(token) = token
    {
        let cookie = format!(
            "{}={token}; Path=/; SameSite=Strict; HttpOnly",
            csrf::COOKIE
        );
        append(&mut response, &cookie);
    }
    response
}

fn keep(response: &mut Response, name: &str, value: Option<&'static str>) {
    let Some(value) = value else { return };
    let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
    append(response, &cookie);
}

fn append(response: &mut Response, cookie: &str) {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

fn is_page(response: &Response) -> bool {
    response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

/// A cookie's value.
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|h| h.to_str().ok())
        .flat_map(|h| h.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(k, v)| (k == name).then_some(v))
}
