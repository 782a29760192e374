//! Whether two facts can both hold: takes two facts, gives why they cannot, and how sure it is that they speak of one
//! thing. Pure.

use rawi_model::{EventType, FigureKind};

use crate::claims::{Agreement, Amount, Class, Fact, Likeness, one_voice};

/// Why two claims cannot both hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Conflict {
    /// One says that it happened or is planned, the other that it did not or is not.
    Denied,
    /// One meeting in two places.
    Place,
    /// One meeting on two days.
    Date,
    /// One deed of two doers.
    Doer,
    /// Counts that differ beyond rounding.
    Figure,
    /// Agreed to, and refused.
    Refused,
}

impl Conflict {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Denied,
        Self::Place,
        Self::Date,
        Self::Doer,
        Self::Figure,
        Self::Refused,
    ];

    /// Its name, as it stands in the database and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Denied => "denied",
            Self::Place => "place",
            Self::Date => "date",
            Self::Doer => "doer",
            Self::Figure => "figure",
            Self::Refused => "refused",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.as_str() == text)
    }
}

/// Places, dates and doers are held against one another where the sentences are so much alike.
const ALIKE: f32 = 0.3;
/// A denial may be told in other words than what it denies.
const DENIED: f32 = 0.42;
/// Counts are of one deed where the sentences are so much alike, or less in one place.
const COUNTED: f32 = 0.42;
/// A toll that grows from day to day contradicts nothing.
const COUNTED_WITHIN: i64 = 1;
/// Counts that differ by less are rounded.
const ROUNDING: f64 = 1.1;
/// Two days of one meeting are not further apart.
const ONE_MEETING: i64 = 10;

/// Why two facts cannot both hold, with how alike they are otherwise. `joined`: they are of one claim.
pub(crate) fn conflict(a: &Fact, b: &Fact, joined: bool) -> Option<(Conflict, f32)> {
    // The same sentence read in two ways is no disagreement of its speakers.
    if one_voice(a, b) {
        return None;
    }
    let like = Likeness::of(a, b);
    if a.kind != b.kind {
        return refused(a, b, &like).then_some((Conflict::Refused, like.total()));
    }
    if joined {
        let one_deed = like.parties() >= 0.5
            && (like.words >= COUNTED || like.place == Agreement::Same && like.words >= ALIKE);
        return (one_deed && a.day.abs_diff(b.day) <= COUNTED_WITHIN as u64 && counts_differ(a, b))
            .then_some((Conflict::Figure, like.total()));
    }
    if denied(a, b, &like) {
        return Some((Conflict::Denied, like.total()));
    }
    if a.class != b.class || !matches!(a.class, Class::Happened | Class::Ahead) {
        return None;
    }
    let both_sides =
        like.actors.is_some_and(|x| x >= 0.6) && like.recipients.is_some_and(|x| x >= 0.6);
    let close = a.day.abs_diff(b.day) <= 3;
    let kind = if a.kind == EventType::Consult && both_sides && close && like.words >= ALIKE {
        if like.place == Agreement::Apart && like.time != Agreement::Apart {
            Conflict::Place
        } else if like.place == Agreement::Same && other_date(a, b, &like) {
            Conflict::Date
        } else {
            return None;
        }
    } else if matches!(a.kind, EventType::Assault | EventType::Coerce)
        && like.actors == Some(0.0)
        && like.recipients.is_some_and(|x| x >= 0.6)
        && like.place == Agreement::Same
        && like.time != Agreement::Apart
        && close
        && like.words >= ALIKE + 0.1
    {
        Conflict::Doer
    } else {
        return None;
    };
    Some((kind, like.total()))
}

fn denied(a: &Fact, b: &Fact, like: &Likeness) -> bool {
    let affirmed = match (a.class, b.class) {
        (Class::Denied, other) | (other, Class::Denied) => other,
        _ => return false,
    };
    matches!(affirmed, Class::Happened | Class::Ahead | Class::Maybe)
        && like.time != Agreement::Apart
        && like.place != Agreement::Apart
        && like.parties() >= 0.35
        && like.words >= 0.22
        && like.total() >= DENIED
}

fn refused(a: &Fact, b: &Fact, like: &Likeness) -> bool {
    let said = |f: &Fact| matches!(f.class, Class::Happened | Class::Ahead);
    let (agreed, refused) = if a.kind == EventType::Agree {
        (a, b)
    } else {
        (b, a)
    };
    // Where the agreement itself is what is refused, the two hold together.
    let names_it = refused
        .words
        .iter()
        .any(|(term, _)| *term == agreed.trigger);
    said(a)
        && said(b)
        && !names_it
        && like.time != Agreement::Apart
        && like.parties() >= 0.6
        && like.words >= ALIKE + 0.1
}

/// Two days to the day, of one meeting, neither of which the other puts off.
fn other_date(a: &Fact, b: &Fact, like: &Likeness) -> bool {
    like.time == Agreement::Apart
        && a.dated
        && b.dated
        && a.from == a.to
        && b.from == b.to
        && a.from.abs_diff(b.from) <= ONE_MEETING as u64
        && !a.put_off
        && !b.put_off
        && a.class == Class::Ahead
}

/// Whether the dead, wounded or arrested, or the sum, are counted differently.
fn counts_differ(a: &Fact, b: &Fact) -> bool {
    let differ = |x: &Amount, y: &Amount| {
        let (small, large) = if x.high < y.low { (x, y) } else { (y, x) };
        small.high < large.low && large.low / small.high.max(f64::MIN_POSITIVE) > ROUNDING
    };
    // A sentence may count several things: a number differs only where the other sentence has none that fits it.
    let odd = |x: &Amount, others: &[Amount]| {
        others.iter().any(|y| x.kind == y.kind && x.unit == y.unit)
            && others.iter().all(|y| differ(x, y))
    };
    let counted = |x: &&Amount| match x.kind {
        FigureKind::Killed | FigureKind::Wounded | FigureKind::Arrested => {
            matches!(
                a.kind,
                EventType::Assault | EventType::Coerce | EventType::Protest
            )
        }
        FigureKind::Sum => matches!(
            a.kind,
            EventType::Aid | EventType::Cooperate | EventType::Agree
        ),
        FigureKind::People => false,
    };
    a.amounts.iter().filter(counted).any(|x| odd(x, &b.amounts))
        && b.amounts.iter().filter(counted).any(|y| odd(y, &a.amounts))
}
