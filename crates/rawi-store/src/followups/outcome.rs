//! What becomes of what was ahead: takes an announcement and a later fact, gives what the one says of the other. Pure.

use rawi_model::EventType;

use crate::claims::{Agreement, Class, Fact, Likeness, one_voice};

/// What became of an announcement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It was done.
    Fulfilled,
    /// It was denied, or did not happen.
    Denied,
    /// It was put off.
    Postponed,
    /// It was refused in the meantime.
    Overtaken,
}

impl Outcome {
    /// Its name, as it stands in the database and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fulfilled => "fulfilled",
            Self::Denied => "denied",
            Self::Postponed => "postponed",
            Self::Overtaken => "overtaken",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        [
            Self::Fulfilled,
            Self::Denied,
            Self::Postponed,
            Self::Overtaken,
        ]
        .into_iter()
        .find(|o| o.as_str() == text)
    }
}

/// So much alike are the sentences of an announcement and of what came of it.
const ALIKE: f32 = 0.25;
/// And so much alike are both in all.
const TOTAL: f32 = 0.42;
/// An outcome may be so many days off the announced day.
const OFF: i64 = 3;

/// Whether a fact announces something that may come.
pub(crate) fn is_ahead(fact: &Fact) -> bool {
    matches!(fact.class, Class::Ahead | Class::Wanted)
}

/// Announcements of which types a fact may settle.
pub(super) fn kinds(fact: &Fact) -> Vec<EventType> {
    match (fact.kind, fact.class) {
        // A refusal overtakes what was to be agreed, done together or given.
        (EventType::Reject, Class::Happened) => vec![
            EventType::Reject,
            EventType::Agree,
            EventType::Consult,
            EventType::Cooperate,
            EventType::Aid,
            EventType::Retreat,
            EventType::Concede,
        ],
        (_, Class::Happened | Class::Denied) => vec![fact.kind],
        _ if fact.put_off || is_ahead(fact) => vec![fact.kind],
        _ => Vec::new(),
    }
}

/// What a later fact says of an announcement, with how alike they are.
pub(super) fn outcome(before: &Fact, after: &Fact) -> Option<(Outcome, f32)> {
    // The announcement itself, copied and read otherwise, is no report of what became of it.
    if one_voice(before, after) {
        return None;
    }
    let like = Likeness::of(before, after);
    if like.place == Agreement::Apart
        || like.words < ALIKE
        || like.parties() < 0.45
        || like.total() < TOTAL
    {
        return None;
    }
    let kind = if before.kind != after.kind {
        // Told in quite other words, it is another matter that is refused.
        if like.words < 2.0 * ALIKE {
            return None;
        }
        Outcome::Overtaken
    } else {
        match after.class {
            _ if after.put_off && !before.put_off => Outcome::Postponed,
            Class::Happened if in_time(before, after) => Outcome::Fulfilled,
            Class::Denied if like.time != Agreement::Apart => Outcome::Denied,
            Class::Ahead if later_day(before, after) => Outcome::Postponed,
            _ => return None,
        }
    };
    Some((kind, like.total()))
}

/// Whether what happened may be what was announced.
fn in_time(before: &Fact, after: &Fact) -> bool {
    if before.dated {
        after.to >= before.from - OFF && after.from <= before.to + OFF
    } else {
        after.to >= before.day
    }
}

/// Whether the same is announced for a later day.
fn later_day(before: &Fact, after: &Fact) -> bool {
    before.class == Class::Ahead
        && before.dated
        && after.dated
        && after.from > before.to
        && after.day > before.day
}
