//! Pairs of articles near in words: half of them above the threshold of a copy, half near it.

use std::collections::{HashMap, HashSet};

use anyhow::Result;
use rawi_store::Store;

use super::corpus::{One, load, shared};
use super::draw::{Drawn, Reservoir, Side};
use super::show;

/// Pairs of each part.
const EACH: usize = 100;
/// Days that two articles are apart at most.
const WITHIN: i32 = 14;
/// Every so many runs of words, by their hash, articles are found by.
const SAMPLE: u64 = 6;
/// A run that stands in more articles finds none.
const COMMON: usize = 60;
/// Fewer shared runs are chance.
const FEWEST: usize = 12;
/// So much of the smaller one is in the larger one.
const PARTS: [(f64, f64, &str); 2] = [
    (0.5, 1.01, "half or more"),
    (0.25, 0.5, "a quarter to half"),
];

/// Draws.
pub fn draw(store: &Store, seed: u64) -> Result<Vec<Drawn>> {
    let all = load(store)?;
    let runs: Vec<Vec<u64>> = all.iter().map(One::runs).collect();
    let mut reservoirs = PARTS.map(|_| Reservoir::new(seed, EACH * 20));
    for (a, b) in near(&all, &runs) {
        let (share, n) = shared(&runs[a], &runs[b]);
        if n < FEWEST {
            continue;
        }
        for ((low, high, _), reservoir) in PARTS.iter().zip(&mut reservoirs) {
            if (*low..*high).contains(&share) {
                reservoir.offer((a, b));
            }
        }
    }
    let mut used = HashSet::new();
    let mut out = Vec::new();
    for ((_, _, group), reservoir) in PARTS.iter().zip(reservoirs) {
        let of = reservoir.offered();
        for (a, b) in reservoir.finish(EACH, &mut used) {
            let (a, b) = (&all[a].article, &all[b].article);
            let copies = store.copies(&a.id)?.copies;
            let found = copies.iter().any(|c| c.article.id == b.id);
            let side = |this: &rawi_model::Article, other| Side {
                id: this.id.clone(),
                span: None,
                shown: show::beside(this, other),
            };
            out.push(Drawn {
                first: side(a, b),
                second: side(b, a),
                group: (*group).to_owned(),
                of,
                found: found.then(|| "copy".to_owned()),
                ..Drawn::default()
            });
        }
    }
    Ok(out)
}

/// Pairs that share runs of words, in an order that is always the same.
fn near(all: &[One], runs: &[Vec<u64>]) -> Vec<(usize, usize)> {
    let mut by_run: HashMap<u64, Vec<usize>> = HashMap::new();
    for (i, runs) in runs.iter().enumerate() {
        for run in runs.iter().filter(|r| r.is_multiple_of(SAMPLE)) {
            by_run.entry(*run).or_default().push(i);
        }
    }
    let mut pairs: HashMap<(usize, usize), u32> = HashMap::new();
    for articles in by_run.values().filter(|a| a.len() <= COMMON) {
        for (i, a) in articles.iter().enumerate() {
            for b in &articles[i + 1..] {
                if all[*b].day - all[*a].day <= WITHIN {
                    *pairs.entry((*a, *b)).or_default() += 1;
                }
            }
        }
    }
    let mut out: Vec<(usize, usize)> = pairs
        .into_iter()
        .filter(|(_, n)| *n >= 2)
        .map(|(pair, _)| pair)
        .collect();
    out.sort_unstable();
    out
}
