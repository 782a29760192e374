//! Records in rows for people's tables: takes a record with its article, gives one row under [`COLUMNS`]. The lists of
//! the command line and of the desk are written from here.

use rawi_model::{Article, Mention, Record};

macro_rules! columns {
    ($(($name:literal, $what:literal)),+ $(,)?) => {
        /// The columns, in order.
        pub const COLUMNS: &[&str] = &[$($name),+];
        /// What the columns hold.
        pub const COLUMNS_HELP: &str = concat!(
            "Columns of CSV, one row a record, several values of one column parted by ` ; `:\n",
            $("  ", $name, ": ", $what, "\n"),+
        );
    };
}

columns! {
    ("article", "id of the article"),
    ("outlet", "outlet as the input names it"),
    ("published", "day of publication"),
    ("record", "number of the record: in its article, or in its database"),
    ("type", "PLOVER type"),
    ("mode", "PLOVER mode"),
    ("status", "occurred, planned, possible, desired, conditional or denied"),
    ("trigger", "word that names the act"),
    ("trigger_start", "its first code point in the article's text"),
    ("trigger_end", "one past its last"),
    ("actor", "who, as it stands in the text"),
    ("actor_code", "country and sector of each"),
    ("actor_id", "Rawi's id of each, where it has one"),
    ("recipient", "to whom or against whom"),
    ("recipient_code", "country and sector of each"),
    ("recipient_id", "Rawi's id of each, where it has one"),
    ("place", "where, as it stands in the text"),
    ("place_country", "its country"),
    ("geoname_id", "its GeoNames id"),
    ("lat", "degrees north"),
    ("lon", "degrees east"),
    ("when", "day, month or year of the act"),
    ("when_from", "earliest day"),
    ("when_to", "latest day"),
    ("according_to", "chain of sources, innermost first; empty where the outlet itself asserts it"),
    ("according_to_kind", "person, official, media, anonymous, document or witness, of each"),
    ("according_to_code", "country and sector of each, `-` for none"),
    ("stance", "neutral, doubting or endorsing"),
    ("confidence", "0 to 1"),
    ("sentence", "sentence that reports it"),
}

/// Between several values of a column.
const AND: &str = " ; ";

/// CSV by RFC 4180, as `write` fills it.
///
/// # Errors
/// Those of `write`.
pub fn csv(
    write: impl FnOnce(&mut csv::Writer<&mut Vec<u8>>) -> csv::Result<()>,
) -> csv::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(&mut bytes);
    write(&mut writer)?;
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}

/// What a row says of the article.
#[derive(Debug, Clone, Copy)]
pub struct From<'a> {
    /// Its id.
    pub article: &'a str,
    /// Its outlet as the input names it.
    pub outlet: &'a str,
    /// Its day of publication.
    pub published: Option<jiff::civil::Date>,
}

impl<'a> From<'a> {
    /// Of an article.
    pub fn article(article: &'a Article) -> Self {
        Self {
            article: &article.id,
            outlet: &article.outlet,
            published: article.published,
        }
    }
}

/// The row of a record: `number` is its number in its article or in its database, `sentence` the one that reports it.
pub fn cells(
    from: &From<'_>,
    number: i64,
    record: &Record,
    sentence: &str,
) -> [String; COLUMNS.len()] {
    let place = record.place.as_ref();
    let range = record.when_range.as_ref();
    let sources = &record.according_to;
    [
        from.article.to_owned(),
        from.outlet.to_owned(),
        text(from.published),
        number.to_string(),
        record.kind.to_string(),
        text(record.mode.as_ref()),
        record.status.to_string(),
        record.trigger.text.clone(),
        record.trigger.start.to_string(),
        record.trigger.end.to_string(),
        joined(&record.actor, |m| m.text.clone()),
        joined(&record.actor, |m| m.code.to_string()),
        ids(&record.actor),
        joined(&record.recipient, |m| m.text.clone()),
        joined(&record.recipient, |m| m.code.to_string()),
        ids(&record.recipient),
        text(place.map(|p| &p.text)),
        text(place.map(|p| p.country)),
        text(place.and_then(|p| p.geoname_id)),
        text(place.and_then(|p| p.lat)),
        text(place.and_then(|p| p.lon)),
        text(record.when.as_ref()),
        text(range.map(|r| &r.from)),
        text(range.map(|r| &r.to)),
        joined(sources, |s| s.text.clone()),
        joined(sources, |s| s.kind.to_string()),
        joined(sources, |s| {
            s.code.map_or("-".to_owned(), |c| c.to_string())
        }),
        record.stance.to_string(),
        record.confidence.to_string(),
        sentence.to_owned(),
    ]
}

fn text(value: Option<impl ToString>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

fn joined<T>(items: &[T], show: impl Fn(&T) -> String) -> String {
    items.iter().map(show).collect::<Vec<_>>().join(AND)
}

fn ids(mentions: &[Mention]) -> String {
    if mentions.iter().all(|m| m.id.is_none()) {
        return String::new();
    }
    joined(mentions, |m| m.id.clone().unwrap_or_else(|| "-".to_owned()))
}
