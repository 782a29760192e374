//! What was announced, and what became of it: a calendar of a month, and what has no date.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use jiff::civil::{Date, Weekday};
use rawi_store::{FollowUp, FollowUpFilter};

use crate::Lang;
use crate::calendar::{Day, Month};
use crate::desk::Desk;
use crate::fault::Fault;
use crate::filters;
use crate::html::Html;
use crate::lang::words;
use crate::params::Params;
use crate::ui::Ui;
use crate::view::RecordView;
use crate::view::told::{ClaimView, Told, days, outlook};

/// Announcements of a month.
const OF_MONTH: usize = 150;
/// Announcements without a date.
const UNDATED: usize = 20;
/// Announcements that a day of the calendar names; the list below has all.
const OF_DAY: usize = 4;

words! {
    struct Words {
        heading: "ما أُعلن وما آل إليه", "What was announced, and what became of it";
        actor: "يشارك فيه", "Taking part";
        who_hint: "اسم أو رمز مثل SYR", "name or code such as SYR";
        month: "الشهر", "Month";
        open: "ما لم يرد عنه شيء فقط", "only what nothing was reported of";
        wanted: "مع ما هو مطلوب ولم يُعلن", "with what is wanted but not announced";
        show: "عرض", "Show";
        before: "الشهر السابق", "Month before";
        after: "الشهر التالي", "Month after";
        of_story: "من حدث واحد", "Of one story";
        everything: "الكل", "All of them";
        calendar: "تقويم المواعيد", "Calendar of dates";
        whole: "في هذا الشهر، بلا يوم محدد", "In this month, without a certain day";
        undated: "بلا موعد", "Without a date";
        none: "لا موعد في هذا الشهر", "No date in this month";
        more: "وغيرها", "more";
    }
}

/// An announcement, in the words of a language.
pub(super) struct Announced {
    /// For links inside the page.
    pub(super) id: String,
    pub(super) outlook: &'static str,
    pub(super) outlook_name: &'static str,
    /// The days for which it was announced; empty where no report says.
    pub(super) due: String,
    pub(super) claim: ClaimView,
    pub(super) outcome: Option<RecordView>,
}

impl Announced {
    pub(super) fn of(one: &FollowUp, lang: Lang) -> Self {
        Self {
            id: one.claim.id.clone(),
            outlook: one.outlook.as_str(),
            outlook_name: outlook(one.outlook, lang),
            due: one
                .due
                .map_or_else(String::new, |(from, to)| days(Some(from), Some(to))),
            claim: ClaimView::of(&one.claim, lang),
            outcome: one.outcome.as_ref().map(|r| RecordView::of(r, lang)),
        }
    }

    /// What it is about, in a few words.
    pub(super) fn short(&self) -> &str {
        self.claim
            .record
            .gloss
            .as_deref()
            .unwrap_or(&self.claim.record.sentence)
    }
}

#[derive(Template)]
#[template(path = "followups.html")]
struct Page {
    ui: Ui,
    t: Words,
    w: Told,
    params: Params,
    /// The story whose announcements they are: its page, and what it is known by.
    story: Option<(String, String)>,
    month: String,
    before: Option<String>,
    after: Option<String>,
    weekdays: [&'static str; 7],
    weeks: Vec<[Day; 7]>,
    /// Those with a day, by day.
    dated: Vec<(String, Vec<Announced>)>,
    /// Those of the month as a whole.
    whole: Vec<Announced>,
    undated: Vec<Announced>,
    /// What the calendar names, in the order of its indices.
    names: Vec<Name>,
}

/// An announcement in the calendar.
struct Name {
    id: String,
    outlook: &'static str,
    outlook_name: &'static str,
    text: String,
    /// Whether the text is Arabic whatever the page's language.
    arabic: bool,
}

impl Page {
    /// What a day of the calendar names.
    fn named(&self, day: &Day) -> Vec<&Name> {
        let first = day.items.iter().take(OF_DAY);
        first.filter_map(|i| self.names.get(*i)).collect()
    }

