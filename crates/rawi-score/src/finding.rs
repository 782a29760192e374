//! What differs between records and annotation, one thing a line.

use std::collections::BTreeSet;
use std::fmt;

/// One thing in which records differ from the annotation; prints as a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// In which passage.
    pub passage: String,
    /// What differs.
    pub what: Difference,
}

/// What differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// No record matches the event.
    Missed {
        /// Its type.
        kind: String,
        /// Its trigger.
        trigger: String,
        /// The beginning of its sentence.
        sentence: String,
    },
    /// The event matches, the countries do not.
    Dyad {
        /// Its type.
        kind: String,
        /// Its trigger.
        trigger: String,
        /// Countries of actor and recipient as annotated.
        gold: [BTreeSet<String>; 2],
        /// The record's.
        got: [BTreeSet<String>; 2],
    },
    /// The event matches, a source is missing.
    Source {
        /// The event's trigger.
        trigger: String,
        /// The source's words.
        missed: String,
    },
    /// The event matches, the status does not.
    Status {
        /// The event's trigger.
        trigger: String,
        /// As annotated.
        gold: &'static str,
        /// The record's.
        got: Option<String>,
    },
    /// A record that matches no event.
    Extra {
        /// Its type.
        kind: String,
        /// Its trigger.
        trigger: String,
    },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = &self.passage;
        match &self.what {
            Difference::Missed {
                kind,
                trigger,
                sentence,
            } => {
                write!(f, "MISSED  {id} {kind} {trigger}: {sentence}")
            }
            Difference::Dyad {
                kind,
                trigger,
                gold,
                got,
            } => {
                let side = |s: &BTreeSet<String>| {
                    let quoted: Vec<String> = s.iter().map(|c| format!("'{c}'")).collect();
                    format!("[{}]", quoted.join(", "))
                };
                let both = |d: &[BTreeSet<String>; 2]| format!("{}>{}", side(&d[0]), side(&d[1]));
                write!(
                    f,
                    "DYAD    {id} {kind} {trigger}: gold {} got {}",
                    both(gold),
                    both(got)
                )
            }
            Difference::Source { trigger, missed } => {
                write!(f, "SOURCE  {id} {trigger}: missed {missed}")
            }
            Difference::Status { trigger, gold, got } => write!(
                f,
                "STATUS  {id} {trigger}: gold {gold} got {}",
                got.as_deref().unwrap_or("None")
            ),
            Difference::Extra { kind, trigger } => write!(f, "EXTRA   {id} {kind} {trigger}"),
        }
    }
}
