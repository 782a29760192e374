//! Counts over time as a strip of bars: takes days with counts and a period, gives bars in units of the strip.

use jiff::civil::Date;

/// Width of a strip in its own units.
pub const WIDTH: f64 = 600.0;
/// Height of its bars.
pub const HEIGHT: f64 = 36.0;
/// A strip has no more bars than these: days become weeks, weeks months.
const MOST: i32 = 70;

/// A bar of a strip.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// From the left; from the right where a page is read so.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// First day that it stands for.
    pub from: Date,
    /// The count.
    pub count: u32,
}

/// The bars of counts between two days; `most` is the count of a bar of full height. Periods without a count have none.
pub fn strip(counts: &[(Date, u32)], (first, last): (Date, Date), most: u32) -> Vec<Bar> {
    let days = between(first, last).max(0) + 1;
    let step = step(days);
    let bars = (days + step - 1) / step;
    let wide = WIDTH / f64::from(bars);
    sums(counts, first, step)
        .into_iter()
        .filter(|(i, _)| (0..bars).contains(i))
        .filter_map(|(i, count)| {
            let height = HEIGHT * f64::from(count) / f64::from(most.max(1));
            // One report is seen, too.
            let height = height.clamp(2.0, HEIGHT);
            Some(Bar {
                x: f64::from(i) * wide,
                y: HEIGHT - height,
                width: (wide - 1.0).clamp(1.0, 24.0),
                height,
                from: first
                    .checked_add(jiff::Span::new().try_days(i64::from(i * step)).ok()?)
                    .ok()?,
                count,
            })
        })
        .collect()
}

/// The highest count of a bar.
pub fn most(counts: &[(Date, u32)], (first, last): (Date, Date)) -> u32 {
    let step = step(between(first, last).max(0) + 1);
    sums(counts, first, step)
        .into_iter()
        .map(|(_, n)| n)
        .max()
        .unwrap_or(0)
}

/// How many days a bar stands for.
const fn step(days: i32) -> i32 {
    match days {
        ..=MOST => 1,
        _ if days <= 7 * MOST => 7,
        _ => {
            let months = (days + 30 * MOST - 1) / (30 * MOST);
            30 * months
        }
    }
}

fn between(first: Date, last: Date) -> i32 {
    first.until(last).map_or(0, |span| span.get_days())
}

/// The counts of each bar that has any, in order.
fn sums(counts: &[(Date, u32)], first: Date, step: i32) -> Vec<(i32, u32)> {
    let mut out = std::collections::BTreeMap::new();
    for (day, count) in counts {
        *out.entry(between(first, *day).div_euclid(step))
            .or_insert(0u32) += count;
    }
    out.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn bars_stand_where_their_days_are() {
        let period = (date(2024, 1, 1), date(2024, 1, 30));
        let counts = [(date(2024, 1, 1), 2), (date(2024, 1, 30), 4)];
        assert_eq!(most(&counts, period), 4);
        let bars = strip(&counts, period, 4);
        assert_eq!(bars.len(), 2);
        assert_eq!((bars[0].x, bars[1].x), (0.0, 580.0));
        assert_eq!((bars[0].height, bars[1].y), (18.0, 0.0));
        assert_eq!(bars[1].from, date(2024, 1, 30));
    }

    #[test]
    fn long_periods_are_summed() {
        let period = (date(2023, 1, 1), date(2023, 12, 31));
        let counts = [
            (date(2023, 1, 2), 1),
            (date(2023, 1, 5), 2),
            (date(2023, 6, 1), 1),
        ];
        let bars = strip(&counts, period, most(&counts, period));
        assert_eq!(bars.iter().map(|b| b.count).collect::<Vec<_>>(), [3, 1]);
        let ages = (Date::MIN, Date::MAX);
        let counts = [(Date::MIN, 1), (Date::MAX, 1)];
        assert!(strip(&counts, ages, 1).len() <= 2);
        assert!(strip(&[], period, 0).is_empty());
    }
}
