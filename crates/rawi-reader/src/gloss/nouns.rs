//! Takes the words of an Arabic noun phrase, gives it in English: the longest phrase that the lexicon knows, its
//! adjectives in English order, its genitive after `of`, a name after a title.

use rawi_arabic::{Clitics, Number, Pos, Token, analyse, fold};
use rawi_lexicon::{Lexicon, NounKind, PhraseKind, PhraseMatch, PhraseRef};
use rawi_model::{Code, Country, Sector};

use super::people::{English, clean_key, common, country_adjective, first_name, name, named};
use super::plural;

/// A noun with what belongs to it.
#[derive(Debug, Default)]
pub(super) struct NounPhrase {
    head: String,
    /// In the order of the Arabic.
    adjectives: Vec<String>,
    /// `of …`, or a name in apposition.
    tail: String,
    several: bool,
    definite: bool,
    /// One or several people, so that a name after it is theirs.
    person: bool,
    /// A name, which takes neither article nor country.
    proper: bool,
}

/// Why a phrase was not translated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Untold {
    /// It is no word of the dictionary: a name.
    Name,
    /// The dictionary knows the word, not what it is called in English.
    Word,
}

/// How deep genitives are followed.
const DEEPEST: usize = 3;

impl NounPhrase {
    /// Reads the words of a phrase; `depth` counts the genitives it stands in.
    pub(super) fn read(words: &[&str], lexicon: &Lexicon, depth: usize) -> Result<Self, Untold> {
        let keys: Vec<String> = words.iter().map(|w| clean_key(w)).collect();
        let first = keys.first().filter(|k| !k.is_empty()).ok_or(Untold::Name)?;
        let mut p = Self::default();
        let mut i = match known(&keys, lexicon) {
            Some((r, n)) => {
                p.take(r, lexicon).ok_or(Untold::Word)?;
                p.person |= analyse(&Token::word(first), lexicon)
                    .iter()
                    .any(|x| lexicon.lemma(x.lemma).kind == NounKind::Human);
                n
            }
            None => {
                // `قادة`, `موكب`: a noun of the dictionary.
                if !first.starts_with("ال") && first_name(first, lexicon).is_some() {
                    return Err(Untold::Name);
                }
                let r = analyse(&Token::word(first), lexicon)
                    .into_iter()
                    .find(|r| r.pos.is_nominal() && r.pos != Pos::Proper && !r.guessed)
                    .ok_or(Untold::Name)?;
                let lemma = lexicon.lemma(r.lemma);
                let gloss = short(&lemma.gloss)
                    .filter(|_| matches!(lemma.pos, Pos::Noun | Pos::Adjective))
                    .ok_or(Untold::Word)?;
                p.several =
                    r.features.number == Number::Plural || r.features.number == Number::Dual;
                p.head = if p.several {
                    plural::of(gloss)
                } else {
                    gloss.to_owned()
                };
                p.definite = r.clitics.contains(Clitics::AL);
                p.person = lemma.kind == NounKind::Human;
                1
            }
        };
        while i < words.len() && !ends_phrase(&keys[i], lexicon) {
            if keys[i] == "باسم" {
                let whom = common(
                    &words[i + 1..].join(" "),
                    Code::new(Country::NONE, Sector::Unk),
                    lexicon,
                );
                p.tail = format!(" for {}", whom.text);
                p.definite = true;
                break;
            }
            if let Some((adjective, n)) = adjective(&keys[i..], lexicon) {
                p.adjectives.push(adjective);
                i += n;
                continue;
            }
            let rest = &words[i..];
            let names = first_name(&keys[i], lexicon).is_some() && !keys[i].starts_with("ال")
                || keys[i].is_empty();
            let inner = if names || depth >= DEEPEST {
                Err(Untold::Name)
            } else {
                Self::read(rest, lexicon, depth + 1)
            };
            p.tail = match inner {
                Ok(x) => format!(" of {}", x.english(None).text),
                Err(_) => {
                    let n = name(&rest.join(" "), lexicon);
                    match (n.is_empty(), p.person) {
                        (true, _) => n,
                        (_, true) => format!(" {n}"),
                        (_, false) => format!(" of {n}"),
                    }
                }
            };
            if p.tail.starts_with(" of ") {
                p.definite = true;
            }
            break;
        }
        Ok(p)
    }

    /// Fills the head from an entry of the lexicon.
    fn take(&mut self, r: PhraseRef, lexicon: &Lexicon) -> Option<()> {
        let (english, already) = match r.kind {
            PhraseKind::Actor => {
                let a = lexicon.actor(r.index);
                (a.english.as_str(), a.plural)
            }
            PhraseKind::Title => (lexicon.title(r.index).english.as_str(), false),
            PhraseKind::SourceNoun => (lexicon.source_noun(r.index).english.as_str(), false),
            PhraseKind::Body => (lexicon.body(r.index).english.as_str(), false),
            PhraseKind::State | PhraseKind::Capital => {
                (lexicon.state(r.index).english.as_str(), false)
            }
            PhraseKind::Media => (lexicon.media(r.index).latin.as_str(), false),
            PhraseKind::Place => (lexicon.place(r.index).english.as_str(), false),
            _ => return None,
        };
        if english.is_empty() || english == "-" {
            return None;
        }
        let common = matches!(
            r.kind,
            PhraseKind::Actor | PhraseKind::Title | PhraseKind::SourceNoun
        );
        self.proper = !common;
        let several = matches!(r.form.number, Number::Plural | Number::Dual);
        self.head = if several && !already && common && !plural::is_plural(english) {
            plural::of(english)
        } else {
            english.to_owned()
        };
        self.person = r.kind == PhraseKind::Title;
        self.several = common && (several || already || plural::is_plural(english));
        self.definite = r.form.definite;
        Some(())
    }

