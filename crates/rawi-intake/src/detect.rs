//! Which format an input is in: by its first bytes, with the name's extension where they leave it open.

use crate::decode::{Decoded, utf16_without_mark};

/// The formats that Rawi reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// One article as plain text.
    Text,
    /// A page.
    Html,
    /// RSS or Atom.
    Feed,
    /// A JSON value: an array of articles, one article, or an object around an array (Telegram).
    Json,
    /// One JSON object a line.
    JsonLines,
    /// A zip archive.
    Zip,
    /// Packed with gzip.
    Gzip,
    /// A web archive.
    Warc,
    /// None of these, and not text.
    Binary,
}

impl Format {
    /// Tells the format from the first bytes (some kilobytes are enough) and the file's name.
    ///
    /// ```
    /// use rawi_intake::Format;
    ///
    /// assert_eq!(Format::detect("x", b"<rss version=\"2.0\"><channel>"), Format::Feed);
    /// assert_eq!(Format::detect("x.jsonl", b"{\"text\": \"\"}\n"), Format::JsonLines);
    /// assert_eq!(Format::detect("x.txt", "قال الوزير".as_bytes()), Format::Text);
    /// ```
    pub fn detect(name: &str, head: &[u8]) -> Self {
        if let Some(format) = by_magic(head) {
            return format;
        }
        let wide = head.starts_with(&[0xff, 0xfe])
            || head.starts_with(&[0xfe, 0xff])
            || utf16_without_mark(head).is_some();
        if !wide && is_binary(head) {
            return Self::Binary;
        }
        let decoded = Decoded::new(head, 0, None);
        by_text(&extension(name), decoded.text())
    }
}

/// The extension in lower case, without the dot; empty if there is none.
pub(crate) fn extension(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match last.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => extension.to_ascii_lowercase(),
        _ => String::new(),
    }
}

/// Whether a file found in a folder or an archive is passed over: hidden files, and what lies beside articles
/// without being one.
pub(crate) fn passed_over(name: &str) -> bool {
    #[rustfmt::skip]
    const BESIDE: &[&str] = &[
        "md", "css", "js", "mjs", "map", "png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "bmp", "tif", "tiff", "woff", "woff2", "ttf", "otf", "eot", "pdf", "mp3", "mp4", "m4a",
        "ogg", "oga", "webm", "avi", "mov", "tgs", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "db", "sqlite", "toml", "lock", "py", "rs", "yml", "yaml", "cdx", "cdxj", "idx", "exe",
        "dll", "so", "log",
    ];
    let hidden = name
        .split(['/', '\\'])
        .any(|part| part == "__MACOSX" || part.starts_with('.') && part.len() > 1 && part != "..");
    hidden || BESIDE.contains(&extension(name).as_str())
}

fn by_magic(head: &[u8]) -> Option<Format> {
    #[rustfmt::skip]
    const FOREIGN: &[&[u8]] = &[
        b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"7z\xbc\xaf", b"Rar!", b"\x7fELF", b"SQLite format 3", b"\xfd7zXZ", b"BZh", b"\x28\xb5\x2f\xfd", b"\xd0\xcf\x11\xe0", b"PAR1",
        b"OggS", b"ID3", b"RIFF", b"{\\rtf",
    ];
    if head.starts_with(&[0x1f, 0x8b]) {
        return Some(Format::Gzip);
    }
    if [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"]
        .iter()
        .any(|magic| head.starts_with(*magic))
    {
        return Some(Format::Zip);
    }
    if head.starts_with(b"WARC/") {
        return Some(Format::Warc);
    }
    FOREIGN
        .iter()
        .any(|magic| head.starts_with(magic))
        .then_some(Format::Binary)
}

/// Text in any encoding has next to no control bytes.
fn is_binary(head: &[u8]) -> bool {
    let controls = head
        .iter()
        .filter(|&&b| {
            b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1a | 0x1b) || b == 0x7f
        })
        .count();
    controls * 50 > head.len()
}

