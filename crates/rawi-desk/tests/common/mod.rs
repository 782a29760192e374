//! What the tests share: a desk over a few articles made by hand, and a browser of one line.
#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use rawi_desk::{Desk, Options, router};
use rawi_model::{
    Article, Derivation, Engine, EventType, Mention, Reading, Record, Source, SourceKind, Status,
    Words,
};
use rawi_store::{OutletNames, Store};
use tempfile::TempDir;
use tower::ServiceExt as _;

/// A desk with its folder, which goes when it is dropped.
pub struct Served {
    pub router: Router,
    pub folder: TempDir,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Served {
    pub fn store(&self) -> Store {
        Store::open_existing(self.folder.path().join("desk.db")).unwrap()
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(get(path).body(Body::empty()).unwrap()).await
    }
}

/// A request as a browser on this machine sends it.
pub fn get(path: &str) -> axum::http::request::Builder {
    Request::builder()
        .uri(path)
        .header(header::HOST, "127.0.0.1:8642")
        .header(header::ACCEPT_LANGUAGE, "en")
}

/// A desk over these readings.
pub fn serving(readings: &[Reading]) -> Served {
    serving_with(readings, |_| {})
}

/// The same with other settings.
pub fn serving_with(readings: &[Reading], change: impl FnOnce(&mut Options)) -> Served {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("desk.db");
    let mut store = Store::open(&db).unwrap();
    for reading in readings {
        store.put(reading).unwrap();
    }
    store.weave(&OutletNames::default(), |_| {}).unwrap();
    let mut options = Options::new(db);
    options.count_wait = std::time::Duration::from_secs(60);
    change(&mut options);
    let desk = Desk::open(&options).unwrap();
    Served {
        router: router(desk),
        folder,
    }
}

fn at(text: &str, quote: &str) -> Words {
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

pub fn record(text: &str, trigger: &str, kind: EventType) -> Record {
    Record {
        confidence: 0.5,
        derivation: vec![Derivation {
            field: "type".to_owned(),
            rule: "verb frame".to_owned(),
            entries: vec!["زور.I".to_owned()],
            words: Some(at(text, trigger)),
        }],
        ..Record::bare(at(text, trigger), kind, Status::Occurred)
    }
}

pub const VISIT: &str =
    "زار وزير الخارجية السوري فيصل المقداد موسكو أمس. وقالت مصادر إن دمشق رفضت طلب أنقرة.";

/// An article with two records: Syria's minister visits, Syria refuses according to sources.
pub fn visit(id: &str) -> Reading {
    let mut consult = record(VISIT, "زار", EventType::Consult);
    consult.actor = vec![Mention {
        id: Some("syr/mekdad".to_owned()),
        name: Some("Faisal Mekdad".to_owned()),
        ..mention(VISIT, "وزير الخارجية السوري فيصل المقداد", "SYR GOV")
    }];
    consult.recipient = vec![mention(VISIT, "موسكو", "RUS GOV")];
    consult.when = Some("2023-01-12".to_owned());
    consult.confidence = 0.9;
    let mut reject = record(VISIT, "رفضت", EventType::Reject);
    reject.actor = vec![mention(VISIT, "دمشق", "SYR GOV")];
    reject.recipient = vec![mention(VISIT, "أنقرة", "TUR GOV")];
    let words = at(VISIT, "مصادر");
    reject.according_to = vec![Source {
        start: words.start,
        end: words.end,
        text: words.text,
        kind: SourceKind::Anonymous,
        code: None,
        id: None,
        name: None,
    }];
    reject.status = Status::Denied;
    reject.confidence = 0.4;
    Reading {
        article: Article {
            id: id.to_owned(),
            url: Some(id.to_owned()),
            outlet: "صحيفة الغد".to_owned(),
            published: Some("2023-01-13".parse().unwrap()),
            title: "المقداد في موسكو".to_owned(),
            text: VISIT.to_owned(),
            ..Article::default()
        },
        engine: Engine {
            version: "1".to_owned(),
            lexicon: "abc".to_owned(),
        },
        events: vec![consult, reject],
    }
}
