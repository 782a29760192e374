//! The facets of a record list as the page shows them: each value with its number and the URL that adds or takes it.

use std::str::FromStr;

use rawi_model::{Code, Country, EventType, SourceKind, Status};
use rawi_store::{Facet, Facets};

use super::Words;
use crate::Lang;
use crate::census::Count;
use crate::params::Params;
use crate::view::names;

/// Values of a field that are shown.
const VALUES: usize = 16;

/// A field with its values.
pub(super) struct Group {
    pub(super) heading: &'static str,
    pub(super) values: Vec<Value>,
}

/// A value of a field.
pub(super) struct Value {
    /// What it is called.
    pub(super) label: String,
    /// The language of the label, where it is not the page's.
    pub(super) lang: Option<&'static str>,
    pub(super) remark: String,
    /// `None` while they are counted.
    pub(super) records: Option<u64>,
    pub(super) chosen: bool,
    pub(super) href: String,
    pub(super) class: String,
}

/// Something that the list is restricted by, with the URL that takes it away.
pub(super) struct Chip {
    pub(super) field: &'static str,
    pub(super) value: String,
    pub(super) href: String,
}

/// The groups of a page, those left out that would not narrow anything.
///
/// While the records are counted there are the closed lists alone.
pub(super) fn groups(count: Option<&Count>, params: &Params, t: Words) -> Vec<Group> {
    let lang = t.0;
    let closed;
    let (facets, counted) = match count {
        Some(count) => (&count.facets, true),
        None => {
            closed = closed_lists();
            (&closed, false)
        }
    };
    let groups = [
        ("status", t.status(), &facets.statuses),
        ("type", t.kind(), &facets.types),
        ("source", t.source(), &facets.sources),
        ("actor", t.actor(), &facets.actors),
        ("recipient", t.recipient(), &facets.recipients),
        ("outlet", t.outlet(), &facets.outlets),
        ("place", t.place(), &facets.places),
    ];
    groups
        .into_iter()
        .map(|(key, heading, list)| Group {
            heading,
            values: list
                .iter()
                .take(VALUES)
                .map(|f| value(key, f, params, lang, counted))
                .collect(),
        })
        .filter(|group| !group.values.is_empty())
        .collect()
}

fn closed_lists() -> Facets {
    let facets = |names: &mut dyn Iterator<Item = &'static str>| {
        let facet = |name: &str| Facet {
            value: name.to_owned(),
            text: None,
            name: None,
            records: 0,
        };
        names.map(facet).collect()
    };
    Facets {
        types: facets(&mut EventType::ALL.iter().map(|v| v.as_str())),
        statuses: facets(&mut Status::ALL.iter().map(|v| v.as_str())),
        sources: facets(&mut SourceKind::ALL.iter().map(|v| v.as_str()).chain(["none"])),
        ..Facets::default()
    }
}

fn value(key: &'static str, facet: &Facet, params: &Params, lang: Lang, counted: bool) -> Value {
    let chosen = params.has(key, &facet.value);
    let params = params.without("after");
    // A list has one actor, one recipient, one place; of the rest any number.
    let many = !matches!(key, "actor" | "recipient" | "place");
    let params = if many {
        params.toggled(key, &facet.value)
    } else if chosen {
        params.without(key)
    } else {
        params.with(key, &facet.value)
    };
    let (label, own) = label(key, facet, lang);
    Value {
        label,
        lang: own,
        remark: match key {
            "actor" | "recipient" | "type" => facet.value.clone(),
            _ => String::new(),
        },
        records: counted.then_some(facet.records),
        chosen,
        href: format!("/records?{params}"),
        class: if key == "status" {
            format!("s-{}", facet.value)
        } else {
            String::new()
        },
    }
}

/// What a value of a field is called, and the language of that if it is not the page's.
fn label(key: &str, facet: &Facet, lang: Lang) -> (String, Option<&'static str>) {
    if let Some(name) = known(key, &facet.value, lang) {
        return (name, None);
    }
    match (lang, &facet.name, &facet.text) {
        (Lang::En, Some(name), _) => (name.clone(), Some("en")),
        (_, _, Some(text)) => (text.clone(), Some("ar")),
        _ => (facet.value.clone(), None),
    }
}

/// The name of a member of a closed list, of a code or of a country.
pub(super) fn known(key: &str, value: &str, lang: Lang) -> Option<String> {
    match key {
        "type" => EventType::from_str(value)
            .ok()
            .map(|v| names::event_type(v, lang).to_owned()),
        "status" => Status::from_str(value)
            .ok()
            .map(|v| names::status(v, lang).to_owned()),
        "source" if value == "none" => {
            Some(lang.pick("الوسيلة نفسها", "the outlet itself").to_owned())
        }
        "source" => SourceKind::from_str(value)
            .ok()
            .map(|v| names::source_kind(v, lang).to_owned()),
        "place" | "actor" | "recipient" => Code::from_str(value)
            .map(|code| names::code(code, lang))
            .or_else(|_| Country::from_str(value).map(|c| names::country(c, lang)))
            .ok(),
        _ => None,
    }
}

/// What the list is restricted by.
pub(super) fn chips(params: &Params, t: Words) -> Vec<Chip> {
    let field = |key: &str| match key {
        "q" => Some(t.text()),
        "article" => Some(t.article()),
        "actor" => Some(t.actor()),
        "recipient" => Some(t.recipient()),
        "between" => Some(t.between()),
        "according_to" => Some(t.according_to()),
        "type" => Some(t.kind()),
        "status" => Some(t.status()),
        "source" => Some(t.source()),
        "outlet" => Some(t.outlet()),
        "place" => Some(t.place()),
        "since" => Some(t.since()),
        "until" => Some(t.until()),
        "from" => Some(t.from()),
        "to" => Some(t.to()),
        "min" => Some(t.min()),
        _ => None,
    };
    let wider = params.without("after");
    params
        .pairs()
        .iter()
        .filter_map(|(key, value)| {
            let without = match key.as_str() {
                // Both sides go together.
                "between" => wider.without(key),
                _ => wider.toggled(key, value),
            };
            Some(Chip {
                field: field(key)?,
                value: known(key, value, t.0).unwrap_or_else(|| value.clone()),
                href: format!("/records?{without}"),
            })
        })
        .collect()
}
