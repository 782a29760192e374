//! The sheet of drawn pairs, a line a pair with a column for what a person judges, and its key, which says what Rawi
//! says of each. Tab-separated; ids and spans, no text.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};

use super::draw::{Drawn, Side};

const HEADER: &str = "first\tstart\tend\tsecond\tstart\tend\tright\tnote";
const KEY: &str = "group\tof\tfound";

/// A line of a filled sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// What was judged; nothing where the cell is empty.
    pub right: Option<bool>,
}

/// A line of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// From which part of the corpus it was drawn.
    pub group: String,
    /// How many pairs there are in that part.
    pub of: u64,
    /// What Rawi says of it, if anything.
    pub found: Option<String>,
}

/// The sheet as text.
pub fn write(drawn: &[Drawn]) -> Result<String> {
    let mut out = format!("{HEADER}\n");
    for pair in drawn {
        for side in [&pair.first, &pair.second] {
            cells(&mut out, side)?;
        }
        out.push_str("\t\n");
    }
    Ok(out)
}

fn cells(out: &mut String, side: &Side) -> Result<()> {
    ensure!(
        !side.id.is_empty() && !side.id.contains(char::is_control),
        "the id {:?} does not fit in a cell",
        side.id
    );
    let _ = match side.span {
        Some((start, end)) => write!(out, "{}\t{start}\t{end}\t", side.id),
        None => write!(out, "{}\t\t\t", side.id),
    };
    Ok(())
}

/// The key as text.
pub fn write_key(drawn: &[Drawn]) -> String {
    let mut out = format!("{KEY}\n");
    for pair in drawn {
        let found = pair.found.as_deref().unwrap_or_default();
        let _ = writeln!(out, "{}\t{}\t{found}", pair.group, pair.of);
    }
    out
}

/// Reads a sheet, filled or not.
pub fn load(path: &Path) -> Result<Vec<Row>> {
    let row = |cells: &[&str]| {
        // Editors take empty cells off the end.
        ensure!(
            (4..=8).contains(&cells.len()),
            "{} cells, where there are 8 columns",
            cells.len()
        );
        let right = match cells.get(6).map_or("", |c| c.trim()) {
            "" => None,
            "y" => Some(true),
            "n" => Some(false),
            other => bail!("`{other}` is no judgement; write y or n"),
        };
        Ok(Row { right })
    };
    lines(path, HEADER, row)
}

/// Reads a key.
pub fn load_key(path: &Path) -> Result<Vec<Key>> {
    let row = |cells: &[&str]| {
        let [group, of, rest @ ..] = cells else {
            bail!("not a line of a key")
        };
        let found = rest.first().map_or("", |c| c.trim());
        Ok(Key {
            group: (*group).to_owned(),
            of: of.parse().with_context(|| format!("`{of}` is no number"))?,
            found: (!found.is_empty()).then(|| found.to_owned()),
        })
    };
    lines(path, KEY, row)
}

fn lines<T>(path: &Path, header: &str, row: impl Fn(&[&str]) -> Result<T>) -> Result<Vec<T>> {
    let file = path.display();
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {file}"))?;
    let mut lines = (1..).zip(text.lines());
    let first = lines.next().map_or("", |(_, line)| line.trim_end());
    ensure!(
        first == header,
        "{file}:1: the columns are not those that `cargo xtask pairs draw` writes"
    );
    lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| {
            let cells: Vec<&str> = line.split('\t').collect();
            row(&cells).with_context(|| format!("{file}:{number}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn written(name: &str, text: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("rawi-{}-{name}", std::process::id()));
        fs::write(&path, text).unwrap();
        path
    }

    #[test]
    fn what_is_written_is_read() {
        let side = |id: &str, span| Side {
            id: id.to_owned(),
            span,
            shown: String::new(),
        };
        let drawn = [Drawn {
            first: side("http://x/خبر 1", Some((3, 7))),
            second: side("b", None),
            group: "alike".to_owned(),
            of: 12,
            found: Some("copy".to_owned()),
            ..Drawn::default()
        }];
        let text = write(&drawn).unwrap();
        assert_eq!(text, format!("{HEADER}\nhttp://x/خبر 1\t3\t7\tb\t\t\t\t\n"));
        let empty = written("empty.tsv", &text);
        assert_eq!(load(&empty).unwrap(), [Row { right: None }]);
        let filled = written("filled.tsv", &text.replace("\t\t\t\t\n", "\t\t\ty\tso\n"));
        assert_eq!(load(&filled).unwrap(), [Row { right: Some(true) }]);
        let key = written("key.tsv", &write_key(&drawn));
        let wanted = Key {
            group: "alike".to_owned(),
            of: 12,
            found: Some("copy".to_owned()),
        };
        assert_eq!(load_key(&key).unwrap(), [wanted]);
        let bad = written("bad.tsv", &text.replace("\t\t\t\t\n", "\t\t\tperhaps\t\n"));
        assert!(format!("{:#}", load(&bad).unwrap_err()).contains(":2: `perhaps`"));
        assert!(load(&key).is_err());
        for path in [empty, filled, key, bad] {
            fs::remove_file(path).unwrap();
        }
    }
}
