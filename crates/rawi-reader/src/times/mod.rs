//! Takes words and a day of publication, gives time expressions resolved to days, months or years.
//!
//! Relative words count from the publication (`أمس`, `الثلاثاء`, `الشهر الماضي`). A weekday without more may lie before or
//! after it: both readings are kept, and the tense of the act decides.

mod assign;
mod calendar;
mod hijri;

use jiff::civil::{Date, Weekday};
use jiff::{Span as Duration, ToSpan};
use rawi_arabic::TokenKind;
use rawi_lexicon::{Lexicon, PhraseKind};
use rawi_model::{Precision, WhenRange};

use crate::names::Names;
use crate::words::{Tag, Word};

pub(crate) use assign::{assign, looks_ahead};

/// A resolved time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Resolved {
    pub from: Date,
    pub to: Date,
    pub precision: Precision,
}

impl Resolved {
    fn day(d: Date) -> Self {
        Self {
            from: d,
            to: d,
            precision: Precision::Day,
        }
    }

    /// Day, month or year as it stands in a record.
    pub(crate) fn when(&self) -> String {
        match self.precision {
            Precision::Month => self.from.strftime("%Y-%m").to_string(),
            Precision::Year => self.from.strftime("%Y").to_string(),
            Precision::Day | Precision::Days | Precision::Week => self.from.to_string(),
        }
    }

    pub(crate) fn range(&self) -> WhenRange {
        WhenRange {
            from: self.from.to_string(),
            to: self.to.to_string(),
            precision: self.precision,
        }
    }
}

/// Words that tell a time.
#[derive(Debug, Clone)]
pub(crate) struct TimeExpression {
    pub start: usize,
    pub end: usize,
    /// What it means for an act that has happened.
    pub past: Option<Resolved>,
    /// What it means for one to come, where that differs.
    pub future: Option<Resolved>,
}

/// Finds the time expressions of a sentence, left to right.
pub(crate) fn find(
    words: &[Word],
    names: &Names,
    lexicon: &Lexicon,
    published: Option<Date>,
) -> Vec<TimeExpression> {
    let mut out: Vec<TimeExpression> = Vec::new();
    let mut i = 0;
    while i < words.len() {
        match expression(words, names, lexicon, published, i) {
            Some(t) if t.end > i => {
                i = t.end;
                // `مساء | أمس | الأحد`: neighbours are one expression; the more exact part stands.
                if let Some(last) = out.last_mut()
                    && let Some(bracketed) = neighbours(words, last, &t)
                {
                    last.end = t.end;
                    if bracketed && words.get(i).is_some_and(|w| w.is_punct(")]")) {
                        last.end += 1;
                        i += 1;
                    }
                    join(last, t, bracketed);
                    continue;
                }
                out.push(t);
            }
            _ => i += 1,
        }
    }
    out
}

/// Whether an expression goes on in the next, and whether that stands in brackets.
fn neighbours(words: &[Word], last: &TimeExpression, next: &TimeExpression) -> Option<bool> {
    // `الأربعاء والخميس` are two days; the first counts.
    if words[next.start].is_joined() {
        return None;
    }
    let between = words.get(last.end..next.start)?;
    match between {
        [] => Some(false),
        [w] if w.is_punct("([") => Some(true),
        [w] if w.is_punct("،,") && last.past.is_none() => Some(false),
        _ => None,
    }
}

/// The more exact part stands. `أمس (الاثنين)`, `اليوم (أمس)`: the reporter's own words in brackets, and a weekday beside a
/// day counted from a publication that came late.
fn join(last: &mut TimeExpression, next: TimeExpression, bracketed: bool) {
    let days = rank(&last.past) == 0 && rank(&next.past) == 0;
    let weekday = next.future.is_some();
    if last.past.is_none() || rank(&next.past) < rank(&last.past) || days && (weekday || bracketed)
    {
        let ahead = matches!((&last.past, &next.past), (Some(a), Some(b)) if a.from > b.from)
            && last.future.is_none()
            && weekday
            && !bracketed;
        // `غداً السبت` keeps to what is to come.
        if ahead {
            last.past = next
                .future
                .filter(|f| Some(f) == last.past.as_ref())
                .or(next.past);
        } else {
            last.past = next.past;
            last.future = next.future.filter(|_| !days);
        }
    }
}

