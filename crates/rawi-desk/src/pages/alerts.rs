//! Alerts: filters that are asked again of whatever is stored from now on; what they found, as a page and as an Atom feed.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use rawi_live::{ATOM_ENTRIES, atom};
use rawi_store::{
    Alert, EventFilter, NewAlert, Order, Page as Paging, Party, SourceFilter, TextIn,
};

use crate::csrf::Posted;
use crate::desk::Desk;
use crate::fault::Fault;
use crate::filters;
use crate::html::Html;
use crate::lang::words;
use crate::params::Params;
use crate::ui::{Ui, User};
use crate::view::RecordView;

words! {
    struct Words {
        heading: "التنبيهات", "Alerts";
        lead: "مرشّح محفوظ يُسأل عن كل ما يُخزَّن بعد حفظه.", "A saved filter that is asked of whatever is stored after it.";
        how: "رشّح السجلات ثم احفظ المرشّح تنبيها.", "Filter the records, then save the filter as an alert.";
        records: "السجلات المطابقة", "Records like these";
        found: "عدد ما وُجد", "found";
        since: "منذ", "since";
        webhook: "يُرسل إلى", "posted to";
        undelivered: "لم يُرسل بعد", "not yet posted";
        failed: "تعذر الإرسال", "posting failed";
        remove: "حذف", "Remove";
        save: "حفظ كتنبيه", "Save as an alert";
        name: "الاسم", "Name";
        name_hint: "حروف وأرقام و- و_", "Letters, digits, - and _";
        everything: "كل السجلات", "All records";
    }
}

/// An alert as pages show it.
struct Shown {
    name: String,
    href: String,
    feed: String,
    /// The records that its filter leaves now.
    records: String,
    /// Its filter, in the words of the URL.
    filter: Vec<(String, String)>,
    hits: u64,
    since: String,
    webhook: Option<String>,
    undelivered: u64,
    error: Option<String>,
    remove: String,
}

#[derive(Template)]
#[template(path = "alerts.html")]
struct List {
    ui: Ui,
    t: Words,
    alerts: Vec<Shown>,
}

#[derive(Template)]
#[template(path = "alert.html")]
struct One {
    ui: Ui,
    t: Words,
    alert: Shown,
    records: Vec<RecordView>,
    next: Option<String>,
    later: bool,
}

#[derive(Template)]
#[template(path = "alert_new.html")]
struct New {
    ui: Ui,
    t: Words,
    filter: Vec<(String, String)>,
}

/// The addresses.
pub(super) fn routes() -> Router<Desk> {
    Router::new()
        .route("/alerts", get(list).post(add))
        .route("/new-alert", get(new))
        .route("/alerts/{name}", get(one))
        .route("/alerts/{name}/remove", post(remove))
}

/// Asks the alerts about what came, whoever stored it. While another program keeps the database, what was found before is
/// shown.
async fn ask(desk: &Desk) {
    if let Err(fault) = desk.write(|store| store.ask_alerts()).await {
        tracing::warn!(%fault, "the alerts were not asked");
    }
}

async fn list(State(desk): State<Desk>, ui: Ui) -> Result<Html, Fault> {
    ask(&desk).await;
    let alerts = desk.read(|store| store.alerts()).await?;
    Html::of(&List {
        t: Words(ui.lang),
        alerts: alerts.iter().map(shown).collect(),
        ui,
    })
}

/// `/alerts/NAME`, and `/alerts/NAME.atom`: names hold no dot.
async fn one(
    State(desk): State<Desk>,
    ui: Ui,
    Path(name): Path<String>,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    if let Some(name) = name.strip_suffix(".atom") {
        return feed(&desk, name.to_owned(), &headers).await;
    }
    let page = filters::page(&params)?;
    let later = page.after.is_some();
    ask(&desk).await;
    let (alert, hits) = desk
        .read(move |store| Ok((store.alert(&name)?, store.alert_hits(&name, &page)?)))
        .await?;
    let alert = shown(&alert);
    let page = One {
        t: Words(ui.lang),
        records: hits
            .items
            .iter()
            .map(|hit| RecordView::of(&hit.row, ui.lang))
            .collect(),
        next: hits
            .next
            .map(|next| format!("{}?{}", alert.href, params.with("after", next))),
        later,
        alert,
        ui,
    };
    Ok(Html::of(&page)?.into_response())
}