    /// How many announcements of a day are not named in it.
    fn beyond(day: &Day) -> usize {
        day.items.len().saturating_sub(OF_DAY)
    }
}

/// The addresses.
pub(super) fn routes() -> Router<Desk> {
    Router::new().route("/followups", get(list))
}

async fn list(State(desk): State<Desk>, ui: Ui, params: Params) -> Result<Html, Fault> {
    let asked = match params.get("month") {
        Some(text) => Some(
            Month::parse(text).ok_or_else(|| Fault::Bad("month: such as 2024-03".to_owned()))?,
        ),
        None => None,
    };
    let filter = FollowUpFilter {
        actor: params.get("actor").map(filters::party),
        story: params.get("story").map(str::to_owned),
        open: params.has("open", "1"),
        announced: !params.has("wanted", "1"),
        ..FollowUpFilter::default()
    };
    let (month, dated, undated) = desk
        .read(move |store| {
            let newest = store.days()?.map(|(_, last)| last);
            let month = asked.unwrap_or_else(|| Month::of(newest.unwrap_or(Date::ZERO)));
            let dated = FollowUpFilter {
                due: Some((month.first(), month.last())),
                ..filter.clone()
            };
            let dated = store.followups(&dated, OF_MONTH)?;
            let undated = FollowUpFilter {
                undated: true,
                ..filter
            };
            Ok((month, dated, store.followups(&undated, UNDATED)?))
        })
        .await?;
    page(ui, params, month, &dated, &undated)
}

fn page(
    ui: Ui,
    params: Params,
    month: Month,
    found: &[FollowUp],
    undated: &[FollowUp],
) -> Result<Html, Fault> {
    let lang = ui.lang;
    let start = match lang {
        Lang::Ar => Weekday::Sunday,
        Lang::En => Weekday::Monday,
    };
    let due: Vec<(Date, Date)> = found.iter().filter_map(|f| f.due).collect();
    let sheet = month.sheet(&due, start);
    let shown: Vec<Announced> = found
        .iter()
        .filter(|f| f.due.is_some())
        .map(|f| Announced::of(f, lang))
        .collect();
    let names = shown
        .iter()
        .map(|a| Name {
            id: a.id.clone(),
            outlook: a.outlook,
            outlook_name: a.outlook_name,
            text: a.short().to_owned(),
            arabic: a.claim.record.gloss.is_none(),
        })
        .collect();
    let mut waiting: Vec<Option<Announced>> = shown.into_iter().map(Some).collect();
    let mut take = |i: &usize| waiting.get_mut(*i).and_then(Option::take);
    let whole = sheet.whole.iter().filter_map(&mut take).collect();
    // Of an announcement for several days only the first is listed.
    let dated = sheet
        .weeks
        .iter()
        .flatten()
        .filter_map(|day| {
            let items: Vec<Announced> = day.items.iter().filter_map(&mut take).collect();
            (!items.is_empty()).then(|| (day.date.to_string(), items))
        })
        .collect();
    let to = |month: Option<Month>| {
        month.map(|m| format!("/followups?{}", params.with("month", m.slug())))
    };
    Html::of(&Page {
        t: Words(lang),
        w: Told::of(lang),
        story: params
            .get("story")
            .map(|id| (format!("/stories/{id}"), id.to_owned()))
            .filter(|(_, id)| id.bytes().all(|b| b.is_ascii_alphanumeric())),
        month: month.slug(),
        before: to(month.before()),
        after: to(month.after()),
        weekdays: weekdays(lang),
        weeks: sheet.weeks,
        dated,
        whole,
        undated: undated.iter().map(|f| Announced::of(f, lang)).collect(),
        names,
        params,
        ui,
    })
}

const fn weekdays(lang: Lang) -> [&'static str; 7] {
    match lang {
        Lang::Ar => [
            "الأحد",
            "الاثنين",
            "الثلاثاء",
            "الأربعاء",
            "الخميس",
            "الجمعة",
            "السبت",
        ],
        Lang::En => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    }
}
