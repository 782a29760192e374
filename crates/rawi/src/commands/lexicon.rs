//! `rawi lexicon check`: a user's lexicon folder in, its defects out.

use std::path::Path;

use crate::fault::{Fault, Result};
use crate::output::Output;
use crate::tally::counted;

/// Checks a folder.
pub fn check(dir: &Path) -> Result {
    if !dir.is_dir() {
        return Err(Fault::Nothing(format!(
            "{}: no such folder (give the folder that holds `language/` or `politics/`, or the files themselves)",
            dir.display()
        )));
    }
    let defects = rawi_lexicon::check(dir);
    let mut output = Output::new();
    for defect in &defects {
        let grade = if defect.is_error() { "" } else { "warning: " };
        output.text(&format!("{grade}{defect}\n"))?;
    }
    output.flush()?;
    if defects.is_empty() {
        let files = rawi_lexicon::Sources::read_dir(dir).understood().count() as u64;
        output.text(&format!("{}, no defects\n", counted(files, "file")))?;
        return output.flush();
    }
    Err(Fault::Nothing(format!(
        "{} in {} (mend the lines named above)",
        counted(defects.len() as u64, "defect"),
        dir.display()
    )))
}
