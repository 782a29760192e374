//! docs/scores.md: what is measured, as Markdown. The same measurements give the same page.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use rawi_score::{Interval, Share};

use super::sets::{Labelled, Measured, Set};
use super::{confidence, floor};
use crate::corpus::Corpus;

/// The sections that this page writes; others, and those of which nothing was measured, are kept as they stand.
const TREEBANKS: &str = "Treebanks";
const CORPUS: &str = "Corpus";
const CONFIDENCE: &str = "Confidence";
/// The set on which it is measured: the other is too small.
const CONFIDENCE_OF: &str = "dev";

/// The whole page. `before` is the page as it stands.
pub fn page(
    measured: &Measured,
    treebanks: Option<&str>,
    corpus: Option<&Corpus>,
    before: &str,
) -> String {
    let mut out = String::new();
    let _ = write!(
        out,
        "# Scores\n\n\
         Written by `cargo xtask scores --gold DIR`; engine {}, lexicon `{}`.\n\n\
         The figures are measured on annotated passages that are not distributed. Their definitions are those of\n\
         `rawi score` (see `crates/rawi-score`). In brackets 95% intervals, by bootstrap over passages with {} resamples.\n\
         *Rules* is the reader without trained weights. *List* is the floor: a bare list of {} words with a type each; a\n\
         token that is one of them, clitics aside, is an event of that type.\n",
        measured.engine.version,
        measured.engine.lexicon,
        rawi_score::RESAMPLES,
        floor::size(),
    );
    for set in &measured.passages {
        passages(&mut out, set);
    }
    labelled(&mut out, &measured.gsr);
    let set = measured.passages.iter().find(|s| s.name == CONFIDENCE_OF);
    if let Some(set) = set {
        let text = confidence::to_markdown(set.name, &set.ours.records);
        section(&mut out, CONFIDENCE, &text);
    }
    if let Some(text) = treebanks {
        section(&mut out, TREEBANKS, text);
    }
    if let Some(corpus) = corpus {
        section(&mut out, CORPUS, &corpus.to_markdown());
    }
    for (title, text) in sections(before) {
        let measured_now = measured.passages.iter().any(|s| s.name == title)
            || title == GSR
            || title == CONFIDENCE && set.is_some()
            || title == TREEBANKS && treebanks.is_some()
            || title == CORPUS && corpus.is_some();
        if !measured_now {
            section(&mut out, title, text);
        }
    }
    out
}

fn section(out: &mut String, title: &str, text: &str) {
    let _ = write!(out, "\n## {title}\n\n{}\n", text.trim());
}

/// Titles and texts of a page's sections.
fn sections(page: &str) -> impl Iterator<Item = (&str, &str)> {
    page.split("\n## ")
        .skip(1)
        .filter_map(|s| s.split_once('\n'))
}

fn with_interval(value: f64, name: &str, intervals: &BTreeMap<String, Interval>) -> String {
    match intervals.get(name) {
        Some(i) => format!("{value:.3} ({:.3}–{:.3})", i.low, i.high),
        None => format!("{value:.3}"),
    }
}

