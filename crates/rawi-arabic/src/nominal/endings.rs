//! Spelling at the seam: what becomes of the last letters of a noun before an ending or a pronoun.

/// What is joined to a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Dual, in full or as first part of a construct.
    Dual { oblique: bool, construct: bool },
    /// Sound masculine plural.
    Masculines { oblique: bool, construct: bool },
    /// Sound feminine plural `ات`.
    Feminines,
    /// Feminine `ة`.
    Feminine,
    /// Alef of the indefinite accusative.
    Tanwin,
    /// A possessive pronoun, itself left out.
    Pronoun,
}

impl Ending {
    const fn letters(self) -> &'static str {
        match self {
            Ending::Dual {
                oblique: false,
                construct: false,
            } => "ان",
            Ending::Dual {
                oblique: false,
                construct: true,
            } => "ا",
            Ending::Masculines {
                oblique: false,
                construct: false,
            } => "ون",
            Ending::Masculines {
                oblique: false,
                construct: true,
            } => "و",
            Ending::Dual {
                construct: false, ..
            }
            | Ending::Masculines {
                construct: false, ..
            } => "ين",
            Ending::Dual { .. } | Ending::Masculines { .. } => "ي",
            Ending::Feminines => "ات",
            Ending::Feminine => "ة",
            Ending::Tanwin => "ا",
            Ending::Pronoun => "",
        }
    }
}

/// Every spelling of `form` with the ending, the standard one first; none where the word cannot have it.
/// `defective`: the final ي is dropped where a defective noun drops it.
pub(crate) fn join(form: &str, ending: Ending, defective: bool) -> Vec<String> {
    let mut letters = form.chars();
    let Some(last) = letters.next_back() else {
        return Vec::new();
    };
    let stem = letters.as_str();
    let before = letters.next_back();
    let suffix = ending.letters();
    let with = |seams: &[&str]| {
        seams
            .iter()
            .map(|seam| format!("{stem}{seam}{suffix}"))
            .collect()
    };
    let masculines = matches!(ending, Ending::Masculines { .. });
    match (last, ending) {
        ('ة', Ending::Tanwin | Ending::Feminine) => Vec::new(),
        ('ة', Ending::Feminines) if before == Some('ا') => {
            let stem = letters.as_str();
            // قنوات, مباريات
            vec![format!("{stem}وات"), format!("{stem}يات")]
        }
        ('ة', Ending::Feminines | Ending::Masculines { .. }) => join(stem, ending, false),
        ('ة', _) => with(&["ت"]),
        ('ى', Ending::Tanwin) => Vec::new(),
        ('ى', Ending::Pronoun | Ending::Feminine) => with(&["ا"]),
        ('ى', _) if masculines => with(&[""]),
        ('ى', _) => with(&["ي"]),
        ('ا', Ending::Pronoun) => with(&["ا"]),
        ('ا', Ending::Dual { .. }) => with(&["و", "ي"]),
        ('ا', Ending::Feminines) => vec![format!("{form}ت"), format!("{stem}وات")],
        ('ا', _) => Vec::new(),
        ('ي', _) if defective && masculines => with(&[""]),
        ('ء', _) => with(line_hamza(before, ending)),
        ('أ', Ending::Tanwin) => Vec::new(),
        (
            'أ',
            Ending::Dual {
                oblique: false,
                construct,
            },
        ) => {
            vec![format!("{stem}آ{}", if construct { "" } else { "ن" })]
        }
        ('أ', Ending::Feminines) => vec![format!("{stem}آت")],
        ('أ', Ending::Masculines { oblique: false, .. }) => with(&["ؤ", "أ"]),
        ('أ', Ending::Masculines { .. }) => with(&["ئ", "أ"]),
        ('أ', Ending::Pronoun) => with(&["أ", "ؤ", "ئ"]),
        ('ؤ', Ending::Pronoun) => with(&["ؤ", "ئ"]),
        _ => vec![format!("{form}{suffix}")],
    }
}

/// Seats of a hamza that stands alone at the end of the word, once it does no longer.
fn line_hamza(before: Option<char>, ending: Ending) -> &'static [&'static str] {
    match (before, ending) {
        (Some('ا'), Ending::Tanwin) => &[],
        (Some('ا'), Ending::Dual { .. } | Ending::Feminines) => &["ء", "و"],
        (Some('ي'), _) => &["ئ"],
        (_, Ending::Pronoun) if matches!(before, Some('ا' | 'و')) => &["ء", "ؤ", "ئ"],
        (_, Ending::Pronoun) => &["ء", "ؤ", "أ", "ئ"],
        (_, Ending::Masculines { oblique: false, .. }) => &["ؤ", "ء"],
        (_, Ending::Masculines { .. }) => &["ئ"],
        (Some('ا' | 'و'), _) => &["ء"],
        (_, Ending::Feminine) => &["أ", "ئ", "ء"],
        (_, Ending::Dual { oblique: true, .. }) => &["ء", "أ", "ئ"],
        _ => &["ء", "ئ"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seams() {
        let dual = Ending::Dual {
            oblique: true,
            construct: false,
        };
        for (form, ending, joined) in [
            ("دولة", dual, "دولتين"),
            ("مستشفى", dual, "مستشفيين"),
            ("مستشفى", Ending::Pronoun, "مستشفا"),
            ("رئيس", Ending::Pronoun, "رئيس"),
            ("إجراء", Ending::Feminines, "إجراءات"),
            ("مفاجأة", Ending::Feminines, "مفاجآت"),
            ("قناة", Ending::Feminines, "قنوات"),
            ("هيئة", Ending::Feminines, "هيئات"),
            ("شيء", Ending::Tanwin, "شيئا"),
            ("جزء", Ending::Tanwin, "جزءا"),
            (
                "مصطفى",
                Ending::Masculines {
                    oblique: false,
                    construct: false,
                },
                "مصطفون",
            ),
        ] {
            assert_eq!(join(form, ending, false)[0], joined);
        }
        assert_eq!(
            join("رؤساء", Ending::Pronoun, false),
            ["رؤساء", "رؤساؤ", "رؤسائ"]
        );
        let masculines = Ending::Masculines {
            oblique: false,
            construct: false,
        };
        assert_eq!(join("قاضي", masculines, true), ["قاضون"]);
        assert_eq!(join("سوري", masculines, false), ["سوريون"]);
        assert!(join("ماء", Ending::Tanwin, false).is_empty());
    }
}
