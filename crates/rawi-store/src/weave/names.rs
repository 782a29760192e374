//! Whom an article credits: takes the names of outlets and agencies, finds them where articles say whose words they
//! are, in the byline, at the head and at the foot.

use std::collections::{BTreeSet, HashMap};

use rawi_arabic::{Text, Token, TokenKind, fold};

use crate::words::is_word;

/// Words at the head of a text among which a credit may stand: `الرياض – واس:`.
const HEAD: usize = 24;
/// Words at the foot.
const FOOT: usize = 12;
/// No name of an outlet has more words.
const LONGEST: usize = 6;

/// The names of outlets and agencies, as the caller's lexicon has them. The same names must be given each time, or
/// directions of copies will be told apart differently.
///
/// ```
/// use rawi_store::OutletNames;
/// let mut names = OutletNames::default();
/// names.add("وكالة الأنباء السعودية", "spa", false);
/// names.add("واس", "spa", true);
/// ```
#[derive(Debug, Clone, Default)]
pub struct OutletNames {
    /// Folded words between single spaces, with the id and whether it is also an ordinary word.
    names: HashMap<String, (String, bool)>,
}

impl OutletNames {
    /// Adds a name. One that is also an ordinary word (`common`) counts only where punctuation sets it apart.
    pub fn add(&mut self, name: &str, id: &str, common: bool) {
        let words: Vec<String> = name.split_whitespace().map(fold).collect();
        self.names.insert(words.join(" "), (id.to_owned(), common));
    }

    /// The id of an outlet by its name; the folded name itself where it is not known.
    pub(crate) fn outlet(&self, name: &str) -> String {
        let key = crate::put::outlet_key(name);
        match self.names.get(&key) {
            Some((id, _)) => id.clone(),
            None => key,
        }
    }

    /// The ids of all that an article credits.
    pub(crate) fn credits(&self, byline: Option<&str>, text: &Text) -> BTreeSet<String> {
        let mut out = BTreeSet::new();
        if let Some(byline) = byline {
            let byline = Text::new(byline);
            self.find(byline.tokens(), true, &mut out);
        }
        let tokens = text.tokens();
        // A headline that stands first may be long; the head is counted after it.
        let body = text
            .sentences()
            .iter()
            .find(|s| !s.headline)
            .map_or(0, |s| s.tokens.start as usize);
        let head = tokens.get(body..).unwrap_or_default();
        self.find(&head[..head.len().min(HEAD)], false, &mut out);
        self.find(
            &tokens[tokens.len().saturating_sub(FOOT)..],
            false,
            &mut out,
        );
        out
    }

    fn find(&self, tokens: &[Token], apart: bool, out: &mut BTreeSet<String>) {
        for start in 0..tokens.len() {
            let mut phrase = String::new();
            let words = tokens[start..].iter().take_while(|t| is_word(t));
            for (n, token) in words.take(LONGEST).enumerate() {
                if n > 0 {
                    phrase.push(' ');
                }
                phrase.push_str(&token.key);
                let Some((id, common)) = self.names.get(&phrase) else {
                    continue;
                };
                let set_apart = || {
                    let mark = |t: Option<&Token>| {
                        t.is_some_and(|t| {
                            t.kind == TokenKind::Punct && !matches!(&*t.key, "،" | ".")
                        })
                    };
                    let before = start.checked_sub(1).and_then(|i| tokens.get(i));
                    mark(before)
                        && (mark(tokens.get(start + n + 1)) || start + n + 1 == tokens.len())
                };
                if !common || apart || set_apart() {
                    out.insert(id.clone());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> OutletNames {
        let mut names = OutletNames::default();
        names.add("وكالة الأنباء السعودية", "spa", false);
        names.add("واس", "spa", true);
        names.add("رويترز", "reuters", false);
        names.add("سبق", "sabq", true);
        names
    }

    fn credited(byline: Option<&str>, text: &str) -> Vec<String> {
        let found = names().credits(byline, &Text::new(text));
        found.into_iter().collect()
    }

    #[test]
    fn credits_stand_in_byline_head_and_foot() {
        assert_eq!(credited(None, "الرياض - واس: استقبل الملك الوفد."), ["spa"]);
        assert_eq!(
            credited(Some("سبق - الرياض"), "استقبل الملك الوفد."),
            ["sabq"]
        );
        assert_eq!(credited(None, "كما سبق أن قال الوزير في بيانه"), [""; 0]);
        let long = format!("قال الوزير. {} (رويترز)", "كلمات كثيرة ".repeat(40));
        assert_eq!(credited(None, &long), ["reuters"]);
        let middle = format!("{} رويترز {}", "كلمة ".repeat(50), "كلمة ".repeat(50));
        assert_eq!(credited(None, &middle), [""; 0]);
    }

    #[test]
    fn an_outlet_is_known_by_its_name_or_by_itself() {
        assert_eq!(names().outlet("رويترز"), "reuters");
        assert_eq!(names().outlet("صحيفة الغد"), fold("صحيفة الغد"));
    }
}
