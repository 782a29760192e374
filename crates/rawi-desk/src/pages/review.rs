//! The queue of records where a person's look is worth most.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;

use crate::desk::Desk;
use crate::fault::Fault;
use crate::html::Html;
use crate::lang::words;
use crate::ui::Ui;
use crate::view::RecordView;

/// Records on the page.
const SHOWN: usize = 30;

words! {
    struct Words {
        heading: "للمراجعة", "To review";
        lead: "سجلات لم ينظر فيها أحد بعد: قليلة الثقة، أو منسوخة كثيرا، أو متعارضة مع غيرها.",
            "Records that nobody looked at yet: of low confidence, made by many articles, or contradicted.";
        copies: "سجلات تقول هذا", "records say so";
        contradicted: "متعارض مع غيره", "contradicted";
        right: "صحيح", "Right";
        wrong: "خطأ", "Wrong";
        mend: "تصحيح…", "Put right…";
        done: "التصحيحات", "Corrections";
    }
}

#[derive(Template)]
#[template(path = "review.html")]
struct Page {
    ui: Ui,
    t: Words,
    queue: Vec<Waiting>,
}

/// A record that waits, and why.
struct Waiting {
    record: RecordView,
    copies: u32,
    contradicted: bool,
}

/// The addresses.
pub(super) fn routes() -> Router<Desk> {
    Router::new().route("/review", get(queue))
}

async fn queue(State(desk): State<Desk>, ui: Ui) -> Result<Html, Fault> {
    let found = desk.read(|store| store.review(SHOWN)).await?;
    Html::of(&Page {
        t: Words(ui.lang),
        queue: found
            .iter()
            .map(|waiting| Waiting {
                record: RecordView::of(&waiting.row, ui.lang),
                copies: waiting.copies,
                contradicted: waiting.contradicted,
            })
            .collect(),
        ui,
    })
}
