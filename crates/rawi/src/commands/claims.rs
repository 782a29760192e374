//! `rawi claim`: a claim with everybody who makes it.

use std::fmt::Write as _;

use rawi_store::{Claim, Store, Voice};
use serde::Serialize;

use crate::cli::ClaimArgs;
use crate::fault::Result;
use crate::output::Output;
use crate::shown::{self, JsonRecord};

/// Shows it.
pub fn run(args: &ClaimArgs) -> Result {
    let store = Store::open_existing(&args.db.db)?;
    let claim = store.claim(&args.id)?;
    let mut output = Output::new();
    if args.json {
        for voice in &claim.voices {
            output.json(&Json::of(&claim, voice))?;
        }
    } else {
        output.text(&text(&claim))?;
    }
    output.flush()?;
    super::note_unwoven(&store)
}

fn text(claim: &Claim) -> String {
    let mut out = shown::claim(&claim.row, "");
    for (i, voice) in claim.voices.iter().enumerate() {
        let _ = writeln!(out, "\n  {}.", i + 1);
        out.push_str(&shown::record(&voice.row, "     "));
        if voice.voice != i {
            let _ = writeln!(out, "     the same voice as {}", voice.voice + 1);
        }
    }
    out
}

/// A voice as a line of JSON.
#[derive(Serialize)]
struct Json<'a> {
    claim: &'a str,
    /// The first record in the same words; absent where it is this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    same_voice_as: Option<i64>,
    #[serde(flatten)]
    record: JsonRecord<'a>,
}

impl<'a> Json<'a> {
    fn of(claim: &'a Claim, voice: &'a Voice) -> Self {
        let first = claim.voices.get(voice.voice).map(|v| v.row.id);
        Self {
            claim: &claim.row.id,
            same_voice_as: first.filter(|id| *id != voice.row.id),
            record: JsonRecord::of(&voice.row),
        }
    }
}
