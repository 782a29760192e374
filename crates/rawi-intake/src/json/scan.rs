//! Cuts a stream of JSON into values without reading it whole, and stays in step with the brackets even over values
//! that are too large or too deep.

use std::borrow::Cow;
use std::io::BufRead;

use crate::decode::Decoded;
use crate::error::Problem;
use crate::source::Stream;

/// The bytes of one value.
#[derive(Debug, Clone)]
pub(super) struct Raw {
    pub(super) bytes: Vec<u8>,
    /// Where they stood in the input; `None` if they were not UTF-8 and stood there otherwise.
    pub(super) offset: Option<u64>,
}

impl Raw {
    /// The value as text, from whatever encoding, and its place in the input.
    pub(super) fn text(&self) -> (Cow<'_, str>, Option<u64>) {
        match std::str::from_utf8(&self.bytes) {
            Ok(text) => (Cow::Borrowed(text), self.offset),
            Err(_) => (
                Cow::Owned(Decoded::new(&self.bytes, 0, None).text().to_owned()),
                None,
            ),
        }
    }

    /// A part of this value, `text` being what [`text`](Self::text) gave.
    pub(super) fn part(part: &str, text: &str, offset: Option<u64>) -> Self {
        let at = part.as_ptr().addr().saturating_sub(text.as_ptr().addr());
        Self {
            bytes: part.as_bytes().to_vec(),
            offset: offset.map(|offset| offset + at as u64),
        }
    }
}

/// A value that cannot be given.
#[derive(Debug)]
pub(super) enum ValueError {
    /// The scanner stands behind it: the next value can be read.
    Skipped(Problem),
    /// The scanner is lost.
    Fatal(Problem),
}

pub(super) struct Scanner {
    stream: Stream,
    offset: u64,
    line: u64,
    limit: usize,
    article_bytes: u64,
    depth: u32,
}

/// Where a byte stands in a value.
#[derive(Default)]
struct Inside {
    depth: u32,
    deepest: u32,
    string: bool,
    escaped: bool,
    started: bool,
}

enum Verdict {
    /// Part of the value; more follows.
    More,
    /// The last byte of the value.
    Last,
    /// Behind the value already.
    Past,
}

impl Inside {
    fn byte(&mut self, b: u8) -> Verdict {
        if self.string {
            match b {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => {
                    self.string = false;
                    if self.depth == 0 {
                        return Verdict::Last;
                    }
                }
                _ => {}
            }
            return Verdict::More;
        }
        match b {
            b'"' => {
                if self.started && self.depth == 0 {
                    return Verdict::Past;
                }
                self.string = true;
            }
            b'{' | b'[' => {
                if self.started && self.depth == 0 {
                    return Verdict::Past;
                }
                self.depth += 1;
                self.deepest = self.deepest.max(self.depth);
            }
            b'}' | b']' => {
                if self.depth == 0 {
                    return Verdict::Past;
                }
                self.depth -= 1;
                if self.depth == 0 {
                    return Verdict::Last;
                }
            }
            b',' | b':' | b' ' | b'\t' | b'\n' | b'\r' if self.depth == 0 => return Verdict::Past,
            _ => {}
        }
        self.started = true;
        Verdict::More
    }
}

impl Scanner {
    pub(super) fn new(stream: Stream, article_bytes: u64, depth: u32) -> Self {
        Self {
            stream,
            offset: 0,
            line: 1,
            limit: usize::try_from(article_bytes).unwrap_or(usize::MAX),
            article_bytes,
            // What reads the values in turn goes a step deeper for each bracket.
            depth: depth.min(500),
        }
    }

    /// Line (from 1) and byte (from 0) of what comes next.
    pub(super) const fn place(&self) -> (u64, u64) {
        (self.line, self.offset)
    }

    fn fill(&mut self) -> Result<&[u8], Problem> {
        self.stream
            .fill_buf()
            .map_err(|error| Problem::from_io(&error, "JSON"))
    }

    fn consume(&mut self, len: usize, lines: usize) {
        self.stream.consume(len);
        self.offset += len as u64;
        self.line += lines as u64;
    }

