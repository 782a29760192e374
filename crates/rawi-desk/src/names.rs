//! Names that records have, found by how they begin, in either script, or by how they sound: a name in Latin letters is
//! held against Arabic ones by its consonants, which both scripts write (`Lavrentiev`, لافرنتييف: lfrntf).

use std::cmp::Reverse;

use rawi_arabic::fold;
use rawi_store::Named;

/// Names ready to be searched.
#[derive(Debug, Default)]
pub(crate) struct Names(Vec<Entry>);

#[derive(Debug)]
struct Entry {
    named: Named,
    /// The phrase and the name in Latin script, folded, in words.
    words: Vec<String>,
    /// The consonants of each word of the phrase.
    sounds: Vec<String>,
}

/// A word with fewer consonants sounds like too many others.
const FEWEST: usize = 3;

impl Names {
    /// Of these.
    pub(crate) fn of(all: Vec<Named>) -> Self {
        let entry = |named: Named| {
            let phrase = fold(&named.text);
            let latin = named.name.as_deref().unwrap_or_default().to_lowercase();
            Entry {
                words: phrase
                    .split_whitespace()
                    .chain(latin.split_whitespace())
                    .map(str::to_owned)
                    .collect(),
                sounds: phrase.split_whitespace().flat_map(arabic).collect(),
                named,
            }
        };
        Self(all.into_iter().map(entry).collect())
    }

    /// Names in which every word that was typed begins a word, or sounds like one; the most frequent first.
    pub(crate) fn find(&self, typed: &str, most: usize) -> Vec<&Named> {
        let typed = fold(&typed.to_lowercase());
        let words: Vec<(&str, String)> = typed
            .split_whitespace()
            .take(8)
            .map(|word| (word, latin(word)))
            .collect();
        if words.iter().all(|(word, _)| word.chars().count() < 2) {
            return Vec::new();
        }
        let mut found: Vec<&Entry> = self
            .0
            .iter()
            .filter(|entry| {
                words.iter().all(|(word, sound)| {
                    entry.words.iter().any(|own| own.starts_with(word))
                        || sound.len() >= FEWEST && entry.sounds.contains(sound)
                })
            })
            .collect();
        found.sort_by_key(|entry| Reverse(entry.named.mentions));
        found.into_iter().take(most).map(|e| &e.named).collect()
    }
}

/// Whether a text is in Latin letters, so that it may be a name as others write it.
pub(crate) fn is_latin(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphabetic() || c.is_whitespace() || matches!(c, '\'' | '-' | '`'))
}

/// The consonants of a word in Latin letters; those that Arabic writes with one letter are one.
fn latin(word: &str) -> String {
    let pairs = [
        ("kh", 'x'),
        ("gh", 'g'),
        ("sh", '$'),
        ("ch", '$'),
        ("th", 't'),
        ("dh", 'd'),
        ("ph", 'f'),
        ("ck", 'k'),
        ("tz", 'z'),
    ];
    let mut out = String::new();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        if let Some((pair, sound)) = pairs.iter().find(|(pair, _)| rest.starts_with(pair)) {
            push(&mut out, *sound);
            rest = &rest[pair.len()..];
            continue;
        }
        match first {
            'v' => push(&mut out, 'f'),
            'p' => push(&mut out, 'b'),
            'q' | 'c' => push(&mut out, 'k'),
            'j' => push(&mut out, 'g'),
            'x' => out.push_str("ks"),
            'b' | 'd' | 'f' | 'g' | 'h' | 'k' | 'l' | 'm' | 'n' | 'r' | 's' | 't' | 'z' => {
                push(&mut out, first);
            }
            _ => {}
        }
        rest = &rest[first.len_utf8()..];
    }
    // A last h is an ending (Hamah, حماة).
    out.trim_end_matches('h').to_owned()
}

/// The consonants of an Arabic word, as it stands and without what is written onto its front.
fn arabic(word: &str) -> Vec<String> {
    let mut out = Vec::new();
    for front in ["", "و", "ال", "وال", "ل", "ب", "لل"] {
        let sound = word.strip_prefix(front).map(sounds).unwrap_or_default();
        if sound.len() >= FEWEST && !out.contains(&sound) {
            out.push(sound);
        }
    }
    out
}

fn sounds(word: &str) -> String {
    let mut out = String::new();
    for c in word.chars() {
        let sound = match c {
            'ب' | 'پ' => 'b',
            'ت' | 'ط' | 'ث' => 't',
            'ج' | 'غ' | 'چ' | 'گ' => 'g',
            'ح' | 'ه' => 'h',
            'خ' => 'x',
            'د' | 'ض' | 'ذ' => 'd',
            'ر' => 'r',
            'ز' | 'ظ' => 'z',
            'س' | 'ص' => 's',
            'ش' => '$',
            'ف' | 'ڤ' => 'f',
            'ق' | 'ك' => 'k',
            'ل' => 'l',
            'م' => 'm',
            'ن' => 'n',
            _ => continue,
        };
        push(&mut out, sound);
    }
    out.trim_end_matches('h').to_owned()
}

/// A doubled letter is written once in Arabic.
fn push(out: &mut String, sound: char) {
    if !out.ends_with(sound) {
        out.push(sound);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let named = |text: &str, name: Option<&str>, mentions| Named {
            text: text.to_owned(),
            name: name.map(str::to_owned),
            value: "RUS GOV".to_owned(),
            mentions,
        };
        Names::of(vec![
            named("ألكسندر لافرنتييف", None, 3),
            named("سيرغي لافروف", Some("Sergey Lavrov"), 9),
            named("والشيشان", None, 2),
            named("غوتيريش", None, 1),
        ])
    }

    fn found(typed: &str) -> Vec<String> {
        let names = names();
        names
            .find(typed, 9)
            .iter()
            .map(|n| n.text.clone())
            .collect()
    }

    #[test]
    fn names_are_found_as_they_begin_and_as_they_sound() {
        assert_eq!(found("Lavrentiev"), ["ألكسندر لافرنتييف"]);
        assert_eq!(found("lavrov"), ["سيرغي لافروف"]);
        assert_eq!(found("serg lavr"), ["سيرغي لافروف"]);
        assert_eq!(found("Aleksandr Lavrentyev"), ["ألكسندر لافرنتييف"]);
        assert_eq!(found("لافر"), ["سيرغي لافروف", "ألكسندر لافرنتييف"]);
        assert_eq!(found("Guterres"), Vec::<String>::new());
        assert_eq!(found("Guterrich"), ["غوتيريش"]);
        assert!(found("l").is_empty());
        assert!(found("").is_empty());
    }

    #[test]
    fn only_latin_letters_are_a_latin_name() {
        assert!(is_latin("Al-Sisi"));
        assert!(!is_latin("سي si"));
        assert!(!is_latin("SYR 2"));
        assert!(!is_latin("--"));
    }
}
