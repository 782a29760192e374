//! Why a record says what it says: its derivation, with what the lexicon's entries mean.

use std::collections::HashMap;
use std::sync::LazyLock;

use rawi_model::{Derivation, Record};

/// Why a field has its value.
#[derive(Debug, Clone)]
pub(crate) struct Why {
    pub(crate) field: String,
    pub(crate) rule: String,
    pub(crate) words: Option<String>,
    /// Entries of the lexicon, each with what it means in English, where it says.
    pub(crate) entries: Vec<(String, String)>,
}

/// The derivation of a record.
pub(crate) fn why(record: &Record) -> Vec<Why> {
    record.derivation.iter().map(one).collect()
}

fn one(derivation: &Derivation) -> Why {
    Why {
        field: derivation.field.clone(),
        rule: derivation.rule.clone(),
        words: derivation.words.as_ref().map(|w| w.text.clone()),
        entries: derivation
            .entries
            .iter()
            .map(|id| (id.clone(), meaning(id).unwrap_or_default().to_owned()))
            .collect(),
    }
}

/// What frames are called in English, by their ids.
static FRAMES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    rawi_lexicon::builtin()
        .frames_iter()
        .filter(|frame| !matches!(frame.english.as_str(), "" | "-"))
        .map(|frame| (frame.id.as_str(), frame.english.as_str()))
        .collect()
});

fn meaning(id: &str) -> Option<&'static str> {
    FRAMES.get(id).copied().or_else(|| {
        let lexicon = rawi_lexicon::builtin();
        let lemma = lexicon.lemma(lexicon.find_lemma(id)?);
        Some(lemma.gloss.as_str()).filter(|gloss| !matches!(*gloss, "" | "-"))
    })
}
