//! What a person types to search: words, `"phrases"`, `prefix*`, `=exactly`, and `-` before any of them to exclude.
//! Typed text becomes [`Query`]; [`Query::fts`] writes it for the index, [`Query::matches`] finds it in a text again.
//! Nothing that was typed reaches the index's own query syntax.

use rawi_arabic::{Text, Token};
use rawi_model::Span;

use crate::Problem;
use crate::words::{derived, is_word, readings, spelled, stem};

/// Terms beyond these are not looked at: nobody types them, and each costs a look-up.
const MAX_TERMS: usize = 64;
/// A prefix has at least this many letters; a shorter one, which half of all words begin with, is a word.
const MIN_PREFIX: usize = 3;

/// A query: all of `wanted` and none of `unwanted`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Query {
    wanted: Vec<Term>,
    unwanted: Vec<Term>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Term {
    /// Words in a row (often one), each in any of its readings.
    Words(Vec<Word>),
    /// The beginning of a word, in any of the word's readings.
    Prefix(String),
    /// A word without clitics taken off: its key.
    Exactly(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    key: String,
    readings: Vec<String>,
}

impl Word {
    fn new(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            readings: readings(key),
        }
    }

    fn matches(&self, token: &Token) -> bool {
        *token.key == *self.key || {
            let others = readings(&token.key);
            self.readings.iter().any(|r| others.contains(r))
        }
    }
}

impl Query {
    /// Reads what a person typed.
    pub(crate) fn parse(typed: &str) -> Result<Self, Problem> {
        let mut query = Self {
            wanted: Vec::new(),
            unwanted: Vec::new(),
        };
        for piece in pieces(typed).into_iter().take(MAX_TERMS) {
            let list = if piece.unwanted {
                &mut query.unwanted
            } else {
                &mut query.wanted
            };
            piece.terms(list);
        }
        if query.wanted.is_empty() {
            return Err(Problem::EmptyQuery(typed.chars().take(80).collect()));
        }
        Ok(query)
    }

    /// The query in the index's syntax: its words in `column`, its phrases also in `stems`.
    pub(crate) fn fts(&self, column: &str, phrases: bool) -> String {
        let all = |terms: &[Term], joint: &str| {
            let terms: Vec<String> = terms.iter().map(|t| t.fts(column, phrases)).collect();
            terms.join(joint)
        };
        let wanted = all(&self.wanted, " AND ");
        if self.unwanted.is_empty() {
            wanted
        } else {
            format!("({wanted}) NOT ({})", all(&self.unwanted, " OR "))
        }
    }

    /// Number of terms that a text should show.
    pub(crate) fn len(&self) -> usize {
        self.wanted.len()
    }

    /// Where the terms stand in a text: (number of the term, span in code points), in the order of the text.
    pub(crate) fn matches(&self, text: &Text) -> Vec<(usize, Span)> {
        let words: Vec<&Token> = text.tokens().iter().filter(|t| is_word(t)).collect();
        let mut out = Vec::new();
        for (number, term) in self.wanted.iter().enumerate() {
            let len = term.len();
            for run in words.windows(len).filter(|run| term.matches(run)) {
                out.push((number, Span::new(run[0].start, run[len - 1].end)));
            }
        }
        out.sort_by_key(|(number, span)| (span.start, span.end, *number));
        out
    }
}

impl Term {
    fn len(&self) -> usize {
        match self {
            Self::Words(words) => words.len(),
            Self::Prefix(_) | Self::Exactly(_) => 1,
        }
    }

    fn fts(&self, column: &str, phrases: bool) -> String {
        match self {
            Self::Words(words) => {
                let mut parts: Vec<String> = words
                    .iter()
                    .map(|word| {
                        let ways: Vec<String> =
                            word.readings.iter().map(|r| either(r, "")).collect();
                        format!("{column} : ({})", ways.join(" OR "))
                    })
                    .collect();
                if phrases && words.len() > 1 {
                    let stems: Vec<&str> = words.iter().map(|w| stem(&w.key)).collect();
                    let stems: Vec<String> = stems.into_iter().map(spelled).collect();
                    parts.push(format!("stems : \"{}\"", stems.join(" ")));
                }
                format!("({})", parts.join(" AND "))
            }
            Self::Prefix(key) => format!("{column} : ({})", either(key, " *")),
            Self::Exactly(key) => format!("{column} : \"{}\"", spelled(key)),
        }
    }

    fn matches(&self, run: &[&Token]) -> bool {
        match self {
            Self::Words(words) => words
                .iter()
                .zip(run)
                .all(|(word, token)| word.matches(token)),
            Self::Prefix(key) => run
                .iter()
                .all(|token| readings(&token.key).iter().any(|r| r.starts_with(key))),
            Self::Exactly(key) => run.iter().all(|token| *token.key == **key),
        }
    }
}

