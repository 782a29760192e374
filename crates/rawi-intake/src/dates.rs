//! Dates as newspapers print them: any text in, the first date of publication in it out.
//!
//! ISO, RFC 2822, numeric (day first, Arabic-Indic digits too), Arabic month names of the Gulf, Egypt, the Levant and
//! Iraq, the Maghreb, and the Hijri calendar (Umm al-Qura). Where Hijri and Gregorian stand side by side
//! (`20 جمادى الآخرة 1444هـ الموافق 13 يناير 2023م`) the Gregorian one counts.

use icu_calendar::cal::Hijri;
use icu_calendar::types::Month as MonthOfYear;
use icu_calendar::{Date as AnyDate, Gregorian};
use jiff::civil::Date;

/// A date with where it stands in the text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) date: Date,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The first Gregorian date in `text`, else the first Hijri one.
pub(crate) fn find(text: &str) -> Option<Found> {
    let tokens = tokens(text);
    let mut hijri = None;
    for at in 0..tokens.len() {
        // A number glued to more digits (an identifier, a price) is no day.
        if let Some((found, is_hijri)) = at_token(&tokens, at) {
            if !is_hijri {
                return Some(found);
            }
            hijri = hijri.or(Some(found));
        }
    }
    hijri
}

/// [`find`], the date alone.
pub(crate) fn date(text: &str) -> Option<Date> {
    find(text).map(|found| found.date)
}

/// Seconds, or milliseconds, since 1970 as a day in UTC.
pub(crate) fn from_epoch(number: i64) -> Option<Date> {
    let seconds = if number.abs() > 100_000_000_000 {
        number / 1000
    } else {
        number
    };
    let timestamp = jiff::Timestamp::from_second(seconds).ok()?;
    Some(jiff::tz::Offset::UTC.to_datetime(timestamp).date())
}

#[derive(Debug, Clone)]
struct Token {
    kind: Kind,
    start: usize,
    end: usize,
}

#[derive(Debug, Clone, PartialEq)]
enum Kind {
    /// Value and number of digits.
    Number(i32, usize),
    /// In lower case, letters folded.
    Word(String),
    Mark(char),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        if let Some(digit) = digit(c) {
            if let Some(Token {
                kind: Kind::Number(value, len),
                end: last,
                ..
            }) = tokens.last_mut()
                && *last == start
            {
                *value = value.saturating_mul(10).saturating_add(digit);
                *len += 1;
                *last = end;
                continue;
            }
            tokens.push(Token {
                kind: Kind::Number(digit, 1),
                start,
                end,
            });
        } else if let Some(letter) = fold_char(c) {
            if let Some(Token {
                kind: Kind::Word(word),
                end: last,
                ..
            }) = tokens.last_mut()
                && *last == start
            {
                word.push(letter);
                *last = end;
                continue;
            }
            tokens.push(Token {
                kind: Kind::Word(letter.into()),
                start,
                end,
            });
        } else if is_silent(c) {
            // Vowel signs, tatweel and marks of direction neither add a letter nor end a word.
            if let Some(last) = tokens.last_mut()
                && last.end == start
            {
                last.end = end;
            }
        } else if !c.is_whitespace() && c != '،' && c != ',' && c != '.' {
            tokens.push(Token {
                kind: Kind::Mark(c),
                start,
                end,
            });
        }
    }
    tokens
}

/// The value of a digit: ASCII, Arabic-Indic or Persian.
fn digit(c: char) -> Option<i32> {
    let value = match c {
        '0'..='9' => c as u32 - '0' as u32,
        '٠'..='٩' => c as u32 - '٠' as u32,
        '۰'..='۹' => c as u32 - '۰' as u32,
        _ => return None,
    };
    i32::try_from(value).ok()
}

pub(crate) fn is_silent(c: char) -> bool {
    matches!(c, '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
}

/// A letter for comparison: lower case, one form of alef, ya and ta marbuta.
pub(crate) fn fold_char(c: char) -> Option<char> {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => Some('ا'),
        'ى' | 'ی' => Some('ي'),
        'ة' => Some('ه'),
        'ک' => Some('ك'),
        _ if is_silent(c) => None,
        _ if c.is_alphabetic() => c.to_lowercase().next(),
        _ => None,
    }
}

