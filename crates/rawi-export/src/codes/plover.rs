//! PLOVER: scores of types and modes, quad classes, and what an announced act is.

use std::collections::BTreeMap;

use rawi_model::EventType;

use super::table::{TableError, rows};

/// A type with its mode.
pub type Act = (EventType, Option<String>);

#[derive(Debug, Clone, PartialEq)]
struct Line {
    score: f64,
    announced: Option<Act>,
}

/// PLOVER's table.
#[derive(Debug, Clone)]
pub struct Plover {
    lines: BTreeMap<Act, Line>,
}

impl Plover {
    pub(super) fn read(text: &str) -> Result<Self, TableError> {
        let mut lines = BTreeMap::new();
        let table = rows("export/plover.txt", text, 5)?;
        for row in &table {
            let kind: EventType = row.parsed(0)?;
            let mode = row.cell(1).map(str::to_owned);
            if mode.is_some() && !lines.contains_key(&(kind, None)) {
                return Err(row.error(format!("{kind} must begin with a line of mode `-`")));
            }
            let score: f64 = row.parsed(2)?;
            if !(-10.0..=10.0).contains(&score) {
                return Err(row.error("the score is not within -10 and 10"));
            }
            let announced = match row.cell(3) {
                None => None,
                Some(_) => Some((row.parsed(3)?, row.cell(4).map(str::to_owned))),
            };
            if lines
                .insert((kind, mode), Line { score, announced })
                .is_some()
            {
                return Err(row.error("the same type and mode stand further up"));
            }
        }
        let plover = Self { lines };
        for row in &table {
            let kind: EventType = row.parsed(0)?;
            let act = (kind, row.cell(1).map(str::to_owned));
            if let Some(Line {
                announced: Some(announced),
                ..
            }) = plover.lines.get(&act)
                && !plover.lines.contains_key(announced)
            {
                return Err(row.error("what it is announced as has no line of its own"));
            }
        }
        match EventType::ALL
            .iter()
            .find(|&&kind| !plover.lines.contains_key(&(kind, None)))
        {
            Some(kind) => Err(TableError {
                file: "export/plover.txt".to_owned(),
                line: 0,
                message: format!("{kind} is missing"),
            }),
            None => Ok(plover),
        }
    }

    fn line(&self, kind: EventType, mode: Option<&str>) -> Option<&Line> {
        self.lines
            .get(&(kind, mode.map(str::to_owned)))
            .or_else(|| self.lines.get(&(kind, None)))
    }

    /// Whether the manual has the mode.
    pub fn has_mode(&self, kind: EventType, mode: &str) -> bool {
        self.lines.contains_key(&(kind, Some(mode.to_owned())))
    }

    /// The conflict-cooperation score, -10 to 10.
    pub fn score(&self, kind: EventType, mode: Option<&str>) -> f64 {
        self.line(kind, mode).map_or(0.0, |line| line.score)
    }

    /// What an announced act is; `None` where PLOVER has no class for it.
    pub fn announced(&self, kind: EventType, mode: Option<&str>) -> Option<&Act> {
        self.line(kind, mode)?.announced.as_ref()
    }
}

/// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict. The manual's summary calls
/// SANCTION verbal, its own section material: the caller decides.
pub fn quad(kind: EventType, sanction: u32) -> u32 {
    use EventType as T;
    match kind {
        T::Agree | T::Consult | T::Support | T::Concede => 1,
        T::Cooperate | T::Aid | T::Retreat => 2,
        T::Request | T::Accuse | T::Reject | T::Threaten => 3,
        T::Sanction => sanction,
        T::Protest | T::Mobilize | T::Coerce | T::Assault => 4,
    }
}
