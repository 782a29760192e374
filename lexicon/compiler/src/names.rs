//! Political actors and places as the compiled lexicon holds them.

use jiff::civil::Date;
use rawi_model::{Code, Country, Sector, SourceKind, Stance};
use serde::{Deserialize, Serialize};

use crate::named::named;

/// A time in which a person acted under a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// Country and sector.
    pub code: Code,
    /// First day; open where not known.
    pub from: Option<Date>,
    /// Last day; open where it lasts or is not known.
    pub to: Option<Date>,
    /// The office in Arabic; may be empty.
    pub title: String,
}

/// A person of public life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Slug (`syr/assad-bashar`).
    pub id: String,
    /// Canonical Arabic name.
    pub name: String,
    /// Latin name.
    pub latin: String,
    /// Offices in the order of the file.
    pub offices: Vec<Office>,
}

impl Person {
    /// The code of the office in force at the date (of several the one that began last); else of the latest one
    /// before it; else of the first. Without a date, of the office that lasts, else of the last that ended.
    pub fn code_at(&self, date: Option<Date>) -> Code {
        self.office_at(date).map_or(
            Code::new(Country::NONE, rawi_model::Sector::Unk),
            |office| office.code,
        )
    }

    /// The office that [`Person::code_at`] takes its code from.
    pub fn office_at(&self, date: Option<Date>) -> Option<&Office> {
        let date = date.unwrap_or(Date::MAX);
        let begun = |o: &&Office| o.from.is_none_or(|from| from <= date);
        let start = |o: &&Office| o.from.unwrap_or(Date::MIN);
        let in_force = self
            .offices
            .iter()
            .filter(begun)
            .filter(|o| o.to.is_none_or(|to| date <= to))
            .max_by_key(start);
        in_force
            .or_else(|| {
                self.offices
                    .iter()
                    .filter(begun)
                    .max_by_key(|o| o.to.unwrap_or(Date::MAX))
            })
            .or_else(|| self.offices.iter().min_by_key(start))
    }
}

/// What sort of organisation a [`Body`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum BodyClass {
    /// From `bodies.txt`.
    Body,
    /// Armed or militant, from `groups.txt`.
    Group,
    /// From `parties.txt`.
    Party,
}

/// An institution, armed group or party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Slug.
    pub id: String,
    /// Canonical Arabic name.
    pub name: String,
    /// Country and sector.
    pub code: Code,
    /// From which file.
    pub class: BodyClass,
    /// English name.
    pub english: String,
}

/// A state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// ISO 3166 alpha-3.
    pub country: Country,
    /// Canonical Arabic name.
    pub name: String,
    /// First demonym, masculine singular; empty if none.
    pub demonym: String,
    /// First capital; empty if none.
    pub capital: String,
    /// English name.
    pub english: String,
    /// Its name is masculine (`العراق`, `لبنان`); most are feminine.
    pub masculine: bool,
}

/// A news outlet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Media {
    /// Slug.
    pub id: String,
    /// Canonical Arabic name.
    pub name: String,
    /// Where it is made.
    pub country: Country,
    /// Agency, newspaper, channel….
    pub kind: String,
    /// Latin name.
    pub latin: String,
}

/// Where the country of a title or of an actor noun comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CountryRule {
    /// From a nisba or name beside it, else from the context (`ctx`).
    Context,
    /// There is none (`none`).
    None,
    /// Always this one; intergovernmental is [`Country::IGO`].
    Fixed(Country),
}

/// A title or honorific.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    /// `title.t`.
    pub id: String,
    /// As written in the file.
    pub text: String,
    /// None for an honorific.
    pub sector: Option<Sector>,
    /// Where the country comes from.
    pub rule: CountryRule,
    /// English.
    pub english: String,
}

/// A common noun phrase for an actor (`متظاهرون`, `القوات الحكومية`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorNoun {
    /// `phrase.act`.
    pub id: String,
    /// As written in the file.
    pub text: String,
    /// Its sector.
    pub sector: Sector,
    /// Where the country comes from.
    pub rule: CountryRule,
    /// Whether the phrase as written names several.
    pub plural: bool,
    /// English.
    pub english: String,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceEntry {
    /// `name.p` or `gn/ID`.
    pub id: String,
    /// Canonical Arabic name.
    pub name: String,
    /// The country whose code it carries.
    pub country: Country,
    /// City, region, river…; `city` for GeoNames.
    pub kind: String,
    /// Latitude in degrees north.
    pub lat: Option<f32>,
    /// Longitude in degrees east.
    pub lon: Option<f32>,
    /// GeoNames id.
    pub geoname_id: Option<u32>,
    /// Inhabitants; 0 where not known.
    pub population: u32,
    /// English name.
    pub english: String,
}

/// A noun that names a source (`مصدر`, `شاهد عيان`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceNoun {
    /// `noun:src`.
    pub id: String,
    /// As written in the file.
    pub text: String,
    /// What sort of source.
    pub kind: SourceKind,
    /// English.
    pub english: String,
}

/// A word that tells what an article is about where it is not politics (`لاعب`, `مهرجان`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicWord {
    /// `noun:topic`.
    pub id: String,
    /// About what.
    pub topic: Topic,
}

named! {
    /// What an article is about that is no politics.
    Topic, "topic" {
        /// Sport.
        Sport = "sport",
        /// Arts, books, celebrities.
        Arts = "arts",
        /// Machines, cars, computers.
        Technology = "technology",
        /// Health and the body.
        Health = "health",
        /// Markets, firms, trade.
        Business = "business",
        /// Travel, food, feasts, fashion.
        Leisure = "leisure",
        /// Schools and universities.
        Education = "education",
        /// Municipal services, roads, accidents, weather.
        Local = "local",
    }
}

named! {
    /// Where the source of a reporting phrase stands.
    Position, "position" {
        /// The source follows (`بحسب`).
        Before = "before",
        /// The phrase names the source itself (`على حد قوله`).
        Self_ = "self",
        /// A new speaker follows (`من جهته`).
        Opens = "opens",
        /// The outlet speaks again (`تجدر الإشارة`).
        Closes = "closes",
    }
}

/// A phrase that introduces a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportingPhrase {
    /// `phrase:say`.
    pub id: String,
    /// As written in the file.
    pub text: String,
    /// Where the source stands.
    pub position: Position,
    /// How the reporter stands to it.
    pub stance: Stance,
    /// English.
    pub english: String,
}

named! {
    /// How exact a time expression is.
    TimePrecision, "precision" {
        /// Some minutes.
        Minute = "minute",
        /// Some hours.
        Hour = "hour",
        /// A part of a day.
        Part = "part",
        /// One day.
        Day = "day",
        /// A few days.
        Days = "days",
        /// A week.
        Week = "week",
        /// A month.
        Month = "month",
        /// A season.
        Season = "season",
        /// A year.
        Year = "year",
        /// Ten years.
        Decade = "decade",
        /// Not exact at all.
        Vague = "vague",
    }
}

/// A time expression.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeEntry {
    /// `phrase:time`.
    pub id: String,
    /// As written in the file.
    pub text: String,
    /// `day-1`, `day-1..0`, `weekday=0 past`…, as the head of `times.txt` lists.
    pub rule: String,
    /// How exact it is.
    pub precision: TimePrecision,
}
