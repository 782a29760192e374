//! Names as proper nouns, and everything that is met as a phrase.

use rawi_arabic::{Features, Gender, Number, Pos, fold};
use rustc_hash::{FxHashMap, FxHashSet};

use super::expand::{Shape, article, expand};
use super::words::{Words, bare, phrase_key};
use crate::lexicon::Tables;
use crate::phrases::{PhraseBuilder, PhraseForm, PhraseKind, PhraseRef};
use crate::read::Entries;
use crate::read::language::Variants;
use crate::read::politics::StateEntry;
use crate::read::row::Name;
use crate::read::table::{Entry, Table};
use crate::words::NounKind;

/// How a name's words become proper nouns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Proper {
    /// In any case.
    Always,
    /// Unless a common word of the same spelling exists.
    Uncommon,
}

/// Adds names and phrases of all entries to the builders.
pub(crate) struct Names<'a> {
    pub(crate) words: &'a mut Words,
    pub(crate) phrases: &'a mut PhraseBuilder,
    pub(crate) tables: &'a mut Tables,
    /// Proper lemmas by key.
    proper: FxHashMap<String, rawi_arabic::LemmaId>,
}

impl<'a> Names<'a> {
    pub(crate) fn new(
        words: &'a mut Words,
        phrases: &'a mut PhraseBuilder,
        tables: &'a mut Tables,
    ) -> Self {
        Self {
            words,
            phrases,
            tables,
            proper: FxHashMap::default(),
        }
    }

    /// Moves the entries into the tables and their names into the maps.
    pub(crate) fn add(&mut self, entries: &mut Entries) {
        use PhraseKind as K;
        for row in take(&mut entries.first_names) {
            for name in &row.names {
                self.proper(&name.text, row.value.gender, Proper::Always);
            }
            let index = self.tables.first_names.len();
            self.names(K::FirstName, index, &row.names);
            self.tables.first_names.push(row.value);
        }
        self.states(std::mem::take(&mut entries.states));
        macro_rules! named {
            ($table:ident, $kind:expr, $proper:expr, $split:expr) => {
                for row in take(&mut entries.$table) {
                    let index = self.tables.$table.len();
                    self.names($kind, index, &row.names);
                    for name in &row.names {
                        self.proper_words(&name.text, $proper, $split);
                    }
                    self.tables.$table.push(row.value);
                }
            };
        }
        named!(persons, K::Person, Proper::Uncommon, true);
        named!(bodies, K::Body, Proper::Uncommon, false);
        named!(media, K::Media, Proper::Uncommon, false);
        named!(places, K::Place, Proper::Uncommon, false);
        macro_rules! phrases {
            ($($table:ident: $kind:expr;)+) => {$(
                for row in take(&mut entries.$table) {
                    let index = self.tables.$table.len();
                    self.names($kind, index, &row.names);
                    self.tables.$table.push(row.value);
                }
            )+};
        }
        phrases! {
            reporting: K::Reporting;
            times: K::Time;
        }
        for row in take(&mut entries.numbers) {
            let index = self.tables.numbers.len();
            self.names(K::Number, index, &row.names);
            let lemma = bare(row.value.id.clone(), &row.value.word, Pos::Number);
            let id = self.words.push(lemma);
            for name in &row.names {
                let key = phrase_key(&name.text);
                if !key.contains(' ') {
                    self.words.forms.add(&key, id, Pos::Number, Features::NONE);
                }
            }
            self.tables.numbers.push(row.value);
        }
        let prepositions: FxHashSet<String> = self
            .words
            .lemmas
            .iter()
            .filter(|l| l.class == Some(crate::words::ParticleClass::Prep))
            .map(|l| l.key.clone())
            .collect();
        macro_rules! inflected {
            ($($table:ident: $kind:expr, $human:expr, $plural:expr;)+) => {$(
                for row in take(&mut entries.$table) {
                    let index = self.tables.$table.len();
                    for name in &row.names {
                        let shape = Shape {
                            forms: &self.words.forms,
                            lemmas: &self.words.lemmas,
                            prepositions: &prepositions,
                            human: $human(&row.value),
                            plural: $plural(&row.value),
                        };
                        for (key, form) in expand(&name.text, shape) {
                            self.phrases.add(&key, reference($kind, index, name.ambiguous, form));
                        }
                    }
                    self.tables.$table.push(row.value);
                }
            )+};
        }
        inflected! {
            titles: K::Title, |_| true, |_| false;
            actors: K::Actor, |_| false, |a: &crate::names::ActorNoun| a.plural;
            source_nouns: K::SourceNoun, |_| false, |_| false;
            topics: K::Topic, |_| false, |_| false;
        }
        let particles: Vec<_> = (0usize..)
            .zip(&self.words.lemmas)
            .filter(|(_, l)| l.pos == Pos::Particle && l.key.contains(' '))
            .map(|(i, l)| (i, l.key.clone()))
            .collect();
        for (index, key) in particles {
            let meaning = reference(K::Particle, index, false, PhraseForm::default());
            self.phrases.add(&key, meaning);
        }
    }