/// A date that starts with the token at `at`, and whether it is Hijri.
fn at_token(tokens: &[Token], at: usize) -> Option<(Found, bool)> {
    let kind = |i: usize| tokens.get(at + i).map(|t| &t.kind);
    let found = |date: Option<Date>, len: usize, hijri| {
        let (first, last) = (tokens.get(at)?, tokens.get(at + len - 1)?);
        Some((
            Found {
                date: date?,
                start: first.start,
                end: last.end,
            },
            hijri,
        ))
    };
    match (kind(0)?, kind(1), kind(2), kind(3), kind(4)) {
        // 2023-01-12, 1444/6/20, 12/1/2023, ١٢-١-٢٠٢٣
        (
            &Kind::Number(a, alen),
            Some(Kind::Mark(m1)),
            Some(&Kind::Number(b, blen)),
            Some(Kind::Mark(m2)),
            Some(&Kind::Number(c, clen)),
        ) if m1 == m2 && is_separator(*m1) && blen <= 2 => {
            let (year, month, day) = match (alen, clen) {
                (4, 1 | 2) => (a, b, c),
                // Day first, unless it cannot be.
                (1 | 2, 4) if b > 12 && a <= 12 => (c, a, b),
                (1 | 2, 4) => (c, b, a),
                _ => return None,
            };
            let hijri = (1300..1500).contains(&year);
            found(
                if hijri {
                    from_hijri(year, month, day)
                } else {
                    gregorian(year, month, day)
                },
                5,
                hijri,
            )
        }
        // 20230112 in addresses and attributes
        (&Kind::Number(a, 8), ..) => found(gregorian(a / 10_000, a / 100 % 100, a % 100), 1, false),
        // 12 يناير 2023, 20 جمادى الآخرة 1444, 12 كانون الثاني/يناير 2023, 12 Jan 2023
        (&Kind::Number(day, 1 | 2), ..) => {
            let mut next = at + 1;
            if matches!(kind(1), Some(Kind::Word(w)) if w == "من" || w == "st" || w == "nd" || w == "rd" || w == "th")
            {
                next += 1;
            }
            while matches!(
                tokens.get(next).map(|t| &t.kind),
                Some(Kind::Mark('-' | '/' | '–'))
            ) {
                next += 1;
            }
            let (month, after) = month_at(tokens, next)?;
            let (year, after) = year_at(tokens, after)?;
            let (date, hijri) = month.on(year, day);
            found(date, after - at, hijri)
        }
        // January 12, 2023
        (Kind::Word(_), ..) => {
            let (month, after) = month_at(tokens, at)?;
            let Kind::Number(day, 1 | 2) = tokens.get(after)?.kind else {
                return None;
            };
            let (year, after) = year_at(tokens, after + 1)?;
            let (date, hijri) = month.on(year, day);
            found(date, after - at, hijri)
        }
        _ => None,
    }
}

