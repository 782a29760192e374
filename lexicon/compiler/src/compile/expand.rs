//! Phrases in all their forms: `وزير الخارجية` gives `وزيرة الخارجية`, `وزراء الخارجية`, `وزير خارجية` and so on.
//!
//! A phrase is a head noun and what follows: adjectives that agree with it, a genitive, or words that stay as they are.

use rawi_arabic::{Gender, Number, Pos, fold};
use rustc_hash::FxHashSet;

use super::forms::Forms;
use super::head::{HeadForm, adjective_forms, ends_sound, head_forms};
use super::words::phrase_key;
use crate::phrases::PhraseForm;
use crate::words::Lemma;

/// More forms of one phrase than this are never needed.
const MOST: usize = 600;

/// What is known of a phrase beyond its words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape<'a> {
    pub(crate) forms: &'a Forms,
    pub(crate) lemmas: &'a [Lemma],
    /// Folded prepositions.
    pub(crate) prepositions: &'a FxHashSet<String>,
    /// Whether the head is a human being that has a feminine.
    pub(crate) human: bool,
    /// Whether the phrase as written names several.
    pub(crate) plural: bool,
}

/// A word of a phrase. Some things show only before folding: `آليات` has no article, `أمن` is no `آمن`.
struct Word<'a> {
    written: &'a str,
    key: String,
    article: bool,
}

impl<'a> Word<'a> {
    fn new(written: &'a str) -> Self {
        Self {
            written,
            key: fold(written),
            article: article(written).is_some(),
        }
    }

    /// Without its article.
    fn bare(&self) -> &str {
        match self.article {
            true => article(&self.key).unwrap_or(&self.key),
            false => &self.key,
        }
    }
}

/// What follows the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rest {
    /// Adjectives, this many.
    Adjectives(usize),
    /// A genitive.
    Genitive,
    /// A preposition or nothing.
    Fixed,
}

/// All forms of a phrase, folded, without clitics, each once.
pub(crate) fn expand(phrase: &str, shape: Shape<'_>) -> Vec<(String, PhraseForm)> {
    let mut out = Out::default();
    let words: Vec<Word<'_>> = phrase.split(' ').map(Word::new).collect();
    let Some((first, rest)) = words.split_first() else {
        return Vec::new();
    };
    let heads = head_forms(first.bare(), shape);
    let head = heads.iter().find(|h| h.key == first.bare());
    let as_written = PhraseForm {
        gender: head.map_or(Gender::Either, |h| h.features.gender),
        number: match shape.plural {
            true => Number::Plural,
            false => head.map_or(Number::Singular, |h| h.features.number),
        },
        definite: words.iter().any(|w| w.article),
    };
    let key = phrase_key(phrase);
    let plain = key.split(' ').count() == words.len();
    out.push(key, as_written);
    if !plain {
        // Punctuation inside: a name that does not inflect.
        return out.all;
    }
    for follows in what_follows(first.article, rest, shape) {
        match follows {
            Rest::Genitive => genitive(&heads, rest, &mut out),
            Rest::Adjectives(count) => {
                let (adjectives, tail) = rest.split_at(count);
                agreeing(&heads, adjectives, tail, shape, &mut out);
            }
            Rest::Fixed => agreeing(&heads, &[], rest, shape, &mut out),
        }
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

/// How the words after the head can be read; more than one where the first of them is noun and adjective (`عام`).
fn what_follows(definite: bool, rest: &[Word<'_>], shape: Shape<'_>) -> Vec<Rest> {
    let Some(second) = rest.first() else {
        return vec![Rest::Fixed];
    };
    if definite {
        // After a noun with the article every word with the article is an adjective.
        let adjectives = rest.iter().take_while(|w| w.article).count();
        return vec![match adjectives {
            0 => Rest::Fixed,
            n => Rest::Adjectives(n),
        }];
    }
    let adjectives = rest
        .iter()
        .take_while(|w| !w.article && adjective(w, shape).is_some())
        .count();
    if is_preposition(&second.key, shape) {
        return vec![Rest::Fixed];
    }
    match adjective(second, shape).filter(|_| adjectives > 0) {
        Some(Sure(true)) => vec![Rest::Adjectives(adjectives)],
        Some(Sure(false)) => vec![Rest::Adjectives(adjectives), Rest::Genitive],
        None => vec![Rest::Genitive],
    }
}

/// Whether a word that can be an adjective can be nothing else.
struct Sure(bool);

fn adjective(word: &Word<'_>, shape: Shape<'_>) -> Option<Sure> {
    let (mut adjective, mut noun) = (false, false);
    let key = word.key.as_str();
    for (paradigm, features) in shape.forms.find(key) {
        let lemma = shape.lemmas.get(paradigm.lemma.0 as usize);
        let other = lemma.is_some_and(|l| l.key == key && l.text != word.written);
        if other || features.indefinite {
            continue;
        }
        match paradigm.pos {
            Pos::Noun | Pos::Masdar => noun = true,
            Pos::Adjective | Pos::ActiveParticiple | Pos::PassiveParticiple => adjective = true,
            _ => {}
        }
    }
    let nisba = key.ends_with('ي') || key.ends_with("يه");
    let unknown = !adjective && !noun;
    match adjective || (unknown && nisba && key.chars().count() >= 4) {
        true => Some(Sure(!noun)),
        false => None,
    }
}

fn is_preposition(word: &str, shape: Shape<'_>) -> bool {
    // باسم is a participle too, but nobody is a smiling spokesman.
    if word == "باسم"
        || shape.prepositions.contains(word)
        || word.starts_with("لل")
        || word.starts_with("بال")
    {
        return true;
    }
    // باسم, لشؤون: a preposition joined to a noun that is no word itself.
    let joined = word.strip_prefix(['ب', 'ل']);
    let unknown = shape.forms.readings(word).next().is_none();
    unknown && joined.is_some_and(|w| shape.forms.is_nominal(w))
}

fn genitive(heads: &[HeadForm], rest: &[Word<'_>], out: &mut Out) {
    let join = |stripped: usize| {
        let words = rest.iter().enumerate().map(|(i, w)| match i < stripped {
            true => w.bare(),
            false => &w.key,
        });
        words.collect::<Vec<_>>().join(" ")
    };
    let with_article = rest.iter().take_while(|w| w.article).count();
    let mut tails = vec![(join(0), rest.iter().any(|w| w.article))];
    if with_article > 0 {
        tails.push((join(with_article), false));
    } else if let [only] = rest {
        tails.push((format!("ال{}", only.key), true));
    }
    for (tail, definite) in tails {
        for head in heads {
            let f = head.features;
            let ends_in_nun = !f.construct
                && (f.number == Number::Dual
                    || (f.number == Number::Plural && ends_sound(&head.key)));
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

fn agreeing(
    heads: &[HeadForm],
    adjectives: &[Word<'_>],
    tail: &[Word<'_>],
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
                let forms = adjective_forms(adjective.bare(), head, shape.forms);
                phrases = phrases
                    .iter()
                    .flat_map(|p| forms.iter().map(move |a| format!("{p} {al}{a}")))
                    .take(MOST)
                    .collect();
            }
            for mut phrase in phrases {
                for word in tail {
                    phrase.push(' ');
                    phrase.push_str(&word.key);
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
