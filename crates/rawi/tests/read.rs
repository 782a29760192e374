//! `rawi read`: what it prints in each form, what it does with bad input and bad output.

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use common::{example, folder, json, printed, rawi};
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;

#[test]
fn every_record_points_at_the_words_it_rests_on() {
    let readings = json(&printed(rawi().arg("read").arg(example(""))));
    assert!(readings.len() >= 12);
    let mut records = 0;
    for reading in &readings {
        let text: Vec<char> = reading["text"].as_str().unwrap().chars().collect();
        assert!(reading["engine"]["lexicon"].is_string());
        for event in reading["events"].as_array().unwrap() {
            records += 1;
            assert!(event.get("derivation").is_none());
            let trigger = &event["trigger"];
            let (start, end) = (&trigger["start"], &trigger["end"]);
            let span = start.as_u64().unwrap() as usize..end.as_u64().unwrap() as usize;
            let words: String = text[span].iter().collect();
            assert_eq!(words, trigger["text"].as_str().unwrap());
        }
    }
    assert!(records > 50, "{records}");
}

#[test]
fn one_and_two_threads_give_the_same_bytes() {
    for format in ["json", "text", "csv"] {
        let with = |threads| {
            printed(
                rawi()
                    .args(["read", "--format", format, "--threads", threads])
                    .arg(example("")),
            )
        };
        assert_eq!(with("1"), with("2"), "{format}");
    }
}

#[test]
fn what_it_prints_can_be_read_again() {
    let first = printed(rawi().arg("read").arg(example("rafid.txt")));
    let again = printed(rawi().args(["read", "-"]).write_stdin(first.clone()));
    assert_eq!(json(&first)[0]["text"], json(&again)[0]["text"]);
    assert_eq!(json(&first)[0]["events"], json(&again)[0]["events"]);
}

#[test]
fn text_is_for_people() {
    let text = printed(
        rawi()
            .args(["read", "--format", "text"])
            .arg(example("rafid.txt")),
    );
    for line in [
        "article: ",
        "title: ",
        "  1. ",
        "     status: ",
        "     according to: ",
    ] {
        assert!(
            text.contains(&format!("\n{line}")) || text.starts_with(line),
            "{line}"
        );
    }
    assert!(text.contains(", the outlet itself"));
    // Arabic stands in isolates, and every isolate that is opened is closed on its line.
    for line in text.lines() {
        let count = |c| line.chars().filter(|&x| x == c).count();
        assert_eq!(count('\u{2068}'), count('\u{2069}'), "{line}");
        let outside: String = line
            .split('\u{2068}')
            .map(|s| s.split('\u{2069}').next_back().unwrap_or(""))
            .collect();
        assert!(
            !outside.chars().any(|c| ('\u{620}'..'\u{64a}').contains(&c)),
            "{line}"
        );
    }
}

#[test]
fn csv_has_a_row_a_record() {
    let csv = printed(
        rawi()
            .args(["read", "--format", "csv"])
            .arg(example("rafid.txt")),
    );
    assert!(csv.starts_with("article,outlet,published,record,type,mode,status,trigger,"));
    assert!(csv.contains("\r\n"));
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let columns = reader.headers().unwrap().len();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let readings = json(&printed(rawi().arg("read").arg(example("rafid.txt"))));
    assert_eq!(rows.len(), readings[0]["events"].as_array().unwrap().len());
    assert!(rows.iter().all(|row| row.len() == columns));
    let help = printed(rawi().args(["read", "--help"]));
    for column in reader.headers().unwrap() {
        assert!(
            help.contains(&format!("  {column}: ")),
            "{column} is not documented"
        );
    }
}

#[test]
fn what_is_known_beforehand_wins() {
    let read = |args: &[&str]| {
        json(&printed(
            rawi().arg("read").args(args).arg(example("rafid.txt")),
        ))
    };
    let reading = &read(&["--published", "2020-01-02", "--outlet", "صحيفة"])[0];
    assert_eq!(reading["published"], "2020-01-02");
    assert_eq!(reading["outlet"], "صحيفة");
    let derived = &read(&["--derivation"])[0]["events"][0];
    assert_eq!(derived["derivation"][0]["field"], "type");
}

#[test]
fn fields_of_json_can_be_named() {
    let line = r#"{"الرابط": "x/1", "نص": "أدان وزير الخارجية الهجوم على القاهرة أمس."}"#;
    let reading = json(&printed(
        rawi()
            .args(["read", "-", "--field", "content=نص", "--field", "id=الرابط"])
            .write_stdin(line),
    ));
    assert_eq!(reading[0]["id"], "x/1");
    rawi()
        .args(["read", "-", "--field", "colour=red"])
        .assert()
        .code(2)
        .stderr(contains("FIELD=KEY"));
}

#[test]
fn an_overlay_changes_what_is_known() {
    let dir = folder();
    fs::create_dir(dir.path().join("politics")).unwrap();
    fs::write(
        dir.path().join("politics/groups.txt"),
        "xyz/banu-nusur | بنو النسور | SYR REB | Sons of the Eagles\n",
    )
    .unwrap();
    let text = "هاجم بنو النسور دمشق أمس.";
    let overlaid = printed(
        rawi()
            .args(["read", "-", "--lexicon"])
            .arg(dir.path())
            .write_stdin(text),
    );
    assert_eq!(
        json(&overlaid)[0]["events"][0]["actor"][0]["id"],
        "xyz/banu-nusur"
    );
    let plain = printed(rawi().args(["read", "-"]).write_stdin(text));
    assert_ne!(json(&plain)[0]["engine"], json(&overlaid)[0]["engine"]);
    fs::write(dir.path().join("politics/groups.txt"), "xyz | بنو\n").unwrap();
    rawi()
        .args(["read", "-", "--lexicon"])
        .arg(dir.path())
        .write_stdin(text)
        .assert()
        .code(2)
        .stderr(contains("groups.txt:1"));
}

