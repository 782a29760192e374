//! `rawi score`: annotated passages and records in, figures out.

use rawi_score::{Gold, Predictions, ScoreError};

use crate::cli::ScoreArgs;
use crate::fault::{Fault, Result};
use crate::output::Output;

/// Compares and prints.
pub fn run(args: &ScoreArgs) -> Result {
    let gold = Gold::load(&args.gold).map_err(fault)?;
    let predicted = Predictions::load(&args.predicted).map_err(fault)?;
    let scores = rawi_score::score(&gold, &predicted);
    let mut output = Output::new();
    if args.errors {
        for finding in &scores.findings {
            output.text(&format!("{finding}\n"))?;
        }
    }
    if args.json {
        output.json(&scores.to_json())?;
    } else {
        output.text(&scores.to_text())?;
    }
    output.flush()
}

/// The message names file, line and remedy.
fn fault(error: ScoreError) -> Fault {
    Fault::Nothing(error.to_string())
}
