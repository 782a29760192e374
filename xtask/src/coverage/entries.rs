//! The tables of the lexicon and the ids of their entries.

use std::collections::{BTreeMap, BTreeSet};

use rawi_arabic::{LemmaId, Pos};
use rawi_lexicon::{Lexicon, PhraseKind};

/// A table, or the part of one that is looked up in a way of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Table {
    /// Verbs with their participles and masdars.
    Verbs,
    /// Nouns.
    Nouns,
    /// Adjectives.
    Adjectives,
    /// Particles.
    Particles,
    /// Frames of verbs and nouns.
    Frames,
    /// Verbs of saying.
    ReportingVerbs,
    /// Light verbs.
    LightVerbs,
    /// Names and set phrases.
    Phrase(PhraseKind),
}

impl Table {
    /// The table of words that holds a part of speech.
    pub const fn of_pos(pos: Pos) -> Option<Self> {
        match pos {
            Pos::Verb | Pos::Masdar | Pos::ActiveParticiple | Pos::PassiveParticiple => {
                Some(Self::Verbs)
            }
            Pos::Noun => Some(Self::Nouns),
            Pos::Adjective => Some(Self::Adjectives),
            Pos::Particle => Some(Self::Particles),
            Pos::Proper | Pos::Number => None,
        }
    }

    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verbs => "verbs, their masdars and participles",
            Self::Nouns => "nouns",
            Self::Adjectives => "adjectives",
            Self::Particles => "particles",
            Self::Frames => "frames",
            Self::ReportingVerbs => "reporting verbs",
            Self::LightVerbs => "light verbs",
            Self::Phrase(kind) => match kind {
                PhraseKind::State => "states",
                PhraseKind::Demonym => "demonyms",
                PhraseKind::Capital => "capitals",
                PhraseKind::Person => "persons",
                PhraseKind::Body => "bodies, groups and parties",
                PhraseKind::Media => "media",
                PhraseKind::Title => "titles",
                PhraseKind::Actor => "actors",
                PhraseKind::Place => "places",
                PhraseKind::SourceNoun => "source nouns",
                PhraseKind::Topic => "topics",
                PhraseKind::Reporting => "reporting phrases",
                PhraseKind::StatusPhrase => "status phrases",
                PhraseKind::Time => "times",
                PhraseKind::FirstName => "first names",
                PhraseKind::Number => "numbers",
                PhraseKind::Particle => "particles of several words",
            },
        }
    }

    /// The id of an entry of a table of phrases; its number where it has none.
    pub fn id(self, index: u32, lexicon: &Lexicon) -> String {
        let Self::Phrase(kind) = self else {
            return index.to_string();
        };
        match kind {
            PhraseKind::State | PhraseKind::Demonym | PhraseKind::Capital => {
                lexicon.state(index).country.to_string()
            }
            PhraseKind::Person => lexicon.person(index).id.clone(),
            PhraseKind::Body => lexicon.body(index).id.clone(),
            PhraseKind::Media => lexicon.media(index).id.clone(),
            PhraseKind::Title => lexicon.title(index).id.clone(),
            PhraseKind::Actor => lexicon.actor(index).id.clone(),
            PhraseKind::Place => lexicon.place(index).id.clone(),
            PhraseKind::SourceNoun => lexicon.source_noun(index).id.clone(),
            PhraseKind::Topic => lexicon.topic_word(index).id.clone(),
            PhraseKind::Reporting => lexicon.reporting_phrase(index).id.clone(),
            PhraseKind::StatusPhrase => lexicon.status_phrase(index).id.clone(),
            PhraseKind::Time => lexicon.time(index).id.clone(),
            PhraseKind::FirstName => lexicon.first_name(index).id.clone(),
            PhraseKind::Number => lexicon.number(index).id.clone(),
            PhraseKind::Particle => lexicon.lemma(LemmaId(index)).id.clone(),
        }
    }
}

/// Every entry that can be met, by table.
pub fn all(lexicon: &Lexicon) -> BTreeMap<Table, BTreeSet<String>> {
    let mut out: BTreeMap<Table, BTreeSet<String>> = BTreeMap::new();
    let mut add = |table: Table, id: String| _ = out.entry(table).or_default().insert(id);
    for (id, lemma) in lexicon.lemmas() {
        for saying in lexicon.saying(id) {
            add(Table::ReportingVerbs, saying.id.clone());
        }
        for light in lexicon.light(id) {
            add(Table::LightVerbs, light.id.clone());
        }
        // A masdar's entry is its verb's.
        if lemma.verb.is_none()
            && let Some(table) = Table::of_pos(lemma.pos)
        {
            add(table, lemma.id.clone());
        }
    }
    for frame in lexicon.frames_iter() {
        add(Table::Frames, frame.id.clone());
    }
    let mut phrases = BTreeSet::new();
    lexicon
        .phrases()
        .for_each(|_, refs| phrases.extend(refs.iter().map(|r| (r.kind, r.index))));
    for (kind, index) in phrases {
        let table = Table::Phrase(kind);
        add(table, table.id(index, lexicon));
    }
    out
}
