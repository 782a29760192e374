//! The six sample articles of one negotiation, with the records that a careful reader makes of them: exactly the story,
//! the contradictions, the follow-ups and the dossier that the same reader would write.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use std::path::{Path, PathBuf};

use common::{at, engine, record};
use rawi_intake::Options;
use rawi_model::{
    Article, Figure, FigureKind, Mention, Place, Reading, Record, Source, SourceKind, Words,
};
use rawi_store::{
    ContradictionFilter, EventRow, FollowUpFilter, OutletNames, Page, PositionFilter, Store,
    StoryFilter,
};
use serde::Deserialize;

/// The records of an article, as they are written in the file.
#[derive(Deserialize)]
struct Of {
    outlet: String,
    records: Vec<Written>,
}

#[derive(Deserialize)]
struct Written {
    /// Of which line of the text.
    line: usize,
    trigger: String,
    #[serde(rename = "type")]
    kind: String,
    status: Option<String>,
    mode: Option<String>,
    actor: Option<(String, String)>,
    recipient: Option<(String, String)>,
    place: Option<(String, String, u32)>,
    when: Option<String>,
    source: Option<(String, SourceKind)>,
    #[serde(default)]
    mutual: bool,
    killed: Option<(String, f64)>,
}

impl Written {
    fn record(&self, text: &str) -> Record {
        let before = text.lines().take(self.line).map(|l| l.chars().count() + 1);
        let before = before.sum::<usize>() as u32;
        let line = text.lines().nth(self.line).unwrap();
        // In the line itself, or where an earlier one names it.
        let find = |quote: &str| {
            if line.contains(quote) {
                let words = at(line, quote);
                Words {
                    start: words.start + before,
                    end: words.end + before,
                    ..words
                }
            } else {
                at(text, quote)
            }
        };
        let mention = |(quote, code): &(String, String)| {
            let words = find(quote);
            Mention {
                start: words.start,
                end: words.end,
                text: words.text,
                code: code.parse().unwrap(),
                // Ministers and delegations speak for their state.
                id: code.ends_with(" GOV").then(|| code[..3].to_lowercase()),
                name: None,
            }
        };
        let mut out = record(text, "", self.kind.parse().unwrap());
        out.trigger = find(&self.trigger);
        if let Some(status) = &self.status {
            out.status = serde_json::from_value(status.as_str().into()).unwrap();
        }
        out.mode.clone_from(&self.mode);
        out.actor = self.actor.iter().map(mention).collect();
        out.recipient = self.recipient.iter().map(mention).collect();
        out.place = self.place.as_ref().map(|(quote, country, id)| {
            let words = find(quote);
            Place {
                start: words.start,
                end: words.end,
                text: words.text,
                country: country.parse().unwrap(),
                geoname_id: Some(*id),
                lat: None,
                lon: None,
                name: None,
            }
        });
        out.when.clone_from(&self.when);
        out.according_to = self
            .source
            .iter()
            .map(|(quote, kind)| {
                let words = find(quote);
                Source {
                    start: words.start,
                    end: words.end,
                    text: words.text,
                    kind: *kind,
                    code: None,
                    id: None,
                    name: None,
                }
            })
            .collect();
        out.mutual = self.mutual;
        out.figures = self
            .killed
            .iter()
            .map(|(quote, value)| Figure {
                kind: FigureKind::Killed,
                value: Some(*value),
                unit: None,
                hedge: None,
                words: find(quote),
            })
            .collect();
        out.confidence = 0.9;
        out
    }
}

fn readings() -> Vec<Reading> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let samples: PathBuf = here.join("../../examples/exchange");
    let written: Vec<Of> = serde_json::from_str(include_str!("data/exchange.json")).unwrap();
    let articles: Vec<Article> = rawi_intake::open(&[samples], &Options::default())
        .map(Result::unwrap)
        .collect();
    assert_eq!(articles.len(), 6);
    articles
        .into_iter()
        .map(|article| {
            let of = written.iter().find(|w| w.outlet == article.outlet).unwrap();
            let events = of.records.iter().map(|r| r.record(&article.text)).collect();
            Reading {
                article,
                engine: engine("1"),
                events,
            }
        })
        .collect()
}

fn store() -> Store {
    let mut store = Store::open_in_memory().unwrap();
    store.put_all(&readings()).unwrap();
    store.settle(&OutletNames::default(), |_| ()).unwrap();
    store
}

