//! Who has to do with whom: takes a period, gives those who act and are acted upon most, and between each two of them the
//! number of acts, those of cooperation and of conflict apart.
//!
//! Acts are counted, not reports: records of one claim are one act, however many articles tell it.

mod tone;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use rusqlite::{Connection, params};

pub use tone::Tone;

use crate::{Party, Problem, Result, Store, dates, events};
use rawi_model::EventType;

/// What counts as one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Grain {
    /// A country with all its people and bodies; an organisation without a country is one by itself.
    #[default]
    Country,
    /// A country's government, army, opposition and so on, each for itself.
    Code,
    /// A person, a body, a group; who is not known by name, by country and sector.
    Actor,
}

/// Which network.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkFilter {
    /// Published on this day or later.
    pub since: Option<Date>,
    /// Published on this day or earlier.
    pub until: Option<Date>,
    /// Only acts in which this one takes part.
    pub about: Option<Party>,
    /// Who counts as one.
    pub grain: Grain,
    /// At most so many of those who have most to do with others.
    pub limit: usize,
}

/// Somebody in a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Country, code or id: what [`Party`] reads.
    pub key: String,
    /// The words by which it is named most often.
    pub text: String,
    /// Its name in Latin script, where those words name somebody of whom the lexicon has one.
    pub name: Option<String>,
    /// Acts with others of the network.
    pub acts: u32,
}

/// What is between two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// Index of the one among the nodes.
    pub a: usize,
    /// Index of the other.
    pub b: usize,
    /// Acts of cooperation, in words or in deeds.
    pub cooperation: u32,
    /// Acts of conflict, in words or in deeds.
    pub conflict: u32,
}

/// A network.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Network {
    /// Those in it, who has to do most with the others first.
    pub nodes: Vec<Node>,
    /// What is between them, most first.
    pub ties: Vec<Tie>,
    /// How many there are without the limit.
    pub all: usize,
}

impl Store {
    /// Who has to do with whom. What is only wanted, possible or denied does not count.
    ///
    /// # Errors
    /// [`Problem::EmptyQuery`] for a party without a word.
    pub fn network(&self, filter: &NetworkFilter) -> Result<Network> {
        self.snapshot(|db| network(db, filter))
    }
}

impl Grain {
    /// The key of a mention, as SQL; NULL for somebody of whom nothing is known.
    fn sql(self, mention: &str) -> String {
        let m = mention;
        match self {
            Self::Country => format!(
                "CASE WHEN {m}.country IN ('IGO', 'NGO', 'MNC') THEN {m}.actor_id ELSE nullif({m}.country, '---') END"
            ),
            Self::Code => {
                format!("iif({m}.country = '---', NULL, {m}.country || ' ' || {m}.sector)")
            }
            Self::Actor => format!(
                "coalesce({m}.actor_id, iif({m}.country = '---', NULL, {m}.country || ' ' || {m}.sector))"
            ),
        }
    }
}

/// Acts of cooperation and of conflict between two, by the smaller and the larger key.
type Counted = BTreeMap<(String, String), [u32; 2]>;

