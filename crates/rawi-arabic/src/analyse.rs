//! All readings of a token: its key is taken apart in every way that spelling allows ([`crate::clitics`]), each
//! stem is looked up, and what grammar forbids is dropped. Unknown words get readings by their shape.

use crate::{
    clitics::{Prefix, enclitics, proclitics},
    features::{
        Analysis, Aspect, Attach, Clitics, Features, Gender, LemmaId, Number, Pos, Pronoun, Voice,
    },
    spelling::{Conflict, Spelling},
    text::{Token, TokenKind},
};
use smallvec::SmallVec;

mod guess;

/// Where stems are looked up: a lexicon.
pub trait StemTable {
    /// Calls `out` for each lemma that has a form with this key (folded, no clitics).
    fn lookup(&self, stem_key: &str, out: &mut dyn FnMut(LemmaId, Pos, Features));
    /// The lemma that stands for unknown words of this part of speech.
    fn guess_lemma(&self, pos: Pos) -> LemmaId;
}

/// All readings of a token, best first: known before guessed, spelled as written before merely alike, then fewer
/// clitics. Tokens other than words have none. A word that the table does not know gets readings by its shape,
/// marked as guessed.
///
/// ```
/// use rawi_arabic::{Clitics, Features, LemmaId, Pos, StemTable, Token, analyse};
/// struct OneWord;
/// impl StemTable for OneWord {
///     fn lookup(&self, stem: &str, out: &mut dyn FnMut(LemmaId, Pos, Features)) {
///         if stem == "امم" {
///             out(LemmaId(0), Pos::Noun, Features::NONE);
///         }
///     }
///     fn guess_lemma(&self, _: Pos) -> LemmaId {
///         LemmaId(1)
///     }
/// }
/// let readings = analyse(&Token::word("وللأمم"), &OneWord);
/// assert_eq!(readings[0].clitics, Clitics::WA | Clitics::LI | Clitics::AL);
/// assert_eq!((readings[0].stem_start, readings[0].stem_end), (3, 6));
/// ```
pub fn analyse(token: &Token, table: &impl StemTable) -> SmallVec<[Analysis; 4]> {
    let mut out = SmallVec::new();
    let letters = token.key.chars().count();
    if token.kind != TokenKind::Word || letters > usize::from(u8::MAX) {
        return out;
    }
    let key = &*token.key;
    let interrogative = token.form.starts_with('أ') && letters > 2;
    let prefixes = proclitics(key, interrogative);
    for &prefix in &prefixes {
        look_up(token, prefix, None, table, &mut out);
        for suffix in enclitics(key) {
            if suffix.2 > prefix.1 {
                look_up(token, prefix, Some(suffix), table, &mut out);
            }
        }
        name_with_article(token, prefix, table, &mut out);
    }
    guess::prepositions(token, &prefixes, table, &mut out);
    guess::nisbas(token, &prefixes, table, &mut out);
    if out.is_empty() {
        guess::by_shape(token, &prefixes, table, &mut out);
    }
    prefer_spelling(token, &mut out);
    out
}

