//! An answer: takes what the client received, gives its bytes, unpacked and within the limit, with what the headers say.

use std::io::{self, Read};
use std::time::Duration;

use flate2::read::MultiGzDecoder;
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use ureq::Body;
use ureq::http::{HeaderMap, Response, header};
use url::Url;

use super::FetchError;
use crate::backoff::LONGEST;
use crate::stop::Stop;

/// Unpacked bytes that a packed byte may give, after the first mebibyte. Pages pack 3 to 12 times.
const RATIO: u64 = 100;
const UNSUSPICIOUS: u64 = 1 << 20;
/// Bytes between two looks at the clock and the flag.
const CHUNK: usize = 16 << 10;
/// A name of a version that is longer is not kept.
const TAG: usize = 512;

/// What a server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    /// Where it stood in the end.
    pub(crate) url: Url,
    /// 200 and the like, or 304: what was asked for has not changed.
    pub(crate) status: u16,
    /// What the server calls this version.
    pub(crate) etag: Option<String>,
    /// When the server says that it changed, as it says it.
    pub(crate) modified: Option<String>,
    /// The encoding that the server names.
    pub(crate) charset: Option<String>,
    /// The bytes, unpacked.
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// Whether nothing has changed since the version that was named in the request.
    pub(crate) const fn unchanged(&self) -> bool {
        self.status == 304
    }
}

/// What is wanted of the body.
pub(super) struct Bounds<'a> {
    pub(super) limit: u64,
    /// Whether any type of content will do.
    pub(super) any_type: bool,
    pub(super) stop: &'a Stop,
}

/// Reads an answer whose status is fine.
pub(super) fn read(
    url: Url,
    response: Response<Body>,
    bounds: &Bounds<'_>,
) -> Result<Answer, FetchError> {
    let headers = response.headers();
    let kind = text(headers, header::CONTENT_TYPE).unwrap_or_default();
    let mut answer = Answer {
        url,
        status: response.status().as_u16(),
        etag: text(headers, header::ETAG).filter(|tag| tag.len() <= TAG),
        modified: text(headers, header::LAST_MODIFIED).filter(|tag| tag.len() <= TAG),
        charset: charset(&kind),
        body: Vec::new(),
    };
    if answer.unchanged() {
        return Ok(answer);
    }
    if !bounds.any_type && !is_text(&kind) {
        return Err(FetchError::Type(kind.chars().take(60).collect()));
    }
    let packed = match text(headers, header::CONTENT_ENCODING)
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
        .as_str()
    {
        "" | "identity" => false,
        "gzip" | "x-gzip" => true,
        other => {
            let other: String = other.chars().take(40).collect();
            return Err(FetchError::Packed(format!("`{other}` was not asked for")));
        }
    };
    let said = text(headers, header::CONTENT_LENGTH).and_then(|n| n.trim().parse::<u64>().ok());
    if said.is_some_and(|length| length > bounds.limit) {
        return Err(FetchError::TooLarge(bounds.limit));
    }
    let body = receive(response.into_body().into_reader(), bounds)?;
    answer.body = if packed {
        unpack(&body, bounds.limit)?
    } else {
        body
    };
    Ok(answer)
}

fn receive(mut reader: impl Read, bounds: &Bounds<'_>) -> Result<Vec<u8>, FetchError> {
    let mut body = Vec::new();
    let mut chunk = [0; CHUNK];
    loop {
        if bounds.stop.is_set() {
            return Err(FetchError::Stopped);
        }
        let read = match reader.read(&mut chunk) {
            Ok(0) => return Ok(body),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(super::client::failed(ureq::Error::Io(error))),
        };
        body.extend_from_slice(chunk.get(..read).unwrap_or_default());
        if body.len() as u64 > bounds.limit {
            return Err(FetchError::TooLarge(bounds.limit));
        }
    }
}

/// Unpacks no more than may be kept.
fn unpack(packed: &[u8], limit: u64) -> Result<Vec<u8>, FetchError> {
    let ratio = UNSUSPICIOUS.max(RATIO.saturating_mul(packed.len() as u64));
    let most = limit.min(ratio);
    let mut body = Vec::new();
    MultiGzDecoder::new(packed)
        .take(most + 1)
        .read_to_end(&mut body)
        .map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => FetchError::Network("the answer is cut off".to_owned()),
            _ => FetchError::Packed(error.to_string()),
        })?;
    if body.len() as u64 <= most {
        return Ok(body);
    }
    Err(if ratio < limit {
        FetchError::Ratio(RATIO)
    } else {
        FetchError::TooLarge(limit)
    })
}

/// How long a server asks to wait: seconds, or a date.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = text(headers, header::RETRY_AFTER)?;
    let value = value.trim();
    let wait = match value.parse::<u64>() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => {
            let date = DateTimeParser::new().parse_timestamp(value).ok()?;
            Duration::try_from(date.duration_since(Timestamp::now())).unwrap_or_default()
        }
    };
    Some(wait.min(LONGEST))
}

/// A header as text; what is not ASCII is not understood.
pub(super) fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.to_owned())
}

fn charset(kind: &str) -> Option<String> {
    kind.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (key.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    })
}

/// Feeds and pages come under many names; pictures, films and archives do not.
fn is_text(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let kind = kind.to_ascii_lowercase();
    kind.is_empty()
        || kind.starts_with("text/")
        || kind.ends_with("/xml")
        || kind.ends_with("+xml")
        || kind == "application/octet-stream"
        || kind == "application/rss"
        || kind == "application/atom"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_and_encodings_as_servers_write_them() {
        for (kind, expected) in [
            ("text/html; charset=UTF-8", Some("UTF-8")),
            ("text/xml;charset=\"windows-1256\"", Some("windows-1256")),
            ("text/html; a=b; Charset = 'x'", Some("x")),
            ("text/html; charset=", None),
            ("text/html", None),
        ] {
            assert_eq!(charset(kind).as_deref(), expected, "{kind}");
        }
        for kind in ["", "Text/HTML", "application/rss+xml; x", "application/xml"] {
            assert!(is_text(kind), "{kind}");
        }
        for kind in [
            "image/png",
            "video/mp4",
            "application/pdf",
            "application/zip",
            "xml",
        ] {
            assert!(!is_text(kind), "{kind}");
        }
    }

    #[test]
    fn a_server_may_ask_to_wait_in_two_ways() {
        let wait = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::RETRY_AFTER, value.parse().unwrap());
            retry_after(&headers)
        };
        assert_eq!(wait("120"), Some(Duration::from_secs(120)));
        assert_eq!(wait("99999999999"), Some(LONGEST));
        assert_eq!(wait("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::ZERO));
        let soon = Timestamp::now() + Duration::from_secs(100);
        let soon = soon.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        assert!(wait(&soon).is_some_and(|w| (90..=100).contains(&w.as_secs())));
        assert_eq!(wait("soon"), None);
        assert_eq!(wait("-1"), None);
    }
}
