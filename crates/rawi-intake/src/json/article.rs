//! A JSON object's members, by the field map, as an article.

use jiff::civil::Date;
use rawi_model::Article;

use crate::assemble::Draft;
use crate::dates;
use crate::decode::Decoded;
use crate::error::Problem;
use crate::html;
use crate::mapped::Mapped;
use crate::source::Context;
use crate::tidy::{Headline, tidy};

use super::members::Member;
use super::string;

/// The article in `members`, the `count`-th of its file.
pub(super) fn article(
    members: &[Member],
    count: u64,
    base: &Decoded<'_>,
    context: &Context,
) -> Result<Article, Problem> {
    let fields = &context.options.fields;
    let find = |names: &[String]| -> Option<Mapped> {
        names
            .iter()
            .filter_map(|name| members.iter().find(|m| m.key == *name))
            .map(|member| string::text(&member.value))
            .find(|text| !text.as_str().trim().is_empty())
    };
    let is_there = |names: &[String]| members.iter().any(|m| names.contains(&m.key));
    if !is_there(&fields.text) && !is_there(&fields.content) && !is_there(&fields.title) {
        let names = [&fields.text[..], &fields.content[..]].concat();
        return Err(Problem::NoField(names.join(", ")));
    }
    let word = |names: &[String]| find(names).map(|text| text.as_str().trim().to_owned());
    let mut draft = Draft {
        id: word(&fields.id),
        url: word(&fields.url),
        outlet: word(&fields.outlet),
        published: word(&fields.published).and_then(|text| day(&text)),
        byline: word(&fields.author),
        title: find(&fields.title).unwrap_or_default().one_line(),
        ..Draft::default()
    };
    let fallback = format!("{}#{count}", context.name());
    if let Some(text) = find(&fields.text) {
        return Ok(draft.exact(
            text.as_str().to_owned(),
            Vec::new(),
            fallback,
            &context.options,
        ));
    }
    let content = find(&fields.content).unwrap_or_default();
    // The field may be all that the scraper saw of the headline; the body then has the place that counts.
    let in_fields = draft.title.clone();
    draft.title = Mapped::made(in_fields.as_str());
    let lines = html::body_lines(&content, &mut draft);
    tidy(&lines, Headline::Known, &mut draft);
    if draft.title.pieces().is_empty() {
        draft.title = in_fields;
    }
    Ok(draft.finish(fallback, base, &context.options))
}

/// The day in a field: any date in words or figures, or seconds since 1970.
pub(super) fn day(text: &str) -> Option<Date> {
    match text.parse::<f64>() {
        Ok(number) if number.abs() > 100_000_000.0 && text.len() != 8 => {
            dates::from_epoch(number as i64)
        }
        _ => dates::date(text),
    }
}
