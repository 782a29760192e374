//! Words of the language as the compiled lexicon holds them: lemmas with what is known of each.

use rawi_arabic::{Gender, LemmaId, Pos};
use serde::{Deserialize, Serialize};

use crate::named::named;

named! {
    /// What sort of thing a noun names.
    NounKind, "kind of noun" {
        /// Nothing is known, or the lemma is no noun.
        None = "-",
        /// One human being by what he is (`وزير`).
        Human = "human",
        /// Several people as one (`وفد`).
        Group = "group",
        /// An institution (`وزارة`).
        Body = "body",
        /// A kind of place (`مدينة`).
        Place = "place",
        /// A stretch or point of time (`يوم`).
        Time = "time",
        /// A thing that can be touched (`سيارة`).
        Thing = "thing",
        /// An idea (`حرية`).
        Abstract = "abstract",
        /// A deed (`هجوم`).
        Act = "act",
    }
}

named! {
    /// What a particle does.
    ParticleClass, "class of particles" {
        /// Preposition.
        Prep = "prep",
        /// Conjunction.
        Conj = "conj",
        /// Subordinator (`أن`, `إن`).
        Sub = "sub",
        /// Negation.
        Neg = "neg",
        /// Modal (`قد`, `سوف`).
        Modal = "modal",
        /// Relative pronoun.
        Rel = "rel",
        /// Demonstrative.
        Dem = "dem",
        /// Pronoun.
        Pron = "pron",
        /// Interrogative.
        Inter = "inter",
        /// Conditional.
        Cond = "cond",
        /// Adverb.
        Adv = "adv",
        /// Number word.
        Num = "num",
        /// Exceptive (`إلا`).
        Excep = "excep",
        /// Other particle.
        Part = "part",
        /// Interjection.
        Interj = "interj",
    }
}

/// A word of the dictionary.
///
/// A verb's finite forms and participles are readings of the verb's lemma. Each of its masdars is a lemma of its own
/// (`pos` [`Pos::Masdar`], id `قتل.I:قتل`) whose `verb` leads back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lemma {
    /// Id as in the lexicon's README: `قتل.I`, `وزير.n`, `سوري.d` for a demonym, `دمشق.pn` for a proper name.
    pub id: String,
    /// Citation form without vowel marks; for a verb the third person masculine singular of the perfect.
    pub text: String,
    /// `text` folded, as conditions of frames and tokens' keys have it.
    pub key: String,
    /// Part of speech.
    pub pos: Pos,
    /// What a noun names; `None` for everything else.
    pub kind: NounKind,
    /// What a particle does.
    pub class: Option<ParticleClass>,
    /// Free words that rules refer to (particles).
    pub features: Vec<String>,
    /// `t`, `i` or `tt`, then the prepositions, as written in the file (verbs; a masdar has its verb's).
    pub government: Vec<String>,
    /// Root as written in the file (verbs and their masdars).
    pub root: String,
    /// English.
    pub gloss: String,
    /// Gender of nouns and names; `Either` where unknown.
    pub gender: Gender,
    /// The verb of a masdar.
    pub verb: Option<LemmaId>,
}

/// A given name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstName {
    /// `name.pn`.
    pub id: String,
    /// The name.
    pub name: String,
    /// Of its bearers.
    pub gender: Gender,
    /// In Latin script.
    pub latin: String,
}

/// A number word.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NumberWord {
    /// `word.num`.
    pub id: String,
    /// The word.
    pub word: String,
    /// Its value; an ordinal has its cardinal's.
    pub value: f64,
    /// The value is a lower bound (`عشرات`: 10).
    pub vague: bool,
}
