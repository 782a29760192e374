//! Takes noun phrases, gives the sources that they name, with their kind.

use rawi_arabic::Pos;
use rawi_lexicon::{NounKind, PhraseKind};
use rawi_model::SourceKind;

use super::{Link, Reader};
use crate::mentions::MentionKind;
use crate::sentence::Sentence;
use crate::words::Tag;

impl Reader<'_, '_> {
    pub(super) fn mention_link(&self, m: usize) -> Link {
        let p = &self.discourse.participants[self.base + m];
        let kind = match p.kind {
            MentionKind::Media => SourceKind::Media,
            MentionKind::Person if p.named => SourceKind::Person,
            MentionKind::Person => {
                if self.goes_back(m) {
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
            let Some(mut link) = self.link_of(p) else {
                continue;
            };
            // `وكالتا الأناضول ودوغان`: of a kind with the one before.
            if link.participant.is_none()
                && link.entries.is_empty()
                && out.last().is_some_and(|l| l.kind == SourceKind::Media)
            {
                link.kind = SourceKind::Media;
            }
            let document = link.kind == SourceKind::Document;
            out.push(link);
            if document {
                out.extend(self.issuer(p));
            }
        }
        out
    }

    /// `الوزير`, after he was named: the person; before that, whoever holds the office.
    fn goes_back(&self, m: usize) -> bool {
        let s = self.s;
        let p = &self.discourse.participants[self.base + m];
        let definite =
            s.words[s.mentions[m].head].has_article() && p.number != rawi_arabic::Number::Plural;
        definite
            && self.discourse.participants[..self.base + m]
                .iter()
                .any(|x| {
                    x.named
                        && x.kind == MentionKind::Person
                        && (x.head == p.head || x.code == p.code)
                })
    }

    /// `بيان للوزارة`, `بيان صادر عن المكتب`: who issued a document is a link of its own.
    fn issuer(&self, p: usize) -> Option<Link> {
        let s = self.s;
        if let Some(at) = self.joined_issuer(p) {
            let named = s.phrases[p]
                .mentions
                .iter()
                .rev()
                .find(|&&m| s.mentions[m].start >= at);
            let code = named.map(|&m| self.discourse.participants[self.base + m].code);
            let link = Link::words(s, at, s.phrases[p].end, SourceKind::Official);
            return Some(Link { code, ..link });
        }
        let end = s.phrases[p].end;
        let next = s.phrases.get(p + 1)?;
        let gap = (end..next.start).all(|k| {
            s.words[k].is_any(&[
                "صادر",
                "الصادر",
                "صدر",
                "صدرت",
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
        (gap && issued).then(|| {
            let body = |l: &Link| matches!(l.kind, SourceKind::Official | SourceKind::Person);
            self.link_of(p + 1)
                .filter(body)
                .unwrap_or_else(|| Link::words(s, next.start, next.end, SourceKind::Official))
        })
    }

    /// `بيان لوزارة الخارجية`, where the noun phrase runs on over the preposition: the word with the preposition.
    fn joined_issuer(&self, p: usize) -> Option<usize> {
        let phrase = &self.s.phrases[p];
        (phrase.head + 1..phrase.end).find(|&k| self.s.words[k].own_preposition() == Some("ل"))
    }

    /// A phrase that must be somebody, though nobody knows the name.
    pub(super) fn stranger(&self, p: usize) -> Link {
        let s = self.s;
        let phrase = &s.phrases[p];
        let head = &s.words[phrase.head];
        let thing = head.tag != Tag::Proper
            && phrase.end > phrase.start + 1
            && head.reading().is_some_and(|r| !r.guessed)
            && head
                .lemma(s.lexicon)
                .is_some_and(|l| l.kind != NounKind::Human);
        let kind = if thing {
            SourceKind::Official
        } else {
            SourceKind::Person
        };
        Link::words(s, phrase.start, phrase.end, kind)
    }

    /// `المتحدث باسم الرئاسة، نبيل أبو ردينة`, `الباحث في المعهد بروس ريدل`: the name that belongs to a description.
    fn name_after(&self, p: usize) -> Option<usize> {
        let s = self.s;
        let phrase = &s.phrases[p];
        let own = phrase.own_mention(&s.mentions).map(|m| &s.mentions[m]);
        let human = own.is_some_and(|m| m.kind == MentionKind::Person)
            || s.words[phrase.head]
                .lemma(s.lexicon)
                .is_some_and(|l| l.kind == NounKind::Human);
        if !human || own.is_some_and(|m| m.named) || s.words[phrase.head].keeps_nun() {
            return None;
        }
        let mut at = phrase.end;
        let mut next = p + 1;
        // A complement may stand between: `في مؤسسة …`.
        if s.phrases.get(next).is_some_and(|n| {
            n.start == at + 1 && matches!(n.preposition.as_deref(), Some("في" | "من"))
        }) {
            at = s.phrases[next].end;
            next += 1;
        }
        while s
            .words
            .get(at)
            .is_some_and(|w| w.is_punct("،,") || w.opens_quote() || w.closes_quote())
        {
            at += 1;
        }
        let n = s
            .phrases
            .get(next)
            .filter(|n| n.start == at && n.preposition.is_none() && !n.joined)?;
        let first = &s.words[n.start];
        let named = match n.own_mention(&s.mentions).map(|m| &s.mentions[m]) {
            Some(m) => {
                m.kind == MentionKind::Person
                    && m.start == n.start
                    && (m.sector.is_none() || m.named && first.tag == Tag::Proper)
            }
            None => {
                let strange = |w: &crate::words::Word| {
                    w.tag == Tag::Proper || w.reading().is_some_and(|r| r.guessed)
                };
                !first.has_article() && s.words[n.start..n.end].iter().any(strange)
            }
        };
        named.then_some(n.end)
    }

    pub(super) fn link_of(&self, p: usize) -> Option<Link> {
        let s = self.s;
        let phrase = &s.phrases[p];
        for at in [phrase.start, phrase.head] {
            if let Some((name, r)) = s.names.longest(at, PhraseKind::SourceNoun) {
                let noun = s.lexicon.source_noun(r.index);
                let longer = phrase.own_mention(&s.mentions).is_some_and(|m| {
                    s.mentions[m].end > name.end
                        && matches!(s.mentions[m].kind, MentionKind::Media | MentionKind::Body)
                });
                if !longer {
                    let participant = phrase.own_mention(&s.mentions).map(|m| self.base + m);
                    let code = participant
                        .map(|k| self.discourse.participants[k].code)
                        .filter(|_| matches!(noun.kind, SourceKind::Official | SourceKind::Person));
                    let mut link = Link::words(s, phrase.start, phrase.end, noun.kind);
                    if noun.kind == SourceKind::Document
                        && let Some(at) = self.joined_issuer(p)
                    {
                        link.end = s.words[at - 1].end;
                    }
                    let person = matches!(noun.kind, SourceKind::Official | SourceKind::Person);
                    if person && let Some(end) = self.name_after(p) {
                        link.end = s.words[end - 1].end;
                        link.kind = SourceKind::Person;
                    }
                    if person
                        && participant.is_some_and(|k| {
                            self.discourse.participants[k].named
                                && self.discourse.participants[k].kind == MentionKind::Person
                        })
                    {
                        link.kind = SourceKind::Person;
                    }
                    return Some(Link {
                        code,
                        entries: vec![noun.id.clone()],
                        participant,
                        ..link
                    });
                }
            }
        }
        // `عدد من سكان البلدة`
        if let Some(next) = s.phrases.get(p + 1)
            && phrase.counted
            && phrase.own_mention(&s.mentions).is_none()
            && next.start == phrase.end + 1
            && next.preposition.as_deref() == Some("من")
            && let Some(link) = self.link_of(p + 1)
        {
            let start = s.words[phrase.start].start;
            return Some(Link { start, ..link });
        }
        if let Some(m) = phrase.own_mention(&s.mentions) {
            let mut link = self.mention_link(m);
            if matches!(link.kind, SourceKind::Official | SourceKind::Person)
                && let Some(end) = self.name_after(p)
            {
                link.end = s.words[end - 1].end;
                link.kind = SourceKind::Person;
            }
            return Some(link);
        }
        // A name that nobody knows, as the subject of a verb of saying, is a person.
        let head = &s.words[phrase.head];
        let unknown = head.tag == Tag::Proper
            || head
                .readings
                .iter()
                .all(|r| r.guessed || r.pos == Pos::Proper);
        (unknown && head.kind == rawi_arabic::TokenKind::Word && !head.readings.is_empty())
            .then(|| self.stranger(p))
    }
}

impl Link {
    /// A source of which nothing is known but its words.
    pub(super) fn words(s: &Sentence<'_>, from: usize, to: usize, kind: SourceKind) -> Self {
        Self {
            start: s.words[from].start,
            end: s.words[to - 1].end,
            kind,
            code: None,
            id: None,
            latin: None,
            entries: Vec::new(),
            participant: None,
        }
    }
}
