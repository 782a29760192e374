use super::*;
use crate::features::Attach;

fn keys(forms: &[Inflected]) -> Vec<&str> {
    forms.iter().map(|f| f.key.as_str()).collect()
}

fn assert_has(forms: &[Inflected], expected: &[&str]) {
    for key in expected {
        assert!(
            keys(forms).contains(key),
            "{key} missing in {:?}",
            keys(forms)
        );
    }
}

#[test]
fn sound_nouns_have_all_numbers_and_states() {
    let forms = inflect_noun("معلم", Gender::Masculine, &["ون"], Pos::Noun);
    assert_has(
        &forms,
        &[
            "معلم",
            "معلما",
            "معلمان",
            "معلمين",
            "معلمون",
            "معلمو",
            "معلمي",
            "معلمه",
            "معلمت",
            "معلمات",
            "معلمتان",
        ],
    );
}

#[test]
fn taa_opens_before_pronouns_only() {
    let forms = inflect_noun("سياسة", Gender::Feminine, &["ات"], Pos::Noun);
    let bound = forms.iter().find(|f| f.key == "سياست").unwrap();
    assert_eq!(bound.features.attach, Attach::Bound);
    assert!(bound.features.construct);
    let free = forms.iter().find(|f| f.key == "سياسه").unwrap();
    assert_eq!(free.features.attach, Attach::Free);
    assert_has(&forms, &["سياسات", "سياستان", "سياستي"]);
}

#[test]
fn defective_nouns_lose_their_ending() {
    for lemma in ["قاضي", "قاضٍ"] {
        let forms = inflect_noun(lemma, Gender::Masculine, &["قضاة"], Pos::Noun);
        assert_has(&forms, &["قاضي", "قاض", "قاضيا", "قاضيين", "قضاه", "قضات"]);
        let short = forms.iter().find(|f| f.key == "قاض").unwrap();
        assert!(short.features.indefinite);
    }
    let forms = inflect_noun("أرض", Gender::Feminine, &["أراضي"], Pos::Noun);
    assert_has(&forms, &["اراضي", "اراض"]);
    let forms = inflect_noun("سياسي", Gender::Masculine, &["ون"], Pos::Noun);
    assert!(!keys(&forms).contains(&"سياس"));
}

#[test]
fn hamza_moves_before_pronouns() {
    let forms = inflect_noun("جزء", Gender::Masculine, &["أجزاء"], Pos::Noun);
    assert_has(
        &forms,
        &["جزء", "جزؤ", "جزئ", "جزءا", "اجزاء", "اجزائ", "اجزاؤ"],
    );
}

#[test]
fn short_nouns_lengthen() {
    let forms = inflect_noun("أب", Gender::Masculine, &["آباء"], Pos::Noun);
    assert_has(&forms, &["اب", "ابو", "ابا", "ابي", "اباء"]);
    let forms = inflect_noun("ذو", Gender::Masculine, &[], Pos::Noun);
    assert_has(&forms, &["ذو", "ذا", "ذي", "ذوي"]);
}

#[test]
fn adjectives_have_both_genders() {
    let forms = inflect_adjective("جديد", None, &["جدد"]);
    assert_has(&forms, &["جديد", "جديده", "جدد", "جديدتين", "جديدات"]);
    assert!(!keys(&forms).contains(&"جديدون"));
    let forms = inflect_adjective("آخر", Some("أخرى"), &["آخرون", "أخريات"]);
    assert_has(&forms, &["اخر", "اخري", "اخرون", "اخرين", "اخريات"]);
    let forms = inflect_noun("عين", Gender::Feminine, &["عيون"], Pos::Noun);
    assert!(keys(&forms).contains(&"عيون") && !keys(&forms).contains(&"عيين"));
    let forms = inflect_adjective("أحمر", Some("حمراء"), &["حمر"]);
    assert_has(&forms, &["احمر", "حمراء", "حمراوين", "حمر"]);
}

#[test]
fn no_form_is_listed_twice() {
    for (lemma, plurals) in [
        ("قرار", vec!["ات"]),
        ("مهندس", vec!["ون"]),
        ("بناء", vec!["أبنية"]),
    ] {
        let forms = inflect_noun(lemma, Gender::Masculine, &plurals, Pos::Noun);
        for (i, a) in forms.iter().enumerate() {
            for b in &forms[i + 1..] {
                assert!(a.key != b.key || a.features != b.features, "{a:?}");
            }
        }
    }
}

proptest::proptest! {
    #[test]
    fn any_noun_inflects(lemma in "\\PC{0,6}|[\u{0621}-\u{064D}]{1,7}", plural in "\\PC{0,6}|[\u{0621}-\u{064D}]{1,7}") {
        let mut forms = inflect_noun(&lemma, Gender::Masculine, &["ات", "ون", &plural], Pos::Noun);
        forms.extend(inflect_adjective(&lemma, Some(&plural), &[&plural]));
        forms.extend(inflect_noun(&lemma, Gender::Feminine, &[], Pos::Masdar));
        for form in forms {
            proptest::prop_assert_eq!(&crate::fold(&form.form), &form.key);
        }
        nisba(&lemma);
    }
}
