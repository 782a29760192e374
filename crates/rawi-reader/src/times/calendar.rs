//! Dates of the calendar: `26/7/2015`, `12 يناير (كانون الثاني) 2023`, `عام 2014`.

use super::*;

/// `12 يناير 2023`, `12 يناير (كانون الثاني)`, `يناير 2023`, `شهر يناير الماضي`.
pub(super) fn day_and_month(
    words: &[Word],
    names: &Names,
    lexicon: &Lexicon,
    published: Option<Date>,
    i: usize,
) -> Option<TimeExpression> {
    let day = integer(&words[i]).filter(|d| (1..=31).contains(d));
    let at = if day.is_some() { i + 1 } else { i };
    let at = if day.is_some() && words.get(at).is_some_and(|w| w.is("من")) {
        at + 1
    } else {
        at
    };
    let at = if words.get(at).is_some_and(|w| w.is_any(&["شهر", "الشهر"])) {
        at + 1
    } else {
        at
    };
    let (mut end, month, mut shift) = month_at(names, lexicon, at)?;
    // The same month in the other naming: `يناير (كانون الثاني)`, `يناير/كانون الثاني`.
    if words.get(end).is_some_and(|w| w.is_punct("(/ـ-–["))
        && let Some((e, m, direction)) = month_at(names, lexicon, end + 1)
        && m == month
    {
        shift += direction;
        end = if words.get(e).is_some_and(|w| w.is_punct(")]")) {
            e + 1
        } else {
            e
        };
    }
    let mut year = None;

    if words.get(end).is_some_and(|w| w.is_punct(")]"))
        && words
            .get(end + 1)
            .is_some_and(|w| w.is_any(&["الماضي", "المقبل", "الجاري", "المنصرم", "القادم"]))
    {
        end += 1;
    }
    if let Some(w) = words.get(end) {
        let skip = usize::from(w.is_any(&["عام", "سنه", "من"]) || w.is_punct("،,"));
        if let Some(y) = words
            .get(end + skip)
            .and_then(integer)
            .filter(|y| is_year(*y))
        {
            year = Some(y);
            end += skip + 1;
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
    let resolve = |y: i16| -> Option<Resolved> {
        match day {
            Some(d) => Date::new(y, month, i8::try_from(d).ok()?)
                .ok()
                .map(Resolved::day),
            None => {
                let from = Date::new(y, month, 1).ok()?;
                Some(Resolved {
                    from,
                    to: from.last_of_month(),
                    precision: Precision::Month,
                })
            }
        }
    };
    let (past, future) = match (year, published) {
        (Some(y), _) => (resolve(y), None),
        (None, Some(p)) => {
            let this = resolve(p.year())?;
            let before = if this.from > p {
                resolve(p.year() - 1)
            } else {
                Some(this.clone())
            };
            let after = if this.to < p {
                resolve(p.year() + 1)
            } else {
                Some(this)
            };
            match shift {
                1 => (after.clone(), after),
                -1 => (before, None),
                _ => (before, after),
            }
        }
        (None, None) => (None, None),
    };
    Some(TimeExpression {
        start: i,
        end,
        past,
        future,
    })
}

pub(super) fn month_at(names: &Names, lexicon: &Lexicon, i: usize) -> Option<(usize, i8, i16)> {
    let (end, rule) = time_rule(names, lexicon, i)?;
    let rule = rule.strip_prefix("month=")?;
    let (month, direction) = rule.split_once(' ').unwrap_or((rule, ""));
    let shift = match direction {
        "past" => -1,
        "next" => 1,
        _ => 0,
    };
    Some((end, month.parse().ok()?, shift))
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
        "لعام",
        "للعام",
        "في",
        "منذ",
        "اعوام",
        "مطلع",
        "نهايه",
        "اواخر",
    ]);
    let (at, introduces) = if introduces {
        (i + 1, true)
    } else {
        (i, false)
    };
    let y = words.get(at).and_then(integer).filter(|y| is_year(*y))?;
    if !introduces && !(i > 0 && words[i - 1].is_any(&["عام", "سنه", "العام"])) {
        return None;
    }
    one(i, at + 1, year_of(y))
}
