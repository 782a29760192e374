//! Bytes in, text out, with the way back from each place in the text to the bytes.
//!
//! The encoding is told by, in this order: a byte order mark, the pattern of zero bytes (UTF-16), whether the bytes
//! are UTF-8 beyond doubt, what the page or the server declares, and a guess from the frequencies of letters.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};

/// Decoded text. Places in it, the "base" of the rest of the crate, are byte offsets of `text`.
#[derive(Debug, Clone)]
pub(crate) struct Decoded<'a> {
    text: Cow<'a, str>,
    map: Map,
}

#[derive(Debug, Clone)]
enum Map {
    /// Text and bytes are the same, from this byte on.
    Same(u64),
    /// Runs, in order.
    Runs(Vec<Run>),
    /// Places are bytes of the input already.
    Source,
    /// The way back is lost.
    Lost,
}

/// From `decoded` (offset in the text) on, the bytes start at `source`.
#[derive(Debug, Clone, Copy)]
struct Run {
    decoded: usize,
    source: u64,
    unit: Unit,
}

#[derive(Debug, Clone, Copy)]
enum Unit {
    /// A byte for a byte.
    Utf8,
    /// A byte for a character.
    Single,
    /// Two bytes for a UTF-16 unit.
    Utf16,
    /// The run stands for this many bytes as a whole.
    Lump(u64),
}

/// Runs are this long at most where places inside have to be counted out.
const RUN: usize = 512;

impl<'a> Decoded<'a> {
    /// Decodes `bytes`, which stood at `base` in the input. `declared` is the name of an encoding from outside
    /// (HTTP); names inside the document are looked for in its first bytes.
    pub(crate) fn new(bytes: &'a [u8], base: u64, declared: Option<&str>) -> Self {
        if let Some((encoding, len)) = Encoding::for_bom(bytes) {
            let (bom, rest) = bytes.split_at(len);
            return Self::with(rest, base + bom.len() as u64, encoding);
        }
        if let Some(encoding) = utf16_without_mark(bytes) {
            return Self::with(bytes, base, encoding);
        }
        if std::str::from_utf8(bytes).is_ok() {
            return Self::with(bytes, base, UTF_8);
        }
        let label = declared.and_then(|name| Encoding::for_label(name.trim().as_bytes()));
        let encoding = label
            .or_else(|| declared_inside(bytes))
            .filter(|&encoding| fits(bytes, encoding))
            .unwrap_or_else(|| guess(bytes));
        Self::with(bytes, base, encoding)
    }

    fn with(bytes: &'a [u8], base: u64, encoding: &'static Encoding) -> Self {
        if encoding == UTF_8 {
            return match std::str::from_utf8(bytes) {
                Ok(text) => Self {
                    text: Cow::Borrowed(text),
                    map: Map::Same(base),
                },
                Err(_) => lossy_utf8(bytes, base),
            };
        }
        if encoding == UTF_16LE || encoding == UTF_16BE {
            return utf16(bytes, base, encoding == UTF_16LE);
        }
        if encoding.is_single_byte() {
            return by_chunks(bytes.chunks(RUN), base, encoding, |_| Unit::Single);
        }
        let lines = bytes.split_inclusive(|&b| b == b'\n');
        by_chunks(lines, base, encoding, |len| Unit::Lump(len as u64))
    }

    /// A base whose places are those of the input, for formats that look after them on their own.
    pub(crate) const fn source() -> Self {
        Self {
            text: Cow::Borrowed(""),
            map: Map::Source,
        }
    }

    /// A base from which no way leads to the input.
    pub(crate) const fn lost() -> Self {
        Self {
            text: Cow::Borrowed(""),
            map: Map::Lost,
        }
    }

