//! `kill -9` at any moment of an import: what was reported is there, the file is whole, the import runs again.
//!
//! `RAWI_STORE_KILLS` sets how often the child is killed (20 if unset).

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use common::*;
use rawi_model::{Reading, Status};
use rawi_store::{Change, Correction, EventFilter, FieldChange, Store, Stored, View};

const CHILD: &str = "RAWI_STORE_TEST_CHILD";
const ARTICLES: usize = 3000;

fn nth(i: usize) -> Reading {
    let mut reading = visit(&format!("https://example.org/{i}"));
    reading.article.published = Some(format!("2023-01-{:02}", 1 + i % 28).parse().unwrap());
    reading.article.text.push_str(&format!(
        "\nالخبر رقم {i}. {}",
        "حشو طويل لا يقول شيئا. ".repeat(i % 50)
    ));
    reading
}

/// The import that is killed; a test like the others, which does nothing unless it is the child.
#[test]
fn child_that_imports() {
    let Ok(path) = std::env::var(CHILD) else {
        return;
    };
    let say = |line: &str| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "{line}").unwrap();
        out.flush().unwrap();
    };
    let mut store = Store::open(&path).unwrap();
    say("\nopen");
    let first = store.counts().unwrap().articles as usize;
    let mut importer = store.importer(7, |done| {
        for (id, stored) in &done.articles {
            say(&format!("durable {id} {stored:?}"));
        }
    });
    // Again what the last one may have half done, then on.
    for i in first.saturating_sub(10)..ARTICLES {
        importer.put(&nth(i % ARTICLES)).unwrap();
        if i % 100 == 99 {
            break;
        }
    }
    importer.finish().unwrap();
    loop {
        // Corrections one by one, among further articles.
        let n = store.counts().unwrap();
        store.put(&nth(n.articles as usize)).unwrap();
        let rows = store
            .events(&EventFilter::default(), &rawi_store::Page::first(1))
            .unwrap()
            .items;
        let field = FieldChange::Status(Status::Possible);
        let id = store
            .correct(&Correction {
                change: Change::Field {
                    record: rows[0].id,
                    field,
                },
                who: "child".to_owned(),
                at: "2023-01-14T10:00:00Z".parse().unwrap(),
                note: String::new(),
            })
            .unwrap();
        say(&format!("corrected {id}"));
    }
}

/// Runs the child for so long, kills it, and gives what it said.
fn run_and_kill(path: &Path, after: Duration) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "child_that_imports",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(CHILD, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let out = child.stdout.take().unwrap();
    let lines = std::thread::spawn(move || {
        BufReader::new(out)
            .split(b'\n')
            .map_while(Result::ok)
            .collect::<Vec<_>>()
    });
    std::thread::sleep(after);
    assert_eq!(child.try_wait().unwrap(), None, "the child ended by itself");
    child.kill().unwrap();
    child.wait().unwrap();
    let mut lines = lines.join().unwrap();
    // The last line may be cut off.
    if lines.last().is_some_and(|l| !l.is_empty()) {
        lines.pop();
    }
    lines
        .into_iter()
        .map(|l| String::from_utf8(l).unwrap())
        .collect()
}

fn whole(path: &Path) {
    let db = rusqlite::Connection::open(path).unwrap();
    let check: String = db
        .query_row("PRAGMA integrity_check", [], |r| r.get(0))
        .unwrap();
    assert_eq!(check, "ok");
    let broken: u32 = db
        .query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |r| {
            r.get(0)
        })
        .unwrap();
    assert_eq!(broken, 0);
    for index in ["article_search", "record_search"] {
        db.execute(
            &format!("INSERT INTO {index} ({index}) VALUES ('integrity-check')"),
            [],
        )
        .unwrap();
    }
    let unlike: u32 = db
        .query_row(
            "SELECT (SELECT count(*) FROM articles) - (SELECT count(*) FROM article_search)
                  + abs((SELECT count(*) FROM records WHERE shown) - (SELECT count(*) FROM record_search))",
            [],
            |r| r.get(0),
        )
        .unwrap();
    assert_eq!(unlike, 0);
}

#[test]
fn what_was_reported_survives_kill_9() {
    let kills: u64 = std::env::var("RAWI_STORE_KILLS").map_or(20, |n| n.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let mut path = folder.path().join("0.db");
    let (mut durable, mut corrections, mut reported) = (Vec::new(), 0, 0);
    let mut dice = 0x2545_F491_4F6C_DD1D_u64;
    for round in 0..kills {
        // A fresh file now and then: it may be killed while it is being made.
        if round % 5 == 0 {
            path = folder.path().join(format!("{round}.db"));
            durable.clear();
            corrections = 0;
        }
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        let said = run_and_kill(
            &path,
            Duration::from_millis(3 + dice % if round % 5 == 0 { 60 } else { 400 }),
        );
        for line in said {
            let mut words = line.split(' ');
            match words.next() {
                Some("durable") => durable.push(words.next().unwrap().to_owned()),
                Some("corrected") => corrections = words.next().unwrap().parse().unwrap(),
                _ => continue,
            }
            reported += 1;
        }
        let store = Store::open(&path).unwrap();
        assert!(
            store.counts().unwrap().corrections >= corrections,
            "round {round}"
        );
        for id in &durable {
            let i: usize = id.rsplit('/').next().unwrap().parse().unwrap();
            let kept = store.reading(id, View::Machine).unwrap();
            assert_eq!(kept.as_ref(), Some(&nth(i)), "round {round}: {id}");
        }
        drop(store);
        whole(&path);
    }
    eprintln!("{kills} kills, {reported} reports, all kept");
    assert!(
        reported > kills,
        "the child was killed before it did anything"
    );

    // Run to its end, the import gives what one without interruption gives.
    let mut store = Store::open(&path).unwrap();
    let there = store.counts().unwrap().articles;
    let total = there as usize + 20;
    let mut importer = store.importer(50, |_| ());
    for i in 0..total {
        let stored = importer.put(&nth(i)).unwrap();
        assert_eq!(stored == Stored::Same, i < there as usize);
    }
    importer.finish().unwrap();
    assert_eq!(store.counts().unwrap().records, 2 * total as u64);
}
