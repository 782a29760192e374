//! The English line of a gloss.

use rawi_model::{
    EventType, Figure, FigureHedge, FigureKind, Record, Source, SourceKind, Stance, Status,
};

use super::people::{self, English};
use super::verbs::{self, Phrase, Verb};
use super::{About, number, plural, time};

/// The whole line.
pub(super) fn line(record: &Record, about: &About<'_>) -> String {
    let (act, placed) = act(record, about);
    let mut out = source(record, about);
    if out.is_empty() {
        out = capital(act);
    } else {
        out.push_str(": ");
        out.push_str(&act);
    }
    let mut notes = vec![record.status.as_str().to_owned()];
    notes.extend(time(record, &month, " to "));
    if !placed {
        notes.extend(place(record, about).map(|p| format!("in {p}")));
    }
    notes.extend(record.figures.iter().map(figure));
    if record.stance == Stance::Doubting {
        notes.push("passed on with doubt".to_owned());
    }
    out.push_str(&format!(" ({})", notes.join(", ")));
    out
}

const fn month(m: usize) -> &'static str {
    const NAMES: [&str; 13] = [
        "", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    if m < 13 { NAMES[m] } else { "" }
}

fn place(record: &Record, about: &About<'_>) -> Option<String> {
    let p = record.place.as_ref()?;
    Some(match &p.name {
        Some(n) => {
            match people::named(n, rawi_model::Code::new(p.country, rawi_model::Sector::Unk)).text {
                text if text.starts_with("the ") => text,
                _ => n.clone(),
            }
        }
        None => {
            let text = people::unjoined(&p.text, about.lexicon);
            let nowhere = rawi_model::Code::new(rawi_model::Country::NONE, rawi_model::Sector::Unk);
            people::place(&text, nowhere, about.lexicon)
        }
    })
}

/// Who says so: the chain innermost first, the outlet last.
fn source(record: &Record, about: &About<'_>) -> String {
    let mut out = String::new();
    for link in &record.according_to {
        let own = link.id.is_some() && link.id == about.outlet.id;
        let text = if own {
            continue;
        } else {
            one_source(link, about)
        };
        if out.is_empty() {
            out = text;
        } else if link.kind == SourceKind::Media {
            out.push_str(&format!(", via {text}"));
        } else {
            out.push_str(&format!(", according to {text}"));
        }
    }
    if about.outlet.en.is_empty() {
        return capital(out);
    }
    if out.is_empty() {
        return about.outlet.en.clone();
    }
    format!("{}, via {}", capital(out), about.outlet.en)
}

fn capital(text: String) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(c) if c.is_lowercase() => c.to_uppercase().chain(chars).collect(),
        _ => text,
    }
}

fn one_source(link: &Source, about: &About<'_>) -> String {
    let none = rawi_model::Code::new(rawi_model::Country::NONE, rawi_model::Sector::Unk);
    let code = link.code.unwrap_or(none);
    if let Some(name) = &link.name {
        return people::named(name, code).text;
    }
    let text = people::unjoined(&link.text, about.lexicon);
    let told = people::common(&text, code, about.lexicon).text;
    match link.kind {
        SourceKind::Anonymous => format!(
            "anonymous ({})",
            told.trim_start_matches("the ")
                .trim_start_matches("an ")
                .trim_start_matches("a ")
        ),
        _ => told,
    }
}

/// What happened, and whether the place stands in it already.
fn act(record: &Record, about: &About<'_>) -> (String, bool) {
    let both_sides =
        record.mutual || matches!(record.kind, EventType::Consult | EventType::Cooperate);
    let mut actors = joined(&record.actor, about);
    let mut recipients = joined(&record.recipient, about);
    if actors.is_none() && both_sides {
        actors = recipients.take();
    }
    match verbs::of(about.english, about.verbal) {
        Phrase::Verb(v) => verb(record, about, &v, actors, recipients),
        Phrase::Noun(n) => (noun(record, &n, actors, recipients), false),
    }
}

fn joined(mentions: &[rawi_model::Mention], about: &About<'_>) -> Option<English> {
    let mut texts: Vec<English> = Vec::new();
    for m in mentions {
        let e = people::mention(m, about.lexicon);
        if !e.text.is_empty() && !texts.contains(&e) {
            texts.push(e);
        }
    }
    let last = texts.pop()?;
    if texts.is_empty() {
        return Some(last);
    }
    let before: Vec<&str> = texts.iter().map(|e| e.text.as_str()).collect();
    Some(English {
        text: format!("{} and {}", before.join(", "), last.text),
        plural: true,
    })
}

/// `air strike on Gaza`, with the doer before it.
fn noun(
    record: &Record,
    noun: &str,
    actors: Option<English>,
    recipients: Option<English>,
) -> String {
    let (head, preposition) = match noun.rsplit_once(' ') {
        Some((h, p)) if is_preposition(p) => (h, Some(p)),
        _ => (noun, None),
    };
    let status = match record.status {
        Status::Occurred => "",
        Status::Denied => "no ",
        Status::Planned => "planned ",
        Status::Possible => "possible ",
        Status::Desired => "wished-for ",
        Status::Conditional => "conditional ",
    };
    let mut out = format!("{status}{head}");
    if status.is_empty() || status == "no " || plural::is_plural(head) {
    } else {
        out = plural::with_article(&out);
    }
    if let Some(r) = &recipients {
        out.push_str(&format!(
            " {} {}",
            preposition.unwrap_or("involving"),
            r.text
        ));
    }
    match actors {
        Some(a) => format!("{} — {out}", a.text),
        None => out,
    }
}

