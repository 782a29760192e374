//! Signing in and out.

use std::net::SocketAddr;

use axum::Router;
use axum::extract::{ConnectInfo, FromRequest as _, Request, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::post;

use super::{COOKIE, sessions};
use crate::csrf::Posted;
use crate::desk::Desk;
use crate::fault::Fault;
use crate::prefs::cookie;

/// Longer names and passwords are not looked at.
const LONGEST: usize = 1024;

/// The addresses.
pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/login", post(sign_in))
        .route("/logout", post(sign_out))
}

async fn sign_in(State(desk): State<Desk>, request: Request) -> Result<Response, Response> {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|peer| peer.0.ip());
    let Posted(form) = Posted::from_request(request, &()).await?;
    if !desk.limits().may_sign_in(peer) {
        return Err(Fault::TooMany.into_response());
    }
    let (name, password) = (
        form.text("name").to_owned(),
        form.text("password").to_owned(),
    );
    if name.len() > LONGEST || password.len() > LONGEST {
        return Err(Fault::WrongPassword.into_response());
    }
    let user = desk
        .verified(name, password)
        .await
        .map_err(axum::response::IntoResponse::into_response)?
        .ok_or_else(|| Fault::WrongPassword.into_response())?;
    tracing::info!(user = %user.name, "signed in");
    let number = desk
        .sessions()
        .begin(user)
        .map_err(axum::response::IntoResponse::into_response)?;
    let life = sessions::LIFE.as_secs();
    let secure = if desk.is_secure() { "; Secure" } else { "" };
    let cookie =
        format!("{COOKIE}={number}; Path=/; Max-Age={life}; SameSite=Strict; HttpOnly{secure}");
    Ok((
        [(header::SET_COOKIE, cookie)],
        Redirect::to(to(form.text("to"))),
    )
        .into_response())
}

/// Where one was; only a path of the desk's own.
fn to(path: &str) -> &str {
    let own = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(['\\', '\r', '\n'])
        && path.is_ascii();
    if own { path } else { "/" }
}

async fn sign_out(State(desk): State<Desk>, headers: HeaderMap, Posted(_): Posted) -> Response {
    if let Some(number) = cookie(&headers, COOKIE) {
        desk.sessions().end(number);
    }
    let gone = format!("{COOKIE}=; Path=/; Max-Age=0; SameSite=Strict; HttpOnly");
    ([(header::SET_COOKIE, gone)], Redirect::to("/")).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_led_nowhere_else() {
        assert_eq!(to("/records?type=AID"), "/records?type=AID");
        for bad in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "",
            "/a\r\nb: c",
            "javascript:x",
        ] {
            assert_eq!(to(bad), "/", "{bad:?}");
        }
    }
}
