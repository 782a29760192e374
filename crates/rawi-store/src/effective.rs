//! The effective view: the machine's records with an article's corrections applied. Pure: lists in, list out.

use rawi_model::{EventType, Record, Span, WhenRange};

use crate::correction::{FieldChange, KeptChange};
use crate::dates;
use crate::relocate::Relocation;
use crate::{CorrectionId, Origin};

/// A record on its way into the effective view.
#[derive(Debug, Clone)]
pub(crate) struct Slot {
    /// The type by which the record is known: the machine's, or that with which it was added.
    pub(crate) key: EventType,
    /// What the machine reads now.
    pub(crate) machine: Option<Record>,
    /// What corrections started from: the machine's record, of this reading or of the one that a person mended, or
    /// the record as it was added.
    pub(crate) base: Record,
    pub(crate) effective: Record,
    pub(crate) wrong: bool,
    pub(crate) origin: Origin,
}

/// A correction as the effective view needs it.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) id: CorrectionId,
    pub(crate) version: i64,
    pub(crate) span: Span,
    pub(crate) kind: EventType,
    pub(crate) change: KeptChange,
    /// Of a changed field: the record as it was before any correction.
    pub(crate) base: Option<Box<Record>>,
}

/// What became of a correction: as [`crate::Standing`], with the number of a slot for that of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Applied(usize),
    Settled,
    Detached,
    Undone,
    Undoing,
}

/// Applies corrections, oldest first. `relocation(version)` leads from the text of a version to the present text.
/// Gives the records in order and what became of each correction, in the order given.
pub(crate) fn apply<'r, 't: 'r>(
    machine: Vec<Record>,
    corrections: &[Kept],
    relocation: impl Fn(i64) -> Option<&'r Relocation<'t>>,
) -> (Vec<Slot>, Vec<Outcome>) {
    let mut view = Effective {
        slots: machine.into_iter().map(Slot::machine).collect(),
    };
    let active = active(corrections);
    let mut outcomes = vec![Outcome::Undone; corrections.len()];
    // Whether a record is wrong is looked at last: a field mended later must not bring it back.
    for wrongs in [false, true] {
        for (i, kept) in corrections.iter().enumerate() {
            if !active[i] || wrongs != (kept.change == KeptChange::Wrong) {
                continue;
            }
            outcomes[i] = if matches!(kept.change, KeptChange::Undone(_)) {
                Outcome::Undoing
            } else {
                relocation(kept.version)
                    .and_then(|way| view.apply(kept, way))
                    .unwrap_or(Outcome::Detached)
            };
        }
    }
    (view.slots, outcomes)
}

/// Which corrections hold: those that no later one that holds undoes.
fn active(corrections: &[Kept]) -> Vec<bool> {
    let mut active = vec![true; corrections.len()];
    for i in (0..corrections.len()).rev() {
        if let (true, KeptChange::Undone(id)) = (active[i], &corrections[i].change)
            && let Some(undone) = corrections[..i].iter().position(|c| c.id == *id)
        {
            active[undone] = false;
        }
    }
    active
}

impl Slot {
    fn machine(record: Record) -> Self {
        Self {
            key: record.kind,
            base: record.clone(),
            effective: record.clone(),
            machine: Some(record),
            wrong: false,
            origin: Origin::Machine,
        }
    }

    fn by_hand(record: Record, key: EventType, origin: Origin) -> Self {
        Self {
            key,
            machine: None,
            base: record.clone(),
            effective: record,
            wrong: false,
            origin,
        }
    }
}

struct Effective {
    slots: Vec<Slot>,
}

