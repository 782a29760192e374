//! A JSONL file in, one value a line out, with the number of its line.

use std::fs;
use std::path::Path;

use serde::de::DeserializeOwned;

use crate::ScoreError;

/// Reads a file; the error names it.
pub(crate) fn read(path: &Path) -> Result<String, ScoreError> {
    let failed = |problem: String, remedy: &str| ScoreError {
        file: path.display().to_string(),
        line: None,
        problem,
        remedy: remedy.to_owned(),
    };
    let bytes = fs::read(path).map_err(|e| {
        failed(
            format!("cannot be read: {e}"),
            "check the path and that the file may be read",
        )
    })?;
    String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        failed(
            format!("is not UTF-8 from byte {at} on"),
            "save the file as UTF-8",
        )
    })
}

/// Parses every line that is not blank.
pub(crate) fn parse<T: DeserializeOwned>(
    file: &str,
    text: &str,
    remedy: &str,
) -> Result<Vec<(usize, T)>, ScoreError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(i, line)| {
            let value = serde_json::from_str(line).map_err(|e| ScoreError {
                file: file.to_owned(),
                line: Some(i + 1),
                // serde counts lines inside the one line that it is given.
                problem: e
                    .to_string()
                    .replace(" at line 1 column ", " at character "),
                remedy: remedy.to_owned(),
            })?;
            Ok((i + 1, value))
        })
        .collect()
}
