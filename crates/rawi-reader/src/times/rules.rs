//! What the rules of `times.txt` mean on a day: `day-1`, `month+1`, `hours-24..0`.

use jiff::civil::Date;
use jiff::{Span as Duration, ToSpan};
use rawi_model::Precision;

use super::{Resolved, month_of, year_of};

/// What a rule of `times.txt` means on a day.
pub(super) fn resolve_rule(rule: &str, p: Date) -> Option<Resolved> {
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
