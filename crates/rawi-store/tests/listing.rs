//! Filters, orders and pages of records.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::*;
use rawi_model::{EventType, Place, SourceKind, Status};
use rawi_store::{Dyad, EventFilter, Order, Page, Party, Problem, SourceFilter, Store};

fn party(s: &str) -> Option<Party> {
    Some(s.parse().unwrap())
}

fn filter() -> EventFilter {
    EventFilter::default()
}

/// Three articles: the visit in two outlets, and an attack that the outlet asserts, without dates.
fn filled() -> Store {
    let mut store = Store::open_in_memory().unwrap();
    store.put(&visit("a")).unwrap();
    let mut other = visit("b");
    other.article.outlet = "وكالة الأنباء".to_owned();
    other.article.published = Some("2023-01-15".parse().unwrap());
    other.events.truncate(1);
    other.events[0].when = Some("2023-02".to_owned());
    store.put(&other).unwrap();
    let text = "قصف الجيش التركي بلدة عفرين.";
    let mut assault = record(text, "قصف", EventType::Assault);
    assault.actor = vec![mention(text, "الجيش التركي", "TUR MIL")];
    let words = at(text, "عفرين");
    assault.place = Some(Place {
        start: words.start,
        end: words.end,
        text: words.text,
        country: "SYR".parse().unwrap(),
        geoname_id: Some(1),
        lat: Some(36.5),
        lon: Some(36.9),
        name: Some("Afrin".to_owned()),
    });
    assault.status = Status::Possible;
    assault.confidence = 0.7;
    store
        .put(&reading(article("c", "الغد", "", text), vec![assault]))
        .unwrap();
    store
}

#[test]
fn actors_recipients_and_dyads() {
    let store = filled();
    let actor = |s| {
        triggers(
            &store,
            &EventFilter {
                actor: party(s),
                ..filter()
            },
        )
    };
    assert_eq!(actor("SYR"), ["زار", "زار", "رفضت"]);
    assert_eq!(actor("SYR GOV"), ["زار", "زار", "رفضت"]);
    assert_eq!(actor("TUR GOV"), [""; 0]);
    assert_eq!(actor("TUR"), ["قصف"]);
    assert_eq!(actor("syr/mekdad"), ["زار", "زار"]);
    assert_eq!(actor("المقداد وزير"), ["زار", "زار"]);
    assert_eq!(actor("Mekdad"), ["زار", "زار"]);
    assert_eq!(actor("لدمشق"), ["رفضت"]);
    assert_eq!(
        triggers(
            &store,
            &EventFilter {
                recipient: party("TUR"),
                ..filter()
            }
        ),
        ["رفضت"]
    );
    let dyad = |from: &str, to: &str, either_way| {
        let dyad = Dyad {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
            either_way,
        };
        triggers(
            &store,
            &EventFilter {
                dyad: Some(dyad),
                ..filter()
            },
        )
    };
    assert_eq!(dyad("SYR", "TUR", false), ["رفضت"]);
    assert_eq!(dyad("TUR", "SYR", false), [""; 0]);
    assert_eq!(dyad("TUR", "SYR", true), ["رفضت"]);
    assert_eq!(dyad("موسكو", "syr/mekdad", true), ["زار", "زار"]);
}

#[test]
fn types_statuses_sources_outlets_places_and_confidence() {
    let store = filled();
    let types = vec![EventType::Reject, EventType::Assault];
    assert_eq!(
        triggers(&store, &EventFilter { types, ..filter() }),
        ["رفضت", "قصف"]
    );
    let statuses = vec![Status::Possible];
    assert_eq!(
        triggers(
            &store,
            &EventFilter {
                statuses,
                ..filter()
            }
        ),
        ["قصف"]
    );
    let sources = |list: &[SourceFilter]| {
        triggers(
            &store,
            &EventFilter {
                sources: list.to_vec(),
                ..filter()
            },
        )
    };
    assert_eq!(
        sources(&[SourceFilter::Kind(SourceKind::Anonymous)]),
        ["رفضت"]
    );
    assert_eq!(sources(&[SourceFilter::Kind(SourceKind::Person)]), [""; 0]);
    assert_eq!(sources(&[SourceFilter::None]), ["زار", "زار", "قصف"]);
    assert_eq!(
        sources(&[
            SourceFilter::None,
            SourceFilter::Kind(SourceKind::Anonymous)
        ])
        .len(),
        4
    );
    assert_eq!(
        triggers(
            &store,
            &EventFilter {
                according_to: party("المصادر"),
                ..filter()
            }
        ),
        ["رفضت"]
    );
    let outlets = vec!["صحيفه  الغد".to_owned(), "nobody".to_owned()];
    assert_eq!(
        triggers(
            &store,
            &EventFilter {
                outlets,
                ..filter()
            }
        ),
        ["زار", "رفضت"]
    );
    for place in ["SYR", "Afrin", "بعفرين"] {
        assert_eq!(
            triggers(
                &store,
                &EventFilter {
                    place: party(place),
                    ..filter()
                }
            ),
            ["قصف"],
            "{place}"
        );
    }
    let min_confidence = Some(0.7);
    assert_eq!(
        triggers(
            &store,
            &EventFilter {
                min_confidence,
                ..filter()
            }
        ),
        ["زار", "زار", "قصف"]
    );
    let article = Some("b".to_owned());
    assert_eq!(
        triggers(
            &store,
            &EventFilter {
                article,
                ..filter()
            }
        ),
        ["زار"]
    );
    let both = EventFilter {
        actor: party("SYR"),
        types: vec![EventType::Reject],
        ..filter()
    };
    assert_eq!(triggers(&store, &both), ["رفضت"]);
}

