//! The stems of a verb, as sounds: from root and form, by the class that the root falls into (sound, doubled, hollow,
//! defective; hamza and initial و are settled by [`super::sounds`]).

use super::{
    sounds::fill,
    verb::{ConjugationError, Form, Verb, Vowels},
};

/// The stem of one aspect and voice.
#[derive(Debug, Clone)]
pub(crate) enum Stem {
    /// Ends in its last radical; the two differ in hollow and doubled verbs.
    Strong {
        /// Before endings with a vowel.
        vowel: String,
        /// Before endings with a consonant, and where there is none.
        consonant: String,
    },
    /// Defective: ends before the weak radical; `theme` is the vowel there, `glide` the radical where it is heard.
    Weak {
        base: String,
        theme: char,
        glide: char,
    },
}

/// How the root behaves in the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Sound,
    Doubled,
    Hollow,
    Defective,
}

/// A verb ready for conjugation.
#[derive(Debug)]
pub(crate) struct Stems {
    pub form: Form,
    pub class: Class,
    pub vowels: Vowels,
    /// As patterns want them: in form VIII the first one may have changed.
    pub radicals: Vec<char>,
    /// The infix of form VIII: ت, ط or د, or the doubled first radical.
    pub infix: char,
    pub perfect: Stem,
    pub imperfect: Stem,
    pub passive_perfect: Stem,
    pub passive_imperfect: Stem,
}

const LETTERS: &str = "ءبتثجحخدذرزسشصضطظعغفقكلمنهوي";

impl Stems {
    pub(crate) fn new(verb: &Verb) -> Result<Stems, ConjugationError> {
        let mut radicals: Vec<char> = verb.root.chars().collect();
        if let Some(&letter) = radicals.iter().find(|&&c| !LETTERS.contains(c)) {
            let root = verb.root.to_string();
            return Err(ConjugationError::Radical { root, letter });
        }
        if radicals.len() != verb.form.radicals() {
            return Err(ConjugationError::Length {
                root: verb.root.to_string(),
                radicals: verb.form.radicals(),
            });
        }
        let vowels = match (verb.form, verb.vowels) {
            (Form::I, None) => return Err(ConjugationError::MissingVowels),
            (_, vowels) => vowels.unwrap_or(Vowels::AI),
        };
        let class = class(verb, &radicals);
        let infix = if verb.form == Form::VIII {
            let (first, infix) = infix(radicals[0], verb.root);
            radicals[0] = first;
            infix
        } else {
            'ت'
        };
        let patterns = patterns(verb, class, vowels, &radicals);
        let stem = |pair: (&str, &str), past: bool| match class {
            Class::Defective => Stem::Weak {
                base: fill(pair.0, &radicals, infix),
                theme: pair.1.chars().next().unwrap_or('a'),
                glide: if verb.form == Form::I && past && vowels.pair().0 == 'a' {
                    radicals[2]
                } else {
                    'ي'
                },
            },
            Class::Sound if !is_geminate(verb.form) => {
                let last = if verb.form.radicals() == 4 { "4" } else { "3" };
                let whole = format!("{}{}{last}", pair.0, pair.1);
                let filled = fill(&whole, &radicals, infix);
                Stem::Strong {
                    vowel: filled.clone(),
                    consonant: filled,
                }
            }
            _ => Stem::Strong {
                vowel: fill(pair.0, &radicals, infix),
                consonant: fill(pair.1, &radicals, infix),
            },
        };
        Ok(Stems {
            form: verb.form,
            class,
            vowels,
            perfect: stem((&patterns[0].0, &patterns[0].1), true),
            imperfect: stem((&patterns[1].0, &patterns[1].1), false),
            passive_perfect: stem((&patterns[2].0, &patterns[2].1), false),
            passive_imperfect: stem((&patterns[3].0, &patterns[3].1), false),
            infix,
            radicals,
        })
    }

    /// The vowel of the imperfect prefix in the active voice.
    pub(crate) fn prefix_vowel(&self) -> char {
        match self.form {
            Form::II | Form::III | Form::IV | Form::QI => 'u',
            _ => 'a',
        }
    }

    /// Fills a pattern with this verb's radicals.
    pub(crate) fn fill(&self, pattern: &str) -> String {
        fill(pattern, &self.radicals, self.infix)
    }
}

/// Forms that double the last radical whatever the root.
fn is_geminate(form: Form) -> bool {
    matches!(form, Form::IX | Form::QIV)
}

