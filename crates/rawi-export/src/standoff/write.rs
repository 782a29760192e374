//! A reading as a text with annotations.

use std::collections::HashMap;
use std::fmt::Write as _;

use rawi_arabic::Text;
use rawi_model::{Reading, Record, Span, Status};

/// A text with its annotations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// One sentence a line.
    pub text: String,
    /// In brat's standoff format.
    pub annotations: String,
    /// Records that were left out, as their trigger crosses sentences.
    pub left_out: usize,
}

/// A reading as brat opens it; without its records, for annotating from nothing, if `blank`.
pub fn write(reading: &Reading, blank: bool) -> Document {
    let text = Text::new(&reading.article.text);
    let lines = Lines::new(&text);
    let mut out = Annotations {
        lines: &lines,
        out: String::new(),
        spans: HashMap::new(),
        counts: [0; 4],
    };
    let mut left_out = 0;
    if !blank {
        for record in &reading.events {
            left_out += usize::from(out.record(record).is_none());
        }
    }
    Document {
        annotations: out.out,
        left_out,
        text: lines.text,
    }
}

/// The sentences of a text, one a line, and where each came from.
struct Lines {
    text: String,
    chars: Vec<char>,
    /// Span in the article, and first code point in the lines.
    sentences: Vec<(Span, u32)>,
}

impl Lines {
    fn new(text: &Text) -> Self {
        let mut chars: Vec<char> = Vec::new();
        let mut sentences = Vec::new();
        for sentence in text.sentences() {
            let words = text.slice(sentence.start, sentence.end);
            let leading = words.chars().take_while(|c| c.is_whitespace()).count();
            let plain = words.trim();
            if plain.is_empty() {
                continue;
            }
            if !chars.is_empty() {
                chars.push('\n');
            }
            let start = sentence.start + u32::try_from(leading).unwrap_or(0);
            let at = u32::try_from(chars.len()).unwrap_or(u32::MAX);
            // Code points stay as many as they were.
            let one_line = |c: char| {
                if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                    ' '
                } else {
                    c
                }
            };
            chars.extend(plain.chars().map(one_line));
            let end = start + u32::try_from(plain.chars().count()).unwrap_or(0);
            sentences.push((Span::new(start, end), at));
        }
        Self {
            text: chars.iter().collect(),
            chars,
            sentences,
        }
    }

    /// Where a span of the article stands in the lines; `None` if it is not within one sentence.
    fn place(&self, span: Span) -> Option<Span> {
        let (sentence, at) = self.sentences.iter().find(|(s, _)| s.contains(span))?;
        let start = at + (span.start - sentence.start);
        (!span.is_empty()).then(|| Span::new(start, start + span.len()))
    }

    fn words(&self, span: Span) -> String {
        let range = span.start as usize..span.end as usize;
        self.chars.get(range).unwrap_or_default().iter().collect()
    }
}

const T: usize = 0;
const E: usize = 1;
const A: usize = 2;
const N: usize = 3;

struct Annotations<'l> {
    lines: &'l Lines,
    out: String,
    /// What was written already: type, span and note, with its number.
    spans: HashMap<(String, Span, String), u32>,
    counts: [u32; 4],
}

impl Annotations<'_> {
    fn next(&mut self, of: usize) -> u32 {
        self.counts[of] += 1;
        self.counts[of]
    }

    /// Words of a type with a note; the number they have.
    fn words(&mut self, kind: &str, span: Span, note: &str) -> Option<u32> {
        let span = self.lines.place(span)?;
        let key = (kind.to_owned(), span, note.to_owned());
        if let Some(number) = self.spans.get(&key) {
            return Some(*number);
        }
        let number = self.next(T);
        let words = self.lines.words(span);
        let _ = writeln!(
            self.out,
            "T{number}\t{kind} {} {}\t{words}",
            span.start, span.end
        );
        if !note.is_empty() {
            self.note(&format!("T{number}"), note);
        }
        self.spans.insert(key, number);
        Some(number)
    }

    fn note(&mut self, of: &str, note: &str) {
        let number = self.next(N);
        let _ = writeln!(self.out, "#{number}\tAnnotatorNotes {of}\t{note}");
    }

    fn attribute(&mut self, name: &str, of: &str, value: &str) {
        let number = self.next(A);
        let _ = writeln!(self.out, "A{number}\t{name} {of}{value}");
    }

    fn record(&mut self, record: &Record) -> Option<()> {
        let kind = record.kind.as_str();
        // A trigger is its event's own: two events on one word are two spans.
        let trigger = self.lines.place(record.trigger.span())?;
        let mut arguments = String::new();
        for (role, mentions) in [("Actor", &record.actor), ("Recipient", &record.recipient)] {
            for (i, mention) in mentions.iter().enumerate() {
                let code = mention.code.to_string();
                if let Some(number) = self.words("Mention", mention.span(), &code) {
                    argument(&mut arguments, role, i, number);
                }
            }
        }
        if let Some(place) = &record.place {
            let span = Span::new(place.start, place.end);
            if let Some(number) = self.words("Place", span, place.country.as_str()) {
                argument(&mut arguments, "Place", 0, number);
            }
        }
        for (i, source) in record.according_to.iter().enumerate() {
            let code = source.code.map_or_else(String::new, |c| c.to_string());
            let known = self.spans.len();
            if let Some(number) = self.words("Source", source.span(), &code) {
                if self.spans.len() > known {
                    self.attribute("Kind", &format!("T{number}"), &format!(" {}", source.kind));
                }
                argument(&mut arguments, "Source", i, number);
            }
        }
        let word = self.next(T);
        let words = self.lines.words(trigger);
        let _ = writeln!(
            self.out,
            "T{word}\t{kind} {} {}\t{words}",
            trigger.start, trigger.end
        );
        let event = format!("E{}", self.next(E));
        let _ = writeln!(self.out, "{event}\t{kind}:T{word}{arguments}");
        if record.status != Status::Occurred {
            self.attribute("Status", &event, &format!(" {}", record.status));
        }
        if record.mutual {
            self.attribute("Mutual", &event, "");
        }
        if let Some(when) = &record.when {
            self.note(&event, &format!("when={when}"));
        }
        Some(())
    }
}

fn argument(arguments: &mut String, role: &str, nth: usize, number: u32) {
    let _ = match nth {
        0 => write!(arguments, " {role}:T{number}"),
        n => write!(arguments, " {role}{}:T{number}", n + 1),
    };
}
