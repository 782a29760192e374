//! Which records, in what order, which page of them.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use rawi_model::{Code, Country, EventType, SourceKind, Status};
use serde::{Deserialize, Serialize};

/// Which records; the default asks for all. Every part that is given must hold.
///
/// As JSON it is an object with the fields below; what is not given asks for nothing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EventFilter {
    /// Only this article's, by what it is known by.
    pub article: Option<String>,
    /// One of the actors.
    pub actor: Option<Party>,
    /// One of the recipients.
    pub recipient: Option<Party>,
    /// Between these two.
    pub dyad: Option<Dyad>,
    /// One of the links of attribution.
    pub according_to: Option<Party>,
    /// One of these types; empty for any.
    pub types: Vec<EventType>,
    /// One of these statuses; empty for any.
    pub statuses: Vec<Status>,
    /// A link of attribution of one of these kinds; empty for any.
    pub sources: Vec<SourceFilter>,
    /// One of these outlets, by name (spelling variants are one); empty for any.
    pub outlets: Vec<String>,
    /// Where: a country or words of the place's name.
    pub place: Option<Party>,
    /// Published on this day or later. Articles without a date are left out.
    pub since: Option<Date>,
    /// Published on this day or earlier. Articles without a date are left out.
    pub until: Option<Date>,
    /// May have happened on this day or later. Records without a date are left out.
    pub happened_from: Option<Date>,
    /// May have happened on this day or earlier. Records without a date are left out.
    pub happened_to: Option<Date>,
    /// Words, in the query language of [`crate::Store::search`].
    pub text: Option<String>,
    /// Where those words are looked for.
    pub text_in: TextIn,
    /// At least this confidence, 0 to 1.
    pub min_confidence: Option<f32>,
    /// In which order.
    pub order: Order,
}

/// Where the words of a filter are looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextIn {
    /// In the record's sentence, its mentions, sources and place.
    #[default]
    Record,
    /// In the whole article.
    Article,
}

/// The order of a list of records; always total, so that pages neither repeat nor leave out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Latest publication first, as they stand in the article.
    #[default]
    Newest,
    /// Earliest publication first, as they stand in the article.
    Oldest,
    /// Highest confidence first.
    Surest,
    /// Lowest confidence first.
    LeastSure,
}

/// Two sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dyad {
    /// Who acts.
    pub from: Party,
    /// On whom.
    pub to: Party,
    /// Whether the reverse counts as well.
    pub either_way: bool,
}

/// Which kind of source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceFilter {
    /// A link of this kind is in the chain.
    Kind(SourceKind),
    /// The outlet itself asserts it.
    None,
}

/// A participant, as a person asks for one.
///
/// ```
/// use rawi_store::Party;
/// assert_eq!("SYR".parse(), Ok(Party::Country("SYR".parse().unwrap())));
/// assert_eq!("SYR GOV".parse(), Ok(Party::Code("SYR GOV".parse().unwrap())));
/// assert_eq!("rus/putin".parse(), Ok(Party::Id("rus/putin".into())));
/// assert_eq!("وزير الخارجية".parse(), Ok(Party::Words("وزير الخارجية".into())));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// Our id.
    Id(String),
    /// Country and sector.
    Code(Code),
    /// A country.
    Country(Country),
    /// Words of the phrase, or of the name in Latin script.
    Words(String),
}

impl FromStr for Party {
    type Err = std::convert::Infallible;

    /// Reads what a person typed: three capitals are a country, country and sector a code, something with a slash
    /// and no space an id, anything else words.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let s = s.trim();
        Ok(if let Ok(code) = s.parse() {
            Self::Code(code)
        } else if let Ok(country) = s.parse() {
            Self::Country(country)
        } else if s.contains('/') && s.is_ascii() && !s.contains(char::is_whitespace) {
            Self::Id(s.to_owned())
        } else {
            Self::Words(s.to_owned())
        })
    }
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(s) | Self::Words(s) => f.write_str(s),
            Self::Code(code) => code.fmt(f),
            Self::Country(country) => country.fmt(f),
        }
    }
}

/// How many, and from where on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// At most this many.
    pub limit: usize,
    /// The `next` of the page before; `None` for the first.
    pub after: Option<String>,
}

impl Page {
    /// The first page.
    pub const fn first(limit: usize) -> Self {
        Self { limit, after: None }
    }

    /// The page that starts at a cursor.
    pub const fn after(limit: usize, cursor: String) -> Self {
        Self {
            limit,
            after: Some(cursor),
        }
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// The cursor of the next page; `None` on the last. Letters, digits, `-` and `.` only.
    pub next: Option<String>,
}
