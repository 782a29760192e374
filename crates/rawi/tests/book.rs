//! The book shows what the commands print: each ` ```console ` block of docs/book is run in a folder with the samples, and
//! the pages are written, with what was printed, for mdBook (`.ci/run book`).
//!
//! A line with `$ ` is a command for `sh`; a command that fails fails the test. Pages that SUMMARY.md names and docs/book
//! does not have are those of docs/.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::{example, folder};

const FENCE: &str = "```console\n";
/// So many lines of an output are shown.
const SHOWN: usize = 24;

#[test]
fn every_command_of_the_book_runs() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let book = Path::new(env!("CARGO_TARGET_TMPDIR")).join("book");
    fs::create_dir_all(book.join("src")).unwrap();
    fs::copy(docs.join("book/book.toml"), book.join("book.toml")).unwrap();
    let summary = fs::read_to_string(docs.join("book/src/SUMMARY.md")).unwrap();
    fs::write(book.join("src/SUMMARY.md"), &summary).unwrap();
    let mut commands = 0;
    for link in summary.split("](").skip(1) {
        let (page, _) = link.split_once(')').unwrap();
        let own = docs.join("book/src").join(page);
        let source = if own.exists() { own } else { docs.join(page) };
        let text = fs::read_to_string(&source).unwrap();
        let filled = filled(&text, &mut commands);
        fs::write(book.join("src").join(page), filled).unwrap();
    }
    assert!(commands > 8, "{commands} commands were run");
}

/// A page with what its commands print. The blocks of a page are run in one folder, one after another.
fn filled(text: &str, commands: &mut usize) -> String {
    let dir = folder();
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(FENCE) {
        let (block, tail) = after.split_once("```").unwrap();
        if !dir.path().join("examples").exists() {
            copy(&example(""), &dir.path().join("examples"));
        }
        out.push_str(before);
        out.push_str(FENCE);
        for line in block.lines() {
            let command = line
                .strip_prefix("$ ")
                .unwrap_or_else(|| panic!("no command: {line}"));
            *commands += 1;
            push(&mut out, line);
            let output = printed(dir.path(), command);
            output
                .lines()
                .take(SHOWN)
                .for_each(|line| push(&mut out, line));
            if output.lines().count() > SHOWN {
                push(&mut out, "…");
            }
        }
        out.push_str("```");
        rest = tail;
    }
    out + rest
}

/// What a command prints.
fn printed(dir: &Path, command: &str) -> String {
    let program = assert_cmd::cargo::cargo_bin("rawi");
    let mut path = program.parent().unwrap().as_os_str().to_owned();
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap());
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(dir)
        .env("PATH", path)
        .env("LC_ALL", "C")
        .env_remove("RAWI_DB")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{command}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn push(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, target).unwrap();
        }
    }
}
