//! The members of a JSON object, each with the bytes of its value and their place in the input.

use std::fmt;

use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::error::Problem;

use super::scan::Raw;

/// One member of an object.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) key: String,
    pub(super) value: Raw,
}

/// The members of the object in `raw`; the first of two with the same key comes first.
pub(super) fn members(raw: &Raw, depth: u32) -> Result<Vec<Member>, Problem> {
    if nesting(&raw.bytes) > depth {
        return Err(Problem::JsonDepth { limit: depth });
    }
    let (text, offset) = raw.text();
    let parsed: Members<'_> =
        serde_json::from_str(&text).map_err(|error| Problem::Json(error.to_string()))?;
    let member = |(key, value): (String, &RawValue)| Member {
        key,
        value: Raw::part(value.get(), &text, offset),
    };
    Ok(parsed.0.into_iter().map(member).collect())
}

/// How deep brackets go, those in strings not counted.
fn nesting(bytes: &[u8]) -> u32 {
    let (mut depth, mut deepest) = (0u32, 0u32);
    let (mut string, mut escaped) = (false, false);
    for &b in bytes {
        match b {
            _ if escaped => escaped = false,
            b'\\' if string => escaped = true,
            b'"' => string = !string,
            b'{' | b'[' if !string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with the fields of an article")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some((key, value)) = map.next_entry::<String, &RawValue>()? {
                    members.push((key, value));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}
