//! Counts in, text out.

use std::fmt::Write as _;

use rawi_lexicon::Lexicon;

use super::count::{Counts, Known};
use super::entries::{Table, all};

/// How many unknowns of a sort are listed.
const UNKNOWN: usize = 50;
/// How many entries of a table that were never met.
const NEVER_MET: usize = 20;

/// The whole report.
pub fn text(counts: &Counts, lexicon: &Lexicon, articles: usize) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "lexicon {}, {articles} articles, {} words\n",
        lexicon.hash(),
        counts.words
    );
    let _ = writeln!(
        out,
        "{:5.1}% of the words have a reading from the lexicon",
        percent(counts.readings, counts.words)
    );
    let sorts = [
        (
            "words with such a reading, or inside a name",
            &counts.explained,
        ),
        (
            "words best read as finite verbs: of a verb known",
            &counts.verbs,
        ),
        (
            "names after a title: of a person known",
            &counts.after_title,
        ),
        (
            "subjects of reporting verbs: begin with a mention known",
            &counts.speakers,
        ),
    ];
    for (what, known) in sorts {
        let share = percent(known.known, known.total());
        let _ = writeln!(out, "{share:5.1}% of {:7} {what}", known.total());
    }
    for (what, known) in sorts {
        unknown(&mut out, what, known);
    }
    tables(&mut out, counts, lexicon);
    out
}

fn unknown(out: &mut String, what: &str, known: &Known) {
    let mut found: Vec<(&String, &usize)> = known.unknown.iter().collect();
    found.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let _ = writeln!(out, "\n{what}. Unknown, {} different:", found.len());
    for (words, n) in found.into_iter().take(UNKNOWN) {
        let _ = writeln!(out, "{n:7}  {words}");
    }
}

fn tables(out: &mut String, counts: &Counts, lexicon: &Lexicon) {
    let entries = all(lexicon);
    let _ = writeln!(
        out,
        "\nTables: entries, of them met; share of the words, or mentions in 1,000 words"
    );
    for (table, ids) in &entries {
        let met = ids.iter().filter(|id| is_met(counts, *table, id)).count();
        let explained = counts.by_table.get(table).copied().unwrap_or_default();
        let share = match table {
            Table::Frames | Table::ReportingVerbs | Table::LightVerbs => String::new(),
            Table::Phrase(_) => format!("{:7.2} in 1,000", 10.0 * percent(explained, counts.words)),
            _ => format!("{:6.2}%", percent(explained, counts.words)),
        };
        let _ = writeln!(out, "{:37} {:6} {met:6}  {share}", table.name(), ids.len());
    }
    for (table, ids) in &entries {
        let never: Vec<&str> = ids
            .iter()
            .filter(|id| !is_met(counts, *table, id))
            .map(String::as_str)
            .collect();
        if !never.is_empty() {
            let first = never[..never.len().min(NEVER_MET)].join(", ");
            let _ = writeln!(
                out,
                "\n{}: {} never met: {first}",
                table.name(),
                never.len()
            );
        }
    }
}

fn is_met(counts: &Counts, table: Table, id: &str) -> bool {
    counts.met.get(&table).is_some_and(|met| met.contains(id))
}

fn percent(n: usize, of: usize) -> f64 {
    100.0 * n as f64 / of.max(1) as f64
}
