//! The first word of a phrase, and the adjectives that agree with it, in all their forms.

use rawi_arabic::{Attach, Features, Gender, Number, Pos, inflect_adjective, inflect_noun};

use super::expand::Shape;
use super::forms::Forms;
use crate::words::NounKind;

/// One form of the head.
#[derive(Debug, Clone)]
pub(crate) struct HeadForm {
    pub(crate) key: String,
    pub(crate) features: Features,
    /// The phrase as written had this number already, so adjectives keep theirs.
    pub(crate) as_written: bool,
    pub(crate) human: bool,
}

/// The forms of a phrase's first word, written as `base` without article.
pub(crate) fn head_forms(base: &str, shape: Shape<'_>) -> Vec<HeadForm> {
    let usable = |f: &Features| f.attach != Attach::Bound;
    let mut heads: Vec<HeadForm> = Vec::new();
    let mut found: Vec<_> = shape
        .forms
        .find(base)
        .filter(|(_, f)| !f.tanwin_alef && usable(f) && f.number != Number::Dual)
        .filter(|(p, _)| p.pos != Pos::Masdar)
        .collect();
    // عام is also what is left of عامي without article; محام is nothing else.
    if found.iter().any(|(_, f)| !f.indefinite) {
        found.retain(|(_, f)| !f.indefinite);
    }
    // Nouns know their plurals; participles and adjectives of the same spelling only have regular ones.
    if found.iter().any(|(p, _)| p.pos == Pos::Noun) {
        found.retain(|(p, _)| p.pos == Pos::Noun);
    }
    if shape.plural && found.iter().any(|(_, f)| f.number == Number::Plural) {
        found.retain(|(_, f)| f.number == Number::Plural);
    } else if found.iter().any(|(_, f)| f.number == Number::Singular) {
        found.retain(|(_, f)| f.number == Number::Singular);
    }
    for (paradigm, given) in &found {
        let human = shape.human || paradigm.kind == NounKind::Human;
        for (key, features) in shape.forms.of(paradigm).filter(|(_, f)| usable(f)) {
            let plural = given.number == Number::Plural;
            let same = match plural {
                true => features.number == Number::Plural && is_same_plural(base, key),
                // A masculine has a feminine, but no feminine a masculine (مؤسسة).
                false => given.gender != Gender::Feminine || features.gender != Gender::Masculine,
            };
            if !same {
                continue;
            }
            heads.push(HeadForm {
                key: key.to_owned(),
                features,
                as_written: plural,
                human,
            });
        }
        let masculine_only = given.number == Number::Singular
            && given.gender == Gender::Masculine
            && paradigm.pos == Pos::Noun;
        if human && masculine_only {
            heads.extend(guessed(
                &format!("{base}ة"),
                Gender::Feminine,
                &["ات"],
                true,
            ));
        }
    }
    if heads.is_empty() {
        let feminine = base.ends_with('ه');
        let text = match base.strip_suffix('ه') {
            Some(stem) => format!("{stem}ة"),
            None => base.to_owned(),
        };
        if shape.plural {
            heads.push(HeadForm {
                key: base.to_owned(),
                features: Features::nominal(Gender::Either, Number::Plural),
                as_written: true,
                human: shape.human,
            });
        } else if feminine {
            heads.extend(guessed(&text, Gender::Feminine, &["ات"], shape.human));
        } else {
            let plurals: &[&str] = if shape.human { &["ون"] } else { &["ات"] };
            heads.extend(guessed(&text, Gender::Masculine, plurals, shape.human));
            if shape.human {
                heads.extend(guessed(
                    &format!("{text}ة"),
                    Gender::Feminine,
                    &["ات"],
                    true,
                ));
            }
        }
    }
    heads
}

fn guessed(text: &str, gender: Gender, plurals: &[&str], human: bool) -> Vec<HeadForm> {
    inflect_noun(text, gender, plurals, Pos::Noun)
        .into_iter()
        .filter(|f| f.features.attach != Attach::Bound)
        .map(|f| HeadForm {
            key: f.key,
            features: f.features,
            as_written: false,
            human,
        })
        .collect()
}

/// Whether a plural is the one that was written but for its case: a word may have several broken ones.
fn is_same_plural(written: &str, other: &str) -> bool {
    if written == other {
        return true;
    }
    let stem = |w: &str| {
        let ends = ["ون", "ين", "و", "ي"];
        ends.iter()
            .find_map(|e| w.strip_suffix(e))
            .map(str::to_owned)
    };
    ends_sound(written) && stem(written) == stem(other)
        || other.strip_suffix('ا').is_some_and(|o| o == written)
}

/// Ends as sound masculine plurals and duals do; such a form cannot stand before a genitive.
pub(crate) fn ends_sound(key: &str) -> bool {
    key.ends_with("ون") || key.ends_with("ين")
}

/// The forms of an adjective (written as `base` in the phrase) that agree with the head.
pub(crate) fn adjective_forms(base: &str, head: &HeadForm, known: &Forms) -> Vec<String> {
    if head.as_written && !ends_sound(base) {
        return vec![base.to_owned()];
    }
    let mut forms: Vec<(String, Features)> = known
        .find(base)
        .filter(|(_, f)| !f.indefinite)
        .filter(|(p, _)| {
            matches!(
                p.pos,
                Pos::Adjective | Pos::ActiveParticiple | Pos::PassiveParticiple
            )
        })
        .flat_map(|(p, _)| known.of(p).map(|(key, f)| (key.to_owned(), f)))
        .collect();
    if forms.is_empty() {
        let masculine = base.strip_suffix('ه').unwrap_or(base);
        forms = inflect_adjective(masculine, None, &[])
            .into_iter()
            .map(|f| (f.key, f.features))
            .collect();
    }
    let h = head.features;
    let agrees = |f: &Features| {
        let same =
            (f.gender == h.gender || f.gender == Gender::Either || h.gender == Gender::Either)
                && (f.number == h.number || f.number == Number::Any)
                && (h.number != Number::Plural || head.human);
        let broken = h.number == Number::Plural
            && !head.human
            && f.gender == Gender::Feminine
            && f.number == Number::Singular;
        let tanwin = !f.tanwin_alef || h.tanwin_alef;
        (same || broken) && tanwin && !f.construct && f.attach != Attach::Bound
    };
    let mut keys: Vec<String> = forms
        .into_iter()
        .filter(|(_, f)| agrees(f))
        .map(|(k, _)| k)
        .collect();
    keys.sort();
    keys.dedup();
    keys
}
