//! What a person reads to judge a pair by: takes articles and records, gives lines of text.

use std::collections::HashSet;
use std::fmt::Write as _;

use rawi_arabic::Text;
use rawi_model::{Article, Mention, Record};

use super::draw::Drawn;

/// Words of an article that are shown.
const WORDS: usize = 60;
/// Words that are shown of an article beside one that may hold its words.
const BESIDE: usize = 90;
/// Words of a run that is marked where both articles have it.
const RUN: usize = 4;

/// All pairs, numbered as the lines of the sheet.
pub fn text(question: &str, drawn: &[Drawn]) -> String {
    let mut out = format!(
        "{question}\nNumber N is line N + 1 of the sheet. Not to be committed: the sentences belong to their publishers.\n"
    );
    for (n, pair) in drawn.iter().enumerate() {
        let _ = write!(
            out,
            "\n=== {}\n{}\n--\n{}\n",
            n + 1,
            pair.first.shown,
            pair.second.shown
        );
        if !pair.remark.is_empty() {
            let _ = writeln!(out, "({})", pair.remark);
        }
    }
    out
}

fn head(article: &Article) -> String {
    let day = article.published.map_or(String::new(), |d| d.to_string());
    format!("{} {day} | {}", article.outlet, article.title.trim())
}

/// An article's headline and first words.
pub fn beginning(article: &Article) -> String {
    let words: Vec<&str> = article.text.split_whitespace().take(WORDS).collect();
    format!("{}\n{}", head(article), words.join(" "))
}

/// An article from where it begins to share words with another, what it shares in brackets.
pub fn beside(article: &Article, other: &Article) -> String {
    let words: Vec<&str> = article.text.split_whitespace().collect();
    let keys: Vec<String> = words.iter().map(|w| key(w)).collect();
    let there: Vec<String> = other.text.split_whitespace().map(key).collect();
    let runs: HashSet<&[String]> = there.windows(RUN).collect();
    let mut shared = vec![false; words.len()];
    for (i, run) in keys.windows(RUN).enumerate() {
        if runs.contains(run) {
            shared[i..i + RUN].fill(true);
        }
    }
    let from = shared.iter().position(|s| *s).unwrap_or(0);
    let from = if from < BESIDE / 3 { 0 } else { from - 10 };
    let to = (from + BESIDE).min(words.len());
    let mut out = format!("{} ({} words)\n", head(article), words.len());
    if from > 0 {
        out.push_str("… ");
    }
    for i in from..to {
        if shared[i] && (i == from || !shared[i - 1]) {
            out.push('[');
        }
        out.push_str(words[i]);
        if shared[i] && (i + 1 == to || !shared[i + 1]) {
            out.push(']');
        }
        out.push(' ');
    }
    if to < words.len() {
        out.push('…');
    }
    out
}

fn key(word: &str) -> String {
    let letters: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    rawi_arabic::fold(&letters)
}

/// A record's sentence with its word marked, the one before it, and what was read.
pub fn record(article: &Article, text: &Text, record: &Record) -> String {
    let (start, end) = (record.trigger.start, record.trigger.end);
    let sentences = text.sentences();
    let at = sentences.partition_point(|s| s.end <= start);
    let mut out = head(article);
    out.push('\n');
    if let Some(before) = at.checked_sub(1).and_then(|i| sentences.get(i)) {
        let _ = writeln!(out, "({})", line(&text.slice(before.start, before.end)));
    }
    if let Some(s) = sentences.get(at) {
        let _ = writeln!(
            out,
            "{}",
            line(&format!(
                "{}⟦{}⟧{}",
                text.slice(s.start, start),
                text.slice(start, end),
                text.slice(end, s.end)
            ))
        );
    }
    let mentions = |list: &[Mention]| {
        let names: Vec<String> = list.iter().map(|m| line(&m.text)).collect();
        names.join(" + ")
    };
    let _ = write!(
        out,
        "{} {} | {} > {} | {} | {}",
        record.kind,
        record.status,
        mentions(&record.actor),
        mentions(&record.recipient),
        record.place.as_ref().map_or("", |p| &p.text),
        record.when.as_deref().unwrap_or("")
    );
    for source in &record.according_to {
        let _ = write!(out, " | source {}", line(&source.text));
    }
    for figure in &record.figures {
        let _ = write!(out, " | {:?} {}", figure.kind, figure.words.text);
    }
    out
}

/// Without breaks.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str) -> Article {
        Article {
            outlet: "was".to_owned(),
            title: "خبر".to_owned(),
            text: text.to_owned(),
            ..Article::default()
        }
    }

    #[test]
    fn what_is_shared_stands_in_brackets() {
        let a = article("وقال: زار الوزير بغداد أمس، ثم عاد");
        let b = article("زار الوزير بغداد أمس");
        assert_eq!(
            beside(&a, &b),
            "was  | خبر (7 words)\nوقال: [زار الوزير بغداد أمس،] ثم عاد "
        );
        assert!(beside(&b, &article("غيره")).contains("زار الوزير"));
    }
}
