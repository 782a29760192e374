//! `cargo xtask judged SHEET`: a sheet of `cargo xtask sample`, filled by a person, in; which share of the records is
//! right out, as Markdown for docs/errors.md.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Result, ensure};
use rawi_model::EventType;
use rawi_score::Share;

use crate::sample::sheet::{self, ASPECTS, Row};

/// How many of the aspects must be right together: all but the last, the status.
const TOGETHER: usize = 4;

/// Reads and prints.
pub fn run(path: &Path) -> Result<()> {
    let rows = sheet::load(path)?;
    let judged: Vec<&Row> = rows.iter().filter(|r| r.right[0].is_some()).collect();
    ensure!(
        !judged.is_empty(),
        "{}: no record is judged yet; write y or n into the columns that begin with `right`",
        path.display()
    );
    print!("{}", markdown(&judged, rows.len()));
    Ok(())
}

fn markdown(judged: &[&Row], drawn: usize) -> String {
    let mut out = format!(
        "{} records judged of {drawn} drawn, one an article. In brackets 95% intervals (Wilson). Where the type is wrong, the\n\
         rest may be unjudged; each row but the first counts the records of which it was judged.\n\n\
         | right in | records | right | share |\n|---|---|---|---|\n",
        judged.len()
    );
    let together = share(judged.iter().map(|row| Some(is_right(row))));
    line(&mut out, &ASPECTS[..TOGETHER].join(", "), together);
    for (i, aspect) in ASPECTS.iter().enumerate() {
        let alone = share(judged.iter().map(|row| row.right[i]));
        line(&mut out, &format!("{aspect} alone"), alone);
    }
    let _ = write!(
        out,
        "\n| type read | records | type right | {} |\n|---|---|---|---|\n",
        ASPECTS[..TOGETHER].join(", ")
    );
    let mut by_type: BTreeMap<EventType, Vec<&Row>> = BTreeMap::new();
    for row in judged {
        by_type.entry(row.kind).or_default().push(row);
    }
    for (kind, rows) in by_type {
        let typed = share(rows.iter().map(|row| row.right[0]));
        let together = share(rows.iter().map(|row| Some(is_right(row))));
        let _ = writeln!(
            out,
            "| {kind} | {} | {} | {} |",
            rows.len(),
            value(typed),
            value(together)
        );
    }
    out
}

fn line(out: &mut String, what: &str, share: Share) {
    let _ = writeln!(
        out,
        "| {what} | {} | {} | {} |",
        share.of,
        share.right,
        value(share)
    );
}

/// Right in all that must be right together; what is not judged is not.
fn is_right(row: &Row) -> bool {
    row.right[..TOGETHER]
        .iter()
        .all(|right| *right == Some(true))
}

/// The share of yes among yes and no.
fn share(answers: impl Iterator<Item = Option<bool>>) -> Share {
    answers
        .flatten()
        .fold(Share::default(), |sum, right| Share {
            right: sum.right + u32::from(right),
            of: sum.of + 1,
        })
}

/// The share with its interval.
pub fn value(share: Share) -> String {
    match share.value() {
        None => "–".to_owned(),
        Some(value) => {
            let (low, high) = wilson(share);
            format!("{value:.3} ({low:.3}–{high:.3})")
        }
    }
}

/// Wilson's 95% interval of a share of something. Unlike the normal one it says something where all or none are right.
fn wilson(share: Share) -> (f64, f64) {
    const Z: f64 = 1.959_964;
    let n = f64::from(share.of);
    let p = f64::from(share.right) / n;
    let centre = p + Z * Z / (2.0 * n);
    let spread = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let whole = 1.0 + Z * Z / n;
    let bound = |x: f64| (x / whole).clamp(0.0, 1.0);
    (bound(centre - spread), bound(centre + spread))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sheet of one line a judgement, as `ynyyy`; a dot is an empty cell.
    fn rows(judgements: &[(&str, &str)]) -> Vec<Row> {
        let mut text = sheet::write(&[]).unwrap();
        for (i, (kind, cells)) in judgements.iter().enumerate() {
            let cells: Vec<String> = cells.chars().map(|c| c.to_string()).collect();
            let cells = cells.join("\t").replace('.', "");
            let _ = writeln!(text, "{i}\t1\t2\t{kind}\t{cells}\t");
        }
        sheet::parse("s.tsv", &text).unwrap()
    }

    #[test]
    fn interval_is_the_published_one() {
        // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20.
        for (right, of, wanted) in [
            (81, 263, (0.2553, 0.3662)),
            (15, 148, (0.0624, 0.1605)),
            (0, 20, (0.0, 0.1611)),
        ] {
            let (low, high) = wilson(Share { right, of });
            let near = |a: f64, b: f64| (a - b).abs() < 5e-5;
            assert!(
                near(low, wanted.0) && near(high, wanted.1),
                "{right} of {of}: {low} {high}"
            );
        }
    }

    #[test]
    fn status_does_not_count_among_what_must_be_right_together() {
        let rows = rows(&[
            ("AID", "yyyyn"),
            ("AID", "ynyyy"),
            ("ASSAULT", "n...."),
            ("ASSAULT", "....."),
        ]);
        let judged: Vec<&Row> = rows.iter().filter(|r| r.right[0].is_some()).collect();
        let text = markdown(&judged, rows.len());
        for row in [
            "3 records judged of 4 drawn",
            "| type, actor, recipient, source | 3 | 1 | 0.333 (",
            "| type alone | 3 | 2 | 0.667 (",
            "| actor alone | 2 | 1 | 0.500 (",
            "| status alone | 2 | 1 | 0.500 (",
            "| AID | 2 | 1.000 (0.342–1.000) | 0.500 (",
            "| ASSAULT | 1 | 0.000 (0.000–0.793) | 0.000 (",
        ] {
            assert!(text.contains(row), "{row}\n{text}");
        }
    }
}
