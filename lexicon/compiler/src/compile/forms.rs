//! Every form of every word, gathered while compiling. The stems come out of it at the end; until then phrases are
//! inflected by its paradigms, and conditions written with plurals find their lemma in it.
//!
//! Half a million forms pass through: each text is kept once, everything else is numbers.

use std::rc::Rc;

use rawi_arabic::{Features, Inflected, LemmaId, Number, Pos};
use rustc_hash::FxHashMap;

use crate::stems::{Reading, Stems, stems};
use crate::words::NounKind;

/// No posting, no paradigm.
const NONE: u32 = u32::MAX;

/// The forms of one noun, adjective, participle or masdar.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paradigm {
    pub(crate) lemma: LemmaId,
    pub(crate) pos: Pos,
    pub(crate) kind: NounKind,
    from: u32,
    to: u32,
}

#[derive(Debug, Clone, Copy)]
struct Posting {
    text: u32,
    lemma: LemmaId,
    signature: u16,
    paradigm: u32,
    /// The posting of the same text before this one.
    before: u32,
}

#[derive(Debug, Default)]
pub(crate) struct Forms {
    texts: Vec<Rc<str>>,
    numbers: FxHashMap<Rc<str>, u32>,
    /// The latest posting of each text.
    latest: Vec<u32>,
    postings: Vec<Posting>,
    paradigms: Vec<Paradigm>,
    signatures: Vec<(Pos, Features)>,
    known: FxHashMap<(Pos, u32), u16>,
}

impl Forms {
    /// Adds a form that belongs to no paradigm: a verb's, a particle, a name.
    pub(crate) fn add(&mut self, text: &str, lemma: LemmaId, pos: Pos, features: Features) {
        self.post(text, lemma, pos, features, NONE);
    }

    /// Adds a nominal with all its forms.
    pub(crate) fn add_nominal(
        &mut self,
        lemma: LemmaId,
        pos: Pos,
        kind: NounKind,
        forms: &[Inflected],
    ) {
        let paradigm = index(self.paradigms.len());
        let from = index(self.postings.len());
        for form in forms {
            self.post(&form.key, lemma, pos, form.features, paradigm);
        }
        self.paradigms.push(Paradigm {
            lemma,
            pos,
            kind,
            from,
            to: index(self.postings.len()),
        });
    }

    fn post(&mut self, text: &str, lemma: LemmaId, pos: Pos, features: Features, paradigm: u32) {
        let Some(signature) = self.signature(pos, features) else {
            return;
        };
        if text.is_empty() {
            return;
        }
        let number = match self.numbers.get(text) {
            Some(&n) => n,
            None => {
                let n = index(self.texts.len());
                let text: Rc<str> = text.into();
                self.texts.push(text.clone());
                self.numbers.insert(text, n);
                self.latest.push(NONE);
                n
            }
        };
        let posting = index(self.postings.len());
        let Some(latest) = self.latest.get_mut(number as usize) else {
            return;
        };
        self.postings.push(Posting {
            text: number,
            lemma,
            signature,
            paradigm,
            before: std::mem::replace(latest, posting),
        });
    }

    /// Part of speech and features as a small number. 2^17 feature sets times nine parts of speech could overflow it;
    /// those that forms really have are some hundreds.
    fn signature(&mut self, pos: Pos, features: Features) -> Option<u16> {
        let key = (pos, features.pack());
        if let Some(&known) = self.known.get(&key) {
            return Some(known);
        }
        let new = u16::try_from(self.signatures.len()).ok()?;
        self.signatures.push((pos, features));
        self.known.insert(key, new);
        Some(new)
    }

    /// Postings of a text, the earliest last.
    fn postings(&self, text: &str) -> impl Iterator<Item = &Posting> {
        let number = self.numbers.get(text).copied();
        let mut at = number
            .and_then(|n| self.latest.get(n as usize))
            .copied()
            .unwrap_or(NONE);
        std::iter::from_fn(move || {
            let posting = self.postings.get(at as usize)?;
            at = posting.before;
            Some(posting)
        })
    }

    /// Readings of a text so far.
    pub(crate) fn readings(&self, text: &str) -> impl Iterator<Item = (LemmaId, Pos)> {
        self.postings(text).filter_map(|p| {
            let &(pos, _) = self.signatures.get(usize::from(p.signature))?;
            Some((p.lemma, pos))
        })
    }

    /// Paradigms that have the form, in the order in which they were added, with its features in each.
    pub(crate) fn find(&self, text: &str) -> impl Iterator<Item = (&Paradigm, Features)> {
        let mut found: Vec<_> = self
            .postings(text)
            .filter_map(|p| {
                let paradigm = self.paradigms.get(p.paradigm as usize)?;
                let &(_, features) = self.signatures.get(usize::from(p.signature))?;
                Some((paradigm, features))
            })
            .collect();
        found.reverse();
        found.into_iter()
    }

    /// The forms of a paradigm.
    pub(crate) fn of(&self, paradigm: &Paradigm) -> impl Iterator<Item = (&str, Features)> {
        let range = paradigm.from as usize..paradigm.to as usize;
        self.postings
            .get(range)
            .unwrap_or(&[])
            .iter()
            .filter_map(|p| {
                let text = self.texts.get(p.text as usize)?;
                let &(_, features) = self.signatures.get(usize::from(p.signature))?;
                Some((&**text, features))
            })
    }

    /// Whether some nominal has the form.
    pub(crate) fn is_nominal(&self, text: &str) -> bool {
        self.postings(text).any(|p| p.paradigm != NONE)
    }

    /// Whether the form is a plural of some nominal and no singular.
    pub(crate) fn only_plural(&self, text: &str) -> bool {
        let mut found = false;
        for (_, features) in self.find(text) {
            match features.number {
                Number::Plural => found = true,
                Number::Singular | Number::Any => return false,
                Number::Dual => {}
            }
        }
        found
    }

    /// The finished map.
    pub(crate) fn build(mut self) -> Stems {
        let mut order: Vec<u32> = (0..index(self.texts.len())).collect();
        let text = |n: &u32| self.texts.get(*n as usize).map_or("", |t| t);
        order.sort_unstable_by(|a, b| text(a).cmp(text(b)));
        let mut rank = vec![0u32; order.len()];
        for (r, &n) in (0u32..).zip(&order) {
            if let Some(place) = rank.get_mut(n as usize) {
                *place = r;
            }
        }
        for posting in &mut self.postings {
            posting.text = rank.get(posting.text as usize).copied().unwrap_or(NONE);
        }
        self.postings
            .sort_unstable_by_key(|p| (p.text, p.lemma, p.signature));
        let groups = self.postings.chunk_by(|a, b| a.text == b.text);
        let stems = order.iter().map(text).zip(groups).map(|(text, group)| {
            let mut readings: Vec<Reading> = group.iter().map(|p| (p.lemma, p.signature)).collect();
            readings.dedup();
            (text, readings)
        });
        self::stems(stems, &self.signatures)
    }
}

fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NONE)
}
