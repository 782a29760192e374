//! Who may ask. An open desk answers whoever works on this machine, under this machine's own names; one with accounts
//! answers those who sign in, or whose scripts send a token.

mod accounts;
mod login;
mod sessions;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

pub use accounts::{Accounts, AccountsError, Role};
pub(crate) use login::routes;
pub(crate) use sessions::Sessions;

use crate::desk::Desk;
use crate::fault::Fault;
use crate::prefs::cookie;
use crate::ui::User;

/// The session's cookie.
const COOKIE: &str = "rawi_session";

/// Names of this machine for itself. A page of another name that is led here by its name server is not ours.
const OWN: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// Finds out who asks, and refuses who may not.
pub(crate) async fn access(State(desk): State<Desk>, mut request: Request, next: Next) -> Response {
    let user = match desk.accounts() {
        None if !is_own(request.headers()) => return misdirected(),
        None => Some(User {
            name: desk.owner().to_owned(),
            role: Role::Admin,
            session: false,
        }),
        Some(accounts) => by_token(accounts, request.headers()).or_else(|| {
            let number = cookie(request.headers(), COOKIE)?;
            desk.sessions().user(number)
        }),
    };
    let path = request.uri().path();
    match user {
        Some(user) => {
            request.extensions_mut().insert(user);
        }
        // The page to sign in needs its style, and signing in is done by those who are not.
        None if path == "/login" || path.starts_with("/assets/") => {}
        None => return Fault::SignIn.into_response(),
    }
    next.run(request).await
}

fn by_token(accounts: &Accounts, headers: &HeaderMap) -> Option<User> {
    let given = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    accounts.by_token(given.strip_prefix("Bearer ")?.trim())
}

fn is_own(headers: &HeaderMap) -> bool {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    OWN.contains(&name)
}

fn misdirected() -> Response {
    let words = "this desk answers on this machine's own address only, as http://127.0.0.1";
    let mut refused = Fault::Forbidden(words.to_owned()).into_response();
    *refused.status_mut() = StatusCode::MISDIRECTED_REQUEST;
    refused
}
