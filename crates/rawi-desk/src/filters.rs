//! The filter of a record list as the query of a URL has it.

use std::convert::Infallible;

use rawi_model::{EventType, SourceKind, Status};
use rawi_store::{Dyad, EventFilter, Order, Page, Party, SourceFilter, TextIn};

use crate::fault::Fault;
use crate::params::Params;

/// Records on a page, unless the URL asks for another number.
pub(crate) const LIMIT: usize = 50;
/// The longest page.
pub(crate) const MOST: usize = 500;

/// The orders and their names in URLs.
pub(crate) const ORDERS: [(&str, Order); 4] = [
    ("newest", Order::Newest),
    ("oldest", Order::Oldest),
    ("surest", Order::Surest),
    ("least-sure", Order::LeastSure),
];

/// Reads the filter.
pub(crate) fn events(params: &Params) -> Result<EventFilter, Fault> {
    let between: Vec<Party> = params.all("between").take(2).map(party).collect();
    let dyad = match <[Party; 2]>::try_from(between) {
        Ok([from, to]) => Some(Dyad {
            from,
            to,
            either_way: true,
        }),
        Err(one) if one.is_empty() => None,
        Err(_) => return Err(Fault::Bad("between: takes two parties".to_owned())),
    };
    Ok(EventFilter {
        article: params.get("article").map(str::to_owned),
        actor: params.get("actor").map(party),
        recipient: params.get("recipient").map(party),
        dyad,
        according_to: params.get("according_to").map(party),
        types: params.read_all::<EventType>("type")?,
        statuses: params.read_all::<Status>("status")?,
        sources: params
            .all("source")
            .map(source)
            .collect::<Result<_, Fault>>()?,
        outlets: params.all("outlet").map(str::to_owned).collect(),
        place: params.get("place").map(party),
        since: params.read("since")?,
        until: params.read("until")?,
        happened_from: params.read("from")?,
        happened_to: params.read("to")?,
        text: params.get("q").map(str::to_owned),
        text_in: match params.get("in") {
            None | Some("record") => TextIn::Record,
            Some("article") => TextIn::Article,
            Some(_) => return Err(Fault::Bad("in: record or article".to_owned())),
        },
        min_confidence: params.read::<f32>("min")?.filter(|c| c.is_finite()),
        order: order(params)?,
    })
}

/// Which page of the list.
pub(crate) fn page(params: &Params) -> Result<Page, Fault> {
    let limit = params.read::<usize>("limit")?.unwrap_or(LIMIT);
    Ok(Page {
        limit: limit.clamp(1, MOST),
        after: params.get("after").map(str::to_owned),
    })
}

/// In which order.
fn order(params: &Params) -> Result<Order, Fault> {
    let Some(name) = params.get("sort") else {
        return Ok(Order::default());
    };
    ORDERS
        .iter()
        .find(|(n, _)| *n == name)
        .map(|(_, order)| *order)
        .ok_or_else(|| Fault::Bad("sort: newest, oldest, surest or least-sure".to_owned()))
}

/// A party as a person asks for one.
pub(crate) fn party(text: &str) -> Party {
    match text.parse() {
        Ok(party) => party,
        Err::<_, Infallible>(never) => match never {},
    }
}

fn source(text: &str) -> Result<SourceFilter, Fault> {
    if text == "none" {
        return Ok(SourceFilter::None);
    }
    match text.parse::<SourceKind>() {
        Ok(kind) => Ok(SourceFilter::Kind(kind)),
        Err(error) => Err(Fault::Bad(format!("source: {error}, none"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_a_filter() {
        let params = Params::parse(
            "type=ASSAULT&type=accuse&status=denied&source=none&actor=YEM+REB&since=2024-01-02&sort=surest&min=0.5",
        );
        let filter = events(&params).unwrap();
        assert_eq!(filter.types, [EventType::Assault, EventType::Accuse]);
        assert_eq!(filter.statuses, [Status::Denied]);
        assert_eq!(filter.sources, [SourceFilter::None]);
        assert_eq!(filter.actor, Some(Party::Code("YEM REB".parse().unwrap())));
        assert_eq!(filter.order, Order::Surest);
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        for bad in [
            "type=X",
            "status=x",
            "since=yesterday",
            "sort=up",
            "source=god",
            "between=SYR",
            "in=all",
        ] {
            let fault = events(&Params::parse(bad)).unwrap_err();
            let key = bad.split_once('=').unwrap().0;
            assert!(fault.to_string().starts_with(key), "{bad}: {fault}");
        }
        assert!(page(&Params::parse("limit=-1")).is_err());
        assert_eq!(page(&Params::parse("limit=100000")).unwrap().limit, MOST);
    }
}
