//! What a mention stands for in its sentence, before any act asks for it: a place, a source, two sides of whom the report
//! speaks.

use rawi_arabic::Number;
use rawi_lexicon::{NounKind, PhraseKind};
use rawi_model::{Country, SourceKind};

use crate::mentions::{Mention, MentionKind};
use crate::sentence::Sentence;

/// Words that in the dual mean those two of whom the report speaks.
const SIDES: &[&str] = &[
    "جانب",
    "طرف",
    "بلد",
    "دوله",
    "زعيم",
    "رئيس",
    "وزير",
    "عاصمه",
    "حكومه",
    "وفد",
    "جار",
    "حليف",
];

/// Words that put what follows them on the map.
const LOCATIVE: &[&str] = &[
    "وسط",
    "قلب",
    "قرب",
    "خارج",
    "شمال",
    "جنوب",
    "شرق",
    "غرب",
    "شمالي",
    "جنوبي",
    "شرقي",
    "غربي",
];

impl Sentence<'_> {
    /// A mention of those who only tell of it: `مصادر أمنية`, `شهود عيان`.
    pub(crate) fn names_source(&self, m: usize) -> bool {
        let x = &self.mentions[m];
        let noun = self.names.longest(x.head, PhraseKind::SourceNoun);
        !x.named
            && noun.is_some_and(|(_, r)| {
                matches!(
                    self.lexicon.source_noun(r.index).kind,
                    SourceKind::Anonymous | SourceKind::Document | SourceKind::Witness
                )
            })
    }

    /// `الجانبان`, `الزعيمين`, `البلدان`: two of whom the report speaks, with no state of their own.
    pub(crate) fn names_two_sides(&self, m: &Mention) -> bool {
        let head = &self.words[m.head];
        let side = head
            .lemma(self.lexicon)
            .is_some_and(|l| SIDES.contains(&l.key.as_str()));
        let dual = m.number == Number::Dual || head.key.ends_with("ان") || head.key.ends_with("ين");
        side && dual && head.has_article() && !m.named && !m.country.is_some_and(Country::is_state)
    }

    /// Whether a mention is a state that stands where something happens.
    pub(crate) fn stands_as_place(&self, m: usize) -> bool {
        let start = self.mentions[m].start;
        // `تفجير وسط دمشق`
        let beside = start.checked_sub(1).is_some_and(|b| {
            let w = &self.words[b];
            let bare = w.key.strip_prefix('ب').unwrap_or(&w.key);
            LOCATIVE.contains(&bare)
        });
        self.mentions[m].kind == MentionKind::State && (beside || self.is_governed_as_place(m))
    }

    fn is_governed_as_place(&self, m: usize) -> bool {
        self.phrase_at[self.mentions[m].start].is_some_and(|p| {
            // `في سوريا والعراق`: the second stands behind the preposition of the first.
            let first = (0..=p).rev().find(|&q| {
                let x = &self.phrases[q];
                !x.joined || x.preposition.is_some()
            });
            let chained =
                first.filter(|&q| (q..p).all(|r| self.phrases[r].end == self.phrases[r + 1].start));
            // `ساحات دمشق`, `قرب مطار كابل`
            let place = self.phrases[p].head < self.mentions[m].start
                && self.words[self.phrases[p].head]
                    .lemma(self.lexicon)
                    .is_some_and(|l| l.kind == NounKind::Place);
            if place {
                return true;
            }
            self.phrases[chained.unwrap_or(p)]
                .preposition
                .as_deref()
                .is_some_and(|q| {
                    matches!(q, "في" | "ب" | "داخل" | "الي" | "من") || LOCATIVE.contains(&q)
                })
        })
    }
}
