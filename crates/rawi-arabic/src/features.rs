//! What a reading of a word says: part of speech, features, clitics, pronoun. Plain values, no logic beyond
//! packing [`Features`] into the 32 bits that a finite-state map can carry.

use crate::spelling::Spelling;
use serde::{Deserialize, Serialize};
use std::ops::{BitOr, BitOrAssign};

/// A lemma of the table that is asked; its meaning belongs to that table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LemmaId(pub u32);

/// Part of speech of a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Pos {
    /// A finite verb.
    Verb,
    /// A verbal noun (`مصدر`).
    Masdar,
    /// An active participle.
    ActiveParticiple,
    /// A passive participle.
    PassiveParticiple,
    /// A common noun.
    Noun,
    /// An adjective, nisbas included.
    Adjective,
    /// A proper name.
    Proper,
    /// A number word.
    Number,
    /// A particle: preposition, conjunction, pronoun, adverb, …
    Particle,
}

impl Pos {
    /// All parts of speech, in the order of their packed values.
    pub const ALL: [Pos; 9] = [
        Pos::Verb,
        Pos::Masdar,
        Pos::ActiveParticiple,
        Pos::PassiveParticiple,
        Pos::Noun,
        Pos::Adjective,
        Pos::Proper,
        Pos::Number,
        Pos::Particle,
    ];

    /// Whether the word inflects like a noun: it can take the article, prepositions and possessive pronouns.
    pub const fn is_nominal(self) -> bool {
        !matches!(self, Pos::Verb | Pos::Particle)
    }
}

/// Grammatical gender.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum Gender {
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
    /// Both, or not known.
    #[default]
    Either,
}

/// Grammatical number.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum Number {
    /// One.
    Singular,
    /// Two.
    Dual,
    /// Three and more.
    Plural,
    /// Not known or not applicable.
    #[default]
    Any,
}

/// Aspect of a finite verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Aspect {
    /// `كتب`
    Perfect,
    /// `يكتب`
    Imperfect,
    /// `اكتب`
    Imperative,
}

/// Voice of a finite verb; without vowel marks most forms are both.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum Voice {
    /// The subject acts.
    Active,
    /// The subject is acted upon.
    Passive,
    /// The spelling allows both, or the word has no voice.
    #[default]
    Either,
}

/// How a form stands to pronouns joined to its end.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum Attach {
    /// With or without a pronoun.
    #[default]
    Either,
    /// Spelled so only before a pronoun: `سياست` in `سياستهم`.
    Bound,
    /// Never before a pronoun: `سياسة`, `معلمون`, `كتبوا`.
    Free,
}

/// Inflection of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Features {
    /// Aspect of finite verbs.
    pub aspect: Option<Aspect>,
    /// Voice of finite verbs.
    pub voice: Voice,
    /// 1, 2 or 3; 0 where there is none.
    pub person: u8,
    /// Gender.
    pub gender: Gender,
    /// Number.
    pub number: Number,
    /// Dual or sound plural without its ن (`معلمو`, `دولتا`), or feminine with ت before a pronoun.
    pub construct: bool,
    /// Ends in ين of dual or plural, its construct ي, or the alef of the accusative.
    pub case_oblique: bool,
    /// Ends in the alef of the indefinite accusative (`كتابا`).
    pub tanwin_alef: bool,
    /// Imperfect that only the subjunctive or jussive has (`يكتبوا`, `يقل`, `يرم`).
    pub subjunctive: bool,
    /// Only without the article and not as first part of a construct (`قاض`, `كتابا`).
    pub indefinite: bool,
    /// Whether a pronoun may or must follow.
    pub attach: Attach,
    /// First and last letter as a careful writer has them.
    pub spelling: Spelling,
}

impl Features {
    /// No features at all: what a particle or an unanalysed name has.
    pub const NONE: Features = Features {
        aspect: None,
        voice: Voice::Either,
        person: 0,
        gender: Gender::Either,
        number: Number::Any,
        construct: false,
        case_oblique: false,
        tanwin_alef: false,
        subjunctive: false,
        indefinite: false,
        attach: Attach::Either,
        spelling: Spelling::from_bits(0),
    };

    /// Gender and number of a nominal form, nothing else.
    pub const fn nominal(gender: Gender, number: Number) -> Features {
        Features {
            gender,
            number,
            ..Features::NONE
        }
    }

    /// The same features of a form with this spelling (in its light form), which readings are then checked against.
    pub fn spelled(self, form: &str) -> Features {
        Features {
            spelling: Spelling::of(form),
            ..self
        }
    }

    /// The features in the low 23 bits of an integer; [`Features::unpack`] gives them back.
    ///
    /// ```
    /// use rawi_arabic::{Features, Gender, Number};
    /// let plural = Features::nominal(Gender::Feminine, Number::Plural);
    /// assert_eq!(Features::unpack(plural.pack()), plural);
    /// ```
    pub const fn pack(self) -> u32 {
        let aspect = match self.aspect {
            None => 0,
            Some(Aspect::Perfect) => 1,
            Some(Aspect::Imperfect) => 2,
            Some(Aspect::Imperative) => 3,
        };
        aspect
            | (self.voice as u32) << 2
            | ((self.person & 3) as u32) << 4
            | (self.gender as u32) << 6
            | (self.number as u32) << 8
            | (self.construct as u32) << 10
            | (self.case_oblique as u32) << 11
            | (self.tanwin_alef as u32) << 12
            | (self.subjunctive as u32) << 13
            | (self.indefinite as u32) << 14
            | (self.attach as u32) << 15
            | self.spelling.bits() << 17
    }

