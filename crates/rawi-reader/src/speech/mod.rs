//! Takes a sentence and the discourse before it, gives the stretches that stand behind a source, and the source's chain.
//!
//! A reporting verb opens a scope from its `أن`, colon or quotation mark to the end of the sentence; a scope inside another
//! is a link further in. `بحسب …` stands for its whole sentence. `وأضاف` without a subject goes on with the last speaker.
//!
//! ```text
//! verbs, forms, acts (قال، مؤكدا، اتهم) ─ speakers (whose words) ─ content (from where to where) ─┐
//! phrases (بحسب، نقلا عن، يذكر أن) ─ headline (هادي: …) ──────────────────────────────┴─ scopes ─ chain of a word
//!                       links, outlets: noun phrases as sources
//! ```

mod acts;
mod content;
mod forms;
mod headline;
mod links;
mod outlets;
mod phrases;
mod speakers;
mod verbs;

use rawi_arabic::Pos;
use rawi_model::{Code, SourceKind, Stance};

use crate::discourse::Discourse;
use crate::sentence::Sentence;
use crate::words::Word;

/// A source at its place in the article.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Link {
    pub start: u32,
    pub end: u32,
    pub kind: SourceKind,
    pub code: Option<Code>,
    pub id: Option<String>,
    pub latin: Option<String>,
    pub entries: Vec<String>,
    /// Index of the participant that it is, for verbs without a subject and for the first person.
    pub participant: Option<usize>,
}

/// A stretch of a sentence that stands behind sources.
#[derive(Debug, Clone)]
pub(crate) struct Scope {
    pub from: usize,
    pub to: usize,
    /// Innermost first.
    pub links: Vec<Link>,
    pub stance: Stance,
    pub rule: &'static str,
    /// The reporting word.
    pub word: usize,
}

impl Scope {
    /// How far in the scope's source stands: a word that reports what follows it is further in than those before it; what
    /// is put behind (`…، بحسب الوكالة`) passes on all the others.
    fn depth(&self) -> (bool, usize) {
        (self.word < self.to, self.word)
    }
}

/// The scopes of a sentence.
#[derive(Debug, Default)]
pub(crate) struct Speech {
    pub scopes: Vec<Scope>,
    /// Words that report, and are no acts themselves.
    pub reporting: Vec<usize>,
}

impl Speech {
    /// The chain behind a word, innermost first.
    pub(crate) fn chain(&self, word: usize) -> (Vec<Link>, Stance, Option<&'static str>) {
        let mut over: Vec<&Scope> = self
            .scopes
            .iter()
            .filter(|s| s.from <= word && word < s.to)
            .collect();
        over.sort_by_key(|s| std::cmp::Reverse(s.depth()));
        let mut links: Vec<Link> = Vec::new();
        for scope in &over {
            for l in &scope.links {
                if !links
                    .iter()
                    .any(|x| x.start == l.start || (x.id.is_some() && x.id == l.id))
                {
                    links.push(l.clone());
                }
            }
        }
        let stance = over
            .iter()
            .map(|s| s.stance)
            .find(|s| *s != Stance::Neutral)
            .unwrap_or(Stance::Neutral);
        (links, stance, over.first().map(|s| s.rule))
    }
}

struct Reader<'s, 'a> {
    s: &'s Sentence<'a>,
    base: usize,
    discourse: &'s mut Discourse,
    out: Speech,
}

/// Finds the scopes of a sentence and updates who is speaking.
pub(crate) fn find(s: &Sentence<'_>, base: usize, discourse: &mut Discourse) -> Speech {
    let continues = discourse.in_quotation;
    let mut r = Reader {
        s,
        base,
        discourse,
        out: Speech::default(),
    };
    if continues && !r.discourse.speaker.is_empty() {
        let close = s
            .words
            .iter()
            .position(Word::closes_quote)
            .filter(|c| !s.words[..*c].iter().any(Word::opens_quote));
        let to = close.unwrap_or(s.words.len());
        let links = r.discourse.speaker.clone();
        r.out.scopes.push(Scope {
            from: 0,
            to,
            links,
            stance: Stance::Neutral,
            rule: "quotation goes on",
            word: 0,
        });
    }
    r.headline();
    for i in 0..s.words.len() {
        r.phrase(i);
        r.verb(i);
    }
    r.close_quotation(continues);
    r.out
}

impl Reader<'_, '_> {
    /// Who speaks from here on.
    fn take_floor(&mut self, links: &[Link]) {
        if self.discourse.speaker != links {
            let before = std::mem::replace(&mut self.discourse.speaker, links.to_vec());
            if !before.is_empty() {
                self.discourse.speaker_before = before;
            }
        }
    }

    fn open(&mut self, mut scope: Scope) {
        // What is reported inside a quotation ends with it.
        if scope.word < scope.from && self.is_quoted(scope.word) {
            let close = (scope.word..scope.to).find(|&k| self.s.words[k].is_punct("»”"));
            scope.to = close.unwrap_or(scope.to);
        }
        if scope.from < scope.to {
            self.out.scopes.push(scope);
        }
    }

    /// Whether a scope covers a word.
    fn is_covered(&self, word: usize) -> bool {
        self.out
            .scopes
            .iter()
            .any(|x| x.from <= word && word < x.to)
    }

    fn close_open(&mut self, at: usize) {
        for x in &mut self.out.scopes {
            if x.from <= at && at < x.to {
                x.to = at;
            }
        }
    }

    fn close_quotation(&mut self, was_open: bool) {
        let mut open = was_open;
        for w in &self.s.words {
            if w.is_punct("«“") {
                open = true;
            } else if w.is_punct("»”") {
                open = false;
            } else if w.is_punct("\"") {
                open = !open;
            }
        }
        self.discourse.in_quotation = open && !self.discourse.speaker.is_empty();
    }
}

/// A participle that stands as circumstance: `مؤكدا`, `مشيرة`.
pub(crate) fn is_circumstance(w: &Word) -> bool {
    !w.has_article()
        && w.own_preposition().is_none()
        && w.reading().is_some_and(|r| {
            r.pos == Pos::ActiveParticiple
                && (r.features.tanwin_alef
                    || r.features.gender == rawi_arabic::Gender::Feminine
                    || r.features.case_oblique)
        })
}

impl Sentence<'_> {
    /// Whether a verb belongs to a relative clause.
    pub(crate) fn is_relative_verb(&self, v: usize) -> bool {
        (0..v)
            .rev()
            .take_while(|&k| {
                crate::arguments::is_before_verb(&self.words[k])
                    || crate::mentions::is_relative(&self.words[k])
            })
            .any(|k| crate::mentions::is_relative(&self.words[k]))
    }
}
