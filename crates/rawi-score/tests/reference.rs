//! Our figures against the reference scripts, to three decimals, on records made from the annotations themselves:
//! perfect ones, and ones damaged in every way that a program under test may be wrong.
//!
//! Needs the folder of annotated passages with their scripts in `RAWI_GOLD`, and `python3`; CI has both.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rawi_score::{Gold, Gsr, Predictions, score, score_gsr};
use serde_json::{Value, json};

/// Drawn numbers, the same at each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn one_in(&mut self, sides: u64) -> bool {
        self.roll(sides) == 0
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len() as u64) as usize]
    }
}

fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("RAWI_GOLD").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: RAWI_GOLD is not set");
    }
    folder
}

fn python(script: &Path, gold: &Path, records: &Path, extra: &str) -> String {
    let out = Command::new("python3")
        .arg(script)
        .args([gold, records])
        .arg(extra)
        .env("PYTHONIOENCODING", "utf-8")
        .output()
        .expect("python3 runs");
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    String::from_utf8(out.stdout).expect("UTF-8")
}

fn lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).expect("the file is there");
    text.lines()
        .map(|l| serde_json::from_str(l).expect("JSON"))
        .collect()
}

fn find(hay: &str, needle: &str, nth: usize) -> Option<(usize, usize)> {
    let (at, _) = hay.match_indices(needle).nth(nth)?;
    let start = hay[..at].chars().count();
    Some((start, start + needle.chars().count()))
}

/// The annotations of a passage as a program would write them, damaged at one place in `rarity`; 0 for none.
fn records(passage: &Value, dice: &mut Dice, rarity: u64) -> Value {
    const TYPES: &[&str] = &["ASSAULT", "CONSULT", "COOPERATE", "ACCUSE", "NONSENSE"];
    const CODES: &[&str] = &[
        "SYR GOV",
        "RUS GOV",
        "--- REB",
        "IGO IGO",
        "TUR",
        "  SAU   MIL ",
    ];
    let text = passage["text"].as_str().expect("text");
    let length = text.chars().count() as u64;
    let bad = |dice: &mut Dice| rarity > 0 && dice.one_in(rarity);
    let mut before = 0;
    let starts: Vec<usize> = passage["sentences"]
        .as_array()
        .expect("sentences")
        .iter()
        .map(|s| {
            let at = before;
            before += s.as_str().expect("sentence").chars().count() + 1;
            at
        })
        .collect();
    let mut out = Vec::new();
    for event in passage["events"].as_array().expect("events") {
        if bad(dice) {
            continue;
        }
        let at = event["sentence"].as_u64().expect("sentence") as usize;
        let sentence = passage["sentences"][at].as_str().expect("sentence");
        let trigger = event["trigger"].as_str().expect("trigger");
        let nth = event["nth"].as_u64().unwrap_or(0) as usize;
        let (start, end) = find(sentence, trigger, nth).expect("a trigger in its sentence");
        let (mut start, mut end) = (starts[at] + start, starts[at] + end);
        if bad(dice) {
            match dice.roll(5) {
                0 => end += 12,
                1 => start = start.saturating_sub(4),
                2 => (start, end) = (start + 9, end + 9),
                3 => (start, end) = (end, start),
                _ => (start, end) = (start + 100_000, end + 100_000),
            }
        }
        let mut record = json!({"trigger": {"start": start, "end": end}, "type": event["type"], "actor": event["actor"],
            "recipient": event["recipient"], "place": event["place"], "when": event["when"], "status": event["status"]});
        let mut sources = Vec::new();
        for source in event["according_to"].as_array().expect("sources") {
            let (mut start, mut end) = find(text, source["text"].as_str().expect("text"), 0)
                .expect("a source in the text");
            if bad(dice) {
                (start, end) = (start + dice.roll(30) as usize, end + dice.roll(60) as usize);
            }
            let kind = if bad(dice) {
                json!("document")
            } else {
                source["kind"].clone()
            };
            sources.push(json!({"start": start, "end": end, "kind": kind}));
        }
        if bad(dice) {
            sources.reverse();
        }
        if bad(dice) {
            let start = dice.roll(length);
            sources.push(json!({"start": start, "end": start + dice.roll(20)}));
        }
        record["according_to"] = Value::Array(sources);
        if bad(dice) {
            record["type"] = json!(dice.pick(TYPES));
        }
        if bad(dice) {
            record["status"] = json!(dice.pick(&["occurred", "planned", "denied", "imagined"]));
        }
        if bad(dice) {
            record["when"] = if dice.one_in(2) {
                json!("2015-08")
            } else {
                json!("")
            };
        }
        if bad(dice) {
            record["place"] = if dice.one_in(2) {
                json!({"country": "YEM"})
            } else {
                json!({})
            };
        }
        for role in ["actor", "recipient"] {
            let mentions = record[role].as_array_mut().expect("mentions");
            for mention in mentions.iter_mut() {
                if bad(dice) {
                    mention["code"] = json!(dice.pick(CODES));
                }
                if bad(dice) {
                    let words: Vec<&str> =
                        mention["text"].as_str().expect("text").split(' ').collect();
                    mention["text"] =
                        json!(words[..=dice.roll(words.len() as u64) as usize].join(" "));
                }
                if bad(dice) {
                    mention["text"] = Value::Null;
                }
            }
            if bad(dice) {
                mentions.push(json!({"code": dice.pick(CODES), "text": "مصدر"}));
            }
        }
        if bad(dice) {
            let actor = record["actor"].take();
            record["actor"] = std::mem::replace(&mut record["recipient"], actor);
        }
        for field in [
            "actor",
            "recipient",
            "place",
            "when",
            "status",
            "according_to",
        ] {
            if bad(dice) && dice.one_in(2) {
                record[field] = Value::Null;
            } else if bad(dice) && dice.one_in(2) {
                record.as_object_mut().expect("an object").remove(field);
            }
        }
        out.push(record.clone());
        if bad(dice) {
            out.push(record);
        }
    }
    if bad(dice) {
        out.reverse();
    }
    json!({"id": passage["id"], "events": out})
}

