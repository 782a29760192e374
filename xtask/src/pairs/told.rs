//! Pairs of records: contradictions ranked first among pairs drawn at random, and announcements with what became of
//! them.

use std::collections::HashSet;

use anyhow::{Context as _, Result};
use rawi_arabic::Text;
use rawi_model::{Reading, Record};
use rawi_store::{ContradictionFilter, EventRow, FollowUpFilter, Outlook, Store, View};

use super::corpus::{One, load};
use super::draw::{Drawn, Reservoir, Side};
use super::show;

/// Contradictions, those ranked first.
const FIRST: usize = 50;
/// Pairs at random among them.
const RANDOM: usize = 20;
/// Days that the two of such a pair are apart at most.
const WITHIN: i32 = 3;
/// Announcements.
const FOLLOWED: usize = 50;

/// The contradictions ranked first, and pairs of records of one type drawn at random.
pub fn contradictions(store: &Store, seed: u64) -> Result<Vec<Drawn>> {
    let ranked = store.contradictions(&ContradictionFilter::default(), FIRST)?;
    let mut out = Vec::new();
    for found in &ranked {
        out.push(Drawn {
            first: of_row(store, &found.earlier)?,
            second: of_row(store, &found.later)?,
            group: "ranked first".to_owned(),
            of: ranked.len() as u64,
            found: Some(found.kind.as_str().to_owned()),
            ..Drawn::default()
        });
    }
    let all = load(store)?;
    let mut reservoir = Reservoir::new(seed, RANDOM * 200);
    for a in 0..all.len() {
        for (b, other) in all.iter().enumerate().skip(a + 1) {
            if other.day - all[a].day > WITHIN {
                break;
            }
            reservoir.offer((a, b));
        }
    }
    let of = reservoir.offered();
    let pairs = reservoir.finish(RANDOM * 200, &mut HashSet::new());
    let mut random = crate::random::SplitMix::new(seed);
    for (a, b) in pairs {
        if out.len() == ranked.len() + RANDOM {
            break;
        }
        let read = |one: &One| -> Result<Option<Reading>> {
            Ok(store.reading(&one.article.id, View::Effective)?)
        };
        let (Some(a), Some(b)) = (read(&all[a])?, read(&all[b])?) else {
            continue;
        };
        if a.events.is_empty() {
            continue;
        }
        let first = &a.events[random.below(a.events.len())];
        let Some(second) = b.events.iter().find(|r| r.kind == first.kind) else {
            continue;
        };
        out.push(Drawn {
            first: side(&a, first),
            second: side(&b, second),
            group: "at random".to_owned(),
            of,
            ..Drawn::default()
        });
    }
    Ok(out)
}

/// Announcements of which something was reported.
pub fn followups(store: &Store, seed: u64) -> Result<Vec<Drawn>> {
    let all = store.followups(&FollowUpFilter::default(), usize::MAX)?;
    let settled: Vec<_> = all
        .iter()
        .filter_map(|f| match (&f.outcome, f.outlook) {
            (Some(outcome), Outlook::Settled(how)) => Some((&f.claim.record, outcome, how)),
            _ => None,
        })
        .collect();
    let mut reservoir = Reservoir::new(seed, FOLLOWED);
    for i in 0..settled.len() {
        reservoir.offer((i, i));
    }
    let of = reservoir.offered();
    let mut out = Vec::new();
    for (i, _) in reservoir.finish(FOLLOWED, &mut HashSet::new()) {
        let (announced, outcome, how) = settled[i];
        out.push(Drawn {
            first: of_row(store, announced)?,
            second: of_row(store, outcome)?,
            remark: format!("the second says of the first: {}", how.as_str()),
            group: "settled".to_owned(),
            of,
            found: Some(how.as_str().to_owned()),
        });
    }
    Ok(out)
}

fn of_row(store: &Store, row: &EventRow) -> Result<Side> {
    let reading = store
        .reading(&row.article.id, View::Effective)?
        .with_context(|| format!("no article {}", row.article.id))?;
    Ok(side(&reading, &row.record))
}

fn side(reading: &Reading, record: &Record) -> Side {
    let text = Text::new(&reading.article.text);
    Side {
        id: reading.article.id.clone(),
        span: Some((record.trigger.start, record.trigger.end)),
        shown: show::record(&reading.article, &text, record),
    }
}
