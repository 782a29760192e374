//! Pairs of articles within two days that share two actors, of three degrees of likeness in words.

use std::collections::{BTreeSet, HashMap, HashSet};

use anyhow::Result;
use rawi_model::Article;
use rawi_store::Store;

use super::corpus::{actors, like, load, vectors};
use super::draw::{Drawn, Reservoir, Side};
use super::show;

/// Pairs of each part.
const EACH: usize = 50;
/// Days that two articles are apart at most.
const WITHIN: i32 = 2;
/// Actors that they share.
const SHARED: usize = 2;
/// How alike their words are.
const PARTS: [(f64, f64, &str); 3] = [
    (0.35, 1.01, "alike"),
    (0.15, 0.35, "somewhat alike"),
    (0.0, 0.15, "hardly alike"),
];

/// Draws.
pub fn draw(store: &Store, seed: u64) -> Result<Vec<Drawn>> {
    let all = load(store)?;
    let vectors = vectors(&all);
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut parties: Vec<BTreeSet<u32>> = Vec::with_capacity(all.len());
    for one in &all {
        let named = actors(store, one)?;
        let number = |name| {
            let next = numbers.len() as u32;
            *numbers.entry(name).or_insert(next)
        };
        parties.push(named.into_iter().map(number).collect());
    }
    let mut reservoirs = PARTS.map(|_| Reservoir::new(seed, EACH * 20));
    for a in 0..all.len() {
        if parties[a].len() < SHARED {
            continue;
        }
        for b in a + 1..all.len() {
            if all[b].day - all[a].day > WITHIN {
                break;
            }
            if parties[a]
                .intersection(&parties[b])
                .nth(SHARED - 1)
                .is_none()
            {
                continue;
            }
            let like = like(&vectors[a], &vectors[b]);
            for ((low, high, _), reservoir) in PARTS.iter().zip(&mut reservoirs) {
                if (*low..*high).contains(&like) {
                    reservoir.offer((a, b));
                }
            }
        }
    }
    let mut used = HashSet::new();
    let mut out = Vec::new();
    for ((_, _, group), reservoir) in PARTS.iter().zip(reservoirs) {
        let of = reservoir.offered();
        for (a, b) in reservoir.finish(EACH, &mut used) {
            let (a, b) = (&all[a].article, &all[b].article);
            let found = store.story_of(&a.id)?.id == store.story_of(&b.id)?.id;
            out.push(Drawn {
                first: side(a),
                second: side(b),
                group: (*group).to_owned(),
                of,
                found: found.then(|| "story".to_owned()),
                ..Drawn::default()
            });
        }
    }
    Ok(out)
}

fn side(article: &Article) -> Side {
    Side {
        id: article.id.clone(),
        span: None,
        shown: show::beginning(article),
    }
}
