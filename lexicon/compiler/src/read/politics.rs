//! The files of `politics/` that name actors and places.

use jiff::civil::Date;
use rawi_model::{Code, Country, Sector};

use super::language::Variants;
use super::row::Row;
use super::table::{Ids, Layout};
use crate::names::{
    ActorNoun, Body, BodyClass, CountryRule, Media, Office, Person, PlaceEntry, State, Title,
};
use crate::read::row::Name;

/// A line of `states.txt`.
#[derive(Debug, Clone)]
pub(crate) struct StateEntry {
    pub(crate) names: Vec<Name>,
    pub(crate) demonyms: Vec<Name>,
    pub(crate) capitals: Vec<Name>,
    pub(crate) state: State,
}

pub(crate) const fn layout(columns: &'static [&'static str]) -> Layout {
    Layout {
        columns,
        optional: 0,
        ids: Ids::Unique,
        sorted: true,
    }
}

pub(crate) const STATES: Layout = Layout {
    // Most states are feminine.
    optional: 1,
    ..layout(&["iso3", "names", "demonyms", "capitals", "English", "gender"])
};
pub(crate) const PERSONS: Layout = layout(&["id", "names", "offices", "Latin"]);
pub(crate) const BODIES: Layout = layout(&["id", "names", "code", "English"]);
pub(crate) const MEDIA: Layout = layout(&["id", "names", "country", "kind", "Latin"]);
pub(crate) const TITLES: Layout = layout(&["title", "sector", "country rule", "English"]);
pub(crate) const ACTORS: Layout = layout(&[
    "noun phrase; variants",
    "sector",
    "country rule",
    "number",
    "English",
]);
pub(crate) const PLACES: Layout = layout(&["names", "iso3", "kind", "English"]);
pub(crate) const GEONAMES: Layout = Layout {
    // The generator orders by population.
    sorted: false,
    ..layout(&[
        "geoname id",
        "names",
        "iso3",
        "lat",
        "lon",
        "population",
        "English",
    ])
};

pub(crate) fn first(names: &[Name]) -> Option<String> {
    names.first().map(|n| n.text.clone())
}

fn sector(row: &mut Row<'_>, column: usize) -> Option<Sector> {
    row.parse(row.cell(column))
}

fn country(row: &mut Row<'_>, text: &str) -> Option<Country> {
    match text {
        "" => Some(Country::NONE),
        _ => row.parse(text),
    }
}

fn country_rule(row: &mut Row<'_>, column: usize) -> Option<CountryRule> {
    Some(match row.cell(column) {
        "ctx" => CountryRule::Context,
        "none" | "---" => CountryRule::None,
        "" => {
            row.defect("the country rule is empty; write ctx, none, IGO or an ISO code");
            return None;
        }
        text => CountryRule::Fixed(row.parse(text)?),
    })
}

pub(crate) fn state(row: &mut Row<'_>) -> Option<(String, StateEntry)> {
    let country: Option<Country> = row.parse(row.cell(0));
    let names = row.names("name", 1);
    let demonyms = row.optional_names("demonym", 2);
    let capitals = row.optional_names("capital", 3);
    let english = row.latin("English name", 4);
    let masculine = match row.cell(5) {
        "" => false,
        "m" => true,
        other => {
            let message =
                format!("gender {other:?}; write m for a masculine name, else leave it out");
            row.defect(message);
            return None;
        }
    };
    let country = country?;
    let state = State {
        country,
        masculine,
        name: first(&names)?,
        demonym: first(&demonyms).unwrap_or_default(),
        capital: first(&capitals).unwrap_or_default(),
        english,
    };
    Some((
        country.to_string(),
        StateEntry {
            names,
            demonyms,
            capitals,
            state,
        },
    ))
}

