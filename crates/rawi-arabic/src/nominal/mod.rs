//! Nouns and adjectives.
use crate::{Features, Gender, Inflected, Number, Pos};
/// Every form of a noun.
pub fn inflect_noun(lemma: &str, gender: Gender, plurals: &[&str], pos: Pos) -> Vec<Inflected> {
    let one = |w: &str, n| Inflected {
        key: crate::fold(w),
        form: w.into(),
        vocalised: None,
        pos,
        features: Features::nominal(gender, n),
    };
    std::iter::once(one(lemma, Number::Singular))
        .chain(
            plurals
                .iter()
                .filter(|p| p.len() > 4)
                .map(|p| one(p, Number::Plural)),
        )
        .collect()
}
/// Every form of an adjective.
pub fn inflect_adjective(lemma: &str, feminine: Option<&str>, plurals: &[&str]) -> Vec<Inflected> {
    let mut all = inflect_noun(lemma, Gender::Masculine, plurals, Pos::Adjective);
    if let Some(f) = feminine {
        all.extend(inflect_noun(f, Gender::Feminine, &[], Pos::Adjective));
    }
    all
}
/// Relational adjectives.
pub fn nisba(noun: &str) -> Vec<String> {
    vec![format!("{noun}ي")]
}
