//! XML as a flat run of tags and text, read with the tokenizer for pages: it never fails, and it gives places.
//!
//! Character references in text are resolved once, as XML wants; sections of CDATA stand as they are.

use html5gum::{DefaultEmitter, Emitter, ForwardingEmitter, Token, Tokenizer};

use crate::mapped::Mapped;

/// A tag or a text.
pub(super) enum Event {
    Start {
        /// In lower case, with its prefix.
        name: String,
        attributes: Vec<(String, String)>,
        closed: bool,
    },
    End {
        name: String,
    },
    Text(Mapped),
}

/// Makes the tokenizer see sections of CDATA, which in pages would be comments.
struct Xml(DefaultEmitter<usize>);

impl ForwardingEmitter for Xml {
    type Token = Token<usize>;

    fn inner(&mut self) -> &mut impl Emitter<Token = Self::Token> {
        &mut self.0
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        true
    }
}

/// The events of a feed.
pub(super) fn events(source: &Mapped) -> impl Iterator<Item = Event> {
    let emitter = Xml(DefaultEmitter::new_with_span());
    Tokenizer::new_with_emitter(source.as_str(), emitter)
        .flatten()
        .filter_map(|token| match token {
            Token::StartTag(tag) => Some(Event::Start {
                name: String::from_utf8_lossy(&tag.name).into_owned(),
                attributes: tag
                    .attributes
                    .iter()
                    .map(|(key, value)| {
                        (
                            String::from_utf8_lossy(key).into_owned(),
                            String::from_utf8_lossy(value).into_owned(),
                        )
                    })
                    .collect(),
                closed: tag.self_closing,
            }),
            Token::EndTag(tag) => Some(Event::End {
                name: String::from_utf8_lossy(&tag.name).into_owned(),
            }),
            Token::String(text) => Some(Event::Text(string(
                source,
                text.span.start,
                text.span.end,
                &text.value,
            ))),
            _ => None,
        })
}

/// The text between two tags: stretches of CDATA and of text with references, each with its place.
fn string(source: &Mapped, start: usize, end: usize, value: &[u8]) -> Mapped {
    let value = String::from_utf8_lossy(value);
    let there = source.slice(start..end);
    if there.as_str() == value {
        return there;
    }
    // The tokenizer's span may reach over the marks of CDATA; what it says is found inside it.
    if !value.is_empty()
        && let Some(at) = there.as_str().find(&*value)
    {
        return there.slice(at..at + value.len());
    }
    let mut text = Mapped::default();
    let mut rest = there.clone();
    while !rest.is_empty() {
        let (plain, cdata) = match rest.as_str().find("<![CDATA[") {
            Some(at) => (rest.slice(0..at), rest.slice(at + 9..rest.as_str().len())),
            None => (rest.clone(), Mapped::default()),
        };
        references(&plain, &mut text);
        let close = cdata.as_str().find("]]>");
        text.append(&cdata.slice(0..close.unwrap_or(cdata.as_str().len())));
        rest = close.map_or_else(Mapped::default, |at| {
            cdata.slice(at + 3..cdata.as_str().len())
        });
    }
    text
}

/// Appends `plain` with its character references resolved.
fn references(plain: &Mapped, text: &mut Mapped) {
    let source = plain.as_str();
    let mut at = 0;
    while at < source.len() {
        let next = source[at..].find('&').map_or(source.len(), |i| at + i);
        text.append(&plain.slice(at..next));
        at = next;
        if at >= source.len() {
            break;
        }
        let len = source[at..]
            .bytes()
            .take(40)
            .position(|b| b == b';')
            .map_or(1, |i| i + 1);
        let piece = plain.slice(at..at + len);
        match (
            resolve(&source[at..at + len]),
            piece.pieces().first(),
            piece.pieces().last(),
        ) {
            (Some(value), Some(first), Some(last)) => {
                text.push_atom(&value, first.from, last.from + last.bytes - first.from)
            }
            _ => text.append(&piece),
        }
        at += len;
    }
}

fn resolve(reference: &str) -> Option<String> {
    if reference.len() < 3 {
        return None;
    }
    let mut value = String::new();
    for token in Tokenizer::new(reference).flatten() {
        if let Token::String(text) = token {
            value.push_str(std::str::from_utf8(&text).ok()?);
        }
    }
    (value != reference).then_some(value)
}
