//! Plain text: one article a file. The first line is the headline.

use rawi_model::Article;

use crate::assemble::Draft;
use crate::decode::Decoded;
use crate::lines::ends_sentence;
use crate::mapped::Mapped;
use crate::options::Options;
use crate::tidy::{Headline, tidy};

/// The article in a text file; `None` if there is nothing in it.
pub(crate) fn article(bytes: &[u8], name: &str, options: &Options) -> Option<Article> {
    let base = Decoded::new(bytes, 0, None);
    let lines = unwrap(Mapped::direct(base.text(), 0).lines());
    let mut draft = Draft::default();
    tidy(&lines, Headline::FirstLine, &mut draft);
    let empty = draft.title.is_empty() && draft.paragraphs.is_empty();
    (!empty).then(|| draft.finish(name.to_owned(), &base, options))
}

/// Joins lines that were broken at a fixed width: blank lines part the paragraphs, and nearly all other breaks come
/// at the same width inside a sentence.
fn unwrap(lines: Vec<Mapped>) -> Vec<Mapped> {
    let inner: Vec<&Mapped> = lines
        .windows(2)
        .filter(|pair| !pair[0].is_empty() && !pair[1].is_empty())
        .map(|pair| &pair[0])
        .collect();
    let width = |line: &Mapped| line.as_str().chars().count();
    let widest = inner
        .iter()
        .map(|line| width(line))
        .max()
        .unwrap_or_default();
    let broken = inner
        .iter()
        .filter(|line| width(line) * 10 >= widest * 7 && !ends_sentence(line.as_str()))
        .count();
    let wrapped =
        inner.len() >= 4 && (40..=120).contains(&widest) && broken * 10 >= inner.len() * 7;
    if !wrapped {
        return lines;
    }
    let mut joined: Vec<Mapped> = Vec::new();
    let mut open = false;
    for line in lines {
        match joined.last_mut() {
            Some(last) if open && !line.is_empty() => {
                last.push_made(" ");
                last.append(&line);
            }
            _ => joined.push(line.clone()),
        }
        // A short line closes its paragraph even where no blank line follows.
        open = !line.is_empty() && width(&line) * 2 >= widest;
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_lead_back_to_the_bytes() {
        let file = "\u{feff}عنوان الخبر\r\n\r\n  وصل الوفد إلى العاصمة.  \r\n";
        let article = article(file.as_bytes(), "a.txt", &Options::default()).unwrap();
        assert_eq!(article.text, "عنوان الخبر\nوصل الوفد إلى العاصمة.");
        for segment in &article.source_map {
            let bytes = &file.as_bytes()
                [segment.offset as usize..(segment.offset + segment.bytes) as usize];
            assert_eq!(segment.span().of(&article.text).as_bytes(), bytes);
        }
        assert_eq!(article.source_map.len(), 2);
    }

    #[test]
    fn lines_broken_at_a_width_become_paragraphs() {
        let file = "وصول وفد إلى العاصمة\n\nوصل وفد حكومي رفيع المستوى إلى العاصمة مساء أمس\nلإجراء محادثات مع عدد من المسؤولين حول ملف\nالأسرى الذي تعثرت المفاوضات بشأنه مرات عدة منذ\nبداية العام.\n\nوقالت مصادر مطلعة إن المحادثات ستستمر يومين في\nمقر وزارة الخارجية بحضور وسيط دولي معروف لدى\nالطرفين.\n";
        let article = article(file.as_bytes(), "a.txt", &Options::default()).unwrap();
        assert_eq!(article.text.lines().count(), 3);
        assert!(article.text.contains("ملف الأسرى الذي"));
    }
}
