//! What comes from outside is text, whatever it looks like; and requests of all kinds change nothing and kill nothing.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use axum::body::Body;
use axum::http::{StatusCode, header};
use common::{get, serving, visit};
use rawi_model::{Furniture, FurnitureKind, Reading};

/// Ways to make a page run what it shows.
const PAYLOADS: &[&str] = &[
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script src=//evil.example/x.js></script>",
    "<script\n>alert(1)</script\n>",
    "<<script>alert(1)//<</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<img/src=x/onerror=alert(1)>",
    "<IMG SRC=\"javascript:alert('XSS');\">",
    "<img src=`x`onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<math href=javascript:alert(1)>x</math>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=\"java&#x09;script:alert(1)\">x</a>",
    "<form action=javascript:alert(1)><input type=submit></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)>",
    "<textarea autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src onerror=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    "<style>*{background:url(//evil.example)}</style>",
    "<base href=//evil.example/>",
    "<div style=\"background:url(javascript:alert(1))\">",
    "<div onpointerover=alert(1)>x</div>",
    "<x onclick=alert(1)>x</x>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "<title></title><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "<![CDATA[<script>alert(1)</script>]]>",
    "]]><script>alert(1)</script>",
    "<?xml version=\"1.0\"?><script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "'><script>alert(1)</script>",
    "\" onmouseover=\"alert(1)",
    "' onmouseover='alert(1)",
    "\" autofocus onfocus=alert(1) x=\"",
    "`onmouseover=alert(1)`",
    "x onmouseover=alert(1)",
    "\" style=\"background:url(//evil.example)",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\u{1}javascript:alert(1)",
    "javascript://%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "vbscript:msgbox(1)",
    "//evil.example/<script>",
    "https://evil.example/\"onclick=\"alert(1)",
    "https://evil.example/'><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&amp;lt;script&amp;gt;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "\u{ff1c}script\u{ff1e}alert(1)\u{ff1c}/script\u{ff1e}",
    "\u{202e}<script>alert(1)</script>",
    "\u{2028}</script><script>alert(1)</script>",
    "\u{feff}<script>alert(1)</script>",
    "<scr\u{0}ipt>alert(1)</scr\u{0}ipt>",
    "<script>alert(1)</script>\r\nSet-Cookie: a=b",
    "{{constructor.constructor('alert(1)')()}}",
    "{% include \"/etc/passwd\" %}",
    "{{ ui.csrf }}",
    "${alert(1)}",
    "#{alert(1)}",
    "<%= alert(1) %>",
    "[[${7*7}]]",
    "');alert(1);//",
    "\";alert(1);//",
    "\\\";alert(1);//",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "</script\u{20}><img src=x onerror=alert(1)>",
    "<!--<script>",
    "<script><!--",
    "'; DROP TABLE records; --",
    "\" OR 1=1 --",
    "x' UNION SELECT name FROM sqlite_schema --",
    "words : (a) NEAR(b c, 2)",
    "../../../../etc/passwd",
    "..\\..\\windows\\system32",
    "/etc/passwd\u{0}.html",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "<b>غامق</b>",
    "<a href=\"https://evil.example\">رابط</a>",
];

/// An article that is made of a payload wherever something from outside can stand.
fn made_of(payload: &str, n: usize) -> Reading {
    let mut reading = visit(&format!("{n} {payload}"));
    let article = &mut reading.article;
    article.url = Some(payload.to_owned());
    article.outlet = payload.to_owned();
    article.title = payload.to_owned();
    article.byline = Some(payload.to_owned());
    article.furniture = vec![Furniture {
        kind: FurnitureKind::Comment,
        text: payload.to_owned(),
    }];
    article.text = format!("{}\n{payload} {}", article.text, payload);
    let end = article.text.chars().count() as u32;
    let record = &mut reading.events[0];
    record.actor[0].text = payload.to_owned();
    record.actor[0].end = end;
    record.actor[0].id = Some(payload.to_owned());
    record.actor[0].name = Some(payload.to_owned());
    record.gloss = Some(rawi_model::Gloss {
        ar: payload.to_owned(),
        en: payload.to_owned(),
    });
    record.derivation[0].rule = payload.to_owned();
    record.derivation[0].entries = vec![payload.to_owned()];
    reading.events[1].according_to[0].text = payload.to_owned();
    reading
}

/// What is dangerous in a page: elements and attributes that templates never write, and links to no web address.
fn suspicious(page: &str) -> Option<&str> {
    let page_only = page;
    for (at, _) in page_only.match_indices('<') {
        let tag = &page_only[at..page_only[at..]
            .find('>')
            .map_or(page_only.len(), |end| at + end)];
        let name: String = tag[1..]
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric())
            .collect();
        let own_script = tag.starts_with("<script src=\"/assets/")
            || tag.starts_with("<script type=\"application/json\"");
        let bad_element = match name.to_ascii_lowercase().as_str() {
            "script" => !own_script,
            "img" | "svg" | "iframe" | "object" | "embed" | "math" | "base" | "style" | "video"
            | "audio" | "marquee" | "template" | "noscript" | "textarea" | "source" | "x" | "b"
            | "body"
                if tag != "<body" =>
            {
                true
            }
            _ => false,
        };
        let attributes = tag.to_ascii_lowercase();
        let bad_attribute = attributes.contains(" on")
            && attributes.split(" on").skip(1).any(|rest| {
                rest.split_once('=')
                    .is_some_and(|(n, _)| n.bytes().all(|b| b.is_ascii_alphabetic()))
            })
            && !quoted(tag, " on");
        let bad_link = [
            "href=\"javascript",
            "href=\"data:",
            "href=\"vbscript",
            "href=\"//",
            " style=",
        ]
        .iter()
        .any(|bad| attributes.contains(bad) && !quoted(tag, bad));
        if bad_element || bad_attribute || bad_link {
            return Some(tag);
        }
    }
    None
}

/// Whether the first place of something in a tag lies inside an attribute's quotation marks.
fn quoted(tag: &str, what: &str) -> bool {
    tag.to_ascii_lowercase()
        .find(what)
        .is_some_and(|at| tag[..at].matches('"').count() % 2 == 1)
}

#[tokio::test]
async fn payloads_in_articles_end_as_text() {
    assert!(PAYLOADS.len() >= 100, "{}", PAYLOADS.len());
    let readings: Vec<Reading> = PAYLOADS
        .iter()
        .enumerate()
        .map(|(n, payload)| made_of(payload, n))
        .collect();
    let desk = serving(&readings);
    let mut paths = vec![
        "/records?limit=500".to_owned(),
        "/records?limit=500&lang=ar".to_owned(),
        "/articles?limit=500".to_owned(),
        "/review".to_owned(),
    ];
    for reading in &readings {
        let id = form_urlencoded::Serializer::new(String::new())
            .append_pair("id", &reading.article.id)
            .finish();
        paths.push(format!("/article?{id}"));
        paths.push(format!("/article/add?{id}"));
    }
    paths.extend((1..=2 * PAYLOADS.len()).map(|n| format!("/records/{n}")));
    for path in paths {
        let page = desk.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
        assert_eq!(suspicious(&page.body), None, "{path}");
    }
}

#[tokio::test]
async fn payloads_in_queries_end_as_text() {
    let desk = serving(&[visit("https://ghad.example/1")]);
    for payload in PAYLOADS {
        let value: String = form_urlencoded::byte_serialize(payload.as_bytes()).collect();
        for path in [
            "/records?q=",
            "/records?actor=",
            "/records?recipient=",
            "/records?according_to=",
            "/records?place=",
            "/records?outlet=",
            "/records?article=",
            "/records?type=",
            "/records?sort=",
            "/records?after=",
            "/records?since=",
            "/records?min=",
            "/articles?q=",
            "/articles?outlet=",
            "/article?id=",
            "/records?nonsense=",
            "/records?lang=",
        ] {
            let answer = desk.get(&format!("{path}{value}")).await;
            assert!(
                !answer.status.is_server_error(),
                "{path}{payload}: {}",
                answer.body
            );
            assert_eq!(suspicious(&answer.body), None, "{path}{payload}");
        }
        let api = desk.get(&format!("/api/v1/events?actor={value}")).await;
        assert!(!api.status.is_server_error(), "{payload}");
        let kind = api.headers[header::CONTENT_TYPE].to_str().unwrap();
        assert!(kind.contains("json"), "{payload}: {kind}");
    }
}

#[tokio::test]
async fn a_spreadsheet_gets_no_formula() {
    let desk = serving(&[made_of("=cmd|' /C calc'!A0", 0)]);
    let csv = desk.get("/records.csv").await.body;
    assert!(csv.contains(",'=cmd|"), "{csv}");
    assert!(!csv.contains(",=cmd"), "{csv}");
}

#[tokio::test]
async fn nothing_is_read_from_the_disk_by_a_path() {
    let desk = serving(&[]);
    for path in [
        "/assets/x/..%2f..%2fCargo.toml",
        "/assets/../../etc/passwd",
        "/assets/x/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/assets//etc/passwd",
        "/assets/x/desk.css%00.png",
        "/article?id=../../../../etc/passwd",
        "/article?id=file:///etc/passwd",
        "/records/..%2f..%2fetc%2fpasswd",
        "/api/v1/articles/..%2f..%2f..%2fetc%2fpasswd",
    ] {
        let answer = desk.get(path).await;
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
        assert!(!answer.body.contains("root:"), "{path}");
    }
}

#[tokio::test]
async fn oversized_and_malformed_bodies_are_refused() {
    let desk = serving(&[visit("https://ghad.example/1")]);
    let token = "0123456789abcdef0123456789abcdef";
    let post = |body: Vec<u8>| {
        get("/records/1/wrong")
            .method("POST")
            .header(header::COOKIE, format!("rawi_csrf={token}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap()
    };
    let mut huge = format!("csrf={token}&note=").into_bytes();
    huge.resize(2 << 20, b'a');
    assert_eq!(
        desk.send(post(huge)).await.status,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    for bad in [&b"\xff\xfe\x00"[..], b"%%%%=&&&==", b"csrf", b""] {
        let answer = desk.send(post(bad.to_vec())).await;
        assert!(
            answer.status.is_client_error(),
            "{bad:?}: {}",
            answer.status
        );
    }
    assert!(
        desk.store()
            .corrections("https://ghad.example/1")
            .unwrap()
            .is_empty()
    );
}
