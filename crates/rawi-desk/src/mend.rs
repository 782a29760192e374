//! A record as a form of words and names, and back: what a person typed becomes mentions that point into the text.

use rawi_model::{Code, Country, Mention, Place, Record, Source, SourceKind, Span, Words};
use rawi_store::FieldChange;

use crate::fault::Fault;
use crate::params::Params;

/// A row of the form: words of the text, and what they are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Line {
    pub(crate) words: String,
    pub(crate) code: String,
    pub(crate) kind: &'static str,
}

/// The form's values.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    pub(crate) kind: &'static str,
    pub(crate) status: &'static str,
    pub(crate) stance: &'static str,
    pub(crate) when: String,
    pub(crate) place: Line,
    pub(crate) actors: Vec<Line>,
    pub(crate) recipients: Vec<Line>,
    pub(crate) sources: Vec<Line>,
}

/// Empty rows after those that are filled.
const SPARE: usize = 1;

impl Form {
    /// The form of a record, with room for more.
    pub(crate) fn of(record: &Record) -> Self {
        Self {
            kind: record.kind.as_str(),
            status: record.status.as_str(),
            stance: record.stance.as_str(),
            when: record.when.clone().unwrap_or_default(),
            place: record.place.as_ref().map_or_else(Line::default, |p| Line {
                words: p.text.clone(),
                code: p.country.to_string(),
                kind: "",
            }),
            actors: spare(record.actor.iter().map(mention_line)),
            recipients: spare(record.recipient.iter().map(mention_line)),
            sources: spare(record.according_to.iter().map(|s| Line {
                words: s.text.clone(),
                code: s.code.as_ref().map(Code::to_string).unwrap_or_default(),
                kind: s.kind.as_str(),
            })),
        }
    }

    /// An empty one.
    pub(crate) fn empty() -> Self {
        Self {
            actors: spare(std::iter::empty()),
            recipients: spare(std::iter::empty()),
            sources: spare(std::iter::empty()),
            ..Self::default()
        }
    }
}

fn spare(lines: impl Iterator<Item = Line>) -> Vec<Line> {
    let mut lines: Vec<Line> = lines.collect();
    lines.extend((0..SPARE).map(|_| Line::default()));
    lines
}

fn mention_line(mention: &Mention) -> Line {
    Line {
        words: mention.text.clone(),
        code: mention.code.to_string(),
        kind: "",
    }
}

/// What the form changes of a record, field by field.
pub(crate) fn changes(
    params: &Params,
    before: &Record,
    text: &str,
) -> Result<Vec<FieldChange>, Fault> {
    let after = filled(params, before, text)?;
    let mut out = Vec::new();
    if after.kind != before.kind {
        out.push(FieldChange::Type(after.kind));
    }
    if after.status != before.status {
        out.push(FieldChange::Status(after.status));
    }
    if after.stance != before.stance {
        out.push(FieldChange::Stance(after.stance));
    }
    if after.when != before.when {
        out.push(FieldChange::When(after.when));
    }
    if after.place != before.place {
        out.push(FieldChange::Place(after.place));
    }
    if after.actor != before.actor {
        out.push(FieldChange::Actor(after.actor));
    }
    if after.recipient != before.recipient {
        out.push(FieldChange::Recipient(after.recipient));
    }
    if after.according_to != before.according_to {
        out.push(FieldChange::AccordingTo(after.according_to));
    }
    Ok(out)
}

/// A new record of a text, as the form has it.
pub(crate) fn added(params: &Params, text: &str) -> Result<Record, Fault> {
    let typed = params.text("trigger");
    let start = params.read::<u32>("start")?.unwrap_or(0);
    let trigger = find(text, typed, start, "trigger")?;
    let blank = Record {
        confidence: 1.0,
        ..Record::bare(
            trigger,
            required(params, "type")?,
            required(params, "status")?,
        )
    };
    filled(params, &blank, text)
}

fn required<T: std::str::FromStr<Err: std::fmt::Display>>(
    params: &Params,
    key: &str,
) -> Result<T, Fault> {
    params
        .read(key)?
        .ok_or_else(|| Fault::Bad(format!("{key}: is missing")))
}

/// A record with the form's values; what the form leaves as it was keeps its spans and names.
fn filled(params: &Params, before: &Record, text: &str) -> Result<Record, Fault> {
    let near = before.trigger.start;
    let mut after = before.clone();
    after.kind = required(params, "type")?;
    after.status = required(params, "status")?;
    if let Some(stance) = params.read("stance")? {
        after.stance = stance;
    }
    after.when = params.get("when").map(when).transpose()?;
    after.place = place(params, before, text)?;
    after.actor = mentions(params, "actor", &before.actor, text, near)?;
    after.recipient = mentions(params, "recipient", &before.recipient, text, near)?;
    after.according_to = sources(params, before, text)?;
    Ok(after)
}

