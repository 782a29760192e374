//! CAMEO: from a record to the code of its act, the code's value, name and classes.

use std::collections::BTreeMap;

use rawi_model::{EventType, Record, Sector};

use super::table::{Row, TableError, rows};

/// A code of CAMEO with what belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Code {
    /// Two digits of the root first: `0841`.
    pub code: String,
    /// Value on the Goldstein scale, -10 to 10.
    pub goldstein: f64,
    /// Its heading in the manual.
    pub name: String,
}

impl Code {
    /// The first two digits.
    pub fn root(&self) -> &str {
        self.code.get(..2).unwrap_or(&self.code)
    }

    /// The first three.
    pub fn base(&self) -> &str {
        self.code.get(..3).unwrap_or(&self.code)
    }

    /// GDELT's class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub fn quad(&self) -> u32 {
        match self.root() {
            "01" | "02" | "03" | "04" | "05" => 1,
            "06" | "07" | "08" => 2,
            "09" | "10" | "11" | "12" | "13" => 3,
            _ => 4,
        }
    }

    /// Phoenix's class, from 0: statements, verbal and material cooperation, verbal and material conflict. Reduced
    /// relations (16) are verbal there.
    pub fn penta(&self) -> u32 {
        match self.root() {
            "01" | "02" => 0,
            "16" => 3,
            _ => self.quad(),
        }
    }
}

/// A line of the table of codes: what acts get which.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    kind: EventType,
    mode: Option<String>,
    contexts: Vec<String>,
    actors: Vec<Sector>,
    code: String,
    reverse: Option<String>,
    announced: Option<String>,
}

impl Rule {
    fn fits(&self, record: &Record) -> bool {
        self.kind == record.kind
            && (self.mode.is_none() || self.mode == record.mode)
            && (self.contexts.is_empty()
                || self.contexts.iter().any(|c| record.contexts.contains(c)))
            && (self.actors.is_empty()
                || record
                    .actor
                    .iter()
                    .any(|a| self.actors.contains(&a.code.sector)))
    }

    /// Whether everything that `later` fits is taken by this rule.
    fn covers(&self, later: &Self) -> bool {
        let within = |mine: &[String], theirs: &[String]| theirs.iter().all(|c| mine.contains(c));
        self.kind == later.kind
            && (self.mode.is_none() || self.mode == later.mode)
            && (self.contexts.is_empty()
                || !later.contexts.is_empty() && within(&self.contexts, &later.contexts))
            && (self.actors.is_empty()
                || !later.actors.is_empty() && later.actors.iter().all(|s| self.actors.contains(s)))
    }
}

/// Both tables of CAMEO.
#[derive(Debug, Clone)]
pub struct Cameo {
    codes: BTreeMap<String, Code>,
    rules: Vec<Rule>,
}

/// The codes of an act: as it is told, and from the other side where both do it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coded<'c> {
    /// The code.
    pub code: &'c Code,
    /// The code of the same act with actor and recipient changed.
    pub reverse: Option<&'c Code>,
}

impl<'c> Coded<'c> {
    /// The code as told from one side: the doer's, or the other's where it has one of its own.
    pub(crate) fn told(&self, reversed: bool) -> &'c Code {
        self.reverse.filter(|_| reversed).unwrap_or(self.code)
    }

    /// Whether a record so coded stands in rows of both sides.
    pub(crate) fn both_ways(&self, record: &Record) -> bool {
        self.reverse.is_some() || record.mutual
    }
}

impl Cameo {
    pub(super) fn read(codes: &str, rules: &str) -> Result<Self, TableError> {
        let codes = read_codes(codes)?;
        let lines = rows("export/cameo.txt", rules, 7)?;
        let mut out: Vec<Rule> = Vec::new();
        for row in &lines {
            let rule = rule(row, &codes)?;
            if out.iter().any(|earlier| earlier.covers(&rule)) {
                return Err(row.error("a line further up takes everything that this one fits"));
            }
            out.push(rule);
        }
        let general = |kind| {
            out.iter().any(|r| {
                r.kind == kind && r.mode.is_none() && r.contexts.is_empty() && r.actors.is_empty()
            })
        };
        match EventType::ALL.iter().find(|&&kind| !general(kind)) {
            Some(kind) => Err(TableError {
                file: "export/cameo.txt".to_owned(),
                line: 0,
                message: format!("{kind} needs a last line that fits all of it"),
            }),
            None => Ok(Self { codes, rules: out }),
        }
    }

    /// What an act that happened is coded as.
    pub fn code(&self, record: &Record) -> Option<Coded<'_>> {
        let rule = self.rules.iter().find(|rule| rule.fits(record))?;
        Some(Coded {
            code: self.codes.get(&rule.code)?,
            reverse: rule.reverse.as_ref().and_then(|c| self.codes.get(c)),
        })
    }

    /// What an act that is announced is coded as; `None` where CAMEO has no code for it.
    pub fn announced(&self, record: &Record) -> Option<Coded<'_>> {
        let rule = self.rules.iter().find(|rule| rule.fits(record))?;
        let code = self.codes.get(rule.announced.as_ref()?)?;
        Some(Coded {
            code,
            reverse: rule.reverse.as_ref().map(|_| code),
        })
    }
}

fn read_codes(text: &str) -> Result<BTreeMap<String, Code>, TableError> {
    let mut codes = BTreeMap::new();
    for row in rows("export/cameo_codes.txt", text, 3)? {
        let code = row.needed(0)?;
        let digits = code.bytes().all(|b| b.is_ascii_digit()) && matches!(code.len(), 3 | 4);
        if !digits || !("01".."21").contains(&code.get(..2).unwrap_or_default()) {
            return Err(row.error(format!("`{code}` is no code; write three or four digits")));
        }
        let goldstein: f64 = row.parsed(1)?;
        if !(-10.0..=10.0).contains(&goldstein) {
            return Err(row.error("the value is not within -10 and 10"));
        }
        let entry = Code {
            code: code.to_owned(),
            goldstein,
            name: row.needed(2)?.to_owned(),
        };
        if codes.insert(code.to_owned(), entry).is_some() {
            return Err(row.error(format!("`{code}` stands further up")));
        }
    }
    Ok(codes)
}

fn rule(row: &Row<'_>, codes: &BTreeMap<String, Code>) -> Result<Rule, TableError> {
    let known = |column| match row.cell(column) {
        Some(code) if !codes.contains_key(code) => {
            Err(row.error(format!("`{code}` is not in cameo_codes.txt")))
        }
        code => Ok(code.map(str::to_owned)),
    };
    Ok(Rule {
        kind: row.parsed(0)?,
        mode: row.cell(1).map(str::to_owned),
        contexts: row.list(2).map(str::to_owned).collect(),
        actors: row
            .list(3)
            .map(|s| {
                s.parse()
                    .map_err(|e: rawi_model::UnknownName| row.error(e.to_string()))
            })
            .collect::<Result<_, _>>()?,
        code: known(4)?.ok_or_else(|| row.error("the code is missing"))?,
        reverse: known(5)?,
        announced: known(6)?,
    })
}
