//! Finding copies: takes an article's shingles, gives the links to articles of the fortnight before it. What is found
//! depends on the set of articles up to that day alone, never on the order in which they came.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension as _, params};

use super::direction::{Direction, Side, direction};
use crate::Problem;
use crate::weave::sketch::{prints, unpack};
use crate::weave::{PERIOD, REACH};

/// An article with fewer shingles says too little to be told from others.
const MIN_SHINGLES: usize = 12;
/// So many shingles must be shared.
const MIN_SHARED: usize = 12;
/// So much of the smaller one must be in the larger one.
pub(crate) const THRESHOLD: f64 = 0.5;
/// A print in more articles is a formula or a footer.
const COMMON: usize = 80;
/// A print that one outlet has on so many days is a formula.
const AGAIN: usize = 3;
/// Candidates that are looked at closely: those with the most prints in common.
const CLOSELY: usize = 60;

/// A link as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Link {
    /// The article of the same day or an earlier one.
    pub(crate) other: i64,
    /// Share of the article's shingles that the other has.
    pub(crate) inside: f64,
    /// Share of the other's shingles that the article has.
    pub(crate) holds: f64,
}

/// Puts an article's prints into the index.
pub(crate) fn insert(
    db: &Connection,
    article: i64,
    outlet: i64,
    day: i64,
    shingles: &[u32],
) -> Result<(), Problem> {
    if shingles.len() < MIN_SHINGLES {
        return Ok(());
    }
    let mut insert =
        db.prepare_cached("INSERT OR IGNORE INTO prints VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for print in prints(shingles) {
        insert.execute(params![day.div_euclid(PERIOD), print, day, article, outlet])?;
    }
    Ok(())
}

/// Takes an article's prints out of the index.
pub(crate) fn forget(
    db: &Connection,
    article: i64,
    day: i64,
    shingles: &[u32],
) -> Result<(), Problem> {
    let mut delete = db.prepare_cached(
        "DELETE FROM prints WHERE period = ?1 AND print = ?2 AND day = ?3 AND article_id = ?4",
    )?;
    for print in prints(shingles) {
        delete.execute(params![day.div_euclid(PERIOD), print, day, article])?;
    }
    Ok(())
}

/// Finds an article's links to those of its day and of the days before it, and stores them.
pub(crate) fn link(
    db: &Connection,
    article: i64,
    day: i64,
    shingles: &[u32],
) -> Result<Vec<Link>, Problem> {
    db.prepare_cached("DELETE FROM copies WHERE article_id = ?1")?
        .execute([article])?;
    if shingles.len() < MIN_SHINGLES {
        return Ok(Vec::new());
    }
    let mut links = Vec::new();
    let mut side = None;
    let looked = look(db, day, shingles)?;
    for other in candidates(db, &looked, article)? {
        let Some((there, theirs)) = stored(db, other)? else {
            continue;
        };
        let shared = shared(shingles, &there);
        let inside = shared as f64 / shingles.len() as f64;
        let holds = shared as f64 / there.len().max(1) as f64;
        if shared < MIN_SHARED || inside.max(holds) < THRESHOLD {
            continue;
        }
        if !more_than_formulas(db, day, &looked, (shingles, &there))? {
            continue;
        }
        if side.is_none() {
            side = stored(db, article)?.map(|(_, side)| side);
        }
        if let Some(ours) = &side {
            write(
                db,
                article,
                other,
                (inside, holds),
                &direction(ours, &theirs),
            )?;
        }
        links.push(Link {
            other,
            inside,
            holds,
        });
    }
    Ok(links)
}

/// The prints of an article as others of its fortnight have them.
struct Looked {
    /// Those that tell something, and those that are formulas.
    telling: BTreeSet<u32>,
    formulas: BTreeSet<u32>,
    /// The articles that have them, with the number that they share.
    sharers: HashMap<i64, u32>,
}

