//! Who has to do with whom over a period: a picture and the same as a table.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use jiff::civil::Date;
use rawi_store::{Grain, Network, NetworkFilter};

use crate::Lang;
use crate::desk::Desk;
use crate::fault::Fault;
use crate::filters;
use crate::html::Html;
use crate::lang::words;
use crate::network::{self, Circle, Line};
use crate::params::Params;
use crate::ui::Ui;
use crate::view::link;
use crate::view::told;

/// Parties in the picture, unless the URL asks for another number.
const PARTIES: usize = 22;
/// No picture with more can be read.
const MOST: usize = 40;
/// Days before the newest article, where the URL gives no period.
const DAYS: i64 = 13;

/// What counts as one, as the URL names it.
const GRAINS: [(&str, Grain); 3] = [
    ("country", Grain::Country),
    ("code", Grain::Code),
    ("actor", Grain::Actor),
];

words! {
    struct Words {
        heading: "شبكة الأطراف", "Network of parties";
        note: "كل فعل يُعد مرة واحدة مهما كثرت المقالات عنه. لا يُعد ما هو مطلوب أو محتمل أو منفي.", "Each act counts once, however many articles tell it. What is only wanted, possible or denied does not count.";
        since: "منذ", "Since";
        until: "حتى", "until";
        grain: "يُعد واحدا", "Counts as one";
        country: "البلد كله", "a country";
        code: "البلد والقطاع", "country and sector";
        actor: "الشخص أو الجهة", "a person or body";
        parties: "عدد الأطراف", "Parties";
        about: "حول", "Around";
        who_hint: "اسم أو رمز مثل SYR", "name or code such as SYR";
        show: "عرض", "Show";
        picture: "رسم الشبكة", "Picture of the network";
        picture_desc: "كل دائرة طرف، وكلما كبرت كثرت أفعاله مع الآخرين. الخط المتصل تعاون والمتقطع صراع، وكلما ثخن كثرت الأفعال. الجدول تحته فيه الأعداد كلها.", "Each circle is a party; the larger it is, the more acts it has with the others. Solid lines are cooperation, dashed ones conflict; the thicker, the more acts. The table below has all numbers.";
        cooperation: "تعاون", "cooperation";
        conflict: "صراع", "conflict";
        table: "الأفعال بين كل طرفين", "Acts between each two";
        first: "طرف", "Party";
        second: "وطرف", "and party";
        records: "السجلات", "Records";
        open: "فتح", "open";
        of: "من", "of";
        nothing: "لا أفعال بين طرفين في هذه المدة", "No act between two parties in this period";
    }
}

#[derive(Template)]
#[template(path = "network.html")]
struct Page {
    ui: Ui,
    t: Words,
    params: Params,
    since: String,
    until: String,
    limit: usize,
    /// Name in the URL, in words, whether it is chosen.
    grains: [(&'static str, &'static str, bool); 3],
    /// The lines of the picture, each with what it says under the pointer.
    lines: Vec<(Line, String)>,
    circles: Vec<(Circle, Party)>,
    ties: Vec<Tie>,
    shown: usize,
    all: usize,
}

/// A party in the picture.
struct Party {
    name: String,
    href: String,
    acts: u32,
}

/// A row of the table.
struct Tie {
    first: String,
    second: String,
    href: String,
    cooperation: u32,
    conflict: u32,
    records: String,
}

impl Tie {
    /// One of its two lines in words.
    fn says(&self, conflict: bool, t: Words) -> String {
        let (what, count) = if conflict {
            (t.conflict(), self.conflict)
        } else {
            (t.cooperation(), self.cooperation)
        };
        format!("{} – {}: {what} {count}", self.first, self.second)
    }
}

/// The addresses.
pub(super) fn routes() -> Router<Desk> {
    Router::new().route("/network", get(network_page))
}

async fn network_page(State(desk): State<Desk>, ui: Ui, params: Params) -> Result<Html, Fault> {
    let grain = match params.get("grain") {
        None => Grain::Country,
        Some(name) => GRAINS
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, grain)| *grain)
            .ok_or_else(|| Fault::Bad("grain: country, code or actor".to_owned()))?,
    };
    let limit = params
        .read::<usize>("parties")?
        .unwrap_or(PARTIES)
        .clamp(2, MOST);
    let (since, until): (Option<Date>, Option<Date>) =
        (params.read("since")?, params.read("until")?);
    let about = params.get("about").map(filters::party);
    let (found, since, until) = desk
        .read(move |store| {
            let newest = store.days()?.map(|(_, last)| last);
            let until = until.or(newest);
            let since = since.or_else(|| {
                let days = jiff::Span::new().days(DAYS);
                until.and_then(|d| d.checked_sub(days).ok())
            });
            let filter = NetworkFilter {
                since,
                until,
                about,
                grain,
                limit,
            };
            Ok((store.network(&filter)?, since, until))
        })
        .await?;
    let lang = ui.lang;
    let nodes = parties(&found, lang);
    let day = |day: Option<Date>| day.map(|d| d.to_string()).unwrap_or_default();
    let t = Words(lang);
    let chosen = |of: Grain| of == grain;
    let ties = ties(&found, &nodes);
    let picture = picture(&found, &nodes);
    Html::of(&Page {
        shown: nodes.len(),
        lines: picture
            .lines
            .into_iter()
            .map(|line| {
                let says = ties.get(line.edge).map(|tie| tie.says(line.conflict, t));
                (line, says.unwrap_or_default())
            })
            .collect(),
        circles: picture.circles.into_iter().zip(nodes).collect(),
        ties,
        all: found.all,
        since: day(since),
        until: day(until),
        limit,
        grains: [
            ("country", t.country(), chosen(Grain::Country)),
            ("code", t.code(), chosen(Grain::Code)),
            ("actor", t.actor(), chosen(Grain::Actor)),
        ],
        t,
        params,
        ui,
    })
}

fn parties(network: &Network, lang: Lang) -> Vec<Party> {
    let of = |node: &rawi_store::Node| Party {
        name: told::party(&read_key(&node.key), &node.text, node.name.as_deref(), lang),
        href: link("/dossier", &[("who", &node.key)]),
        acts: node.acts,
    };
    network.nodes.iter().map(of).collect()
}

/// A key of a network as a party: what is neither country nor code is an id.
fn read_key(key: &str) -> rawi_store::Party {
    match filters::party(key) {
        rawi_store::Party::Words(id) => rawi_store::Party::Id(id),
        party => party,
    }
}

fn picture(network: &Network, parties: &[Party]) -> network::Picture {
    let nodes: Vec<network::Node> = parties
        .iter()
        .map(|p| network::Node {
            label: p.name.clone(),
            weight: p.acts,
        })
        .collect();
    let edges: Vec<network::Edge> = network
        .ties
        .iter()
        .map(|t| network::Edge {
            a: t.a,
            b: t.b,
            cooperation: t.cooperation,
            conflict: t.conflict,
        })
        .collect();
    network::draw(&nodes, &edges)
}

fn ties(network: &Network, parties: &[Party]) -> Vec<Tie> {
    let of = |tie: &rawi_store::Tie| {
        let (a, b) = (network.nodes.get(tie.a)?, network.nodes.get(tie.b)?);
        Some(Tie {
            first: parties.get(tie.a)?.name.clone(),
            second: parties.get(tie.b)?.name.clone(),
            href: link("/process", &[("first", &a.key), ("second", &b.key)]),
            cooperation: tie.cooperation,
            conflict: tie.conflict,
            records: link("/records", &[("between", &a.key), ("between", &b.key)]),
        })
    };
    network.ties.iter().filter_map(of).collect()
}
