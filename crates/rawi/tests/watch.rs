//! `rawi watch` and `rawi alerts` against a server of the test's own.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;
#[path = "../../rawi-live/tests/server/mod.rs"]
mod server;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use common::{folder, json, printed, rawi};
use predicates::str::contains;
use server::{Reply, Request, Server, page, rss};

const TITLE: &str = "دمشق ترفض شروط أنقرة";
const TEXT: &str = "رفضت وزارة الخارجية السورية، الخميس، شروط تركيا للحوار. وقال مصدر في الوزارة إن وفدا روسيا سيزور دمشق الأسبوع المقبل.";
const OTHER: &str =
    "التقى وزير الخارجية الروسي سيرغي لافروف نظيره المصري في القاهرة، وبحثا الوضع في ليبيا.";

fn newsroom() -> Server {
    Server::start(|request: &Request| {
        let host = format!("http://{}", request.headers["host"]);
        match request.path.as_str() {
            "/rss" => Reply::xml(&rss(
                &host,
                &[("/1", TITLE, "ملخص"), ("/2", "لافروف في القاهرة", "ملخص")],
            )),
            "/1" => Reply::html(&page(TITLE, TEXT)),
            "/2" => Reply::html(&page("لافروف في القاهرة", OTHER)),
            "/broken" => Reply::typed("image/png", b"\x89PNG"),
            "/slow" => Reply::Drip(vec![b'x'; 10_000], Duration::from_millis(100)),
            _ => Reply::status(404),
        }
    })
}

fn feeds(dir: &Path, feeds: &[(&Server, &str)], more: &str) -> PathBuf {
    let mut text = format!("contact = \"mailto:desk@nida.example\"\npause = \"0s\"\n{more}\n");
    for (server, path) in feeds {
        text.push_str(&format!(
            "[[feed]]\nurl = \"{}\"\noutlet = \"نداء الشرق\"\nallow = [\"{}\"]\n",
            server.url(path),
            server.host()
        ));
    }
    let file = dir.join("feeds.toml");
    fs::write(&file, text).unwrap();
    file
}

#[test]
fn one_round_stores_what_is_new_and_tells_who_asked() {
    let (dir, server) = (folder(), newsroom());
    let db = dir.path().join("rawi.db");
    let hook = Server::start(|_: &Request| Reply::status(200));
    let secret = dir.path().join("secret");
    fs::write(&secret, "a secret between two\n").unwrap();
    let atom = dir.path().join("refusals.atom");
    rawi()
        .args([
            "alerts", "add", "refusals", "--type", "REJECT", "--actor", "SYR",
        ])
        .args(["--webhook", &hook.url("/hook")])
        .arg("--secret-file")
        .arg(&secret)
        .arg("--atom")
        .arg(&atom)
        .arg("--db")
        .arg(&db)
        .assert()
        .success();
    assert!(fs::read_to_string(&atom).unwrap().contains("<feed"));
    let more = format!("[webhooks]\nallow = [\"{}\"]", hook.host());
    let file = feeds(
        dir.path(),
        &[(&server, "/rss"), (&server, "/broken")],
        &more,
    );
    let watch = |extra: &[&str]| {
        let mut command = rawi();
        command.arg("watch").arg(&file).args(["--once", "--list"]);
        command.args(extra).arg("--db").arg(&db);
        command
    };
    let listed = watch(&[])
        .assert()
        .success()
        .stderr(contains("2 articles, 2 new"))
        .stderr(contains(
            "/broken: the answer is of type `image/png`; again in",
        ))
        .stderr(contains("alert refusals: 2 records delivered"))
        .stderr(contains(
            "1 feed answered, 1 did not; stored 2 new, 2 records for alerts in ",
        ));
    let listed = String::from_utf8(listed.get_output().stdout.clone()).unwrap();
    let mut listed: Vec<&str> = listed.lines().collect();
    listed.sort_unstable();
    assert_eq!(
        listed,
        [
            format!("new\t{}", server.url("/1")),
            format!("new\t{}", server.url("/2"))
        ]
    );
    // The records are there as after an import, and the articles have their stories.
    let rows = json(&printed(
        rawi()
            .args(["events", "--format", "json", "--type", "REJECT", "--db"])
            .arg(&db),
    ));
    assert_eq!(rows[0]["article"]["id"], server.url("/1"));
    assert_eq!(rows[0]["article"]["outlet"], "نداء الشرق");
    assert_eq!(rows[0]["article"]["published"], "2023-01-13");
    assert_eq!(rows[0]["actor"][0]["code"], "SYR GOV");
    let stories = printed(rawi().args(["stories", "--db"]).arg(&db));
    assert!(stories.contains(TITLE), "{stories}");
    // Told to the webhook, in the file, and on demand.
    let posts = hook.requests();
    assert_eq!(posts.len(), 1);
    let body: serde_json::Value = serde_json::from_slice(&posts[0].body).unwrap();
    // In the headline and in the text.
    assert_eq!(body["records"], serde_json::Value::from(rows.clone()));
    assert!(
        fs::read_to_string(&atom)
            .unwrap()
            .contains(&server.url("/1"))
    );
    let shown = printed(rawi().args(["alerts", "show", "refusals", "--db"]).arg(&db));
    assert!(
        shown.contains("--actor \u{2068}SYR\u{2069} --type \u{2068}REJECT\u{2069}"),
        "{shown}"
    );
    assert!(
        shown.contains(TITLE) && !shown.contains("a secret"),
        "{shown}"
    );
    let mut hits = json(&printed(
        rawi()
            .args(["alerts", "show", "refusals", "--format", "json", "--db"])
            .arg(&db),
    ));
    hits.reverse();
    assert_eq!(hits, rows);
    let xml = printed(
        rawi()
            .args(["alerts", "show", "refusals", "--format", "atom", "--db"])
            .arg(&db),
    );
    assert_eq!(
        xml.trim_end(),
        fs::read_to_string(&atom).unwrap().trim_end()
    );
    // Again: nothing is new, and what failed is left alone.
    watch(&["--quiet"])
        .assert()
        .success()
        .stdout("")
        .stderr(contains("/broken: failed before, not asked now"));
    assert_eq!((server.count("/1"), server.count("/broken")), (1, 1));
    rawi()
        .args(["alerts", "remove", "refusals", "--db"])
        .arg(&db)
        .assert()
        .success();
    let listed = rawi().args(["alerts", "list", "--db"]).arg(&db).assert();
    listed.success().stdout("").stderr(contains("0 alerts"));
}

