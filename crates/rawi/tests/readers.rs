//! Exports read back by the programs that people use: pandas, polars, DuckDB. It needs a Python that has them, named in
//! `RAWI_READERS_PYTHON`; `.ci/run readers` makes one.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

mod common;

use std::path::Path;
use std::process::Command;

use common::{database, folder, rawi};

/// Arguments and file of each export.
const EXPORTS: [(&[&str], &str); 14] = [
    (&["--format", "csv"], "csv.csv"),
    (&["--format", "csv", "--bom"], "bom.csv"),
    (&["--format", "tsv"], "tsv.tsv"),
    (&["--format", "parquet"], "flat.parquet"),
    (
        &["--format", "parquet", "--layout", "nested"],
        "nested.parquet",
    ),
    (&["--format", "parquet", "--partition", "month"], "months"),
    (&["--format", "jsonl"], "jsonl.jsonl"),
    (&["--format", "violence"], "violence.csv"),
    (&["--format", "polecat", "--status", "all"], "polecat.txt"),
    (&["--format", "icews", "--status", "all"], "icews.tab"),
    (&["--format", "phoenix", "--status", "all"], "phoenix.txt"),
    (&["--format", "plover", "--status", "all"], "plover.jsonl"),
    (&["--format", "gdelt", "--status", "all"], "gdelt.CSV"),
    (&["--format", "webanno", "--raw"], "webanno.jsonld"),
];

#[test]
#[ignore = "needs a Python with pandas, polars and DuckDB: run `.ci/run readers`"]
fn people_can_read_every_export() {
    let python = std::env::var_os("RAWI_READERS_PYTHON").unwrap();
    let dir = folder();
    let db = database(&dir);
    let out = dir.path().join("out");
    std::fs::create_dir(&out).unwrap();
    for (arguments, file) in EXPORTS {
        rawi()
            .args(["export", "-q", "--db"])
            .arg(&db)
            .args(arguments)
            .arg("--out")
            .arg(out.join(file))
            .assert()
            .success();
    }
    let script =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../rawi-export/tests/readers/read_back.py");
    let done = Command::new(python)
        .arg(script)
        .arg(&out)
        .arg(&db)
        .status()
        .unwrap();
    assert!(done.success());
}
