//! What people annotated, as a passage with its events: the form that `rawi score` compares records with.

use std::collections::BTreeMap;

use rawi_model::{Code, Country, EventType, SourceKind, Status};
use serde::Serialize;

use super::{Meta, StandoffError};

/// An annotated passage; serialises to one line of a file for `rawi score`, which `rawi read` reads as well.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Passage {
    id: String,
    outlet: String,
    published: Option<String>,
    text: String,
    sentences: Vec<String>,
    events: Vec<Event>,
}

impl Passage {
    /// Number of its events.
    pub const fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether it has none.
    pub const fn is_empty(&self) -> bool {
        self.events.is_empty()
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Event {
    sentence: usize,
    trigger: String,
    nth: usize,
    r#type: EventType,
    actor: Vec<Mention>,
    recipient: Vec<Mention>,
    place: Option<Place>,
    when: Option<String>,
    status: Status,
    according_to: Vec<Source>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    mutual: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Mention {
    text: String,
    code: Code,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Place {
    text: String,
    country: Option<Country>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Source {
    text: String,
    kind: SourceKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<Code>,
}

/// Words that were marked.
struct Marked<'a> {
    line: usize,
    kind: &'a str,
    start: usize,
    end: usize,
}

/// An event as it was marked.
struct MarkedEvent<'a> {
    line: usize,
    id: &'a str,
    kind: &'a str,
    trigger: &'a str,
    /// Role with its number, and what fills it.
    arguments: Vec<(&'a str, u32, &'a str)>,
}

#[derive(Default)]
struct Marks<'a> {
    words: BTreeMap<&'a str, Marked<'a>>,
    events: Vec<MarkedEvent<'a>>,
    /// Of what, which, value.
    attributes: BTreeMap<(&'a str, &'a str), &'a str>,
    notes: BTreeMap<&'a str, &'a str>,
}

/// The passage of a text and its annotations.
///
/// # Errors
/// Everything that is wrong, each with its line.
pub fn collect(meta: &Meta, text: &str, annotations: &str) -> Result<Passage, Vec<StandoffError>> {
    let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
    let text = text.trim_end_matches('\n');
    let mut errors = Vec::new();
    let marks = read(annotations, &mut errors);
    let sentences: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let reader = Reader {
        chars: text.chars().collect(),
        marks: &marks,
        sentences: &sentences,
    };
    let mut events: Vec<(usize, Event)> = Vec::new();
    for event in &marks.events {
        match reader.event(event) {
            Ok(found) => events.push(found),
            Err(error) => errors.push(error),
        }
    }
    events.sort_by_key(|(at, _)| *at);
    if !errors.is_empty() {
        errors.sort_by_key(|e| e.line);
        return Err(errors);
    }
    let events = events.into_iter().map(|(_, event)| event).collect();
    Ok(Passage {
        id: meta.id.clone(),
        outlet: meta.outlet.clone(),
        published: meta.published.clone(),
        text: text.to_owned(),
        sentences,
        events,
    })
}

fn wrong(line: usize, message: impl Into<String>) -> StandoffError {
    StandoffError {
        line,
        message: message.into(),
    }
}

fn read<'a>(annotations: &'a str, errors: &mut Vec<StandoffError>) -> Marks<'a> {
    let mut marks = Marks::default();
    for (line, text) in (1..).zip(annotations.lines()) {
        let mut parts = text.splitn(3, '\t');
        let (id, what) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        let rest = parts.next().unwrap_or("");
        let done = match id.chars().next() {
            None => Ok(()),
            Some('T') => marked(line, what).map(|m| {
                marks.words.insert(id, m);
            }),
            Some('E') => event(line, id, what).map(|e| marks.events.push(e)),
            Some('A' | 'M') => {
                let mut words = what.split(' ');
                match (words.next(), words.next()) {
                    (Some(name), Some(of)) => {
                        marks
                            .attributes
                            .insert((of, name), words.next().unwrap_or(""));
                        Ok(())
                    }
                    _ => Err(wrong(line, "an attribute names what it belongs to")),
                }
            }
            Some('#') => {
                if let Some(of) = what.strip_prefix("AnnotatorNotes ") {
                    marks.notes.insert(of, rest.trim());
                }
                Ok(())
            }
            // Relations, equivalences and normalisations are none of ours.
            Some('R' | '*' | 'N') => Ok(()),
            Some(_) => Err(wrong(line, "no line of brat's standoff format")),
        };
        if let Err(error) = done {
            errors.push(error);
        }
    }
    marks
}