async fn feed(desk: &Desk, name: String, headers: &HeaderMap) -> Result<Response, Fault> {
    ask(desk).await;
    let (alert, hits) = desk
        .read(move |store| {
            let hits = store.alert_hits(&name, &Paging::first(ATOM_ENTRIES))?;
            Ok((store.alert(&name)?, hits))
        })
        .await?;
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let itself = host.map(|host| format!("http://{host}{}.atom", address(&alert.name)));
    let xml = atom(&alert, &hits.items, itself.as_deref())
        .map_err(|error| Fault::Internal(error.to_string()))?;
    let headers = [
        (header::CONTENT_TYPE, "application/atom+xml; charset=utf-8"),
        (header::CACHE_CONTROL, "private, no-cache"),
    ];
    Ok((headers, xml).into_response())
}

async fn new(ui: Ui, user: User, params: Params) -> Result<Html, Fault> {
    user.must_edit()?;
    // What cannot be asked is said now.
    let filter = filters::events(&params)?;
    Html::of(&New {
        t: Words(ui.lang),
        filter: written(&filter),
        ui,
    })
}

async fn add(
    State(desk): State<Desk>,
    user: User,
    Posted(params): Posted,
) -> Result<Redirect, Fault> {
    user.must_edit()?;
    let alert = NewAlert {
        name: params.text("name").to_owned(),
        filter: EventFilter {
            order: Order::default(),
            ..filters::events(&params)?
        },
        atom: None,
        webhook: None,
    };
    let added = desk.write(move |store| store.add_alert(&alert)).await?;
    Ok(Redirect::to(&address(&added.name)))
}

async fn remove(
    State(desk): State<Desk>,
    user: User,
    Path(name): Path<String>,
    Posted(_): Posted,
) -> Result<Redirect, Fault> {
    user.must_edit()?;
    desk.write(move |store| store.remove_alert(&name)).await?;
    Ok(Redirect::to("/alerts"))
}

fn shown(alert: &Alert) -> Shown {
    let href = address(&alert.name);
    let filter = written(&alert.filter);
    Shown {
        name: alert.name.clone(),
        feed: format!("{href}.atom"),
        remove: format!("{href}/remove"),
        href,
        records: format!("/records?{}", Params::of(filter.clone())),
        filter,
        hits: alert.hits,
        since: alert.made_at.chars().take(16).collect(),
        webhook: alert.webhook.clone(),
        undelivered: alert.undelivered,
        error: alert.error.clone(),
    }
}

/// The address of an alert's page.
fn address(name: &str) -> String {
    let name: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    format!("/alerts/{name}")
}

/// A filter as the query of a record list has it: what [`filters::events`] reads.
fn written(filter: &EventFilter) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut add = |key: &str, value: String| pairs.push((key.to_owned(), value));
    let parties = [
        ("actor", &filter.actor),
        ("recipient", &filter.recipient),
        ("according_to", &filter.according_to),
        ("place", &filter.place),
    ];
    for (key, party) in parties {
        party
            .iter()
            .for_each(|party: &Party| add(key, party.to_string()));
    }
    if let Some(dyad) = &filter.dyad {
        add("between", dyad.from.to_string());
        add("between", dyad.to.to_string());
    }
    for kind in &filter.types {
        add("type", kind.as_str().to_owned());
    }
    for status in &filter.statuses {
        add("status", status.as_str().to_owned());
    }
    for source in &filter.sources {
        let source = match source {
            SourceFilter::Kind(kind) => kind.as_str(),
            SourceFilter::None => "none",
        };
        add("source", source.to_owned());
    }
    for outlet in &filter.outlets {
        add("outlet", outlet.clone());
    }
    let days = [
        ("since", filter.since),
        ("until", filter.until),
        ("from", filter.happened_from),
        ("to", filter.happened_to),
    ];
    for (key, day) in days {
        day.iter().for_each(|day| add(key, day.to_string()));
    }
    if let Some(text) = &filter.text {
        add("q", text.clone());
        if filter.text_in == TextIn::Article {
            add("in", "article".to_owned());
        }
    }
    if let Some(article) = &filter.article {
        add("article", article.clone());
    }
    if let Some(confidence) = filter.min_confidence {
        add("min", confidence.to_string());
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_written_as_it_is_read() {
        let query = "actor=SYR+GOV&between=rus%2Fputin&between=SYR&type=REJECT&status=denied&source=none&source=media\
            &outlet=%D9%86%D8%AF%D8%A7%D8%A1&since=2024-01-02&to=2024-02-03&q=a%26b&in=article&min=0.5";
        let filter = filters::events(&Params::parse(query)).unwrap();
        let again = Params::of(written(&filter));
        assert_eq!(filters::events(&again).unwrap(), filter);
    }
}
