//! Pages as Markdown.

use std::fmt::Write as _;

use super::{Page, flat};

/// The whole page.
pub fn page(page: &Page) -> String {
    let mut out = format!("# {}\n", escaped(&page.title));
    for lead in &page.lead {
        let _ = writeln!(out, "\n{}", escaped(lead));
    }
    for section in &page.sections {
        let _ = writeln!(out, "\n## {}\n", escaped(&section.heading));
        for line in &section.lines {
            let indent = if line.under { "    " } else { "" };
            let _ = write!(out, "{indent}- {}", escaped(&line.text));
            if !line.remark.is_empty() {
                let _ = write!(out, " ({})", escaped(&line.remark));
            }
            for note in &line.notes {
                let _ = write!(out, "[^{note}]");
            }
            out.push('\n');
        }
    }
    if !page.notes.is_empty() {
        out.push('\n');
    }
    for (i, note) in page.notes.iter().enumerate() {
        let _ = write!(out, "[^{}]: {}", i + 1, escaped(&note.outlet));
        if let Some(day) = note.published {
            let _ = write!(out, "{} {day}", page.words.comma);
        }
        let _ = write!(out, ": «{}»", escaped(&note.quote));
        if !note.sources.is_empty() {
            let sources = note.sources.join(page.words.from);
            let _ = write!(out, " {}: {}.", page.words.according_to, escaped(&sources));
        }
        match &note.link {
            // A link in angle brackets may hold neither these nor spaces.
            Some(link) if !link.contains(['<', '>', ' ', '\n']) => {
                let _ = writeln!(out, " <{link}>");
            }
            _ => {
                let _ = writeln!(out, " {}", escaped(&note.article));
            }
        }
    }
    out
}

/// Text of others, in which nothing is markup.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in flat(text).chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '!'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(
            escaped("a\n# [b](c) <d> *e*"),
            "a \\# \\[b\\](c) \\<d\\> \\*e\\*"
        );
    }
}
