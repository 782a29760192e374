//! A record as a W3C Web Annotation: its type, status and gloss as bodies; its trigger, parties, place and sources as
//! targets, each by position (code points, as the standard counts) and by quotation.

use rawi_model::{Span, Words};
use serde::Serialize;

use crate::event::Report;

/// So many code points of context stand before and after a quotation.
const CONTEXT: usize = 32;

/// An annotation; serialises to JSON-LD without a context of its own.
#[derive(Debug, Serialize)]
pub struct Annotation {
    id: String,
    r#type: &'static str,
    motivation: &'static str,
    record: i64,
    body: Vec<Body>,
    target: Vec<Target>,
}

#[derive(Debug, Serialize)]
struct Body {
    r#type: &'static str,
    purpose: &'static str,
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Target {
    r#type: &'static str,
    source: String,
    role: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    selector: [Selector; 2],
}

#[derive(Debug, Serialize)]
#[serde(tag = "type")]
enum Selector {
    TextPositionSelector {
        start: u32,
        end: u32,
    },
    TextQuoteSelector {
        exact: String,
        #[serde(skip_serializing_if = "String::is_empty")]
        prefix: String,
        #[serde(skip_serializing_if = "String::is_empty")]
        suffix: String,
    },
}

impl Annotation {
    /// A record where it stands.
    pub fn of(report: &Report) -> Self {
        let record = &report.record;
        let body = |purpose, value: &str, language| Body {
            r#type: "TextualBody",
            purpose,
            value: value.to_owned(),
            language,
        };
        let mut bodies = vec![
            body("classifying", record.kind.as_str(), None),
            body("tagging", record.status.as_str(), None),
        ];
        for tag in record.mode.iter().chain(&record.contexts) {
            bodies.push(body("tagging", tag, None));
        }
        if let Some(gloss) = &record.gloss {
            bodies.push(body("describing", &gloss.en, Some("en")));
            bodies.push(body("describing", &gloss.ar, Some("ar")));
        }
        let source = address(report);
        let target = |role, span: Span, exact: &str, code| Target {
            r#type: "SpecificResource",
            source: source.clone(),
            role,
            code,
            selector: [
                Selector::TextPositionSelector {
                    start: span.start,
                    end: span.end,
                },
                quotation(&report.sentence, span, exact),
            ],
        };
        let mut targets = vec![target(
            "trigger",
            record.trigger.span(),
            &record.trigger.text,
            None,
        )];
        for (role, mentions) in [("actor", &record.actor), ("recipient", &record.recipient)] {
            for m in mentions {
                targets.push(target(role, m.span(), &m.text, Some(m.code.to_string())));
            }
        }
        if let Some(place) = &record.place {
            let span = Span::new(place.start, place.end);
            targets.push(target(
                "place",
                span,
                &place.text,
                Some(place.country.to_string()),
            ));
        }
        for s in &record.according_to {
            targets.push(target(
                "source",
                s.span(),
                &s.text,
                s.code.map(|c| c.to_string()),
            ));
        }
        Self {
            id: format!("urn:rawi:record:{}", report.number),
            r#type: "Annotation",
            motivation: "classifying",
            record: report.number,
            body: bodies,
            target: targets,
        }
    }

    /// What it is known by.
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// The article as an IRI.
fn address(report: &Report) -> String {
    match &report.article.url {
        Some(url) => url.clone(),
        None => format!("urn:rawi:article:{}", escaped(&report.article.id)),
    }
}

/// Percent-encoding of everything that an IRI has a meaning for, or none.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Words with what stands around them in their sentence; alone where they stand elsewhere.
fn quotation(sentence: &Words, span: Span, exact: &str) -> Selector {
    let inside = sentence.span().contains(span);
    let (mut prefix, mut suffix) = (String::new(), String::new());
    if inside {
        let from = (span.start - sentence.start) as usize;
        let to = (span.end - sentence.start) as usize;
        let before = from.min(CONTEXT);
        prefix = sentence
            .text
            .chars()
            .skip(from - before)
            .take(before)
            .collect();
        suffix = sentence.text.chars().skip(to).take(CONTEXT).collect();
    }
    Selector::TextQuoteSelector {
        exact: exact.to_owned(),
        prefix,
        suffix,
    }
}
