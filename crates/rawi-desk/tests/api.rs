//! The API as a script uses it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use axum::body::Body;
use axum::http::{StatusCode, header};
use common::{get, serving, visit};
use serde_json::Value;

const ID: &str = "https://ghad.example/1?a=b";

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[tokio::test]
async fn pages_neither_repeat_nor_leave_out() {
    let readings: Vec<_> = (0..5)
        .map(|n| visit(&format!("https://ghad.example/{n}")))
        .collect();
    let desk = serving(&readings);
    for list in [
        "events",
        "articles",
        "search?q=%D9%85%D9%88%D8%B3%D9%83%D9%88",
        "stories",
        "contradictions",
        "followups",
        "outlets",
    ] {
        let joint = if list.contains('?') { '&' } else { '?' };
        let whole = json(
            &desk
                .get(&format!("/api/v1/{list}{joint}limit=500"))
                .await
                .body,
        );
        let all = whole["items"].as_array().unwrap().clone();
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let page = json(
                &desk
                    .get(&format!("/api/v1/{list}{joint}limit=2{after}"))
                    .await
                    .body,
            );
            seen.extend(page["items"].as_array().unwrap().clone());
            match page["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        assert_eq!(seen, all, "{list}");
    }
    assert_eq!(
        json(&desk.get("/api/v1/events?limit=500").await.body)["items"]
            .as_array()
            .unwrap()
            .len(),
        10
    );
}

#[tokio::test]
async fn an_article_an_event_and_what_hangs_on_them() {
    let desk = serving(&[visit(ID)]);
    let article = json(
        &desk
            .get("/api/v1/articles/https%3A%2F%2Fghad.example%2F1%3Fa%3Db")
            .await
            .body,
    );
    assert_eq!(article["text"], common::VISIT);
    assert_eq!(article["events"][0]["trigger"]["text"], "زار");
    let event = json(&desk.get("/api/v1/events/1").await.body);
    assert_eq!(event["actor"][0]["name"], "Faisal Mekdad");
    assert_eq!(event["article"]["id"], ID);
    let counts = json(&desk.get("/api/v1/counts?status=denied").await.body);
    assert_eq!(counts["records"], 1);
    assert_eq!(counts["statuses"].as_array().unwrap().len(), 2);
    let stories = json(&desk.get("/api/v1/stories").await.body);
    let id = stories["items"][0]["id"].as_str().unwrap();
    let story = json(&desk.get(&format!("/api/v1/stories/{id}")).await.body);
    let claim = story["claims"][0]["id"].as_str().unwrap();
    assert_eq!(
        desk.get(&format!("/api/v1/claims/{claim}")).await.status,
        StatusCode::OK
    );
    let outlet = desk
        .get("/api/v1/outlets/%D8%B5%D8%AD%D9%8A%D9%81%D8%A9%20%D8%A7%D9%84%D8%BA%D8%AF")
        .await;
    assert_eq!(json(&outlet.body)["articles"], 1);
    let lines = desk.get("/api/v1/events.ndjson").await;
    assert_eq!(lines.headers[header::CONTENT_TYPE], "application/x-ndjson");
    assert_eq!(lines.body.lines().map(json).count(), 2);
}

#[tokio::test]
async fn faults_are_problem_details() {
    let desk = serving(&[visit(ID)]);
    for (path, status) in [
        ("/api/v1/events?type=NONSENSE", 400),
        ("/api/v1/events?colour=red", 400),
        ("/api/v1/events?after=e.1", 400),
        ("/api/v1/events?limit=many", 400),
        ("/api/v1/events/x", 400),
        ("/api/v1/events/99", 404),
        ("/api/v1/articles/nothing", 404),
        ("/api/v1/search", 400),
        ("/api/v1/contradictions?after=x", 400),
        ("/api/v1/outlets/nobody", 404),
        ("/api/v1/nowhere", 404),
    ] {
        let answer = desk.get(path).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        assert_eq!(
            answer.headers[header::CONTENT_TYPE],
            "application/problem+json",
            "{path}"
        );
        let problem = json(&answer.body);
        assert_eq!(problem["status"], status, "{path}");
        assert_eq!(problem["type"], "about:blank", "{path}");
    }
    let post = get("/api/v1/events")
        .method("POST")
        .body(Body::empty())
        .unwrap();
    let answer = desk.send(post).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(answer.headers.contains_key(header::ALLOW));
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let desk = serving(&[visit(ID)]);
    let first = desk.get("/api/v1/events").await;
    let tag = first.headers[header::ETAG].clone();
    let again = get("/api/v1/events").header(header::IF_NONE_MATCH, tag);
    let again = desk.send(again.body(Body::empty()).unwrap()).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert_eq!(again.body, "");
}

#[tokio::test]
async fn the_description_names_every_address() {
    let desk = serving(&[]);
    let description = json(&desk.get("/api/openapi.json").await.body);
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1"));
    let paths = description["paths"].as_object().unwrap();
    assert!(paths.len() >= 14);
    let page = desk.get("/api").await.body;
    for path in paths.keys() {
        assert!(page.contains(&format!("GET {path}")), "{path}");
    }
}

#[tokio::test]
async fn a_client_that_asks_too_often_waits() {
    let desk = common::serving_with(&[], |options| {
        options.api_rate = std::num::NonZeroU32::MIN;
    });
    let mut last = StatusCode::OK;
    for _ in 0..20 {
        let answer = desk.get("/api/v1/outlets").await;
        last = answer.status;
        if last == StatusCode::TOO_MANY_REQUESTS {
            assert!(answer.headers.contains_key(header::RETRY_AFTER));
            break;
        }
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    // Pages for people go on.
    assert_eq!(desk.get("/records").await.status, StatusCode::OK);
}
