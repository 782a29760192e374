//! Takes tagged words and the names in them, gives mentions: phrases that name somebody who can act or be acted upon,
//! each with what is known of its code.
//!
//! A mention runs from its head to the end of the name: title, nisba and name together
//! (`وزير الخارجية التركي مولود جاويش أوغلو`). Countries that only the context can tell stay open here.

mod nouns;
mod persons;
mod possessed;
mod titles;

pub(crate) use nouns::COUNTERPART;

use jiff::civil::Date;
use rawi_arabic::{Gender, Number, Pos, TokenKind};
use rawi_lexicon::{CountryRule, Lexicon, NounKind, ParticleClass, PhraseKind, PhraseRef};
use rawi_model::{Country, Sector};

use crate::names::{Name, Names};
use crate::words::{Tag, Word};

/// What sort of phrase a mention is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MentionKind {
    /// A named person, or one known by a title.
    Person,
    /// A state or capital.
    State,
    /// A ministry, organisation, party, group.
    Body,
    /// An outlet or agency.
    Media,
    /// A common noun that acts (`متظاهرون`, `الجيش`).
    Collective,
    /// A human noun without political meaning of its own.
    Human,
    /// A nisba alone (`الأتراك`, or the adjective of `الغارات الإسرائيلية`).
    Demonym,
}

/// A phrase that names a participant.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    pub start: usize,
    pub end: usize,
    pub head: usize,
    pub kind: MentionKind,
    pub country: Option<Country>,
    pub sector: Option<Sector>,
    pub gender: Gender,
    pub number: Number,
    /// Our id of whom it names.
    pub id: Option<String>,
    /// Name in Latin script.
    pub latin: Option<String>,
    /// Lexicon entries that it rests on.
    pub entries: Vec<String>,
    /// A proper name stands in it.
    pub named: bool,
    /// Armed: soldiers, police, rebels.
    pub armed: bool,
}

pub(crate) struct Finder<'a> {
    pub words: &'a [Word],
    pub names: &'a Names,
    pub lexicon: &'a Lexicon,
    pub published: Option<Date>,
    /// Ids of persons and bodies whose full name stood earlier in the article, and surnames of persons without id: their
    /// short forms count now.
    pub known: &'a dyn Fn(&str) -> bool,
}

/// How deep titles may nest (`نائب رئيس مجلس إدارة شركة …`).
const DEPTH: u8 = 4;

