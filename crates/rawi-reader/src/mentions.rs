//! Takes tagged words and the names in them, gives mentions: phrases that name somebody who can act or be acted upon,
//! each with what is known of its code.
//!
//! A mention runs from its head to the end of the name: title, nisba and name together
//! (`وزير الخارجية التركي مولود جاويش أوغلو`). Countries that only the context can tell stay open here.

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

impl Mention {
    pub(crate) fn is_political(&self) -> bool {
        !matches!(self.kind, MentionKind::Human | MentionKind::Media)
    }
}

pub(crate) struct Finder<'a> {
    pub words: &'a [Word],
    pub names: &'a Names,
    pub lexicon: &'a Lexicon,
    pub published: Option<Date>,
    /// Ids of persons and bodies whose full name stood earlier in the article: their short forms count now.
    pub known: &'a dyn Fn(&str) -> bool,
}

/// How deep titles may nest (`نائب رئيس مجلس إدارة شركة …`).
const DEPTH: u8 = 4;

impl Finder<'_> {
    /// All mentions of the sentence, left to right, none inside another.
    pub(crate) fn find(&self) -> Vec<Mention> {
        let mut out = Vec::new();
        let mut i = 0;
        while i < self.words.len() {
            match self.at(i, DEPTH) {
                Some(m) => {
                    i = m.end.max(i + 1);
                    out.push(m);
                }
                None => i += 1,
            }
        }
        out
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
        let mut best: Option<Mention> = None;
        let mut offer = |m: Option<Mention>| {
            if let Some(m) = m {
                if best.as_ref().is_none_or(|b| m.end > b.end) {
                    best = Some(m);
                }
            }
        };
        offer(self.title(i, depth));
        offer(self.entity(i, depth));
        offer(self.collective(i, depth));
        offer(self.unknown_person(i));
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
                m.gender = Gender::Feminine;
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

    /// A title with what belongs to it.
    fn title(&self, i: usize, depth: u8) -> Option<Mention> {
        let (name, r) = self.names.longest(i, PhraseKind::Title)?;
        if name.len() == 1 && self.is_attribute(i) {
            return None;
        }
        let title = self.lexicon.title(r.index);
        let (gender, number) = self.agreement(i, r);
        let mut m = Mention {
            start: i,
            end: name.end,
            head: i,
            kind: MentionKind::Person,
            country: match title.rule {
                CountryRule::Fixed(c) => Some(c),
                CountryRule::None => Some(Country::NONE),
                CountryRule::Context => None,
            },
            sector: title.sector,
            gender,
            number,
            id: None,
            latin: None,
            entries: vec![title.id.clone()],
            named: false,
            armed: false,
        };
        let bare = !self.words[i].has_article() && name.len() == 1;
        self.take_complements(&mut m, depth, true);
        let before_name = m.end;
        self.take_name(&mut m, depth);
        if m.end == before_name {
            // `رئيس` alone, without article, complement or name, names nobody.
            if title.sector.is_none() || (bare && m.end == i + 1 && number != Number::Plural) {
                return None;
            }
        }
        m.armed = is_armed(m.sector);
        Some(m)
    }

    /// An adjective that describes the noun before it (`حصار اقتصادي`) names nobody; sound plurals do (`إجلاء المدنيين`).
    fn is_attribute(&self, i: usize) -> bool {
        let w = &self.words[i];
        let plural = w.key.ends_with("ين") || w.key.ends_with("ون");
        let adjective = w.tag == Tag::Adjective
            || w.readings
                .iter()
                .any(|r| !r.guessed && r.pos == Pos::Adjective);
        let Some(before) = i.checked_sub(1).map(|b| &self.words[b]) else {
            return false;
        };
        let thing = !before
            .lemma(self.lexicon)
            .is_some_and(|l| l.kind == NounKind::Human);
        adjective
            && !plural
            && w.own_preposition().is_none()
            && !w.is_joined()
            && matches!(before.tag, Tag::Noun | Tag::Masdar | Tag::Adjective)
            && (thing || w.tag == Tag::Adjective)
            && before.has_article() == w.has_article()
    }

    /// Nisbas, adjectives and genitives after a title or a collective noun.
    fn take_complements(&self, m: &mut Mention, depth: u8, title: bool) {
        for _ in 0..4 {
            let j = m.end;
            let Some(w) = self.word(j) else { return };
            if w.is_joined() {
                return;
            }
            if let Some((d, r)) = self.names.longest(j, PhraseKind::Demonym) {
                if w.own_preposition().is_none() && d.clitics.is_empty() && (w.tag != Tag::Verb) {
                    let adjective = !self.is_demonym_noun(j, m);
                    if adjective {
                        if m.country.is_none() || m.country == Some(Country::NONE) {
                            m.country = Some(self.lexicon.state(r.index).country);
                        }
                        m.entries
                            .push(self.lexicon.state(r.index).country.to_string());
                        m.end = d.end;
                        continue;
                    }
                }
            }
            if w.tag == Tag::Adjective
                && w.own_preposition().is_none()
                && self.agrees_in_article(m, w)
            {
                m.end = j + 1;
                self.take_joined_adjectives(m);
                continue;
            }
            if w.tag == Tag::Participle && w.has_article() && self.words[m.end - 1].has_article() {
                m.end = j + 1;
                continue;
            }
            if self.closed(m) {
                if self.take_of_body(m, depth) {
                    continue;
                }
                return;
            }
            if w.own_preposition().is_none() {
                if let Some(inner) = self.at(j, depth - 1) {
                    if matches!(inner.kind, MentionKind::Human) || inner.start != j {
                        return;
                    }
                    self.absorb(m, &inner, title);
                    m.end = inner.end;
                    if inner.named && inner.kind == MentionKind::Person && title {
                        return;
                    }
                    continue;
                }
                if matches!(w.tag, Tag::Noun | Tag::Masdar)
                    && !w.is_finite()
                    && self.is_construct(m)
                {
                    m.end = j + 1;
                    continue;
                }
            }
            if self.take_of_body(m, depth) {
                continue;
            }
            return;
        }
    }

    /// `المتحدث باسم …`, `الأمين العام للأمم المتحدة`, `المبعوث الخاص إلى سوريا`, `سفير فرنسا لدى …`.
    fn take_of_body(&self, m: &mut Mention, depth: u8) -> bool {
        let Some(w) = self.word(m.end) else {
            return false;
        };
        if w.is_any(&["باسم", "بلسان"]) {
            if let Some(inner) = self.at(m.end + 1, depth - 1) {
                self.absorb(m, &inner, true);
                m.end = inner.end;
                return true;
            }
            return false;
        }
        if m.kind != MentionKind::Person {
            return false;
        }
        if w.own_preposition() == Some("ل") && w.tag.is_nominal() {
            if let Some(inner) = self.at(m.end, depth - 1) {
                if matches!(inner.kind, MentionKind::Body | MentionKind::State) {
                    self.absorb(m, &inner, true);
                    m.end = inner.end;
                    return true;
                }
            }
        }
        if w.is_any(&["الي", "لدي", "في"])
            && (m.country.is_some() || w.is("لدي"))
            && m.sector.is_some()
        {
            if let Some(inner) = self.at(m.end + 1, depth - 1) {
                if matches!(inner.kind, MentionKind::State) && !w.is("في") {
                    m.end = inner.end;
                    return true;
                }
                if w.is("في")
                    && self
                        .names
                        .longest(inner.end, PhraseKind::FirstName)
                        .is_some()
                {
                    m.end = inner.end;
                    return true;
                }
            }
        }
        false
    }

    /// What a genitive tells of the code.
    fn absorb(&self, m: &mut Mention, inner: &Mention, _title: bool) {
        if m.country.is_none() || m.country == Some(Country::NONE) {
            m.country = inner.country.or(m.country);
        }
        if m.sector.is_none() || (m.sector == Some(Sector::Unk) && inner.sector.is_some()) {
            m.sector = inner.sector;
        }
        m.entries.extend(inner.entries.iter().cloned());
        m.armed |= inner.armed && m.kind == MentionKind::Collective;
        if inner.kind == MentionKind::Body && inner.sector == Some(Sector::Igo) {
            m.sector = Some(Sector::Igo);
            m.country = Some(Country::IGO);
        }
        if inner.kind == MentionKind::Body
            && matches!(inner.sector, Some(Sector::Reb | Sector::Uaf))
            && matches!(
                m.sector,
                Some(
                    Sector::Mil
                        | Sector::Reb
                        | Sector::Uaf
                        | Sector::Unk
                        | Sector::Gov
                        | Sector::Pty
                ) | None
            )
        {
            m.sector = inner.sector;
            m.country = inner.country;
        }
    }

    /// The noun phrase cannot take another genitive: its last word is definite.
    fn closed(&self, m: &Mention) -> bool {
        let last = &self.words[m.end - 1];
        last.has_article()
            || last.has_enclitic()
            || last.keeps_nun()
            || (last.in_name && last.tag == Tag::Proper)
    }

    /// The last word may stand in construct with the next.
    fn is_construct(&self, m: &Mention) -> bool {
        let last = &self.words[m.end - 1];
        !last.has_article()
            && !last.has_enclitic()
            && !last.form.contains('\u{64b}')
            && !(last.is("") || last.reading().is_some_and(|r| r.features.tanwin_alef))
            && self.word(m.end).is_some_and(Word::has_article)
    }

    fn agrees_in_article(&self, m: &Mention, w: &Word) -> bool {
        let head = &self.words[m.head];
        let definite =
            head.has_article() || head.has_enclitic() || (m.head + 1 < m.end) || head.in_name;
        w.has_article() == definite
            || (!w.has_article() && !head.has_article() && m.end == m.head + 1)
    }

    /// `سياسيين وعسكريين`.
    fn take_joined_adjectives(&self, m: &mut Mention) {
        while let Some(w) = self.word(m.end) {
            let same = self.words[m.end - 1].has_article() == w.has_article();
            if w.tag == Tag::Adjective && w.is_joined() && w.own_preposition().is_none() && same {
                m.end += 1;
            } else {
                return;
            }
        }
    }

    /// `الأتراك` after a verb is a noun, `التركي` after a title is an adjective.
    fn is_demonym_noun(&self, j: usize, m: &Mention) -> bool {
        let head = &self.words[m.head];
        let w = &self.words[j];
        // An adjective of a definite phrase is definite.
        (head.has_article() || m.end > m.head + 1)
            && !w.key.starts_with("ال")
            && !head.in_name
            && self.words[m.end - 1].has_article()
    }

    fn take_adjectives(&self, m: &mut Mention, depth: u8) {
        for _ in 0..2 {
            let j = m.end;
            let Some(w) = self.word(j) else { return };
            if w.is_joined() || w.own_preposition().is_some() || !w.key.starts_with("ال") {
                return;
            }
            if let Some((d, _)) = self.names.longest(j, PhraseKind::Demonym) {
                m.end = d.end;
                continue;
            }
            if depth > 0 && w.tag == Tag::Adjective && w.has_article() {
                m.end = j + 1;
                continue;
            }
            return;
        }
    }

    /// `(يونامي)`, `«داعش»` after a name.
    fn take_bracketed_name(&self, end: usize) -> usize {
        let Some(open) = self.word(end) else {
            return end;
        };
        if !open.opens_quote() {
            return end;
        }
        let close =
            (end + 1..(end + 5).min(self.words.len())).find(|&j| self.words[j].closes_quote());
        match close {
            Some(c)
                if c > end + 1
                    && self.words[end + 1..c]
                        .iter()
                        .all(|w| w.tag.is_nominal() && !w.is_finite()) =>
            {
                c + 1
            }
            _ => end,
        }
    }

    /// A personal name after a title, known or not, perhaps in quotation marks.
    fn take_name(&self, m: &mut Mention, depth: u8) {
        let quoted = self.word(m.end).is_some_and(Word::opens_quote);
        let at = if quoted { m.end + 1 } else { m.end };
        let Some(w) = self.word(at) else { return };
        if w.is_joined() && w.own_preposition().is_some() {
            return;
        }
        let close = |end: usize| {
            if quoted && self.word(end).is_some_and(Word::closes_quote) {
                end + 1
            } else {
                end
            }
        };
        if let Some((name, r)) = self.names.longest(at, PhraseKind::Person) {
            if name.clitics.is_empty() {
                let p = self.lexicon.person(r.index);
                let code = p.code_at(self.published);
                m.id = Some(p.id.clone());
                m.latin = Some(p.latin.clone());
                m.entries.push(p.id.clone());
                m.named = true;
                if m.country.is_none() || m.country == Some(Country::NONE) || m.sector.is_none() {
                    m.country = Some(code.country);
                    m.sector = m.sector.or(Some(code.sector));
                }
                m.end = close(self.rest_of_name(name.end, 3));
                return;
            }
        }
        if !quoted
            && depth > 1
            && !self.words[at].is_joined()
            && self.words[at].own_preposition().is_none()
        {
            if let Some(inner) = self.title(at, depth - 1) {
                if inner.named || inner.sector.is_none() || m.sector.is_none() {
                    if m.country.is_none() || m.sector.is_none() {
                        m.country = m.country.or(inner.country);
                        m.sector = m.sector.or(inner.sector);
                    }
                    if inner.named {
                        m.id = inner.id.clone().or(m.id.take());
                        m.latin = inner.latin.clone().or(m.latin.take());
                        m.entries.extend(inner.entries.iter().cloned());
                        m.named = true;
                        m.end = inner.end;
                        return;
                    }
                }
            }
        }
        let end = self.name_run(at, 6);
        if end > at && m.number != Number::Plural {
            m.named = true;
            m.end = close(end);
        }
    }

    /// How far a run of name-like words goes from `at`.
    fn name_run(&self, at: usize, most: usize) -> usize {
        let mut j = at;
        while j < self.words.len() && j - at < most && self.is_name_word(j, j > at) {
            j += 1;
        }
        // `بن`, `آل`, `أبو` do not end a name.
        while j > at
            && self.words[j - 1].is_any(&[
                "بن", "ابن", "ال", "ابو", "ابي", "عبد", "بنت", "دي", "فان", "فون",
            ])
        {
            j -= 1;
        }
        j
    }

    /// Whether a word may be part of a personal name; inside a run, words with an article may be family names.
    fn is_name_word(&self, j: usize, inside: bool) -> bool {
        let w = &self.words[j];
        if w.kind == TokenKind::Latin {
            return true;
        }
        if w.kind != TokenKind::Word || &*w.form == "على" {
            return false;
        }
        if w.is_any(&[
            "بن",
            "ابن",
            "بنت",
            "ابو",
            "ابي",
            "عبد",
            "ام",
            "دي",
            "فان",
            "فون",
            "اوغلو",
        ]) || (w.is("ال") || &*w.form == "آل")
        {
            return true;
        }
        let first_name = self
            .names
            .at(j)
            .iter()
            .any(|n| n.clitics.is_empty() && n.of_kind(PhraseKind::FirstName).is_some());
        let known_word = w.readings.iter().any(|r| {
            !r.guessed && !matches!(r.pos, Pos::Proper) && !(inside && r.enclitic.is_some())
        });
        if matches!(w.tag, Tag::Particle(_)) {
            return false;
        }
        if first_name {
            return inside || !known_word || !self.other_word_fits(j);
        }
        if self.names.at(j).iter().any(|n| {
            n.refs.iter().any(|r| {
                matches!(
                    r.kind,
                    PhraseKind::State | PhraseKind::Demonym | PhraseKind::Title | PhraseKind::Media
                ) || (r.kind == PhraseKind::Time)
            })
        }) && !(inside
            && w.key.starts_with("ال")
            && self.names.longest(j, PhraseKind::Demonym).is_none())
        {
            return false;
        }
        if w.tag == Tag::Proper {
            return true;
        }
        !known_word && !matches!(w.tag, Tag::Particle(_)) && w.key.chars().count() > 1
    }

    /// A first name that is also a word (`سعيد`, `كريم`) is taken as the word where a verb is expected there.
    fn other_word_fits(&self, j: usize) -> bool {
        self.words[j].tag == Tag::Verb
    }

    fn rest_of_name(&self, end: usize, most: usize) -> usize {
        let mut j = end;
        while j < self.words.len() && j - end < most {
            let w = &self.words[j];
            let particle = w.is_any(&["بن", "ابن", "بنت"]) || &*w.form == "آل";
            if particle && j + 1 < self.words.len() && self.words[j + 1].kind == TokenKind::Word {
                j += 2;
            } else {
                break;
            }
        }
        j
    }

    /// A person that the lexicon does not know: a first name and at least one more name.
    fn unknown_person(&self, i: usize) -> Option<Mention> {
        let first = self
            .names
            .at(i)
            .iter()
            .find(|n| n.of_kind(PhraseKind::FirstName).is_some())?;
        if self.words[i].tag == Tag::Verb {
            return None;
        }
        let end = self.name_run(first.end, 5);
        if end == first.end {
            return None;
        }
        Some(Mention {
            start: i,
            end,
            head: i,
            kind: MentionKind::Person,
            country: None,
            sector: None,
            gender: Gender::Either,
            number: Number::Singular,
            id: None,
            latin: None,
            entries: Vec::new(),
            named: true,
            armed: false,
        })
    }

    /// A common noun that acts, with what belongs to it.
    fn collective(&self, i: usize, depth: u8) -> Option<Mention> {
        let (name, r) = self.names.longest(i, PhraseKind::Actor)?;
        if name.len() == 1 && self.is_attribute(i) {
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

    /// `الأتراك`, `الأميركيون`: people of a state; a nisba adjective alone is kept as well, for nouns that name an act.
    fn demonym(&self, i: usize) -> Option<Mention> {
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

    /// `الرضيع علي دوابشة`, `الفلسطيني محمد …`: a name in apposition to a definite singular.
    fn take_bare_name(&self, m: &mut Mention) {
        if m.number == Number::Plural || m.number == Number::Dual || !self.closed(m) {
            return;
        }
        let Some(w) = self.word(m.end) else { return };
        if w.is_joined() || w.own_preposition().is_some() || w.has_article() {
            return;
        }
        let end = self.name_run(m.end, 5);
        if end > m.end {
            m.end = end;
            m.named = true;
        }
    }

    /// A human noun of the language.
    fn human(&self, i: usize, depth: u8) -> Option<Mention> {
        let w = &self.words[i];
        // `ستة آخرين`: people, as the count says.
        let others = w.is_any(&["اخرين", "اخرون"]) && i > 0;
        if w.tag != Tag::Noun && !others {
            return None;
        }
        let lemma = w.lemma(self.lexicon)?;
        if !others && !matches!(lemma.kind, NounKind::Human | NounKind::Group) {
            return None;
        }
        let mut m = Mention {
            start: i,
            end: i + 1,
            head: i,
            kind: MentionKind::Human,
            country: None,
            sector: Some(Sector::Cvl),
            gender: w.gender(),
            number: w.number(),
            id: None,
            latin: None,
            entries: vec![lemma.id.clone()],
            named: false,
            armed: false,
        };
        self.take_complements(&mut m, depth.min(2), false);
        self.take_bare_name(&mut m);
        Some(m)
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
