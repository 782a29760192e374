//! A record as every page shows it.

use rawi_model::{Code, Mention, Record, SourceKind};
use rawi_store::{EventRow, Origin};

use super::{article_link, headline, link, names};
use crate::Lang;

/// A record, in the words of a language.
#[derive(Debug, Clone)]
pub(crate) struct RecordView {
    pub(crate) id: i64,
    /// The page of the record.
    pub(crate) href: String,
    /// The article, at this record.
    pub(crate) article_href: String,
    pub(crate) title: String,
    /// Day of publication; empty where unknown.
    pub(crate) published: String,
    pub(crate) sentence: String,
    pub(crate) trigger: String,
    pub(crate) kind: &'static str,
    pub(crate) kind_name: &'static str,
    pub(crate) status: &'static str,
    pub(crate) status_name: &'static str,
    pub(crate) gloss: Option<String>,
    pub(crate) actors: Vec<Who>,
    pub(crate) recipients: Vec<Who>,
    pub(crate) place: Option<Where>,
    pub(crate) when: Option<String>,
    pub(crate) ladder: Ladder,
    /// Set where the reporter is not neutral.
    pub(crate) stance: Option<&'static str>,
    pub(crate) figures: Vec<String>,
    /// In hundredths.
    pub(crate) confidence: u8,
    pub(crate) mended: bool,
    pub(crate) added: bool,
}

/// A participant.
#[derive(Debug, Clone)]
pub(crate) struct Who {
    pub(crate) text: String,
    /// In Latin script, where known.
    pub(crate) name: Option<String>,
    pub(crate) code: String,
    pub(crate) code_name: String,
    /// Records of the same participant.
    pub(crate) href: String,
}

/// A place.
#[derive(Debug, Clone)]
pub(crate) struct Where {
    pub(crate) text: String,
    pub(crate) name: Option<String>,
    pub(crate) country: String,
}

/// The chain of attribution from the outlet inwards, as a ladder is read from its foot.
#[derive(Debug, Clone)]
pub(crate) struct Ladder {
    pub(crate) outlet: String,
    /// Outermost first: the last one is the speaker.
    pub(crate) links: Vec<Link>,
}

/// A link of the chain.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    pub(crate) text: String,
    pub(crate) name: Option<String>,
    pub(crate) kind: &'static str,
    pub(crate) kind_name: &'static str,
    pub(crate) code: Option<String>,
}

impl RecordView {
    /// The view of a record of a list.
    pub(crate) fn of(row: &EventRow, lang: Lang) -> Self {
        let record = &row.record;
        let article = &row.article;
        Self {
            id: row.id,
            href: format!("/records/{}", row.id),
            article_href: format!(
                "{}&record={}#r{}",
                article_link(&article.id),
                row.id,
                row.id
            ),
            title: headline(article),
            published: article.published.map(|d| d.to_string()).unwrap_or_default(),
            sentence: row.sentence.text.clone(),
            trigger: record.trigger.text.clone(),
            kind: record.kind.as_str(),
            kind_name: names::event_type(record.kind, lang),
            status: record.status.as_str(),
            status_name: names::status(record.status, lang),
            gloss: record
                .gloss
                .as_ref()
                .map(|gloss| lang.pick(&gloss.ar, &gloss.en).to_owned())
                .filter(|gloss| !gloss.is_empty()),
            actors: whos(&record.actor, "actor", lang),
            recipients: whos(&record.recipient, "recipient", lang),
            place: record.place.as_ref().map(|place| Where {
                text: place.text.clone(),
                name: place.name.clone(),
                country: names::country(place.country, lang),
            }),
            when: record.when.clone(),
            ladder: ladder(record, &article.outlet, lang),
            stance: (record.stance != rawi_model::Stance::Neutral)
                .then(|| names::stance(record.stance, lang)),
            figures: record
                .figures
                .iter()
                .map(|f| f.words.text.clone())
                .collect(),
            confidence: percent(record.confidence),
            mended: row.origin == Origin::Mended,
            added: row.origin == Origin::Added,
        }
    }
}

fn percent(confidence: f32) -> u8 {
    // Within 0 and 100, whatever it was.
    (confidence.clamp(0.0, 1.0) * 100.0).round() as u8
}

fn whos(mentions: &[Mention], role: &str, lang: Lang) -> Vec<Who> {
    mentions
        .iter()
        .map(|m| Who {
            text: m.text.clone(),
            name: m.name.clone(),
            code: m.code.to_string(),
            code_name: names::code(m.code, lang),
            href: match &m.id {
                Some(id) => link("/records", &[(role, id)]),
                None => link("/records", &[(role, &m.code)]),
            },
        })
        .collect()
}

fn ladder(record: &Record, outlet: &str, lang: Lang) -> Ladder {
    Ladder {
        outlet: outlet.to_owned(),
        links: record
            .according_to
            .iter()
            .rev()
            .map(|s| Link {
                text: s.text.clone(),
                name: s.name.clone(),
                kind: s.kind.as_str(),
                kind_name: source_name(s.kind, lang),
                code: s.code.as_ref().map(Code::to_string),
            })
            .collect(),
    }
}

const fn source_name(kind: SourceKind, lang: Lang) -> &'static str {
    names::source_kind(kind, lang)
}
