//! Records for people: takes readings, gives short blocks of lines. An Arabic string has its line to itself or stands in
//! isolates, so that terminals of any direction keep the order of the words.

use std::collections::HashMap;
use std::fmt::Write as _;

use jiff::civil::Date;
use rawi_arabic::Text;
use rawi_lexicon::Lexicon;
use rawi_model::{Country, EventType, Mention, Record, Sector, Source};

use crate::engine::Engine;

/// Writes blocks.
pub struct Printer<'e> {
    lexicon: &'e Lexicon,
    /// Frames' names in English.
    english: HashMap<&'e str, &'e str>,
}

/// What a block says of its article.
pub struct Head<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub outlet: &'a str,
    pub published: Option<Date>,
}

impl<'e> Printer<'e> {
    /// A printer that calls things as the engine's lexicon does.
    pub fn new(engine: &'e Engine) -> Self {
        Self {
            lexicon: engine.lexicon(),
            english: engine.english(),
        }
    }

    /// An article with its records.
    pub fn reading(&self, reading: &rawi_model::Reading) -> String {
        let article = &reading.article;
        let head = Head {
            id: &article.id,
            title: &article.title,
            outlet: &article.outlet,
            published: article.published,
        };
        let mut out = self.head(&head);
        if reading.events.is_empty() {
            out.push_str("no records\n");
        }
        let sentences = Sentences::new(&article.text);
        let mut last = None;
        for (i, record) in reading.events.iter().enumerate() {
            let at = sentences.index(record);
            if i == 0 || at != last {
                let _ = writeln!(out, "\n{}", isolated(&sentences.of(record)));
                last = at;
            }
            out.push_str(&self.record(&(i + 1).to_string(), record, &article.outlet));
        }
        out.push('\n');
        out
    }

    /// What an article is.
    pub fn head(&self, head: &Head<'_>) -> String {
        let mut out = format!("article: {}\n", isolated(head.id));
        if !head.title.is_empty() {
            let _ = writeln!(out, "title: {}", isolated(head.title));
        }
        if !head.outlet.is_empty() {
            let _ = writeln!(out, "outlet: {}", isolated(head.outlet));
        }
        if let Some(day) = head.published {
            let _ = writeln!(out, "published: {day}");
        }
        out
    }

    /// A record under its number.
    pub fn record(&self, number: &str, record: &Record, outlet: &str) -> String {
        let mut out = format!("  {number}. {}\n", self.act(record));
        let mut line = |name: &str, value: &str| {
            let _ = writeln!(out, "     {name}: {value}");
        };
        line("words", &isolated(&record.trigger.text));
        for mention in &record.actor {
            line("who", &self.mention(mention));
        }
        for mention in &record.recipient {
            line("to whom", &self.mention(mention));
        }
        if let Some(place) = &record.place {
            let country = self.country(place.country);
            let name = place.name.as_deref().filter(|name| *name != country);
            let parts = [name, Some(&country)];
            line("where", &described(&place.text, parts));
        }
        if let Some(when) = &record.when {
            line("when", when);
        }
        line("status", record.status.as_str());
        let outlet = if outlet.is_empty() {
            "the outlet itself".to_owned()
        } else {
            format!("{}, the outlet itself", isolated(outlet))
        };
        match record.according_to.split_first() {
            None => line("according to", &outlet),
            Some((first, rest)) => {
                line("according to", &self.source(first));
                for source in rest {
                    let _ = writeln!(out, "       ← {}", self.source(source));
                }
                let _ = writeln!(out, "       ← {outlet}");
            }
        }
        out
    }

    /// Type and English phrase of the act.
    fn act(&self, record: &Record) -> String {
        let phrase = record
            .derivation
            .iter()
            .filter(|d| d.field == "type")
            .flat_map(|d| &d.entries)
            .find_map(|id| self.english.get(id.as_str()));
        match phrase {
            Some(phrase) => format!("{} ({phrase})", record.kind),
            None => format!("{} ({})", record.kind, type_name(record.kind)),
        }
    }

    /// The English phrase of a frame, by its id.
    pub fn frame(&self, id: &str) -> Option<&str> {
        self.english.get(id).copied()
    }

