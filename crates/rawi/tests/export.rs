//! `rawi export` and `rawi annotate` over a database of the samples.

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

fn export(db: &Path, args: &[&str]) -> Command {
    let mut command = rawi();
    command.args(["export", "--db"]).arg(db).args(args);
    command
}

#[test]
fn claims_by_default_records_on_request_and_occurred_alone() {
    let dir = folder();
    let db = database(&dir);
    let lines = |args: &[&str]| {
        json(&printed(&mut export(
            &db,
            &[&["--format", "jsonl"], args].concat(),
        )))
    };
    let claims = lines(&[]);
    let raw = lines(&["--raw"]);
    assert!(claims.len() > 20 && raw.len() >= claims.len());
    assert!(raw.iter().all(|e| e["status"] == "occurred"));
    let all = lines(&["--raw", "--status", "all"]);
    assert!(all.len() > raw.len());
    assert!(all.iter().any(|e| e["status"] == "planned"));
    let dates: Vec<&str> = claims
        .iter()
        .filter_map(|e| e["event_date"].as_str())
        .collect();
    assert!(dates.is_sorted());
    // The flags of `rawi events` hold here.
    let some = lines(&["--raw", "--type", "consult", "--min-confidence", "0.5"]);
    assert!(!some.is_empty() && some.iter().all(|e| e["type"] == "CONSULT"));
}

#[test]
fn files_come_with_their_sources_and_whole() {
    let dir = folder();
    let db = database(&dir);
    let out = dir.path().join("events.csv");
    export(&db, &["--format", "csv", "--manifest"])
        .arg("--out")
        .arg(&out)
        .assert()
        .success()
        .stdout("")
        .stderr(contains(" of ").and(contains("claims")));
    let rows = csv_rows(&fs::read(&out).unwrap());
    let sources = json(&fs::read_to_string(dir.path().join("events-sources.jsonl")).unwrap());
    assert_eq!(rows, sources.len());
    assert!(sources.iter().any(|s| {
        let reports = s["reports"].as_array().unwrap();
        reports
            .iter()
            .any(|r| !r["according_to"].as_array().unwrap().is_empty())
    }));
    assert!(!dir.path().join("events.csv.part").exists());
    let manifest = fs::read_to_string(dir.path().join("events-manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(manifest["rows"], rows);
    assert_eq!(manifest["engines"].as_array().unwrap().len(), 1);
    assert!(manifest["articles"].as_array().unwrap().len() > 3);
    // GDELT has its mentions beside it.
    let out = dir.path().join("gdelt.CSV");
    export(&db, &["--format", "gdelt", "-q"])
        .arg("--out")
        .arg(&out)
        .assert()
        .success()
        .stderr("");
    assert!(dir.path().join("gdelt-mentions.CSV").exists());
}

fn csv_rows(bytes: &[u8]) -> usize {
    String::from_utf8(bytes.to_vec())
        .unwrap()
        .matches("\r\n")
        .count()
        - 1
}

#[test]
fn a_folder_has_a_file_a_month() {
    let dir = folder();
    let db = database(&dir);
    let out = dir.path().join("months");
    let run = || {
        let mut command = export(&db, &["--format", "parquet", "--partition", "month"]);
        command.arg("--out").arg(&out);
        command
    };
    run().assert().success();
    let months: Vec<String> = fs::read_dir(&out)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(months.iter().any(|m| m == "_sources.jsonl"));
    let parts: Vec<&String> = months.iter().filter(|m| m.starts_with("month=")).collect();
    assert!(parts.len() > 1);
    for part in parts {
        let bytes = fs::read(out.join(part).join("events.parquet")).unwrap();
        assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    }
    // Months that are no longer there would stay: the folder must be empty.
    run().assert().code(2).stderr(contains("empty"));
}

#[test]
fn what_a_format_cannot_hold_is_told() {
    let dir = folder();
    let db = database(&dir);
    export(&db, &["--format", "icews", "--status", "all"])
        .assert()
        .success()
        .stderr(contains(
            "left out in a status that the format has no class for",
        ));
    export(&db, &["--format", "xls"])
        .assert()
        .code(2)
        .stderr(contains("parquet, csv"));
    export(&db, &["--format", "csv", "--codes"])
        .arg(dir.path())
        .assert()
        .code(2)
        .stderr(contains("cameo.txt"));
    let codes = dir.path().join("codes");
    fs::create_dir(&codes).unwrap();
    fs::write(codes.join("plover.txt"), "AID | - | 11 | - | -\n").unwrap();
    export(&db, &["--format", "polecat", "--codes"])
        .arg(&codes)
        .assert()
        .code(2)
        .stderr(contains("plover.txt:1"));
}

#[test]
fn passages_go_to_brat_and_come_back_for_scoring() {
    let dir = folder();
    let out = dir.path().join("brat");
    let write = || {
        let mut command = rawi();
        command
            .args(["annotate", "write", "-q", "--out"])
            .arg(&out)
            .arg(example(""));
        command
    };
    write().assert().success();
    write().assert().code(2).stderr(contains("empty"));
    assert!(
        fs::read_to_string(out.join("annotation.conf"))
            .unwrap()
            .contains("ASSAULT\tActor*")
    );
    let gold = printed(rawi().args(["annotate", "collect"]).arg(&out));
    let passages = json(&gold);
    let events: usize = passages
        .iter()
        .map(|p| p["events"].as_array().unwrap().len())
        .sum();
    assert!(passages.len() > 3 && events > 20);
    let file = dir.path().join("gold.jsonl");
    fs::write(&file, &gold).unwrap();
    let read = dir.path().join("read.jsonl");
    fs::write(&read, printed(rawi().args(["read", "-q"]).arg(&file))).unwrap();
    let scores = printed(rawi().args(["score", "--json"]).arg(&file).arg(&read));
    let scores: serde_json::Value = serde_json::from_str(&scores).unwrap();
    // What the reader finds in the lines again is nearly all that it found in the articles.
    let f1 = scores["event"]["f1"].as_f64().unwrap();
    assert!(f1 > 0.9, "{scores}");
    // A defect is named by file and line.
    let first = out.join("000001.ann");
    fs::write(&first, "E1\tASSAULT:T9\n").unwrap();
    rawi()
        .args(["annotate", "collect"])
        .arg(&out)
        .assert()
        .code(1)
        .stderr(contains("000001.ann, line 1"));
}
