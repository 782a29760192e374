//! The list of records: facets, counts, orders, and the same list as a file.

mod facets;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;

use self::facets::{Chip, Group};
use crate::Lang;
use crate::census;
use crate::desk::Desk;
use crate::export::{self, Form};
use crate::fault::Fault;
use crate::filters;
use crate::html::Html;
use crate::lang::words;
use crate::names::is_latin;
use crate::params::Params;
use crate::ui::Ui;
use crate::view::RecordView;

/// Names that are offered.
const ALIKE: usize = 8;

words! {
    struct Words {
        heading: "السجلات", "Records";
        counting: "يجري العد…", "counting…";
        filters: "التصفية", "Filters";
        text: "نص", "Text";
        whole_article: "في المقال كله", "in the whole article";
        actor: "الفاعل", "Actor";
        recipient: "المتلقي", "Recipient";
        between: "بين", "Between";
        according_to: "بحسب", "According to";
        kind: "نوع الفعل", "Act";
        status: "الحال", "Status";
        source: "نوع المصدر", "Kind of source";
        outlet: "الوسيلة", "Outlet";
        place: "المكان", "Place";
        article: "المقال", "Article";
        since: "نُشر منذ", "Published since";
        until: "نُشر حتى", "Published until";
        from: "جرى منذ", "Happened from";
        to: "جرى حتى", "Happened until";
        min: "أقل ثقة", "Least confidence";
        more: "المزيد", "More";
        apply: "تطبيق", "Apply";
        clear: "إزالة الكل", "Clear all";
        remove: "إزالة", "Remove";
        sort: "الترتيب", "Order";
        newest: "الأحدث", "Newest";
        oldest: "الأقدم", "Oldest";
        surest: "الأوثق", "Surest";
        least_sure: "الأقل ثقة", "Least sure";
        export: "حفظ القائمة", "Save this list";
        alert: "حفظ المرشّح تنبيها", "Save the filter as an alert";
        alike: "أسماء تشبهه", "Names that sound like it";
        who_hint: "SYR أو SYR GOV أو اسم", "SYR, SYR GOV or a name";
    }
}

impl Words {
    /// What so many of them are called: Arabic has five forms.
    const fn counted(self, n: &u64) -> &'static str {
        match (self.0, *n, *n % 100) {
            (Lang::En, 1, _) => "record",
            (Lang::En, ..) => "records",
            (Lang::Ar, 2, _) => "سجلان",
            (Lang::Ar, _, 3..=10) => "سجلات",
            (Lang::Ar, _, 11..=99) => "سجلا",
            (Lang::Ar, ..) => "سجل",
        }
    }
}

#[derive(Template)]
#[template(path = "records.html")]
struct Page {
    ui: Ui,
    t: Words,
    params: Params,
    records: Vec<RecordView>,
    /// `None` while they are counted.
    count: Option<u64>,
    groups: Vec<Group>,
    chips: Vec<Chip>,
    /// Name, address, whether it is the present one.
    orders: Vec<(&'static str, String, bool)>,
    csv: String,
    jsonl: String,
    alert: String,
    /// The further fields of the form are in use.
    more: bool,
    /// What the form hands on as it is.
    kept: Vec<(String, String)>,
    /// Names in Arabic that sound like what was typed: name and address.
    alike: Vec<(String, String)>,
    /// This page is not the first.
    later: bool,
    start: String,
    next: Option<String>,
}

/// The addresses.
pub(super) fn routes() -> Router<Desk> {
    Router::new()
        .route("/records", get(list))
        .route("/records.csv", get(|s, p| file(s, p, Form::Csv)))
        .route("/records.jsonl", get(|s, p| file(s, p, Form::Jsonl)))
}

async fn list(State(desk): State<Desk>, ui: Ui, params: Params) -> Result<Html, Fault> {
    let filter = filters::events(&params)?;
    let page = filters::page(&params)?;
    let asked = filter.clone();
    let listed = desk.read(move |store| store.events(&asked, &page)).await?;
    let count = census::soon(&desk, &filter).await?;
    let alike = alike(&desk, &params).await?;
    let t = Words(ui.lang);
    let all = params.without("after");
    let file = all.without("limit").without("lang").without("theme");
    let names = [t.newest(), t.oldest(), t.surest(), t.least_sure()];
    let present = params.get("sort").unwrap_or("newest");
    let orders = filters::ORDERS.iter().zip(names).map(|((sort, _), name)| {
        let href = format!("/records?{}", all.with("sort", sort));
        (name, href, *sort == present)
    });
    let form = [
        "q",
        "in",
        "actor",
        "recipient",
        "according_to",
        "place",
        "since",
        "until",
        "from",
        "to",
        "min",
        "after",
        "lang",
        "theme",
    ];
    Html::of(&Page {
        records: listed
            .items
            .iter()
            .map(|row| RecordView::of(row, ui.lang))
            .collect(),
        count: count.as_deref().map(|c| c.records),
        alike,
        groups: facets::groups(count.as_deref(), &params, t),
        chips: facets::chips(&params, t),
        orders: orders.collect(),
        csv: format!("/records.csv?{file}"),
        jsonl: format!("/records.jsonl?{file}"),
        alert: format!("/new-alert?{}", file.without("sort")),
        kept: all
            .pairs()
            .iter()
            .filter(|(key, _)| !form.contains(&key.as_str()))
            .cloned()
            .collect(),
        more: ["according_to", "place", "from", "to", "min"]
            .iter()
            .any(|key| params.get(key).is_some()),
        later: params.get("after").is_some(),
        start: format!("/records?{all}"),
        next: listed
            .next
            .map(|cursor| format!("/records?{}", params.with("after", cursor))),
        t,
        params,
        ui,
    })
}

/// Names in Arabic that sound like one that was typed in Latin letters.
async fn alike(desk: &Desk, params: &Params) -> Result<Vec<(String, String)>, Fault> {
    let typed = ["q", "actor", "recipient", "according_to"]
        .into_iter()
        .find_map(|key| Some((key, params.get(key).filter(|t| is_latin(t))?)));
    let Some((key, typed)) = typed else {
        return Ok(Vec::new());
    };
    let params = params.without("after");
    let names = desk.names().await?;
    Ok(names
        .find(typed, ALIKE)
        .into_iter()
        .filter(|named| !named.text.is_empty())
        .map(|named| {
            let exact = format!("\"{}\"", named.text);
            (
                named.text.clone(),
                format!("/records?{}", params.with(key, exact)),
            )
        })
        .collect())
}

/// Everything that the list would show on all its pages, in its order.
async fn file(State(desk): State<Desk>, params: Params, form: Form) -> Result<Response, Fault> {
    let filter = filters::events(&params)?;
    let body = export::records(desk, filter, form).await?;
    let headers: HeaderMap = form.headers("records");
    Ok((headers, body).into_response())
}
