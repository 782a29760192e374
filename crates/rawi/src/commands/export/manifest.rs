//! The manifest of an export: what was asked for, what came of it, which engine read which texts. With it a data set can
//! be made again, and its texts told apart from others of the same address.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use rawi_export::{SCHEMA_VERSION, Summary};
use rawi_store::Store;
use serde::Serialize;

use crate::cli::ExportArgs;
use crate::fault::{Fault, Result};
use crate::outfile::OutFile;

/// All but the articles, which are written one by one.
#[derive(Serialize)]
struct Head<'a> {
    rawi: &'static str,
    format: &'static str,
    schema: &'static str,
    unit: &'static str,
    status: Vec<&'static str>,
    /// The command line after `rawi export`.
    arguments: Vec<String>,
    events: u64,
    rows: u64,
    left_out: &'a BTreeMap<&'static str, u64>,
}

/// Writes it.
pub fn write(path: &Path, args: &ExportArgs, store: &Store, summary: &Summary) -> Result {
    let mut file = OutFile::create(path)?;
    let failed = |error: std::io::Error| Fault::writing(path, &error);
    let head = Head {
        rawi: env!("CARGO_PKG_VERSION"),
        format: args.format.as_str(),
        schema: SCHEMA_VERSION,
        unit: if args.raw { "record" } else { "claim" },
        status: args.statuses().iter().map(|s| s.as_str()).collect(),
        arguments: std::env::args().skip(2).collect(),
        events: summary.events,
        rows: summary.rows,
        left_out: &summary.left_out,
    };
    let head = serde_json::to_string(&head)?;
    // The object goes on after its head.
    let open = head.strip_suffix('}').unwrap_or(&head);
    write!(file, "{open},\"articles\":[").map_err(failed)?;
    let mut engines: BTreeMap<(String, String), u64> = BTreeMap::new();
    let mut any = false;
    store.article_hashes(|article| -> Result {
        let line = serde_json::json!({"id": article.id, "blake3": article.hash, "records": article.records});
        write!(file, "{}\n{line}", if any { "," } else { "" }).map_err(failed)?;
        any = true;
        let engine = (article.engine.version, article.engine.lexicon);
        *engines.entry(engine).or_default() += 1;
        Ok(())
    })??;
    let engines: Vec<serde_json::Value> = engines
        .into_iter()
        .map(|((version, lexicon), articles)| {
            serde_json::json!({"version": version, "lexicon": lexicon, "articles": articles})
        })
        .collect();
    writeln!(
        file,
        "\n],\"engines\":{}}}",
        serde_json::Value::from(engines)
    )
    .map_err(failed)?;
    file.finish()
}
