//! A story: its time line with copies folded, its places on a map, what each outlet says of each claim and what it
//! leaves out, contradictions, announcements, and who takes part.

mod coverage;
mod parts;

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use rawi_store::{ContradictionFilter, FollowUpFilter};

use super::contradictions::Pair;
use super::followups::Announced;
use super::stories::Item;
use crate::desk::Desk;
use crate::fault::Fault;
use crate::html::Html;
use crate::lang::words;
use crate::map;
use crate::ui::Ui;
use crate::view::told::Told;
use coverage::Coverage;
use parts::{Day, Participant, Place};

/// Claims that are compared.
const CLAIMS: usize = 24;
/// Columns of the comparison.
const COLUMNS: usize = 8;
/// Contradictions and announcements that are shown; the rest is behind a link.
const BESIDE: usize = 8;

words! {
    pub(super) struct Words {
        articles: "مقالات", "articles";
        outlets: "وسائل", "outlets";
        independent: "مصادر مستقلة", "independent sources";
        parts: "أجزاء الصفحة", "Parts of this page";
        timeline: "تسلسل النشر", "Time line";
        copies: "بالكلمات نفسها", "in the same words";
        map: "أين", "Where";
        map_title: "خريطة أماكن هذا الحدث", "Map of the places of this story";
        map_desc: "كل دائرة مكان، وكلما كبرت كثرت السجلات عنه. القائمة بجانبها تذكر الأماكن كلها. الحدود المتقطعة موضع نزاع.", "Each circle is a place; the larger it is, the more records name it. The list beside it has all places. Dashed borders are disputed.";
        no_map: "لا مكان معروف الإحداثيات في هذا الحدث", "No place with known coordinates in this story";
        outside: "خارج الخريطة", "off the map";
        records: "سجل", "records";
        comparison: "ماذا تقول كل وسيلة", "What each outlet says";
        comparison_note: "كل صف قول واحد، وكل عمود وسيلة بكلمات من عندها. الوسائل التي نقلت كلمات غيرها مطوية في عموده.", "Each row is a claim, each column an outlet with words of its own. Outlets that have only the words of another stand folded in its column.";
        claim: "القول", "Claim";
        silent: "لا تذكره", "not mentioned";
        first: "أول من نشر", "first to report";
        more: "وسجلات أخرى", "further records";
        words_of: "بكلمات", "in the words of";
        beyond: "وسائل أخرى لا تتسع لها الصفحة", "further outlets that do not fit";
        disputed: "يناقضه قول آخر", "contradicted by another claim";
        nothing_to_compare: "لا قول في هذا الحدث", "No claim in this story";
        contradictions: "روايات متعارضة", "Reports that contradict each other";
        followups: "ما أُعلن وما آل إليه", "What was announced, and what became of it";
        all: "الكل", "All";
        actors: "المشاركون", "Who takes part";
        voices: "أصوات مستقلة", "independent voices";
    }
}

#[derive(Template)]
#[template(path = "story.html")]
struct Page {
    ui: Ui,
    t: Words,
    w: Told,
    id: String,
    story: Item,
    days: Vec<Day>,
    places: Vec<Place>,
    map: Option<map::Map>,
    coverage: Coverage,
    contradictions: Vec<Pair>,
    followups: Vec<Announced>,
    actors: Vec<Participant>,
}

/// The addresses.
pub(super) fn routes() -> Router<Desk> {
    Router::new().route("/stories/{id}", get(story))
}

async fn story(State(desk): State<Desk>, ui: Ui, Path(id): Path<String>) -> Result<Html, Fault> {
    let (story, claims, places, contradictions, followups) = desk
        .read(move |store| {
            let story = store.story(&id)?;
            let of = Some(story.row.id.clone());
            let contradictions = ContradictionFilter {
                story: of.clone(),
                ..ContradictionFilter::default()
            };
            let followups = FollowUpFilter {
                story: of,
                announced: true,
                ..FollowUpFilter::default()
            };
            let id = &story.row.id;
            let claims = store.coverage(id, CLAIMS)?;
            let places = store.story_places(id)?;
            let contradictions = store.contradictions(&contradictions, BESIDE)?;
            let followups = store.followups(&followups, BESIDE)?;
            Ok((story, claims, places, contradictions, followups))
        })
        .await?;
    let lang = ui.lang;
    let (map, places) = parts::places(&places, lang);
    Html::of(&Page {
        t: Words(lang),
        w: Told::of(lang),
        days: parts::timeline(&story.articles),
        map,
        places,
        coverage: Coverage::of(&story.articles, &claims, &contradictions, COLUMNS, lang),
        contradictions: contradictions.iter().map(|c| Pair::of(c, lang)).collect(),
        followups: followups.iter().map(|f| Announced::of(f, lang)).collect(),
        actors: story
            .actors
            .iter()
            .map(|a| Participant::of(a, lang))
            .collect(),
        story: Item::of(&story.row),
        id: story.row.id,
        ui,
    })
}
