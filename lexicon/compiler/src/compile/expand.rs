//! Phrases in all their forms: `وزير الخارجية` gives `وزيرة الخارجية`, `وزراء الخارجية`, `وزير خارجية` and so on.
//!
//! A phrase is a head noun and what follows: adjectives that agree with it, a genitive, or words that stay as they are.

use rawi_arabic::{Attach, Features, Gender, Number, Pos, inflect_adjective, inflect_noun};
use rustc_hash::FxHashSet;

use super::forms::Forms;
use crate::phrases::PhraseForm;
use crate::words::NounKind;

/// More forms of one phrase than this are never needed.
const MOST: usize = 600;

/// What is known of a phrase beyond its words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape<'a> {
    pub(crate) forms: &'a Forms,
    /// Folded prepositions.
    pub(crate) prepositions: &'a FxHashSet<String>,
    /// Whether the head is a human being that has a feminine.
    pub(crate) human: bool,
    /// Whether the phrase as written names several.
    pub(crate) plural: bool,
}

/// One form of the head.
#[derive(Debug, Clone)]
struct HeadForm {
    key: String,
    features: Features,
    /// The phrase as written had this number already, so adjectives keep theirs.
    as_written: bool,
    human: bool,
}

/// What follows the head.
#[derive(Debug, PartialEq, Eq)]
enum Rest {
    /// Adjectives, this many.
    Adjectives(usize),
    /// A genitive.
    Genitive,
    /// A preposition or nothing.
    Fixed,
}

/// All forms of a phrase (folded words), without clitics, each once.
pub(crate) fn expand(phrase: &str, shape: Shape<'_>) -> Vec<(String, PhraseForm)> {
    let words: Vec<&str> = phrase.split(' ').collect();
    let Some((&first, rest)) = words.split_first() else {
        return Vec::new();
    };
    let (definite, base) = match article(first) {
        Some(base) => (true, base),
        None => (false, first),
    };
    let heads = head_forms(base, shape);
    let as_written = PhraseForm {
        gender: heads
            .iter()
            .find(|h| h.key == base)
            .map_or(Gender::Either, |h| h.features.gender),
        number: match shape.plural {
            true => Number::Plural,
            false => heads
                .iter()
                .find(|h| h.key == base)
                .map_or(Number::Singular, |h| h.features.number),
        },
        definite: definite || rest.iter().any(|w| article(w).is_some()),
    };
    let mut out = Out::default();
    out.push(phrase.to_owned(), as_written);
    match what_follows(definite, rest, shape) {
        Rest::Genitive => genitive(&heads, rest, &mut out),
        Rest::Adjectives(count) => {
            let (adjectives, tail) = rest.split_at(count);
            agreeing(&heads, adjectives, tail, shape, &mut out);
        }
        Rest::Fixed => agreeing(&heads, &[], rest, shape, &mut out),
    }
    out.all
}

#[derive(Default)]
struct Out {
    all: Vec<(String, PhraseForm)>,
    seen: FxHashSet<String>,
}

impl Out {
    fn push(&mut self, key: String, form: PhraseForm) {
        if self.all.len() < MOST && self.seen.insert(key.clone()) {
            self.all.push((key, form));
        }
    }
}

/// The word without its article; nothing where it has none.
pub(crate) fn article(word: &str) -> Option<&str> {
    word.strip_prefix("ال").filter(|w| w.chars().count() >= 2)
}

