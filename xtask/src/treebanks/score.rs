//! Gold words against our readings: shares, and what fails most.

use super::conllu::Word;
use rawi_arabic::{
    Analysis, Aspect, Clitics, Gender, Number, Pos, StemTable, Token, Voice, analyse, fold,
};
use rawi_lexicon::Lexicon;
use std::collections::HashMap;
use std::fmt::Write as _;

/// How many failures of each cause are listed.
const LISTED: usize = 60;

/// Counts over words.
#[derive(Debug, Default)]
pub struct Score {
    words: usize,
    readings: usize,
    segmented: usize,
    segmented_and_lemma: usize,
    of_those_guessed: usize,
    verbs: usize,
    known_verbs: usize,
    guessed_verbs: usize,
    inflected_verbs: usize,
    nominals: usize,
    inflected_nominals: usize,
    failures: HashMap<(Cause, String), usize>,
}

/// Why a word fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Cause {
    Segmentation,
    UnknownWord,
    OtherLemma,
    Verb,
    Inflection,
    NominalNumber,
}

impl Cause {
    const ALL: [(Cause, &'static str); 6] = [
        (Cause::Segmentation, "not segmented as in the treebank"),
        (Cause::UnknownWord, "unknown to the lexicon"),
        (Cause::OtherLemma, "known, but not with this lemma"),
        (Cause::Verb, "verbs not read as verbs"),
        (
            Cause::Inflection,
            "verbs, but not in this aspect, voice, person, gender, number",
        ),
        (
            Cause::NominalNumber,
            "nouns and adjectives with this lemma, but not in this number",
        ),
    ];
}

impl Score {
    /// Counts one word.
    pub fn add(&mut self, word: &Word, lexicon: &Lexicon) {
        let token = Token::word(&word.surface);
        let readings = analyse(&token, lexicon);
        let key: Vec<char> = token.key.chars().collect();
        self.words += 1;
        self.readings += readings.len();
        let segmented: Vec<&Analysis> = readings
            .iter()
            .filter(|a| same_segments(a, word, &key))
            .collect();
        let right = segmented
            .iter()
            .find(|a| same_lemma(a, word, &key, lexicon));
        self.segmented += usize::from(!segmented.is_empty());
        self.segmented_and_lemma += usize::from(right.is_some());
        self.of_those_guessed += usize::from(right.is_some_and(|a| a.guessed));
        if segmented.is_empty() {
            self.fail(Cause::Segmentation, word);
        } else if right.is_none() {
            let guessed = readings.iter().all(|a| a.guessed);
            self.fail(
                if guessed {
                    Cause::UnknownWord
                } else {
                    Cause::OtherLemma
                },
                word,
            );
        }
        if right.is_some() && matches!(word.upos.as_str(), "NOUN" | "ADJ") {
            self.nominals += 1;
            let number = |a: &&&Analysis| {
                a.features.number == Number::Any || same_inflection(a, number_of(&word.feats))
            };
            let lemma = |a: &&&Analysis| same_lemma(a, word, &key, lexicon);
            if segmented.iter().filter(lemma).any(|a| number(&a)) {
                self.inflected_nominals += 1;
            } else {
                self.fail(Cause::NominalNumber, word);
            }
        }
        if word.upos == "VERB" {
            let read = |guessed| {
                readings
                    .iter()
                    .any(|a| a.pos == Pos::Verb && a.guessed == guessed)
            };
            self.verbs += 1;
            let inflected = |a: &Analysis| a.pos == Pos::Verb && same_inflection(a, &word.feats);
            if read(false) {
                self.known_verbs += 1;
                if readings.iter().any(inflected) {
                    self.inflected_verbs += 1;
                } else {
                    self.fail(Cause::Inflection, word);
                }
            } else {
                self.guessed_verbs += usize::from(read(true));
                self.fail(Cause::Verb, word);
            }
        }
    }

    fn fail(&mut self, cause: Cause, word: &Word) {
        let what = match cause {
            Cause::Segmentation => format!("{} ({} …{})", word.surface, word.lemma, word.enclitic),
            Cause::Inflection | Cause::NominalNumber => {
                format!("{} ({}) {}", word.surface, word.lemma, word.feats)
            }
            Cause::Verb => format!("{} ({})", word.lemma, word.surface),
            _ => format!("{} {}", word.lemma, word.upos),
        };
        *self.failures.entry((cause, what)).or_default() += 1;
    }

    /// Adds the counts of another treebank.
    pub fn join(&mut self, other: Score) {
        self.words += other.words;
        self.readings += other.readings;
        self.segmented += other.segmented;
        self.segmented_and_lemma += other.segmented_and_lemma;
        self.of_those_guessed += other.of_those_guessed;
        self.verbs += other.verbs;
        self.known_verbs += other.known_verbs;
        self.guessed_verbs += other.guessed_verbs;
        self.inflected_verbs += other.inflected_verbs;
        self.nominals += other.nominals;
        self.inflected_nominals += other.inflected_nominals;
        for (what, n) in other.failures {
            *self.failures.entry(what).or_default() += n;
        }
    }

