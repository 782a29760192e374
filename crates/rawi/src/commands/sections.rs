//! Sections that several pages have.

use rawi_store::{Contradiction, FollowUp};

use crate::page::Page;

/// Reports that contradict each other; no section where there are none.
pub fn contradictions(page: &mut Page, found: &[Contradiction]) {
    if found.is_empty() {
        return;
    }
    page.section(page.words.contradictions);
    for one in found {
        let note = page.note(&one.earlier);
        let why = page.words.conflict(one.kind).to_owned();
        page.line(page.says(&one.earlier), why, vec![note]);
        let note = page.note(&one.later);
        let against = format!("{}: {}", page.words.against, page.says(&one.later));
        page.under(against, String::new(), vec![note]);
    }
}

/// Announcements and what became of them; no section where there are none.
pub fn followups(page: &mut Page, found: &[FollowUp]) {
    if found.is_empty() {
        return;
    }
    page.section(page.words.followups);
    for one in found {
        let note = page.note(&one.claim.record);
        let due = one.due.map_or(String::new(), |(from, to)| {
            let days = if from == to {
                from.to_string()
            } else {
                format!("{from} – {to}")
            };
            format!("{} {days}{} ", page.words.due, page.words.comma)
        });
        let stands = page.words.outlook(one.outlook);
        page.line(
            page.says(&one.claim.record),
            format!("{due}{stands}"),
            vec![note],
        );
        if let Some(outcome) = &one.outcome {
            let note = page.note(outcome);
            page.under(page.says(outcome), String::new(), vec![note]);
        }
    }
}
