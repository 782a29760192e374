//! What holds of every root, also of those that Arabic does not have.

use super::*;
use proptest::prelude::*;

const FORMS: [Form; 13] = [
    Form::I,
    Form::II,
    Form::III,
    Form::IV,
    Form::V,
    Form::VI,
    Form::VII,
    Form::VIII,
    Form::IX,
    Form::X,
    Form::QI,
    Form::QII,
    Form::QIV,
];

const VOWELS: [Vowels; 6] = [
    Vowels::AU,
    Vowels::AI,
    Vowels::AA,
    Vowels::IA,
    Vowels::UU,
    Vowels::II,
];

proptest! {
    #[test]
    fn conjugates_into_clean_keys(
        letters in proptest::collection::vec("[ءبتثجحخدذرزسشصضطظعغفقكلمنهوي]", 4),
        form in prop::sample::select(&FORMS[..]),
        vowels in prop::sample::select(&VOWELS[..]),
        transitive in any::<bool>(),
    ) {
        let root = letters[..form.radicals()].concat();
        let verb = Verb { root: &root, form, vowels: Some(vowels), masdars: &[], transitive };
        let forms = conjugate(&verb).unwrap();
        let citation = citation(&verb).unwrap();
        prop_assert!(forms.iter().any(|f| f.form == citation), "{citation} is not among its forms");
        for (i, form) in forms.iter().enumerate() {
            prop_assert!(!form.key.is_empty());
            prop_assert_eq!(&crate::fold(&form.form), &form.key);
            prop_assert!(form.key.chars().all(|c| matches!(c, 'ء'..='ي')), "{}", form.key);
            let again = forms[..i].iter().any(|f| {
                (&f.key, f.pos, f.features) == (&form.key, form.pos, form.features)
            });
            prop_assert!(!again, "{form:?} twice");
        }
    }

    #[test]
    fn any_other_root_is_an_error_not_a_panic(root in "\\PC{0,5}", masdar in "\\PC{0,6}") {
        for form in FORMS {
            let masdars = [masdar.as_str()];
            let verb = Verb { root: &root, form, vowels: Some(Vowels::AI), masdars: &masdars, transitive: true };
            let _ = conjugate(&verb);
        }
    }
}
