//! Independent sources: takes articles and the links between them, gives groups that speak with one voice. Pure.

use std::collections::BTreeMap;

/// So much of the larger one must be in the smaller one for the two to be the same piece.
const SAME: f64 = 0.5;

/// A link between two articles of a list, by their places in it, with the shares of each that the other has.
pub(crate) type Pair = (usize, usize, f64, f64);

/// The group of each of `count` articles, as the place of its first article in the list.
///
/// Two versions of one piece are one group. A piece inside longer ones joins the one that holds most of it, and no
/// other: a round-up does not make one voice of all that it holds.
pub(crate) fn groups(count: usize, pairs: &[Pair]) -> Vec<usize> {
    let mut group: Vec<usize> = (0..count).collect();
    let mut holder: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
    for &(a, b, a_in_b, b_in_a) in pairs {
        if a_in_b.min(b_in_a) >= SAME {
            union(&mut group, a, b);
            continue;
        }
        let (piece, whole, share) = if a_in_b >= b_in_a {
            (a, b, a_in_b)
        } else {
            (b, a, b_in_a)
        };
        let best = holder.entry(piece).or_insert((share, whole));
        if share > best.0 || (share == best.0 && whole < best.1) {
            *best = (share, whole);
        }
    }
    for (piece, (_, whole)) in holder {
        union(&mut group, piece, whole);
    }
    for i in 0..count {
        group[i] = root(&group, i);
    }
    group
}

/// How many groups there are.
pub(crate) fn independent(count: usize, pairs: &[Pair]) -> usize {
    let groups = groups(count, pairs);
    groups.iter().enumerate().filter(|(i, g)| i == *g).count()
}

fn root(group: &[usize], mut i: usize) -> usize {
    while group[i] != i {
        i = group[i];
    }
    i
}

fn union(group: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(group, a), root(group, b));
    // The smaller place is the root, whatever the order of the pairs.
    group[a.max(b)] = a.min(b);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_outlets_one_source() {
        let pairs: Vec<Pair> = (1..10).map(|i| (0, i, 0.9, 0.8)).collect();
        assert_eq!(independent(10, &pairs), 1);
        assert_eq!(independent(10, &[]), 10);
    }

    #[test]
    fn a_piece_joins_the_one_that_holds_most_of_it() {
        // 0 and 1 are the same; 2 is inside 1 more than inside 3.
        let pairs = [(0, 1, 0.9, 0.9), (2, 1, 0.95, 0.2), (3, 2, 0.1, 0.6)];
        assert_eq!(groups(4, &pairs), [0, 0, 0, 3]);
    }
}
