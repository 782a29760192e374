//! Nouns and adjectives from what dictionaries list (lemma, gender, plurals) to every form that stands in a text
//! without clitics. The article and pronouns are clitics; forms say whether they can take them.

mod endings;
mod nisba;

pub use nisba::nisba;

use crate::{
    conjugate::Inflected,
    features::{Attach, Features, Gender, Number, Pos},
    normalise::{fold_light, light},
};
use endings::{Ending, join};

/// One word to inflect.
#[derive(Debug, Clone)]
pub(crate) struct Noun {
    /// Light form; a defective noun with its ي.
    pub form: String,
    pub gender: Gender,
    pub pos: Pos,
    /// Loses its ي without article and construct: `قاض`.
    pub defective: bool,
}

/// The tanwin of kasra, which marks a lemma as defective: `قاضٍ`.
const KASRATAN: char = '\u{064D}';

/// Whether a listed word says by its marks that it is defective.
pub(crate) fn ends_defective(listed: &str) -> bool {
    listed.ends_with(KASRATAN) || is_defective_masdar(&light(listed))
}

/// `تحدي`, `تعاطي`: masdars of forms V and VI of defective verbs.
fn is_defective_masdar(form: &str) -> bool {
    let letters: Vec<char> = form.chars().collect();
    letters.first() == Some(&'ت')
        && letters.last() == Some(&'ي')
        && (letters.len() == 4 || letters.len() == 5 && letters[2] == 'ا')
}

impl Noun {
    pub(crate) fn new(form: &str, gender: Gender, pos: Pos) -> Noun {
        Noun {
            form: form.to_string(),
            gender,
            pos,
            defective: false,
        }
    }

    /// A word as the lexicon lists it: `قاضٍ` and `قاضي` are the same.
    fn listed(word: &str, gender: Gender, pos: Pos) -> Noun {
        let mut form = light(word);
        let marked = word.ends_with(KASRATAN);
        if marked && !form.ends_with('ي') {
            form.push('ي');
        }
        let defective = marked || looks_defective(&form, pos);
        Noun {
            form,
            gender,
            pos,
            defective,
        }
    }

    fn push(&self, form: String, features: Features, out: &mut Vec<Inflected>) {
        let new = Inflected {
            key: fold_light(&form),
            features: features.spelled(&form),
            form,
            vocalised: None,
            pos: self.pos,
        };
        let features = new.features;
        let known = out.iter_mut().find(|old| {
            old.key == new.key
                && old.pos == new.pos
                && Features {
                    attach: features.attach,
                    ..old.features
                } == features
        });
        match known {
            Some(old) if old.features.attach != features.attach => {
                old.features.attach = Attach::Either;
            }
            Some(_) => {}
            None => out.push(new),
        }
    }

    /// The word itself, before pronouns, and with the alef of the accusative.
    fn base(&self, number: Number, out: &mut Vec<Inflected>) {
        let features = Features::nominal(self.gender, number);
        let bound = join(&self.form, Ending::Pronoun, self.defective);
        let attach = if bound.contains(&self.form) {
            Attach::Either
        } else {
            Attach::Free
        };
        self.push(self.form.clone(), Features { attach, ..features }, out);
        let taa = self.form.ends_with('ة');
        for form in bound {
            if form != self.form {
                let features = Features {
                    attach: Attach::Bound,
                    construct: taa,
                    ..features
                };
                self.push(form, features, out);
            }
        }
        let indefinite = Features {
            indefinite: true,
            attach: Attach::Free,
            ..features
        };
        if self.defective
            && let Some(short) = self.form.strip_suffix('ي')
        {
            self.push(short.to_string(), indefinite, out);
        }
        if !(number == Number::Plural && is_diptote(&self.form)) {
            let accusative = Features {
                tanwin_alef: true,
                case_oblique: true,
                ..indefinite
            };
            for form in join(&self.form, Ending::Tanwin, self.defective) {
                self.push(form, accusative, out);
            }
        }
    }

    /// Singular forms.
    pub(crate) fn singular(&self, out: &mut Vec<Inflected>) {
        self.base(Number::Singular, out);
    }

    /// Forms of a broken plural.
    pub(crate) fn plural(&self, out: &mut Vec<Inflected>) {
        self.base(Number::Plural, out);
    }

    /// Forms of the dual.
    pub(crate) fn dual(&self, out: &mut Vec<Inflected>) {
        self.two_cases(
            Number::Dual,
            |oblique, construct| Ending::Dual { oblique, construct },
            out,
        );
    }

    /// Forms of the plural in `ون`.
    pub(crate) fn sound_masculine(&self, out: &mut Vec<Inflected>) {
        let ending = |oblique, construct| Ending::Masculines { oblique, construct };
        self.two_cases(Number::Plural, ending, out);
    }

