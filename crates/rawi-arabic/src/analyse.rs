//! All readings of a token: its key is taken apart in every way that spelling allows ([`crate::clitics`]), each
//! stem is looked up, and what grammar forbids is dropped. Unknown words get readings by their shape.

use crate::{
    clitics::{Prefix, enclitics, proclitics},
    features::{Analysis, Aspect, Attach, Clitics, Features, LemmaId, Number, Pos, Pronoun},
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

/// All readings of a token, best first: fewer guesses, then fewer clitics, then longer stems. Tokens other than
/// words have none. A word that the table does not know gets readings by its shape, marked as guessed.
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
        for (letters, pronoun, end) in enclitics(key) {
            if end > prefix.1 {
                look_up(
                    token,
                    prefix,
                    Some((letters, pronoun, end)),
                    table,
                    &mut out,
                );
            }
        }
    }
    if out.is_empty() {
        guess::readings(token, &prefixes, table, &mut out);
    }
    out.sort_by_key(rank);
    out.dedup();
    out
}

type Suffix = (&'static str, Pronoun, usize);

fn look_up(
    token: &Token,
    (clitics, from): Prefix,
    suffix: Option<Suffix>,
    table: &impl StemTable,
    out: &mut SmallVec<[Analysis; 4]>,
) {
    let key = &*token.key;
    let to = suffix.map_or(key.len(), |(_, _, end)| end);
    let stem = &key[from..to];
    if let Some((letters, ..)) = suffix
        && !spelling_allows(token, letters)
    {
        return;
    }
    let stem_start = key[..from].chars().count() as u8;
    let stem_end = stem_start + stem.chars().count() as u8;
    table.lookup(stem, &mut |lemma, pos, features| {
        if agrees(pos, features, clitics, suffix.map(|(letters, ..)| letters)) {
            out.push(Analysis {
                lemma,
                pos,
                features,
                clitics,
                enclitic: suffix.map(|(_, pronoun, _)| pronoun),
                stem_start,
                stem_end,
                guessed: false,
            });
        }
    });
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

/// Sort key: the fixed order of readings.
fn rank(a: &Analysis) -> (bool, u32, u8, bool, Pos, u8, bool, LemmaId, u32) {
    (
        a.guessed,
        a.clitics.len() + u32::from(a.enclitic.is_some()),
        a.stem_start,
        a.enclitic.is_some(),
        a.pos,
        3 - a.features.person.min(3),
        a.features.number == Number::Dual,
        a.lemma,
        a.features.pack(),
    )
}

#[cfg(test)]
mod tests;
