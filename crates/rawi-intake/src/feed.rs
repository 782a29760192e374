//! RSS 0.9 to 2.0, RDF and Atom: one article an entry.
//!
//! Feeds in the wild are often not well-formed XML, so they are read with the same patient tokenizer as pages. An
//! entry gives its full text (`content:encoded`, `content`) where it has one, else its summary.

mod tokens;

use jiff::civil::Date;
use rawi_model::Article;

use crate::assemble::Draft;
use crate::dates;
use crate::decode::Decoded;
use crate::html;
use crate::mapped::Mapped;
use crate::options::Options;
use crate::tidy::{Headline, tidy};

use tokens::{Event, events};

/// What is being read of the feed or of an entry.
#[derive(Debug, Default, Clone)]
struct Entry {
    title: Mapped,
    id: Option<String>,
    link: Option<String>,
    published: Option<Date>,
    updated: Option<Date>,
    author: Option<String>,
    summary: Mapped,
    content: Mapped,
}

/// The articles of a feed, in its order.
pub(crate) fn articles(
    bytes: &[u8],
    charset: Option<&str>,
    name: &str,
    options: &Options,
) -> Vec<Article> {
    let base = Decoded::new(bytes, 0, charset);
    let (channel, entries) = read(&Mapped::direct(base.text(), 0));
    let outlet = Some(channel.title.as_str().trim().to_owned()).filter(|title| !title.is_empty());
    let outlet = outlet.map(|title| outlet_of(&title));
    let mut articles = Vec::new();
    for (at, entry) in entries.into_iter().enumerate() {
        let fallback = format!("{name}#{}", at + 1);
        articles.extend(article(entry, outlet.clone(), fallback, &base, options));
    }
    articles
}

/// «نداء الشرق - سياسة» is the politics feed of «نداء الشرق».
fn outlet_of(title: &str) -> String {
    let head = [" - ", " | ", " – ", " :: ", " » "]
        .iter()
        .find_map(|mark| title.split_once(mark))
        .map_or(title, |(head, _)| head);
    head.trim_start_matches("RSS").trim().to_owned()
}

fn article(
    entry: Entry,
    outlet: Option<String>,
    fallback: String,
    base: &Decoded<'_>,
    options: &Options,
) -> Option<Article> {
    let link = entry.link.filter(|link| link.starts_with("http"));
    let mut draft = Draft {
        id: link.clone().or(entry.id),
        url: link,
        outlet,
        published: entry.published.or(entry.updated),
        byline: entry.author,
        ..Draft::default()
    };
    let body = if entry.content.is_empty() {
        entry.summary
    } else {
        entry.content
    };
    draft.title = html::fragment(&entry.title, &mut Draft::default())
        .into_iter()
        .next()
        .unwrap_or_default();
    let lines = html::body_lines(&body, &mut draft);
    let title = std::mem::take(&mut draft.title);
    draft.title = Mapped::made(title.as_str());
    tidy(&lines, Headline::Known, &mut draft);
    if draft.title.pieces().is_empty() {
        draft.title = title;
    }
    let empty = draft.title.is_empty() && draft.paragraphs.is_empty();
    (!empty).then(|| draft.finish(fallback, base, options))
}

fn read(source: &Mapped) -> (Entry, Vec<Entry>) {
    let mut channel = Entry::default();
    let mut entries: Vec<Entry> = Vec::new();
    let mut current: Option<Entry> = None;
    // Elements open inside the entry or the channel, innermost last, and the text of the innermost.
    let mut open: Vec<String> = Vec::new();
    let mut text = Mapped::default();
    for event in events(source) {
        match event {
            Event::Start {
                name,
                attributes,
                closed,
            } => {
                if matches!(name.as_str(), "item" | "entry") {
                    entries.extend(current.replace(Entry::default()));
                    open.clear();
                } else if name == "link" {
                    let target = current.as_mut().unwrap_or(&mut channel);
                    atom_link(&attributes, target);
                }
                text = Mapped::default();
                if !closed && open.len() < 64 {
                    open.push(name);
                }
            }
            Event::Text(part) => text.append(&part),
            Event::End { name } => {
                if matches!(name.as_str(), "item" | "entry") {
                    entries.extend(current.take());
                    open.clear();
                } else if let Some(at) = open.iter().rposition(|open| *open == name) {
                    open.truncate(at);
                    let parent = open.last().map_or("", String::as_str);
                    // A picture or the source of an entry has a title of its own.
                    if !matches!(parent, "image" | "source" | "textinput")
                        && !parent.starts_with("media:")
                    {
                        set(
                            current.as_mut().unwrap_or(&mut channel),
                            &name,
                            parent,
                            &text,
                        );
                    }
                }
                text = Mapped::default();
            }
        }
    }
    entries.extend(current);
    (channel, entries)
}

