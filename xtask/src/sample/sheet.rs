//! The sheet of a sample: a line a record, tab-separated, with columns for what a person judges. Ids and spans, no text.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use rawi_model::EventType;

use super::draw::Drawn;

const HEADER: [&str; 10] = [
    "article id",
    "start",
    "end",
    "type",
    "right type",
    "right actor",
    "right recipient",
    "right source",
    "right status",
    "note",
];
/// The first column that is judged, and one past the last.
const FIRST: usize = 4;
const LAST: usize = 9;

/// What is judged of a record, in the order of the columns.
pub const ASPECTS: [&str; LAST - FIRST] = ["type", "actor", "recipient", "source", "status"];

/// A line of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The article.
    pub id: String,
    /// First code point of the trigger.
    pub start: u32,
    /// One past its last.
    pub end: u32,
    /// The type that the reader gave.
    pub kind: EventType,
    /// Whether each of [`ASPECTS`] is right; none where the cell is empty. No type means that nothing is judged, and only
    /// where the type is wrong may another be empty.
    pub right: [Option<bool>; ASPECTS.len()],
    /// What the judge had to say.
    pub note: String,
}

impl Row {
    /// A row to be filled.
    pub fn of(drawn: &Drawn) -> Self {
        Self {
            id: drawn.article.id.clone(),
            start: drawn.record.trigger.start,
            end: drawn.record.trigger.end,
            kind: drawn.record.kind,
            right: [None; ASPECTS.len()],
            note: String::new(),
        }
    }
}

/// The sheet as text.
pub fn write(rows: &[Row]) -> Result<String> {
    let mut out = HEADER.join("\t") + "\n";
    for row in rows {
        ensure!(
            !row.id.contains(char::is_control),
            "the id {:?} does not fit in a cell",
            row.id
        );
        let [start, end] = [row.start.to_string(), row.end.to_string()];
        let mut cells = vec![row.id.as_str(), &start, &end, row.kind.as_str()];
        cells.extend(row.right.iter().map(|right| match right {
            None => "",
            Some(true) => "y",
            Some(false) => "n",
        }));
        cells.push(&row.note);
        out.push_str(&cells.join("\t"));
        out.push('\n');
    }
    Ok(out)
}

/// Reads a sheet, filled or not.
pub fn load(path: &Path) -> Result<Vec<Row>> {
    let file = path.display().to_string();
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {file}"))?;
    parse(&file, &text)
}

/// The same for text in memory; `file` is what errors call it.
pub fn parse(file: &str, text: &str) -> Result<Vec<Row>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = (1..).zip(text.lines());
    let header = lines.next().map_or("", |(_, line)| line);
    ensure!(
        header.split('\t').map(str::trim).eq(HEADER),
        "{file}:1: not the header of a sheet; keep the columns as `cargo xtask sample` wrote them, tab-separated: {}",
        HEADER.join(", ")
    );
    let mut rows = Vec::new();
    let mut ids: HashMap<String, usize> = HashMap::new();
    for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        let row = row(line).with_context(|| format!("{file}:{number}"))?;
        if let Some(first) = ids.insert(row.id.clone(), number) {
            bail!(
                "{file}:{number}: article `{}` stands on line {first} already",
                row.id
            );
        }
        rows.push(row);
    }
    ensure!(!rows.is_empty(), "{file}: no line but the header");
    Ok(rows)
}

fn row(line: &str) -> Result<Row> {
    let mut cells: Vec<&str> = line.split('\t').map(str::trim).collect();
    // Editors take empty cells off the end.
    ensure!(
        (FIRST..=HEADER.len()).contains(&cells.len()),
        "{} cells, where there are {} columns",
        cells.len(),
        HEADER.len()
    );
    cells.resize(HEADER.len(), "");
    let number = |column: usize| {
        cells[column]
            .parse::<u32>()
            .with_context(|| format!("`{}` in `{}` is no number", cells[column], HEADER[column]))
    };
    let (start, end) = (number(1)?, number(2)?);
    ensure!(!cells[0].is_empty(), "no `{}`", HEADER[0]);
    ensure!(
        start < end,
        "a trigger from {start} to {end} holds no letter"
    );
    let kind = cells[3].parse()?;
    let mut right = [None; ASPECTS.len()];
    for (right, column) in right.iter_mut().zip(FIRST..) {
        *right = judgement(cells[column], HEADER[column])?;
    }
    let gap = (1..right.len()).find(|&i| right[i].is_none());
    match (right[0], gap) {
        (None, _) if right.iter().any(Option::is_some) => bail!(
            "`{}` is empty and others are not; judge the type, too, or nothing",
            HEADER[FIRST]
        ),
        (Some(true), Some(gap)) => bail!(
            "`{}` is empty, which it may be only where the type is wrong; write y or n",
            HEADER[FIRST + gap]
        ),
        _ => {}
    }
    Ok(Row {
        id: cells[0].to_owned(),
        start,
        end,
        kind,
        right,
        note: cells[LAST].to_owned(),
    })
}

