//! Adding a correction, and listing what became of those that were added.

use jiff::Timestamp;
use rawi_arabic::Text;
use rawi_model::{EventType, Record, Span};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::correction::{Change, Correction, Standing, StoredCorrection};
use crate::effective::{Slot, set};
use crate::refresh::{self, corrections, machine_records, parsed};
use crate::{CorrectionId, Problem, RecordId, Result, Store};

impl Store {
    /// Adds a correction, applied and durable on return. It gives the correction's number, by which it can be undone.
    ///
    /// # Errors
    /// [`Problem::NoRecord`] for a record that is not one of its article's present version, [`Problem::NoArticle`],
    /// [`Problem::NoCorrection`], [`Problem::Misquoted`] where a span does not hold the words it claims; and as
    /// [`Store::put`].
    pub fn correct(&mut self, correction: &Correction) -> Result<CorrectionId> {
        self.write(|db| correct(db, correction))
    }

    /// The corrections of an article, by what it is known by, oldest first.
    ///
    /// # Errors
    /// [`Problem::NoArticle`].
    pub fn corrections(&self, article: &str) -> Result<Vec<StoredCorrection>> {
        self.snapshot(|db| {
            let id = article_id(db, article)?;
            stored(db, "c.article_id = ?1", id, -1)
        })
    }

    /// Corrections of any article whose words are gone from it, oldest first: for a person to look at.
    ///
    /// # Errors
    /// Only what the database itself may report.
    pub fn detached_corrections(&self, limit: usize) -> Result<Vec<StoredCorrection>> {
        self.snapshot(|db| stored(db, "s.standing = 'detached'", 0, limit as i64))
    }
}

/// Where a correction is made: the present version of an article.
struct Place {
    article: i64,
    version: i64,
    words: String,
}

fn article_id(db: &Connection, identity: &str) -> Result<i64, Problem> {
    db.prepare_cached("SELECT id FROM articles WHERE identity = ?1")?
        .query_row([identity], |r| r.get(0))
        .optional()?
        .ok_or_else(|| Problem::NoArticle(identity.to_owned()))
}

fn place(db: &Connection, article: i64) -> Result<Place, Problem> {
    Ok(db
        .prepare_cached(
            "SELECT v.id, v.text FROM articles a JOIN article_versions v ON v.id = a.version_id WHERE a.id = ?1",
        )?
        .query_row([article], |r| {
            Ok(Place {
                article,
                version: r.get(0)?,
                words: r.get(1)?,
            })
        })?)
}

/// A correction's row: what it is about, and what it says.
struct NewRow {
    quote: String,
    span: Span,
    kind: EventType,
    name: &'static str,
    field: Option<String>,
    value: Option<String>,
    record: Option<String>,
    undoes: Option<CorrectionId>,
}

fn correct(db: &Connection, correction: &Correction) -> Result<CorrectionId, Problem> {
    let (place, row) = match &correction.change {
        Change::Wrong { record } => {
            let (place, slot) = slot(db, *record)?;
            (place, NewRow::about(&slot, "wrong"))
        }
        Change::Field { record, field } => {
            let (place, slot) = slot(db, *record)?;
            let mut changed = slot.effective.clone();
            set(&mut changed, field.clone());
            // Only what is new: what the machine itself misquotes is not the person's fault.
            check_new_words(&place.words, &changed, &slot.effective)?;
            let mut row = NewRow::about(&slot, "changed");
            let value = serde_json::to_value(field)?;
            row.field = value["field"].as_str().map(str::to_owned);
            row.value = Some(value.to_string());
            row.record = Some(serde_json::to_string(&slot.base)?);
            (place, row)
        }
        Change::Added { article, record } => {
            let place = place(db, article_id(db, article)?)?;
            check_words(&place.words, &words_of(record))?;
            (place, NewRow::added(record)?)
        }
        Change::Undone { correction } => undoing(db, *correction)?,
    };
    let id = row.insert(db, &place, correction)?;
    let text = Text::new(&place.words);
    refresh::refresh(db, place.article, place.version, &place.words, &text, None)?;
    Ok(id)
}

/// A record of the effective view, by its number.
fn slot(db: &Connection, record: RecordId) -> Result<(Place, Slot), Problem> {
    let key = db
        .prepare_cached(
            "SELECT r.article_id, r.trigger_start, r.trigger_end, r.key_type, r.nth
             FROM records r JOIN articles a ON a.id = r.article_id AND a.version_id = r.version_id WHERE r.id = ?1",
        )?
        .query_row([record], |r| {
            let span = Span::new(r.get(1)?, r.get(2)?);
            Ok((r.get(0)?, span, r.get::<_, String>(3)?, r.get::<_, usize>(4)?))
        })
        .optional()?;
    let (article, span, kind, nth) = key.ok_or(Problem::NoRecord(record))?;
    let place = place(db, article)?;
    let machine = machine_records(db, place.version)?;
    let kept = corrections(db, article)?;
    let (slots, _) = refresh::view(db, place.version, &place.words, machine, &kept)?;
    slots
        .into_iter()
        .filter(|s| s.at() == span && s.key.as_str() == kind)
        .nth(nth)
        .map(|slot| (place, slot))
        .ok_or(Problem::NoRecord(record))
}

