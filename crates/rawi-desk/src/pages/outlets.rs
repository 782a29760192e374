//! Outlets: the list, and how one of them reports. Figures with their counts, no verdicts.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use rawi_store::{OutletFigures, OutletRow};

use crate::Lang;
use crate::desk::Desk;
use crate::fault::Fault;
use crate::html::Html;
use crate::lang::words;
use crate::ui::Ui;
use crate::view::told::days;
use crate::view::{link, segment};

words! {
    struct Words {
        heading: "وسائل الإعلام", "Outlets";
        outlet: "الوسيلة", "Outlet";
        articles: "المقالات", "Articles";
        published: "نُشرت", "Published";
        all: "كل الوسائل", "All outlets";
        its_articles: "مقالاتها", "Its articles";
        its_records: "سجلاتها", "Its records";
        figure: "المؤشر", "Figure";
        count: "العدد", "Count";
        share: "من سجلاتها", "Of its records";
        note: "أعداد لا أحكام: ما تقوله السجلات المقروءة من مقالاتها.", "Counts, no verdicts: what the records read from its articles say.";
        quotes: "من تنقل عنهم", "Whom it quotes";
        copies: "كلمات من عندها", "Whose words it has";
        copied_by: "من عنده كلماتها", "Who has its words";
        records: "سجلات", "records";
        nobody: "لا أحد", "Nobody";
    }
}

#[derive(Template)]
#[template(path = "outlets.html")]
struct List {
    ui: Ui,
    t: Words,
    outlets: Vec<Item>,
}

/// An outlet of the list.
struct Item {
    href: String,
    name: String,
    articles: u64,
    days: String,
}

impl Item {
    fn of(row: &OutletRow) -> Self {
        let (first, last) = row.days.map_or((None, None), |(a, b)| (Some(a), Some(b)));
        Self {
            href: outlet_link(&row.name),
            name: row.name.clone(),
            articles: row.articles,
            days: days(first, last),
        }
    }
}

#[derive(Template)]
#[template(path = "outlet.html")]
struct Page {
    ui: Ui,
    t: Words,
    name: String,
    articles: u64,
    articles_href: String,
    records: u64,
    records_href: String,
    figures: Vec<Figure>,
    /// Heading, what is counted, rows with where they lead.
    lists: [(&'static str, &'static str, Vec<Row>); 3],
}

/// A figure of an outlet.
struct Figure {
    name: &'static str,
    count: u64,
    /// Of its records, in hundredths; none where it does not count records.
    share: Option<u64>,
}

/// A row of a list.
struct Row {
    name: String,
    count: u64,
    href: String,
}

/// The addresses.
pub(super) fn routes() -> Router<Desk> {
    Router::new()
        .route("/outlets", get(list))
        .route("/outlets/{name}", get(outlet))
}

/// The page of an outlet.
fn outlet_link(name: &str) -> String {
    format!("/outlets/{}", segment(name))
}

async fn list(State(desk): State<Desk>, ui: Ui) -> Result<Html, Fault> {
    let found = desk.read(|store| store.outlets()).await?;
    Html::of(&List {
        outlets: found.iter().map(Item::of).collect(),
        t: Words(ui.lang),
        ui,
    })
}

async fn outlet(State(desk): State<Desk>, ui: Ui, Path(name): Path<String>) -> Result<Html, Fault> {
    let lang = ui.lang;
    let t = Words(lang);
    let found = desk.read(move |store| store.outlet(&name)).await?;
    let rows = |list: &[(String, u64)], href: &dyn Fn(&str) -> String| {
        list.iter()
            .map(|(name, count)| Row {
                name: name.clone(),
                count: *count,
                href: href(name),
            })
            .collect()
    };
    let quoted = |name: &str| {
        link(
            "/records",
            &[("outlet", &found.name), ("according_to", &name)],
        )
    };
    Html::of(&Page {
        articles_href: link("/articles", &[("outlet", &found.name)]),
        records_href: link("/records", &[("outlet", &found.name)]),
        figures: figures(&found, lang),
        lists: [
            (t.quotes(), t.records(), rows(&found.quotes, &quoted)),
            (t.copies(), t.articles(), rows(&found.copies, &outlet_link)),
            (
                t.copied_by(),
                t.articles(),
                rows(&found.copied_by, &outlet_link),
            ),
        ],
        name: found.name.clone(),
        articles: found.articles,
        records: found.records,
        t,
        ui,
    })
}

fn figures(of: &OutletFigures, lang: Lang) -> Vec<Figure> {
    let share = |count: u64| Some((count * 100).checked_div(of.records).unwrap_or(0));
    let record = |ar, en, count| Figure {
        name: lang.pick(ar, en),
        count,
        share: share(count),
    };
    vec![
        record("منسوب إلى مصدر", "Attributed to a source", of.sourced),
        record(
            "في سلسلته مصدر مجهول",
            "With an unnamed source in the chain",
            of.anonymous,
        ),
        record("منقول بتشكيك", "Reported with distance", of.doubting),
        record("محتمل لا مؤكد", "Only possible", of.possible),
        record(
            "بكلمات لم تسبقها إليها وسيلة",
            "In words that nobody had before",
            of.own,
        ),
        record(
            "بكلمات سبقتها إليها وسيلة",
            "In words that another had before",
            of.passed_on,
        ),
        record(
            "يقوله غيرها بكلمات من عنده",
            "Also told by another in its own words",
            of.confirmed,
        ),
        record(
            "يناقضه سجل آخر",
            "Contradicted by another record",
            of.contradicted,
        ),
        Figure {
            name: lang.pick(
                "مقالات كلماتها مشتركة مع غيرها، ولا يُعرف لمن هي",
                "Articles sharing words with others, nothing telling whose they are",
            ),
            count: of.shared_unknown,
            share: None,
        },
    ]
}
