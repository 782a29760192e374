//! JSON strings decoded with their places: `\u0628` and `\n` lead back to the six and two bytes that they were.

use serde_json::value::RawValue;

use crate::mapped::Mapped;

use super::scan::Raw;

/// The text of a value, places in bytes of the input: a string decoded, a number or word as it stands, of an array
/// its elements one after the other, of an object its `name` or `text`; empty for `null`.
pub(super) fn text(raw: &Raw) -> Mapped {
    let (source, offset) = raw.text();
    match raw.bytes.first() {
        Some(b'"') => placed(string(&source, offset.unwrap_or_default()), offset),
        Some(b'[') => elements(raw)
            .iter()
            .fold(Mapped::default(), |mut all, element| {
                all.append(&text(element));
                all
            }),
        Some(b'{') => {
            let inside = super::members(raw, u32::MAX).unwrap_or_default();
            ["name", "text", "title", "value"]
                .iter()
                .find_map(|key| inside.iter().find(|m| m.key == *key))
                .map(|member| text(&member.value))
                .unwrap_or_default()
        }
        _ if source == "null" => Mapped::default(),
        _ => placed(Mapped::direct(&source, offset.unwrap_or_default()), offset),
    }
}

/// The text, without places if its value has none.
fn placed(text: Mapped, offset: Option<u64>) -> Mapped {
    if offset.is_some() {
        text
    } else {
        Mapped::made(text.as_str())
    }
}

/// A key, decoded.
pub(super) fn key(raw: &Raw) -> String {
    text(raw).as_str().to_owned()
}

/// The elements of an array; none if it is no array.
pub(super) fn elements(raw: &Raw) -> Vec<Raw> {
    let (source, offset) = raw.text();
    let values: Vec<&RawValue> = serde_json::from_str(&source).unwrap_or_default();
    values
        .into_iter()
        .map(|value| Raw::part(value.get(), &source, offset))
        .collect()
}

fn string(source: &str, offset: u64) -> Mapped {
    let mut mapped = Mapped::default();
    let mut at = 1;
    while let Some(rest) = source.get(at..) {
        let plain = rest.find(['\\', '"']).unwrap_or(rest.len());
        mapped.push_direct(&rest[..plain], offset + at as u64);
        at += plain;
        if !source[at..].starts_with('\\') {
            break;
        }
        let (c, len) = escape(&source[at..]);
        mapped.push_atom(c.encode_utf8(&mut [0; 4]), offset + at as u64, len as u64);
        at += len;
    }
    mapped
}

/// The character that an escape stands for, and the escape's length in bytes.
fn escape(source: &str) -> (char, usize) {
    let c = match source.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'u') => return unicode(source),
        Some(&b) if b.is_ascii() => char::from(b),
        _ => return (char::REPLACEMENT_CHARACTER, 1),
    };
    (c, 2)
}

fn unicode(source: &str) -> (char, usize) {
    let unit = |at: usize| {
        let escape = source.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(escape, 16).ok()
    };
    let Some(first) = unit(0) else {
        return (char::REPLACEMENT_CHARACTER, 2);
    };
    if (0xd800..0xdc00).contains(&first)
        && let Some(second) = unit(6).filter(|u| (0xdc00..0xe000).contains(u))
    {
        let point = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
        return (
            char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER),
            12,
        );
    }
    (
        char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER),
        6,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decoded(source: &str) -> Mapped {
        text(&Raw {
            bytes: source.as_bytes().to_vec(),
            offset: Some(100),
        })
    }

    #[test]
    fn escapes_lead_back_to_their_bytes() {
        let mapped = decoded(r#""قا\u0644\n\ud83d\ude00\"""#);
        assert_eq!(mapped.as_str(), "قال\n😀\"");
        let places: Vec<_> = mapped.pieces().iter().map(|p| (p.from, p.bytes)).collect();
        assert_eq!(places, [(101, 4), (105, 6), (111, 2), (113, 12), (125, 2)]);
    }

    #[test]
    fn other_values_have_a_text_too() {
        assert_eq!(decoded("42").as_str(), "42");
        assert_eq!(decoded("null").as_str(), "");
        assert_eq!(
            decoded(r#"["a", {"type": "bold", "text": "b"}, "c"]"#).as_str(),
            "abc"
        );
        assert_eq!(
            decoded(r#"{"@type": "Person", "name": "سارة"}"#).as_str(),
            "سارة"
        );
        assert_eq!(decoded(r#""\ud800x""#).as_str(), "\u{fffd}x");
    }

    proptest! {
        #[test]
        fn agrees_with_serde(text in any::<String>()) {
            let source = serde_json::to_string(&text).unwrap();
            let mapped = decoded(&source);
            prop_assert_eq!(mapped.as_str(), text.as_str());
        }
    }
}
