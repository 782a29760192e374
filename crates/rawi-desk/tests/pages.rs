//! The pages as a browser gets them, without its JavaScript.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use axum::body::Body;
use axum::http::{StatusCode, header};
use common::{get, serving, visit};

const ID: &str = "https://ghad.example/1?a=b&c=d";

#[tokio::test]
async fn the_list_shows_records_and_narrows_them_by_its_facets() {
    let desk = serving(&[visit(ID)]);
    let all = desk.get("/records").await;
    assert_eq!(all.status, StatusCode::OK);
    for shown in [
        "<strong>2</strong> records",
        "Faisal Mekdad",
        "REJECT",
        "anonymous",
        "90%",
        "صحيفة الغد",
    ] {
        assert!(all.body.contains(shown), "{shown} is missing");
    }
    let narrowed = desk.get("/records?status=denied").await;
    assert!(narrowed.body.contains("<strong>1</strong> record"));
    assert!(!narrowed.body.contains("زار وزير"));
    // The other statuses are still offered.
    assert!(
        narrowed
            .body
            .contains("href=\"/records?status=denied&#38;status=occurred\""),
        "{}",
        narrowed.body
    );
    let nobody = desk.get("/records?actor=FRA").await;
    assert!(nobody.body.contains("Nothing here"));
}

#[tokio::test]
async fn names_in_latin_letters_and_arabic_words_find_records() {
    let desk = serving(&[visit(ID)]);
    for query in [
        "mekdad",
        "Faisal+Mekdad",
        "%D9%88%D8%B2%D9%8A%D8%B1",
        "%D9%84%D9%85%D9%88%D8%B3%D9%83%D9%88",
    ] {
        let found = desk.get(&format!("/records?q={query}")).await;
        assert!(
            found.body.contains("<strong>1</strong>"),
            "{query}: {}",
            found.body
        );
    }
}

#[tokio::test]
async fn a_file_holds_exactly_what_the_list_holds() {
    let desk = serving(&[visit(ID), visit("https://ghad.example/2")]);
    let csv = desk.get("/records.csv?status=denied&limit=1").await;
    assert_eq!(csv.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    assert_eq!(csv.body.lines().count(), 3, "{}", csv.body);
    assert!(csv.body.contains("رفضت"));
    let lines = desk.get("/records.jsonl?sort=surest").await;
    let records: Vec<serde_json::Value> = lines
        .body
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(records.len(), 4);
    assert_eq!(records[0]["type"], "CONSULT");
    assert_eq!(records[0]["article"]["outlet"], "صحيفة الغد");
    let bad = desk.get("/records.csv?type=NONSENSE").await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn an_article_is_shown_as_received_with_its_records_and_why() {
    let desk = serving(&[visit(ID)]);
    let page = desk
        .get("/article?id=https://ghad.example/1?a=b%26c=d&record=1")
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.body
            .contains(&format!("<p data-at=\"0\">{}</p>", common::VISIT))
    );
    for shown in [
        "المقداد في موسكو",
        "verb frame",
        "rung-anonymous",
        "href=\"https://ghad.example/1?a=b&#38;c=d\"",
    ] {
        assert!(
            page.body.contains(shown),
            "{shown} is missing from {}",
            page.body
        );
    }
    let gone = desk.get("/article?id=nothing").await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert!(gone.body.contains("Not found"));
}

#[tokio::test]
async fn articles_are_listed_and_searched() {
    let desk = serving(&[visit(ID)]);
    let list = desk.get("/articles").await;
    assert!(list.body.contains("2 records"), "{}", list.body);
    let found = desk.get("/articles?q=%D9%85%D9%88%D8%B3%D9%83%D9%88").await;
    assert!(found.body.contains("<mark>موسكو</mark>"), "{}", found.body);
    let none = desk.get("/articles?q=%22%22").await;
    assert_eq!(none.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn one_switch_turns_the_interface_and_is_remembered() {
    let desk = serving(&[visit(ID)]);
    let arabic = desk.get("/records?lang=ar&theme=dark").await;
    assert!(
        arabic
            .body
            .contains("<html lang=\"ar\" dir=\"rtl\" data-theme=\"dark\">")
    );
    let cookies: Vec<_> = arabic.headers.get_all(header::SET_COOKIE).iter().collect();
    assert!(
        cookies
            .iter()
            .any(|c| c.to_str().unwrap().starts_with("rawi_lang=ar;"))
    );
    let request = get("/articles").header(header::COOKIE, "rawi_lang=ar; rawi_theme=light");
    let later = desk.send(request.body(Body::empty()).unwrap()).await;
    assert!(
        later
            .body
            .contains("<html lang=\"ar\" dir=\"rtl\" data-theme=\"light\">")
    );
    assert!(later.body.contains("href=\"/articles?lang=en\""));
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_forbid() {
    let desk = serving(&[]);
    for path in [
        "/records",
        "/nowhere",
        "/records?sort=up",
        "/api/nowhere",
        "/assets/x/desk.css",
    ] {
        let answer = desk.get(path).await;
        let policy = answer.headers[header::CONTENT_SECURITY_POLICY]
            .to_str()
            .unwrap();
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self';"),
            "{path}"
        );
        assert!(!policy.contains("unsafe"), "{path}");
        assert_eq!(
            answer.headers[header::X_CONTENT_TYPE_OPTIONS],
            "nosniff",
            "{path}"
        );
        assert_eq!(
            answer.headers[header::REFERRER_POLICY],
            "no-referrer",
            "{path}"
        );
    }
}

#[tokio::test]
async fn own_files_are_kept_by_their_hash() {
    let desk = serving(&[]);
    let page = desk.get("/records").await;
    let from = page.body.find("/assets/").unwrap();
    let path: String = page.body[from..]
        .chars()
        .take_while(|c| *c != '"')
        .collect();
    let file = desk.get(&path).await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(
        file.headers[header::CACHE_CONTROL]
            .to_str()
            .unwrap()
            .contains("immutable")
    );
    let etag = file.headers[header::ETAG].clone();
    let again = get(&path)
        .header(header::IF_NONE_MATCH, etag)
        .body(Body::empty())
        .unwrap();
    assert_eq!(desk.send(again).await.status, StatusCode::NOT_MODIFIED);
    for path in [
        "/assets/x/../../Cargo.toml",
        "/assets/x/%2e%2e%2fCargo.toml",
        "/assets/x/nothing",
    ] {
        assert_eq!(desk.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