    fn names(&mut self, kind: PhraseKind, index: usize, names: &[Name]) {
        for name in names {
            let meaning = reference(kind, index, name.ambiguous, PhraseForm::default());
            self.phrases.add(&phrase_key(&name.text), meaning);
        }
    }

    fn states(&mut self, states: Table<StateEntry>) {
        let mut states: Vec<StateEntry> = states.entries.into_iter().map(|e| e.value).collect();
        states.sort_by_key(|s| s.state.country);
        for (index, entry) in states.into_iter().enumerate() {
            self.names(PhraseKind::State, index, &entry.names);
            self.names(PhraseKind::Capital, index, &entry.capitals);
            for name in entry.names.iter().chain(&entry.capitals) {
                self.proper_words(&name.text, Proper::Uncommon, false);
            }
            for demonym in &entry.demonyms {
                for (key, form) in self.demonym_forms(&demonym.text) {
                    let meaning = reference(PhraseKind::Demonym, index, demonym.ambiguous, form);
                    self.phrases.add(&key, meaning);
                }
            }
            self.tables.states.push(entry.state);
        }
    }

    /// All forms of a demonym, with and without the article. One that is no nisba (`عرب`) is a plural as it stands.
    fn demonym_forms(&self, text: &str) -> Vec<(String, PhraseForm)> {
        let (before, last) = match text.rsplit_once(' ') {
            Some((before, last)) => (format!("{} ", phrase_key(before)), last),
            None => (String::new(), text),
        };
        let mut out = Vec::new();
        let mut both = |key: &str, features: &Features, article: bool| {
            let form = |definite| PhraseForm {
                gender: features.gender,
                number: features.number,
                definite,
            };
            out.push((format!("{before}{key}"), form(false)));
            if article {
                let first = if before.is_empty() { key } else { &*before };
                if super::expand::article(first).is_none() {
                    out.push((format!("ال{before}{key}"), form(true)));
                }
                if !before.is_empty() {
                    out.push((format!("{before}ال{key}"), form(true)));
                }
            }
        };
        if !last.ends_with('ي') {
            let features = Features::nominal(Gender::Masculine, Number::Plural);
            both(&fold(last), &features, true);
            return out;
        }
        for form in rawi_arabic::inflect_adjective(last, None, &[]) {
            let f = form.features;
            if f.attach != rawi_arabic::Attach::Bound {
                let article = !f.construct && !f.indefinite && !f.tanwin_alef;
                both(&form.key, &f, article);
            }
        }
        out
    }

    /// Makes proper nouns of a name: of each of its words, or only of a name of one word.
    fn proper_words(&mut self, name: &str, how: Proper, split: bool) {
        if split {
            for word in name.split(' ') {
                self.proper(word, Gender::Either, how);
            }
        } else if !name.contains(' ') {
            self.proper(name, Gender::Either, how);
        }
    }

    fn proper(&mut self, word: &str, gender: Gender, how: Proper) {
        let key = phrase_key(word);
        if key.contains(' ') || key.chars().count() < 2 || self.proper.contains_key(&key) {
            return;
        }
        if how == Proper::Uncommon && self.is_common(&key) {
            return;
        }
        let lemma = crate::words::Lemma {
            gender,
            ..bare(format!("{word}.pn"), word, Pos::Proper)
        };
        let id = self.words.push(lemma);
        let features = Features::nominal(gender, Number::Singular);
        self.words.forms.add(&key, id, Pos::Proper, features);
        self.proper.insert(key, id);
    }

    /// Whether the word, with or without its article, is something other than a verb or a name.
    fn is_common(&self, key: &str) -> bool {
        let common = |key: &str| {
            self.words
                .forms
                .readings(key)
                .any(|(_, pos)| !matches!(pos, Pos::Verb | Pos::Proper))
        };
        common(key) || article(key).is_some_and(common)
    }
}

/// Head nouns of titles, actors and source nouns that no other file knows become nouns.
pub(crate) fn add_heads(words: &mut Words, entries: &Entries) {
    fn heads<T>(table: &Table<Variants<T>>, kind: NounKind, words: &mut Words) {
        for Entry { value, .. } in &table.entries {
            for name in &value.names {
                let first = name.text.split(' ').next().unwrap_or_default();
                let key = fold(first);
                let known = |k: &str| words.forms.readings(k).next().is_some();
                let with_article = first.strip_prefix("ال").filter(|_| article(&key).is_some());
                let text = with_article.unwrap_or(first);
                if text.chars().count() < 2 || known(&key) || known(&fold(text)) {
                    continue;
                }
                words.add_synthetic_noun(text, kind, "");
            }
        }
    }
    heads(&entries.titles, NounKind::Human, words);
    heads(&entries.actors, NounKind::Group, words);
    heads(&entries.source_nouns, NounKind::Human, words);
}

fn take<T>(table: &mut Table<T>) -> impl Iterator<Item = T> + use<T> {
    std::mem::take(&mut table.entries)
        .into_iter()
        .map(|e| e.value)
}

fn reference(kind: PhraseKind, index: usize, ambiguous: bool, form: PhraseForm) -> PhraseRef {
    PhraseRef {
        kind,
        index: u32::try_from(index).unwrap_or(u32::MAX),
        ambiguous,
        form,
    }
}
