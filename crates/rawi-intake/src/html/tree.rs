//! A page as elements and blocks of text. No tree in memory: an element knows its parent, a block its element.
//!
//! Tags are matched as browsers do where it matters for text: paragraphs, list items and cells close their
//! predecessors, stray end tags are ignored, nesting beyond [`DEPTH`] is flattened.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use crate::mapped::Mapped;

use super::hints::{Hint, hint};
use super::text::Gather;

/// Elements inside elements that are told apart.
const DEPTH: usize = 256;

/// An element.
#[derive(Debug)]
pub(super) struct Node {
    /// Index of the parent; the root is its own.
    pub(super) parent: usize,
    pub(super) name: Box<str>,
    pub(super) hint: Hint,
}

/// A stretch of text that a browser would set as a block.
#[derive(Debug)]
pub(super) struct Block {
    /// Index of the innermost element that is a block.
    pub(super) node: usize,
    pub(super) text: Mapped,
    /// Bytes of it that are inside links.
    pub(super) linked: usize,
    /// 1 to 6 in a heading, else 0.
    pub(super) heading: u8,
}

/// What was read of a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) nodes: Vec<Node>,
    pub(super) blocks: Vec<Block>,
    /// Name or property, and content, of each `<meta>`.
    pub(super) meta: Vec<(String, String)>,
    /// Scripts of type `application/ld+json`.
    pub(super) json_ld: Vec<String>,
    /// `datetime` of each `<time>`.
    pub(super) times: Vec<String>,
    /// The `<title>`.
    pub(super) title: Mapped,
    /// The canonical link.
    pub(super) canonical: Option<String>,
}

struct Open {
    node: usize,
    /// Text in it is not shown.
    hidden: bool,
    link: bool,
    heading: u8,
    block: bool,
}

struct Reader {
    page: Page,
    open: Vec<Open>,
    gather: Gather,
    linked: usize,
    json_ld: bool,
    title: Gather,
}

impl Page {
    /// Reads a page or a fragment.
    pub(super) fn read(source: &Mapped) -> Self {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        let root = Node {
            parent: 0,
            name: "".into(),
            hint: Hint::None,
        };
        let mut reader = Reader {
            page: Self {
                nodes: vec![root],
                ..Self::default()
            },
            open: vec![Open {
                node: 0,
                hidden: false,
                link: false,
                heading: 0,
                block: true,
            }],
            gather: Gather::default(),
            linked: 0,
            json_ld: false,
            title: Gather::default(),
        };
        for token in Tokenizer::new_with_emitter(source.as_str(), emitter).flatten() {
            match token {
                Token::StartTag(tag) => reader.start(&tag),
                Token::EndTag(tag) => reader.end(&String::from_utf8_lossy(&tag.name)),
                Token::String(text) => {
                    let there = source.slice(text.span.start..text.span.end);
                    let plain = !text.value.contains(&b'&');
                    // A span that does not hold the text (none is known) costs the place, never the text.
                    if plain
                        && there.as_str().len() != text.value.len()
                        && !there.as_str().contains(['&', '\r'])
                    {
                        reader.text(&Mapped::made(&String::from_utf8_lossy(&text.value)));
                    } else {
                        reader.text(&there);
                    }
                }
                _ => {}
            }
        }
        reader.flush();
        reader.page.title = reader.title.take();
        reader.page
    }

    /// The element and those around it, innermost first.
    pub(super) fn ancestors(&self, node: usize) -> impl Iterator<Item = usize> {
        let mut next = Some(node);
        std::iter::from_fn(move || {
            let at = next?;
            let parent = self.nodes.get(at)?.parent;
            next = (parent != at).then_some(parent);
            Some(at)
        })
    }
}

