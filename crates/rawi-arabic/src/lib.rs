//! Arabic itself, for machines: no word lists, no politics.
//!
//! ```text
//! words as received ─ scan ─▶ light characters with offsets ─ tokenise ─▶ tokens ─ sentences ─▶ Text
//! root, form ─ conjugate ─▶ every form of a verb      ┐ a lexicon compiles these
//! noun, adjective ─ inflect ─▶ every form of a noun   ┘ into a StemTable
//! token, StemTable ─ analyse ─▶ every reading: clitics, lemma, features
//! ```
//!
//! Two spellings of a word matter. The *form* is what was written without decoration (vowel marks, tatweel,
//! presentation forms); the *key* also merges the letters that writers confuse (`أ`/`ا`, `ة`/`ه`, final `ى`/`ي`).
//! Words are compared by key, quoted by their place in the original.

mod analyse;
mod broken;
mod clitics;
mod conjugate;
mod features;
mod nominal;
mod normalise;
mod punctuation;
mod scan;
mod sentences;
mod spelling;
mod text;
mod tokenise;

pub use analyse::{StemTable, analyse};
pub use clitics::strip_proclitics;
pub use conjugate::{
    ConjugationError, Form, Inflected, Verb, Vowels, citation, citation_vocalised, conjugate,
};
pub use features::{
    Analysis, Aspect, Attach, Clitics, Features, Gender, LemmaId, Number, Pos, Pronoun, Voice,
};
pub use nominal::{inflect_adjective, inflect_noun, nisba};
pub use normalise::{fold, light};
pub use spelling::Spelling;
pub use text::{Sentence, Text, Token, TokenKind};
