//! Records as rows of CSV (RFC 4180), in the columns of `rawi events --format csv`.

use rawi_export::listed;
use rawi_store::EventRow;

use crate::fault::Fault;

/// The header.
pub(crate) fn header() -> Result<Vec<u8>, Fault> {
    written(|writer| writer.write_record(listed::COLUMNS))
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
    listed::csv(write).map_err(|error| Fault::Internal(error.to_string()))
}

fn cells(row: &EventRow) -> [String; listed::COLUMNS.len()] {
    let from = listed::From {
        article: &row.article.id,
        outlet: &row.article.outlet,
        published: row.article.published,
    };
    listed::cells(&from, row.id, &row.record, &row.sentence.text).map(plain)
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
