//! What each format gives, as a user meets it.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use proptest::prelude::*;
use rawi_intake::{IntakeError, Options, read_bytes};
use rawi_model::{Article, FurnitureKind};

fn read(name: &str, bytes: &[u8]) -> Vec<Article> {
    read_with(name, bytes, &Options::default())
}

fn read_with(name: &str, bytes: &[u8], options: &Options) -> Vec<Article> {
    read_bytes(name, bytes, options)
        .collect::<Result<_, IntakeError>>()
        .unwrap()
}

#[test]
fn annotated_passages_are_taken_to_the_letter() {
    let text = "  خبر \\n\\nاقرأ أيضاً: \\u0643ذا\\u200f ";
    let line = format!(
        "{{\"id\": \"a-1\", \"outlet\": \"الشرق\", \"published\": \"2015-07-21\", \"text\": \"{text}\", \"sentences\": [], \"events\": []}}"
    );
    let article = &read("gold.jsonl", line.as_bytes())[0];
    assert_eq!(article.text, "  خبر \n\nاقرأ أيضاً: كذا\u{200f} ");
    assert_eq!(
        (article.id.as_str(), article.outlet.as_str()),
        ("a-1", "الشرق")
    );
    assert_eq!(article.published.unwrap().to_string(), "2015-07-21");
    assert!(article.source_map.is_empty() && article.furniture.is_empty());
}

const SCRAPED: &str = r#"[
  {"source": "nida", "url": "http://nida.example/1", "date_extracted": "2015-08-10 02:51:32", "title": "وفد يصل\nإلى العاصمة", "author": "سارة علي",
   "content": "سارة علي – صوت الشرق\n\n وصل الوفد إلى \"العاصمة\" مساء أمس في زيارة رسمية تستمر يومين ويلتقي خلالها كبار المسؤولين في الحكومة.\n\n// انتهى //\n10:12 ت م"},
  {"source": "nida", "url": "http://nida.example/2", "date_extracted": "2015-08-10 02:51:32", "title": "خبر ثان", "author": "",
   "content": "الرياض 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس\nقال الوزير <b>إن</b> الاجتماع انتهى.\nوأضاف أنه ناجح."},
  {"source": "nida", "url": "http://nida.example/3", "date_extracted": "", "title": "خبر بلا نص", "author": "", "content": ""}
]"#;

#[test]
fn scraped_bodies_are_tidied_and_keep_their_places() {
    let articles = read("x.json", SCRAPED.as_bytes());
    let texts: Vec<&str> = articles.iter().map(|a| a.text.as_str()).collect();
    assert_eq!(
        texts[0],
        "وفد يصل إلى العاصمة\nوصل الوفد إلى \"العاصمة\" مساء أمس في زيارة رسمية تستمر يومين ويلتقي خلالها كبار المسؤولين في الحكومة."
    );
    assert_eq!(
        texts[1],
        "خبر ثان\nقال الوزير إن الاجتماع انتهى.\nوأضاف أنه ناجح."
    );
    assert_eq!(texts[2], "خبر بلا نص");
    assert_eq!(articles[0].id, "http://nida.example/1");
    assert_eq!(articles[0].byline.as_deref(), Some("سارة علي"));
    assert!(
        articles[1]
            .furniture
            .iter()
            .any(|f| f.kind == FurnitureKind::Dateline)
    );
    for article in &articles {
        for segment in &article.source_map {
            let there =
                &SCRAPED[segment.offset as usize..(segment.offset + segment.bytes) as usize];
            let words = segment.span().of(&article.text);
            assert!(
                there == words || there.starts_with('\\'),
                "{there} against {words}"
            );
        }
    }
}

#[test]
fn fields_may_have_any_name() {
    let mut options = Options::default();
    options.fields.set("content", "النص");
    options.fields.set("outlet", "الموقع");
    let line = r#"{"النص": "وصل الوفد.", "الموقع": {"name": "نداء"}, "date": 1673521200}"#;
    let article = &read_with("x.jsonl", line.as_bytes(), &options)[0];
    assert_eq!(
        (article.text.as_str(), article.outlet.as_str()),
        ("وصل الوفد.", "نداء")
    );
    assert_eq!(article.published.unwrap().to_string(), "2023-01-12");
    assert_eq!(article.id, "x.jsonl#1");
}

#[test]
fn what_the_caller_says_wins() {
    let mut options = Options::default();
    options.outlet = Some("الجريدة".to_owned());
    options.published = Some(jiff::civil::date(2023, 1, 13));
    let article = &read_with(
        "x.jsonl",
        r#"{"text": "وصل.", "outlet": "غيرها", "published": "2020-01-01"}"#.as_bytes(),
        &options,
    )[0];
    assert_eq!(article.outlet, "الجريدة");
    assert_eq!(article.published.unwrap().to_string(), "2023-01-13");
}

