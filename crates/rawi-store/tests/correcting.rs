//! Corrections: applied, kept beside the machine's reading, found again after re-reading, undone, never lost.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::*;
use rawi_model::{EventType, Reading, Status};
use rawi_store::{
    Change, Correction, EventFilter, FieldChange, KeptChange, Origin, Problem, RecordId, Standing,
    Store, View,
};

fn say(change: Change) -> Correction {
    Correction {
        change,
        who: "سلمى".to_owned(),
        at: "2023-01-14T10:00:00Z".parse().unwrap(),
        note: "راجعت النص".to_owned(),
    }
}

fn mend(record: RecordId, field: FieldChange) -> Correction {
    say(Change::Field { record, field })
}

fn with_visit() -> (Store, RecordId, RecordId) {
    let mut store = Store::open_in_memory().unwrap();
    store.put(&visit("a")).unwrap();
    let rows = events(&store, &EventFilter::default());
    (store, rows[0].id, rows[1].id)
}

/// The article with a sentence before it and another after it, all spans moved.
fn shifted(engine_version: &str) -> Reading {
    let before = "قال مراسلنا إن الطقس صحو ودمشق هادئة.\n";
    let text = format!("{before}{VISIT}\nانتهى التقرير.");
    let by = before.chars().count() as u32;
    let mut reading = visit("a");
    reading.engine = engine(engine_version);
    for record in &mut reading.events {
        record.trigger.start += by;
        record.trigger.end += by;
        for m in record.actor.iter_mut().chain(&mut record.recipient) {
            m.start += by;
            m.end += by;
        }
        for s in &mut record.according_to {
            s.start += by;
            s.end += by;
        }
    }
    reading.article.text = text;
    reading
}

fn spans_hold(store: &Store) {
    for row in events(store, &EventFilter::default()) {
        let text = store
            .reading(&row.article.id, View::Effective)
            .unwrap()
            .unwrap()
            .article
            .text;
        let r = &row.record;
        assert_eq!(r.trigger.span().of(&text), r.trigger.text);
        for m in r.actor.iter().chain(&r.recipient) {
            assert_eq!(m.span().of(&text), m.text);
        }
        assert_eq!(row.sentence.span().of(&text), row.sentence.text);
        assert!(row.sentence.span().contains(r.trigger.span()));
    }
}

#[test]
fn a_mended_field_shows_in_lists_and_the_machines_reading_stays() {
    let (mut store, visit_id, reject_id) = with_visit();
    let actor = vec![mention(VISIT, "أنقرة", "TUR GOV")];
    store
        .correct(&mend(reject_id, FieldChange::Actor(actor)))
        .unwrap();
    store
        .correct(&mend(reject_id, FieldChange::When(Some("2023-01".into()))))
        .unwrap();
    store
        .correct(&mend(visit_id, FieldChange::Status(Status::Planned)))
        .unwrap();
    let tur = EventFilter {
        actor: Some("TUR".parse().unwrap()),
        ..EventFilter::default()
    };
    assert_eq!(triggers(&store, &tur), ["رفضت"]);
    let planned = EventFilter {
        statuses: vec![Status::Planned],
        ..EventFilter::default()
    };
    assert_eq!(triggers(&store, &planned), ["زار"]);
    let january = EventFilter {
        happened_from: Some("2023-01-20".parse().unwrap()),
        ..EventFilter::default()
    };
    assert_eq!(triggers(&store, &january), ["رفضت"]);

    let full = store.record(reject_id).unwrap();
    assert_eq!(full.row.origin, Origin::Mended);
    assert_eq!(full.machine.unwrap(), visit("a").events[1]);
    assert_eq!(full.corrections.len(), 2);
    assert_eq!(full.corrections[0].who, "سلمى");
    assert_eq!(full.corrections[0].standing, Standing::Applied(reject_id));
    assert_eq!(
        store.reading("a", View::Machine).unwrap().unwrap(),
        visit("a")
    );
    assert_ne!(
        store.reading("a", View::Effective).unwrap().unwrap(),
        visit("a")
    );
}

