//! Text that remembers where it came from.
//!
//! A [`Mapped`] is a string made of pieces, each of which stood somewhere in a *base*: the decoded document. Taking
//! slices, joining and trimming keep the pieces right, so that in the end every stretch of an article's text leads
//! back to the input.

use std::ops::Range;

/// Text with its places in the base.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Mapped {
    text: String,
    pieces: Vec<Piece>,
}

/// `text[at..at + len]` stood at `base[from..from + bytes]`.
///
/// Pieces are in the order of `at`, do not overlap and are not empty. A direct piece is the same bytes on both sides; any other stands for
/// its stretch of the base as a whole (`&amp;`, `\u0628`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) at: usize,
    pub(crate) len: usize,
    pub(crate) from: u64,
    pub(crate) bytes: u64,
    pub(crate) direct: bool,
}

impl Mapped {
    /// Text that stands in the base as it is, at `from`.
    pub(crate) fn direct(text: &str, from: u64) -> Self {
        let mut mapped = Self::default();
        mapped.push_direct(text, from);
        mapped
    }

    /// Text that stands nowhere in the base.
    pub(crate) fn made(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            pieces: Vec::new(),
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Appends what stands at `from` in the base as it is.
    pub(crate) fn push_direct(&mut self, text: &str, from: u64) {
        self.push(text, from, text.len() as u64, true);
    }

    /// Appends what stands for `bytes` bytes of the base at `from`.
    pub(crate) fn push_atom(&mut self, text: &str, from: u64, bytes: u64) {
        self.push(text, from, bytes, false);
    }

    /// Appends what stands nowhere in the base.
    pub(crate) fn push_made(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(crate) fn append(&mut self, other: &Self) {
        let shift = self.text.len();
        self.text.push_str(&other.text);
        for piece in &other.pieces {
            self.push_piece(Piece {
                at: piece.at + shift,
                ..*piece
            });
        }
    }

    fn push(&mut self, text: &str, from: u64, bytes: u64, direct: bool) {
        if text.is_empty() {
            return;
        }
        let at = self.text.len();
        self.text.push_str(text);
        self.push_piece(Piece {
            at,
            len: text.len(),
            from,
            bytes,
            direct,
        });
    }

    fn push_piece(&mut self, piece: Piece) {
        if let Some(last) = self.pieces.last_mut()
            && last.direct
            && piece.direct
            && last.at + last.len == piece.at
            && last.from + last.bytes == piece.from
        {
            last.len += piece.len;
            last.bytes += piece.bytes;
            return;
        }
        self.pieces.push(piece);
    }

    /// The part of the text at `range`, which must lie on character boundaries; else nothing.
    pub(crate) fn slice(&self, range: Range<usize>) -> Self {
        let Some(text) = self.text.get(range.clone()) else {
            return Self::default();
        };
        let mut part = Self::made(text);
        let first = self.pieces.partition_point(|p| p.at + p.len <= range.start);
        for piece in self.pieces[first..].iter().take_while(|p| p.at < range.end) {
            let start = piece.at.max(range.start);
            let end = (piece.at + piece.len).min(range.end);
            if start >= end {
                continue;
            }
            let cut = Piece {
                at: start - range.start,
                len: end - start,
                ..*piece
            };
            part.pieces.push(if piece.direct {
                Piece {
                    from: piece.from + (start - piece.at) as u64,
                    bytes: (end - start) as u64,
                    ..cut
                }
            } else {
                cut
            });
        }
        part
    }

    /// Without white space and invisible marks of direction at either end.
    pub(crate) fn trim(&self) -> Self {
        let blank =
            |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}');
        let start = self.text.len() - self.text.trim_start_matches(blank).len();
        let end = self.text.trim_end_matches(blank).len();
        if start >= end {
            return Self::default();
        }
        if start == 0 && end == self.text.len() {
            return self.clone();
        }
        self.slice(start..end)
    }

    /// The lines joined by spaces.
    pub(crate) fn one_line(&self) -> Self {
        if !self
            .text
            .contains(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}'])
        {
            return self.trim();
        }
        let mut joined = Self::default();
        for line in self.lines().iter().filter(|line| !line.is_empty()) {
            if !joined.is_empty() {
                joined.push_made(" ");
            }
            joined.append(line);
        }
        joined
    }

    /// The lines, trimmed; empty ones stay, so that paragraphs can be told.
    pub(crate) fn lines(&self) -> Vec<Self> {
        let mut lines = Vec::new();
        let mut start = 0;
        for (at, c) in self.text.char_indices() {
            if matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}') {
                if !(c == '\n' && self.text[..at].ends_with('\r')) {
                    lines.push(self.slice(start..at).trim());
                }
                start = at + c.len_utf8();
            }
        }
        lines.push(self.slice(start..self.text.len()).trim());
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every direct piece must hold what the base holds.
    fn holds(mapped: &Mapped, base: &str) -> bool {
        mapped.pieces().iter().filter(|p| p.direct).all(|p| {
            let from = p.from as usize;
            base[from..from + p.bytes as usize] == mapped.as_str()[p.at..p.at + p.len]
        })
    }

    #[test]
    fn lines_keep_their_places_through_every_line_break() {
        let base = "  أول \r\nثان\r\rثالث\u{2028}رابع";
        let lines = Mapped::direct(base, 0).lines();
        let texts: Vec<_> = lines.iter().map(Mapped::as_str).collect();
        assert_eq!(texts, ["أول", "ثان", "", "ثالث", "رابع"]);
        assert!(lines.iter().all(|line| holds(line, base)));
    }

    #[test]
    fn an_atom_keeps_its_whole_place_when_cut() {
        let mut mapped = Mapped::direct("قال", 0);
        mapped.push_atom("«", 6, 7);
        mapped.push_direct("نعم", 13);
        let part = mapped.slice(6..10);
        assert_eq!(part.as_str(), "«ن");
        assert_eq!((part.pieces()[0].from, part.pieces()[0].bytes), (6, 7));
        assert_eq!((part.pieces()[1].from, part.pieces()[1].bytes), (13, 2));
    }
}
