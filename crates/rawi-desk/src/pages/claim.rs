//! A claim: who says so, in which words, from whom; records in the same words folded.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use rawi_store::Claim;

use crate::desk::Desk;
use crate::fault::Fault;
use crate::html::Html;
use crate::lang::words;
use crate::ui::Ui;
use crate::view::RecordView;
use crate::view::told::{ClaimView, Told};

/// Voices that are shown.
const MOST: usize = 200;

words! {
    struct Words {
        heading: "قول", "Claim";
        who: "من يقوله", "Who says so";
        copies: "بالكلمات نفسها", "in the same words";
        records: "سجلات", "records";
        story: "الحدث", "Story";
    }
}

#[derive(Template)]
#[template(path = "claim.html")]
struct Page {
    ui: Ui,
    t: Words,
    w: Told,
    claim: ClaimView,
    /// Each voice with the records in its words.
    voices: Vec<(RecordView, Vec<RecordView>)>,
    /// The story that the best record's article is of: its page and title.
    story: Option<(String, String)>,
}

/// The addresses.
pub(super) fn routes() -> Router<Desk> {
    Router::new().route("/claims/{id}", get(claim))
}

async fn claim(State(desk): State<Desk>, ui: Ui, Path(id): Path<String>) -> Result<Html, Fault> {
    let (claim, story) = desk
        .read(move |store| {
            let claim = store.claim(&id)?;
            // An article that was stored a moment ago has no story yet.
            let story = store.story_of(&claim.row.record.article.id).ok();
            Ok((claim, story))
        })
        .await?;
    let lang = ui.lang;
    Html::of(&Page {
        t: Words(lang),
        w: Told::of(lang),
        voices: voices(&claim, |i| RecordView::of(&claim.voices[i].row, lang)),
        claim: ClaimView::of(&claim.row, lang),
        story: story.map(|s| (format!("/stories/{}", s.id), s.title)),
        ui,
    })
}

/// The voices, each with the records in its words.
fn voices<T>(claim: &Claim, view: impl Fn(usize) -> T) -> Vec<(T, Vec<T>)> {
    let shown = claim.voices.len().min(MOST);
    (0..shown)
        .filter(|i| claim.voices[*i].voice == *i)
        .map(|i| {
            let same = (0..shown).filter(|j| *j != i && claim.voices[*j].voice == i);
            (view(i), same.map(&view).collect())
        })
        .collect()
}
