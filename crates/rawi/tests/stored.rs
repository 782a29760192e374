//! `rawi import`, `events`, `search`, `reread`, `explain`: a database made of the samples, and what is asked of it.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

mod common;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use common::{database, example, folder, json, printed, rawi};
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;

fn on(db: &Path, args: &[&str]) -> Command {
    let mut command = rawi();
    let (name, rest) = args.split_first().unwrap();
    command.arg(name).arg("--db").arg(db).args(rest);
    command
}

#[test]
fn importing_twice_changes_nothing() {
    let dir = folder();
    let db = database(&dir);
    let before = printed(&mut on(&db, &["events", "--format", "json"]));
    assert!(json(&before).len() > 50);
    on(&db, &["import", "--list"])
        .arg(example(""))
        .assert()
        .success()
        .stdout(contains("unchanged\t").and(contains("new\t").not()))
        .stderr(contains("unchanged in "));
    assert_eq!(
        printed(&mut on(&db, &["events", "--format", "json"])),
        before
    );
}

#[test]
fn the_database_may_come_from_the_environment() {
    let dir = folder();
    let db = database(&dir);
    printed(rawi().args(["events"]).env("RAWI_DB", &db));
    rawi()
        .current_dir(dir.path())
        .args(["search", "بغداد"])
        .assert()
        .success()
        .stdout(contains("article: "));
}

