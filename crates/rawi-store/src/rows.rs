//! The effective view as rows: the records of one version with their parts and their entries in the search index.
//! Rows that are there already keep their numbers, and are not written again if nothing about them changed.

use std::collections::HashMap;

use rawi_arabic::Text;
use rawi_model::{Record, Role, Span};
use rusqlite::{Connection, params};

use crate::effective::Slot;
use crate::words::Indexed;
use crate::{Origin, Problem, RecordId, dates};

/// Where the records go.
pub(crate) struct Target<'t> {
    pub(crate) article: i64,
    pub(crate) version: i64,
    /// Publication as the column holds it.
    pub(crate) published: &'t str,
    pub(crate) text: &'t Text,
}

/// The key of a record within its version: trigger, type, and which of several with the same.
type Key = (u32, u32, String, u32);

/// A row as it is stored, to see what changed.
#[derive(PartialEq)]
struct State {
    shown: bool,
    wrong: bool,
    origin: Origin,
    position: usize,
    published: String,
    machine: Option<String>,
    effective: Option<String>,
}

impl Origin {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Machine => "machine",
            Self::Mended => "mended",
            Self::Added => "added",
        }
    }

    pub(crate) fn parse(text: &str) -> Self {
        match text {
            "mended" => Self::Mended,
            "added" => Self::Added,
            _ => Self::Machine,
        }
    }
}

/// Makes the records of a version exactly these, and gives the number of each.
pub(crate) fn replace(
    db: &Connection,
    target: &Target<'_>,
    slots: &[Slot],
) -> Result<Vec<RecordId>, Problem> {
    let mut there = present(db, target.version)?;
    let mut ids = vec![0; slots.len()];
    let mut seen: HashMap<(u32, u32, &str), u32> = HashMap::new();
    for (position, i) in order(slots).into_iter().enumerate() {
        let slot = &slots[i];
        let at = slot.at();
        let nth = seen
            .entry((at.start, at.end, slot.key.as_str()))
            .or_default();
        let key = (at.start, at.end, slot.key.as_str().to_owned(), *nth);
        *nth += 1;
        let machine = slot
            .machine
            .as_ref()
            .map(serde_json::to_string)
            .transpose()?;
        let effective = match slot.origin {
            Origin::Machine => None,
            Origin::Mended | Origin::Added => Some(serde_json::to_string(&slot.effective)?),
        };
        let state = State {
            shown: !slot.wrong,
            wrong: slot.wrong,
            origin: slot.origin,
            position,
            published: target.published.to_owned(),
            machine,
            effective,
        };
        ids[i] = match there.remove(&key) {
            Some((id, before)) if before == state => id,
            Some((id, _)) => {
                clear(db, id)?;
                write(db, target, Some(id), &key, &state, &slot.effective)?
            }
            None => write(db, target, None, &key, &state, &slot.effective)?,
        };
    }
    for (id, _) in there.into_values() {
        remove(db, id)?;
    }
    Ok(ids)
}

/// Takes the records of a version that is no longer the present one out of lists and search; they stay readable.
pub(crate) fn retire(db: &Connection, version: i64) -> Result<(), Problem> {
    db.prepare_cached(
        "DELETE FROM record_search WHERE rowid IN (SELECT id FROM records WHERE version_id = ?1)",
    )?
    .execute([version])?;
    db.prepare_cached("UPDATE records SET shown = 0 WHERE version_id = ?1")?
        .execute([version])?;
    Ok(())
}

/// The order of the article: the machine's records as it gave them, others before the first that stands after them.
fn order(slots: &[Slot]) -> Vec<usize> {
    let (mut out, by_hand): (Vec<usize>, Vec<usize>) =
        (0..slots.len()).partition(|&i| slots[i].machine.is_some());
    for i in by_hand {
        let start = slots[i].at().start;
        let before = out
            .iter()
            .position(|&o| slots[o].at().start > start)
            .unwrap_or(out.len());
        out.insert(before, i);
    }
    out
}