#[test]
fn corrections_survive_reading_again_with_shifted_offsets() {
    let (mut store, visit_id, reject_id) = with_visit();
    store
        .correct(&say(Change::Wrong { record: visit_id }))
        .unwrap();
    store
        .correct(&mend(
            reject_id,
            FieldChange::Actor(vec![mention(VISIT, "أنقرة", "TUR GOV")]),
        ))
        .unwrap();
    let mut added = record(VISIT, "طلب", EventType::Request);
    added.actor = vec![mention(VISIT, "أنقرة", "TUR GOV")];
    added.recipient = vec![mention(VISIT, "دمشق", "SYR GOV")];
    store
        .correct(&say(Change::Added {
            article: "a".into(),
            record: Box::new(added),
        }))
        .unwrap();

    store.put(&shifted("2")).unwrap();
    assert_eq!(triggers(&store, &EventFilter::default()), ["رفضت", "طلب"]);
    spans_hold(&store);
    let rows = events(&store, &EventFilter::default());
    assert_eq!(rows[0].origin, Origin::Mended);
    assert_eq!(rows[0].record.actor[0].text, "أنقرة");
    assert_eq!(rows[1].origin, Origin::Added);
    let kept = store.corrections("a").unwrap();
    assert!(
        kept.iter()
            .all(|c| matches!(c.standing, Standing::Applied(_))),
        "{kept:?}"
    );

    // And back.
    store.put(&visit("a")).unwrap();
    assert_eq!(triggers(&store, &EventFilter::default()), ["رفضت", "طلب"]);
    spans_hold(&store);
}

#[test]
fn what_a_person_vouched_for_stays_when_the_machine_loses_it() {
    let (mut store, visit_id, reject_id) = with_visit();
    store
        .correct(&mend(reject_id, FieldChange::Status(Status::Denied)))
        .unwrap();
    store
        .correct(&say(Change::Wrong { record: visit_id }))
        .unwrap();
    let mut again = shifted("2");
    again.events.clear();
    store.put(&again).unwrap();
    let rows = events(&store, &EventFilter::default());
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].origin, rows[0].record.status),
        (Origin::Mended, Status::Denied)
    );
    assert_eq!(store.record(rows[0].id).unwrap().machine, None);
    let standing: Vec<Standing> = store
        .corrections("a")
        .unwrap()
        .iter()
        .map(|c| c.standing)
        .collect();
    assert_eq!(standing, [Standing::Applied(rows[0].id), Standing::Settled]);
    spans_hold(&store);

    // The words are gone: nothing is shown, and a person is told.
    let text = "نص آخر تماما.";
    store
        .put(&reading(
            article("a", "صحيفة الغد", "2023-01-13", text),
            Vec::new(),
        ))
        .unwrap();
    assert!(events(&store, &EventFilter::default()).is_empty());
    let detached = store.detached_corrections(10).unwrap();
    assert_eq!(detached.len(), 1);
    assert_eq!(
        (detached[0].quote.as_str(), detached[0].standing),
        ("رفضت", Standing::Detached)
    );
    assert_eq!(store.counts().unwrap().detached, 1);
    // They are back, and so is the correction.
    store.put(&shifted("3")).unwrap();
    assert_eq!(store.counts().unwrap().detached, 0);
    let denied = EventFilter {
        statuses: vec![Status::Denied],
        ..EventFilter::default()
    };
    assert_eq!(triggers(&store, &denied), ["رفضت"]);
}

#[test]
fn another_type_at_the_same_trigger_keeps_mended_fields_but_not_wrong() {
    let (mut store, visit_id, reject_id) = with_visit();
    store
        .correct(&say(Change::Wrong { record: visit_id }))
        .unwrap();
    store
        .correct(&mend(reject_id, FieldChange::Status(Status::Denied)))
        .unwrap();
    let mut again = visit("a");
    again.engine = engine("2");
    again.events[0].kind = EventType::Cooperate;
    again.events[1].kind = EventType::Accuse;
    store.put(&again).unwrap();
    let rows = events(&store, &EventFilter::default());
    assert_eq!(rows[0].record.kind, EventType::Cooperate);
    assert_eq!(
        (rows[1].record.kind, rows[1].record.status),
        (EventType::Accuse, Status::Denied)
    );
}