/// `Mention 10 20`, or in pieces `Mention 10 14;16 20`, of which the whole stretch counts.
fn marked(line: usize, what: &str) -> Result<Marked<'_>, StandoffError> {
    let shape = || wrong(line, "write type, first and last offset: `Mention 10 20`");
    let (kind, offsets) = what.split_once(' ').ok_or_else(shape)?;
    let (start, _) = offsets.split_once(' ').ok_or_else(shape)?;
    let (_, end) = offsets.rsplit_once(' ').ok_or_else(shape)?;
    let (start, end) = match (start.parse(), end.parse()) {
        (Ok(start), Ok(end)) if start < end => (start, end),
        _ => return Err(shape()),
    };
    Ok(Marked {
        line,
        kind,
        start,
        end,
    })
}

/// `ASSAULT:T1 Actor:T2 Actor2:T3`.
fn event<'a>(line: usize, id: &'a str, what: &'a str) -> Result<MarkedEvent<'a>, StandoffError> {
    let mut parts = what.split_whitespace();
    let (kind, trigger) = parts
        .next()
        .and_then(|p| p.split_once(':'))
        .ok_or_else(|| {
            wrong(
                line,
                "an event begins with its type and trigger: `ASSAULT:T1`",
            )
        })?;
    let mut arguments = Vec::new();
    for part in parts {
        let (role, filler) = part
            .split_once(':')
            .ok_or_else(|| wrong(line, format!("`{part}` is no role with its filler")))?;
        let name = role.trim_end_matches(|c: char| c.is_ascii_digit());
        let nth = role[name.len()..].parse().unwrap_or(1);
        arguments.push((name, nth, filler));
    }
    Ok(MarkedEvent {
        line,
        id,
        kind,
        trigger,
        arguments,
    })
}

struct Reader<'a> {
    chars: Vec<char>,
    marks: &'a Marks<'a>,
    sentences: &'a [String],
}

