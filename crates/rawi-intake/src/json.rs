//! JSON: one object a line, an array of objects, one object, or an object around an array (Telegram exports, answers
//! of APIs). Read as a stream: one article is in memory at a time.

mod article;
mod members;
mod scan;
mod string;
mod telegram;

use rawi_model::Article;

use crate::decode::{Decoded, utf16_without_mark};
use crate::error::{IntakeError, Problem};
use crate::source::{Context, Flow, Stream, read_up_to};

use members::{Member, members};
use scan::{Scanner, ValueError};

/// How the values stand in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// An object a line: a bad line costs that line.
    Lines,
    /// Any values, one after the other.
    Values,
}

/// Keys of an object around an array of articles.
const AROUND: &[&str] = &[
    "messages",
    "articles",
    "items",
    "results",
    "docs",
    "documents",
    "entries",
    "news",
    "rows",
    "hits",
    "posts",
    "data",
    "list",
];

/// Keys of an object around such an object.
const AROUND_OBJECT: &[&str] = &["chats", "response", "data", "result", "hits"];

/// The articles in a stream of JSON.
pub(crate) fn articles(
    context: Context,
    mut stream: Stream,
    layout: Layout,
) -> Result<Flow, Problem> {
    let io = |error: std::io::Error| Problem::from_io(&error, "JSON");
    let head = stream.fill_buf().map_err(io)?;
    let marked = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    let mut base = Decoded::source();
    if marked || utf16_without_mark(head).is_some() {
        let bytes = read_up_to(
            stream,
            context.options.limits.document_bytes,
            "a JSON file in UTF-16",
        )?;
        let text = Decoded::new(&bytes, 0, None).text().to_owned();
        stream = Box::new(std::io::Cursor::new(text.into_bytes()));
        base = Decoded::lost();
    }
    let limits = &context.options.limits;
    let scanner = Scanner::new(stream, limits.article_bytes, limits.json_depth);
    Ok(Box::new(Json {
        context,
        scanner,
        base,
        layout,
        stack: Vec::new(),
        count: 0,
        done: false,
    }))
}

struct Json {
    context: Context,
    scanner: Scanner,
    base: Decoded<'static>,
    layout: Layout,
    /// The arrays and objects around the place where the scanner stands.
    stack: Vec<Frame>,
    /// Articles so far.
    count: u64,
    done: bool,
}

enum Frame {
    Array {
        /// Its elements are messages, or chats that hold messages.
        key: String,
    },
    Object {
        members: Vec<Member>,
        /// Whether an array of articles was found in it: then it is not an article itself.
        around: bool,
    },
}

/// What the next step gives.
enum Step {
    Again,
    Article(Result<Article, IntakeError>),
    End,
}

impl Iterator for Json {
    type Item = Result<Article, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let step = match self.layout {
                Layout::Lines => self.line(),
                Layout::Values => self.value(),
            };
            match step {
                Ok(Step::Again) => {}
                Ok(Step::Article(item)) => return Some(item),
                Ok(Step::End) => self.done = true,
                // Out of step with the brackets: nothing after this can be trusted.
                Err(problem) => {
                    self.done = true;
                    let (line, byte) = self.scanner.place();
                    return Some(Err(self.error(problem, line, byte)));
                }
            }
        }
        None
    }
}

impl Json {
    fn error(&self, problem: Problem, line: u64, byte: u64) -> IntakeError {
        IntakeError {
            line: Some(line),
            byte: Some(byte),
            ..self.context.error(problem)
        }
    }

    fn line(&mut self) -> Result<Step, Problem> {
        let (line, byte) = self.scanner.place();
        let raw = match self.scanner.line() {
            Ok(None) => return Ok(Step::End),
            Ok(Some(raw)) => raw,
            Err(ValueError::Skipped(problem)) => return Ok(self.failed(problem, line, byte)),
            Err(ValueError::Fatal(problem)) => return Err(problem),
        };
        if raw.bytes.trim_ascii().is_empty() {
            return Ok(Step::Again);
        }
        Ok(
            match members(&raw, self.context.options.limits.json_depth) {
                Ok(members) => self.article(&members, line, byte),
                Err(problem) => self.failed(problem, line, byte),
            },
        )
    }

