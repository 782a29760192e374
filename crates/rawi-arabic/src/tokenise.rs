//! From units to tokens: words, numbers, foreign words and addresses, punctuation, symbols.

use crate::{
    broken,
    normalise::fold_light,
    punctuation::{canonical, opening_quote, quote_mark},
    scan::Unit,
    text::{Token, TokenKind},
};

/// Tokens and, for each, whether a line break stands before it.
#[derive(Debug, Default)]
pub(crate) struct Tokenised {
    pub tokens: Vec<Token>,
    pub line_start: Vec<bool>,
}

impl Tokenised {
    fn push(&mut self, token: Token, line_start: bool) {
        // Letters of one ligature share a span; a token that begins inside the span of another starts after it.
        let floor = self.tokens.last().map_or(0, |t| t.end);
        let start = token.start.max(floor);
        if token.end > start && !token.form.is_empty() {
            self.tokens.push(Token { start, ..token });
            self.line_start.push(line_start);
        }
    }
}

/// Splits units into tokens.
pub(crate) fn tokenise(units: &[Unit]) -> Tokenised {
    let mut out = Tokenised::default();
    let mut at = 0;
    let mut line_start = true;
    while let Some(unit) = units.get(at) {
        let c = unit.c;
        if c == '\n' {
            line_start = true;
            at += 1;
            continue;
        }
        if c == ' ' || (c == '_' && between_letters(units, at)) {
            at += 1;
            continue;
        }
        if unit.is_letter() {
            let after_number = out
                .tokens
                .last()
                .is_some_and(|t| t.kind == TokenKind::Number && !line_start);
            let chain = broken::chain(units, at, after_number);
            for word in &chain.words {
                out.push(word_token(units, word), line_start);
                line_start = false;
            }
            at = chain.next;
            continue;
        }
        let (kind, next) = if let Some(next) = number(units, at) {
            (TokenKind::Number, next)
        } else if c.is_alphanumeric() || (c == '@' && alphanumeric(units, at + 1)) {
            (TokenKind::Latin, foreign(units, at))
        } else if canonical(c).is_some() {
            (TokenKind::Punct, mark(units, at))
        } else {
            (TokenKind::Symbol, at + 1)
        };
        let (form, key) = match kind {
            TokenKind::Number => {
                let form = number_form(&units[at..next]);
                (form.clone(), form)
            }
            TokenKind::Punct => (
                units[at..next].iter().map(|u| u.c).collect(),
                mark_key(units, at, next).to_string(),
            ),
            _ => {
                let form: String = units[at..next].iter().map(|u| u.c).collect();
                let key = fold_light(&form.to_lowercase());
                (form, key)
            }
        };
        let token = Token {
            start: unit.start,
            end: units[next - 1].end,
            kind,
            form: form.into(),
            key: key.into(),
        };
        out.push(token, line_start);
        line_start = false;
        at = next;
    }
    out
}

fn word_token(units: &[Unit], word: &broken::Word) -> Token {
    let form: String = units[word.from..word.to]
        .iter()
        .filter(|u| u.is_letter())
        .map(|u| u.c)
        .collect();
    Token {
        start: units[word.from].start,
        end: units[word.end - 1].end,
        kind: TokenKind::Word,
        key: fold_light(&form).into(),
        form: form.into(),
    }
}

fn alphanumeric(units: &[Unit], at: usize) -> bool {
    units
        .get(at)
        .is_some_and(|u| u.c.is_alphanumeric() && !u.is_letter())
}

fn is_digit(units: &[Unit], at: usize) -> bool {
    units.get(at).is_some_and(|u| u.c.is_ascii_digit())
}

fn between_letters(units: &[Unit], at: usize) -> bool {
    let word = |u: &Unit| u.c.is_alphanumeric() || u.c == '_';
    at > 0 && word(&units[at - 1]) && units.get(at + 1).is_some_and(word)
}

/// The end of the number that starts at `at`.
fn number(units: &[Unit], at: usize) -> Option<usize> {
    let percent = |i: usize| units.get(i).is_some_and(|u| matches!(u.c, '%' | '٪'));
    let mut i = at;
    if percent(i) {
        i += 1;
    }
    if !is_digit(units, i) {
        return None;
    }
    let digits = |mut i: usize| {
        while is_digit(units, i) {
            i += 1;
        }
        i
    };
    i = digits(i);
    // A dash joins only full dates; ranges (`10-15`) are two numbers.
    let full_date = |from: usize| {
        let second = digits(from + 1);
        units.get(second).is_some_and(|u| u.c == '-')
            && second > from + 1
            && second <= from + 3
            && is_digit(units, second + 1)
            && digits(second + 1) <= second + 5
    };
    let mut dashed = false;
    while let Some(separator) = units.get(i).map(|u| u.c) {
        let joins = match separator {
            '.' | ',' | '٫' | '٬' | '/' | ':' => is_digit(units, i + 1),
            '،' => digits(i + 1) == i + 4,
            '-' if dashed => is_digit(units, i + 1),
            '-' => {
                dashed = full_date(i);
                dashed
            }
            _ => false,
        };
        if !joins {
            break;
        }
        i = digits(i + 1);
    }
    if percent(i) && i > at {
        i += 1;
    }
    // `4x4`, `3rd`: a foreign word that starts with a digit.
    let foreign_tail = units
        .get(i)
        .is_some_and(|u| u.c.is_ascii_alphabetic() && i > at);
    (!foreign_tail).then_some(i)
}

