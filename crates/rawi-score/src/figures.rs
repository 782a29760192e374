//! Counts in, shares out; and rounding as Python rounds.

use crate::{Counts, Share};

/// Precision, recall and their harmonic mean, unrounded.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Prf {
    /// Precision.
    pub p: f64,
    /// Recall.
    pub r: f64,
    /// F1.
    pub f1: f64,
}

/// A share; `0` of nothing is `0`.
pub(crate) fn ratio(n: u32, of: u32) -> f64 {
    if of == 0 {
        0.0
    } else {
        f64::from(n) / f64::from(of)
    }
}

impl Counts {
    /// Precision, recall and F1; zero where nothing was counted.
    pub fn prf(self) -> Prf {
        let p = ratio(self.right, self.predicted);
        let r = ratio(self.right, self.gold);
        // The order of the operations decides about the last bit.
        let f1 = if p + r > 0.0 {
            2.0 * p * r / (p + r)
        } else {
            0.0
        };
        Prf { p, r, f1 }
    }
}

impl Share {
    /// The share; none of nothing.
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| ratio(self.right, self.of))
    }
}

/// To three decimals, exactly as Python's `round(x, 3)`: from the value's own binary digits, a tie to the even
/// neighbour.
///
/// ```
/// assert_eq!(rawi_score::round3(2.0 / 3.0), 0.667);
/// assert_eq!(rawi_score::round3(0.0625), 0.062);
/// assert_eq!(rawi_score::round3(0.1875), 0.188);
/// ```
pub fn round3(x: f64) -> f64 {
    format!("{x:.3}").parse().unwrap_or(x)
}
