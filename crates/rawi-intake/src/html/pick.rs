//! Which blocks of a page are the report: those in the element that holds most of the prose, furniture taken out.

use rawi_model::FurnitureKind;

use crate::lines::{date_line, ends_sentence, fold, words};

use super::hints::Hint;
use super::tree::{Block, Page};

/// The element with the report.
pub(super) struct Picked {
    /// For each element, whether it is in the report's element.
    inside: Vec<bool>,
    /// For each element, as what it is left out.
    out: Vec<Option<FurnitureKind>>,
    /// The first block of prose in it.
    pub(super) first: usize,
}

impl Picked {
    /// Whether a block stands in the report's element, left out or not.
    pub(super) fn is_inside(&self, page: &Page, at: usize) -> bool {
        self.inside[page.blocks[at].node]
    }

    /// As what a block is left out; `None` if it is part of the report.
    pub(super) fn kind(&self, page: &Page, at: usize) -> Option<FurnitureKind> {
        let block = &page.blocks[at];
        if let Some(kind) = self.out[block.node] {
            return Some(kind);
        }
        if !self.inside[block.node] {
            return Some(outside(block));
        }
        if is_links(block) {
            return Some(FurnitureKind::RelatedLink);
        }
        is_house_rule(block.text.as_str()).then_some(FurnitureKind::Other)
    }
}

/// As what a block of a fragment is left out; a fragment is a body as a whole.
pub(super) fn in_fragment(page: &Page, at: usize) -> Option<FurnitureKind> {
    let block = &page.blocks[at];
    let furniture = page
        .ancestors(block.node)
        .find_map(|node| match page.nodes[node].hint {
            Hint::Furniture(kind) => Some(kind),
            _ => None,
        });
    furniture.or_else(|| {
        (is_links(block) && page.blocks.len() > 1).then_some(FurnitureKind::RelatedLink)
    })
}

/// Whether the site speaks for itself: rules for comments, disclaimers, cookies.
fn is_house_rule(text: &str) -> bool {
    const TOPICS: &[&str] = &[
        "ارشادات الاستخدام",
        "شروط الاستخدام",
        "سياسه الخصوصيه",
        "ملفات تعريف الارتباط",
    ];
    const READER: &[&str] = &[
        "الموقع",
        "موقع",
        "مشاركاتك",
        "تعليقات",
        "التعليقات",
        "موقعنا",
    ];
    const OPENINGS: &[&str] = &[
        "الاراء الوارده",
        "المقالات المنشوره",
        "هذا المقال لا يعبر",
        "المقال يعبر عن",
        "ما ورد في هذا المقال",
    ];
    if ![
        "الاستخدام",
        "الخصوصية",
        "الارتباط",
        "الآراء",
        "الاراء",
        "المقال",
    ]
    .iter()
    .any(|word| text.contains(word))
    {
        return false;
    }
    let folded = fold(text);
    let speaks = folded.split(' ').any(|word| READER.contains(&word));
    speaks && TOPICS.iter().any(|topic| folded.contains(topic))
        || OPENINGS.iter().any(|opening| folded.starts_with(opening)) && words(text) <= 30
}

fn outside(block: &Block) -> FurnitureKind {
    let text = block.text.as_str();
    if date_line(text).is_some() {
        FurnitureKind::Dateline
    } else if is_links(block) || words(text) < 8 {
        FurnitureKind::Navigation
    } else {
        FurnitureKind::Other
    }
}

/// Whether nearly all of the block is links.
fn is_links(block: &Block) -> bool {
    block.linked * 10 >= block.text.as_str().len() * 8
}

/// How much prose a block is.
fn prose(block: &Block) -> f64 {
    let text = block.text.as_str();
    let count = words(text);
    if block.heading > 0 || block.linked * 2 > text.len() || count < 5 {
        return 0.0;
    }
    let weight = if ends_sentence(text) || count >= 20 {
        1.0
    } else {
        0.3
    };
    weight * count as f64 * (1.0 - block.linked as f64 / text.len() as f64)
}

/// Finds the report.
pub(super) fn pick(page: &Page) -> Picked {
    let count = page.nodes.len();
    let mut held = vec![0.0; count];
    let mut bodies = vec![false; count];
    for block in &page.blocks {
        let weight = prose(block);
        for node in page.ancestors(block.node) {
            held[node] += weight;
        }
    }
    for (at, node) in page.nodes.iter().enumerate() {
        if node.hint == Hint::Body && held[at] > 0.0 {
            page.ancestors(at).for_each(|outer| bodies[outer] = true);
        }
    }
    let out = left_out(page, &held, &bodies);
    let mut score = vec![0.0; count];
    let mut kept = vec![0.0; count];
    for block in page.blocks.iter().filter(|b| out[b.node].is_none()) {
        let weight = prose(block);
        page.ancestors(block.node)
            .for_each(|node| kept[node] += weight);
        // A paragraph speaks for its container, and less for what is around that.
        let leaf = matches!(
            &*page.nodes[block.node].name,
            "p" | "pre" | "li" | "blockquote" | "td" | "dd"
        );
        for (step, node) in page
            .ancestors(block.node)
            .skip(usize::from(leaf))
            .take(3)
            .enumerate()
        {
            score[node] += weight / f64::from(1u8 << step.min(3));
        }
    }
    for (at, node) in page.nodes.iter().enumerate() {
        score[at] *= match node.hint {
            Hint::Body => 3.0,
            Hint::Article => 1.5,
            _ => 1.0,
        };
    }
    let mut best = (0..count).fold(
        0,
        |best, at| if score[at] > score[best] { at } else { best },
    );
    // Paragraphs in boxes of their own: the box around them is the report's.
    while page.nodes[best].hint == Hint::None {
        let parent = page.nodes[best].parent;
        if parent == best
            || kept[parent] < kept[best] * 1.3
            || matches!(&*page.nodes[parent].name, "" | "html")
        {
            break;
        }
        best = parent;
    }
    let mut inside = vec![false; count];
    for at in 0..count {
        // Parents come before their children.
        inside[at] = at == best || at > 0 && inside[page.nodes[at].parent];
    }
    let first = page
        .blocks
        .iter()
        .position(|b| inside[b.node] && out[b.node].is_none() && prose(b) > 0.0);
    Picked {
        inside,
        out,
        first: first.unwrap_or(page.blocks.len()),
    }
}

/// For each element as what it is left out, if it says that it is furniture and holds neither a body nor, unless it
/// is readers' comments, the most of the page's prose.
fn left_out(page: &Page, held: &[f64], bodies: &[bool]) -> Vec<Option<FurnitureKind>> {
    let whole = held.first().copied().unwrap_or_default();
    let mut out: Vec<Option<FurnitureKind>> = vec![None; page.nodes.len()];
    for (at, node) in page.nodes.iter().enumerate() {
        let own = match node.hint {
            Hint::Furniture(kind)
                if !bodies[at]
                    && (kind == FurnitureKind::Comment
                        || held[at] * 2.0 <= whole
                        || whole == 0.0) =>
            {
                Some(kind)
            }
            _ => None,
        };
        let around = if at == 0 { None } else { out[node.parent] };
        out[at] = around.or(own);
    }
    out
}