    /// One step in a file of values: into or out of an array or object, or over a value.
    fn value(&mut self) -> Result<Step, Problem> {
        let next = self.scanner.peek_past(b",:")?;
        match self.stack.last_mut() {
            None => match next {
                None => Ok(Step::End),
                Some(b'[') => self.enter_array(""),
                Some(b'{') => self.enter_object(),
                Some(_) => {
                    let (line, byte) = self.scanner.place();
                    match self.scanner.value() {
                        Ok(_) => Ok(self.failed(
                            Problem::Json("a bare value stands there".to_owned()),
                            line,
                            byte,
                        )),
                        Err(ValueError::Skipped(problem) | ValueError::Fatal(problem)) => {
                            Err(problem)
                        }
                    }
                }
            },
            Some(Frame::Array { key }) => match next {
                Some(b']') => {
                    self.scanner.skip();
                    self.stack.pop();
                    Ok(Step::Again)
                }
                Some(b'{') if key == "list" => self.enter_object(),
                Some(_) => self.element(),
                None => Err(cut_off()),
            },
            Some(Frame::Object { .. }) => match next {
                Some(b'}') => {
                    self.scanner.skip();
                    Ok(self.close_object())
                }
                Some(b'"') => self.member(),
                Some(_) => Err(Problem::Json("a key is missing".to_owned())),
                None => Err(cut_off()),
            },
        }
    }

    fn enter_array(&mut self, key: &str) -> Result<Step, Problem> {
        self.scanner.skip();
        self.stack.push(Frame::Array {
            key: key.to_owned(),
        });
        Ok(Step::Again)
    }

    fn enter_object(&mut self) -> Result<Step, Problem> {
        self.scanner.skip();
        self.stack.push(Frame::Object {
            members: Vec::new(),
            around: false,
        });
        Ok(Step::Again)
    }

    /// One member of an object that may be an article or stand around articles.
    fn member(&mut self) -> Result<Step, Problem> {
        let (line, byte) = self.scanner.place();
        let key = match self.scanner.value() {
            Ok(raw) => string::key(&raw),
            Err(ValueError::Skipped(problem) | ValueError::Fatal(problem)) => return Err(problem),
        };
        let next = self.scanner.peek_past(b":")?;
        let shallow = self.stack.len() < 6;
        let known = shallow && AROUND.contains(&key.as_str());
        if known && next == Some(b'[') {
            if let Some(Frame::Object { around, .. }) = self.stack.last_mut() {
                *around = true;
            }
            return self.enter_array(&key);
        }
        if shallow && next == Some(b'{') && AROUND_OBJECT.contains(&key.as_str()) {
            if let Some(Frame::Object { around, .. }) = self.stack.last_mut() {
                *around = true;
            }
            return self.enter_object();
        }
        match self.scanner.value() {
            Ok(value) => {
                if let Some(Frame::Object { members, .. }) = self.stack.last_mut() {
                    members.push(Member { key, value });
                }
                Ok(Step::Again)
            }
            Err(ValueError::Skipped(problem)) => Ok(self.failed(problem, line, byte)),
            Err(ValueError::Fatal(problem)) => Err(problem),
        }
    }

    fn element(&mut self) -> Result<Step, Problem> {
        let (line, byte) = self.scanner.place();
        let raw = match self.scanner.value() {
            Ok(raw) => raw,
            Err(ValueError::Skipped(problem)) => return Ok(self.failed(problem, line, byte)),
            Err(ValueError::Fatal(problem)) => return Err(problem),
        };
        let members = match members(&raw, self.context.options.limits.json_depth) {
            Ok(members) => members,
            Err(problem) => return Ok(self.failed(problem, line, byte)),
        };
        if let [
            ..,
            Frame::Object {
                members: around, ..
            },
            Frame::Array { key },
        ] = self.stack.as_slice()
            && key == "messages"
        {
            let channel = telegram::Channel::of(around);
            self.count += 1;
            return Ok(
                match telegram::article(&members, &channel, self.count, &self.base, &self.context) {
                    Some(article) => Step::Article(Ok(article)),
                    None => Step::Again,
                },
            );
        }
        // An answer of a search engine wraps each document once more.
        if let Some(source) = members.iter().find(|m| m.key == "_source")
            && let Ok(inner) = self::members(&source.value, self.context.options.limits.json_depth)
        {
            return Ok(self.article(&inner, line, byte));
        }
        Ok(self.article(&members, line, byte))
    }

    fn close_object(&mut self) -> Step {
        let (line, byte) = self.scanner.place();
        match self.stack.pop() {
            Some(Frame::Object {
                members,
                around: false,
            }) if !members.is_empty() => self.article(&members, line, byte),
            _ => Step::Again,
        }
    }

    fn article(&mut self, members: &[Member], line: u64, byte: u64) -> Step {
        self.count += 1;
        match article::article(members, self.count, &self.base, &self.context) {
            Ok(article) => Step::Article(Ok(article)),
            Err(problem) => Step::Article(Err(self.error(problem, line, byte))),
        }
    }

    fn failed(&mut self, problem: Problem, line: u64, byte: u64) -> Step {
        self.count += 1;
        Step::Article(Err(self.error(problem, line, byte)))
    }
}

fn cut_off() -> Problem {
    Problem::Damaged {
        format: "JSON",
        why: "it ends in the middle".to_owned(),
    }
}
