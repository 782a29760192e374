//! The files of `politics/` that name sources and times.

use rawi_model::{Precision, SourceKind, Stance};

use super::language::Variants;
use super::politics::{first, layout};
use super::row::Row;
use super::table::Layout;
use crate::names::{Position, ReportingPhrase, SourceNoun, TimeEntry};

pub(crate) const SOURCE_NOUNS: Layout = layout(&["noun; variants", "kind", "English"]);
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
            "`{rule}` is no time rule; write day-1, day-2..0, week+1, month-1, year+0, weekday=0, month=1, hijri=9, part or hours-N..0"
        ));
    }
    let precision = match row.cell(2) {
        "day" => Precision::Day,
        "days" => Precision::Days,
        "week" => Precision::Week,
        "month" => Precision::Month,
        "year" => Precision::Year,
        other => {
            row.defect(format!(
                "unknown precision `{other}`; known are: day, days, week, month, year"
            ));
            return None;
        }
    };
    let text = first(&names)?;
    let id = format!("{text}:time");
    let value = TimeEntry {
        id: id.clone(),
        text,
        rule,
        precision,
    };
    Some((id, Variants { names, value }))
}

/// `unit±n`, `unit±n..m`, `weekday=0`…`6`, `month=1`…`12`, `hijri=1`…`12`, `part`.
fn is_time_rule(rule: &str) -> bool {
    let offset = |s: &str| {
        let digits = s.strip_prefix(['+', '-']).unwrap_or(s);
        digits == "N" || (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
    };
    let within =
        |s: &str, low: u8, high: u8| s.parse().is_ok_and(|n: u8| (low..=high).contains(&n));
    if rule == "part" {
        return true;
    }
    if let Some((field, value)) = rule.split_once('=') {
        return match field {
            "weekday" => within(value, 0, 6),
            "month" | "hijri" => within(value, 1, 12),
            _ => false,
        };
    }
    let Some(at) = rule.find(['+', '-']) else {
        return false;
    };
    let (unit, offsets) = rule.split_at(at);
    let known = matches!(unit, "hours" | "day" | "week" | "month" | "year");
    known
        && match offsets.split_once("..") {
            Some((a, b)) => offset(a) && offset(b),
            None => offset(offsets),
        }
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
            "weekday=6",
            "hijri=9",
            "part",
            "hours-N..0",
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
        ] {
            assert!(!is_time_rule(rule), "{rule}");
        }
    }
}
