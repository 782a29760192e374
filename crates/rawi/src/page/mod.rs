//! Pages to read: sections of lines, each with footnotes to the sentences it rests on, as Markdown or HTML, in Arabic
//! or English.

mod html;
mod markdown;
pub mod words;

use jiff::civil::Date;
use rawi_store::{ArticleHead, ClaimRow, EventRow};

use words::Words;

/// The language of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Lang {
    /// Arabic
    Ar,
    /// English
    En,
}

/// A page.
pub struct Page {
    /// The words of its language.
    pub words: &'static Words,
    lang: Lang,
    title: String,
    lead: Vec<String>,
    sections: Vec<Section>,
    notes: Vec<Note>,
}

struct Section {
    heading: String,
    lines: Vec<Line>,
}

struct Line {
    text: String,
    /// What is said of the text, between brackets.
    remark: String,
    notes: Vec<usize>,
    /// Whether it belongs to the line above it.
    under: bool,
}

/// What a line rests on.
#[derive(PartialEq, Eq)]
struct Note {
    outlet: String,
    published: Option<Date>,
    /// The sentence, or the headline.
    quote: String,
    /// The sources that the sentence names.
    sources: Vec<String>,
    link: Option<String>,
    article: String,
}

impl Page {
    /// An empty page.
    pub fn new(lang: Lang, title: String) -> Self {
        Self {
            words: words::of(lang),
            lang,
            title,
            lead: Vec::new(),
            sections: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// A line under the title.
    pub fn lead(&mut self, text: String) {
        self.lead.push(text);
    }

    /// Begins a section.
    pub fn section(&mut self, heading: &str) {
        self.sections.push(Section {
            heading: heading.to_owned(),
            lines: Vec::new(),
        });
    }

    /// A line of the section that was begun last.
    pub fn line(&mut self, text: String, remark: String, notes: Vec<usize>) {
        self.push(Line {
            text,
            remark,
            notes,
            under: false,
        });
    }

    /// A line that belongs to the one above it.
    pub fn under(&mut self, text: String, remark: String, notes: Vec<usize>) {
        self.push(Line {
            text,
            remark,
            notes,
            under: true,
        });
    }

    fn push(&mut self, line: Line) {
        if let Some(section) = self.sections.last_mut() {
            section.lines.push(line);
        }
    }

    /// The footnote of a record: its sentence.
    pub fn note(&mut self, row: &EventRow) -> usize {
        self.noted(Note {
            outlet: row.article.outlet.clone(),
            published: row.article.published,
            quote: row.sentence.text.clone(),
            sources: row
                .record
                .according_to
                .iter()
                .map(|s| s.text.clone())
                .collect(),
            link: row.article.url.clone(),
            article: row.article.id.clone(),
        })
    }

    /// The footnote of an article: its headline.
    pub fn note_article(&mut self, article: &ArticleHead) -> usize {
        self.noted(Note {
            outlet: article.outlet.clone(),
            published: article.published,
            quote: article.title.clone(),
            sources: Vec::new(),
            link: article.url.clone(),
            article: article.id.clone(),
        })
    }

    /// The number of a footnote, from 1; what was noted before keeps its number.
    fn noted(&mut self, note: Note) -> usize {
        if let Some(i) = self.notes.iter().position(|n| *n == note) {
            return i + 1;
        }
        self.notes.push(note);
        self.notes.len()
    }

    /// A record in a line: its gloss in the language of the page, else its sentence.
    pub fn says(&self, row: &EventRow) -> String {
        match (&row.record.gloss, self.lang) {
            (Some(gloss), Lang::Ar) => gloss.ar.clone(),
            (Some(gloss), Lang::En) => gloss.en.clone(),
            (None, _) => row.sentence.text.clone(),
        }
    }

    /// Who makes a claim, in numbers.
    pub fn sourced(&self, claim: &ClaimRow) -> String {
        let words = self.words;
        format!(
            "{}: {}، {}: {}",
            words.voices, claim.voices, words.outlets, claim.outlets
        )
        .replace('،', words.comma)
    }

    /// The page in Markdown or HTML.
    pub fn written(&self, html: bool) -> String {
        if html {
            html::page(self)
        } else {
            markdown::page(self)
        }
    }
}

/// A string on one line.
fn flat(text: &str) -> String {
    let text = crate::block::clean(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
