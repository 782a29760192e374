//! What templates show: plain strings and numbers made of the store's answers, and links that are well written.

pub(crate) mod csv;
pub(crate) mod names;
mod record;
pub(crate) mod spans;
pub(crate) mod why;

use std::fmt;

use rawi_store::ArticleHead;
use serde::Serialize;

pub(crate) use record::RecordView;

/// An address of the desk with a query; every value is encoded.
pub(crate) fn link(path: &str, query: &[(&str, &dyn fmt::Display)]) -> String {
    let mut out = form_urlencoded::Serializer::new(String::new());
    for (key, value) in query {
        out.append_pair(key, &value.to_string());
    }
    format!("{path}?{}", out.finish())
}

/// A headline; where an article has none, what it is known by.
pub(crate) fn headline(article: &ArticleHead) -> String {
    if article.title.trim().is_empty() {
        article.id.clone()
    } else {
        article.title.clone()
    }
}

/// The page of an article.
pub(crate) fn article_link(id: &str) -> String {
    link("/article", &[("id", &id)])
}

/// An address of another host that may stand in a link: http and https, nothing else.
pub(crate) fn outside(url: &str) -> Option<&str> {
    let scheme = url.split_once("://")?.0;
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")).then_some(url)
}

/// JSON that may stand inside `<script type="application/json">`: nothing in it ends the element or starts a comment.
pub(crate) fn json(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_is_linked_to() {
        assert!(outside("https://a.example/").is_some());
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//a",
            "javascript://%0aalert(1)",
            "",
        ] {
            assert_eq!(outside(bad), None, "{bad}");
        }
    }

    #[test]
    fn json_cannot_leave_its_element() {
        let json = json(&"</script><!--\u{2028}&");
        assert!(!json.contains(['<', '>', '&', '\u{2028}']), "{json}");
        assert_eq!(
            serde_json::from_str::<String>(&json).unwrap(),
            "</script><!--\u{2028}&"
        );
    }

    #[test]
    fn links_are_encoded() {
        assert_eq!(article_link("a b&c=\"<"), "/article?id=a+b%26c%3D%22%3C");
    }
}
