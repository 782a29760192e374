//! Unpacking, watched: gzip and zip, with the ratio, the total, the depth and the number of entries bounded.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::Crc;
use flate2::bufread::{DeflateDecoder, MultiGzDecoder};
use rawi_model::Article;
use zip::{CompressionMethod, ZipArchive};

use crate::detect::passed_over;
use crate::source::{self, Context, Flow, Input, Stream};
use crate::{IntakeError, Problem};

/// Unpacked bytes for which the ratio is not yet looked at: small files of one letter pack well.
const GRACE: u64 = 4 << 20;

/// What a gzip stream holds, read on as a file of its own.
pub(crate) fn gzip(context: &Context, stream: Stream) -> Result<Flow, Problem> {
    let inside = context.inside("")?;
    let (counted, packed) = Counted::new(stream);
    let decoder = MultiGzDecoder::new(BufReader::with_capacity(64 << 10, counted));
    let watched = Watched::new(decoder, "gzip", packed, &inside);
    Ok(source::articles(inside, Input::Stream(Box::new(watched))))
}

/// The entries of a zip archive, in its order.
pub(crate) fn zip(context: Context, input: Input) -> Result<Flow, Problem> {
    let place = match input {
        Input::File(path) => Place::File(path),
        Input::Memory(bytes) => Place::Memory(bytes),
        Input::Stream(stream) => {
            // The list of entries stands at the end: an archive in an archive has to be held whole.
            let limit = context.options.limits.document_bytes;
            Place::Memory(source::read_up_to(stream, limit, "an archive in an archive")?.into())
        }
    };
    let archive = ZipArchive::new(place.open().map_err(|e| Problem::from_io(&e, "zip"))?)
        .map_err(|e| damaged(&e))?;
    if archive.len() as u64 > context.options.limits.entries {
        return Err(Problem::TooManyEntries {
            limit: context.options.limits.entries,
        });
    }
    Ok(Box::new(Entries {
        context,
        place,
        archive,
        next: 0,
        current: None,
    }))
}

fn damaged(error: &zip::result::ZipError) -> Problem {
    Problem::Damaged {
        format: "zip",
        why: error.to_string(),
    }
}

/// Where an archive lies; it can be opened as often as needed.
enum Place {
    File(PathBuf),
    Memory(Arc<[u8]>),
}

trait Seekable: Read + Seek + Send {}
impl<T: Read + Seek + Send> Seekable for T {}

impl Place {
    fn open(&self) -> io::Result<Box<dyn Seekable>> {
        Ok(match self {
            Self::File(path) => Box::new(File::open(path)?),
            Self::Memory(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
        })
    }
}

struct Entries {
    context: Context,
    place: Place,
    archive: ZipArchive<Box<dyn Seekable>>,
    next: usize,
    current: Option<Flow>,
}

impl Iterator for Entries {
    type Item = Result<Article, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.current.as_mut().and_then(Iterator::next) {
                return Some(item);
            }
            self.current = None;
            if self.next >= self.archive.len() {
                return None;
            }
            let index = self.next;
            self.next += 1;
            self.current = self.entry(index);
        }
    }
}

impl Entries {
    /// The articles of an entry; `None` if it is a folder or lies beside the articles.
    fn entry(&mut self, index: usize) -> Option<Flow> {
        let entry = match self.archive.by_index_raw(index) {
            Ok(entry) => entry,
            Err(error) => return Some(self.context.fail(damaged(&error))),
        };
        let name = entry.name().map_or_else(
            |_| String::from_utf8_lossy(entry.name_raw()).into_owned(),
            std::borrow::Cow::into_owned,
        );
        if entry.is_dir() || passed_over(&name) {
            return None;
        }
        let inside = match self.context.inside(&name) {
            Ok(inside) => inside,
            Err(problem) => {
                // No entry after this one may be opened either.
                if matches!(problem, Problem::TooManyEntries { .. }) {
                    self.next = usize::MAX;
                }
                return Some(self.context.fail(problem));
            }
        };
        if entry.encrypted() {
            return Some(inside.fail(Problem::Encrypted));
        }
        let (start, packed, crc, method) = (
            entry.data_start(),
            entry.compressed_size(),
            entry.crc32(),
            entry.compression(),
        );
        drop(entry);
        Some(
            match unpack(
                &self.place,
                start.unwrap_or(u64::MAX),
                packed,
                crc,
                method,
                &inside,
            ) {
                Ok(stream) => source::articles(inside, Input::Stream(stream)),
                Err(problem) => inside.fail(problem),
            },
        )
    }
}

