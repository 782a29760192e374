//! The README shows what the program prints: every paragraph of its example stands in the output as it is.
//!
//! `UPDATE_README=1 cargo test -p rawi --test readme` takes the paragraphs from the output anew.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

mod common;

use std::fs;
use std::path::Path;

use common::{example, printed, rawi};

const COMMAND: &str = "$ rawi read examples --format text\n";

#[test]
fn the_example_is_what_is_printed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(COMMAND).unwrap();
    let (shown, after) = rest.split_once("```").unwrap();
    let output = printed(
        rawi()
            .args(["read", "examples", "--format", "text"])
            .current_dir(example("..")),
    );
    let fresh: Vec<&str> = shown
        .trim_end_matches("…\n")
        .split("…\n")
        .map(|piece| paragraph(&output, piece.lines().next().unwrap()))
        .collect();
    let fresh = fresh.join("…\n") + "…\n";
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, format!("{before}{COMMAND}{fresh}```{after}")).unwrap();
    } else {
        assert!(
            shown == fresh,
            "README.md shows\n{shown}\nand the program prints\n{fresh}\nrun UPDATE_README=1 cargo test -p rawi --test readme"
        );
    }
}

/// The paragraph that begins with the line: the last one, as a headline may come twice.
fn paragraph<'a>(output: &'a str, first: &str) -> &'a str {
    let start = output
        .rfind(&format!("{first}\n"))
        .unwrap_or_else(|| panic!("not printed: {first}"));
    let end = output[start..].find("\n\n").unwrap();
    &output[start..=start + end]
}
