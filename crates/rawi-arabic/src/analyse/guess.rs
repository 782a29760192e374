//! Readings that no table has: prepositions with a pronoun, nisbas of known nouns, and, for words wholly unknown,
//! what their shape suggests (the article makes a noun, `سي` + letters a verb, `ون`/`ين`/`ات` a plural).

use super::{StemTable, chars_before};
use crate::{
    clitics::{Prefix, enclitics},
    features::{Analysis, Aspect, Clitics, Features, Gender, Number, Pos, Pronoun},
    text::Token,
};
use smallvec::SmallVec;

type Readings = SmallVec<[Analysis; 4]>;

const PREPOSITIONS: Clitics = Clitics(Clitics::BI.0 | Clitics::LI.0 | Clitics::KA.0);
const CONJUNCTIONS: Clitics = Clitics(Clitics::WA.0 | Clitics::FA.0);

/// A guessed reading of the bytes `from..to` of the key.
fn guess(
    token: &Token,
    table: &impl StemTable,
    (pos, features): (Pos, Features),
    clitics: Clitics,
    enclitic: Option<Pronoun>,
    (from, to): (usize, usize),
) -> Analysis {
    Analysis {
        lemma: table.guess_lemma(pos),
        pos,
        features,
        clitics,
        enclitic,
        stem_start: chars_before(&token.key, from),
        stem_end: chars_before(&token.key, to),
        guessed: true,
    }
}

/// `به`, `لهم`: a preposition of one letter and a pronoun, if the table did not give it.
pub(super) fn prepositions(
    token: &Token,
    prefixes: &[Prefix],
    table: &impl StemTable,
    out: &mut Readings,
) {
    let key = &*token.key;
    for &(clitics, from) in prefixes {
        let preposition = clitics.intersects(Clitics::BI | Clitics::LI);
        if !preposition || clitics.contains(Clitics::AL) {
            continue;
        }
        // The letter of the preposition is the stem.
        let stem = (from - "ب".len(), from);
        for (letters, pronoun, end) in enclitics(key) {
            if end != from || letters == "ني" {
                continue;
            }
            let before = Clitics(clitics.0 & !PREPOSITIONS.0);
            let start = chars_before(key, stem.0);
            let known = out.iter().any(|a| {
                a.stem_start == start && a.enclitic == Some(pronoun) && a.pos == Pos::Particle
            });
            if !known {
                let what = (Pos::Particle, Features::NONE);
                out.push(guess(token, table, what, before, Some(pronoun), stem));
            }
        }
    }
}

/// Endings of a nisba, with what they say of it.
const NISBAS: [(&str, Features); 7] = [
    ("يه", Features::nominal(Gender::Feminine, Number::Singular)),
    ("يات", Features::nominal(Gender::Feminine, Number::Plural)),
    ("يتان", Features::nominal(Gender::Feminine, Number::Dual)),
    ("يتين", Features::nominal(Gender::Feminine, Number::Dual)),
    ("يون", Features::nominal(Gender::Masculine, Number::Plural)),
    ("يين", Features::nominal(Gender::Masculine, Number::Plural)),
    ("ي", Features::nominal(Gender::Masculine, Number::Singular)),
];

/// A word that is unknown, or known only as a noun with `ي` joined to it, may be the nisba of a known noun:
/// `دولاري`, `الإنتاجية`.
pub(super) fn nisbas(
    token: &Token,
    prefixes: &[Prefix],
    table: &impl StemTable,
    out: &mut Readings,
) {
    let key = &*token.key;
    let only_joined = |a: &Analysis| {
        a.pos.is_nominal() && (a.enclitic.is_some() || a.features.construct) && key.ends_with('ي')
    };
    if !out.iter().all(only_joined) {
        return;
    }
    for &(clitics, from) in prefixes {
        if clitics.intersects(Clitics::SA | Clitics::LA | Clitics::A) {
            continue;
        }
        let stem = &key[from..];
        let found = NISBAS
            .iter()
            .find_map(|&(ending, features)| Some((stem.strip_suffix(ending)?, features)));
        if let Some((base, features)) = found
            && base.chars().count() >= 3
            && is_noun(base, table)
        {
            let what = (Pos::Adjective, features);
            out.push(guess(token, table, what, clitics, None, (from, key.len())));
        }
    }
}

/// Whether the table has a noun that ends so, or so with `ة` or `ا`, which nisbas drop.
fn is_noun(base: &str, table: &impl StemTable) -> bool {
    let mut noun = false;
    let mut check = |stem: &str| {
        table.lookup(stem, &mut |_, pos, features| {
            noun |= matches!(pos, Pos::Noun | Pos::Masdar | Pos::Proper)
                && !features.construct
                && !features.indefinite;
        });
    };
    check(base);
    check(&format!("{base}ه"));
    check(&format!("{base}ا"));
    noun
}

