//! What Rawi knows: the built-in lexicon, compiled when this crate is built, and a user's own files laid over it.
//!
//! ```
//! let lexicon = rawi_lexicon::builtin();
//! assert_eq!(lexicon.hash().len(), 16);
//! ```

use std::path::Path;
use std::sync::OnceLock;

pub use rawi_lexicon_compiler::*;

static BLOB: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

/// The files that the built-in lexicon was compiled from.
static FILES_TEXT: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// The built-in lexicon; read at the first call, shared afterwards.
#[expect(
    clippy::expect_used,
    reason = "build.rs of this very build wrote the blob, and a test reads it"
)]
pub fn builtin() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::from_blob(BLOB).expect("the compiled lexicon is readable"))
}

/// The texts of the built-in lexicon.
pub fn builtin_sources() -> Sources {
    FILES_TEXT
        .iter()
        .fold(Sources::new(), |sources, &(name, text)| {
            sources.with(name, text)
        })
}

/// The built-in lexicon with a user's folder laid over it: same files, same formats. An entry with the id of a built-in
/// one replaces it, a line `! id` removes it.
///
/// # Errors
/// Everything that is wrong in the folder, if an entry of it cannot be used.
pub fn with_overlay(dir: &Path) -> Result<Lexicon, Defects> {
    let (lexicon, defects) = overlay(&Sources::read_dir(dir));
    if defects.iter().any(Defect::is_error) {
        return Err(Defects(defects));
    }
    Ok(lexicon)
}

/// What is wrong in a user's folder, warnings included.
pub fn check(dir: &Path) -> Vec<Defect> {
    overlay(&Sources::read_dir(dir)).1
}

/// Compiles, and keeps the defects that are the user's.
fn overlay(above: &Sources) -> (Lexicon, Vec<Defect>) {
    let (lexicon, mut defects) = compile_overlay(&builtin_sources(), above);
    defects.retain(|d| !FILES.contains(&d.file.as_str()));
    (lexicon, defects)
}