fn write(path: &Path, values: impl Iterator<Item = Value>) {
    let text: String = values.map(|v| v.to_string() + "\n").collect();
    fs::write(path, text).expect("a temporary file");
}

#[test]
fn figures_and_differences_are_those_of_the_reference() {
    let Some(folder) = folder() else { return };
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let file = temporary.path().join("records.jsonl");
    let script = folder.join("score.py");
    for set in ["seed", "dev", "train"] {
        let path = folder.join(set).with_extension("jsonl");
        let passages = lines(&path);
        let gold = Gold::load(&path).expect("gold that can be read");
        for (seed, rarity) in [(1, 0), (2, 40), (3, 12), (4, 5), (5, 3)] {
            let mut dice = Dice(seed);
            let damaged = passages.iter().filter_map(|p| {
                let silent = rarity > 0 && dice.one_in(20);
                (!silent).then(|| records(p, &mut dice, rarity))
            });
            write(
                &file,
                damaged.chain([json!({"id": "unheard of", "events": []})]),
            );
            let predictions = Predictions::load(&file).expect("records that can be read");
            let ours = score(&gold, &predictions);
            let theirs: Value =
                serde_json::from_str(&python(&script, &path, &file, "--json")).expect("JSON");
            assert_eq!(ours.to_json(), theirs, "{set}, damage 1 in {rarity}");
            if rarity == 0 {
                assert_eq!(ours.total.event.prf().f1, 1.0);
            }
            let theirs = python(&script, &path, &file, "--errors");
            let differences: String = ours.findings.iter().map(|f| format!("{f}\n")).collect();
            // Text may hold line breaks of its own, so the whole is compared.
            assert!(
                theirs.starts_with(&differences),
                "{set}, damage 1 in {rarity}"
            );
            let rest = &theirs[differences.len()..];
            assert!(
                rest.starts_with("types  "),
                "{set}, damage 1 in {rarity}: {rest}"
            );
        }
    }
}

#[test]
fn labels_are_scored_as_by_the_reference() {
    let Some(folder) = folder() else { return };
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let file = temporary.path().join("records.jsonl");
    let path = folder.join("gsr.jsonl");
    let sentences = lines(&path);
    let gold = Gsr::load(&path).expect("labels that can be read");
    for seed in 1..5 {
        let mut dice = Dice(seed);
        let answers = sentences.iter().filter_map(|s| {
            let code = |role: &str, dice: &mut Dice| match s[role].as_str() {
                Some(code) if !dice.one_in(3) => json!([{ "code": format!("{} GOV", &code[..3]) }]),
                _ => json!([{"code": "SYR GOV"}]),
            };
            let mut events = Vec::new();
            for _ in 0..dice.roll(3) {
                let mut event = json!({"trigger": {"start": 0, "end": 3}, "type": dice.pick(&["ASSAULT", "PROTEST", "AID"]),
                    "actor": code("source", &mut dice), "recipient": code("target", &mut dice)});
                match dice.roll(4) {
                    0 => event["status"] = json!("planned"),
                    1 => event["status"] = Value::Null,
                    2 => event["status"] = json!("occurred"),
                    _ => {}
                }
                events.push(event);
            }
            (!dice.one_in(30)).then(|| json!({"id": s["id"], "events": events}))
        });
        write(&file, answers);
        let predictions = Predictions::load(&file).expect("records that can be read");
        let ours = score_gsr(&gold, &predictions);
        let script = folder.join("score_gsr.py");
        let theirs: Value =
            serde_json::from_str(&python(&script, &path, &file, "--json")).expect("JSON");
        assert_eq!(ours.to_json(), theirs);
        let theirs = python(&script, &path, &file, "--errors");
        let differences: String = ours.findings.iter().map(|f| format!("{f}\n")).collect();
        assert!(theirs.starts_with(&differences));
        assert!(theirs[differences.len()..].starts_with("sentences: "));
    }
}