#[test]
fn what_makes_no_sense_is_told_with_line_and_remedy() {
    let dir = folder();
    let file = dir.path().join("feeds.toml");
    fs::write(
        &file,
        "[[feed]]\nurl = \"http://192.168.0.1/rss\"\ninterval = \"soon\"\n",
    )
    .unwrap();
    let db = dir.path().join("rawi.db");
    rawi()
        .arg("watch")
        .arg(&file)
        .arg("--db")
        .arg(&db)
        .assert()
        .code(2)
        .stderr(contains(
            "feeds.toml:2: 192.168.0.1 is 192.168.0.1, a private address (list",
        ))
        .stderr(contains(
            "feeds.toml:3: `soon` is no time (write 30s, 15m or 2h)",
        ));
    assert!(!db.exists());
    let add = |args: &[&str]| {
        let mut command = rawi();
        command
            .args(["alerts", "add"])
            .args(args)
            .arg("--db")
            .arg(&db);
        command.env_remove("RAWI_WEBHOOK_SECRET");
        command.assert().code(2)
    };
    add(&["../x"]).stderr(contains("cannot be the name of an alert"));
    add(&["a", "--text", "،"]).stderr(contains("no word"));
    add(&["a", "--webhook", "ftp://x/"]).stderr(contains("no address of a webhook"));
    add(&["a", "--webhook", "https://x.example/"]).stderr(contains("RAWI_WEBHOOK_SECRET"));
    rawi()
        .args(["alerts", "show", "nobody", "--db"])
        .arg(&db)
        .assert()
        .code(1)
        .stderr(contains("holds no alert `nobody`"));
}

#[test]
fn no_feed_that_answers_is_a_failure() {
    let (dir, server) = (folder(), newsroom());
    let file = feeds(dir.path(), &[(&server, "/broken")], "");
    rawi()
        .arg("watch")
        .arg(&file)
        .arg("--once")
        .arg("--db")
        .arg(dir.path().join("rawi.db"))
        .assert()
        .code(1)
        .stderr(contains("no feed answered"));
}

/// Starts a watch that will not end by itself.
#[cfg(unix)]
fn start(file: &Path, db: &Path) -> std::process::Child {
    Command::new(assert_cmd::cargo::cargo_bin("rawi"))
        .arg("watch")
        .arg(file)
        .arg("--db")
        .arg(db)
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[cfg(unix)]
fn until(what: impl Fn() -> bool) {
    let began = Instant::now();
    while !what() {
        assert!(began.elapsed() < Duration::from_secs(60), "nothing came");
        thread::sleep(Duration::from_millis(20));
    }
}

#[cfg(unix)]
fn signal(child: &std::process::Child, name: &str) {
    let sent = Command::new("kill")
        .args([&format!("-{name}"), &child.id().to_string()])
        .status();
    assert!(sent.unwrap().success());
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it_in_order_and_killed_it_goes_on_where_it_was() {
    let (dir, server, slow) = (folder(), newsroom(), newsroom());
    let db = dir.path().join("rawi.db");
    let both = [(&slow, "/slow"), (&server, "/rss")];
    let file = feeds(dir.path(), &both, "[limits]\ntime = \"600s\"");
    let stored = || {
        let output = rawi()
            .args(["events", "--format", "json", "--db"])
            .arg(&db)
            .output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    let mut killed = start(&file, &db);
    until(|| server.count("/2") == 1);
    signal(&killed, "KILL");
    killed.wait().unwrap();
    let mut watch = start(&file, &db);
    until(|| stored().contains(&server.url("/1")) && stored().contains(&server.url("/2")));
    signal(&watch, "TERM");
    let began = Instant::now();
    let status = watch.wait().unwrap();
    assert!(status.success(), "{status}");
    assert!(
        began.elapsed() < Duration::from_secs(10),
        "a slow server holds nobody up"
    );
    // The feed's interval is not over: it was asked before the kill, and not again.
    assert_eq!(server.count("/rss"), 1);
    assert!(server.count("/1") <= 2);
}
