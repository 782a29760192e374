//! Rows as text: CSV by RFC 4180, and tab-separated values without quoting.

use crate::cell::Cell;
use crate::sink::ExportError;

/// UTF-8's mark, by which spreadsheets know the encoding.
pub(crate) const BOM: &str = "\u{FEFF}";

/// A row of CSV. For spreadsheets, text that one would take for a formula gets an apostrophe in front.
pub(crate) fn csv(cells: &[Cell], spreadsheet: bool) -> Result<Vec<u8>, ExportError> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let written = writer.write_record(cells.iter().map(|cell| match cell {
        Cell::Text(text) if spreadsheet && is_formula(text) => format!("'{text}"),
        cell => cell.to_string(),
    }));
    written.map_err(|error| std::io::Error::other(error.to_string()))?;
    writer
        .into_inner()
        .map_err(|error| std::io::Error::other(error.to_string()).into())
}

/// Whether a spreadsheet would run it.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A row of tab-separated values. What would part columns or lines becomes a space: readers of these formats take
/// quotation marks for text.
pub(crate) fn tsv(cells: &[Cell]) -> String {
    let mut line = String::new();
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            line.push('\t');
        }
        match cell {
            Cell::Text(text) => line.extend(text.chars().map(|c| {
                let parts = c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
                if parts { ' ' } else { c }
            })),
            cell => line.push_str(&cell.to_string()),
        }
    }
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_quotes_and_disarms_formulas_for_spreadsheets_alone() {
        let cells = [
            Cell::text("=1+1"),
            Cell::text("a\"b,\nc"),
            Cell::Real(-1.5),
            Cell::None,
        ];
        let text = |spreadsheet| String::from_utf8(csv(&cells, spreadsheet).unwrap()).unwrap();
        assert_eq!(text(false), "=1+1,\"a\"\"b,\nc\",-1.5,\r\n");
        assert_eq!(text(true), "'=1+1,\"a\"\"b,\nc\",-1.5,\r\n");
    }

    #[test]
    fn tabs_and_newlines_never_part_what_is_one() {
        let line = tsv(&[Cell::text("a\tb\r\nc\u{2028}\"d"), Cell::Int(3)]);
        assert_eq!(line, "a b  c \"d\t3\n");
    }
}