fn is_weak(c: char) -> bool {
    matches!(c, 'و' | 'ي')
}

fn class(verb: &Verb, radicals: &[char]) -> Class {
    let last = radicals[radicals.len() - 1];
    if is_geminate(verb.form) {
        return Class::Sound;
    }
    if is_weak(last) {
        return Class::Defective;
    }
    if radicals.len() == 4 {
        return Class::Sound;
    }
    let contracts = !matches!(verb.form, Form::II | Form::V);
    if radicals[1] == last && contracts {
        return Class::Doubled;
    }
    let hollow = matches!(
        verb.form,
        Form::I | Form::IV | Form::VII | Form::VIII | Form::X
    );
    if hollow && is_weak(radicals[1]) && !keeps_middle(verb, radicals) {
        return Class::Hollow;
    }
    Class::Sound
}

/// A few verbs keep a weak middle radical (`استجوب` beside `استجاب`, `ازدوج`). Their listed masdar tells:
/// `استجواب`, `ازدواج`, where hollow ones have `استجابة`, `احتياج`.
fn keeps_middle(verb: &Verb, radicals: &[char]) -> bool {
    let tail: String = [radicals[1], 'ا', radicals[2]].iter().collect();
    let sound = radicals[1] == 'و' || verb.form == Form::IV || verb.form == Form::X;
    matches!(verb.form, Form::IV | Form::VIII | Form::X)
        && sound
        && verb
            .masdars
            .iter()
            .any(|m| crate::light(m).ends_with(&tail))
}

/// The first radical and the ت of form VIII, as they sound together.
fn infix(first: char, root: &str) -> (char, char) {
    match first {
        'و' | 'ي' => ('ت', 'ت'),
        'ء' if root == "ءخذ" => ('ت', 'ت'),
        'ص' | 'ض' | 'ط' => (first, 'ط'),
        'ظ' => ('ظ', 'ظ'),
        'د' | 'ذ' => ('د', 'د'),
        'ز' => ('ز', 'د'),
        _ => (first, 'ت'),
    }
}

type Pair = (String, String);