fn is_preposition(w: &str) -> bool {
    matches!(
        w,
        "of" | "to"
            | "with"
            | "against"
            | "on"
            | "from"
            | "at"
            | "for"
            | "over"
            | "in"
            | "by"
            | "between"
            | "into"
            | "among"
            | "towards"
    )
}

/// Verbs that may take the place as their object where nobody is hit.
const PLACED: &[&str] = &[
    "visited",
    "toured",
    "bombed",
    "shelled",
    "pounded",
    "raided",
    "stormed",
    "attacked",
    "besieged",
    "invaded",
    "occupied",
    "seized",
    "captured",
    "retook",
    "entered",
    "liberated",
    "struck",
    "hit",
    "targeted",
    "left",
];

fn verb(
    record: &Record,
    about: &About<'_>,
    v: &Verb,
    actors: Option<English>,
    recipients: Option<English>,
) -> (String, bool) {
    let mut placed = false;
    let object = match (&recipients, v.preposition.as_deref()) {
        (Some(r), Some(p)) => format!(" {p} {}", r.text),
        (Some(r), None) => format!(" {}", r.text),
        (None, p) => {
            let there = PLACED.contains(&v.past.as_str()) || matches!(p, Some("into" | "in"));
            match place(record, about).filter(|_| there) {
                Some(where_) => {
                    placed = true;
                    p.map_or_else(|| format!(" {where_}"), |p| format!(" {p} {where_}"))
                }
                None => without_object(record.kind, v),
            }
        }
    };
    // Without a doer what can be said of the other side is said in the passive.
    let passive = actors.is_none()
        && v.preposition.is_none()
        && !v.past.starts_with("was ")
        && recipients.is_some();
    let text = match (actors, recipients) {
        (Some(a), _) => active(record, about, v, &a, &object),
        (None, Some(r)) if passive => passively(record, about, v, &r),
        (None, _) => {
            let someone = English {
                text: "someone unnamed".to_owned(),
                plural: false,
            };
            active(record, about, v, &someone, &object)
        }
    };
    (text, placed)
}

/// What stands for a recipient that is not told: dots after a verb that cannot do without.
fn without_object(kind: EventType, v: &Verb) -> String {
    match (v.past.as_str(), v.preposition.as_deref()) {
        ("called", Some("on")) => " for …".to_owned(),
        (_, Some(p @ ("of" | "at" | "on"))) if v.past.contains(' ') => format!(" {p} …"),
        (_, Some(_)) if kind == EventType::Request => " …".to_owned(),
        (_, Some(_)) => String::new(),
        _ => match kind {
            EventType::Assault
            | EventType::Coerce
            | EventType::Accuse
            | EventType::Request
            | EventType::Support
            | EventType::Aid
            | EventType::Sanction
            | EventType::Reject => " …".to_owned(),
            _ => String::new(),
        },
    }
}

fn active(record: &Record, about: &About<'_>, v: &Verb, a: &English, object: &str) -> String {
    let who = &a.text;
    let (was, is) = if a.plural {
        ("were", "are")
    } else {
        ("was", "is")
    };
    let passive_form = v.past.strip_prefix("was ");
    match record.status {
        Status::Occurred => match passive_form {
            Some(rest) => format!("{who} {was} {rest}{object}"),
            None => format!("{who} {}{object}", v.past),
        },
        Status::Planned => format!("{who} {is} to {}{object}", v.base),
        Status::Possible if about.past => format!("{who} may have {}{object}", v.participle),
        Status::Possible => format!("{who} may {}{object}", v.base),
        Status::Desired => format!("it is wished that {who} {}{object}", v.base),
        Status::Conditional => format!("{who} would {}{object}, on a condition", v.base),
        Status::Denied => match passive_form {
            Some(rest) => format!("{who} {was} not {rest}{object}"),
            None => format!("{who} did not {}{object}", v.base),
        },
    }
}

fn passively(record: &Record, about: &About<'_>, v: &Verb, r: &English) -> String {
    let who = &r.text;
    let done = &v.participle;
    let (was, is) = if r.plural {
        ("were", "are")
    } else {
        ("was", "is")
    };
    match record.status {
        Status::Occurred => format!("{who} {was} {done}"),
        Status::Planned => format!("{who} {is} to be {done}"),
        Status::Possible if about.past => format!("{who} may have been {done}"),
        Status::Possible => format!("{who} may be {done}"),
        Status::Desired => format!("it is wished that {who} be {done}"),
        Status::Conditional => format!("{who} would be {done}, on a condition"),
        Status::Denied => format!("{who} {was} not {done}"),
    }
}

fn figure(f: &Figure) -> String {
    let hedge = match f.hedge {
        Some(FigureHedge::AtLeast) => "at least ",
        Some(FigureHedge::MoreThan) => "more than ",
        Some(FigureHedge::About) => "about ",
        Some(FigureHedge::Dozens) => "dozens",
        Some(FigureHedge::Hundreds) => "hundreds",
        Some(FigureHedge::Thousands) => "thousands",
        None => "",
    };
    let value = f.value.map(number);
    let (unit, what) = match f.kind {
        FigureKind::Killed => ("", " killed"),
        FigureKind::Wounded => ("", " wounded"),
        FigureKind::Arrested => ("", " arrested"),
        FigureKind::People => ("", " people"),
        FigureKind::Sum => (f.unit.as_deref().unwrap_or("sum:"), ""),
    };
    match value {
        Some(v) if unit.is_empty() => format!("{hedge}{v}{what}"),
        Some(v) => format!("{hedge}{unit} {v}"),
        None if what == " people" && !hedge.is_empty() => format!("{hedge} of people"),
        None if unit.is_empty() => format!("{}{what}", hedge.trim()),
        None => format!("a sum in {unit}"),
    }
}
