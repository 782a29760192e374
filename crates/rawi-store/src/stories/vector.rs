//! Articles and stories as weighted terms: takes terms with their weights, gives vectors, sums and likeness. Pure, and
//! the same to the last bit for the same input: everything is kept in the order of the terms.

use rusqlite::Connection;

use crate::Problem;
use crate::weave::counts::Weights;

/// Terms of an article's vector: those that tell most.
const ARTICLE: usize = 48;
/// Terms of a story's vector.
const STORY: usize = 96;

/// Terms with their weights, ascending by term.
pub(crate) type Vector = Vec<(u32, f32)>;

/// The vector of an article's terms on a day, of length 1.
pub(crate) fn vector(
    db: &Connection,
    weights: &mut Weights,
    terms: &[(u32, u8)],
) -> Result<Vector, Problem> {
    let mut out = Vec::with_capacity(terms.len());
    for (term, in_article) in terms {
        // Twice as often is not twice as telling.
        let often = 1.0 + f32::from(*in_article).ln();
        out.push((*term, often * weights.of(db, *term)?));
    }
    out.retain(|(_, w)| *w > 0.0);
    let mut out = heaviest(out, ARTICLE);
    let length = length(&out);
    for (_, weight) in &mut out {
        *weight /= length;
    }
    Ok(out)
}

/// The sum of two vectors, cut to the heaviest terms of a story.
pub(crate) fn sum(a: &[(u32, f32)], b: &[(u32, f32)]) -> Vector {
    let mut out = Vec::with_capacity(a.len() + b.len());
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) if x.0 == y.0 => {
                out.push((x.0, x.1 + y.1));
                i += 1;
                j += 1;
            }
            (Some(x), Some(y)) if x.0 > y.0 => {
                out.push(*y);
                j += 1;
            }
            (Some(x), _) => {
                out.push(*x);
                i += 1;
            }
            (None, Some(y)) => {
                out.push(*y);
                j += 1;
            }
            (None, None) => break,
        }
    }
    heaviest(out, STORY)
}

/// The product of a vector with another, over the terms of the first.
pub(crate) fn product(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    let mut out = 0.0;
    for (term, weight) in a {
        if let Ok(i) = b.binary_search_by_key(term, |(t, _)| *t) {
            out += weight * b[i].1;
        }
    }
    out
}

/// The length of a vector; never 0.
pub(crate) fn length(vector: &[(u32, f32)]) -> f32 {
    let square: f32 = vector.iter().map(|(_, w)| w * w).sum();
    square.sqrt().max(f32::MIN_POSITIVE)
}

fn heaviest(mut vector: Vector, most: usize) -> Vector {
    if vector.len() > most {
        vector.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        vector.truncate(most);
        vector.sort_by_key(|(term, _)| *term);
    }
    vector
}

/// A vector as bytes, for a column.
pub(crate) fn pack(vector: &[(u32, f32)]) -> Vec<u8> {
    vector
        .iter()
        .flat_map(|(term, weight)| {
            let [a, b, c, d] = term.to_le_bytes();
            let [e, f, g, h] = weight.to_le_bytes();
            [a, b, c, d, e, f, g, h]
        })
        .collect()
}

/// The vector of a column.
pub(crate) fn unpack(bytes: &[u8]) -> Vector {
    bytes
        .chunks_exact(8)
        .map(|b| {
            (
                u32::from_le_bytes([b[0], b[1], b[2], b[3]]),
                f32::from_le_bytes([b[4], b[5], b[6], b[7]]),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_keep_the_order_and_the_heaviest() {
        assert_eq!(
            sum(&[(1, 1.0), (3, 1.0)], &[(2, 1.0), (3, 2.0)]),
            [(1, 1.0), (2, 1.0), (3, 3.0)]
        );
        let many: Vector = (0..200).map(|i| (i, i as f32)).collect();
        let cut = sum(&many, &[]);
        assert_eq!((cut.len(), cut[0].0), (STORY, 104));
        assert_eq!(unpack(&pack(&cut)), cut);
    }

    #[test]
    fn likeness_of_a_vector_with_itself_is_one() {
        let v = [(1, 0.6), (2, 0.8)];
        let like = product(&v, &v) / (length(&v) * length(&v));
        assert!((like - 1.0).abs() < 1e-6);
    }
}
