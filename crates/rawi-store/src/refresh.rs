//! Working out the effective view of an article anew: whenever it is read, and whenever it is corrected.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rawi_arabic::Text;
use rawi_model::Record;
use rusqlite::{Connection, params};

use crate::correction::KeptChange;
use crate::effective::{self, Kept, Outcome, Slot};
use crate::relocate::Relocation;
use crate::{Problem, RecordId, rows, weave};

/// Applies the corrections of an article to its present version and writes what came of it. `machine` is what the
/// machine reads now; `None` for what is stored.
pub(crate) fn refresh(
    db: &Connection,
    article: i64,
    version: i64,
    words: &str,
    text: &Text,
    machine: Option<Vec<Record>>,
) -> Result<(), Problem> {
    let machine = match machine {
        Some(records) => records,
        None => machine_records(db, version)?,
    };
    let corrections = corrections(db, article)?;
    let (slots, outcomes) = view(db, version, words, machine, &corrections)?;
    let published: String = db
        .prepare_cached("SELECT coalesce(published, '') FROM article_versions WHERE id = ?1")?
        .query_row([version], |r| r.get(0))?;
    let target = rows::Target {
        article,
        version,
        published: &published,
        text,
    };
    weave::changed(db, article)?;
    let ids = rows::replace(db, &target, &slots)?;
    let mut insert = db.prepare_cached(
        "INSERT OR REPLACE INTO correction_standing (correction_id, standing, record_id) VALUES (?1, ?2, ?3)",
    )?;
    for (kept, outcome) in corrections.iter().zip(outcomes) {
        let (standing, record) = match outcome {
            Outcome::Applied(slot) => ("applied", Some(ids[slot])),
            Outcome::Settled => ("settled", None),
            Outcome::Detached => ("detached", None),
            Outcome::Undone => ("undone", None),
            Outcome::Undoing => ("undoing", None),
        };
        insert.execute(params![kept.id, standing, record])?;
    }
    Ok(())
}

/// The effective view of a version of which the machine read these records.
pub(crate) fn view(
    db: &Connection,
    version: i64,
    words: &str,
    machine: Vec<Record>,
    corrections: &[Kept],
) -> Result<(Vec<Slot>, Vec<Outcome>), Problem> {
    let mut ways: BTreeMap<i64, (String, OnceCell<Relocation<'_>>)> = BTreeMap::new();
    for kept in corrections {
        if let Entry::Vacant(way) = ways.entry(kept.version) {
            let old = if kept.version == version {
                words.to_owned()
            } else {
                db.prepare_cached("SELECT text FROM article_versions WHERE id = ?1")?
                    .query_row([kept.version], |r| r.get(0))?
            };
            way.insert((old, OnceCell::new()));
        }
    }
    Ok(effective::apply(machine, corrections, |version| {
        let (old, way) = ways.get(&version)?;
        Some(way.get_or_init(|| Relocation::new(old, words)))
    }))
}

/// What the machine read in a version, in order.
pub(crate) fn machine_records(db: &Connection, version: i64) -> Result<Vec<Record>, Problem> {
    let mut select = db.prepare_cached(
        "SELECT machine FROM records JOIN record_json ON record_id = id
         WHERE version_id = ?1 AND machine IS NOT NULL ORDER BY position",
    )?;
    let mut rows = select.query([version])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(serde_json::from_str(
            row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?,
        )?);
    }
    Ok(out)
}

/// The corrections of an article, oldest first.
pub(crate) fn corrections(db: &Connection, article: i64) -> Result<Vec<Kept>, Problem> {
    let mut select = db.prepare_cached(
        "SELECT id, version_id, span_start, span_end, type, kind, value, record, undoes
         FROM corrections WHERE article_id = ?1 ORDER BY id",
    )?;
    let mut rows = select.query([article])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let base: Option<String> = row.get(7)?;
        out.push(Kept {
            id: row.get(0)?,
            version: row.get(1)?,
            span: rawi_model::Span::new(row.get(2)?, row.get(3)?),
            kind: parsed(row, 4)?,
            change: change(&row.get::<_, String>(5)?, row.get(6)?, row.get(8)?)?,
            base: base.map(|json| serde_json::from_str(&json)).transpose()?,
        });
    }
    Ok(out)
}

/// A name of a closed list in a column.
pub(crate) fn parsed<T>(row: &rusqlite::Row<'_>, column: usize) -> Result<T, Problem>
where
    T: std::str::FromStr<Err = rawi_model::UnknownName>,
{
    let name: String = row.get(column)?;
    name.parse()
        .map_err(|error: rawi_model::UnknownName| Problem::Damaged(error.to_string()))
}

/// What a kept correction changes, from its columns.
pub(crate) fn change(
    kind: &str,
    value: Option<String>,
    undoes: Option<RecordId>,
) -> Result<KeptChange, Problem> {
    let value = value.unwrap_or_default();
    Ok(match kind {
        "wrong" => KeptChange::Wrong,
        "changed" => KeptChange::Field(serde_json::from_str(&value)?),
        "added" => KeptChange::Added(serde_json::from_str(&value)?),
        _ => KeptChange::Undone(undoes.unwrap_or_default()),
    })
}
