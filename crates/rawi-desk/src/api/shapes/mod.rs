//! What the API's answers look like. Offsets count Unicode code points of the article's text, ends are exclusive; days
//! are ISO.

mod knowledge;

use rawi_model::Span;
use rawi_store::{ArticleHead, ArticleRow, EventRow, Facet, Facets, Hit, Listed, Origin};
use serde::Serialize;
use utoipa::ToSchema;

pub(super) use knowledge::{
    ClaimFull, ContradictionItem, FollowUpItem, OutletFull, OutletItem, StoryFull, StoryItem,
};

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ListOf<T> {
    /// What is on it.
    items: Vec<T>,
    /// The `after` of the next page; `null` on the last.
    next: Option<String>,
}

impl<T> ListOf<T> {
    /// Of a page of the store.
    pub(super) fn of<'r, R>(listed: &'r Listed<R>, make: impl Fn(&'r R) -> T) -> Self {
        Self {
            items: listed.items.iter().map(make).collect(),
            next: listed.next.clone(),
        }
    }

    /// A part of a list that the store gives from its beginning.
    pub(super) fn part<'r, R>(
        found: &'r [R],
        from: usize,
        limit: usize,
        make: impl Fn(&'r R) -> T,
    ) -> Self {
        let items: Vec<T> = found.iter().skip(from).take(limit).map(make).collect();
        let more = found.len() > from + items.len();
        Self {
            next: more.then(|| format!("p.{}", from + items.len())),
            items,
        }
    }
}

/// Words of a text.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Words {
    start: u32,
    end: u32,
    text: String,
}

impl From<&rawi_model::Words> for Words {
    fn from(words: &rawi_model::Words) -> Self {
        Self {
            start: words.start,
            end: words.end,
            text: words.text.clone(),
        }
    }
}

/// A participant.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Mention {
    start: u32,
    end: u32,
    text: String,
    /// Country and sector.
    #[schema(example = "SYR GOV")]
    code: String,
    /// Rawi's id, where it knows the name.
    #[schema(example = "rus/putin")]
    id: Option<String>,
    /// The name in Latin script.
    name: Option<String>,
}

impl From<&rawi_model::Mention> for Mention {
    fn from(m: &rawi_model::Mention) -> Self {
        Self {
            start: m.start,
            end: m.end,
            text: m.text.clone(),
            code: m.code.to_string(),
            id: m.id.clone(),
            name: m.name.clone(),
        }
    }
}

/// A place.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Place {
    start: u32,
    end: u32,
    text: String,
    #[schema(example = "OMN")]
    country: String,
    geoname_id: Option<u32>,
    lat: Option<f32>,
    lon: Option<f32>,
    name: Option<String>,
}

/// A link of the chain of attribution.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Source {
    start: u32,
    end: u32,
    text: String,
    /// person, official, media, anonymous, document or witness.
    kind: &'static str,
    code: Option<String>,
    id: Option<String>,
    name: Option<String>,
}

/// A number that belongs to an act.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Figure {
    /// killed, wounded, arrested, sum or people.
    kind: String,
    value: Option<f64>,
    unit: Option<String>,
    hedge: Option<String>,
    words: Words,
}

/// Bounds of the time of an act.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WhenRange {
    from: String,
    to: String,
    precision: String,
}

/// The record in a sentence.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Gloss {
    ar: String,
    en: String,
}

/// What a list says of an article.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ArticleRef {
    /// What it is known by.
    id: String,
    url: Option<String>,
    outlet: String,
    published: Option<String>,
    title: String,
    /// Which version of its text, from 1.
    version: u32,
}

impl From<&ArticleHead> for ArticleRef {
    fn from(a: &ArticleHead) -> Self {
        Self {
            id: a.id.clone(),
            url: a.url.clone(),
            outlet: a.outlet.clone(),
            published: a.published.map(|d| d.to_string()),
            title: a.title.clone(),
            version: a.version,
        }
    }
}

/// A record: who did what to whom, where, when, in what status, according to whom.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Event {
    /// Its number in the database.
    record: i64,
    article: ArticleRef,
    sentence: Words,
    /// machine, mended or added.
    origin: &'static str,
    trigger: Words,
    /// One of PLOVER's sixteen types.
    #[schema(example = "ASSAULT")]
    r#type: &'static str,
    mode: Option<String>,
    contexts: Vec<String>,
    actor: Vec<Mention>,
    recipient: Vec<Mention>,
    place: Option<Place>,
    /// Day, month or year.
    when: Option<String>,
    when_range: Option<WhenRange>,
    /// occurred, planned, possible, desired, conditional or denied.
    status: &'static str,
    /// Innermost first; empty where the outlet itself asserts it.
    according_to: Vec<Source>,
    /// neutral, doubting or endorsing.
    stance: &'static str,
    figures: Vec<Figure>,
    mutual: bool,
    /// From 0 to 1.
    confidence: f32,
    gloss: Option<Gloss>,
}

/// A closed list's member as it stands in JSON.
fn name<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

