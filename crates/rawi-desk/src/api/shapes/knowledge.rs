//! What many articles say together: stories, claims, contradictions, follow-ups, outlets.

use rawi_store::{Claim, ClaimRow, Contradiction, FollowUp, OutletFigures, Story, StoryRow};
use serde::Serialize;
use utoipa::ToSchema;

use super::{ArticleRef, Event};

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
    pub(in crate::api) fn of(story: &Story, claims: &[ClaimRow]) -> Self {
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
    pub(in crate::api) name: String,
    pub(in crate::api) articles: u64,
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
