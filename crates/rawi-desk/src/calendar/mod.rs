//! A calendar: takes a month and what falls into it, gives its weeks, day by day.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

/// What lasts longer than so many days is of the month, not of a day.
const DAYS: i32 = 3;

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    first: Date,
}

/// A month as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its weeks; days of other months fill the first and the last.
    pub weeks: Vec<[Day; 7]>,
    /// Items that fall into the month without being of a day, by their index.
    pub whole: Vec<usize>,
}

/// A day of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// Whether it is of the month.
    pub inside: bool,
    /// What falls on it, by index.
    pub items: Vec<usize>,
}

impl Month {
    /// The month of a day.
    pub fn of(day: Date) -> Self {
        Self {
            first: day.first_of_month(),
        }
    }

    /// Reads `2023-01`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let digits = |s: &str, n| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return None;
        }
        let first = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
        Some(Self { first })
    }

    /// Its first day.
    pub fn first(self) -> Date {
        self.first
    }

    /// Its last day.
    pub fn last(self) -> Date {
        self.first.last_of_month()
    }

    /// The month before it, where the calendar has one.
    pub fn before(self) -> Option<Self> {
        let first = self.first.checked_sub(1.month()).ok()?;
        Some(Self { first })
    }

    /// The month after it, where the calendar has one.
    pub fn after(self) -> Option<Self> {
        let first = self.first.checked_add(1.month()).ok()?;
        Some(Self { first })
    }

    /// As it stands in an address: `2023-01`.
    pub fn slug(self) -> String {
        format!("{:04}-{:02}", self.first.year(), self.first.month())
    }

    /// The month as a sheet; `items` are the first and last day of each item, and weeks begin on `start`.
    pub fn sheet(self, items: &[(Date, Date)], start: Weekday) -> Sheet {
        let back = self.first.weekday().since(start);
        // Nothing is before the first month of the calendar.
        let from = self
            .first
            .checked_sub(i64::from(back).days())
            .unwrap_or(self.first);
        let mut weeks = Vec::new();
        let mut day = from;
        'sheet: while day <= self.last() {
            let mut week = Vec::with_capacity(7);
            for _ in 0..7 {
                week.push(Day {
                    date: day,
                    inside: Self::of(day) == self,
                    items: on(day, items),
                });
                let Ok(next) = day.tomorrow() else {
                    break 'sheet;
                };
                day = next;
            }
            weeks.extend(<[Day; 7]>::try_from(week));
        }
        let whole = (0..items.len())
            .filter(|i| {
                let (from, to) = items[*i];
                is_long(from, to) && from <= self.last() && to >= self.first
            })
            .collect();
        Sheet { weeks, whole }
    }
}

fn is_long(from: Date, to: Date) -> bool {
    from.until(to).map_or(true, |span| span.get_days() >= DAYS)
}

fn on(day: Date, items: &[(Date, Date)]) -> Vec<usize> {
    (0..items.len())
        .filter(|i| {
            let (from, to) = items[*i];
            from <= day && day <= to && !is_long(from, to)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_month_has_its_weeks() {
        let month = Month::parse("2023-02").unwrap();
        let sheet = month.sheet(
            &[
                (date(2023, 2, 12), date(2023, 2, 12)),
                (date(2023, 2, 1), date(2023, 2, 28)),
                (date(2023, 1, 31), date(2023, 2, 1)),
                (date(2023, 3, 20), date(2023, 3, 20)),
            ],
            Weekday::Sunday,
        );
        // The first of February 2023 was a Wednesday.
        assert_eq!(sheet.weeks.len(), 5);
        assert_eq!(sheet.weeks[0][0].date, date(2023, 1, 29));
        assert!(!sheet.weeks[0][2].inside && sheet.weeks[0][3].inside);
        assert_eq!(sheet.weeks[0][3].items, [2]);
        assert_eq!(sheet.weeks[2][0].items, [0]);
        assert_eq!(sheet.whole, [1]);
        let days: usize = sheet.weeks.iter().flatten().filter(|d| d.inside).count();
        assert_eq!(days, 28);
    }

    #[test]
    fn months_are_read_and_written() {
        let month = Month::parse("2023-01").unwrap();
        assert_eq!(month.slug(), "2023-01");
        assert_eq!(month.before().unwrap().slug(), "2022-12");
        assert_eq!(month.after().unwrap().slug(), "2023-02");
        for wrong in [
            "",
            "2023",
            "2023-13",
            "2023-1",
            "-023-01",
            "2023-01-01",
            "٢٠٢٣-٠١",
        ] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
        // The edges of the calendar.
        let last = Month::parse("9999-12").unwrap();
        assert_eq!(last.after(), None);
        let _ = last.sheet(&[], Weekday::Sunday);
        let first = Month::of(Date::MIN);
        assert_eq!(first.before(), None);
        let _ = first.sheet(&[], Weekday::Sunday);
    }
}