/// A reading as a word of its own, or of a word with something before it; `star` is ` *` for a prefix.
fn either(reading: &str, star: &str) -> String {
    let (plain, derived) = (spelled(reading), derived(reading));
    format!("\"{plain}\"{star} OR \"{derived}\"{star}")
}

/// A piece of what was typed: a phrase with its quotes taken off, or what stands between spaces.
struct Piece<'t> {
    text: &'t str,
    phrase: bool,
    unwanted: bool,
    exact: bool,
}

/// Quotation marks of every kind that keyboards and word processors make.
const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '«' | '»' | '“' | '”' | '„' | '‟')
}

fn pieces(typed: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() {
        let (unwanted, after) = sign(rest, '-');
        let (exact, after) = sign(after, '=');
        rest = after;
        let phrase = rest.starts_with(is_quote);
        let body = if phrase {
            rest.trim_start_matches(is_quote)
        } else {
            rest
        };
        // A quotation mark that is never closed reaches to the end.
        let end = body
            .find(|c: char| is_quote(c) || (!phrase && c.is_whitespace()))
            .unwrap_or(body.len());
        let (text, tail) = body.split_at(end);
        out.push(Piece {
            text,
            phrase,
            unwanted,
            exact,
        });
        let tail = if phrase {
            tail.strip_prefix(is_quote).unwrap_or(tail)
        } else {
            tail
        };
        rest = tail.trim_start();
    }
    out
}

/// Takes a sign off that stands directly before something.
fn sign(text: &str, sign: char) -> (bool, &str) {
    match text.strip_prefix(sign) {
        Some(rest) if !rest.is_empty() && !rest.starts_with(char::is_whitespace) => (true, rest),
        _ => (false, text),
    }
}

impl Piece<'_> {
    fn terms(&self, out: &mut Vec<Term>) {
        let prefix = !self.phrase && !self.exact && self.text.ends_with('*');
        let text = Text::new(self.text);
        let mut words: Vec<&str> = text
            .tokens()
            .iter()
            .filter(|t| is_word(t))
            .map(|t| &*t.key)
            .take(MAX_TERMS)
            .collect();
        if self.exact {
            out.extend(words.iter().map(|w| Term::Exactly((*w).to_owned())));
            return;
        }
        let last = if prefix
            && words
                .last()
                .is_some_and(|w| w.chars().count() >= MIN_PREFIX)
        {
            words.pop()
        } else {
            None
        };
        // `a/b` typed without quotes is two words in a row as well.
        if !words.is_empty() {
            out.push(Term::Words(words.iter().map(|w| Word::new(w)).collect()));
        }
        out.extend(last.map(|w| Term::Prefix(w.to_owned())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(query: &str, text: &str) -> Vec<String> {
        let text = Text::new(text);
        let query = Query::parse(query).unwrap();
        let found = query.matches(&text);
        found
            .iter()
            .map(|(_, s)| text.slice(s.start, s.end))
            .collect()
    }

    #[test]
    fn words_phrases_prefixes_and_exact_words() {
        let text = "التقى لرئيس الوزراء، وببغداد رئيس سوري وسوريون";
        assert_eq!(found("بَغداد", text), ["وببغداد"]);
        assert_eq!(found("«رئيس الوزراء»", text), ["لرئيس الوزراء"]);
        assert_eq!(found("سور*", text), ["سوري", "وسوريون"]);
        assert_eq!(found("=رئيس", text), ["رئيس"]);
        assert_eq!(found("رئيس", text), ["لرئيس", "رئيس"]);
        assert!(found("\"الوزراء رئيس\"", text).is_empty());
    }

    #[test]
    fn nothing_typed_is_syntax() {
        let query = Query::parse("words:a* OR NEAR(b c, 2) ^d \"e\" -f").unwrap();
        let fts = query.fts("words", true);
        assert!(!fts.contains("NEAR"), "{fts}");
        assert!(fts.contains("words : (\"or\" OR"), "{fts}");
        assert!(fts.ends_with("NOT ((words : (\"f\" OR \"⁓f\")))"), "{fts}");
    }

    #[test]
    fn a_query_needs_a_word() {
        for empty in ["", "  ", "\"\"", "-بغداد", "*", "- ?", "»«"] {
            assert!(
                matches!(Query::parse(empty), Err(Problem::EmptyQuery(_))),
                "{empty:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_string_can_be_typed(s in any::<String>(), t in "[ابلوف\"«»*=\\- .a:^()]{0,40}") {
            for typed in [&s, &t] {
                if let Ok(query) = Query::parse(typed) {
                    query.matches(&Text::new(typed));
                }
            }
        }
    }
}
