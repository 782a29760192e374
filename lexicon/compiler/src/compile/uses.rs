//! Frames and other uses, laid out so that each lemma's are one run of rows.

use rawi_arabic::{LemmaId, Pos, fold};
use rustc_hash::FxHashMap;

use super::words::{Words, phrase_key};
use crate::defect::Defect;
use crate::frame::{Condition, Slot};
use crate::lexicon::{Rows, Uses};
use crate::read::frames::{Headed, is_verb_id};
use crate::read::table::Entry;

/// Sorts entries by head and gives each head its rows. `base` is the row of the first.
fn group<T>(mut entries: Vec<Entry<Headed<T>>>, base: usize) -> (Vec<T>, FxHashMap<String, Rows>) {
    for entry in &mut entries {
        if !is_verb_id(&entry.value.head) {
            entry.value.head = phrase_key(&entry.value.head);
        }
    }
    entries.sort_by(|a, b| a.value.head.cmp(&b.value.head));
    let mut rows: FxHashMap<String, Rows> = FxHashMap::default();
    let mut values = Vec::new();
    for entry in entries {
        let row = u32::try_from(base + values.len()).unwrap_or(u32::MAX);
        let range = rows.entry(entry.value.head).or_insert((row, row));
        range.1 = row + 1;
        // A user's replacement may have an id of its own position.
        values.push(entry.value.value);
    }
    (values, rows)
}

/// Uses headed by verbs. Heads that no verb has are defects, and their entries are dropped.
pub(crate) fn verb_uses<T>(
    entries: Vec<Entry<Headed<T>>>,
    words: &Words,
    defects: &mut Vec<Defect>,
    uses: &mut [Uses],
    set: impl Fn(&mut Uses, Rows),
) -> Vec<T> {
    let known: Vec<_> = entries
        .into_iter()
        .filter(|entry| {
            let found = verb(words, &entry.value.head).is_some();
            if !found {
                defects.push(entry.defect(no_verb(words, &entry.value.head)));
            }
            found
        })
        .collect();
    let (values, rows) = group(known, 0);
    for (head, rows) in rows {
        if let Some(place) = verb(words, &head).and_then(|id| uses.get_mut(id.0 as usize)) {
            set(place, rows);
        }
    }
    values
}

pub(crate) fn verb(words: &Words, id: &str) -> Option<LemmaId> {
    let found = words.find(id)?;
    words.lemma(found).filter(|l| l.pos == Pos::Verb)?;
    Some(found)
}

pub(crate) fn no_verb(words: &Words, id: &str) -> String {
    let root = id.split('.').next().unwrap_or_default();
    let mut same: Vec<&str> = words
        .lemmas
        .iter()
        .filter(|l| l.pos == Pos::Verb && l.root == root)
        .map(|l| l.id.as_str())
        .collect();
    same.sort_unstable();
    match same.as_slice() {
        [] => format!("verbs.txt has no verb `{id}` and none of its root"),
        _ => format!(
            "verbs.txt has no verb `{id}`; of its root it has {}",
            same.join(", ")
        ),
    }
}

/// Uses headed by nouns: found under every noun and masdar of that spelling. `base` is the row of the first.
pub(crate) fn noun_uses<T>(
    entries: Vec<Entry<Headed<T>>>,
    base: usize,
    words: &Words,
    uses: &mut [Uses],
    set: impl Fn(&mut Uses, Rows),
) -> Vec<T> {
    let (values, rows) = group(entries, base);
    for (head, rows) in rows {
        for (id, lemma) in words.with_key(&head) {
            if matches!(lemma.pos, Pos::Noun | Pos::Masdar)
                && let Some(place) = uses.get_mut(id.0 as usize)
            {
                set(place, rows);
            }
        }
    }
    values
}

/// Status rules headed by words: found under every lemma of that spelling that is no name. Gives back, besides the
/// rules, the rows of the heads that are phrases or unknown words.
pub(crate) fn status_uses<T>(
    entries: Vec<Entry<Headed<T>>>,
    base: usize,
    words: &Words,
    uses: &mut [Uses],
    set: impl Fn(&mut Uses, Rows),
) -> (Vec<T>, Vec<(String, Rows)>) {
    let (values, rows) = group(entries, base);
    let mut phrases = Vec::new();
    for (head, rows) in rows {
        let mut found = false;
        for (id, lemma) in words.with_key(&head) {
            if lemma.pos != Pos::Proper
                && lemma.pos != Pos::Verb
                && !head.contains(' ')
                && let Some(place) = uses.get_mut(id.0 as usize)
            {
                set(place, rows);
                found = true;
            }
        }
        if !found {
            phrases.push((head, rows));
        }
    }
    phrases.sort();
    (values, phrases)
}

/// Words of conditions are compared with lemmas: a plural among them stands for its singular too.
pub(crate) fn add_singulars(conditions: &mut [Condition], words: &Words) {
    for condition in conditions {
        let (Condition::Is { words: list, .. } | Condition::Not { words: list, .. }) = condition
        else {
            continue;
        };
        let mut more: Vec<String> = list
            .iter()
            .flat_map(|word| words.forms.find(word))
            .filter_map(|(paradigm, _)| words.lemma(paradigm.lemma))
            .filter(|lemma| lemma.pos != Pos::Verb)
            .map(|lemma| lemma.key.clone())
            .collect();
        more.sort();
        more.dedup();
        more.retain(|w| !list.contains(w));
        list.extend(more);
    }
}

/// Prepositions that the README lists; others must stand in `particles.txt`.
const PREPOSITIONS: [&str; 15] = [
    "ب", "ل", "ك", "على", "إلى", "عن", "من", "في", "مع", "بين", "ضد", "نحو", "تجاه", "أن", "إن",
];

/// Whether the (folded) preposition of a slot is known, by itself or by its first word.
pub(crate) fn is_known_preposition(text: &str, words: &Words) -> bool {
    let known = |word: &str| {
        PREPOSITIONS.iter().any(|p| fold(p) == word)
            || words.with_key(word).any(|(_, l)| l.pos == Pos::Particle)
    };
    // بحق, بيد: a preposition joined to a noun.
    let joined = text
        .strip_prefix(['ب', 'ل'])
        .is_some_and(|noun| words.forms.is_nominal(noun));
    known(text) || joined || text.split(' ').next().is_some_and(known)
}

/// The preposition of a slot.
pub(crate) fn preposition(slot: &Slot) -> Option<&str> {
    match slot {
        Slot::Prep(text) => Some(text),
        _ => None,
    }
}