#[test]
fn filters_hold() {
    let dir = folder();
    let db = database(&dir);
    let events = |args: &[&str]| {
        let all = [&["events", "--format", "json"], args].concat();
        json(&printed(&mut on(&db, &all)))
    };
    let all = events(&[]);
    type Holds<'a> = &'a dyn Fn(&serde_json::Value) -> bool;
    let checks: [(&[&str], Holds<'_>); 8] = [
        (&["--type", "assault,coerce"], &|e| {
            e["type"] == "ASSAULT" || e["type"] == "COERCE"
        }),
        (&["--status", "denied"], &|e| e["status"] == "denied"),
        (&["--actor", "IRQ"], &|e| {
            e["actor"]
                .as_array()
                .unwrap()
                .iter()
                .any(|m| m["code"].as_str().unwrap().starts_with("IRQ "))
        }),
        (&["--source-kind", "none"], &|e| {
            e["according_to"].as_array().unwrap().is_empty()
        }),
        (&["--source-kind", "anonymous"], &|e| {
            e["according_to"]
                .as_array()
                .unwrap()
                .iter()
                .any(|s| s["kind"] == "anonymous")
        }),
        (&["--outlet", "تونس الآن"], &|e| {
            e["article"]["outlet"] == "تونس الآن"
        }),
        (&["--since", "2024-09-15", "--until", "2024-09-20"], &|e| {
            let day = e["article"]["published"].as_str();
            day.is_some_and(|day| ("2024-09-15"..="2024-09-20").contains(&day))
        }),
        (&["--min-confidence", "0.9"], &|e| {
            e["confidence"].as_f64().unwrap() >= 0.899
        }),
    ];
    for (args, holds) in checks {
        let found = events(args);
        assert_eq!(
            found.len(),
            all.iter().filter(|e| holds(e)).count(),
            "{args:?}"
        );
        assert!(found.iter().all(holds), "{args:?}");
    }
    let there = events(&["--dyad", "SDN", "ETH"]).len();
    let both = events(&["--dyad", "SDN", "ETH", "--either-way"]).len();
    assert!(both >= there && both > 0, "{there} {both}");
    let happened = events(&[
        "--happened-from",
        "2024-09-01",
        "--happened-to",
        "2024-09-30",
    ]);
    assert!(!happened.is_empty() && happened.iter().all(|e| e["when"].is_string()));
    assert!(!events(&["--text", "مظاهرة"]).is_empty());
    assert_eq!(events(&["--limit", "3"]).len(), 3);
    let csv = printed(&mut on(&db, &["events", "--format", "csv"]));
    let rows = csv::Reader::from_reader(csv.as_bytes()).records().count();
    assert_eq!(rows, all.len());
}

#[test]
fn spellings_of_a_word_find_the_same_articles() {
    let dir = folder();
    let db = database(&dir);
    let search = |query: &str| {
        json(&printed(&mut on(
            &db,
            &["search", "--format", "json", query],
        )))
    };
    let found = search("بغداد");
    assert!(!found.is_empty());
    assert_eq!(found, search("بَغْدَاد"));
    assert!(
        !found[0]["snippets"][0]["matches"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    let both = rawi()
        .args(["search", "بغداد", "أربيل", "--db"])
        .arg(&db)
        .assert()
        .success();
    both.stdout(contains("article: "));
    on(&db, &["search", "--format", "text", "--", "-بغداد"])
        .assert()
        .code(2)
        .stderr(contains("at least one word"));
}

#[test]
fn a_stored_record_is_explained() {
    let dir = folder();
    let db = database(&dir);
    let first = json(&printed(&mut on(
        &db,
        &["events", "--format", "json", "--limit", "1"],
    )));
    let number = first[0]["record"].to_string();
    let told = printed(&mut on(&db, &["explain", &number]));
    assert!(
        told.contains("because\n     type: ") && told.contains("read by Rawi "),
        "{told}"
    );
    on(&db, &["explain", "999999"])
        .assert()
        .code(1)
        .stderr(contains("holds no record 999999"));
}

#[test]
fn a_record_of_a_file_is_explained() {
    let all = printed(rawi().arg("explain").arg(example("rafid.txt")));
    let second = printed(
        rawi()
            .args(["explain", "--event", "2"])
            .arg(example("rafid.txt")),
    );
    assert!(all.contains("  1. ") && all.contains("  2. "));
    assert!(second.contains("  2. ") && !second.contains("  1. "));
    assert!(
        second.contains("     type: ") && second.contains("       by "),
        "{second}"
    );
    rawi()
        .args(["explain", "--event", "999"])
        .arg(example("rafid.txt"))
        .assert()
        .code(1)
        .stderr(contains("no record 999"));
}

#[test]
fn another_lexicon_reads_again_and_the_same_one_does_not() {
    let dir = folder();
    let db = database(&dir);
    on(&db, &["reread"])
        .assert()
        .success()
        .stderr(contains("already"));
    let mine = dir.path().join("mine");
    fs::create_dir(&mine).unwrap();
    fs::write(
        mine.join("groups.txt"),
        "xyz/banu-nusur | بنو النسور | SYR REB | Sons of the Eagles\n",
    )
    .unwrap();
    let reread = |args: &[&str]| on(&db, &[&["reread"], args].concat()).assert().success();
    let folder = mine.to_str().unwrap();
    reread(&["--lexicon", folder]).stderr(contains("reread in "));
    reread(&["--lexicon", folder]).stderr(contains("already"));
}

#[test]
fn what_is_no_database_is_left_alone() {
    let dir = folder();
    let missing = dir.path().join("none.db");
    for command in [
        &["events"][..],
        &["search", "بغداد"],
        &["reread"],
        &["explain", "1"],
    ] {
        on(&missing, command)
            .assert()
            .code(3)
            .stderr(contains("no such database"));
        assert!(!missing.exists());
    }
    let other = dir.path().join("notes.txt");
    fs::write(
        &other,
        "nothing of the kind, but long enough to be looked at\n".repeat(40),
    )
    .unwrap();
    on(&other, &["import"])
        .arg(example("rafid.txt"))
        .assert()
        .code(3)
        .stderr(contains("is not a database"));
    assert!(fs::read_to_string(&other).unwrap().starts_with("nothing"));
    on(&dir.path().join("no/such/folder/x.db"), &["import"])
        .arg(example("rafid.txt"))
        .assert()
        .code(3);
    on(&dir.path().join("x.db"), &["import", "missing.txt"])
        .assert()
        .code(1);
}

#[test]
fn flags_that_make_no_sense_say_what_would() {
    let check = |args: &[&str], told: &'static str| {
        rawi().args(args).assert().code(2).stderr(contains(told));
    };
    check(&["events", "--type", "war"], "known are: AGREE");
    check(&["events", "--status", "maybe"], "known are: occurred");
    check(&["events", "--source-kind", "rumour"], "none");
    check(&["events", "--dyad", "SYR"], "2 values required");
    check(&["events", "--min-confidence", "7"], "from 0 to 1");
}
