//! Dates of the calendar: `26/7/2015`, `12 يناير (كانون الثاني) 2023`, `من 16 إلى 26 يناير`, `عام 2014`.

use super::*;

/// Forces and events called after a day (`قوى 14 آذار`, `ثورة 25 يناير`): no time of what they do.
const CALLED_AFTER: &[&str] = &[
    "قوي",
    "حركه",
    "فريق",
    "تحالف",
    "ثوره",
    "انتفاضه",
    "انقلاب",
    "جماعه",
    "معسكر",
    "حزب",
    "تيار",
    "ائتلاف",
    "بقوي",
    "لقوي",
    "وقوي",
];

/// A day, or the days from one to another, of a month that follows.
struct Days {
    first: i8,
    last: i8,
    end: usize,
}

/// `12 يناير 2023`, `الثاني عشر من يناير`, `يناير 2023`, `شهر يناير الماضي`, `15 رمضان 1443`.
pub(super) fn day_and_month(
    words: &[Word],
    names: &Names,
    lexicon: &Lexicon,
    published: Option<Date>,
    i: usize,
) -> Option<TimeExpression> {
    let days = days(words, names, lexicon, i);
    let mut at = days.as_ref().map_or(i, |d| d.end);
    if days.is_some() && words.get(at).is_some_and(|w| w.is("من")) {
        at += 1;
    }
    if words.get(at).is_some_and(|w| w.is("شهر")) {
        at += 1;
    }
    let month = match (month_at(names, lexicon, at), &days) {
        (Some(m), _) => m,
        (None, Some(days)) => return day_of_this_month(names, lexicon, published, i, at, days),
        (None, None) => return None,
    };
    let mut shift = month.shift;
    let mut end = month.end;
    // The same month in the other naming: `يناير (كانون الثاني)`, `يناير/كانون الثاني`.
    if words.get(end).is_some_and(|w| w.is_punct("(/ـ-–["))
        && let Some(other) = month_at(names, lexicon, end + 1)
        && other.of == month.of
    {
        shift += other.shift;
        end = other.end;
    }
    let bracket = words[at..end].iter().any(|w| w.is_punct("(["));
    if bracket && words.get(end).is_some_and(|w| w.is_punct(")]")) {
        end += 1;
    }
    let mut year = None;
    if let Some(w) = words.get(end) {
        let skip = usize::from(w.is_any(&["عام", "سنه", "من", "لعام"]) || w.is_punct("،,"));
        let number = words.get(end + skip).and_then(integer);
        let fits = |y: &i16| {
            if month.hijri {
                hijri::is_year(*y)
            } else {
                is_year(*y)
            }
        };
        if let Some(y) = number.filter(fits) {
            year = Some(y);
            end += skip + 1;
        } else if let Some((e, by)) = year_shift(names, lexicon, end).or_else(|| {
            w.is("من")
                .then(|| year_shift(names, lexicon, end + 1))
                .flatten()
        }) {
            // `في أغسطس من العام الماضي`
            year = published.and_then(|p| p.year().checked_add(by));
            end = e;
        } else if w.is_any(&["الماضي", "المنصرم", "الفائت"]) {
            end += 1;
            shift = -1;
        } else if w.is_any(&["المقبل", "القادم"]) {
            end += 1;
            shift = 1;
        } else if w.is_any(&["الجاري", "الحالي"]) {
            end += 1;
        }
    }
    if month.hijri
        && words
            .get(end)
            .is_some_and(|w| w.is_any(&["ه", "هـ", "هجري", "هجريه"]))
    {
        end += 1;
    }
    // `صفر`, `رجب`, `آب` are other words too.
    if month.ambiguous && days.is_none() && year.is_none() && shift == 0 && end == month.end {
        return None;
    }
    let mut t = TimeExpression {
        start: i,
        end,
        past: None,
        future: None,
    };
    if !called_after(words, i) {
        (t.past, t.future) = resolve(&month, days.as_ref(), year, shift, published);
    }
    Some(t)
}

/// What day and month mean: in the given year, or around the publication.
fn resolve(
    month: &Month,
    days: Option<&Days>,
    year: Option<i16>,
    shift: i16,
    published: Option<Date>,
) -> (Option<Resolved>, Option<Resolved>) {
    let on = |y: i16| -> Option<Resolved> {
        if month.hijri {
            let day = days.and_then(|d| u8::try_from(d.first).ok());
            return hijri::resolve(y, u8::try_from(month.of).ok()?, day);
        }
        let Some(days) = days else {
            return Some(month_of(Date::new(y, month.of, 1).ok()?));
        };
        let from = Date::new(y, month.of, days.first).ok()?;
        let mut to = Date::new(y, month.of, days.last).ok()?;
        if to < from {
            to = from;
        }
        let precision = if from == to {
            Precision::Day
        } else {
            Precision::Days
        };
        Some(Resolved {
            from,
            to,
            precision,
        })
    };
    let (before, after) = match (year, published) {
        (Some(y), _) => return (on(y), None),
        (None, None) => return (None, None),
        (None, Some(p)) if month.hijri => {
            let day = days.and_then(|d| u8::try_from(d.first).ok());
            let Ok(of) = u8::try_from(month.of) else {
                return (None, None);
            };
            hijri::around(p, of, day)
        }
        (None, Some(p)) => {
            let this = on(p.year());
            let begun = this.as_ref().is_some_and(|r| r.from <= p);
            let over = this.as_ref().is_some_and(|r| r.to < p);
            let before = if begun {
                this.clone()
            } else {
                on(p.year() - 1)
            };
            (before, if over { on(p.year() + 1) } else { this })
        }
    };
    match shift.signum() {
        1 => (after.clone(), after),
        -1 => (before, None),
        _ => (before, after),
    }
}

