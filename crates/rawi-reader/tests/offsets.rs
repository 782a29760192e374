//! What every user of a record relies on: its words are the words at its span, whatever the text.

use proptest::prelude::*;
use rawi_model::{Article, Record, Span};
use rawi_reader::Reader;

fn read(text: &str) -> Vec<Record> {
    let article = Article {
        id: "test".into(),
        outlet: "عينة".into(),
        published: Some(jiff::civil::date(2023, 1, 13)),
        text: text.to_owned(),
        ..Article::default()
    };
    Reader::new(rawi_lexicon::builtin()).events(&article)
}

fn check(text: &str) {
    for r in read(text) {
        let mut spans = vec![(r.trigger.span(), r.trigger.text.clone())];
        spans.extend(
            r.actor
                .iter()
                .chain(&r.recipient)
                .map(|m| (m.span(), m.text.clone())),
        );
        spans.extend(r.according_to.iter().map(|s| (s.span(), s.text.clone())));
        spans.extend(
            r.place
                .iter()
                .map(|p| (Span::new(p.start, p.end), p.text.clone())),
        );
        spans.extend(
            r.figures
                .iter()
                .map(|f| (f.words.span(), f.words.text.clone())),
        );
        for (span, words) in spans {
            assert_eq!(span.of(text), words, "in {text}");
            assert!(!words.is_empty());
        }
        assert!(
            !r.actor.is_empty() || !r.recipient.is_empty(),
            "nobody takes part: {text}"
        );
        assert!((0.0..=1.0).contains(&r.confidence));
    }
}

/// Words of which news are made, with the marks and defects that offsets must survive.
const WORDS: &[&str] = &[
    "قال",
    "إن",
    "الرئيس",
    "الروسي",
    "فلاديمير",
    "بوتين",
    "التقى",
    "وزير",
    "الخارجية",
    "التركي",
    "في",
    "دمشق",
    "أمس",
    "،",
    ".",
    "«",
    "»",
    "\"",
    "(",
    ")",
    "مصادر",
    "لوكالة",
    "رويترز",
    "وأضاف",
    "أن",
    "قواتنا",
    "قصفت",
    "مواقع",
    "المسلحين",
    "قُتِلَ",
    "خمسة",
    "أشخاص",
    "العسكـ.ـرية",
    "د.اع.ش",
    "لم",
    "سوف",
    "يزور",
    "بحسب",
    "المصدر",
    "الذي",
    "هاجمته",
    "و",
    "ثم",
    "من",
    "قبل",
    "على",
    "يد",
    "مجهولين",
    "\n",
    "…",
    "؟",
    "2015",
    "12",
    "يناير",
    "(كانون الثاني)",
    "ﻣﺼﺮ",
    "إسرائيل",
    "تظاهر",
    "المئات",
    "احتجاجا",
    "بيان",
    ":",
    "\u{200f}",
    "كتـــب",
    "ودعا",
    "إلى",
    "وقف",
    "إطلاق",
    "النار",
    "🚀",
    "UN",
];

#[test]
fn a_report_is_read_as_it_stands() {
    check(
        "التقى الرئيس الروسي فلاديمير بوتين أمس وزير الخارجية التركي في دمشق.\nوقالت مصادر لوكالة رويترز إن قوات الأمن اعتقلت خمسة أشخاص.",
    );
    check("");
    check("\u{202b}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn spans_hold_what_they_say(picks in prop::collection::vec(0..WORDS.len(), 0..60)) {
        let text = picks.iter().map(|&i| WORDS[i]).collect::<Vec<_>>().join(" ");
        check(&text);
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        check(&text);
    }
}

#[test]
fn the_same_article_gives_the_same_records() {
    let text = "اتهمت أنقرة دمشق بقصف المدينة، ونفى مصدر سوري ذلك.";
    assert_eq!(read(text), read(text));
}
