//! Whether two facts can both hold: takes two facts, gives why they cannot, and how sure it is that they speak of one
//! thing. Pure.

use rawi_model::{EventType, FigureKind};

use crate::claims::{
    Agreement, Amount, Class, Fact, Likeness, Marks, Where, Who, one_voice, same_word,
};

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
const COUNTED: f32 = 0.5;
/// A toll that grows from day to day contradicts nothing.
const COUNTED_WITHIN: u64 = 1;
/// Reports of one meeting or deed are so many days apart.
const CLOSE: u64 = 3;
/// Both name a side so that it is the same one, not only one of its kind.
const KNOWN: f32 = 0.7;
/// Both name a side by one name.
const PLAIN: f32 = 0.9;
/// Where sides, town and act are the same, the words may be so little alike.
const FEW: f32 = 0.15;
/// A record that is less sure is as likely misread as contradicted.
const SURE: f32 = 0.45;
/// Two days of one meeting are not further apart.
const ONE_MEETING: u64 = 10;

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
    if (joined || same_town(a, b)) && counts(a, b, &like) {
        return Some((Conflict::Figure, like.total()));
    }
    if joined {
        return None;
    }
    if denied(a, b, &like) {
        return Some((Conflict::Denied, like.total()));
    }
    if a.class != b.class || !matches!(a.class, Class::Happened | Class::Ahead) {
        return None;
    }
    let kind = if one_meeting(a, b, &like) {
        // The same two meet here and there: it must be one day, or be ahead.
        let one =
            like.time == Agreement::Same || a.class == Class::Ahead && like.time == Agreement::Open;
        if elsewhere(a, b) && one {
            Conflict::Place
        } else if like.place == Agreement::Same && other_date(a, b, &like) {
            Conflict::Date
        } else {
            return None;
        }
    } else if other_doer(a, b, &like) {
        Conflict::Doer
    } else {
        return None;
    };
    Some((kind, like.total()))
}

/// Whether both tell of a meeting of the same two, or of what they sign or do together.
fn one_meeting(a: &Fact, b: &Fact, like: &Likeness) -> bool {
    let together = match a.kind {
        EventType::Consult => true,
        EventType::Support | EventType::Cooperate => a.mutual && b.mutual,
        _ => false,
    };
    together && like.both_sides(KNOWN) && a.day.abs_diff(b.day) <= CLOSE && like.words >= ALIKE
}

/// Whether both are in one town.
fn same_town(a: &Fact, b: &Fact) -> bool {
    matches!((&a.place, &b.place), (Some(a), Some(b)) if a.exact && b.exact && a.key == b.key)
}

/// Whether one is in another town than the other. A sentence that names both towns says so of neither.
fn elsewhere(a: &Fact, b: &Fact) -> bool {
    let (Some(x), Some(y)) = (&a.place, &b.place) else {
        return false;
    };
    let names = |fact: &Fact, place: &Where| {
        let term = |t: &u32| fact.words.binary_search_by_key(t, |(w, _)| *w).is_ok();
        place.words.iter().any(term)
    };
    x.exact && y.exact && x.key != y.key && !names(a, y) && !names(b, x)
}

/// One deed against the same, in one town, by those of two countries.
fn other_doer(a: &Fact, b: &Fact, like: &Likeness) -> bool {
    let apart = a.actors.iter().all(|x| {
        let other = |y: &Who| x.country != y.country && !y.country.is_empty();
        !x.country.is_empty() && b.actors.iter().all(other)
    });
    matches!(a.kind, EventType::Assault | EventType::Coerce)
        && !a.actors.is_empty()
        && !b.actors.is_empty()
        && apart
        && like.recipients.is_some_and(|x| x >= KNOWN)
        && same_town(a, b)
        && like.time != Agreement::Apart
        && a.day.abs_diff(b.day) <= CLOSE
        && like.words >= ALIKE + 0.1
}

