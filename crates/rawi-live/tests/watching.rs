//! Watching a server that behaves and servers that do not.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod server;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rawi_live::{Config, Event, ReadArticle, Stop, Summary, Watcher, sign};
use rawi_model::{Article, Engine, EventType, Reading, Record, Status, Words};
use rawi_store::{EventFilter, NewAlert, OutletNames, Page, Store, View, Webhook};
use server::{Reply, Request, Server, page, rss};

const VISIT: &str = "زار وزير الخارجية السوري فيصل المقداد موسكو أمس، والتقى نظيره الروسي وبحثا العلاقات بين البلدين.";
const REFUSAL: &str =
    "رفضت دمشق طلب أنقرة، وقال مصدر في وزارة الخارجية إن شروط الحوار لم تتوافر بعد.";

/// Stands in for the engine: an act for the first word of each article that says «رفضت».
struct Stub;

impl ReadArticle for Stub {
    fn read(&self, article: Article) -> Result<Reading, String> {
        if article.text.contains("عطل") {
            return Err("made to fail".to_owned());
        }
        let found = article.text.find("رفضت").map(|byte| {
            let start = article.text[..byte].chars().count() as u32;
            let trigger = Words {
                start,
                end: start + 4,
                text: "رفضت".to_owned(),
            };
            Record {
                confidence: 0.5,
                ..Record::bare(trigger, EventType::Reject, Status::Occurred)
            }
        });
        Ok(Reading {
            article,
            engine: Engine {
                version: "1".to_owned(),
                lexicon: "a".to_owned(),
            },
            events: found.into_iter().collect(),
        })
    }
}

/// One round over these feeds; gives what it did and what was told.
fn round(store: &mut Store, config: &str) -> (Summary, Vec<Event>) {
    let config = Config::parse(Path::new("feeds.toml"), config).unwrap();
    let mut events = Vec::new();
    let watcher = Watcher {
        store,
        reader: &Stub,
        names: &OutletNames::default(),
        config: &config,
        stop: Stop::new(),
        seed: 7,
    };
    let summary = watcher
        .run(true, &mut |event| events.push(event.clone()))
        .unwrap();
    (summary, events)
}

const HEAD: &str = "contact = \"mailto:test@nida.example\"\npause = \"0s\"\n[limits]\ntime = \"2s\"\npage_mib = 1\nfeed_mib = 1\n";

fn feed(server: &Server, path: &str, more: &str) -> String {
    format!(
        "[[feed]]\nurl = \"{}\"\nallow = [\"{}\"]\n{more}\n",
        server.url(path),
        server.host()
    )
}

fn stored(store: &Store, id: &str) -> Article {
    store.reading(id, View::Machine).unwrap().unwrap().article
}

