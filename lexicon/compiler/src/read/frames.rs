//! Frames, light verbs, verbs of saying, statuses: the files that say what heads do.

use rawi_arabic::fold;
use rawi_model::{EventType, Stance, Status};

use super::row::Row;
use super::table::{Ids, Layout};
use crate::frame::{
    Condition, Frame, FrameRole, LightVerb, Only, Saying, Slot, SlotClass, StatusRule, StatusScope,
    Strength,
};

/// A use of a head; the head is a verb id, a noun or a phrase.
#[derive(Debug, Clone)]
pub(crate) struct Headed<T> {
    pub(crate) head: String,
    pub(crate) value: T,
}

pub(crate) const VERB_FRAMES: Layout = Layout {
    columns: &["verb id", "type", "mode", "roles", "condition", "English"],
    optional: 0,
    ids: Ids::Numbered,
    sorted: true,
};
pub(crate) const NOUN_FRAMES: Layout = Layout {
    columns: &["noun", "type", "mode", "roles", "condition", "English"],
    ..VERB_FRAMES
};
pub(crate) const LIGHT_VERBS: Layout = Layout {
    columns: &["verb id", "slot", "subject role", "note"],
    ..VERB_FRAMES
};
pub(crate) const REPORTING_VERBS: Layout = Layout {
    columns: &["verb id", "slot", "stance", "English"],
    ..VERB_FRAMES
};
pub(crate) const STATUSES: Layout = Layout {
    columns: &["head", "status", "scope", "condition", "note"],
    ..VERB_FRAMES
};

/// Modes of the PLOVER ontology, by type. Types that are not here have none.
const MODES: [(EventType, &[&str]); 11] = [
    (
        EventType::Consult,
        &["visit", "third-party", "multilateral", "phone"],
    ),
    (
        EventType::Retreat,
        &[
            "withdraw",
            "release",
            "disarm",
            "ceasefire",
            "access",
            "resign",
        ],
    ),
    (EventType::Request, &["assist", "change", "yield", "meet"]),
    (EventType::Accuse, &["disapprove", "investigate", "allege"]),
    (EventType::Reject, &["assist", "change", "yield", "meet"]),
    (
        EventType::Threaten,
        &[
            "restrict",
            "arrest",
            "relations",
            "expel",
            "territory",
            "violence",
        ],
    ),
    (
        EventType::Protest,
        &[
            "demo",
            "riot",
            "strike",
            "hunger",
            "boycott",
            "obstruct",
            "vandalize",
        ],
    ),
    (
        EventType::Sanction,
        &["convict", "expel", "withdraw", "discontinue"],
    ),
    (
        EventType::Mobilize,
        &["troops", "weapons", "police", "militia"],
    ),
    (
        EventType::Coerce,
        &[
            "seize",
            "restrict",
            "censor",
            "curfew",
            "martial-law",
            "arrest",
            "deport",
            "withhold",
            "misinformation",
            "cyber",
        ],
    ),
    (
        EventType::Assault,
        &[
            "abduct",
            "beat",
            "torture",
            "sexual",
            "targeted",
            "destroy",
            "primitive",
            "firearms",
            "explosives",
            "suicide-attack",
            "aerial",
            "drone",
            "heavy-weapons",
            "crowd-control",
            "unconventional",
        ],
    ),
];

pub(crate) fn verb_frame(row: &mut Row<'_>) -> Option<(String, Headed<Frame>)> {
    let head = row.cell(0).to_owned();
    frame(row, head)
}

pub(crate) fn noun_frame(row: &mut Row<'_>) -> Option<(String, Headed<Frame>)> {
    let head = row.word("noun", row.cell(0))?;
    frame(row, head)
}

