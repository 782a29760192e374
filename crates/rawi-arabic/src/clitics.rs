//! Clitics on keys: every way to take words off the front ([`proclitics`]) and pronouns off the end
//! ([`enclitics`]). Spelling only; which of them make sense with a stem is for [`crate::analyse`] to say.

use crate::features::{Clitics, Gender, Number, Pronoun};
use smallvec::{SmallVec, smallvec};

/// Clitics and the byte at which the rest of the key starts.
pub(crate) type Prefix = (Clitics, usize);

/// Every way to read the front of a key, the empty one first. The rest is never empty.
pub(crate) fn proclitics(key: &str, interrogative: bool) -> SmallVec<[Prefix; 8]> {
    let mut out: SmallVec<[Prefix; 8]> = smallvec![(Clitics::NONE, 0)];
    if interrogative {
        conjunctions(key, Clitics::A, "ا".len(), &mut out);
    }
    conjunctions(key, Clitics::NONE, 0, &mut out);
    out
}

/// Whatever follows `taken` clitics at byte `at`: with or without a conjunction.
fn conjunctions(key: &str, taken: Clitics, at: usize, out: &mut SmallVec<[Prefix; 8]>) {
    inner(key, taken, at, out);
    let rest = &key[at..];
    for (letter, clitic) in [("و", Clitics::WA), ("ف", Clitics::FA)] {
        if rest.len() > letter.len() && rest.starts_with(letter) {
            inner(key, taken | clitic, at + letter.len(), out);
        }
    }
}

/// Prepositions, article, future and emphatic particles at byte `at`.
fn inner(key: &str, taken: Clitics, at: usize, out: &mut SmallVec<[Prefix; 8]>) {
    let rest = &key[at..];
    let mut push = |clitics: Clitics, letters: usize| {
        // All clitics are of two-byte letters.
        if rest.len() > 2 * letters {
            out.push((taken | clitics, at + 2 * letters));
        }
    };
    if !taken.is_empty() {
        push(Clitics::NONE, 0);
    }
    if rest.starts_with("ال") {
        push(Clitics::AL, 2);
    } else if rest.starts_with("لل") {
        push(Clitics::LI | Clitics::AL, 2);
        push(Clitics::LI, 1);
        // Three lams are written as two: `ل` + `ال` + `لجنة`.
        push(Clitics::LI | Clitics::AL, 1);
        push(Clitics::LA, 1);
    } else if rest.starts_with('ل') {
        push(Clitics::LI, 1);
        push(Clitics::LA, 1);
    } else if rest.starts_with("بال") {
        push(Clitics::BI | Clitics::AL, 3);
        push(Clitics::BI, 1);
    } else if rest.starts_with('ب') {
        push(Clitics::BI, 1);
    } else if rest.starts_with("كال") {
        push(Clitics::KA | Clitics::AL, 3);
        push(Clitics::KA, 1);
    } else if rest.starts_with('ك') {
        push(Clitics::KA, 1);
    } else if rest.starts_with('س') {
        push(Clitics::SA, 1);
    }
}

/// For matching names: every way to read `key` as proclitics and the rest, the empty one first. The article is
/// never taken off, because names keep theirs, but `لل` is read as `ل` + `ال`.
///
/// ```
/// use rawi_arabic::{Clitics, strip_proclitics};
/// let ways = strip_proclitics("وللامم");
/// assert_eq!(ways[0], (Clitics::NONE, "وللامم".to_string()));
/// assert!(ways.contains(&(Clitics::WA | Clitics::LI, "الامم".to_string())));
/// ```
pub fn strip_proclitics(key: &str) -> SmallVec<[(Clitics, String); 4]> {
    let mut out: SmallVec<[(Clitics, String); 4]> = SmallVec::new();
    for (clitics, at) in proclitics(key, false) {
        if clitics.intersects(Clitics::SA | Clitics::LA) {
            continue;
        }
        let rest = &key[at..];
        let way = if !clitics.contains(Clitics::AL) {
            (clitics, rest.to_string())
        } else if clitics.contains(Clitics::LI) {
            (Clitics(clitics.0 & !Clitics::AL.0), format!("ال{rest}"))
        } else {
            continue;
        };
        if !out.contains(&way) {
            out.push(way);
        }
    }
    out
}

const fn pronoun(person: u8, gender: Gender, number: Number) -> Pronoun {
    Pronoun {
        person,
        gender,
        number,
    }
}

const PRONOUNS: [(&str, Pronoun); 12] = [
    ("هما", pronoun(3, Gender::Either, Number::Dual)),
    ("كما", pronoun(2, Gender::Either, Number::Dual)),
    ("ها", pronoun(3, Gender::Feminine, Number::Singular)),
    ("هم", pronoun(3, Gender::Masculine, Number::Plural)),
    ("هن", pronoun(3, Gender::Feminine, Number::Plural)),
    ("كم", pronoun(2, Gender::Masculine, Number::Plural)),
    ("كن", pronoun(2, Gender::Feminine, Number::Plural)),
    ("نا", pronoun(1, Gender::Either, Number::Plural)),
    ("ني", pronoun(1, Gender::Either, Number::Singular)),
    ("ه", pronoun(3, Gender::Masculine, Number::Singular)),
    ("ك", pronoun(2, Gender::Either, Number::Singular)),
    ("ي", pronoun(1, Gender::Either, Number::Singular)),
];

/// Every pronoun that the key may end in, with the byte at which it starts (never 0).
pub(crate) fn enclitics(key: &str) -> impl Iterator<Item = (&'static str, Pronoun, usize)> {
    let len = key.len();
    PRONOUNS
        .into_iter()
        .filter(move |(letters, _)| len > letters.len() && key.ends_with(letters))
        .map(move |(letters, pronoun)| (letters, pronoun, len - letters.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_article() {
        let ways = strip_proclitics("والقاهره");
        assert_eq!(ways.len(), 2);
        assert_eq!(ways[1], (Clitics::WA, "القاهره".to_string()));
        let ways = strip_proclitics("بالقاهره");
        assert_eq!(ways[1], (Clitics::BI, "القاهره".to_string()));
        assert!(strip_proclitics("للقاهره").contains(&(Clitics::LI, "القاهره".into())));
        assert!(strip_proclitics("لليبيا").contains(&(Clitics::LI, "ليبيا".into())));
        assert_eq!(strip_proclitics("و").len(), 1);
    }

    #[test]
    fn a_pronoun_leaves_a_stem() {
        assert_eq!(enclitics("ه").count(), 0);
        assert_eq!(enclitics("كتابها").map(|e| e.0).collect::<Vec<_>>(), ["ها"]);
        assert_eq!(enclitics("كتابهما").count(), 1);
    }
}