impl Effective {
    /// `None` if the correction's words are gone.
    fn apply(&mut self, kept: &Kept, way: &Relocation<'_>) -> Option<Outcome> {
        let anchor = way.span(kept.span);
        match &kept.change {
            KeptChange::Wrong => {
                // An act that is neither in the text nor read by the machine is no longer claimed.
                let slot = anchor.and_then(|span| self.find(span, kept.kind));
                Some(slot.map_or(Outcome::Settled, |slot| {
                    self.slots[slot].wrong = true;
                    Outcome::Applied(slot)
                }))
            }
            KeptChange::Added(record) => {
                let record = way.record((**record).clone())?;
                let slot = match self.find(record.trigger.span(), kept.kind) {
                    // By now the machine reads it too; what the person wrote stands.
                    Some(slot) => {
                        self.slots[slot].effective = record;
                        slot
                    }
                    None => self.insert(Slot::by_hand(record, kept.kind, Origin::Added)),
                };
                self.compare(slot);
                Some(Outcome::Applied(slot))
            }
            KeptChange::Field(field) => {
                let span = anchor?;
                let field = way.field(field.clone())?;
                let slot = match self
                    .find(span, kept.kind)
                    .or_else(|| self.slots.iter().position(|s| s.at() == span))
                {
                    Some(slot) => slot,
                    // Whoever mends a record vouches for it.
                    None => {
                        let base = way.record(kept.base.as_deref()?.clone())?;
                        self.insert(Slot::by_hand(base, kept.kind, Origin::Mended))
                    }
                };
                set(&mut self.slots[slot].effective, field);
                self.compare(slot);
                Some(Outcome::Applied(slot))
            }
            KeptChange::Undone(_) => Some(Outcome::Undoing),
        }
    }

    /// The record with this key; failing that, one of this type on overlapping words.
    fn find(&self, span: Span, kind: EventType) -> Option<usize> {
        let of_type = |s: &&Slot| s.key == kind;
        let same = |s: &Slot| of_type(&s) && s.at() == span;
        let near = |s: &Slot| of_type(&s) && s.at().overlaps(span);
        self.slots
            .iter()
            .position(same)
            .or_else(|| self.slots.iter().position(near))
    }

    /// Appends; the order of the article is made when the rows are written, so that numbers of slots hold.
    fn insert(&mut self, slot: Slot) -> usize {
        self.slots.push(slot);
        self.slots.len() - 1
    }

    fn compare(&mut self, slot: usize) {
        let slot = &mut self.slots[slot];
        if let Some(machine) = &slot.machine {
            slot.origin = if slot.effective == *machine {
                Origin::Machine
            } else {
                Origin::Mended
            };
        }
    }
}

impl Slot {
    pub(crate) fn at(&self) -> Span {
        self.base.trigger.span()
    }
}

/// Sets a field, and drops what rested on its old value.
pub(crate) fn set(record: &mut Record, field: FieldChange) {
    use FieldChange as F;
    let before = record.clone();
    let name = match field {
        F::Type(v) => {
            record.kind = v;
            "type"
        }
        F::Status(v) => {
            record.status = v;
            "status"
        }
        F::Actor(v) => {
            record.actor = v;
            "actor"
        }
        F::Recipient(v) => {
            record.recipient = v;
            "recipient"
        }
        F::Place(v) => {
            record.place = v;
            "place"
        }
        F::When(v) => {
            record.when_range = v.as_deref().and_then(dates::range).map(|r| WhenRange {
                from: r.from,
                to: r.to,
                precision: r.precision,
            });
            record.when = v;
            "when"
        }
        F::AccordingTo(v) => {
            record.according_to = v;
            "according_to"
        }
        F::Stance(v) => {
            record.stance = v;
            "stance"
        }
        F::Mode(v) => {
            record.mode = v;
            "mode"
        }
        F::Contexts(v) => {
            record.contexts = v;
            "contexts"
        }
        F::Figures(v) => {
            record.figures = v;
            "figures"
        }
        F::Mutual(v) => {
            record.mutual = v;
            "mutual"
        }
    };
    if *record != before {
        record.gloss = None;
        record.derivation.retain(|d| d.field != name);
    }
}
