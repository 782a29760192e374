//! Takes one sentence of a text, gives it analysed as far as the sentence alone tells: words with their chosen
//! readings, names, mentions, noun phrases, times. Everything later reads from here.

use jiff::civil::Date;
use rawi_arabic::{Gender, Number, Text};
use rawi_lexicon::{Condition, Lexicon, NounKind, ParticleClass, PhraseKind, Slot, SlotClass};

use crate::mentions::{Finder, Mention, MentionKind};
use crate::names::Names;
use crate::phrases::{self, NounPhrase};
use crate::tagger;
use crate::times::{self, TimeExpression};
use crate::words::{Tag, Word};

/// A sentence with what was found in it.
pub(crate) struct Sentence<'a> {
    pub lexicon: &'a Lexicon,
    pub words: Vec<Word>,
    pub names: Names,
    pub mentions: Vec<Mention>,
    pub phrases: Vec<NounPhrase>,
    /// For each word the noun phrase that holds it.
    pub phrase_at: Vec<Option<usize>>,
    pub times: Vec<TimeExpression>,
}

impl<'a> Sentence<'a> {
    pub(crate) fn new(
        text: &Text,
        index: usize,
        lexicon: &'a Lexicon,
        published: Option<Date>,
        known: &dyn Fn(&str) -> bool,
    ) -> Self {
        let s = &text.sentences()[index];
        let tokens = &text.tokens()[s.tokens.start as usize..s.tokens.end as usize];
        let mut words: Vec<Word> = tokens.iter().map(|t| Word::new(t, lexicon)).collect();
        for (word, token) in words.iter_mut().zip(tokens) {
            let marked = &text.chars()[token.start as usize..token.end as usize];
            word.tanwin = marked.contains(&'\u{64b}');
            word.marked_passive =
                marked.get(1) == Some(&'\u{64f}') || marked.get(2) == Some(&'\u{64f}');
        }
        let names = Names::find(&words, lexicon);
        tagger::tag(&mut words, &names, lexicon);
        let times = times::find(&words, &names, lexicon, published);
        // `فجر الخميس`: no verb.
        for t in times.iter().filter(|t| t.end > t.start + 1) {
            for w in words[t.start..t.end].iter_mut().filter(|w| w.is_finite()) {
                w.tag = Tag::Noun;
            }
        }
        let mentions = Finder {
            words: &words,
            names: &names,
            lexicon,
            published,
            known,
        }
        .find();
        let phrases = phrases::find(&words, &mentions);
        let mut phrase_at = vec![None; words.len()];
        for (k, p) in phrases.iter().enumerate() {
            for slot in phrase_at.iter_mut().take(p.end).skip(p.start) {
                *slot = Some(k);
            }
        }
        Self {
            lexicon,
            words,
            names,
            mentions,
            phrases,
            phrase_at,
            times,
        }
    }

    /// Whether a word belongs to a time expression.
    pub(crate) fn in_time(&self, word: usize) -> bool {
        self.times.iter().any(|t| t.start <= word && word < t.end)
    }

    /// Whether a word belongs to a fixed phrase of several words (`في حال`, `على الرغم من`).
    pub(crate) fn in_fixed_phrase(&self, word: usize) -> bool {
        (word.saturating_sub(4)..=word).any(|i| {
            self.names.at(i).iter().any(|n| {
                n.end > word
                    && (n.len() > 1 || n.refs.iter().any(|r| r.kind == PhraseKind::Reporting))
                    && n.refs.iter().any(|r| {
                        matches!(
                            r.kind,
                            PhraseKind::StatusPhrase | PhraseKind::Reporting | PhraseKind::Particle
                        )
                    })
            })
        })
    }

    pub(crate) fn phrase_starting(&self, word: usize) -> Option<usize> {
        self.phrase_at
            .get(word)
            .copied()
            .flatten()
            .filter(|&p| self.phrases[p].start == word)
    }

