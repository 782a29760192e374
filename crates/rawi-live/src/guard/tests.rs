//! Addresses that must be refused, and those that must not.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::*;
use proptest::prelude::*;

/// What a resolver may give, and what a URL may say.
const ADDRESSES: &[&str] = &[
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.127.255.254",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.0.1",
    "169.254.169.254",
    "169.254.170.2",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.170",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "192.168.255.255",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::8.8.8.8",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:0:127.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::10.0.0.1",
    "64:ff9b::169.254.169.254",
    "64:ff9b:1::10.0.0.1",
    "100::1",
    "2001::1",
    "2001:0:7f00:1::",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "2001:2::1",
    "2001:10::1",
    "2001:20::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:a00:1::1",
    "2002:a9fe:a9fe::1",
    "2606:4700::5efe:127.0.0.1",
    "2606:4700::200:5efe:10.0.0.1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00::1",
    "fd00:ec2::254",
    "fd20:ce::254",
    "fe80::1",
    "febf::1",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
    "4000::1",
];

const PUBLIC: &[&str] = &[
    "1.1.1.1",
    "8.8.8.8",
    "93.184.215.14",
    "100.63.255.255",
    "100.128.0.1",
    "172.15.255.255",
    "172.32.0.1",
    "192.167.1.1",
    "198.17.1.1",
    "198.20.1.1",
    "223.255.255.255",
    "2001:4860:4860::8888",
    "2606:4700:4700::1111",
    "2a00:1450:4001:82a::200e",
    "64:ff9b::8.8.8.8",
];

/// Addresses as feeds, redirects and people write them; each must be refused before anything is resolved.
const WRITTEN: &[&str] = &[
    "http://127.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://0177.0.0.1/",
    "http://0x7f.0.0.1/",
    "http://0x7f000001/",
    "http://2130706433/",
    "http://017700000001/",
    "http://0/",
    "http://0x0a000001/",
    "http://167772161/",
    "http://2852039166/",
    "http://0xA9FEA9FE/",
    "http://0251.0376.0251.0376/",
    "http://169.254.43518/",
    "http://134744072/",
    "http://0x08080808/",
    "http://1\u{ff0e}1\u{ff0e}1\u{ff0e}1/",
    "http://\u{2460}27.0.0.1/",
    "http://%31%32%37.0.0.1/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[fe80::1%25eth0]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://user@example.org/",
    "http://user:secret@example.org/",
    "http://example.org@127.0.0.1/",
    "http://:x@example.org/",
    "http://example.org:22/",
    "http://example.org:6379/",
    "https://example.org:8443/",
    "http://example.org:0/",
    "http://example.org:65536/",
    "file:///etc/passwd",
    "ftp://example.org/",
    "gopher://example.org:70/_x",
    "dict://example.org:11211/",
    "data:text/html,x",
    "javascript:alert(1)",
    "ws://example.org/",
    "//example.org/",
    "example.org/rss",
    "http://",
    "http:///",
    "http://exa mple.org/",
    "http://256.256.256.256/",
    "http://1.2.3.4.5/",
    "",
];

#[test]
fn addresses_that_are_not_public_are_refused_and_public_ones_are_not() {
    assert!(ADDRESSES.len() + WRITTEN.len() > 100);
    let url = Url::parse("http://feeds.example.org/").unwrap();
    let guard = Guard::default();
    for text in ADDRESSES {
        let address: IpAddr = text.parse().unwrap();
        assert!(refused(address).is_some(), "{text}");
        let error = guard.check_addresses(&url, &[address]).unwrap_err();
        assert!(error.to_string().contains("feeds.example.org"), "{error}");
        // One of them among public ones is enough.
        let mixed = ["8.8.8.8".parse().unwrap(), address];
        assert!(guard.check_addresses(&url, &mixed).is_err(), "{text}");
        let written = match address {
            IpAddr::V4(address) => format!("http://{address}/"),
            IpAddr::V6(address) => format!("http://[{address}]/"),
        };
        assert!(guard.check(&written).is_err(), "{written}");
    }
    for text in PUBLIC {
        let address: IpAddr = text.parse().unwrap();
        assert_eq!(refused(address), None, "{text}");
        assert_eq!(guard.check_addresses(&url, &[address]), Ok(()));
    }
}