/// `12`, `الثاني عشر`, `من 16 إلى 26`: where a month may follow.
fn days(words: &[Word], names: &Names, lexicon: &Lexicon, i: usize) -> Option<Days> {
    let (first, mut end) = day(words, names, lexicon, i)?;
    let mut last = first;
    if words
        .get(end)
        .is_some_and(|w| w.is_any(&["الي", "حتي"]) || w.is_punct("-–ـ"))
        && let Some((to, e)) = day(words, names, lexicon, end + 1)
    {
        last = to;
        end = e;
    }
    Some(Days { first, last, end })
}

/// A number that may be a day of a month; an ordinal has the article.
fn day(words: &[Word], names: &Names, lexicon: &Lexicon, i: usize) -> Option<(i8, usize)> {
    let (n, end) = match words.get(i).and_then(integer) {
        Some(n) => (n, i + 1),
        None => {
            let (name, r) = names.longest(i, PhraseKind::Number)?;
            let value = lexicon.number(r.index).value;
            let ordinal = words[i].key.starts_with("ال");
            let whole = (1.0..=31.0).contains(&value) && value.fract() == 0.0;
            #[expect(clippy::cast_possible_truncation, reason = "a whole number up to 31")]
            (ordinal && whole).then_some((value as i16, name.end))?
        }
    };
    let n = i8::try_from(n).ok().filter(|n| (1..=31).contains(n))?;
    Some((n, end))
}

/// `في 12 من الشهر الجاري`, `12 الشهر الحالي`.
fn day_of_this_month(
    names: &Names,
    lexicon: &Lexicon,
    published: Option<Date>,
    i: usize,
    at: usize,
    days: &Days,
) -> Option<TimeExpression> {
    let (end, rule) = time_rule(names, lexicon, at)?;
    let by: i64 = rule.strip_prefix("month")?.parse().ok()?;
    let past = published
        .and_then(|p| p.checked_add(by.months()).ok())
        .and_then(|d| Date::new(d.year(), d.month(), days.first).ok());
    one(i, end, past.map(Resolved::day))
}

/// `العام الماضي`, `هذا العام` after a month.
fn year_shift(names: &Names, lexicon: &Lexicon, i: usize) -> Option<(usize, i16)> {
    let (end, rule) = time_rule(names, lexicon, i)?;
    Some((end, rule.strip_prefix("year")?.parse().ok()?))
}

/// `قوى 14 آذار`, `ثورة «25 يناير»`.
fn called_after(words: &[Word], i: usize) -> bool {
    let before = words[..i].iter().rev().find(|w| !w.opens_quote());
    before.is_some_and(|w| w.is_any(CALLED_AFTER))
}

/// A month by its name.
struct Month {
    of: i8,
    hijri: bool,
    shift: i16,
    ambiguous: bool,
    end: usize,
}

fn month_at(names: &Names, lexicon: &Lexicon, i: usize) -> Option<Month> {
    let (name, r) = names.longest(i, PhraseKind::Time)?;
    let rule = lexicon.time(r.index).rule.as_str();
    let (rule, hijri) = match rule.strip_prefix("hijri=") {
        Some(rule) => (rule, true),
        None => (rule.strip_prefix("month=")?, false),
    };
    let (month, direction) = rule.split_once(' ').unwrap_or((rule, ""));
    let shift = match direction {
        "past" => -1,
        "next" => 1,
        _ => 0,
    };
    Some(Month {
        of: month.parse().ok()?,
        hijri,
        shift,
        ambiguous: r.ambiguous,
        end: name.end,
    })
}

/// `26/7/2015`, `2015-07-26`.
pub(super) fn numeric_date(words: &[Word], i: usize) -> Option<TimeExpression> {
    let w = words.get(i).filter(|w| w.kind == TokenKind::Number)?;
    let parts: Vec<i16> = w
        .form
        .split(['/', '-', '.'])
        .map(str::parse)
        .collect::<Result<_, _>>()
        .ok()?;
    let [a, b, c] = parts[..] else { return None };
    let date = if a > 1000 {
        Date::new(a, i8::try_from(b).ok()?, i8::try_from(c).ok()?)
    } else {
        let year = if c < 100 { c + 2000 } else { c };
        Date::new(year, i8::try_from(b).ok()?, i8::try_from(a).ok()?)
    };
    one(i, i + 1, Some(Resolved::day(date.ok()?)))
}

/// `عام 2014`, `في 2014`.
pub(super) fn year(words: &[Word], i: usize) -> Option<TimeExpression> {
    let introduces = words[i].is_any(&[
        "عام",
        "سنه",
        "العام",
        "بعام",
        "في",
        "منذ",
        "اعوام",
        "مطلع",
        "نهايه",
        "اواخر",
        "خريف",
        "ربيع",
        "صيف",
        "شتاء",
    ]);
    let (at, introduces) = if introduces {
        (i + 1, true)
    } else {
        (i, false)
    };
    let y = words.get(at).and_then(integer).filter(|y| is_year(*y))?;
    // `1913- فرنسا تقترح …`, a line of a chronicle.
    let chronicle = i == 0 && words.get(1).is_some_and(|w| w.is_punct(":-–ـ"));
    if !introduces && !chronicle && !(i > 0 && words[i - 1].is_any(&["عام", "سنه", "العام"]))
    {
        return None;
    }
    one(i, at + 1, year_of(y))
}
