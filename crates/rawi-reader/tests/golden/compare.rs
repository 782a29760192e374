//! Records against what a case demands: what differs, in words, and the records as lines of a case.

use std::fmt::Write as _;

use rawi_model::{EventType, Mention, Record, Source};

use super::{Case, Expected, Who};

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
        let near = |r: &&Record| e.triggers.contains(&r.trigger.text) && e.kinds.contains(&r.kind);
        let named = |r: &&Record| e.triggers.contains(&r.trigger.text);
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
    if !e.triggers.contains(&r.trigger.text) {
        out.push("trigger");
    }
    if !e.kinds.contains(&r.kind) {
        out.push("type");
    }
    if e.status.is_some_and(|s| s != r.status) {
        out.push("status");
    }
    let either = e.mutual || matches!(r.kind, EventType::Consult | EventType::Cooperate);
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
                    && w.kinds.contains(&s.kind.to_string())
                    && w.code
                        .as_ref()
                        .is_none_or(|c| s.code.is_some_and(|k| agree(c, &k.to_string())))
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
                agree(&w.code, &code) && (w.words.is_empty() || alike(&w.words, &m.text))
            };
            free.iter().position(fits).map(|k| free.remove(k)).is_some()
        })
}

/// Whether a code is the one wanted; a part that is `*` agrees with any.
fn agree(want: &str, have: &str) -> bool {
    want.split(' ')
        .zip(have.split(' '))
        .all(|(w, h)| w == "*" || w == h)
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
