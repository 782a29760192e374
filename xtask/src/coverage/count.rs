//! Texts in; counts of what the lexicon knows of them out.

use std::collections::{HashMap, HashSet};

use rawi_arabic::{Analysis, Pos, Text, Token, TokenKind, analyse, strip_proclitics};
use rawi_lexicon::{Lexicon, PhraseKind, PhraseMatch, PhraseRef};

use super::entries::Table;

/// Known and unknown cases of one sort, the unknown ones by their words.
#[derive(Default)]
pub struct Known {
    /// How many are known.
    pub known: usize,
    /// How often each unknown one was met.
    pub unknown: HashMap<String, usize>,
}

impl Known {
    fn add(&mut self, known: bool, words: impl FnOnce() -> String) {
        if known {
            self.known += 1;
        } else {
            *self.unknown.entry(words()).or_default() += 1;
        }
    }

    /// All cases.
    pub fn total(&self) -> usize {
        self.known + self.unknown.values().sum::<usize>()
    }
}

/// What was counted.
#[derive(Default)]
pub struct Counts {
    /// Words of Arabic.
    pub words: usize,
    /// Words with a reading from the lexicon.
    pub readings: usize,
    /// Words with such a reading, or inside a name or phrase of the lexicon.
    pub explained: Known,
    /// Words that are best read as finite verbs.
    pub verbs: Known,
    /// Names that follow a title: is the person known?
    pub after_title: Known,
    /// What stands after a verb of saying: does a mention that the lexicon knows begin there?
    pub speakers: Known,
    /// Words (of word tables) or mentions (of tables of names) that each table explains.
    pub by_table: HashMap<Table, usize>,
    /// Entries met, by their ids.
    pub met: HashMap<Table, HashSet<String>>,
}

/// A phrase of the lexicon at its place.
struct Phrase {
    end: usize,
    refs: Vec<PhraseRef>,
}

impl Phrase {
    fn is(&self, kinds: &[PhraseKind]) -> bool {
        self.refs.iter().any(|r| kinds.contains(&r.kind))
    }
}

/// One sentence with all that the lexicon says of its words.
struct Sentence<'a> {
    tokens: &'a [Token],
    readings: Vec<Vec<Analysis>>,
    phrases: Vec<Vec<Phrase>>,
}

/// Kinds of phrases that name who may speak or act.
const ACTORS: &[PhraseKind] = &[
    PhraseKind::State,
    PhraseKind::Demonym,
    PhraseKind::Capital,
    PhraseKind::Person,
    PhraseKind::Body,
    PhraseKind::Media,
    PhraseKind::Title,
    PhraseKind::Actor,
    PhraseKind::SourceNoun,
    PhraseKind::Place,
];

/// The longest phrase that is looked for, in words.
const LONGEST: usize = 9;

impl Counts {
    /// Counts a text.
    pub fn add(&mut self, text: &str, lexicon: &Lexicon) {
        let text = Text::new(text);
        for sentence in text.sentences() {
            let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
            let Some(tokens) = text.tokens().get(range) else {
                continue;
            };
            let sentence = Sentence {
                tokens,
                readings: tokens.iter().map(|t| readings(t, lexicon)).collect(),
                phrases: (0..tokens.len())
                    .map(|i| phrases(tokens, i, lexicon))
                    .collect(),
            };
            self.words_of(&sentence, lexicon);
            self.names_of(&sentence, lexicon);
            self.speakers_of(&sentence, lexicon);
        }
    }

    fn words_of(&mut self, sentence: &Sentence<'_>, lexicon: &Lexicon) {
        let mut inside = vec![false; sentence.tokens.len()];
        let mut i = 0;
        while i < sentence.tokens.len() {
            let longest = sentence.phrases[i].iter().max_by_key(|p| p.end);
            let Some(phrase) = longest else {
                i += 1;
                continue;
            };
            inside[i..phrase.end].fill(true);
            let tables: HashSet<Table> =
                phrase.refs.iter().map(|r| Table::Phrase(r.kind)).collect();
            for table in tables {
                *self.by_table.entry(table).or_default() += 1;
            }
            for r in &phrase.refs {
                let table = Table::Phrase(r.kind);
                self.note(table, &table.id(r.index, lexicon));
            }
            i = phrase.end;
        }
        for ((token, readings), inside) in
            sentence.tokens.iter().zip(&sentence.readings).zip(inside)
        {
            if token.kind != TokenKind::Word {
                continue;
            }
            self.words += 1;
            let known = readings.iter().any(|a| !a.guessed);
            self.readings += usize::from(known);
            self.explained
                .add(known || inside, || token.form.to_string());
            let Some(best) = readings.first() else {
                continue;
            };
            if best.pos == Pos::Verb {
                self.verbs.add(!best.guessed, || token.form.to_string());
            }
            if !best.guessed
                && let Some(table) = Table::of_pos(best.pos)
            {
                *self.by_table.entry(table).or_default() += 1;
            }
            for reading in readings.iter().filter(|a| !a.guessed) {
                self.meet(reading, lexicon);
            }
        }
    }

    /// Notes the entries that a reading rests on.
    fn meet(&mut self, reading: &Analysis, lexicon: &Lexicon) {
        let own = lexicon.lemma(reading.lemma);
        let lemma = own.verb.map_or(own, |verb| lexicon.lemma(verb));
        if let Some(table) = Table::of_pos(lemma.pos) {
            self.note(table, &lemma.id);
        }
        for frame in lexicon.frames_for(reading.lemma, reading.pos) {
            self.note(Table::Frames, &frame.id);
        }
        for saying in lexicon.saying(reading.lemma) {
            self.note(Table::ReportingVerbs, &saying.id);
        }
        for light in lexicon.light(reading.lemma) {
            self.note(Table::LightVerbs, &light.id);
        }
    }

