//! Takes the phrases of participants and sources, gives them in English: names as the lexicon spells them, common nouns
//! translated word by word, what is left in Latin letters.

use rawi_arabic::{Clitics, Token, analyse, fold, light, strip_proclitics};
use rawi_lexicon::{Lexicon, PhraseKind, PhraseMatch};
use rawi_model::{Code, Country, Mention, Sector};

use super::countries;
use super::latin;
use super::nouns::{NounPhrase, Untold};
use super::plural;

/// Someone in English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct English {
    pub text: String,
    pub plural: bool,
}

impl English {
    fn one(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            plural: false,
        }
    }
}

/// A phrase without what is written together with its first word (`وللشرطة`: `الشرطة`), where that is certain.
pub(super) fn unjoined(text: &str, lexicon: &Lexicon) -> String {
    let text = text.trim();
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let form = light(first);
    let cut = strip(&form, rest, lexicon).unwrap_or_else(|| first.to_owned());
    if rest.is_empty() {
        cut
    } else {
        format!("{cut} {rest}")
    }
}

fn strip(form: &str, rest: &str, lexicon: &Lexicon) -> Option<String> {
    let key = fold(form);
    if !key.starts_with(['و', 'ف', 'ب', 'ل', 'ك']) {
        return None;
    }
    let following: Vec<String> = rest.split_whitespace().map(clean_key).collect();
    let mut matches: Vec<PhraseMatch<'_>> = Vec::new();
    for (clitics, bare) in strip_proclitics(&key) {
        matches.clear();
        lexicon
            .phrases()
            .matches(&bare, following.iter().map(String::as_str), &mut matches);
        if !matches.is_empty() {
            return (clitics != Clitics::NONE).then(|| tail(form, &bare, clitics));
        }
    }
    let token = Token::word(form);
    let reading = analyse(&token, lexicon)
        .into_iter()
        .find(|r| r.pos.is_nominal() && !r.guessed)?;
    let joined = Clitics::WA | Clitics::FA | Clitics::BI | Clitics::LI | Clitics::KA;
    if !reading.clitics.intersects(joined) {
        return None;
    }
    let stem: String = form.chars().skip(usize::from(reading.stem_start)).collect();
    let article = if reading.clitics.contains(Clitics::AL) {
        "ال"
    } else {
        ""
    };
    Some(format!("{article}{stem}"))
}

/// The end of a form that a stripped key covers.
fn tail(form: &str, bare: &str, clitics: Clitics) -> String {
    let n = form.chars().count();
    let keep = bare.chars().count().min(n);
    let end: String = form.chars().skip(n - keep).collect();
    match end.strip_prefix("لل") {
        Some(rest) if clitics.contains(Clitics::LI) => format!("ال{rest}"),
        _ => end,
    }
}

/// A word without quotes and brackets, folded.
pub(super) fn clean_key(word: &str) -> String {
    fold(&light(word.trim_matches(|c: char| !c.is_alphanumeric())))
}

/// A participant in English.
pub(super) fn mention(m: &Mention, lexicon: &Lexicon) -> English {
    let text = unjoined(&m.text, lexicon);
    if let Some(name) = &m.name {
        let state = m.id.is_none()
            && lexicon
                .state_by_code(m.code.country)
                .is_some_and(|s| s.english == *name);
        if !state {
            return named(name, m.code);
        }
        if m.code.sector == Sector::Gov {
            return named(name, m.code);
        }
        // A nisba: `المصري ربيع عثمان`, `أميركيون`.
        if let Some((_, rest)) = text.split_once(char::is_whitespace) {
            let who = common(rest, m.code, lexicon);
            return English {
                text: format!("{} ({name})", who.text.trim_start_matches("the ")),
                plural: who.plural,
            };
        }
        return by_code(m.code, &text);
    }
    if text.is_empty() {
        return by_code(m.code, "");
    }
    common(&text, m.code, lexicon)
}

/// A name as the lexicon has it, put the way English says it (`police of Egypt`: the Egyptian police).
pub(super) fn named(name: &str, code: Code) -> English {
    let mut text = name.to_owned();
    if let Some((what, _)) = name
        .split_once(" of ")
        .filter(|(w, _)| w.starts_with(char::is_lowercase))
        && let Some(adjective) = countries::adjective(code.country.as_str())
    {
        text = format!("{adjective} {what}");
    }
    let last = text.split_whitespace().last().unwrap_or("");
    let common = text.contains(' ') && last.chars().all(|c| c.is_lowercase() || c == '-');
    let several =
        common && plural::is_plural(last) || matches!(text.as_str(), "Houthis" | "Taliban");
    let article = common && !several
        || matches!(
            last,
            "Nations"
                | "States"
                | "Kingdom"
                | "Emirates"
                | "Union"
                | "League"
                | "Netherlands"
                | "Philippines"
                | "Houthis"
                | "Kremlin"
                | "Pentagon"
                | "Vatican"
                | "Maldives"
                | "Council"
                | "Organization"
                | "Ministry"
                | "Authority"
                | "Bank"
        ) && !text.starts_with("the ");
    English {
        text: if article && !text.starts_with("The ") {
            format!("the {text}")
        } else {
            text
        },
        plural: several,
    }
}

