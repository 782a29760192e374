//! `rawi brief`: what there is to know since a day, on one page.

use rawi_store::{
    ClaimRow, Contradiction, ContradictionFilter, FollowUp, FollowUpFilter, Outlook, Page as Of,
    Store, StoryFilter, StoryOrder, StoryRow,
};

use super::{dossiers::print, sections};
use crate::cli::BriefArgs;
use crate::fault::Result;
use crate::page::Page;

/// Stories that are looked at, those with most independent sources.
const CANDIDATES: usize = 60;
/// Claims of each story that stand under it.
const CLAIMS: usize = 2;
/// Lines of the sections on contradictions and on announcements.
const BESIDE: usize = 5;

/// A story with what is most widely said in it.
struct Told {
    row: StoryRow,
    claims: Vec<ClaimRow>,
}

/// Writes the page.
pub fn run(args: &BriefArgs) -> Result {
    let store = Store::open_existing(&args.page.db.db)?;
    let told = stories(&store, args)?;
    let words = crate::page::words::of(args.page.lang);
    let mut page = Page::new(
        args.page.lang,
        args.page.since.map_or(words.brief.to_owned(), |day| {
            format!("{} {} {day}", words.brief, words.since)
        }),
    );
    if told.is_empty() {
        page.lead(words.nothing.to_owned());
    } else {
        page.section(words.stories);
    }
    let mut contradictions: Vec<Contradiction> = Vec::new();
    let mut followups: Vec<FollowUp> = Vec::new();
    for story in &told {
        let row = &story.row;
        let whole = store.story(&row.id)?;
        let headline = whole.articles.iter().find(|a| a.article.title == row.title);
        let notes = headline
            .map(|a| page.note_article(&a.article))
            .into_iter()
            .collect();
        let comma = words.comma;
        page.line(
            row.title.clone(),
            format!(
                "{}: {}{comma} {}: {}{comma} {}: {}",
                words.articles,
                row.articles,
                words.outlets,
                row.outlets,
                words.independent,
                row.independent
            ),
            notes,
        );
        for claim in &story.claims {
            let note = page.note(&claim.record);
            page.under(page.says(&claim.record), page.sourced(claim), vec![note]);
        }
        let of_story = ContradictionFilter {
            since: args.page.since,
            until: args.page.until,
            story: Some(row.id.clone()),
            ..ContradictionFilter::default()
        };
        contradictions.extend(store.contradictions(&of_story, BESIDE)?);
        let of_story = FollowUpFilter {
            story: Some(row.id.clone()),
            announced: true,
            until: args.page.until,
            as_of: args.page.until,
            ..FollowUpFilter::default()
        };
        let found = store.followups(&of_story, BESIDE)?;
        // What is open without a date is no news.
        followups.extend(
            found
                .into_iter()
                .filter(|f| f.outlook != Outlook::Open || f.due.is_some()),
        );
    }
    contradictions.truncate(BESIDE);
    followups.truncate(BESIDE);
    sections::contradictions(&mut page, &contradictions);
    sections::followups(&mut page, &followups);
    print(&page, &args.page, &store)
}

/// The most important stories: those in which most is said by most.
fn stories(store: &Store, args: &BriefArgs) -> Result<Vec<Told>> {
    let filter = StoryFilter {
        since: args.page.since,
        until: args.page.until,
        about: args.about.clone(),
        order: StoryOrder::Largest,
        ..StoryFilter::default()
    };
    let mut told = Vec::new();
    for row in store.stories(&filter, &Of::first(CANDIDATES))?.items {
        let claims = store.claims_of(&row.id, CLAIMS)?;
        // A story without any political act is no matter of this page.
        if !claims.is_empty() {
            told.push(Told { row, claims });
        }
    }
    let weight = |t: &Told| {
        let voices: u32 = t.claims.iter().map(|c| c.voices).sum();
        2 * voices + t.row.independent
    };
    told.sort_by(|a, b| {
        weight(b)
            .cmp(&weight(a))
            .then_with(|| a.row.id.cmp(&b.row.id))
    });
    told.truncate(args.page.limit);
    Ok(told)
}
