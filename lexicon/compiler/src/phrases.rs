//! Names and set phrases in one finite-state map over their folded words, walked word by word as the reader moves along
//! a sentence.

use std::borrow::Cow;
use std::collections::BTreeMap;

use fst::Streamer as _;
use fst::raw::{Fst, Output};
use rawi_arabic::{Gender, Number};
use serde::{Deserialize, Serialize};

/// Which table a [`PhraseRef`] points into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PhraseKind {
    /// A state's name: [`crate::Lexicon::state`].
    State,
    /// A demonym, inflected: [`crate::Lexicon::state`].
    Demonym,
    /// A capital: [`crate::Lexicon::state`].
    Capital,
    /// [`crate::Lexicon::person`].
    Person,
    /// [`crate::Lexicon::body`].
    Body,
    /// [`crate::Lexicon::media`].
    Media,
    /// [`crate::Lexicon::title`].
    Title,
    /// [`crate::Lexicon::actor`].
    Actor,
    /// [`crate::Lexicon::place`].
    Place,
    /// [`crate::Lexicon::source_noun`].
    SourceNoun,
    /// [`crate::Lexicon::topic_word`].
    Topic,
    /// [`crate::Lexicon::reporting_phrase`].
    Reporting,
    /// [`crate::Lexicon::status_phrase`].
    StatusPhrase,
    /// [`crate::Lexicon::time`].
    Time,
    /// [`crate::Lexicon::first_name`].
    FirstName,
    /// [`crate::Lexicon::number`].
    Number,
    /// A particle of several words (`على الرغم من`); the index is its [`rawi_arabic::LemmaId`].
    Particle,
}

impl PhraseKind {
    /// Every kind, in order.
    pub const ALL: [Self; 17] = [
        Self::State,
        Self::Demonym,
        Self::Capital,
        Self::Person,
        Self::Body,
        Self::Media,
        Self::Title,
        Self::Actor,
        Self::Place,
        Self::SourceNoun,
        Self::Topic,
        Self::Reporting,
        Self::StatusPhrase,
        Self::Time,
        Self::FirstName,
        Self::Number,
        Self::Particle,
    ];
}

/// Inflection of a demonym, title, actor or source noun as it was met; `Either`, `Any` and `false` for other kinds.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct PhraseForm {
    /// Gender.
    pub gender: Gender,
    /// Number.
    pub number: Number,
    /// Whether it is definite, by the article or by its genitive.
    pub definite: bool,
}

/// An entry that a phrase stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PhraseRef {
    /// Which table.
    pub kind: PhraseKind,
    /// Row in that table.
    pub index: u32,
    /// Counts only after a title, in quotation marks, or after the full name stood in the article (`~` in the file).
    pub ambiguous: bool,
    /// Inflection.
    pub form: PhraseForm,
}

/// A phrase that was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhraseMatch<'a> {
    /// How many words it has, the first included.
    pub words: u8,
    /// What it stands for. Of places that share a name the most populous comes first.
    pub refs: &'a [PhraseRef],
}

/// All phrases: a map from folded words, joined by one space, to what they stand for.
pub struct PhraseTable {
    fst: Fst<Cow<'static, [u8]>>,
    refs: Vec<PhraseRef>,
}

/// Bytes of a packed ref: index (4), kind, gender, number, flags.
const PACKED: usize = 8;

impl PhraseRef {
    fn pack(self) -> [u8; PACKED] {
        let [a, b, c, d] = self.index.to_le_bytes();
        let flags = u8::from(self.ambiguous) | u8::from(self.form.definite) << 1;
        let (gender, number) = (self.form.gender as u8, self.form.number as u8);
        [a, b, c, d, self.kind as u8, gender, number, flags]
    }

    fn unpack(bytes: &[u8]) -> Option<Self> {
        let &[a, b, c, d, kind, gender, number, flags] = bytes else {
            return None;
        };
        let kind = *PhraseKind::ALL.get(usize::from(kind))?;
        Some(Self {
            kind,
            index: u32::from_le_bytes([a, b, c, d]),
            ambiguous: flags & 1 == 1,
            form: PhraseForm {
                gender: match gender {
                    0 => Gender::Masculine,
                    1 => Gender::Feminine,
                    _ => Gender::Either,
                },
                number: match number {
                    0 => Number::Singular,
                    1 => Number::Dual,
                    2 => Number::Plural,
                    _ => Number::Any,
                },
                definite: flags & 2 == 2,
            },
        })
    }
}