impl Finder<'_> {
    /// All mentions of the sentence, left to right, none inside another.
    pub(crate) fn find(&self) -> Vec<Mention> {
        let mut out = Vec::new();
        let mut i = self.after_label();
        while i < self.words.len() {
            match self.at(i, DEPTH) {
                Some(mut m) => {
                    self.take_title_after(&mut m);
                    self.take_apposition(&mut m);
                    i = m.end.max(i + 1);
                    let second = self.second_of_two(&m);
                    out.push(m);
                    if let Some(m) = second {
                        i = m.end;
                        out.push(m);
                    }
                }
                None => i += 1,
            }
        }
        out
    }

    /// `سياسي / …`, `عام /`: the desk of the agency before its headline; the word after it.
    fn after_label(&self) -> usize {
        let slash = (1..4).find(|&k| self.word(k).is_some_and(|w| w.is_punct("/")));
        let label = |end: usize| {
            (0..end).all(|k| {
                self.names.at(k).iter().all(|n| {
                    n.of_kind(PhraseKind::State).is_none()
                        && n.of_kind(PhraseKind::Capital).is_none()
                })
            })
        };
        slash.filter(|&end| label(end)).map_or(0, |end| end + 1)
    }

    fn word(&self, i: usize) -> Option<&Word> {
        self.words.get(i)
    }

    /// The mention that starts at a word.
    pub(crate) fn at(&self, i: usize, depth: u8) -> Option<Mention> {
        let word = self.word(i)?;
        if depth == 0 || !matches!(word.kind, TokenKind::Word | TokenKind::Latin) {
            return None;
        }
        if word.tag == Tag::Verb && !word.in_name {
            return None;
        }
        if matches!(word.tag, Tag::Particle(_)) && !word.in_name {
            return None;
        }
        // `التصريحات غير المسؤولة`, `الاقتراح المقدم من …`
        let before = i.checked_sub(1).map(|b| &self.words[b]);
        let denied = before.is_some_and(|b| b.is("غير"));
        let offered = word.is("المقدم")
            && self.word(i + 1).is_some_and(|w| {
                w.is_any(&["من", "الي", "في"]) || w.own_preposition() == Some("ل")
            });
        if denied || offered {
            return None;
        }
        let mut best: Option<Mention> = None;
        let mut offer = |m: Option<Mention>| {
            if let Some(m) = m
                && best.as_ref().is_none_or(|b| m.end > b.end)
            {
                best = Some(m);
            }
        };
        offer(self.title(i, depth));
        offer(self.entity(i, depth));
        offer(self.possessed(i));
        offer(self.collective(i, depth));
        offer(self.unknown_person(i));
        offer(self.surname(i));
        offer(self.demonym(i));
        offer(self.human(i, depth));
        best
    }

    /// A state, person, body or outlet of the lexicon.
    fn entity(&self, i: usize, depth: u8) -> Option<Mention> {
        for name in self.names.at(i) {
            for r in &name.refs {
                if r.ambiguous && !self.ambiguous_counts(name, *r, i) {
                    continue;
                }
                if let Some(m) = self.entity_of(name, *r, depth) {
                    return Some(m);
                }
            }
        }
        None
    }

    /// A short or ambiguous name counts in quotation marks, after a title (see [`Self::title`]) or once its bearer is known.
    fn ambiguous_counts(&self, name: &Name, r: PhraseRef, i: usize) -> bool {
        let quoted = i > 0
            && self.words[i - 1].opens_quote()
            && self.word(name.end).is_some_and(Word::closes_quote);
        let id = match r.kind {
            PhraseKind::Person => self.lexicon.person(r.index).id.as_str(),
            PhraseKind::Body => self.lexicon.body(r.index).id.as_str(),
            PhraseKind::Media => self.lexicon.media(r.index).id.as_str(),
            // `المملكة` in an outlet of that state, or once it was named in full.
            PhraseKind::State => {
                return quoted || (self.known)(&self.lexicon.state(r.index).country.to_string());
            }
            _ => return quoted,
        };
        quoted || (self.known)(id)
    }

    fn entity_of(&self, name: &Name, r: PhraseRef, depth: u8) -> Option<Mention> {
        let head = name.start;
        let (gender, number) = self.agreement(head, r);
        let mut m = Mention {
            start: name.start,
            end: name.end,
            head,
            kind: MentionKind::State,
            country: None,
            sector: None,
            gender,
            number,
            id: None,
            latin: None,
            entries: Vec::new(),
            named: true,
            armed: false,
        };
        match r.kind {
            PhraseKind::State | PhraseKind::Capital => {
                let s = self.lexicon.state(r.index);
                m.country = Some(s.country);
                m.sector = Some(Sector::Gov);
                m.gender = self.gender_of_state(name, r);
                m.number = Number::Singular;
                m.id = Some(s.country.to_string());
                m.latin = Some(s.english.clone());
                m.entries.push(s.country.to_string());
                // `مصر العربية`, `سوريا الديمقراطية` and the like are names of their own; adjectives after a state are not taken.
            }
            PhraseKind::Person => {
                let p = self.lexicon.person(r.index);
                let code = p.code_at(self.published);
                m.kind = MentionKind::Person;
                m.country = Some(code.country);
                m.sector = Some(code.sector);
                m.number = Number::Singular;
                m.id = Some(p.id.clone());
                m.latin = Some(p.latin.clone());
                m.entries.push(p.id.clone());
                m.end = self.rest_of_name(m.end, 3);
            }
            PhraseKind::Body => {
                let b = self.lexicon.body(r.index);
                m.kind = MentionKind::Body;
                m.country = Some(b.code.country);
                m.sector = Some(b.code.sector);
                m.id = Some(b.id.clone());
                m.latin = Some(b.english.clone());
                m.entries.push(b.id.clone());
                self.take_adjectives(&mut m, depth);
                m.end = self.take_bracketed_name(m.end);
            }
            PhraseKind::Media => {
                let o = self.lexicon.media(r.index);
                m.kind = MentionKind::Media;
                m.country = Some(o.country);
                m.sector = Some(Sector::Med);
                m.id = Some(o.id.clone());
                m.latin = Some(o.latin.clone());
                m.entries.push(o.id.clone());
                self.take_adjectives(&mut m, depth);
            }
            _ => return None,
        }
        m.armed = is_armed(m.sector);
        Some(m)
    }

    /// `العراق` is masculine, `جمهورية العراق` and `بغداد` are not.
    fn gender_of_state(&self, name: &Name, r: PhraseRef) -> Gender {
        let alone = r.kind == PhraseKind::State && name.len() == 1;
        if alone && self.lexicon.state(r.index).masculine {
            Gender::Masculine
        } else {
            Gender::Feminine
        }
    }

    fn agreement(&self, head: usize, r: PhraseRef) -> (Gender, Number) {
        let w = &self.words[head];
        let gender = if r.form.gender == Gender::Either {
            w.gender()
        } else {
            r.form.gender
        };
        let number = if r.form.number == Number::Any {
            w.number()
        } else {
            r.form.number
        };
        (gender, number)
    }
}

pub(crate) fn is_armed(sector: Option<Sector>) -> bool {
    matches!(
        sector,
        Some(Sector::Mil | Sector::Cop | Sector::Reb | Sector::Uaf | Sector::Spy)
    )
}

/// Whether a word is a relative pronoun; `فيما` and `حيث` join clauses instead.
pub(crate) fn is_relative(w: &Word) -> bool {
    w.tag.is_particle(ParticleClass::Rel)
        && (w.is_any(&["ما", "من", "مما", "ممن", "بما", "عما"])
            || ["الذ", "الت", "اللذ", "اللت", "للذ", "للت"]
                .iter()
                .any(|p| w.key.contains(p)))
}