    fn two_cases(
        &self,
        number: Number,
        ending: impl Fn(bool, bool) -> Ending,
        out: &mut Vec<Inflected>,
    ) {
        for (oblique, construct) in [(false, false), (true, false), (false, true), (true, true)] {
            let features = Features {
                case_oblique: oblique,
                construct,
                attach: if construct {
                    Attach::Either
                } else {
                    Attach::Free
                },
                ..Features::nominal(self.gender, number)
            };
            for form in join(&self.form, ending(oblique, construct), self.defective) {
                self.push(form, features, out);
            }
        }
    }

    /// The plural in `ات`.
    pub(crate) fn sound_feminine(&self, out: &mut Vec<Inflected>) {
        for form in join(&self.form, Ending::Feminines, self.defective) {
            self.push(
                form,
                Features::nominal(Gender::Feminine, Number::Plural),
                out,
            );
        }
    }

    /// The feminine in `ة`, if there is one.
    fn feminine(&self) -> Option<Noun> {
        let form = join(&self.form, Ending::Feminine, self.defective)
            .into_iter()
            .next()?;
        Some(Noun::new(&form, Gender::Feminine, self.pos))
    }
}

/// Masculine and feminine of all numbers with sound plurals, as participles have them.
pub(crate) fn adjectival(form: &str, defective: bool, pos: Pos, out: &mut Vec<Inflected>) {
    let masculine = Noun {
        defective,
        ..Noun::new(form, Gender::Masculine, pos)
    };
    masculine.singular(out);
    masculine.dual(out);
    masculine.sound_masculine(out);
    if let Some(feminine) = masculine.feminine() {
        feminine.singular(out);
        feminine.dual(out);
    }
    masculine.sound_feminine(out);
}

/// A masdar with dual and plural: `ات`, and `تفاعيل` beside `تفعيل`.
pub(crate) fn masdar(form: &str, defective: bool, out: &mut Vec<Inflected>) {
    let gender = if form.ends_with('ة') {
        Gender::Feminine
    } else {
        Gender::Masculine
    };
    let noun = Noun {
        defective,
        ..Noun::new(form, gender, Pos::Masdar)
    };
    noun.singular(out);
    noun.dual(out);
    noun.sound_feminine(out);
    let letters: Vec<char> = form.chars().collect();
    if let ['ت', first, second, 'ي', third] = letters[..] {
        let plural: String = ['ت', first, 'ا', second, 'ي', third].iter().collect();
        Noun::new(&plural, Gender::Masculine, Pos::Masdar).plural(out);
    }
}

/// Broken plurals of the shapes `مفاعل`, `مفاعيل` and words in `اء` take no tanwin.
fn is_diptote(form: &str) -> bool {
    form.chars().count() >= 5 && form.chars().nth(2) == Some('ا')
}

/// Adjectives of the shape `فاعي` that are nisbas, no participles of defective verbs.
const NISBAS: [&str; 10] = [
    "عادي", "مالي", "حالي", "مادي", "ناري", "عامي", "ذاتي", "آلي", "غازي", "خاصي",
];

/// Guesses from its letters whether a word in ي loses it: `قاضي`, `محامي`, `تحدي` do, `سياسي` and `رأي` do not.
fn looks_defective(form: &str, pos: Pos) -> bool {
    let letters: Vec<char> = form.chars().collect();
    match letters[..] {
        [_, 'ا', _, 'ي'] => pos != Pos::Proper && !NISBAS.contains(&form),
        ['م', _, 'ا', _, 'ي'] => pos == Pos::Noun,
        _ => matches!(pos, Pos::Noun | Pos::Masdar) && is_defective_masdar(form),
    }
}

/// Every form of a noun.
///
/// `plurals` holds broken plurals in full, and `ات` or `ون` for sound ones; a noun without dual and plural is what
/// [`Pos::Proper`] gives. A masculine noun with `ون` has a feminine in `ة` too.
///
/// ```
/// use rawi_arabic::{Gender, Pos, inflect_noun};
/// let forms = inflect_noun("رئيس", Gender::Masculine, &["رؤساء"], Pos::Noun);
/// for key in ["رئيس", "رئيسا", "رئيسين", "رؤساء", "رؤسائ", "رؤساؤ"] {
///     assert!(forms.iter().any(|f| f.key == key), "{key}");
/// }
/// ```
pub fn inflect_noun(lemma: &str, gender: Gender, plurals: &[&str], pos: Pos) -> Vec<Inflected> {
    let mut out = Vec::new();
    let noun = Noun::listed(lemma, gender, pos);
    if pos == Pos::Masdar {
        masdar(&noun.form, noun.defective, &mut out);
    } else {
        noun.singular(&mut out);
        if pos != Pos::Proper {
            noun.dual(&mut out);
        }
    }
    short_nouns(&noun, &mut out);
    if noun.form == "امرأة" {
        // With the article: المرأة.
        Noun::new("مرأة", gender, pos).singular(&mut out);
        Noun::new("مرأة", gender, pos).dual(&mut out);
    }
    for &plural in plurals {
        match plural.trim() {
            "" | "-" => {}
            "ات" => noun.sound_feminine(&mut out),
            "ون" => {
                noun.sound_masculine(&mut out);
                if let Some(feminine) = noun.feminine().filter(|_| gender == Gender::Masculine) {
                    feminine.singular(&mut out);
                    feminine.dual(&mut out);
                    noun.sound_feminine(&mut out);
                }
            }
            full => broken_plural(full, &noun, gender, &mut out),
        }
    }
    out
}

