//! The Islamic calendar (Umm al-Qura): `15 رمضان 1443`, `في شعبان الماضي`.

use icu_calendar::cal::Hijri;
use icu_calendar::types::Month;
use icu_calendar::{Date as AnyDate, Gregorian};
use jiff::civil::Date;
use rawi_model::Precision;

use super::Resolved;

/// Years that the calendar covers and a report may speak of.
const YEARS: std::ops::RangeInclusive<i16> = 1300..=1500;

/// Whether a number may be a year of it.
pub(super) fn is_year(n: i16) -> bool {
    YEARS.contains(&n)
}

/// A day, or a month where no day is given, of a year.
pub(super) fn resolve(year: i16, month: u8, day: Option<u8>) -> Option<Resolved> {
    if let Some(day) = day {
        return date(year, month, day).map(Resolved::day);
    }
    let from = date(year, month, 1)?;
    let next = if month == 12 {
        date(year + 1, 1, 1)
    } else {
        date(year, month + 1, 1)
    };
    // Two months of the one calendar may share a month of the other: the days are given.
    Some(Resolved {
        from,
        to: next?.yesterday().ok()?,
        precision: Precision::Days,
    })
}

/// The last such day or month that has begun by a day, and the next to come.
pub(super) fn around(p: Date, month: u8, day: Option<u8>) -> (Option<Resolved>, Option<Resolved>) {
    let near = (i32::from(p.year()) - 622) * 33 / 32;
    let years = (near - 1..=near + 3).filter_map(|y| i16::try_from(y).ok());
    let all = || years.clone().filter_map(|y| resolve(y, month, day));
    (
        all().take_while(|r| r.from <= p).last(),
        all().find(|r| r.to >= p),
    )
}

fn date(year: i16, month: u8, day: u8) -> Option<Date> {
    if !is_year(year) {
        return None;
    }
    let calendar = Hijri::new_umm_al_qura();
    let hijri = AnyDate::try_new(i32::from(year).into(), Month::new(month), day, calendar).ok()?;
    let d = hijri.to_calendar(Gregorian);
    Date::new(
        i16::try_from(d.year().extended_year()).ok()?,
        i8::try_from(d.month().ordinal).ok()?,
        i8::try_from(d.day_of_month().0).ok()?,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months() {
        let day = resolve(1443, 9, Some(15)).map(|r| r.when());
        assert_eq!(day.as_deref(), Some("2022-04-16"));
        let (past, future) = around(Date::constant(2023, 1, 13), 9, None);
        assert_eq!(past.map(|r| r.when()).as_deref(), Some("2022-04-02"));
        assert_eq!(future.map(|r| r.when()).as_deref(), Some("2023-03-23"));
        assert_eq!(resolve(1443, 13, None), None);
    }
}
