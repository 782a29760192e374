//! Feeds and alerts: what a restart finds again, and what an alert finds once.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::*;
use jiff::Timestamp;
use rawi_model::EventType;
use rawi_store::{
    Dyad, EventFilter, ItemState, NewAlert, Page, Party, Polled, Problem, SourceFilter, Store,
    Stored, TextIn, Webhook,
};

const FEED: &str = "https://nida.example/rss";

fn now(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + seconds).unwrap()
}

fn polled(ids: &[(&str, &str)]) -> Polled {
    Polled {
        etag: Some("\"v1\"".to_owned()),
        modified: None,
        items: Some(
            ids.iter()
                .map(|(id, title)| {
                    let mut item = article(id, "نداء", "2023-01-13", VISIT);
                    item.title = (*title).to_owned();
                    item
                })
                .collect(),
        ),
    }
}

fn alert(name: &str, filter: EventFilter) -> NewAlert {
    NewAlert {
        name: name.to_owned(),
        filter,
        atom: None,
        webhook: None,
    }
}

fn rejections() -> EventFilter {
    EventFilter {
        types: vec![EventType::Reject],
        ..EventFilter::default()
    }
}

#[test]
fn a_feed_goes_on_where_it_was_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let id = {
        let mut store = Store::open(&path).unwrap();
        let feed = store.feed(FEED).unwrap();
        assert_eq!((feed.etag, feed.failures, feed.waiting), (None, 0, 0));
        let new = store
            .feed_answered(feed.id, &polled(&[("a", "1"), ("b", "2")]), now(0), now(60))
            .unwrap();
        assert_eq!(new, 2);
        let items = store.waiting_items(feed.id, 10).unwrap();
        store.put_item(items[0].id, &visit("a")).unwrap();
        store
            .item_failed(items[1].id, "busy", &ItemState::Retry(now(30)))
            .unwrap();
        feed.id
    };
    let mut store = Store::open(&path).unwrap();
    let feed = store.feed(FEED).unwrap();
    assert_eq!(feed.id, id);
    assert_eq!(feed.etag.as_deref(), Some("\"v1\""));
    assert_eq!(feed.due, now(60));
    assert_eq!((feed.waiting, feed.stored, feed.failed), (1, 1, 0));
    let items = store.waiting_items(id, 10).unwrap();
    assert_eq!((items.len(), items[0].tries, items[0].due), (1, 1, now(30)));
    assert_eq!(items[0].article.title, "2");
    store
        .item_failed(items[0].id, "gone", &ItemState::Failed)
        .unwrap();
    assert_eq!(store.feeds().unwrap()[0].failed, 1);
    // Failures are counted in a row, and an answer ends them.
    assert_eq!(store.feed_failed(id, "slow", now(70), now(99)).unwrap(), 1);
    assert_eq!(store.feed_failed(id, "slow", now(80), now(99)).unwrap(), 2);
    assert_eq!(store.feed(FEED).unwrap().error.as_deref(), Some("slow"));
    let same = Polled {
        items: None,
        ..polled(&[])
    };
    store.feed_answered(id, &same, now(100), now(160)).unwrap();
    let feed = store.feed(FEED).unwrap();
    assert_eq!((feed.failures, feed.error), (0, None));
}

#[test]
fn what_is_listed_again_waits_only_when_it_changed() {
    let mut store = Store::open_in_memory().unwrap();
    let feed = store.feed(FEED).unwrap().id;
    let other = store.feed("https://other.example/rss").unwrap().id;
    let poll = |store: &mut Store, feed, title: &str, at| {
        let new = store
            .feed_answered(feed, &polled(&[("a", title)]), now(at), now(at))
            .unwrap();
        if let Some(item) = store.waiting_items(feed, 1).unwrap().pop() {
            store.put_item(item.id, &visit("a")).unwrap();
        }
        new
    };
    assert_eq!(poll(&mut store, feed, "1", 0), 1);
    assert_eq!(poll(&mut store, feed, "1", 1), 0);
    assert_eq!(poll(&mut store, feed, "2", 2), 1);
    assert_eq!(
        poll(&mut store, other, "3", 3),
        0,
        "another feed has it already"
    );
    // A feed that never stops changing is not followed for ever.
    let again: u64 = (4..50)
        .map(|i| poll(&mut store, feed, &format!("{i} readers"), i))
        .sum();
    assert_eq!(again, 4);
}

#[test]
fn an_alert_finds_what_came_after_it_and_finds_it_once() {
    let mut store = Store::open_in_memory().unwrap();
    store.put(&visit("before")).unwrap();
    store.add_alert(&alert("refusals", rejections())).unwrap();
    assert!(store.ask_alerts().unwrap().is_empty());
    store.put(&visit("after")).unwrap();
    let found = store.ask_alerts().unwrap();
    assert_eq!((found.len(), found[0].1), (1, 1));
    assert!(store.ask_alerts().unwrap().is_empty());
    // Read again, and in a new version that says the same: no news.
    let mut again = visit("after");
    again.engine = engine("2");
    store.put(&again).unwrap();
    assert!(store.ask_alerts().unwrap().is_empty());
    let mut newer = visit("after");
    newer.article.text.push_str(" وأضافت.");
    assert_eq!(store.put(&newer).unwrap(), Stored::NewVersion);
    assert!(store.ask_alerts().unwrap().is_empty());
    // What is shown is what still stands.
    for id in ["x", "y", "z"] {
        store.put(&visit(id)).unwrap();
    }
    assert_eq!(store.ask_alerts().unwrap()[0].1, 3);
    let first = store.alert_hits("refusals", &Page::first(2)).unwrap();
    let ids: Vec<&str> = first
        .items
        .iter()
        .map(|h| h.row.article.id.as_str())
        .collect();
    assert_eq!(ids, ["z", "y"]);
    assert_eq!(first.items[0].row.record.kind, EventType::Reject);
    let rest = store
        .alert_hits("refusals", &Page::after(2, first.next.unwrap()))
        .unwrap();
    assert_eq!(rest.items.len(), 1);
    assert_eq!(rest.items[0].row.article.id, "x");
    assert_eq!(rest.next, None);
    store.delete_article("x").unwrap();
    assert_eq!(store.alert("refusals").unwrap().hits, 3);
    store.remove_alert("refusals").unwrap();
    assert_eq!(
        store.remove_alert("refusals").unwrap_err().problem,
        Problem::NoAlert("refusals".to_owned())
    );
}

