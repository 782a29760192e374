//! The two letters that folding hides and careful writers mark: an initial alef with its hamza, and a final `ة`/`ه`
//! or `ى`/`ي`. A form keeps them as [`Spelling`], so that a reading can be held against the word as written.

use serde::{Deserialize, Serialize};

/// First and last letter of a form, as far as folding hides them; the default knows nothing.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Spelling(u8);

/// How a written word stands to the spelling of a form with the same key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Conflict {
    /// It is so spelled, or nothing is known.
    None,
    /// Writers often confuse the two: `أستقبل` for `استقبل`.
    Slight,
    /// Another word: `إعلان` is no form of `أعلن`'s `أعلان`, `مرة` not `مره`.
    Hard,
}

impl Spelling {
    /// What the form shows.
    pub fn of(form: &str) -> Spelling {
        Spelling::of_letters(form.chars().next(), form.chars().next_back())
    }

    pub(crate) const fn of_letters(first: Option<char>, last: Option<char>) -> Spelling {
        let initial = match first {
            Some('ا') => 1,
            Some('أ') => 2,
            Some('إ') => 3,
            Some('آ') => 4,
            _ => 0,
        };
        let last = match last {
            Some('ة') => 1,
            Some('ى') => 2,
            Some('ه') => 3,
            Some('ي') => 4,
            _ => 0,
        };
        Spelling(initial | last << 3)
    }

    pub(crate) const fn bits(self) -> u32 {
        self.0 as u32
    }

    pub(crate) const fn from_bits(bits: u32) -> Spelling {
        Spelling(bits as u8 & 0x3F)
    }

    /// Holds what a text has against what a form should have. `whole`: nothing follows the form, so that its last
    /// letter counts.
    pub(crate) fn against(self, written: Spelling, whole: bool) -> Conflict {
        let initial = match (self.0 & 7, written.0 & 7) {
            (0, _) | (_, 0 | 1) => Conflict::None,
            (form, written) if form == written => Conflict::None,
            (1 | 4, 2) | (1, 3) => Conflict::Slight,
            _ => Conflict::Hard,
        };
        let last = match (self.0 >> 3, written.0 >> 3) {
            _ if !whole => Conflict::None,
            (0, _) | (_, 0) => Conflict::None,
            (form, written) if form == written => Conflict::None,
            (_, 1) => Conflict::Hard,
            _ => Conflict::Slight,
        };
        initial.max(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explicit_letters_count_and_missing_hamzas_do_not() {
        let against = |form, written| Spelling::of(form).against(Spelling::of(written), true);
        assert_eq!(against("أذن", "إذن"), Conflict::Hard);
        assert_eq!(against("إذن", "اذن"), Conflict::None);
        assert_eq!(against("استقبل", "أستقبل"), Conflict::Slight);
        assert_eq!(against("مره", "مرة"), Conflict::Hard);
        assert_eq!(against("مرة", "مره"), Conflict::Slight);
        assert_eq!(against("على", "علي"), Conflict::Slight);
        assert_eq!(
            Spelling::default().against(Spelling::of("إن"), true),
            Conflict::None
        );
    }
}
