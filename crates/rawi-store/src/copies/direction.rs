//! Whose words they are: takes what two articles that share their words say about themselves, gives the direction and
//! what tells it. Where nothing tells it, it is unknown. Pure.

use std::collections::BTreeSet;

/// Dates of pages are often those of the crawl, a day late; two days apart they tell who was first.
const APART: i64 = 2;

/// What an article says about itself.
#[derive(Debug, Clone)]
pub(crate) struct Side {
    /// Its outlet's id.
    pub(crate) outlet: String,
    /// Whom it credits.
    pub(crate) credits: BTreeSet<String>,
    /// Day of publication, if it is known.
    pub(crate) day: Option<i64>,
}

/// Whose words two articles share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Direction {
    /// The first one's.
    First(&'static str),
    /// The second one's.
    Second(&'static str),
    /// Those of a third party that both credit.
    Third(String),
    /// Nothing tells.
    Unknown,
}

/// Tells the direction between two articles that share their words.
pub(crate) fn direction(a: &Side, b: &Side) -> Direction {
    let (a_from_b, b_from_a) = (a.credits.contains(&b.outlet), b.credits.contains(&a.outlet));
    // An outlet that names itself credits nobody; two pieces of one outlet tell nothing by their credits.
    if a.outlet != b.outlet && a_from_b != b_from_a {
        return if a_from_b {
            Direction::Second("credit")
        } else {
            Direction::First("credit")
        };
    }
    let third = a
        .credits
        .intersection(&b.credits)
        .find(|c| **c != a.outlet && **c != b.outlet);
    if let Some(third) = third {
        return Direction::Third(third.clone());
    }
    match (a.day, b.day) {
        (Some(x), Some(y)) if y - x >= APART => Direction::First("date"),
        (Some(x), Some(y)) if x - y >= APART => Direction::Second("date"),
        _ => Direction::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(outlet: &str, credits: &[&str], day: Option<i64>) -> Side {
        Side {
            outlet: outlet.to_owned(),
            credits: credits.iter().map(|c| (*c).to_owned()).collect(),
            day,
        }
    }

    #[test]
    fn credit_tells_before_date_and_a_day_alone_tells_nothing() {
        let was = side("spa", &["spa"], Some(5));
        let okaz = side("okaz", &["spa"], Some(2));
        let riyadh = side("riyadh", &["spa"], Some(3));
        let sabq = side("sabq", &[], Some(4));
        assert_eq!(direction(&okaz, &was), Direction::Second("credit"));
        assert_eq!(direction(&was, &okaz), Direction::First("credit"));
        assert_eq!(
            direction(&okaz, &riyadh),
            Direction::Third("spa".to_owned())
        );
        assert_eq!(direction(&okaz, &sabq), Direction::First("date"));
        assert_eq!(direction(&sabq, &okaz), Direction::Second("date"));
        assert_eq!(direction(&riyadh, &sabq), Direction::Unknown);
        assert_eq!(direction(&okaz, &side("x", &[], None)), Direction::Unknown);
    }
}
