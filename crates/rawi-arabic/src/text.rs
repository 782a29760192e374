//! One article, split: [`Text::new`] takes the words as received and gives tokens and sentences that point back at
//! them by code point. What a token *matches* is restored; what it *quotes* never is.

use crate::{normalise::fold_light, scan::scan, sentences, tokenise};
use std::ops::Range;

/// The kind of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Arabic letters.
    Word,
    /// Digits with their separators and percent sign: `1,500`, `26/7`, `3.5%`, `10:30`.
    Number,
    /// Letters of any other script, addresses of the web and of people (`@name`).
    Latin,
    /// Punctuation.
    Punct,
    /// Anything else: `#`, `$`, emoji.
    Symbol,
}

/// A word or mark of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// First code point of the original text. A word broken to pass a filter is one token over its whole extent.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// What it is.
    pub kind: TokenKind,
    /// Light form: marks and tatweel removed, presentation forms, Persian letters and digits mapped; hamzas, `ة`
    /// and `ى` kept. An abbreviation loses its dot (`د.` is `د`), a number its grouping variants.
    pub form: Box<str>,
    /// [`crate::fold`] of the form; for punctuation the canonical mark (`،` for `,`; quotes `«`, `»`, or `"` where
    /// they have no direction; `…` for two dots and more; `-` for any dash).
    pub key: Box<str>,
}

impl Token {
    /// A token of a bare word, as if it were a text of its own.
    ///
    /// ```
    /// use rawi_arabic::Token;
    /// assert_eq!(&*Token::word("وَالأُمَّةُ").key, "والامه");
    /// ```
    pub fn word(word: &str) -> Token {
        let form = crate::light(word);
        Token {
            start: 0,
            end: word.chars().count() as u32,
            kind: TokenKind::Word,
            key: fold_light(&form).into(),
            form: form.into(),
        }
    }
}

/// A sentence: a range of tokens, and the code points from the first to the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Indices into [`Text::tokens`]; never empty.
    pub tokens: Range<u32>,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The first line of the text, if it is short and has no final stop.
    pub headline: bool,
}

/// An article, split into sentences and tokens.
///
/// ```
/// use rawi_arabic::Text;
/// let text = Text::new("قال د. سالم: «سنعود». ثم غادر.");
/// assert_eq!(text.sentences().len(), 2);
/// assert_eq!(&*text.tokens()[1].form, "د");
/// let first = &text.sentences()[0];
/// assert_eq!(text.slice(first.start, first.end), "قال د. سالم: «سنعود».");
/// ```
#[derive(Debug, Clone)]
pub struct Text {
    chars: Vec<char>,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
}

impl Text {
    /// Splits a text. Takes anything; never fails.
    pub fn new(text: &str) -> Text {
        let chars: Vec<char> = text.chars().collect();
        let tokenised = tokenise::tokenise(&scan(&chars));
        let sentences = sentences::split(&tokenised);
        Text {
            chars,
            tokens: tokenised.tokens,
            sentences,
        }
    }

    /// The original code points.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The tokens; their spans ascend and do not overlap.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The sentences; together they hold every token once, in order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The original words from code point `start` up to `end`; what lies outside the text is left out.
    pub fn slice(&self, start: u32, end: u32) -> String {
        let end = (end as usize).min(self.chars.len());
        let start = (start as usize).min(end);
        self.chars[start..end].iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn spans_ascend_and_lie_in_the_text(
            s in "\\PC{0,60}|[\u{0600}-\u{06FF}a-z0-9 .،:!؟…«»\"'()/%#_*\n-]{0,60}|[\u{200B}-\u{200F}\u{FB50}-\u{FDFF}\u{FE70}-\u{FEFF}ـ. قتلد]{0,40}"
        ) {
            let text = Text::new(&s);
            let mut last = 0;
            for token in text.tokens() {
                prop_assert!(token.start >= last, "{token:?} starts before {last}");
                prop_assert!(token.end > token.start);
                prop_assert!(token.end as usize <= text.chars().len());
                prop_assert!(!token.form.is_empty() && !token.key.is_empty());
                last = token.end;
            }
            let mut next = 0;
            for sentence in text.sentences() {
                prop_assert_eq!(sentence.tokens.start, next);
                prop_assert!(sentence.tokens.end > next);
                next = sentence.tokens.end;
                prop_assert!(sentence.start < sentence.end);
            }
            prop_assert_eq!(next as usize, text.tokens().len());
        }

        #[test]
        fn any_string_is_a_text(s in any::<String>(), a in any::<u32>(), b in any::<u32>()) {
            Text::new(&s).slice(a, b);
        }
    }
}
