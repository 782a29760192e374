//! Storing: twice is once, versions, re-reading, deletion, backup.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::*;
use rawi_model::{EventType, Status};
use rawi_store::{EventFilter, Page, Problem, Store, Stored, View};

#[test]
fn the_same_article_twice_changes_nothing() {
    let mut store = Store::open_in_memory().unwrap();
    assert_eq!(store.put(&visit("a")).unwrap(), Stored::New);
    let before = (
        store.counts().unwrap(),
        events(&store, &EventFilter::default()),
    );
    assert_eq!(store.put(&visit("a")).unwrap(), Stored::Same);
    let after = (
        store.counts().unwrap(),
        events(&store, &EventFilter::default()),
    );
    assert_eq!(before, after);
    assert_eq!(after.0.records, 2);
    assert_eq!(
        store.reading("a", View::Effective).unwrap().unwrap(),
        visit("a")
    );
    assert_eq!(store.reading("b", View::Effective).unwrap(), None);
}

#[test]
fn another_text_is_a_new_version_and_the_old_records_go() {
    let mut store = Store::open_in_memory().unwrap();
    store.put(&visit("a")).unwrap();
    let old = events(&store, &EventFilter::default())[0].id;
    let text = "قصف الجيش بلدة في ريف إدلب.";
    let changed = reading(
        article("a", "صحيفة الغد", "2023-01-14", text),
        vec![record(text, "قصف", EventType::Assault)],
    );
    assert_eq!(store.put(&changed).unwrap(), Stored::NewVersion);
    assert_eq!(triggers(&store, &EventFilter::default()), ["قصف"]);
    assert_eq!(store.counts().unwrap().versions, 2);
    assert!(!store.record(old).unwrap().present);
    assert!(
        store
            .search("المقداد", &Page::first(9))
            .unwrap()
            .items
            .is_empty()
    );
    assert_eq!(
        store.search("إدلب", &Page::first(9)).unwrap().items[0]
            .article
            .version,
        2
    );
    let words = EventFilter {
        text: Some("المقداد".into()),
        ..EventFilter::default()
    };
    assert!(events(&store, &words).is_empty());

    // Back to the first text: no third version, and its records are shown again under their old numbers.
    assert_eq!(store.put(&visit("a")).unwrap(), Stored::NewVersion);
    assert_eq!(store.counts().unwrap().versions, 2);
    assert_eq!(events(&store, &EventFilter::default())[0].id, old);
    assert_eq!(events(&store, &words).len(), 1);
}

#[test]
fn a_newer_engine_replaces_the_records_and_numbers_stay() {
    let mut store = Store::open_in_memory().unwrap();
    store.put(&visit("a")).unwrap();
    let before = events(&store, &EventFilter::default());
    let mut again = visit("a");
    again.engine = engine("2");
    again.events[1].status = Status::Possible;
    again.events.push(record(VISIT, "طلب", EventType::Request));
    assert_eq!(store.put(&again).unwrap(), Stored::Reread);
    let after = events(&store, &EventFilter::default());
    assert_eq!(after.len(), 3);
    assert_eq!((after[0].id, after[1].id), (before[0].id, before[1].id));
    assert_eq!(after[1].record.status, Status::Possible);
    assert_eq!(store.reading("a", View::Machine).unwrap().unwrap(), again);
    assert_eq!(store.put(&again).unwrap(), Stored::Same);

    // What is known about the article counts as well.
    again.article.published = Some("2023-02-01".parse().unwrap());
    assert_eq!(store.put(&again).unwrap(), Stored::Reread);
    assert_eq!(store.reading("a", View::Effective).unwrap().unwrap(), again);
    let since = EventFilter {
        since: Some("2023-02-01".parse().unwrap()),
        ..EventFilter::default()
    };
    assert_eq!(events(&store, &since).len(), 3);
    assert_eq!(
        store
            .search("المقداد", &Page::first(9))
            .unwrap()
            .items
            .len(),
        1
    );
}