fn judgement(cell: &str, column: &str) -> Result<Option<bool>> {
    match cell.to_ascii_lowercase().as_str() {
        "" => Ok(None),
        "y" | "yes" | "1" => Ok(Some(true)),
        "n" | "no" | "0" => Ok(Some(false)),
        _ => bail!("`{cell}` in `{column}` is no judgement; write y or n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(line: &str) -> String {
        let text = format!("{}\na\t1\t5\tAID\n{line}\n", HEADER.join("\t"));
        format!("{:#}", parse("s.tsv", &text).unwrap_err())
    }

    #[test]
    fn what_is_written_is_read() {
        let row = Row {
            id: "http://x/خبر 1".to_owned(),
            start: 3,
            end: 7,
            kind: EventType::Aid,
            right: [None; 5],
            note: String::new(),
        };
        let judged = Row {
            id: "b".to_owned(),
            right: [Some(true), Some(false), Some(true), Some(true), Some(true)],
            note: "the donor, not the host".to_owned(),
            ..row.clone()
        };
        let text = write(&[row.clone(), judged.clone()]).unwrap();
        assert!(text.starts_with("article id\tstart\tend\ttype\tright type\tright actor\tright recipient\tright source\tright status\tnote\nhttp://x/خبر 1\t3\t7\tAID\t\t\t\t\t\t\n"));
        assert_eq!(
            parse("s.tsv", &text).unwrap(),
            [row.clone(), judged.clone()]
        );
        // As spreadsheets write it.
        let text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        assert_eq!(parse("s.tsv", &text).unwrap(), [row, judged]);
    }

    #[test]
    fn judgements_in_several_spellings() {
        let text = format!("{}\na\t1\t5\tAID\tYes\t1\t0\tN\ty\n", HEADER.join("\t"));
        let rows = parse("s.tsv", &text).unwrap();
        let wanted = [Some(true), Some(true), Some(false), Some(false), Some(true)];
        assert_eq!(rows[0].right, wanted);
    }

    #[test]
    fn a_bad_line_is_named() {
        for (line, wrong) in [
            ("b\t1\t5", "s.tsv:3: 3 cells, where there are 10 columns"),
            ("b\tx\t5\tAID", "s.tsv:3: `x` in `start` is no number"),
            (
                "b\t5\t5\tAID",
                "s.tsv:3: a trigger from 5 to 5 holds no letter",
            ),
            ("b\t1\t5\tHELP", "s.tsv:3: unknown event type `HELP`"),
            ("\t1\t5\tAID", "s.tsv:3: no `article id`"),
            (
                "b\t1\t5\tAID\ty\t?",
                "s.tsv:3: `?` in `right actor` is no judgement; write y or n",
            ),
            ("b\t1\t5\tAID\ty\ty\ty", "s.tsv:3: `right source` is empty"),
            ("b\t1\t5\tAID\t\ty", "s.tsv:3: `right type` is empty"),
            (
                "a\t1\t5\tAID",
                "s.tsv:3: article `a` stands on line 2 already",
            ),
        ] {
            let told = error(line);
            assert!(told.starts_with(wrong), "{told}");
        }
        let told = format!("{:#}", parse("s.tsv", "a\t1\t5\tAID\n").unwrap_err());
        assert!(told.starts_with("s.tsv:1: not the header"), "{told}");
    }

    #[test]
    fn beside_a_wrong_type_the_rest_may_be_empty() {
        let text = format!("{}\na\t1\t5\tAID\tn\t\t\t\t\tno event\n", HEADER.join("\t"));
        let rows = parse("s.tsv", &text).unwrap();
        assert_eq!(rows[0].right, [Some(false), None, None, None, None]);
        assert_eq!(rows[0].note, "no event");
    }
}
