//! What a filter could be narrowed by: for each field the values that are there, with the number of their records.

use rusqlite::{Connection, params_from_iter};

use crate::events::Condition;
use crate::filter::EventFilter;
use crate::{Problem, Result, Store};

/// A value with the number of its records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// As a filter takes it.
    pub value: String,
    /// Words of an article for it, where the value is no name by itself.
    pub text: Option<String>,
    /// A name in Latin script, where there is one.
    pub name: Option<String>,
    /// How many records have it.
    pub records: u64,
}

/// The values of each field, the most frequent first. A field that the filter itself restricts is counted as if it did
/// not, so that one sees what else there is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// Types of acts.
    pub types: Vec<Facet>,
    /// Statuses.
    pub statuses: Vec<Facet>,
    /// Kinds of source; `none` where the outlet itself asserts it.
    pub sources: Vec<Facet>,
    /// Outlets.
    pub outlets: Vec<Facet>,
    /// Countries of the places.
    pub places: Vec<Facet>,
    /// Who acts: an id, or a code where there is none.
    pub actors: Vec<Facet>,
    /// On whom.
    pub recipients: Vec<Facet>,
}

/// Someone or something that records name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The words that name it most often.
    pub text: String,
    /// Its name in Latin script, where there is one.
    pub name: Option<String>,
    /// Its id, or its code where there is none.
    pub value: String,
    /// Mentions in shown records.
    pub mentions: u64,
}

impl Store {
    /// The values of each field among the records that a filter leaves, `most` of each at most.
    ///
    /// # Errors
    /// [`Problem::EmptyQuery`] for a text without a word.
    pub fn facets(&self, filter: &EventFilter, most: usize) -> Result<Facets> {
        self.snapshot(|db| facets(db, filter, most))
    }

    /// Phrases that name actors and recipients, the most frequent first.
    ///
    /// # Errors
    /// Only what the database itself may report.
    pub fn named(&self, most: usize) -> Result<Vec<Named>> {
        self.snapshot(|db| {
            let mut select = db.prepare_cached(
                "SELECT m.text, max(m.name), coalesce(m.actor_id, m.country || ' ' || m.sector) AS value, count(*) AS n
                 FROM mentions m JOIN records r ON r.id = m.record_id AND r.shown
                 GROUP BY m.text, value ORDER BY n DESC, m.text, value LIMIT ?1",
            )?;
            let rows = select.query_map([most as i64], |r| {
                Ok(Named {
                    text: r.get(0)?,
                    name: r.get(1)?,
                    value: r.get(2)?,
                    mentions: r.get(3)?,
                })
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}

fn facets(db: &Connection, filter: &EventFilter, most: usize) -> Result<Facets, Problem> {
    let count = |filter: &EventFilter, columns: &str, joins: &str, group: &str| {
        let condition = Condition::of(filter, None)?;
        let sql = format!(
            "SELECT {columns}, count(DISTINCT r.id) AS n FROM records r {joins} WHERE {}
             GROUP BY {group} ORDER BY n DESC, 1 LIMIT {most}",
            condition.sql()
        );
        let mut select = db.prepare_cached(&sql)?;
        let rows = select.query_map(params_from_iter(condition.values()), |r| {
            Ok(Facet {
                value: r.get(0)?,
                text: r.get(1)?,
                name: r.get(2)?,
                records: r.get(3)?,
            })
        })?;
        Ok::<_, Problem>(rows.collect::<rusqlite::Result<Vec<_>>>()?)
    };
    let own = |column: &str| format!("{column}, NULL, NULL");
    let outlet = "JOIN articles a ON a.id = r.article_id JOIN outlets o ON o.id = a.outlet_id";
    let source = "LEFT JOIN sources s ON s.record_id = r.id";
    let mention =
        |role: &str| format!("JOIN mentions m ON m.record_id = r.id AND m.role = '{role}'");
    let party = "coalesce(m.actor_id, m.country || ' ' || m.sector), max(m.text), max(m.name)";
    let without = |change: fn(&mut EventFilter)| {
        let mut wider = filter.clone();
        change(&mut wider);
        wider
    };
    Ok(Facets {
        types: count(&without(|f| f.types.clear()), &own("r.type"), "", "r.type")?,
        statuses: count(
            &without(|f| f.statuses.clear()),
            &own("r.status"),
            "",
            "r.status",
        )?,
        sources: count(
            &without(|f| f.sources.clear()),
            &own("coalesce(s.kind, 'none')"),
            source,
            "s.kind",
        )?,
        outlets: count(
            &without(|f| f.outlets.clear()),
            &own("o.name"),
            outlet,
            "o.id",
        )?,
        places: count(
            &without(|f| f.place = None),
            &own("r.place_country"),
            "",
            "r.place_country HAVING r.place_country IS NOT NULL",
        )?,
        actors: count(&without(|f| f.actor = None), party, &mention("actor"), "1")?,
        recipients: count(
            &without(|f| f.recipient = None),
            party,
            &mention("recipient"),
            "1",
        )?,
    })
}
