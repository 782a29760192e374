//! Every nominal form with its paradigm, kept while compiling: phrases are inflected by it, and conditions written with
//! plurals find their lemma.

use rawi_arabic::{Features, Inflected, LemmaId, Number, Pos};
use rustc_hash::FxHashMap;

use crate::words::NounKind;

/// The forms of one noun, adjective, participle or masdar.
#[derive(Debug)]
pub(crate) struct Paradigm {
    pub(crate) lemma: LemmaId,
    pub(crate) pos: Pos,
    pub(crate) kind: NounKind,
    /// Folded forms.
    pub(crate) forms: Vec<(String, Features)>,
}

/// All paradigms, found by any of their forms.
#[derive(Debug, Default)]
pub(crate) struct Nominals {
    paradigms: Vec<Paradigm>,
    by_key: FxHashMap<String, Vec<(u32, u32)>>,
}

impl Nominals {
    pub(crate) fn add(&mut self, lemma: LemmaId, pos: Pos, kind: NounKind, forms: &[Inflected]) {
        let row = u32::try_from(self.paradigms.len()).unwrap_or(u32::MAX);
        for (i, form) in (0u32..).zip(forms) {
            self.by_key
                .entry(form.key.clone())
                .or_default()
                .push((row, i));
        }
        self.paradigms.push(Paradigm {
            lemma,
            pos,
            kind,
            forms: forms.iter().map(|f| (f.key.clone(), f.features)).collect(),
        });
    }

    /// Paradigms that have the form, with its features in each.
    pub(crate) fn find(&self, key: &str) -> impl Iterator<Item = (&Paradigm, Features)> {
        self.by_key
            .get(key)
            .into_iter()
            .flatten()
            .filter_map(|&(row, form)| {
                let paradigm = self.paradigms.get(row as usize)?;
                let (_, features) = paradigm.forms.get(form as usize)?;
                Some((paradigm, *features))
            })
    }

    /// Whether some nominal has the form.
    pub(crate) fn contains(&self, key: &str) -> bool {
        self.by_key.contains_key(key)
    }

    /// Whether the form is a plural of some nominal and no singular.
    pub(crate) fn only_plural(&self, key: &str) -> bool {
        let mut found = false;
        for (_, features) in self.find(key) {
            match features.number {
                Number::Plural => found = true,
                Number::Singular | Number::Any => return false,
                Number::Dual => {}
            }
        }
        found
    }
}
