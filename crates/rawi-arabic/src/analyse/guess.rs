//! Readings for words that no table knows, by their shape: the article makes a noun, `ية` a nisba, `سي` + letters
//! a verb, `ون`/`ين`/`ات` a plural.

use super::StemTable;
use crate::{
    clitics::Prefix,
    features::{Analysis, Aspect, Clitics, Features, Gender, Number, Pos, Voice},
    text::Token,
};
use smallvec::SmallVec;

/// Adds guessed readings, at least one.
pub(super) fn readings(
    token: &Token,
    prefixes: &[Prefix],
    table: &impl StemTable,
    out: &mut SmallVec<[Analysis; 4]>,
) {
    let key = &*token.key;
    for &(clitics, from) in prefixes {
        let stem = &key[from..];
        let start = key[..from].chars().count() as u8;
        let length = stem.chars().count();
        let mut push = |pos: Pos, features: Features| {
            out.push(Analysis {
                lemma: table.guess_lemma(pos),
                pos,
                features,
                clitics,
                enclitic: None,
                stem_start: start,
                stem_end: start + length as u8,
                guessed: true,
            });
        };
        let verbal = clitics.contains(Clitics::SA);
        let before_verb = verbal || Clitics(Clitics::WA.0 | Clitics::FA.0).contains(clitics);
        if before_verb && let Some(features) = verb(stem, length, verbal) {
            push(Pos::Verb, features);
        }
        if verbal || clitics.intersects(Clitics::LA | Clitics::A) || length < 3 && from > 0 {
            continue;
        }
        if clitics.contains(Clitics::AL) || clitics.is_empty() || length > 4 {
            let (pos, features) = nominal(token, stem);
            push(pos, features);
        }
    }
    if out.is_empty() {
        out.push(Analysis {
            lemma: table.guess_lemma(Pos::Noun),
            pos: Pos::Noun,
            features: Features::NONE,
            clitics: Clitics::NONE,
            enclitic: None,
            stem_start: 0,
            stem_end: key.chars().count() as u8,
            guessed: true,
        });
    }
}

fn verb(stem: &str, length: usize, future: bool) -> Option<Features> {
    let imperfect = stem.starts_with(['ي', 'ت', 'ن', 'ا']);
    if imperfect && length >= 4 && (future || stem.starts_with(['ي', 'ت'])) {
        let plural = stem.starts_with('ي') && stem.ends_with("ون");
        return Some(Features {
            aspect: Some(Aspect::Imperfect),
            voice: Voice::Either,
            person: if stem.starts_with('ن') || stem.starts_with('ا') {
                1
            } else {
                3
            },
            gender: if stem.starts_with('ت') {
                Gender::Feminine
            } else {
                Gender::Masculine
            },
            number: if plural {
                Number::Plural
            } else {
                Number::Singular
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
    if future {
        None
    } else if (stem.starts_with("است") || stem.starts_with("ان"))
        && length >= 6
        && stem.ends_with('ت')
    {
        Some(perfect(Gender::Feminine, Number::Singular))
    } else if stem.ends_with("وا") && length >= 5 {
        Some(perfect(Gender::Masculine, Number::Plural))
    } else {
        None
    }
}

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