fn by_text(extension: &str, text: &str) -> Format {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let inside = text.get(1..).unwrap_or_default().trim_start();
    let json = match text.chars().next() {
        Some('{') => inside.starts_with(['"', '}']),
        Some('[') => inside.starts_with(['{', ']']),
        _ => false,
    };
    if json || text.starts_with('{') && matches!(extension, "json" | "jsonl" | "ndjson") {
        return if matches!(extension, "jsonl" | "ndjson") || is_lines(text) {
            Format::JsonLines
        } else {
            Format::Json
        };
    }
    let lower = text
        .get(..floor(text, 4096))
        .unwrap_or(text)
        .to_ascii_lowercase();
    if lower.starts_with('<') {
        if ["<rss", "<feed", "<rdf:rdf"]
            .iter()
            .any(|tag| opens(&lower, tag))
        {
            return Format::Feed;
        }
        #[rustfmt::skip]
        const TAGS: &[&str] = &[
            "<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<div", "<p", "<article", "<section", "<main", "<h1", "<h2", "<h3", "<span", "<table", "<script", "<center", "<font", "<a",
            "<b", "<strong", "<img", "<br", "<link", "<style",
        ];
        if TAGS.iter().any(|tag| opens(&lower, tag)) {
            return Format::Html;
        }
    }
    match extension {
        "html" | "htm" | "xhtml" | "shtml" | "mht" | "php" | "asp" | "aspx" => Format::Html,
        "rss" | "atom" => Format::Feed,
        "xml" if lower.starts_with('<') => Format::Feed,
        "jsonl" | "ndjson" => Format::JsonLines,
        "json" => Format::Json,
        _ => Format::Text,
    }
}

/// Whether the tag occurs with its name complete.
fn opens(lower: &str, tag: &str) -> bool {
    lower
        .match_indices(tag)
        .any(|(at, _)| !lower[at + tag.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// Whether the first line is a JSON object of its own and something like another one follows.
fn is_lines(text: &str) -> bool {
    let Some((first, rest)) = text.split_once('\n') else {
        // One line that goes on beyond what was looked at says nothing; a complete one is an object like any other.
        return false;
    };
    text.starts_with('{')
        && rest.trim_start().starts_with('{')
        && serde_json::from_str::<serde::de::IgnoredAny>(first.trim()).is_ok()
}

/// The last character boundary not after `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_content_first_then_by_name() {
        for (name, head, format) in [
            ("a", "[\n {\"title\": 1}]", Format::Json),
            (
                "a.json",
                "{\"text\": \"x\"}\n{\"text\": \"y\"}",
                Format::JsonLines,
            ),
            ("a.json", "{\n\"messages\": []}", Format::Json),
            ("a.txt", "[صورة] قال الوزير", Format::Text),
            ("a.txt", "{ قال الوزير }", Format::Text),
            (
                "a.xml",
                "<?xml version='1.0'?>\n<!-- x --><feed xmlns='y'>",
                Format::Feed,
            ),
            (
                "a",
                "<!-- عينة --><!DOCTYPE HTML PUBLIC \"x\">",
                Format::Html,
            ),
            ("a.htm", "قال الوزير", Format::Html),
            ("a", "<<خبر عاجل>> قال الوزير", Format::Text),
            ("a", "", Format::Text),
            ("a.gz", "قال", Format::Text),
        ] {
            assert_eq!(
                Format::detect(name, head.as_bytes()),
                format,
                "{name} {head}"
            );
        }
        assert_eq!(Format::detect("a.txt", b"\x89PNG\r\n"), Format::Binary);
        assert_eq!(Format::detect("a.txt", &[1, 2, 3, 4, 5, 6]), Format::Binary);
        let wide: Vec<u8> = "[{\"text\":\"قال\"}]"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(Format::detect("a", &wide), Format::Json);
    }

    #[test]
    fn passes_over_what_lies_beside_articles() {
        for name in [
            "README.md",
            "a/.DS_Store",
            "__MACOSX/a.json",
            "photos/1.JPG",
        ] {
            assert!(passed_over(name), "{name}");
        }
        for name in ["a.txt", "./a.html", "../x/a.json", "noextension"] {
            assert!(!passed_over(name), "{name}");
        }
    }
}