#[test]
fn bad_input_is_named_and_the_rest_is_read() {
    let dir = folder();
    let write = |name: &str, bytes: &[u8]| fs::write(dir.path().join(name), bytes).unwrap();
    write(
        "a.txt",
        "وصل وزير الخارجية المصري إلى دمشق والتقى نظيره السوري.".as_bytes(),
    );
    write("b.dat", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR");
    write("c.zip", b"PK\x03\x04\x14\x00\x00\x00\x08\x00broken");
    write("d.txt", b"The minister met the ambassador in Cairo.");
    write("e.txt", b"");
    rawi()
        .arg("read")
        .arg(dir.path())
        .arg(dir.path().join("missing.txt"))
        .assert()
        .success()
        .stdout(contains("a.txt").and(contains("\n").count(2)))
        .stderr(
            contains("b.dat: is not text")
                .and(contains("c.zip"))
                .and(contains("d.txt: no Arabic"))
                .and(contains("e.txt: no article"))
                .and(contains("missing.txt: no such file"))
                .and(contains("2 articles, ").and(contains("4 skipped, 1 without Arabic"))),
        );
}

#[test]
fn nothing_read_is_a_failure() {
    let dir = folder();
    rawi()
        .arg("read")
        .arg(dir.path().join("missing.txt"))
        .assert()
        .code(1);
    rawi()
        .arg("read")
        .arg(dir.path())
        .assert()
        .code(1)
        .stderr(contains("nothing to read"));
    rawi().args(["read", "-"]).write_stdin("").assert().code(1);
    rawi().arg("read").assert().code(2);
    rawi()
        .args(["read", "-", "--published", "yesterday"])
        .assert()
        .code(2)
        .stderr(contains("2024-09-30"));
}

#[test]
fn a_bad_line_costs_that_line() {
    let good = |id: &str| format!("{{\"id\": \"{id}\", \"text\": \"زار الرئيس التركي بغداد.\"}}\n");
    let input = format!("{}{{broken\n\n{}", good("one"), good("two"));
    let assert = rawi()
        .args(["read", "-"])
        .write_stdin(input)
        .assert()
        .success();
    let output = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
    let ids: Vec<_> = json(&output).iter().map(|r| r["id"].clone()).collect();
    assert_eq!(ids, ["one", "two"]);
    assert.stderr(contains("-, line 2"));
}

#[test]
fn long_lines_and_pretty_json_are_read_from_standard_input() {
    let long = "قال الوزير إن بلاده ترفض العقوبات. ".repeat(2000);
    let line = format!("{{\"text\": \"{long}\"}}\n");
    assert_eq!(
        json(&printed(rawi().args(["read", "-"]).write_stdin(line))).len(),
        1
    );
    let pretty = format!(
        "{{\n \"articles\": [\n {{\"text\": \"{long}\"}},\n {{\"text\": \"زار الوزير بغداد\"}}\n ]\n}}\n"
    );
    assert_eq!(
        json(&printed(rawi().args(["read", "-"]).write_stdin(pretty))).len(),
        2
    );
}

#[test]
fn lines_are_answered_as_they_come() {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("rawi"))
        .args(["read", "-", "--quiet"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        for line in output.lines() {
            send.send(line.unwrap()).unwrap();
        }
    });
    for id in ["one", "two"] {
        writeln!(
            input,
            "{{\"id\": \"{id}\", \"text\": \"زار الوزير بغداد.\"}}"
        )
        .unwrap();
        let line = receive.recv_timeout(Duration::from_secs(60)).unwrap();
        assert!(line.contains(id), "{line}");
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

/// Whoever does not read holds up whoever writes, so that nothing piles up in between.
#[test]
fn a_slow_reader_slows_the_writer() {
    const LINES: usize = 1500;
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("rawi"))
        .args(["read", "-", "--quiet"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let written = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&written);
    let writer = std::thread::spawn(move || {
        let rest = "وأعلن الوزير ذلك في بيان. ".repeat(20);
        for id in 0..LINES {
            let line = format!("{{\"id\": \"{id}\", \"text\": \"زار الوزير بغداد. {rest}\"}}\n");
            input.write_all(line.as_bytes()).unwrap();
            count.store(id + 1, Ordering::SeqCst);
        }
    });
    // Until nothing more is taken.
    let mut before = usize::MAX;
    while before != written.load(Ordering::SeqCst) || before == 0 {
        before = written.load(Ordering::SeqCst);
        std::thread::sleep(Duration::from_secs(2));
    }
    assert!(before < 1000, "{before} lines were taken in");
    let output = BufReader::new(child.stdout.take().unwrap());
    assert_eq!(output.lines().map(Result::unwrap).count(), LINES);
    writer.join().unwrap();
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let dir = folder();
    let line = "{\"text\": \"زار الرئيس التركي بغداد والتقى رئيس الوزراء العراقي.\"}\n";
    let file = dir.path().join("many.jsonl");
    fs::write(&file, line.repeat(3000)).unwrap();
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("rawi"))
        .arg("read")
        .arg(&file)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    output.read_line(&mut String::new()).unwrap();
    drop(output);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = Command::new(assert_cmd::cargo::cargo_bin("rawi"))
        .arg("read")
        .arg(example("rafid.txt"))
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(
        told.contains("no room left") && told.contains("make room"),
        "{told}"
    );
}
