//! What people put right: the last corrections, taking one back, and the corrected articles as annotated passages.

use askama::Template;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use jiff::Timestamp;
use rawi_model::{Reading, Record};
use rawi_store::{Change, Correction, FieldChange, KeptChange, Standing, StoredCorrection, View};

use crate::Lang;
use crate::csrf::Posted;
use crate::desk::Desk;
use crate::export::Form;
use crate::fault::Fault;
use crate::html::Html;
use crate::lang::words;
use crate::ui::{Ui, User};
use crate::view::article_link;

/// Corrections that the page shows.
const SHOWN: usize = 200;

words! {
    struct Words {
        heading: "التصحيحات", "Corrections";
        none: "لم يصحح أحد شيئا بعد", "Nobody has put anything right yet";
        gold: "المقالات المصححة كنصوص مشروحة", "Corrected articles as annotated passages";
        queue: "للمراجعة", "To review";
        wrong: "خطأ", "wrong";
        changed: "عُدّل", "changed";
        added: "أُضيف", "added";
        undone: "أُلغي تصحيح", "taken back";
        applied: "سارٍ", "holds";
        settled: "لم يعد السجل يُقرأ", "no longer read";
        detached: "كلماته لم تعد في المقال", "its words are gone from the article";
        was_undone: "أُلغي", "was taken back";
        undoing: "إلغاء", "takes another back";
        undo: "إلغاء التصحيح", "Take back";
    }
}

/// A correction as pages show it.
pub(super) struct Done {
    pub(super) id: i64,
    pub(super) what: &'static str,
    /// The field and its new value.
    pub(super) value: String,
    pub(super) quote: String,
    pub(super) who: String,
    pub(super) at: String,
    pub(super) note: String,
    pub(super) standing: &'static str,
    pub(super) undoable: bool,
    pub(super) undo: &'static str,
    pub(super) article: String,
    pub(super) article_id: String,
}

/// The view of a correction.
pub(super) fn done(correction: &StoredCorrection, lang: Lang) -> Done {
    let t = Words(lang);
    let (what, value) = match &correction.change {
        KeptChange::Wrong => (t.wrong(), correction.kind.to_string()),
        KeptChange::Field(field) => (t.changed(), shown(field)),
        KeptChange::Added(record) => (t.added(), record.kind.to_string()),
        KeptChange::Undone(id) => (t.undone(), id.to_string()),
    };
    Done {
        id: correction.id,
        what,
        value,
        quote: correction.quote.clone(),
        who: correction.who.clone(),
        at: correction.at.strftime("%Y-%m-%d %H:%MZ").to_string(),
        note: correction.note.clone(),
        standing: match correction.standing {
            Standing::Applied(_) => t.applied(),
            Standing::Settled => t.settled(),
            Standing::Detached => t.detached(),
            Standing::Undone => t.was_undone(),
            Standing::Undoing => t.undoing(),
        },
        undoable: !matches!(correction.standing, Standing::Undone),
        undo: t.undo(),
        article: article_link(&correction.article),
        article_id: correction.article.clone(),
    }
}

/// A field with its value in a few words.
fn shown(field: &FieldChange) -> String {
    let mentions = |list: &[rawi_model::Mention]| {
        let list: Vec<String> = list
            .iter()
            .map(|m| format!("{} {}", m.text, m.code))
            .collect();
        list.join("; ")
    };
    match field {
        FieldChange::Type(kind) => format!("type: {kind}"),
        FieldChange::Status(status) => format!("status: {status}"),
        FieldChange::Actor(list) => format!("actor: {}", mentions(list)),
        FieldChange::Recipient(list) => format!("recipient: {}", mentions(list)),
        FieldChange::Place(place) => {
            format!("place: {}", place.as_ref().map_or("-", |p| p.text.as_str()))
        }
        FieldChange::When(when) => format!("when: {}", when.as_deref().unwrap_or("-")),
        FieldChange::AccordingTo(list) => {
            let list: Vec<&str> = list.iter().map(|s| s.text.as_str()).collect();
            format!("according_to: {}", list.join(" ← "))
        }
        FieldChange::Stance(stance) => format!("stance: {stance}"),
        FieldChange::Mode(mode) => format!("mode: {}", mode.as_deref().unwrap_or("-")),
        FieldChange::Contexts(contexts) => format!("contexts: {}", contexts.join(", ")),
        FieldChange::Figures(figures) => format!("figures: {}", figures.len()),
        FieldChange::Mutual(mutual) => format!("mutual: {mutual}"),
    }
}

#[derive(Template)]
#[template(path = "corrections.html")]
struct Page {
    ui: Ui,
    t: Words,
    list: Vec<Done>,
}

/// The addresses.
pub(super) fn routes() -> Router<Desk> {
    Router::new()
        .route("/corrections", get(list))
        .route("/corrections/gold.jsonl", get(gold))
        .route("/corrections/{id}/undo", post(undo))
}

async fn list(State(desk): State<Desk>, ui: Ui) -> Result<Html, Fault> {
    let list = desk.read(|store| store.recent_corrections(SHOWN)).await?;
    Html::of(&Page {
        t: Words(ui.lang),
        list: list.iter().map(|c| done(c, ui.lang)).collect(),
        ui,
    })
}

async fn undo(
    State(desk): State<Desk>,
    user: User,
    Path(correction): Path<i64>,
    Posted(_): Posted,
) -> Result<Redirect, Fault> {
    user.must_edit()?;
    let made = Correction {
        change: Change::Undone { correction },
        who: user.name,
        at: Timestamp::now(),
        note: String::new(),
    };
    desk.write(move |store| store.correct(&made)).await?;
    Ok(Redirect::to("/corrections"))
}

/// Each article in which a correction holds, as a line: what people annotate with, and what the scorer reads.
async fn gold(State(desk): State<Desk>) -> Result<Response, Fault> {
    let lines = desk
        .read(|store| {
            let mut out = Vec::new();
            for id in store.corrected_articles()? {
                if let Some(reading) = store.reading(&id, View::Effective)? {
                    out.push(annotated(reading));
                }
            }
            Ok(out)
        })
        .await?;
    let mut text = Vec::new();
    for line in &lines {
        serde_json::to_writer(&mut text, line)
            .map_err(|error| Fault::Internal(error.to_string()))?;
        text.push(b'\n');
    }
    let headers: HeaderMap = Form::Jsonl.headers("gold");
    Ok((headers, Body::from(text)).into_response())
}

/// Without what only the machine knows of its reading.
fn annotated(mut reading: Reading) -> Reading {
    reading.article.furniture.clear();
    reading.article.source_map.clear();
    let plain = |record: Record| Record {
        derivation: Vec::new(),
        gloss: None,
        confidence: 1.0,
        ..record
    };
    reading.events = reading.events.into_iter().map(plain).collect();
    reading
}