    pub(crate) const fn is_lost(&self) -> bool {
        matches!(self.map, Map::Lost)
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Where in the input `base[from..from + bytes]` stood: first byte and number of bytes.
    pub(crate) fn to_source(&self, from: u64, bytes: u64) -> (u64, u64) {
        if matches!(self.map, Map::Source) {
            return (from, bytes);
        }
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        let to = from.saturating_add(usize::try_from(bytes).unwrap_or(usize::MAX));
        let start = self.place(from, false);
        let end = self.place(to, true);
        (start, end.saturating_sub(start))
    }

    fn place(&self, at: usize, end: bool) -> u64 {
        let at = at.min(self.text.len());
        let runs = match &self.map {
            Map::Same(base) => return base + at as u64,
            Map::Runs(runs) => runs,
            Map::Source | Map::Lost => return at as u64,
        };
        // The end of a stretch belongs to the run that it closes, not to the one that it touches.
        let next = runs.partition_point(|run| {
            if end {
                run.decoded < at
            } else {
                run.decoded <= at
            }
        });
        let Some(run) = runs.get(next.saturating_sub(1)) else {
            return 0;
        };
        let inside = self.text.get(run.decoded..at).unwrap_or_default();
        run.source
            + match run.unit {
                Unit::Utf8 => inside.len() as u64,
                Unit::Single => inside.chars().count() as u64,
                Unit::Utf16 => 2 * inside.encode_utf16().count() as u64,
                Unit::Lump(bytes) if end && at > run.decoded => bytes,
                Unit::Lump(_) => 0,
            }
    }
}

fn lossy_utf8<'a>(bytes: &[u8], base: u64) -> Decoded<'a> {
    let mut text = String::with_capacity(bytes.len());
    let mut runs = Vec::new();
    let mut source = base;
    for chunk in bytes.utf8_chunks() {
        let mut run = |text: &String, source, unit| {
            runs.push(Run {
                decoded: text.len(),
                source,
                unit,
            });
        };
        if !chunk.valid().is_empty() {
            run(&text, source, Unit::Utf8);
            text.push_str(chunk.valid());
            source += chunk.valid().len() as u64;
        }
        if !chunk.invalid().is_empty() {
            let len = chunk.invalid().len() as u64;
            run(&text, source, Unit::Lump(len));
            text.push(char::REPLACEMENT_CHARACTER);
            source += len;
        }
    }
    from_runs(text, runs)
}

fn utf16<'a>(bytes: &[u8], base: u64, little: bool) -> Decoded<'a> {
    let units = bytes.chunks(2).map(|pair| match *pair {
        [a, b] if little => u16::from_le_bytes([a, b]),
        [a, b] => u16::from_be_bytes([a, b]),
        // Half a unit at the end: a lone surrogate becomes a replacement character below.
        _ => 0xd800,
    });
    let mut text = String::with_capacity(bytes.len());
    let mut runs = Vec::new();
    let mut source = base;
    let mut last = 0;
    for decoded in char::decode_utf16(units) {
        if runs.is_empty() || text.len() - last > RUN {
            last = text.len();
            runs.push(Run {
                decoded: last,
                source,
                unit: Unit::Utf16,
            });
        }
        let c = decoded.unwrap_or(char::REPLACEMENT_CHARACTER);
        text.push(c);
        source += 2 * c.len_utf16() as u64;
    }
    from_runs(text, runs)
}

fn by_chunks<'a, 'b>(
    chunks: impl Iterator<Item = &'b [u8]>,
    base: u64,
    encoding: &'static Encoding,
    unit: impl Fn(usize) -> Unit,
) -> Decoded<'a> {
    let mut text = String::new();
    let mut runs = Vec::new();
    let mut source = base;
    for chunk in chunks {
        runs.push(Run {
            decoded: text.len(),
            source,
            unit: unit(chunk.len()),
        });
        text.push_str(&encoding.decode_without_bom_handling(chunk).0);
        source += chunk.len() as u64;
    }
    from_runs(text, runs)
}

fn from_runs<'a>(text: String, runs: Vec<Run>) -> Decoded<'a> {
    Decoded {
        text: Cow::Owned(text),
        map: Map::Runs(runs),
    }
}

/// UTF-16 shows itself by zero bytes (ASCII) and bytes 06 (Arabic letters) on one side of the pairs only.
pub(crate) fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(2048) & !1];
    if head.len() < 4 || !head.contains(&0) {
        return None;
    }
    let high = |side: usize| {
        let count = head
            .iter()
            .skip(side)
            .step_by(2)
            .filter(|&&b| matches!(b, 0 | 0x06))
            .count();
        count * 2 * 10 >= head.len() * 7
    };
    match (high(0), high(1)) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// The name of an encoding in `<meta charset>`, `<meta content="…charset=…">` or `<?xml encoding=…?>`.
fn declared_inside(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    ["charset", "encoding"].iter().find_map(|key| {
        let key = key.as_bytes();
        let mut rest = head.as_slice();
        while let Some(at) = rest.windows(key.len()).position(|w| w == key) {
            rest = &rest[at + key.len()..];
            let value = rest.trim_ascii_start();
            let Some(value) = value.strip_prefix(b"=") else {
                continue;
            };
            let value = value.trim_ascii_start();
            let value = value
                .strip_prefix(b"\"")
                .or_else(|| value.strip_prefix(b"'"))
                .unwrap_or(value);
            let len = value
                .iter()
                .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.'))
                .count();
            if let Some(encoding) = Encoding::for_label(&value[..len]) {
                // Had it been UTF-16, nobody could have read the declaration.
                let wide = encoding == UTF_16LE || encoding == UTF_16BE;
                return Some(if wide { UTF_8 } else { encoding });
            }
        }
        None
    })
}