fn network(db: &Connection, filter: &NetworkFilter) -> Result<Network, Problem> {
    let counted = count(db, filter)?;
    let mut weights: BTreeMap<&str, u32> = BTreeMap::new();
    for ((a, b), acts) in &counted {
        for key in [a, b] {
            *weights.entry(key).or_default() += acts[0] + acts[1];
        }
    }
    let all = weights.len();
    let mut kept: Vec<(&str, u32)> = weights.into_iter().collect();
    kept.sort_by(|x, y| y.1.cmp(&x.1).then(x.0.cmp(y.0)));
    kept.truncate(filter.limit);
    // Counted again among those who are left: who had to do with many small ones may be alone now.
    let names: BTreeSet<&str> = kept.iter().map(|(key, _)| *key).collect();
    let among: Vec<(&(String, String), &[u32; 2])> = counted
        .iter()
        .filter(|((a, b), _)| names.contains(a.as_str()) && names.contains(b.as_str()))
        .collect();
    let mut acts: BTreeMap<&str, u32> = BTreeMap::new();
    for ((a, b), n) in &among {
        for key in [a, b] {
            *acts.entry(key).or_default() += n[0] + n[1];
        }
    }
    let mut order: Vec<(&str, u32)> = acts.into_iter().collect();
    order.sort_by(|x, y| y.1.cmp(&x.1).then(x.0.cmp(y.0)));
    let places: HashMap<&str, usize> = order
        .iter()
        .enumerate()
        .map(|(i, (k, _))| (*k, i))
        .collect();
    let mut ties: Vec<Tie> = among
        .iter()
        .filter_map(|((a, b), n)| {
            Some(Tie {
                a: *places.get(a.as_str())?,
                b: *places.get(b.as_str())?,
                cooperation: n[0],
                conflict: n[1],
            })
        })
        .collect();
    ties.sort_by_key(|t| (std::cmp::Reverse(t.cooperation + t.conflict), t.a, t.b));
    let nodes = order
        .iter()
        .map(|(key, acts)| {
            let (text, name) = called(db, filter.grain, key)?;
            Ok(Node {
                key: (*key).to_owned(),
                text,
                name,
                acts: *acts,
            })
        })
        .collect::<Result<_, Problem>>()?;
    Ok(Network { nodes, ties, all })
}

fn count(db: &Connection, filter: &NetworkFilter) -> Result<Counted, Problem> {
    let (a, b) = (filter.grain.sql("x"), filter.grain.sql("y"));
    let about = match &filter.about {
        Some(party) => Some(serde_json::to_string(&events::records_of(db, party)?)?),
        None => None,
    };
    // With `about` its records are few and lead; without it the index on publication does.
    let whose = if about.is_some() {
        "r.id IN (SELECT value FROM json_each(?3))"
    } else {
        "?3 IS NULL"
    };
    let sql = format!(
        "SELECT min({a}, {b}), max({a}, {b}), r.type, count(DISTINCT coalesce(m.claim_id, -r.id))
         FROM records r JOIN mentions x ON x.record_id = r.id AND x.role = 'actor'
         JOIN mentions y ON y.record_id = r.id AND y.role = 'recipient'
         LEFT JOIN claim_records m ON m.record_id = r.id
         WHERE r.shown AND r.published >= ?1 AND r.published <= ?2 AND {whose}
             AND r.status IN ('occurred', 'planned') AND {a} <> {b}
         GROUP BY 1, 2, 3"
    );
    let until = filter
        .until
        .map_or_else(|| "~".to_owned(), |day| day.to_string());
    let mut select = db.prepare_cached(&sql)?;
    let mut rows = select.query(params![dates::column(filter.since), until, about])?;
    let mut out = Counted::new();
    while let Some(row) = rows.next()? {
        let kind: String = row.get(2)?;
        let Ok(kind) = kind.parse::<EventType>() else {
            continue;
        };
        let acts = out.entry((row.get(0)?, row.get(1)?)).or_default();
        acts[usize::from(Tone::of(kind) == Tone::Conflict)] += row.get::<_, u32>(3)?;
    }
    Ok(out)
}

/// The words by which somebody is named most often, among the first mentions that there are.
fn called(db: &Connection, grain: Grain, key: &str) -> Result<(String, Option<String>), Problem> {
    const AMONG: i64 = 2000;
    let condition = match key.parse() {
        Ok(Party::Country(_)) if grain == Grain::Country => "country = ?1",
        Ok(Party::Code(_)) => "country = substr(?1, 1, 3) AND sector = substr(?1, 5)",
        _ => "actor_id = ?1",
    };
    let sql = format!(
        "SELECT text, max(name) FROM (SELECT text, name FROM mentions WHERE {condition} LIMIT {AMONG})
         GROUP BY text ORDER BY count(*) DESC, text LIMIT 1"
    );
    let mut select = db.prepare_cached(&sql)?;
    let mut rows = select.query([key])?;
    Ok(match rows.next()? {
        Some(row) => (row.get(0)?, row.get(1)?),
        None => (key.to_owned(), None),
    })
}
