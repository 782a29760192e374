//! Claims that cannot both hold, side by side.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use rawi_store::{Conflict, Contradiction, ContradictionFilter};

use crate::Lang;
use crate::desk::Desk;
use crate::fault::Fault;
use crate::filters;
use crate::html::Html;
use crate::lang::words;
use crate::params::Params;
use crate::ui::Ui;
use crate::view::told::{ClaimView, Told, conflict};

/// Pairs on a page.
const LIMIT: usize = 20;
/// The last page: what comes after it is too unsure to be looked at in a row.
const LAST: usize = 25;

words! {
    struct Words {
        heading: "روايات متعارضة", "Contradictions";
        note: "قولان لا يصحان معا. يتقدم ما كثرت أصوات طرفيه وكان الكلام فيه أوضح أنه عن أمر واحد.", "Two claims that cannot both hold. First come those with many voices on both sides, which most surely speak of one thing.";
        actor: "يشارك فيها", "Taking part";
        who_hint: "اسم أو رمز مثل SYR", "name or code such as SYR";
        since: "نُشرت منذ", "Published since";
        until: "حتى", "until";
        kind: "النوع", "Kind";
        any: "كل الأنواع", "any kind";
        show: "عرض", "Show";
        of_story: "من حدث واحد", "Of one story";
        everything: "الكل", "All of them";
    }
}

/// A contradiction, in the words of a language.
pub(super) struct Pair {
    pub(super) why: &'static str,
    /// How sure it is that both speak of one thing, in hundredths.
    pub(super) likeness: u8,
    pub(super) earlier: ClaimView,
    pub(super) later: ClaimView,
}

impl Pair {
    pub(super) fn of(one: &Contradiction, lang: Lang) -> Self {
        Self {
            why: conflict(one.kind, lang),
            likeness: (one.likeness.clamp(0.0, 1.0) * 100.0).round() as u8,
            earlier: ClaimView::with(&one.earlier_claim, &one.earlier, lang),
            later: ClaimView::with(&one.later_claim, &one.later, lang),
        }
    }
}

#[derive(Template)]
#[template(path = "contradictions.html")]
struct Page {
    ui: Ui,
    t: Words,
    w: Told,
    params: Params,
    /// The story whose contradictions they are: its page, and what it is known by.
    story: Option<(String, String)>,
    /// Name in the URL, in words, whether it is chosen.
    kinds: Vec<(&'static str, &'static str, bool)>,
    pairs: Vec<Pair>,
    start: Option<String>,
    next: Option<String>,
}

/// The addresses.
pub(super) fn routes() -> Router<Desk> {
    Router::new().route("/contradictions", get(list))
}

async fn list(State(desk): State<Desk>, ui: Ui, params: Params) -> Result<Html, Fault> {
    let page = params.read::<usize>("page")?.unwrap_or(1).clamp(1, LAST);
    let kinds: Vec<Conflict> = params.all("kind").map(kind).collect::<Result<_, Fault>>()?;
    let chosen = kinds.clone();
    let filter = ContradictionFilter {
        since: params.read("since")?,
        until: params.read("until")?,
        actor: params.get("actor").map(filters::party),
        kinds,
        story: params.get("story").map(str::to_owned),
        skip: (page - 1) * LIMIT,
    };
    let mut found = desk
        .read(move |store| store.contradictions(&filter, LIMIT + 1))
        .await?;
    let more = found.len() > LIMIT && page < LAST;
    found.truncate(LIMIT);
    let lang = ui.lang;
    Html::of(&Page {
        t: Words(lang),
        w: Told::of(lang),
        story: params
            .get("story")
            .map(|id| (format!("/stories/{id}"), id.to_owned()))
            .filter(|(_, id)| id.bytes().all(|b| b.is_ascii_alphanumeric())),
        kinds: Conflict::ALL
            .iter()
            .map(|k| (k.as_str(), conflict(*k, lang), chosen.contains(k)))
            .collect(),
        pairs: found.iter().map(|c| Pair::of(c, lang)).collect(),
        start: (page > 1).then(|| format!("/contradictions?{}", params.without("page"))),
        next: more.then(|| format!("/contradictions?{}", params.with("page", page + 1))),
        params,
        ui,
    })
}

fn kind(text: &str) -> Result<Conflict, Fault> {
    Conflict::ALL
        .into_iter()
        .find(|k| k.as_str() == text)
        .ok_or_else(|| {
            let known: Vec<&str> = Conflict::ALL.iter().map(|k| k.as_str()).collect();
            Fault::Bad(format!("kind: {}", known.join(", ")))
        })
}
