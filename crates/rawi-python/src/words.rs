//! Words by themselves: takes text, gives its comparable spelling, its tokens, and every analysis of a word.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use rawi_arabic::{
    Aspect, Clitics, Gender, Number, Pos, Text, Token as Plain, TokenKind, Voice, fold, light,
};
use rawi_lexicon::Lexicon;

/// Letters of a word: no Arabic word has as many.
const LETTERS: usize = 1_000;

/// The light form of a text, or its key.
#[pyfunction]
#[pyo3(signature = (text, keys=false))]
pub fn normalise(py: Python<'_>, text: &str, keys: bool) -> String {
    py.detach(|| if keys { fold(text) } else { light(text) })
}

/// One way to read a word, as a dictionary that `rawi.Analysis` is made of.
#[derive(IntoPyObject)]
pub struct Analysis {
    lemma: String,
    lemma_id: String,
    pos: &'static str,
    root: String,
    gloss: String,
    proclitics: Vec<&'static str>,
    stem: String,
    enclitic: Option<Pronoun>,
    aspect: Option<&'static str>,
    voice: Option<&'static str>,
    person: Option<u8>,
    gender: Option<&'static str>,
    number: Option<&'static str>,
    government: Vec<String>,
    guessed: bool,
}

type Pronoun = (u8, Option<&'static str>, Option<&'static str>);

/// A word or mark of a text, as a dictionary that `rawi.Token` is made of.
#[derive(IntoPyObject)]
pub struct Token {
    start: u32,
    end: u32,
    kind: &'static str,
    text: String,
    form: String,
    key: String,
    sentence: usize,
    analyses: Vec<Analysis>,
}

/// Every analysis of the one word in `word`, best first.
pub fn analyse(lexicon: &Lexicon, word: &str) -> PyResult<Vec<Analysis>> {
    if word.chars().nth(LETTERS).is_some() {
        return Err(PyValueError::new_err(format!(
            "a word of more than {LETTERS} letters is none"
        )));
    }
    let text = Text::new(word);
    match text.tokens() {
        [token] if token.kind == TokenKind::Word => Ok(analyses(lexicon, token)),
        _ => Err(PyValueError::new_err(format!(
            "`{word}` is not one Arabic word; use rawi.tokens for a text"
        ))),
    }
}

/// The tokens of a text, each with its analyses.
pub fn tokens(lexicon: &Lexicon, text: &str) -> Vec<Token> {
    let text = Text::new(text);
    let sentences = text.sentences().iter().enumerate();
    sentences
        .flat_map(|(index, sentence)| sentence.tokens.clone().map(move |token| (index, token)))
        .filter_map(|(index, token)| Some((index, text.tokens().get(token as usize)?)))
        .map(|(sentence, token)| Token {
            start: token.start,
            end: token.end,
            kind: match token.kind {
                TokenKind::Word => "word",
                TokenKind::Number => "number",
                TokenKind::Latin => "latin",
                TokenKind::Punct => "punctuation",
                TokenKind::Symbol => "symbol",
            },
            text: text.slice(token.start, token.end),
            form: token.form.to_string(),
            key: token.key.to_string(),
            sentence,
            analyses: analyses(lexicon, token),
        })
        .collect()
}

fn analyses(lexicon: &Lexicon, token: &Plain) -> Vec<Analysis> {
    let form: Vec<char> = token.form.chars().collect();
    rawi_arabic::analyse(token, lexicon)
        .into_iter()
        .map(|a| {
            let lemma = lexicon.lemma(a.lemma);
            let stem = usize::from(a.stem_start)..usize::from(a.stem_end);
            let stem: String = form.get(stem).unwrap_or(&[]).iter().collect();
            let (features, finite) = (a.features, a.pos == Pos::Verb);
            Analysis {
                lemma: if a.guessed {
                    stem.clone()
                } else {
                    lemma.text.clone()
                },
                lemma_id: lemma.id.clone(),
                pos: pos(a.pos),
                root: lemma.root.clone(),
                gloss: lemma.gloss.clone(),
                proclitics: proclitics(a.clitics),
                stem,
                enclitic: a
                    .enclitic
                    .map(|p| (p.person, gender(p.gender), number(p.number))),
                aspect: features.aspect.map(|aspect| match aspect {
                    Aspect::Perfect => "perfect",
                    Aspect::Imperfect => "imperfect",
                    Aspect::Imperative => "imperative",
                }),
                voice: finite
                    .then_some(features.voice)
                    .and_then(|voice| match voice {
                        Voice::Active => Some("active"),
                        Voice::Passive => Some("passive"),
                        Voice::Either => None,
                    }),
                person: Some(features.person).filter(|&person| person > 0),
                gender: gender(features.gender),
                number: number(features.number),
                government: lemma.government.clone(),
                guessed: a.guessed,
            }
        })
        .collect()
}

const fn pos(pos: Pos) -> &'static str {
    match pos {
        Pos::Verb => "verb",
        Pos::Masdar => "masdar",
        Pos::ActiveParticiple => "active participle",
        Pos::PassiveParticiple => "passive participle",
        Pos::Noun => "noun",
        Pos::Adjective => "adjective",
        Pos::Proper => "proper name",
        Pos::Number => "number",
        Pos::Particle => "particle",
    }
}

fn proclitics(clitics: Clitics) -> Vec<&'static str> {
    // In the order in which they stand before a word.
    let all = [
        (Clitics::A, "a"),
        (Clitics::WA, "wa"),
        (Clitics::FA, "fa"),
        (Clitics::LA, "la"),
        (Clitics::BI, "bi"),
        (Clitics::LI, "li"),
        (Clitics::KA, "ka"),
        (Clitics::SA, "sa"),
        (Clitics::AL, "al"),
    ];
    let there = all
        .into_iter()
        .filter(|&(clitic, _)| clitics.contains(clitic));
    there.map(|(_, name)| name).collect()
}

const fn gender(gender: Gender) -> Option<&'static str> {
    match gender {
        Gender::Masculine => Some("masculine"),
        Gender::Feminine => Some("feminine"),
        Gender::Either => None,
    }
}

const fn number(number: Number) -> Option<&'static str> {
    match number {
        Number::Singular => Some("singular"),
        Number::Dual => Some("dual"),
        Number::Plural => Some("plural"),
        Number::Any => None,
    }
}
