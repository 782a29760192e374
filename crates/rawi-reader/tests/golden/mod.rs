//! The format of golden cases (see `cases/README.md`): text in, cases out, and a comparison that says what differs.

use std::fmt::Write as _;

use jiff::civil::Date;
pub use rawi_model::Record;
use rawi_model::{Code, EventType, Mention, Source, Status};

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
    trigger: String,
    kind: EventType,
    status: Status,
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

/// A link of the chain: its words, kind and, where given, code.
struct From {
    words: String,
    kind: String,
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
            out.push(case);
        }
    }
    Ok(out)
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
        trigger: trigger.to_owned(),
        kind: kind.parse().map_err(|_| format!("`{kind}` is no type"))?,
        status: status
            .parse()
            .map_err(|_| format!("`{status}` is no status"))?,
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
    kind.parse::<rawi_model::SourceKind>()
        .map_err(|_| format!("`{kind}` is no kind of source"))?;
    Ok(From {
        words: words.to_owned(),
        kind: kind.to_owned(),
        code,
    })
}

/// What differs, one line each; `None` if the records are those of the case.
pub fn compare(case: &Case, got: &[Record]) -> Option<String> {
    let mut free: Vec<&Record> = got.iter().collect();
    let mut out = String::new();
    // Whole matches first, so that a record spoilt in one field is held against what it was meant to be.
    let mut open = Vec::new();
    for e in &case.expected {
        match free.iter().position(|r| differences(e, r).is_empty()) {
            Some(k) => drop(free.remove(k)),
            None => open.push(e),
        }
    }
    for e in open {
        let near = |r: &&Record| r.trigger.text == e.trigger && r.kind == e.kind;
        let named = |r: &&Record| r.trigger.text == e.trigger;
        match free
            .iter()
            .position(near)
            .or_else(|| free.iter().position(named))
        {
            Some(k) => {
                let r = free.remove(k);
                let _ = writeln!(
                    out,
                    "  wrong   = {} [{}]",
                    e.source,
                    differences(e, r).join(", ")
                );
            }
            None => {
                let _ = writeln!(out, "  missed  = {}", e.source);
            }
        }
    }
    for r in free {
        let _ = writeln!(out, "  extra   {}", line_of(r));
    }
    (!out.is_empty()).then_some(out)
}

fn differences(e: &Expected, r: &Record) -> Vec<&'static str> {
    let mut out = Vec::new();
    if r.trigger.text != e.trigger {
        out.push("trigger");
    }
    if r.kind != e.kind {
        out.push("type");
    }
    if r.status != e.status {
        out.push("status");
    }
    let either = e.mutual || matches!(e.kind, EventType::Consult | EventType::Cooperate);
    if let (true, Some(a), Some(b)) = (either, &e.actor, &e.recipient) {
        let sides: Vec<&Mention> = r.actor.iter().chain(&r.recipient).collect();
        if !same_people(&a.iter().chain(b).collect::<Vec<_>>(), &sides) {
            out.push("participants");
        }
    } else {
        for (name, want, have) in [
            ("actor", &e.actor, &r.actor),
            ("recipient", &e.recipient, &r.recipient),
        ] {
            if let Some(w) = want
                && !same_people(
                    &w.iter().collect::<Vec<_>>(),
                    &have.iter().collect::<Vec<_>>(),
                )
            {
                out.push(name);
            }
        }
    }
    if let Some(want) = &e.place {
        let right = match (want, &r.place) {
            (None, None) => true,
            (Some((country, words)), Some(p)) => {
                p.country.to_string() == *country && (words.is_empty() || alike(words, &p.text))
            }
            _ => false,
        };
        if !right {
            out.push("place");
        }
    }
    if e.when.as_ref().is_some_and(|w| *w != r.when) {
        out.push("when");
    }
    if let Some(want) = &e.sources {
        let right = want.len() == r.according_to.len()
            && want.iter().zip(&r.according_to).all(|(w, s)| {
                alike(&w.words, &s.text)
                    && s.kind.to_string() == w.kind
                    && w.code
                        .as_ref()
                        .is_none_or(|c| s.code.is_some_and(|k| k.to_string() == *c))
            });
        if !right {
            out.push("sources");
        }
    }
    out
}

fn same_people(want: &[&Who], have: &[&Mention]) -> bool {
    let mut free: Vec<&&Mention> = have.iter().collect();
    want.len() == have.len()
        && want.iter().all(|w| {
            let fits = |m: &&&Mention| {
                let code = m.code.to_string();
                let parts = w.code.split(' ').zip(code.split(' '));
                parts.into_iter().all(|(w, c)| w == "*" || w == c)
                    && (w.words.is_empty() || alike(&w.words, &m.text))
            };
            free.iter().position(fits).map(|k| free.remove(k)).is_some()
        })
}

/// Whether two phrases share at least half of the words of the longer one (a joined `و`, `ل`, `ب` in front is nothing).
fn alike(a: &str, b: &str) -> bool {
    let words = |t: &str| -> Vec<String> {
        t.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(|w| w.trim_start_matches(['و', 'ف', 'ل', 'ب', 'ك']).to_owned())
            .collect()
    };
    let (a, mut b) = (words(a), words(b));
    let longer = a.len().max(b.len());
    let shared = a
        .iter()
        .filter(|w| {
            b.iter()
                .position(|x| x == *w)
                .map(|k| b.remove(k))
                .is_some()
        })
        .count();
    2 * shared >= longer
}

/// The records as lines of a case, to be held against it.
pub fn render(got: &[Record]) -> String {
    if got.is_empty() {
        return "  got     = nothing\n".to_owned();
    }
    got.iter().fold(String::new(), |mut out, r| {
        let _ = writeln!(out, "  got     {}", line_of(r));
        out
    })
}

fn line_of(r: &Record) -> String {
    let people = |ms: &[Mention]| {
        let all: Vec<String> = ms
            .iter()
            .map(|m| format!("{} {}", m.code, m.text))
            .collect();
        all.join(", ")
    };
    let source = |s: &Source| match s.code {
        Some(code) => format!("{}({} {code})", s.text, s.kind),
        None => format!("{}({})", s.text, s.kind),
    };
    let sources: Vec<String> = r.according_to.iter().map(source).collect();
    let place = r
        .place
        .as_ref()
        .map_or(String::new(), |p| format!("@{} {}", p.country, p.text));
    let line = format!(
        "= {} {} {}{} | {} | {} | {place} | {} | {}",
        r.trigger.text,
        r.kind,
        r.status,
        if r.mutual { " mutual" } else { "" },
        people(&r.actor),
        people(&r.recipient),
        r.when.as_deref().unwrap_or_default(),
        sources.join(" ; "),
    );
    line.trim_end_matches([' ', '|']).to_owned()
}
