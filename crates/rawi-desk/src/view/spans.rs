//! Spans of a text for the browser, which counts UTF-16 units where records count code points.

use std::collections::BTreeMap;

use rawi_model::{Record, Span};
use serde::Serialize;

/// A text's code points as UTF-16 offsets.
#[derive(Debug)]
pub(crate) struct Utf16 {
    /// Code point → UTF-16 offset, where a code point outside the basic plane stands before it; sorted.
    after_wide: BTreeMap<u32, u32>,
    len: u32,
}

impl Utf16 {
    /// Of a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut after_wide = BTreeMap::new();
        let (mut wide, mut len) = (0, 0);
        for (at, c) in text.chars().enumerate() {
            if c.len_utf16() == 2 {
                wide += 1;
                after_wide.insert(at as u32 + 1, wide);
            }
            len = at as u32 + 1;
        }
        Self { after_wide, len }
    }

    /// The UTF-16 offset of a code point; the end of the text where there is none.
    pub(crate) fn at(&self, code_point: u32) -> u32 {
        let at = code_point.min(self.len);
        let wide = self.after_wide.range(..=at).next_back();
        at + wide.map_or(0, |(_, wide)| *wide)
    }

    fn span(&self, span: Span) -> [u32; 2] {
        [self.at(span.start), self.at(span.end)]
    }
}

/// A record's spans in UTF-16 units, for the script of the reading view.
#[derive(Debug, Serialize)]
pub(crate) struct Marked {
    id: i64,
    status: &'static str,
    trigger: [u32; 2],
    sentence: [u32; 2],
    actor: Vec<[u32; 2]>,
    recipient: Vec<[u32; 2]>,
    place: Vec<[u32; 2]>,
    source: Vec<[u32; 2]>,
}

impl Marked {
    /// Of a record, which stands in this sentence.
    pub(crate) fn of(id: i64, record: &Record, sentence: Span, text: &Utf16) -> Self {
        let spans =
            |list: &[rawi_model::Mention]| list.iter().map(|m| text.span(m.span())).collect();
        Self {
            id,
            status: record.status.as_str(),
            trigger: text.span(record.trigger.span()),
            sentence: text.span(sentence),
            actor: spans(&record.actor),
            recipient: spans(&record.recipient),
            place: record
                .place
                .iter()
                .map(|p| text.span(Span::new(p.start, p.end)))
                .collect(),
            source: record
                .according_to
                .iter()
                .map(|s| text.span(s.span()))
                .collect(),
        }
    }
}

/// A line of the text as a paragraph, with its UTF-16 offset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paragraph {
    pub(crate) at: u32,
    pub(crate) text: String,
}

/// The lines of a text that are not empty. What HTML would drop or change is shown as a sign for it, so that every
/// offset stays true.
pub(crate) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        if !line.trim().is_empty() {
            out.push(Paragraph {
                at,
                text: line.replace(['\r', '\0', '\u{c}'], "\u{fffd}"),
            });
        }
        at += line.chars().map(char::len_utf16).sum::<usize>() as u32 + 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_those_of_a_browser() {
        let text = "قال 😀 نعم";
        let utf16 = Utf16::of(text);
        let units: Vec<u16> = text.encode_utf16().collect();
        let span = utf16.span(Span::new(6, 9));
        let found = &units[span[0] as usize..span[1] as usize];
        assert_eq!(String::from_utf16(found).unwrap(), "نعم");
        assert_eq!(utf16.at(99) as usize, units.len());
    }

    #[test]
    fn paragraphs_keep_their_places() {
        let text = "😀\n\nبعد\r";
        let lines = paragraphs(text);
        assert_eq!(lines.len(), 2);
        assert_eq!((lines[0].at, lines[1].at), (0, 4));
        assert_eq!(lines[1].text, "بعد\u{fffd}");
    }
}
