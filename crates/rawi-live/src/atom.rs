//! What an alert found as an Atom feed (RFC 4287): takes hits, gives XML.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use rawi_model::{Mention, Record};
use rawi_store::{Alert, AlertHit, Page, Result, Store};

/// Hits that a feed holds.
pub const ATOM_ENTRIES: usize = 100;

/// The feed of an alert. `itself` is where the feed stands, if it stands on the web.
///
/// # Errors
/// None that a string could cause; the writer knows others.
pub fn atom(alert: &Alert, hits: &[AlertHit], itself: Option<&str>) -> io::Result<String> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    xml.create_element("feed")
        .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
        .with_attribute(("xml:lang", "ar"))
        .write_inner_content(|xml| {
            let made = alert.made_at.as_str();
            let updated = hits.first().map_or(made, |hit| hit.found_at.as_str());
            text(
                xml,
                "id",
                &format!("urn:rawi:alert:{}", escaped(&alert.name)),
            )?;
            text(xml, "title", &alert.name)?;
            text(xml, "updated", updated)?;
            text(xml, "generator", "Rawi")?;
            if let Some(itself) = itself {
                xml.create_element("link")
                    .with_attribute(("rel", "self"))
                    .with_attribute(("href", clean(itself).as_str()))
                    .write_empty()?;
            }
            hits.iter().try_for_each(|hit| entry(xml, hit))
        })?;
    // Only strings went in.
    String::from_utf8(xml.into_inner()).map_err(io::Error::other)
}

fn entry(xml: &mut Writer<Vec<u8>>, hit: &AlertHit) -> io::Result<()> {
    let article = &hit.row.article;
    let outlet = match article.outlet.as_str() {
        "" => "-",
        outlet => outlet,
    };
    xml.create_element("entry").write_inner_content(|xml| {
        text(xml, "id", &format!("urn:rawi:record:{}", hit.row.id))?;
        text(xml, "title", &title(&hit.row.record))?;
        text(xml, "updated", &hit.found_at)?;
        if let Some(day) = article.published {
            text(xml, "published", &format!("{day}T00:00:00Z"))?;
        }
        xml.create_element("author")
            .write_inner_content(|xml| text(xml, "name", outlet))?;
        if let Some(url) = article.url.as_deref().filter(|url| is_link(url)) {
            xml.create_element("link")
                .with_attribute(("rel", "alternate"))
                .with_attribute(("href", clean(url).as_str()))
                .write_empty()?;
        }
        xml.create_element("category")
            .with_attribute(("term", hit.row.record.kind.as_str()))
            .write_empty()?;
        text(
            xml,
            "summary",
            &format!("{}\n{}", hit.row.sentence.text, article.title),
        )
    })?;
    Ok(())
}

/// «REJECT (occurred): دمشق ← أنقرة». The words stand in isolates, so that their direction moves nothing.
fn title(record: &Record) -> String {
    let names = |mentions: &[Mention]| {
        let names: Vec<&str> = mentions.iter().map(|m| m.text.as_str()).collect();
        match names.join("، ") {
            names if names.is_empty() => "-".to_owned(),
            names => format!("\u{2068}{names}\u{2069}"),
        }
    };
    let (kind, status) = (record.kind, record.status.as_str());
    let actor = names(&record.actor);
    if record.recipient.is_empty() {
        return format!("{kind} ({status}): {actor}");
    }
    format!("{kind} ({status}): {actor} → {}", names(&record.recipient))
}

fn text(xml: &mut Writer<Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    xml.create_element(name)
        .write_text_content(BytesText::new(&clean(text)))?;
    Ok(())
}

/// Without what XML cannot hold even escaped, and without what would turn the direction of what follows.
fn clean(text: &str) -> String {
    text.chars()
        .filter(|&c| {
            !matches!(c, '\u{202a}'..='\u{202e}')
                && (c >= ' ' || matches!(c, '\t' | '\n'))
                && !matches!(c, '\u{fffe}' | '\u{ffff}')
        })
        .collect()
}

fn is_link(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

/// A name within an identifier.
fn escaped(name: &str) -> String {
    url::form_urlencoded::byte_serialize(name.as_bytes()).collect()
}

/// Writes the file of an alert, if it has one; the inner error is the file's.
///
/// # Errors
/// As [`Store::alert_hits`].
pub fn write_atom(store: &Store, alert: &Alert) -> Result<io::Result<()>> {
    let Some(file) = &alert.atom else {
        return Ok(Ok(()));
    };
    let hits = store.alert_hits(&alert.name, &Page::first(ATOM_ENTRIES))?;
    Ok(atom(alert, &hits.items, None).and_then(|xml| write_whole(Path::new(file), &xml)))
}

/// Writes a file whole or not at all: whoever reads it meanwhile gets the old one.
fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let name = path
        .file_name()
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "the path names no file"))?;
    let mut partial = name.to_owned();
    partial.push(".partial");
    let partial = folder.join(partial);
    let written = fs::File::create(&partial)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&partial, path));
    if written.is_err() {
        let _ = fs::remove_file(&partial);
    }
    written
}
