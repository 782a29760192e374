//! Text between tags: character references resolved, white space collapsed, every piece with its place.

use html5gum::{Token, Tokenizer};

use crate::mapped::Mapped;

/// Gathers the text of a block.
#[derive(Debug, Default)]
pub(super) struct Gather {
    pub(super) text: Mapped,
    /// White space stands before the next letter; where it came from, if it has a place.
    space: Option<Option<(u64, u64)>>,
}

impl Gather {
    /// Appends a stretch of the source, character references and all.
    pub(super) fn push(&mut self, source: &Mapped) {
        let text = source.as_str();
        let mut at = 0;
        while at < text.len() {
            let plain = text[at..].find('&').map_or(text.len(), |i| at + i);
            self.push_plain(source, at, plain);
            at = plain;
            if at < text.len() {
                let len = reference_len(&text[at..]);
                let name = &text[at..at + len];
                let piece = source.slice(at..at + len);
                let place = place(&piece);
                match resolve(name) {
                    Some(value) => value.chars().for_each(|c| self.push_char(c, place)),
                    None => self.push_plain(source, at, at + len),
                }
                at += len;
            }
        }
    }

    fn push_plain(&mut self, source: &Mapped, from: usize, to: usize) {
        let text = &source.as_str()[from..to];
        let mut start = None;
        for (at, c) in text.char_indices() {
            if is_space(c) || is_dropped(c) {
                if let Some(start) = start.take() {
                    self.push_run(source, from + start, from + at);
                }
                if is_space(c) && self.space.is_none() {
                    self.space = Some(place(&source.slice(from + at..from + at + c.len_utf8())));
                }
            } else if start.is_none() {
                start = Some(at);
            }
        }
        if let Some(start) = start {
            self.push_run(source, from + start, to);
        }
    }

    fn push_run(&mut self, source: &Mapped, from: usize, to: usize) {
        self.flush_space();
        self.text.append(&source.slice(from..to));
    }

    fn push_char(&mut self, c: char, place: Option<(u64, u64)>) {
        if is_space(c) {
            self.space = self.space.or(Some(place));
            return;
        }
        if is_dropped(c) {
            return;
        }
        self.flush_space();
        let mut buffer = [0; 4];
        let text = c.encode_utf8(&mut buffer);
        match place {
            Some((from, bytes)) => self.text.push_atom(text, from, bytes),
            None => self.text.push_made(text),
        }
    }

    fn flush_space(&mut self) {
        let Some(place) = self.space.take() else {
            return;
        };
        match place {
            _ if self.text.is_empty() => {}
            Some((from, bytes)) => self.text.push_atom(" ", from, bytes),
            None => self.text.push_made(" "),
        }
    }

    /// Parts what follows from what stands there, as margins do on the screen.
    pub(super) fn part(&mut self) {
        self.space = self.space.or(Some(None));
    }

    /// What was gathered; the next block starts afresh.
    pub(super) fn take(&mut self) -> Mapped {
        self.space = None;
        std::mem::take(&mut self.text)
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// Control characters carry nothing in a page.
fn is_dropped(c: char) -> bool {
    c.is_control() || c == '\u{ad}'
}

/// From the first to the last place of a text.
fn place(text: &Mapped) -> Option<(u64, u64)> {
    let (first, last) = (text.pieces().first()?, text.pieces().last()?);
    Some((
        first.from,
        (last.from + last.bytes).saturating_sub(first.from),
    ))
}

/// Length of the character reference that `text` starts with, or of the ampersand alone.
fn reference_len(text: &str) -> usize {
    let body = text[1..]
        .bytes()
        .take(40)
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#')
        .count();
    let semicolon = usize::from(body > 0 && text.as_bytes().get(1 + body) == Some(&b';'));
    1 + body + semicolon
}

/// What a character reference stands for, by the tokenizer's own table.
fn resolve(reference: &str) -> Option<String> {
    if reference.len() < 2 {
        return None;
    }
    let mut value = String::new();
    for token in Tokenizer::new(reference).flatten() {
        if let Token::String(text) = token {
            value.push_str(std::str::from_utf8(&text).ok()?);
        }
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_and_space_keep_their_places() {
        let source = "  قال&nbsp;\n &quot;نعم&#x0021; &amp &unknown; ";
        let mut gather = Gather::default();
        gather.push(&Mapped::direct(source, 10));
        let text = gather.take();
        assert_eq!(text.as_str(), "قال \"نعم! & &unknown;");
        for piece in text.pieces().iter().filter(|p| p.direct) {
            let from = piece.from as usize - 10;
            assert_eq!(
                &source[from..from + piece.len],
                &text.as_str()[piece.at..piece.at + piece.len]
            );
        }
        let quote = text
            .pieces()
            .iter()
            .find(|p| text.as_str()[p.at..].starts_with('"'))
            .unwrap();
        assert_eq!(
            (quote.from - 10, quote.bytes),
            (source.find("&quot;").unwrap() as u64, 6)
        );
    }
}
