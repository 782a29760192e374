//! What the reference scripts get from Python, made to the letter: `\w+`, `str.split`, slices, `re.finditer` over an
//! escaped string, `round`.

use std::collections::HashSet;

use unicode_normalization::char::is_combining_mark;

/// Whether Python's `\w` matches: letters, numbers and the underscore, but no combining marks (Arabic vowel marks
/// end a word) and none of the symbols that Unicode calls alphabetic for their looks (circled letters).
pub(crate) fn is_word(c: char) -> bool {
    let symbol = matches!(c, '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F149}' | '\u{1F150}'..='\u{1F169}' | '\u{1F170}'..='\u{1F189}');
    c == '_' || c.is_alphanumeric() && !is_combining_mark(c) && !symbol
}

/// `set(re.findall(r"\w+", text))`.
pub(crate) fn words(text: &str) -> HashSet<&str> {
    text.split(|c| !is_word(c))
        .filter(|w| !w.is_empty())
        .collect()
}

/// Whether `str.split` cuts here: white space, and the four separators of ASCII.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1C}'..='\u{1F}')
}

/// Number of pieces that `chars[start:end].split()` gives.
pub(crate) fn pieces(chars: &[char], start: u64, end: u64) -> usize {
    slice(chars, start, end)
        .split(|&c| is_space(c))
        .filter(|piece| !piece.is_empty())
        .count()
}

/// `chars[start:end]`: what lies outside is left out.
pub(crate) fn slice(chars: &[char], start: u64, end: u64) -> &[char] {
    let bound = |i: u64| usize::try_from(i).unwrap_or(usize::MAX).min(chars.len());
    chars.get(bound(start)..bound(end)).unwrap_or_default()
}

/// Where `needle` stands in `hay`, occurrences not overlapping, in code points.
pub(crate) fn find_all(hay: &[char], needle: &[char]) -> Vec<u64> {
    let mut found = Vec::new();
    let mut at = 0;
    while !needle.is_empty() && at + needle.len() <= hay.len() {
        if hay[at..].starts_with(needle) {
            found.push(at as u64);
            at += needle.len();
        } else {
            at += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(s: &str) -> Vec<char> {
        s.chars().collect()
    }

    #[test]
    fn a_vowel_mark_is_no_word_character() {
        assert!(is_word('ض') && is_word('٣') && is_word('_') && is_word('½') && is_word('ـ'));
        assert!(!is_word('\u{064B}') && !is_word('\u{0670}') && !is_word('Ⓐ') && !is_word('،'));
        assert_eq!(words("وفداً روسيّ"), HashSet::from(["وفدا", "روسي"]));
        assert_eq!(words("حرقًا"), HashSet::from(["حرق", "ا"]));
    }

    #[test]
    fn pieces_are_cut_where_python_cuts() {
        assert_eq!(pieces(&chars("أ\u{1f}ب\u{a0}ج"), 0, 9), 3);
        assert_eq!(pieces(&chars("أ\u{200b}ب"), 0, 9), 1);
        assert_eq!(pieces(&chars("كلمة"), 3, 1), 0);
        assert_eq!(pieces(&chars("كلمة"), 7, 9), 0);
    }

    #[test]
    fn occurrences_do_not_overlap() {
        assert_eq!(find_all(&chars("ببببب"), &chars("بب")), [0, 2]);
        assert!(find_all(&chars("أب"), &[]).is_empty());
    }
}