    /// The mention that a noun phrase stands for.
    pub(crate) fn actor_of(&self, phrase: usize) -> Option<usize> {
        let p = &self.phrases[phrase];
        let m = p.actor(&self.mentions)?;
        // `المحافظات اليمنية` is a place of Yemen's, nobody.
        let place = self.mentions[m].kind == MentionKind::Demonym
            && self.words[p.head]
                .lemma(self.lexicon)
                .is_some_and(|l| l.kind == NounKind::Place);
        (!place).then_some(m)
    }

    pub(crate) fn mention_at(&self, word: usize) -> Option<usize> {
        self.mentions
            .iter()
            .position(|m| m.start <= word && word < m.end)
    }

    /// Gender and number that agree with a noun phrase; what is not human counts as feminine singular in the plural.
    pub(crate) fn agreement(&self, phrase: usize) -> (Gender, Number) {
        let p = &self.phrases[phrase];
        if let Some(m) = p.own_mention(&self.mentions) {
            let m = &self.mentions[m];
            return (m.gender, m.number);
        }
        let w = &self.words[p.head];
        if w.reading().is_none_or(|r| r.guessed) {
            return (Gender::Either, Number::Any);
        }
        let human = w
            .lemma(self.lexicon)
            .is_some_and(|l| matches!(l.kind, NounKind::Human | NounKind::Group));
        match (w.number(), human) {
            (Number::Plural, false) => (Gender::Feminine, Number::Singular),
            (n, _) => {
                let gender = match w.gender() {
                    Gender::Either => w.lemma(self.lexicon).map_or(Gender::Either, |l| l.gender),
                    g => g,
                };
                (gender, n)
            }
        }
    }

    /// Whether the conditions of a frame hold for what stands in its slots. Answers how many did, or nothing if one fails.
    pub(crate) fn conditions_hold(
        &self,
        conditions: &[Condition],
        filler: &dyn Fn(&Slot) -> Filler,
    ) -> Option<usize> {
        for c in conditions {
            let holds = match c {
                Condition::Is { slot, words } => match filler(slot) {
                    Filler::Phrase(p) => self.head_among(p, words),
                    Filler::Genitive(n) => self.genitive_among(n, words),
                    _ => false,
                },
                Condition::Not { slot, words } => match filler(slot) {
                    Filler::Phrase(p) => !self.head_among(p, words),
                    Filler::Genitive(n) => !self.genitive_among(n, words),
                    _ => true,
                },
                Condition::Class { slot, class } => self.is_of_class(filler(slot), *class),
            };
            if !holds {
                return None;
            }
        }
        Some(conditions.len())
    }

    fn head_among(&self, phrase: usize, words: &[String]) -> bool {
        let p = &self.phrases[phrase];
        self.word_among(p.head, words) || (p.counted && self.word_among(p.start, words))
    }

    /// The word after a noun is its genitive, past a number or quantity; adjectives beside it count as well.
    fn genitive_among(&self, noun: usize, words: &[String]) -> bool {
        let end = self.phrase_at[noun]
            .map_or(noun + 1, |p| self.phrases[p].end)
            .min(noun + 5);
        // `توقيع عدد من الاتفاقات`
        let counted = self.words.get(noun + 1).is_some_and(phrases::is_quantity)
            && self.words.get(noun + 2).is_some_and(|w| w.is("من"));
        if counted && self.word_among(noun + 3, words) {
            return true;
        }
        (noun + 1..end).any(|k| {
            let adjective = matches!(self.words[k].tag, Tag::Adjective | Tag::Participle);
            (k == noun + 1 || adjective || phrases::is_quantity(&self.words[k - 1]))
                && self.word_among(k, words)
        })
    }

    pub(crate) fn word_among(&self, i: usize, words: &[String]) -> bool {
        let Some(w) = self.words.get(i) else {
            return false;
        };
        w.readings.iter().any(|r| {
            let text = rawi_arabic::fold(&self.lexicon.lemma(r.lemma).text);
            words.contains(&text)
        }) || words.iter().any(|x| **x == *w.key)
    }

