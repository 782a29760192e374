//! From code points to *units*: the light characters of a text, each with the stretch of the original that it
//! stands for. Marks and tatweel lengthen the letter before them; invisible characters vanish.

use crate::normalise::{Light, classify, compose, is_arabic_letter, ligature};

/// One light character and where it came from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unit {
    /// The light character; any line break is `\n`, any other space `' '`.
    pub c: char,
    /// First code point of the original.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// A tatweel stands right before the letter.
    pub pulled_before: bool,
    /// A tatweel stands right after the letter.
    pub pulled_after: bool,
}

impl Unit {
    pub(crate) fn is_letter(&self) -> bool {
        is_arabic_letter(self.c)
    }

    pub(crate) fn is_space(&self) -> bool {
        matches!(self.c, ' ' | '\n')
    }
}

/// The units of a text, in order; their spans ascend (letters of one ligature share theirs).
pub(crate) fn scan(chars: &[char]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(chars.len());
    // Start of a run of tatweel that follows no letter: a dash, or the first half of a word broken on purpose.
    let mut loose_tatweel: Option<u32> = None;
    for (i, &c) in chars.iter().enumerate() {
        let (start, end) = (i as u32, i as u32 + 1);
        let kind = classify(c);
        if let (Some(from), Light::Char(next)) = (loose_tatweel, kind)
            && !is_arabic_letter(next)
        {
            units.push(unit('-', from, start));
            loose_tatweel = None;
        }
        match kind {
            Light::Char(c) => {
                let mut new = unit(space_or(c), start, end);
                new.pulled_before = loose_tatweel.take().is_some();
                units.push(new);
            }
            Light::Ligature => {
                let pulled_before = loose_tatweel.take().is_some();
                for (k, c) in ligature(c).enumerate() {
                    let mut new = unit(c, start, end);
                    new.pulled_before = pulled_before && k == 0;
                    units.push(new);
                }
            }
            Light::Mark => {
                if let Some(last) = units.last_mut().filter(|u| u.is_letter()) {
                    last.end = end;
                    last.c = compose(last.c, c).unwrap_or(last.c);
                }
            }
            Light::Tatweel => match units.last_mut().filter(|u| u.is_letter()) {
                Some(last) if loose_tatweel.is_none() => {
                    last.end = end;
                    last.pulled_after = true;
                }
                _ => loose_tatweel = loose_tatweel.or(Some(start)),
            },
            Light::Invisible => {}
        }
    }
    if let Some(from) = loose_tatweel {
        units.push(unit('-', from, chars.len() as u32));
    }
    units
}

fn unit(c: char, start: u32, end: u32) -> Unit {
    Unit {
        c,
        start,
        end,
        pulled_before: false,
        pulled_after: false,
    }
}

fn space_or(c: char) -> char {
    match c {
        '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        c if c.is_whitespace() || c.is_control() => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        scan(&chars).iter().map(|u| u.c).collect()
    }

    #[test]
    fn decoration_belongs_to_its_letter() {
        let chars: Vec<char> = "كَـتب".chars().collect();
        let units = scan(&chars);
        assert_eq!((units[0].start, units[0].end), (0, 3));
        assert!(units[0].pulled_after);
        assert_eq!((units[1].start, units[1].end), (3, 4));
    }

    #[test]
    fn tatweel_between_spaces_is_a_dash() {
        assert_eq!(show("قال ـ أمس ـ"), "قال - أمس -");
        assert_eq!(show("1436هـ"), "1436ه");
    }
}