fn unpack(
    place: &Place,
    start: u64,
    packed: u64,
    crc: u32,
    method: CompressionMethod,
    inside: &Context,
) -> Result<Box<dyn Read + Send>, Problem> {
    let io = |error: io::Error| Problem::from_io(&error, "zip");
    let mut file = place.open().map_err(io)?;
    file.seek(SeekFrom::Start(start)).map_err(io)?;
    let (counted, count) = Counted::new(file.take(packed));
    let buffered = BufReader::with_capacity(64 << 10, counted);
    let plain: Box<dyn Read + Send> = match method {
        CompressionMethod::Stored => Box::new(buffered),
        CompressionMethod::Deflated => Box::new(DeflateDecoder::new(buffered)),
        other => return Err(Problem::Packing(other.to_string())),
    };
    let checked = Checked {
        inner: plain,
        crc: Crc::new(),
        expected: crc,
    };
    Ok(Box::new(Watched::new(checked, "zip", count, inside)))
}

/// Decodes a body of HTTP that was packed with gzip, up to `limit` bytes.
pub(crate) fn gunzip_body(body: &[u8], limit: u64, context: &Context) -> Result<Vec<u8>, Problem> {
    let (counted, packed) = Counted::new(Cursor::new(body.to_vec()));
    let decoder = MultiGzDecoder::new(BufReader::new(counted));
    source::read_up_to(
        Watched::new(decoder, "gzip", packed, context),
        limit,
        "the page",
    )
}

/// Counts what is taken from a reader.
struct Counted<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    fn new(inner: R) -> (Self, Arc<AtomicU64>) {
        let count = Arc::new(AtomicU64::new(0));
        let counted = Self {
            inner,
            count: Arc::clone(&count),
        };
        (counted, count)
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = self.inner.read(buffer)?;
        self.count.fetch_add(len as u64, Ordering::Relaxed);
        Ok(len)
    }
}

/// Compares the checksum at the end.
struct Checked<R> {
    inner: R,
    crc: Crc,
    expected: u32,
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = self.inner.read(buffer)?;
        self.crc.update(&buffer[..len]);
        if len == 0 && !buffer.is_empty() && self.crc.sum() != self.expected {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "the checksum does not fit",
            ));
        }
        Ok(len)
    }
}

/// Stops a decoder that gives too much, and repeats its first error for ever: decoders asked again after an error
/// may say that all is well.
struct Watched<R> {
    inner: R,
    format: &'static str,
    packed: Arc<AtomicU64>,
    given: u64,
    context: Context,
    failed: Option<Problem>,
}

impl<R> Watched<R> {
    fn new(inner: R, format: &'static str, packed: Arc<AtomicU64>, context: &Context) -> Self {
        Self {
            inner,
            format,
            packed,
            given: 0,
            context: context.clone(),
            failed: None,
        }
    }
}

impl<R: Read> Watched<R> {
    fn step(&mut self, buffer: &mut [u8]) -> Result<usize, Problem> {
        let len = self
            .inner
            .read(buffer)
            .map_err(|error| Problem::from_io(&error, self.format))?;
        self.given += len as u64;
        self.context.spend(len as u64)?;
        let limit = self.context.options.limits.ratio;
        let packed = self.packed.load(Ordering::Relaxed).max(1);
        if self.given > GRACE && self.given / packed > limit {
            return Err(Problem::Ratio { limit });
        }
        Ok(len)
    }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let result = match self.failed.take() {
            Some(problem) => Err(problem),
            None => self.step(buffer),
        };
        result.map_err(|problem| {
            self.failed = Some(problem.clone());
            problem.into_io()
        })
    }
}
