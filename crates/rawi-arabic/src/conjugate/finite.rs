//! Finite forms: stems with the prefixes and endings of every person.

use super::{
    sounds::settle,
    stems::{Class, Stem, Stems},
};
use crate::features::{Aspect, Features, Gender, Number, Voice};

/// A finite form as sounds.
#[derive(Debug, Clone)]
pub(crate) struct Finite {
    pub sounds: String,
    pub features: Features,
}

use Gender::{Either, Feminine, Masculine};
use Number::{Dual, Plural, Singular};

/// Endings of the perfect. Those with a vowel come first; the rest start with a consonant.
const PERFECT: [(u8, Gender, Number, &str); 13] = [
    (3, Masculine, Singular, "a"),
    (3, Feminine, Singular, "aت"),
    (3, Masculine, Dual, "A"),
    (3, Feminine, Dual, "aتA"),
    (3, Masculine, Plural, "U+"),
    (3, Feminine, Plural, "نa"),
    (2, Masculine, Singular, "تa"),
    (2, Feminine, Singular, "تi"),
    (2, Either, Dual, "تuمA"),
    (2, Masculine, Plural, "تuم"),
    (2, Feminine, Plural, "تuننa"),
    (1, Either, Singular, "تu"),
    (1, Either, Plural, "نA"),
];

/// Prefix and ending (indicative, subjunctive) of the imperfect.
const IMPERFECT: [(u8, Gender, Number, char, &str, &str); 13] = [
    (3, Masculine, Singular, 'ي', "u", "a"),
    (3, Feminine, Singular, 'ت', "u", "a"),
    (2, Masculine, Singular, 'ت', "u", "a"),
    (1, Either, Singular, 'ء', "u", "a"),
    (1, Either, Plural, 'ن', "u", "a"),
    (2, Feminine, Singular, 'ت', "Iنa", "I"),
    (3, Masculine, Dual, 'ي', "Aنi", "A"),
    (3, Feminine, Dual, 'ت', "Aنi", "A"),
    (2, Either, Dual, 'ت', "Aنi", "A"),
    (3, Masculine, Plural, 'ي', "Uنa", "U+"),
    (2, Masculine, Plural, 'ت', "Uنa", "U+"),
    (3, Feminine, Plural, 'ي', "نa", "نa"),
    (2, Feminine, Plural, 'ت', "نa", "نa"),
];

fn features(aspect: Aspect, voice: Voice, person: u8, gender: Gender, number: Number) -> Features {
    Features {
        aspect: Some(aspect),
        voice,
        person,
        gender,
        number,
        ..Features::NONE
    }
}

/// The perfect of one voice.
pub(crate) fn perfect(stem: &Stem, voice: Voice) -> Vec<Finite> {
    PERFECT
        .iter()
        .map(|&(person, gender, number, ending)| Finite {
            sounds: settle(&perfect_word(stem, ending)),
            features: features(Aspect::Perfect, voice, person, gender, number),
        })
        .collect()
}

fn starts_with_vowel(ending: &str) -> bool {
    ending.starts_with(['a', 'i', 'u', 'A', 'I', 'U'])
}

fn perfect_word(stem: &Stem, ending: &str) -> String {
    match stem {
        Stem::Strong { vowel, consonant } => {
            let stem = if starts_with_vowel(ending) {
                vowel
            } else {
                consonant
            };
            format!("{stem}{ending}")
        }
        Stem::Weak {
            base,
            theme: 'a',
            glide,
        } => match ending {
            // دعا, رمى
            "a" => format!("{base}{}", if *glide == 'و' { 'A' } else { 'Y' }),
            "A" => format!("{base}a{glide}A"),
            "U+" => format!("{base}aو+"),
            ending if starts_with_vowel(ending) => format!("{base}{ending}"),
            ending => format!("{base}a{glide}{ending}"),
        },
        // لقي
        Stem::Weak { base, theme, .. } => {
            let glide = if *theme == 'u' { 'و' } else { 'ي' };
            match ending {
                "U+" => format!("{base}U+"),
                ending => format!("{base}{theme}{glide}{ending}"),
            }
        }
    }
}

