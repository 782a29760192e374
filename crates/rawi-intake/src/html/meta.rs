//! What a page says about itself to machines: JSON-LD, OpenGraph, `<meta>`, `<time>`, its address.

use jiff::civil::Date;
use serde_json::Value;

use crate::dates;
use crate::lines::{fold, words};

use super::tree::Page;

/// The metadata of a page.
#[derive(Debug, Default)]
pub(super) struct Meta {
    pub(super) headline: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) published: Option<Date>,
    pub(super) url: Option<String>,
    /// The text, where JSON-LD holds it.
    pub(super) body: Option<String>,
}

impl Meta {
    pub(super) fn of(page: &Page) -> Self {
        let mut meta = Self::default();
        for script in &page.json_ld {
            if let Ok(value) = serde_json::from_str::<Value>(script.trim()) {
                meta.json_ld(&value, 0);
            }
        }
        let named = |names: &[&str]| {
            names
                .iter()
                .find_map(|name| {
                    page.meta
                        .iter()
                        .find(|(key, content)| key == name && !content.trim().is_empty())
                })
                .map(|(_, content)| content.trim().to_owned())
        };
        meta.headline = meta
            .headline
            .or_else(|| named(&["og:title", "twitter:title", "headline", "dc.title", "title"]));
        meta.outlet = meta.outlet.or_else(|| {
            named(&[
                "og:site_name",
                "application-name",
                "dc.publisher",
                "publisher",
                "copyright",
            ])
            .filter(|name| words(name) <= 6)
        });
        meta.byline = meta.byline.or_else(|| {
            named(&["author", "article:author", "dc.creator", "byl"])
                .filter(|name| !name.starts_with("http") && words(name) <= 8)
        });
        meta.published = meta.published.or_else(|| {
            let dates = [
                "article:published_time",
                "og:published_time",
                "og:article:published_time",
                "datepublished",
                "pubdate",
                "publishdate",
                "publish-date",
                "publish_date",
                "dc.date.issued",
                "dc.date",
                "dcterms.created",
                "parsely-pub-date",
                "sailthru.date",
                "date",
                "article.published",
                "created",
            ];
            dates.iter().find_map(|name| dates::date(&named(&[name])?))
        });
        meta.published = meta
            .published
            .or_else(|| page.times.iter().find_map(|time| dates::date(time)));
        meta.url = page
            .canonical
            .clone()
            .or(meta.url)
            .or_else(|| named(&["og:url"]))
            .filter(|url| url.starts_with("http"));
        meta
    }

    fn json_ld(&mut self, value: &Value, depth: usize) {
        if depth > 8 {
            return;
        }
        match value {
            Value::Array(values) => values
                .iter()
                .for_each(|value| self.json_ld(value, depth + 1)),
            Value::Object(map) => {
                let is = |kind: &str| match map.get("@type") {
                    Some(Value::String(name)) => name.ends_with(kind),
                    Some(Value::Array(names)) => names
                        .iter()
                        .filter_map(Value::as_str)
                        .any(|name| name.ends_with(kind)),
                    _ => false,
                };
                if is("Article") || is("BlogPosting") || is("Report") {
                    self.article(map);
                }
                for key in [
                    "@graph",
                    "mainEntity",
                    "itemListElement",
                    "mainEntityOfPage",
                ] {
                    if let Some(inner) = map.get(key) {
                        self.json_ld(inner, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    fn article(&mut self, map: &serde_json::Map<String, Value>) {
        let text = |key: &str| {
            map.get(key)
                .and_then(name_of)
                .map(|s| s.trim().to_owned())
                .filter(|s| !s.is_empty())
        };
        self.headline = self.headline.take().or_else(|| text("headline"));
        self.outlet = self.outlet.take().or_else(|| text("publisher"));
        self.byline = self.byline.take().or_else(|| text("author"));
        self.published = self
            .published
            .or_else(|| dates::date(&text("datePublished")?));
        self.url = self.url.take().or_else(|| text("url"));
        self.body = self.body.take().or_else(|| text("articleBody"));
    }
}

/// A string, or the name of an object, or of the first of several.
fn name_of(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Object(map) => map.get("name").and_then(Value::as_str),
        Value::Array(values) => values.iter().find_map(name_of),
        _ => None,
    }
}

/// A `<title>` without the outlet's name at its end, and that name.
pub(super) fn without_outlet<'a>(
    title: &'a str,
    outlet: Option<&str>,
) -> (&'a str, Option<String>) {
    let title = title.trim();
    for mark in [" | ", " - ", " – ", " — ", " :: ", " » "] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let known = outlet.is_some_and(|outlet| fold(outlet) == fold(tail));
            if known || words(tail) <= 4 && words(head) >= 4 {
                return (head.trim(), Some(tail.trim().to_owned()));
            }
        }
    }
    (title, None)
}

/// The outlet's name in a `<title>` that puts it before the headline: `قناة المدار : …`.
pub(super) fn outlet_before(title: &str, headline: &str) -> Option<String> {
    let name = title.trim().strip_suffix(headline.trim())?.trim_end();
    let name = name.strip_suffix([':', '|', '-', '–', '»'])?.trim();
    (1..=5).contains(&words(name)).then(|| name.to_owned())
}

/// The day in an address such as `/2013/8/3/` or `/2013-08-03-`.
pub(super) fn date_in_url(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let parts: Vec<&str> = path.split(['/', '-', '_']).collect();
    parts.windows(3).find_map(|three| match three {
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            dates::date(&format!("{year}-{month}-{day}"))
        }
        _ => None,
    })
}

/// The host of an address, without `www.`.
pub(super) fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', ':', '?', '#']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}
