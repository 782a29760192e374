//! What becomes of what was ahead: takes an announcement and a later fact, gives what the one says of the other. Pure.

use rawi_model::EventType;

use crate::claims::{Agreement, Class, Fact, LEFT_OUT, Likeness, Marks, one_voice, same_word};

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
const ALIKE: f32 = 0.3;
/// And so much alike are both in all.
const TOTAL: f32 = 0.45;
/// Two sentences that are more alike say the same, not what became of it.
const SAME: f32 = 0.8;
/// Both name a side so that it is the same one, not only one of its kind.
const KNOWN: f32 = 0.7;
/// Both name a side by one name.
const PLAIN: f32 = 0.9;
/// Where sides, town and act are the same, the words may be so little alike.
const FEW: f32 = 0.15;
/// What is announced without a date is done within so many days.
const SOON: i64 = 14;
/// An outcome is reported so many days after its day.
const REPORTED: i64 = 3;

/// Whether a fact announces something that may come.
pub(crate) fn is_ahead(fact: &Fact) -> bool {
    // To be asked, blamed, refused or threatened is no act that comes to pass.
    let speech = matches!(
        fact.kind,
        EventType::Request | EventType::Accuse | EventType::Reject | EventType::Threaten
    );
    if speech {
        return false;
    }
    match fact.class {
        Class::Ahead => fact.marks.has(Marks::AHEAD) || fact.dated && fact.to >= fact.day,
        Class::Wanted => !fact.marks.has(Marks::NEGATED),
        _ => false,
    }
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
        _ if fact.marks.has(Marks::PUT_OFF) || is_ahead(fact) => vec![fact.kind],
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
    // Force is told of every day: it must be the same deed against the same.
    let force = matches!(before.kind, EventType::Assault | EventType::Coerce)
        && !(same_word(&before.word, &after.word)
            && like.recipients.is_some_and(|x| x >= KNOWN)
            && like.place == Agreement::Same);
    // Who puts off a meeting names its sides and its town, and another day.
    let put_off = after.marks.has(Marks::PUT_OFF)
        && like.both_sides(PLAIN)
        && like.place == Agreement::Same
        && like.words >= FEW;
    let alike = like.words >= ALIKE && like.total() >= TOTAL;
    if force
        || like.place == Agreement::Apart
        || !(alike || put_off)
        || like.words > SAME
        || like.parties() < 0.45
    {
        return None;
    }
    let kind = if before.kind != after.kind && after.marks.has(Marks::PUT_OFF) {
        // Putting off is told as a refusal of the day.
        Outcome::Postponed
    } else if before.kind != after.kind {
        // Told in quite other words, it is another matter that is refused.
        if like.words < 1.6 * ALIKE || after.day == before.day {
            return None;
        }
        Outcome::Overtaken
    } else {
        match after.class {
            _ if after.marks.has(Marks::PUT_OFF) && !before.marks.has(Marks::PUT_OFF) => {
                Outcome::Postponed
            }
            Class::Happened if done(before, after, &like) => Outcome::Fulfilled,
            Class::Denied if like.time != Agreement::Apart && after.marks.has(Marks::DENIES) => {
                Outcome::Denied
            }
            Class::Ahead if later_day(before, after) => Outcome::Postponed,
            _ => return None,
        }
    };
    Some((kind, like.total()))
}

/// Whether what happened is what was announced or wanted.
fn done(before: &Fact, after: &Fact, like: &Likeness) -> bool {
    // Read as done, and told as still to come.
    let still_ahead =
        after.marks.has(Marks::NEGATED) || after.marks.has(Marks::AHEAD) || after.from > after.day;
    if still_ahead {
        return false;
    }
    let in_time = if before.dated {
        let day = if after.dated { after.to } else { after.day };
        let late = if after.dated { 0 } else { REPORTED };
        after.day >= before.from && (before.from..=before.to + late).contains(&day)
    } else {
        after.day > before.day
            && after.day <= before.day + SOON
            && (!after.dated || after.to >= before.day)
    };
    // Where one leaves out a side, the other and the words must say more.
    let sides = like.both_sides(KNOWN)
        || like.actors.is_some_and(|x| x >= 0.9)
            && like.recipients == Some(LEFT_OUT)
            && like.words >= ALIKE + 0.15;
    let alike = like.recipients.is_some() || like.words >= ALIKE + 0.1;
    // Told on the day itself in much the same words, it is the announcement again.
    let another = after.day > before.day || like.words < SAME - 0.2;
    let wanted = before.class != Class::Wanted
        || may_be_met(before.kind) && like.trigger && like.both_sides(KNOWN);
    // Without a day, the word or the other side must tell that it is this act.
    let this = before.dated
        || same_word(&before.word, &after.word)
        || like.recipients.is_some_and(|x| x >= KNOWN);
    in_time && sides && alike && another && wanted && this
}

/// Acts of which it can be told that they were done because somebody wanted them: one meeting, one release, and not
/// support or pressure that goes on.
const fn may_be_met(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Consult
            | EventType::Agree
            | EventType::Concede
            | EventType::Cooperate
            | EventType::Aid
            | EventType::Retreat
            | EventType::Sanction
    )
}

/// Whether the same is announced for a later day.
fn later_day(before: &Fact, after: &Fact) -> bool {
    before.class == Class::Ahead
        && before.dated
        && after.dated
        && after.from > before.to
        && after.day > before.day
}