/// The imperfect of one voice, with the subjunctive and jussive where they are spelled otherwise.
pub(crate) fn imperfect(
    stem: &Stem,
    class: Class,
    voice: Voice,
    prefix_vowel: char,
) -> Vec<Finite> {
    let mut out = Vec::new();
    for &(person, gender, number, prefix, indicative, subjunctive) in &IMPERFECT {
        let mut push = |word: String, subjunctive: bool| {
            out.push(Finite {
                sounds: settle(&format!("{prefix}{prefix_vowel}{word}")),
                features: Features {
                    subjunctive,
                    ..features(Aspect::Imperfect, voice, person, gender, number)
                },
            });
        };
        push(imperfect_word(stem, indicative), false);
        if subjunctive != indicative {
            // Without an ending the subjunctive differs from the indicative at most in the seat of a hamza.
            push(imperfect_word(stem, subjunctive), subjunctive != "a");
        }
        if indicative == "u" {
            for word in jussive_words(stem, class) {
                push(word, class != Class::Sound);
            }
        }
    }
    out
}

fn imperfect_word(stem: &Stem, ending: &str) -> String {
    match stem {
        Stem::Strong { vowel, consonant } => {
            let stem = if starts_with_vowel(ending) {
                vowel
            } else {
                consonant
            };
            format!("{stem}{ending}")
        }
        Stem::Weak { base, theme, .. } => {
            let (long, glide) = match theme {
                'a' => ('Y', 'ي'),
                'u' => ('U', 'و'),
                _ => ('I', 'ي'),
            };
            let theme = *theme;
            match ending {
                "u" => format!("{base}{long}"),
                "a" if theme == 'a' => format!("{base}Y"),
                "a" => format!("{base}{theme}{glide}a"),
                _ if ending.starts_with('A') => format!("{base}{theme}{glide}{ending}"),
                _ if ending.starts_with('I') && theme == 'a' => {
                    format!("{base}aي{}", &ending[1..])
                }
                _ if ending.starts_with('U') && theme == 'a' => {
                    format!("{base}aو{}", &ending[1..])
                }
                _ if starts_with_vowel(ending) => format!("{base}{ending}"),
                // The feminine plural.
                _ if theme == 'a' => format!("{base}aي{ending}"),
                _ => format!("{base}{long}{ending}"),
            }
        }
    }
}

/// Jussive singular without prefix: `يقل`, `يرم`, `يمد` or `يمدد`.
fn jussive_words(stem: &Stem, class: Class) -> Vec<String> {
    match stem {
        Stem::Weak { base, theme, .. } => vec![format!("{base}{theme}")],
        Stem::Strong { consonant, .. } if class == Class::Sound => vec![consonant.clone()],
        Stem::Strong { consonant, .. } => vec![consonant.clone()],
    }
}

/// The imperative, from the jussive without its prefix.
pub(crate) fn imperative(stems: &Stems) -> Vec<Finite> {
    let mut words: Vec<(String, Gender, Number)> = Vec::new();
    for word in jussive_words(&stems.imperfect, stems.class) {
        words.push((word, Masculine, Singular));
    }
    if let Stem::Strong { vowel, .. } = &stems.imperfect
        && stems.class == Class::Doubled
    {
        words.push((format!("{vowel}a"), Masculine, Singular));
    }
    for (ending, gender, number) in [
        ("I", Feminine, Singular),
        ("A", Either, Dual),
        ("U+", Masculine, Plural),
        ("نa", Feminine, Plural),
    ] {
        words.push((imperfect_word(&stems.imperfect, ending), gender, number));
    }
    let mut out = Vec::new();
    for (word, gender, number) in words {
        for sounds in with_start(stems, &word) {
            out.push(Finite {
                sounds: settle(&sounds),
                features: features(Aspect::Imperative, Voice::Active, 2, gender, number),
            });
        }
    }
    out
}

/// The imperative needs a vowel where the stem starts with two consonants.
fn with_start(stems: &Stems, word: &str) -> Vec<String> {
    if stems.form == crate::Form::IV {
        return vec![format!("ءa{word}")];
    }
    let mut sounds = word.chars();
    let (first, second) = (sounds.next(), sounds.next());
    let cluster = second.is_none_or(|c| !matches!(c, 'a' | 'i' | 'u' | 'A' | 'I' | 'U'));
    let hamza_drops: String = stems.radicals.iter().collect();
    if first == Some('ء')
        && matches!(hamza_drops.as_str(), "ءخذ" | "ءكل")
        && stems.form == crate::Form::I
    {
        return vec![word.chars().skip(1).collect()];
    }
    // A single consonant (قِ) is never met in print.
    if !cluster {
        return if word.chars().count() > 2 {
            vec![word.to_string()]
        } else {
            Vec::new()
        };
    }
    let joining = if stems.form == crate::Form::I && stems.vowels.pair().1 == 'u' {
        'u'
    } else {
        'i'
    };
    let mut out = vec![format!("{joining}{word}")];
    if stems.form == crate::Form::I && hamza_drops == "سءل" {
        out.push(word.replacen("سء", "س", 1));
    }
    out
}
