//! Full-text search: spelling and clitics do not matter, phrases and prefixes do, snippets quote the text.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::*;
use rawi_store::{EventFilter, Page, Problem, Store, TextIn};

fn found(store: &Store, query: &str) -> Vec<String> {
    let listed = store.search(query, &Page::first(100)).unwrap();
    let mut ids: Vec<String> = listed.items.into_iter().map(|h| h.article.id).collect();
    ids.sort();
    ids
}

fn with_texts(texts: &[(&str, &str)]) -> Store {
    let mut store = Store::open_in_memory().unwrap();
    for (id, text) in texts {
        store
            .put(&reading(
                article(id, "الغد", "2023-01-13", text),
                Vec::new(),
            ))
            .unwrap();
    }
    store
}

#[test]
fn every_form_finds_the_same_articles() {
    let store = with_texts(&[
        ("1", "وصل الوفد إلى بغداد مساء."),
        ("2", "التقى الوزير ببغداد نظيره."),
        ("3", "زار دمشق وبغداد."),
        ("4", "عاد إلى بَغْدَاد."),
        ("5", "غادر لبغــداد اليوم."),
        ("6", "زار القدس."),
        ("7", "قال العراق إنه يرفض."),
        ("8", "اتفقت تركيا والعراق."),
        ("9", "قدمت للعراق مساعدات."),
    ]);
    for query in [
        "بغداد",
        "ببغداد",
        "وبغداد",
        "بَغداد",
        "لبغداد",
        "وببغداد",
        "ﺑﻐﺪﺍﺩ",
    ] {
        assert_eq!(found(&store, query), ["1", "2", "3", "4", "5"], "{query}");
    }
    for query in ["العراق", "والعراق", "عراق", "للعراق", "بالعراق", "العِرَاق"]
    {
        assert_eq!(found(&store, query), ["7", "8", "9"], "{query}");
    }
    assert_eq!(found(&store, "=والعراق"), ["8"]);
    assert_eq!(found(&store, "=بغداد"), ["1", "4"]);
}

#[test]
fn phrases_prefixes_and_exclusions() {
    let store = with_texts(&[
        ("1", "التقى رئيس الوزراء السوري نظيره."),
        ("2", "قال الوزراء لرئيس البرلمان إنهم سوريون."),
        ("3", "رسالة لرئيس الوزراء من برلين."),
        ("4", "President of Iraq: 1,500 دينار و-16F"),
    ]);
    assert_eq!(found(&store, "رئيس الوزراء"), ["1", "2", "3"]);
    assert_eq!(found(&store, "\"رئيس الوزراء\""), ["1", "3"]);
    assert_eq!(found(&store, "«رئيس الوزراء» -برلين"), ["1"]);
    assert_eq!(found(&store, "-«رئيس الوزراء» البرلمان"), ["2"]);
    assert_eq!(found(&store, "سوري*"), ["1", "2"]);
    assert_eq!(found(&store, "iraq PRESIDENT"), ["4"]);
    assert_eq!(found(&store, "1,500"), ["4"]);
    assert!(found(&store, "\"الوزراء البرلمان\"").is_empty());
}

#[test]
fn a_phrase_of_words_that_only_share_stems_is_no_match() {
    // `لجنة` and `جنة` have one stem.
    let store = with_texts(&[
        ("1", "شكلت وجنة الخلد كلمات."),
        ("2", "شكلت اللجنة العليا."),
    ]);
    assert_eq!(found(&store, "\"شكلت جنة\""), ["1"]);
    assert_eq!(found(&store, "\"شكلت اللجنة\""), ["2"]);
}