fn passages(out: &mut String, set: &Set) {
    let total = &set.ours.total;
    let _ = write!(
        out,
        "\n## {}\n\n{}; passages: {}, events: {}.\n\n\
         | | precision | recall | F1 | rules: F1 | list: F1 |\n|---|---|---|---|---|---|\n",
        set.name,
        set.about,
        set.ours.passages.len(),
        total.event.gold,
    );
    let others = set.rules.total.counted();
    let others = others.iter().zip(set.floor.total.counted());
    for ((name, counts), ((_, rules), (_, floor))) in total.counted().iter().zip(others) {
        let prf = counts.prf();
        let _ = writeln!(
            out,
            "| {name} | {:.3} | {:.3} | {} | {:.3} | {:.3} |",
            prf.p,
            prf.r,
            with_interval(prf.f1, &format!("{name}.f1"), &set.intervals),
            rules.prf().f1,
            floor.prf().f1
        );
    }
    out.push_str("\n| on matched events | accuracy | list |\n|---|---|---|\n");
    for ((name, value), (_, floor)) in total.accuracies().iter().zip(set.floor.total.accuracies()) {
        let ours = value.map_or("–".to_owned(), |v| with_interval(v, name, &set.intervals));
        let floor = floor.map_or("–".to_owned(), |v| format!("{v:.3}"));
        let _ = writeln!(out, "| {name} | {ours} | {floor} |");
    }
    out.push_str(
        "\n| type | events | predicted | F1 | rules: F1 | list: F1 |\n|---|---|---|---|---|---|\n",
    );
    let rules = &set.rules.total.by_type;
    let floor = &set.floor.total.by_type;
    let types = total.by_type.keys().chain(rules.keys());
    let types: BTreeSet<&String> = types.chain(floor.keys()).collect();
    for kind in types {
        let ours = total.by_type.get(kind).copied().unwrap_or_default();
        let rules = rules.get(kind).copied().unwrap_or_default();
        let floor = floor.get(kind).copied().unwrap_or_default();
        let f1 = with_interval(ours.prf().f1, &format!("by_type.{kind}"), &set.intervals);
        let _ = writeln!(
            out,
            "| {kind} | {} | {} | {f1} | {:.3} | {:.3} |",
            ours.gold.max(floor.gold),
            ours.predicted,
            rules.prf().f1,
            floor.prf().f1
        );
    }
}

const GSR: &str = "gsr";

fn labelled(out: &mut String, set: &Labelled) {
    let _ = write!(
        out,
        "\n## {GSR}\n\n\
         {} sentences that the annotators of openeventdata/arabic_event_gsr labelled: does the sentence report an attack\n\
         (a protest)? Recall is the share of the sentences labelled yes with a record of the type, false alarms that of\n\
         those labelled no; *country* the share of the found ones with the annotated country on that side.\n\n\
         | | ours | list |\n|---|---|---|\n",
        set.ours.sentences.len()
    );
    let floor = set.floor.total.by_type();
    for ((kind, ours), (_, floor)) in set.ours.total.by_type().iter().zip(floor) {
        let mut row = |what: &str, key: &str, ours: Share, floor: Share| {
            let value = ours.value().map_or("–".to_owned(), |v| {
                with_interval(v, &format!("{kind}.{key}"), &set.intervals)
            });
            let floor = floor.value().map_or("–".to_owned(), |v| format!("{v:.3}"));
            let _ = writeln!(out, "| {kind}: {what} of {} | {value} | {floor} |", ours.of);
        };
        row("recall", "recall", ours.found, floor.found);
        row("false alarms", "false_alarms", ours.alarms, floor.alarms);
        row(
            "actor's country",
            "source_country",
            ours.source_country,
            floor.source_country,
        );
        row(
            "recipient's country",
            "target_country",
            ours.target_country,
            floor.target_country,
        );
    }
}

/// A few lines for the terminal.
pub fn summary(measured: &Measured) -> String {
    let mut out = String::new();
    for set in &measured.passages {
        let _ = writeln!(out, "{}\n{}", set.name, set.ours.to_text());
    }
    let _ = writeln!(out, "{GSR}");
    for (kind, counts) in measured.gsr.ours.total.by_type() {
        let share = |s: Share| {
            format!(
                "{:.3} ({}/{})",
                s.value().unwrap_or_default(),
                s.right,
                s.of
            )
        };
        let _ = writeln!(
            out,
            "{kind:8} recall {}  false alarms {}  country of actor {}  of recipient {}",
            share(counts.found),
            share(counts.alarms),
            share(counts.source_country),
            share(counts.target_country)
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_of_a_page() {
        let page = "# Scores\n\nx\n\n## seed\n\na\n\n## By hand\n\nb\nc\n";
        let found: Vec<_> = sections(page).map(|(t, x)| (t, x.trim())).collect();
        assert_eq!(found, [("seed", "a"), ("By hand", "b\nc")]);
    }
}
