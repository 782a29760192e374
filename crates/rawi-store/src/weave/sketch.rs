//! What an article is compared by: takes its text and records, gives its shingles and its weighted terms. Pure.

use std::collections::BTreeMap;

use rawi_arabic::Text;
use rawi_model::{Mention, Place, Record};

use crate::Problem;
use crate::words::{is_word, stem};

/// Words of a shingle. With four, a changed word costs four shingles, and formulas of the trade (`قال مصدر مسؤول في`)
/// are not yet whole shingles in most of their uses.
const SHINGLE: usize = 4;
/// Every so many shingles (by their hash, so that all articles choose alike) one is a print.
const PRINT_EVERY: u32 = 4;
/// A shorter stem says too little to be a term.
const MIN_TERM: usize = 3;
/// Words of the body that make terms: news says first what it is about.
const BODY: usize = 160;
/// Words of the body that count twice.
const LEAD: usize = 40;
/// They stand before the names of places and are no part of them (stems).
const KINDS_OF_PLACE: [&str; 7] = ["مدينه", "منطقه", "محافظه", "قريه", "ده", "عاصمه", "مطار"];
/// The weight that a term can reach in an article.
const MAX_WEIGHT: u8 = 5;

/// Shingles and terms of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sketch {
    /// Hashes of the runs of words, ascending, each once.
    pub(crate) shingles: Vec<u32>,
    /// Hashes of terms with their weight in the article, ascending.
    pub(crate) terms: Vec<(u32, u8)>,
}

impl Sketch {
    /// Sketches an article.
    pub(crate) fn new<'r>(
        title: &str,
        text: &Text,
        records: impl IntoIterator<Item = &'r Record>,
    ) -> Self {
        let words: Vec<&str> = text
            .tokens()
            .iter()
            .filter(|t| is_word(t))
            .map(|t| &*t.key)
            .collect();
        Self {
            shingles: shingles(&words),
            terms: terms(title, &words, records),
        }
    }
}

/// Hashes of all runs of words, ascending, each once.
pub(crate) fn shingles(words: &[&str]) -> Vec<u32> {
    let mut out: Vec<u32> = words
        .windows(SHINGLE)
        .map(|run| hash(run.iter().copied()))
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The sample of shingles by which articles are found: what two articles share is in both samples or in none.
pub(crate) fn prints(shingles: &[u32]) -> impl Iterator<Item = u32> {
    shingles
        .iter()
        .copied()
        .filter(|h| h.is_multiple_of(PRINT_EVERY))
}

fn terms<'r>(
    title: &str,
    words: &[&str],
    records: impl IntoIterator<Item = &'r Record>,
) -> Vec<(u32, u8)> {
    let mut out: BTreeMap<u32, u8> = BTreeMap::new();
    let mut add = |term: u32, weight: u8| {
        let entry = out.entry(term).or_default();
        *entry = entry.saturating_add(weight).min(MAX_WEIGHT);
    };
    let title = Text::new(title);
    let title = title.tokens().iter().filter(|t| is_word(t));
    for key in title.map(|t| &*t.key) {
        if let Some(term) = word_term(key) {
            add(term, 2);
        }
    }
    for (i, key) in words.iter().take(BODY).enumerate() {
        if let Some(term) = word_term(key) {
            add(term, if i < LEAD { 2 } else { 1 });
        }
    }
    for record in records {
        for mention in record.actor.iter().chain(&record.recipient) {
            if let Some(party) = party(mention) {
                add(hash(["party", &party]), 2);
            }
        }
        for (a, b) in dyads(record) {
            add(hash(["dyad", record.kind.as_str(), &a, &b]), 3);
        }
        if let Some(place) = &record.place {
            add(hash(["place", place_key(place).as_str()]), 2);
        }
    }
    out.into_iter().collect()
}

/// The term of a word, if it says enough.
pub(crate) fn word_term(key: &str) -> Option<u32> {
    let stem = stem(key);
    (stem.chars().count() >= MIN_TERM && !stem.starts_with(|c: char| c.is_ascii_digit()))
        .then(|| hash([stem]))
}

/// Whom a mention names, as far as others may name the same.
fn party(mention: &Mention) -> Option<String> {
    match &mention.id {
        Some(id) => Some(id.clone()),
        None if !mention.code.country.is_none() => Some(mention.code.country.to_string()),
        None => None,
    }
}