#[test]
fn what_a_feed_lists_is_fetched_read_and_stored_once() {
    let turn = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&turn);
    let server = Server::start(move |request: &Request| {
        let host = format!("http://{}", request.headers["host"]);
        let turn = seen.load(Ordering::SeqCst);
        match request.path.as_str() {
            "/robots.txt" => Reply::typed("text/plain", b"User-agent: *\nDisallow: /private\n"),
            "/rss"
                if turn == 1
                    && request
                        .headers
                        .get("if-none-match")
                        .is_some_and(|t| t == "\"a\"") =>
            {
                Reply::status(304)
            }
            "/rss" => {
                let mut items = vec![
                    ("/1", "المقداد في موسكو", "ملخص قصير"),
                    ("/private/2", "دمشق ترفض", REFUSAL),
                    ("/3", "خبر بلا صفحة", VISIT),
                ];
                if turn == 2 {
                    items.insert(0, ("/4#top", "دمشق ترفض مرة أخرى", "ملخص"));
                }
                Reply::xml(&rss(&host, &items)).with("ETag", "\"a\"")
            }
            "/1" => Reply::html(&page("المقداد يزور موسكو", VISIT)),
            "/4" => Reply::html(&page("دمشق ترفض مرة أخرى", REFUSAL)),
            "/private/2" => panic!("robots.txt asked to stay away"),
            _ => Reply::status(404),
        }
    });
    let mut store = Store::open_in_memory().unwrap();
    let config = format!("{HEAD}{}", feed(&server, "/rss", "outlet = \"نداء\""));
    let (summary, events) = round(&mut store, &config);
    assert_eq!(
        (summary.new, summary.answered, summary.given_up),
        (3, 1, 0),
        "{events:?}"
    );
    let first = stored(&store, &server.url("/1"));
    assert_eq!(first.title, "المقداد يزور موسكو");
    assert_eq!(first.outlet, "نداء");
    assert_eq!(first.published, Some("2023-01-13".parse().unwrap()));
    assert!(first.text.contains("فيصل المقداد") && !first.text.contains("الحقوق"));
    // Where the page cannot be had, by rule or by fault, what the feed says serves.
    assert!(
        stored(&store, &server.url("/private/2"))
            .text
            .contains("رفضت دمشق")
    );
    assert!(stored(&store, &server.url("/3")).text.contains("زار وزير"));
    assert_eq!(store.unwoven().unwrap(), 0);
    let asked = server.requests();
    assert_eq!(asked[0].path, "/robots.txt");
    assert_eq!(server.count("/robots.txt"), 1);
    let agent = &asked[0].headers["user-agent"];
    assert!(agent.starts_with("Rawi/") && agent.contains("mailto:test@nida.example"));

    // The next round asks whether anything is new, and nothing is.
    turn.store(1, Ordering::SeqCst);
    let before = server.requests().len();
    let (summary, events) = round(&mut store, &config);
    assert_eq!(summary.new + summary.changed + summary.same, 0);
    assert!(
        matches!(
            &events[..],
            [Event::Polled {
                listed: None,
                new: 0,
                ..
            }]
        ),
        "{events:?}"
    );
    assert_eq!(server.requests().len() - before, 2);

    turn.store(2, Ordering::SeqCst);
    let (summary, _) = round(&mut store, &config);
    assert_eq!((summary.new, summary.changed, summary.same), (1, 0, 0));
    assert_eq!(
        stored(&store, &server.url("/4")).title,
        "دمشق ترفض مرة أخرى"
    );
    assert_eq!(server.count("/1"), 1);
}