#[test]
fn articles_of_other_engines_are_found_until_none_is_left() {
    let mut store = Store::open_in_memory().unwrap();
    let ids: Vec<String> = (0..150).map(|i| format!("a{i}")).collect();
    for id in &ids {
        store.put(&visit(id)).unwrap();
    }
    let all: Vec<String> = store.articles().map(|a| a.unwrap().id).collect();
    assert_eq!(all, ids);
    let mut rounds = 0;
    loop {
        let stale = store.stale(&engine("2"), &Page::first(40)).unwrap();
        if stale.items.is_empty() {
            break;
        }
        assert_eq!(stale.next.is_some(), rounds < 3);
        rounds += 1;
        for article in stale.items {
            let mut again = visit(&article.id);
            assert_eq!(again.article, article);
            again.engine = engine("2");
            assert_eq!(store.put(&again).unwrap(), Stored::Reread);
        }
    }
    assert_eq!(rounds, 4);
    let page = store.stale(&engine("3"), &Page::first(100)).unwrap();
    let rest = store
        .stale(&engine("3"), &Page::after(100, page.next.unwrap()))
        .unwrap();
    assert_eq!(
        (page.items.len(), rest.items.len(), rest.next),
        (100, 50, None)
    );
}

#[test]
fn records_that_share_trigger_and_type_are_all_kept() {
    let mut store = Store::open_in_memory().unwrap();
    let mut twins = visit("a");
    let mut twin = twins.events[0].clone();
    twin.status = Status::Denied;
    twins.events.push(twin);
    store.put(&twins).unwrap();
    assert_eq!(store.reading("a", View::Effective).unwrap().unwrap(), twins);
}

#[test]
fn an_importer_reports_each_commit_and_gives_up_the_rest() {
    let mut store = Store::open_in_memory().unwrap();
    let mut commits = Vec::new();
    let mut importer = store.importer(2, |done| {
        let ids: Vec<&str> = done.articles.iter().map(|a| a.0.as_str()).collect();
        commits.push((ids.join(" "), done.total));
    });
    for id in ["a", "b", "a", "c", "d"] {
        importer.put(&visit(id)).unwrap();
    }
    drop(importer);
    assert_eq!(commits, [("a b".to_owned(), 2), ("a c".to_owned(), 4)]);
    assert_eq!(store.counts().unwrap().articles, 3);
    let mut importer = store.importer(100, |_| ());
    importer.put(&visit("d")).unwrap();
    assert_eq!(importer.finish().unwrap(), 1);
    let stored = store.put_all(&[visit("d"), visit("e")]).unwrap();
    assert_eq!(stored, [Stored::Same, Stored::New]);
}

#[test]
fn a_deleted_article_leaves_nothing() {
    let mut store = Store::open_in_memory().unwrap();
    store.put(&visit("a")).unwrap();
    store.put(&visit("b")).unwrap();
    assert!(store.delete_article("a").unwrap());
    assert!(!store.delete_article("a").unwrap());
    assert_eq!(store.counts().unwrap().records, 2);
    assert_eq!(
        store
            .search("المقداد", &Page::first(9))
            .unwrap()
            .items
            .len(),
        1
    );
    assert!(store.delete_article("b").unwrap());
    assert_eq!(store.counts().unwrap(), rawi_store::Counts::default());
    assert_eq!(store.put(&visit("a")).unwrap(), Stored::New);
}

#[test]
fn a_backup_is_whole_and_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(folder.path().join("a.db")).unwrap();
    store.put(&visit("a")).unwrap();
    let to = folder.path().join("b.db");
    store.backup(&to).unwrap();
    assert_eq!(store.backup(&to).unwrap_err().problem, Problem::Exists);
    store.put(&visit("b")).unwrap();
    let copy = Store::open_existing(&to).unwrap();
    assert_eq!(
        copy.reading("a", View::Effective).unwrap().unwrap(),
        visit("a")
    );
    assert_eq!(copy.counts().unwrap().articles, 1);
    assert_eq!(
        copy.search("موسكو", &Page::first(9)).unwrap().items.len(),
        1
    );
    let names: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|f| f.unwrap().file_name())
        .collect();
    assert!(
        !names
            .iter()
            .any(|n| n.to_string_lossy().contains("partial")),
        "{names:?}"
    );
}

#[test]
fn readers_do_not_wait_for_an_open_transaction() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut writer = Store::open(&path).unwrap();
    let reader = Store::open(&path).unwrap();
    let mut importer = writer.importer(100, |_| ());
    importer.put(&visit("a")).unwrap();
    assert_eq!(reader.counts().unwrap().articles, 0);
    importer.finish().unwrap();
    assert_eq!(reader.counts().unwrap().articles, 1);
}
