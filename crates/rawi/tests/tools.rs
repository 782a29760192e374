//! `rawi score`, `lexicon check`, `completions`, `man`.

mod common;

use std::fs;

use common::{example, folder, json, printed, rawi};
use predicates::str::contains;

#[test]
fn records_that_agree_with_the_annotation_score_full() {
    let dir = folder();
    let gold = dir.path().join("gold.jsonl");
    let sentence = "أدان وزير الخارجية المصري الهجوم.";
    fs::write(
        &gold,
        format!(
            "{}\n",
            serde_json::json!({
                "id": "p1", "outlet": "x", "published": "2024-01-01", "text": sentence, "sentences": [sentence],
                "events": [{"sentence": 0, "trigger": "أدان", "type": "ACCUSE", "status": "occurred",
                    "actor": [{"text": "وزير الخارجية المصري", "code": "EGY GOV"}], "recipient": [],
                    "place": null, "when": null, "according_to": []}],
            })
        ),
    )
    .unwrap();
    let predicted = dir.path().join("predicted.jsonl");
    fs::write(&predicted, printed(rawi().arg("read").arg(&gold))).unwrap();
    let score = |args: &[&str]| printed(rawi().arg("score").args(args).arg(&gold).arg(&predicted));
    assert!(json(&score(&["--json"]))[0]["event"]["r"].as_f64() >= Some(1.0));
    assert!(score(&[]).contains("event        P "));
    score(&["--errors"]);
    rawi()
        .arg("score")
        .arg(dir.path().join("missing.jsonl"))
        .arg(&predicted)
        .assert()
        .code(1)
        .stderr(contains("missing.jsonl"));
}

#[test]
fn a_lexicon_is_checked_line_by_line() {
    let dir = folder();
    let check = || {
        let mut command = rawi();
        command.args(["lexicon", "check"]).arg(dir.path());
        command
    };
    let file = dir.path().join("groups.txt");
    fs::write(
        &file,
        "xyz/banu-nusur | بنو النسور | SYR REB | Sons of the Eagles\n",
    )
    .unwrap();
    check()
        .assert()
        .success()
        .stdout(contains("1 file, no defects"));
    fs::write(
        &file,
        "# id | names | code | English\nxyz | بنو النسور | SYR XXX | Sons\n",
    )
    .unwrap();
    check()
        .assert()
        .code(1)
        .stdout(contains("groups.txt:2: "))
        .stderr(contains("1 defect"));
    rawi()
        .args(["lexicon", "check", "no/such/folder"])
        .assert()
        .code(1)
        .stderr(contains("no such folder"));
}

#[test]
fn shells_and_manuals_are_served() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(
            printed(rawi().args(["completions", shell])).contains("rawi"),
            "{shell}"
        );
    }
    assert!(printed(rawi().arg("man")).contains(".TH rawi"));
    let dir = folder();
    printed(rawi().args(["man", "--dir"]).arg(dir.path()));
    for page in ["rawi.1", "rawi-read.1", "rawi-lexicon-check.1"] {
        assert!(dir.path().join(page).is_file(), "{page}");
    }
    let blocked = dir.path().join("rawi.1/pages");
    rawi()
        .args(["man", "--dir"])
        .arg(blocked)
        .assert()
        .code(3)
        .stderr(contains("cannot be written"));
}

#[test]
fn help_tells_the_exit_codes() {
    assert!(printed(rawi().arg("--help")).contains("Exit codes: 0"));
    rawi().assert().code(2);
    rawi()
        .arg("reed")
        .arg(example("rafid.txt"))
        .assert()
        .code(2)
        .stderr(contains("read"));
}