    /// A mention: its words, its name in Latin script, its code in words.
    fn mention(&self, mention: &Mention) -> String {
        let country = self.country(mention.code.country);
        let name = mention.name.as_deref().filter(|name| *name != country);
        let code = format!(
            "{} ({country}, {})",
            mention.code,
            sector_name(mention.code.sector)
        );
        described(&mention.text, [name, Some(&code)])
    }

    /// A link of attribution: its words, its name in Latin script, its kind, its code.
    fn source(&self, source: &Source) -> String {
        let code = source.code.map(|code| code.to_string());
        let parts = [
            source.name.as_deref(),
            Some(source.kind.as_str()),
            code.as_deref(),
        ];
        described(&source.text, parts)
    }

    fn country(&self, country: Country) -> String {
        match country.as_str() {
            "---" => "no country".to_owned(),
            "IGO" => "international".to_owned(),
            "NGO" => "non-governmental".to_owned(),
            "MNC" => "multinational".to_owned(),
            code => self
                .lexicon
                .state_by_code(country)
                .filter(|state| !state.english.is_empty())
                .map_or(code.to_owned(), |state| state.english.clone()),
        }
    }
}

/// The sentences of a text, found by what stands in them.
pub struct Sentences {
    text: Text,
}

impl Sentences {
    /// Splits a text as the reader does.
    pub fn new(text: &str) -> Self {
        Self {
            text: Text::new(text),
        }
    }

    fn index(&self, record: &Record) -> Option<usize> {
        let at = record.trigger.start;
        self.text
            .sentences()
            .iter()
            .position(|s| s.start <= at && at < s.end)
    }

    /// The sentence of a record; the trigger alone where there is none.
    pub fn of(&self, record: &Record) -> String {
        self.index(record)
            .and_then(|i| self.text.sentences().get(i))
            .map_or_else(
                || record.trigger.text.clone(),
                |s| self.text.slice(s.start, s.end),
            )
    }
}

/// Words of the text and what is said of them.
fn described<const N: usize>(words: &str, parts: [Option<&str>; N]) -> String {
    let mut out = isolated(words);
    for part in parts.into_iter().flatten() {
        let _ = write!(out, " · {part}");
    }
    out
}

/// A string in isolates, cleaned: its direction is its own.
pub fn isolated(text: &str) -> String {
    format!("\u{2068}{}\u{2069}", clean(text))
}

/// Without what would move a terminal's cursor or turn the direction of what follows.
pub fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

const fn type_name(kind: EventType) -> &'static str {
    match kind {
        EventType::Agree => "agree or promise",
        EventType::Consult => "meet or talk",
        EventType::Support => "support",
        EventType::Concede => "concede",
        EventType::Cooperate => "cooperate",
        EventType::Aid => "give aid",
        EventType::Retreat => "retreat or release",
        EventType::Request => "request",
        EventType::Accuse => "accuse or condemn",
        EventType::Reject => "reject",
        EventType::Threaten => "threaten",
        EventType::Protest => "protest",
        EventType::Sanction => "sanction",
        EventType::Mobilize => "mobilize",
        EventType::Coerce => "coerce",
        EventType::Assault => "attack",
    }
}

const fn sector_name(sector: Sector) -> &'static str {
    match sector {
        Sector::Gov => "government",
        Sector::Mil => "armed forces",
        Sector::Cop => "police",
        Sector::Spy => "intelligence",
        Sector::Jud => "courts",
        Sector::Leg => "parliament",
        Sector::Pty => "party",
        Sector::Opp => "opposition",
        Sector::Reb => "rebels",
        Sector::Uaf => "militia",
        Sector::Cvl => "civilians",
        Sector::Med => "media",
        Sector::Bus => "business",
        Sector::Edu => "education",
        Sector::Rel => "religious",
        Sector::Lab => "labour",
        Sector::Ngo => "NGO",
        Sector::Igo => "organisation",
        Sector::Ref => "refugees",
        Sector::Crm => "criminals",
        Sector::Unk => "unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_cannot_break_out_of_their_line() {
        assert_eq!(
            isolated("قال\u{2069}\u{202e}\u{1b}[2J\n"),
            "\u{2068}قال [2J \u{2069}"
        );
    }
}
