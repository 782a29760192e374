//! The compiled lexicon: what the reader asks, and how it is stored.

use std::borrow::Cow;

use rawi_arabic::{Features, LemmaId, Pos, StemTable};
use rawi_model::Country;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::frame::{Frame, LightVerb, Only, Saying, StatusRule};
use crate::names::{
    ActorNoun, Body, Media, Person, PlaceEntry, ReportingPhrase, SourceNoun, State, TimeEntry,
    Title, TopicWord,
};
use crate::phrases::{PhraseKind, PhraseTable};
use crate::stems::Stems;
use crate::words::{FirstName, Lemma, NumberWord};

/// Raised whenever the layout of a blob changes.
const FORMAT: u32 = 3;

/// Everything Rawi knows, compiled. Built once, shared by all threads.
pub struct Lexicon {
    pub(crate) tables: Tables,
    pub(crate) stems: Stems,
    pub(crate) phrases: PhraseTable,
}

/// A half-open range of rows.
pub(crate) type Rows = (u32, u32);

/// What hangs on a lemma.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(crate) struct Uses {
    pub(crate) frames: Rows,
    pub(crate) light: Rows,
    pub(crate) saying: Rows,
    pub(crate) statuses: Rows,
}

/// All tables but the finite-state maps.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Tables {
    pub(crate) hash: String,
    pub(crate) lemmas: Vec<Lemma>,
    /// Lemmas in the order of their ids.
    pub(crate) by_id: Vec<LemmaId>,
    /// One row a lemma.
    pub(crate) uses: Vec<Uses>,
    pub(crate) frames: Vec<Frame>,
    pub(crate) light: Vec<LightVerb>,
    pub(crate) saying: Vec<Saying>,
    pub(crate) statuses: Vec<StatusRule>,
    pub(crate) persons: Vec<Person>,
    pub(crate) bodies: Vec<Body>,
    pub(crate) media: Vec<Media>,
    /// Slugs and Latin names of outlets as [`latin_key`] spells them, in order, with their rows.
    pub(crate) media_by_latin: Vec<(String, u32)>,
    /// In the order of their codes.
    pub(crate) states: Vec<State>,
    pub(crate) titles: Vec<Title>,
    pub(crate) actors: Vec<ActorNoun>,
    pub(crate) places: Vec<PlaceEntry>,
    pub(crate) source_nouns: Vec<SourceNoun>,
    pub(crate) topics: Vec<TopicWord>,
    pub(crate) reporting: Vec<ReportingPhrase>,
    pub(crate) times: Vec<TimeEntry>,
    pub(crate) first_names: Vec<FirstName>,
    pub(crate) numbers: Vec<NumberWord>,
}

/// Lemmas for words that no table knows, one a part of speech; they come first in every lexicon.
pub(crate) const GUESSED: [&str; 9] = [
    "?verb",
    "?masdar",
    "?active",
    "?passive",
    "?noun",
    "?adjective",
    "?proper",
    "?number",
    "?particle",
];

/// A blob that is none, or of another version.
#[derive(Debug, Error)]
pub enum BlobError {
    /// Not what [`Lexicon::to_blob`] writes.
    #[error("the compiled lexicon is damaged: {0}")]
    Damaged(String),
    /// Written by another version of the compiler.
    #[error("the compiled lexicon has format {found}, this program reads {FORMAT}")]
    Format {
        /// The blob's format.
        found: u32,
    },
}

#[derive(Serialize, Deserialize)]
struct Blob<'a> {
    format: u32,
    #[serde(borrow)]
    stems: &'a [u8],
    #[serde(borrow)]
    readings: &'a [u8],
    signatures: Vec<(Pos, u32)>,
    #[serde(borrow)]
    phrases: &'a [u8],
    #[serde(borrow)]
    refs: &'a [u8],
}

macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident: $table:ident -> $type:ty;)+) => {$(
        $(#[$doc])*
        ///
        /// # Panics
        /// If the lexicon has no such row; every [`crate::PhraseRef`] of this lexicon has one.
        pub fn $name(&self, index: u32) -> &$type { &self.tables.$table[index as usize] }
    )+};
}

/// A name's letters and digits in lower case: how outlets are looked up that the input names in Latin letters.
pub(crate) fn latin_key(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// How many entries a table has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableCount {
    /// The table.
    pub table: &'static str,
    /// Its entries.
    pub entries: usize,
}

impl Lexicon {
    /// A short hash of everything that the lexicon was compiled from.
    pub fn hash(&self) -> &str {
        &self.tables.hash
    }

