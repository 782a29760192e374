//! One line of a file, and the checks that every column shares.

use std::fmt::Display;
use std::str::FromStr;

use rawi_arabic::light;

use crate::defect::{Defect, Severity};

/// A longer line is refused.
pub(crate) const MAX_LINE_BYTES: usize = 32 << 10;

/// A line under examination: hands out checked values and notes what is wrong. Once something is, the entry is lost,
/// but the examination goes on, so that one pass tells everything.
pub(crate) struct Row<'a> {
    pub(crate) file: &'a str,
    pub(crate) line: u32,
    pub(crate) cells: Vec<&'a str>,
    pub(crate) defects: &'a mut Vec<Defect>,
    pub(crate) bad: bool,
}

/// A name; `~` before it in the file marks it as ambiguous.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) ambiguous: bool,
}

impl<'a> Row<'a> {
    /// The column, from 0; an empty one (`-`) is the empty string.
    pub(crate) fn cell(&self, column: usize) -> &'a str {
        match self.cells.get(column) {
            None | Some(&"-") => "",
            Some(cell) => cell,
        }
    }

    /// The values of a column that holds several.
    pub(crate) fn list(&self, column: usize) -> impl Iterator<Item = &'a str> + use<'a> {
        self.cell(column)
            .split(';')
            .map(str::trim)
            .filter(|v| !v.is_empty())
    }

    pub(crate) fn defect(&mut self, message: impl Into<String>) {
        self.bad = true;
        self.note(message.into(), Severity::Error);
    }

    pub(crate) fn warn(&mut self, message: impl Into<String>) {
        self.note(message.into(), Severity::Warning);
    }

    fn note(&mut self, message: String, severity: Severity) {
        let entry: String = self
            .cells
            .first()
            .map_or("", |c| c)
            .chars()
            .take(60)
            .collect();
        self.defects.push(Defect {
            file: self.file.to_owned(),
            line: self.line,
            entry,
            message,
            severity,
        });
    }

    /// A value of a closed list or another type that parses itself.
    pub(crate) fn parse<T>(&mut self, text: &str) -> Option<T>
    where
        T: FromStr<Err: Display>,
    {
        text.parse()
            .map_err(|e: T::Err| self.defect(e.to_string()))
            .ok()
    }

    /// Arabic words in the form that tokens have, vowel marks dropped.
    pub(crate) fn arabic(&mut self, what: &str, text: &str) -> Option<String> {
        if text.is_empty() {
            self.defect(format!("{what} is empty"));
            return None;
        }
        if let Some(message) = stray(text) {
            self.defect(format!("{what} `{text}`: {message}"));
            return None;
        }
        let plain = light(text);
        if !plain.chars().any(char::is_alphanumeric) {
            self.defect(format!("{what} `{text}` has no letters"));
            return None;
        }
        Some(plain)
    }

    /// One Arabic word as the file lists it, marks kept: they say that a word is defective (`قاضٍ`).
    pub(crate) fn listed(&mut self, what: &str, text: &'a str) -> Option<&'a str> {
        self.word(what, text).map(|_| text)
    }

    /// One Arabic word.
    pub(crate) fn word(&mut self, what: &str, text: &str) -> Option<String> {
        let word = self.arabic(what, text)?;
        if word.contains(' ') {
            self.defect(format!("{what} `{text}` must be one word"));
            return None;
        }
        Some(word)
    }

    /// Names of a column, at least one.
    pub(crate) fn names(&mut self, what: &str, column: usize) -> Vec<Name> {
        let names = self.optional_names(what, column);
        if names.is_empty() && !self.bad {
            self.defect(format!("{what} is empty; at least one is needed"));
        }
        names
    }

    /// Names of a column.
    pub(crate) fn optional_names(&mut self, what: &str, column: usize) -> Vec<Name> {
        let values: Vec<_> = self.list(column).collect();
        values
            .into_iter()
            .filter_map(|value| {
                let (ambiguous, text) = match value.strip_prefix('~') {
                    Some(rest) => (true, rest.trim_start()),
                    None => (false, value),
                };
                let text = self.arabic(what, text)?;
                Some(Name { text, ambiguous })
            })
            .collect()
    }

    /// Text in Latin script; may be empty.
    pub(crate) fn latin(&mut self, what: &str, column: usize) -> String {
        let text = self.cell(column);
        // In brackets a gloss may name the Arabic word that it goes with.
        let outside = text.split_once('(').map_or(text, |(before, _)| before);
        if let Some(c) = outside.chars().find(|&c| is_arabic_letter(c)) {
            self.defect(format!("{what} `{text}` holds the Arabic letter `{c}`"));
        }
        text.to_owned()
    }

    /// An id given by the file: a slug of small Latin letters, digits, `-`, `_`, `.` and `/`.
    pub(crate) fn slug(&mut self, text: &str) -> Option<String> {
        let fine = |part: &str| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c))
        };
        if text.split('/').all(fine) {
            return Some(text.to_owned());
        }
        self.defect(format!(
            "`{text}` is no id; write small Latin letters, digits, `-` and `/`, as in `syr/assad-bashar`"
        ));
        None
    }
}

fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{0621}'..='\u{064A}' | '\u{066E}'..='\u{06D3}')
}

/// What in the text has no place in Arabic words, and what would be right.
fn stray(text: &str) -> Option<String> {
    text.chars().find_map(|c| {
        let right = match c {
            '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}' => return None,
            '\u{064B}'..='\u{0652}' | '\u{0670}' => return None,
            ' ' | '-' | '.' | '/' | '+' | '\'' | '(' | ')' | '0'..='9' | '٠'..='٩' => {
                return None;
            }
            '\u{0640}' => "tatweel; leave it out",
            'ک' => "a Persian letter; write ك",
            'ی' | 'ې' => "a Persian letter; write ي or ى",
            'پ' => "a Persian letter; write ب",
            'چ' => "a Persian letter; write تش or ج",
            'ژ' => "a Persian letter; write ج",
            'گ' | 'ڭ' => "a Persian letter; write غ, ج or ك",
            'ڤ' | 'ڥ' => "no Arabic letter; write ف",
            'ٱ' => "a Quranic letter; write ا",
            '۰'..='۹' => "a Persian digit; write 0-9",
            c if c.is_ascii_alphabetic() => "a Latin letter in an Arabic column",
            '\u{0671}'..='\u{06D3}' => "a letter of another language than Arabic",
            _ => "a character that has no place in Arabic words",
        };
        Some(format!(
            "`{}` (U+{:04X}) is {right}",
            c.escape_debug(),
            c as u32
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strays_are_named_with_their_cure() {
        assert_eq!(stray("الأمم المتحدة"), None);
        assert_eq!(stray("قَتَلَ"), None);
        for (text, part) in [
            ("abc", "Latin"),
            ("گلستان", "غ"),
            ("العـراق", "tatweel"),
            ("«سانا»", "no place"),
            ("۲۰", "0-9"),
        ] {
            let message = stray(text).unwrap();
            assert!(message.contains(part), "{message}");
        }
    }
}
