//! A program's records, as lenient as they may be: fields that it does not produce may be left out.

use std::collections::HashMap;
use std::path::Path;

use serde::{Deserialize, Deserializer};

use crate::ScoreError;
use crate::lines;

/// A file of records, by passage.
#[derive(Debug, Clone, Default)]
pub struct Predictions {
    passages: HashMap<String, Line>,
}

#[derive(Debug, Clone, Deserialize)]
struct Line {
    id: String,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    events: Vec<Predicted>,
}

/// A record under test. Types and statuses are strings here: one that no one knows is wrong, not an error.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Predicted {
    /// Where its trigger stands.
    pub trigger: PredictedSpan,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Who does it.
    #[serde(default)]
    pub actor: Option<Vec<PredictedMention>>,
    /// To whom.
    #[serde(default)]
    pub recipient: Option<Vec<PredictedMention>>,
    /// Where.
    #[serde(default)]
    pub place: Option<PredictedPlace>,
    /// When.
    #[serde(default)]
    pub when: Option<String>,
    /// In what status; a field that is left out is told from a null.
    #[serde(default, deserialize_with = "given")]
    pub status: Option<Option<String>>,
    /// Sources, innermost first.
    #[serde(default)]
    pub according_to: Option<Vec<PredictedSource>>,
    /// How sure the program is of it, where it says so by a number.
    #[serde(default, deserialize_with = "number")]
    pub confidence: Option<f64>,
}

/// Code points of the passage's text, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct PredictedSpan {
    /// First code point.
    pub start: u64,
    /// One past the last.
    pub end: u64,
}

/// A participant.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PredictedMention {
    /// Country and sector.
    #[serde(deserialize_with = "code")]
    pub code: String,
    /// The phrase.
    #[serde(default)]
    pub text: Option<String>,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PredictedPlace {
    /// The country it lies in.
    #[serde(default)]
    pub country: Option<String>,
}

/// A link of attribution.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PredictedSource {
    /// First code point.
    pub start: u64,
    /// One past the last.
    pub end: u64,
    /// What sort of source it is.
    #[serde(default)]
    pub kind: Option<String>,
}

impl Predicted {
    /// Who does it; nobody where the field is left out.
    pub fn actors(&self) -> &[PredictedMention] {
        self.actor.as_deref().unwrap_or_default()
    }

    /// To whom.
    pub fn recipients(&self) -> &[PredictedMention] {
        self.recipient.as_deref().unwrap_or_default()
    }

    /// Sources.
    pub fn sources(&self) -> &[PredictedSource] {
        self.according_to.as_deref().unwrap_or_default()
    }

    /// The status, where one is given.
    pub fn status(&self) -> Option<&str> {
        self.status.as_ref()?.as_deref()
    }
}

fn given<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(d).map(Some)
}

/// What is no number says nothing, and is no error: programs tell their confidence in many ways.
fn number<'de, D: Deserializer<'de>>(d: D) -> Result<Option<f64>, D::Error> {
    Ok(serde_json::Value::deserialize(d)?.as_f64())
}

fn code<'de, D: Deserializer<'de>>(d: D) -> Result<String, D::Error> {
    let code = String::deserialize(d)?;
    if code.trim().is_empty() {
        return Err(serde::de::Error::custom("an empty code"));
    }
    Ok(code)
}

const SHAPE: &str = "write one passage a line: id, and events with trigger.start, trigger.end and type, mentions with \
                     code, links with start and end; `rawi read GOLD` writes it";

impl Predictions {
    /// Reads a file.
    ///
    /// # Errors
    /// The first line that holds no records, or a passage a second time.
    pub fn load(path: &Path) -> Result<Self, ScoreError> {
        Self::parse(&path.display().to_string(), &lines::read(path)?)
    }

    /// The same for text in memory; `file` is what errors call it.
    ///
    /// # Errors
    /// As for [`Predictions::load`].
    pub fn parse(file: &str, text: &str) -> Result<Self, ScoreError> {
        let mut passages = HashMap::new();
        for (number, line) in lines::parse::<Line>(file, text, SHAPE)? {
            if let Some(twice) = passages.insert(line.id.clone(), line) {
                return Err(ScoreError {
                    file: file.to_owned(),
                    line: Some(number),
                    problem: format!("records of `{}` a second time", twice.id),
                    remedy: "keep one line a passage".to_owned(),
                });
            }
        }
        Ok(Self { passages })
    }

    /// The records of a passage; none if the program was silent about it.
    pub fn of(&self, id: &str) -> Option<&[Predicted]> {
        self.passages.get(id).map(|line| line.events.as_slice())
    }

    /// Whether the program says that it read another text under this id, so that its offsets mean nothing.
    pub(crate) fn read_other_text(&self, id: &str, text: &str) -> bool {
        let line = self.passages.get(id);
        line.and_then(|l| l.text.as_ref())
            .is_some_and(|t| t != text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_is_a_number_or_nothing() {
        let record = |more: &str| {
            let line = format!(
                r#"{{"id": "a", "events": [{{"trigger": {{"start": 0, "end": 1}}, "type": "AID"{more}}}]}}"#
            );
            Predictions::parse("x", &line).unwrap().of("a").unwrap()[0].confidence
        };
        assert_eq!(record(r#", "confidence": 0.7"#), Some(0.7));
        assert_eq!(record(r#", "confidence": "high""#), None);
        assert_eq!(record(r#", "confidence": null"#), None);
        assert_eq!(record(""), None);
    }
}
