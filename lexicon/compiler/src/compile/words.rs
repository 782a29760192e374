//! Lemmas and stems: the language files inflected.

use rawi_arabic::{
    Features, Gender, Inflected, LemmaId, Number, Pos, Verb, citation, conjugate, fold,
    inflect_adjective, inflect_noun, light,
};
use rustc_hash::FxHashMap;

use super::forms::Forms;
use crate::defect::Defect;
use crate::lexicon::GUESSED;
use crate::read::language::{AdjectiveEntry, NounEntry, ParticleEntry, VerbEntry};
use crate::read::table::Entry;
use crate::words::{Lemma, NounKind};

/// Lemmas so far, with their forms.
pub(crate) struct Words {
    pub(crate) lemmas: Vec<Lemma>,
    pub(crate) forms: Forms,
    by_id: FxHashMap<String, LemmaId>,
    by_key: FxHashMap<String, Vec<LemmaId>>,
}

/// A lemma of which nothing is known yet but its citation form.
pub(crate) fn bare(id: String, text: &str, pos: Pos) -> Lemma {
    Lemma {
        id,
        text: text.to_owned(),
        key: phrase_key(text),
        pos,
        kind: NounKind::None,
        class: None,
        features: Vec::new(),
        government: Vec::new(),
        root: String::new(),
        gloss: String::new(),
        gender: Gender::Either,
        verb: None,
    }
}

/// The folded words of a phrase as the tokens of a text would have them, joined by one space.
pub(crate) fn phrase_key(text: &str) -> String {
    if text.chars().all(|c| c == ' ' || c.is_alphabetic()) {
        text.split(' ').map(fold).collect::<Vec<_>>().join(" ")
    } else {
        let text = rawi_arabic::Text::new(text);
        let keys: Vec<&str> = text.tokens().iter().map(|t| &*t.key).collect();
        keys.join(" ")
    }
}

impl Words {
    pub(crate) fn new() -> Self {
        let mut words = Self {
            lemmas: Vec::new(),
            forms: Forms::default(),
            by_id: FxHashMap::default(),
            by_key: FxHashMap::default(),
        };
        for (id, pos) in GUESSED.iter().zip(Pos::ALL) {
            words.push(bare((*id).to_owned(), "", pos));
        }
        words
    }

    pub(crate) fn push(&mut self, lemma: Lemma) -> LemmaId {
        let id = LemmaId(u32::try_from(self.lemmas.len()).unwrap_or(u32::MAX));
        self.by_id.insert(lemma.id.clone(), id);
        if !lemma.key.is_empty() {
            self.by_key.entry(lemma.key.clone()).or_default().push(id);
        }
        self.lemmas.push(lemma);
        id
    }

    pub(crate) fn find(&self, id: &str) -> Option<LemmaId> {
        self.by_id.get(id).copied()
    }

    pub(crate) fn lemma(&self, id: LemmaId) -> Option<&Lemma> {
        self.lemmas.get(id.0 as usize)
    }

    /// Lemmas whose citation form folds to the key.
    pub(crate) fn with_key(&self, key: &str) -> impl Iterator<Item = (LemmaId, &Lemma)> {
        self.by_key
            .get(key)
            .into_iter()
            .flatten()
            .filter_map(|&id| Some((id, self.lemma(id)?)))
    }

    /// Adds a nominal lemma with its forms.
    fn add_nominal(&mut self, lemma: Lemma, forms: &[Inflected]) -> LemmaId {
        let (pos, kind) = (lemma.pos, lemma.kind);
        let id = self.push(lemma);
        self.forms.add_nominal(id, pos, kind, forms);
        id
    }

    pub(crate) fn add_noun(&mut self, id: &str, noun: &NounEntry) -> LemmaId {
        let plurals: Vec<&str> = noun.plurals.iter().map(String::as_str).collect();
        let forms = inflect_noun(&noun.listed, noun.gender, &plurals, Pos::Noun);
        let lemma = Lemma {
            kind: noun.kind,
            gender: noun.gender,
            gloss: noun.gloss.clone(),
            ..bare(id.to_owned(), &noun.lemma, Pos::Noun)
        };
        self.add_nominal(lemma, &forms)
    }

    /// A noun that only a political file knows, inflected by its shape.
    pub(crate) fn add_synthetic_noun(
        &mut self,
        text: &str,
        kind: NounKind,
        gloss: &str,
    ) -> LemmaId {
        let key = fold(text);
        let id = format!("{text}.n");
        let feminine = text.ends_with('ة') || text.ends_with("ات");
        let gender = match feminine {
            true => Gender::Feminine,
            false => Gender::Masculine,
        };
        let lemma = Lemma {
            kind,
            gender,
            gloss: gloss.to_owned(),
            ..bare(id, text, Pos::Noun)
        };
        if self.forms.only_plural(&key) {
            // A plural with a meaning of its own (محادثات): its forms are those of the word that it is the plural of.
            let known = &self.forms;
            let plurals = known.find(&key).flat_map(|(paradigm, found)| {
                known
                    .of(paradigm)
                    .filter(move |(_, f)| f.number == Number::Plural && f.gender == found.gender)
            });
            let forms: Vec<Inflected> = plurals
                .map(|(key, features)| Inflected {
                    key: key.to_owned(),
                    form: key.to_owned(),
                    vocalised: None,
                    pos: Pos::Noun,
                    features,
                })
                .collect();
            return self.add_nominal(lemma, &forms);
        }
        if text.ends_with("ات") {
            let singular = inflect_noun(text, Gender::Feminine, &[], Pos::Noun);
            let forms: Vec<Inflected> = singular
                .into_iter()
                .filter(|f| f.features.number == Number::Singular && !f.features.tanwin_alef)
                .map(|f| Inflected {
                    features: Features {
                        number: Number::Plural,
                        ..f.features
                    },
                    ..f
                })
                .collect();
            return self.add_nominal(lemma, &forms);
        }
        let plurals: &[&str] = match (feminine, kind) {
            (false, NounKind::Human) => &["ون"],
            _ => &["ات"],
        };
        let forms = inflect_noun(text, gender, plurals, Pos::Noun);
        self.add_nominal(lemma, &forms)
    }

