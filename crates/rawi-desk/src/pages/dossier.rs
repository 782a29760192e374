//! The dossier of a party: what it demands, offers, refuses, threatens over time; what it says and what is said about
//! it; contradictions and announcements.

use std::collections::BTreeMap;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use jiff::civil::Date;
use rawi_store::{
    Attitude, ContradictionFilter, Dossier, FollowUpFilter, Held, Party, Position, PositionFilter,
};

use super::contradictions::Pair;
use super::followups::Announced;
use crate::Lang;
use crate::chart::{self, Bar};
use crate::desk::Desk;
use crate::fault::Fault;
use crate::filters;
use crate::html::Html;
use crate::lang::words;
use crate::params::Params;
use crate::ui::Ui;
use crate::view::told::{self, ClaimView, Told, attitude};
use crate::view::{RecordView, link};

/// Positions of each attitude.
const LIMIT: usize = 12;
/// Records of what is said, contradictions, announcements.
const BESIDE: usize = 6;
/// Parties to choose from.
const CHOICE: usize = 60;

words! {
    struct Words {
        heading: "ملف طرف", "Dossier";
        whose: "الطرف", "Party";
        who_hint: "اسم أو رمز مثل SYR أو YEM REB", "name, or code such as SYR or YEM REB";
        since: "منذ", "Since";
        until: "حتى", "until";
        show: "عرض", "Show";
        busiest: "الأكثر فعلا في آخر الأخبار", "Who acts most in the latest news";
        records: "سجلا يفعل فيها شيئا", "records in which it acts";
        nobody: "لا سجل يفعل فيه هذا الطرف شيئا", "No record has this party acting";
        positions: "مواقفه عبر الزمن", "Positions over time";
        chart: "عدد المواقف بحسب أول يوم نُشرت فيه", "Number of positions by the day of their first report";
        towards: "تجاه", "towards";
        says: "ما يقوله", "What it says";
        about: "ما يقال عنه", "What is said about it";
        all: "الكل", "All";
        contradictions: "روايات متعارضة", "Contradictions";
        followups: "ما أُعلن وما آل إليه", "What was announced, and what became of it";
        network: "شبكته", "Its network";
        nothing: "لا شيء", "Nothing";
    }
}

/// Positions of one attitude.
pub(super) struct Group {
    /// For classes and links.
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    /// How many there are in all.
    pub(super) total: u32,
    pub(super) bars: Vec<Bar>,
    pub(super) positions: Vec<Stand>,
}

/// A position.
pub(super) struct Stand {
    pub(super) claim: ClaimView,
    pub(super) towards: Vec<String>,
}

/// Somebody to choose.
struct Choice {
    href: String,
    name: String,
    code: String,
    records: u32,
}

#[derive(Template)]
#[template(path = "dossier.html")]
struct Page {
    ui: Ui,
    t: Words,
    w: Told,
    params: Params,
    /// The party's name; none where none was asked for.
    name: Option<String>,
    records: u64,
    /// The period of the chart.
    period: Option<(Date, Date)>,
    groups: Vec<Group>,
    says: Vec<RecordView>,
    says_all: String,
    about: Vec<RecordView>,
    about_all: String,
    contradictions: Vec<Pair>,
    contradictions_all: String,
    followups: Vec<Announced>,
    followups_all: String,
    network: String,
    choices: Vec<Choice>,
}

/// The addresses.
pub(super) fn routes() -> Router<Desk> {
    Router::new().route("/dossier", get(dossier))
}

/// The days that a URL asks for.
pub(super) fn period(params: &Params) -> Result<PositionFilter, Fault> {
    Ok(PositionFilter {
        since: params.read("since")?,
        until: params.read("until")?,
    })
}