type Suffix = (&'static str, Pronoun, usize);

fn chars_before(key: &str, byte: usize) -> u8 {
    key[..byte].chars().count() as u8
}

fn look_up(
    token: &Token,
    (clitics, from): Prefix,
    suffix: Option<Suffix>,
    table: &impl StemTable,
    out: &mut SmallVec<[Analysis; 4]>,
) {
    let key = &*token.key;
    let to = suffix.map_or(key.len(), |(_, _, end)| end);
    let letters = suffix.map(|(letters, ..)| letters);
    if letters.is_some_and(|letters| !spelling_allows(token, letters)) {
        return;
    }
    let stem = &key[from..to];
    // Of words with one letter only these take a pronoun.
    let lone = letters.is_some() && stem.len() == "ب".len() && !matches!(stem, "ب" | "ل" | "ك");
    table.lookup(stem, &mut |lemma, pos, features| {
        if agrees(pos, features, clitics, letters) && !(lone && pos == Pos::Particle) {
            out.push(Analysis {
                lemma,
                pos,
                features,
                clitics,
                enclitic: suffix.map(|(_, pronoun, _)| pronoun),
                stem_start: chars_before(key, from),
                stem_end: chars_before(key, to),
                guessed: false,
            });
        }
    });
}

/// Names that tables list with their article (`العراق`) hide it in `للعراق`.
fn name_with_article(
    token: &Token,
    (clitics, from): Prefix,
    table: &impl StemTable,
    out: &mut SmallVec<[Analysis; 4]>,
) {
    let key = &*token.key;
    if !clitics.contains(Clitics::LI | Clitics::AL) || !key[..from].ends_with("لل") {
        return;
    }
    let whole = format!("ال{}", &key[from..]);
    table.lookup(&whole, &mut |lemma, pos, features| {
        if pos != Pos::Verb && agrees(pos, features, Clitics::LI, None) {
            out.push(Analysis {
                lemma,
                pos,
                features: Features {
                    spelling: Default::default(),
                    ..features
                },
                clitics,
                enclitic: None,
                stem_start: chars_before(key, from),
                stem_end: chars_before(key, key.len()),
                guessed: false,
            });
        }
    });
}

/// Sorts, and drops what the hamza or `ة` of the written word rules out, unless nothing else is left.
fn prefer_spelling(token: &Token, out: &mut SmallVec<[Analysis; 4]>) {
    let form: SmallVec<[char; 24]> = token.form.chars().collect();
    let conflict = |a: &Analysis| {
        let ends = (usize::from(a.stem_start), usize::from(a.stem_end));
        let stem = form.get(ends.0..ends.1).unwrap_or(&[]);
        let written = Spelling::of_letters(stem.first().copied(), stem.last().copied());
        a.features.spelling.against(written, a.enclitic.is_none())
    };
    if out
        .iter()
        .any(|a| !a.guessed && conflict(a) < Conflict::Hard)
    {
        out.retain(|a| conflict(a) < Conflict::Hard);
    }
    out.sort_by_key(|a| (a.guessed, conflict(a), rank(a)));
    out.dedup();
}

/// Folding hides two endings that are no pronouns: `ة` and `ى`.
fn spelling_allows(token: &Token, letters: &str) -> bool {
    match letters {
        "ه" => !token.form.ends_with('ة'),
        "ي" | "ني" => !token.form.ends_with('ى'),
        _ => true,
    }
}

/// Whether a form can stand with these clitics and this pronoun.
fn agrees(pos: Pos, features: Features, clitics: Clitics, pronoun: Option<&str>) -> bool {
    let attached = match (features.attach, pronoun) {
        (Attach::Bound, None) | (Attach::Free, Some(_)) => false,
        (_, Some(_)) => !clitics.contains(Clitics::AL),
        (_, None) => true,
    };
    if !attached {
        return false;
    }
    let preposition = clitics.intersects(Clitics::BI | Clitics::LI | Clitics::KA);
    match pos {
        Pos::Verb => {
            let article = clitics.intersects(Clitics::AL | Clitics::BI | Clitics::KA);
            let imperfect = features.aspect == Some(Aspect::Imperfect);
            let future = !clitics.contains(Clitics::SA) || imperfect && !features.subjunctive;
            // `ل` before an imperfect is the conjunction or the command, before a perfect emphatic.
            let lam = !clitics.contains(Clitics::LI) || imperfect;
            let emphatic =
                !clitics.contains(Clitics::LA) || features.aspect == Some(Aspect::Perfect);
            let question =
                !clitics.contains(Clitics::A) || features.aspect != Some(Aspect::Imperative);
            !article && future && lam && emphatic && question && pronoun != Some("ي")
        }
        Pos::Particle => !clitics.contains(Clitics::SA),
        _ => {
            !clitics.intersects(Clitics::SA | Clitics::A | Clitics::LA)
                && pronoun != Some("ني")
                && (pronoun.is_none() || pos != Pos::Proper)
                && !(clitics.contains(Clitics::AL)
                    && (features.construct || features.indefinite || features.tanwin_alef))
                && !(pronoun.is_some() && features.indefinite)
                && !(preposition && features.tanwin_alef)
        }
    }
}

type Rank = (u32, bool, bool, u8, Pos, LemmaId, u32);

/// The fixed order of readings. The article counts for, other clitics against a reading; then what news has more of
/// comes first.
fn rank(a: &Analysis) -> Rank {
    let article = a.clitics.contains(Clitics::AL);
    (
        a.clitics.len() - u32::from(article) + u32::from(a.enclitic.is_some()),
        !article,
        a.enclitic.is_some(),
        rarity(a.pos, a.features),
        a.pos,
        a.lemma,
        a.features.pack(),
    )
}

/// How rare readings of this kind are in news: particles lead, then third persons and nouns; commands come last.
fn rarity(pos: Pos, features: Features) -> u8 {
    let kind = match pos {
        Pos::Particle => 0,
        Pos::Verb => 1,
        Pos::Noun | Pos::Number | Pos::Masdar => 2,
        Pos::Adjective | Pos::Proper => 3,
        Pos::ActiveParticiple => 4,
        Pos::PassiveParticiple => 5,
    };
    kind + 6 * u8::from(features.aspect == Some(Aspect::Imperative))
        + 4 * u8::from(matches!(features.person, 1 | 2))
        + 2 * u8::from(features.subjunctive)
        + 2 * u8::from(features.voice == Voice::Passive)
        + u8::from(features.number == Number::Dual)
        + u8::from(
            pos == Pos::Verb
                && features.gender == Gender::Feminine
                && features.number == Number::Plural,
        )
}

#[cfg(test)]
mod tests;