/// Adds guessed readings of an unknown word, at least one.
pub(super) fn by_shape(
    token: &Token,
    prefixes: &[Prefix],
    table: &impl StemTable,
    out: &mut Readings,
) {
    let key = &*token.key;
    // Before a quotation mark or a number: `ل«الشرق الأوسط»`, `ال26`.
    if matches!(key, "ب" | "ل" | "ك" | "و" | "ف" | "س" | "ال") {
        let what = (Pos::Particle, Features::NONE);
        out.push(guess(
            token,
            table,
            what,
            Clitics::NONE,
            None,
            (0, key.len()),
        ));
        return;
    }
    for &(clitics, from) in prefixes {
        let whole = (from, key.len());
        let stem = &key[from..];
        let length = stem.chars().count();
        let future = clitics.contains(Clitics::SA);
        let before_verb = future || CONJUNCTIONS.contains(clitics);
        if before_verb && let Some(features) = verb(stem, length, future) {
            out.push(guess(
                token,
                table,
                (Pos::Verb, features),
                clitics,
                None,
                whole,
            ));
        }
        if clitics.intersects(Clitics::SA | Clitics::LA | Clitics::A) || length < 3 && from > 0 {
            continue;
        }
        let what = nominal(token, stem);
        out.push(guess(token, table, what, clitics, None, whole));
        if clitics.contains(Clitics::AL) {
            continue;
        }
        for (letters, pronoun, end) in enclitics(key) {
            let rest = key.get(from..end).map_or(0, |s| s.chars().count());
            let likely = matches!(letters, "ها" | "هم" | "هما" | "هن" | "نا" | "ه");
            if likely && rest >= 3 && !(letters == "ه" && token.form.ends_with('ة')) {
                let what = (Pos::Noun, Features::NONE);
                out.push(guess(
                    token,
                    table,
                    what,
                    clitics,
                    Some(pronoun),
                    (from, end),
                ));
            }
        }
    }
    if out.is_empty() {
        let what = (Pos::Noun, Features::NONE);
        out.push(guess(
            token,
            table,
            what,
            Clitics::NONE,
            None,
            (0, key.len()),
        ));
    }
}

/// The finite verb that a word of this shape may be.
fn verb(stem: &str, length: usize, future: bool) -> Option<Features> {
    let imperfect = stem.starts_with(['ي', 'ت', 'ن', 'ا']);
    if imperfect && length >= 4 && (future || stem.starts_with(['ي', 'ت'])) {
        let plural = stem.starts_with('ي') && stem.ends_with("ون");
        let first = stem.starts_with(['ن', 'ا']);
        return Some(Features {
            aspect: Some(Aspect::Imperfect),
            person: if first { 1 } else { 3 },
            gender: match stem.starts_with('ت') {
                true => Gender::Feminine,
                false => Gender::Masculine,
            },
            number: match plural {
                true => Number::Plural,
                false => Number::Singular,
            },
            ..Features::NONE
        });
    }
    let perfect = |gender, number| Features {
        aspect: Some(Aspect::Perfect),
        person: 3,
        gender,
        number,
        ..Features::NONE
    };
    let derived = stem.starts_with("است") || stem.starts_with("ان");
    if future {
        None
    } else if derived && length >= 6 && stem.ends_with('ت') {
        Some(perfect(Gender::Feminine, Number::Singular))
    } else if stem.ends_with("وا") && length >= 5 {
        Some(perfect(Gender::Masculine, Number::Plural))
    } else {
        None
    }
}

/// The noun or adjective that a word of this shape may be.
fn nominal(token: &Token, stem: &str) -> (Pos, Features) {
    let feminine = |n| Features::nominal(Gender::Feminine, n);
    let masculine = |n| Features::nominal(Gender::Masculine, n);
    if token.form.ends_with("ية") {
        (Pos::Adjective, feminine(Number::Singular))
    } else if token.form.ends_with('ة') {
        (Pos::Noun, feminine(Number::Singular))
    } else if stem.ends_with("يون") || stem.ends_with("يين") {
        (Pos::Adjective, masculine(Number::Plural))
    } else if stem.ends_with("ون") || stem.ends_with("ين") {
        (Pos::Noun, masculine(Number::Plural))
    } else if stem.ends_with("ات") {
        (Pos::Noun, feminine(Number::Plural))
    } else {
        (Pos::Noun, Features::NONE)
    }
}
