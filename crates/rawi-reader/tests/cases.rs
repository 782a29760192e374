//! Golden cases: short sentences with the records they must give, `cases/*.txt`, grouped by phenomenon.
//!
//! Blank lines part the cases; `cases/README.md` explains the format. A case marked `? reason` is known to fail:
//! it must go on failing until the mark is taken away, so that an improvement shows.
//!
//! `RAWI_CASES=bless cargo test -p rawi-reader --test cases` takes the marks off the cases that pass by now;
//! `RAWI_CASES=show` prints what the engine gives for those that are known to fail (with `-- --nocapture`).

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test: a missing file is a failure"
)]

mod golden;

use std::fmt::Write as _;
use std::path::PathBuf;

use golden::{Case, Record, cases_of, compare, render};
use rawi_model::Article;
use rawi_reader::Reader;

macro_rules! files {
    ($($name:ident),+ $(,)?) => {
        const FILES: &[&str] = &[$(stringify!($name)),+];
        $(
            #[test]
            fn $name() {
                check(stringify!($name));
            }
        )+
    };
}

files!(
    attribution,
    conditions,
    coordination,
    country,
    denial,
    headlines,
    light_verbs,
    masdar,
    passive,
    place,
    pronouns,
    relative,
    status,
    time,
    titles,
    topical,
    type_accuse,
    type_agree,
    type_aid,
    type_assault,
    type_coerce,
    type_concede,
    type_consult,
    type_cooperate,
    type_mobilize,
    type_protest,
    type_reject,
    type_request,
    type_retreat,
    type_sanction,
    type_support,
    type_threaten,
);

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases"))
}

fn read(case: &Case) -> Vec<Record> {
    Reader::new(rawi_lexicon::builtin()).events(&Article {
        outlet: case.outlet.clone(),
        published: case.published,
        text: case.text.clone(),
        ..Article::default()
    })
}

/// How many cases pass, how many are known to fail, and what is wrong with the rest.
fn run(name: &str) -> (usize, usize, String) {
    let path = folder().join(format!("{name}.txt"));
    let source = std::fs::read_to_string(&path).expect("the file of cases is there");
    let mode = std::env::var("RAWI_CASES").unwrap_or_default();
    let (mut pass, mut known, mut wrong) = (0, 0, String::new());
    let mut cured = Vec::new();
    for case in cases_of(&source).unwrap_or_else(|e| panic!("cases/{name}.txt:{e}")) {
        let got = read(&case);
        let complaint = compare(&case, &got);
        match (&complaint, &case.mark) {
            (None, None) => pass += 1,
            (None, Some((line, reason))) => {
                cured.push(*line);
                let _ = writeln!(
                    wrong,
                    "cases/{name}.txt:{line}: passes by now, take the mark away: ? {reason}\n"
                );
            }
            (Some(_), Some(_)) => known += 1,
            (Some(c), None) => {
                let _ = writeln!(
                    wrong,
                    "cases/{name}.txt:{}: {}\n{c}{}",
                    case.line,
                    case.text,
                    render(&got)
                );
            }
        }
        if let (Some(c), Some((line, reason)), "show") = (&complaint, &case.mark, mode.as_str()) {
            println!(
                "cases/{name}.txt:{line}: {}\n  ? {reason}\n{c}{}",
                case.text,
                render(&got)
            );
        }
    }
    if mode == "bless" && !cured.is_empty() {
        let kept: Vec<&str> = (1..)
            .zip(source.lines())
            .filter(|(n, _)| !cured.contains(n))
            .map(|(_, l)| l)
            .collect();
        std::fs::write(&path, kept.join("\n") + "\n").expect("the file of cases can be written");
    }
    (pass, known, wrong)
}

fn check(name: &str) {
    let (pass, known, wrong) = run(name);
    println!("cases/{name}.txt: {pass} pass, {known} known to fail");
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_file_is_listed_and_counted() {
    let mut found: Vec<String> = std::fs::read_dir(folder())
        .expect("the folder of cases is there")
        .filter_map(|e| e.ok()?.file_name().into_string().ok())
        .filter_map(|f| f.strip_suffix(".txt").map(str::to_owned))
        .collect();
    found.sort();
    assert_eq!(found, FILES, "cases/*.txt and the list in tests/cases.rs");
    let (mut passing, mut failing) = (0, 0);
    for name in FILES {
        let (pass, known, _) = run(name);
        passing += pass;
        failing += known;
    }
    println!(
        "golden cases: {} in all, {passing} pass, {failing} known to fail",
        passing + failing
    );
}
