//! The reader as the commands use it: takes a lexicon folder, gives readings, and survives whatever an article does.

use std::any::Any;
use std::cell::Cell;
use std::collections::HashMap;
use std::fmt;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use rawi_intake::IntakeError;
use rawi_lexicon::Lexicon;
use rawi_model::{Article, Engine as Version, Reading};
use rawi_reader::Reader;

use crate::fault::{Fault, Result};

/// A lexicon and the reader over it.
pub struct Engine {
    lexicon: Known,
}

enum Known {
    Builtin(&'static Lexicon),
    Overlaid(Box<Lexicon>),
}

/// Why an article was not read.
#[derive(Debug)]
pub enum Skip {
    /// It could not be got out of its file.
    Input {
        /// Where, what, and what to do about it.
        message: String,
        /// Whether it is only one of the many things in an archive that are no Arabic articles.
        minor: bool,
    },
    /// The reader failed on it, which is a defect of Rawi.
    Panicked {
        /// The article.
        id: String,
        /// What the reader said.
        message: String,
    },
}

impl From<IntakeError> for Skip {
    fn from(error: IntakeError) -> Self {
        Self::Input {
            minor: error.entry.is_some() && error.problem.is_skip(),
            message: error.to_string(),
        }
    }
}

impl fmt::Display for Skip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input { message, .. } => f.write_str(message),
            Self::Panicked { id, message } => write!(
                f,
                "{id}: the reader failed: {message} (a defect of Rawi: please report it with the article)"
            ),
        }
    }
}

impl Engine {
    /// The built-in lexicon, with a user's folder over it if there is one.
    pub fn load(overlay: Option<&Path>) -> Result<Self> {
        let lexicon = match overlay {
            None => Known::Builtin(rawi_lexicon::builtin()),
            Some(dir) => Known::Overlaid(Box::new(rawi_lexicon::with_overlay(dir).map_err(
                |defects| {
                    Fault::Usage(format!(
                        "the lexicon in {} cannot be used (mend this, then try `rawi lexicon check`):\n{defects}",
                        dir.display()
                    ))
                },
            )?)),
        };
        Ok(Self { lexicon })
    }

    /// What it knows.
    pub fn lexicon(&self) -> &Lexicon {
        match &self.lexicon {
            Known::Builtin(lexicon) => lexicon,
            Known::Overlaid(lexicon) => lexicon,
        }
    }

    /// Which engine this is.
    pub fn version(&self) -> Version {
        Reader::new(self.lexicon()).engine()
    }

    /// Reads an article.
    pub fn read(&self, article: Article) -> Result<Reading, Skip> {
        let reader = Reader::new(self.lexicon());
        match guarded(|| reader.events(&article)) {
            Ok(events) => Ok(Reading {
                engine: reader.engine(),
                article,
                events,
            }),
            Err(message) => Err(Skip::Panicked {
                id: article.id,
                message,
            }),
        }
    }

    /// What frames are called in English, by their ids.
    pub fn english(&self) -> HashMap<&str, &str> {
        self.lexicon()
            .frames_iter()
            .filter(|frame| !matches!(frame.english.as_str(), "" | "-"))
            .map(|frame| (frame.id.as_str(), frame.english.as_str()))
            .collect()
    }
}

/// Whether there is any Arabic in a text.
pub fn has_arabic(text: &str) -> bool {
    text.chars().any(is_arabic)
}

/// A letter of the Arabic script, presentation forms included.
const fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{064a}' | '\u{066e}'..='\u{06d3}' | '\u{0750}'..='\u{077f}' | '\u{fb50}'..='\u{fdfb}' | '\u{fe70}'..='\u{fefc}')
}

thread_local! {
    /// Whether a panic of this thread is caught and told as a skipped article.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Makes panics speak to people: silent where they are caught, a request to report them elsewhere.
pub fn install_panic_message() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !GUARDED.get() {
            before(info);
        }
    }));
}

/// Runs `work`; a panic inside is an error with its message.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    GUARDED.set(true);
    // Nothing is shared with `work` but the article and the lexicon, which it cannot change.
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    outcome.map_err(|payload| message(payload.as_ref()))
}

fn message(payload: &(dyn Any + Send)) -> String {
    payload
        .downcast_ref::<&str>()
        .map(|s| (*s).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no message".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_message() {
        let outcome = guarded(|| -> u8 { panic!("at word {}", 7) });
        assert_eq!(outcome, Err("at word 7".to_owned()));
        assert_eq!(guarded(|| 1), Ok(1));
    }

    #[test]
    fn arabic_is_told_from_its_marks_and_from_other_scripts() {
        assert!(has_arabic("met الوزير today"));
        assert!(has_arabic("\u{fee3}\u{fea4}\u{fee4}\u{feaa}"));
        assert!(!has_arabic("The minister, ١٢ ، ؟"));
        assert!(!has_arabic(""));
    }
}
