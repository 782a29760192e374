//! A stored record as JSON: where it stands, then the fields of `rawi read`.

use jiff::civil::Date;
use rawi_model::{Record, Words};
use rawi_store::{EventRow, Origin};
use serde::Serialize;

/// A record as `rawi events --format json` prints it and webhooks get it.
#[derive(Debug, Serialize)]
pub struct EventJson<'a> {
    record: i64,
    article: ArticleJson<'a>,
    sentence: &'a Words,
    origin: &'static str,
    #[serde(flatten)]
    event: Record,
}

#[derive(Debug, Serialize)]
struct ArticleJson<'a> {
    id: &'a str,
    url: Option<&'a str>,
    outlet: &'a str,
    published: Option<Date>,
    title: &'a str,
    version: u32,
}

impl<'a> EventJson<'a> {
    /// The JSON of a record.
    pub fn of(row: &'a EventRow) -> Self {
        let article = &row.article;
        Self {
            record: row.id,
            article: ArticleJson {
                id: &article.id,
                url: article.url.as_deref(),
                outlet: &article.outlet,
                published: article.published,
                title: &article.title,
                version: article.version,
            },
            sentence: &row.sentence,
            origin: match row.origin {
                Origin::Machine => "machine",
                Origin::Mended => "mended",
                Origin::Added => "added",
            },
            event: Record {
                derivation: Vec::new(),
                ..row.record.clone()
            },
        }
    }
}