fn undoing(db: &Connection, correction: CorrectionId) -> Result<(Place, NewRow), Problem> {
    let found = db
        .prepare_cached(
            "SELECT article_id, quote, span_start, span_end, type FROM corrections WHERE id = ?1",
        )?
        .query_row([correction], |r| {
            let quote: String = r.get(1)?;
            let kind: String = r.get(4)?;
            Ok((r.get(0)?, quote, Span::new(r.get(2)?, r.get(3)?), kind))
        })
        .optional()?;
    let (article, quote, span, kind) = found.ok_or(Problem::NoCorrection(correction))?;
    let row = NewRow {
        quote,
        span,
        kind: kind
            .parse()
            .map_err(|error: rawi_model::UnknownName| Problem::Damaged(error.to_string()))?,
        name: "undone",
        field: None,
        value: None,
        record: None,
        undoes: Some(correction),
    };
    Ok((place(db, article)?, row))
}

impl NewRow {
    fn about(slot: &Slot, name: &'static str) -> Self {
        Self {
            quote: slot.base.trigger.text.clone(),
            span: slot.at(),
            kind: slot.key,
            name,
            field: None,
            value: None,
            record: None,
            undoes: None,
        }
    }

    fn added(record: &Record) -> Result<Self, Problem> {
        Ok(Self {
            quote: record.trigger.text.clone(),
            span: record.trigger.span(),
            kind: record.kind,
            name: "added",
            field: None,
            value: Some(serde_json::to_string(record)?),
            record: None,
            undoes: None,
        })
    }

    fn insert(
        &self,
        db: &Connection,
        place: &Place,
        correction: &Correction,
    ) -> Result<CorrectionId, Problem> {
        Ok(db
            .prepare_cached(
                "INSERT INTO corrections (article_id, version_id, quote, span_start, span_end, type, kind, field,
                    value, record, undoes, who, made_at, note)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) RETURNING id",
            )?
            .query_row(
                params![
                    place.article,
                    place.version,
                    self.quote,
                    self.span.start,
                    self.span.end,
                    self.kind.as_str(),
                    self.name,
                    self.field,
                    self.value,
                    self.record,
                    self.undoes,
                    correction.who,
                    correction.at.to_string(),
                    correction.note
                ],
                |r| r.get(0),
            )?)
    }
}

/// Every stretch of the text that a record quotes.
fn words_of(record: &Record) -> Vec<(Span, &str)> {
    let mut out = vec![(record.trigger.span(), record.trigger.text.as_str())];
    let mentions = record.actor.iter().chain(&record.recipient);
    out.extend(mentions.map(|m| (m.span(), m.text.as_str())));
    let place = record.place.iter();
    out.extend(place.map(|p| (Span::new(p.start, p.end), p.text.as_str())));
    out.extend(
        record
            .according_to
            .iter()
            .map(|s| (s.span(), s.text.as_str())),
    );
    let figures = record.figures.iter();
    out.extend(figures.map(|f| (f.words.span(), f.words.text.as_str())));
    out
}

fn check_new_words(text: &str, record: &Record, before: &Record) -> Result<(), Problem> {
    let known = words_of(before);
    let mut new = words_of(record);
    new.retain(|w| !known.contains(w));
    check_words(text, &new)
}

fn check_words(text: &str, words: &[(Span, &str)]) -> Result<(), Problem> {
    match words
        .iter()
        .find(|(span, quote)| quote.is_empty() || span.of(text) != *quote)
    {
        None => Ok(()),
        Some((span, quote)) => Err(Problem::Misquoted {
            quote: (*quote).to_owned(),
            start: span.start,
            end: span.end,
        }),
    }
}

/// Corrections for which `condition` holds, oldest first; `?1` in it is `parameter`, a negative limit is none.
pub(crate) fn stored(
    db: &Connection,
    condition: &'static str,
    parameter: i64,
    limit: i64,
) -> Result<Vec<StoredCorrection>, Problem> {
    let sql = format!(
        "SELECT c.id, a.identity, quote, span_start, span_end, type, kind, value, undoes, who, made_at, note,
                standing, s.record_id
         FROM corrections c JOIN articles a ON a.id = c.article_id
         JOIN correction_standing s ON s.correction_id = c.id
         WHERE ?1 IS NOT NULL AND {condition} ORDER BY c.id LIMIT ?2"
    );
    let mut select = db.prepare_cached(&sql)?;
    let mut rows = select.query([parameter, limit])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(read(row)?);
    }
    Ok(out)
}

fn read(row: &Row<'_>) -> Result<StoredCorrection, Problem> {
    let standing: String = row.get(12)?;
    let at: String = row.get(10)?;
    Ok(StoredCorrection {
        id: row.get(0)?,
        article: row.get(1)?,
        quote: row.get(2)?,
        span: Span::new(row.get(3)?, row.get(4)?),
        kind: parsed(row, 5)?,
        change: refresh::change(&row.get::<_, String>(6)?, row.get(7)?, row.get(8)?)?,
        who: row.get(9)?,
        at: at
            .parse::<Timestamp>()
            .map_err(|error| Problem::Damaged(error.to_string()))?,
        note: row.get(11)?,
        standing: match (standing.as_str(), row.get(13)?) {
            ("applied", Some(record)) => Standing::Applied(record),
            ("applied" | "detached", _) => Standing::Detached,
            ("settled", _) => Standing::Settled,
            ("undone", _) => Standing::Undone,
            _ => Standing::Undoing,
        },
    })
}
