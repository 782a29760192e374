//! A filled sheet and its key in; how often Rawi is right out, as Markdown.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Result, ensure};
use rawi_score::Share;

use super::sheet::{Key, Row};
use crate::judged::value;

/// Precision, recall and F1, of the pairs as drawn and of the corpus that they were drawn from.
pub fn markdown(rows: &[Row], key: &[Key]) -> Result<String> {
    ensure!(
        rows.len() == key.len(),
        "the sheet has {} lines and its key {}",
        rows.len(),
        key.len()
    );
    let judged: Vec<(bool, &Key)> = rows
        .iter()
        .zip(key)
        .filter_map(|(row, key)| Some((row.right?, key)))
        .collect();
    ensure!(
        !judged.is_empty(),
        "no pair is judged yet; write y or n into the column `right`"
    );
    let mut out = format!(
        "{} pairs judged of {} drawn. In brackets 95% intervals (Wilson).\n\n\
         | drawn from | pairs there | Rawi says | judged | right | share |\n|---|---|---|---|---|---|\n",
        judged.len(),
        rows.len()
    );
    let mut parts: BTreeMap<(&str, Option<&str>), (u64, Share)> = BTreeMap::new();
    let mut groups: BTreeMap<&str, u32> = BTreeMap::new();
    for (right, key) in &judged {
        let part = parts.entry((&key.group, key.found.as_deref())).or_default();
        part.0 = key.of;
        part.1.of += 1;
        part.1.right += u32::from(*right);
        *groups.entry(&key.group).or_default() += 1;
    }
    for ((group, found), (of, share)) in &parts {
        let _ = writeln!(
            out,
            "| {group} | {of} | {} | {} | {} | {} |",
            found.unwrap_or("nothing"),
            share.of,
            share.right,
            value(*share)
        );
    }
    let drawn = Table::of(&judged, |_| 1.0);
    let corpus = Table::of(&judged, |key| {
        key.of as f64 / f64::from(groups[key.group.as_str()])
    });
    out.push_str("\n| | precision | recall | F1 |\n|---|---|---|---|\n");
    let _ = writeln!(out, "| pairs as drawn | {drawn} |");
    let _ = writeln!(
        out,
        "| each pair for so many as its part of the corpus holds | {corpus} |"
    );
    Ok(out)
}

/// How much was found rightly, found wrongly, and missed.
#[derive(Debug, Default, PartialEq)]
struct Table {
    found: f64,
    wrong: f64,
    missed: f64,
}

impl Table {
    fn of(judged: &[(bool, &Key)], weight: impl Fn(&Key) -> f64) -> Self {
        let mut out = Self::default();
        for (right, key) in judged {
            let cell = match (key.found.is_some(), right) {
                (true, true) => &mut out.found,
                (true, false) => &mut out.wrong,
                (false, true) => &mut out.missed,
                (false, false) => continue,
            };
            *cell += weight(key);
        }
        out
    }
}

impl std::fmt::Display for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |of: f64| {
            if of > 0.0 {
                format!("{:.3}", self.found / of)
            } else {
                "–".to_owned()
            }
        };
        write!(
            f,
            "{} | {} | {}",
            share(self.found + self.wrong),
            share(self.found + self.missed),
            share(self.found + (self.wrong + self.missed) / 2.0)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_count_as_drawn_and_as_they_are() {
        let mut rows = Vec::new();
        let mut key = Vec::new();
        let mut add = |n, group: &str, of, found: Option<&str>, right| {
            for _ in 0..n {
                rows.push(Row { right });
                key.push(Key {
                    group: group.to_owned(),
                    of,
                    found: found.map(str::to_owned),
                });
            }
        };
        add(8, "above", 100, Some("copy"), Some(true));
        add(2, "above", 100, Some("copy"), Some(false));
        add(5, "below", 20, None, Some(true));
        add(5, "below", 20, None, Some(false));
        add(1, "below", 20, None, None);
        let text = markdown(&rows, &key).unwrap();
        for line in [
            "20 pairs judged of 21 drawn",
            "| above | 100 | copy | 10 | 8 | 0.800 (",
            "| below | 20 | nothing | 10 | 5 | 0.500 (",
            "| pairs as drawn | 0.800 | 0.615 | 0.696 |",
            "holds | 0.800 | 0.889 | 0.842 |",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
        assert!(markdown(&rows[1..], &key).is_err());
    }
}
