//! The file as people write it, well and badly.

#![allow(clippy::panic, reason = "a test that cannot go on fails")]

use super::*;

fn parse(text: &str) -> Result<Config, String> {
    Config::parse(Path::new("feeds.toml"), text).map_err(|error| error.to_string())
}

#[test]
fn everything_that_may_be_said() {
    let config = parse(
        "contact = \"mailto:desk@nida.example\"\npause = \"500ms\"\nworkers = 2\n\
         [limits]\ntime = \"10s\"\nredirects = 3\npage_mib = 2\nfeed_mib = 1\n\
         [webhooks]\nallow = [\"hooks.nida.example:8443\"]\n\
         [[feed]]\nurl = \"https://nida.example/rss\"\noutlet = \" نداء الشرق \"\ninterval = \"1h 30m\"\ntake = \"feed\"\n\
         [[feed]]\nurl = \"http://localhost:8080/atom\"\nallow = [\"localhost:8080\"]\n",
    )
    .unwrap();
    assert_eq!(config.pause, Duration::from_millis(500));
    assert_eq!(config.workers, 2);
    assert_eq!(
        config.limits,
        FetchLimits {
            time: Duration::from_secs(10),
            redirects: 3,
            page: 2 << 20,
            feed: 1 << 20,
        }
    );
    assert!(
        config
            .webhooks
            .check("https://hooks.nida.example:8443/x")
            .is_ok()
    );
    let agent = config.user_agent();
    assert!(agent.starts_with("Rawi/") && agent.ends_with(" (+mailto:desk@nida.example)"));
    let [first, second] = &config.feeds[..] else {
        panic!("{config:?}");
    };
    assert_eq!(first.outlet.as_deref(), Some("نداء الشرق"));
    assert_eq!(first.interval, Duration::from_secs(5400));
    assert_eq!(first.take, Take::Feed);
    assert_eq!(
        (second.take, second.interval),
        (Take::Page, Duration::from_secs(900))
    );
    assert!(second.guard.check("http://localhost:8080/x").is_ok());
    assert!(first.guard.check("http://localhost:8080/x").is_err());
}

#[test]
fn a_defect_is_told_with_its_line_and_what_to_do() {
    let feed = "[[feed]]\nurl = \"https://nida.example/rss\"\n";
    for (text, expected) in [
        (
            "[[feed]]\nurl = \"https://nida.example/rss\"\nintervall = \"1h\"\n".to_owned(),
            "feeds.toml:3: unknown field `intervall`",
        ),
        (
            "[[feed]]\noutlet = \"x\"\n".to_owned(),
            "feeds.toml:1: missing field `url`",
        ),
        (
            "[[feed]]\nurl = 7\n".to_owned(),
            "feeds.toml:2: invalid type",
        ),
        (
            "[[feed]\nurl = \"https://nida.example/rss\"\n".to_owned(),
            "feeds.toml:1: ",
        ),
        (
            format!("{feed}take = \"all\"\n"),
            "feeds.toml:3: unknown variant `all`",
        ),
        (
            format!("{feed}interval = \"often\"\n"),
            "feeds.toml:3: `often` is no time (write 30s, 15m or 2h)",
        ),
        (
            format!("{feed}interval = \"5s\"\n"),
            "feeds.toml:3: `5s` is not between 60s",
        ),
        (
            format!("{feed}interval = \"-5m\"\n"),
            "feeds.toml:3: `-5m` is no time",
        ),
        (
            format!("{feed}outlet = \" \"\n"),
            "feeds.toml:3: the outlet has no name",
        ),
        (
            format!("{feed}allow = [\n  \"x.example\",\n  \"http://x.example\",\n]\n"),
            "feeds.toml:5: `http://x.example` is no host",
        ),
        (
            format!("workers = 0\n{feed}"),
            "feeds.toml:1: 0 is not between 1 and 64",
        ),
        (
            format!("contact = \"me\"\n{feed}"),
            "feeds.toml:1: `me` is no address",
        ),
        (
            format!("contact = \"https://x\\r\\nA: b\"\n{feed}"),
            "feeds.toml:1: ",
        ),
        (
            format!("{feed}{feed}"),
            "feeds.toml:4: `https://nida.example/rss` stands here twice",
        ),
        (
            String::new(),
            "feeds.toml: names no feed (add [[feed]] with its url)",
        ),
        (
            "[[feed]]\nurl = \"http://127.0.0.1:8080/\"\n".to_owned(),
            "feeds.toml:2: port 8080 is not 80 or 443 (list the host with its port under `allow`",
        ),
        (
            "[[feed]]\nurl = \"http://192.168.1.1/\"\n".to_owned(),
            "feeds.toml:2: 192.168.1.1 is 192.168.1.1, a private address",
        ),
    ] {
        let error = parse(&text).unwrap_err();
        assert!(error.starts_with(expected), "{text}\n{error}\n{expected}");
    }
    // All of them at once.
    let error =
        parse("pause = \"x\"\n[[feed]]\nurl = \"ftp://a\"\n[[feed]]\nurl = \"\"\n").unwrap_err();
    assert_eq!(error.lines().count(), 3, "{error}");
}
