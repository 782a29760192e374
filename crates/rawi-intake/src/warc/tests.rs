//! Archives as crawlers write them, whole and broken.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::{IntakeError, Options, Problem, read_bytes};
use rawi_model::Article;

const PAGE: &str = "<html><head><meta charset=utf-8><title>وفد يصل إلى العاصمة</title></head><body><h1>وفد يصل إلى العاصمة</h1><div><p>وصل وفد رفيع إلى العاصمة مساء أمس لإجراء محادثات تستمر يومين.</p><p>وقال الوزير إن الزيارة مهمة للبلدين.</p></div></body></html>";

fn record(kind: &str, uri: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(uri: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let block = [
        format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").as_bytes(),
        body,
    ]
    .concat();
    record(
        "response",
        uri,
        "application/http; msgtype=response",
        &block,
    )
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn read(bytes: &[u8]) -> Vec<Result<Article, IntakeError>> {
    read_bytes("x.warc.gz", bytes, &Options::default()).collect()
}

#[test]
fn pages_in_members_of_gzip() {
    let html = "Content-Type: text/html; charset=utf-8";
    let packed = gzip(PAGE.as_bytes());
    let chunked = format!("{:x}\r\n{PAGE}\r\n0\r\n\r\n", PAGE.len());
    let old = encoding_rs::WINDOWS_1256
        .encode(&PAGE.replace("<meta charset=utf-8>", ""))
        .0
        .into_owned();
    let members = [
        record("warcinfo", "", "application/warc-fields", b"software: x"),
        response("https://a.example/1", html, PAGE.as_bytes()),
        response(
            "https://a.example/2",
            &format!("{html}\r\nContent-Encoding: gzip"),
            &packed,
        ),
        response(
            "https://a.example/3",
            &format!("{html}\r\nTransfer-Encoding: chunked"),
            chunked.as_bytes(),
        ),
        response(
            "https://a.example/4",
            "Content-Type: text/html; charset=windows-1256",
            &old,
        ),
        response(
            "https://a.example/x.png",
            "Content-Type: image/png",
            b"\x89PNG",
        ),
        record(
            "request",
            "https://a.example/1",
            "application/http; msgtype=request",
            b"GET / HTTP/1.1",
        ),
        record(
            "conversion",
            "https://a.example/5",
            "text/plain",
            "خبر\nوصل الوفد إلى العاصمة مساء أمس.".as_bytes(),
        ),
    ];
    let archive: Vec<u8> = members.iter().flat_map(|member| gzip(member)).collect();
    let articles: Vec<Article> = read(&archive)
        .into_iter()
        .collect::<Result<_, _>>()
        .unwrap();
    let ids: Vec<&str> = articles.iter().map(|a| a.id.as_str()).collect();
    assert_eq!(ids.len(), 5);
    assert!(
        ids.iter()
            .enumerate()
            .all(|(at, id)| *id == format!("https://a.example/{}", at + 1))
    );
    assert!(
        articles[..4]
            .iter()
            .all(|a| a.text == articles[0].text && a.outlet == "a.example")
    );
}

#[test]
fn a_broken_record_costs_itself() {
    let html = "Content-Type: text/html";
    let mut archive = response("https://a.example/1", html, PAGE.as_bytes());
    archive.extend(
        b"WARC/1.0\r\nWARC-Type: response\r\nnothing here\r\n\r\nrubbish\r\nmore rubbish\r\n",
    );
    archive.extend(response("https://a.example/2", html, PAGE.as_bytes()));
    archive.extend(response(
        "https://a.example/3",
        html,
        "<p>Nothing in Arabic is said on this page, which is in English.</p>".as_bytes(),
    ));
    let items = read(&archive);
    assert_eq!(items.iter().filter(|item| item.is_ok()).count(), 2);
    let errors: Vec<_> = items.into_iter().filter_map(Result::err).collect();
    assert!(matches!(
        errors[0].problem,
        Problem::Damaged { format: "WARC", .. }
    ));
    assert_eq!(errors[1].problem, Problem::NotArabic);
    assert_eq!(errors[1].entry.as_deref(), Some("https://a.example/3"));
}

#[test]
fn what_came_before_the_cut_is_read() {
    let whole: Vec<u8> = (0..3)
        .flat_map(|n| {
            gzip(&response(
                &format!("https://a.example/{n}"),
                "Content-Type: text/html",
                PAGE.as_bytes(),
            ))
        })
        .collect();
    let items = read(&whole[..whole.len() - 40]);
    assert_eq!(items.iter().filter(|item| item.is_ok()).count(), 2);
    assert!(
        matches!(items.last(), Some(Err(error)) if matches!(error.problem, Problem::Damaged { .. }))
    );
}
