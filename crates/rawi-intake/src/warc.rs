//! Web archives (ISO 28500): pages in records of type `response` (with the headers of HTTP), `resource`, and
//! `conversion` (plain text, as in WET files). Everything else is passed over.
//!
//! Records are read one by one; a record that is broken costs itself, and reading goes on at the next one.

mod http;

use std::io::{self, BufRead, Read};

use rawi_model::Article;

use crate::detect::Format;
use crate::source::{Context, Flow, Stream};
use crate::{IntakeError, Problem, feed, html, packed, text};

/// Bytes of a line of headers.
const LINE: u64 = 64 << 10;
/// Lines of headers of a record.
const HEADERS: usize = 200;

/// The articles of a web archive.
pub(crate) fn articles(context: Context, stream: Stream) -> Flow {
    Box::new(Warc {
        context,
        stream,
        offset: 0,
        pending: Vec::new().into_iter(),
        lost: false,
        done: false,
    })
}

struct Warc {
    context: Context,
    stream: Stream,
    /// Bytes read so far.
    offset: u64,
    /// Articles of the last record.
    pending: std::vec::IntoIter<Result<Article, IntakeError>>,
    /// A record was broken, and the next one is being looked for.
    lost: bool,
    done: bool,
}

/// What of a record's headers is needed.
#[derive(Debug, Default)]
struct Record {
    kind: String,
    uri: String,
    content_type: String,
    length: Option<u64>,
}

impl Iterator for Warc {
    type Item = Result<Article, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.pending.next() {
                return Some(item);
            }
            if self.done {
                return None;
            }
            let start = self.offset;
            match self.record() {
                Ok(Some(items)) => self.pending = items.into_iter(),
                Ok(None) => self.done = true,
                Err(problem) => {
                    // A reader that failed fails again; only what is wrong in the records can be stepped over.
                    self.done = !matches!(
                        &problem,
                        Problem::Damaged { format: "WARC", .. } | Problem::TooLarge { .. }
                    );
                    return Some(Err(IntakeError {
                        byte: Some(start),
                        ..self.context.error(problem)
                    }));
                }
            }
        }
    }
}

fn broken(why: &str) -> Problem {
    Problem::Damaged {
        format: "WARC",
        why: why.to_owned(),
    }
}

impl Warc {
    /// A line without its end; `None` at the end of the input.
    fn line(&mut self) -> Result<Option<Vec<u8>>, Problem> {
        let mut line = Vec::new();
        let len = self
            .stream
            .by_ref()
            .take(LINE)
            .read_until(b'\n', &mut line)
            .map_err(|error| reading(&error))?;
        self.offset += len as u64;
        if len == 0 {
            return Ok(None);
        }
        while matches!(line.last(), Some(b'\n' | b'\r')) {
            line.pop();
        }
        Ok(Some(line))
    }

    /// The articles of the next record; `None` at the end.
    fn record(&mut self) -> Result<Option<Vec<Result<Article, IntakeError>>>, Problem> {
        loop {
            let Some(line) = self.line()? else {
                return Ok(None);
            };
            if line.starts_with(b"WARC/") {
                self.lost = false;
                break;
            }
            if !line.is_empty() && !self.lost {
                self.lost = true;
                return Err(broken("a record should start here"));
            }
        }
        let record = self.headers()?;
        let Some(length) = record.length else {
            self.lost = true;
            return Err(broken("a record does not say how long it is"));
        };
        let wanted = match record.kind.as_str() {
            "response" => record.content_type.starts_with("application/http"),
            "resource" | "conversion" => is_wanted(&record.content_type),
            _ => false,
        };
        let limit = self.context.options.limits.article_bytes + LINE;
        if !wanted || length > limit {
            self.pass(length)?;
            if wanted {
                return Err(Problem::TooLarge {
                    what: "a record",
                    limit,
                });
            }
            return Ok(Some(Vec::new()));
        }
        let mut block = Vec::new();
        let len = self
            .stream
            .by_ref()
            .take(length)
            .read_to_end(&mut block)
            .map_err(|error| reading(&error))?;
        self.offset += len as u64;
        if (len as u64) < length {
            return Err(broken("it ends in the middle of a record"));
        }
        Ok(Some(self.page(&record, block)))
    }

