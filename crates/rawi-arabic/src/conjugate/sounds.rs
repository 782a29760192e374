//! Words as sounds, and their spelling. A word is a string of consonants (Arabic letters, hamza always `ء`) and
//! vowels in ASCII: `a i u` short, `A I U` long, `Y` a final long a written `ى`, `H` the ending `ة`, `+` the silent
//! alef after a plural `و`. Weak roots change by rules on sounds; where hamza sits is a matter of spelling alone.

/// Puts radicals for the digits `1`–`4` of a pattern and Arabic letters for `t n s m y w '`. `T` is the infix of
/// form VIII, given together with the first radical that it may change.
pub(crate) fn fill(pattern: &str, radicals: &[char], infix: char) -> String {
    pattern
        .chars()
        .map(|c| match c {
            '1'..='4' => {
                let index = c as usize - '1' as usize;
                radicals.get(index).copied().unwrap_or(c)
            }
            'T' => infix,
            't' => 'ت',
            'n' => 'ن',
            's' => 'س',
            'm' => 'م',
            'y' => 'ي',
            'w' => 'و',
            '\'' => 'ء',
            c => c,
        })
        .collect()
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'i' | 'u' | 'A' | 'I' | 'U' | 'Y')
}

fn is_consonant(c: char) -> bool {
    !is_vowel(c) && !matches!(c, 'H' | '+')
}

const fn long(vowel: char) -> char {
    match vowel {
        'a' => 'A',
        'i' => 'I',
        _ => 'U',
    }
}

/// Applies the changes that hold in every Arabic word: two hamzas in one syllable become a long vowel (`ءaءم` →
/// `ءAم`), and a weak consonant that closes a syllable lengthens `u` or `i` (`يuوص` → `يUص`, `iوص` → `Iص`).
pub(crate) fn settle(raw: &str) -> String {
    let sounds: Vec<char> = raw.chars().collect();
    let mut out = String::with_capacity(raw.len());
    let mut i = 0;
    while i < sounds.len() {
        let c = sounds[i];
        out.push(c);
        i += 1;
        let Some(&vowel) = sounds.get(i).filter(|c| matches!(c, 'a' | 'i' | 'u')) else {
            // A word that starts with a joining vowel has no consonant before it.
            if i == 1 && matches!(c, 'i' | 'u') && closes(&sounds, 1) {
                out.pop();
                out.push(long(c));
                i = 2;
            }
            continue;
        };
        let closed = i + 1 < sounds.len() && closes(&sounds, i + 1);
        let weak = vowel != 'a' && closed;
        let hamzas = c == 'ء'
            && sounds.get(i + 1) == Some(&'ء')
            && sounds
                .get(i + 2)
                .is_none_or(|&n| is_consonant(n) && n != 'ء');
        if weak || hamzas {
            out.push(long(vowel));
            i += 2;
        }
    }
    out
}

/// Whether the sound at `i` is a weak consonant that closes its syllable.
fn closes(sounds: &[char], i: usize) -> bool {
    let c = sounds[i];
    matches!(c, 'و' | 'ي') && sounds.get(i + 1).is_none_or(|&n| is_consonant(n) && n != c)
}

/// What comes before a hamza.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    Nothing,
    Short(char),
    LongA,
    /// Long u or a closing و.
    Wave,
    /// Long i or a closing ي.
    Line,
    Consonant,
}

/// Ways to seat a hamza before `U`, where writers differ: `يقرؤون`, `يقرأون`, `يقرءون`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Seat {
    Waw,
    Alef,
    Line,
}

impl Seat {
    pub(crate) const ALL: [Seat; 3] = [Seat::Waw, Seat::Alef, Seat::Line];
}

/// The spelling with all vowel marks.
pub(crate) fn spell(word: &str, style: Seat) -> String {
    let sounds: Vec<char> = word.chars().collect();
    let mut out = String::with_capacity(word.len() * 2);
    let mut i = 0;
    if let Some(&first) = sounds.first().filter(|&&c| is_vowel(c)) {
        out.push('ا');
        push_vowel(first, &sounds, 0, &mut out);
        i = 1;
    }
    while i < sounds.len() {
        let c = sounds[i];
        match c {
            'H' => out.push('ة'),
            '+' => out.push('ا'),
            c if is_vowel(c) => push_vowel(c, &sounds, i, &mut out),
            _ => {
                let doubled = sounds.get(i + 1) == Some(&c);
                let after = i + 1 + usize::from(doubled);
                if c == 'ء' {
                    let seat = seat(&sounds, i, after, style);
                    out.push(seat);
                    if seat == 'آ' {
                        i = after + 1;
                        continue;
                    }
                } else {
                    out.push(c);
                }
                if doubled {
                    out.push('\u{0651}');
                    i += 1;
                } else if sounds.get(after).is_some_and(|&n| is_consonant(n)) {
                    out.push('\u{0652}');
                }
            }
        }
        i += 1;
    }
    out
}

fn push_vowel(vowel: char, sounds: &[char], i: usize, out: &mut String) {
    out.push_str(match vowel {
        'a' => "\u{064E}",
        'i' => "\u{0650}",
        'u' => "\u{064F}",
        'A' => "\u{064E}ا",
        'I' => "\u{0650}ي",
        'U' => "\u{064F}و",
        // `يحيا`, `رماه`: no ى after ي nor inside a word.
        _ if i > 0 && sounds[i - 1] == 'ي' || i + 1 < sounds.len() => "\u{064E}ا",
        _ => "\u{064E}ى",
    });
}

