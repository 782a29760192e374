//! Numbers as they are held against one another: takes the figures of a record, gives bounds and what is counted. Pure.

use rawi_arabic::{Text, TokenKind};
use rawi_model::{Figure, FigureHedge, FigureKind};
use serde::{Deserialize, Serialize};

use crate::weave::sketch::word_term;

/// Counts that differ by less are rounded.
const ROUNDING: f64 = 1.1;
/// Counts that differ by more are of two things.
const ONE_THING: f64 = 5.0;

/// A number with its bounds: what hedges leave open is within them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Amount {
    pub(crate) kind: FigureKind,
    unit: Option<String>,
    counted: Counted,
    low: f64,
    high: f64,
}

/// Who or what is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Counted {
    /// People, dead, others: anybody.
    People,
    /// Those who fight without being an army.
    Fighters,
    /// Soldiers and policemen.
    Forces,
    /// Anything else, by the term of its word.
    Other(u32),
}

/// Beginnings of words for anybody, for fighters, for soldiers and policemen.
const PEOPLE: [&str; 15] = [
    "شخص",
    "اشخاص",
    "قتيل",
    "قتلي",
    "ضحي",
    "ضحايا",
    "اخر",
    "جريح",
    "جرحي",
    "شهيد",
    "شهداء",
    "مصاب",
    "مدني",
    "فرد",
    "مواطن",
];
const FIGHTERS: [&str; 14] = [
    "مسلح",
    "عنصر",
    "عناصر",
    "ارهابي",
    "مقاتل",
    "متمرد",
    "عضو",
    "اعضاء",
    "متطرف",
    "حوثي",
    "انتحاري",
    "مهاجم",
    "متشدد",
    "متهم",
];
const FORCES: [&str; 9] = [
    "جندي",
    "جنود",
    "عسكري",
    "ضابط",
    "ضباط",
    "شرطي",
    "شرطه",
    "منسوبي",
    "رجال",
];

impl Amount {
    /// The number of a figure; none where it has no bounds, or counts but a part.
    pub(crate) fn of(figure: &Figure) -> Option<Self> {
        if is_part(&figure.words.text) {
            return None;
        }
        let (low, high) = match (figure.value, figure.hedge) {
            (Some(v), None) => (v, v),
            (Some(v), Some(FigureHedge::AtLeast | FigureHedge::MoreThan)) => (v, f64::MAX),
            (Some(v), Some(_)) => (v * 0.8, v * 1.2),
            (None, Some(FigureHedge::Dozens)) => (20.0, 99.0),
            (None, Some(FigureHedge::Hundreds)) => (200.0, 999.0),
            (None, Some(FigureHedge::Thousands)) => (2000.0, 999_999.0),
            (None, _) => return None,
        };
        Some(Self {
            kind: figure.kind,
            unit: figure.unit.clone(),
            counted: Counted::of(&figure.words.text),
            low,
            high,
        })
    }

    /// Whether both count the same kind of thing.
    pub(crate) fn is_of(&self, other: &Self) -> bool {
        self.kind == other.kind && self.unit == other.unit && self.counted.may_be(other.counted)
    }

    /// Whether it is so much smaller than the other one that it is another number of the same thing.
    pub(crate) fn below(&self, other: &Self) -> bool {
        let times = other.low / self.high.max(f64::MIN_POSITIVE);
        self.high < other.low && times > ROUNDING && times <= ONE_THING
    }

    /// Whether one of the two is below the other.
    pub(crate) fn differs(&self, other: &Self) -> bool {
        self.below(other) || other.below(self)
    }
}

/// Whether a number is added to another one (`ضابط وثلاثة جنود`, `اثنين وشرطيا`).
fn is_part(words: &str) -> bool {
    const NUMBERS: [&str; 11] = [
        "واحد", "اثن", "ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع", "عشر", "مئ",
    ];
    let text = Text::new(words);
    let keys: Vec<&str> = text.tokens().iter().map(|t| &*t.key).collect();
    let added = |key: &str| {
        key.strip_prefix('و').is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_ascii_digit())
                || NUMBERS.iter().any(|n| rest.starts_with(n))
        })
    };
    let joined = |key: &str| key.starts_with('و') && !added(key) && key.chars().count() > 3;
    keys.first().is_some_and(|k| added(k)) || keys.iter().skip(1).any(|k| joined(k))
}

impl Counted {
    fn of(words: &str) -> Self {
        let text = Text::new(words);
        // The noun is what stands last: "three of the soldiers", "three soldiers".
        let last = text
            .tokens()
            .iter()
            .rev()
            .find(|t| t.kind == TokenKind::Word);
        let Some(key) = last.map(|t| t.key.strip_prefix("ال").unwrap_or(&t.key)) else {
            return Self::People;
        };
        let begins = |list: &[&str]| list.iter().any(|word| key.starts_with(word));
        if begins(&PEOPLE) {
            Self::People
        } else if begins(&FIGHTERS) {
            Self::Fighters
        } else if begins(&FORCES) {
            Self::Forces
        } else {
            word_term(key).map_or(Self::People, Self::Other)
        }
    }

    fn may_be(self, other: Self) -> bool {
        match (self, other) {
            (Self::People, Self::Other(_)) | (Self::Other(_), Self::People) => true,
            _ => self == other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rawi_model::Words;

    fn amount(words: &str, value: f64, hedge: Option<FigureHedge>) -> Amount {
        let figure = Figure {
            kind: FigureKind::Killed,
            value: Some(value),
            unit: None,
            hedge,
            words: Words {
                start: 0,
                end: 1,
                text: words.to_owned(),
            },
        };
        Amount::of(&figure).unwrap()
    }

    #[test]
    fn the_dead_of_two_sides_are_not_one_number() {
        let soldiers = amount("3 جنود", 3.0, None);
        let members = amount("10 من عناصر", 10.0, None);
        assert!(!soldiers.is_of(&members));
        let people = amount("خمسة أشخاص", 5.0, None);
        assert!(people.is_of(&amount("8 قتلى", 8.0, None)));
        assert!(people.is_of(&amount("8 عراقيين", 8.0, None)));
    }

    #[test]
    fn a_part_is_no_number_of_its_own() {
        for (words, part) in [
            ("وثلاثة جنود", true),
            ("اثنين وشرطيا", true),
            ("ثلاثة جنود", false),
            ("خمسة وعشرون قتيلا", false),
        ] {
            assert_eq!(is_part(words), part, "{words}");
        }
    }

    #[test]
    fn numbers_differ_beyond_rounding_and_hedges_and_not_beyond_all_measure() {
        let five = amount("خمسة أشخاص", 5.0, None);
        assert!(five.below(&amount("ثمانية", 8.0, None)));
        assert!(!five.differs(&five));
        assert!(!five.differs(&amount("أكثر من ثلاثة", 3.0, Some(FigureHedge::MoreThan))));
        assert!(!five.differs(&amount("260", 260.0, None)));
        assert!(!amount("مئة", 100.0, None).differs(&amount("105", 105.0, None)));
    }
}