/// Low bits of a value of the map: how many refs; the rest: where they begin.
const COUNT_BITS: u32 = 12;

impl PhraseTable {
    /// From the bytes of the map and [`PhraseTable::packed_refs`].
    pub(crate) fn unpack(bytes: Cow<'static, [u8]>, refs: &[u8]) -> Result<Self, fst::Error> {
        Ok(Self {
            fst: Fst::new(bytes)?,
            refs: refs
                .chunks_exact(PACKED)
                .filter_map(PhraseRef::unpack)
                .collect(),
        })
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.fst.as_bytes()
    }

    pub(crate) fn packed_refs(&self) -> Vec<u8> {
        self.refs.iter().flat_map(|r| r.pack()).collect()
    }

    /// Number of different phrases.
    pub fn len(&self) -> usize {
        self.fst.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.fst.is_empty()
    }

    /// All phrases that start with `first` (a key whose proclitics were already stripped) followed by the keys that
    /// `rest` yields; appended to `out`, longest last. `rest` is read only as far as some phrase goes on.
    pub fn matches<'a, 'k>(
        &'a self,
        first: &str,
        rest: impl IntoIterator<Item = &'k str>,
        out: &mut Vec<PhraseMatch<'a>>,
    ) {
        let root = self.fst.root();
        let Some(mut at) = self.walk(root.addr(), Output::zero(), first) else {
            return;
        };
        let mut rest = rest.into_iter();
        for words in 1..=u8::MAX {
            let node = self.fst.node(at.0);
            if node.is_final() {
                let refs = self.slice(at.1.cat(node.final_output()).value());
                if !refs.is_empty() {
                    out.push(PhraseMatch { words, refs });
                }
            }
            let Some(space) = node.find_input(b' ') else {
                return;
            };
            let step = node.transition(space);
            let Some(word) = rest.next() else { return };
            match self.walk(step.addr, at.1.cat(step.out), word) {
                Some(next) => at = next,
                None => return,
            }
        }
    }

    /// What the whole phrase (folded words joined by one space) stands for.
    pub fn get(&self, phrase: &str) -> &[PhraseRef] {
        self.fst
            .get(phrase)
            .map_or(&[], |value| self.slice(value.value()))
    }

    /// Every phrase in order with what it stands for.
    pub fn for_each(&self, mut visit: impl FnMut(&str, &[PhraseRef])) {
        let mut stream = self.fst.stream();
        while let Some((phrase, value)) = stream.next() {
            if let Ok(phrase) = std::str::from_utf8(phrase) {
                visit(phrase, self.slice(value.value()));
            }
        }
    }

    /// Follows the bytes of a word; nothing where no phrase goes on with it. Words are never empty in a phrase.
    fn walk(&self, addr: usize, output: Output, word: &str) -> Option<(usize, Output)> {
        if word.is_empty() {
            return None;
        }
        let mut at = (addr, output);
        for &byte in word.as_bytes() {
            let node = self.fst.node(at.0);
            let step = node.transition(node.find_input(byte)?);
            at = (step.addr, at.1.cat(step.out));
        }
        Some(at)
    }

    fn slice(&self, value: u64) -> &[PhraseRef] {
        let from = usize::try_from(value >> COUNT_BITS).unwrap_or(usize::MAX);
        let count = (value & ((1 << COUNT_BITS) - 1)) as usize;
        self.refs
            .get(from..from.saturating_add(count))
            .unwrap_or(&[])
    }
}

impl std::fmt::Debug for PhraseTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PhraseTable")
            .field("phrases", &self.fst.len())
            .finish()
    }
}

/// Gathers phrases in any order.
#[derive(Debug, Default)]
pub(crate) struct PhraseBuilder {
    phrases: BTreeMap<String, Vec<PhraseRef>>,
}

impl PhraseBuilder {
    /// Adds one meaning of a phrase (folded words joined by one space). The empty phrase is passed over.
    pub(crate) fn add(&mut self, phrase: &str, meaning: PhraseRef) {
        if !phrase.is_empty() {
            self.phrases
                .entry(phrase.to_owned())
                .or_default()
                .push(meaning);
        }
    }

