//! Common nouns that act, nisbas, people without a name.

use super::*;

/// Whoever holds abroad the office of the one named before; the discourse knows which.
pub(crate) const COUNTERPART: [&str; 2] = ["نظير.n", "نظيرة.n"];

impl Finder<'_> {
    /// A common noun that acts, with what belongs to it.
    pub(super) fn collective(&self, i: usize, depth: u8) -> Option<Mention> {
        let (name, r) = self.names.longest(i, PhraseKind::Actor)?;
        if name.len() == 1 && (self.is_attribute(i) || self.names_act(i) || self.does_beside(i)) {
            return None;
        }
        let noun = self.lexicon.actor(r.index);
        let (gender, number) = self.agreement(i, r);
        let mut m = Mention {
            start: i,
            end: name.end,
            head: i,
            kind: MentionKind::Collective,
            country: match noun.rule {
                CountryRule::Fixed(c) => Some(c),
                CountryRule::None => Some(Country::NONE),
                CountryRule::Context => None,
            },
            sector: Some(noun.sector),
            gender,
            number,
            id: None,
            latin: None,
            entries: vec![noun.id.clone()],
            named: false,
            armed: is_armed(Some(noun.sector)),
        };
        let fixed = m.country;
        self.take_complements(&mut m, depth, false);
        if matches!(fixed, Some(c) if c.is_state()) {
            m.country = fixed;
        }
        m.end = self.take_bracketed_name(m.end);
        Some(m)
    }

    /// `…، داعية إلى`, `متهما الحكومة`: a participle that says what the subject does beside, no preacher, no suspect.
    pub(super) fn does_beside(&self, i: usize) -> bool {
        let w = &self.words[i];
        let Some(r) = w.reading().filter(|_| w.tag == Tag::Participle) else {
            return false;
        };
        r.pos == Pos::ActiveParticiple
            && (r.features.gender == Gender::Feminine || r.features.tanwin_alef)
            && !w.has_article()
            && !self.lexicon.frames(r.lemma).is_empty()
    }

    /// `الأتراك`, `الأميركيون`: people of a state; a nisba adjective alone is kept as well, for nouns that name an act.
    pub(super) fn demonym(&self, i: usize) -> Option<Mention> {
        let (name, r) = self.names.longest(i, PhraseKind::Demonym)?;
        let state = self.lexicon.state(r.index);
        let (gender, number) = self.agreement(i, r);
        let mut m = Mention {
            start: i,
            end: name.end,
            head: i,
            kind: MentionKind::Demonym,
            country: Some(state.country),
            sector: Some(if number == Number::Plural {
                Sector::Cvl
            } else {
                Sector::Gov
            }),
            gender,
            number,
            id: None,
            latin: Some(state.english.clone()),
            entries: vec![state.country.to_string()],
            named: false,
            armed: false,
        };
        self.take_bare_name(&mut m);
        if m.named {
            m.kind = MentionKind::Person;
            m.sector = Some(Sector::Cvl);
        }
        Some(m)
    }

    /// A human noun of the language.
    pub(super) fn human(&self, i: usize, depth: u8) -> Option<Mention> {
        let w = &self.words[i];
        // `ستة آخرين`: people, as the count says.
        let others = w.is_any(&["اخرين", "اخرون"]) && i > 0;
        if w.tag != Tag::Noun && !others {
            return None;
        }
        if self.is_attribute(i) {
            return None;
        }
        let lemma = w.lemma(self.lexicon)?;
        if !others && !matches!(lemma.kind, NounKind::Human | NounKind::Group) {
            return None;
        }
        let counterpart = COUNTERPART.contains(&lemma.id.as_str());
        let mut m = Mention {
            start: i,
            end: i + 1,
            head: i,
            kind: if counterpart {
                MentionKind::Person
            } else {
                MentionKind::Human
            },
            country: None,
            sector: (!counterpart).then_some(Sector::Cvl),
            gender: w.gender(),
            number: w.number(),
            id: None,
            latin: None,
            entries: vec![lemma.id.clone()],
            named: false,
            armed: false,
        };
        self.take_complements(&mut m, depth.min(2), counterpart);
        if counterpart {
            self.take_name(&mut m, depth);
        } else {
            self.take_bare_name(&mut m);
        }
        Some(m)
    }
}
