//! What all tests of the command line share: the program, the samples, a folder that goes away.

#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses a part; a test that cannot be set up has failed"
)]

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// The program, without anything of the user's.
pub fn rawi() -> Command {
    let mut command = Command::cargo_bin("rawi").unwrap();
    command.env_remove("RAWI_DB").env_remove("NO_COLOR");
    command
}

/// A file or folder of `examples/`.
pub fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples")
        .join(name)
}

/// A folder that is removed at the end.
pub fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// A database of all samples.
pub fn database(dir: &TempDir) -> PathBuf {
    let db = dir.path().join("rawi.db");
    rawi()
        .args(["import", "-q", "--db"])
        .arg(&db)
        .arg(example(""))
        .assert()
        .success();
    db
}

/// What a command prints, after it has succeeded.
pub fn printed(command: &mut Command) -> String {
    let output = command.assert().success().get_output().stdout.clone();
    String::from_utf8(output).unwrap()
}

/// The lines as JSON.
pub fn json(text: &str) -> Vec<serde_json::Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
