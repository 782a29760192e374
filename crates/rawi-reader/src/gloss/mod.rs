//! Takes a finished record, gives it in one line of Arabic and one of English, source first, as a careful reader would
//! note it: «Anonymous (Western media sources), via Tayf Post: Vladimir Putin demanded of Bashar al-Assad … (occurred,
//! 12 Jan 2023, in Damascus)».

mod arabic;
mod countries;
mod english;
mod latin;
mod nouns;
mod people;
mod plural;
mod verbs;

use rawi_lexicon::Lexicon;
use rawi_model::{Gloss, Record};

/// The outlet of an article as a gloss names it, in Arabic and in English.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Outlet {
    ar: String,
    en: String,
    /// The lexicon's id, to tell that a source is the outlet itself.
    id: Option<String>,
}

impl Outlet {
    /// Reads the outlet as the input names it: its name in Arabic or Latin letters, or a slug of it.
    pub(crate) fn new(name: &str, lexicon: &Lexicon) -> Self {
        let name = name.trim();
        if name.is_empty() {
            return Self::default();
        }
        if let Some(m) = lexicon.media_named(name) {
            return Self {
                ar: m.name.clone(),
                en: m.latin.clone(),
                id: Some(m.id.clone()),
            };
        }
        Self {
            ar: name.to_owned(),
            en: isolated(&people::name(name, lexicon)),
            id: None,
        }
    }
}

/// What a gloss needs beside the record.
#[derive(Clone, Copy)]
pub(crate) struct About<'a> {
    pub lexicon: &'a Lexicon,
    pub outlet: &'a Outlet,
    /// The English of the act's frame, and whether that frame is a verb's.
    pub english: &'a str,
    pub verbal: bool,
    /// The act is told in the past tense, so that what is possible may have happened already.
    pub past: bool,
}

/// A record in a sentence.
pub(crate) fn gloss(record: &Record, about: &About<'_>) -> Gloss {
    Gloss {
        ar: arabic::line(record, about),
        en: english::line(record, about),
    }
}

/// Runs of Arabic inside a Latin line, isolated so that they do not turn the line around.
fn isolated(text: &str) -> String {
    let arabic = |c: char| matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    if !text.chars().any(arabic) || text.contains('\u{2068}') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 6);
    let mut open = false;
    for (k, word) in text.split(' ').enumerate() {
        let here = word.chars().any(arabic);
        if open && !here {
            out.push('\u{2069}');
            open = false;
        }
        if k > 0 {
            out.push(' ');
        }
        if here && !open {
            out.push('\u{2068}');
            open = true;
        }
        out.push_str(word);
    }
    if open {
        out.push('\u{2069}');
    }
    out
}

/// A number as people write it: `1,500`, `2.5`.
fn number(v: f64) -> String {
    if v.fract() != 0.0 {
        return format!("{v}");
    }
    let digits = format!("{v:.0}");
    let n = digits.len();
    let mut out = String::with_capacity(n + n / 3);
    for (k, c) in digits.chars().enumerate() {
        if k > 0 && (n - k).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// The time of a record with months named by `month`: `12 Jan 2023`; a stretch of days with both ends.
fn time(record: &Record, month: &dyn Fn(usize) -> &'static str, joint: &str) -> Option<String> {
    let day = |iso: &str| -> String {
        let mut parts = iso.split('-');
        let year = parts.next().unwrap_or("");
        let m = parts
            .next()
            .and_then(|m| m.parse::<usize>().ok())
            .filter(|m| (1..=12).contains(m));
        match (m, parts.next()) {
            (None, _) => year.to_owned(),
            (Some(m), None) => format!("{} {year}", month(m)),
            (Some(m), Some(d)) => format!("{} {} {year}", d.trim_start_matches('0'), month(m)),
        }
    };
    let when = record.when.as_deref()?;
    if let Some(r) = &record.when_range
        && matches!(
            r.precision,
            rawi_model::Precision::Days | rawi_model::Precision::Week
        )
        && r.from != r.to
    {
        return Some(format!("{}{joint}{}", day(&r.from), day(&r.to)));
    }
    Some(day(when))
}

#[cfg(test)]
mod tests;
