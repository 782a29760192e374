//! Contradictions, follow-ups, positions and outlets over a small negotiation with records made by hand: what a careful
//! reader would write of it. The outlets and the events are invented.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::negotiation::store;
use rawi_model::EventType;
use rawi_store::{
    Attitude, Class, Conflict, ContradictionFilter, FollowUpFilter, Outcome, Outlook,
    PositionFilter,
};

#[test]
fn what_cannot_hold_together_is_found_and_nothing_else() {
    let found = store()
        .contradictions(&ContradictionFilter::default(), 100)
        .unwrap();
    let mut told: Vec<(Conflict, &str, &str)> = found
        .iter()
        .map(|c| (c.kind, &*c.earlier.article.id, &*c.later.article.id))
        .collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [
            (Conflict::Denied, "agreed", "denied"),
            (Conflict::Place, "agreed", "doha"),
            (Conflict::Figure, "eleven", "six"),
        ]
    );
}

#[test]
fn what_was_announced_is_done_or_past_its_date() {
    let store = store();
    let found = store.followups(&FollowUpFilter::default(), 100).unwrap();
    let mut told: Vec<(&str, Outlook, Option<&str>)> = found
        .iter()
        .map(|f| {
            let outcome = f.outcome.as_ref().map(|o| &*o.article.id);
            (&*f.claim.record.article.id, f.outlook, outcome)
        })
        .collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [
            ("agreed", Outlook::Settled(Outcome::Fulfilled), Some("met")),
            ("doha", Outlook::Overdue, None),
        ]
    );
    let early = FollowUpFilter {
        as_of: Some("2024-09-14".parse().unwrap()),
        ..FollowUpFilter::default()
    };
    let found = store.followups(&early, 100).unwrap();
    assert!(found.iter().all(|f| f.outlook == Outlook::Open));
}

#[test]
fn positions_and_processes_say_who_wants_what_of_whom() {
    let store = store();
    let all = PositionFilter::default();
    let dossier = store.dossier(&"SDN".parse().unwrap(), &all, 10).unwrap();
    let demands: Vec<_> = dossier
        .positions
        .iter()
        .filter(|p| p.attitude == Attitude::Demands)
        .collect();
    assert_eq!(demands.len(), 1);
    assert_eq!(
        (&*demands[0].by[0], &*demands[0].towards[0]),
        ("السودان", "إثيوبيا")
    );
    assert_eq!(demands[0].record.article.id, "met");
    let process = store
        .process(&"SDN".parse().unwrap(), &"ETH".parse().unwrap(), &all, 10)
        .unwrap();
    let acts: Vec<(EventType, Class)> = process.acts.iter().map(|a| (a.kind, a.class)).collect();
    assert!(
        acts.contains(&(EventType::Agree, Class::Denied)),
        "{acts:?}"
    );
    assert!(
        acts.contains(&(EventType::Consult, Class::Happened)),
        "{acts:?}"
    );
    assert!(!process.of_first.is_empty());
}

#[test]
fn outlets_are_counted() {
    let store = store();
    let figures = store.outlet("النبض").unwrap();
    assert_eq!(
        (
            figures.articles,
            figures.records,
            figures.anonymous,
            figures.own
        ),
        (1, 1, 1, 1)
    );
    assert_eq!(figures.contradicted, 1);
    let figures = store.outlet("المدار").unwrap();
    assert_eq!(figures.quotes, [("أديس أبابا".to_owned(), 1)]);
    assert!(store.outlet("لا أحد").is_err());
}
