//! Dates as records write them (`2023-01-12`, `2023-01`, `2023`) and the days that they may mean.

use jiff::civil::Date;
use rawi_model::{Precision, Record};

/// First and last day, ISO, and how exact the words are.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) precision: Precision,
}

/// The days that a date of a record may mean; `None` if it is no date.
pub(crate) fn range(when: &str) -> Option<Range> {
    let mut parts = when.split('-');
    let year: i16 = number(parts.next()?, 4)?;
    let month = parts
        .next()
        .map(|m| number(m, 2))
        .map_or(Some(None), |m| m.map(Some))?;
    let day = parts
        .next()
        .map(|d| number(d, 2))
        .map_or(Some(None), |d| d.map(Some))?;
    if parts.next().is_some() {
        return None;
    }
    let from = Date::new(year, month.unwrap_or(1) as i8, day.unwrap_or(1) as i8).ok()?;
    let (to, precision) = match (month, day) {
        (None, _) => (from.last_of_year(), Precision::Year),
        (Some(_), None) => (from.last_of_month(), Precision::Month),
        (Some(_), Some(_)) => (from, Precision::Day),
    };
    Some(Range {
        from: from.to_string(),
        to: to.to_string(),
        precision,
    })
}

fn number(digits: &str, len: usize) -> Option<i16> {
    let plain = digits.len() == len && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// First and last day that a record may have happened on, if it says.
pub(crate) fn of(record: &Record) -> Option<(String, String)> {
    if let Some(given) = &record.when_range
        && let (Some(from), Some(to)) = (range(&given.from), range(&given.to))
        && from.from <= to.to
    {
        return Some((from.from, to.to));
    }
    let range = range(record.when.as_deref()?)?;
    Some((range.from, range.to))
}

/// A day as the database sorts it: ISO, the empty string where it is unknown.
pub(crate) fn column(day: Option<Date>) -> String {
    day.map(|d| d.to_string()).unwrap_or_default()
}

/// Stands for a day that is unknown.
const UNKNOWN: i64 = -5_000_000;

/// Days since the beginning of 1970, for a row number that sorts by day; unknown days come before all others.
pub(crate) fn number_of(day: Option<Date>) -> i64 {
    day.and_then(|d| {
        let epoch = Date::constant(1970, 1, 1);
        let span = epoch.until(d).ok()?;
        Some(i64::from(span.get_days()))
    })
    .unwrap_or(UNKNOWN)
}

/// The day of a number of [`number_of`]; `None` for unknown days.
pub(crate) fn day_of(number: i64) -> Option<Date> {
    let days = jiff::Span::new().try_days(number).ok()?;
    (number > UNKNOWN)
        .then(|| Date::constant(1970, 1, 1).checked_add(days).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_mean_their_days() {
        let days = |s| range(s).map(|r| (r.from, r.to));
        let some = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(days("2023-02-12"), some("2023-02-12", "2023-02-12"));
        assert_eq!(days("2024-02"), some("2024-02-01", "2024-02-29"));
        assert_eq!(days("2023"), some("2023-01-01", "2023-12-31"));
        for wrong in [
            "",
            "2023-13",
            "2023-02-30",
            "23",
            "2023-1-2",
            "2023-01-01-01",
            "-2023",
        ] {
            assert_eq!(days(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_are_counted() {
        assert_eq!(number_of(Some(date(1970, 1, 2))), 1);
        assert_eq!(number_of(Some(date(2023, 1, 13))), 19_370);
        assert!(number_of(None) < number_of(Some(Date::MIN)));
    }
}