#[test]
fn a_telegram_channel() {
    let export = r##"{"name": "نداء الشرق", "type": "public_channel", "id": 77, "messages": [
      {"id": 1, "type": "service", "date": "2023-01-12T10:00:00", "action": "create_channel", "text": ""},
      {"id": 2, "type": "message", "date": "2023-01-12T11:00:00", "from": "نداء الشرق", "text": [{"type": "bold", "text": "وفد يصل إلى العاصمة"}, "\n\nوصل الوفد ", {"type": "italic", "text": "مساء أمس"}, " إلى العاصمة.\n", {"type": "hashtag", "text": "#الوفد"}, "\nتابعونا على ", {"type": "link", "text": "تلغرام"}]},
      {"id": 3, "type": "message", "date": "2023-01-12T12:00:00", "text": "قصف الجيش مواقع في المدينة."},
      {"id": 4, "type": "message", "date": "2023-01-12T13:00:00", "text": "", "photo": "x.jpg"}]}"##;
    let articles = read("result.json", export.as_bytes());
    assert_eq!(articles.len(), 2);
    assert_eq!(
        articles[0].text,
        "وفد يصل إلى العاصمة\nوصل الوفد مساء أمس إلى العاصمة."
    );
    assert_eq!(articles[0].title, "وفد يصل إلى العاصمة");
    assert_eq!(
        (articles[0].id.as_str(), articles[0].outlet.as_str()),
        ("telegram/77/2", "نداء الشرق")
    );
    assert_eq!(articles[1].text, "قصف الجيش مواقع في المدينة.");
    assert_eq!(articles[1].title, "");
    let all = format!(
        "{{\"about\": \"x\", \"chats\": {{\"about\": \"y\", \"list\": [{export}, {export}]}}}}"
    );
    assert_eq!(read("result.json", all.as_bytes()).len(), 4);
}

#[test]
fn lines_in_an_old_code_page() {
    let line = "{\"text\": \"وصل الوفد إلى العاصمة مساء أمس لإجراء محادثات مع الوزير.\"}\n";
    let bytes = encoding_rs::WINDOWS_1256.encode(line).0.into_owned();
    assert_eq!(
        read("x.jsonl", &bytes)[0].text,
        "وصل الوفد إلى العاصمة مساء أمس لإجراء محادثات مع الوزير."
    );
}

#[test]
fn answers_of_interfaces_and_single_objects() {
    let wrapped = r#"{"status": "ok", "articles": [{"title": "خبر", "content": "وصل الوفد."}, {"title": "ثان", "content": "غادر."}]}"#;
    assert_eq!(read("x.json", wrapped.as_bytes()).len(), 2);
    let hits = r#"{"hits": {"total": 1, "hits": [{"_id": "1", "_source": {"title": "خبر", "content": "وصل الوفد."}}]}}"#;
    assert_eq!(read("x.json", hits.as_bytes())[0].text, "خبر\nوصل الوفد.");
    let single = "{\n  \"title\": \"خبر\",\n  \"body\": \"وصل الوفد.\"\n}";
    assert_eq!(read("x.json", single.as_bytes())[0].text, "خبر\nوصل الوفد.");
    let wide: Vec<u8> = single.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read("x.json", &wide)[0].text, "خبر\nوصل الوفد.");
}

/// Whatever comes in, nothing panics, and the places of a text stand in order inside the input.
fn survives(name: &str, bytes: &[u8]) {
    for article in read_bytes(name, bytes, &Options::default()).flatten() {
        let mut end = 0;
        for segment in &article.source_map {
            assert!(segment.start >= end && segment.len > 0);
            end = segment.start + segment.len;
        }
        assert!(end as usize <= article.text.chars().count());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_in_any_format(bytes in prop::collection::vec(any::<u8>(), 0..400), extension in "txt|html|xml|json|jsonl|zip|gz|warc") {
        survives(&format!("x.{extension}"), &bytes);
    }

    #[test]
    fn any_bytes_behind_a_beginning(start in prop::sample::select(vec![
        "<html><body><p>", "<rss><channel><item><title>", "[{\"text\":\"", "{\"messages\":[{\"text\":[", "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 50\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        "\u{1f}\u{8b}", "PK\u{3}\u{4}", "\u{feff}",
    ]), bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        survives("x", &[start.as_bytes(), &bytes].concat());
    }

    #[test]
    fn any_text_in_any_format(text in "\\PC{0,300}", extension in "txt|html|xml|json|jsonl") {
        survives(&format!("x.{extension}"), text.as_bytes());
    }

    #[test]
    fn damage_anywhere(at in 0usize..10_000, byte in any::<u8>()) {
        let mut bytes = SCRAPED.as_bytes().to_vec();
        let at = at % bytes.len();
        bytes[at] = byte;
        survives("x.json", &bytes);
        survives("x.json", &bytes[..at]);
    }
}