async fn dossier(State(desk): State<Desk>, ui: Ui, params: Params) -> Result<Html, Fault> {
    let Some(who) = params.get("who").map(str::to_owned) else {
        return choose(desk, ui, params).await;
    };
    let party = filters::party(&who);
    let days = period(&params)?;
    let asked = party.clone();
    let (found, said, contradictions, followups) = desk
        .read(move |store| {
            let contradictions = ContradictionFilter {
                since: days.since,
                until: days.until,
                actor: Some(asked.clone()),
                ..ContradictionFilter::default()
            };
            let followups = FollowUpFilter {
                since: days.since,
                until: days.until,
                actor: Some(asked.clone()),
                announced: true,
                ..FollowUpFilter::default()
            };
            Ok((
                store.dossier(&asked, &days, LIMIT)?,
                store.said(&asked, &days, BESIDE)?,
                store.contradictions(&contradictions, BESIDE)?,
                store.followups(&followups, BESIDE)?,
            ))
        })
        .await?;
    let lang = ui.lang;
    let period = covered(&found.over_time);
    Html::of(&Page {
        t: Words(lang),
        w: Told::of(lang),
        name: Some(named(&party, &found, lang)),
        records: found.records,
        groups: groups(&found.positions, &found.over_time, period, lang),
        period,
        says: said.by.iter().map(|r| RecordView::of(r, lang)).collect(),
        says_all: link("/records", &[("according_to", &who)]),
        about: said.about.iter().map(|r| RecordView::of(r, lang)).collect(),
        about_all: link("/records", &[("recipient", &who)]),
        contradictions: contradictions.iter().map(|c| Pair::of(c, lang)).collect(),
        contradictions_all: link("/contradictions", &[("actor", &who)]),
        followups: followups.iter().map(|f| Announced::of(f, lang)).collect(),
        followups_all: link("/followups", &[("actor", &who)]),
        network: link("/network", &[("about", &who)]),
        choices: Vec::new(),
        params,
        ui,
    })
}

/// The page without a party: whom there is to choose.
async fn choose(desk: Desk, ui: Ui, params: Params) -> Result<Html, Fault> {
    let busiest = desk.read(|store| store.busiest(CHOICE)).await?;
    let lang = ui.lang;
    let choices = busiest.iter().map(|one| {
        let key = one.id.as_ref().unwrap_or(&one.code);
        let party = match &one.id {
            Some(id) => Party::Id(id.clone()),
            None => filters::party(&one.code),
        };
        Choice {
            href: link("/dossier", &[("who", key)]),
            name: told::party(&party, &one.text, one.name.as_deref(), lang),
            code: one.code.clone(),
            records: one.records,
        }
    });
    Html::of(&Page {
        t: Words(lang),
        w: Told::of(lang),
        name: None,
        records: 0,
        period: None,
        groups: Vec::new(),
        says: Vec::new(),
        says_all: String::new(),
        about: Vec::new(),
        about_all: String::new(),
        contradictions: Vec::new(),
        contradictions_all: String::new(),
        followups: Vec::new(),
        followups_all: String::new(),
        network: String::new(),
        choices: choices.collect(),
        params,
        ui,
    })
}

/// A party's name: of one that is known by an id, in Latin script on an English page.
fn named(party: &Party, found: &Dossier, lang: Lang) -> String {
    let mentions = found.positions.iter().flat_map(|p| &p.record.record.actor);
    let latin = match party {
        Party::Id(id) | Party::Words(id) => mentions
            .filter(|m| m.id.as_ref() == Some(id))
            .find_map(|m| m.name.as_deref()),
        Party::Country(_) | Party::Code(_) => None,
    };
    told::party(party, &found.name, latin, lang)
}

/// The days from the first position to the last.
pub(super) fn covered(held: &[Held]) -> Option<(Date, Date)> {
    let days = || held.iter().map(|h| h.day);
    days().min().zip(days().max())
}

/// Positions by attitude, each with its bars over the period.
pub(super) fn groups(
    positions: &[Position],
    held: &[Held],
    period: Option<(Date, Date)>,
    lang: Lang,
) -> Vec<Group> {
    let mut counts: BTreeMap<Attitude, Vec<(Date, u32)>> = BTreeMap::new();
    for one in held {
        counts
            .entry(one.attitude)
            .or_default()
            .push((one.day, one.claims));
    }
    // One scale for all, so that they can be compared.
    let most = period.map_or(0, |period| {
        counts
            .values()
            .map(|c| chart::most(c, period))
            .max()
            .unwrap_or(0)
    });
    Attitude::ALL
        .into_iter()
        .filter_map(|of| {
            let positions: Vec<Stand> = positions
                .iter()
                .filter(|p| p.attitude == of)
                .map(|p| Stand {
                    claim: ClaimView::with(&p.claim, &p.record, lang),
                    towards: p.towards.clone(),
                })
                .collect();
            let counts = counts.get(&of).map(Vec::as_slice).unwrap_or_default();
            (!positions.is_empty()).then(|| Group {
                id: of.as_str(),
                name: attitude(of, lang),
                total: counts.iter().map(|(_, n)| n).sum(),
                bars: period.map_or_else(Vec::new, |p| chart::strip(counts, p, most)),
                positions,
            })
        })
        .collect()
}