/// The letter that carries the hamza at `i`; `after` is the place behind it (two on if doubled).
fn seat(sounds: &[char], i: usize, after: usize, style: Seat) -> char {
    let before = match i.checked_sub(1).map(|p| sounds[p]) {
        None => Before::Nothing,
        Some('A' | 'Y') => Before::LongA,
        Some('U') => Before::Wave,
        Some('I') => Before::Line,
        Some('و') => Before::Wave,
        Some('ي') => Before::Line,
        Some(v @ ('a' | 'i' | 'u')) => Before::Short(v),
        Some(_) => Before::Consonant,
    };
    // A final long a before a pronoun is written as any other: رآه.
    let next = match sounds.get(after).copied() {
        Some('Y') if after + 1 < sounds.len() => Some('A'),
        next => next,
    };
    let last = match next {
        None => true,
        Some('a' | 'i' | 'u') => after + 1 == sounds.len(),
        _ => false,
    };
    if before == Before::Nothing {
        return match next {
            Some('i' | 'I') => 'إ',
            Some('A') => 'آ',
            _ => 'أ',
        };
    }
    if last {
        return match before {
            Before::Short('a') => 'أ',
            Before::Short('i') => 'ئ',
            Before::Short(_) => 'ؤ',
            _ => 'ء',
        };
    }
    match (before, next) {
        (_, Some('U')) if style == Seat::Line => 'ء',
        (Before::Short('a'), Some('U')) if style == Seat::Alef => 'أ',
        (Before::Short('i') | Before::Line, _) | (_, Some('i' | 'I')) => 'ئ',
        (Before::Short('u'), _) | (_, Some('u' | 'U')) => 'ؤ',
        (Before::Short(_) | Before::Consonant, Some('A')) => 'آ',
        (Before::LongA | Before::Wave, _) => 'ء',
        _ => 'أ',
    }
}

/// The vowel marks dropped.
pub(crate) fn bare(vocalised: &str) -> String {
    vocalised
        .chars()
        .filter(|c| !matches!(c, '\u{064B}'..='\u{0652}'))
        .collect()
}

/// Every unvocalised spelling of a word, the standard one first.
pub(crate) fn spellings(word: &str) -> Vec<String> {
    let mut out = vec![bare(&spell(word, Seat::Waw))];
    if word.contains("ءU") {
        for style in Seat::ALL {
            let other = bare(&spell(word, style));
            if !out.contains(&other) {
                out.push(other);
            }
        }
    }
    out
}

/// The spellings before a joined pronoun: final `ى` and hamza change, the silent alef goes.
pub(crate) fn bound_spellings(word: &str) -> Vec<String> {
    let joined = format!("{}ه", word.trim_end_matches('+'));
    let mut out = spellings(&joined);
    for spelling in &mut out {
        spelling.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(word: &str) -> String {
        bare(&spell(&settle(word), Seat::Waw))
    }

    #[test]
    fn hamza_sits_where_its_vowels_want_it() {
        for (sounds, written) in [
            ("سaءaلa", "سأل"),
            ("سuءiلa", "سئل"),
            ("يaسءaلu", "يسأل"),
            ("مaسءUل", "مسؤول"),
            ("سuءAل", "سؤال"),
            ("تaسAءaلa", "تساءل"),
            ("جAءa", "جاء"),
            ("جiءتu", "جئت"),
            ("يaجIءu", "يجيء"),
            ("قaرaءA", "قرآ"),
            ("جAءA", "جاءا"),
            ("ءaءمaنa", "آمن"),
            ("ءiءمAن", "إيمان"),
            ("يuءمiنu", "يؤمن"),
            ("iءتaلaفa", "ائتلف"),
            ("تaنبiءaH", "تنبئة"),
            ("بaدء", "بدء"),
            ("هaيءaH", "هيئة"),
            ("رaءءaسa", "رأس"),
        ] {
            assert_eq!(plain(sounds), written);
        }
        assert_eq!(spellings("يaقرaءUنa"), ["يقرؤون", "يقرأون", "يقرءون"]);
        assert_eq!(bound_spellings("يaقرaءu"), ["يقرؤ"]);
        assert_eq!(bound_spellings("رaمY"), ["رما"]);
        assert_eq!(bound_spellings("رaءY"), ["رآ"]);
    }

    #[test]
    fn closing_weak_consonants_lengthen() {
        assert_eq!(settle("يuوصiلu"), "يUصiلu");
        assert_eq!(settle("ءiوصAل"), "ءIصAل");
        assert_eq!(settle("iوجaل"), "Iجaل");
        assert_eq!(settle("قuووiمa"), "قuووiمa");
        assert_eq!(settle("تaووaج"), "تaووaج");
    }

    #[test]
    fn marks_are_complete() {
        assert_eq!(spell("iستaقبaلa", Seat::Waw), "اِسْتَقْبَلَ");
        assert_eq!(spell("مaددa", Seat::Waw), "م\u{64E}د\u{651}\u{64E}");
    }
}
