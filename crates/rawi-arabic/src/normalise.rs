//! From characters as typed to characters as compared: [`light`] undoes encodings and decoration, [`fold`] then
//! merges the letters that writers confuse. Both work on bare strings; `scan` keeps offsets with the same tables.

use unicode_normalization::UnicodeNormalization;

/// What a character is to the light form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Light {
    /// Stands for this character.
    Char(char),
    /// Stands for a ligature of several letters; see [`ligature`].
    Ligature,
    /// A vowel mark or the like: belongs to the letter before it and is dropped.
    Mark,
    /// The stretching line `ـ`: dropped.
    Tatweel,
    /// Zero-width or directional: dropped.
    Invisible,
}

/// Classifies one character.
pub(crate) fn classify(c: char) -> Light {
    match c {
        '\u{0610}'..='\u{061A}'
        | '\u{064B}'..='\u{065F}'
        | '\u{0670}'
        | '\u{06D6}'..='\u{06DC}'
        | '\u{06DF}'..='\u{06E4}'
        | '\u{06E7}'
        | '\u{06E8}'
        | '\u{06EA}'..='\u{06ED}'
        | '\u{08D3}'..='\u{08E1}'
        | '\u{08E3}'..='\u{08FF}'
        | '\u{0300}'..='\u{036F}'
        | '\u{FE70}'..='\u{FE7F}'
        | '\u{FC5E}'..='\u{FC63}'
        | '\u{FE00}'..='\u{FE0F}' => Light::Mark,
        'ـ' => Light::Tatweel,
        '\u{00AD}'
        | '\u{061C}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{206A}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}' => Light::Invisible,
        '\u{FB50}'..='\u{FBFF}'
        | '\u{FC00}'..='\u{FC5D}'
        | '\u{FC64}'..='\u{FD3D}'
        | '\u{FD50}'..='\u{FDF9}'
        | '\u{FE80}'..='\u{FEFC}' => {
            let mut letters = ligature(c);
            match (letters.next(), letters.next()) {
                (Some(one), None) => Light::Char(one),
                (Some(_), Some(_)) => Light::Ligature,
                (None, _) => Light::Mark,
            }
        }
        _ => Light::Char(letter(c)),
    }
}

/// The letters of a presentation form, in order, already in their plain shapes.
pub(crate) fn ligature(c: char) -> impl Iterator<Item = char> {
    std::iter::once(c)
        .nfkc()
        .filter(|c| !c.is_whitespace())
        .filter_map(|c| match classify_plain(c) {
            Light::Char(c) => Some(c),
            _ => None,
        })
}

fn classify_plain(c: char) -> Light {
    match c {
        '\u{064B}'..='\u{065F}' | '\u{0670}' => Light::Mark,
        'ـ' => Light::Tatweel,
        _ => Light::Char(letter(c)),
    }
}

/// Letters of Persian, Urdu and their neighbours, and the digits of all of them, in their Arabic or ASCII shape.
const fn letter(c: char) -> char {
    match c {
        'ٱ' | 'ٲ' | 'ٵ' => 'ا',
        'ٳ' => 'إ',
        'ک' | 'ڪ' | 'ګ' | 'ڬ' | 'گ' | 'ڭ' => 'ك',
        'ی' | 'ې' | 'ۍ' | 'ے' | 'ێ' | '\u{063D}' | '\u{06D1}' => 'ي',
        'ۓ' => 'ئ',
        'ہ' | 'ھ' | 'ە' | 'ۀ' | 'ۂ' => 'ه',
        'ۃ' => 'ة',
        'ۆ' | 'ۇ' | 'ۈ' | 'ۋ' | 'ۅ' => 'و',
        'پ' => 'ب',
        'ٹ' | 'ټ' | 'ٿ' => 'ت',
        'چ' | 'ژ' => 'ج',
        'ڈ' | 'ډ' => 'د',
        'ڑ' | 'ړ' | 'ڕ' => 'ر',
        'ښ' | 'ڜ' => 'ش',
        'ڤ' | 'ڥ' | 'ڢ' => 'ف',
        'ڨ' | 'ڧ' => 'ق',
        'ڵ' => 'ل',
        'ں' | 'ڼ' => 'ن',
        '٠'..='٩' => digit(c as u32 - '٠' as u32),
        '۰'..='۹' => digit(c as u32 - '۰' as u32),
        '０'..='９' => digit(c as u32 - '０' as u32),
        _ => c,
    }
}

