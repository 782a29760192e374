//! Takes words, gives every name, title, demonym, source noun and fixed phrase of the lexicon that stands in them.

use rawi_arabic::{Clitics, TokenKind, strip_proclitics};
use rawi_lexicon::{Lexicon, PhraseKind, PhraseMatch, PhraseRef};
use smallvec::SmallVec;

use crate::words::Word;

/// A phrase of the lexicon at its place in the sentence.
#[derive(Debug, Clone)]
pub(crate) struct Name {
    /// First word.
    pub start: usize,
    /// One past the last word.
    pub end: usize,
    /// What it may be.
    pub refs: SmallVec<[PhraseRef; 2]>,
    /// What was written together with its first word.
    pub clitics: Clitics,
}

impl Name {
    pub(crate) fn of_kind(&self, kind: PhraseKind) -> Option<PhraseRef> {
        self.refs.iter().copied().find(|r| r.kind == kind)
    }

    pub(crate) fn len(&self) -> usize {
        self.end - self.start
    }
}

/// The phrases of a sentence, by their first word.
#[derive(Debug, Default)]
pub(crate) struct Names {
    by_start: Vec<SmallVec<[Name; 2]>>,
}

/// The longest name that the lexicon may hold, in words.
const LONGEST: usize = 9;

impl Names {
    pub(crate) fn find(words: &[Word], lexicon: &Lexicon) -> Self {
        let phrases = lexicon.phrases();
        let mut by_start = vec![SmallVec::new(); words.len()];
        let mut matches: Vec<PhraseMatch> = Vec::new();
        for (i, word) in words.iter().enumerate() {
            if !matches!(word.kind, TokenKind::Word | TokenKind::Latin) {
                continue;
            }
            let following: SmallVec<[usize; LONGEST]> = (i + 1..words.len())
                .take_while(|&j| {
                    matches!(words[j].kind, TokenKind::Word | TokenKind::Latin)
                        || words[j].opens_quote()
                        || words[j].closes_quote()
                        || words[j].is_punct("-–.")
                })
                .filter(|&j| matches!(words[j].kind, TokenKind::Word | TokenKind::Latin))
                .take(LONGEST)
                .collect();
            let here: &mut SmallVec<[Name; 2]> = &mut by_start[i];
            // `وفدًا روسيًا`: after an indefinite accusative `روسيا` is Russian, not Russia.
            let accusative = word.tanwin
                || i > 0
                    && (words[i - 1].tanwin
                        || words[i - 1].readings.iter().any(|r| {
                            r.features.tanwin_alef && !r.guessed && r.pos == rawi_arabic::Pos::Noun
                        }));
            if let Some(bare) = word.key.strip_suffix('ا').filter(|_| accusative) {
                let demonyms: SmallVec<[PhraseRef; 2]> = phrases
                    .get(bare)
                    .iter()
                    .copied()
                    .filter(|r| r.kind == PhraseKind::Demonym)
                    .collect();
                if !demonyms.is_empty() {
                    here.push(Name {
                        start: i,
                        end: i + 1,
                        refs: demonyms,
                        clitics: Clitics::NONE,
                    });
                    continue;
                }
            }
            for (clitics, rest) in strip_proclitics(&word.key) {
                matches.clear();
                phrases.matches(
                    &rest,
                    following.iter().map(|&j| &*words[j].key),
                    &mut matches,
                );
                for m in matches.drain(..) {
                    let end = match usize::from(m.words) {
                        0 | 1 => i + 1,
                        n => following[n - 2] + 1,
                    };
                    // A reading without clitics outranks one that strips a letter off the name.
                    if here.iter().any(|n| n.end == end) {
                        continue;
                    }
                    here.push(Name {
                        start: i,
                        end,
                        refs: SmallVec::from_slice(m.refs),
                        clitics,
                    });
                }
            }
            here.sort_by_key(|n| std::cmp::Reverse(n.end));
        }
        Self { by_start }
    }

    /// The phrases that start at a word, longest first.
    pub(crate) fn at(&self, word: usize) -> &[Name] {
        self.by_start.get(word).map_or(&[], |v| v.as_slice())
    }

    /// The longest phrase of a kind that starts at a word.
    pub(crate) fn longest(&self, word: usize, kind: PhraseKind) -> Option<(&Name, PhraseRef)> {
        self.at(word)
            .iter()
            .find_map(|n| n.of_kind(kind).map(|r| (n, r)))
    }

    /// Every phrase, by first word and then longest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Name> {
        self.by_start.iter().flatten()
    }
}
