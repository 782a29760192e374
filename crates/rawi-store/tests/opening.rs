//! Opening what is not ours, what is newer, what cannot be written; running out of room.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use std::fs;
use std::path::Path;

use common::*;
use rawi_store::{EventFilter, Problem, Store, StoreError};
use rusqlite::Connection;

fn refused(path: &Path) -> StoreError {
    let before = fs::read(path).unwrap();
    let error = Store::open(path).unwrap_err();
    assert_eq!(fs::read(path).unwrap(), before, "{error}");
    let beside = fs::read_dir(path.parent().unwrap()).unwrap().count();
    assert_eq!(beside, 1, "{error}");
    let shown = error.to_string();
    assert!(shown.contains(&path.display().to_string()), "{shown}");
    assert!(shown.contains(error.problem.remedy()), "{shown}");
    error
}

#[test]
fn what_is_no_database_of_ours_is_left_alone() {
    for bytes in [&b"not a database at all, but some text that is long enough to be looked at as a header, 100 bytes"[..], b"x", &[0; 4096], b"SQLite format 3\0"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, bytes).unwrap();
        assert_eq!(refused(&path).problem, Problem::NotADatabase);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1)")
        .unwrap();
    assert_eq!(refused(&path).problem, Problem::NotRawi);
}

#[test]
fn a_newer_schema_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    drop(Store::open(&path).unwrap());
    Connection::open(&path)
        .unwrap()
        .pragma_update(None, "user_version", 999)
        .unwrap();
    let error = refused(&path);
    assert!(
        matches!(error.problem, Problem::Newer { found: 999, .. }),
        "{error}"
    );
}

#[test]
fn missing_files_folders_and_odd_names() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("a.db");
    assert_eq!(
        Store::open_existing(&missing).unwrap_err().problem,
        Problem::Missing
    );
    assert!(!missing.exists());
    let nowhere = folder.path().join("no/such/folder/a.db");
    assert!(matches!(
        Store::open(&nowhere).unwrap_err().problem,
        Problem::Io(_)
    ));
    assert!(matches!(
        Store::open(folder.path()).unwrap_err().problem,
        Problem::Io(_)
    ));
    // Names that SQLite would take for something else.
    for name in ["file:x?mode=memory", "أخبار 2023.db", "a'b;c.db"] {
        let path = folder.path().join(name);
        Store::open(&path).unwrap().put(&visit("a")).unwrap();
        assert!(path.exists(), "{name}");
        assert_eq!(
            Store::open_existing(&path)
                .unwrap()
                .counts()
                .unwrap()
                .articles,
            1
        );
    }
    // An empty file is a fresh start.
    let empty = folder.path().join("empty.db");
    fs::write(&empty, b"").unwrap();
    Store::open(&empty).unwrap().put(&visit("a")).unwrap();
}

#[test]
fn a_full_disk_takes_back_the_transaction_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut store = Store::open(&path).unwrap();
    store.put(&visit("first")).unwrap();
    store.limit_size(500_000).unwrap();
    let mut durable = 1;
    let error = {
        let mut importer = store.importer(3, |done| durable = 1 + done.total);
        let mut i = 0;
        loop {
            let mut more = visit(&format!("a{i}"));
            more.article.text.push_str(&"كلمات أخرى. ".repeat(200));
            match importer.put(&more) {
                Ok(_) => i += 1,
                Err(error) => break error,
            }
            assert!(i < 10_000, "never full");
        }
    };
    assert_eq!(error.problem, Problem::Full);
    assert!(error.to_string().contains("make room"), "{error}");
    assert_eq!(store.counts().unwrap().articles, durable);
    drop(store);
    // With room again, everything goes on.
    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.counts().unwrap().articles, durable);
    let mut importer = store.importer(100, |_| ());
    for i in 0..50 {
        importer.put(&visit(&format!("b{i}"))).unwrap();
    }
    importer.finish().unwrap();
    assert_eq!(store.counts().unwrap().articles, durable + 50);
}

#[test]
fn another_writer_is_waited_for_and_then_reported() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut store = Store::open(&path).unwrap();
    store
        .set_patience(std::time::Duration::from_millis(50))
        .unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(store.put(&visit("a")).unwrap_err().problem, Problem::Locked);
    assert!(events(&store, &EventFilter::default()).is_empty());
    other.execute_batch("ROLLBACK").unwrap();
    store.put(&visit("a")).unwrap();
}

#[test]
fn the_database_says_whose_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    drop(Store::open(&path).unwrap());
    let db = Connection::open(&path).unwrap();
    let pragma = |name: &str| -> String {
        db.query_row(&format!("PRAGMA {name}"), [], |r| {
            r.get::<_, rusqlite::types::Value>(0)
        })
        .map(|v| format!("{v:?}"))
        .unwrap()
    };
    assert_eq!(
        pragma("application_id"),
        format!("Integer({})", 0x5241_5749)
    );
    assert_eq!(pragma("journal_mode"), "Text(\"wal\")");
    assert_eq!(pragma("user_version"), "Integer(5)");
}
