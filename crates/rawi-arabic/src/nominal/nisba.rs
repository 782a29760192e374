//! Relational adjectives: `سوريا` → `سوري`.

use crate::normalise::light;

/// The masculine singular nisbas that a noun or name may have, the likeliest first. A leading article is dropped.
///
/// ```
/// use rawi_arabic::nisba;
/// assert_eq!(nisba("السعودية"), ["سعودي"]);
/// assert_eq!(nisba("فرنسا"), ["فرنسي", "فرنساوي"]);
/// assert_eq!(nisba("صحراء")[0], "صحراوي");
/// ```
pub fn nisba(noun: &str) -> Vec<String> {
    let form = light(noun);
    let bare = match form.strip_prefix("ال") {
        Some(rest) if rest.chars().count() >= 3 => rest,
        _ => &form,
    };
    let with =
        |stem: &str, endings: &[&str]| endings.iter().map(|e| format!("{stem}{e}")).collect();
    for (ending, nisbas) in [
        ("ية", &["ي"][..]),
        ("اة", &["وي", "اتي"]),
        ("ة", &["ي"]),
        ("يا", &["ي", "ياني"]),
        ("ا", &["ي", "اوي"]),
        ("ى", &["وي", "ي"]),
        ("اء", &["اوي", "ائي"]),
        ("ي", &["ي", "وي"]),
    ] {
        if let Some(stem) = bare.strip_suffix(ending).filter(|s| s.chars().count() >= 2) {
            return with(stem, nisbas);
        }
    }
    if bare.is_empty() {
        Vec::new()
    } else {
        with(bare, &["ي"])
    }
}

#[cfg(test)]
mod tests {
    use super::nisba;

    #[test]
    fn names_of_states() {
        for (name, expected) in [
            ("العراق", "عراقي"),
            ("سوريا", "سوري"),
            ("سورية", "سوري"),
            ("مصر", "مصري"),
            ("أمريكا", "أمريكي"),
            ("بريطانيا", "بريطاني"),
            ("تركيا", "تركي"),
            ("غزة", "غزي"),
        ] {
            assert_eq!(nisba(name)[0], expected);
        }
        assert!(nisba("").is_empty());
    }
}