/// Somebody of whom the code alone is told: `Iranian police`, `Yemeni civilians`.
pub(super) fn by_code(code: Code, text: &str) -> English {
    let one = !text.is_empty()
        && !text.ends_with("ون")
        && !text.ends_with("ين")
        && !text.ends_with("ات")
        && !text.ends_with('ة');
    let (single, many) = match code.sector {
        Sector::Gov => ("official", "government"),
        Sector::Mil => ("soldier", "forces"),
        Sector::Cop => ("police officer", "police"),
        Sector::Spy => ("intelligence officer", "intelligence services"),
        Sector::Jud => ("judge", "judiciary"),
        Sector::Leg => ("member of parliament", "parliament"),
        Sector::Pty => ("party", "parties"),
        Sector::Opp => ("opposition member", "opposition"),
        Sector::Reb => ("rebel", "rebels"),
        Sector::Uaf => ("fighter", "armed men"),
        Sector::Cvl => ("civilian", "civilians"),
        Sector::Med => ("journalist", "media"),
        Sector::Bus => ("company", "companies"),
        Sector::Edu => ("academic", "academics"),
        Sector::Rel => ("cleric", "religious figures"),
        Sector::Lab => ("union", "unions"),
        Sector::Ngo => ("organisation", "organisations"),
        Sector::Igo => ("international body", "international bodies"),
        Sector::Ref => ("refugee", "refugees"),
        Sector::Crm => ("criminal", "criminals"),
        Sector::Unk => ("person", "people"),
    };
    let noun = if one { single } else { many };
    let text = match country_adjective(code.country) {
        Some(a) => format!("{a} {noun}"),
        None => noun.to_owned(),
    };
    let several = plural::is_plural(many) && !one;
    English {
        text: if one {
            plural::with_article(&text)
        } else if several {
            text
        } else {
            format!("the {text}")
        },
        plural: several,
    }
}

pub(super) fn country_adjective(country: Country) -> Option<&'static str> {
    countries::adjective(country.as_str())
}

/// Words of quantity before a noun, folded: what English says, and whether several are meant.
const QUANTITIES: &[(&str, &str, bool)] = &[
    ("احد", "one of ", false),
    ("احدي", "one of ", false),
    ("بعض", "some ", true),
    ("عدد", "a number of ", true),
    ("عشرات", "dozens of ", true),
    ("مئات", "hundreds of ", true),
    ("الاف", "thousands of ", true),
    ("كل", "all ", true),
    ("جميع", "all ", true),
    ("معظم", "most ", true),
    ("كبار", "senior ", true),
];

/// A common noun phrase, or a name that the lexicon lacks.
pub(super) fn common(text: &str, code: Code, lexicon: &Lexicon) -> English {
    let words: Vec<&str> = text.split_whitespace().collect();
    if let Some((first, rest)) = words.split_first()
        && let Some((_, english, several)) =
            QUANTITIES.iter().find(|(k, _, _)| *k == clean_key(first))
    {
        let rest = if rest.first() == Some(&"من") {
            &rest[1..]
        } else {
            rest
        };
        if !rest.is_empty() {
            let counted = common(&rest.join(" "), code, lexicon);
            let bare = counted.text.trim_start_matches("the ");
            let the = if *several || !counted.plural {
                ""
            } else {
                "the "
            };
            return English {
                text: format!("{english}{the}{bare}"),
                plural: *several,
            };
        }
    }
    match NounPhrase::read(&words, lexicon, 0) {
        Ok(p) => p.english(country_adjective(code.country)),
        Err(Untold::Name) => English::one(super::isolated(&name(text, lexicon))),
        Err(Untold::Word) => by_code(code, words.first().unwrap_or(&"")),
    }
}

/// A place without an entry of its own: translated where the dictionary can, else in Latin letters.
pub(super) fn place(text: &str, code: Code, lexicon: &Lexicon) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match NounPhrase::read(&words, lexicon, 0) {
        Ok(_) => common(text, code, lexicon).text,
        Err(_) => super::isolated(&name(text, lexicon)),
    }
}

/// A name in Latin letters: first names as the lexicon spells them, the rest by rule.
pub(super) fn name(text: &str, lexicon: &Lexicon) -> String {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|w| {
            let inner = w.trim_matches(|c: char| !c.is_alphanumeric());
            if matches!(inner, "عبد" | "الله" | "بن" | "أبو" | "آل") {
                return inner.to_owned();
            }
            first_name(&clean_key(inner), lexicon).unwrap_or_else(|| inner.to_owned())
        })
        .filter(|w| !w.is_empty())
        .collect();
    latin::transliterate(&words.join(" "))
}

pub(super) fn first_name(key: &str, lexicon: &Lexicon) -> Option<String> {
    let find = |k: &str| {
        lexicon
            .phrases()
            .get(k)
            .iter()
            .find(|r| r.kind == PhraseKind::FirstName)
            .map(|r| lexicon.first_name(r.index).latin.clone())
            .filter(|l| !l.is_empty() && l != "-")
    };
    find(key).or_else(|| {
        let rest = key.strip_prefix("ال")?;
        find(rest).map(|l| format!("al-{l}"))
    })
}