#[test]
fn dates_of_publication_and_of_the_event() {
    let store = filled();
    let day = |s: &str| Some(s.parse().unwrap());
    let ids = |f: &EventFilter| {
        events(&store, f)
            .into_iter()
            .map(|e| e.article.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        ids(&EventFilter {
            since: day("2023-01-14"),
            ..filter()
        }),
        ["b"]
    );
    assert_eq!(
        ids(&EventFilter {
            until: day("2023-01-14"),
            ..filter()
        }),
        ["a", "a"]
    );
    assert_eq!(
        ids(&EventFilter {
            happened_from: day("2023-02-20"),
            ..filter()
        }),
        ["b"]
    );
    assert_eq!(
        ids(&EventFilter {
            happened_to: day("2023-01-31"),
            ..filter()
        }),
        ["a"]
    );
    let overlap = EventFilter {
        happened_from: day("2023-01-12"),
        happened_to: day("2023-02-01"),
        ..filter()
    };
    assert_eq!(ids(&overlap), ["b", "a"]);
}

#[test]
fn pages_of_every_order_hold_each_record_once() {
    let mut store = filled();
    for i in 0..30 {
        let mut more = visit(&format!("m{i}"));
        more.article.published =
            (i % 4 != 0).then(|| format!("2023-01-{:02}", 10 + i % 5).parse().unwrap());
        more.events[0].confidence = (i % 3) as f32 / 3.0;
        store.put(&more).unwrap();
    }
    let total = store.counts().unwrap().records as usize;
    for order in [
        Order::Newest,
        Order::Oldest,
        Order::Surest,
        Order::LeastSure,
    ] {
        let asked = EventFilter { order, ..filter() };
        let all = store.events(&asked, &Page::first(1000)).unwrap().items;
        assert_eq!(all.len(), total);
        for pair in all.windows(2) {
            let key = |i: usize| (pair[i].article.published, pair[i].record.confidence);
            match order {
                Order::Newest => assert!(key(0).0 >= key(1).0),
                Order::Oldest => assert!(key(0).0 <= key(1).0),
                Order::Surest => assert!(key(0).1 >= key(1).1),
                Order::LeastSure => assert!(key(0).1 <= key(1).1),
            }
        }
        let mut paged = Vec::new();
        let mut page = Page::first(7);
        loop {
            let listed = store.events(&asked, &page).unwrap();
            paged.extend(listed.items);
            let Some(next) = listed.next else { break };
            page = Page::after(7, next);
        }
        assert_eq!(paged, all, "{order:?}");
    }
    for cursor in [
        "",
        "n",
        "n.1",
        "o.2023.1.1",
        "n.x.y.z",
        "n.2023-01-01.1.1.1",
    ] {
        let bad = store
            .events(&filter(), &Page::after(5, cursor.to_owned()))
            .unwrap_err();
        assert!(matches!(bad.problem, Problem::BadCursor(_)), "{cursor}");
    }
}

#[test]
fn a_cursor_goes_on_where_it_was_although_more_came() {
    let mut store = filled();
    let first = store.events(&filter(), &Page::first(2)).unwrap();
    let mut newer = visit("new");
    newer.article.published = Some("2024-01-01".parse().unwrap());
    store.put(&newer).unwrap();
    let rest = store
        .events(&filter(), &Page::after(9, first.next.unwrap()))
        .unwrap();
    let ids: Vec<&str> = rest.items.iter().map(|e| e.article.id.as_str()).collect();
    assert_eq!(ids, ["a", "c"]);
}

#[test]
fn common_parties_are_listed_like_rare_ones() {
    let mut store = Store::open_in_memory().unwrap();
    let mut importer = store.importer(10_000, |_| ());
    for i in 0..1600 {
        let mut given = visit(&format!("a{i}"));
        if i % 400 == 0 {
            given.events[1].recipient.clear();
        }
        importer.put(&given).unwrap();
    }
    importer.finish().unwrap();
    let syria = EventFilter {
        actor: party("SYR"),
        ..filter()
    };
    assert_eq!(store.count_events(&syria).unwrap(), 3200);
    assert_eq!(
        store
            .events(&syria, &Page::first(5000))
            .unwrap()
            .items
            .len(),
        3200
    );
    let dyad = Some(Dyad {
        from: "TUR".parse().unwrap(),
        to: "SYR GOV".parse().unwrap(),
        either_way: true,
    });
    let turkey = EventFilter { dyad, ..filter() };
    assert_eq!(store.count_events(&turkey).unwrap(), 1596);
    assert_eq!(
        store
            .events(&turkey, &Page::first(5000))
            .unwrap()
            .items
            .len(),
        1596
    );
}
