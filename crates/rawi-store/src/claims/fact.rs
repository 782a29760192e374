//! What a record is compared by: takes a record with its sentence, gives a fact: who, to whom, where, when, in which
//! words. Pure but for the weights of words.

use rawi_arabic::{Text, Token};
use rawi_model::{EventType, Mention, Record, Span, Status};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::amount::Amount;
use super::marks::Marks;
use crate::stories::{Vector, vector};
use crate::weave::counts::Weights;
use crate::weave::sketch::{hash, place_key, word_term};
use crate::words::{is_word, stem};
use crate::{Problem, dates, rows};

/// Words of a run by which the same sentence is known again.
const RUN: usize = 3;
/// Mentions of a side that are compared.
const SIDE: usize = 4;
/// An act without a date happened in the days before it was reported.
const REPORTED_WITHIN: i64 = 3;
/// An announced act without a date is ahead for so long.
const AHEAD: i64 = 30;

/// How an act is reported, as far as the same act in another class is another claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Class {
    /// It happened.
    Happened,
    /// It was announced, perhaps under a condition.
    Ahead,
    /// Somebody wants it.
    Wanted,
    /// It may happen, or may have.
    Maybe,
    /// It did not happen, or somebody denies it.
    Denied,
}

impl Class {
    /// Its name, as it stands in the database and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Happened => "happened",
            Self::Ahead => "ahead",
            Self::Wanted => "wanted",
            Self::Maybe => "maybe",
            Self::Denied => "denied",
        }
    }

    pub(crate) fn parse(text: &str) -> Self {
        match text {
            "ahead" => Self::Ahead,
            "wanted" => Self::Wanted,
            "maybe" => Self::Maybe,
            "denied" => Self::Denied,
            _ => Self::Happened,
        }
    }

    const fn of(status: Status) -> Self {
        match status {
            Status::Occurred => Self::Happened,
            Status::Planned | Status::Conditional => Self::Ahead,
            Status::Desired => Self::Wanted,
            Status::Possible => Self::Maybe,
            Status::Denied => Self::Denied,
        }
    }
}

/// A participant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Who {
    pub(crate) id: Option<String>,
    /// Empty where none is known.
    pub(crate) country: String,
    pub(crate) sector: String,
    /// Terms of its words.
    pub(crate) words: Vec<u32>,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Where {
    pub(crate) key: String,
    pub(crate) country: String,
    /// Whether it is more than a country.
    pub(crate) exact: bool,
    /// Terms of its words.
    pub(crate) words: Vec<u32>,
}

/// What a record is compared by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Fact {
    pub(crate) kind: EventType,
    /// PLOVER mode, where it is known.
    pub(crate) mode: Option<String>,
    pub(crate) class: Class,
    pub(crate) mutual: bool,
    /// Who says so; 0 where it is the outlet itself.
    pub(crate) source: u32,
    pub(crate) actors: Vec<Who>,
    pub(crate) recipients: Vec<Who>,
    pub(crate) place: Option<Where>,
    /// First and last day that it may mean.
    pub(crate) from: i64,
    pub(crate) to: i64,
    /// Whether the sentence itself gives the days, to the day or a few.
    pub(crate) dated: bool,
    /// Day of publication.
    pub(crate) day: i64,
    /// The sentence as weighted terms, of length 1.
    pub(crate) words: Vector,
    /// The term of the word that names the act.
    pub(crate) trigger: u32,
    /// That word, without what may stand before it.
    pub(crate) word: String,
    /// Runs of words of the sentence.
    pub(crate) runs: Vec<u32>,
    pub(crate) amounts: Vec<Amount>,
    /// What the words around the act say beside it.
    pub(crate) marks: Marks,
    /// How sure the record is, 0 to 1.
    pub(crate) sure: f32,
}

impl Fact {
    /// The fact of a record of an article of this day.
    pub(crate) fn new(
        db: &Connection,
        weights: &mut Weights,
        text: &Text,
        record: &Record,
        day: i64,
    ) -> Result<Self, Problem> {
        let sentence = rows::sentence(text, record.trigger.start);
        let tokens = tokens(text, sentence);
        let keys: Vec<&str> = tokens.iter().map(|t| &*t.key).collect();
        let at = tokens.partition_point(|t| t.start < record.trigger.start);
        let mut terms: Vec<(u32, u8)> = keys
            .iter()
            .filter_map(|k| word_term(k))
            .map(|term| (term, 1))
            .collect();
        terms.sort_unstable();
        terms.dedup();
        let words = vector(db, weights, &terms)?;
        let class = Class::of(record.status);
        let given = dates::of(record).and_then(|(from, to)| {
            Some((
                dates::number_of(Some(from.parse().ok()?)),
                dates::number_of(Some(to.parse().ok()?)),
            ))
        });
        let trigger = rawi_arabic::fold(&record.trigger.text);
        let (from, to) = given.unwrap_or(match class {
            Class::Happened | Class::Denied => (day - REPORTED_WITHIN, day),
            Class::Ahead | Class::Wanted | Class::Maybe => (day - REPORTED_WITHIN, day + AHEAD),
        });
        let mut runs: Vec<u32> = keys.windows(RUN).map(|w| hash(w.iter().copied())).collect();
        runs.sort_unstable();
        runs.dedup();
        Ok(Self {
            kind: record.kind,
            mode: record.mode.clone(),
            class,
            // Either side of an agreement may be told to have agreed with the other.
            mutual: record.mutual || record.kind.is_mutual() || record.kind == EventType::Agree,
            source: record.according_to.first().map_or(0, |s| {
                // A state and its ministry speak as one.
                let state = s.code.map(|c| c.country).filter(|c| c.is_state());
                let name = state.map_or_else(|| rawi_arabic::fold(&s.text), |c| c.to_string());
                hash(["source", &name])
            }),
            actors: record.actor.iter().take(SIDE).map(Who::of).collect(),
            recipients: record.recipient.iter().take(SIDE).map(Who::of).collect(),
            place: record.place.as_ref().map(|p| Where {
                key: place_key(p),
                country: p.country.to_string(),
                exact: p.geoname_id.is_some(),
                words: terms_of(&p.text),
            }),
            from,
            to,
            dated: given.is_some_and(|(from, to)| to - from <= 7),
            day,
            words,
            trigger: word_term(&trigger).unwrap_or_default(),
            word: stem(&trigger).to_owned(),
            runs,
            amounts: record.figures.iter().filter_map(Amount::of).collect(),
            marks: Marks::of(&keys, at),
            sure: record.confidence,
        })
    }

