//! The format of golden cases (see `cases/README.md`): text in, cases out. `compare` holds records against them.

mod compare;

pub use compare::{compare, render};
use jiff::civil::Date;
pub use rawi_model::Record;
use rawi_model::{Code, EventType, Status};

/// One text and the records that it must give.
pub struct Case {
    /// Line of the file on which its text starts.
    pub line: usize,
    /// What is read.
    pub text: String,
    /// The outlet that it is read as an article of.
    pub outlet: String,
    /// Its day of publication.
    pub published: Option<Date>,
    /// Line and reason, where it is known to fail.
    pub mark: Option<(usize, String)>,
    expected: Vec<Expected>,
}

/// A record as a line of the file demands it; a field that is `None` is not checked.
struct Expected {
    source: String,
    /// One token, or several that would do.
    triggers: Vec<String>,
    /// One type, or several that would do.
    kinds: Vec<EventType>,
    status: Option<Status>,
    mutual: bool,
    actor: Option<Vec<Who>>,
    recipient: Option<Vec<Who>>,
    place: Option<Option<(String, String)>>,
    when: Option<Option<String>>,
    sources: Option<Vec<From>>,
}

/// A mention: its code (a part that is `*` is not checked) and, where given, its words.
struct Who {
    code: String,
    words: String,
}

/// A link of the chain: its words, kind (or kinds that would do) and, where given, code.
struct From {
    words: String,
    kinds: Vec<String>,
    code: Option<String>,
}

/// The cases of a file, or the line and what is wrong with it.
pub fn cases_of(source: &str) -> Result<Vec<Case>, String> {
    let mut out = Vec::new();
    let (mut outlet, mut published) = (String::new(), None);
    let lines: Vec<(usize, &str)> = (1..).zip(source.lines()).collect();
    for block in lines.split(|(_, l)| l.trim().is_empty()) {
        let mut case = Case {
            line: 0,
            text: String::new(),
            outlet: outlet.clone(),
            published,
            mark: None,
            expected: Vec::new(),
        };
        let mut nothing = false;
        for &(n, line) in block {
            let fail = |what: &str| format!("{n}: {what}: {line}");
            if line.starts_with('#') {
                continue;
            } else if let Some(head) = line.strip_prefix("> ") {
                for part in head.split(" ; ") {
                    match part.trim().split_once(": ") {
                        Some(("outlet", o)) => o.trim().clone_into(&mut case.outlet),
                        Some(("published", d)) => {
                            case.published =
                                Some(d.trim().parse().map_err(|_| fail("no date (2023-01-13)"))?);
                        }
                        _ => return Err(fail("write `> outlet: NAME ; published: DATE`")),
                    }
                }
            } else if let Some(reason) = line.strip_prefix("? ") {
                case.mark = Some((n, reason.to_owned()));
            } else if line == "= nothing" {
                nothing = true;
            } else if let Some(record) = line.strip_prefix("= ") {
                case.expected
                    .push(expected_of(record).map_err(|e| fail(&e))?);
            } else {
                if !case.expected.is_empty() || nothing || case.mark.is_some() {
                    return Err(fail("text after records; part cases by a blank line"));
                }
                if case.line == 0 {
                    case.line = n;
                } else {
                    case.text.push('\n');
                }
                case.text.push_str(line);
            }
        }
        if case.line == 0 {
            // A block without a text sets what holds for the cases after it.
            (outlet, published) = (case.outlet, case.published);
        } else if case.expected.is_empty() != nothing {
            return Err(format!("{}: write records, or `= nothing`", case.line));
        } else {
            for t in case.expected.iter().flat_map(|e| &e.triggers) {
                if !tokens(&case.text).any(|w| w == *t) {
                    return Err(format!("{}: `{t}` is no word of the text", case.line));
                }
            }
            out.push(case);
        }
    }
    Ok(out)
}

fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let of_word = |c: char| c.is_alphanumeric() || ('\u{64b}'..='\u{652}').contains(&c);
    text.split_whitespace()
        .map(move |w| w.trim_matches(|c| !of_word(c)))
}

/// Reads `trigger TYPE status [mutual] | actors | recipients | @place | when | sources`.
fn expected_of(record: &str) -> Result<Expected, String> {
    let mut fields = record.split('|').map(str::trim);
    let head: Vec<&str> = fields
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    let (trigger, kind, status, mutual) = match head.as_slice() {
        [t, k, s] => (*t, *k, *s, false),
        [t, k, s, "mutual"] => (*t, *k, *s, true),
        _ => return Err("a record starts with trigger, TYPE and status".to_owned()),
    };
    let mut next = || match fields.next().unwrap_or_default() {
        "*" => None,
        other => Some(other),
    };
    let people = |field: &str| -> Result<Vec<Who>, String> {
        field
            .split(',')
            .map(str::trim)
            .filter(|m| !m.is_empty())
            .map(who_of)
            .collect()
    };
    let expected = Expected {
        source: record.to_owned(),
        triggers: trigger.split('/').map(str::to_owned).collect(),
        kinds: kind
            .split('/')
            .map(|k| k.parse().map_err(|_| format!("`{k}` is no type")))
            .collect::<Result<_, _>>()?,
        status: match status {
            "*" => None,
            s => Some(s.parse().map_err(|_| format!("`{s}` is no status"))?),
        },
        mutual,
        actor: next().map(people).transpose()?,
        recipient: next().map(people).transpose()?,
        place: next().map(place_of).transpose()?,
        when: next().map(|w| (!w.is_empty()).then(|| w.to_owned())),
        sources: next()
            .map(|f| {
                f.split(';')
                    .map(str::trim)
                    .filter(|s| !s.is_empty())
                    .map(from_of)
                    .collect()
            })
            .transpose()?,
    };
    if fields.next().is_some() {
        return Err("more than six fields".to_owned());
    }
    Ok(expected)
}

fn who_of(text: &str) -> Result<Who, String> {
    let mut parts = text.splitn(3, ' ');
    let (country, sector) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    let code = format!("{country} {sector}");
    let known = code.replacen("* ", "--- ", 1).replace(" *", " UNK");
    known.parse::<Code>().map_err(|e| e.to_string())?;
    Ok(Who {
        code,
        words: parts.next().unwrap_or_default().to_owned(),
    })
}

fn place_of(text: &str) -> Result<Option<(String, String)>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let place = text
        .strip_prefix('@')
        .ok_or("a place is written `@SYR` or `@SYR دمشق`")?;
    let (country, words) = place.split_once(' ').unwrap_or((place, ""));
    Ok(Some((country.to_owned(), words.to_owned())))
}

fn from_of(text: &str) -> Result<From, String> {
    let (words, rest) = text
        .strip_suffix(')')
        .and_then(|t| t.rsplit_once('('))
        .ok_or("a source is written `مصادر(anonymous)` or `الوزير(person SYR GOV)`")?;
    let (kind, code) = match rest.split_once(' ') {
        Some((kind, code)) => (kind, Some(code.to_owned())),
        None => (rest, None),
    };
    let kinds: Vec<String> = kind.split('/').map(str::to_owned).collect();
    if let Some(k) = kinds
        .iter()
        .find(|k| k.parse::<rawi_model::SourceKind>().is_err())
    {
        return Err(format!("`{k}` is no kind of source"));
    }
    Ok(From {
        words: words.to_owned(),
        kinds,
        code,
    })
}
