//! What the tests share: readings of small articles, made by hand. Offsets are found, not counted.
#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

pub mod negotiation;

use rawi_model::{
    Article, Code, Engine, EventType, Mention, Reading, Record, Source, SourceKind, Status, Words,
};
use rawi_store::{EventFilter, EventRow, Page, Store};

/// Where `quote` stands in `text`, in code points, the first time.
pub fn at(text: &str, quote: &str) -> Words {
    let byte = text
        .find(quote)
        .unwrap_or_else(|| panic!("{quote} is not in {text}"));
    let start = text[..byte].chars().count() as u32;
    Words {
        start,
        end: start + quote.chars().count() as u32,
        text: quote.to_owned(),
    }
}

pub fn mention(text: &str, quote: &str, code: &str) -> Mention {
    let words = at(text, quote);
    Mention {
        start: words.start,
        end: words.end,
        text: words.text,
        code: code.parse().unwrap(),
        id: None,
        name: None,
    }
}

pub fn source(text: &str, quote: &str, kind: SourceKind) -> Source {
    let words = at(text, quote);
    Source {
        start: words.start,
        end: words.end,
        text: words.text,
        kind,
        code: None::<Code>,
        id: None,
        name: None,
    }
}

pub fn record(text: &str, trigger: &str, kind: EventType) -> Record {
    Record {
        confidence: 0.5,
        ..Record::bare(at(text, trigger), kind, Status::Occurred)
    }
}

pub fn article(id: &str, outlet: &str, published: &str, text: &str) -> Article {
    Article {
        id: id.to_owned(),
        outlet: outlet.to_owned(),
        published: (!published.is_empty()).then(|| published.parse().unwrap()),
        text: text.to_owned(),
        ..Article::default()
    }
}

pub fn engine(version: &str) -> Engine {
    Engine {
        version: version.to_owned(),
        lexicon: "abc".to_owned(),
    }
}

pub fn reading(article: Article, events: Vec<Record>) -> Reading {
    Reading {
        article,
        engine: engine("1"),
        events,
    }
}

pub const VISIT: &str =
    "زار وزير الخارجية السوري فيصل المقداد موسكو أمس. وقالت مصادر إن دمشق رفضت طلب أنقرة.";

/// An article with two records: Syria's minister visits, Syria refuses according to sources.
pub fn visit(id: &str) -> Reading {
    let mut consult = record(VISIT, "زار", EventType::Consult);
    consult.actor = vec![mention(
        VISIT,
        "وزير الخارجية السوري فيصل المقداد",
        "SYR GOV",
    )];
    consult.actor[0].id = Some("syr/mekdad".to_owned());
    consult.actor[0].name = Some("Faisal Mekdad".to_owned());
    consult.recipient = vec![mention(VISIT, "موسكو", "RUS GOV")];
    consult.when = Some("2023-01-12".to_owned());
    consult.confidence = 0.9;
    let mut reject = record(VISIT, "رفضت", EventType::Reject);
    reject.actor = vec![mention(VISIT, "دمشق", "SYR GOV")];
    reject.recipient = vec![mention(VISIT, "أنقرة", "TUR GOV")];
    reject.according_to = vec![source(VISIT, "مصادر", SourceKind::Anonymous)];
    reject.confidence = 0.4;
    reading(
        article(id, "صحيفة الغد", "2023-01-13", VISIT),
        vec![consult, reject],
    )
}

pub fn events(store: &Store, filter: &EventFilter) -> Vec<EventRow> {
    let listed = store.events(filter, &Page::first(1000)).unwrap();
    assert_eq!(
        listed.items.len() as u64,
        store.count_events(filter).unwrap()
    );
    assert_eq!(listed.next, None);
    listed.items
}

pub fn triggers(store: &Store, filter: &EventFilter) -> Vec<String> {
    events(store, filter)
        .into_iter()
        .map(|e| e.record.trigger.text)
        .collect()
}
