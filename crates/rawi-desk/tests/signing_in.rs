//! A desk with accounts: nothing without them, no more than a role allows with them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use std::fs;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use common::{Answer, Served, serving_with, visit};
use rawi_desk::{Accounts, Role};

const ID: &str = "https://ghad.example/1";
const TOKEN: &str = "0123456789abcdef0123456789abcdef";

/// A desk with an editor `hala` and a reading script, whose token comes along.
fn guarded() -> (Served, String) {
    let (line, token) = Accounts::token_line("script", Role::Reader).unwrap();
    let hala = Accounts::password_line("hala", Role::Editor, "secret words").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("users");
    fs::write(&file, format!("{hala}\n{line}\n")).unwrap();
    let accounts = Accounts::read(&file).unwrap();
    let desk = serving_with(&[visit(ID)], |options| options.accounts = Some(accounts));
    (desk, token)
}

fn request(method: &Method, path: &str) -> axum::http::request::Builder {
    Request::builder()
        .method(method.clone())
        .uri(path)
        .header(header::HOST, "desk.example")
        .header(header::ACCEPT_LANGUAGE, "en")
}

async fn sign_in(desk: &Served, name: &str, password: &str) -> Answer {
    let form = form_urlencoded::Serializer::new(String::new())
        .append_pair("csrf", TOKEN)
        .append_pair("name", name)
        .append_pair("password", password)
        .append_pair("to", "/review")
        .finish();
    let request = request(&Method::POST, "/login")
        .header(header::COOKIE, format!("rawi_csrf={TOKEN}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .unwrap();
    desk.send(request).await
}

#[tokio::test]
async fn every_address_asks_who_one_is() {
    let (desk, token) = guarded();
    let description = {
        let request = request(&Method::GET, "/api/openapi.json")
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        let answer = desk.send(request.body(Body::empty()).unwrap()).await;
        serde_json::from_str::<serde_json::Value>(&answer.body).unwrap()
    };
    let mut addresses: Vec<(Method, String)> = description["paths"]
        .as_object()
        .unwrap()
        .keys()
        .map(|path| (Method::GET, path.replace(['{', '}'], "")))
        .collect();
    for path in [
        "/",
        "/records",
        "/records.csv",
        "/records.jsonl",
        "/records/1",
        "/articles",
        "/article?id=x",
        "/article/add?id=x",
        "/review",
        "/corrections",
        "/corrections/gold.jsonl",
        "/api",
        "/api/openapi.json",
        "/healthz",
        "/metrics",
        "/nowhere",
        "/stories",
        "/dossier",
    ] {
        addresses.push((Method::GET, path.to_owned()));
    }
    for path in [
        "/records/1",
        "/records/1/wrong",
        "/records/1/right",
        "/article/add",
        "/corrections/1/undo",
        "/logout",
        "/nowhere",
    ] {
        addresses.push((Method::POST, path.to_owned()));
    }
    for (method, path) in addresses {
        for credentials in [
            None,
            Some("Bearer wrong"),
            Some("Bearer "),
            Some("Basic aGFsYTp4"),
        ] {
            let mut asked = request(&method, &path);
            if let Some(credentials) = credentials {
                asked = asked.header(header::AUTHORIZATION, credentials);
            }
            let answer = desk.send(asked.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{method} {path}");
            assert!(
                answer.headers.contains_key(header::WWW_AUTHENTICATE),
                "{method} {path}"
            );
            assert!(!answer.body.contains("موسكو"), "{method} {path}");
        }
    }
    assert!(desk.store().corrections(ID).unwrap().is_empty());
}

#[tokio::test]
async fn a_password_opens_a_session_and_signing_out_ends_it() {
    let (desk, _) = guarded();
    let wrong = sign_in(&desk, "hala", "guess").await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    assert!(wrong.body.contains("Name or password is wrong"));
    let right = sign_in(&desk, "hala", "secret words").await;
    assert_eq!(right.status, StatusCode::SEE_OTHER);
    assert_eq!(right.headers[header::LOCATION], "/review");
    let cookie = right
        .headers
        .get_all(header::SET_COOKIE)
        .iter()
        .map(|c| c.to_str().unwrap().to_owned())
        .find(|c| c.starts_with("rawi_session="))
        .unwrap();
    assert!(cookie.contains("SameSite=Strict") && cookie.contains("HttpOnly"));
    let session = cookie.split(';').next().unwrap();
    let held = format!("{session}; rawi_csrf={TOKEN}");
    let with = |method: &Method, path: &str, body: &str| {
        request(method, path)
            .header(header::COOKIE, &held)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body.to_owned()))
            .unwrap()
    };
    let page = desk.send(with(&Method::GET, "/records", "")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Sign out"));
    let form = format!("csrf={TOKEN}");
    let marked = desk
        .send(with(&Method::POST, "/records/1/wrong", &form))
        .await;
    assert_eq!(marked.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.store().corrections(ID).unwrap()[0].who, "hala");
    let out = desk.send(with(&Method::POST, "/logout", &form)).await;
    assert_eq!(out.status, StatusCode::SEE_OTHER);
    let after = desk.send(with(&Method::GET, "/records", "")).await;
    assert_eq!(after.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_reader_looks_and_changes_nothing() {
    let (desk, token) = guarded();
    let with = |method: &Method, path: &str, body: &str| {
        request(method, path)
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::COOKIE, format!("rawi_csrf={TOKEN}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body.to_owned()))
            .unwrap()
    };
    let page = desk.send(with(&Method::GET, "/records/1", "")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        !page.body.contains("/records/1/wrong"),
        "no form for a reader"
    );
    for path in [
        "/records/1/wrong",
        "/records/1/right",
        "/records/1",
        "/article/add",
        "/corrections/1/undo",
    ] {
        let answer = desk
            .send(with(&Method::POST, path, &format!("csrf={TOKEN}")))
            .await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert!(desk.store().corrections(ID).unwrap().is_empty());
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    let (desk, _) = guarded();
    let mut last = StatusCode::OK;
    for n in 0..14 {
        last = sign_in(&desk, &format!("nobody{n}"), "x").await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}
