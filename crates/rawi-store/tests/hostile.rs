//! Strings that break careless programs, and records of every shape: what goes in comes out.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::*;
use proptest::prelude::*;
use rawi_model::{
    Article, Code, Country, Derivation, Engine, EventType, Figure, FigureHedge, FigureKind,
    Furniture, FurnitureKind, Gloss, Mention, Place, Precision, Reading, Record, Sector, Source,
    SourceKind, SourceSegment, Stance, Status, WhenRange, Words,
};
use rawi_store::{EventFilter, Page, Store, Stored, View};

const NASTY: [&str; 12] = [
    "'; DROP TABLE articles; --",
    "\" OR 1=1",
    "a\0b",
    "\0",
    "",
    "%_\\",
    "NEAR(a b) AND words:c* NOT d",
    "\u{202e}\u{200f}\u{feff}",
    "😀👩‍👩‍👧",
    "\u{fdfa}\u{fdfa}",
    "?1 :x @y $z",
    "{\"json\": [1,]}",
];

#[test]
fn nasty_strings_are_kept_everywhere() {
    let mut store = Store::open_in_memory().unwrap();
    for (i, nasty) in NASTY.iter().enumerate() {
        let text = format!("{nasty} قصف {nasty}\n{nasty}");
        let mut record = record(&text, "قصف", EventType::Assault);
        record.actor = vec![mention(&text, "قصف", "--- REB")];
        record.actor[0].id = Some((*nasty).to_owned());
        record.actor[0].name = Some((*nasty).to_owned());
        record.when = Some((*nasty).to_owned());
        record.mode = Some((*nasty).to_owned());
        let given = reading(
            Article {
                id: format!("{nasty}{i}"),
                outlet: (*nasty).to_owned(),
                title: (*nasty).to_owned(),
                byline: Some((*nasty).to_owned()),
                url: Some((*nasty).to_owned()),
                ..article("", "", "2023-01-13", &text)
            },
            vec![record],
        );
        assert_eq!(store.put(&given).unwrap(), Stored::New, "{nasty:?}");
        assert_eq!(store.put(&given).unwrap(), Stored::Same, "{nasty:?}");
        let kept = store.reading(&given.article.id, View::Effective).unwrap();
        assert_eq!(kept, Some(given.clone()), "{nasty:?}");
        let row = &events(
            &store,
            &EventFilter {
                article: Some(given.article.id),
                ..EventFilter::default()
            },
        )[0];
        assert_eq!(row.article.outlet, *nasty);
        assert_eq!(row.record, given.events[0]);
        let filter = EventFilter {
            outlets: vec![(*nasty).to_owned()],
            ..EventFilter::default()
        };
        assert!(
            events(&store, &filter)
                .iter()
                .any(|r| r.record == given.events[0]),
            "{nasty:?}"
        );
    }
    let found = store.search("قصف", &Page::first(100)).unwrap();
    assert_eq!(found.items.len(), NASTY.len());
}

#[test]
fn five_megabytes_of_text() {
    let mut store = Store::open_in_memory().unwrap();
    let text = "قال الوزير في بغداد إن الوفد وصل. ".repeat(90_000);
    assert!(text.len() > 5_000_000);
    let long = reading(
        article("long", "الغد", "2023-01-13", &text),
        vec![record(&text, "وصل", EventType::Consult)],
    );
    let one_word = reading(
        article("word", "الغد", "2023-01-13", &"ب".repeat(2_500_000)),
        Vec::new(),
    );
    store.put(&long).unwrap();
    store.put(&one_word).unwrap();
    assert_eq!(
        store.reading("long", View::Effective).unwrap().unwrap(),
        long
    );
    let hit = &store.search("لبغداد", &Page::first(5)).unwrap().items[0];
    assert_eq!(hit.snippets.len(), 2);
    assert!(
        hit.snippets
            .iter()
            .all(|s| s.words.text.chars().count() <= 240)
    );
}

#[test]
fn spans_outside_the_text_and_numbers_that_are_none() {
    let mut store = Store::open_in_memory().unwrap();
    let mut odd = visit("a");
    odd.events[0].trigger.start = u32::MAX - 1;
    odd.events[0].trigger.end = u32::MAX;
    odd.events[1].trigger.end = 0;
    odd.events[1].confidence = f32::NAN;
    store.put(&odd).unwrap();
    let rows = events(&store, &EventFilter::default());
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].sentence.text, "");
    assert_eq!(rows[1].record.confidence, 0.0);
}

fn words() -> impl Strategy<Value = Words> {
    (any::<u32>(), any::<u32>(), text()).prop_map(|(start, end, text)| Words { start, end, text })
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ابتولمن ]{0,12}",
        any::<String>(),
        prop::sample::select(&NASTY[..]).prop_map(str::to_owned),
    ]
}

fn code() -> impl Strategy<Value = Code> {
    let country = prop_oneof![Just("---".to_owned()), "[A-Z]{3}"];
    (country, prop::sample::select(Sector::ALL))
        .prop_map(|(country, sector)| Code::new(country.parse::<Country>().unwrap(), sector))
}