    /// The phrase with its article, and with a country where the text names none.
    pub(super) fn english(&self, country: Option<&str>) -> English {
        if self.proper {
            return English {
                text: format!(
                    "{}{}",
                    named(&self.head, Code::new(Country::NONE, Sector::Unk)).text,
                    self.tail
                ),
                plural: false,
            };
        }
        let mut words: Vec<&str> = Vec::new();
        let nationality = self
            .adjectives
            .iter()
            .any(|a| a.starts_with(char::is_uppercase));
        let own = self
            .head
            .split(' ')
            .any(|w| w.starts_with(char::is_uppercase));
        if let Some(c) = country.filter(|_| {
            !nationality
                && !own
                && !self.tail.starts_with(" of ")
                && !self.tail.starts_with(" for ")
        }) {
            words.push(c);
        }
        words.extend(self.adjectives.iter().rev().map(String::as_str));
        words.push(&self.head);
        let bare = format!("{}{}", words.join(" "), self.tail);
        let titled = !self.tail.is_empty()
            && !self.tail.starts_with(" of ")
            && !self.tail.starts_with(" for ");
        let text = if self.several || titled || own && !self.definite {
            bare
        } else if self.definite {
            format!("the {bare}")
        } else {
            plural::with_article(&bare)
        };
        English {
            text: super::isolated(&text),
            plural: self.several,
        }
    }
}

/// Whether a word begins something else: a preposition, a time.
fn ends_phrase(key: &str, lexicon: &Lexicon) -> bool {
    const OTHERS: &[&str] = &[
        "الي",
        "في",
        "من",
        "علي",
        "عن",
        "مع",
        "بين",
        "الذي",
        "التي",
        "الذين",
        "امس",
        "اليوم",
        "و",
    ];
    OTHERS.contains(&key)
        || analyse(&Token::word(key), lexicon)
            .first()
            .is_some_and(|r| lexicon.lemma(r.lemma).kind == NounKind::Time)
}

/// The longest phrase of the lexicon at the start, and its words.
fn known(keys: &[String], lexicon: &Lexicon) -> Option<(PhraseRef, usize)> {
    let (first, rest) = keys.split_first()?;
    let mut matches: Vec<PhraseMatch<'_>> = Vec::new();
    lexicon
        .phrases()
        .matches(first, rest.iter().map(String::as_str), &mut matches);
    let order = [
        PhraseKind::Actor,
        PhraseKind::Title,
        PhraseKind::SourceNoun,
        PhraseKind::State,
        PhraseKind::Body,
        PhraseKind::Media,
        PhraseKind::Capital,
        PhraseKind::Place,
    ];
    matches.iter().rev().find_map(|m| {
        order.iter().find_map(|k| {
            m.refs
                .iter()
                .find(|r| r.kind == *k && !(r.ambiguous && usize::from(m.words) == 1))
                .map(|r| (*r, usize::from(m.words)))
        })
    })
}

/// An adjective in English, and how many words it has.
fn adjective(keys: &[String], lexicon: &Lexicon) -> Option<(String, usize)> {
    let (first, rest) = keys.split_first()?;
    let mut matches: Vec<PhraseMatch<'_>> = Vec::new();
    lexicon
        .phrases()
        .matches(first, rest.iter().map(String::as_str), &mut matches);
    for m in matches.iter().rev() {
        if let Some(r) = m.refs.iter().find(|r| r.kind == PhraseKind::Demonym) {
            let state = lexicon.state(r.index);
            let text = country_adjective(state.country).unwrap_or(&state.english);
            return Some((text.to_owned(), usize::from(m.words)));
        }
    }
    let bare = first.strip_prefix("ال").unwrap_or(first);
    // `أمني` is its own nisba rather than a form of `آمن`: the longest lemma wins.
    let r = analyse(&Token::word(bare), lexicon)
        .into_iter()
        .filter(|r| {
            !r.guessed
                && r.pos == Pos::Adjective
                && r.clitics == Clitics::NONE
                && r.enclitic.is_none()
        })
        .max_by_key(|r| {
            let text = fold(&lexicon.lemma(r.lemma).text);
            (bare.starts_with(&text), text.len())
        })?;
    let lemma = lexicon.lemma(r.lemma);
    if lemma.pos != Pos::Adjective {
        return None;
    }
    short(&lemma.gloss).map(|g| (g.to_owned(), 1))
}

/// The first meaning of a gloss.
fn short(gloss: &str) -> Option<&str> {
    let first = gloss
        .split([',', ';', '(', '/'])
        .next()
        .unwrap_or("")
        .trim();
    (!first.is_empty() && first != "-").then_some(first)
}
