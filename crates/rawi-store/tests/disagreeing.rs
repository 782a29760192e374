//! Contradictions, follow-ups, positions and outlets over a small negotiation with records made by hand: what a careful
//! reader would write of it. The outlets and the events are invented.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::*;
use rawi_model::{
    Country, EventType, Figure, FigureKind, Place, Reading, Record, SourceKind, Status,
};
use rawi_store::{
    Attitude, Class, Conflict, ContradictionFilter, FollowUpFilter, Outcome, OutletNames, Outlook,
    PositionFilter, Store,
};

const AGREED: &str = "قالت الخرطوم إن السودان وإثيوبيا اتفقا على تبادل الأسرى. وسيجتمع وفدا السودان وإثيوبيا في جدة الأحد لتوقيع محضر تبادل الأسرى.";
const DENIED: &str = "نفت أديس أبابا أن إثيوبيا اتفقت مع السودان على تبادل الأسرى.";
const ELSEWHERE: &str =
    "كشفت مصادر عن لقاء يجمع السودان وإثيوبيا في الدوحة الأحد من أجل محضر تبادل الأسرى.";
const MET: &str = "التقى وفد السودان نظيره من إثيوبيا في جدة الأحد ووقع الوفدان بحضور الوسيط محضر تبادل الأسرى. وطالب السودان إثيوبيا بسحب قواتها من الفشقة.";
const SIX: &str = "قتلت قوات إثيوبيا ستة مزارعين في قصف قرية حدودية في الفشقة.";
const ELEVEN: &str =
    "أدى قصف قوات إثيوبيا على الفشقة إلى أن قتلت أحد عشر شخصا من مزارعين في القرية الحدودية.";

fn of(text: &str, trigger: &str, kind: EventType, sides: [(&str, &str); 2]) -> Record {
    let mut out = record(text, trigger, kind);
    let [(actor, actor_code), (recipient, recipient_code)] = sides;
    out.actor = vec![mention(text, actor, actor_code)];
    out.recipient = vec![mention(text, recipient, recipient_code)];
    out
}

fn place(text: &str, name: &str, country: &str, id: u32) -> Option<Place> {
    let words = at(text, name);
    Some(Place {
        start: words.start,
        end: words.end,
        text: words.text,
        country: country.parse::<Country>().unwrap(),
        geoname_id: Some(id),
        lat: None,
        lon: None,
        name: None,
    })
}

fn killed(text: &str, words: &str, value: f64) -> Figure {
    Figure {
        kind: FigureKind::Killed,
        value: Some(value),
        unit: None,
        hedge: None,
        words: at(text, words),
    }
}

fn negotiation() -> Vec<Reading> {
    const SDN: (&str, &str) = ("السودان", "SDN GOV");
    const ETH: (&str, &str) = ("إثيوبيا", "ETH GOV");
    let mut agreed = of(AGREED, "اتفقا", EventType::Agree, [SDN, ETH]);
    agreed.according_to = vec![source(AGREED, "الخرطوم", SourceKind::Official)];
    let mut jeddah = of(AGREED, "وسيجتمع", EventType::Consult, [SDN, ETH]);
    jeddah.status = Status::Planned;
    jeddah.when = Some("2024-09-15".to_owned());
    jeddah.place = place(AGREED, "جدة", "SAU", 1);
    let mut denied = of(DENIED, "اتفقت", EventType::Agree, [ETH, SDN]);
    denied.status = Status::Denied;
    denied.according_to = vec![source(DENIED, "أديس أبابا", SourceKind::Official)];
    let mut doha = of(ELSEWHERE, "لقاء", EventType::Consult, [SDN, ETH]);
    doha.status = Status::Planned;
    doha.when = Some("2024-09-15".to_owned());
    doha.place = place(ELSEWHERE, "الدوحة", "QAT", 2);
    doha.according_to = vec![source(ELSEWHERE, "مصادر", SourceKind::Anonymous)];
    let mut met = of(MET, "التقى", EventType::Consult, [SDN, ETH]);
    met.when = Some("2024-09-15".to_owned());
    met.place = place(MET, "جدة", "SAU", 1);
    let demanded = of(MET, "وطالب", EventType::Request, [SDN, ETH]);
    let farmers = ("مزارعين", "SDN CVL");
    let forces = ("قوات إثيوبيا", "ETH MIL");
    let mut six = of(SIX, "قتلت", EventType::Assault, [forces, farmers]);
    six.place = place(SIX, "الفشقة", "SDN", 3);
    six.figures = vec![killed(SIX, "ستة مزارعين", 6.0)];
    let mut eleven = of(ELEVEN, "قتلت", EventType::Assault, [forces, farmers]);
    eleven.place = place(ELEVEN, "الفشقة", "SDN", 3);
    eleven.figures = vec![killed(ELEVEN, "أحد عشر شخصا", 11.0)];
    let put = |id, outlet, day, text, records| reading(article(id, outlet, day, text), records);
    vec![
        put("agreed", "ضفاف", "2024-09-10", AGREED, vec![agreed, jeddah]),
        put("denied", "المدار", "2024-09-12", DENIED, vec![denied]),
        put("doha", "النبض", "2024-09-12", ELSEWHERE, vec![doha]),
        put("six", "ضفاف", "2024-09-13", SIX, vec![six]),
        put("eleven", "المدار", "2024-09-13", ELEVEN, vec![eleven]),
        put("met", "المغارب", "2024-09-18", MET, vec![met, demanded]),
    ]
}

