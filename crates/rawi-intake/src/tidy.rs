//! Lines in, an article's parts out: headline, byline, outlet, date, paragraphs, and what was left out.
//!
//! The same steps serve text files, scraped bodies, pages and posts; they differ only in whether the headline is
//! known beforehand.

use rawi_model::FurnitureKind;

use crate::assemble::Draft;
use crate::byline::{Byline, byline, looks_signed};
use crate::lines::{Related, anywhere, date_line, ends_sentence, fold, related, words};
use crate::mapped::Mapped;

/// Where the headline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Headline {
    /// In `draft.title`, or there is none.
    Known,
    /// The first line, if it looks like one.
    FirstLine,
}

/// Sorts `lines` (trimmed; empty ones part paragraphs) into `draft`.
pub(crate) fn tidy(lines: &[Mapped], headline: Headline, draft: &mut Draft) {
    let mut title = fold(draft.title.as_str());
    let mut wanted =
        headline == Headline::FirstLine && lines.iter().filter(|l| !l.is_empty()).count() > 1;
    let mut links = Links::None;
    for (at, line) in lines.iter().enumerate() {
        let line = &without_controls(line);
        let text = line.as_str();
        if text.is_empty() {
            links.blank();
            continue;
        }
        // A line of dots and dashes only parts the text.
        if !text.contains(char::is_alphanumeric) {
            continue;
        }
        if draft.paragraphs.is_empty() {
            let next = lines[at + 1..].iter().find(|line| !line.is_empty());
            let report = next.is_some_and(|line| words(line.as_str()) > 15);
            if head(text, draft) {
                continue;
            }
            if !title.is_empty() && report && is_signature(text, draft.byline.as_deref()) {
                let nobody = Byline {
                    outlet: None,
                    place_only: false,
                };
                sign(text, nobody, draft);
                continue;
            }
        }
        if is_title(text, &title) {
            if draft.paragraphs.is_empty() && draft.title.pieces().is_empty() {
                // The same headline with a place in the input.
                draft.title = line.clone();
            } else {
                draft.leave_out(FurnitureKind::RepeatedTitle, text);
            }
            continue;
        }
        if let Some(kind) = links.take(text).or_else(|| anywhere(text)) {
            draft.leave_out(kind, text);
            continue;
        }
        if wanted {
            wanted = false;
            if is_headline(text) {
                title = fold(text);
                draft.title = line.clone();
                continue;
            }
        }
        draft.paragraphs.push(line.clone());
    }
    tail(draft);
    // A file of one line that is all headline or all furniture still has something to say.
    if draft.title.is_empty() && draft.paragraphs.is_empty() && headline == Headline::FirstLine {
        draft
            .paragraphs
            .extend(lines.iter().find(|l| words(l.as_str()) > 3).cloned());
    }
}

/// Takes a byline or date before the first paragraph.
fn head(text: &str, draft: &mut Draft) -> bool {
    if let Some(found) = date_line(text) {
        draft.published = draft.published.or(Some(found.date));
        draft.leave_out(FurnitureKind::Dateline, text);
        return true;
    }
    match byline(text) {
        Some(found) => {
            sign(text, found, draft);
            true
        }
        None => false,
    }
}

/// Takes a signature after the last paragraph.
fn tail(draft: &mut Draft) {
    while draft.paragraphs.len() > 1
        && let Some(last) = draft.paragraphs.last()
        && let Some(found) = byline(last.as_str()).or_else(|| outlet_alone(last.as_str(), draft))
    {
        let text = last.as_str().to_owned();
        draft.paragraphs.pop();
        sign(&text, found, draft);
    }
}

/// `(القدس برس)` at the end of a report of that outlet.
fn outlet_alone(text: &str, draft: &Draft) -> Option<Byline> {
    let outlet = fold(draft.outlet.as_deref()?);
    let nobody = Byline {
        outlet: None,
        place_only: false,
    };
    (!outlet.is_empty() && text.len() < 2 * outlet.len() + 32 && fold(text) == outlet)
        .then_some(nobody)
}

fn sign(text: &str, found: Byline, draft: &mut Draft) {
    if found.place_only {
        draft.leave_out(FurnitureKind::Dateline, text);
        return;
    }
    if draft.outlet.is_none() {
        draft.outlet = found.outlet;
    }
    if draft.byline.is_none() {
        draft.byline = Some(text.to_owned());
    } else {
        draft.leave_out(FurnitureKind::Byline, text);
    }
}

/// Whether a line says what the folded title says.
fn is_title(text: &str, title: &str) -> bool {
    // Vowel signs and marks at most double a line; folding every paragraph would take most of the time.
    !title.is_empty() && text.len() <= 2 * title.len() + 64 && fold(text) == *title
}

/// Whether a line signs the report: it says the byline that is known, or has the shape of one.
fn is_signature(text: &str, known: Option<&str>) -> bool {
    let said = known.is_some_and(|known| {
        let (known, text) = (fold(known), fold(text));
        !known.is_empty() && words(&text) <= words(&known) + 4 && text.contains(&known)
    });
    said || looks_signed(text)
}