pub(crate) fn person(row: &mut Row<'_>) -> Option<(String, Variants<Person>)> {
    let id = row.slug(row.cell(0));
    let names = row.names("name", 1);
    let texts: Vec<_> = row.list(2).collect();
    let offices: Vec<_> = texts.into_iter().filter_map(|t| office(row, t)).collect();
    if offices.is_empty() && !row.bad {
        row.defect("no office and no code; write at least a bare code, as in `SYR REB`");
    }
    let latin = row.latin("Latin name", 3);
    let (id, name) = (id?, first(&names)?);
    let value = Person {
        id: id.clone(),
        name,
        latin,
        offices,
    };
    Some((id, Variants { names, value }))
}

/// `SYR GOV 2000-07..2024-12 رئيس سوريا`; dates and title may be missing.
fn office(row: &mut Row<'_>, text: &str) -> Option<Office> {
    let mut words = text.split_whitespace();
    let code = format!(
        "{} {}",
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default()
    );
    let code: Code = row.parse(code.trim())?;
    let mut rest = words.peekable();
    let mut from = None;
    let mut to = None;
    if let Some((a, b)) = rest.peek().and_then(|w| w.split_once("..")) {
        rest.next();
        from = date(row, a, false)?;
        to = date(row, b, true)?;
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            row.defect(format!("`{text}` ends before it begins"));
        }
    }
    let title = rest.collect::<Vec<_>>().join(" ");
    let title = match title.is_empty() {
        true => title,
        false => row.arabic("title", &title)?,
    };
    Some(Office {
        code,
        from,
        to,
        title,
    })
}

/// A date of which month and day may be missing: its first or last day. The outer `None` is a defect.
fn date(row: &mut Row<'_>, text: &str, last: bool) -> Option<Option<Date>> {
    if text.is_empty() {
        return Some(None);
    }
    let day = parse_date(text, last);
    if day.is_none() {
        row.defect(format!(
            "`{text}` is no date; write YYYY, YYYY-MM or YYYY-MM-DD"
        ));
        return None;
    }
    Some(day)
}

fn parse_date(text: &str, last: bool) -> Option<Date> {
    let mut parts = text.split('-');
    let mut number = |digits: usize| match parts.next() {
        None => Some(None),
        Some(part) if part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()) => {
            part.parse::<i16>().ok().map(Some)
        }
        Some(_) => None,
    };
    let year = number(4)??;
    let month = number(2)?;
    let day = number(2)?;
    if parts.next().is_some() {
        return None;
    }
    let month_number = month.unwrap_or(if last { 12 } else { 1 });
    let start = Date::new(year, i8::try_from(month_number).ok()?, 1).ok()?;
    match day {
        Some(day) => Date::new(year, start.month(), i8::try_from(day).ok()?).ok(),
        None if last => Some(start.last_of_month()),
        None => Some(start),
    }
}

pub(crate) fn body(row: &mut Row<'_>, class: BodyClass) -> Option<(String, Variants<Body>)> {
    let id = row.slug(row.cell(0));
    let names = row.names("name", 1);
    let code: Option<Code> = row.parse(row.cell(2));
    let english = row.latin("English name", 3);
    let (id, name) = (id?, first(&names)?);
    let value = Body {
        id: id.clone(),
        name,
        code: code?,
        class,
        english,
    };
    Some((id, Variants { names, value }))
}

pub(crate) fn media(row: &mut Row<'_>) -> Option<(String, Variants<Media>)> {
    let id = row.slug(row.cell(0));
    let names = row.names("name", 1);
    let country = country(row, row.cell(2));
    let kind = row.latin("kind", 3);
    if kind.is_empty() {
        row.defect("the kind is empty; write agency, newspaper, channel …");
    }
    let latin = row.latin("Latin name", 4);
    let (id, name) = (id?, first(&names)?);
    let value = Media {
        id: id.clone(),
        name,
        country: country?,
        kind,
        latin,
    };
    Some((id, Variants { names, value }))
}

