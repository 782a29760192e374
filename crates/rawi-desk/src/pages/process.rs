//! What two parties have with one another: the acts between them, and the positions of each in the stories in which they
//! meet, side by side.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use rawi_store::{Grain, NetworkFilter};

use super::dossier::{Group, groups, period};
use super::stories::Item;
use crate::Lang;
use crate::desk::Desk;
use crate::fault::Fault;
use crate::filters;
use crate::html::Html;
use crate::lang::words;
use crate::params::Params;
use crate::ui::Ui;
use crate::view::link;
use crate::view::told::{self, ClaimView, Told};

/// Acts, and positions of each attitude.
const LIMIT: usize = 15;
/// Stories in which they meet.
const STORIES: usize = 12;
/// Pairs to choose from.
const CHOICE: usize = 24;

words! {
    struct Words {
        heading: "مسار بين طرفين", "Process between two parties";
        first: "الطرف الأول", "First party";
        second: "الطرف الثاني", "Second party";
        who_hint: "اسم أو رمز مثل SYR", "name or code such as SYR";
        since: "منذ", "Since";
        until: "حتى", "until";
        show: "عرض", "Show";
        pairs: "الأكثر تعاملا في آخر شهر", "Who dealt most with one another in the last month";
        acts: "ما جرى بينهما", "What passed between them";
        positions: "مواقف", "Positions of";
        towards: "تجاه", "towards";
        stories: "الأحداث التي تجمعهما", "Stories in which they meet";
        cooperation: "تعاون", "cooperation";
        conflict: "صراع", "conflict";
        nothing: "لا سجل يجمعهما", "No record has both of them";
        no_position: "لا موقف", "No position";
        records: "سجلاتهما", "Their records";
        and: "و", "and";
    }
}

/// One of the two.
struct Side {
    name: String,
    href: String,
    groups: Vec<Group>,
}

/// What two have had with one another.
struct Between {
    first: Side,
    second: Side,
    acts: Vec<ClaimView>,
    stories: Vec<Item>,
    records: String,
}

/// Two to choose.
struct Choice {
    href: String,
    first: String,
    second: String,
    cooperation: u32,
    conflict: u32,
}

#[derive(Template)]
#[template(path = "process.html")]
struct Page {
    ui: Ui,
    t: Words,
    w: Told,
    params: Params,
    between: Option<Between>,
    choices: Vec<Choice>,
}

/// The addresses.
pub(super) fn routes() -> Router<Desk> {
    Router::new().route("/process", get(process))
}

async fn process(State(desk): State<Desk>, ui: Ui, params: Params) -> Result<Html, Fault> {
    let lang = ui.lang;
    let (Some(a), Some(b)) = (params.get("first"), params.get("second")) else {
        let choices = choices(&desk, lang).await?;
        return Html::of(&Page {
            t: Words(lang),
            w: Told::of(lang),
            between: None,
            choices,
            params,
            ui,
        });
    };
    let days = period(&params)?;
    let (first, second) = (filters::party(a), filters::party(b));
    let (one, other) = (first.clone(), second.clone());
    let (found, stories) = desk
        .read(move |store| {
            let found = store.process(&one, &other, &days, LIMIT)?;
            let stories = found.stories.iter().take(STORIES);
            let stories = stories
                .map(|id| store.story_row(id))
                .collect::<Result<Vec<_>, _>>()?;
            Ok((found, stories))
        })
        .await?;
    let side = |party, text: &str, key: &str, positions| Side {
        name: told::party(party, text, None, lang),
        href: link("/dossier", &[("who", &key)]),
        groups: groups(positions, &[], None, lang),
    };
    let between = Between {
        first: side(&first, &found.first, a, &found.of_first),
        second: side(&second, &found.second, b, &found.of_second),
        acts: found.acts.iter().map(|c| ClaimView::of(c, lang)).collect(),
        stories: stories.iter().map(Item::of).collect(),
        records: link("/records", &[("between", &a), ("between", &b)]),
    };
    Html::of(&Page {
        t: Words(lang),
        w: Told::of(lang),
        between: Some(between),
        choices: Vec::new(),
        params,
        ui,
    })
}

/// Those who deal most with one another.
async fn choices(desk: &Desk, lang: Lang) -> Result<Vec<Choice>, Fault> {
    let network = desk
        .read(|store| {
            let last = store.days()?.map(|(_, last)| last);
            store.network(&NetworkFilter {
                since: last.and_then(|d| d.checked_sub(jiff::Span::new().days(30)).ok()),
                grain: Grain::Code,
                limit: CHOICE,
                ..NetworkFilter::default()
            })
        })
        .await?;
    let ties = network.ties.iter().take(CHOICE).filter_map(|tie| {
        let (a, b) = (network.nodes.get(tie.a)?, network.nodes.get(tie.b)?);
        let name = |node: &rawi_store::Node| {
            told::party(
                &filters::party(&node.key),
                &node.text,
                node.name.as_deref(),
                lang,
            )
        };
        Some(Choice {
            href: link("/process", &[("first", &a.key), ("second", &b.key)]),
            first: name(a),
            second: name(b),
            cooperation: tie.cooperation,
            conflict: tie.conflict,
        })
    });
    Ok(ties.collect())
}
