//! Takes what stands between a reporting word and what it reports, gives the outlets that passed it on.

use rawi_lexicon::ParticleClass;
use rawi_model::SourceKind;

use super::{Link, Reader};
use crate::mentions::MentionKind;
use crate::words::Word;

/// Verbs of making public: `بيان نشرته الوكالة`.
const PUBLISH: &[&str] = &[
    "نشر.I",
    "ورد.IV",
    "بثث.I",
    "ذيع.IV",
    "نقل.I",
    "عرض.I",
    "جري.IV",
];

impl Reader<'_, '_> {
    /// `قال لوكالة الأناضول`, `في تصريح لـ«الشرق الأوسط»`, `في مقال نشرته صحيفة …`: the outlet is a link further out.
    pub(super) fn outlets(&self, i: usize, until: usize, have: &[Link]) -> Vec<Link> {
        let s = self.s;
        let mut known = Vec::new();
        let mut unknown = Vec::new();
        let until = until.min(i + 40).min(s.words.len());
        let mut k = i + 1;
        while k < until {
            let w = &s.words[k];
            if w.tag.is_particle(ParticleClass::Sub)
                || w.is_punct(".؟!؛")
                || w.is_finite() && !w.has_enclitic()
            {
                break;
            }
            if let Some(p) = s.phrase_starting(k) {
                let phrase = &s.phrases[p];
                let preposition = phrase.preposition.as_deref();
                if matches!(
                    preposition,
                    Some("ل" | "مع" | "الي" | "عبر" | "في" | "علي" | "من خلال")
                ) {
                    let mentioned = phrase
                        .mentions
                        .iter()
                        .copied()
                        .find(|&m| s.mentions[m].kind == MentionKind::Media);
                    match mentioned {
                        Some(m) => known.push(self.mention_link(m)),
                        None if preposition == Some("ل") => {
                            known.extend(self.link_of(p).filter(|l| l.kind == SourceKind::Media));
                        }
                        None => {}
                    }
                }
            }
            if w.is_any(&["ل", "لـ"]) {
                match self.quoted_outlet(k) {
                    Some((link, true)) => known.push(link),
                    Some((link, false)) => unknown.push(link),
                    None => {}
                }
            }
            k += 1;
        }
        // `أبلغت المصادر «عكاظ» …`: told without a preposition.
        if known.is_empty() && self.is_told(i) {
            let told = s.mentions.iter().position(|m| {
                m.kind == MentionKind::Media && i < m.start && m.start <= until && m.start < i + 12
            });
            known.extend(told.map(|m| self.mention_link(m)));
        }
        // A party's name in quotation marks is an outlet only where no outlet is known.
        if known.is_empty() {
            known = unknown;
        }
        known.extend(self.publishers(i + 1, have));
        known.retain(|l| !have.iter().any(|h| h.start <= l.start && l.start < h.end));
        known.sort_by_key(|l| l.start);
        known.dedup_by_key(|l| l.start);
        known
    }

    /// `لـ«الشرق الأوسط»`: the mark keeps the preposition apart from the name. Answers whether the outlet is known.
    fn quoted_outlet(&self, k: usize) -> Option<(Link, bool)> {
        let s = self.s;
        let mut next = k + 1;
        while s.words.get(next).is_some_and(|w| w.is_punct("ـ-")) {
            next += 1;
        }
        let quoted = s.words.get(next).is_some_and(Word::opens_quote);
        let at = next + usize::from(quoted);
        let media = s
            .mention_at(at)
            .filter(|&m| s.mentions[m].kind == MentionKind::Media);
        if let Some(m) = media {
            return Some((self.mention_link(m), true));
        }
        let close = (at..(at + 5).min(s.words.len())).find(|&c| s.words[c].closes_quote())?;
        (quoted && close > at).then(|| (Link::words(s, at, close, SourceKind::Media), false))
    }

    /// `… نشرته صحيفة`, `أوردتها وكالة`: who made public what a document says, in a relative clause after `from`.
    pub(super) fn publishers(&self, from: usize, have: &[Link]) -> Vec<Link> {
        let s = self.s;
        let mut out = Vec::new();
        let document = have.first().is_some_and(|l| l.kind == SourceKind::Document);
        let may = |kind| kind == SourceKind::Media || document && kind == SourceKind::Official;
        for v in from..s.words.len().min(from + 30) {
            let w = &s.words[v];
            if w.is_punct(".؟!؛:") || w.tag.is_particle(ParticleClass::Sub) {
                break;
            }
            // The form may look like a noun with its pronoun: `نشرته`.
            let publishes = w.readings.iter().any(|r| {
                r.pos == rawi_arabic::Pos::Verb
                    && r.enclitic.is_some()
                    && PUBLISH.contains(&s.lexicon.lemma(r.lemma).id.as_str())
            });
            if w.is_finite() && !publishes && !w.has_enclitic() && !s.is_relative_verb(v) {
                break;
            }
            if publishes {
                let who = s
                    .phrase_starting(v + 1)
                    .map(|p| self.links_of(&[p]))
                    .unwrap_or_default();
                out.extend(
                    who.into_iter()
                        .filter(|l| may(l.kind) && !have.iter().any(|h| h.start == l.start)),
                );
            }
        }
        out
    }
}
