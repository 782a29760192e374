//! Cursors: where a page ended, as text that fits into a URL. They hold the sort key of the last item, so that a list
//! goes on at the right place whatever was stored meanwhile.

use std::fmt;

use crate::Problem;

/// The kind of list, and the sort key in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cursor {
    kind: &'static str,
    parts: Vec<String>,
    /// As it was given, for errors.
    text: String,
}

impl Cursor {
    pub(crate) const fn new(kind: &'static str) -> Self {
        Self {
            kind,
            parts: Vec::new(),
            text: String::new(),
        }
    }

    pub(crate) fn with(mut self, part: impl fmt::Display) -> Self {
        self.parts.push(part.to_string());
        self
    }

    /// Reads a cursor of this kind of list.
    pub(crate) fn parse(kind: &'static str, text: &str) -> Result<Self, Problem> {
        let mut parts = text.split('.').map(str::to_owned);
        if text.len() > 200 || parts.next().as_deref() != Some(kind) {
            return Err(Problem::BadCursor(text.chars().take(80).collect()));
        }
        Ok(Self {
            kind,
            parts: parts.collect(),
            text: text.to_owned(),
        })
    }

    /// The parts, of which there must be so many.
    pub(crate) fn parts<const N: usize>(&self) -> Result<[&str; N], Problem> {
        let parts: Vec<&str> = self.parts.iter().map(String::as_str).collect();
        parts.try_into().map_err(|_| self.bad())
    }

    /// The only part, a whole number.
    pub(crate) fn integer(&self) -> Result<i64, Problem> {
        let [part] = self.parts()?;
        self.number(part)
    }

    /// A part that is a whole number.
    pub(crate) fn number(&self, part: &str) -> Result<i64, Problem> {
        part.parse().map_err(|_| self.bad())
    }

    pub(crate) fn bad(&self) -> Problem {
        Problem::BadCursor(self.text.clone())
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind)?;
        self.parts.iter().try_for_each(|part| write!(f, ".{part}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_and_a_made_up_one_does_not() {
        let cursor = Cursor::new("s").with(-7).with("2023-01-13");
        let text = cursor.to_string();
        assert_eq!(text, "s.-7.2023-01-13");
        let back = Cursor::parse("s", &text).unwrap();
        assert_eq!(back.parts::<2>().unwrap(), ["-7", "2023-01-13"]);
        assert!(back.integer().is_err());
        assert!(Cursor::parse("e", &text).is_err());
        assert!(
            Cursor::parse("s", "s.1'; DROP TABLE")
                .unwrap()
                .integer()
                .is_err()
        );
    }
}
