//! What the API's answers look like. Offsets count Unicode code points of the article's text, ends are exclusive; days
//! are ISO.

use rawi_model::Span;
use rawi_store::{
    ArticleHead, ArticleRow, Claim, ClaimRow, Contradiction, EventRow, Facet, Facets, FollowUp,
    Hit, Listed, Origin, OutletFigures, Story, StoryRow,
};
use serde::Serialize;
use utoipa::ToSchema;

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
    #[schema(inline = false)]
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

/// A story of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StoryItem {
    id: String,
    title: String,
    first: Option<String>,
    last: Option<String>,
    articles: u32,
    outlets: u32,
    /// Articles left when copies are counted once.
    independent: u32,
}

impl From<&StoryRow> for StoryItem {
    fn from(s: &StoryRow) -> Self {
        Self {
            id: s.id.clone(),
            title: s.title.clone(),
            first: s.first.map(|d| d.to_string()),
            last: s.last.map(|d| d.to_string()),
            articles: s.articles,
            outlets: s.outlets,
            independent: s.independent,
        }
    }
}

/// An article of a story.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Told {
    article: ArticleRef,
    /// Articles with the same number share their words.
    voice: usize,
}

/// Somebody who takes part.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Participant {
    text: String,
    code: String,
    id: Option<String>,
    name: Option<String>,
    records: u32,
}

/// A name with a number.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Numbered {
    name: String,
    number: u64,
}

/// A story with its articles and claims.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StoryFull {
    story: StoryItem,
    articles: Vec<Told>,
    actors: Vec<Participant>,
    outlets: Vec<Numbered>,
    claims: Vec<ClaimItem>,
}

impl StoryFull {
    /// Of a story with its claims.
    pub(super) fn of(story: &Story, claims: &[ClaimRow]) -> Self {
        Self {
            story: (&story.row).into(),
            articles: story
                .articles
                .iter()
                .map(|a| Told {
                    article: (&a.article).into(),
                    voice: a.voice,
                })
                .collect(),
            actors: story
                .actors
                .iter()
                .map(|p| Participant {
                    text: p.text.clone(),
                    code: p.code.clone(),
                    id: p.id.clone(),
                    name: p.name.clone(),
                    records: p.records,
                })
                .collect(),
            outlets: story
                .outlets
                .iter()
                .map(|(name, n)| Numbered {
                    name: name.clone(),
                    number: u64::from(*n),
                })
                .collect(),
            claims: claims.iter().map(ClaimItem::from).collect(),
        }
    }
}

/// A claim: the records of one act, joined across articles.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ClaimItem {
    id: String,
    r#type: &'static str,
    /// happened, ahead, wanted, maybe or denied.
    class: &'static str,
    first: Option<String>,
    last: Option<String>,
    records: u32,
    outlets: u32,
    /// Records left when copies are counted once.
    voices: u32,
    /// The record that says it best.
    best: Event,
}

impl From<&ClaimRow> for ClaimItem {
    fn from(c: &ClaimRow) -> Self {
        Self {
            id: c.id.clone(),
            r#type: c.kind.as_str(),
            class: c.class.as_str(),
            first: c.first.map(|d| d.to_string()),
            last: c.last.map(|d| d.to_string()),
            records: c.records,
            outlets: c.outlets,
            voices: c.voices,
            best: (&c.record).into(),
        }
    }
}

/// One who makes a claim.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Voice {
    /// Records with the same number share their words.
    voice: usize,
    event: Event,
}

/// A claim with everybody who makes it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ClaimFull {
    claim: ClaimItem,
    voices: Vec<Voice>,
}

impl From<&Claim> for ClaimFull {
    fn from(claim: &Claim) -> Self {
        Self {
            claim: (&claim.row).into(),
            voices: claim
                .voices
                .iter()
                .map(|v| Voice {
                    voice: v.voice,
                    event: (&v.row).into(),
                })
                .collect(),
        }
    }
}

/// Two records that cannot both hold.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ContradictionItem {
    /// denied, place, date, doer, figure or refused.
    kind: &'static str,
    likeness: f64,
    earlier: Event,
    later: Event,
}

impl From<&Contradiction> for ContradictionItem {
    fn from(c: &Contradiction) -> Self {
        Self {
            kind: c.kind.as_str(),
            likeness: c.likeness,
            earlier: (&c.earlier).into(),
            later: (&c.later).into(),
        }
    }
}

/// What was ahead, and what became of it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FollowUpItem {
    claim: ClaimItem,
    due_from: Option<String>,
    due_to: Option<String>,
    /// open, overdue, fulfilled, denied, postponed or overtaken.
    outlook: &'static str,
    outcome: Option<Event>,
}

impl From<&FollowUp> for FollowUpItem {
    fn from(f: &FollowUp) -> Self {
        Self {
            claim: (&f.claim).into(),
            due_from: f.due.map(|(from, _)| from.to_string()),
            due_to: f.due.map(|(_, to)| to.to_string()),
            outlook: f.outlook.as_str(),
            outcome: f.outcome.as_ref().map(Event::from),
        }
    }
}

/// An outlet of the list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OutletItem {
    pub(super) name: String,
    pub(super) articles: u64,
}

/// How an outlet reports.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OutletFull {
    name: String,
    articles: u64,
    records: u64,
    sourced: u64,
    anonymous: u64,
    doubting: u64,
    possible: u64,
    own: u64,
    passed_on: u64,
    confirmed: u64,
    contradicted: u64,
    quotes: Vec<Numbered>,
    copies: Vec<Numbered>,
    copied_by: Vec<Numbered>,
    shared_unknown: u64,
}

impl From<&OutletFigures> for OutletFull {
    fn from(o: &OutletFigures) -> Self {
        let list = |list: &[(String, u64)]| {
            list.iter()
                .map(|(name, number)| Numbered {
                    name: name.clone(),
                    number: *number,
                })
                .collect()
        };
        Self {
            name: o.name.clone(),
            articles: o.articles,
            records: o.records,
            sourced: o.sourced,
            anonymous: o.anonymous,
            doubting: o.doubting,
            possible: o.possible,
            own: o.own,
            passed_on: o.passed_on,
            confirmed: o.confirmed,
            contradicted: o.contradicted,
            quotes: list(&o.quotes),
            copies: list(&o.copies),
            copied_by: list(&o.copied_by),
            shared_unknown: o.shared_unknown,
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
