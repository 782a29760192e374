//! What a server answered: takes the bytes with the address and what the server says of their encoding, gives the
//! article of a page or the articles of a feed. Nothing is unpacked here: a server that answers with an archive has
//! given neither.

use rawi_model::Article;

use crate::detect::Format;
use crate::options::Options;
use crate::source::Context;
use crate::{IntakeError, Problem, feed, html, text};

/// The article on a fetched page. `charset` is the encoding that the server named, which is believed only where the
/// bytes bear it out.
///
/// ```
/// use rawi_intake::{Options, read_page};
///
/// let page = "<title>خبر</title><article><h1>وفد يصل إلى العاصمة</h1><p>وصل الوفد إلى العاصمة مساء أمس قادما من بغداد.</p></article>";
/// let article = read_page("https://nida.example/1", Some("us-ascii"), page.as_bytes(), &Options::default())?;
/// assert_eq!(article.id, "https://nida.example/1");
/// assert_eq!(article.title, "وفد يصل إلى العاصمة");
/// # Ok::<(), rawi_intake::IntakeError>(())
/// ```
///
/// # Errors
/// [`Problem::NoArticle`] where there is no prose on it or it is a feed or data, [`Problem::Binary`],
/// [`Problem::TooLarge`].
pub fn read_page(
    url: &str,
    charset: Option<&str>,
    bytes: &[u8],
    options: &Options,
) -> Result<Article, IntakeError> {
    let context = Context::new(url, &options.clone().into());
    let limit = options.limits.article_bytes;
    let article = if bytes.len() as u64 > limit {
        Err(Problem::TooLarge {
            what: "the page",
            limit,
        })
    } else {
        // A page that begins with anything else is a page still.
        match Format::detect("page.html", head(bytes)) {
            Format::Html => {
                html::article(bytes, charset, Some(url), url, options).ok_or(Problem::NoArticle)
            }
            Format::Text => text::article(bytes, url, options).ok_or(Problem::NoArticle),
            Format::Feed | Format::Json | Format::JsonLines => Err(Problem::NoArticle),
            Format::Binary | Format::Gzip | Format::Zip | Format::Warc => Err(Problem::Binary),
        }
    };
    article.map_err(|problem| context.error(problem))
}

/// The articles of a fetched feed, as far as the feed has them, in its order; there may be none.
///
/// # Errors
/// [`Problem::NoArticle`] where it is no feed, [`Problem::Binary`], [`Problem::TooLarge`].
pub fn read_feed(
    url: &str,
    charset: Option<&str>,
    bytes: &[u8],
    options: &Options,
) -> Result<Vec<Article>, IntakeError> {
    let context = Context::new(url, &options.clone().into());
    let limit = options.limits.document_bytes;
    let articles = if bytes.len() as u64 > limit {
        Err(Problem::TooLarge {
            what: "the feed",
            limit,
        })
    } else {
        match Format::detect("", head(bytes)) {
            Format::Feed => Ok(feed::articles(bytes, charset, url, options)),
            Format::Html | Format::Text | Format::Json | Format::JsonLines => {
                Err(Problem::NoArticle)
            }
            Format::Binary | Format::Gzip | Format::Zip | Format::Warc => Err(Problem::Binary),
        }
    };
    articles.map_err(|problem| context.error(problem))
}

/// As much as is looked at to tell what it is.
fn head(bytes: &[u8]) -> &[u8] {
    bytes.get(..16 << 10).unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RSS: &str = "<?xml version=\"1.0\" encoding=\"windows-1256\"?><rss><channel><title>نداء</title>\
        <item><title>وفد يصل</title><link>https://nida.example/1</link></item></channel></rss>";

    #[test]
    fn a_wrong_encoding_in_the_header_is_seen_through() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(RSS);
        for charset in [
            None,
            Some("utf-8"),
            Some("iso-8859-6"),
            Some("windows-1256"),
            Some("x"),
        ] {
            let found = read_feed(
                "https://nida.example/rss",
                charset,
                &bytes,
                &Options::default(),
            );
            assert_eq!(found.unwrap()[0].title, "وفد يصل", "{charset:?}");
        }
    }

    #[test]
    fn what_is_neither_is_said_to_be_neither() {
        let options = Options::default();
        let page = "<html><body><p>سجل الدخول</p></body></html>";
        for bytes in [page.as_bytes(), b"", b"{\"a\":1}", b"<"] {
            let error = read_feed("u", None, bytes, &options).unwrap_err();
            assert_eq!(error.problem, Problem::NoArticle);
        }
        for bytes in [&b"\x1f\x8b\x08"[..], b"PK\x03\x04", b"\x89PNG\r\n"] {
            assert_eq!(
                read_feed("u", None, bytes, &options).unwrap_err().problem,
                Problem::Binary
            );
            assert_eq!(
                read_page("u", None, bytes, &options).unwrap_err().problem,
                Problem::Binary
            );
        }
        assert_eq!(
            read_page("u", None, RSS.as_bytes(), &options)
                .unwrap_err()
                .problem,
            Problem::NoArticle
        );
        assert!(
            read_feed("u", None, b"<rss></rss>", &options)
                .unwrap()
                .is_empty()
        );
    }
}
