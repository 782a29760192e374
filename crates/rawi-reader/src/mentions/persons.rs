//! Personal names, known or not, after titles and alone.

use super::*;

impl Finder<'_> {
    /// `(يونامي)`, `«داعش»` after a name.
    pub(super) fn take_bracketed_name(&self, end: usize) -> usize {
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
    pub(super) fn take_name(&self, m: &mut Mention, depth: u8) {
        // `الفريق أول عبد الفتاح البرهان | مبعوث …`: one name is enough.
        if m.named {
            return;
        }
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
        if let Some((name, r)) = self.names.longest(at, PhraseKind::Person)
            && name.clitics.is_empty()
        {
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
        if !quoted
            && depth > 1
            && !self.words[at].is_joined()
            && self.words[at].own_preposition().is_none()
            && let Some(inner) = self.title(at, depth - 1)
            && (inner.named || inner.sector.is_none() || m.sector.is_none())
        {
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
        let end = self.name_run(at, 6);
        if end > at && m.number != Number::Plural {
            m.named = true;
            m.end = close(end);
        }
    }

    /// `الرئيس التركي، رجب طيب أردوغان، …`, `رئيس الوزراء، القائد العام للقوات المسلحة، …`: between two commas the same man.
    pub(super) fn take_apposition(&self, m: &mut Mention) {
        let comma = |i: usize| self.word(i).is_some_and(|w| w.is_punct("،,"));
        if m.kind != MentionKind::Person || m.number == Number::Plural || !comma(m.end) {
            return;
        }
        let at = m.end + 1;
        if self.word(at).is_none_or(Word::is_joined) {
            return;
        }
        let Some(other) = self.at(at, DEPTH) else {
            return;
        };
        let same_state =
            other.country.is_none() || m.country.is_none() || other.country == m.country;
        // A name after a title, or one office after another.
        let apposed = other.kind == MentionKind::Person
            && other.number != Number::Plural
            && !(m.named && other.named)
            && same_state
            && comma(other.end);
        if !apposed {
            return;
        }
        m.end = other.end;
        m.named |= other.named;
        m.id = m.id.take().or(other.id);
        m.latin = m.latin.take().or(other.latin);
        m.country = m.country.or(other.country);
        m.sector = m.sector.or(other.sector);
        m.entries.extend(other.entries);
    }

    /// How far a run of name-like words goes from `at`.
    pub(super) fn name_run(&self, at: usize, most: usize) -> usize {
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
    pub(super) fn is_name_word(&self, j: usize, inside: bool) -> bool {
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
                    PhraseKind::State
                            | PhraseKind::Capital
                            | PhraseKind::Demonym | PhraseKind::Title | PhraseKind::Media
                ) || (r.kind == PhraseKind::Time)
                    // `زار الرئيس بغداد`: right after a title stands no town, but a second name may be one's.
                    || (matches!(r.kind, PhraseKind::Place | PhraseKind::Body)
                        && !r.ambiguous
                        && !inside)
            })
        }) && !(inside && w.key.starts_with("ال") && self.may_be_surname(j))
        {
            return false;
        }
        if w.tag == Tag::Proper {
            return true;
        }
        !known_word && !matches!(w.tag, Tag::Particle(_)) && w.key.chars().count() > 1
    }

    /// `الحديدي`, `الوزير` may be surnames; `الرياض` and `التركي` after a name are a capital and a nisba.
    fn may_be_surname(&self, j: usize) -> bool {
        !self.names.at(j).iter().any(|n| {
            n.refs.iter().any(|r| match r.kind {
                PhraseKind::Demonym => true,
                PhraseKind::State | PhraseKind::Capital => !r.ambiguous,
                _ => false,
            })
        })
    }

    /// A first name that is also a word (`سعيد`, `كريم`) is taken as the word where a verb is expected there.
    pub(super) fn other_word_fits(&self, j: usize) -> bool {
        self.words[j].tag == Tag::Verb
    }

    pub(super) fn rest_of_name(&self, end: usize, most: usize) -> usize {
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

    /// `السيد أحمد ماهر وزير الخارجية`: a title behind a name that has none yet tells the office.
    pub(super) fn take_title_after(&self, m: &mut Mention) {
        if m.kind != MentionKind::Person || !m.named || m.sector.is_some() || m.id.is_some() {
            return;
        }
        let free = |w: &Word| !w.is_joined() && w.own_preposition().is_none();
        if !self.word(m.end).is_some_and(free) {
            return;
        }
        let Some(title) = self.title(m.end, DEPTH - 1) else {
            return;
        };
        if title.sector.is_some() && !title.named {
            m.end = title.end;
            m.sector = title.sector;
            m.country = m.country.or(title.country);
            m.entries.extend(title.entries);
        }
    }

    /// A person that the lexicon does not know: a first name and at least one more name.
    pub(super) fn unknown_person(&self, i: usize) -> Option<Mention> {
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

    /// `غورسيل` alone after the full name.
    pub(super) fn surname(&self, i: usize) -> Option<Mention> {
        let w = &self.words[i];
        let key = possessed::stem_key(w);
        if !((self.known)(&key) || (self.known)(&format!("ال{key}"))) {
            return None;
        }
        Some(Mention {
            start: i,
            end: i + 1,
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

    /// `الرضيع علي دوابشة`, `الفلسطيني محمد …`: a name in apposition to a definite singular.
    pub(super) fn take_bare_name(&self, m: &mut Mention) {
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
}
