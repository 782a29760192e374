//! `cargo xtask soak`: runs too long for every change. What they showed is appended to docs/soak.md, and only if they
//! really ran.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Context as _, Result};
use rawi_reader::Reader;

use crate::machine;

/// Where the figures stand, from the root of the repository.
const FILE: &str = "docs/soak.md";

/// Which run.
#[derive(clap::Subcommand)]
pub enum Soak {
    /// Runs each target of fuzz/ for some time
    Fuzz {
        /// How long each target runs
        #[arg(long, value_name = "N")]
        seconds: u64,
    },
}

/// Runs it; exit code 1 if something was found.
pub fn run(what: &Soak) -> Result<ExitCode> {
    match what {
        Soak::Fuzz { seconds } => fuzz(*seconds),
    }
}

/// How a target fared.
struct Fuzzed {
    target: String,
    seconds: u64,
    runs: Option<u64>,
    /// The input on which it failed.
    found: Option<String>,
}

fn fuzz(seconds: u64) -> Result<ExitCode> {
    let root = machine::root();
    let targets = targets(root)?;
    let mut fuzzed = Vec::new();
    for target in targets {
        println!("{target}: {seconds} s");
        fuzzed.push(one(root, target, seconds)?);
    }
    let table = table(&fuzzed, seconds);
    print!("{table}");
    append(&root.join(FILE), &table)?;
    let clean = fuzzed.iter().all(|f| f.found.is_none());
    Ok(if clean {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Names of the targets.
fn targets(root: &Path) -> Result<Vec<String>> {
    let out = Command::new("cargo")
        .current_dir(root)
        .args(["fuzz", "list"])
        .output()
        .context("cannot start cargo")?;
    anyhow::ensure!(
        out.status.success(),
        "`cargo fuzz list` fails; `cargo install cargo-fuzz` gives the tool:\n{}",
        last_lines(&String::from_utf8_lossy(&out.stderr))
    );
    let targets = String::from_utf8_lossy(&out.stdout);
    let targets: Vec<String> = targets.split_whitespace().map(str::to_owned).collect();
    anyhow::ensure!(!targets.is_empty(), "no fuzz target in fuzz/Cargo.toml");
    Ok(targets)
}

/// The end of what a tool said, without the stack that it may print after it.
fn last_lines(said: &str) -> String {
    let said = said.split("Stack backtrace").next().unwrap_or(said);
    let lines: Vec<&str> = said.trim().lines().collect();
    lines[lines.len().saturating_sub(12)..].join("\n")
}

fn one(root: &Path, target: String, seconds: u64) -> Result<Fuzzed> {
    let corpus = format!("fuzz/corpus/{target}");
    fs::create_dir_all(root.join(&corpus)).with_context(|| format!("cannot make {corpus}"))?;
    let seeds = format!("fuzz/seeds/{target}");
    let start = Instant::now();
    let mut command = Command::new("cargo");
    command
        .current_dir(root)
        // The sanitizers' flags are for nightly compilers, unless a stable one is told otherwise.
        .env("RUSTC_BOOTSTRAP", "1")
        .args(["fuzz", "run", &target, &corpus]);
    if root.join(&seeds).is_dir() {
        command.arg(&seeds);
    }
    let out = command
        .args(["--", &format!("-max_total_time={seconds}")])
        .output()
        .context("cannot start cargo")?;
    let said = String::from_utf8_lossy(&out.stderr);
    let runs = runs(&said);
    let found = said.lines().find_map(|l| {
        l.split_once("Test unit written to ")
            .map(|(_, path)| path.trim().to_owned())
    });
    // Neither an end nor a finding: it was not built, or the tool is missing.
    if found.is_none() && (runs.is_none() || !out.status.success()) {
        anyhow::bail!("{target} did not run:\n{}", last_lines(&said));
    }
    Ok(Fuzzed {
        target,
        seconds: start.elapsed().as_secs().min(seconds),
        runs,
        found,
    })
}

/// The number in libFuzzer's last line, `Done 123 runs in 20 second(s)`.
fn runs(said: &str) -> Option<u64> {
    let line = said.lines().rev().find_map(|l| l.strip_prefix("Done "))?;
    line.split_whitespace().next()?.parse().ok()
}

fn table(fuzzed: &[Fuzzed], seconds: u64) -> String {
    let engine = Reader::new(rawi_lexicon::builtin()).engine();
    let mut out = format!(
        "\n## Fuzzing, {seconds} seconds a target: engine {}, lexicon `{}`\n\n\
         | target | seconds | inputs tried | found |\n|---|---|---|---|\n",
        engine.version, engine.lexicon
    );
    for f in fuzzed {
        let runs = f.runs.map_or("–".to_owned(), |n| n.to_string());
        let found = f.found.as_deref().unwrap_or("nothing");
        let _ = writeln!(out, "| {} | {} | {runs} | {found} |", f.target, f.seconds);
    }
    out
}

fn append(file: &Path, table: &str) -> Result<()> {
    let mut text = String::new();
    if !file.exists() {
        text.push_str("# Long runs\n\nWhat `cargo xtask soak` found, newest last.\n");
    }
    text.push_str(table);
    fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(file)
        .and_then(|mut f| f.write_all(text.as_bytes()))
        .with_context(|| format!("cannot write {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_of_runs_is_read_from_the_last_line() {
        assert_eq!(
            runs("#5 DONE\nDone 51234 runs in 21 second(s)\n"),
            Some(51234)
        );
        assert_eq!(runs("error: could not compile"), None);
    }
}
