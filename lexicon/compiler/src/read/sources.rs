//! The files of `politics/` that name sources and times.

use rawi_model::{SourceKind, Stance};

use super::language::Variants;
use super::politics::{first, layout};
use super::row::Row;
use super::table::Layout;
use crate::names::{
    Position, ReportingPhrase, SourceNoun, TimeEntry, TimePrecision, Topic, TopicWord,
};

pub(crate) const SOURCE_NOUNS: Layout = layout(&["noun; variants", "kind", "English"]);
pub(crate) const TOPICS: Layout = layout(&["noun; variants", "topic"]);
pub(crate) const REPORTING_PHRASES: Layout = layout(&["phrase", "position", "stance", "English"]);
pub(crate) const TIMES: Layout = layout(&["phrase; variants", "rule", "precision"]);

pub(crate) fn source_noun(row: &mut Row<'_>) -> Option<(String, Variants<SourceNoun>)> {
    let names = row.names("noun", 0);
    let kind: Option<SourceKind> = row.parse(row.cell(1));
    let english = row.latin("English", 2);
    let text = first(&names)?;
    let id = format!("{text}:src");
    let value = SourceNoun {
        id: id.clone(),
        text,
        kind: kind?,
        english,
    };
    Some((id, Variants { names, value }))
}

pub(crate) fn topic_word(row: &mut Row<'_>) -> Option<(String, Variants<TopicWord>)> {
    let names = row.names("noun", 0);
    let topic: Option<Topic> = row.parse(row.cell(1));
    let text = first(&names)?;
    let id = format!("{text}:topic");
    let value = TopicWord {
        id: id.clone(),
        topic: topic?,
    };
    Some((id, Variants { names, value }))
}

pub(crate) fn reporting_phrase(row: &mut Row<'_>) -> Option<(String, Variants<ReportingPhrase>)> {
    let names = row.names("phrase", 0);
    let position: Option<Position> = row.parse(row.cell(1));
    let stance: Option<Stance> = row.parse(row.cell(2));
    let english = row.latin("English", 3);
    let text = first(&names)?;
    let id = format!("{text}:say");
    let value = ReportingPhrase {
        id: id.clone(),
        text,
        position: position?,
        stance: stance?,
        english,
    };
    Some((id, Variants { names, value }))
}

pub(crate) fn time(row: &mut Row<'_>) -> Option<(String, Variants<TimeEntry>)> {
    let names = row.names("phrase", 0);
    let rule = row.cell(1).to_owned();
    if !is_time_rule(&rule) {
        row.defect(format!(
            "`{rule}` is no time rule; write day-1, day-2..0, month+1:start, weekday=0 past, date=05-01, hijri=9, \
             season=1, event=2011-01-25, prefix since, part, recent …"
        ));
    }
    let precision: Option<TimePrecision> = row.parse(row.cell(2));
    let text = first(&names)?;
    let id = format!("{text}:time");
    let value = TimeEntry {
        id: id.clone(),
        text,
        rule,
        precision: precision?,
    };
    Some((id, Variants { names, value }))
}

/// The rules that the head of `times.txt` lists.
fn is_time_rule(rule: &str) -> bool {
    if let Some(what) = rule.strip_prefix("prefix ") {
        return matches!(
            what,
            "since" | "until" | "before" | "after" | "during" | "eve" | "start" | "mid" | "end"
        );
    }
    if let Some((field, value)) = rule.split_once('=') {
        let (value, tensed) = match value.strip_suffix(" past").or(value.strip_suffix(" next")) {
            Some(value) => (value, true),
            None => (value, false),
        };
        let within =
            |s: &str, low: u8, high: u8| s.parse().is_ok_and(|n: u8| (low..=high).contains(&n));
        let part = value.split_once(':').filter(|(_, part)| is_part(part));
        return match field {
            "weekday" => within(value, 0, 6),
            "season" => within(value, 1, 4),
            "month" => within(part.map_or(value, |(month, _)| month), 1, 12),
            _ if tensed => false,
            "date" => is_date(&format!("2000-{value}")),
            "hijri" => match value.split_once('-') {
                // Months of the Islamic year have at most 30 days.
                Some((month, day)) => within(month, 1, 12) && within(day, 1, 30),
                None => within(value, 1, 12),
            },
            "event" => is_date(value),
            _ => false,
        };
    }
    is_shift(rule)
        || matches!(
            rule,
            "part" | "recent" | "soon" | "earlier" | "later" | "same" | "now"
        )
}

/// `day-1`, `week+0..1`, `month+1:start`.
fn is_shift(rule: &str) -> bool {
    const UNITS: [&str; 7] = ["minutes", "hours", "day", "week", "month", "year", "decade"];
    let offset = |s: &str| s.parse::<i16>().is_ok();
    let (rule, part) = match rule.split_once(':') {
        Some((rule, part)) => (rule, is_part(part)),
        None => (rule, true),
    };
    let Some(at) = rule.find(['+', '-']) else {
        return false;
    };
    let (unit, offsets) = rule.split_at(at);
    part && UNITS.contains(&unit)
        && match offsets.split_once("..") {
            Some((a, b)) => offset(a) && offset(b),
            None => offset(offsets),
        }
}

fn is_part(text: &str) -> bool {
    matches!(text, "start" | "mid" | "end")
}

fn is_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_rules() {
        for rule in [
            "day-1",
            "day+0",
            "day-1..0",
            "week+1",
            "month+0:start",
            "hours-24..0",
            "decade-1",
            "weekday=6",
            "weekday=0 past",
            "month=4 next",
            "month=4:mid",
            "hijri=9",
            "hijri=02-20",
            "date=05-01",
            "season=4",
            "event=2011-01-25",
            "prefix since",
            "part",
            "recent",
            "year-5..-1",
        ] {
            assert!(is_time_rule(rule), "{rule}");
        }
        for rule in [
            "",
            "day",
            "day-",
            "weekday=7",
            "month=0",
            "century-1",
            "day-1..",
            "part2",
            "date=02-30",
            "event=2011",
            "prefix of",
            "month+1:third",
            "hijri=9 past",
            "=",
            "day+é",
        ] {
            assert!(!is_time_rule(rule), "{rule}");
        }
    }
}
