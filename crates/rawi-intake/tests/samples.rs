//! The samples in `examples/` come out of their pages whole, dated and signed.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::path::Path;

use rawi_intake::{Options, open};
use rawi_model::Article;

fn samples() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    open(&[folder], &Options::default())
        .collect::<Result<_, _>>()
        .unwrap()
}

#[test]
fn every_sample_is_read() {
    let articles = samples();
    assert_eq!(articles.len(), 19);
    for article in &articles {
        assert!(!article.outlet.is_empty(), "{}", article.id);
        assert!(
            article.published.is_some() || article.id.ends_with("urdun.txt"),
            "{}",
            article.id
        );
        assert!(article.text.lines().all(|line| !line.trim().is_empty()));
    }
}

#[test]
fn nothing_beside_the_reports_is_in_them() {
    let beside = [
        "اقرأ أيضا",
        "شاهد أيضا",
        "ذات صلة",
        "فيسبوك",
        "تلغرام",
        "الرئيسية",
        "أبو سالم",
        "جميع الحقوق",
        "كتب:",
        "تصوير",
        "الوسوم",
        "انتهى //",
        "مستوطنون يحرقون حقولاً\nرام",
        "فريق التحرير",
        "المصدر:",
        "سنية بن عمر",
        "الآراء الواردة",
        "(القدس برس نت)",
    ];
    for article in samples() {
        for words in beside {
            assert!(!article.text.contains(words), "{words} in {}", article.id);
        }
        let first = article.text.lines().next().unwrap();
        assert_eq!(
            article.text.lines().filter(|line| *line == first).count(),
            1,
            "{}",
            article.id
        );
    }
}

#[test]
fn the_exchange_is_told_by_six_outlets_in_eight_days() {
    let told: Vec<(String, String)> = samples()
        .into_iter()
        .filter(|a| a.text.contains("إثيوبي"))
        .map(|a| (a.outlet, a.published.unwrap().to_string()))
        .collect();
    let expected = [
        ("ضفاف", "2024-09-10"),
        ("صحيفة الواحة", "2024-09-11"),
        ("نبض الشام", "2024-09-12"),
        ("قناة المدار", "2024-09-12"),
        ("صوت مصر", "2024-09-15"),
        ("المغارب بوست", "2024-09-18"),
    ];
    assert_eq!(
        told,
        expected.map(|(outlet, day)| (outlet.to_owned(), day.to_owned()))
    );
}