    fn note(&mut self, table: Table, id: &str) {
        let met = self.met.entry(table).or_default();
        if !met.contains(id) {
            met.insert(id.to_owned());
        }
    }

    fn names_of(&mut self, sentence: &Sentence<'_>, lexicon: &Lexicon) {
        for i in 0..sentence.tokens.len() {
            let title = sentence.phrases[i]
                .iter()
                .filter(|p| p.is(&[PhraseKind::Title]));
            let Some(title) = title.max_by_key(|p| p.end) else {
                continue;
            };
            let mut at = title.end;
            // «the Russian president, Vladimir…»
            while let Some(adjective) = sentence.phrase(at, &[PhraseKind::Demonym]) {
                at = adjective.end;
            }
            // A title after a title («المهندس», «الدكتور») is counted there.
            if sentence.phrase(at, &[PhraseKind::Title]).is_some() {
                continue;
            }
            // The title may be part of the person's entry («الملك سلمان»).
            let known = (i..=at).any(|from| {
                let person = sentence.phrase(from, &[PhraseKind::Person]);
                person.is_some_and(|p| p.end > at)
            });
            if known {
                self.after_title.add(true, String::new);
                continue;
            }
            // What a governor governs, what a minister is minister of.
            if sentence
                .phrase(at, &[PhraseKind::Place, PhraseKind::State])
                .is_some()
            {
                continue;
            }
            let name: Vec<&str> = (at..sentence.tokens.len())
                .take(4)
                .take_while(|&j| {
                    sentence.looks_like_name(j, lexicon)
                        || j > at && &*sentence.tokens[j].key == "بن"
                })
                .map(|j| &*sentence.tokens[j].form)
                .collect();
            if !name.is_empty() {
                self.after_title.add(false, || name.join(" "));
            }
        }
    }

    fn speakers_of(&mut self, sentence: &Sentence<'_>, lexicon: &Lexicon) {
        for (i, readings) in sentence.readings.iter().enumerate() {
            let says = readings.first().is_some_and(|best| {
                best.pos == Pos::Verb && !best.guessed && !lexicon.saying(best.lemma).is_empty()
            });
            let next = i + 1;
            let Some(token) = sentence
                .tokens
                .get(next)
                .filter(|t| says && t.kind == TokenKind::Word)
            else {
                continue;
            };
            // «said that…», «added in a statement…», «said, pointing out…»: the subject was named before.
            let elsewhere = sentence.readings[next].first().is_some_and(|a| {
                let attached =
                    !a.clitics.is_empty() && a.pos != Pos::Proper && !token.key.starts_with("ال");
                a.pos == Pos::Particle || attached || a.features.tanwin_alef
            });
            if elsewhere {
                continue;
            }
            let known = sentence.phrase(next, ACTORS).is_some();
            self.speakers.add(known, || {
                let words = sentence.tokens[next..].iter().take(2);
                words.map(|t| &*t.form).collect::<Vec<_>>().join(" ")
            });
        }
    }
}

impl Sentence<'_> {
    /// A phrase of one of the kinds that begins at a word.
    fn phrase(&self, at: usize, kinds: &[PhraseKind]) -> Option<&Phrase> {
        let here = self.phrases.get(at)?.iter().filter(|p| p.is(kinds));
        here.max_by_key(|p| p.end)
    }

    /// Whether a word can be part of a person's name: a given name, a proper noun, or unknown to the lexicon.
    fn looks_like_name(&self, at: usize, lexicon: &Lexicon) -> bool {
        let given = self.phrase(at, &[PhraseKind::FirstName]).is_some();
        let unknown = self.readings[at]
            .iter()
            .all(|a| a.guessed || lexicon.lemma(a.lemma).pos == Pos::Proper);
        // «على» is more often a preposition than a name without its dots.
        let particle = self.readings[at]
            .first()
            .is_some_and(|a| a.pos == Pos::Particle);
        self.tokens[at].kind == TokenKind::Word && !particle && (given || unknown)
    }
}

fn readings(token: &Token, lexicon: &Lexicon) -> Vec<Analysis> {
    if token.kind == TokenKind::Word {
        analyse(token, lexicon).into_vec()
    } else {
        Vec::new()
    }
}

/// The phrases that begin at a word, proclitics set aside.
fn phrases(tokens: &[Token], at: usize, lexicon: &Lexicon) -> Vec<Phrase> {
    let is_word = |t: &&Token| matches!(t.kind, TokenKind::Word | TokenKind::Latin);
    if !is_word(&&tokens[at]) {
        return Vec::new();
    }
    let following = || {
        let words = tokens[at + 1..].iter().take_while(is_word);
        words.take(LONGEST - 1).map(|t| &*t.key)
    };
    let mut out: Vec<Phrase> = Vec::new();
    let mut matches: Vec<PhraseMatch<'_>> = Vec::new();
    for (_, rest) in strip_proclitics(&tokens[at].key) {
        matches.clear();
        lexicon.phrases().matches(&rest, following(), &mut matches);
        for found in &matches {
            let end = at + usize::from(found.words);
            // A reading without clitics comes first, and outranks one that strips a letter off the name.
            if out.iter().all(|p| p.end != end) {
                out.push(Phrase {
                    end,
                    refs: found.refs.to_vec(),
                });
            }
        }
    }
    out
}