fn rank(r: &Option<Resolved>) -> u8 {
    match r.as_ref().map(|r| r.precision) {
        Some(Precision::Day) => 0,
        Some(Precision::Days) => 1,
        Some(Precision::Week) => 2,
        Some(Precision::Month) => 3,
        Some(Precision::Year) => 4,
        None => 5,
    }
}

fn expression(
    words: &[Word],
    names: &Names,
    lexicon: &Lexicon,
    published: Option<Date>,
    i: usize,
) -> Option<TimeExpression> {
    calendar::numeric_date(words, i)
        .or_else(|| calendar::day_and_month(words, names, lexicon, published, i))
        .or_else(|| ago(words, i, published))
        .or_else(|| calendar::year(words, i))
        .or_else(|| phrase(words, names, lexicon, published, i))
}

fn one(start: usize, end: usize, past: Option<Resolved>) -> Option<TimeExpression> {
    Some(TimeExpression {
        start,
        end,
        past,
        future: None,
    })
}

fn integer(w: &Word) -> Option<i16> {
    (w.kind == TokenKind::Number)
        .then(|| w.form.parse().ok())
        .flatten()
}

fn is_year(n: i16) -> bool {
    (1900..2100).contains(&n)
}

fn time_rule<'l>(names: &Names, lexicon: &'l Lexicon, i: usize) -> Option<(usize, &'l str)> {
    names
        .longest(i, PhraseKind::Time)
        .map(|(n, r)| (n.end, lexicon.time(r.index).rule.as_str()))
}

/// `قبل ثلاثة أيام`, `منذ شهرين`, `قبل عامين`.
fn ago(words: &[Word], i: usize, published: Option<Date>) -> Option<TimeExpression> {
    if !words[i].is_any(&["قبل", "منذ"]) {
        return None;
    }
    let about = words
        .get(i + 1)
        .is_some_and(|w| w.is_any(&["نحو", "حوالي", "قرابه", "زهاء"]));
    let i0 = i;
    let i = i + usize::from(about);
    let next = words.get(i + 1)?;
    let count = integer(next).or_else(|| {
        Some(match &*next.key {
            "ثلاثه" | "ثلاث" => 3,
            "اربعه" | "اربع" => 4,
            "خمسه" | "خمس" => 5,
            "سته" | "ست" => 6,
            "سبعه" | "سبع" => 7,
            "ثمانيه" | "ثماني" => 8,
            "تسعه" | "تسع" => 9,
            "عشره" | "عشر" => 10,
            _ => return None,
        })
    });
    let at = if count.is_some() { i + 2 } else { i + 1 };
    let unit = words.get(at)?;
    let (n, unit) = match (&*unit.key, count) {
        ("يومين", None) => (2, Unit::Day),
        ("يوم", None) => (1, Unit::Day),
        ("ايام" | "يوما", Some(n)) => (n, Unit::Day),
        ("اسبوع", None) => (1, Unit::Week),
        ("اسبوعين", None) => (2, Unit::Week),
        ("اسابيع", Some(n)) => (n, Unit::Week),
        ("شهر", None) => (1, Unit::Month),
        ("شهرين", None) => (2, Unit::Month),
        ("اشهر" | "شهور" | "شهرا", Some(n)) => (n, Unit::Month),
        ("عام" | "سنه", None) => (1, Unit::Year),
        ("عامين" | "سنتين", None) => (2, Unit::Year),
        ("اعوام" | "سنوات" | "عاما" | "سنه", Some(n)) => (n, Unit::Year),
        ("ساعات" | "ساعه", _) => (0, Unit::Day),
        _ => return None,
    };
    // `منذ عام 2015`
    if words.get(at + 1).and_then(integer).is_some_and(is_year) {
        return None;
    }
    let past = published.and_then(|p| unit.before(p, n));
    one(i0, at + 1, past)
}