    /// The finished table. `population` ranks places of one name.
    #[expect(
        clippy::expect_used,
        reason = "keys come in the order of a BTreeMap and are written to memory, the only things that can fail"
    )]
    pub(crate) fn build(self, population: impl Fn(u32) -> u32) -> PhraseTable {
        let mut builder = fst::MapBuilder::memory();
        let mut refs: Vec<PhraseRef> = Vec::new();
        for (phrase, mut meanings) in self.phrases {
            meanings.sort_by_key(|m| {
                let rank = match m.kind {
                    PhraseKind::Place => u32::MAX - population(m.index),
                    _ => 0,
                };
                (m.kind, rank, *m)
            });
            // A name that is plain in one variant of an entry and ambiguous in another is plain.
            meanings.dedup_by(|b, a| {
                (a.kind, a.index, a.form) == (b.kind, b.index, b.form) && {
                    a.ambiguous &= b.ambiguous;
                    true
                }
            });
            meanings.truncate((1 << COUNT_BITS) - 1);
            let value = (refs.len() as u64) << COUNT_BITS | meanings.len() as u64;
            builder
                .insert(phrase.as_bytes(), value)
                .expect("keys are in order");
            refs.extend(meanings);
        }
        let bytes = builder.into_inner().expect("memory takes every byte");
        PhraseTable {
            fst: Fst::new(Cow::Owned(bytes)).expect("a map that was just built"),
            refs,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(kind: PhraseKind, index: u32) -> PhraseRef {
        PhraseRef {
            kind,
            index,
            ambiguous: false,
            form: PhraseForm::default(),
        }
    }

    fn table(phrases: &[(&str, PhraseRef)]) -> PhraseTable {
        let mut builder = PhraseBuilder::default();
        for (phrase, r) in phrases {
            builder.add(phrase, *r);
        }
        builder.build(|i| i * 10)
    }

    #[test]
    fn longest_comes_last_and_only_whole_words_count() {
        let t = table(&[
            ("الامم", meaning(PhraseKind::Body, 0)),
            ("الامم المتحده", meaning(PhraseKind::Body, 1)),
            ("الامم المتحدهه", meaning(PhraseKind::Body, 2)),
        ]);
        let mut out = Vec::new();
        t.matches("الامم", ["المتحده", "امس"], &mut out);
        let got: Vec<_> = out.iter().map(|m| (m.words, m.refs[0].index)).collect();
        assert_eq!(got, [(1, 0), (2, 1)]);
        out.clear();
        t.matches("الام", ["المتحده"], &mut out);
        t.matches("", ["الامم"], &mut out);
        assert!(out.is_empty());
    }

    #[test]
    fn populous_places_come_first() {
        let t = table(&[
            ("طرابلس", meaning(PhraseKind::Place, 1)),
            ("طرابلس", meaning(PhraseKind::Place, 2)),
            ("طرابلس", meaning(PhraseKind::Capital, 0)),
        ]);
        let order: Vec<_> = t.get("طرابلس").iter().map(|r| (r.kind, r.index)).collect();
        assert_eq!(
            order,
            [
                (PhraseKind::Capital, 0),
                (PhraseKind::Place, 2),
                (PhraseKind::Place, 1)
            ]
        );
    }

    #[test]
    fn packing_loses_nothing() {
        for kind in PhraseKind::ALL {
            for (gender, number) in [
                (Gender::Masculine, Number::Dual),
                (Gender::Feminine, Number::Plural),
                (Gender::Either, Number::Any),
            ] {
                let r = PhraseRef {
                    kind,
                    index: 70_000,
                    ambiguous: number == Number::Dual,
                    form: PhraseForm {
                        gender,
                        number,
                        definite: number == Number::Plural,
                    },
                };
                assert_eq!(PhraseRef::unpack(&r.pack()), Some(r));
            }
        }
    }

    #[test]
    fn plain_beats_ambiguous() {
        let plain = meaning(PhraseKind::Person, 0);
        let doubtful = PhraseRef {
            ambiguous: true,
            ..plain
        };
        let t = table(&[("الاسد", doubtful), ("الاسد", plain)]);
        assert_eq!(t.get("الاسد"), [plain]);
    }
}
