//! The pages on what many articles say together, as a browser gets them: stories, claims, contradictions,
//! announcements, dossiers, processes, networks, outlets.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use axum::http::StatusCode;
use common::{Answer, Served, mention, record, serving};
use rawi_model::{
    Article, Engine, EventType, Gloss, Place, Reading, Record, Source, SourceKind, Status, Words,
};

const AGREED: &str = "قالت الخرطوم إن السودان وإثيوبيا اتفقا على تبادل الأسرى في جدة. وسيجتمع وفدا السودان وإثيوبيا في جدة الأحد لتوقيع محضر تبادل الأسرى.";
const DENIED: &str = "نفت أديس أبابا أن إثيوبيا اتفقت مع السودان على تبادل الأسرى.";
const MET: &str = "التقى وفد السودان نظيره من إثيوبيا في جدة الأحد ووقعا محضر التبادل برعاية سعودية وسلم كل منهما قوائم بأسماء المحتجزين. وطالب السودان إثيوبيا بسحب قواتها من الفشقة.";
const EVIL: &str = "\"><script>alert('x')</script><img src=x onerror=alert(1)>&amp;";

fn of(text: &str, trigger: &str, kind: EventType, sides: [(&str, &str); 2]) -> Record {
    let mut out = record(text, trigger, kind);
    let [(actor, actor_code), (recipient, recipient_code)] = sides;
    out.actor = vec![mention(text, actor, actor_code)];
    out.recipient = vec![mention(text, recipient, recipient_code)];
    out
}

fn jeddah(words: &Words) -> Place {
    Place {
        start: words.start,
        end: words.end,
        text: "جدة".to_owned(),
        country: "SAU".parse().unwrap(),
        geoname_id: Some(105_343),
        lat: Some(21.49),
        lon: Some(39.19),
        name: Some("Jeddah".to_owned()),
    }
}

fn official(words: &Words, text: &str) -> Source {
    Source {
        start: words.start,
        end: words.end,
        text: text.to_owned(),
        kind: SourceKind::Official,
        code: None,
        id: None,
        name: None,
    }
}

fn reading(id: &str, outlet: &str, day: &str, text: &str, events: Vec<Record>) -> Reading {
    Reading {
        article: Article {
            id: id.to_owned(),
            url: Some(format!("https://{id}.example/")),
            outlet: outlet.to_owned(),
            published: Some(day.parse().unwrap()),
            title: format!("خبر {id}"),
            text: text.to_owned(),
            ..Article::default()
        },
        engine: Engine {
            version: "1".to_owned(),
            lexicon: "abc".to_owned(),
        },
        events,
    }
}

/// Two agree, as one outlet has it and another copies; one side denies; they meet.
fn negotiation() -> Vec<Reading> {
    const SDN: (&str, &str) = ("السودان", "SDN GOV");
    const ETH: (&str, &str) = ("إثيوبيا", "ETH GOV");
    let mut agreed = of(AGREED, "اتفقا", EventType::Agree, [SDN, ETH]);
    agreed.place = Some(jeddah(&agreed.trigger));
    agreed.according_to = vec![official(&agreed.trigger, "الخرطوم")];
    agreed.gloss = Some(Gloss {
        ar: "الخرطوم: السودان وإثيوبيا اتفقا".to_owned(),
        en: "Khartoum: Sudan agrees with Ethiopia".to_owned(),
    });
    let mut planned = of(AGREED, "وسيجتمع", EventType::Consult, [SDN, ETH]);
    planned.status = Status::Planned;
    planned.when = Some("2024-09-15".to_owned());
    let mut denied = of(DENIED, "اتفقت", EventType::Agree, [ETH, SDN]);
    denied.status = Status::Denied;
    denied.according_to = vec![official(&denied.trigger, "أديس أبابا")];
    let mut met = of(MET, "التقى", EventType::Consult, [SDN, ETH]);
    met.when = Some("2024-09-15".to_owned());
    let demanded = of(MET, "وطالب", EventType::Request, [SDN, ETH]);
    vec![
        reading(
            "a1",
            "ضفاف",
            "2024-09-10",
            AGREED,
            vec![agreed.clone(), planned.clone()],
        ),
        reading("a2", "الناقل", "2024-09-11", AGREED, vec![agreed, planned]),
        reading("a3", "المدار", "2024-09-12", DENIED, vec![denied]),
        reading("a4", "المغارب", "2024-09-16", MET, vec![met, demanded]),
    ]
}

async fn shown(desk: &Served, path: &str) -> String {
    let answer = desk.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
    answer.body
}

/// The first address that begins so.
fn link(body: &str, begins: &str) -> String {
    let from = body
        .find(&format!("href=\"{begins}"))
        .unwrap_or_else(|| panic!("no {begins} in {body}"));
    let rest = &body[from + 6..];
    rest[..rest.find('"').unwrap()].replace("&#38;", "&")
}

fn has(body: &str, all: &[&str]) {
    for one in all {
        assert!(body.contains(one), "{one} is missing from {body}");
    }
}