#[test]
fn feeds_that_have_all_in_them_cost_no_page() {
    let server = Server::start(|request: &Request| match request.path.as_str() {
        "/rss" => Reply::xml(&rss(
            "https://nida.example",
            &[("/1", "دمشق ترفض", REFUSAL)],
        )),
        "/robots.txt" => Reply::status(404),
        _ => panic!("{} was asked for", request.path),
    });
    let mut store = Store::open_in_memory().unwrap();
    let config = format!("{HEAD}{}", feed(&server, "/rss", "take = \"feed\""));
    let (summary, _) = round(&mut store, &config);
    assert_eq!(summary.new, 1);
    let article = stored(&store, "https://nida.example/1");
    assert_eq!(article.outlet, "نداء الشرق");
    assert!(article.text.contains("رفضت دمشق"));
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn broken_and_hostile_feeds_are_named_and_stop_nobody() {
    let inside = Server::start(|_| panic!("nobody may come here"));
    let (there, private) = (inside.host(), inside.url("/secret"));
    let bomb = gzip(&vec![b' '; 64 << 20]);
    let good = gzip(rss("https://nida.example", &[("/good", "دمشق ترفض", REFUSAL)]).as_bytes());
    let arabic = rss("https://nida.example", &[("/1256", "دمشق ترفض", REFUSAL)]);
    let (encoded, _, _) = encoding_rs::WINDOWS_1256.encode(&arabic);
    let encoded = encoded.into_owned();
    let server = Server::start(move |request: &Request| {
        let xml = "Content-Type: application/rss+xml\r\n";
        match request.path.as_str() {
            "/good" => Reply::typed("application/rss+xml", &good).with("Content-Encoding", "gzip"),
            "/1256" => Reply::typed("text/xml; charset=iso-8859-1", &encoded),
            "/drip" => Reply::Drip(
                format!("HTTP/1.1 200 OK\r\n{xml}\r\n{}", "<rss>".repeat(10_000)).into_bytes(),
                Duration::from_millis(40),
            ),
            "/silent" => Reply::Drip(vec![b'H'; 2], Duration::from_secs(20)),
            "/closed" => Reply::Raw(Vec::new()),
            "/nonsense" => Reply::Raw(b"\x16\x03\x01\x02\x00 this is no HTTP\r\n\r\n".to_vec()),
            "/headers" => Reply::Raw(
                format!("HTTP/1.1 200 OK\r\n{}", "X-Y: zzzzzzzz\r\n".repeat(20_000)).into_bytes(),
            ),
            "/truncated" => Reply::Raw(
                format!("HTTP/1.1 200 OK\r\n{xml}Content-Length: 5000\r\n\r\n<rss><channel>")
                    .into_bytes(),
            ),
            "/chunks" => Reply::Raw(
                format!("HTTP/1.1 200 OK\r\n{xml}Transfer-Encoding: chunked\r\n\r\nff\r\n<rss>")
                    .into_bytes(),
            ),
            "/cut-gzip" => Reply::typed("application/rss+xml", &good[..good.len() / 2])
                .with("Content-Encoding", "gzip"),
            "/huge" => Reply::xml(&"<rss>".repeat(400_000)),
            "/endless" => Reply::Raw(
                format!("HTTP/1.1 200 OK\r\n{xml}\r\n{}", "<rss>".repeat(400_000)).into_bytes(),
            ),
            "/bomb" => Reply::typed("application/rss+xml", &bomb).with("Content-Encoding", "gzip"),
            "/brotli" => Reply::xml("xx").with("Content-Encoding", "br"),
            "/picture" => Reply::typed("image/png", b"\x89PNG\r\n"),
            "/archive" => Reply::typed("application/octet-stream", b"PK\x03\x04xxxx"),
            "/page" => Reply::html("<html><body><p>سجل الدخول</p></body></html>"),
            "/loop" => Reply::redirect("/loop"),
            "/private" => Reply::redirect(&private),
            "/metadata" => Reply::redirect("http://169.254.169.254/latest/"),
            "/file" => Reply::redirect("file:///etc/passwd"),
            "/octal" => Reply::redirect("//0177.0.0.1/"),
            "/user" => Reply::redirect(&format!(
                "http://user:pass@{}/good",
                request.headers["host"]
            )),
            "/nowhere" => Reply::status(302),
            "/500" => Reply::status(500),
            "/403" => Reply::status(403),
            "/410" => Reply::status(410),
            "/robots.txt" => Reply::typed("text/plain", b"User-agent: Rawi\nDisallow: /denied\n"),
            "/denied" => panic!("robots.txt asked to stay away"),
            path => panic!("{path}"),
        }
    });
    let busy = Server::start(|_| Reply::status(429).with("Retry-After", "7200"));
    let bad = [
        ("/drip", "no complete answer within 2s"),
        ("/silent", "no complete answer within 2s"),
        ("/closed", "cut off"),
        ("/nonsense", ""),
        ("/headers", ""),
        ("/truncated", ""),
        ("/chunks", ""),
        ("/cut-gzip", "cut off"),
        ("/huge", "larger than 1048576 bytes"),
        ("/endless", "larger than 1048576 bytes"),
        ("/bomb", "larger than 1048576 bytes"),
        ("/brotli", "`br` was not asked for"),
        ("/picture", "of type `image/png`"),
        ("/archive", "is not text"),
        ("/page", ""),
        ("/loop", "redirected more than 5 times"),
        ("/private", "refused: port"),
        ("/metadata", "169.254.169.254, a link-local address"),
        ("/file", "neither http nor https"),
        ("/octal", "127.0.0.1, a loopback address"),
        ("/user", "a name or a password"),
        ("/nowhere", "redirect to nowhere"),
        ("/500", "answered 500"),
        ("/403", "answered 403"),
        ("/410", "gone for good"),
        ("/denied", "robots.txt"),
    ];
    let mut config = HEAD.to_owned();
    for (path, _) in bad {
        config.push_str(&feed(&server, path, ""));
    }
    config.push_str(&feed(&busy, "/rss", ""));
    config.push_str("[[feed]]\nurl = \"http://no-such-host.invalid/rss\"\n");
    config.push_str(&feed(&server, "/good", "take = \"feed\""));
    config.push_str(&feed(&server, "/1256", "take = \"feed\""));
    let mut store = Store::open_in_memory().unwrap();
    let (summary, _) = round(&mut store, &config);
    assert_eq!((summary.answered, summary.new), (2, 2));
    for id in ["https://nida.example/good", "https://nida.example/1256"] {
        assert!(stored(&store, id).text.contains("رفضت دمشق"), "{id}");
    }
    assert_eq!(summary.failed.len(), bad.len() + 2, "{:#?}", summary.failed);
    for (path, why) in bad {
        let url = server.url(path);
        let failed = summary.failed.iter().find(|(feed, _)| *feed == url);
        let (_, said) = failed.unwrap_or_else(|| panic!("{path} did not fail"));
        assert!(said.contains(why), "{path}: {said}");
    }
    assert!(inside.requests().is_empty(), "{there}");
    // Who asked to be left alone is not asked in the next round; who only failed waits for its time as well.
    let asked = busy.requests().len();
    let (_, events) = round(&mut store, &config);
    assert_eq!(busy.requests().len(), asked);
    let rests = events
        .iter()
        .filter(|e| matches!(e, Event::FeedRests { .. }))
        .count();
    assert_eq!(rests, bad.len() + 2);
    let state = store.feed(&busy.url("/rss")).unwrap();
    assert_eq!(state.failures, 1);
    let wait = state.due.duration_since(state.asked.unwrap()).as_secs();
    assert!((7190..=7210).contains(&wait), "{wait}");
}

#[test]
fn a_page_that_fails_is_tried_again_later_and_a_defect_costs_one_article() {
    let turn = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&turn);
    let server = Server::start(move |request: &Request| {
        let host = format!("http://{}", request.headers["host"]);
        match request.path.as_str() {
            "/rss" => Reply::xml(&rss(
                &host,
                &[
                    ("/late", "دمشق ترفض", "ملخص"),
                    ("/defect", "عطل", "ملخص"),
                    ("/empty", "عنوان وحده", ""),
                ],
            )),
            "/late" if seen.fetch_add(1, Ordering::SeqCst) == 0 => Reply::status(503),
            "/late" => Reply::html(&page("دمشق ترفض", REFUSAL)),
            "/defect" => Reply::html(&page("عطل", VISIT)),
            _ => Reply::status(404),
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let config = format!("{HEAD}{}", feed(&server, "/rss", ""));
    let mut store = Store::open(&path).unwrap();
    let (summary, events) = round(&mut store, &config);
    assert_eq!(
        (summary.new, summary.given_up, summary.waiting),
        (0, 2, 1),
        "{events:#?}"
    );
    let later = events.iter().any(|e| {
        matches!(e, Event::PageFailed { id, why, wait: Some(wait) }
            if *id == server.url("/late") && why.contains("503") && (44..=76).contains(&wait.as_secs()))
    });
    assert!(later, "{events:#?}");
    // Before its time it is left alone, whoever asks.
    drop(store);
    let mut store = Store::open(&path).unwrap();
    round(&mut store, &config);
    assert_eq!(server.count("/late"), 1);
    // A minute later, as the database has it.
    drop(store);
    let db = rusqlite(&path);
    db.execute("UPDATE feed_items SET due = 0 WHERE state = 'waiting'", [])
        .unwrap();
    drop(db);
    let mut store = Store::open(&path).unwrap();
    let (summary, _) = round(&mut store, &config);
    assert_eq!((summary.new, summary.waiting), (1, 0));
    assert!(
        stored(&store, &server.url("/late"))
            .text
            .contains("رفضت دمشق")
    );
}

fn rusqlite(path: &Path) -> rusqlite::Connection {
    rusqlite::Connection::open(path).unwrap()
}

#[test]
fn alerts_reach_the_file_and_the_webhook() {
    let turn = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&turn);
    let server = Server::start(|request: &Request| match request.path.as_str() {
        "/rss" => Reply::xml(&rss(
            "https://nida.example",
            &[
                ("/1", "دمشق ترفض &amp;lt;script&amp;gt;", REFUSAL),
                ("/2", "المقداد في موسكو", VISIT),
            ],
        )),
        _ => Reply::status(404),
    });
    let hook = Server::start(move |_: &Request| {
        if seen.fetch_add(1, Ordering::SeqCst) == 0 {
            Reply::status(500)
        } else {
            Reply::status(204)
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let atom = folder.path().join("رفض.atom");
    let mut store = Store::open(&path).unwrap();
    let secret = "a secret between two".to_owned();
    store
        .add_alert(&NewAlert {
            name: "رفض".to_owned(),
            filter: EventFilter {
                types: vec![EventType::Reject],
                ..EventFilter::default()
            },
            atom: Some(atom.to_str().unwrap().to_owned()),
            webhook: Some(Webhook {
                url: hook.url("/hook"),
                secret: secret.clone(),
            }),
        })
        .unwrap();
    let feeds = feed(&server, "/rss", "take = \"feed\"");
    // Not listed, the webhook is not asked.
    let (summary, events) = round(&mut store, &format!("{HEAD}{feeds}"));
    assert_eq!(summary.hits, 1);
    let refused = events
        .iter()
        .any(|e| matches!(e, Event::NotDelivered { why, .. } if why.contains("refused")));
    assert!(refused && hook.requests().is_empty(), "{events:#?}");
    let xml = std::fs::read_to_string(&atom).unwrap();
    assert!(xml.contains("https://nida.example/1") && !xml.contains("https://nida.example/2"));
    assert!(
        xml.contains("&lt;script&gt;") && !xml.contains("<script>"),
        "{xml}"
    );

    let soon = |path: &Path| {
        rusqlite(path)
            .execute("UPDATE alerts SET due = 0", [])
            .unwrap();
    };
    let config = format!("{HEAD}[webhooks]\nallow = [\"{}\"]\n{feeds}", hook.host());
    soon(&path);
    let (_, events) = round(&mut store, &config);
    assert!(
        events
            .iter()
            .any(|e| matches!(e, Event::NotDelivered { why, .. } if why.contains("500"))),
        "{events:#?}"
    );
    soon(&path);
    let (_, events) = round(&mut store, &config);
    assert!(
        events
            .iter()
            .any(|e| matches!(e, Event::Delivered { hits: 1, .. })),
        "{events:#?}"
    );
    soon(&path);
    round(&mut store, &config);
    let posts = hook.requests();
    assert_eq!(posts.len(), 2, "taken once, it is not posted again");
    for post in &posts {
        assert_eq!(
            (post.method.as_str(), post.path.as_str()),
            ("POST", "/hook")
        );
        assert_eq!(post.headers["content-type"], "application/json");
        let signature = &post.headers["rawi-signature"];
        let (time, given) = signature
            .strip_prefix("t=")
            .unwrap()
            .split_once(",v1=")
            .unwrap();
        assert_eq!(given, sign(&secret, time.parse().unwrap(), &post.body));
        let json: serde_json::Value = serde_json::from_slice(&post.body).unwrap();
        assert_eq!(json["alert"], "رفض");
        let records = json["records"].as_array().unwrap();
        assert_eq!(records.len(), 1);
        assert_eq!(records[0]["type"], "REJECT");
        assert_eq!(records[0]["article"]["url"], "https://nida.example/1");
        assert!(!String::from_utf8_lossy(&post.body).contains(&secret));
    }
    assert_eq!(
        posts[0].headers["rawi-delivery"],
        posts[1].headers["rawi-delivery"]
    );
    let hits = store.alert_hits("رفض", &Page::first(9)).unwrap().items;
    assert_eq!(hits.len(), 1);
}

#[test]
fn a_watch_polls_at_its_pace_and_stops_when_told() {
    let server = Server::start(|request: &Request| {
        let host = format!("http://{}", request.headers["host"]);
        match request.path.as_str() {
            "/rss" => Reply::xml(&rss(
                &host,
                &[
                    ("/1", "أول", VISIT),
                    ("/2", "ثان", VISIT),
                    ("/3", "ثالث", VISIT),
                    ("/slow", "بطيء", VISIT),
                ],
            )),
            "/slow" => Reply::Drip(vec![b'x'; 1000], Duration::from_millis(100)),
            "/robots.txt" => Reply::status(404),
            _ => Reply::html(&page("خبر", VISIT)),
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut store = Store::open(&path).unwrap();
    let text = format!(
        "pause = \"200ms\"\n[limits]\ntime = \"600s\"\n{}",
        feed(&server, "/rss", "")
    );
    let config = Config::parse(Path::new("feeds.toml"), &text).unwrap();
    let stop = Stop::new();
    let began = Instant::now();
    let mut seen = 0;
    let watcher = Watcher {
        store: &mut store,
        reader: &Stub,
        names: &OutletNames::default(),
        config: &config,
        stop: stop.clone(),
        seed: 7,
    };
    let summary = watcher
        .run(false, &mut |event| {
            if let Event::Stored { .. } = event {
                seen += 1;
                if seen == 3 {
                    // The fourth is under way, and would be for ten minutes.
                    stop.stop();
                }
            }
        })
        .unwrap();
    assert!(
        began.elapsed() < Duration::from_secs(20),
        "{:?}",
        began.elapsed()
    );
    assert!(
        began.elapsed() >= Duration::from_millis(600),
        "three pauses lie between four requests"
    );
    assert_eq!((summary.new, summary.waiting), (3, 1));
    assert_eq!(store.unwoven().unwrap(), 0);
    assert_eq!(server.count("/rss"), 1, "its interval is not over");
}