fn frame(row: &mut Row<'_>, head: String) -> Option<(String, Headed<Frame>)> {
    let none = row.cell(1).is_empty();
    let kind = match none {
        true => Some(EventType::Consult),
        false => row.parse(row.cell(1)),
    };
    let mode = mode(row, kind.filter(|_| !none));
    let mut roles: Vec<(Slot, FrameRole)> = Vec::new();
    for text in row.cell(3).split_whitespace() {
        let Some((slot, role)) = role(row, text) else {
            continue;
        };
        if roles.iter().any(|(s, _)| *s == slot) {
            row.defect(format!("the slot of `{text}` has a role already"));
        }
        roles.push((slot, role));
    }
    let conditions = conditions(row, row.cell(4));
    let english = row.latin("English", 5);
    let name = match none {
        true => "-",
        false => kind?.as_str(),
    };
    let id = format!("{head}:{name}");
    let value = Frame {
        id: id.clone(),
        kind: kind?,
        none,
        mode,
        roles,
        conditions: conditions.all,
        strength: conditions.strength,
        only: conditions.only,
        english,
    };
    Some((id, Headed { head, value }))
}

fn mode(row: &mut Row<'_>, kind: Option<EventType>) -> Option<String> {
    let mode = row.cell(2);
    if mode.is_empty() {
        return None;
    }
    let kind = kind?;
    let known = MODES
        .iter()
        .find(|(k, _)| *k == kind)
        .map_or(&[][..], |(_, modes)| modes);
    if !known.contains(&mode) {
        row.defect(match known {
            [] => format!("{kind} has no modes; write `-`, not `{mode}`"),
            _ => format!(
                "unknown mode `{mode}` of {kind}; known are: {}",
                known.join(", ")
            ),
        });
    }
    Some(mode.to_owned())
}

/// `s:A`, `على:R`; `=` may stand for the colon.
fn role(row: &mut Row<'_>, text: &str) -> Option<(Slot, FrameRole)> {
    let Some((slot_text, role)) = text.split_once([':', '=']) else {
        row.defect(format!(
            "`{text}` is no role; write slot:role, as in `s:A على:R`"
        ));
        return None;
    };
    let role = frame_role(row, role);
    Some((slot(row, slot_text)?, role?))
}

fn frame_role(row: &mut Row<'_>, text: &str) -> Option<FrameRole> {
    Some(match text {
        "A" => FrameRole::Actor,
        "R" => FrameRole::Recipient,
        "C" => FrameRole::Content,
        "P" => FrameRole::Place,
        "N" => FrameRole::Nothing,
        _ => {
            row.defect(format!(
                "unknown role `{text}`; known are: A actor, R recipient, C content, P place, N nothing"
            ));
            return None;
        }
    })
}

fn slot(row: &mut Row<'_>, text: &str) -> Option<Slot> {
    Some(match text {
        "s" => Slot::Subject,
        "o" => Slot::Object,
        "o2" => Slot::Object2,
        "g" => Slot::Genitive,
        _ => Slot::Prep(preposition(row, text)?),
    })
}

/// A preposition, folded; a compound one is written with `+`.
fn preposition(row: &mut Row<'_>, text: &str) -> Option<String> {
    let spaced = text.replace('+', " ");
    if spaced.starts_with(|c: char| c.is_ascii_alphabetic()) {
        row.defect(format!(
            "unknown slot `{text}`; known are: s, o, o2, g, or a preposition"
        ));
        return None;
    }
    let words = row.arabic("slot", &spaced)?;
    Some(words.split(' ').map(fold).collect::<Vec<_>>().join(" "))
}

struct Conditions {
    all: Vec<Condition>,
    strength: Strength,
    only: Option<Only>,
}

fn conditions(row: &mut Row<'_>, text: &str) -> Conditions {
    let mut found = Conditions {
        all: Vec::new(),
        strength: Strength::Plain,
        only: None,
    };
    for part in text.split_whitespace() {
        match part {
            "strong" => found.strength = Strength::Strong,
            "weak" => found.strength = Strength::Weak,
            _ => match part.strip_prefix("only=") {
                Some(form) => found.only = row.parse(form),
                None => found.all.extend(condition(row, part)),
            },
        }
    }
    found
}