fn atom_link(attributes: &[(String, String)], entry: &mut Entry) {
    let get = |key: &str| {
        attributes
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value.clone())
    };
    let alternate = get("rel").is_none_or(|rel| rel == "alternate");
    if alternate && entry.link.is_none() {
        entry.link = get("href");
    }
}

fn set(entry: &mut Entry, name: &str, parent: &str, text: &Mapped) {
    let trimmed = text.trim();
    let plain = || {
        html::fragment(&trimmed, &mut Draft::default())
            .first()
            .map(|line| line.as_str().to_owned())
    };
    match name {
        "title" if entry.title.is_empty() => entry.title = trimmed,
        "guid" | "id" if parent != "author" => entry.id = entry.id.take().or_else(plain),
        "link" => entry.link = entry.link.take().or_else(plain),
        "pubdate" | "published" | "dc:date" | "issued" | "dcterms:created" => {
            entry.published = entry.published.or_else(|| dates::date(trimmed.as_str()));
        }
        "updated" | "modified" | "lastbuilddate" => {
            entry.updated = entry.updated.or_else(|| dates::date(trimmed.as_str()))
        }
        "dc:creator" => entry.author = plain().or_else(|| entry.author.take()),
        "name" if parent == "author" => entry.author = entry.author.take().or_else(plain),
        "author" => entry.author = entry.author.take().or_else(plain),
        "content:encoded" | "content" => entry.content = trimmed,
        "description" | "summary" if entry.summary.is_empty() => entry.summary = trimmed,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RSS: &str = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>نداء الشرق - سياسة</title><link>https://nida.example/</link><image><title>شعار</title></image>
<item><title>وفد يصل &amp; يغادر</title><link>https://nida.example/1</link><guid>g1</guid><pubDate>Thu, 12 Jan 2023 10:00:00 GMT</pubDate><dc:creator><![CDATA[سارة علي]]></dc:creator>
<description>ملخص</description><content:encoded><![CDATA[<p>وصل الوفد إلى <b>العاصمة</b> أمس.</p><p><a href='/2'>اقرأ أيضاً: خبر آخر</a></p>]]></content:encoded></item>
<item><title><![CDATA[خبر ثان]]></title><description>&lt;p&gt;نص &amp;quot;الخبر&amp;quot; الثاني.&lt;/p&gt;</description></item></channel></rss>";

    #[test]
    fn rss_with_cdata_and_escaped_markup() {
        let articles = articles(RSS.as_bytes(), None, "feed.xml", &Options::default());
        assert_eq!(articles.len(), 2);
        let first = &articles[0];
        assert_eq!(first.text, "وفد يصل & يغادر\nوصل الوفد إلى العاصمة أمس.");
        assert_eq!(
            (first.id.as_str(), first.outlet.as_str()),
            ("https://nida.example/1", "نداء الشرق")
        );
        assert_eq!(first.byline.as_deref(), Some("سارة علي"));
        assert_eq!(
            first.published.map(|d| d.to_string()).as_deref(),
            Some("2023-01-12")
        );
        assert_eq!(articles[1].text, "خبر ثان\nنص \"الخبر\" الثاني.");
        assert_eq!(articles[1].id, "feed.xml#2");
        let plain = first.source_map.iter().map(|s| {
            (
                s.span().of(&first.text),
                &RSS.as_bytes()[s.offset as usize..(s.offset + s.bytes) as usize],
            )
        });
        let held = plain
            .filter(|(words, there)| words.as_bytes() == *there)
            .count();
        assert!(
            held >= first.source_map.len() - 1,
            "only the ampersand is written otherwise"
        );
    }

    #[test]
    fn atom_with_links_by_attribute() {
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>وكالة</title><entry><title type='html'>خبر</title><link rel='alternate' href='https://a.example/1'/><link rel='self' href='x'/>
<id>urn:1</id><updated>2023-01-12T10:00:00Z</updated><author><name>سامي</name></author><content type='html'>&lt;div&gt;وصل الوفد.&lt;/div&gt;</content></entry>";
        let articles = articles(atom.as_bytes(), None, "a", &Options::default());
        assert_eq!(articles[0].text, "خبر\nوصل الوفد.");
        assert_eq!(articles[0].url.as_deref(), Some("https://a.example/1"));
        assert_eq!(articles[0].byline.as_deref(), Some("سامي"));
        assert_eq!(
            articles[0].published.map(|d| d.to_string()).as_deref(),
            Some("2023-01-12")
        );
    }
}