fn present(db: &Connection, version: i64) -> Result<HashMap<Key, (RecordId, State)>, Problem> {
    let mut select = db.prepare_cached(
        "SELECT id, trigger_start, trigger_end, key_type, nth, shown, wrong, origin, position, published,
                machine, effective
         FROM records JOIN record_json ON record_id = id WHERE version_id = ?1",
    )?;
    let rows = select.query_map([version], |r| {
        let key = (r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?);
        let state = State {
            shown: r.get(5)?,
            wrong: r.get(6)?,
            origin: Origin::parse(r.get_ref(7)?.as_str()?),
            position: r.get(8)?,
            published: r.get(9)?,
            machine: r.get(10)?,
            effective: r.get(11)?,
        };
        Ok((key, (r.get(0)?, state)))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Removes what hangs on a record, not the record.
fn clear(db: &Connection, id: RecordId) -> Result<(), Problem> {
    for sql in [
        "DELETE FROM mentions WHERE record_id = ?1",
        "DELETE FROM sources WHERE record_id = ?1",
        "DELETE FROM figures WHERE record_id = ?1",
        "DELETE FROM record_json WHERE record_id = ?1",
        "DELETE FROM record_search WHERE rowid = ?1",
    ] {
        db.prepare_cached(sql)?.execute([id])?;
    }
    Ok(())
}

/// Removes a record with all that hangs on it.
pub(crate) fn remove(db: &Connection, id: RecordId) -> Result<(), Problem> {
    clear(db, id)?;
    db.prepare_cached("DELETE FROM records WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}

fn write(
    db: &Connection,
    target: &Target<'_>,
    id: Option<RecordId>,
    key: &Key,
    state: &State,
    record: &Record,
) -> Result<RecordId, Problem> {
    let sentence = sentence(target.text, key.0);
    let when = dates::of(record);
    let place = record.place.as_ref();
    let id = db
        .prepare_cached(
            "INSERT INTO records (id, version_id, article_id, trigger_start, trigger_end, trigger_text, key_type, nth,
                shown, wrong, origin, position, published, sentence_start, sentence_end, type, mode, status, stance,
                confidence, mutual, when_text, when_from, when_to, place_text, place_country, place_geoname_id,
                place_lat, place_lon)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
                ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29)
             ON CONFLICT (id) DO UPDATE SET trigger_text = excluded.trigger_text, shown = excluded.shown,
                wrong = excluded.wrong, origin = excluded.origin, position = excluded.position,
                published = excluded.published, sentence_start = excluded.sentence_start,
                sentence_end = excluded.sentence_end, type = excluded.type, mode = excluded.mode,
                status = excluded.status, stance = excluded.stance, confidence = excluded.confidence,
                mutual = excluded.mutual, when_text = excluded.when_text, when_from = excluded.when_from,
                when_to = excluded.when_to, place_text = excluded.place_text,
                place_country = excluded.place_country, place_geoname_id = excluded.place_geoname_id,
                place_lat = excluded.place_lat, place_lon = excluded.place_lon
             RETURNING id",
        )?
        .query_row(
            params![
                id,
                target.version,
                target.article,
                key.0,
                key.1,
                record.trigger.text,
                key.2,
                key.3,
                state.shown,
                state.wrong,
                state.origin.as_str(),
                state.position,
                state.published,
                sentence.start,
                sentence.end,
                record.kind.as_str(),
                record.mode,
                record.status.as_str(),
                record.stance.as_str(),
                record.confidence,
                record.mutual,
                record.when,
                when.as_ref().map(|w| &w.0),
                when.as_ref().map(|w| &w.1),
                place.map(|p| &p.text),
                place.map(|p| p.country.as_str()),
                place.and_then(|p| p.geoname_id),
                place.and_then(|p| p.lat),
                place.and_then(|p| p.lon),
            ],
            |r| r.get(0),
        )?;
    db.prepare_cached("INSERT INTO record_json VALUES (?1, ?2, ?3)")?
        .execute(params![id, state.machine, state.effective])?;
    parts(db, id, record)?;
    index(db, id, target.text, sentence, record)?;
    Ok(id)
}

fn parts(db: &Connection, id: RecordId, record: &Record) -> Result<(), Problem> {
    let mut insert =
        db.prepare_cached("INSERT INTO mentions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?;
    for (role, list) in [
        (Role::Actor, &record.actor),
        (Role::Recipient, &record.recipient),
    ] {
        for (position, m) in list.iter().enumerate() {
            let (country, sector) = (m.code.country.as_str(), m.code.sector.as_str());
            insert.execute(params![
                id,
                role.as_str(),
                position,
                m.start,
                m.end,
                m.text,
                country,
                sector,
                m.id,
                m.name
            ])?;
        }
    }
    let mut insert =
        db.prepare_cached("INSERT INTO sources VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?;
    for (position, s) in record.according_to.iter().enumerate() {
        insert.execute(params![
            id,
            position,
            s.start,
            s.end,
            s.text,
            s.kind.as_str(),
            s.code.as_ref().map(|c| c.country.as_str()),
            s.code.as_ref().map(|c| c.sector.as_str()),
            s.id,
            s.name
        ])?;
    }
    let mut insert =
        db.prepare_cached("INSERT INTO figures VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?;
    for (position, f) in record.figures.iter().enumerate() {
        insert.execute(params![
            id,
            position,
            name(&f.kind)?,
            f.value,
            f.unit,
            f.hedge.as_ref().map(name).transpose()?,
            f.words.start,
            f.words.end,
            f.words.text
        ])?;
    }
    Ok(())
}

/// The name of a member of a closed list, as it stands in JSON.
fn name<T: serde::Serialize>(value: &T) -> Result<String, Problem> {
    Ok(match serde_json::to_value(value)? {
        serde_json::Value::String(name) => name,
        other => other.to_string(),
    })
}

/// The sentence that holds a code point; where none does, no more than the code point.
pub(crate) fn sentence(text: &Text, at: u32) -> Span {
    let sentences = text.sentences();
    let i = sentences.partition_point(|s| s.end <= at);
    match sentences.get(i) {
        Some(s) if s.start <= at => Span::new(s.start, s.end),
        _ => Span::new(at, at),
    }
}

fn index(
    db: &Connection,
    id: RecordId,
    text: &Text,
    sentence: Span,
    record: &Record,
) -> Result<(), Problem> {
    let mut all = Indexed::default();
    let from = text.tokens().partition_point(|t| t.start < sentence.start);
    let to = text.tokens().partition_point(|t| t.end <= sentence.end);
    all.add(text.tokens().get(from..to).unwrap_or_default());
    let mut cell = |phrases: &mut dyn Iterator<Item = (&String, &Option<String>)>| {
        let mut cell = Indexed::default();
        for (words, name) in phrases {
            for words in std::iter::once(words).chain(name) {
                cell.add_text(words);
                all.add_text(words);
            }
        }
        cell.words()
    };
    let actor = cell(&mut record.actor.iter().map(|m| (&m.text, &m.name)));
    let recipient = cell(&mut record.recipient.iter().map(|m| (&m.text, &m.name)));
    let source = cell(&mut record.according_to.iter().map(|s| (&s.text, &s.name)));
    let place = cell(&mut record.place.iter().map(|p| (&p.text, &p.name)));
    db.prepare_cached(
        "INSERT INTO record_search (rowid, words, stems, actor, recipient, source, place)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        id,
        all.words(),
        all.stems,
        actor,
        recipient,
        source,
        place
    ])?;
    Ok(())
}
