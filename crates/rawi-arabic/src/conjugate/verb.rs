//! What the conjugator takes and gives: [`Verb`], [`Form`], [`Vowels`], [`Inflected`], [`ConjugationError`].

use crate::features::{Features, Pos};
use std::{fmt, str::FromStr};

/// A verb as the lexicon lists it.
#[derive(Debug, Clone, Copy)]
pub struct Verb<'a> {
    /// Three or four radicals; hamza as `ء`, weak ones as `و` or `ي`, doubled roots in full (`مدد`).
    pub root: &'a str,
    /// The derived form.
    pub form: Form,
    /// Past and present vowel; needed for form I, ignored for others.
    pub vowels: Option<Vowels>,
    /// Verbal nouns: all of form I, irregular or additional ones of the other forms.
    pub masdars: &'a [&'a str],
    /// Takes a direct object: has a full passive and object pronouns.
    pub transitive: bool,
}

/// The derived forms of triliteral verbs and the forms of quadriliteral ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Form {
    I,
    II,
    III,
    IV,
    V,
    VI,
    VII,
    VIII,
    IX,
    X,
    QI,
    QII,
    QIV,
}

impl Form {
    const NAMES: [(&'static str, Form); 13] = [
        ("I", Form::I),
        ("II", Form::II),
        ("III", Form::III),
        ("IV", Form::IV),
        ("V", Form::V),
        ("VI", Form::VI),
        ("VII", Form::VII),
        ("VIII", Form::VIII),
        ("IX", Form::IX),
        ("X", Form::X),
        ("QI", Form::QI),
        ("QII", Form::QII),
        ("QIV", Form::QIV),
    ];

    /// Number of radicals that roots of this form have.
    pub const fn radicals(self) -> usize {
        match self {
            Form::QI | Form::QII | Form::QIV => 4,
            _ => 3,
        }
    }
}

impl FromStr for Form {
    type Err = ConjugationError;
    fn from_str(s: &str) -> Result<Form, ConjugationError> {
        Form::NAMES
            .into_iter()
            .find(|(name, _)| *name == s)
            .map(|(_, form)| form)
            .ok_or_else(|| ConjugationError::Form(s.to_string()))
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Form::NAMES.iter().find(|(_, form)| form == self);
        f.write_str(name.map_or("", |(name, _)| name))
    }
}

/// The vowels of the second radical in form I, past first: `au` is `فَعَلَ يَفعُل`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Vowels {
    AU,
    AI,
    AA,
    IA,
    UU,
    II,
}

impl Vowels {
    /// Vowel of the past and of the present, as `a`, `i`, `u`.
    pub const fn pair(self) -> (char, char) {
        match self {
            Vowels::AU => ('a', 'u'),
            Vowels::AI => ('a', 'i'),
            Vowels::AA => ('a', 'a'),
            Vowels::IA => ('i', 'a'),
            Vowels::UU => ('u', 'u'),
            Vowels::II => ('i', 'i'),
        }
    }
}

impl FromStr for Vowels {
    type Err = ConjugationError;
    fn from_str(s: &str) -> Result<Vowels, ConjugationError> {
        Ok(match s {
            "au" => Vowels::AU,
            "ai" => Vowels::AI,
            "aa" => Vowels::AA,
            "ia" => Vowels::IA,
            "uu" => Vowels::UU,
            "ii" => Vowels::II,
            _ => return Err(ConjugationError::Vowels(s.to_string())),
        })
    }
}

/// Why a verb cannot be conjugated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConjugationError {
    /// No such form.
    Form(String),
    /// No such vowels.
    Vowels(String),
    /// The root has the wrong number of letters for the form.
    Length {
        /// The root.
        root: String,
        /// How many it should have.
        radicals: usize,
    },
    /// The root has a letter that is no radical.
    Radical {
        /// The root.
        root: String,
        /// The letter.
        letter: char,
    },
    /// Form I without vowels.
    MissingVowels,
}

impl fmt::Display for ConjugationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form(s) => write!(f, "no verb form `{s}` (I to X, QI, QII, QIV)"),
            Self::Vowels(s) => write!(f, "no vowels `{s}` (au, ai, aa, ia, uu, ii)"),
            Self::Length { root, radicals } => {
                write!(f, "root `{root}` should have {radicals} letters")
            }
            Self::Radical { root, letter } => {
                write!(
                    f,
                    "`{letter}` in root `{root}` is no radical (hamza is `ء`, weak letters `و` and `ي`)"
                )
            }
            Self::MissingVowels => f.write_str("form I needs its vowels"),
        }
    }
}

impl std::error::Error for ConjugationError {}

/// One inflected form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inflected {
    /// Folded, without clitics: what a [`crate::StemTable`] is asked for.
    pub key: String,
    /// As written, without vowel marks.
    pub form: String,
    /// With vowel marks, where they are known.
    pub vocalised: Option<String>,
    /// Part of speech.
    pub pos: Pos,
    /// Inflection.
    pub features: Features,
}
