//! A file as a table of entries with ids; merging a user's table over ours.

use rustc_hash::{FxHashMap, FxHashSet};

use super::row::{MAX_LINE_BYTES, Row};
use crate::defect::{Defect, Severity};

/// Where an entry stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct At {
    pub(crate) file: String,
    pub(crate) line: u32,
}

/// An entry with its id.
#[derive(Debug, Clone)]
pub(crate) struct Entry<T> {
    pub(crate) id: String,
    pub(crate) at: At,
    pub(crate) value: T,
}

impl<T> Entry<T> {
    /// A defect of this entry that only shows once all files are read.
    pub(crate) fn defect(&self, message: impl Into<String>) -> Defect {
        Defect {
            file: self.at.file.clone(),
            line: self.at.line,
            entry: self.id.clone(),
            message: message.into(),
            severity: Severity::Error,
        }
    }
}

/// The entries of a file and the ids that it removes from the table below it.
#[derive(Debug)]
pub(crate) struct Table<T> {
    pub(crate) entries: Vec<Entry<T>>,
    removed: Vec<Entry<()>>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            removed: Vec::new(),
        }
    }
}

/// How a file's lines get their ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ids {
    /// Two lines with one id are a defect.
    Unique,
    /// Further lines with the same id get `#2`, `#3`….
    Numbered,
}

/// What a file looks like.
pub(crate) struct Layout {
    /// Names of the columns, for messages.
    pub(crate) columns: &'static [&'static str],
    /// How many of them, at the end, may be missing.
    pub(crate) optional: usize,
    pub(crate) ids: Ids,
    /// Whether lines out of order deserve a warning.
    pub(crate) sorted: bool,
}

impl<T> Table<T> {
    /// Reads a file. `entry` makes id and value of a line, or notes why it cannot.
    pub(crate) fn read(
        file: &str,
        text: &str,
        layout: &Layout,
        defects: &mut Vec<Defect>,
        mut entry: impl FnMut(&mut Row<'_>) -> Option<(String, T)>,
    ) -> Self {
        let mut table = Self::default();
        let mut lines: FxHashSet<&str> = FxHashSet::default();
        let mut seen: FxHashMap<String, u32> = FxHashMap::default();
        let mut last = "";
        let mut unsorted = false;
        for (line, text) in (1u32..).zip(text.trim_start_matches('\u{FEFF}').lines()) {
            let text = text.trim_end();
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            let at = At {
                file: file.to_owned(),
                line,
            };
            if let Some(id) = text.strip_prefix("! ") {
                table.removed.push(Entry {
                    id: id.trim().to_owned(),
                    at,
                    value: (),
                });
                continue;
            }
            let mut row = Row {
                file,
                line,
                cells: Vec::new(),
                defects,
                bad: false,
            };
            if text.len() > MAX_LINE_BYTES {
                row.defect(format!("the line is longer than {MAX_LINE_BYTES} bytes"));
                continue;
            }
            row.cells = text.split('|').map(str::trim).collect();
            check_line(&mut row, text, layout);
            if !lines.insert(text) {
                row.defect("the same line stands further up");
            }
            if row.bad {
                continue;
            }
            let first = text.split('|').next().map_or("", str::trim);
            if layout.sorted && !unsorted && first < last {
                unsorted = true;
                row.warn(format!(
                    "not sorted: `{first}` comes before `{last}` (told once a file)"
                ));
            }
            last = first;
            let Some((id, value)) = entry(&mut row) else {
                // Whoever gives up must have said why.
                debug_assert!(row.bad, "line {line} of {file} was dropped silently");
                continue;
            };
            if row.bad {
                continue;
            }
            let count = seen.entry(id.clone()).or_insert(0);
            *count += 1;
            let id = match (*count, layout.ids) {
                (1, _) => id,
                (n, Ids::Numbered) => format!("{id}#{n}"),
                (_, Ids::Unique) => {
                    row.defect(format!(
                        "the id `{id}` is taken by a line further up; join the two lines or drop one"
                    ));
                    continue;
                }
            };
            table.entries.push(Entry { id, at, value });
        }
        table
    }

    /// Appends the entries of another file of the same kind; an id in both is a defect.
    pub(crate) fn append(&mut self, other: Self, defects: &mut Vec<Defect>) {
        let ids: FxHashSet<String> = self.entries.iter().map(|e| e.id.clone()).collect();
        for entry in other.entries {
            if ids.contains(&entry.id) {
                defects.push(entry.defect(format!(
                    "the id `{}` is taken by an entry of another file",
                    entry.id
                )));
            } else {
                self.entries.push(entry);
            }
        }
        self.removed.extend(other.removed);
    }

    /// Lays a user's table over this one: entries with a known id take the place of ours, others come after them.
    pub(crate) fn overlay(&mut self, above: Self, defects: &mut Vec<Defect>) {
        for gone in &above.removed {
            let before = self.entries.len();
            self.entries.retain(|e| e.id != gone.id);
            if self.entries.len() == before {
                defects.push(gone.defect(format!(
                    "nothing to remove: no entry has the id `{}`",
                    gone.id
                )));
            }
        }
        let mut rows: FxHashMap<String, usize> = FxHashMap::default();
        for (i, entry) in self.entries.iter().enumerate() {
            rows.insert(entry.id.clone(), i);
        }
        for entry in above.entries {
            match rows.get(&entry.id).and_then(|&i| self.entries.get_mut(i)) {
                Some(place) => *place = entry,
                None => self.entries.push(entry),
            }
        }
    }

    /// Lines `! id` in a lexicon that lies over no other.
    pub(crate) fn check_removals(&self, defects: &mut Vec<Defect>) {
        for gone in &self.removed {
            defects.push(
                gone.defect(
                    "`!` removes an entry of the built-in lexicon; delete the line instead",
                ),
            );
        }
    }
}

fn check_line(row: &mut Row<'_>, text: &str, layout: &Layout) {
    for c in text.chars() {
        let what = match c {
            '\t' => "a tab; write a space",
            c if c.is_control() => "a control character",
            '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' => {
                "a presentation form; write the plain letter"
            }
            '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}' => "invisible; leave it out",
            '\u{00A0}' => "a no-break space; write a space",
            _ => continue,
        };
        row.defect(format!("U+{:04X} is {what}", c as u32));
        return;
    }
    if text.contains("  ") {
        row.warn("two spaces in a row; write one");
    }
    let (most, found) = (layout.columns.len(), row.cells.len());
    if found > most || found + layout.optional < most {
        row.defect(format!(
            "{found} columns where {} are needed: {}",
            most - layout.optional,
            layout.columns.join(" | ")
        ));
    }
    if row.cells.first().is_none_or(|c| c.is_empty()) {
        row.defect("the first column is empty");
    }
}