#[test]
fn odd_spellings_are_refused_as_they_are_written() {
    let guard = Guard::default();
    let base = Url::parse("https://feeds.example.org/rss").unwrap();
    for text in WRITTEN {
        assert!(guard.check(text).is_err(), "{text}");
        // The same where a redirect or a link says it. Without a host of its own it stays where it was.
        if let Ok(joined) = guard.join(&base, text) {
            let host = joined.host_str().unwrap();
            assert!(
                matches!(host, "feeds.example.org" | "example.org"),
                "{text}"
            );
        }
    }
    for text in [
        "http://example.org/",
        "https://example.org:443/x?y#z",
        "http://example.org:443/",
        "HTTPS://EXAMPLE.ORG/",
        "http://8.8.8.8/",
        "https://\u{645}\u{648}\u{642}\u{639}.example/",
    ] {
        assert!(guard.check(text).is_ok(), "{text}");
    }
}

#[test]
fn redirects_are_read_from_where_they_come() {
    let guard = Guard::new(["inside.example:8080"]).unwrap();
    let base = guard.check("http://inside.example:8080/a/b").unwrap();
    let ok = |text: &str| guard.join(&base, text).unwrap().to_string();
    assert_eq!(ok("c"), "http://inside.example:8080/a/c");
    assert_eq!(ok("/c?d"), "http://inside.example:8080/c?d");
    assert_eq!(ok("//example.org/c"), "http://example.org/c");
    for text in [
        "//127.0.0.1/",
        "//0x7f.1/",
        "http://inside.example:22/",
        "http://10.0.0.1/",
        "\\\\127.0.0.1\\x",
        "http:\\\\127.1",
        "file:///etc/passwd",
        "http://u@inside.example:8080/",
    ] {
        assert!(guard.join(&base, text).is_err(), "{text}");
    }
}

#[test]
fn a_listed_host_is_allowed_and_no_other() {
    let guard = Guard::new([
        "localhost:8080",
        "intranet.example",
        "[::1]:9000",
        "10.0.0.7",
    ])
    .unwrap();
    let allowed = |text: &str| guard.check(text).is_ok_and(|url| guard.allows(&url));
    assert!(allowed("http://localhost:8080/"));
    assert!(allowed("http://LOCALHOST:8080/"));
    assert!(allowed("http://intranet.example/"));
    assert!(allowed("https://intranet.example/"));
    assert!(allowed("http://[::1]:9000/"));
    assert!(allowed("http://10.0.0.7/"));
    for text in [
        "http://localhost/",
        "http://localhost:8081/",
        "http://x.intranet.example/",
        "http://intranet.example:8080/",
        "http://127.0.0.1:8080/",
        "http://[::1]/",
        "http://10.0.0.8/",
    ] {
        assert!(!allowed(text), "{text}");
    }
    let inside = ["10.1.1.1".parse().unwrap()];
    let url = guard.check("http://intranet.example/").unwrap();
    assert_eq!(guard.check_addresses(&url, &inside), Ok(()));
    for text in [
        "",
        "http://localhost",
        "a/b",
        "u@host",
        "host:99999",
        "host:x",
        "a b",
    ] {
        assert_eq!(Guard::new([text]), Err(text.to_owned()), "{text}");
    }
}

proptest! {
    /// However an IPv4 address gets into an IPv6 address, it is not more public there.
    #[test]
    fn no_embedding_makes_an_address_public(bits: u32) {
        let inside = Ipv4Addr::from_bits(bits);
        if refused(inside.into()).is_some() {
            let [a, b, c, d] = inside.octets();
            let (high, low) = (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]));
            for (written, address) in [
                ("mapped", inside.to_ipv6_mapped()),
                ("compatible", Ipv6Addr::new(0, 0, 0, 0, 0, 0, high, low)),
                ("6to4", Ipv6Addr::new(0x2002, high, low, 0, 0, 0, 0, 1)),
                ("NAT64", Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, high, low)),
                ("Teredo", Ipv6Addr::new(0x2001, 0, 0x4136, 0xe378, 0, 0, !high, !low)),
                ("ISATAP", Ipv6Addr::new(0x2606, 1, 2, 3, 0, 0x5efe, high, low)),
            ] {
                prop_assert!(refused(address.into()).is_some(), "{written} {address}");
            }
        }
    }

    #[test]
    fn no_text_makes_the_guard_fail(text in ".{0,60}") {
        let guard = Guard::default();
        let _ = guard.check(&text);
        let _ = guard.join(&Url::parse("http://example.org/").unwrap(), &text);
        let _ = Guard::new([&text]);
    }
}