/// Perfect, imperfect, passive perfect, passive imperfect. A pair is base and theme vowel for sound and defective
/// verbs, vowel and consonant stem for the rest. Imperfects come without prefix.
fn patterns(verb: &Verb, class: Class, vowels: Vowels, radicals: &[char]) -> [Pair; 4] {
    let (past, present) = vowels.pair();
    let rows: [(&str, &str); 4] = match (class, verb.form) {
        (Class::Hollow, Form::I) => return hollow_one(vowels),
        (Class::Doubled, Form::I) => return doubled_one(past, present),
        (_, Form::I) => return plain_one(verb, past, present, radicals),
        (Class::Hollow, form) => match form {
            Form::IV => [
                ("'a1A3", "'a1a3"),
                ("1I3", "1i3"),
                ("'u1I3", "'u1i3"),
                ("1A3", "1a3"),
            ],
            Form::VII => [
                ("in1A3", "in1a3"),
                ("n1A3", "n1a3"),
                ("un1I3", "un1i3"),
                ("n1A3", "n1a3"),
            ],
            Form::VIII => [
                ("i1TA3", "i1Ta3"),
                ("1TA3", "1Ta3"),
                ("u1TI3", "u1Ti3"),
                ("1TA3", "1Ta3"),
            ],
            _ => [
                ("ista1A3", "ista1a3"),
                ("sta1I3", "sta1i3"),
                ("ustu1I3", "ustu1i3"),
                ("sta1A3", "sta1a3"),
            ],
        },
        (Class::Doubled, form) => match form {
            Form::III => [
                ("1A22", "1A2a2"),
                ("1A22", "1A2i2"),
                ("1U22", "1U2i2"),
                ("1A22", "1A2a2"),
            ],
            Form::IV => [
                ("'a1a22", "'a12a2"),
                ("1i22", "12i2"),
                ("'u1i22", "'u12i2"),
                ("1a22", "12a2"),
            ],
            Form::VI => [
                ("ta1A22", "ta1A2a2"),
                ("ta1A22", "ta1A2a2"),
                ("tu1U22", "tu1U2i2"),
                ("ta1A22", "ta1A2a2"),
            ],
            Form::VII => [
                ("in1a22", "in1a2a2"),
                ("n1a22", "n1a2i2"),
                ("un1u22", "un1u2i2"),
                ("n1a22", "n1a2a2"),
            ],
            Form::VIII => [
                ("i1Ta22", "i1Ta2a2"),
                ("1Ta22", "1Ta2i2"),
                ("u1Tu22", "u1Tu2i2"),
                ("1Ta22", "1Ta2a2"),
            ],
            _ => [
                ("ista1a22", "ista12a2"),
                ("sta1i22", "sta12i2"),
                ("ustu1i22", "ustu12i2"),
                ("sta1a22", "sta12a2"),
            ],
        },
        (_, form) => match form {
            Form::II => [("1a22", "a"), ("1a22", "i"), ("1u22", "i"), ("1a22", "a")],
            Form::III => [("1A2", "a"), ("1A2", "i"), ("1U2", "i"), ("1A2", "a")],
            // أرى يُري drops its hamza.
            Form::IV if verb.root == "رءي" => {
                [("'a1", "a"), ("1", "i"), ("'u1", "i"), ("1", "a")]
            }
            Form::IV => [("'a12", "a"), ("12", "i"), ("'u12", "i"), ("12", "a")],
            Form::V => [
                ("ta1a22", "a"),
                ("ta1a22", "a"),
                ("tu1u22", "i"),
                ("ta1a22", "a"),
            ],
            Form::VI => [
                ("ta1A2", "a"),
                ("ta1A2", "a"),
                ("tu1U2", "i"),
                ("ta1A2", "a"),
            ],
            Form::VII => [("in1a2", "a"), ("n1a2", "i"), ("un1u2", "i"), ("n1a2", "a")],
            Form::VIII => [("i1Ta2", "a"), ("1Ta2", "i"), ("u1Tu2", "i"), ("1Ta2", "a")],
            Form::IX => [
                ("i12a33", "i12a3a3"),
                ("12a33", "12a3i3"),
                ("u12u33", "u12u3i3"),
                ("12a33", "12a3a3"),
            ],
            Form::I | Form::X => [
                ("ista12", "a"),
                ("sta12", "i"),
                ("ustu12", "i"),
                ("sta12", "a"),
            ],
            Form::QI => [("1a23", "a"), ("1a23", "i"), ("1u23", "i"), ("1a23", "a")],
            Form::QII => [
                ("ta1a23", "a"),
                ("ta1a23", "a"),
                ("tu1u23", "i"),
                ("ta1a23", "a"),
            ],
            Form::QIV => [
                ("i12a3a44", "i12a34a4"),
                ("12a3i44", "12a34i4"),
                ("u12u3i44", "u12u34i4"),
                ("12a3a44", "12a34a4"),
            ],
        },
    };
    rows.map(|(a, b)| (a.to_string(), b.to_string()))
}

fn pair(a: &str, b: impl ToString) -> Pair {
    (a.to_string(), b.to_string())
}

fn plain_one(verb: &Verb, past: char, present: char, radicals: &[char]) -> [Pair; 4] {
    // وصل يصل, وضع يضع, وثق يثق drop their و in the active imperfect, وجل يوجل keeps it.
    let drops = radicals[0] == 'و'
        && (present == 'i' || (past, present) == ('a', 'a') || matches!(verb.root, "وسع" | "وطء"));
    let imperfect = if verb.root == "رءي" {
        ("1", "1")
    } else if drops {
        ("2", "12")
    } else {
        ("12", "12")
    };
    [
        pair("1a2", past),
        pair(imperfect.0, present),
        pair("1u2", 'i'),
        pair(imperfect.1, 'a'),
    ]
}

fn hollow_one(vowels: Vowels) -> [Pair; 4] {
    let (perfect, imperfect) = match vowels {
        Vowels::AU | Vowels::UU => ("1u3", ("1U3", "1u3")),
        Vowels::AI | Vowels::II => ("1i3", ("1I3", "1i3")),
        Vowels::AA | Vowels::IA => ("1i3", ("1A3", "1a3")),
    };
    [
        pair("1A3", perfect),
        pair(imperfect.0, imperfect.1),
        pair("1I3", "1i3"),
        pair("1A3", "1a3"),
    ]
}

fn doubled_one(past: char, present: char) -> [Pair; 4] {
    [
        pair("1a22", format!("1a2{past}2")),
        pair(&format!("1{present}22"), format!("12{present}2")),
        pair("1u22", "1u2i2"),
        pair("1a22", "12a2"),
    ]
}
