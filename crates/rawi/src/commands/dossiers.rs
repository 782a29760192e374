//! `rawi dossier` and `rawi process`: positions as a page.

use rawi_store::{
    Attitude, ClaimRow, ContradictionFilter, EventRow, FollowUpFilter, Party, Position,
    PositionFilter, Store,
};

use super::sections;
use crate::cli::{DossierArgs, PageArgs, ProcessArgs};
use crate::engine::Engine;
use crate::fault::{Fault, Result};
use crate::output::Output;
use crate::page::{Lang, Page};

/// Lines of the sections on contradictions and on announcements.
const BESIDE: usize = 8;
/// Stories that a process looks into for these.
const STORIES: usize = 10;

/// The positions of one.
pub fn dossier(args: &DossierArgs) -> Result {
    let store = Store::open_existing(&args.page.db.db)?;
    let dossier = store.dossier(&args.who, &filter(&args.page), args.page.limit)?;
    if dossier.records == 0 {
        return Err(nobody(&args.who.to_string()));
    }
    let words = crate::page::words::of(args.page.lang);
    let mut page = Page::new(
        args.page.lang,
        format!(
            "{} {}",
            words.positions_of,
            named(&args.who, args.page.lang, dossier.name)?
        ),
    );
    page.lead(format!("{}: {}", words.records, dossier.records));
    positions(&mut page, "", &dossier.positions);
    let contradictions = ContradictionFilter {
        since: args.page.since,
        until: args.page.until,
        actor: Some(args.who.clone()),
        ..ContradictionFilter::default()
    };
    let contradictions = store.contradictions(&contradictions, BESIDE)?;
    sections::contradictions(&mut page, &contradictions);
    let followups = FollowUpFilter {
        actor: Some(args.who.clone()),
        since: args.page.since,
        until: args.page.until,
        announced: true,
        ..FollowUpFilter::default()
    };
    sections::followups(&mut page, &store.followups(&followups, BESIDE)?);
    print(&page, &args.page, &store)
}

/// What two have with one another.
pub fn process(args: &ProcessArgs) -> Result {
    let store = Store::open_existing(&args.page.db.db)?;
    let found = store.process(
        &args.first,
        &args.second,
        &filter(&args.page),
        args.page.limit,
    )?;
    if found.acts.is_empty() && found.stories.is_empty() {
        return Err(nobody(&format!("{}, {}", args.first, args.second)));
    }
    let words = crate::page::words::of(args.page.lang);
    let first = named(&args.first, args.page.lang, found.first)?;
    let second = named(&args.second, args.page.lang, found.second)?;
    let mut page = Page::new(
        args.page.lang,
        format!("{} {first} {} {second}", words.between, words.and),
    );
    page.section(words.acts);
    for act in &found.acts {
        line(&mut page, &act.record, act, String::new());
    }
    positions(&mut page, &first, &found.of_first);
    positions(&mut page, &second, &found.of_second);
    let mut contradictions = Vec::new();
    let mut followups = Vec::new();
    for story in found.stories.iter().take(STORIES) {
        let of_story = ContradictionFilter {
            story: Some(story.clone()),
            ..ContradictionFilter::default()
        };
        contradictions.extend(store.contradictions(&of_story, BESIDE)?);
        let of_story = FollowUpFilter {
            story: Some(story.clone()),
            announced: true,
            ..FollowUpFilter::default()
        };
        followups.extend(store.followups(&of_story, BESIDE)?);
    }
    contradictions.truncate(BESIDE);
    followups.truncate(BESIDE);
    sections::contradictions(&mut page, &contradictions);
    sections::followups(&mut page, &followups);
    print(&page, &args.page, &store)
}

fn nobody(who: &str) -> Fault {
    Fault::Nothing(format!(
        "no stored record has {who} acting (try a code such as TUR, or words as `rawi events --actor` takes them)"
    ))
}

/// A party by name: a country by its own, others as the articles name them most often.
fn named(party: &Party, lang: Lang, found: String) -> Result<String> {
    let Party::Country(country) = party else {
        return Ok(found);
    };
    let engine = Engine::load(None)?;
    Ok(engine
        .lexicon()
        .state_by_code(*country)
        .map_or(found, |state| match lang {
            Lang::Ar => state.name.clone(),
            Lang::En => state.english.clone(),
        }))
}

const fn filter(args: &PageArgs) -> PositionFilter {
    PositionFilter {
        since: args.since,
        until: args.until,
    }
}

/// A section for each attitude; with a name before it where several have positions.
fn positions(page: &mut Page, name: &str, positions: &[Position]) {
    for attitude in Attitude::ALL {
        let mut of_attitude = positions
            .iter()
            .filter(|p| p.attitude == attitude)
            .peekable();
        if of_attitude.peek().is_none() {
            continue;
        }
        let heading = page.words.attitude(attitude);
        let heading = if name.is_empty() {
            heading.to_owned()
        } else {
            format!("{name}: {heading}")
        };
        page.section(&heading);
        for position in of_attitude {
            let towards = if position.towards.is_empty() {
                String::new()
            } else {
                format!(
                    "{} {}",
                    page.words.towards,
                    position.towards.join(page.words.comma)
                )
            };
            line(page, &position.record, &position.claim, towards);
        }
    }
}

/// A record with the days of its claim, in a line.
fn line(page: &mut Page, record: &EventRow, claim: &ClaimRow, more: String) {
    let note = page.note(record);
    let days = match (claim.first, claim.last) {
        (Some(first), Some(last)) if first != last => format!("{first} – {last}"),
        (Some(first), _) => first.to_string(),
        _ => String::new(),
    };
    let mut remark: Vec<String> = vec![days, more, page.sourced(claim)];
    remark.retain(|r| !r.is_empty());
    let remark = remark.join(&format!("{} ", page.words.comma));
    page.line(page.says(record), remark, vec![note]);
}

/// Prints a page.
pub fn print(page: &Page, args: &PageArgs, store: &Store) -> Result {
    let mut output = Output::new();
    output.text(&page.written(args.html))?;
    output.flush()?;
    super::note_unwoven(store)
}
