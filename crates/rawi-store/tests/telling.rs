//! What pages on stories, networks and calendars ask: coverage, places, who has to do with whom, what is due when, who
//! says what.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::negotiation::store;
use rawi_store::{
    Attitude, ContradictionFilter, FollowUpFilter, Grain, NetworkFilter, Page, PositionFilter,
    StoryFilter,
};

#[test]
fn coverage_says_who_makes_which_claim() {
    let store = store();
    let stories = store
        .stories(&StoryFilter::default(), &Page::first(10))
        .unwrap();
    let mut covered = 0;
    for story in &stories.items {
        let claims = store.coverage(&story.id, 50).unwrap();
        for claim in &claims {
            assert!(!claim.voices.is_empty());
            for (i, voice) in claim.voices.iter().enumerate() {
                assert!(voice.voice <= i);
                // The words are those of the sentence as the record's own page has it.
                let whole = store.record(voice.row.id).unwrap().row;
                assert_eq!(voice.row, whole);
                covered += 1;
            }
        }
        assert_eq!(store.story_row(&story.id).unwrap(), *story);
        assert!(store.coverage(&story.id, 1).unwrap().len() <= 1);
    }
    assert_eq!(covered, 8, "each record is a voice once");
    assert!(store.coverage("nothing", 5).is_err());
}

#[test]
fn places_are_counted_by_what_they_are() {
    let store = store();
    let stories = store
        .stories(&StoryFilter::default(), &Page::first(10))
        .unwrap();
    let mut places: Vec<(String, u32, u32)> = Vec::new();
    for story in &stories.items {
        let found = store.story_places(&story.id).unwrap();
        places.extend(found.into_iter().map(|p| (p.text, p.records, p.outlets)));
    }
    places.sort_unstable();
    let total: u32 = places.iter().map(|p| p.1).sum();
    assert_eq!(total, 5, "{places:?}");
    assert!(places.iter().any(|p| p.0 == "الفشقة"), "{places:?}");
}

#[test]
fn a_network_counts_acts_and_not_reports() {
    let store = store();
    let network = |grain, limit| {
        let filter = NetworkFilter {
            grain,
            limit,
            ..NetworkFilter::default()
        };
        store.network(&filter).unwrap()
    };
    let found = network(Grain::Country, 10);
    let names: Vec<&str> = found.nodes.iter().map(|n| n.key.as_str()).collect();
    assert_eq!((names.len(), found.all, found.ties.len()), (2, 2, 1));
    // Agreed, the meeting ahead and held: two claims ahead, one held; the denial does not count. A demand, and the
    // attack that two report.
    let tie = &found.ties[0];
    assert_eq!((tie.cooperation, tie.conflict), (4, 2), "{found:?}");
    let by_code = network(Grain::Code, 10);
    assert_eq!(by_code.nodes.len(), 4, "{by_code:?}");
    assert_eq!(network(Grain::Code, 2).all, 4);
    assert_eq!(by_code.nodes[0].acts, 5);
    let none = NetworkFilter {
        until: Some("2001-01-01".parse().unwrap()),
        limit: 9,
        ..NetworkFilter::default()
    };
    assert!(store.network(&none).unwrap().nodes.is_empty());
    let about = NetworkFilter {
        about: Some("SDN CVL".parse().unwrap()),
        limit: 9,
        ..NetworkFilter::default()
    };
    assert_eq!(store.network(&about).unwrap().ties[0].conflict, 1);
}

#[test]
fn announcements_are_found_by_the_day_they_are_for() {
    let store = store();
    let due = |from: &str, to: &str| {
        let filter = FollowUpFilter {
            due: Some((from.parse().unwrap(), to.parse().unwrap())),
            ..FollowUpFilter::default()
        };
        store.followups(&filter, 100).unwrap().len()
    };
    assert_eq!(due("2024-09-01", "2024-09-30"), 2);
    assert_eq!(due("2024-10-01", "2024-10-31"), 0);
    let undated = FollowUpFilter {
        undated: true,
        ..FollowUpFilter::default()
    };
    assert!(store.followups(&undated, 100).unwrap().is_empty());
}

#[test]
fn positions_are_counted_over_time() {
    let store = store();
    let all = PositionFilter::default();
    let dossier = store.dossier(&"SDN".parse().unwrap(), &all, 10).unwrap();
    let demands: Vec<_> = dossier
        .over_time
        .iter()
        .filter(|h| h.attitude == Attitude::Demands)
        .map(|h| (h.day.to_string(), h.claims))
        .collect();
    assert_eq!(demands, [("2024-09-18".to_owned(), 1)]);
    // What is not shown is counted all the same.
    let none = store.dossier(&"SDN".parse().unwrap(), &all, 0).unwrap();
    assert!(none.positions.is_empty());
    assert_eq!(none.over_time, dossier.over_time);
}

#[test]
fn what_one_says_stands_apart_from_what_is_said_about_one() {
    let store = store();
    let all = PositionFilter::default();
    let said = store
        .said(&"أديس أبابا".parse().unwrap(), &all, 10)
        .unwrap();
    let ids = |rows: &[rawi_store::EventRow]| -> Vec<String> {
        rows.iter().map(|r| r.article.id.clone()).collect()
    };
    assert_eq!(ids(&said.by), ["denied"]);
    let said = store.said(&"SDN".parse().unwrap(), &all, 10).unwrap();
    assert!(said.by.is_empty());
    assert_eq!(ids(&said.about), ["doha", "denied", "agreed"]);
}

#[test]
fn outlets_days_and_those_who_act_are_listed() {
    let store = store();
    let outlets = store.outlets().unwrap();
    assert_eq!(outlets.len(), 4);
    assert_eq!(outlets[0].articles, 2);
    assert!(outlets.iter().all(|o| o.days.is_some()));
    let (first, last) = store.days().unwrap().unwrap();
    assert_eq!(
        (first.to_string(), last.to_string()),
        ("2024-09-10".into(), "2024-09-18".into())
    );
    let busiest = store.busiest(10).unwrap();
    assert_eq!(busiest[0].code, "SDN GOV");
    assert_eq!(store.busiest(1).unwrap().len(), 1);
}

#[test]
fn a_list_of_contradictions_has_pages() {
    let store = store();
    let page = |skip, limit| {
        let filter = ContradictionFilter {
            skip,
            ..ContradictionFilter::default()
        };
        store.contradictions(&filter, limit).unwrap()
    };
    let all = page(0, 10);
    assert_eq!(all.len(), 3);
    assert_eq!(page(1, 1)[0], all[1]);
    assert!(page(3, 10).is_empty());
}
