use super::*;
use rawi_model::{Article, Record};

/// The records of a text, read whole.
fn records(text: &str, outlet: &str) -> Vec<Record> {
    let article = Article {
        text: text.to_owned(),
        outlet: outlet.to_owned(),
        published: Some(jiff::civil::date(2023, 1, 12)),
        ..Article::default()
    };
    crate::Reader::new(rawi_lexicon::builtin()).events(&article)
}

fn glosses(text: &str, outlet: &str) -> Vec<Gloss> {
    records(text, outlet)
        .into_iter()
        .filter_map(|r| r.gloss)
        .collect()
}

#[test]
fn every_record_has_a_gloss_in_both_languages() {
    let text = "طالب بوتين الأسد بوقف القصف. قالت مصادر أمنية عراقية لوكالة رويترز إن مسلحين قتلوا ثلاثة جنود في بغداد.";
    let all = glosses(text, "طيف بوست");
    assert!(!all.is_empty());
    for g in all {
        let bare: String =
            g.en.split('\u{2069}')
                .filter_map(|p| p.split('\u{2068}').next())
                .collect();
        assert!(
            !bare.chars().any(|c| ('\u{620}'..'\u{6ff}').contains(&c)),
            "{}",
            g.en
        );
        assert!(!g.ar.is_empty());
    }
}

#[test]
fn the_source_comes_first() {
    let g = &glosses(
        "قالت مصادر أمنية عراقية لوكالة رويترز إن مسلحين قتلوا ثلاثة جنود في بغداد",
        "",
    )[0];
    assert!(
        g.en.starts_with("Anonymous (Iraqi security sources), via Reuters: "),
        "{}",
        g.en
    );
    assert!(
        g.ar.starts_with("بحسب مصادر أمنية عراقية، عبر وكالة رويترز: "),
        "{}",
        g.ar
    );
}

#[test]
fn arabic_has_its_cases() {
    let g = &glosses("قتل مسلحون متظاهرين سوريين في حلب", "")[0];
    assert!(g.ar.starts_with("مسلحون — "), "{}", g.ar);
    assert!(g.ar.contains("ضد متظاهرين سوريين"), "{}", g.ar);
}

#[test]
fn status_is_worded() {
    for (text, english) in [
        ("لم يهاجم الجيش السوري المدينة", "did not attack"),
        (
            "قد تهاجم القوات الإسرائيلية حزب الله",
            "may attack Hezbollah",
        ),
        ("سيزور لافروف دمشق غدا", "is to visit Damascus"),
        (
            "وطالب بوتين بشار الأسد بالانسحاب",
            "Vladimir Putin demanded of Bashar al-Assad",
        ),
    ] {
        let all = glosses(text, "");
        assert!(
            all.iter().any(|g| g.en.contains(english)),
            "{text}: {all:?}"
        );
    }
}

#[test]
fn numbers_and_days() {
    assert_eq!(number(1500.0), "1,500");
    assert_eq!(number(2_000_000.0), "2,000,000");
    assert_eq!(number(2.5), "2.5");
    assert_eq!(number(12.0), "12");
}

#[test]
fn arabic_is_isolated() {
    assert_eq!(isolated("a ب ج d"), "a \u{2068}ب ج\u{2069} d");
    assert_eq!(isolated("ب"), "\u{2068}ب\u{2069}");
    assert_eq!(isolated("plain"), "plain");
}
