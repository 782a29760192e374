//! What an element says about itself: by its tag, its role, and the words of its classes and id.

use rawi_model::FurnitureKind;

/// What an element is, by its own account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hint {
    /// It does not say.
    None,
    /// The body of an article.
    Body,
    /// The article with what belongs to it.
    Article,
    /// Furniture.
    Furniture(FurnitureKind),
}

/// Class names of bodies, letters only.
#[rustfmt::skip]
const BODIES: &[&str] = &[
    "articlebody", "entrycontent", "postcontent", "articlecontent", "storybody", "storycontent", "newscontent",
    "newsbody", "bodytext", "articletext", "postbody", "maintext", "articledetail", "newsdetail", "newstext",
    "storytext", "singlecontent", "wysiwyg", "topiccontent", "textbody",
];

/// Words in class names and ids, and what they say.
#[rustfmt::skip]
const WORDS: &[(FurnitureKind, &[&str])] = &[
    (FurnitureKind::Share, &["share", "sharing", "shares", "sharebar", "social", "addthis", "sharethis", "follow", "socials", "addtoany"]),
    (FurnitureKind::Comment, &["comment", "comments", "commentlist", "disqus", "respond", "replies"]),
    (FurnitureKind::RelatedLink, &[
        "related", "relatedposts", "relatednews", "recommended", "recommend", "readmore", "readalso", "also", "mostread",
        "popular", "trending", "taboola", "outbrain", "suggested", "suggestions", "latest", "morenews", "prevnext", "yarpp",
    ]),
    (FurnitureKind::Navigation, &[
        "nav", "navbar", "navigation", "menu", "submenu", "breadcrumb", "breadcrumbs", "tags", "tag", "tagcloud", "tagslist", "footer",
        "sidebar", "widget", "pagination", "pager", "toolbar", "ticker", "topbar", "categories", "category", "skip",
    ]),
    (FurnitureKind::Other, &[
        "ad", "ads", "adv", "advert", "advertisement", "advertising", "banner", "promo", "sponsored", "newsletter",
        "subscribe", "cookie", "cookies", "popup", "modal", "login", "copyright", "poll", "rating", "print", "weather",
    ]),
    (FurnitureKind::Caption, &["caption", "credit", "figcaption", "imgcaption", "photocredit", "wpcaption"]),
    (FurnitureKind::Byline, &["byline", "author", "authors", "writer", "reporter", "authorname"]),
    (FurnitureKind::Dateline, &["date", "time", "timestamp", "pubdate", "published", "datetime", "postdate", "publishdate", "updated"]),
];

/// The hint of an element.
pub(super) fn hint(name: &str, attribute: &impl Fn(&str) -> Option<String>) -> Hint {
    let by_tag = match name {
        "nav" | "menu" => Hint::Furniture(FurnitureKind::Navigation),
        "footer" | "aside" => Hint::Furniture(FurnitureKind::Navigation),
        "form" => Hint::Furniture(FurnitureKind::Other),
        "figcaption" | "caption" => Hint::Furniture(FurnitureKind::Caption),
        "time" => Hint::Furniture(FurnitureKind::Dateline),
        "article" => Hint::Article,
        // These hold the page as a whole: what their classes say is about that.
        "html" | "head" | "main" => return Hint::None,
        _ => Hint::None,
    };
    if by_tag != Hint::None && by_tag != Hint::Article {
        return by_tag;
    }
    let itemprop = attribute("itemprop").unwrap_or_default();
    if itemprop
        .split_whitespace()
        .any(|word| word.eq_ignore_ascii_case("articleBody"))
    {
        return Hint::Body;
    }
    match attribute("role").as_deref() {
        Some(
            "navigation" | "menu" | "menubar" | "contentinfo" | "complementary" | "search"
            | "banner",
        ) => {
            return Hint::Furniture(FurnitureKind::Navigation);
        }
        Some("article") => return Hint::Article,
        _ => {}
    }
    let called = format!(
        "{} {}",
        attribute("class").unwrap_or_default(),
        attribute("id").unwrap_or_default()
    );
    if called.trim().is_empty() || name == "body" {
        return by_tag;
    }
    by_names(&called, name).unwrap_or(by_tag)
}

fn by_names(called: &str, name: &str) -> Option<Hint> {
    // Frameworks put words about the whole page on every list and paragraph; those are not names.
    let mut found = None;
    for part in called.split_whitespace() {
        let letters: String = part
            .chars()
            .filter(|c| c.is_ascii_alphabetic())
            .collect::<String>()
            .to_ascii_lowercase();
        if BODIES.iter().any(|body| letters.contains(body)) {
            return Some(Hint::Body);
        }
        let word_is = |list: &[&str]| {
            list.contains(&letters.as_str())
                || split_words(part).any(|word| list.contains(&word.as_str()))
        };
        found = found.or_else(|| {
            WORDS
                .iter()
                .find(|(_, list)| word_is(list))
                .map(|&(kind, _)| kind)
        });
    }
    // A heading in a box is not the box; an article called `post-category-politics` is an article.
    if name.len() == 2 && name.starts_with('h') || name == "article" {
        return None;
    }
    found.map(Hint::Furniture)
}

/// `post-dateLine_x` as `post`, `date`, `line`, `x`.
fn split_words(part: &str) -> impl Iterator<Item = String> {
    part.split(|c: char| !c.is_ascii_alphabetic())
        .flat_map(|run| {
            let mut words = Vec::new();
            let mut word = String::new();
            let mut lower = false;
            for c in run.chars() {
                if c.is_ascii_uppercase() && lower {
                    words.push(std::mem::take(&mut word));
                }
                lower = c.is_ascii_lowercase();
                word.push(c.to_ascii_lowercase());
            }
            words.push(word);
            words
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, class: &str) -> Hint {
        hint(name, &|key: &str| {
            (key == "class").then(|| class.to_owned())
        })
    }

    #[test]
    fn words_of_classes_say_what_an_element_is() {
        assert_eq!(of("div", "td-post-content"), Hint::Body);
        assert_eq!(of("div", "articleBody_x1"), Hint::Body);
        assert_eq!(
            of("div", "post-share-bar"),
            Hint::Furniture(FurnitureKind::Share)
        );
        assert_eq!(
            of("ul", "mainMenu"),
            Hint::Furniture(FurnitureKind::Navigation)
        );
        assert_eq!(
            of("div", "loading"),
            Hint::None,
            "`ad` is only a word when it stands alone"
        );
        assert_eq!(of("article", "post category-politics"), Hint::Article);
        assert_eq!(of("body", "single-post comments-open"), Hint::None);
    }
}