    /// Under which the fact is stored. What names both sides is found by both, and by either for what names one alone.
    pub(crate) fn stored_under(&self) -> Vec<u32> {
        let (both, each) = self.tags(self.mutual);
        let alone = both.is_empty();
        let mut out: Vec<u32> = both
            .iter()
            .map(|[a, b]| key(self.kind, "both", a, b))
            .collect();
        for tag in &each {
            out.push(key(self.kind, "each", tag, ""));
            if alone {
                out.push(key(self.kind, "alone", tag, ""));
            }
        }
        sorted(out)
    }

    /// Under which facts of a type between the same are looked up.
    pub(crate) fn looked_up_under(&self, kind: EventType) -> Vec<u32> {
        let (both, each) = self.tags(self.mutual || kind.is_mutual());
        let mut out: Vec<u32> = both.iter().map(|[a, b]| key(kind, "both", a, b)).collect();
        let how = if both.is_empty() { "each" } else { "alone" };
        out.extend(each.iter().map(|tag| key(kind, how, tag, "")));
        sorted(out)
    }

    /// Pairs of those who act on one another, and each of them with its side, or without it where the act is mutual.
    fn tags(&self, mutual: bool) -> (Vec<[String; 2]>, Vec<String>) {
        let (actors, recipients) = (tags(&self.actors), tags(&self.recipients));
        let mut both = Vec::new();
        for actor in &actors {
            for recipient in &recipients {
                let mut pair = [actor.clone(), recipient.clone()];
                if mutual {
                    pair.sort_unstable();
                }
                both.push(pair);
            }
        }
        let side = |name: &str, tag: &String| {
            if mutual {
                tag.clone()
            } else {
                format!("{name} {tag}")
            }
        };
        let each = actors
            .iter()
            .map(|tag| side("actor", tag))
            .chain(recipients.iter().map(|tag| side("recipient", tag)))
            .collect();
        (both, each)
    }
}

fn key(kind: EventType, how: &str, a: &str, b: &str) -> u32 {
    hash(["claim", kind.as_str(), how, a, b])
}

fn sorted(mut keys: Vec<u32>) -> Vec<u32> {
    keys.sort_unstable();
    keys.dedup();
    keys
}

impl Who {
    fn of(mention: &Mention) -> Self {
        let country = mention.code.country;
        Self {
            id: mention.id.clone(),
            country: if country.is_none() {
                String::new()
            } else {
                country.to_string()
            },
            sector: mention.code.sector.to_string(),
            words: terms_of(&mention.text),
        }
    }
}

/// Terms of the words of a phrase.
fn terms_of(phrase: &str) -> Vec<u32> {
    let text = Text::new(phrase);
    let words = text.tokens().iter().filter(|t| is_word(t));
    sorted(words.filter_map(|t| word_term(&t.key)).collect())
}

/// By what the members of a side are looked up: their countries; their ids or words where there is none.
fn tags(side: &[Who]) -> Vec<String> {
    let mut out: Vec<String> = side
        .iter()
        .map(|who| match (&who.id, who.country.as_str()) {
            (Some(id), "" | "IGO" | "NGO" | "MNC") => id.clone(),
            (_, "") => who.words.first().map_or(String::new(), u32::to_string),
            (_, country) => country.to_owned(),
        })
        .collect();
    out.sort();
    out.dedup();
    out.retain(|tag| !tag.is_empty());
    out
}

fn tokens(text: &Text, sentence: Span) -> Vec<&Token> {
    let from = text.tokens().partition_point(|t| t.start < sentence.start);
    let to = text.tokens().partition_point(|t| t.end <= sentence.end);
    text.tokens()
        .get(from..to)
        .unwrap_or_default()
        .iter()
        .filter(|t| is_word(t))
        .collect()
}

/// A fact as bytes, for a column.
pub(crate) fn pack(fact: &Fact) -> Result<Vec<u8>, Problem> {
    postcard::to_allocvec(fact).map_err(|error| Problem::Damaged(error.to_string()))
}

/// The fact of a column.
pub(crate) fn unpack(bytes: &[u8]) -> Result<Fact, Problem> {
    postcard::from_bytes(bytes).map_err(|error| Problem::Damaged(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_classes_come_back() {
        for class in [
            Class::Happened,
            Class::Ahead,
            Class::Wanted,
            Class::Maybe,
            Class::Denied,
        ] {
            assert_eq!(Class::parse(class.as_str()), class);
        }
    }
}