/// Countries of those who act and of those acted upon, in pairs; of a mutual act in one order.
fn dyads(record: &Record) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for actor in &record.actor {
        for recipient in &record.recipient {
            let (a, b) = (actor.code.country, recipient.code.country);
            if a.is_none() || b.is_none() {
                continue;
            }
            let mut pair = [a.to_string(), b.to_string()];
            if record.mutual || record.kind.is_mutual() {
                pair.sort();
            }
            let [a, b] = pair;
            out.push((a, b));
        }
    }
    out
}

/// Under which a place is compared: its number at GeoNames, else the stems of its name without words for kinds of place.
pub(crate) fn place_key(place: &Place) -> String {
    if let Some(id) = place.geoname_id {
        return id.to_string();
    }
    let text = Text::new(&place.text);
    let stems = text.tokens().iter().filter(|t| is_word(t));
    let stems: Vec<&str> = stems
        .map(|t| stem(&t.key))
        .filter(|s| !KINDS_OF_PLACE.contains(s))
        .collect();
    stems.join(" ")
}

/// A hash of words that is the same on every machine and in every version, as it is stored (FNV-1a, folded to 32 bits).
pub(crate) fn hash<'w>(words: impl IntoIterator<Item = &'w str>) -> u32 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for word in words {
        for byte in word.bytes().chain(std::iter::once(0xff)) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    // The high bits are the well mixed ones.
    let mixed = (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed >> 32) as u32
}

/// Numbers as bytes, for a column.
pub(crate) fn pack(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

/// The numbers of a column.
pub(crate) fn unpack(bytes: &[u8]) -> Vec<u32> {
    bytes
        .chunks_exact(4)
        .map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
        .collect()
}

/// Weighted terms as bytes.
pub(crate) fn pack_terms(terms: &[(u32, u8)]) -> Vec<u8> {
    terms
        .iter()
        .flat_map(|(term, weight)| {
            let [a, b, c, d] = term.to_le_bytes();
            [a, b, c, d, *weight]
        })
        .collect()
}

/// The weighted terms of a column.
pub(crate) fn unpack_terms(bytes: &[u8]) -> Result<Vec<(u32, u8)>, Problem> {
    if !bytes.len().is_multiple_of(5) {
        return Err(Problem::Damaged("terms of an article".to_owned()));
    }
    Ok(bytes
        .chunks_exact(5)
        .map(|b| (u32::from_le_bytes([b[0], b[1], b[2], b[3]]), b[4]))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hashes_are_those_that_are_stored() {
        assert_eq!(hash(["بغداد"]), hash(["بغداد"]));
        assert_ne!(hash(["ab", "c"]), hash(["a", "bc"]));
        // A stored value: if this changes, databases must be woven anew.
        assert_eq!(hash(["a"]), 710_396_405);
    }

    #[test]
    fn terms_are_stems_and_parties() {
        let text = Text::new("زار الوزير بغداد");
        let sketch = Sketch::new("", &text, &[]);
        let has = |word| sketch.terms.iter().any(|(t, _)| *t == hash([word]));
        // Stems, from which all is taken that may be a clitic.
        assert!(has("زير") && has("غداد") && has("زار") && !has("زا"));
    }

    #[test]
    fn kinds_of_place_are_no_names() {
        let place = |text: &str| Place {
            start: 0,
            end: 0,
            text: text.to_owned(),
            country: "SAU".parse().unwrap(),
            geoname_id: None,
            lat: None,
            lon: None,
            name: None,
        };
        assert_eq!(place_key(&place("مدينة جدة")), place_key(&place("جدة")));
        assert_eq!(place_key(&place("بلدة جدة")), place_key(&place("بجدة")));
    }

    proptest! {
        #[test]
        fn columns_come_back(
            numbers in proptest::collection::vec(any::<u32>(), 0..50),
            terms in proptest::collection::vec(any::<(u32, u8)>(), 0..50),
        ) {
            prop_assert_eq!(unpack(&pack(&numbers)), numbers);
            prop_assert_eq!(unpack_terms(&pack_terms(&terms)).unwrap(), terms);
        }
    }
}