fn store() -> Store {
    let mut store = Store::open_in_memory().unwrap();
    store.put_all(&negotiation()).unwrap();
    store.settle(&OutletNames::default(), |_| ()).unwrap();
    store
}

#[test]
fn what_cannot_hold_together_is_found_and_nothing_else() {
    let found = store()
        .contradictions(&ContradictionFilter::default(), 100)
        .unwrap();
    let mut told: Vec<(Conflict, &str, &str)> = found
        .iter()
        .map(|c| (c.kind, &*c.earlier.article.id, &*c.later.article.id))
        .collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [
            (Conflict::Denied, "agreed", "denied"),
            (Conflict::Place, "agreed", "doha"),
            (Conflict::Figure, "eleven", "six"),
        ]
    );
}

#[test]
fn what_was_announced_is_done_or_past_its_date() {
    let store = store();
    let found = store.followups(&FollowUpFilter::default(), 100).unwrap();
    let mut told: Vec<(&str, Outlook, Option<&str>)> = found
        .iter()
        .map(|f| {
            let outcome = f.outcome.as_ref().map(|o| &*o.article.id);
            (&*f.claim.record.article.id, f.outlook, outcome)
        })
        .collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [
            ("agreed", Outlook::Settled(Outcome::Fulfilled), Some("met")),
            ("doha", Outlook::Overdue, None),
        ]
    );
    let early = FollowUpFilter {
        as_of: Some("2024-09-14".parse().unwrap()),
        ..FollowUpFilter::default()
    };
    let found = store.followups(&early, 100).unwrap();
    assert!(found.iter().all(|f| f.outlook == Outlook::Open));
}

#[test]
fn positions_and_processes_say_who_wants_what_of_whom() {
    let store = store();
    let all = PositionFilter::default();
    let dossier = store.dossier(&"SDN".parse().unwrap(), &all, 10).unwrap();
    let demands: Vec<_> = dossier
        .positions
        .iter()
        .filter(|p| p.attitude == Attitude::Demands)
        .collect();
    assert_eq!(demands.len(), 1);
    assert_eq!(
        (&*demands[0].by[0], &*demands[0].towards[0]),
        ("السودان", "إثيوبيا")
    );
    assert_eq!(demands[0].record.article.id, "met");
    let process = store
        .process(&"SDN".parse().unwrap(), &"ETH".parse().unwrap(), &all, 10)
        .unwrap();
    let acts: Vec<(EventType, Class)> = process.acts.iter().map(|a| (a.kind, a.class)).collect();
    assert!(
        acts.contains(&(EventType::Agree, Class::Denied)),
        "{acts:?}"
    );
    assert!(
        acts.contains(&(EventType::Consult, Class::Happened)),
        "{acts:?}"
    );
    assert!(!process.of_first.is_empty());
}

#[test]
fn outlets_are_counted() {
    let store = store();
    let figures = store.outlet("النبض").unwrap();
    assert_eq!(
        (
            figures.articles,
            figures.records,
            figures.anonymous,
            figures.own
        ),
        (1, 1, 1, 1)
    );
    assert_eq!(figures.contradicted, 1);
    let figures = store.outlet("المدار").unwrap();
    assert_eq!(figures.quotes, [("أديس أبابا".to_owned(), 1)]);
    assert!(store.outlet("لا أحد").is_err());
}
