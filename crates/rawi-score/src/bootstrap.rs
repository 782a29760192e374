//! Counts of many passages in; for each figure the interval in which it would lie, in 95 of 100 cases, had other
//! passages of the same sort been drawn.

use std::collections::BTreeMap;
use std::ops::AddAssign;

/// How many times the passages are drawn anew.
pub const RESAMPLES: u32 = 1_000;

/// Counts that can be summed and give figures.
pub trait Measured: Default + for<'a> AddAssign<&'a Self> {
    /// Every figure by name; none where it is not defined.
    fn figures(&self) -> Vec<(String, Option<f64>)>;
}

/// A 95% interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// 2.5% of the resamples give no more than this.
    pub low: f64,
    /// 97.5% of them give no more than this.
    pub high: f64,
}

/// Percentile intervals over passages. The same parts and seed give the same intervals on every machine. One passage
/// says nothing about others, so there are no intervals then.
pub fn bootstrap<T: Measured>(parts: &[T], seed: u64) -> BTreeMap<String, Interval> {
    let mut random = SplitMix(seed);
    let mut seen: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    if parts.len() < 2 {
        return BTreeMap::new();
    }
    for _ in 0..RESAMPLES {
        let mut sum = T::default();
        for _ in parts {
            sum += &parts[random.below(parts.len())];
        }
        for (name, value) in sum.figures() {
            if let Some(value) = value {
                seen.entry(name).or_default().push(value);
            }
        }
    }
    seen.into_iter()
        .filter_map(|(name, mut values)| {
            values.sort_by(f64::total_cmp);
            let tail = values.len() / 40;
            let low = *values.get(tail)?;
            let high = *values.get(values.len() - 1 - tail)?;
            Some((name, Interval { low, high }))
        })
        .collect()
}

/// SplitMix64 (Steele, Lea and Flood 2014): small, and the same for ever.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`, which is not 0.
    #[expect(clippy::cast_possible_truncation, reason = "the product is below n")]
    fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tally;

    #[test]
    fn generator_is_the_published_one() {
        let mut random = SplitMix(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn interval_holds_the_figure_and_is_repeatable() {
        let parts: Vec<Tally> = (0..50)
            .map(|i| {
                let mut tally = Tally::default();
                tally.event.gold = 4;
                tally.event.predicted = 4;
                tally.event.right = i % 5;
                tally
            })
            .collect();
        let intervals = bootstrap(&parts, 7);
        let f1 = intervals["event.f1"];
        assert!(f1.low < 0.5 && 0.5 < f1.high && f1.high - f1.low < 0.3);
        assert_eq!(intervals, bootstrap(&parts, 7));
        assert!(!intervals.contains_key("kind"), "nothing to be right about");
        assert!(bootstrap::<Tally>(&[], 7).is_empty());
    }
}