fn condition(row: &mut Row<'_>, text: &str) -> Option<Condition> {
    let Some((left, right)) = text.split_once('=') else {
        row.defect(format!(
            "`{text}` is no condition; write slot=word,word, slot=@class, slot!=word, only=form, strong or weak"
        ));
        return None;
    };
    let (left, negated) = match left.strip_suffix('!') {
        Some(left) => (left, true),
        None => (left, false),
    };
    let slot = slot(row, left)?;
    if right.starts_with('@') {
        if negated {
            row.defect(format!(
                "`{text}`: a class cannot be negated; use @thing or @actor"
            ));
            return None;
        }
        let class: SlotClass = row.parse(right)?;
        return Some(Condition::Class { slot, class });
    }
    let mut words = Vec::new();
    for word in right.split(',') {
        let plain = row.arabic("word of a condition", &word.replace('+', " "))?;
        words.push(plain.split(' ').map(fold).collect::<Vec<_>>().join(" "));
    }
    Some(match negated {
        true => Condition::Not { slot, words },
        false => Condition::Is { slot, words },
    })
}

pub(crate) fn light_verb(row: &mut Row<'_>) -> Option<(String, Headed<LightVerb>)> {
    let head = row.cell(0).to_owned();
    let slot = slot(row, row.cell(1));
    let subject = frame_role(row, row.cell(2));
    let id = format!("{head}:light");
    let value = LightVerb {
        id: id.clone(),
        slot: slot?,
        subject: subject?,
    };
    Some((id, Headed { head, value }))
}

pub(crate) fn reporting_verb(row: &mut Row<'_>) -> Option<(String, Headed<Saying>)> {
    let head = row.cell(0).to_owned();
    let mut slots = Vec::new();
    let mut sources = Vec::new();
    for text in row.cell(1).split_whitespace() {
        slots.push(match text {
            "o" => "o".to_owned(),
            _ => match text.strip_suffix("/مصدر") {
                Some(text) => {
                    sources.push(preposition(row, text)?);
                    continue;
                }
                None => preposition(row, text)?,
            },
        });
    }
    if slots.is_empty() {
        row.defect("the slot is empty; write أن, عن, ب, o …");
    }
    let stance: Option<Stance> = row.parse(row.cell(2));
    let english = row.latin("English", 3);
    let id = format!("{head}:say");
    let value = Saying {
        id: id.clone(),
        slots,
        sources,
        stance: stance?,
        english,
    };
    Some((id, Headed { head, value }))
}

/// Whether a head of `statuses.txt` is a verb id.
pub(crate) fn is_verb_id(head: &str) -> bool {
    head.contains('.') && head.ends_with(|c: char| c.is_ascii_alphanumeric())
}

pub(crate) fn status(row: &mut Row<'_>) -> Option<(String, Headed<StatusRule>)> {
    let head = match row.cell(0) {
        id if is_verb_id(id) => id.to_owned(),
        text => row.arabic("head", text)?,
    };
    let status: Option<Status> = row.parse(row.cell(1));
    let scope = match row.cell(2) {
        "clause" => StatusScope::Clause,
        "sentence" => StatusScope::Sentence,
        text if text.starts_with(|c: char| c.is_ascii_alphabetic()) && !is_letter_slot(text) => {
            row.defect(format!(
                "unknown scope `{text}`; known are: clause, sentence, or a slot"
            ));
            return None;
        }
        "" => {
            row.defect("the scope is empty; write clause, sentence, or a slot");
            return None;
        }
        text => StatusScope::Slot(slot(row, text)?),
    };
    let conditions = conditions(row, row.cell(3));
    if conditions.strength != Strength::Plain || conditions.only.is_some() {
        row.defect("`strong`, `weak` and `only` belong to frames");
    }
    let status = status?;
    let id = format!("{head}:{status}");
    let value = StatusRule {
        id: id.clone(),
        head: head.clone(),
        status,
        scope,
        conditions: conditions.all,
    };
    Some((id, Headed { head, value }))
}

fn is_letter_slot(text: &str) -> bool {
    matches!(text, "s" | "o" | "o2" | "g")
}