    /// A lemma.
    ///
    /// # Panics
    /// If the id comes from another lexicon.
    pub fn lemma(&self, id: LemmaId) -> &Lemma {
        &self.tables.lemmas[id.0 as usize]
    }

    /// The lemma with the id (`قتل.I`, `وزير.n`).
    pub fn find_lemma(&self, id: &str) -> Option<LemmaId> {
        let tables = &self.tables;
        let at = tables
            .by_id
            .binary_search_by(|&l| self.lemma(l).id.as_str().cmp(id));
        at.ok().and_then(|i| tables.by_id.get(i).copied())
    }

    /// All lemmas but those that stand for unknown words.
    pub fn lemmas(&self) -> impl Iterator<Item = (LemmaId, &Lemma)> {
        (0u32..)
            .zip(&self.tables.lemmas)
            .skip(GUESSED.len())
            .map(|(i, lemma)| (LemmaId(i), lemma))
    }

    /// Frames of a verb, noun or masdar. A masdar for which `noun_frames.txt` has lines has those, as they are more
    /// specific; any other has its verb's.
    pub fn frames(&self, id: LemmaId) -> &[Frame] {
        slice(&self.tables.frames, self.rows(id, |u| u.frames))
    }

    /// Frames that a reading of this part of speech can have: those of [`Lexicon::frames`] whose `only` does not
    /// exclude it. (`only=plural` and the negation of `only=negated` are left to the caller, who sees the words.)
    pub fn frames_for(&self, id: LemmaId, pos: Pos) -> impl Iterator<Item = &Frame> {
        self.frames(id).iter().filter(move |f| match f.only {
            None | Some(Only::Plural) => true,
            Some(Only::Finite | Only::Negated) => pos == Pos::Verb,
            Some(Only::Masdar) => pos == Pos::Masdar,
            Some(Only::Participle) => {
                matches!(pos, Pos::ActiveParticiple | Pos::PassiveParticiple)
            }
        })
    }

    /// Every frame.
    pub fn frames_iter(&self) -> impl Iterator<Item = &Frame> {
        self.tables.frames.iter()
    }

    /// Uses as a light verb; of a masdar, its verb's.
    pub fn light(&self, id: LemmaId) -> &[LightVerb] {
        slice(&self.tables.light, self.rows(id, |u| u.light))
    }

    /// Uses as a verb of saying; of a masdar, its verb's.
    pub fn saying(&self, id: LemmaId) -> &[Saying] {
        slice(&self.tables.saying, self.rows(id, |u| u.saying))
    }

    /// Status rules that a verb, noun or particle heads; of a masdar, its own or else its verb's.
    pub fn statuses(&self, id: LemmaId) -> &[StatusRule] {
        slice(&self.tables.statuses, self.rows(id, |u| u.statuses))
    }

    /// Names and set phrases.
    pub fn phrases(&self) -> &PhraseTable {
        &self.phrases
    }

    rows! {
        /// A person.
        person: persons -> Person;
        /// A body, group or party.
        body: bodies -> Body;
        /// An outlet.
        media: media -> Media;
        /// A state.
        state: states -> State;
        /// A title.
        title: titles -> Title;
        /// A common noun phrase for an actor.
        actor: actors -> ActorNoun;
        /// A place.
        place: places -> PlaceEntry;
        /// A noun that names a source.
        source_noun: source_nouns -> SourceNoun;
        /// A word that tells of a topic outside politics.
        topic_word: topics -> TopicWord;
        /// A phrase that introduces a source.
        reporting_phrase: reporting -> ReportingPhrase;
        /// A status rule headed by a phrase.
        status_phrase: statuses -> StatusRule;
        /// A time expression.
        time: times -> TimeEntry;
        /// A given name.
        first_name: first_names -> FirstName;
        /// A number word.
        number: numbers -> NumberWord;
    }

    /// The state with the code.
    pub fn state_by_code(&self, code: Country) -> Option<&State> {
        let states = &self.tables.states;
        let at = states.binary_search_by_key(&code, |s| s.country).ok()?;
        states.get(at)
    }

    /// The outlet of a name in Arabic or in Latin letters, or of a slug, however it is spaced and cased.
    pub fn media_named(&self, name: &str) -> Option<&Media> {
        let in_arabic = self.phrases.get(&rawi_arabic::fold(name.trim()));
        if let Some(found) = in_arabic.iter().find(|r| r.kind == PhraseKind::Media) {
            return Some(self.media(found.index));
        }
        let key = latin_key(name);
        let keys = &self.tables.media_by_latin;
        let at = keys.partition_point(|(k, _)| *k < key);
        let (_, row) = keys.get(at).filter(|(k, _)| *k == key)?;
        self.tables.media.get(*row as usize)
    }

