//! Pages as HTML that stands alone: no script, nothing from elsewhere.

use std::fmt::Write as _;

use super::{Lang, Page, flat};

const STYLE: &str = "body{max-width:44rem;margin:2rem auto;padding:0 1rem;font-family:serif;line-height:1.7}\
     h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}\
     small,.notes{color:#555}.notes{font-size:.85rem}sup a{text-decoration:none}";

/// The whole page.
pub fn page(page: &Page) -> String {
    let (lang, dir) = match page.lang {
        Lang::Ar => ("ar", "rtl"),
        Lang::En => ("en", "ltr"),
    };
    let title = escaped(&page.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<h1>{title}</h1>\n"
    );
    for lead in &page.lead {
        let _ = writeln!(out, "<p>{}</p>", escaped(lead));
    }
    for section in &page.sections {
        let _ = writeln!(out, "<h2>{}</h2>\n<ul>", escaped(&section.heading));
        let mut lines = section.lines.iter().peekable();
        let mut inside = false;
        while let Some(line) = lines.next() {
            let _ = write!(out, "<li><bdi>{}</bdi>", escaped(&line.text));
            if !line.remark.is_empty() {
                let _ = write!(out, " <small>({})</small>", escaped(&line.remark));
            }
            for note in &line.notes {
                let _ = write!(out, "<sup><a href=\"#n{note}\">{note}</a></sup>");
            }
            // Lines that belong to one above them are a list inside its item.
            let next = lines.peek().is_some_and(|l| l.under);
            match (inside, next) {
                (false, true) => out.push_str("\n<ul>\n"),
                (true, false) => out.push_str("</li>\n</ul></li>\n"),
                _ => out.push_str("</li>\n"),
            }
            inside = next;
        }
        out.push_str("</ul>\n");
    }
    if !page.notes.is_empty() {
        out.push_str("<ol class=\"notes\">\n");
        for (i, note) in page.notes.iter().enumerate() {
            let _ = write!(
                out,
                "<li id=\"n{}\"><bdi>{}</bdi>",
                i + 1,
                escaped(&note.outlet)
            );
            if let Some(day) = note.published {
                let _ = write!(out, "{} {day}", page.words.comma);
            }
            let _ = write!(out, ": <q lang=\"ar\">{}</q>", escaped(&note.quote));
            if !note.sources.is_empty() {
                let sources = note.sources.join(page.words.from);
                let _ = write!(
                    out,
                    " {}: <bdi>{}</bdi>.",
                    page.words.according_to,
                    escaped(&sources)
                );
            }
            match &note.link {
                Some(link) if link.starts_with("https://") || link.starts_with("http://") => {
                    let link = escaped(link);
                    let _ = writeln!(out, " <a href=\"{link}\"><bdi>{link}</bdi></a></li>");
                }
                _ => {
                    let _ = writeln!(out, " <bdi>{}</bdi></li>", escaped(&note.article));
                }
            }
        }
        out.push_str("</ol>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// Text of others, in which nothing is markup.
fn escaped(text: &str) -> String {
    flat(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(escaped("<script>\"&\n"), "&lt;script&gt;&quot;&amp;");
    }

    #[test]
    fn lists_are_closed() {
        let mut it = Page::new(Lang::En, "t".to_owned());
        it.section("s");
        it.line("a".to_owned(), String::new(), vec![]);
        it.under("b".to_owned(), String::new(), vec![]);
        it.under("c".to_owned(), String::new(), vec![]);
        it.line("d".to_owned(), String::new(), vec![]);
        let html = page(&it);
        for tag in ["li", "ul", "h2", "body"] {
            let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
            assert_eq!(
                html.matches(&open).count(),
                html.matches(&close).count(),
                "{tag} in {html}"
            );
        }
    }
}