#[derive(Debug, Clone, Copy)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    fn before(self, p: Date, n: i16) -> Option<Resolved> {
        let n = i64::from(n);
        Some(match self {
            Self::Day => Resolved::day(p.checked_sub(n.days()).ok()?),
            Self::Week => {
                let d = p.checked_sub(n.weeks()).ok()?;
                Resolved {
                    from: d,
                    to: d,
                    precision: Precision::Week,
                }
            }
            Self::Month => month_of(p.checked_sub(n.months()).ok()?),
            Self::Year => year_of(p.checked_sub(n.years()).ok()?.year())?,
        })
    }
}

fn month_of(d: Date) -> Resolved {
    Resolved {
        from: d.first_of_month(),
        to: d.last_of_month(),
        precision: Precision::Month,
    }
}

fn year_of(y: i16) -> Option<Resolved> {
    Some(Resolved {
        from: Date::new(y, 1, 1).ok()?,
        to: Date::new(y, 12, 31).ok()?,
        precision: Precision::Year,
    })
}

/// An expression of the lexicon.
fn phrase(
    words: &[Word],
    names: &Names,
    lexicon: &Lexicon,
    published: Option<Date>,
    i: usize,
) -> Option<TimeExpression> {
    let (mut end, rule) = time_rule(names, lexicon, i)?;
    // `فجر`, `صباح` are other words too: a time only beside another.
    let ambiguous = names
        .longest(i, PhraseKind::Time)
        .is_some_and(|(_, r)| r.ambiguous);
    if ambiguous && time_rule(names, lexicon, end).is_none() {
        return None;
    }
    // `لليوم الخامس على التوالي`, `في اليوم التالي`
    let counted = words
        .get(end)
        .is_some_and(|w| w.has_article() && matches!(w.tag, Tag::Adjective | Tag::Number));
    if rule == "day+0" && end == i + 1 && counted && words[i].key.ends_with("يوم") {
        return None;
    }
    let (rule, direction) = match rule.split_once(' ') {
        Some((rule, direction)) => (rule, direction),
        None => (rule, ""),
    };
    let mut t = TimeExpression {
        start: i,
        end,
        past: None,
        future: None,
    };
    let Some(p) = published else { return Some(t) };
    if let Some(n) = rule.strip_prefix("weekday=") {
        let wanted = Weekday::from_monday_zero_offset(n.parse().ok()?).ok()?;
        let back = i64::from(wanted.until(p.weekday()));
        let past = p.checked_sub(back.days()).ok()?;
        let ahead = i64::from(p.weekday().until(wanted));
        let future = p.checked_add(ahead.days()).ok()?;
        if let Some(w) = words.get(end) {
            if w.is_any(&["الماضي", "المنصرم", "الفائت"]) {
                end += 1;
                let d = if back == 0 {
                    p.checked_sub(7.days()).ok()?
                } else {
                    past
                };
                t.past = Some(Resolved::day(d));
            } else if w.is_any(&["المقبل", "القادم", "التالي"]) {
                end += 1;
                let d = if ahead == 0 {
                    p.checked_add(7.days()).ok()?
                } else {
                    future
                };
                t.past = Some(Resolved::day(d));
            }
        }
        if t.past.is_none() {
            t.past = Some(Resolved::day(if direction == "next" {
                future
            } else {
                past
            }));
            t.future = direction.is_empty().then(|| Resolved::day(future));
        }
        t.end = end;
        return Some(t);
    }
    t.past = resolve_rule(rule, p);
    if let Some(day) = rule.strip_prefix("hijri=") {
        let (month, day) = day.split_once('-')?;
        (t.past, t.future) = hijri::around(p, month.parse().ok()?, Some(day.parse().ok()?));
    }
    // `اليوم السبت` in a report that came out on Sunday.
    if end > i + 1
        && let Some((_, "weekday", n)) = time_rule(names, lexicon, end - 1)
            .and_then(|(e, rule)| rule.split_once('=').map(|(a, b)| (e, a, b)))
        && let Some(day) = t.past.as_ref().filter(|r| r.precision == Precision::Day)
    {
        let wanted = Weekday::from_monday_zero_offset(n.parse().ok()?).ok()?;
        let back = i64::from(wanted.until(day.from.weekday()));
        t.past = day.from.checked_sub(back.days()).ok().map(Resolved::day);
    }
    Some(t)
}