#[test]
fn snippets_quote_the_text_with_the_matches_marked() {
    let text = format!(
        "عنوان\nقال المتحدث 😀 إن الوفد وصل إلى بَغْدادَ. {}",
        "حشو طويل. ".repeat(100)
    );
    let mut given = article("1", "الغد", "2023-01-13", &text);
    given.title = "بغداد تستقبل الوفد".to_owned();
    let mut store = Store::open_in_memory().unwrap();
    store.put(&reading(given, Vec::new())).unwrap();
    let hit = &store.search("لبغداد الوفد", &Page::first(5)).unwrap().items[0];
    assert_eq!(
        hit.in_title
            .iter()
            .map(|s| s.of(&hit.article.title))
            .collect::<Vec<_>>(),
        ["بغداد", "الوفد"]
    );
    assert_eq!(hit.snippets.len(), 1);
    let snippet = &hit.snippets[0];
    assert_eq!(snippet.words.span().of(&text), snippet.words.text);
    assert!(snippet.words.text.starts_with("قال المتحدث"));
    let matches: Vec<&str> = snippet.matches.iter().map(|s| s.of(&text)).collect();
    assert_eq!(matches, ["الوفد", "بَغْدادَ"]);
}

#[test]
fn the_newest_come_first_and_pages_fit_together() {
    let mut store = Store::open_in_memory().unwrap();
    let days = [
        "2023-01-02",
        "",
        "2023-01-01",
        "1969-12-31",
        "2023-01-02",
        "2022-06-01",
    ];
    for (i, day) in days.iter().enumerate() {
        let given = article(&i.to_string(), "الغد", day, "وصل الوفد إلى بغداد.");
        store.put(&reading(given, Vec::new())).unwrap();
    }
    let mut ids = Vec::new();
    let mut page = Page::first(2);
    loop {
        let listed = store.search("بغداد", &page).unwrap();
        assert!(listed.items.len() <= 2);
        ids.extend(listed.items.into_iter().map(|h| h.article.id));
        match listed.next {
            Some(next) => page = Page::after(2, next),
            None => break,
        }
    }
    assert_eq!(ids, ["4", "0", "2", "5", "3", "1"]);
    let bad = store
        .search("بغداد", &Page::after(2, "n.1".to_owned()))
        .unwrap_err();
    assert!(matches!(bad.problem, Problem::BadCursor(_)));
}

#[test]
fn records_are_found_by_words_of_their_sentence_or_article() {
    let mut store = Store::open_in_memory().unwrap();
    store.put(&visit("a")).unwrap();
    let with = |text: &str, text_in| EventFilter {
        text: Some(text.to_owned()),
        text_in,
        ..EventFilter::default()
    };
    assert_eq!(triggers(&store, &with("لموسكو", TextIn::Record)), ["زار"]);
    assert_eq!(triggers(&store, &with("mekdad", TextIn::Record)), ["زار"]);
    assert_eq!(
        triggers(&store, &with("«وزير الخارجية» أمس", TextIn::Record)),
        ["زار"]
    );
    assert!(triggers(&store, &with("«الخارجية وزير»", TextIn::Record)).is_empty());
    assert_eq!(
        triggers(&store, &with("لموسكو دمشق", TextIn::Article)),
        ["زار", "رفضت"]
    );
    assert!(triggers(&store, &with("لموسكو دمشق", TextIn::Record)).is_empty());
}

#[test]
fn whatever_is_typed_is_only_text() {
    let store = with_texts(&[("1", "وصل الوفد إلى بغداد.")]);
    for typed in [
        "\"",
        "'",
        "بغداد'",
        "'; DROP TABLE articles; --",
        "words:بغداد",
        "stems : a",
        "NEAR(بغداد الوفد, 2)",
        "بغداد OR",
        "AND",
        "NOT بغداد",
        "^بغداد",
        "بغداد + الوفد",
        "(بغداد",
        "بغداد)",
        "*",
        "\0",
        "بغداد\0",
        "-",
        "--",
        "=",
        "=*",
        "-\"",
        "\"\"\"\"",
        "{words}:x",
        "⁓غداد",
        "¶",
        "%",
        "_",
        "\\",
        "\u{202e}بغداد",
        "a\"b\"c*",
    ] {
        match store.search(typed, &Page::first(3)) {
            Ok(_) => {}
            Err(error) => assert!(
                matches!(error.problem, Problem::EmptyQuery(_)),
                "{typed}: {error}"
            ),
        }
    }
    assert_eq!(found(&store, "بغداد'"), ["1"]);
    assert!(found(&store, "¶ بغداد غائب").is_empty());
    let long = "بغداد ".repeat(100_000);
    assert_eq!(found(&store, &long), ["1"]);
}