/// A day, a month or a year.
fn when(typed: &str) -> Result<String, Fault> {
    let sound = match typed.len() {
        4 => format!("{typed}-01-01"),
        7 => format!("{typed}-01"),
        _ => typed.to_owned(),
    };
    match sound.parse::<jiff::civil::Date>() {
        Ok(_) if matches!(typed.len(), 4 | 7 | 10) => Ok(typed.to_owned()),
        _ => Err(Fault::Bad(
            "when: write a day, a month or a year, as 2024-09-30, 2024-09 or 2024".to_owned(),
        )),
    }
}

fn place(params: &Params, before: &Record, text: &str) -> Result<Option<Place>, Fault> {
    let Some(words) = params.get("place_words") else {
        return Ok(None);
    };
    let country: Country = params.read("place_code")?.unwrap_or(Country::NONE);
    if let Some(old) = before.place.as_ref().filter(|p| p.text == words) {
        return Ok(Some(Place {
            country,
            ..old.clone()
        }));
    }
    let found = find(text, words, before.trigger.start, "place")?;
    Ok(Some(Place {
        start: found.start,
        end: found.end,
        text: found.text,
        country,
        geoname_id: None,
        lat: None,
        lon: None,
        name: None,
    }))
}

fn mentions(
    params: &Params,
    role: &str,
    before: &[Mention],
    text: &str,
    near: u32,
) -> Result<Vec<Mention>, Fault> {
    rows(params, role)
        .map(|row| {
            let code: Code = parsed(row.code, role)?;
            if let Some(old) = before.iter().find(|m| m.text == row.words) {
                // Another code is another party: what is known of the old one does not go with it.
                let same = old.code == code;
                return Ok(Mention {
                    code,
                    id: old.id.clone().filter(|_| same),
                    name: old.name.clone().filter(|_| same),
                    ..old.clone()
                });
            }
            let found = find(text, row.words, near, role)?;
            Ok(Mention {
                start: found.start,
                end: found.end,
                text: found.text,
                code,
                id: None,
                name: None,
            })
        })
        .collect()
}

fn sources(params: &Params, before: &Record, text: &str) -> Result<Vec<Source>, Fault> {
    rows(params, "source")
        .map(|row| {
            let kind: SourceKind = parsed(row.kind, "source")?;
            let code: Option<Code> = match row.code {
                "" => None,
                code => Some(parsed(code, "source")?),
            };
            if let Some(old) = before.according_to.iter().find(|s| s.text == row.words) {
                let same = old.code == code;
                return Ok(Source {
                    kind,
                    code,
                    id: old.id.clone().filter(|_| same),
                    name: old.name.clone().filter(|_| same),
                    ..old.clone()
                });
            }
            let found = find(text, row.words, before.trigger.start, "source")?;
            Ok(Source {
                start: found.start,
                end: found.end,
                text: found.text,
                kind,
                code,
                id: None,
                name: None,
            })
        })
        .collect()
}

fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(
    typed: &str,
    field: &str,
) -> Result<T, Fault> {
    typed
        .parse()
        .map_err(|error| Fault::Bad(format!("{field}: {error}")))
}

/// A row as it was typed.
struct Row<'p> {
    words: &'p str,
    code: &'p str,
    kind: &'p str,
}

/// The rows of a field, which are numbered from 0; those without words are left out.
fn rows<'p>(params: &'p Params, field: &str) -> impl Iterator<Item = Row<'p>> {
    let field = field.to_owned();
    (0..12).filter_map(move |n| {
        Some(Row {
            words: params.get(&format!("{field}_words_{n}"))?,
            code: params.text(&format!("{field}_code_{n}")),
            kind: params.text(&format!("{field}_kind_{n}")),
        })
    })
}

/// Words as they stand in the text, nearest to a place of it.
fn find(text: &str, words: &str, near: u32, field: &str) -> Result<Words, Fault> {
    let len = words.chars().count() as u32;
    let mut best: Option<u32> = None;
    let (mut bytes, mut chars) = (0, 0);
    for (at, _) in text.match_indices(words) {
        chars += text[bytes..at].chars().count() as u32;
        bytes = at;
        if best.is_none_or(|b| chars.abs_diff(near) < b.abs_diff(near)) {
            best = Some(chars);
        }
    }
    let start = best.filter(|_| !words.is_empty()).ok_or_else(|| {
        Fault::Bad(format!(
            "{field}: «{words}» does not stand in the article; take the words exactly as they are there"
        ))
    })?;
    let span = Span::new(start, start + len);
    Ok(Words {
        start: span.start,
        end: span.end,
        text: words.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_nearest_to_the_act() {
        let text = "دمشق تقول، وزار الوفد دمشق، ثم دمشق.";
        let found = find(text, "دمشق", 12, "actor").unwrap();
        assert_eq!(Span::new(found.start, found.end).of(text), "دمشق");
        assert_eq!(found.start, 22);
        assert!(find(text, "حلب", 0, "actor").is_err());
        assert!(find(text, "", 0, "actor").is_err());
    }

    #[test]
    fn days_months_and_years_are_times() {
        for good in ["2024", "2024-02", "2024-02-29"] {
            assert_eq!(when(good).unwrap(), good);
        }
        for bad in ["24", "2023-02-29", "2024-13", "yesterday", "2024-1-1"] {
            assert!(when(bad).is_err(), "{bad}");
        }
    }
}