prop_compose! {
    fn a_mention()(w in words(), code in code(), id in prop::option::of(text()), name in prop::option::of(text())) -> Mention {
        Mention { start: w.start, end: w.end, text: w.text, code, id, name }
    }
}

prop_compose! {
    fn a_source()(
        w in words(), kind in prop::sample::select(SourceKind::ALL), code in prop::option::of(code()),
        id in prop::option::of(text()), name in prop::option::of(text()),
    ) -> Source {
        Source { start: w.start, end: w.end, text: w.text, kind, code, id, name }
    }
}

prop_compose! {
    fn a_place()(
        w in words(), country in code(), geoname_id in any::<Option<u32>>(),
        lat in prop::option::of(-90f32..90.0), lon in prop::option::of(-180f32..180.0), name in prop::option::of(text()),
    ) -> Place {
        Place { start: w.start, end: w.end, text: w.text, country: country.country, geoname_id, lat, lon, name }
    }
}

prop_compose! {
    fn a_figure()(
        words in words(), value in prop::option::of(prop::num::f64::NORMAL), unit in prop::option::of(text()),
        kind in prop::sample::select(vec![FigureKind::Killed, FigureKind::Sum, FigureKind::People]),
        hedge in prop::option::of(prop::sample::select(vec![FigureHedge::AtLeast, FigureHedge::Dozens])),
    ) -> Figure {
        Figure { kind, value, unit, hedge, words }
    }
}

fn date() -> impl Strategy<Value = String> {
    prop_oneof![
        "20[0-9]{2}",
        "20[0-9]{2}-(0[1-9]|1[0-2])",
        "20[0-9]{2}-[0-9]{2}-[0-9]{2}",
        text()
    ]
}

prop_compose! {
    fn a_record()(
        (trigger, kind, mode, contexts) in
            (words(), prop::sample::select(EventType::ALL), prop::option::of(text()), prop::collection::vec(text(), 0..3)),
        actor in prop::collection::vec(a_mention(), 0..4),
        recipient in prop::collection::vec(a_mention(), 0..4),
        place in prop::option::of(a_place()),
        (when, range) in (prop::option::of(date()), prop::option::of((date(), date()))),
        status in prop::sample::select(Status::ALL),
        according_to in prop::collection::vec(a_source(), 0..4),
        stance in prop::sample::select(Stance::ALL),
        figures in prop::collection::vec(a_figure(), 0..3),
        (mutual, confidence) in (any::<bool>(), 0f32..=1.0),
        gloss in prop::option::of((text(), text())),
        derivation in prop::collection::vec((text(), text(), prop::option::of(words())), 0..3),
    ) -> Record {
        Record {
            trigger, kind, mode, contexts, actor, recipient, place, when,
            when_range: range.map(|(from, to)| WhenRange { from, to, precision: Precision::Days }),
            status, according_to, stance, figures, mutual, confidence,
            gloss: gloss.map(|(ar, en)| Gloss { ar, en }),
            derivation: derivation
                .into_iter()
                .map(|(field, rule, words)| Derivation { field, rule, entries: vec!["x".to_owned()], words })
                .collect(),
        }
    }
}

prop_compose! {
    fn a_reading()(
        (url, outlet, title, byline, body) in
            (prop::option::of(text()), text(), text(), prop::option::of(text()), text()),
        published in prop::option::of((1i16..=9999, 1i8..=12, 1i8..=28)),
        furniture in prop::collection::vec(text(), 0..3),
        source_map in prop::collection::vec((any::<u32>(), any::<u32>(), any::<u64>(), any::<u64>()), 0..3),
        (version, lexicon) in (text(), text()),
        events in prop::collection::vec(a_record(), 0..5),
    ) -> Reading {
        Reading {
            article: Article {
                id: "the article".to_owned(),
                url, outlet, title, byline, text: body,
                published: published.map(|(y, m, d)| jiff::civil::date(y, m, d)),
                furniture: furniture
                    .into_iter()
                    .map(|text| Furniture { kind: FurnitureKind::RelatedLink, text })
                    .collect(),
                source_map: source_map
                    .into_iter()
                    .map(|(start, len, offset, bytes)| SourceSegment { start, len, offset, bytes })
                    .collect(),
            },
            engine: Engine { version, lexicon },
            events,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_reading_comes_back_as_it_was(readings in prop::collection::vec(a_reading(), 1..4)) {
        let mut store = Store::open_in_memory().unwrap();
        for given in &readings {
            store.put(given).unwrap();
            prop_assert_eq!(store.put(given).unwrap(), Stored::Same);
            for view in [View::Machine, View::Effective] {
                prop_assert_eq!(&store.reading("the article", view).unwrap().unwrap(), given);
            }
            let listed = store.events(&EventFilter::default(), &Page::first(100)).unwrap();
            let records: Vec<Record> = listed.items.into_iter().map(|row| row.record).collect();
            prop_assert_eq!(&records, &given.events);
        }
    }
}