fn head_forms(base: &str, shape: Shape<'_>) -> Vec<HeadForm> {
    let usable = |f: &Features| f.attach != Attach::Bound;
    let mut heads: Vec<HeadForm> = Vec::new();
    let mut found: Vec<_> = shape
        .forms
        .find(base)
        .filter(|(_, f)| !f.tanwin_alef && usable(f) && f.number != Number::Dual)
        .filter(|(p, _)| p.pos != Pos::Masdar)
        .collect();
    if shape.plural && found.iter().any(|(_, f)| f.number == Number::Plural) {
        found.retain(|(_, f)| f.number == Number::Plural);
    } else if found.iter().any(|(_, f)| f.number == Number::Singular) {
        found.retain(|(_, f)| f.number == Number::Singular);
    }
    // Nouns know their plurals; participles and adjectives of the same spelling only have regular ones.
    if found.iter().any(|(p, _)| p.pos == Pos::Noun) {
        found.retain(|(p, _)| p.pos == Pos::Noun);
    }
    for (paradigm, given) in &found {
        let human = shape.human || paradigm.kind == NounKind::Human;
        for (key, features) in shape.forms.of(paradigm).filter(|(_, f)| usable(f)) {
            let plural = given.number == Number::Plural;
            if plural && (features.number != Number::Plural || features.gender != given.gender) {
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

fn what_follows(definite: bool, rest: &[&str], shape: Shape<'_>) -> Rest {
    let Some(&second) = rest.first() else {
        return Rest::Fixed;
    };
    let adjectives = match definite {
        // After a noun with the article every word with the article is an adjective.
        true => rest.iter().take_while(|w| article(w).is_some()).count(),
        false => rest
            .iter()
            .take_while(|w| article(w).is_none() && is_adjective(w, shape.forms))
            .count(),
    };
    if adjectives > 0 {
        return Rest::Adjectives(adjectives);
    }
    if definite || is_preposition(second, shape) {
        return Rest::Fixed;
    }
    Rest::Genitive
}

fn is_adjective(word: &str, forms: &Forms) -> bool {
    let mut adjective = false;
    for (paradigm, _) in forms.find(word) {
        match paradigm.pos {
            Pos::Noun | Pos::Masdar => return false,
            Pos::Adjective | Pos::ActiveParticiple | Pos::PassiveParticiple => adjective = true,
            _ => {}
        }
    }
    let nisba = word.ends_with('ي') || word.ends_with("يه");
    adjective || (nisba && word.chars().count() >= 4 && !forms.is_nominal(word))
}

fn is_preposition(word: &str, shape: Shape<'_>) -> bool {
    if shape.prepositions.contains(word) || word.starts_with("لل") || word.starts_with("بال") {
        return true;
    }
    // باسم, لشؤون: a preposition joined to a noun that is none itself.
    let joined = word.strip_prefix(['ب', 'ل']);
    !shape.forms.is_nominal(word) && joined.is_some_and(|w| shape.forms.is_nominal(w))
}

fn genitive(heads: &[HeadForm], rest: &[&str], out: &mut Out) {
    let with_article = rest.iter().take_while(|w| article(w).is_some()).count();
    let mut tails = vec![(rest.join(" "), rest.iter().any(|w| article(w).is_some()))];
    if with_article > 0 {
        let stripped: Vec<&str> = rest
            .iter()
            .enumerate()
            .map(|(i, w)| match i < with_article {
                true => article(w).unwrap_or(w),
                false => w,
            })
            .collect();
        tails.push((stripped.join(" "), false));
    } else if let [only] = rest {
        tails.push((format!("ال{only}"), true));
    }
    for (tail, definite) in tails {
        for head in heads {
            let f = head.features;
            let ends_in_nun = !f.construct
                && (f.number == Number::Dual || (f.number == Number::Plural && sound(&head.key)));
            if f.indefinite || f.tanwin_alef || ends_in_nun {
                continue;
            }
            out.push(
                format!("{} {tail}", head.key),
                PhraseForm {
                    gender: f.gender,
                    number: f.number,
                    definite,
                },
            );
        }
    }
}

/// Ends as sound masculine plurals and duals do; such a form cannot stand before a genitive.
fn sound(key: &str) -> bool {
    key.ends_with("ون") || key.ends_with("ين")
}

fn agreeing(
    heads: &[HeadForm],
    adjectives: &[&str],
    tail: &[&str],
    shape: Shape<'_>,
    out: &mut Out,
) {
    for head in heads {
        let f = head.features;
        if f.construct && !adjectives.is_empty() {
            continue;
        }
        for definite in [true, false] {
            if definite && (f.construct || f.indefinite || f.tanwin_alef) {
                continue;
            }
            let al = if definite { "ال" } else { "" };
            let mut phrases = vec![format!("{al}{}", head.key)];
            for adjective in adjectives {
                let base = article(adjective).unwrap_or(adjective);
                let forms = adjective_forms(base, head, shape.forms);
                phrases = phrases
                    .iter()
                    .flat_map(|p| forms.iter().map(move |a| format!("{p} {al}{a}")))
                    .take(MOST)
                    .collect();
            }
            for mut phrase in phrases {
                for word in tail {
                    phrase.push(' ');
                    phrase.push_str(word);
                }
                out.push(
                    phrase,
                    PhraseForm {
                        gender: f.gender,
                        number: f.number,
                        definite,
                    },
                );
            }
        }
    }
}

/// The forms of an adjective (written as `base` in the phrase) that agree with the head.
fn adjective_forms(base: &str, head: &HeadForm, known: &Forms) -> Vec<String> {
    if head.as_written && !sound(base) {
        return vec![base.to_owned()];
    }
    let mut forms: Vec<(String, Features)> = known
        .find(base)
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
                && (f.number == h.number || f.number == Number::Any);
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
