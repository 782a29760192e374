//! The event record: who did what to whom, where, when, in what status, according to whom.

use serde::{Deserialize, Serialize};

use crate::{Code, Country, EventType, SourceKind, Span, Stance, Status};

/// One political act as one sentence reports it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The word that names the act.
    pub trigger: Words,
    /// The act itself, whatever its status.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// PLOVER mode, where the frame or the words tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    /// PLOVER contexts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contexts: Vec<String>,
    /// Who does it.
    #[serde(default)]
    pub actor: Vec<Mention>,
    /// To whom or against whom.
    #[serde(default)]
    pub recipient: Vec<Mention>,
    /// Where, if the sentence says so.
    #[serde(default)]
    pub place: Option<Place>,
    /// Day (`2023-01-12`), month (`2023-01`) or year of the act, where the sentence gives one.
    #[serde(default)]
    pub when: Option<String>,
    /// The same with its bounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when_range: Option<WhenRange>,
    /// In what status it is reported.
    pub status: Status,
    /// The chain of attribution, innermost first; empty when the outlet itself asserts it.
    #[serde(default)]
    pub according_to: Vec<Source>,
    /// How the reporter stands to it.
    #[serde(default = "neutral")]
    pub stance: Stance,
    /// Killed, wounded, arrested, sums.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figure>,
    /// Whether either side may be called the actor.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mutual: bool,
    /// From 0 to 1.
    #[serde(default)]
    pub confidence: f32,
    /// The record in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gloss: Option<Gloss>,
    /// Which lexicon entries and rules made each field; filled on request (`rawi explain`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub derivation: Vec<Derivation>,
}

impl Record {
    /// An act of which only the trigger, the type and the status are known; everything else is empty, the confidence 0.
    pub const fn bare(trigger: Words, kind: EventType, status: Status) -> Self {
        Self {
            trigger,
            kind,
            mode: None,
            contexts: Vec::new(),
            actor: Vec::new(),
            recipient: Vec::new(),
            place: None,
            when: None,
            when_range: None,
            status,
            according_to: Vec::new(),
            stance: Stance::Neutral,
            figures: Vec::new(),
            mutual: false,
            confidence: 0.0,
            gloss: None,
            derivation: Vec::new(),
        }
    }
}

const fn neutral() -> Stance {
    Stance::Neutral
}

/// Words of the text: their span and what stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// `text[start..end]`.
    pub text: String,
}

impl Words {
    /// Where the words stand.
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// A phrase that names a participant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The phrase as it stands in the text; for a pronoun or an elliptic subject, the earlier phrase it stands for.
    pub text: String,
    /// Country and sector.
    pub code: Code,
    /// Our id of whom it names (`rus/putin`), where the lexicon knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The name in Latin script, where the lexicon has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl Mention {
    /// Where the phrase stands.
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// Where an act takes place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The phrase as it stands.
    pub text: String,
    /// The country it lies in.
    pub country: Country,
    /// GeoNames id, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geoname_id: Option<u32>,
    /// Latitude in degrees north.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f32>,
    /// Longitude in degrees east.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lon: Option<f32>,
    /// The name in Latin script.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Bounds of the time of an act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhenRange {
    /// First day, ISO.
    pub from: String,
    /// Last day, ISO.
    pub to: String,
    /// How exact the words are.
    pub precision: Precision,
}

/// How exact a time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// One day.
    Day,
    /// A few days.
    Days,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// One link of the chain of attribution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The phrase as it stands.
    pub text: String,
    /// What sort of source it is.
    pub kind: SourceKind,
    /// Its code, where it is a political actor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Code>,
    /// Our id, where the lexicon knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The name in Latin script, where the lexicon has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl Source {
    /// Where the phrase stands.
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// A number that belongs to the act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// What is counted.
    pub kind: FigureKind,
    /// The number, where one is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// Currency (ISO 4217) of a sum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// How it is hedged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hedge: Option<FigureHedge>,
    /// The words.
    pub words: Words,
}

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureKind {
    /// People killed.
    Killed,
    /// People wounded.
    Wounded,
    /// People arrested.
    Arrested,
    /// A sum of money.
    Sum,
    /// People in general.
    People,
}

/// How a figure is hedged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureHedge {
    /// `ما لا يقل عن`, `على الأقل`.
    AtLeast,
    /// `أكثر من`, `تجاوز`.
    MoreThan,
    /// `نحو`, `حوالي`, `قرابة`.
    About,
    /// `عشرات`.
    Dozens,
    /// `مئات`.
    Hundreds,
    /// `آلاف`.
    Thousands,
}

/// The record in a sentence, source first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gloss {
    /// In Arabic.
    pub ar: String,
    /// In English.
    pub en: String,
}

/// Why a field has the value it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Derivation {
    /// Which field (`type`, `actor`, `status`…).
    pub field: String,
    /// Which rule made it.
    pub rule: String,
    /// Which lexicon entries it rests on, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<String>,
    /// Which words it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Words>,
}
