//! From answers to articles: takes what a feed or a page answered, gives articles that are known by their address.

use rawi_intake::{Limits, Options, read_feed, read_page};
use rawi_model::Article;
use url::Url;

use crate::fetch::{Answer, FetchError};

/// Articles of one answer of a feed that are looked at; the first are the newest.
const ITEMS: usize = 500;
/// Characters of an article's id.
const ID: usize = 2048;

/// The articles that a feed lists, as far as it has them.
///
/// # Errors
/// [`FetchError::Unreadable`] where it is no feed.
pub(crate) fn listed(
    feed: &str,
    outlet: Option<&str>,
    answer: &Answer,
) -> Result<Vec<Article>, FetchError> {
    let options = options(outlet, answer.body.len());
    let mut articles = read_feed(feed, answer.charset.as_deref(), &answer.body, &options)
        .map_err(|error| FetchError::Unreadable(error.problem.to_string()))?;
    articles.truncate(ITEMS);
    for article in &mut articles {
        // Links are relative to the feed, and a place in a page is no other page.
        let base = &answer.url;
        if let Some(url) = article.url.as_deref().and_then(|url| base.join(url).ok()) {
            let url = without_fragment(url);
            if article.url.as_deref() == Some(article.id.as_str()) {
                article.id.clone_from(&url);
            }
            article.url = Some(url);
        }
        // Without a link and an id of its own it has only its number, which is another one tomorrow.
        let nameless = article
            .id
            .strip_prefix(feed)
            .and_then(|rest| rest.strip_prefix('#'))
            .is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
        if nameless {
            article.id = format!("{feed}#{}", slug(&article.title, &article.text));
        }
    }
    articles.retain(|article| article.id.len() <= ID);
    Ok(articles)
}

/// The article of a page that a feed listed as `item`.
///
/// # Errors
/// [`FetchError::Unreadable`] where there is none on it.
pub(crate) fn on_page(item: &Article, answer: &Answer) -> Result<Article, FetchError> {
    let options = options(Some(&item.outlet), answer.body.len());
    let url = item.url.as_deref().unwrap_or(answer.url.as_str());
    let page = read_page(url, answer.charset.as_deref(), &answer.body, &options)
        .map_err(|error| FetchError::Unreadable(error.problem.to_string()))?;
    // A page that says less than the feed is a notice, a form or a picture.
    if words(&page.text) * 2 < words(&item.text) {
        return Err(FetchError::Unreadable(
            "the page says less than the feed".to_owned(),
        ));
    }
    Ok(Article {
        id: item.id.clone(),
        url: item.url.clone(),
        // The feed's date is made by a machine for machines.
        published: item.published.or(page.published),
        byline: page.byline.or_else(|| item.byline.clone()),
        ..page
    })
}

fn options(outlet: Option<&str>, bytes: usize) -> Options {
    let mut limits = Limits::default();
    // The client's limits hold already.
    limits.article_bytes = bytes as u64;
    limits.document_bytes = bytes as u64;
    let mut options = Options::default();
    options.limits = limits;
    options.outlet = outlet
        .filter(|outlet| !outlet.is_empty())
        .map(str::to_owned);
    options
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn without_fragment(mut url: Url) -> String {
    url.set_fragment(None);
    url.into()
}

/// A name that depends on the words alone (FNV-1a, which need withstand nobody: a clash costs one article of the feed
/// that made it).
fn slug(title: &str, text: &str) -> String {
    let words = if title.is_empty() { text } else { title };
    let hash = words.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(body: &str) -> Answer {
        Answer {
            url: Url::parse("https://nida.example/feeds/rss").unwrap(),
            status: 200,
            etag: None,
            modified: None,
            charset: None,
            body: body.as_bytes().to_vec(),
        }
    }

    const FEED: &str = "https://nida.example/feeds/rss";

    #[test]
    fn articles_are_known_by_their_address_or_by_what_they_say() {
        let rss = answer(
            "<rss><channel><title>نداء</title>\
             <item><title>أ</title><link>https://nida.example/1?a=b#top</link></item>\
             <item><title>ب</title><guid isPermaLink='false'>tag:7</guid></item>\
             <item><title>ج</title></item></channel></rss>",
        );
        let ids: Vec<String> = listed(FEED, Some("غيره"), &rss)
            .unwrap()
            .into_iter()
            .map(|a| {
                assert_eq!(a.outlet, "غيره");
                a.id
            })
            .collect();
        assert_eq!(ids[..2], ["https://nida.example/1?a=b", "tag:7"]);
        assert!(ids[2].starts_with("https://nida.example/feeds/rss#") && ids[2].len() > 40);
        let only = answer("<rss><channel><item><title>ج</title></item></channel></rss>");
        assert_eq!(listed(FEED, None, &only).unwrap()[0].id, ids[2]);
        assert!(listed(FEED, None, &answer("<html><p>سجل الدخول</p></html>")).is_err());
    }

    #[test]
    fn a_page_that_says_less_than_its_feed_is_no_article() {
        let text = "وصل الوفد إلى العاصمة مساء أمس والتقى الوزير وبحث معه العلاقات بين البلدين.";
        let item = Article {
            id: "https://nida.example/1".to_owned(),
            url: Some("https://nida.example/1".to_owned()),
            outlet: "نداء".to_owned(),
            published: Some("2023-01-13".parse().unwrap()),
            text: text.to_owned(),
            ..Article::default()
        };
        let page = answer(&format!(
            "<html><body><article><h1>وفد في العاصمة</h1><p>{text} وقال إن الزيارة ناجحة.</p></article></body></html>"
        ));
        let article = on_page(&item, &page).unwrap();
        assert_eq!(article.id, item.id);
        assert_eq!(article.published, item.published);
        assert_eq!(article.title, "وفد في العاصمة");
        let notice = answer("<html><body><p>سجل الدخول لتقرأ المزيد.</p></body></html>");
        assert!(on_page(&item, &notice).is_err());
    }
}
