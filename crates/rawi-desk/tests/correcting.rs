//! Putting records right through the desk's forms.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use axum::body::Body;
use axum::http::{StatusCode, header};
use common::{Answer, Served, get, serving, visit};
use rawi_store::EventFilter;

const ID: &str = "https://ghad.example/1";
const TOKEN: &str = "0123456789abcdef0123456789abcdef";

async fn post(desk: &Served, path: &str, form: &str) -> Answer {
    let request = get(path)
        .method("POST")
        .header(header::COOKIE, format!("rawi_csrf={TOKEN}"))
        .header(header::ORIGIN, "http://127.0.0.1:8642")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("csrf={TOKEN}&{form}")));
    desk.send(request.unwrap()).await
}

fn encoded(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

#[tokio::test]
async fn a_record_is_mended_marked_wrong_and_brought_back() {
    let desk = serving(&[visit(ID)]);
    let form = encoded(&[
        ("type", "CONSULT"),
        ("status", "planned"),
        ("stance", "neutral"),
        ("actor_words_0", "وزير الخارجية السوري فيصل المقداد"),
        ("actor_code_0", "SYR GOV"),
        ("recipient_words_0", "دمشق"),
        ("recipient_code_0", "SYR GOV"),
        ("when", "2023-01-12"),
        ("note", "read again"),
    ]);
    let saved = post(&desk, "/records/1", &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let page = desk.get("/records/1").await.body;
    for shown in [
        "mended by a person",
        "status: planned",
        "recipient: دمشق SYR GOV",
        "read again",
        "Rawi&#39;s reading",
    ] {
        assert!(page.contains(shown), "{shown} is missing from {page}");
    }
    // What was left as it was kept its name.
    assert!(page.contains("Faisal Mekdad"));
    let store = desk.store();
    let corrections = store.corrections(ID).unwrap();
    assert_eq!(corrections.len(), 2);

    let wrong = post(&desk, "/records/2/wrong", "note=no").await;
    assert_eq!(wrong.status, StatusCode::SEE_OTHER);
    assert_eq!(store.count_events(&EventFilter::default()).unwrap(), 1);
    let undone = post(&desk, "/corrections/3/undo", "").await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.body);
    assert_eq!(store.count_events(&EventFilter::default()).unwrap(), 2);
    assert!(
        desk.get("/corrections")
            .await
            .body
            .contains("was taken back")
    );
}

#[tokio::test]
async fn a_record_is_added_and_the_article_becomes_an_annotated_passage() {
    let desk = serving(&[visit(ID)]);
    let form = encoded(&[
        ("id", ID),
        ("trigger", "طلب"),
        ("type", "REQUEST"),
        ("status", "occurred"),
        ("actor_words_0", "أنقرة"),
        ("actor_code_0", "TUR GOV"),
        ("source_words_0", "مصادر"),
        ("source_kind_0", "anonymous"),
    ]);
    let added = post(&desk, "/article/add", &form).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let gold = desk.get("/corrections/gold.jsonl").await.body;
    let line: serde_json::Value = serde_json::from_str(gold.trim()).unwrap();
    assert_eq!(line["id"], ID);
    assert_eq!(line["events"].as_array().unwrap().len(), 3);
    let request = &line["events"][2];
    assert_eq!(request["type"], "REQUEST");
    assert_eq!(request["according_to"][0]["kind"], "anonymous");
}

#[tokio::test]
async fn what_cannot_be_right_is_refused() {
    let desk = serving(&[visit(ID)]);
    for (field, value) in [
        ("actor_words_0", "ليس في النص"),
        ("when", "yesterday"),
        ("type", "NONSENSE"),
        ("status", ""),
    ] {
        let mut pairs = vec![
            ("type", "CONSULT"),
            ("status", "occurred"),
            ("actor_code_0", "SYR GOV"),
        ];
        pairs.retain(|(k, _)| *k != field);
        pairs.push((field, value));
        let answer = post(&desk, "/records/1", &encoded(&pairs)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{field}={value}");
    }
    assert_eq!(
        post(&desk, "/records/99/wrong", "").await.status,
        StatusCode::NOT_FOUND
    );
    assert!(desk.store().corrections(ID).unwrap().is_empty());
}

#[tokio::test]
async fn only_the_desks_own_forms_change_anything() {
    let desk = serving(&[visit(ID)]);
    let path = "/records/1/wrong";
    let form = "application/x-www-form-urlencoded";
    let cookie = format!("rawi_csrf={TOKEN}");
    let body = format!("csrf={TOKEN}");
    let forged = [
        // No cookie, another cookie, no token in the form, another site, a body that is no form.
        get(path)
            .header(header::CONTENT_TYPE, form)
            .body(Body::from(body.clone())),
        get(path)
            .header(header::CONTENT_TYPE, form)
            .header(header::COOKIE, "rawi_csrf=ffffffffffffffffffffffffffffffff")
            .body(Body::from(body.clone())),
        get(path)
            .header(header::CONTENT_TYPE, form)
            .header(header::COOKIE, &cookie)
            .body(Body::empty()),
        get(path)
            .header(header::CONTENT_TYPE, form)
            .header(header::COOKIE, &cookie)
            .header(header::ORIGIN, "http://evil.example")
            .body(Body::from(body.clone())),
        get(path)
            .header(header::CONTENT_TYPE, "text/plain")
            .header(header::COOKIE, &cookie)
            .body(Body::from(body.clone())),
    ];
    for request in forged {
        let mut request = request.unwrap();
        *request.method_mut() = axum::http::Method::POST;
        let answer = desk.send(request).await;
        assert!(answer.status.is_client_error(), "{}", answer.status);
    }
    assert!(desk.store().corrections(ID).unwrap().is_empty());
    // A name of another machine that leads here.
    let mut led = get("/records").body(Body::empty()).unwrap();
    led.headers_mut()
        .insert(header::HOST, "evil.example".parse().unwrap());
    assert_eq!(desk.send(led).await.status, StatusCode::MISDIRECTED_REQUEST);
}

#[tokio::test]
async fn the_queue_offers_what_is_least_sure_and_forgets_what_was_looked_at() {
    let desk = serving(&[visit(ID)]);
    let queue = desk.get("/review").await.body;
    let (unsure, sure) = (
        queue.find("/records/2/right"),
        queue.find("/records/1/right"),
    );
    assert!(unsure.unwrap() < sure.unwrap(), "{queue}");
    let right = post(&desk, "/records/2/right", "back=review").await;
    assert_eq!(right.headers[header::LOCATION], "/review");
    let queue = desk.get("/review").await.body;
    assert!(!queue.contains("/records/2/right"));
    assert!(queue.contains("/records/1/right"));
}

#[tokio::test]
async fn an_article_goes_with_all_that_hangs_on_it() {
    let desk = serving(&[visit(ID), visit("https://ghad.example/2")]);
    let unsure = post(&desk, "/article/remove", &encoded(&[("id", ID)])).await;
    assert_eq!(unsure.status, StatusCode::BAD_REQUEST);
    let removed = post(
        &desk,
        "/article/remove",
        &encoded(&[("id", ID), ("sure", "1")]),
    )
    .await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER, "{}", removed.body);
    assert_eq!(
        desk.store().count_events(&EventFilter::default()).unwrap(),
        2
    );
    assert_eq!(desk.get("/records/1").await.status, StatusCode::NOT_FOUND);
    let again = post(
        &desk,
        "/article/remove",
        &encoded(&[("id", ID), ("sure", "1")]),
    )
    .await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
}