#[tokio::test]
async fn a_story_compares_outlets_and_folds_copies() {
    let desk = serving(&negotiation());
    let list = shown(&desk, "/stories?sort=largest").await;
    let story = shown(&desk, &link(&list, "/stories/s")).await;
    has(
        &story,
        &[
            // The copy is folded into the column of whom it copies, and under its article in the time line.
            "1 in the same words",
            "<bdi>الناقل</bdi>",
            "Khartoum: Sudan agrees with Ethiopia",
            "not mentioned",
            "first to report",
            "class=\"map\"",
            "<title id=\"map-title\">",
            ">Jeddah</text>",
            "affirmed and denied",
            "<svg",
        ],
    );
    let compared =
        &story[story.find("class=\"compare\"").unwrap()..story.find("</table>").unwrap()];
    assert!(
        !compared.contains("<bdi>الناقل</bdi> <span"),
        "a copy has no column: {compared}"
    );
    let arabic = shown(&desk, &format!("{}?lang=ar", link(&list, "/stories/s"))).await;
    has(
        &arabic,
        &["لا تذكره", "الخرطوم: السودان وإثيوبيا اتفقا", ">جدة</text>"],
    );
    let gone = desk.get("/stories/s000000000000").await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert_eq!(
        desk.get("/stories?sort=up").await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn a_claim_lists_who_makes_it() {
    let desk = serving(&negotiation());
    let list = shown(&desk, "/stories?sort=largest").await;
    let story = shown(&desk, &link(&list, "/stories/s")).await;
    let claim = shown(&desk, &link(&story, "/claims/")).await;
    has(
        &claim,
        &[
            "Who says so",
            "<b>1</b> independent voices",
            "<b>2</b> outlets",
            "1 in the same words",
            "ضفاف",
        ],
    );
    assert_eq!(
        desk.get("/claims/c000000000000").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn contradictions_stand_side_by_side_and_are_narrowed() {
    let desk = serving(&negotiation());
    let all = shown(&desk, "/contradictions").await;
    has(&all, &["affirmed and denied", "أديس أبابا", "الخرطوم"]);
    let none = shown(&desk, "/contradictions?kind=doer").await;
    has(&none, &["Nothing here"]);
    let other = shown(&desk, "/contradictions?actor=FRA").await;
    has(&other, &["Nothing here"]);
    assert_eq!(
        desk.get("/contradictions?kind=x").await.status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        desk.get("/contradictions?page=x").await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn what_was_announced_stands_in_the_calendar_with_what_became_of_it() {
    let desk = serving(&negotiation());
    // Without a month it is that of the newest article.
    let month = shown(&desk, "/followups").await;
    has(
        &month,
        &[
            "2024-09",
            "datetime=\"2024-09-15\"",
            "class=\"announced o-fulfilled\"",
            ">done</span>",
            "التقى وفد السودان",
        ],
    );
    let link = link(&month, "#a-c");
    has(&month, &[&format!("id=\"{}\"", &link[1..])]);
    let before = shown(&desk, "/followups?month=2024-08").await;
    has(
        &before,
        &["No date in this month", "month=2024-07", "month=2024-09"],
    );
    let open = shown(&desk, "/followups?open=1").await;
    assert!(!open.contains("o-fulfilled"));
    assert_eq!(
        desk.get("/followups?month=never").await.status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        desk.get("/followups?month=9999-12").await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_dossier_has_positions_and_what_is_said() {
    let desk = serving(&negotiation());
    let choose = shown(&desk, "/dossier").await;
    has(&choose, &["href=\"/dossier?who=SDN+GOV\"", "Sudan"]);
    let dossier = shown(&desk, "/dossier?who=SDN").await;
    has(
        &dossier,
        &[
            "<bdi>Sudan</bdi>",
            "Demands",
            "class=\"bars a-demands\"",
            "<title>2024-09-16: 1</title>",
            "وطالب",
        ],
    );
    let quoted = shown(
        &desk,
        "/dossier?who=%D8%A3%D8%AF%D9%8A%D8%B3+%D8%A3%D8%A8%D8%A7%D8%A8%D8%A7",
    )
    .await;
    has(&quoted, &["What it says", "نفت أديس أبابا"]);
    let nobody = shown(&desk, "/dossier?who=FRA").await;
    has(&nobody, &["France", "No record has this party acting"]);
    assert_eq!(
        desk.get("/dossier?who=SDN&since=x").await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn a_process_has_two_sides() {
    let desk = serving(&negotiation());
    let choose = shown(&desk, "/process").await;
    has(
        &choose,
        &["href=\"/process?first=ETH+GOV&#38;second=SDN+GOV\""],
    );
    let process = shown(&desk, "/process?first=SDN&second=ETH").await;
    has(
        &process,
        &[
            "What passed between them",
            "Sudan",
            "Ethiopia",
            "href=\"/records?between=SDN&#38;between=ETH\"",
            "href=\"/stories/s",
        ],
    );
    let nobody = shown(&desk, "/process?first=SDN&second=FRA").await;
    has(&nobody, &["No record has both of them"]);
}

#[tokio::test]
async fn a_network_is_a_picture_and_a_table() {
    let desk = serving(&negotiation());
    let network = shown(&desk, "/network").await;
    has(
        &network,
        &[
            "<svg class=\"network\"",
            "class=\"coop\"",
            "<title id=\"net-title\">",
            "Sudan",
            "value=\"2024-09-16\"",
            "href=\"/process?first=",
        ],
    );
    let early = shown(&desk, "/network?until=2020-01-01").await;
    has(&early, &["No act between two parties in this period"]);
    let codes = shown(&desk, "/network?grain=code&lang=ar").await;
    has(&codes, &["السودان، حكومة"]);
    assert_eq!(
        desk.get("/network?grain=x").await.status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        desk.get("/network?parties=9999999").await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn outlets_are_listed_and_counted() {
    let desk = serving(&negotiation());
    let list = shown(&desk, "/outlets").await;
    let outlet = shown(&desk, &link(&list, "/outlets/%")).await;
    has(
        &outlet,
        &[
            "Attributed to a source",
            "Whom it quotes",
            "Counts, no verdicts",
        ],
    );
    assert_eq!(
        desk.get("/outlets/nobody").await.status,
        StatusCode::NOT_FOUND
    );
}

/// Everything that others wrote is text, whatever it looks like.
#[tokio::test]
async fn nothing_from_outside_is_markup() {
    let mut readings = negotiation();
    for reading in &mut readings {
        reading.article.outlet = format!("{}{EVIL}", reading.article.outlet);
        reading.article.title = EVIL.to_owned();
        for event in &mut reading.events {
            if let Some(gloss) = &mut event.gloss {
                gloss.en = EVIL.to_owned();
            }
            if let Some(place) = &mut event.place {
                place.name = Some(EVIL.to_owned());
                place.text = EVIL.to_owned();
            }
            for source in &mut event.according_to {
                source.text = EVIL.to_owned();
            }
            for mention in event.actor.iter_mut().chain(&mut event.recipient) {
                mention.text = EVIL.to_owned();
                mention.name = Some(EVIL.to_owned());
            }
        }
    }
    let desk = serving(&readings);
    let list = shown(&desk, "/stories").await;
    let story = link(&list, "/stories/s");
    let claim = link(&shown(&desk, &story).await, "/claims/");
    let outlet = link(&shown(&desk, "/outlets").await, "/outlets/%");
    let evil: String = form_urlencoded::byte_serialize(EVIL.as_bytes()).collect();
    let mut paths = vec![story, claim, outlet];
    for path in [
        "/stories",
        "/contradictions",
        "/followups",
        "/dossier",
        "/dossier?who=SDN",
        "/process",
        "/process?first=SDN&second=ETH",
        "/network",
        "/network?grain=code",
        "/outlets",
    ] {
        paths.push(path.to_owned());
        let mark = if path.contains('?') { '&' } else { '?' };
        for key in [
            "q", "actor", "who", "about", "name", "story", "kind", "month", "since", "first",
            "second", "after", "x",
        ] {
            paths.push(format!("{path}{mark}{key}={evil}"));
        }
    }
    for path in paths {
        let Answer { status, body, .. } = desk.get(&path).await;
        assert!(!status.is_server_error(), "{path}: {status}");
        for bad in ["<script>alert", "<img", "onerror=alert(1)>", "\"><"] {
            let clean = body.replace("&#34;&#62;&#60;", "");
            assert!(bad == "\"><" || !clean.contains(bad), "{path} has {bad}");
        }
        // No element has a handler or a style, and the desk's own scripts are the only ones.
        for (tag, attributes) in tags(&body) {
            for (name, value) in &attributes {
                assert!(
                    !name.starts_with("on") && name != "style",
                    "{path}: <{tag} {name}>"
                );
                let foreign = value.starts_with("javascript:") || value.starts_with("data:");
                assert!(!foreign, "{path}: <{tag} {name}={value}>");
            }
            if tag == "script" {
                assert!(
                    attributes[0].1.starts_with("/assets/"),
                    "{path}: {attributes:?}"
                );
            }
        }
    }
}

/// An element's name, and its attributes with their values.
type Tag = (String, Vec<(String, String)>);

/// The elements of a page, as a browser sees them.
fn tags(page: &str) -> Vec<Tag> {
    let mut out = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = rest
            .find(|c: char| c.is_whitespace() || c == '>')
            .unwrap_or(rest.len());
        let name = rest[..end].to_owned();
        rest = &rest[end..];
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if rest.is_empty() || rest.starts_with('>') {
                break;
            }
            let end = rest
                .find(|c: char| c.is_whitespace() || matches!(c, '=' | '>'))
                .unwrap_or(rest.len());
            let key = rest[..end].to_owned();
            rest = &rest[end..];
            let mut value = "";
            if let Some(after) = rest.strip_prefix("=\"") {
                let end = after.find('"').unwrap_or(after.len());
                value = &after[..end];
                rest = after.get(end + 1..).unwrap_or_default();
            }
            attributes.push((key, value.to_owned()));
        }
        out.push((name, attributes));
    }
    out
}
