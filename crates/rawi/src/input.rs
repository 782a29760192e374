//! Where articles come from: takes the paths of the command line, gives articles one by one; JSON lines on standard
//! input as soon as each line is complete.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};
use std::mem;
use std::path::Path;

use rawi_intake::{Options, Problem};
use rawi_model::Article;

use crate::cli::InputArgs;
use crate::engine::Skip;
use crate::fault::{Fault, Result};

/// An article, or why there is none.
pub type Item = Result<Article, Skip>;

/// Articles as they are asked for.
pub type Flow = Box<dyn Iterator<Item = Item> + Send>;

/// The articles of all paths, in order.
pub fn articles(args: &InputArgs) -> Result<Flow> {
    let options = options(args)?;
    let paths = args.paths.clone();
    Ok(Box::new(paths.into_iter().flat_map(move |path| {
        if path == Path::new("-") {
            stdin(options.clone())
        } else {
            open(&path, &options)
        }
    })))
}

fn open(path: &Path, options: &Options) -> Flow {
    Box::new(rawi_intake::open(&[path.to_owned()], options).map(|item| item.map_err(Skip::from)))
}

fn options(args: &InputArgs) -> Result<Options> {
    let mut options = Options::default();
    options.published = args.published;
    options.outlet.clone_from(&args.outlet);
    for pair in &args.field {
        let known = pair
            .split_once('=')
            .is_some_and(|(field, key)| !key.is_empty() && options.fields.set(field, key));
        if !known {
            return Err(Fault::Usage(format!(
                "`--field {pair}` names no field; write FIELD=KEY, where FIELD is id, url, outlet, published, title, \
                 text, content or author"
            )));
        }
    }
    Ok(options)
}

/// Standard input: line by line if its first line is a JSON object, else as any file.
fn stdin(options: Options) -> Flow {
    // Standard input is buffered once for the whole program: what is only looked at here is still there for intake.
    let mut input = io::stdin().lock();
    let head = input.fill_buf().unwrap_or_default();
    let object = head.first() == Some(&b'{');
    let end = head.iter().position(|&b| b == b'\n');
    let line = end.map(|end| is_object(&head[..end]));
    drop(input);
    match line {
        Some(true) if object => Box::new(Lines::new(options, Vec::new())),
        None if object => long_first_line(options),
        _ => open(Path::new("-"), &options),
    }
}

fn is_object(line: &[u8]) -> bool {
    serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(line).is_ok()
}

/// The first line is longer than the buffer, or still under way: it has to be read to know what it is.
fn long_first_line(options: Options) -> Flow {
    let once = |problem| -> Flow { Box::new(std::iter::once(Err(skip(&problem)))) };
    let mut bytes = match next_line(options.limits.article_bytes) {
        Ok(line) if is_object(&line) => return Box::new(Lines::new(options, line)),
        Ok(bytes) => bytes,
        Err(problem) => return once(problem),
    };
    let limit = options.limits.document_bytes;
    let room = limit.saturating_sub(bytes.len() as u64) + 1;
    match io::stdin().lock().take(room).read_to_end(&mut bytes) {
        Err(error) => once(Problem::Io(error.to_string())),
        Ok(_) if bytes.len() as u64 > limit => once(Problem::TooLarge {
            what: "the JSON on standard input",
            limit,
        }),
        Ok(_) => Box::new(
            rawi_intake::read_bytes("-", &bytes, &options).map(|item| item.map_err(Skip::from)),
        ),
    }
}

/// The next line of standard input, its end included, or its first `limit` bytes; empty at the end.
fn next_line(limit: u64) -> Result<Vec<u8>, Problem> {
    let mut line = Vec::new();
    io::stdin()
        .lock()
        .take(limit)
        .read_until(b'\n', &mut line)
        .map_err(|error| Problem::Io(error.to_string()))?;
    Ok(line)
}

fn skip(problem: &Problem) -> Skip {
    Skip::Input {
        message: format!("-: {problem} ({})", problem.remedy()),
        minor: false,
    }
}

/// Articles of JSON lines, each as soon as its line is there.
struct Lines {
    options: Options,
    /// The first line, where it had to be read beforehand.
    first: Vec<u8>,
    /// Articles of the last line that are not given out yet.
    given: VecDeque<Item>,
    lines: u64,
    bytes: u64,
    articles: u64,
    done: bool,
}

impl Lines {
    const fn new(options: Options, first: Vec<u8>) -> Self {
        Self {
            options,
            first,
            given: VecDeque::new(),
            lines: 0,
            bytes: 0,
            articles: 0,
            done: false,
        }
    }

    /// Reads one line; places in it become places in the whole input.
    fn line(&mut self, line: &[u8]) {
        let (number, before) = (self.lines, self.bytes);
        // A name for which what is no object is a bad line, not a text.
        let name = if is_object(line) { "-" } else { "-.jsonl" };
        for item in rawi_intake::read_bytes(name, line, &self.options) {
            self.articles += 1;
            self.given.push_back(match item {
                Ok(mut article) => {
                    if article.id.starts_with("-#") {
                        article.id = format!("-#{}", self.articles);
                    }
                    for segment in &mut article.source_map {
                        segment.offset += before;
                    }
                    Ok(article)
                }
                Err(mut error) => {
                    error.file = "-".to_owned();
                    error.line = Some(number);
                    error.byte = Some(before + error.byte.unwrap_or_default());
                    Err(error.into())
                }
            });
        }
    }
}

impl Iterator for Lines {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while self.given.is_empty() && !self.done {
            let limit = self.options.limits.article_bytes;
            let line = match mem::take(&mut self.first) {
                first if first.is_empty() => next_line(limit),
                first => Ok(first),
            };
            match line {
                Ok(line) if line.is_empty() => self.done = true,
                Ok(line) => {
                    self.lines += 1;
                    if line.len() as u64 >= limit && !line.ends_with(b"\n") {
                        // What follows would be read as if it began there.
                        self.done = true;
                        let what = "a line on standard input";
                        let problem = Problem::TooLarge { what, limit };
                        self.given.push_back(Err(skip(&problem)));
                    } else if !line.trim_ascii().is_empty() {
                        self.line(&line);
                    }
                    self.bytes += line.len() as u64;
                }
                Err(problem) => {
                    self.done = true;
                    self.given.push_back(Err(skip(&problem)));
                }
            }
        }
        self.given.pop_front()
    }
}