#[test]
fn names_and_filters_are_checked_when_they_are_saved() {
    let mut store = Store::open_in_memory().unwrap();
    for name in ["", "a b", "../x", "a.atom", "<b>", &"x".repeat(61)] {
        let error = store.add_alert(&alert(name, rejections())).unwrap_err();
        assert!(matches!(error.problem, Problem::BadName(_)), "{name}");
    }
    store.add_alert(&alert("رفض-دمشق", rejections())).unwrap();
    assert_eq!(
        store
            .add_alert(&alert("رفض-دمشق", rejections()))
            .unwrap_err()
            .problem,
        Problem::AlertExists("رفض-دمشق".to_owned())
    );
    let wordless = EventFilter {
        text: Some("،".to_owned()),
        ..EventFilter::default()
    };
    assert!(matches!(
        store.add_alert(&alert("b", wordless)).unwrap_err().problem,
        Problem::EmptyQuery(_)
    ));
}

#[test]
fn a_saved_filter_comes_back_as_it_was() {
    let mut store = Store::open_in_memory().unwrap();
    let filter = EventFilter {
        actor: Some("SYR GOV".parse().unwrap()),
        recipient: Some("TUR".parse().unwrap()),
        dyad: Some(Dyad {
            from: "rus/putin".parse().unwrap(),
            to: Party::Words("SYR".to_owned()),
            either_way: true,
        }),
        sources: vec![
            SourceFilter::None,
            SourceFilter::Kind(rawi_model::SourceKind::Media),
        ],
        outlets: vec!["نداء".to_owned()],
        since: Some("2023-01-13".parse().unwrap()),
        text: Some("\"لجنة\" <script>".to_owned()),
        text_in: TextIn::Article,
        min_confidence: Some(0.7),
        ..rejections()
    };
    let saved = store.add_alert(&alert("all", filter.clone())).unwrap();
    assert_eq!(saved.filter, filter);
    assert_eq!(store.alerts().unwrap(), [saved]);
}

#[test]
fn hits_wait_for_the_webhook_until_it_took_them() {
    let mut store = Store::open_in_memory().unwrap();
    let webhook = Webhook {
        url: "https://hooks.example/x".to_owned(),
        secret: "between us".to_owned(),
    };
    assert!(!format!("{webhook:?}").contains("between us"));
    store
        .add_alert(&NewAlert {
            webhook: Some(webhook.clone()),
            ..alert("refusals", rejections())
        })
        .unwrap();
    assert!(store.deliveries(2).unwrap().is_empty());
    for id in ["a", "b", "c"] {
        store.put(&visit(id)).unwrap();
    }
    store.ask_alerts().unwrap();
    let first = store.deliveries(2).unwrap().pop().unwrap();
    assert_eq!((first.hits.len(), first.failures), (2, 0));
    assert_eq!(first.webhook, webhook);
    store.delivery_failed("refusals", "503", now(60)).unwrap();
    let again = store.deliveries(2).unwrap().pop().unwrap();
    assert_eq!((again.failures, again.due), (1, now(60)));
    assert_eq!(again.hits, first.hits);
    let shown = store.alert("refusals").unwrap();
    assert_eq!((shown.undelivered, shown.due), (3, Some(now(60))));
    store.delivered("refusals", again.upto).unwrap();
    let rest = store.deliveries(2).unwrap().pop().unwrap();
    assert_eq!((rest.hits.len(), rest.failures), (1, 0));
    assert_eq!(rest.hits[0].row.article.id, "c");
    // An article that has gone meanwhile is not posted, and blocks nothing.
    store.delete_article("c").unwrap();
    assert!(store.deliveries(2).unwrap().is_empty());
}

#[test]
fn what_is_new_is_counted_from_where_somebody_looked() {
    let mut store = Store::open_in_memory().unwrap();
    store.put(&visit("a")).unwrap();
    store.add_alert(&alert("refusals", rejections())).unwrap();
    let start = store.news(None).unwrap();
    assert!(start.is_empty());
    let mark = start.mark.to_string().parse().unwrap();
    assert!(store.news(Some(mark)).unwrap().is_empty());
    store.put(&visit("b")).unwrap();
    store.put(&visit("c")).unwrap();
    store.ask_alerts().unwrap();
    let news = store.news(Some(mark)).unwrap();
    assert_eq!((news.articles, news.hits), (2, 2));
    assert!(store.news(Some(news.mark)).unwrap().is_empty());
    for bad in ["", "1", "1.", "-1.0", "1.2.3", "x.y"] {
        assert!(bad.parse::<rawi_store::Mark>().is_err(), "{bad}");
    }
}