pub(crate) fn title(row: &mut Row<'_>) -> Option<(String, Variants<Title>)> {
    let names = row.names("title", 0);
    let sector = match row.cell(1) {
        "" => None,
        _ => Some(sector(row, 1)?),
    };
    let rule = match (row.cell(2), sector) {
        ("", None) => Some(CountryRule::None),
        _ => country_rule(row, 2),
    };
    let english = row.latin("English", 3);
    let text = first(&names)?;
    let id = format!("{text}.t");
    let value = Title {
        id: id.clone(),
        text,
        sector,
        rule: rule?,
        english,
    };
    Some((id, Variants { names, value }))
}

pub(crate) fn actor(row: &mut Row<'_>) -> Option<(String, Variants<ActorNoun>)> {
    let names = row.names("noun phrase", 0);
    let sector = sector(row, 1);
    let rule = country_rule(row, 2);
    let plural = match row.cell(3) {
        // A collective noun (`c`) agrees like a singular.
        "s" | "c" => false,
        "p" => true,
        other => {
            row.defect(format!(
                "number is `s`, `p` or `c` (collective), not `{other}`"
            ));
            false
        }
    };
    let english = row.latin("English", 4);
    let text = first(&names)?;
    let id = format!("{text}.act");
    let value = ActorNoun {
        id: id.clone(),
        text,
        sector: sector?,
        rule: rule?,
        plural,
        english,
    };
    Some((id, Variants { names, value }))
}

pub(crate) fn place(row: &mut Row<'_>) -> Option<(String, Variants<PlaceEntry>)> {
    let names = row.names("name", 0);
    let country = country(row, row.cell(1));
    let kind = row.latin("kind", 2);
    let english = row.latin("English name", 3);
    let name = first(&names)?;
    let id = format!("{name}.p");
    let value = PlaceEntry {
        id: id.clone(),
        name,
        country: country?,
        kind,
        lat: None,
        lon: None,
        geoname_id: None,
        population: 0,
        english,
    };
    Some((id, Variants { names, value }))
}

pub(crate) fn geoname(row: &mut Row<'_>) -> Option<(String, Variants<PlaceEntry>)> {
    let geoname_id: Option<u32> = number(row, 0, "GeoNames id");
    let names = row.names("name", 1);
    let country = country(row, row.cell(2));
    let lat = degrees(row, 3, 90.0);
    let lon = degrees(row, 4, 180.0);
    let population: Option<u32> = number(row, 5, "population");
    let english = row.latin("English name", 6);
    let geoname_id = geoname_id?;
    let id = format!("gn/{geoname_id}");
    let value = PlaceEntry {
        id: id.clone(),
        name: first(&names)?,
        country: country?,
        kind: "city".to_owned(),
        lat,
        lon,
        geoname_id: Some(geoname_id),
        population: population?,
        english,
    };
    Some((id, Variants { names, value }))
}

fn number(row: &mut Row<'_>, column: usize, what: &str) -> Option<u32> {
    let text = row.cell(column);
    let value = text.parse().ok();
    if value.is_none() {
        row.defect(format!("`{text}` is no {what}; write digits"));
    }
    value
}

fn degrees(row: &mut Row<'_>, column: usize, most: f32) -> Option<f32> {
    let text = row.cell(column);
    let value: Option<f32> = text.parse().ok().filter(|v: &f32| v.abs() <= most);
    if value.is_none() {
        row.defect(format!(
            "`{text}` is no coordinate; write degrees from -{most} to {most}"
        ));
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_open_to_their_first_or_last_day() {
        let d = |s, last| parse_date(s, last).map(|d| d.to_string());
        assert_eq!(d("2000", false).unwrap(), "2000-01-01");
        assert_eq!(d("2000", true).unwrap(), "2000-12-31");
        assert_eq!(d("2024-02", true).unwrap(), "2024-02-29");
        assert_eq!(d("2024-02-03", true).unwrap(), "2024-02-03");
        for wrong in [
            "24",
            "2024-13",
            "2024-2-3",
            "2024-02-30",
            "2024-02-03-04",
            "x",
        ] {
            assert_eq!(d(wrong, false), None, "{wrong}");
        }
    }
}
