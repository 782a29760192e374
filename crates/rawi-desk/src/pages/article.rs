//! The reading view: an article as received, and beside it what its records say and why.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Redirect;
use axum::routing::{get, post};
use rawi_model::FurnitureKind;
use rawi_store::{EventRow, Problem};

use crate::Lang;
use crate::auth::Role;
use crate::csrf::Posted;
use crate::desk::Desk;
use crate::fault::Fault;
use crate::html::Html;
use crate::lang::words;
use crate::params::Params;
use crate::ui::{Ui, User};
use crate::view::spans::{Marked, Paragraph, Utf16, paragraphs};
use crate::view::why::{Why, why};
use crate::view::{RecordView, json, link, outside};

/// Records of one article that are shown.
const MOST: usize = 1000;

words! {
    struct Words {
        records: "سجلات المقال", "Records of this article";
        none: "لم يُقرأ في المقال حدث", "No record was read in this article";
        in_text: "في النص", "in the text";
        why: "لماذا", "Why";
        furniture: "ما تُرك من الصفحة", "What was left out of the page";
        add: "إضافة سجل", "Add a record";
        remove: "حذف المقال بكل ما يتعلق به", "Remove the article with all that hangs on it";
        sure: "لا يمكن التراجع عن هذا", "this cannot be taken back";
        as_list: "كقائمة", "as a list";
        keys: "المفتاحان j و k ينقلان بين السجلات", "Keys j and k go from record to record";
    }
}

#[derive(Template)]
#[template(path = "article.html")]
struct Page {
    ui: Ui,
    t: Words,
    title: String,
    outlet: String,
    published: String,
    url: Option<String>,
    byline: Option<String>,
    paragraphs: Vec<Paragraph>,
    furniture: Vec<(&'static str, String)>,
    records: Vec<Beside>,
    list: String,
    id: String,
    add: String,
    data: String,
}

/// A record beside the text.
struct Beside {
    record: RecordView,
    why: Vec<Why>,
    /// It is the one that was asked for.
    chosen: bool,
    href: String,
}

/// The addresses.
pub(super) fn routes() -> Router<Desk> {
    Router::new()
        .route("/article", get(article))
        .route("/article/remove", post(remove))
}

/// Removes an article with all that hangs on it.
async fn remove(
    State(desk): State<Desk>,
    user: User,
    Posted(form): Posted,
) -> Result<Redirect, Fault> {
    user.must(Role::Admin)?;
    if form.get("sure").is_none() {
        return Err(Fault::Bad("sure: is not ticked".to_owned()));
    }
    let id = form.text("id").to_owned();
    let missing = Fault::NotFound(Problem::NoArticle(id.clone()).to_string());
    if !desk.write(move |store| store.delete_article(&id)).await? {
        return Err(missing);
    }
    tracing::info!(user = %user.name, "an article was removed");
    Ok(Redirect::to("/articles"))
}

async fn article(State(desk): State<Desk>, ui: Ui, params: Params) -> Result<Html, Fault> {
    let id = params.text("id").to_owned();
    let chosen = params.read("record")?.unwrap_or(0);
    let (reading, rows) = desk.article(id, MOST).await?;
    let article = reading.article;
    let utf16 = Utf16::of(&article.text);
    let marks: Vec<Marked> = rows
        .iter()
        .map(|row| Marked::of(row.id, &row.record, row.sentence.span(), &utf16))
        .collect();
    Html::of(&Page {
        t: Words(ui.lang),
        records: rows
            .iter()
            .map(|row| beside(row, &article.id, chosen, ui.lang))
            .collect(),
        url: article.url.as_deref().and_then(outside).map(str::to_owned),
        published: article.published.map(|d| d.to_string()).unwrap_or_default(),
        paragraphs: paragraphs(&article.text),
        furniture: article
            .furniture
            .into_iter()
            .map(|f| (furniture_name(f.kind, ui.lang), f.text))
            .collect(),
        list: link("/records", &[("article", &article.id)]),
        add: link("/article/add", &[("id", &article.id)]),
        id: article.id,
        data: json(&marks),
        title: article.title,
        outlet: article.outlet,
        byline: article.byline,
        ui,
    })
}

fn beside(row: &EventRow, article: &str, chosen: i64, lang: Lang) -> Beside {
    let href = link("/article", &[("id", &article), ("record", &row.id)]);
    Beside {
        record: RecordView::of(row, lang),
        why: why(&row.record),
        chosen: row.id == chosen,
        href: format!("{href}#r{}", row.id),
    }
}

const fn furniture_name(kind: FurnitureKind, lang: Lang) -> &'static str {
    let (ar, en) = match kind {
        FurnitureKind::RepeatedTitle => ("العنوان مكررا", "the headline again"),
        FurnitureKind::Byline => ("الكاتب", "byline"),
        FurnitureKind::RelatedLink => ("رابط لمقال آخر", "link to another article"),
        FurnitureKind::Navigation => ("قوائم الموقع", "menus"),
        FurnitureKind::Share => ("أزرار المشاركة", "share bar"),
        FurnitureKind::Comment => ("تعليق قارئ", "reader's comment"),
        FurnitureKind::Caption => ("شرح صورة", "caption"),
        FurnitureKind::Dateline => ("سطر المكان والتاريخ", "dateline"),
        FurnitureKind::Other => ("غير ذلك", "other"),
    };
    lang.pick(ar, en)
}
