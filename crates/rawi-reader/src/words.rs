//! Takes the tokens of a sentence, gives words: each token with its analyses and the one chosen for its place.

use rawi_arabic::{Analysis, Clitics, Gender, LemmaId, Number, Pos, Token, TokenKind, analyse};
use rawi_lexicon::{Lemma, Lexicon, ParticleClass};
use smallvec::SmallVec;

/// What a word is in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    Verb,
    Masdar,
    Participle,
    Noun,
    Adjective,
    Proper,
    Number,
    Particle(ParticleClass),
    Latin,
    Punctuation,
}

impl Tag {
    /// Whether a noun phrase may hold the word.
    pub(crate) fn is_nominal(self) -> bool {
        matches!(
            self,
            Self::Masdar
                | Self::Participle
                | Self::Noun
                | Self::Adjective
                | Self::Proper
                | Self::Number
                | Self::Latin
        )
    }

    pub(crate) fn is_particle(self, class: ParticleClass) -> bool {
        self == Self::Particle(class)
    }
}

/// A token in its sentence.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub start: u32,
    pub end: u32,
    pub key: Box<str>,
    pub form: Box<str>,
    pub kind: TokenKind,
    pub tag: Tag,
    /// Every reading, best first.
    pub readings: SmallVec<[Analysis; 4]>,
    /// Which reading was chosen; meaningless where there are none.
    pub chosen: usize,
    /// The writer marked it as passive (`قُتل`).
    pub marked_passive: bool,
    /// The writer marked the indefinite accusative (`وفدًا`).
    pub tanwin: bool,
    /// Part of a title or collective name of several words: no verb.
    pub nominal_only: bool,
    /// Set where a longer name or fixed phrase covers the word.
    pub in_name: bool,
}

impl Word {
    pub(crate) fn new(token: &Token, lexicon: &Lexicon) -> Self {
        let readings = match token.kind {
            TokenKind::Word => analyse(token, lexicon),
            _ => SmallVec::new(),
        };
        let tag = match token.kind {
            TokenKind::Word => Tag::Noun,
            TokenKind::Number => Tag::Number,
            TokenKind::Latin => Tag::Latin,
            TokenKind::Punct | TokenKind::Symbol => Tag::Punctuation,
        };
        Self {
            start: token.start,
            end: token.end,
            key: token.key.clone(),
            form: token.form.clone(),
            kind: token.kind,
            tag,
            readings,
            chosen: 0,
            marked_passive: false,
            tanwin: false,
            nominal_only: false,
            in_name: false,
        }
    }

    pub(crate) fn reading(&self) -> Option<&Analysis> {
        self.readings.get(self.chosen)
    }

    pub(crate) fn lemma_id(&self) -> Option<LemmaId> {
        self.reading().map(|r| r.lemma)
    }

    pub(crate) fn lemma<'l>(&self, lexicon: &'l Lexicon) -> Option<&'l Lemma> {
        self.reading().map(|r| lexicon.lemma(r.lemma))
    }

    pub(crate) fn clitics(&self) -> Clitics {
        self.reading().map_or(Clitics::NONE, |r| r.clitics)
    }

    /// Joined to what stands before by `و` or `ف`.
    pub(crate) fn is_joined(&self) -> bool {
        self.clitics().intersects(Clitics::WA | Clitics::FA)
    }

    /// The preposition written together with the word.
    pub(crate) fn own_preposition(&self) -> Option<&'static str> {
        let c = self.clitics();
        if c.contains(Clitics::BI) {
            Some("ب")
        } else if c.contains(Clitics::LI) {
            Some("ل")
        } else if c.contains(Clitics::KA) {
            Some("ك")
        } else {
            None
        }
    }

    pub(crate) fn has_article(&self) -> bool {
        self.clitics().contains(Clitics::AL)
    }

    pub(crate) fn has_enclitic(&self) -> bool {
        self.reading().is_some_and(|r| r.enclitic.is_some())
    }

    /// A dual or sound plural that keeps its ن (`متظاهرون`) and so governs no genitive.
    pub(crate) fn keeps_nun(&self) -> bool {
        self.reading().is_some_and(|r| {
            matches!(r.features.number, Number::Dual | Number::Plural)
                && !r.features.construct
                && r.enclitic.is_none()
        }) && (self.key.ends_with("ون") || self.key.ends_with("ين") || self.key.ends_with("ان"))
            && self.reading().is_some_and(|r| {
                r.features.number == Number::Dual
                    || r.features.case_oblique
                    || self.key.ends_with("ون")
            })
    }

    pub(crate) fn gender(&self) -> Gender {
        self.reading().map_or(Gender::Either, |r| r.features.gender)
    }

    pub(crate) fn number(&self) -> Number {
        self.reading().map_or(Number::Any, |r| r.features.number)
    }

    pub(crate) fn is(&self, key: &str) -> bool {
        &*self.key == key
    }

    pub(crate) fn is_any(&self, keys: &[&str]) -> bool {
        keys.contains(&&*self.key)
    }

    pub(crate) fn is_punct(&self, marks: &str) -> bool {
        self.tag == Tag::Punctuation && self.key.chars().all(|c| marks.contains(c))
    }

    pub(crate) fn opens_quote(&self) -> bool {
        self.is_punct("«“\"(‘[")
    }

    pub(crate) fn closes_quote(&self) -> bool {
        self.is_punct("»”\")’]")
    }

    pub(crate) fn is_finite(&self) -> bool {
        self.tag == Tag::Verb
    }
}

/// Which tag a reading gives.
pub(crate) fn tag_of(reading: &Analysis, lexicon: &Lexicon) -> Tag {
    match reading.pos {
        Pos::Verb => Tag::Verb,
        Pos::Masdar => Tag::Masdar,
        Pos::ActiveParticiple | Pos::PassiveParticiple => Tag::Participle,
        Pos::Noun => Tag::Noun,
        Pos::Adjective => Tag::Adjective,
        Pos::Proper => Tag::Proper,
        Pos::Number => Tag::Number,
        // `له`, `بهم`: nothing but a preposition of one letter takes a pronoun without being in the lexicon.
        Pos::Particle if reading.guessed && reading.enclitic.is_some() => {
            Tag::Particle(ParticleClass::Prep)
        }
        Pos::Particle => Tag::Particle(
            lexicon
                .lemma(reading.lemma)
                .class
                .unwrap_or(ParticleClass::Part),
        ),
    }
}