impl Reader<'_> {
    fn words(&self, line: usize, id: &str) -> Result<(&Marked<'_>, String), StandoffError> {
        let marked = self
            .marks
            .words
            .get(id)
            .ok_or_else(|| wrong(line, format!("`{id}` is not there")))?;
        let chars = self
            .chars
            .get(marked.start..marked.end)
            .ok_or_else(|| wrong(marked.line, "the offsets lie outside the text"))?;
        Ok((marked, chars.iter().collect()))
    }

    fn noted<T>(&self, id: &str, line: usize, example: &str) -> Result<Option<T>, StandoffError>
    where
        T: std::str::FromStr<Err: std::fmt::Display>,
    {
        match self.marks.notes.get(id) {
            None | Some(&"") => Ok(None),
            Some(note) => note.parse().map(Some).map_err(|error: T::Err| {
                wrong(
                    line,
                    format!("the note `{note}` of {id}: {error}; write {example}"),
                )
            }),
        }
    }

    /// An event with the offset of its trigger.
    fn event(&self, event: &MarkedEvent<'_>) -> Result<(usize, Event), StandoffError> {
        let line = event.line;
        let kind: EventType = event
            .kind
            .parse()
            .map_err(|error: rawi_model::UnknownName| wrong(line, error.to_string()))?;
        let (trigger, word) = self.words(line, event.trigger)?;
        if trigger.kind != event.kind {
            let message = format!("the trigger is {}, the event {}", trigger.kind, event.kind);
            return Err(wrong(line, message));
        }
        let (sentence, nth) = self.occurrence(trigger, &word)?;
        let mut out = Event {
            sentence,
            nth,
            trigger: word,
            r#type: kind,
            actor: Vec::new(),
            recipient: Vec::new(),
            place: None,
            when: self.when(event)?,
            status: match self.marks.attributes.get(&(event.id, "Status")) {
                None => Status::Occurred,
                Some(status) => status
                    .parse()
                    .map_err(|error: rawi_model::UnknownName| wrong(line, error.to_string()))?,
            },
            according_to: Vec::new(),
            mutual: self.marks.attributes.contains_key(&(event.id, "Mutual")),
        };
        let mut arguments = event.arguments.clone();
        arguments.sort_by_key(|(_, nth, _)| *nth);
        for (role, _, id) in arguments {
            match role {
                "Actor" => out.actor.push(self.mention(line, id)?),
                "Recipient" => out.recipient.push(self.mention(line, id)?),
                "Place" => {
                    let (marked, text) = self.words(line, id)?;
                    let country = self.noted(id, marked.line, "a country, `SYR`")?;
                    out.place.get_or_insert(Place { text, country });
                }
                "Source" => out.according_to.push(self.source(line, id)?),
                other => {
                    return Err(wrong(
                        line,
                        format!(
                            "unknown role `{other}`; known are Actor, Recipient, Place, Source"
                        ),
                    ));
                }
            }
        }
        Ok((trigger.start, out))
    }

    fn when(&self, event: &MarkedEvent<'_>) -> Result<Option<String>, StandoffError> {
        let note = self.marks.notes.get(event.id).copied().unwrap_or("");
        let Some(when) = note
            .split_whitespace()
            .find_map(|w| w.strip_prefix("when="))
        else {
            return Ok(None);
        };
        match crate::event::first_day(when) {
            Some(_) => Ok(Some(when.to_owned())),
            None => Err(wrong(
                event.line,
                format!("`{when}` is no day, month or year; write when=2024-09-30"),
            )),
        }
    }

    fn mention(&self, line: usize, id: &str) -> Result<Mention, StandoffError> {
        let (marked, text) = self.words(line, id)?;
        let code = self.noted(id, marked.line, "country and sector, `SYR GOV`")?;
        let code = code.ok_or_else(|| {
            wrong(
                marked.line,
                format!("{id} has no code; note country and sector, `SYR GOV` or `--- UNK`"),
            )
        })?;
        Ok(Mention { text, code })
    }

    fn source(&self, line: usize, id: &str) -> Result<Source, StandoffError> {
        let (marked, text) = self.words(line, id)?;
        let kind = self
            .marks
            .attributes
            .get(&(id, "Kind"))
            .ok_or_else(|| wrong(marked.line, format!("{id} has no Kind")))?
            .parse()
            .map_err(|error: rawi_model::UnknownName| wrong(marked.line, error.to_string()))?;
        let code = self.noted(id, marked.line, "country and sector, `SYR GOV`")?;
        Ok(Source { text, kind, code })
    }

    /// In which sentence a trigger stands, and which of the same words there it is.
    fn occurrence(
        &self,
        trigger: &Marked<'_>,
        word: &str,
    ) -> Result<(usize, usize), StandoffError> {
        let mut start = 0;
        for (i, sentence) in self.sentences.iter().enumerate() {
            let len = sentence.chars().count();
            if trigger.start < start + len + 1 {
                if trigger.end > start + len {
                    break;
                }
                let at = trigger.start - start;
                let mut from = 0;
                // Occurrences as `rawi score` counts them: not overlapping.
                for nth in 0.. {
                    let Some(found) = sentence.get(from..).and_then(|s| s.find(word)) else {
                        break;
                    };
                    let before = sentence[..from + found].chars().count();
                    if before == at {
                        return Ok((i, nth));
                    }
                    from += found + word.len();
                }
                return Err(wrong(
                    trigger.line,
                    format!("`{word}` overlaps the same words before it; mark the whole word"),
                ));
            }
            start += len + 1;
        }
        Err(wrong(
            trigger.line,
            "the trigger does not stand within one line",
        ))
    }
}
