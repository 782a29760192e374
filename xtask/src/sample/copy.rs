//! Drawn records in, text to judge them by out: the sentence with its neighbours, then what was read. Arabic stands on
//! lines of its own, since editors turn mixed lines about. Confidence and derivation are left out, lest they sway.

use std::fmt::Write as _;

use rawi_arabic::Text;
use rawi_model::{Article, Mention, Record};

use super::draw::Drawn;

/// The whole copy; `about` says what the sample is.
pub fn text(about: &str, drawn: &[Drawn]) -> String {
    let mut out = format!(
        "{about}\nNumber N is line N + 1 of the sheet. Not to be committed: the sentences belong to their publishers.\n"
    );
    for (n, Drawn { article, record }) in drawn.iter().enumerate() {
        let day = article.published.map(|day| day.to_string());
        let _ = write!(
            out,
            "\n{}\n{}\n{}\n{}\n\n",
            n + 1,
            "=".repeat(40),
            line(&article.outlet),
            day.as_deref().unwrap_or("no date")
        );
        for sentence in context(article, record) {
            let _ = writeln!(out, "{sentence}\n");
        }
        fields(&mut out, record);
    }
    out
}

/// The sentence with its trigger marked, one before it and one after.
fn context(article: &Article, record: &Record) -> Vec<String> {
    let text = Text::new(&article.text);
    let (start, end) = (record.trigger.start, record.trigger.end);
    let sentences = text.sentences();
    let at = sentences.partition_point(|s| s.end <= start);
    let near = at.saturating_sub(1)..(at + 2).min(sentences.len());
    near.map(|i| {
        let s = &sentences[i];
        if i != at {
            return line(&text.slice(s.start, s.end));
        }
        line(&format!(
            "{}⟦{}⟧{}",
            text.slice(s.start, start),
            text.slice(start, end),
            text.slice(end, s.end)
        ))
    })
    .collect()
}

fn fields(out: &mut String, record: &Record) {
    let _ = writeln!(out, "type: {}", record.kind);
    mentions(out, "actor", &record.actor);
    mentions(out, "recipient", &record.recipient);
    if record.mutual {
        out.push_str("(either side may be the actor)\n");
    }
    match &record.place {
        None => out.push_str("place: none\n"),
        Some(place) => {
            let _ = writeln!(out, "place: {}\n  {}", place.country, line(&place.text));
        }
    }
    let when = record.when.as_deref().unwrap_or("none");
    let _ = writeln!(out, "when: {when}\nstatus: {}", record.status);
    if record.according_to.is_empty() {
        out.push_str("source: none\n");
    }
    for source in &record.according_to {
        let code = source.code.map(|code| format!(", {code}"));
        let _ = writeln!(
            out,
            "source: {}{}\n  {}",
            source.kind,
            code.unwrap_or_default(),
            line(&source.text)
        );
    }
}

fn mentions(out: &mut String, side: &str, mentions: &[Mention]) {
    if mentions.is_empty() {
        let _ = writeln!(out, "{side}: none");
    }
    for mention in mentions {
        let _ = writeln!(out, "{side}: {}\n  {}", mention.code, line(&mention.text));
    }
}

/// Without breaks.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::draw::tests::record;
    use super::*;

    #[test]
    fn trigger_is_marked_between_its_neighbours() {
        let words = "سافر الوفد. ثم التقى الوزير نظيره.\nوعاد. وصمت.";
        let start = words[..words.find("التقى").unwrap()].chars().count() as u32;
        let article = Article {
            outlet: "was".to_owned(),
            published: Some(jiff::civil::date(2015, 7, 21)),
            text: words.to_owned(),
            ..Article::default()
        };
        let drawn = Drawn {
            record: record(start, start + 5, "التقى"),
            article,
        };
        let copy = text("about", &[drawn]);
        assert!(copy.contains("\n1\n"), "{copy}");
        assert!(copy.contains("\nwas\n2015-07-21\n"), "{copy}");
        assert!(
            copy.contains(
                "\nسافر الوفد.\n\nثم ⟦التقى⟧ الوزير نظيره.\n\nوعاد.\n\ntype: CONSULT\nactor: none\n"
            ),
            "{copy}"
        );
        assert!(!copy.contains("وصمت") && !copy.contains("confidence"));
    }
}
