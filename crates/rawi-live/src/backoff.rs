//! When to try again: takes how often it failed, gives how long to wait. The chance in it comes from a seeded generator,
//! so that a run can be repeated.

use std::time::Duration;

/// No wait is longer, whatever a server asks for: a day.
pub(crate) const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// Waits that double with each failure.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Backoff {
    /// After the first failure.
    pub(crate) first: Duration,
    /// At most.
    pub(crate) most: Duration,
}

impl Backoff {
    /// The wait after so many failures in a row, from 1; between three quarters and five quarters of it, so that those
    /// who failed together do not come back together.
    pub(crate) fn after(self, failures: u32, chance: &mut fastrand::Rng) -> Duration {
        let doubled = 2u32.saturating_pow(failures.saturating_sub(1).min(20));
        spread(
            self.first.saturating_mul(doubled).min(self.most),
            chance,
            0.25,
        )
    }
}

/// A time, more or less a share of it.
pub(crate) fn spread(time: Duration, chance: &mut fastrand::Rng, share: f64) -> Duration {
    time.mul_f64(1.0 - share + 2.0 * share * chance.f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_bound_and_differ_by_seed_alone() {
        let backoff = Backoff {
            first: Duration::from_secs(60),
            most: LONGEST,
        };
        let waits = |seed| {
            let mut chance = fastrand::Rng::with_seed(seed);
            (1..40)
                .map(|n| backoff.after(n, &mut chance))
                .collect::<Vec<_>>()
        };
        assert_eq!(waits(7), waits(7));
        assert_ne!(waits(7), waits(8));
        for (n, wait) in waits(7).into_iter().enumerate() {
            let exact = 60.0 * 2f64.powi(n as i32);
            let exact = exact.min(LONGEST.as_secs_f64());
            let wait = wait.as_secs_f64();
            assert!((exact * 0.74..=exact * 1.26).contains(&wait), "{n}: {wait}");
        }
    }
}