    /// What [`Features::pack`] packed. Bits that no value uses read as the last value of their field.
    pub const fn unpack(bits: u32) -> Features {
        Features {
            aspect: match bits & 3 {
                0 => None,
                1 => Some(Aspect::Perfect),
                2 => Some(Aspect::Imperfect),
                _ => Some(Aspect::Imperative),
            },
            voice: match bits >> 2 & 3 {
                0 => Voice::Active,
                1 => Voice::Passive,
                _ => Voice::Either,
            },
            person: (bits >> 4 & 3) as u8,
            gender: match bits >> 6 & 3 {
                0 => Gender::Masculine,
                1 => Gender::Feminine,
                _ => Gender::Either,
            },
            number: match bits >> 8 & 3 {
                0 => Number::Singular,
                1 => Number::Dual,
                2 => Number::Plural,
                _ => Number::Any,
            },
            construct: bits >> 10 & 1 == 1,
            case_oblique: bits >> 11 & 1 == 1,
            tanwin_alef: bits >> 12 & 1 == 1,
            subjunctive: bits >> 13 & 1 == 1,
            indefinite: bits >> 14 & 1 == 1,
            attach: match bits >> 15 & 3 {
                0 => Attach::Either,
                1 => Attach::Bound,
                _ => Attach::Free,
            },
            spelling: Spelling::from_bits(bits >> 17),
        }
    }
}

impl Default for Features {
    fn default() -> Self {
        Features::NONE
    }
}

/// A set of proclitics.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Clitics(pub u16);

impl Clitics {
    /// None.
    pub const NONE: Clitics = Clitics(0);
    /// The conjunction `و`.
    pub const WA: Clitics = Clitics(1);
    /// The conjunction `ف`.
    pub const FA: Clitics = Clitics(1 << 1);
    /// The future `س`.
    pub const SA: Clitics = Clitics(1 << 2);
    /// The preposition `ب`.
    pub const BI: Clitics = Clitics(1 << 3);
    /// The preposition, or before a verb the conjunction, `ل`.
    pub const LI: Clitics = Clitics(1 << 4);
    /// The preposition `ك`.
    pub const KA: Clitics = Clitics(1 << 5);
    /// The article `ال`.
    pub const AL: Clitics = Clitics(1 << 6);
    /// The emphatic `ل` (`لقد`, `لن يكون` is none).
    pub const LA: Clitics = Clitics(1 << 7);
    /// The interrogative `أ`.
    pub const A: Clitics = Clitics(1 << 8);

    /// Whether every clitic of `other` is in the set.
    pub const fn contains(self, other: Clitics) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether the sets share a clitic.
    pub const fn intersects(self, other: Clitics) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Both sets together.
    pub const fn union(self, other: Clitics) -> Clitics {
        Clitics(self.0 | other.0)
    }

    /// Those of this set that are not in the other.
    pub const fn without(self, other: Clitics) -> Clitics {
        Clitics(self.0 & !other.0)
    }

    /// How many there are.
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }
}

impl BitOr for Clitics {
    type Output = Clitics;
    fn bitor(self, other: Clitics) -> Clitics {
        self.union(other)
    }
}

impl BitOrAssign for Clitics {
    fn bitor_assign(&mut self, other: Clitics) {
        *self = self.union(other);
    }
}

/// A pronoun joined to the end of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Pronoun {
    /// 1, 2 or 3.
    pub person: u8,
    /// Gender.
    pub gender: Gender,
    /// Number.
    pub number: Number,
}

/// One way to read a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Analysis {
    /// The lemma, in the table that was asked.
    pub lemma: LemmaId,
    /// Part of speech.
    pub pos: Pos,
    /// Inflection.
    pub features: Features,
    /// Proclitics, the article among them.
    pub clitics: Clitics,
    /// Pronoun at the end.
    pub enclitic: Option<Pronoun>,
    /// Where the stem starts, in characters of [`crate::Token::key`].
    pub stem_start: u8,
    /// One past the last character of the stem.
    pub stem_end: u8,
    /// The table knows no such stem; the reading rests on the shape of the word alone.
    pub guessed: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn packing_loses_nothing(bits in 0u32..1 << 23) {
            let features = Features::unpack(bits);
            prop_assert_eq!(Features::unpack(features.pack()), features);
        }
    }

    #[test]
    fn sets_of_clitics() {
        let both = Clitics::WA | Clitics::AL;
        assert!(both.contains(Clitics::AL) && !both.contains(Clitics::BI | Clitics::AL));
        assert!(both.intersects(Clitics::BI | Clitics::AL));
        assert_eq!(both.len(), 2);
    }
}