/// Without what the buttons of a slide show left in front.
fn without_controls(line: &Mapped) -> Mapped {
    match line.as_str().strip_prefix("Next Previous") {
        Some(rest) => line
            .slice(line.as_str().len() - rest.len()..line.as_str().len())
            .trim(),
        None => line.clone(),
    }
}

/// A headline is short and does not end with a full stop, unless it is very short.
fn is_headline(text: &str) -> bool {
    let count = words(text);
    count <= 30
        && !(count > 12 && text.trim_end().ends_with(['.', '،', ':']))
        && !(count > 18 && ends_sentence(text) && !text.ends_with(['!', '؟', '?']))
}

/// Whether links to other articles are being listed.
enum Links {
    None,
    /// A header announced them.
    Announced,
    /// Some were seen.
    Seen,
}

impl Links {
    fn blank(&mut self) {
        if matches!(self, Self::Seen) {
            *self = Self::None;
        }
    }

    fn take(&mut self, text: &str) -> Option<FurnitureKind> {
        match related(text) {
            Some(Related::Header) => *self = Self::Announced,
            Some(Related::Link) => {}
            None if matches!(self, Self::None) => return None,
            None if words(text) <= 25 && !text.trim_end().ends_with(['.', '،', ':']) => {
                *self = Self::Seen
            }
            None => {
                *self = Self::None;
                return None;
            }
        }
        Some(FurnitureKind::RelatedLink)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tidied(text: &str, headline: Headline, title: &str) -> Draft {
        let mut draft = Draft {
            title: Mapped::made(title),
            ..Draft::default()
        };
        tidy(&Mapped::direct(text, 0).lines(), headline, &mut draft);
        draft
    }

    fn paragraphs(draft: &Draft) -> Vec<&str> {
        draft.paragraphs.iter().map(Mapped::as_str).collect()
    }

    #[test]
    fn a_file_with_everything_around_the_report() {
        let draft = tidied(
            "نداء الشرق - متابعات\nالخميس 12 يناير 2023\nوفد يصل إلى العاصمة!\nوفد يصل إلى العاصمة!\nبيروت\nوصل وفد رفيع إلى العاصمة أمس.\nاقرأ أيضاً: الحكومة أمام خيارين\nوأجرى محادثات مع الوزير.\nمواضيع ذات صلة\nخبر أول عن الوفد\nخبر ثان عن الوزير\n",
            Headline::FirstLine,
            "",
        );
        assert_eq!(draft.title.as_str(), "وفد يصل إلى العاصمة!");
        assert_eq!(
            paragraphs(&draft),
            ["وصل وفد رفيع إلى العاصمة أمس.", "وأجرى محادثات مع الوزير."]
        );
        assert_eq!(
            draft.published.map(|d| d.to_string()).as_deref(),
            Some("2023-01-12")
        );
        assert_eq!(draft.byline.as_deref(), Some("نداء الشرق - متابعات"));
        let kinds: Vec<_> = draft.furniture.iter().map(|f| f.kind).collect();
        use FurnitureKind::{Dateline, RelatedLink, RepeatedTitle};
        assert_eq!(
            kinds,
            [
                Dateline,
                RepeatedTitle,
                Dateline,
                RelatedLink,
                RelatedLink,
                RelatedLink,
                RelatedLink
            ]
        );
    }

    #[test]
    fn a_dateline_inside_the_first_paragraph_stays() {
        let draft = tidied(
            "خبر\nدمشق – سانا: بحث الوزير مع نظيره التعاون.",
            Headline::FirstLine,
            "",
        );
        assert_eq!(
            paragraphs(&draft),
            ["دمشق – سانا: بحث الوزير مع نظيره التعاون."]
        );
    }

    #[test]
    fn a_known_headline_is_not_said_twice() {
        let draft = tidied(
            "بحث التعاون\nبحث الوزير التعاون.",
            Headline::Known,
            "«بحث التعاون»",
        );
        assert_eq!(draft.title.as_str(), "بحث التعاون");
        assert!(
            !draft.title.pieces().is_empty(),
            "it has a place in the input"
        );
        assert_eq!(paragraphs(&draft), ["بحث الوزير التعاون."]);
    }

    #[test]
    fn links_end_where_the_report_goes_on() {
        let draft = tidied(
            "خبر\nأول فقرة في التقرير.\nاقرأ أيضاً:\nعنوان خبر آخر\nوقال الوزير إن الاجتماع انتهى من دون اتفاق.\nفقرة",
            Headline::FirstLine,
            "",
        );
        assert_eq!(
            paragraphs(&draft),
            [
                "أول فقرة في التقرير.",
                "وقال الوزير إن الاجتماع انتهى من دون اتفاق.",
                "فقرة"
            ]
        );
    }

    #[test]
    fn a_single_sentence_is_text() {
        let draft = tidied("قصف الجيش مواقع في المدينة", Headline::FirstLine, "");
        assert!(draft.title.is_empty());
        assert_eq!(paragraphs(&draft), ["قصف الجيش مواقع في المدينة"]);
    }
}