/// A record as `outlet: type status word`.
fn told(row: &EventRow) -> String {
    format!(
        "{}: {} {} {}",
        row.article.outlet, row.record.kind, row.record.status, row.record.trigger.text
    )
}

#[test]
fn the_six_are_one_story_of_six_independent_outlets() {
    let store = store();
    let stories = store
        .stories(&StoryFilter::default(), &Page::first(10))
        .unwrap();
    assert_eq!(stories.items.len(), 1);
    let row = &stories.items[0];
    assert_eq!((row.articles, row.outlets, row.independent), (6, 6, 6));
    let story = store.story(&row.id).unwrap();
    assert_eq!(
        row.title,
        "الخرطوم وأديس أبابا تتفقان على تبادل الأسرى برعاية سعودية"
    );
    let line: Vec<&str> = story.articles.iter().map(|a| &*a.article.outlet).collect();
    assert_eq!(
        line,
        [
            "ضفاف",
            "صحيفة الواحة",
            "نبض الشام",
            "قناة المدار",
            "صوت مصر",
            "المغارب بوست"
        ]
    );
}

/// The signing in Doha (نبض) against the one in Jeddah is not found: its sentence names both towns.
#[test]
fn what_cannot_hold_together() {
    let found = store()
        .contradictions(&ContradictionFilter::default(), 100)
        .unwrap();
    let mut lines: Vec<String> = found
        .iter()
        .map(|c| {
            let (one, other) = (told(&c.earlier), told(&c.later));
            format!("{} | {one} | {other}", c.kind.as_str())
        })
        .collect();
    lines.sort_unstable();
    assert_eq!(
        lines,
        [
            "denied | ضفاف: AGREE occurred اتفاق | قناة المدار: AGREE denied اتفاق",
            "denied | نبض الشام: CONSULT occurred اجتماع | نبض الشام: CONSULT denied اجتماع",
        ]
    );
}

/// That the meeting that was put off was held is not found: its report tells of it in half a sentence.
#[test]
fn what_became_of_what_was_announced() {
    let found = store().followups(&FollowUpFilter::default(), 100).unwrap();
    let mut lines: Vec<String> = found
        .iter()
        .map(|f| {
            let outcome = f.outcome.as_ref().map_or(String::new(), told);
            format!(
                "{} | {} | {outcome}",
                f.outlook.as_str(),
                told(&f.claim.record)
            )
        })
        .collect();
    lines.sort_unstable();
    assert_eq!(
        lines,
        [
            "fulfilled | ضفاف: RETREAT planned تبادل | المغارب بوست: RETREAT occurred تبادل",
            "open | صحيفة الواحة: RETREAT conditional سحب | ",
            "open | صوت مصر: CONSULT planned اجتماع | ",
            "open | ضفاف: RETREAT conditional سيفرج | ",
            "open | ضفاف: RETREAT desired بسحب | ",
            "open | نبض الشام: SUPPORT planned التوقيع | ",
            "overdue | ضفاف: SUPPORT planned لتوقيع | ",
            "postponed | ضفاف: CONSULT planned سيجتمعان | صوت مصر: CONSULT planned اجتماع",
        ]
    );
}

#[test]
fn what_ethiopia_wants() {
    let dossier = store()
        .dossier(&"ETH".parse().unwrap(), &PositionFilter::default(), 100)
        .unwrap();
    let mut lines: Vec<String> = dossier
        .positions
        .iter()
        .map(|p| {
            let (by, towards) = (p.by.join(", "), p.towards.join(", "));
            format!("{:?} | {by} | {towards} | {}", p.attitude, told(&p.record))
        })
        .collect();
    lines.sort_unstable();
    assert_eq!(
        lines,
        [
            "Accuses | المتحدث باسم الوزارة | السودان | قناة المدار: ACCUSE occurred واتهم",
            "Demands | أديس أبابا |  | المغارب بوست: REQUEST occurred مشترطة",
            "Demands | أديس أبابا |  | صوت مصر: REQUEST occurred طلبت",
            "Demands | الجانب الإثيوبي |  | صحيفة الواحة: REQUEST occurred اشترط",
            "Demands | الجانب الإثيوبي | المملكة العربية السعودية | صوت مصر: REQUEST occurred طلب",
            "Offers | أديس أبابا |  | المغارب بوست: AGREE occurred وافقت",
            "Offers | الجانب الإثيوبي |  | صحيفة الواحة: RETREAT conditional سحب",
        ]
    );
}