impl From<&EventRow> for Event {
    fn from(row: &EventRow) -> Self {
        let r = &row.record;
        Self {
            record: row.id,
            article: (&row.article).into(),
            sentence: (&row.sentence).into(),
            origin: match row.origin {
                Origin::Machine => "machine",
                Origin::Mended => "mended",
                Origin::Added => "added",
            },
            trigger: (&r.trigger).into(),
            r#type: r.kind.as_str(),
            mode: r.mode.clone(),
            contexts: r.contexts.clone(),
            actor: r.actor.iter().map(Mention::from).collect(),
            recipient: r.recipient.iter().map(Mention::from).collect(),
            place: r.place.as_ref().map(|p| Place {
                start: p.start,
                end: p.end,
                text: p.text.clone(),
                country: p.country.to_string(),
                geoname_id: p.geoname_id,
                lat: p.lat,
                lon: p.lon,
                name: p.name.clone(),
            }),
            when: r.when.clone(),
            when_range: r.when_range.as_ref().map(|w| WhenRange {
                from: w.from.clone(),
                to: w.to.clone(),
                precision: name(&w.precision),
            }),
            status: r.status.as_str(),
            according_to: r
                .according_to
                .iter()
                .map(|s| Source {
                    start: s.start,
                    end: s.end,
                    text: s.text.clone(),
                    kind: s.kind.as_str(),
                    code: s.code.map(|c| c.to_string()),
                    id: s.id.clone(),
                    name: s.name.clone(),
                })
                .collect(),
            stance: r.stance.as_str(),
            figures: r
                .figures
                .iter()
                .map(|f| Figure {
                    kind: name(&f.kind),
                    value: f.value,
                    unit: f.unit.clone(),
                    hedge: f.hedge.as_ref().map(name),
                    words: (&f.words).into(),
                })
                .collect(),
            mutual: r.mutual,
            confidence: r.confidence,
            gloss: r.gloss.as_ref().map(|g| Gloss {
                ar: g.ar.clone(),
                en: g.en.clone(),
            }),
        }
    }
}

/// An article of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ArticleItem {
    #[serde(flatten)]
    article: ArticleRef,
    /// Records of its present version.
    records: u32,
}

impl From<&ArticleRow> for ArticleItem {
    fn from(row: &ArticleRow) -> Self {
        Self {
            article: (&row.article).into(),
            records: row.records,
        }
    }
}

/// An article with its text and records.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ArticleFull {
    pub(super) id: String,
    pub(super) url: Option<String>,
    pub(super) outlet: String,
    pub(super) published: Option<String>,
    pub(super) title: String,
    pub(super) byline: Option<String>,
    /// Headline and body; all offsets count its code points.
    pub(super) text: String,
    pub(super) events: Vec<Event>,
}

/// From one code point up to, not including, another.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Range {
    start: u32,
    end: u32,
}

impl From<&Span> for Range {
    fn from(span: &Span) -> Self {
        Self {
            start: span.start,
            end: span.end,
        }
    }
}

/// A passage that was found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Passage {
    words: Words,
    /// The matches, as spans of the article's text.
    matches: Vec<Range>,
}

/// An article that a query found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Found {
    article: ArticleRef,
    /// Matches in the headline, in its code points.
    in_title: Vec<Range>,
    passages: Vec<Passage>,
}

impl From<&Hit> for Found {
    fn from(hit: &Hit) -> Self {
        Self {
            article: (&hit.article).into(),
            in_title: hit.in_title.iter().map(Range::from).collect(),
            passages: hit
                .snippets
                .iter()
                .map(|s| Passage {
                    words: (&s.words).into(),
                    matches: s.matches.iter().map(Range::from).collect(),
                })
                .collect(),
        }
    }
}

/// A value of a field with the number of its records.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Count {
    /// As the list takes it.
    value: String,
    text: Option<String>,
    name: Option<String>,
    records: u64,
}

impl From<&Facet> for Count {
    fn from(f: &Facet) -> Self {
        Self {
            value: f.value.clone(),
            text: f.text.clone(),
            name: f.name.clone(),
            records: f.records,
        }
    }
}

/// What a filter could be narrowed by.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Counts {
    /// Records that the filter leaves.
    pub(super) records: u64,
    types: Vec<Count>,
    statuses: Vec<Count>,
    sources: Vec<Count>,
    outlets: Vec<Count>,
    places: Vec<Count>,
    actors: Vec<Count>,
    recipients: Vec<Count>,
}

impl Counts {
    /// Of the facets of a filter that leaves so many records.
    pub(super) fn of(records: u64, facets: &Facets) -> Self {
        let list = |facets: &[Facet]| facets.iter().map(Count::from).collect();
        Self {
            records,
            types: list(&facets.types),
            statuses: list(&facets.statuses),
            sources: list(&facets.sources),
            outlets: list(&facets.outlets),
            places: list(&facets.places),
            actors: list(&facets.actors),
            recipients: list(&facets.recipients),
        }
    }
}

/// Why a request was not answered: RFC 9457.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProblemDetails {
    r#type: String,
    title: String,
    status: u16,
    detail: Option<String>,
}
