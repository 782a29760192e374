//! One record: all that it says, why, what people did to it, and the form to put it right.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Redirect;
use axum::routing::{get, post};
use jiff::Timestamp;
use rawi_model::{EventType, Sector, SourceKind, Stance, Status};
use rawi_store::{Change, Correction, FieldChange, Problem, View};

use super::corrections::{Done, done};
use crate::Lang;
use crate::csrf::Posted;
use crate::desk::Desk;
use crate::fault::Fault;
use crate::html::Html;
use crate::lang::words;
use crate::mend::{self, Form};
use crate::params::Params;
use crate::ui::{Ui, User};
use crate::view::why::{Why, why};
use crate::view::{RecordView, article_link, names};

/// The longest remark.
const NOTE: usize = 2000;

words! {
    pub(super) struct Words {
        heading: "سجل", "Record";
        why: "لماذا", "Why";
        mend: "تصحيح", "Put right";
        mend_hint: "الكلمات كما هي في المقال تماما؛ والرموز بلد وقطاع، مثل SYR GOV.",
            "Words exactly as they stand in the article; codes are country and sector, as in SYR GOV.";
        save: "حفظ التصحيح", "Save";
        confirm: "صحيح كما هو", "Right as it is";
        wrong: "خطأ: لا يرد هذا الفعل في النص", "Wrong: the text reports no such act";
        mark_wrong: "تعليم كخطأ", "Mark wrong";
        note: "ملاحظة", "Remark";
        trigger: "كلمة الفعل", "Word of the act";
        kind: "نوع الفعل", "Act";
        status: "الحال", "Status";
        stance: "موقف الناقل", "Reporter's stance";
        when: "متى", "When";
        place: "المكان", "Place";
        country: "البلد", "Country";
        actor: "الفاعل", "Actor";
        recipient: "المتلقي", "Recipient";
        source: "المصدر، الأقرب إلى القول أولا", "According to, innermost first";
        words: "الكلمات", "words";
        code: "الرمز", "code";
        source_kind: "نوع المصدر", "kind of source";
        history: "ما صُحح", "What was put right";
        nothing_done: "لم يصححه أحد", "Nobody has put it right yet";
        is_wrong: "عُلّم كخطأ: لا يظهر في القوائم", "Marked wrong: lists leave it out";
        is_old: "من نسخة سابقة من المقال", "Of an earlier version of the article";
        machine: "قراءة راوي", "Rawi's reading";
        add: "إضافة سجل", "Add a record";
        add_hint: "فعل يرد في المقال ولم يقرأه راوي.", "An act that the article reports and Rawi did not read.";
        text: "نص المقال", "The article's text";
    }
}

#[derive(Template)]
#[template(path = "record_page.html")]
struct Page {
    ui: Ui,
    t: Words,
    record: RecordView,
    why: Vec<Why>,
    form: Form,
    lists: Lists,
    wrong: bool,
    present: bool,
    /// The machine's own reading, where people changed it.
    machine: Option<RecordView>,
    history: Vec<Done>,
}

#[derive(Template)]
#[template(path = "add.html")]
struct AddPage {
    ui: Ui,
    t: Words,
    article: String,
    title: String,
    id: String,
    text: String,
    form: Form,
    lists: Lists,
}

/// What the form's selections offer: value and name.
pub(super) struct Lists {
    pub(super) kinds: Vec<(&'static str, &'static str)>,
    pub(super) statuses: Vec<(&'static str, &'static str)>,
    pub(super) stances: Vec<(&'static str, &'static str)>,
    pub(super) sources: Vec<(&'static str, &'static str)>,
    pub(super) sectors: Vec<(&'static str, &'static str)>,
}

impl Lists {
    fn of(lang: Lang) -> Self {
        let all = EventType::ALL.iter();
        Self {
            kinds: all
                .map(|v| (v.as_str(), names::event_type(*v, lang)))
                .collect(),
            statuses: Status::ALL
                .iter()
                .map(|v| (v.as_str(), names::status(*v, lang)))
                .collect(),
            stances: Stance::ALL
                .iter()
                .map(|v| (v.as_str(), names::stance(*v, lang)))
                .collect(),
            sources: SourceKind::ALL
                .iter()
                .map(|v| (v.as_str(), names::source_kind(*v, lang)))
                .collect(),
            sectors: Sector::ALL
                .iter()
                .map(|v| (v.as_str(), names::sector(*v, lang)))
                .collect(),
        }
    }
}