    /// Every outlet.
    pub fn media_all(&self) -> &[Media] {
        &self.tables.media
    }

    /// How much each table holds, lemmas, stems and phrases included.
    pub fn all_entries_counts(&self) -> Vec<TableCount> {
        let t = &self.tables;
        [
            ("lemmas", self.lemmas().count()),
            ("stems", self.stems.len()),
            ("phrases", self.phrases.len()),
            ("frames", t.frames.len()),
            ("light verbs", t.light.len()),
            ("reporting verbs", t.saying.len()),
            ("statuses", t.statuses.len()),
            ("reporting phrases", t.reporting.len()),
            ("source nouns", t.source_nouns.len()),
            ("topics", t.topics.len()),
            ("states", t.states.len()),
            ("persons", t.persons.len()),
            ("bodies", t.bodies.len()),
            ("media", t.media.len()),
            ("titles", t.titles.len()),
            ("actors", t.actors.len()),
            ("places", t.places.len()),
            ("times", t.times.len()),
            ("first names", t.first_names.len()),
            ("numbers", t.numbers.len()),
        ]
        .map(|(table, entries)| TableCount { table, entries })
        .into()
    }

    fn rows(&self, id: LemmaId, which: impl Fn(&Uses) -> Rows) -> Rows {
        let of = |id: LemmaId| self.tables.uses.get(id.0 as usize).map_or((0, 0), &which);
        let own = of(id);
        if own.0 < own.1 {
            return own;
        }
        let lemma = self.tables.lemmas.get(id.0 as usize);
        lemma.and_then(|l| l.verb).map_or(own, of)
    }

    /// The lexicon as bytes that [`Lexicon::from_blob`] reads without compiling anything.
    pub fn to_blob(&self) -> Result<Vec<u8>, BlobError> {
        let refs = self.phrases.packed_refs();
        let blob = Blob {
            format: FORMAT,
            stems: self.stems.map_bytes(),
            readings: self.stems.reading_bytes(),
            signatures: self.stems.signatures(),
            phrases: self.phrases.bytes(),
            refs: &refs,
        };
        let damaged = |e: postcard::Error| BlobError::Damaged(e.to_string());
        let mut bytes = postcard::to_stdvec(&blob).map_err(damaged)?;
        bytes.extend(postcard::to_stdvec(&self.tables).map_err(damaged)?);
        Ok(bytes)
    }

    /// Reads what [`Lexicon::to_blob`] wrote. The finite-state maps stay where they are.
    pub fn from_blob(bytes: &'static [u8]) -> Result<Self, BlobError> {
        let damaged = |e: &dyn std::fmt::Display| BlobError::Damaged(e.to_string());
        let (format, _) = postcard::take_from_bytes::<u32>(bytes).map_err(|e| damaged(&e))?;
        if format != FORMAT {
            return Err(BlobError::Format { found: format });
        }
        let (blob, rest): (Blob<'static>, _) =
            postcard::take_from_bytes(bytes).map_err(|e| damaged(&e))?;
        let tables = postcard::from_bytes(rest).map_err(|e| damaged(&e))?;
        Ok(Self {
            tables,
            stems: Stems::new(
                Cow::Borrowed(blob.stems),
                Cow::Borrowed(blob.readings),
                &blob.signatures,
            )
            .map_err(|e| damaged(&e))?,
            phrases: PhraseTable::unpack(Cow::Borrowed(blob.phrases), blob.refs)
                .map_err(|e| damaged(&e))?,
        })
    }
}

fn slice<T>(all: &[T], (from, to): Rows) -> &[T] {
    all.get(from as usize..to as usize).unwrap_or(&[])
}

impl StemTable for Lexicon {
    fn lookup(&self, stem_key: &str, out: &mut dyn FnMut(LemmaId, Pos, Features)) {
        self.stems.lookup(stem_key, out);
    }

    fn guess_lemma(&self, pos: Pos) -> LemmaId {
        LemmaId(Pos::ALL.iter().position(|&p| p == pos).unwrap_or(4) as u32)
    }
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon")
            .field("hash", &self.tables.hash)
            .field("lemmas", &self.tables.lemmas.len())
            .finish()
    }
}