/// Whether one says that it was, is or will be so, and the other that somebody says that it is not. What was foiled,
/// refused or came to nothing did not happen either, and nobody denies it.
fn denied(a: &Fact, b: &Fact, like: &Likeness) -> bool {
    let (denial, affirmed) = match (a.class, b.class) {
        (Class::Denied, _) => (a, b),
        (_, Class::Denied) => (b, a),
        _ => return false,
    };
    let told = match affirmed.class {
        Class::Happened => true,
        Class::Ahead => affirmed.marks.has(Marks::AHEAD),
        _ => false,
    };
    // Who denies an accusation or a demand denies what it says, not that it was made.
    let deed = !matches!(a.kind, EventType::Accuse | EventType::Request);
    let one_mode = a.mode == b.mode || a.mode.is_none() || b.mode.is_none();
    let said = if denial.marks.has(Marks::DENIES) {
        // Where the sides, the town and the word are the same, a denial may be short.
        let plain = like.both_sides(PLAIN) && same_town(a, b) && like.trigger && like.words >= FEW;
        like.parties() >= 0.35 && like.words >= 0.22 || plain
    } else {
        denial.marks.has(Marks::NOT) && like.both_sides(0.6) && like.words >= ALIKE
    };
    told && deed
        && one_mode
        && same_word(&a.word, &b.word)
        && said
        // Read as affirmed, in words that do not affirm.
        && !affirmed.marks.has(Marks::NEGATED)
        && !affirmed.marks.has(Marks::DENIES)
        && a.sure.min(b.sure) >= SURE
        && like.time != Agreement::Apart
        && like.place != Agreement::Apart
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
        && !agreed.marks.has(Marks::REFUSES)
        && a.sure.min(b.sure) >= SURE
        && like.time != Agreement::Apart
        && like.parties() >= 0.7
        && like.words >= ALIKE + 0.15
}

/// Two days to the day, of one meeting, neither of which the other puts off.
fn other_date(a: &Fact, b: &Fact, like: &Likeness) -> bool {
    like.time == Agreement::Apart
        && a.dated
        && b.dated
        && a.from == a.to
        && b.from == b.to
        && a.from.abs_diff(b.from) <= ONE_MEETING
        && !a.marks.has(Marks::PUT_OFF)
        && !b.marks.has(Marks::PUT_OFF)
        && a.class == Class::Ahead
}

/// Whether two reports of one deed count the dead, wounded or arrested, or the sum, differently. A toll that is larger
/// when it is told later has grown.
fn counts(a: &Fact, b: &Fact, like: &Likeness) -> bool {
    let (earlier, later) = if a.day < b.day { (a, b) } else { (b, a) };
    let days = earlier.day.abs_diff(later.day);
    let either = |mark| a.marks.has(mark) || b.marks.has(mark);
    let one_deed = like.parties() >= 0.5
        && (like.words >= COUNTED || same_town(a, b) && like.words >= ALIKE + 0.1);
    let together = days == 0 || days <= COUNTED_WITHIN && like.time == Agreement::Same;
    one_deed
        && together
        && !either(Marks::GROWS)
        && !either(Marks::SEVERAL)
        && odd(earlier, later, |x, y| {
            if days == 0 { x.differs(y) } else { y.below(x) }
        })
}

/// Whether a number of each stands against those of the other: a sentence may count several things, and a number
/// differs only where the other sentence has none that fits it.
fn odd(earlier: &Fact, later: &Fact, differ: impl Fn(&Amount, &Amount) -> bool) -> bool {
    let kind = earlier.kind;
    let counted = |x: &&Amount| match x.kind {
        FigureKind::Killed | FigureKind::Wounded | FigureKind::Arrested => {
            matches!(
                kind,
                EventType::Assault | EventType::Coerce | EventType::Protest
            )
        }
        FigureKind::Sum => matches!(
            kind,
            EventType::Aid | EventType::Cooperate | EventType::Agree
        ),
        FigureKind::People => false,
    };
    let stands = |x: &Amount, others: &[Amount], differ: &dyn Fn(&Amount, &Amount) -> bool| {
        let mut of_it = others.iter().filter(|y| x.is_of(y)).peekable();
        of_it.peek().is_some() && of_it.all(|y| differ(x, y))
    };
    let turned = |y: &Amount, x: &Amount| differ(x, y);
    earlier
        .amounts
        .iter()
        .filter(counted)
        .any(|x| stands(x, &later.amounts, &differ))
        && later
            .amounts
            .iter()
            .filter(counted)
            .any(|y| stands(y, &earlier.amounts, &turned))
}
