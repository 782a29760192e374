//! Pairs that were drawn, and drawing them: takes pairs one by one, keeps as many as are wanted, the same for the same
//! seed.

use std::collections::{BTreeMap, HashSet};

use crate::random::SplitMix;

/// One side of a pair.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    /// The article's id.
    pub id: String,
    /// The word that names the act, where the pair is one of records.
    pub span: Option<(u32, u32)>,
    /// What a person reads to judge by.
    pub shown: String,
}

/// A pair to be judged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawn {
    /// One side.
    pub first: Side,
    /// The other.
    pub second: Side,
    /// What else is to be read.
    pub remark: String,
    /// From which part of the corpus it was drawn.
    pub group: String,
    /// How many pairs there are in that part.
    pub of: u64,
    /// What Rawi says of it; nothing where it says that the two have nothing in common.
    pub found: Option<String>,
}

/// A sample of pairs of numbers, drawn as they come.
pub struct Reservoir {
    random: SplitMix,
    most: usize,
    kept: BTreeMap<u64, (usize, usize)>,
    offered: u64,
}

impl Reservoir {
    /// Begins; `most` are kept.
    pub const fn new(seed: u64, most: usize) -> Self {
        Self {
            random: SplitMix::new(seed),
            most,
            kept: BTreeMap::new(),
            offered: 0,
        }
    }

    /// One more pair.
    pub fn offer(&mut self, pair: (usize, usize)) {
        self.offered += 1;
        let number = self.random.next();
        let largest = self.kept.last_key_value().map_or(u64::MAX, |(n, _)| *n);
        if self.kept.len() < self.most || number < largest {
            self.kept.insert(number, pair);
            if self.kept.len() > self.most {
                self.kept.pop_last();
            }
        }
    }

    /// How many pairs came.
    pub const fn offered(&self) -> u64 {
        self.offered
    }

    /// So many pairs in random order, no article in two of them nor among those that are `used`.
    pub fn finish(self, count: usize, used: &mut HashSet<usize>) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        for (a, b) in self.kept.into_values() {
            if out.len() == count {
                break;
            }
            if !used.contains(&a) && !used.contains(&b) {
                used.extend([a, b]);
                out.push((a, b));
            }
        }
        out
    }
}

/// The same in an order that tells nothing, the sides as well.
pub fn shuffled(mut drawn: Vec<Drawn>, seed: u64) -> Vec<Drawn> {
    let mut random = SplitMix::new(seed ^ 0x5348_5546);
    for i in (1..drawn.len()).rev() {
        drawn.swap(i, random.below(i + 1));
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_draws_the_same_and_no_article_twice() {
        let draw = |seed| {
            let mut reservoir = Reservoir::new(seed, 60);
            for a in 0..40 {
                for b in 0..a {
                    reservoir.offer((a, b));
                }
            }
            assert_eq!(reservoir.offered(), 780);
            reservoir.finish(10, &mut HashSet::from([7]))
        };
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
        let all: Vec<usize> = draw(1).into_iter().flat_map(|(a, b)| [a, b]).collect();
        let once: HashSet<usize> = all.iter().copied().collect();
        assert!(all.len() == 20 && once.len() == 20 && !once.contains(&7));
    }

    #[test]
    fn shuffling_loses_nothing() {
        let drawn: Vec<Drawn> = (0..30)
            .map(|of| Drawn {
                of,
                ..Drawn::default()
            })
            .collect();
        let mut again = shuffled(drawn.clone(), 3);
        assert_ne!(again, drawn);
        again.sort_by_key(|d| d.of);
        assert_eq!(again, drawn);
    }
}
