//! Records as rows of CSV (RFC 4180), in the columns of `rawi events --format csv`.

use rawi_model::Mention;
use rawi_store::EventRow;

use crate::fault::Fault;

/// The columns, in order.
const COLUMNS: [&str; 30] = [
    "article",
    "outlet",
    "published",
    "record",
    "type",
    "mode",
    "status",
    "trigger",
    "trigger_start",
    "trigger_end",
    "actor",
    "actor_code",
    "actor_id",
    "recipient",
    "recipient_code",
    "recipient_id",
    "place",
    "place_country",
    "geoname_id",
    "lat",
    "lon",
    "when",
    "when_from",
    "when_to",
    "according_to",
    "according_to_kind",
    "according_to_code",
    "stance",
    "confidence",
    "sentence",
];

/// Between several values of a column.
const AND: &str = " ; ";

/// The header.
pub(crate) fn header() -> Result<Vec<u8>, Fault> {
    written(|writer| writer.write_record(COLUMNS))
}

/// The rows of some records.
pub(crate) fn rows(rows: &[EventRow]) -> Result<Vec<u8>, Fault> {
    written(|writer| {
        rows.iter()
            .try_for_each(|row| writer.write_record(cells(row)))
    })
}

fn written(
    write: impl FnOnce(&mut csv::Writer<&mut Vec<u8>>) -> csv::Result<()>,
) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(&mut bytes);
    write(&mut writer).map_err(|error| Fault::Internal(error.to_string()))?;
    writer
        .flush()
        .map_err(|error| Fault::Internal(error.to_string()))?;
    drop(writer);
    Ok(bytes)
}

fn cells(row: &EventRow) -> [String; COLUMNS.len()] {
    let record = &row.record;
    let place = record.place.as_ref();
    let range = record.when_range.as_ref();
    let sources = &record.according_to;
    [
        row.article.id.clone(),
        row.article.outlet.clone(),
        text(row.article.published),
        row.id.to_string(),
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
        row.sentence.text.clone(),
    ]
    .map(plain)
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe in front, as spreadsheets themselves write it.
fn plain(cell: String) -> String {
    let number = cell.parse::<f64>().is_ok();
    match cell.chars().next() {
        Some('=' | '+' | '@' | '\t' | '\r') => format!("'{cell}"),
        Some('-')
            if !number && !cell.starts_with("---") && cell != "-" && !cell.starts_with("- ;") =>
        {
            format!("'{cell}")
        }
        _ => cell,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(plain("=HYPERLINK(\"x\")".into()), "'=HYPERLINK(\"x\")");
        assert_eq!(
            plain("-1+cmd|' /C calc'!A0".into()),
            "'-1+cmd|' /C calc'!A0"
        );
        for kept in ["-33.5", "--- REB", "-", "- ; SYR GOV", "قال", ""] {
            assert_eq!(plain(kept.into()), kept);
        }
    }

    #[test]
    fn the_header_is_that_of_the_command_line() {
        let header = String::from_utf8(header().unwrap()).unwrap();
        assert!(header.starts_with("article,outlet,published,record,type,"));
        assert!(header.ends_with("confidence,sentence\r\n"));
    }
}
