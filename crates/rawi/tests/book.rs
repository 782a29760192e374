//! The book shows what the commands print: each ` ```console ` block of docs/book is run in a folder with the samples.
//!
//! A line with `$ ` is a command for `sh`, the lines after it are what it must print on standard output; `…` stands for
//! lines that are left out. `UPDATE_BOOK=1 cargo test -p rawi --test book` takes what is printed anew.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{example, folder};

const FENCE: &str = "```console\n";
/// Of a longer output so many lines are shown at first.
const SHOWN: usize = 24;
const LEFT_OUT: &str = "…";

#[test]
fn the_book_is_what_is_printed() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/book/src");
    let mut pages: Vec<PathBuf> = fs::read_dir(&source)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .collect();
    pages.sort();
    let mut commands = 0;
    for page in pages {
        let text = fs::read_to_string(&page).unwrap();
        let fresh = run_page(&text, &mut commands);
        if text == fresh {
            continue;
        }
        if std::env::var_os("UPDATE_BOOK").is_some() {
            fs::write(&page, fresh).unwrap();
        } else {
            panic!(
                "{} is not what is printed; run UPDATE_BOOK=1 cargo test -p rawi --test book and look at the difference",
                page.display()
            );
        }
    }
    assert!(commands > 8, "{commands} commands were run");
}

/// A page with its blocks as they are printed. The blocks of a page are run in one folder, one after another.
fn run_page(text: &str, commands: &mut usize) -> String {
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
        for part in block
            .split_inclusive('\n')
            .collect::<Vec<_>>()
            .chunk_by(|_, b| !b.starts_with("$ "))
        {
            let command = part[0]
                .strip_prefix("$ ")
                .unwrap_or_else(|| panic!("no command: {}", part[0]));
            *commands += 1;
            out.push_str(part[0]);
            out.push_str(&shown(&printed(dir.path(), command), &part[1..]));
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

/// As many lines of the output before and after what is left out as the page shows.
fn shown(output: &str, page: &[&str]) -> String {
    let lines: Vec<&str> = output.lines().collect();
    let left_out = page.iter().position(|line| line.trim_end() == LEFT_OUT);
    let (head, tail) = match left_out {
        Some(at) => (at, page.len() - at - 1),
        None if lines.len() > SHOWN + 2 => (SHOWN, 0),
        None => (lines.len(), 0),
    };
    let mut out = String::new();
    if head + tail >= lines.len() {
        lines.iter().for_each(|line| push(&mut out, line));
        return out;
    }
    lines[..head].iter().for_each(|line| push(&mut out, line));
    push(&mut out, LEFT_OUT);
    lines[lines.len() - tail..]
        .iter()
        .for_each(|line| push(&mut out, line));
    out
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
