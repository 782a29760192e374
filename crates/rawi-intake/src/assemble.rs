//! The last step of every format: a draft becomes an [`Article`].

use jiff::civil::Date;
use rawi_model::{Article, Furniture, FurnitureKind, SourceSegment};

use crate::decode::Decoded;
use crate::mapped::Mapped;
use crate::options::Options;

/// What a format found, before it is put together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    pub(crate) id: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) published: Option<Date>,
    pub(crate) byline: Option<String>,
    /// The headline; empty if there is none.
    pub(crate) title: Mapped,
    /// The paragraphs, none of them empty. The title is not among them.
    pub(crate) paragraphs: Vec<Mapped>,
    pub(crate) furniture: Vec<Furniture>,
}

/// Pieces of furniture that are kept of one article.
const FURNITURE: usize = 200;

impl Draft {
    /// Keeps what stands beside the report, as far as anyone will look at it.
    pub(crate) fn leave_out(&mut self, kind: FurnitureKind, text: &str) {
        if self.furniture.len() >= FURNITURE {
            return;
        }
        self.furniture.push(Furniture {
            kind,
            text: text.to_owned(),
        });
    }

    /// Headline and body, one paragraph a line, with the way back to the bytes through `base`.
    pub(crate) fn finish(
        self,
        fallback_id: String,
        base: &Decoded<'_>,
        options: &Options,
    ) -> Article {
        let mut whole = Mapped::default();
        for part in std::iter::once(&self.title).chain(&self.paragraphs) {
            if part.is_empty() {
                continue;
            }
            if !whole.is_empty() {
                whole.push_made("\n");
            }
            whole.append(part);
        }
        let source_map = if base.is_lost() {
            Vec::new()
        } else {
            segments(&whole, base)
        };
        self.exact(whole.as_str().to_owned(), source_map, fallback_id, options)
    }

    /// The article with `text` as it is.
    pub(crate) fn exact(
        self,
        text: String,
        source_map: Vec<SourceSegment>,
        fallback_id: String,
        options: &Options,
    ) -> Article {
        Article {
            id: self.id.or_else(|| self.url.clone()).unwrap_or(fallback_id),
            url: self.url,
            outlet: options.outlet.clone().or(self.outlet).unwrap_or_default(),
            published: options.published.or(self.published),
            title: self.title.as_str().to_owned(),
            byline: self.byline,
            text,
            furniture: self.furniture,
            source_map,
        }
    }
}

/// Places in code points of the text and in bytes of the input.
fn segments(text: &Mapped, base: &Decoded<'_>) -> Vec<SourceSegment> {
    let mut segments = Vec::with_capacity(text.pieces().len());
    let (mut chars, mut seen) = (0u32, 0usize);
    let count = |part: Option<&str>| {
        part.map_or(0, |s| u32::try_from(s.chars().count()).unwrap_or(u32::MAX))
    };
    for piece in text.pieces() {
        chars = chars.saturating_add(count(text.as_str().get(seen..piece.at)));
        let len = count(text.as_str().get(piece.at..piece.at + piece.len));
        let (offset, bytes) = base.to_source(piece.from, piece.bytes);
        segments.push(SourceSegment {
            start: chars,
            len,
            offset,
            bytes,
        });
        chars = chars.saturating_add(len);
        seen = piece.at + piece.len;
    }
    segments
}