    pub(crate) fn add_adjective(&mut self, id: &str, adjective: &AdjectiveEntry) -> LemmaId {
        let plurals: Vec<&str> = adjective.plurals.iter().map(String::as_str).collect();
        let forms = inflect_adjective(&adjective.listed, adjective.feminine.as_deref(), &plurals);
        let lemma = Lemma {
            gloss: adjective.gloss.clone(),
            ..bare(id.to_owned(), &adjective.lemma, Pos::Adjective)
        };
        self.add_nominal(lemma, &forms)
    }

    /// A nisba of a state; the adjective of the same spelling if there is one.
    pub(crate) fn add_demonym(&mut self, text: &str, gloss: &str) -> LemmaId {
        let key = fold(text);
        let known = self
            .with_key(&key)
            .find(|(_, l)| l.pos == Pos::Adjective)
            .map(|(id, _)| id);
        known.unwrap_or_else(|| {
            let forms = inflect_adjective(text, None, &[]);
            let lemma = Lemma {
                kind: NounKind::Human,
                gloss: gloss.to_owned(),
                ..bare(format!("{text}.d"), text, Pos::Adjective)
            };
            self.add_nominal(lemma, &forms)
        })
    }

    pub(crate) fn add_particle(&mut self, id: &str, particle: &ParticleEntry) -> LemmaId {
        let lemma = Lemma {
            class: Some(particle.class),
            features: particle.features.clone(),
            gloss: particle.gloss.clone(),
            ..bare(id.to_owned(), &particle.form, Pos::Particle)
        };
        let key = lemma.key.clone();
        let id = self.push(lemma);
        if !key.contains(' ') {
            self.forms.add(&key, id, Pos::Particle, Features::NONE);
        }
        id
    }

    /// A verb with its finite forms and participles, and each of its masdars as a lemma of its own.
    pub(crate) fn add_verb(&mut self, entry: &Entry<VerbEntry>, defects: &mut Vec<Defect>) {
        let verb = &entry.value;
        let masdars: Vec<&str> = verb.masdars.iter().map(String::as_str).collect();
        let asked = Verb {
            root: &verb.root,
            form: verb.form,
            vowels: verb.vowels,
            masdars: &masdars,
            transitive: verb.government.first().is_some_and(|g| g.starts_with('t')),
        };
        let (text, forms) = match citation(&asked).and_then(|t| Ok((t, conjugate(&asked)?))) {
            Ok(done) => done,
            Err(e) => {
                defects.push(entry.defect(format!("cannot be conjugated: {e}")));
                return;
            }
        };
        let lemma = Lemma {
            root: verb.root.clone(),
            government: verb.government.clone(),
            gloss: verb.gloss.clone(),
            ..bare(entry.id.clone(), &text, Pos::Verb)
        };
        let id = self.push(lemma);
        for form in forms.iter().filter(|f| f.pos == Pos::Verb) {
            self.forms.add(&form.key, id, Pos::Verb, form.features);
        }
        for pos in [Pos::ActiveParticiple, Pos::PassiveParticiple] {
            let own: Vec<Inflected> = forms.iter().filter(|f| f.pos == pos).cloned().collect();
            if !own.is_empty() {
                self.forms.add_nominal(id, pos, NounKind::None, &own);
            }
        }
        for masdar in masdar_texts(&forms, &verb.masdars) {
            self.add_masdar(id, &entry.id, verb, &masdar);
        }
    }

    fn add_masdar(&mut self, verb: LemmaId, verb_id: &str, entry: &VerbEntry, masdar: &str) {
        let gender = match masdar.ends_with('ة') {
            true => Gender::Feminine,
            false => Gender::Masculine,
        };
        let forms = inflect_noun(masdar, gender, &["ات"], Pos::Masdar);
        let text = &crate::read::language::dictionary_form(masdar);
        let lemma = Lemma {
            kind: NounKind::Act,
            gender,
            root: entry.root.clone(),
            gloss: entry.gloss.clone(),
            verb: Some(verb),
            ..bare(format!("{verb_id}:{text}"), text, Pos::Masdar)
        };
        self.add_nominal(lemma, &forms);
    }
}

/// The masdars that the conjugator made, as written, those of the file first.
fn masdar_texts(forms: &[Inflected], listed: &[String]) -> Vec<String> {
    // A listed one keeps the marks that say how it is inflected.
    let mut texts: Vec<String> = listed.to_vec();
    let plain = |f: &Features| {
        f.number == Number::Singular
            && !f.construct
            && !f.tanwin_alef
            && !f.case_oblique
            && !f.indefinite
            && f.attach != rawi_arabic::Attach::Bound
    };
    let found = forms
        .iter()
        .filter(|f| f.pos == Pos::Masdar && plain(&f.features));
    for form in found {
        if !texts.iter().any(|t| fold(&light(t)) == form.key) {
            texts.push(form.form.clone());
        }
    }
    texts
}
