//! Linear models: which candidate acts count, and which mention is whose. Takes features, gives probabilities.
//!
//! The weights are trained by `cargo xtask train` on annotated sentences and committed as text, one feature a line, so
//! that a change of weights shows in review and `explain` can name the features that tipped the scale.

use std::hash::Hasher as _;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHasher};

/// Features of one decision, hashed; their names too where somebody wants to see them.
#[derive(Debug, Default)]
pub(crate) struct Features {
    pub hashes: Vec<u64>,
    pub names: Option<Vec<String>>,
}

impl Features {
    /// Keeps the names, for training and explaining.
    pub(crate) fn named() -> Self {
        Self {
            hashes: Vec::with_capacity(48),
            names: Some(Vec::new()),
        }
    }

    /// Adds a feature: a template and the values that fill it.
    pub(crate) fn add(&mut self, template: &str, values: &[&str]) {
        let mut h = FxHasher::default();
        h.write(template.as_bytes());
        for v in values {
            h.write_u8(b'=');
            h.write(v.as_bytes());
        }
        self.hashes.push(h.finish());
        if let Some(names) = &mut self.names {
            let mut name = template.to_owned();
            for v in values {
                name.push('=');
                name.push_str(v);
            }
            names.push(name);
        }
    }
}

fn hash_of(name: &str) -> u64 {
    let mut h = FxHasher::default();
    let mut parts = name.split('=');
    h.write(parts.next().unwrap_or_default().as_bytes());
    for v in parts {
        h.write_u8(b'=');
        h.write(v.as_bytes());
    }
    h.finish()
}

/// A logistic regression with one weight a feature.
#[derive(Debug, Default)]
pub(crate) struct Linear {
    weights: FxHashMap<u64, f32>,
}

impl Linear {
    /// Reads `feature<TAB>weight` lines; a line that is neither is passed over.
    fn parse(text: &str, class: Option<&str>) -> Self {
        let weights = text
            .lines()
            .filter_map(|line| {
                let mut cells = line.split('\t');
                let (name, weight) = match class {
                    Some(class) => {
                        let (c, n, w) = (cells.next()?, cells.next()?, cells.next()?);
                        (c == class).then_some((n, w))?
                    }
                    None => (cells.next()?, cells.next()?),
                };
                Some((hash_of(name), weight.parse().ok()?))
            })
            .collect();
        Self { weights }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// The sum of the weights of the features; the larger, the likelier.
    pub(crate) fn score(&self, features: &Features) -> f32 {
        features
            .hashes
            .iter()
            .filter_map(|h| self.weights.get(h))
            .sum()
    }

    /// Between 0 and 1.
    pub(crate) fn probability(&self, features: &Features) -> f32 {
        1.0 / (1.0 + (-self.score(features)).exp())
    }

    /// The features that weigh most, for the derivation.
    pub(crate) fn heaviest(&self, features: &Features, most: usize) -> Vec<String> {
        let Some(names) = &features.names else {
            return Vec::new();
        };
        let mut weighed: Vec<(f32, &String)> = features
            .hashes
            .iter()
            .zip(names)
            .filter_map(|(h, n)| self.weights.get(h).map(|w| (*w, n)))
            .collect();
        weighed.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then_with(|| a.1.cmp(b.1)));
        weighed
            .into_iter()
            .take(most)
            .map(|(w, n)| format!("{n} {w:+.2}"))
            .collect()
    }
}

/// The models that ship.
#[derive(Debug, Default)]
pub(crate) struct Models {
    /// Whether a candidate is an act that counts.
    pub accept: Linear,
    /// Which mention is the doer, or nobody.
    pub actor: Linear,
    /// Which mention is the one to whom or against whom, or nobody.
    pub recipient: Linear,
}

impl Models {
    fn parse(accept: &str, role: &str) -> Self {
        Self {
            accept: Linear::parse(accept, None),
            actor: Linear::parse(role, Some("A")),
            recipient: Linear::parse(role, Some("R")),
        }
    }
}

/// The committed weights, read at the first call.
pub(crate) fn builtin() -> &'static Models {
    static MODELS: OnceLock<Models> = OnceLock::new();
    MODELS.get_or_init(|| {
        Models::parse(
            include_str!("../weights/accept.tsv"),
            include_str!("../weights/role.tsv"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_found_by_the_features_that_were_named() {
        let mut f = Features::named();
        f.add("type", &["ASSAULT"]);
        f.add("slot", &["object", "R"]);
        let m = Linear::parse("type=ASSAULT\t1.5\nslot=object=R\t-0.5\nother\t9\n", None);
        assert!((m.score(&f) - 1.0).abs() < 1e-6);
        assert_eq!(m.heaviest(&f, 1), ["type=ASSAULT +1.50"]);
        assert!((Linear::default().probability(&f) - 0.5).abs() < 1e-6);
    }
}