/// The addresses.
pub(super) fn routes() -> Router<Desk> {
    Router::new()
        .route("/records/{id}", get(show).post(save))
        .route("/records/{id}/wrong", post(mark_wrong))
        .route("/records/{id}/right", post(confirm))
        .route("/article/add", get(blank).post(add))
}

async fn show(State(desk): State<Desk>, ui: Ui, Path(id): Path<i64>) -> Result<Html, Fault> {
    let found = desk.read(move |store| store.record(id)).await?;
    let record = &found.row.record;
    let changed = found.machine.as_ref().filter(|machine| *machine != record);
    Html::of(&Page {
        t: Words(ui.lang),
        record: RecordView::of(&found.row, ui.lang),
        why: why(record),
        form: Form::of(record),
        lists: Lists::of(ui.lang),
        wrong: found.wrong,
        present: found.present,
        machine: changed.map(|machine| {
            let mut row = found.row.clone();
            row.record = machine.clone();
            RecordView::of(&row, ui.lang)
        }),
        history: found.corrections.iter().map(|c| done(c, ui.lang)).collect(),
        ui,
    })
}

/// What a form says of itself.
fn correction(change: Change, user: &User, form: &Params) -> Correction {
    Correction {
        change,
        who: user.name.clone(),
        at: Timestamp::now(),
        note: form.text("note").chars().take(NOTE).collect(),
    }
}

async fn save(
    State(desk): State<Desk>,
    user: User,
    Path(id): Path<i64>,
    Posted(form): Posted,
) -> Result<Redirect, Fault> {
    user.must_edit()?;
    let found = desk.read(move |store| store.record(id)).await?;
    let text = article_text(&desk, found.row.article.id.clone()).await?.1;
    let fields = mend::changes(&form, &found.row.record, &text)?;
    correct(&desk, id, fields, &user, &form).await?;
    Ok(Redirect::to(&format!("/records/{id}")))
}

async fn correct(
    desk: &Desk,
    record: i64,
    fields: Vec<FieldChange>,
    user: &User,
    form: &Params,
) -> Result<(), Fault> {
    for field in fields {
        let made = correction(Change::Field { record, field }, user, form);
        desk.write(move |store| store.correct(&made)).await?;
    }
    Ok(())
}

async fn mark_wrong(
    State(desk): State<Desk>,
    user: User,
    Path(record): Path<i64>,
    Posted(form): Posted,
) -> Result<Redirect, Fault> {
    user.must_edit()?;
    let made = correction(Change::Wrong { record }, &user, &form);
    desk.write(move |store| store.correct(&made)).await?;
    Ok(back(&form, record))
}

/// Whoever sets a field to what it is vouches for the record: it leaves the queue, and stays through later readings.
async fn confirm(
    State(desk): State<Desk>,
    user: User,
    Path(record): Path<i64>,
    Posted(form): Posted,
) -> Result<Redirect, Fault> {
    user.must_edit()?;
    let found = desk.read(move |store| store.record(record)).await?;
    let status = FieldChange::Status(found.row.record.status);
    correct(&desk, record, vec![status], &user, &form).await?;
    Ok(back(&form, record))
}

/// To the queue, if that is where it came from.
fn back(form: &Params, record: i64) -> Redirect {
    match form.get("back") {
        Some("review") => Redirect::to("/review"),
        _ => Redirect::to(&format!("/records/{record}")),
    }
}

/// Title and text of an article.
async fn article_text(desk: &Desk, id: String) -> Result<(String, String), Fault> {
    let missing = Fault::NotFound(Problem::NoArticle(id.clone()).to_string());
    let reading = desk
        .read(move |store| store.reading(&id, View::Effective))
        .await?;
    let article = reading.ok_or(missing)?.article;
    Ok((article.title, article.text))
}

async fn blank(State(desk): State<Desk>, ui: Ui, params: Params) -> Result<Html, Fault> {
    let id = params.text("id").to_owned();
    let (title, text) = article_text(&desk, id.clone()).await?;
    Html::of(&AddPage {
        t: Words(ui.lang),
        article: article_link(&id),
        title,
        id,
        text,
        form: Form::empty(),
        lists: Lists::of(ui.lang),
        ui,
    })
}

async fn add(
    State(desk): State<Desk>,
    user: User,
    Posted(form): Posted,
) -> Result<Redirect, Fault> {
    user.must_edit()?;
    let article = form.text("id").to_owned();
    let (_, text) = article_text(&desk, article.clone()).await?;
    let record = Box::new(mend::added(&form, &text)?);
    let to = article_link(&article);
    let made = correction(Change::Added { article, record }, &user, &form);
    desk.write(move |store| store.correct(&made)).await?;
    Ok(Redirect::to(&to))
}