fn number_form(units: &[Unit]) -> String {
    units
        .iter()
        .map(|u| match u.c {
            '٫' => '.',
            '٬' | '،' => ',',
            '٪' => '%',
            c => c,
        })
        .collect()
}

/// The end of the foreign word, handle or address that starts at `at`.
fn foreign(units: &[Unit], at: usize) -> usize {
    let rest = &units[at..];
    let starts = |prefix: &str| {
        prefix
            .chars()
            .zip(rest)
            .filter(|(p, u)| p.eq_ignore_ascii_case(&u.c))
            .count()
            == prefix.chars().count()
    };
    let address = ["http://", "https://", "www."].into_iter().any(starts);
    let mut i = at + 1;
    while let Some(unit) = units.get(i) {
        let inner = matches!(unit.c, '.' | '-' | '\'' | '’' | '_' | '&' | '@' | '+' | '/');
        let goes_on = if address {
            !unit.is_space() && !unit.is_letter() && (unit.c.is_ascii_graphic())
        } else {
            (unit.c.is_alphanumeric() && !unit.is_letter()) || (inner && alphanumeric(units, i + 1))
        };
        if !goes_on {
            break;
        }
        i += 1;
    }
    if address {
        while i > at + 1 && matches!(units[i - 1].c, '.' | ',' | ')' | '"' | '!' | ';' | '\'') {
            i -= 1;
        }
    }
    i
}

/// The end of the punctuation mark that starts at `at`: runs of dots and doubled apostrophes are one mark.
fn mark(units: &[Unit], at: usize) -> usize {
    let run =
        |class: fn(char) -> bool| units[at..].iter().take_while(|u| class(u.c)).count().max(1);
    at + match canonical(units[at].c) {
        Some('.' | '…') => run(|c| matches!(canonical(c), Some('.' | '…'))),
        Some('-') => run(|c| canonical(c) == Some('-')),
        Some('"') if units[at].c != '"' => run(|c| c == '\'' || c == '`' || c == '´').min(2),
        _ => 1,
    }
}

fn mark_key(units: &[Unit], at: usize, next: usize) -> char {
    let c = units[at].c;
    if opening_quote(c).is_some() {
        let before = at.checked_sub(1).map(|i| units[i].c);
        return quote_mark(c, before, units.get(next).map(|u| u.c));
    }
    match canonical(c) {
        Some('.') if next - at > 1 => '…',
        Some(mark) => mark,
        None => c,
    }
}

#[cfg(test)]
mod tests {
    use crate::{Text, TokenKind};

    fn forms(text: &str) -> Vec<String> {
        let text = Text::new(text);
        text.tokens().iter().map(|t| t.form.to_string()).collect()
    }

    fn keys(text: &str) -> String {
        let text = Text::new(text);
        let keys: Vec<&str> = text.tokens().iter().map(|t| &*t.key).collect();
        keys.join(" ")
    }

    #[test]
    fn numbers_keep_their_separators() {
        assert_eq!(
            forms("٢٦/٧ و1,500 ثم ٣٫٥٪ و%20 في 2015-07-21 و10-15"),
            [
                "26/7",
                "و",
                "1,500",
                "ثم",
                "3.5%",
                "و",
                "%20",
                "في",
                "2015-07-21",
                "و",
                "10",
                "-",
                "15"
            ]
        );
        assert_eq!(forms("بلغ 15."), ["بلغ", "15", "."]);
    }

    #[test]
    fn foreign_words_addresses_and_tags() {
        assert_eq!(
            forms("طائرة F-16 عبر https://a.org/x?y=1، و@user #غزة_الآن"),
            [
                "طائرة",
                "F-16",
                "عبر",
                "https://a.org/x?y=1",
                "،",
                "و",
                "@user",
                "#",
                "غزة",
                "الآن"
            ]
        );
        let text = Text::new("NATO");
        assert_eq!(text.tokens()[0].kind, TokenKind::Latin);
        assert_eq!(&*text.tokens()[0].key, "nato");
    }

    #[test]
    fn marks_have_one_key() {
        assert_eq!(
            keys("قال, ”نعم“ ; لا... \"كلا\" – ''ربما''"),
            "قال ، « نعم » ؛ لا … \" كلا \" - \" ربما \""
        );
    }

    #[test]
    fn spans_cover_marks_and_ligatures() {
        let text = Text::new("ﻻ كتابٌ");
        let spans: Vec<_> = text.tokens().iter().map(|t| (t.start, t.end)).collect();
        assert_eq!(spans, [(0, 1), (2, 7)]);
        assert_eq!(&*text.tokens()[0].form, "لا");
    }
}
