//! The views as an interface: their columns, the queries of docs/sql.md, and exports.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

mod common;

use std::ops::ControlFlow;
use std::path::Path;

use common::*;
use rawi_model::{EventType, Status};
use rawi_store::{Change, Correction, EventFilter, Exported, OutletNames, Store, Unit};
use rusqlite::{Connection, OpenFlags};

/// What each view shows. A column may be added; none goes, and none changes its name.
const VIEWS: [(&str, &str); 6] = [
    (
        "v_events",
        "record claim story article url outlet published title type mode contexts status stance confidence mutual \
         trigger trigger_start trigger_end actor actor_code actor_name actor_id actor_country actor_sector recipient \
         recipient_code recipient_name recipient_id recipient_country recipient_sector place place_name place_country \
         geoname_id lat lon when_text when_from when_to event_date according_to according_to_kind according_to_code \
         killed wounded arrested sentence gloss_en gloss_ar origin",
    ),
    (
        "v_claims",
        "claim type class first_day last_day record records outlets voices",
    ),
    (
        "v_stories",
        "story title first_day last_day articles outlets independent",
    ),
    (
        "v_sources",
        "record position text kind name id code country sector",
    ),
    (
        "v_parties",
        "record role position text name id code country sector",
    ),
    (
        "v_articles",
        "article url outlet published title version characters text records engine lexicon",
    ),
];

fn database(path: &Path) -> Store {
    let mut store = Store::open(path).unwrap();
    for (id, outlet) in [("a", "صحيفة الغد"), ("b", "وكالة الشرق")] {
        let mut reading = visit(id);
        reading.article.outlet = outlet.to_owned();
        store.put(&reading).unwrap();
    }
    store.weave(&OutletNames::default(), |_| ()).unwrap();
    store
}

fn reading_only(path: &Path) -> Connection {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
}

#[test]
fn views_keep_their_columns() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    drop(database(&path));
    let db = reading_only(&path);
    for (view, columns) in VIEWS {
        let select = db.prepare(&format!("SELECT * FROM {view}")).unwrap();
        let found = select.column_names();
        for column in columns.split_whitespace() {
            assert!(found.contains(&column), "{view}.{column}");
        }
    }
    let row: (String, String, String, String, String) = db
        .query_row(
            "SELECT actor_code, recipient_country, event_date, sentence, claim FROM v_events WHERE type = 'CONSULT'",
            [],
            |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?)),
        )
        .unwrap();
    assert_eq!(
        (row.0.as_str(), row.1.as_str(), row.2.as_str()),
        ("SYR GOV", "RUS", "2023-01-12")
    );
    assert!(
        row.3.starts_with("زار وزير") && row.3.trim_end().ends_with('.'),
        "{}",
        row.3
    );
    let joined: u32 = db
        .query_row("SELECT max(records) FROM v_claims", [], |r| r.get(0))
        .unwrap();
    assert_eq!(joined, 2);
}

#[test]
fn the_documented_queries_run() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    drop(database(&path));
    let db = reading_only(&path);
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/sql.md");
    let page = std::fs::read_to_string(page).unwrap();
    let queries: Vec<&str> = page
        .split("```sql\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    assert_eq!(queries.len(), 12);
    let mut with_rows = 0;
    for query in queries {
        let mut select = db.prepare(query).unwrap();
        let mut rows = select.query([]).unwrap();
        let mut any = false;
        while rows.next().unwrap().is_some() {
            any = true;
        }
        with_rows += u32::from(any);
    }
    assert!(with_rows >= 6, "{with_rows}");
}

fn exported(store: &Store, filter: &EventFilter, unit: Unit) -> Vec<Exported> {
    let mut out = Vec::new();
    let done: Result<(), ControlFlow<()>> = store
        .export(filter, unit, |item| {
            out.push(item);
            Ok(())
        })
        .unwrap();
    done.unwrap();
    out
}

#[test]
fn exports_join_reports_of_one_act() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = database(&folder.path().join("a.db"));
    let all = EventFilter::default();
    let records = exported(&store, &all, Unit::Record);
    assert_eq!(records.len(), 4);
    assert!(records.iter().all(|item| item.others.is_empty()));
    // By the day of the act: the visit is dated, the refusal has the day of publication.
    assert_eq!(records[0].main.row.record.kind, EventType::Consult);
    assert_eq!(records[3].main.row.record.kind, EventType::Reject);
    assert_eq!(records[0].main.sentence_number, 1);
    assert_eq!(records[3].main.sentence_number, 2);
    assert_eq!(records[0].main.characters as usize, VISIT.chars().count());
    let claims = exported(&store, &all, Unit::Claim);
    assert_eq!(claims.len(), 2);
    assert_eq!(claims[0].others.len(), 1);
    let claim = claims[0].claim.as_ref().unwrap();
    assert_eq!((claim.records, claim.articles, claim.outlets), (2, 2, 2));
    // The filter holds for every report.
    let one = EventFilter {
        outlets: vec!["صحيفة الغد".to_owned()],
        types: vec![EventType::Consult],
        statuses: vec![Status::Occurred],
        ..EventFilter::default()
    };
    let claims = exported(&store, &one, Unit::Claim);
    assert_eq!((claims.len(), claims[0].others.len()), (1, 0));
    // What a person marked wrong is not exported.
    let wrong = records[0].main.row.id;
    store
        .correct(&Correction {
            change: Change::Wrong { record: wrong },
            who: "ن".to_owned(),
            at: "2023-02-01T00:00:00Z".parse().unwrap(),
            note: String::new(),
        })
        .unwrap();
    assert_eq!(exported(&store, &all, Unit::Record).len(), 3);
}

#[test]
fn whoever_takes_the_items_can_stop() {
    let folder = tempfile::tempdir().unwrap();
    let store = database(&folder.path().join("a.db"));
    let stopped = store
        .export(&EventFilter::default(), Unit::Record, |_| Err("enough"))
        .unwrap();
    assert_eq!(stopped, Err("enough"));
}

#[test]
fn a_manifest_knows_every_text_by_its_hash() {
    let folder = tempfile::tempdir().unwrap();
    let store = database(&folder.path().join("a.db"));
    let mut articles = Vec::new();
    let done: Result<(), ()> = store
        .article_hashes(|article| {
            articles.push(article);
            Ok(())
        })
        .unwrap();
    done.unwrap();
    assert_eq!(articles.len(), 2);
    assert_eq!((articles[0].id.as_str(), articles[0].records), ("a", 2));
    // The same words have the same hash.
    assert_eq!(articles[0].hash, articles[1].hash);
    assert_eq!(articles[0].hash.len(), 64);
    assert_eq!(articles[0].engine.version, "1");
}