    /// The shares, a line each.
    pub fn shares(&self) -> String {
        let mut out = String::new();
        let share = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
        let _ = writeln!(
            out,
            "  {} words, {:.1} readings each",
            self.words,
            self.readings as f64 / self.words.max(1) as f64
        );
        let _ = writeln!(
            out,
            "  segmentation           {:5.1}%",
            share(self.segmented, self.words)
        );
        let _ = writeln!(
            out,
            "  lemma and segmentation {:5.1}% ({:.1}% of the words by guess)",
            share(self.segmented_and_lemma, self.words),
            share(self.of_those_guessed, self.words)
        );
        let _ = writeln!(
            out,
            "  verbs read as verbs    {:5.1}% of {}, and {:.1}% by guess",
            share(self.known_verbs, self.verbs),
            self.verbs,
            share(self.guessed_verbs, self.verbs)
        );
        let _ = writeln!(
            out,
            "  verbs rightly inflected{:5.1}%",
            share(self.inflected_verbs, self.verbs)
        );
        let _ = writeln!(
            out,
            "  nominals in the number {:5.1}% of {} whose lemma is found",
            share(self.inflected_nominals, self.nominals),
            self.nominals
        );
        out
    }

    /// Prints the most frequent failures of each cause.
    pub fn print_failures(&self) {
        for (cause, title) in Cause::ALL {
            let mut found: Vec<(&str, usize)> = self
                .failures
                .iter()
                .filter(|((c, _), _)| *c == cause)
                .map(|((_, what), &n)| (what.as_str(), n))
                .collect();
            found.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
            let total: usize = found.iter().map(|f| f.1).sum();
            println!("{title}: {total}, {} different", found.len());
            for (what, n) in found.iter().take(LISTED) {
                println!("  {n:4} {what}");
            }
        }
    }
}

fn same_segments(a: &Analysis, word: &Word, key: &[char]) -> bool {
    let mut ours = Clitics(a.clitics.0 & !Clitics::AL.0);
    if ours.contains(Clitics::LA) {
        ours = Clitics(ours.0 & !Clitics::LA.0) | Clitics::LI;
    }
    let enclitic: String = key[usize::from(a.stem_end)..].iter().collect();
    ours == word.proclitics && enclitic == fold(&word.enclitic)
}

/// The feature that gives the number; empty if there is none.
fn number_of(feats: &str) -> &str {
    feats
        .split('|')
        .find(|feat| feat.starts_with("Number="))
        .unwrap_or_default()
}

/// Whether a finite reading has the aspect, voice, person, gender and number that the treebank gives.
fn same_inflection(a: &Analysis, feats: &str) -> bool {
    let ours = a.features;
    feats.split('|').all(|feat| match feat {
        "Aspect=Perf" => ours.aspect == Some(Aspect::Perfect),
        // PADT calls the imperative an imperfect of another mood.
        "Aspect=Imp" => ours.aspect != Some(Aspect::Perfect),
        "Voice=Act" => ours.voice != Voice::Passive,
        "Voice=Pass" => ours.voice != Voice::Active,
        "Person=1" => ours.person == 1,
        "Person=2" => ours.person == 2,
        "Person=3" => ours.person == 3,
        "Gender=Masc" => ours.gender != Gender::Feminine,
        "Gender=Fem" => ours.gender != Gender::Masculine,
        "Number=Sing" => ours.number == Number::Singular,
        "Number=Dual" => ours.number == Number::Dual,
        "Number=Plur" => ours.number == Number::Plural,
        _ => true,
    })
}

/// Whether the reading's lemma is the treebank's. Treebanks differ in what they call the lemma of feminine nouns and
/// of participles, so a gold lemma that is itself a form of our lemma counts.
fn same_lemma(a: &&&Analysis, word: &Word, key: &[char], lexicon: &Lexicon) -> bool {
    let gold = fold(&word.lemma);
    if a.guessed {
        let stem: String = key[usize::from(a.stem_start)..usize::from(a.stem_end)]
            .iter()
            .collect();
        return match word.upos.as_str() {
            "PROPN" | "X" => stem == gold,
            // A guessed nisba of a known noun.
            "ADJ" => a.pos == Pos::Adjective && stem.starts_with(&gold),
            _ => false,
        };
    }
    let closed = !matches!(
        word.upos.as_str(),
        "NOUN" | "ADJ" | "VERB" | "PROPN" | "X" | "NUM"
    );
    let bare = gold.strip_prefix("ال").unwrap_or(&gold);
    let ours = fold(&lexicon.lemma(a.lemma).text);
    let same = ours == gold || ours.strip_prefix("ال") == Some(bare);
    if closed && a.pos == Pos::Particle || same {
        return true;
    }
    let mut found = false;
    for gold in [gold.as_str(), bare] {
        lexicon.lookup(gold, &mut |lemma, pos, _| {
            found |= lemma == a.lemma && pos == a.pos
        });
    }
    found
}
