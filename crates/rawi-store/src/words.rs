//! Words as they are searched: from a token's key to its *readings* (with and without the clitics and the article in
//! front) and to its *stem* (everything that may be a clitic taken off), and from a text to what the index holds.
//!
//! Two words match if they share a reading: `بغداد`, `ببغداد` and `وبغداد` do, in every pair, and so do `العراق`, `عراق`
//! and `للعراق`. No lexicon is asked, so a few words that only look like it match as well; `=word` in a query asks for a
//! word as it stands. Words that share a reading have the same stem, which makes a phrase of stems a sieve for phrases.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use rawi_arabic::{Text, Token, TokenKind, strip_proclitics};

/// What stays of a word when prepositions and conjunctions are taken off has at least this many letters: with two,
/// `كان` would be found by `ان`.
const MIN_AFTER_CLITICS: usize = 3;
/// What stays when the article is taken off.
const MIN_AFTER_ARTICLE: usize = 2;
/// These begin like an article, and it is none.
const NO_ARTICLE: [&str; 4] = ["الان", "الله", "التي", "الذي"];

/// Whether a token is searched: words and numbers are, marks are not.
pub(crate) const fn is_word(token: &Token) -> bool {
    matches!(
        token.kind,
        TokenKind::Word | TokenKind::Number | TokenKind::Latin
    )
}

/// Every reading of a key, the key itself first.
pub(crate) fn readings(key: &str) -> Vec<String> {
    let mut out = vec![key.to_owned()];
    if !key.chars().next().is_some_and(|c| "وفبكلا".contains(c)) {
        return out;
    }
    let mut push = |word: &str| {
        if !out.iter().any(|w| w == word) {
            out.push(word.to_owned());
        }
    };
    for (clitics, rest) in strip_proclitics(key) {
        if !clitics.is_empty() && rest.chars().count() < MIN_AFTER_CLITICS {
            continue;
        }
        // An article needs a word after it: `لل` is not `ل` with `الل`.
        if !clitics.is_empty()
            && rest
                .strip_prefix("ال")
                .is_some_and(|bare| bare.chars().count() < MIN_AFTER_ARTICLE)
        {
            continue;
        }
        push(&rest);
        if let Some(bare) = rest.strip_prefix("ال")
            && bare.chars().count() >= MIN_AFTER_ARTICLE
            && !NO_ARTICLE.contains(&rest.as_str())
        {
            push(bare);
        }
    }
    out
}

/// The key with everything taken off its front that may be a clitic or the article, as long as two letters stay.
/// Taking anything off first gives the same stem, so all forms of a word share it.
pub(crate) fn stem(key: &str) -> &str {
    let mut rest = key;
    loop {
        let bare = ["ال", "و", "ف", "ب", "ك", "ل"]
            .iter()
            .find_map(|clitic| rest.strip_prefix(clitic))
            .filter(|bare| bare.chars().nth(1).is_some());
        match bare {
            Some(bare) => rest = bare,
            None => return rest,
        }
    }
}

/// A word as the index spells it: no ASCII but letters and digits, so that SQLite's `ascii` tokenizer splits where we
/// do and nowhere else, and so that nothing in it can mean anything to the query parser.
pub(crate) fn spelled(word: &str) -> String {
    word.chars()
        .map(|c| match c {
            c if !c.is_ascii() || c.is_ascii_alphanumeric() => c,
            _ => '·',
        })
        .collect()
}

/// A reading that is not the word itself, as the index spells it: marked, so that a word can be asked for as it stands.
pub(crate) fn derived(reading: &str) -> String {
    format!("⁓{}", spelled(reading))
}

/// What the index holds of some texts: one cell for `words`, one for `stems`.
#[derive(Debug, Default)]
pub(crate) struct Indexed {
    words: BTreeSet<String>,
    pub(crate) stems: String,
}

impl Indexed {
    /// Adds a run of tokens; a phrase does not reach from one run into the next.
    pub(crate) fn add(&mut self, tokens: &[Token]) {
        for token in tokens.iter().filter(|t| is_word(t)) {
            let _ = write!(self.stems, "{} ", spelled(stem(&token.key)));
            self.words.insert(spelled(&token.key));
            let others = readings(&token.key).into_iter().skip(1);
            self.words.extend(others.map(|w| derived(&w)));
        }
        // Not a stem of any word: it is punctuation.
        self.stems.push_str("¶ ");
    }

    /// Adds a text of its own, such as a name.
    pub(crate) fn add_text(&mut self, text: &str) {
        self.add(Text::new(text).tokens());
    }

    /// The cell of `words`: each reading once.
    pub(crate) fn words(&self) -> String {
        let mut out = String::new();
        for word in &self.words {
            out.push_str(word);
            out.push(' ');
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rawi_arabic::fold;

    fn share(a: &str, b: &str) -> bool {
        let b = readings(&fold(b));
        readings(&fold(a)).iter().any(|r| b.contains(r))
    }

    #[test]
    fn forms_of_a_word_share_a_reading() {
        for forms in [
            &[
                "بغداد",
                "ببغداد",
                "وبغداد",
                "بَغداد",
                "لبغداد",
                "وببغداد",
                "كبغداد",
            ][..],
            &[
                "العراق",
                "عراق",
                "والعراق",
                "بالعراق",
                "للعراق",
                "وللعراق",
                "عِراق",
            ],
            &["ليبيا", "لليبيا", "بليبيا", "وليبيا"],
            &["السد", "سد", "للسد", "بالسد", "والسد"],
            &["الله", "والله", "بالله"],
        ] {
            for a in forms {
                for b in forms {
                    assert!(share(a, b), "{a} {b}");
                }
            }
        }
    }

    #[test]
    fn short_words_are_left_whole() {
        assert!(!share("كان", "إن"));
        assert!(!share("الآن", "إن"));
        assert!(!share("الذي", "ذي"));
        assert!(!share("بغداد", "القدس"));
    }

    proptest! {
        #[test]
        fn words_that_share_a_reading_share_the_stem(key in "[وفبكلا]{0,3}(ال)?[ابتوكلمنق]{2,5}") {
            for reading in readings(&key) {
                prop_assert_eq!(stem(&reading), stem(&key), "{} {}", reading, key);
            }
        }

        #[test]
        fn clitics_change_no_result(word in "[ابتوكلمنقسر]{3,6}", clitics in "[وف]?[بكل]?") {
            // `كالا` is no `ك` with `الا`: an article needs a word after it.
            prop_assume!(!word.starts_with("ال") || word.chars().count() > 3);
            let written = format!("{clitics}{word}");
            prop_assert!(share(&word, &written), "{} {}", word, written);
        }

        #[test]
        fn spelling_leaves_one_token(s in any::<String>()) {
            prop_assert!(spelled(&s).chars().all(|c| !c.is_ascii() || c.is_ascii_alphanumeric()));
        }
    }
}