/// Looks up prints in the fortnight before a day. What is in too many articles, or what one outlet wrote on several
/// days, is a formula: a cable of congratulations is no copy of yesterday's to another head of state.
fn look(db: &Connection, day: i64, shingles: &[u32]) -> Result<Looked, Problem> {
    // `+`: SQLite works a statement out anew whenever the bare parameter of a limit is bound.
    let mut select = db.prepare_cached(
        "SELECT article_id, outlet_id, day FROM prints
         WHERE period = ?1 AND print = ?2 AND day BETWEEN ?3 AND ?4 LIMIT +?5",
    )?;
    let mut looked = Looked {
        telling: BTreeSet::new(),
        formulas: BTreeSet::new(),
        sharers: HashMap::new(),
    };
    let period = day.div_euclid(PERIOD);
    let mut found: Vec<(i64, i64, i64)> = Vec::new();
    for print in prints(shingles) {
        found.clear();
        for period in [period, period - 1] {
            let rows = select.query_map(
                params![period, print, day - REACH, day, COMMON as i64 + 1],
                |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
            )?;
            for row in rows {
                found.push(row?);
            }
        }
        if found.len() > COMMON {
            looked.formulas.insert(print);
            continue;
        }
        for (other, _, _) in &found {
            *looked.sharers.entry(*other).or_default() += 1;
        }
        let mut days: Vec<(i64, i64)> = found.iter().map(|(_, o, d)| (*o, *d)).collect();
        days.sort_unstable();
        days.dedup();
        let again = days.chunk_by(|a, b| a.0 == b.0).any(|c| c.len() >= AGAIN);
        if again {
            looked.formulas.insert(print);
        } else {
            looked.telling.insert(print);
        }
    }
    Ok(looked)
}

/// Articles that share enough prints, those that share most first.
fn candidates(db: &Connection, looked: &Looked, article: i64) -> Result<Vec<i64>, Problem> {
    let number = looked.telling.len() + looked.formulas.len();
    // A fifth of what half of a sample would give: chance lets few through, and misses fewer.
    let enough = (number as u32 / 10).clamp(2, 4);
    let mut out: Vec<(u32, i64)> = looked
        .sharers
        .iter()
        .filter(|(other, n)| **other != article && **n >= enough)
        .map(|(other, n)| (*n, *other))
        .collect();
    // Ties by what does not depend on the order of arrival.
    if out.len() > CLOSELY {
        let mut identity = db.prepare_cached("SELECT identity FROM articles WHERE id = ?1")?;
        let mut named = Vec::new();
        for (n, other) in out {
            let name: Option<String> = identity.query_row([other], |r| r.get(0)).optional()?;
            named.push((n, name.unwrap_or_default(), other));
        }
        named.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        named.truncate(CLOSELY);
        out = named.into_iter().map(|(n, _, other)| (n, other)).collect();
    }
    Ok(out.into_iter().map(|(_, other)| other).collect())
}

/// Whether two articles share more than formulas. `there` are the shingles of the other one.
fn more_than_formulas(
    db: &Connection,
    day: i64,
    ours: &Looked,
    (here, there): (&[u32], &[u32]),
) -> Result<bool, Problem> {
    let common: Vec<u32> = prints(there)
        .filter(|p| here.binary_search(p).is_ok())
        .collect();
    let telling = common.iter().filter(|p| ours.telling.contains(p)).count();
    if telling * 10 >= common.len() * 7 {
        return Ok(true);
    }
    // Mostly formulas: what the smaller one says beside them must be in the other one as well.
    let beside = if here.len() <= there.len() {
        ours.telling.len()
    } else {
        look(db, day, there)?.telling.len()
    };
    Ok(telling > 0 && telling * 2 >= beside)
}

fn stored(db: &Connection, article: i64) -> Result<Option<(Vec<u32>, Side)>, Problem> {
    Ok(db
        .prepare_cached(
            "SELECT shingles, outlet, credits, day, dated FROM woven WHERE article_id = ?1",
        )?
        .query_row([article], |r| {
            let credits: String = r.get(2)?;
            let day: i64 = r.get(3)?;
            let side = Side {
                outlet: r.get(1)?,
                credits: credits.split_whitespace().map(str::to_owned).collect(),
                day: r.get::<_, bool>(4)?.then_some(day),
            };
            Ok((unpack(r.get_ref(0)?.as_blob()?), side))
        })
        .optional()?)
}

/// How many numbers two ascending lists share.
fn shared(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                n += 1;
                i += 1;
                j += 1;
            }
        }
    }
    n
}

fn write(
    db: &Connection,
    article: i64,
    other: i64,
    (inside, holds): (f64, f64),
    direction: &Direction,
) -> Result<(), Problem> {
    let (origin, reason, via) = match direction {
        Direction::First(reason) => ("article", *reason, None),
        Direction::Second(reason) => ("other", *reason, None),
        Direction::Third(via) => ("third", "credit", Some(via)),
        Direction::Unknown => ("unknown", "", None),
    };
    db.prepare_cached("INSERT OR REPLACE INTO copies VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
        .execute(params![article, other, inside, holds, origin, reason, via])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shared_is_counted() {
        assert_eq!(shared(&[1, 3, 5, 9], &[2, 3, 9, 10]), 2);
        assert_eq!(shared(&[], &[1]), 0);
    }
}