/// Plurals in `ون` of words that are not their lemma and `ون`. Others in `ون` have a radical ن (`عيون`).
const IRREGULAR_SOUND: [&str; 5] = ["بنون", "سنون", "مئون", "أهلون", "أرضون"];

/// A plural given in full; `آخرون`, `سنون` inflect like sound ones.
fn broken_plural(full: &str, singular: &Noun, gender: Gender, out: &mut Vec<Inflected>) {
    let pos = singular.pos;
    let plural = Noun::listed(full, gender, pos);
    let letters: Vec<char> = plural.form.chars().collect();
    let stem = plural.form.strip_suffix("ون");
    if let Some(stem) = stem
        && (stem == singular.form || IRREGULAR_SOUND.contains(&plural.form.as_str()))
    {
        return Noun::new(stem, gender, pos).sound_masculine(out);
    }
    // أراضي, مباني, ليالي
    let defective = matches!(letters[..], [.., 'ا', _, 'ي']) && letters.len() >= 5;
    Noun {
        defective: defective || plural.defective,
        ..plural
    }
    .plural(out);
}

/// `أب`, `أخ`, `حم` lengthen in the construct, `ذو` is always one, `فم` has `فو`.
fn short_nouns(noun: &Noun, out: &mut Vec<Inflected>) {
    let stem = match noun.form.as_str() {
        "أب" => "أب",
        "أخ" => "أخ",
        "حم" => "حم",
        "ذو" => "ذ",
        "فم" | "فو" => "ف",
        _ => return,
    };
    for (letter, oblique) in [("و", false), ("ا", true), ("ي", true)] {
        // `في` would read every preposition as a mouth.
        if stem == "ف" && letter != "ا" {
            continue;
        }
        let features = Features {
            construct: true,
            case_oblique: oblique,
            attach: if stem == "ذ" {
                Attach::Free
            } else {
                Attach::Either
            },
            ..Features::nominal(noun.gender, Number::Singular)
        };
        noun.push(format!("{stem}{letter}"), features, out);
    }
    if noun.form == "ذو" {
        for (form, number) in [
            ("ذوو", Number::Plural),
            ("ذوي", Number::Plural),
            ("ذوا", Number::Dual),
        ] {
            let features = Features {
                construct: true,
                case_oblique: form == "ذوي",
                ..Features::nominal(noun.gender, number)
            };
            noun.push(form.to_string(), features, out);
        }
    }
}

/// Every form of an adjective: both genders and all numbers. Without plurals it has the sound ones.
///
/// ```
/// use rawi_arabic::inflect_adjective;
/// let forms = inflect_adjective("أكبر", Some("كبرى"), &["أكابر"]);
/// assert!(forms.iter().any(|f| f.key == "كبريين"));
/// let forms = inflect_adjective("سوري", None, &[]);
/// assert!(forms.iter().any(|f| f.key == "سوريتان"));
/// ```
pub fn inflect_adjective(lemma: &str, feminine: Option<&str>, plurals: &[&str]) -> Vec<Inflected> {
    let mut out = Vec::new();
    let pos = Pos::Adjective;
    let masculine = Noun::listed(lemma, Gender::Masculine, pos);
    masculine.singular(&mut out);
    masculine.dual(&mut out);
    let feminine = match feminine
        .map(str::trim)
        .filter(|f| !f.is_empty() && *f != "-")
    {
        Some(form) => Some(Noun::listed(form, Gender::Feminine, pos)),
        None => masculine.feminine(),
    };
    if let Some(feminine) = &feminine {
        feminine.singular(&mut out);
        feminine.dual(&mut out);
        feminine.sound_feminine(&mut out);
    }
    let listed = || {
        plurals
            .iter()
            .map(|p| p.trim())
            .filter(|p| !p.is_empty() && *p != "-")
    };
    if listed().next().is_none() {
        masculine.sound_masculine(&mut out);
    }
    for plural in listed() {
        match plural {
            "ات" => masculine.sound_feminine(&mut out),
            "ون" => masculine.sound_masculine(&mut out),
            full => broken_plural(full, &masculine, Gender::Either, &mut out),
        }
    }
    out
}

#[cfg(test)]
mod tests;
