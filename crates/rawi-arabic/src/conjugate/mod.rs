//! Verbs from root and form: a [`Verb`] becomes every form that stands in a text without clitics.
//!
//! ```text
//! root, form, vowels ─ stems ─▶ stems as sounds ─ finite ─▶ persons, voices, moods ┐
//!                                     └───────── verbal ─▶ participles, masdars    ┴─ sounds ─▶ spelling ─▶ merged
//! ```

mod finite;
mod sounds;
mod stems;
mod verb;
mod verbal;

pub use verb::{ConjugationError, Form, Inflected, Verb, Vowels};

use crate::{
    features::{Aspect, Attach, Features, Gender, Pos, Voice},
    normalise::fold_light,
    spelling::Spelling,
};
use finite::Finite;
use sounds::{Seat, bare, bound_spellings, spell, spellings};
use std::collections::HashMap;
use stems::Stems;

/// Every form of a verb: finite ones, active and passive, participles in all their inflections, masdars likewise.
/// Forms that are spelled alike are one, with [`Voice::Either`] and [`Gender::Either`] where they differ in these.
///
/// ```
/// use rawi_arabic::{Form, Verb, Vowels, conjugate};
/// let said = Verb {
///     root: "قول",
///     form: Form::I,
///     vowels: Some(Vowels::AU),
///     masdars: &["قول"],
///     transitive: true,
/// };
/// let forms = conjugate(&said)?;
/// for key in ["قال", "قلت", "يقول", "يقل", "قيل", "قائلين", "قولهم"] {
///     let stem = key.strip_suffix("هم").unwrap_or(key);
///     assert!(forms.iter().any(|f| f.key == stem), "{key}");
/// }
/// # Ok::<(), rawi_arabic::ConjugationError>(())
/// ```
pub fn conjugate(v: &Verb) -> Result<Vec<Inflected>, ConjugationError> {
    let stems = Stems::new(v)?;
    let mut all = Merger::default();
    for finite in finite_forms(v, &stems) {
        add_finite(v, &finite, &mut all);
    }
    for form in verbal::forms(v, &stems) {
        all.add(form);
    }
    Ok(all.forms)
}

fn finite_forms(v: &Verb, stems: &Stems) -> Vec<Finite> {
    let class = stems.class;
    let mut all = finite::perfect(&stems.perfect, Voice::Active);
    all.extend(finite::imperfect(
        &stems.imperfect,
        class,
        Voice::Active,
        stems.prefix_vowel(),
    ));
    all.extend(finite::imperative(stems));
    if !matches!(v.form, Form::IX | Form::QIV) {
        let mut passive = finite::perfect(&stems.passive_perfect, Voice::Passive);
        passive.extend(finite::imperfect(
            &stems.passive_imperfect,
            class,
            Voice::Passive,
            'u',
        ));
        // Verbs with a preposition have an impersonal passive: عُثر على.
        passive.retain(|f| {
            v.transitive
                || f.features.person == 3
                    && f.features.gender == Gender::Masculine
                    && f.features.number == crate::Number::Singular
        });
        all.extend(passive);
    }
    all
}

fn add_finite(v: &Verb, finite: &Finite, all: &mut Merger) {
    let takes_pronoun = v.transitive && finite.features.voice == Voice::Active;
    let vocalised = spell(&finite.sounds, Seat::Waw);
    let free = spellings(&finite.sounds);
    // `كتبتموه`
    let joined = if finite.sounds.ends_with("تuم") {
        format!("{}U", finite.sounds)
    } else {
        finite.sounds.clone()
    };
    let bound = if takes_pronoun {
        bound_spellings(&joined)
    } else {
        Vec::new()
    };
    let mut add = |form: &String, attach: Attach| {
        all.add(Inflected {
            key: fold_light(form),
            form: form.clone(),
            vocalised: (attach != Attach::Bound).then(|| vocalised.clone()),
            pos: Pos::Verb,
            features: Features {
                attach,
                ..finite.features
            },
        });
    };
    for form in &free {
        let both = bound.contains(form);
        add(form, if both { Attach::Either } else { Attach::Free });
    }
    for form in bound.iter().filter(|form| !free.contains(form)) {
        add(form, Attach::Bound);
    }
    // `أومن` beside `أؤمن` and the like.
    if finite.features.aspect == Some(Aspect::Imperfect)
        && vocalised.starts_with("أُو")
        && v.root.starts_with('ء')
    {
        let modern = free.iter().map(|f| f.replacen("أو", "أؤ", 1));
        for form in modern.collect::<Vec<_>>() {
            add(
                &form,
                if takes_pronoun {
                    Attach::Either
                } else {
                    Attach::Free
                },
            );
        }
    }
}

/// The lemma as dictionaries give it: third person singular of the perfect, without marks.
///
/// ```
/// use rawi_arabic::{Form, Verb, citation};
/// let accused = Verb { root: "وهم", form: Form::VIII, vowels: None, masdars: &[], transitive: true };
/// assert_eq!(citation(&accused)?, "اتهم");
/// # Ok::<(), rawi_arabic::ConjugationError>(())
/// ```
pub fn citation(v: &Verb) -> Result<String, ConjugationError> {
    citation_vocalised(v).map(|c| bare(&c))
}

/// [`citation`] with all vowel marks.
pub fn citation_vocalised(v: &Verb) -> Result<String, ConjugationError> {
    let stems = Stems::new(v)?;
    let perfect = finite::perfect(&stems.perfect, Voice::Active);
    Ok(perfect
        .first()
        .map(|f| spell(&f.sounds, Seat::Waw))
        .unwrap_or_default())
}

/// Collects forms, joining those that no reader could tell apart.
#[derive(Default)]
struct Merger {
    forms: Vec<Inflected>,
    seen: HashMap<(String, Pos, u32), usize>,
}

impl Merger {
    fn add(&mut self, form: Inflected) {
        let verbal = form.pos == Pos::Verb;
        let form = Inflected {
            features: form.features.spelled(&form.form),
            ..form
        };
        let mut essence = form.features;
        essence.spelling = Spelling::default();
        if verbal {
            essence.voice = Voice::Either;
            essence.gender = Gender::Either;
            essence.subjunctive = false;
            essence.attach = Attach::Either;
        }
        let id = (form.key.clone(), form.pos, essence.pack());
        let Some(&index) = self.seen.get(&id) else {
            self.seen.insert(id, self.forms.len());
            self.forms.push(form);
            return;
        };
        let old = &mut self.forms[index].features;
        let new = form.features;
        if old.voice != new.voice {
            old.voice = Voice::Either;
        }
        if old.gender != new.gender {
            old.gender = Gender::Either;
        }
        if old.attach != new.attach {
            old.attach = Attach::Either;
        }
        if old.spelling != new.spelling {
            old.spelling = Spelling::default();
        }
        old.subjunctive &= new.subjunctive;
    }
}

#[cfg(test)]
mod any_root;
#[cfg(test)]
mod tests;