impl Reader {
    fn start(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let attribute = |key: &str| {
            let value = tag.attributes.get(key.as_bytes())?;
            Some(String::from_utf8_lossy(value).into_owned())
        };
        match name.as_str() {
            "br" => return self.flush(),
            "meta" => return self.meta(&attribute),
            "link" => {
                if attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) {
                    self.page.canonical = self.page.canonical.take().or_else(|| attribute("href"));
                }
                return;
            }
            "time" => self.page.times.extend(attribute("datetime")),
            "script" => {
                self.json_ld = attribute("type")
                    .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
            }
            _ => {}
        }
        if is_void(&name) {
            if name == "hr" {
                self.flush();
            }
            return;
        }
        self.close_implied(&name);
        let hint = hint(&name, &attribute);
        let block = is_block(&name) || self.is_boxed(hint);
        if block {
            self.flush();
        } else if name == "a" && self.linked == self.gather.text.as_str().len() {
            // Links one after the other are a menu.
            self.gather.part();
        }
        if self.open.len() >= DEPTH {
            return;
        }
        let (parent, hidden, link, heading) = self.open.last().map_or((0, false, false, 0), |o| {
            (o.node, o.hidden, o.link, o.heading)
        });
        let concealed = attribute("hidden").is_some()
            || attribute("style").is_some_and(|style| {
                style
                    .replace(' ', "")
                    .to_ascii_lowercase()
                    .contains("display:none")
            });
        let node = self.page.nodes.len();
        self.page.nodes.push(Node {
            parent,
            hint,
            name: name.as_str().into(),
        });
        self.open.push(Open {
            node,
            hidden: hidden || concealed || is_hidden(&name),
            // An anchor without an address is only a mark in the page.
            link: link || name == "a" && attribute("href").is_some(),
            heading: heading_level(&name).max(heading),
            block,
        });
    }

    fn meta(&mut self, attribute: &impl Fn(&str) -> Option<String>) {
        let name = attribute("property")
            .or_else(|| attribute("name"))
            .or_else(|| attribute("itemprop"));
        if let (Some(name), Some(content)) = (name, attribute("content")) {
            self.page
                .meta
                .push((name.trim().to_ascii_lowercase(), content));
        }
    }

    fn end(&mut self, name: &str) {
        if name == "br" || name == "p" && !self.is_open(name) {
            return self.flush();
        }
        let Some(at) = self
            .open
            .iter()
            .rposition(|o| &*self.page.nodes[o.node].name == name)
        else {
            return;
        };
        // `</b>` does not close the paragraph that was opened inside it.
        if at == 0 || !self.open[at].block && self.open[at + 1..].iter().any(|o| o.block) {
            return;
        }
        if self.open[at..].iter().any(|o| o.block) {
            self.flush();
        }
        self.open.truncate(at);
    }

    /// Whether an inline element is a box of its own: the author, the date and captions in a row above the text, but
    /// not a name or a date inside a paragraph.
    fn is_boxed(&self, hint: Hint) -> bool {
        use rawi_model::FurnitureKind::{Byline, Caption, Dateline};
        matches!(hint, Hint::Furniture(Byline | Caption | Dateline)) && !self.is_open("p")
    }

    fn is_open(&self, name: &str) -> bool {
        self.open
            .iter()
            .any(|o| &*self.page.nodes[o.node].name == name)
    }

    /// Closes what cannot hold an element called `name`.
    fn close_implied(&mut self, name: &str) {
        let (closes, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "option" => (&["option"], &["select"]),
            "a" => (&["a"], &["td", "th", "table"]),
            _ if is_block(name) => (&["p"], &["table", "button", "td", "th"]),
            _ => return,
        };
        for at in (1..self.open.len()).rev() {
            let open = &*self.page.nodes[self.open[at].node].name;
            if within.contains(&open) {
                return;
            }
            if closes.contains(&open) {
                if name == "a" && self.open[at..].iter().any(|o| o.block) {
                    return;
                }
                if name != "a" {
                    self.flush();
                }
                self.open.truncate(at);
                return;
            }
        }
    }

    fn text(&mut self, text: &Mapped) {
        let Some(open) = self.open.last() else {
            return;
        };
        let name = &*self.page.nodes[open.node].name;
        if name == "title"
            && self.title.text.is_empty()
            && !self
                .open
                .iter()
                .any(|o| &*self.page.nodes[o.node].name == "svg")
        {
            self.title.push(text);
        } else if name == "script" && self.json_ld {
            self.page.json_ld.push(text.as_str().to_owned());
        } else if !open.hidden {
            let before = self.gather.text.as_str().len();
            self.gather.push(text);
            if open.link {
                self.linked += self.gather.text.as_str().len().saturating_sub(before);
            }
        }
    }

    /// Ends the current block of text.
    fn flush(&mut self) {
        let linked = std::mem::take(&mut self.linked);
        let text = self.gather.take().trim();
        if text.is_empty() {
            return;
        }
        let block = self.open.iter().rev().find(|o| o.block);
        self.page.blocks.push(Block {
            node: block.map_or(0, |o| o.node),
            text,
            linked,
            heading: self.open.last().map_or(0, |o| o.heading),
        });
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose text no reader of the page sees as part of it.
fn is_hidden(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "select"
            | "button"
            | "textarea"
            | "iframe"
            | "object"
            | "canvas"
            | "title"
            | "noembed"
            | "noframes"
            | "xmp"
            | "audio"
            | "video"
            | "math"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "header"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "title"
            | "tr"
            | "ul"
    )
}

fn heading_level(name: &str) -> u8 {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => level - b'0',
        _ => 0,
    }
}
