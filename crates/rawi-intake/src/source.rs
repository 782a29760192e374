//! One input, whatever it is: looks at its first bytes and hands it to the reader of its format.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rawi_model::Article;

use crate::detect::Format;
use crate::options::Options;
use crate::{IntakeError, Problem, feed, html, json, packed, text, warc};

/// Articles as they come.
pub(crate) type Flow = Box<dyn Iterator<Item = Result<Article, IntakeError>> + Send>;

/// A reader that a format can own.
pub(crate) type Stream = Box<dyn BufRead + Send>;

/// As many first bytes as are looked at.
const HEAD: u64 = 16 << 10;

/// Where we are: which file, which entry of it, how deep, and how much may still be unpacked.
#[derive(Debug, Clone)]
pub(crate) struct Context {
    pub(crate) options: Arc<Options>,
    file: Arc<str>,
    entry: Option<Arc<str>>,
    depth: u32,
    spent: Arc<Spent>,
}

/// What a file has used of its limits, over all its levels.
#[derive(Debug, Default)]
struct Spent {
    unpacked: AtomicU64,
    entries: AtomicU64,
}

/// Where bytes come from.
pub(crate) enum Input {
    /// A file on disk.
    File(PathBuf),
    /// Bytes in memory.
    Memory(Arc<[u8]>),
    /// Bytes that can be read once.
    Stream(Box<dyn Read + Send>),
}

impl Context {
    pub(crate) fn new(file: &str, options: &Arc<Options>) -> Self {
        Self {
            options: Arc::clone(options),
            file: file.into(),
            entry: None,
            depth: 0,
            spent: Arc::default(),
        }
    }

    /// The path of what is being read: `file`, or `file/entry`.
    pub(crate) fn name(&self) -> String {
        match &self.entry {
            Some(entry) => format!("{}/{entry}", self.file),
            None => self.file.to_string(),
        }
    }

    /// The name that tells the format: of the entry if there is one, without what only says that it is packed.
    fn hint(&self) -> &str {
        let name = self.entry.as_deref().unwrap_or(&self.file);
        name.strip_suffix(".gz").unwrap_or(name)
    }

    pub(crate) fn error(&self, problem: Problem) -> IntakeError {
        IntakeError {
            file: self.file.to_string(),
            entry: self.entry.as_deref().map(str::to_owned),
            line: None,
            byte: None,
            problem,
        }
    }

    /// An error as one item.
    pub(crate) fn fail(&self, problem: Problem) -> Flow {
        Box::new(std::iter::once(Err(self.error(problem))))
    }

    /// The context of something packed inside, one level deeper.
    pub(crate) fn inside(&self, entry: &str) -> Result<Self, Problem> {
        let limits = &self.options.limits;
        if self.depth >= limits.depth {
            return Err(Problem::TooDeep {
                limit: limits.depth,
            });
        }
        if self.spent.entries.fetch_add(1, Ordering::Relaxed) >= limits.entries {
            return Err(Problem::TooManyEntries {
                limit: limits.entries,
            });
        }
        let path = match &self.entry {
            Some(outer) if entry.is_empty() => outer.to_string(),
            Some(outer) => format!("{outer}/{entry}"),
            None => entry.to_owned(),
        };
        Ok(Self {
            entry: (!path.is_empty()).then(|| path.into()),
            depth: self.depth + 1,
            ..self.clone()
        })
    }

    /// Counts unpacked bytes against the file's total.
    pub(crate) fn spend(&self, bytes: u64) -> Result<(), Problem> {
        let limit = self.options.limits.unpacked_bytes;
        let before = self.spent.unpacked.fetch_add(bytes, Ordering::Relaxed);
        if before.saturating_add(bytes) > limit {
            return Err(Problem::UnpackedTooLarge { limit });
        }
        Ok(())
    }
}

pub(crate) fn from_memory(name: &str, bytes: &[u8], options: &Options) -> Flow {
    let context = Context::new(name, &Arc::new(options.clone()));
    articles(context, Input::Memory(bytes.into()))
}

/// The articles of one input.
pub(crate) fn articles(context: Context, input: Input) -> Flow {
    match start(&context, input) {
        Ok(flow) => flow,
        Err(problem) => context.fail(problem),
    }
}

fn start(context: &Context, input: Input) -> Result<Flow, Problem> {
    let io = |error: io::Error| Problem::from_io(&error, "file");
    let mut reader: Box<dyn Read + Send> = match &input {
        Input::File(path) => Box::new(File::open(path).map_err(io)?),
        Input::Memory(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
        Input::Stream(_) => Box::new(io::empty()),
    };
    let seekable = match input {
        Input::Stream(stream) => {
            reader = stream;
            None
        }
        other => Some(other),
    };
    let mut head = Vec::new();
    // A reader that fails on its first bytes may still have given some: they are read, and the error comes again.
    let first = reader.by_ref().take(HEAD).read_to_end(&mut head);
    if head.is_empty() {
        first.map_err(io)?;
    }
    let format = Format::detect(context.hint(), &head);
    if format == Format::Zip
        && let Some(input) = seekable
    {
        return packed::zip(context.clone(), input);
    }
    let stream: Stream = Box::new(BufReader::with_capacity(
        64 << 10,
        Cursor::new(head).chain(reader),
    ));
    Ok(match format {
        Format::Json => json::articles(context.clone(), stream, json::Layout::Values)?,
        Format::JsonLines => json::articles(context.clone(), stream, json::Layout::Lines)?,
        Format::Gzip => packed::gzip(context, stream)?,
        Format::Zip => packed::zip(context.clone(), Input::Stream(Box::new(stream)))?,
        Format::Warc => warc::articles(context.clone(), stream),
        Format::Html => {
            let bytes = whole(context, stream)?;
            one(
                html::article(&bytes, None, None, &context.name(), &context.options),
                context,
            )
        }
        Format::Text => {
            let bytes = whole(context, stream)?;
            one(
                text::article(&bytes, &context.name(), &context.options),
                context,
            )
        }
        Format::Feed => {
            let bytes = read_up_to(stream, context.options.limits.document_bytes, "the feed")?;
            let found = feed::articles(&bytes, None, &context.name(), &context.options);
            if found.is_empty() {
                return Err(Problem::NoArticle);
            }
            Box::new(found.into_iter().map(Ok))
        }
        Format::Binary => return Err(Problem::Binary),
    })
}

/// All bytes of an article.
fn whole(context: &Context, stream: Stream) -> Result<Vec<u8>, Problem> {
    read_up_to(stream, context.options.limits.article_bytes, "the article")
}

/// All bytes, up to `limit`.
pub(crate) fn read_up_to(
    stream: impl Read,
    limit: u64,
    what: &'static str,
) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    stream
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| Problem::from_io(&error, "file"))?;
    if bytes.len() as u64 > limit {
        return Err(Problem::TooLarge { what, limit });
    }
    Ok(bytes)
}

fn one(article: Option<Article>, context: &Context) -> Flow {
    let item = article.ok_or_else(|| context.error(Problem::NoArticle));
    Box::new(std::iter::once(item))
}
