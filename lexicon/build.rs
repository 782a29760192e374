//! Compiles `language/` and `politics/` into a blob, and lists the files so that a user's folder can be laid over them.
//! A defect is a warning and its entry is left out: the build goes on while the files are being edited.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use rawi_lexicon_compiler::{FILES, Sources, compile};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=language");
    println!("cargo::rerun-if-changed=politics");
    let mut sources = Sources::new();
    let mut list = String::from("[\n");
    for name in FILES {
        let path = root.join(name);
        if path.is_file() {
            sources = sources.with(name, fs::read_to_string(&path)?);
            writeln!(list, "    ({name:?}, include_str!({:?})),", utf8(&path)?)?;
        }
    }
    list.push_str("]\n");
    let (lexicon, defects) = compile(&sources);
    for defect in &defects {
        println!("cargo::warning={defect}");
    }
    fs::write(out.join("lexicon.bin"), lexicon.to_blob()?)?;
    fs::write(out.join("sources.rs"), list)?;
    Ok(())
}

fn utf8(path: &Path) -> Result<&str, String> {
    path.to_str()
        .ok_or_else(|| format!("{} is not UTF-8", path.display()))
}
