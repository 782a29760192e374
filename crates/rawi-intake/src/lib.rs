//! Bytes, files and folders in; [`Article`]s out.
//!
//! ```text
//! path ─ walk ─▶ file ─ source: look at the first bytes ─┬▶ gzip, zip ─▶ (unpacked, back to source)
//!                                                        ├▶ warc ─▶ pages
//!                                                        ├▶ json: lines, arrays, Telegram exports
//!                                                        └▶ feed, html, text
//! bytes ─ decode ─▶ text that remembers its bytes ─ html / feed / text ─▶ lines ─ tidy ─▶ headline, byline, date, paragraphs
//! ```
//!
//! Everything is lazy: memory is bounded by [`Limits`], whatever the size of the input. Every item is a
//! `Result`: an article that cannot be read is an [`IntakeError`] that says where and what to do about it, and the
//! rest goes on.
//!
//! ```
//! use rawi_intake::{Options, read_bytes};
//!
//! let file = "خبر عاجل\nخبر عاجل\nالقاهرة - محمد أحمد\nوصل الوفد إلى القاهرة مساء أمس.\n";
//! let article = read_bytes("خبر.txt", file.as_bytes(), &Options::default()).next().unwrap()?;
//! assert_eq!(article.title, "خبر عاجل");
//! assert_eq!(article.byline.as_deref(), Some("القاهرة - محمد أحمد"));
//! assert_eq!(article.text, "خبر عاجل\nوصل الوفد إلى القاهرة مساء أمس.");
//! # Ok::<(), rawi_intake::IntakeError>(())
//! ```

mod assemble;
mod byline;
mod dates;
mod decode;
mod detect;
mod error;
mod feed;
mod fetched;
mod html;
mod json;
mod lines;
mod mapped;
mod options;
mod packed;
mod source;
mod text;
mod tidy;
mod walk;
mod warc;

use std::path::PathBuf;

use rawi_model::Article;

pub use detect::Format;
pub use error::{IntakeError, Problem};
pub use fetched::{read_feed, read_page};
pub use options::{FieldMap, Limits, Options};

/// The articles of some input, read as they are asked for.
pub struct Articles {
    inner: source::Flow,
}

impl Iterator for Articles {
    type Item = Result<Article, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.inner.next()
    }
}

/// Reads files, folders (recursively, in the order of their names) and `-` for standard input.
///
/// Nothing is opened before the first article is asked for. A path that does not exist is an item like any other:
/// an error, after which the next path follows.
pub fn open(paths: &[PathBuf], options: &Options) -> Articles {
    Articles {
        inner: walk::articles(paths, options),
    }
}

/// Reads what is in memory as [`open`] reads a file called `name`; the name's extension counts as a hint.
pub fn read_bytes(name: &str, bytes: &[u8], options: &Options) -> Articles {
    Articles {
        inner: source::from_memory(name, bytes, options),
    }
}