    fn headers(&mut self) -> Result<Record, Problem> {
        let mut record = Record::default();
        for _ in 0..HEADERS {
            let Some(line) = self.line()? else {
                return Err(broken("it ends in the middle of a record's headers"));
            };
            if line.is_empty() {
                return Ok(record);
            }
            let line = String::from_utf8_lossy(&line);
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => record.kind = value.to_ascii_lowercase(),
                "warc-target-uri" => record.uri = value.trim_matches(['<', '>']).to_owned(),
                "content-type" => record.content_type = value.to_ascii_lowercase(),
                "content-length" => record.length = value.parse().ok(),
                _ => {}
            }
        }
        self.lost = true;
        Err(broken("a record has no end of headers"))
    }

    fn pass(&mut self, length: u64) -> Result<(), Problem> {
        let passed = io::copy(&mut self.stream.by_ref().take(length), &mut io::sink())
            .map_err(|error| reading(&error))?;
        self.offset += passed;
        if passed < length {
            return Err(broken("it ends in the middle of a record"));
        }
        Ok(())
    }

    fn page(&self, record: &Record, block: Vec<u8>) -> Vec<Result<Article, IntakeError>> {
        let mut body = block;
        let mut content_type = record.content_type.clone();
        if record.kind == "response" {
            let Some(response) = http::parse(&body) else {
                return vec![Err(
                    self.error(record, broken("a response without the headers of HTTP"))
                )];
            };
            if !(200..300).contains(&response.status) || !is_wanted(&response.content_type) {
                return Vec::new();
            }
            content_type = response.content_type;
            body = match self.unpacked(response.body, response.encoding.as_deref()) {
                Ok(body) => body,
                Err(problem) => return vec![Err(self.error(record, problem))],
            };
        }
        let charset = http::charset(&content_type);
        let items = self.read(record, &body, charset.as_deref());
        if items.is_empty() {
            return vec![Err(self.error(record, Problem::NoArticle))];
        }
        let judge = |item: Result<Article, Problem>| {
            item.and_then(|article| {
                if is_arabic(&article.text) {
                    Ok(article)
                } else {
                    Err(Problem::NotArabic)
                }
            })
            .map_err(|problem| self.error(record, problem))
        };
        items.into_iter().map(judge).collect()
    }

    fn read(
        &self,
        record: &Record,
        body: &[u8],
        charset: Option<&str>,
    ) -> Vec<Result<Article, Problem>> {
        let options = &self.context.options;
        let url = (!record.uri.is_empty()).then_some(record.uri.as_str());
        let name = url.map_or_else(|| self.context.name(), str::to_owned);
        match Format::detect("", body) {
            Format::Binary => vec![Err(Problem::Binary)],
            Format::Feed => feed::articles(body, charset, &name, options)
                .into_iter()
                .map(Ok)
                .collect(),
            Format::Text => text::article(body, &name, options)
                .into_iter()
                .map(Ok)
                .collect(),
            _ => html::article(body, charset, url, &name, options)
                .into_iter()
                .map(Ok)
                .collect(),
        }
    }

    fn unpacked(&self, body: Vec<u8>, encoding: Option<&str>) -> Result<Vec<u8>, Problem> {
        // Crawlers often store the page unpacked and leave the header as it was: the bytes decide.
        if body.starts_with(&[0x1f, 0x8b]) {
            return packed::gunzip_body(
                &body,
                self.context.options.limits.article_bytes,
                &self.context,
            );
        }
        match encoding {
            Some(name) if Format::detect("", &body) == Format::Binary => {
                Err(Problem::Packing(name.to_owned()))
            }
            _ => Ok(body),
        }
    }

    fn error(&self, record: &Record, problem: Problem) -> IntakeError {
        let error = self.context.error(problem);
        let entry = [
            error.entry.clone(),
            (!record.uri.is_empty()).then(|| record.uri.clone()),
        ];
        IntakeError {
            entry: entry
                .into_iter()
                .flatten()
                .reduce(|outer, uri| format!("{outer}/{uri}")),
            byte: Some(self.offset),
            ..error
        }
    }
}

fn reading(error: &io::Error) -> Problem {
    match Problem::from_io(error, "WARC") {
        // Not of the record's making, and it will come again.
        Problem::Damaged { why, .. } => Problem::Damaged {
            format: "web archive",
            why,
        },
        other => other,
    }
}

/// Types of content that may hold an article.
fn is_wanted(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    kind.is_empty()
        || kind.starts_with("text/html")
        || kind == "text/plain"
        || kind.ends_with("xml")
}

/// Whether a text is in Arabic letters rather than a page in another language that quotes some.
fn is_arabic(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let arabic = text
        .chars()
        .filter(|c| ('\u{620}'..='\u{64a}').contains(c))
        .count();
    let foreign = text
        .chars()
        .filter(|c| {
            matches!(
                c,
                'پ' | 'چ' | 'گ' | 'ی' | 'ک' | 'ٹ' | 'ڈ' | 'ے' | 'ھ' | 'ۆ' | 'ێ' | 'ە'
            )
        })
        .count();
    arabic >= 20 && arabic * 2 > letters && foreign * 20 < arabic
}

#[cfg(test)]
mod tests;
