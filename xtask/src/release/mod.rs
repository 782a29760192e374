//! What is released: the stripped program with its size, completions, manual pages, licences, a list of its parts
//! (CycloneDX), checksums, and a manifest that says what all of it is.

mod sbom;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail, ensure};
use clap::Args as Arguments;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::machine::root;

/// A larger program is not released.
const MAX_BYTES: u64 = 40 << 20;

/// The file of checksums, as `sha256sum -c` reads it.
const SUMS: &str = "SHA256SUMS";

const SHELLS: [(&str, &str); 5] = [
    ("bash", "rawi.bash"),
    ("zsh", "_rawi"),
    ("fish", "rawi.fish"),
    ("elvish", "rawi.elv"),
    ("powershell", "_rawi.ps1"),
];

/// What to release, and where to put it.
#[derive(Arguments)]
pub struct Args {
    /// Folder to write; it must not be there
    #[arg(long, value_name = "DIR", default_value = "target/dist")]
    out: PathBuf,
    /// A program that was built already, instead of building it
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
    /// Further files to release, a wheel for example
    #[arg(long, value_name = "FILE")]
    with: Vec<PathBuf>,
}

/// Makes the folder.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let out = root().join(&args.out);
    ensure!(
        !out.exists(),
        "{} is there already: remove it first",
        out.display()
    );
    let built = match &args.binary {
        Some(binary) => binary.clone(),
        None => build()?,
    };
    fs::create_dir_all(&out).with_context(|| out.display().to_string())?;
    let binary = out.join(format!("rawi{}", std::env::consts::EXE_SUFFIX));
    fs::copy(&built, &binary).with_context(|| built.display().to_string())?;
    let size = fs::metadata(&binary)?.len();
    println!(
        "{}: {:.1} MiB",
        binary.display(),
        size as f64 / f64::from(1 << 20)
    );
    if args.binary.is_none() {
        ensure!(
            size <= MAX_BYTES,
            "the program has {size} bytes, more than {MAX_BYTES}"
        );
    }
    let completions = out.join("completions");
    fs::create_dir(&completions)?;
    for (shell, file) in SHELLS {
        fs::write(
            completions.join(file),
            said(&binary, &["completions", shell])?,
        )?;
    }
    let man = out.join("man");
    said(&binary, &["man", "--dir", &man.display().to_string()])?;
    for name in ["LICENSE-APACHE", "LICENSE-MIT", "README.md", "CHANGELOG.md"] {
        fs::copy(root().join(name), out.join(name)).with_context(|| name.to_owned())?;
    }
    for file in &args.with {
        let name = file.file_name().context("a file to release has no name")?;
        fs::copy(file, out.join(name)).with_context(|| file.display().to_string())?;
    }
    let parts = sbom::write(&out.join("rawi.cdx.json"))?;
    manifest(&out, &binary, parts)?;
    let files = checksums(&out)?;
    println!(
        "{}: {files} files, {parts} parts from others",
        out.display()
    );
    Ok(())
}

/// Builds the program, stripped; gives where it lies.
fn build() -> anyhow::Result<PathBuf> {
    let output = Command::new(env!("CARGO"))
        .current_dir(root())
        .args([
            "build",
            "--release",
            "--locked",
            "-p",
            "rawi",
            "--message-format",
            "json",
        ])
        .env("CARGO_PROFILE_RELEASE_STRIP", "symbols")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
        .stderr(std::process::Stdio::inherit())
        .output()
        .context("cargo build")?;
    ensure!(output.status.success(), "the build failed");
    let text = String::from_utf8(output.stdout)?;
    let program = text
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["target"]["name"] == "rawi")
        .find_map(|message| message["executable"].as_str().map(PathBuf::from));
    program.context("cargo named no program")
}

/// What the program prints.
fn said(binary: &Path, arguments: &[&str]) -> anyhow::Result<Vec<u8>> {
    let output = Command::new(binary)
        .args(arguments)
        .output()
        .with_context(|| binary.display().to_string())?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        bail!("rawi {} failed: {said}", arguments.join(" "));
    }
    Ok(output.stdout)
}

/// What this is: version, lexicon, commit, size.
fn manifest(out: &Path, binary: &Path, parts: usize) -> anyhow::Result<()> {
    let sample = root().join("examples");
    let read = said(binary, &["read", "--quiet", &sample.display().to_string()])?;
    let first = String::from_utf8(read)?;
    let first: Value = serde_json::from_str(first.lines().next().unwrap_or_default())
        .context("the program read nothing in examples/")?;
    let commit = Command::new("git")
        .current_dir(root())
        .args(["rev-parse", "HEAD"])
        .output()
        .ok()
        .filter(|o| o.status.success())
        .and_then(|o| String::from_utf8(o.stdout).ok())
        .map(|s| s.trim().to_owned());
    let manifest = json!({
        "name": "rawi",
        "version": env!("CARGO_PKG_VERSION"),
        "engine": first["engine"],
        "commit": commit,
        "system": format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS),
        "binary": {"file": binary.file_name().map(|n| n.to_string_lossy()), "bytes": fs::metadata(binary)?.len()},
        "parts": parts,
    });
    let text = serde_json::to_string_pretty(&manifest)? + "\n";
    Ok(fs::write(out.join("manifest.json"), text)?)
}

/// Sums of every file, in the order of their names; gives their number.
fn checksums(out: &Path) -> anyhow::Result<usize> {
    let mut files = Vec::new();
    walk(out, &mut files)?;
    files.sort();
    let mut text = String::new();
    for file in &files {
        let sum = Sha256::digest(fs::read(file)?);
        let hex: String = sum.iter().map(|b| format!("{b:02x}")).collect();
        let name = file
            .strip_prefix(out)?
            .display()
            .to_string()
            .replace('\\', "/");
        text.push_str(&format!("{hex}  {name}\n"));
    }
    fs::write(out.join(SUMS), text)?;
    Ok(files.len())
}

fn walk(dir: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_sha256sum() {
        let dir = std::env::temp_dir().join(format!("rawi-release-{}", std::process::id()));
        fs::create_dir_all(dir.join("man")).unwrap();
        fs::write(dir.join("man/a"), "abc").unwrap();
        assert_eq!(checksums(&dir).unwrap(), 1);
        let sums = fs::read_to_string(dir.join(SUMS)).unwrap();
        fs::remove_dir_all(&dir).unwrap();
        assert_eq!(
            sums,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  man/a\n"
        );
    }
}
