//! Giving records their claims: takes an article's records in order, gives each a claim, an old one or a new one, and
//! notes which others it contradicts and which announcements it settles.

use std::collections::BTreeSet;

use rawi_arabic::Text;
use rawi_model::Record;
use rusqlite::{Connection, params};

use super::compare::{Agreement, Likeness, one_voice};
use super::fact::{Fact, pack, unpack};
use crate::stories::slug;
use crate::weave::counts::Weights;
use crate::weave::{PERIOD, Thread};
use crate::{Problem, RecordId, contradictions, followups};

/// Reports of one act are so many days apart at most.
const WITHIN: i64 = 7;
/// Records that are compared for each key: the latest.
const MOST: i64 = 120;

/// A record that was laid before.
pub(crate) struct Laid {
    pub(crate) placed: i64,
    pub(crate) claim: i64,
    pub(crate) article: i64,
    pub(crate) voice: i64,
    pub(crate) fact: Fact,
}

/// Lays an article's records beside the others. The claims that changed are added to `changed`.
pub(crate) fn place(
    db: &Connection,
    weights: &mut Weights,
    thread: &Thread,
    text: &Text,
    records: &[(RecordId, Record)],
    changed: &mut BTreeSet<i64>,
) -> Result<(), Problem> {
    for (id, record) in records {
        let fact = Fact::new(db, weights, text, record, thread.day)?;
        let keys = fact.looked_up_under(fact.kind);
        let near = laid(db, &keys, thread.day - WITHIN, thread.day + WITHIN)?;
        let best = best(&fact, &near);
        let claim = match best {
            Some(laid) => laid.claim,
            None => found(db, thread, record, &fact)?,
        };
        let voice = near
            .iter()
            .filter(|l| l.claim == claim)
            .find(|l| l.article == thread.article || one_voice(&l.fact, &fact))
            .map(|l| l.voice);
        let placed = write(db, *id, claim, voice, &fact)?;
        let mut index =
            db.prepare_cached("INSERT OR IGNORE INTO claim_keys VALUES (?1, ?2, ?3, ?4)")?;
        for key in fact
            .stored_under()
            .into_iter()
            .chain(followups::keys(&fact))
        {
            index.execute(params![
                thread.day.div_euclid(PERIOD),
                key,
                thread.day,
                placed
            ])?;
        }
        changed.insert(claim);
        contradictions::note(db, (thread.article, placed, claim), &fact, &near)?;
        followups::note(db, thread.article, placed, &fact)?;
    }
    Ok(())
}

/// The records that were laid under these keys on these days, in the order in which they were laid.
pub(crate) fn laid(
    db: &Connection,
    keys: &[u32],
    from: i64,
    to: i64,
) -> Result<Vec<Laid>, Problem> {
    // `+`: SQLite works a statement out anew whenever the bare parameter of a limit is bound.
    let mut select = db.prepare_cached(
        "SELECT placed FROM claim_keys WHERE period = ?1 AND key = ?2 AND day BETWEEN ?3 AND ?4
         ORDER BY day DESC, placed DESC LIMIT +?5",
    )?;
    let mut numbers: BTreeSet<i64> = BTreeSet::new();
    for key in keys {
        for period in (from.div_euclid(PERIOD)..=to.div_euclid(PERIOD)).rev() {
            let rows = select.query_map(params![period, key, from, to, MOST], |r| r.get(0))?;
            for row in rows {
                numbers.insert(row?);
            }
        }
    }
    let mut select = db.prepare_cached(
        "SELECT claim_id, article_id, voice, fact FROM claim_records JOIN records ON id = record_id
         WHERE placed = ?1",
    )?;
    let mut out = Vec::with_capacity(numbers.len());
    for placed in numbers {
        let mut rows = select.query([placed])?;
        if let Some(row) = rows.next()? {
            out.push(Laid {
                placed,
                claim: row.get(0)?,
                article: row.get(1)?,
                voice: row.get(2)?,
                fact: unpack(row.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?)?,
            });
        }
    }
    Ok(out)
}

/// Whether two facts are of one act, told in one class.
pub(crate) fn joins(a: &Fact, b: &Fact, like: &Likeness) -> bool {
    a.kind == b.kind
        && a.class == b.class
        && like.place != Agreement::Apart
        && like.time != Agreement::Apart
        && like.parties() >= 0.3
        && like.words >= 0.2
        && like.total() >= JOIN
}