#[test]
fn undoing_and_undoing_that() {
    let (mut store, visit_id, _) = with_visit();
    let wrong = store
        .correct(&say(Change::Wrong { record: visit_id }))
        .unwrap();
    assert_eq!(triggers(&store, &EventFilter::default()), ["رفضت"]);
    assert!(store.record(visit_id).unwrap().wrong);
    let undone = store
        .correct(&say(Change::Undone { correction: wrong }))
        .unwrap();
    assert_eq!(triggers(&store, &EventFilter::default()), ["زار", "رفضت"]);
    assert_eq!(store.record(visit_id).unwrap().row.origin, Origin::Machine);
    store
        .correct(&say(Change::Undone { correction: undone }))
        .unwrap();
    assert_eq!(triggers(&store, &EventFilter::default()), ["رفضت"]);
    let kept = store.corrections("a").unwrap();
    assert_eq!(kept.len(), 3);
    assert_eq!(kept[1].change, KeptChange::Undone(wrong));
    assert_eq!(kept[1].standing, Standing::Undone);
    assert_eq!(kept[2].standing, Standing::Undoing);
}

#[test]
fn an_added_record_can_be_mended_and_found_by_the_machine_later() {
    let (mut store, ..) = with_visit();
    let added = record(VISIT, "طلب", EventType::Request);
    store
        .correct(&say(Change::Added {
            article: "a".into(),
            record: Box::new(added.clone()),
        }))
        .unwrap();
    let id = events(&store, &EventFilter::default())[2].id;
    store
        .correct(&mend(id, FieldChange::Status(Status::Possible)))
        .unwrap();
    assert_eq!(
        store.record(id).unwrap().row.record.status,
        Status::Possible
    );
    let mut again = visit("a");
    again.engine = engine("2");
    again.events.push(added);
    store.put(&again).unwrap();
    let full = store.record(id).unwrap();
    assert_eq!(
        (full.row.origin, full.row.record.status),
        (Origin::Mended, Status::Possible)
    );
    assert_eq!(full.machine.unwrap().status, Status::Occurred);
    assert_eq!(events(&store, &EventFilter::default()).len(), 3);
}

#[test]
fn a_correction_must_fit_what_it_is_about() {
    let (mut store, visit_id, _) = with_visit();
    let problem = |store: &mut Store, c: &Correction| store.correct(c).unwrap_err().problem;
    assert_eq!(
        problem(&mut store, &say(Change::Wrong { record: 99 })),
        Problem::NoRecord(99)
    );
    assert_eq!(
        problem(&mut store, &say(Change::Undone { correction: 99 })),
        Problem::NoCorrection(99)
    );
    let mut record = record(VISIT, "طلب", EventType::Request);
    let added = |article: &str, record: &rawi_model::Record| {
        say(Change::Added {
            article: article.into(),
            record: Box::new(record.clone()),
        })
    };
    assert!(matches!(
        problem(&mut store, &added("b", &record)),
        Problem::NoArticle(_)
    ));
    record.trigger.start += 1;
    assert!(matches!(
        problem(&mut store, &added("a", &record)),
        Problem::Misquoted { .. }
    ));
    let mut wrong = mention(VISIT, "أنقرة", "TUR GOV");
    wrong.end = 4_000_000_000;
    let change = mend(visit_id, FieldChange::Actor(vec![wrong]));
    assert!(matches!(
        problem(&mut store, &change),
        Problem::Misquoted { .. }
    ));
    assert!(store.corrections("a").unwrap().is_empty());
    assert_eq!(store.counts().unwrap().corrections, 0);
}

#[test]
fn corrections_are_append_only_until_their_article_goes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut store = Store::open(&path).unwrap();
    store.put(&visit("a")).unwrap();
    let id = events(&store, &EventFilter::default())[0].id;
    let first = store.correct(&say(Change::Wrong { record: id })).unwrap();
    store
        .correct(&say(Change::Undone { correction: first }))
        .unwrap();
    let other = rusqlite::Connection::open(&path).unwrap();
    for sql in [
        "DELETE FROM corrections",
        "UPDATE corrections SET who = 'x'",
    ] {
        let error = other.execute(sql, []).unwrap_err().to_string();
        assert!(error.contains("append-only"), "{error}");
    }
    drop(other);
    assert!(store.delete_article("a").unwrap());
    assert_eq!(store.counts().unwrap(), rawi_store::Counts::default());
}
