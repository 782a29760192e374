//! The list of stories: what is told, by how many, since when.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use rawi_store::{StoryFilter, StoryOrder, StoryRow};

use crate::desk::Desk;
use crate::fault::Fault;
use crate::filters;
use crate::html::Html;
use crate::lang::words;
use crate::params::Params;
use crate::ui::Ui;
use crate::view::told::days;

words! {
    struct Words {
        heading: "الأحداث", "Stories";
        about: "في نصوصها", "With the words";
        actor: "يشارك فيها", "Taking part";
        who_hint: "اسم أو رمز مثل SYR", "name or code such as SYR";
        since: "مستمرة منذ", "Still told since";
        until: "بدأت قبل", "Begun by";
        told_by: "وسائل، على الأقل", "Outlets, at least";
        show: "عرض", "Show";
        newest: "الأحدث", "Newest";
        largest: "الأوسع تغطية", "Most widely told";
        order: "الترتيب", "Order";
        articles: "مقالات", "articles";
        outlets: "وسائل", "outlets";
        independent: "مصادر مستقلة", "independent sources";
    }
}

#[derive(Template)]
#[template(path = "stories.html")]
struct Page {
    ui: Ui,
    t: Words,
    params: Params,
    largest: bool,
    stories: Vec<Item>,
    start: Option<String>,
    next: Option<String>,
}

/// A story of the list.
pub(super) struct Item {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) days: String,
    pub(super) articles: u32,
    pub(super) outlets: u32,
    pub(super) independent: u32,
}

impl Item {
    pub(super) fn of(row: &StoryRow) -> Self {
        Self {
            href: format!("/stories/{}", row.id),
            title: row.title.clone(),
            days: days(row.first, row.last),
            articles: row.articles,
            outlets: row.outlets,
            independent: row.independent,
        }
    }
}

/// The addresses.
pub(super) fn routes() -> Router<Desk> {
    Router::new().route("/stories", get(list))
}

async fn list(State(desk): State<Desk>, ui: Ui, params: Params) -> Result<Html, Fault> {
    let page = filters::page(&params)?;
    let largest = match params.get("sort") {
        None | Some("newest") => false,
        Some("largest") => true,
        Some(_) => return Err(Fault::Bad("sort: newest or largest".to_owned())),
    };
    let filter = StoryFilter {
        since: params.read("since")?,
        until: params.read("until")?,
        about: params.get("q").map(str::to_owned),
        actor: params.get("actor").map(filters::party),
        min_outlets: params.read("outlets")?.unwrap_or(0),
        order: if largest {
            StoryOrder::Largest
        } else {
            StoryOrder::Newest
        },
    };
    let found = desk
        .read(move |store| store.stories(&filter, &page))
        .await?;
    Html::of(&Page {
        t: Words(ui.lang),
        largest,
        stories: found.items.iter().map(Item::of).collect(),
        start: params
            .get("after")
            .is_some()
            .then(|| format!("/stories?{}", params.without("after"))),
        next: found
            .next
            .map(|cursor| format!("/stories?{}", params.with("after", cursor))),
        params,
        ui,
    })
}
