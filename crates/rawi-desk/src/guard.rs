//! What stands around every request: headers that forbid what the desk never does, and a page, or problem details, for
//! every fault.

use askama::Template;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::fault::Fault;
use crate::html::Html;
use crate::lang::words;
use crate::ui::Ui;

/// Nothing from elsewhere, nothing inside the page, in nobody's frame.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

static HEADERS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// Adds the headers.
pub(crate) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in &HEADERS {
        response
            .headers_mut()
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}

words! {
    struct Words {
        not_found: "لا يوجد", "Not found";
        bad: "طلب غير مفهوم", "The request makes no sense";
        too_large: "الطلب كبير جدا", "Too large";
        not_allowed: "غير مسموح", "Not allowed";
        busy: "الخادم مشغول", "Busy";
        failed: "خطأ في الخادم", "Something failed here";
        failed_detail: "عيب في راوي أو في الجهاز؛ التفاصيل في سجل الخادم.",
            "A defect of Rawi or of the machine; the server's log says more.";
        sign_in: "الدخول", "Sign in";
        name: "الاسم", "Name";
        password: "كلمة السر", "Password";
        wrong: "الاسم أو كلمة السر خطأ", "Name or password is wrong";
        back: "إلى السجلات", "To the records";
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    ui: Ui,
    t: Words,
    status: u16,
    heading: &'static str,
    detail: String,
}

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage {
    ui: Ui,
    t: Words,
    wrong: bool,
    to: String,
}

/// Makes a page, or problem details, of what went wrong below.
pub(crate) async fn faults(ui: Ui, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let api = path == "/api" || path.starts_with("/api/");
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error())
        || response.headers().contains_key(header::CONTENT_TYPE)
            && response.extensions().get::<Fault>().is_none()
            && !is_plain(&response)
    {
        return response;
    }
    let fault = response.extensions().get::<Fault>().cloned();
    let detail = fault.as_ref().map(Fault::detail).unwrap_or_default();
    let mut made = match fault {
        _ if api => problem(status, &detail),
        Some(Fault::SignIn) => login(ui, false),
        Some(Fault::WrongPassword) => login(ui, true),
        _ => page(ui, status, detail),
    };
    // `allow`, `retry-after`, `www-authenticate` of the first answer stay.
    for name in [header::ALLOW, header::RETRY_AFTER, header::WWW_AUTHENTICATE] {
        if let Some(value) = response.headers().get(&name) {
            made.headers_mut().insert(name, value.clone());
        }
    }
    made
}

/// The plain words of a layer or an extractor below, which are replaced.
fn is_plain(response: &Response) -> bool {
    response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain"))
}

fn page(ui: Ui, status: StatusCode, detail: String) -> Response {
    let t = Words(ui.lang);
    let heading = match status {
        StatusCode::NOT_FOUND => t.not_found(),
        StatusCode::PAYLOAD_TOO_LARGE => t.too_large(),
        StatusCode::METHOD_NOT_ALLOWED | StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED => {
            t.not_allowed()
        }
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => t.busy(),
        status if status.is_client_error() => t.bad(),
        _ => t.failed(),
    };
    let page = ErrorPage {
        detail: if status.is_server_error() && detail.is_empty() {
            t.failed_detail().to_owned()
        } else {
            detail
        },
        ui,
        t,
        status: status.as_u16(),
        heading,
    };
    match Html::of(&page) {
        Ok(html) => (status, html).into_response(),
        Err(_) => status.into_response(),
    }
}

fn login(ui: Ui, wrong: bool) -> Response {
    let page = LoginPage {
        t: Words(ui.lang),
        wrong,
        to: if wrong { "/".to_owned() } else { ui.here() },
        ui,
    };
    match Html::of(&page) {
        Ok(html) => (StatusCode::UNAUTHORIZED, html).into_response(),
        Err(fault) => fault.into_response(),
    }
}

/// Problem details, RFC 9457.
fn problem(status: StatusCode, detail: &str) -> Response {
    let mut body = json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or("Error"),
        "status": status.as_u16(),
    });
    if !detail.is_empty() {
        body["detail"] = detail.into();
    }
    let headers = [(header::CONTENT_TYPE, "application/problem+json")];
    (status, headers, body.to_string()).into_response()
}
