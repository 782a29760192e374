//! Words as printed, with their gold segments, from CoNLL-U. PUD splits clitics off and marks them by
//! `SpaceAfter=No`; old PADT gives vocalised segments without saying which were one word, so that is restored here.

use rawi_arabic::{Clitics, light};

/// One printed word.
#[derive(Debug)]
pub struct Word {
    /// As printed, without marks.
    pub surface: String,
    /// Proclitics; the article is no segment in either treebank and left out.
    pub proclitics: Clitics,
    /// The pronoun at the end, without marks; empty if none.
    pub enclitic: String,
    /// The lemma of the host, light.
    pub lemma: String,
    /// Universal part of speech of the host.
    pub upos: String,
    /// Morphological features of the host, as the file has them.
    pub feats: String,
}

/// One line of the file.
struct Segment<'a> {
    form: String,
    vocalised: &'a str,
    lemma: &'a str,
    upos: &'a str,
    feats: &'a str,
    glued: bool,
    /// PADT leaves some words without analysis and repeats them for each segment.
    unanalysed: bool,
}

/// All words of Arabic letters of a file.
pub fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    for sentence in text.split("\n\n") {
        let vocalised = sentence.contains("Translit=");
        let segments: Vec<Segment> = sentence
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()))
            .filter_map(segment)
            .collect();
        let mut from = 0;
        while from < segments.len() {
            let mut to = from + 1;
            while to < segments.len() && joined(&segments[to - 1], &segments[to], vocalised) {
                to += 1;
            }
            out.extend(word(&segments[from..to]));
            from = to;
        }
    }
    out
}

fn segment(line: &str) -> Option<Segment<'_>> {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[_, form, lemma, upos, xpos, feats, _, _, _, misc] = columns.as_slice() else {
        return None;
    };
    Some(Segment {
        form: light(form),
        vocalised: form,
        lemma,
        upos,
        feats,
        glued: misc.contains("SpaceAfter=No"),
        unanalysed: xpos.starts_with("U---"),
    })
}

const ENCLITICS: [&str; 12] = [
    "ه", "ها", "هم", "هن", "هما", "ك", "كم", "كن", "كما", "ي", "ني", "نا",
];

fn is_proclitic(s: &Segment) -> bool {
    matches!(s.form.as_str(), "و" | "ف" | "س" | "ب" | "ل" | "ك" | "أ")
        && matches!(s.upos, "CONJ" | "CCONJ" | "SCONJ" | "ADP" | "PART" | "NOUN")
        && s.lemma.chars().count() <= 2
}

fn is_enclitic(s: &Segment) -> bool {
    s.upos == "PRON" && ENCLITICS.contains(&s.form.as_str()) && !s.feats.contains("Case=Nom")
}

fn joined(left: &Segment, right: &Segment, vocalised: bool) -> bool {
    if left.upos == "PUNCT" || right.upos == "PUNCT" {
        return false;
    }
    if !vocalised {
        return left.glued;
    }
    if left.unanalysed || right.unanalysed {
        return false;
    }
    let words = |s: &Segment| s.form.starts_with(|c: char| c.is_alphabetic());
    words(left) && words(right) && (is_proclitic(left) || is_enclitic(right))
}

fn clitic(form: &str) -> Clitics {
    match form {
        "و" => Clitics::WA,
        "ف" => Clitics::FA,
        "س" => Clitics::SA,
        "ب" => Clitics::BI,
        "ل" => Clitics::LI,
        "ك" => Clitics::KA,
        "أ" => Clitics::A,
        _ => Clitics::NONE,
    }
}

fn word(segments: &[Segment]) -> Option<Word> {
    let mut rest = segments;
    let mut proclitics = Clitics::NONE;
    let mut enclitic = String::new();
    if let [before @ .., last] = rest
        && !before.is_empty()
        && is_enclitic(last)
    {
        enclitic = last.form.clone();
        rest = before;
    }
    while let [first, more @ ..] = rest
        && !more.is_empty()
        && is_proclitic(first)
    {
        proclitics |= clitic(&first.form);
        rest = more;
    }
    // What is left should be one host; other splits (`م` + `ما`) are the treebank's own.
    let [host] = rest else { return None };
    if host.unanalysed || matches!(host.upos, "PUNCT" | "SYM") || !host.form.chars().all(is_letter)
    {
        return None;
    }
    let mut surface = String::new();
    for (i, segment) in segments.iter().enumerate() {
        let next = segments.get(i + 1).filter(|s| is_enclitic(s));
        append(&mut surface, segment, next.is_some());
    }
    Some(Word {
        surface,
        proclitics,
        enclitic,
        lemma: light(host.lemma),
        upos: host.upos.to_string(),
        feats: host.feats.to_string(),
    })
}

fn is_letter(c: char) -> bool {
    matches!(c, 'ء'..='ي')
}

/// Spells a segment behind what stands already: `ل` + `ال` is `لل`, and ends change before a pronoun.
fn append(surface: &mut String, segment: &Segment, pronoun_follows: bool) {
    let mut form = segment.form.clone();
    if surface.ends_with('ل')
        && matches!(surface.chars().count(), 1 | 2)
        && let Some(rest) = form.strip_prefix("ال").map(str::to_string)
    {
        form = if rest.starts_with('ل') {
            rest
        } else {
            format!("ل{rest}")
        };
    }
    if pronoun_follows {
        let change = |form: &mut String, with: &str| {
            form.pop();
            form.push_str(with);
        };
        if form.ends_with("وا") {
            change(&mut form, "");
        } else if form.ends_with('ة') {
            change(&mut form, "ت");
        } else if form.ends_with('ى') {
            change(&mut form, "ا");
        } else if form.ends_with('ء') {
            // Only vocalised text writes the hamza of the free form here; its case vowel tells the seat.
            match segment.vocalised.chars().next_back() {
                Some('\u{0650}') => change(&mut form, "ئ"),
                Some('\u{064F}') => change(&mut form, "ؤ"),
                _ => {}
            }
        }
    }
    surface.push_str(&form);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(form: &str, lemma: &str, upos: &str, feats: &str, misc: &str) -> String {
        format!("1\t{form}\t{lemma}\t{upos}\tX\t{feats}\t0\tdep\t_\t{misc}\n")
    }

    #[test]
    fn clitics_are_joined_to_the_printed_word() {
        let text = line("وَ", "وَ", "CONJ", "_", "Translit=wa")
            + &line("لِ", "لِ", "ADP", "_", "Translit=li")
            + &line("اَلأُمَّةِ", "أُمَّة", "NOUN", "_", "Translit=x")
            + &line("رَغبَةِ", "رَغبَة", "NOUN", "_", "Translit=x")
            + &line("هَا", "هُوَ", "PRON", "Case=Gen", "Translit=x");
        let words = words(&text);
        let surfaces: Vec<&str> = words.iter().map(|w| w.surface.as_str()).collect();
        assert_eq!(surfaces, ["وللأمة", "رغبتها"]);
        assert_eq!(words[0].proclitics, Clitics::WA | Clitics::LI);
        assert_eq!(words[1].enclitic, "ها");
    }
}
