//! English nouns: plurals and articles.

const SAME: &[&str] = &[
    "police",
    "people",
    "media",
    "military",
    "troops",
    "news",
    "press",
    "intelligence",
    "data",
    "coalition",
    "opposition",
    "resistance",
    "opinion",
    "judiciary",
    "navy",
];

const UNEVEN: &[(&str, &str)] = &[
    ("man", "men"),
    ("woman", "women"),
    ("child", "children"),
    ("person", "people"),
    ("wife", "wives"),
    ("thief", "thieves"),
    ("analysis", "analyses"),
];

/// Several of a noun phrase: its last word, or what stands before `of`, `on`, `to`.
pub(super) fn of(phrase: &str) -> String {
    for joint in [" of ", " on ", " to ", " close to", " in ", " among "] {
        if let Some(at) = phrase.find(joint) {
            return format!("{}{}", of(&phrase[..at]), &phrase[at..]);
        }
    }
    let (before, last) = phrase
        .rsplit_once(' ')
        .map_or(("", phrase), |(b, l)| (b, l));
    let last = word(last);
    if before.is_empty() {
        last
    } else {
        format!("{before} {last}")
    }
}

fn word(w: &str) -> String {
    if SAME.contains(&w) || is_plural(w) {
        return w.to_owned();
    }
    for (one, many) in UNEVEN {
        if let Some(stem) = w
            .strip_suffix(one)
            .filter(|s| s.is_empty() || *one == "man" || *one == "woman")
            && !matches!(w, "German" | "human")
        {
            return format!("{stem}{many}");
        }
    }
    if w.ends_with(['s', 'x', 'z']) || w.ends_with("ch") || w.ends_with("sh") {
        return format!("{w}es");
    }
    match w.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{w}s"),
    }
}

/// Whether a phrase takes `were`.
pub(super) fn is_plural(phrase: &str) -> bool {
    let head = phrase.split(" of ").next().unwrap_or(phrase);
    let last = head.rsplit(' ').next().unwrap_or(head);
    matches!(
        last,
        "police" | "people" | "troops" | "men" | "women" | "children" | "gendarmerie"
    ) || last.ends_with('s')
        && !last.ends_with("ss")
        && !last.ends_with("us")
        && !last.ends_with("is")
        && last.len() > 3
        && !matches!(last, "news" | "customs" | "headquarters")
}

/// `a` or `an`, unless the noun is of a kind that is not counted.
pub(super) fn with_article(phrase: &str) -> String {
    let last = phrase.rsplit(' ').next().unwrap_or(phrase);
    if SAME.contains(&last) || phrase.is_empty() {
        return phrase.to_owned();
    }
    let first = phrase.chars().next().map(|c| c.to_ascii_lowercase());
    let long = ["Uk", "eu", "uni", "UN", "US", "one"]
        .iter()
        .any(|p| phrase.starts_with(p))
        && !phrase.starts_with("unid");
    let an = first.is_some_and(|c| "aeiou".contains(c)) && !long;
    format!("{} {phrase}", if an { "an" } else { "a" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals() {
        for (one, many) in [
            ("demonstrator", "demonstrators"),
            ("security source", "security sources"),
            ("member of parliament", "members of parliament"),
            ("source close to", "sources close to"),
            ("policeman", "policemen"),
            ("party", "parties"),
            ("witness", "witnesses"),
            ("riot police", "riot police"),
            ("person", "people"),
            ("German", "Germans"),
        ] {
            assert_eq!(of(one), many);
        }
    }

    #[test]
    fn articles() {
        assert_eq!(with_article("eyewitness"), "an eyewitness");
        assert_eq!(with_article("Ukrainian soldier"), "a Ukrainian soldier");
        assert_eq!(with_article("Iraqi police"), "Iraqi police");
        assert_eq!(with_article("unidentified man"), "an unidentified man");
    }
}