    /// Whether a town, region or state stands at a word, by its name or as a common noun (`المدينة`, `مواقع`).
    fn names_place(&self, word: usize, end: usize) -> bool {
        let named = self.names.at(word).iter().any(|n| {
            n.end <= end
                && n.refs.iter().any(|r| {
                    matches!(
                        r.kind,
                        PhraseKind::Place | PhraseKind::State | PhraseKind::Capital
                    )
                })
        });
        named
            || self.words[word]
                .lemma(self.lexicon)
                .is_some_and(|l| l.kind == NounKind::Place)
    }

    fn is_of_class(&self, filler: Filler, class: SlotClass) -> bool {
        match filler {
            Filler::Phrase(p) => {
                let own = self.phrases[p]
                    .own_mention(&self.mentions)
                    .map(|m| &self.mentions[m]);
                match class {
                    SlotClass::Actor => self.actor_of(p).is_some(),
                    SlotClass::Person => own.is_some_and(|m| {
                        matches!(
                            m.kind,
                            MentionKind::Person | MentionKind::Human | MentionKind::Collective
                        )
                    }),
                    SlotClass::Armed => self.actor_of(p).is_some_and(|m| self.mentions[m].armed),
                    SlotClass::Place => self.names_place(self.phrases[p].head, self.phrases[p].end),
                    SlotClass::Own => self.words[self.phrases[p].head].has_enclitic(),
                    SlotClass::Thing => own.is_none(),
                    SlotClass::Clause => false,
                }
            }
            Filler::Genitive(n) => {
                let m = self.mentions.iter().find(|m| {
                    m.start > n && self.phrase_at[n].is_some_and(|p| m.start < self.phrases[p].end)
                });
                match class {
                    SlotClass::Actor => m.is_some(),
                    SlotClass::Person => m.is_some_and(|m| {
                        matches!(
                            m.kind,
                            MentionKind::Person | MentionKind::Human | MentionKind::Collective
                        )
                    }),
                    SlotClass::Armed => m.is_some_and(|m| m.armed),
                    SlotClass::Own => self.words.get(n + 1).is_some_and(Word::has_enclitic),
                    SlotClass::Place => {
                        let end = self.phrase_at[n].map_or(n + 1, |p| self.phrases[p].end);
                        (n + 1..end.min(n + 4)).any(|k| self.names_place(k, end))
                    }
                    SlotClass::Thing => m.is_none_or(|m| m.start > n + 1),
                    SlotClass::Clause => false,
                }
            }
            Filler::Pronoun => matches!(class, SlotClass::Actor | SlotClass::Person),
            Filler::Clause => class == SlotClass::Clause,
            Filler::Nothing => false,
        }
    }

    /// Where the clause of a word begins: after the last strong boundary before it.
    pub(crate) fn clause_start(&self, word: usize) -> usize {
        (0..word)
            .rev()
            .find(|&k| self.is_boundary(k))
            .map_or(0, |k| k + 1)
    }

    /// Where the clause of a word ends: at the next strong boundary.
    pub(crate) fn clause_end(&self, word: usize) -> usize {
        (word + 1..self.words.len())
            .find(|&k| self.is_boundary(k))
            .unwrap_or(self.words.len())
    }

    /// Marks and words that begin a new clause.
    pub(crate) fn is_boundary(&self, k: usize) -> bool {
        let w = &self.words[k];
        w.is_punct(".؟!؛;:…")
            || w.tag.is_particle(ParticleClass::Sub)
            || (w.tag.is_particle(ParticleClass::Conj) && !w.is_any(&["او", "ثم", "ام", "لا"]))
            || w.tag.is_particle(ParticleClass::Rel)
            || w.tag.is_particle(ParticleClass::Cond)
    }
}

/// What fills a slot, for the conditions of frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filler {
    Phrase(usize),
    /// What follows the noun at this word in construct.
    Genitive(usize),
    Pronoun,
    Clause,
    Nothing,
}

/// Whether two genders may agree.
pub(crate) fn genders_agree(a: Gender, b: Gender) -> bool {
    a == Gender::Either || b == Gender::Either || a == b
}
