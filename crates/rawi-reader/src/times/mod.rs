//! Takes words and a day of publication, gives time expressions resolved to days, months or years.
//!
//! Relative words count from the publication (`أمس`, `الثلاثاء`, `الشهر الماضي`). A weekday without more may lie before or
//! after it: both readings are kept, and the tense of the act decides.

mod assign;
mod calendar;
mod hijri;
mod rules;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use rawi_arabic::TokenKind;
use rawi_lexicon::{Lexicon, PhraseKind};
use rawi_model::{Precision, WhenRange};

use crate::names::Names;
use crate::words::{Tag, Word};

pub(crate) use assign::{assign, looks_ahead};
use rules::resolve_rule;

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
            Some(mut t) if t.end > i => {
                i = t.end;
                // `بعد أيام على الهجوم`: counted from that.
                if words[t.start].is_any(&["بعد", "قبل"])
                    && words.get(i).is_some_and(|w| w.is_any(&["من", "علي"]))
                {
                    t.past = None;
                    t.future = None;
                }
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
    // `منذ عام 2015`
    let dated = words.get(end).and_then(integer).is_some_and(is_year);
    if dated && words[end - 1].is_any(&["عام", "سنه"]) {
        return None;
    }
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
