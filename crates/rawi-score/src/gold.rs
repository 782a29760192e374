//! Annotated passages: read, checked, and placed in their text.

use std::collections::HashSet;
use std::path::Path;

use rawi_model::{Code, Country, EventType, SourceKind, Status};
use serde::Deserialize;

use crate::ScoreError;
use crate::lines;
use crate::python::find_all;

/// A file of annotated passages.
#[derive(Debug, Clone, PartialEq)]
pub struct Gold {
    /// In the order of the file.
    pub passages: Vec<Passage>,
}

/// A few consecutive sentences of an article, with the events that they report.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// What it is known by.
    pub id: String,
    /// The sentences, joined by one newline each.
    pub text: String,
    /// The sentences.
    pub sentences: Vec<String>,
    /// What they report.
    pub events: Vec<GoldEvent>,
    /// The text in code points.
    pub(crate) chars: Vec<char>,
    /// Where each sentence begins in the text, and where one after the last would.
    pub(crate) starts: Vec<u64>,
}

/// An annotated event.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct GoldEvent {
    /// Which sentence reports it, from 0.
    pub sentence: usize,
    /// The word that names it.
    pub trigger: String,
    /// Which occurrence of that string in the sentence, from 0.
    #[serde(default)]
    pub nth: usize,
    /// The act.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// Who does it.
    pub actor: Vec<GoldMention>,
    /// To whom.
    pub recipient: Vec<GoldMention>,
    /// Where.
    #[serde(default)]
    pub place: Option<GoldPlace>,
    /// When: day, month or year.
    #[serde(default)]
    pub when: Option<String>,
    /// In what status.
    pub status: Status,
    /// Sources, innermost first.
    pub according_to: Vec<GoldSource>,
    /// Whether either side may be called the actor.
    #[serde(default)]
    pub mutual: bool,
    /// Where the trigger stands in the passage; filled by the check.
    #[serde(skip)]
    pub(crate) span: (u64, u64),
}

/// An annotated participant.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct GoldMention {
    /// The phrase.
    pub text: String,
    /// Country and sector.
    pub code: Code,
}

/// An annotated place.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct GoldPlace {
    /// The phrase.
    #[serde(default)]
    pub text: String,
    /// The country it lies in.
    #[serde(default)]
    pub country: Option<Country>,
}

/// An annotated link of attribution.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct GoldSource {
    /// The phrase.
    pub text: String,
    /// What sort of source it is.
    pub kind: SourceKind,
}

impl GoldEvent {
    /// Whether the two sides may be recorded either way round.
    pub fn is_mutual(&self) -> bool {
        self.mutual || self.kind.is_mutual()
    }
}

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    sentences: Vec<String>,
    events: Vec<GoldEvent>,
}

const SHAPE: &str = "write one passage a line: id, text, sentences, events with sentence, trigger, type, actor, \
                     recipient, status, according_to";

impl Gold {
    /// Reads and checks a file.
    ///
    /// # Errors
    /// The first line that is no passage, or whose annotations do not fit its text.
    pub fn load(path: &Path) -> Result<Self, ScoreError> {
        Self::parse(&path.display().to_string(), &lines::read(path)?)
    }

    /// The same for text in memory; `file` is what errors call it.
    ///
    /// # Errors
    /// As for [`Gold::load`].
    pub fn parse(file: &str, text: &str) -> Result<Self, ScoreError> {
        let mut ids = HashSet::new();
        let mut passages = Vec::new();
        for (number, line) in lines::parse::<Line>(file, text, SHAPE)? {
            let wrong = |problem: String, remedy: &str| ScoreError {
                file: file.to_owned(),
                line: Some(number),
                problem,
                remedy: remedy.to_owned(),
            };
            if !ids.insert(line.id.clone()) {
                return Err(wrong(
                    format!("a second passage is called `{}`", line.id),
                    "give each passage an id of its own",
                ));
            }
            let passage = Passage::new(line).map_err(|(problem, remedy)| wrong(problem, remedy))?;
            passages.push(passage);
        }
        Ok(Self { passages })
    }
}

impl Passage {
    /// Places every trigger in the text.
    fn new(line: Line) -> Result<Self, (String, &'static str)> {
        let Line {
            id,
            text,
            sentences,
            mut events,
        } = line;
        if text != sentences.join("\n") {
            return Err((
                "`text` is not its `sentences` joined by one newline each".to_owned(),
                "make the two agree, since offsets are counted in `text`",
            ));
        }
        let split: Vec<Vec<char>> = sentences.iter().map(|s| s.chars().collect()).collect();
        let mut starts = vec![0];
        let mut at = 0;
        for sentence in &split {
            at += sentence.len() as u64 + 1;
            starts.push(at);
        }
        for (i, event) in events.iter_mut().enumerate() {
            let Some(sentence) = split.get(event.sentence) else {
                return Err((
                    format!(
                        "event {i} is of sentence {}, of {} sentences",
                        event.sentence,
                        split.len()
                    ),
                    "count sentences from 0",
                ));
            };
            let trigger: Vec<char> = event.trigger.chars().collect();
            let Some(&found) = find_all(sentence, &trigger).get(event.nth) else {
                return Err((
                    format!(
                        "event {i}: `{}` does not stand {} times in sentence {}",
                        event.trigger,
                        event.nth + 1,
                        event.sentence
                    ),
                    "write the trigger as it stands in the sentence, and count `nth` from 0",
                ));
            };
            if let Some(source) = event.according_to.iter().find(|s| s.text.is_empty()) {
                return Err((
                    format!("event {i}: a source of kind {} without text", source.kind),
                    "write the source's words as they stand in the passage",
                ));
            }
            let start = starts[event.sentence] + found;
            event.span = (start, start + trigger.len() as u64);
        }
        Ok(Self {
            chars: text.chars().collect(),
            id,
            text,
            sentences,
            events,
            starts,
        })
    }

    /// Which sentence a code point belongs to.
    pub(crate) fn sentence_at(&self, at: u64) -> usize {
        let sentences = self.starts.len().saturating_sub(1);
        self.starts[..sentences]
            .partition_point(|&start| start <= at)
            .saturating_sub(1)
    }
}