const fn digit(value: u32) -> char {
    (b'0' + value as u8) as char
}

/// A letter joined with the combining hamza or madda that follows it, if the pair is one letter.
pub(crate) const fn compose(base: char, mark: char) -> Option<char> {
    match (base, mark) {
        ('ا', '\u{0653}') => Some('آ'),
        ('ا', '\u{0654}') => Some('أ'),
        ('ا', '\u{0655}') => Some('إ'),
        ('و', '\u{0654}') => Some('ؤ'),
        ('ي' | 'ى', '\u{0654}') => Some('ئ'),
        _ => None,
    }
}

/// Whether the character is a letter of the Arabic script in its light shape.
pub(crate) const fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{063F}' | '\u{0641}'..='\u{064A}' | '\u{066E}'..='\u{06D3}' | '\u{06D5}' | '\u{06EE}' | '\u{06EF}' | '\u{06FA}'..='\u{06FC}' | '\u{0750}'..='\u{077F}' | '\u{08A0}'..='\u{08B4}')
        && !matches!(c, '\u{066A}'..='\u{066D}' | '\u{06D4}')
}

/// The light form of a string: marks, tatweel, zero-width and directional characters dropped; presentation forms,
/// Persian letters and digits in their plain shapes. Hamzas, `ة` and `ى` stay.
///
/// ```
/// use rawi_arabic::light;
/// assert_eq!(light("الـمُـدَرِّسَة"), "المدرسة");
/// assert_eq!(light("ﺍﻟﺴﻼﻡ"), "السلام");
/// assert_eq!(light("۱۲ کیلو"), "12 كيلو");
/// ```
pub fn light(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        match classify(c) {
            Light::Char(c) => out.push(c),
            Light::Ligature => out.extend(ligature(c)),
            Light::Mark => {
                if let Some(joined) = out.chars().next_back().and_then(|last| compose(last, c)) {
                    out.pop();
                    out.push(joined);
                }
            }
            Light::Tatweel | Light::Invisible => {}
        }
    }
    out
}

/// The key under which words are compared: [`light`], then `أإآٱ` → `ا`, `ى` → `ي`, `ة` → `ه`, `ئو` → `ؤو`.
/// Words of a phrase are folded one by one.
///
/// ```
/// use rawi_arabic::fold;
/// assert_eq!(fold("مسئولة إلى"), fold("مسؤوله الي"));
/// assert_eq!(fold("رماه"), "رماه");
/// assert_eq!(fold(&fold("الأمَم")), "الامم");
/// ```
pub fn fold(form: &str) -> String {
    fold_light(&light(form))
}

/// [`fold`] for what is already light. The number of characters stays the same.
pub(crate) fn fold_light(form: &str) -> String {
    let mut out = String::with_capacity(form.len());
    let mut chars = form.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        out.push(match c {
            'أ' | 'إ' | 'آ' => 'ا',
            'ة' => 'ه',
            'ى' => 'ي',
            'ئ' if next == Some('و') => 'ؤ',
            _ => c,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn encodings_of_one_word_agree() {
        for variant in [
            "القُدْس",
            "القـــدس",
            "ﺍﻟﻘﺪﺱ",
            "ال\u{200F}قدس",
            "القد\u{200C}س",
        ] {
            assert_eq!(light(variant), "القدس", "{variant:?}");
        }
        assert_eq!(light("ﷲ"), "الله");
        assert_eq!(light("ا\u{0654}ن"), "أن");
        assert_eq!(light("٢٠١٥"), "2015");
    }

    #[test]
    fn confusable_letters_fold_together() {
        assert_eq!(fold("أحمدي"), fold("احمدى"));
        assert_eq!(fold("مدرسة"), fold("مدرسه"));
        assert_eq!(fold("شئون"), fold("شؤون"));
        assert_ne!(fold("سأل"), fold("سئل"));
    }

    proptest! {
        #[test]
        fn fold_is_idempotent(s in "\\PC{0,12}|[\u{0600}-\u{06FF}\u{FB50}-\u{FDFF}\u{FE70}-\u{FEFF} ]{0,12}") {
            let once = fold(&s);
            prop_assert_eq!(fold(&once), once.clone());
            prop_assert_eq!(light(&light(&s)), light(&s));
        }
    }
}