/// So much alike must facts be to be of one act.
const JOIN: f32 = 0.48;

/// The record that is most like the fact, among those of the same act; the first of several.
fn best<'l>(fact: &Fact, near: &'l [Laid]) -> Option<&'l Laid> {
    let mut best: Option<(f32, &Laid)> = None;
    for laid in near {
        let like = Likeness::of(fact, &laid.fact);
        if joins(fact, &laid.fact, &like) && best.is_none_or(|(most, _)| like.total() > most) {
            best = Some((like.total(), laid));
        }
    }
    best.map(|(_, laid)| laid)
}

/// A new claim, founded by a record.
fn found(db: &Connection, thread: &Thread, record: &Record, fact: &Fact) -> Result<i64, Problem> {
    let name = slug(
        'c',
        &[
            &thread.identity,
            &record.trigger.start.to_string(),
            record.kind.as_str(),
        ],
    );
    Ok(db
        .prepare_cached(
            "INSERT INTO claims (slug, type, class, first_day, last_day, record_id, records, outlets, voices)
             VALUES (?1, ?2, ?3, ?4, ?4, 0, 0, 0, 0) RETURNING id",
        )?
        .query_row(
            params![name, fact.kind.as_str(), fact.class.as_str(), thread.day],
            |r| r.get(0),
        )?)
}

fn write(
    db: &Connection,
    record: RecordId,
    claim: i64,
    voice: Option<i64>,
    fact: &Fact,
) -> Result<i64, Problem> {
    let placed: i64 = db
        .prepare_cached(
            "INSERT INTO claim_records (record_id, claim_id, day, voice, fact) VALUES (?1, ?2, ?3, ?4, ?5)
             RETURNING placed",
        )?
        .query_row(
            params![record, claim, fact.day, voice.unwrap_or_default(), pack(fact)?],
            |r| r.get(0),
        )?;
    if voice.is_none() {
        db.prepare_cached("UPDATE claim_records SET voice = placed WHERE placed = ?1")?
            .execute([placed])?;
    }
    Ok(placed)
}

/// Works out anew what lists say of a claim; without any record it goes.
pub(crate) fn refresh(db: &Connection, claim: i64) -> Result<(), Problem> {
    let changed = db
        .prepare_cached(
            "UPDATE claims SET
                 first_day = m.first, last_day = m.last, records = m.records, outlets = m.outlets, voices = m.voices,
                 record_id = (SELECT record_id FROM claim_records JOIN records ON records.id = record_id
                              WHERE claim_id = ?1 ORDER BY confidence DESC, placed LIMIT 1)
             FROM (SELECT min(c.day) AS first, max(c.day) AS last, count(*) AS records,
                          count(DISTINCT a.outlet_id) AS outlets, count(DISTINCT c.voice) AS voices
                   FROM claim_records c JOIN records r ON r.id = c.record_id JOIN articles a ON a.id = r.article_id
                   WHERE c.claim_id = ?1) m
             WHERE claims.id = ?1 AND m.records > 0",
        )?
        .execute([claim])?;
    if changed == 0 {
        db.prepare_cached("DELETE FROM claims WHERE id = ?1")?
            .execute([claim])?;
    }
    Ok(())
}

/// Takes an article's records out of their claims.
pub(crate) fn forget(db: &Connection, article: i64) -> Result<(), Problem> {
    let mut delete = db.prepare_cached(
        "DELETE FROM claim_records WHERE record_id IN (SELECT id FROM records WHERE article_id = ?1)
         RETURNING claim_id",
    )?;
    let claims: BTreeSet<i64> = delete
        .query_map([article], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    claims.into_iter().try_for_each(|claim| refresh(db, claim))
}

/// Takes all records of these days out of their claims.
pub(crate) fn rewind(db: &Connection, from: i64, to: i64) -> Result<(), Problem> {
    // Also those of which a record went with its article's older reading.
    let claims: Vec<i64> = db
        .prepare_cached("SELECT id FROM claims WHERE last_day >= ?1 AND first_day <= ?2")?
        .query_map([from, to], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    db.prepare_cached("DELETE FROM claim_records WHERE day BETWEEN ?1 AND ?2")?
        .execute([from, to])?;
    claims.into_iter().try_for_each(|claim| refresh(db, claim))
}