const fn is_separator(c: char) -> bool {
    matches!(c, '-' | '/' | '–' | '\\' | '٫' | '؍')
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Month {
    Gregorian(i32),
    Hijri(i32),
}

impl Month {
    fn on(self, year: i32, day: i32) -> (Option<Date>, bool) {
        match self {
            Self::Gregorian(month) => (gregorian(year, month, day), false),
            Self::Hijri(month) => (from_hijri(year, month, day), true),
        }
    }
}

/// The month that starts at `at`, with a second name after a slash or in brackets, and the token after it.
fn month_at(tokens: &[Token], at: usize) -> Option<(Month, usize)> {
    let word = |i: usize| match tokens.get(i).map(|t| &t.kind) {
        Some(Kind::Word(w)) => Some(w.as_str()),
        _ => None,
    };
    let first = word(at)?;
    let (month, mut next) = match word(at + 1).and_then(|second| month_of_two(first, second)) {
        Some(month) => (month, at + 2),
        None => (month_of_one(first)?, at + 1),
    };
    let mark = |i: usize| match tokens.get(i).map(|t| &t.kind) {
        Some(Kind::Mark(c)) => Some(*c),
        _ => None,
    };
    if matches!(mark(next), Some('/' | '(' | '-' | '\\'))
        && word(next + 1).is_some()
        && let Some((again, after)) = month_at(tokens, next + 1)
        && again == month
    {
        next = after + usize::from(mark(after) == Some(')'));
    } else if mark(next) == Some('-') {
        next += 1;
    }
    Some((month, next))
}

/// A year of four digits, perhaps after `عام` or `سنة`, perhaps glued to its era.
fn year_at(tokens: &[Token], at: usize) -> Option<(i32, usize)> {
    let at = match tokens.get(at).map(|t| &t.kind) {
        Some(Kind::Word(w)) if w == "عام" || w == "سنه" || w == "لعام" => at + 1,
        Some(Kind::Mark('/' | '-')) => at + 1,
        _ => at,
    };
    match tokens.get(at)?.kind {
        Kind::Number(year, 4) => {
            let era = matches!(tokens.get(at + 1).map(|t| &t.kind), Some(Kind::Word(w)) if w == "ه" || w == "م" || w == "هجري" || w == "ميلادي");
            Some((year, at + 1 + usize::from(era)))
        }
        _ => None,
    }
}

/// Whether a folded word alone names a month.
pub(crate) fn is_month(word: &str) -> bool {
    month_of_one(word).is_some()
}

fn month_of_one(word: &str) -> Option<Month> {
    const GREGORIAN: [&[&str]; 12] = [
        &["يناير", "جانفي", "january", "jan"],
        &["فبراير", "فيفري", "شباط", "february", "feb"],
        &["مارس", "اذار", "march", "mar"],
        &["ابريل", "افريل", "نيسان", "april", "apr"],
        &["مايو", "ماي", "ايار", "may"],
        &["يونيو", "يونيه", "جوان", "حزيران", "june", "jun"],
        &["يوليو", "يوليه", "يوليوز", "جويليه", "تموز", "july", "jul"],
        &["اغسطس", "اوت", "غشت", "اب", "august", "aug"],
        &["سبتمبر", "شتنبر", "ايلول", "september", "sep", "sept"],
        &["اكتوبر", "october", "oct"],
        &["نوفمبر", "نونبر", "november", "nov"],
        &["ديسمبر", "دجنبر", "december", "dec"],
    ];
    const HIJRI: [(&str, i32); 11] = [
        ("محرم", 1),
        ("المحرم", 1),
        ("صفر", 2),
        ("رجب", 7),
        ("شعبان", 8),
        ("رمضان", 9),
        ("شوال", 10),
        ("ذوالقعده", 11),
        ("ذوالحجه", 12),
        ("ذيالقعده", 11),
        ("ذيالحجه", 12),
    ];
    if let Some(at) = GREGORIAN.iter().position(|names| names.contains(&word)) {
        return i32::try_from(at + 1).ok().map(Month::Gregorian);
    }
    HIJRI
        .iter()
        .find(|(name, _)| *name == word)
        .map(|&(_, month)| Month::Hijri(month))
}

fn month_of_two(first: &str, second: &str) -> Option<Month> {
    Some(match (first, second) {
        ("كانون", "الثاني") => Month::Gregorian(1),
        ("تشرين", "الاول") => Month::Gregorian(10),
        ("تشرين", "الثاني") => Month::Gregorian(11),
        ("كانون", "الاول") => Month::Gregorian(12),
        ("ربيع", "الاول") => Month::Hijri(3),
        ("ربيع", "الاخر" | "الثاني") => Month::Hijri(4),
        ("جمادي", "الاولي" | "الاول") => Month::Hijri(5),
        ("جمادي", "الاخره" | "الثانيه" | "الاخر" | "الثاني") => {
            Month::Hijri(6)
        }
        ("ذو" | "ذي", "القعده") => Month::Hijri(11),
        ("ذو" | "ذي", "الحجه") => Month::Hijri(12),
        _ => return None,
    })
}

/// A day between 1900 and 2100: nothing older was published on a page.
fn gregorian(year: i32, month: i32, day: i32) -> Option<Date> {
    if !(1900..=2100).contains(&year) {
        return None;
    }
    Date::new(
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    )
    .ok()
}

/// A Hijri day in the Umm al-Qura calendar.
fn from_hijri(year: i32, month: i32, day: i32) -> Option<Date> {
    if !(1318..=1500).contains(&year) {
        return None;
    }
    let (month, day) = (month.try_into().ok()?, day.try_into().ok()?);
    let calendar = Hijri::new_umm_al_qura();
    let hijri = AnyDate::try_new(year.into(), MonthOfYear::new(month), day, calendar).ok()?;
    let date = hijri.to_calendar(Gregorian);
    gregorian(
        date.year().extended_year(),
        i32::from(date.month().ordinal),
        i32::from(date.day_of_month().0),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_as_they_are_printed() {
        for (text, day) in [
            ("2023-01-12T22:15:00+03:00", "2023-01-12"),
            ("2015-07-21 02:51:32", "2015-07-21"),
            ("Thu, 12 Jan 2023 19:15:00 GMT", "2023-01-12"),
            ("January 12, 2023", "2023-01-12"),
            ("الخميس 12 يناير 2023", "2023-01-12"),
            ("الخميس، ١٢ يناير/ كانون الثاني ٢٠٢٣", "2023-01-12"),
            ("نُشر في: 3 آب/أغسطس 2013 - 14:20", "2013-08-03"),
            ("12 كانون الثاني (يناير) 2023", "2023-01-12"),
            ("07 جويلية 2021", "2021-07-07"),
            ("15 غشت 2019", "2019-08-15"),
            ("نشر بتاريخ 12/1/2023", "2023-01-12"),
            ("1/25/2023", "2023-01-25"),
            ("٢٠٢٣/١/١٢", "2023-01-12"),
            ("الخميس 20 جمادى الآخرة 1444هـ", "2023-01-13"),
            ("20 جُمادى الآخرة 1444هـ الموافق 13 يناير 2023م", "2023-01-13"),
            ("1444/06/20", "2023-01-13"),
            ("1 رمضان 1444", "2023-03-23"),
            ("9 ذو الحجة 1444 هـ", "2023-06-27"),
            ("20230112", "2023-01-12"),
        ] {
            assert_eq!(
                date(text).map(|d| d.to_string()).as_deref(),
                Some(day),
                "{text}"
            );
        }
    }

    #[test]
    fn sees_no_date_where_there_is_none() {
        for text in [
            "",
            "قرار 2254",
            "بين 10 و20 قتيلاً",
            "32/13/2023",
            "في 12 يناير",
            "99999999",
            "2023",
            "30 فبراير 2023",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn says_where_the_date_stands() {
        let text = "القاهرة 12 يناير 2023 (أ ش أ)";
        let found = find(text).unwrap();
        assert_eq!(&text[found.start..found.end], "12 يناير 2023");
    }
}
