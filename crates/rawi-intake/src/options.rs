//! What the caller may set: limits, what is known beforehand, names of JSON fields.

use jiff::civil::Date;

/// How articles are to be read. The default suits all the formats as they are found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Where reading stops rather than exhaust the machine.
    pub limits: Limits,
    /// Day of publication of everything that is read; wins over what the input says.
    pub published: Option<Date>,
    /// Outlet of everything that is read; wins over what the input says.
    pub outlet: Option<String>,
    /// How the fields of JSON objects are called.
    pub fields: FieldMap,
}

/// Bounds on memory and work. Whatever goes beyond becomes an [`IntakeError`](crate::IntakeError).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of one article: a page, a text file, a line of JSONL, an element of a JSON array. 16 MiB.
    pub article_bytes: u64,
    /// Bytes of a document that holds several articles and has to be held whole (a feed, an archive inside an
    /// archive). 256 MiB.
    pub document_bytes: u64,
    /// Unpacked bytes that one file may give in all, through every level of packing. 64 GiB.
    pub unpacked_bytes: u64,
    /// Unpacked bytes that a packed byte may give, after the first 4 MiB. 200; prose packs 3 to 12 times.
    pub ratio: u64,
    /// Entries of all the archives in one file. One million.
    pub entries: u64,
    /// Archives inside archives. 4.
    pub depth: u32,
    /// Brackets inside brackets in JSON. 64.
    pub json_depth: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            article_bytes: 16 << 20,
            document_bytes: 256 << 20,
            unpacked_bytes: 64 << 30,
            ratio: 200,
            entries: 1_000_000,
            depth: 4,
            json_depth: 64,
        }
    }
}

/// Which keys of a JSON object hold what. Of several names the first that is there, and not empty, counts.
///
/// `text` is taken exactly as it stands, because offsets will point into it: this is the form in which Rawi's own
/// output and annotated passages come. `content` is what a scraper found: it is cleaned like a text file, may
/// hold HTML, and gets the title on its first line.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldMap {
    /// The article's own identifier.
    pub id: Vec<String>,
    /// Its address.
    pub url: Vec<String>,
    /// The outlet; an object counts by its `name`.
    pub outlet: Vec<String>,
    /// Day of publication: ISO, RFC 2822, Arabic, or seconds since 1970.
    pub published: Vec<String>,
    /// The headline.
    pub title: Vec<String>,
    /// The whole text, exact.
    pub text: Vec<String>,
    /// The body as scraped.
    pub content: Vec<String>,
    /// The byline.
    pub author: Vec<String>,
}

impl Default for FieldMap {
    fn default() -> Self {
        let names = |list: &[&str]| list.iter().map(|&s| s.to_owned()).collect();
        Self {
            id: names(&["id", "guid", "_id", "article_id", "uuid"]),
            url: names(&["url", "link", "canonical_url", "uri"]),
            outlet: names(&[
                "outlet",
                "source",
                "publisher",
                "site",
                "site_name",
                "newspaper",
                "domain",
            ]),
            published: names(&[
                "published",
                "date",
                "published_at",
                "publish_date",
                "date_published",
                "datePublished",
                "pubDate",
                "date_publish",
                "created_at",
                "date_extracted",
                "timestamp",
            ]),
            title: names(&["title", "headline", "name"]),
            text: names(&["text"]),
            content: names(&[
                "content",
                "body",
                "content_text",
                "maintext",
                "articleBody",
                "content_html",
                "article",
                "description",
                "summary",
            ]),
            author: names(&["author", "byline", "authors", "creator"]),
        }
    }
}

impl FieldMap {
    /// Puts `key` before the names known for `field`; `false` if there is no such field.
    ///
    /// ```
    /// let mut fields = rawi_intake::FieldMap::default();
    /// assert!(fields.set("content", "نص_الخبر"));
    /// assert_eq!(fields.content[0], "نص_الخبر");
    /// assert!(!fields.set("colour", "red"));
    /// ```
    pub fn set(&mut self, field: &str, key: &str) -> bool {
        let names = match field {
            "id" => &mut self.id,
            "url" => &mut self.url,
            "outlet" => &mut self.outlet,
            "published" => &mut self.published,
            "title" => &mut self.title,
            "text" => &mut self.text,
            "content" => &mut self.content,
            "author" => &mut self.author,
            _ => return false,
        };
        names.retain(|name| name != key);
        names.insert(0, key.to_owned());
        true
    }
}