    /// The next byte that is neither white space nor one of `also`, a byte order mark at the start left out.
    pub(super) fn peek_past(&mut self, also: &[u8]) -> Result<Option<u8>, Problem> {
        loop {
            let at_start = self.offset == 0;
            let buffer = self.fill()?;
            if buffer.is_empty() {
                return Ok(None);
            }
            if at_start && buffer.starts_with(&[0xef, 0xbb, 0xbf]) {
                self.consume(3, 0);
                continue;
            }
            let found = buffer
                .iter()
                .position(|b| !b.is_ascii_whitespace() && !also.contains(b));
            let skipped = found.unwrap_or(buffer.len());
            let next = found.map(|at| buffer[at]);
            let lines = buffer[..skipped].iter().filter(|&&b| b == b'\n').count();
            self.consume(skipped, lines);
            if next.is_some() {
                return Ok(next);
            }
        }
    }

    /// Steps over the byte that [`peek_past`](Self::peek_past) showed.
    pub(super) fn skip(&mut self) {
        self.consume(1, 0);
    }

    /// The value that starts at the next byte.
    pub(super) fn value(&mut self) -> Result<Raw, ValueError> {
        let offset = self.offset;
        let mut bytes = Vec::new();
        let mut inside = Inside::default();
        let mut too_large = false;
        let mut ended = false;
        while !ended {
            let room = self.limit.saturating_sub(bytes.len());
            let buffer = self.fill().map_err(ValueError::Fatal)?;
            if buffer.is_empty() {
                if inside.depth == 0 && !inside.string && inside.started {
                    break;
                }
                return Err(ValueError::Fatal(Problem::Damaged {
                    format: "JSON",
                    why: "it ends in the middle of a value".to_owned(),
                }));
            }
            let mut taken = 0;
            for &b in buffer {
                match inside.byte(b) {
                    Verdict::More => taken += 1,
                    Verdict::Last => {
                        taken += 1;
                        ended = true;
                        break;
                    }
                    Verdict::Past => {
                        ended = true;
                        break;
                    }
                }
            }
            let part = &buffer[..taken];
            let lines = part.iter().filter(|&&b| b == b'\n').count();
            if part.len() > room {
                too_large = true;
            } else if !too_large {
                bytes.extend_from_slice(part);
            }
            self.consume(taken, lines);
        }
        if bytes.is_empty() && !too_large {
            // A bracket that closes nothing: step over it, or the scanner would stand still.
            self.consume(1, 0);
            return Err(ValueError::Fatal(Problem::Json(
                "a value is missing".to_owned(),
            )));
        }
        if too_large {
            return Err(ValueError::Skipped(self.too_large()));
        }
        if inside.deepest > self.depth {
            return Err(ValueError::Skipped(Problem::JsonDepth {
                limit: self.depth,
            }));
        }
        Ok(Raw {
            bytes,
            offset: Some(offset),
        })
    }

    /// The rest of the line, without its end; `None` at the end of the input.
    pub(super) fn line(&mut self) -> Result<Option<Raw>, ValueError> {
        let mut raw = Raw {
            bytes: Vec::new(),
            offset: Some(self.offset),
        };
        let mut too_large = false;
        let mut any = false;
        loop {
            let room = self.limit.saturating_sub(raw.bytes.len());
            let buffer = self.fill().map_err(ValueError::Fatal)?;
            if buffer.is_empty() {
                break;
            }
            any = true;
            let end = buffer.iter().position(|&b| b == b'\n');
            let part = &buffer[..end.unwrap_or(buffer.len())];
            if part.len() > room {
                too_large = true;
                raw.bytes = Vec::new();
            } else if !too_large {
                raw.bytes.extend_from_slice(part);
            }
            let len = part.len() + usize::from(end.is_some());
            self.consume(len, usize::from(end.is_some()));
            if end.is_some() {
                break;
            }
        }
        if too_large {
            return Err(ValueError::Skipped(self.too_large()));
        }
        if raw.offset == Some(0) && raw.bytes.starts_with(&[0xef, 0xbb, 0xbf]) {
            raw.bytes.drain(..3);
            raw.offset = Some(3);
        }
        Ok(any.then_some(raw))
    }

    fn too_large(&self) -> Problem {
        Problem::TooLarge {
            what: "the JSON value",
            limit: self.article_bytes,
        }
    }
}
