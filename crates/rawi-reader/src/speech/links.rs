//! Takes noun phrases, gives the sources that they name, with their kind.

use super::*;

impl Reader<'_, '_> {
    pub(super) fn subject_links(&self, a: &Arguments) -> Vec<Link> {
        a.subject
            .as_ref()
            .map(|g| self.links_of(g))
            .unwrap_or_default()
    }

    /// `قال لوكالة الأناضول`, `في تصريح لـ«الشرق الأوسط»`: the outlet is a link further out.
    pub(super) fn outlets(&self, i: usize, a: &Arguments, have: &[Link]) -> Vec<Link> {
        let s = self.s;
        let mut out = Vec::new();
        for (p, g) in &a.prepositions {
            if !matches!(&**p, "ل" | "مع" | "الي" | "عبر" | "في") {
                continue;
            }
            for &np in g {
                for &m in &s.phrases[np].mentions {
                    if s.mentions[m].kind == MentionKind::Media {
                        out.push(self.mention_link(m));
                    }
                }
                if out.is_empty() && &**p == "ل" {
                    out.extend(
                        self.links_of(&[np])
                            .into_iter()
                            .filter(|l| l.kind == SourceKind::Media),
                    );
                }
            }
        }
        // `لـ«الشرق الأوسط»`: the mark keeps the preposition apart from the name.
        for k in i + 1..s.words.len().min(i + 25) {
            if s.words[k].is_finite() || s.words[k].tag.is_particle(ParticleClass::Sub) {
                break;
            }
            if s.words[k].is_any(&["ل", "لـ"]) {
                let mut next = k + 1;
                while s.words.get(next).is_some_and(|w| w.is_punct("ـ-")) {
                    next += 1;
                }
                let at = if s.words.get(next).is_some_and(Word::opens_quote) {
                    next + 1
                } else {
                    next
                };
                if let Some(m) = s
                    .mention_at(at)
                    .filter(|&m| s.mentions[m].kind == MentionKind::Media)
                {
                    out.push(self.mention_link(m));
                } else if s.words.get(next).is_some_and(Word::opens_quote) {
                    let close =
                        (at..(at + 5).min(s.words.len())).find(|&c| s.words[c].closes_quote());
                    if let Some(c) = close.filter(|c| *c > at) {
                        out.push(Link {
                            start: s.words[at].start,
                            end: s.words[c - 1].end,
                            kind: SourceKind::Media,
                            code: None,
                            id: None,
                            latin: None,
                            entries: Vec::new(),
                            participant: None,
                        });
                    }
                }
            }
        }
        out.retain(|l| !have.iter().any(|h| h.start == l.start));
        out.dedup_by_key(|l| l.start);
        out
    }

    pub(super) fn mention_link(&self, m: usize) -> Link {
        let p = &self.discourse.participants[self.base + m];
        let kind = match p.kind {
            MentionKind::Media => SourceKind::Media,
            MentionKind::Person if p.named => SourceKind::Person,
            MentionKind::Person => {
                let head = &self.s.words[self.s.mentions[m].head];
                if head.has_article() && p.number != rawi_arabic::Number::Plural {
                    SourceKind::Person
                } else {
                    SourceKind::Official
                }
            }
            MentionKind::Human => SourceKind::Person,
            MentionKind::State
            | MentionKind::Body
            | MentionKind::Collective
            | MentionKind::Demonym => SourceKind::Official,
        };
        Link {
            start: p.start,
            end: p.end,
            kind,
            code: (kind != SourceKind::Media).then_some(p.code),
            id: p.id.clone(),
            latin: p.latin.clone(),
            entries: p.entries.clone(),
            participant: Some(self.base + m),
        }
    }

    /// The sources that noun phrases name.
    pub(super) fn links_of(&self, group: &[usize]) -> Vec<Link> {
        let mut out: Vec<Link> = Vec::new();
        for &p in group {
            let Some(link) = self.link_of(p) else {
                continue;
            };
            let document = link.kind == SourceKind::Document;
            out.push(link);
            if document {
                out.extend(self.issuer(p));
            }
        }
        out
    }

    /// `بيان للوزارة`, `بيان صادر عن المكتب`: who issued a document is a link of its own.
    fn issuer(&self, p: usize) -> Option<Link> {
        let s = self.s;
        let end = s.phrases[p].end;
        let next = s.phrases.get(p + 1)?;
        let gap = (end..next.start).all(|k| {
            s.words[k].is_any(&[
                "صادر",
                "الصادر",
                "صدر",
                "عن",
                "من",
                "اصدره",
                "اصدرته",
                "لها",
                "له",
                "امس",
                "اليوم",
            ]) || s.in_time(k)
        });
        let issued = matches!(next.preposition.as_deref(), Some("ل" | "عن" | "من"));
        (gap && issued)
            .then(|| self.link_of(p + 1))
            .flatten()
            .filter(|l| matches!(l.kind, SourceKind::Official | SourceKind::Person))
    }

    pub(super) fn link_of(&self, p: usize) -> Option<Link> {
        let s = self.s;
        let phrase = &s.phrases[p];
        for at in [phrase.start, phrase.head] {
            if let Some((name, r)) = s.names.longest(at, PhraseKind::SourceNoun) {
                let noun = s.lexicon.source_noun(r.index);
                let longer = phrase.own_mention(&s.mentions).is_some_and(|m| {
                    s.mentions[m].end > name.end && s.mentions[m].kind == MentionKind::Media
                });
                if !longer {
                    let participant = phrase.own_mention(&s.mentions).map(|m| self.base + m);
                    let code = participant
                        .map(|k| self.discourse.participants[k].code)
                        .filter(|_| matches!(noun.kind, SourceKind::Official | SourceKind::Person));
                    return Some(Link {
                        start: s.words[phrase.start].start,
                        end: s.words[phrase.end - 1].end,
                        kind: noun.kind,
                        code,
                        id: None,
                        latin: None,
                        entries: vec![noun.id.clone()],
                        participant,
                    });
                }
            }
        }
        if let Some(m) = phrase.own_mention(&s.mentions) {
            return Some(self.mention_link(m));
        }
        // A name that nobody knows, as the subject of a verb of saying, is a person.
        let head = &s.words[phrase.head];
        let unknown = head.tag == Tag::Proper
            || head
                .readings
                .iter()
                .all(|r| r.guessed || r.pos == Pos::Proper);
        (unknown && head.kind == rawi_arabic::TokenKind::Word && !head.readings.is_empty()).then(
            || Link {
                start: s.words[phrase.start].start,
                end: s.words[phrase.end - 1].end,
                kind: SourceKind::Person,
                code: None,
                id: None,
                latin: None,
                entries: Vec::new(),
                participant: None,
            },
        )
    }
}
