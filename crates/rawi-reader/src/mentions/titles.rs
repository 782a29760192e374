//! Titles with what belongs to them: nisbas, genitives, `باسم …`.

use super::*;

impl Finder<'_> {
    /// A title with what belongs to it.
    pub(super) fn title(&self, i: usize, depth: u8) -> Option<Mention> {
        let (name, r) = self.names.longest(i, PhraseKind::Title)?;
        if name.len() == 1 && (self.is_attribute(i) || self.names_act(i) || self.does_beside(i)) {
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

    /// `المفاوضات`: talks, no woman negotiators.
    pub(super) fn names_act(&self, i: usize) -> bool {
        let w = &self.words[i];
        w.tag == Tag::Noun
            && w.key.ends_with("ات")
            && w.lemma_id()
                .is_some_and(|l| !self.lexicon.frames(l).is_empty())
    }

    /// An adjective that describes the noun before it (`حصار اقتصادي`) names nobody; sound plurals do (`إجلاء المدنيين`).
    pub(super) fn is_attribute(&self, i: usize) -> bool {
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
            && (before.has_article() || before.has_enclitic()) == w.has_article()
    }

    /// Nisbas, adjectives and genitives after a title or a collective noun.
    pub(super) fn take_complements(&self, m: &mut Mention, depth: u8, title: bool) {
        for _ in 0..4 {
            let j = m.end;
            let Some(w) = self.word(j) else { return };
            if w.is_joined() {
                return;
            }
            if let Some((d, r)) = self.names.longest(j, PhraseKind::Demonym)
                && w.own_preposition().is_none()
                && d.clitics.is_empty()
                && (w.tag != Tag::Verb)
            {
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
            if matches!(w.tag, Tag::Adjective | Tag::Participle) && !self.agrees_in_number(m, w) {
                return;
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
                        m.named = true;
                        m.id = inner.id.or(m.id.take());
                        m.latin = inner.latin.or(m.latin.take());
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
    pub(super) fn take_of_body(&self, m: &mut Mention, depth: u8) -> bool {
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
        if w.own_preposition() == Some("ل")
            && w.tag.is_nominal()
            && let Some(inner) = self.at(m.end, depth - 1)
            && matches!(inner.kind, MentionKind::Body | MentionKind::State)
        {
            self.absorb(m, &inner, true);
            m.end = inner.end;
            return true;
        }
        if w.is_any(&["الي", "لدي", "في"])
            && !(w.is("الي") && self.travels(m.start))
            && (m.country.is_some() || w.is("لدي"))
            && m.sector.is_some()
            && let Some(inner) = self.at(m.end + 1, depth - 1)
        {
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
        false
    }

    /// `وصل المبعوث الأميركي إلى …`: after a verb of motion the town is where he goes, not what he is envoy to.
    fn travels(&self, before: usize) -> bool {
        const MOTION: &[&str] = &[
            "وصل.I",
            "وجه.V",
            "عود.I",
            "سفر.III",
            "نقل.VIII",
            "دخل.I",
            "حضر.I",
            "غدر.III",
            "رجع.I",
            "قدم.I",
            "ذهب.I",
            "طير.I",
            "ءتي.I",
            "جيء.I",
            "لجء.I",
        ];
        self.words[..before]
            .iter()
            .rev()
            .take(3)
            .filter(|w| w.is_finite())
            .any(|w| {
                w.lemma(self.lexicon)
                    .is_some_and(|l| MOTION.contains(&l.id.as_str()))
            })
    }

    /// What a genitive tells of the code.
    pub(super) fn absorb(&self, m: &mut Mention, inner: &Mention, _title: bool) {
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
    pub(super) fn closed(&self, m: &Mention) -> bool {
        let last = &self.words[m.end - 1];
        last.has_article()
            || last.has_enclitic()
            || last.keeps_nun()
            || (last.in_name && last.tag == Tag::Proper)
    }

    /// The last word may stand in construct with the next.
    pub(super) fn is_construct(&self, m: &Mention) -> bool {
        let last = &self.words[m.end - 1];
        !last.has_article()
            && !last.has_enclitic()
            && !last.form.contains('\u{64b}')
            && !(last.is("") || last.reading().is_some_and(|r| r.features.tanwin_alef))
            && self.word(m.end).is_some_and(Word::has_article)
    }

    pub(super) fn agrees_in_article(&self, m: &Mention, w: &Word) -> bool {
        let head = &self.words[m.head];
        let last = &self.words[m.end - 1];
        // `مصادر إعلامية غربية`: after an indefinite adjective another.
        let definite = head.has_article()
            || head.has_enclitic()
            || head.in_name
            || (m.head + 1 < m.end && !(last.tag == Tag::Adjective && !is_definite(last)));
        w.has_article() == definite
            || (!w.has_article() && !head.has_article() && m.end == m.head + 1)
    }

    /// `مسلحون | شرطيا`, `الحكومة | المسلحين`: a sound plural and what is none do not describe each other.
    fn agrees_in_number(&self, m: &Mention, w: &Word) -> bool {
        let sound = |w: &Word| {
            (w.key.ends_with("ون") || w.key.ends_with("ين"))
                && w.readings
                    .iter()
                    .any(|r| !r.guessed && r.features.number == Number::Plural)
        };
        let many = |n: Number| matches!(n, Number::Plural | Number::Any);
        let head = &self.words[m.head];
        if sound(w) && !sound(head) {
            let group = head
                .lemma(self.lexicon)
                .is_some_and(|l| matches!(l.kind, NounKind::Group));
            return many(m.number) && m.gender != Gender::Feminine || group || many(head.number());
        }
        !(sound(head) && m.end == m.head + 1) || w.readings.iter().any(|r| many(r.features.number))
    }

    /// `الرئيسان الأميركي والروسي`: the second adjective is another man of the same office.
    pub(super) fn second_of_two(&self, m: &Mention) -> Option<Mention> {
        let several = matches!(m.number, Number::Dual | Number::Plural);
        let office = matches!(m.kind, MentionKind::Person | MentionKind::Collective);
        let last = self.names.longest(m.end - 1, PhraseKind::Demonym)?;
        if !several || !office || last.0.end != m.end {
            return None;
        }
        let (name, r) = self.names.longest(m.end, PhraseKind::Demonym)?;
        let w = &self.words[m.end];
        let same = w.key.starts_with("وال") == is_definite(&self.words[m.end - 1]);
        if !w.is_joined() || !same || w.own_preposition().is_some() {
            return None;
        }
        let country = self.lexicon.state(r.index).country;
        Some(Mention {
            start: m.end,
            end: name.end,
            head: m.end,
            country: Some(country),
            number: Number::Singular,
            entries: vec![country.to_string()],
            id: None,
            latin: None,
            named: false,
            ..m.clone()
        })
    }

    /// `سياسيين وعسكريين`.
    pub(super) fn take_joined_adjectives(&self, m: &mut Mention) {
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
    pub(super) fn is_demonym_noun(&self, j: usize, m: &Mention) -> bool {
        let head = &self.words[m.head];
        let w = &self.words[j];
        // An adjective of a definite phrase is definite.
        (is_definite(head) || m.end > m.head + 1)
            && !w.key.starts_with("ال")
            && is_definite(&self.words[m.end - 1])
    }

    pub(super) fn take_adjectives(&self, m: &mut Mention, depth: u8) {
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
}

/// Has the article, as an ordinary word or inside a name.
fn is_definite(w: &Word) -> bool {
    w.has_article() || w.in_name && w.key.starts_with("ال")
}