/// What a rule of `times.txt` means on a day.
pub(crate) fn resolve_rule(rule: &str, p: Date) -> Option<Resolved> {
    // `month+1:start`: the part of a period is kept as the period.
    let rule = rule.split_once(':').map_or(rule, |(rule, _)| rule);
    if let Some(day) = rule.strip_prefix("date=") {
        let (month, day) = day.split_once('-')?;
        return Date::new(p.year(), month.parse().ok()?, day.parse().ok()?)
            .ok()
            .map(Resolved::day);
    }
    let shift = |unit: &str| -> Option<(i64, i64)> {
        let rest = rule.strip_prefix(unit)?;
        match rest.split_once("..") {
            Some((a, b)) => Some((a.parse().ok()?, b.parse().ok()?)),
            None => rest.parse().ok().map(|n| (n, n)),
        }
    };
    let add = |s: Duration| p.checked_add(s).ok();
    if let Some((a, b)) = shift("day") {
        let precision = if a == b {
            Precision::Day
        } else {
            Precision::Days
        };
        return Some(Resolved {
            from: add(a.days())?,
            to: add(b.days())?,
            precision,
        });
    }
    if let Some((a, b)) = shift("hours") {
        let hours = |n: i64| n.div_euclid(24);
        let precision = if hours(a) == hours(b) {
            Precision::Day
        } else {
            Precision::Days
        };
        return Some(Resolved {
            from: add(hours(a).days())?,
            to: add(hours(b).days())?,
            precision,
        });
    }
    if let Some((a, b)) = shift("week") {
        // As ISO 8601 has it: the days of a record are written by it too.
        let start = p
            .checked_sub(i64::from(p.weekday().to_monday_zero_offset()).days())
            .ok()?;
        let from = start.checked_add(a.weeks()).ok()?;
        let to = start
            .checked_add(b.weeks())
            .ok()?
            .checked_add(6.days())
            .ok()?;
        return Some(Resolved {
            from,
            to,
            precision: Precision::Week,
        });
    }
    if let Some((a, b)) = shift("month") {
        let from = month_of(add(a.months())?);
        let to = month_of(add(b.months())?);
        return Some(Resolved {
            from: from.from,
            to: to.to,
            precision: Precision::Month,
        });
    }
    if let Some((a, b)) = shift("year") {
        let from = year_of(add(a.years())?.year())?;
        let to = year_of(add(b.years())?.year())?;
        return Some(Resolved {
            from: from.from,
            to: to.to,
            precision: Precision::Year,
        });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(rule: &str) -> String {
        resolve_rule(rule, Date::constant(2023, 1, 13)).map_or_else(String::new, |r| r.when())
    }

    #[test]
    fn rules_count_from_the_publication() {
        assert_eq!(when("day-1"), "2023-01-12");
        assert_eq!(when("day+0"), "2023-01-13");
        assert_eq!(when("month-1"), "2022-12");
        assert_eq!(when("year-1"), "2022");
        assert_eq!(when("hours-24..0"), "2023-01-12");
        assert_eq!(when("part"), "");
    }
}
