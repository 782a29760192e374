//! What is new, and alerts, as a browser gets them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{StatusCode, header};
use common::{Answer, Served, get, serving, visit};

const TOKEN: &str = "0123456789abcdef0123456789abcdef";

async fn post(desk: &Served, path: &str, pairs: &[(&str, &str)]) -> Answer {
    let form = form_urlencoded::Serializer::new(String::new())
        .append_pair("csrf", TOKEN)
        .extend_pairs(pairs)
        .finish();
    let request = get(path)
        .method("POST")
        .header(header::COOKIE, format!("rawi_csrf={TOKEN}"))
        .header(header::ORIGIN, "http://127.0.0.1:8642")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form));
    desk.send(request.unwrap()).await
}

/// The value after a field's name in an event.
fn field<'a>(event: &'a str, name: &str) -> Option<&'a str> {
    event.lines().find_map(|line| line.strip_prefix(name))
}

#[tokio::test]
async fn what_comes_while_a_page_is_open_is_told() {
    let desk = serving(&[visit("a")]);
    let page = desk.get("/records").await.body;
    assert!(page.contains("data-live=\"/events/live\"") && page.contains("aria-live=\"polite\""));
    let first = desk.get("/events/live").await;
    assert_eq!(first.headers[header::CONTENT_TYPE], "text/event-stream");
    assert_eq!(
        field(&first.body, "data: "),
        Some("{\"articles\":0,\"alerts\":0}")
    );
    let seen = field(&first.body, "id: ").unwrap();
    desk.store().put(&visit("b")).unwrap();
    let request = get("/events/live").header("last-event-id", seen);
    let news = desk.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(
        field(&news.body, "data: "),
        Some("{\"articles\":1,\"alerts\":0}")
    );
    // Where nothing is new the answer waits for it.
    let seen = field(&news.body, "id: ").unwrap().to_owned();
    let began = Instant::now();
    let late = async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        desk.store().put(&visit("c")).unwrap();
    };
    let path = format!("/events/live?since={seen}");
    let (news, ()) = tokio::join!(desk.get(&path), late);
    assert_eq!(
        field(&news.body, "data: "),
        Some("{\"articles\":1,\"alerts\":0}")
    );
    assert!(began.elapsed() < Duration::from_secs(8));
    assert_eq!(
        desk.get("/events/live?since=x").await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn a_filter_becomes_an_alert_with_a_page_and_a_feed() {
    let desk = serving(&[visit("before")]);
    let records = desk
        .get("/records?type=REJECT&actor=SYR&sort=surest")
        .await
        .body;
    assert!(
        records.contains("href=\"/new-alert?type=REJECT&#38;actor=SYR\""),
        "{records}"
    );
    let form = desk.get("/new-alert?type=REJECT&actor=SYR").await.body;
    assert!(form.contains("name=\"actor\" value=\"SYR\"") && form.contains("name=\"csrf\""));
    let name = "رفض-دمشق";
    let saved = post(
        &desk,
        "/alerts",
        &[("name", name), ("type", "REJECT"), ("actor", "SYR")],
    )
    .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let place = saved.headers[header::LOCATION].to_str().unwrap().to_owned();
    assert!(desk.get(&place).await.body.contains("Nothing here"));
    desk.store()
        .put(&visit("https://ghad.example/after?<script>"))
        .unwrap();
    let page = desk.get(&place).await.body;
    assert!(page.contains(name) && page.contains("رفضت"), "{page}");
    assert!(!page.contains("زار") || !page.contains("CONSULT"), "{page}");
    let list = desk.get("/alerts").await.body;
    assert!(
        list.contains("<strong>1</strong>") && list.contains(".atom\""),
        "{list}"
    );
    let feed = desk.get(&format!("{place}.atom")).await;
    assert_eq!(
        feed.headers[header::CONTENT_TYPE],
        "application/atom+xml; charset=utf-8"
    );
    assert!(
        feed.body.contains("<feed") && feed.body.contains("REJECT"),
        "{}",
        feed.body
    );
    assert!(!feed.body.contains("<script>"));
    // The same name twice, a bad one, and a form from elsewhere change nothing.
    for name in [name, "../x", "a.atom", "<b>"] {
        let refused = post(&desk, "/alerts", &[("name", name)]).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{name}");
        assert!(!refused.body.contains("<b>"));
    }
    let forged = get(&format!("{place}/remove"))
        .method("POST")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("csrf={TOKEN}")));
    assert_eq!(
        desk.send(forged.unwrap()).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(desk.store().alerts().unwrap().len(), 1);
    let removed = post(&desk, &format!("{place}/remove"), &[]).await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.get(&place).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        desk.get(&format!("{place}.atom")).await.status,
        StatusCode::NOT_FOUND
    );
}