/// Whether what is declared can be true: declarations often outlive a change of encoding.
fn fits(bytes: &[u8], encoding: &'static Encoding) -> bool {
    if encoding == UTF_8 {
        let (mut letters, mut errors) = (0usize, 0usize);
        for chunk in bytes.utf8_chunks() {
            letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            errors += usize::from(!chunk.invalid().is_empty());
        }
        return errors * 20 <= letters;
    }
    if encoding == WINDOWS_1252 {
        // Servers name it unasked. In languages that are written in it, letters beyond ASCII stand alone or in pairs.
        let runs = bytes.chunk_by(|a, b| a.is_ascii() == b.is_ascii());
        let (mut all, mut long) = (0, 0);
        for run in runs.filter(|run| run.first().is_some_and(|b| !b.is_ascii())) {
            all += run.len();
            long += if run.len() > 2 { run.len() } else { 0 };
        }
        return long * 2 <= all;
    }
    if encoding == ISO_8859_6 {
        // Pages that claim it and use quotation marks, Persian letters, or bytes that it leaves open and that are common
        // letters in windows-1256, are in that.
        return !bytes.iter().any(|&b| match b {
            0xa0 | 0xa4 | 0xac | 0xad | 0xbb | 0xbf => false,
            _ => matches!(b, 0x80..=0xc0 | 0xdb..=0xdf | 0xf3..=0xff),
        });
    }
    true
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // Frequencies settle within some thousand letters.
    let head = &bytes[..bytes.len().min(256 << 10)];
    detector.feed(head, true);
    if fits(bytes, UTF_8) {
        return UTF_8;
    }
    let encoding = detector.guess(Some(b"sa"), Utf8Detection::Allow);
    if encoding.is_single_byte() || encoding == UTF_8 {
        encoding
    } else {
        // Multi-byte encodings of East Asia are what noise looks like.
        WINDOWS_1256
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PROSE: &str = "قال الوزير إن الحكومة ستعلن غداً موقفها من الاتفاق، وذلك بعد اجتماع عُقد في العاصمة مساء أمس.\nوأضاف أن الوفد عاد إلى البلاد.";

    fn in_utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|u| {
                if little {
                    u.to_le_bytes()
                } else {
                    u.to_be_bytes()
                }
            })
            .collect()
    }

    fn in_encoding(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    #[test]
    fn tells_utf16_with_and_without_mark() {
        for little in [true, false] {
            let plain = in_utf16(PROSE, little);
            assert_eq!(Decoded::new(&plain, 0, None).text(), PROSE);
            let marked = in_utf16(&format!("\u{feff}{PROSE}"), little);
            let decoded = Decoded::new(&marked, 0, None);
            assert_eq!(decoded.text(), PROSE);
            assert_eq!(
                decoded.to_source(0, 2),
                (2, 2),
                "the mark counts in the bytes"
            );
        }
    }

    #[test]
    fn tells_arabic_code_pages_from_the_letters_alone() {
        let without_tanwin = PROSE.replace(['ً', 'ُ'], "");
        for encoding in [WINDOWS_1256, ISO_8859_6] {
            let bytes = in_encoding(&without_tanwin, encoding);
            assert_eq!(
                Decoded::new(&bytes, 0, None).text(),
                without_tanwin,
                "{}",
                encoding.name()
            );
        }
    }

    #[test]
    fn believes_a_declaration_only_where_it_can_be_true() {
        let page = format!("<meta charset='windows-1256'><p>{PROSE}");
        let bytes = in_encoding(&page, WINDOWS_1256);
        assert_eq!(Decoded::new(&bytes, 0, None).text(), page);
        assert_eq!(
            Decoded::new(page.as_bytes(), 0, None).text(),
            page,
            "UTF-8 beyond doubt"
        );
        let lying = format!("<meta charset=utf-8><p>{PROSE}");
        let bytes = in_encoding(&lying, WINDOWS_1256);
        assert_eq!(Decoded::new(&bytes, 0, None).text(), lying);
        let quoted = "نص بترميز قديم “مقتبس” ثم بقية الجملة";
        let bytes = in_encoding(quoted, WINDOWS_1256);
        assert_eq!(Decoded::new(&bytes, 0, Some("iso-8859-6")).text(), quoted);
    }

    #[test]
    fn a_few_bad_bytes_do_not_change_the_encoding() {
        let mut bytes = PROSE.as_bytes().to_vec();
        bytes[0] = 0xff;
        let decoded = Decoded::new(&bytes, 0, None);
        assert!(decoded.text().ends_with(PROSE[2..].trim_start_matches('ق')));
        assert_eq!(decoded.text().matches('\u{fffd}').count(), 2);
    }

    proptest! {
        #[test]
        fn every_byte_is_somewhere(bytes in prop::collection::vec(any::<u8>(), 0..600), base in 0u64..9) {
            let decoded = Decoded::new(&bytes, base, None);
            let (start, len) = decoded.to_source(0, decoded.text().len() as u64);
            prop_assert!(start >= base);
            prop_assert!(start + len <= base + bytes.len() as u64 + 1);
        }

        #[test]
        fn a_place_leads_to_the_same_letters(text in "[ا-ي \n]{1,900}", little in any::<bool>(), at in 0usize..900) {
            let chars: Vec<char> = text.chars().collect();
            let at = at % chars.len();
            let before: String = chars[..at].iter().collect();
            let letter: String = chars[at..=at].iter().collect();
            let wide = in_utf16(&format!("\u{feff}{text}"), little);
            let decoded = Decoded::new(&wide, 0, None);
            let (from, len) = decoded.to_source(before.len() as u64, letter.len() as u64);
            let there = &wide[from as usize..(from + len) as usize];
            prop_assert_eq!(there, &in_utf16(&letter, little)[..]);
        }
    }
}
