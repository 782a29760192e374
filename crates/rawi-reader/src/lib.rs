//! Rawi's engine: an Arabic news article in, event records with their sources out.
//!
//! ```text
//! text ─ words (tagged) ─ names ─ mentions ─ noun phrases ─ arguments ─┐
//!                                   speech (who stands behind what) ───┼─ acts ─ merge ─ status, when, place ─ records
//!                                   discourse (carried across sentences)┘
//! ```
//!
//! The engine does no I/O, holds no global state and is `Send + Sync`: build a [`Reader`] once, share it across threads.
//! The same article gives the same records, whatever else is read beside it.

mod acts;
mod ahead;
mod arguments;
mod choose;
mod contexts;
mod discourse;
mod features;
mod figures;
mod gloss;
mod mentions;
mod merge;
mod names;
mod phrases;
mod places;
mod records;
mod sentence;
mod speech;
mod standing;
mod status;
mod tagger;
mod times;
mod topic;
pub mod training;
mod weights;
mod words;

use rawi_arabic::Text;
use rawi_lexicon::Lexicon;
use rawi_model::{Article, Engine, Reading, Record};

use discourse::Discourse;
use sentence::Sentence;

/// Reads articles with what a lexicon knows.
#[derive(Clone, Copy)]
pub struct Reader<'l> {
    lexicon: &'l Lexicon,
    models: Option<&'static weights::Models>,
    explain: bool,
}

impl<'l> Reader<'l> {
    /// A reader over a lexicon.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Self {
            lexicon,
            models: Some(weights::builtin()),
            explain: false,
        }
    }

    /// The same without trained weights: rules alone decide.
    #[must_use]
    pub const fn rules_alone(mut self) -> Self {
        self.models = None;
        self
    }

    /// Names the weights that tipped the scale in the derivations.
    #[must_use]
    pub const fn explaining(mut self) -> Self {
        self.explain = true;
        self
    }

    /// Which engine this is: version of the crate, hash of the lexicon.
    pub fn engine(&self) -> Engine {
        Engine {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            lexicon: self.lexicon.hash().to_owned(),
        }
    }

    /// Reads an article.
    pub fn read(&self, article: Article) -> Reading {
        let events = self.events(&article);
        Reading {
            engine: self.engine(),
            article,
            events,
        }
    }

    /// The records of an article, in the order of their triggers.
    pub fn events(&self, article: &Article) -> Vec<Record> {
        let text = Text::new(&article.text);
        let mut discourse = Discourse {
            home: discourse::home_of(&article.outlet, self.lexicon),
            ..Discourse::default()
        };
        discourse
            .known
            .extend(discourse.home.map(|c| c.to_string()));
        let outlet = gloss::Outlet::new(&article.outlet, self.lexicon);
        let mut out = Vec::new();
        let mut sentences =
            ahead::Sentences::new(&text, self.lexicon, article.published, &mut discourse);
        while let Some(sentence) = sentences.next(&mut discourse) {
            records::of_sentence(
                &sentence,
                &text,
                article,
                &mut discourse,
                self.models,
                self.explain,
                &outlet,
                &mut out,
            );
        }
        out
    }
}

/// Shows how the sentences of a text were analysed, for people who work on the engine.
pub fn describe(lexicon: &Lexicon, article: &Article) -> String {
    use std::fmt::Write as _;
    let text = Text::new(&article.text);
    let mut out = String::new();
    for index in 0..text.sentences().len() {
        let s = Sentence::new(&text, index, lexicon, article.published, &|_| false);
        for (i, w) in s.words.iter().enumerate() {
            let lemma = w.lemma(lexicon).map_or("", |l| l.id.as_str());
            let m = s.mention_at(i).map_or(String::new(), |m| format!("m{m}"));
            let p = s.phrase_at[i].map_or(String::new(), |p| format!("p{p}"));
            let framed = w
                .reading()
                .is_some_and(|r| lexicon.frames_for(r.lemma, r.pos).next().is_some());
            let frames = w
                .readings
                .iter()
                .any(|r| lexicon.frames_for(r.lemma, r.pos).next().is_some());
            let _ = writeln!(
                out,
                "{i}\t{}\t{:?}\t{lemma}\t{m}\t{p}\t{:?}\t@{}\t{framed}\t{frames}",
                w.form,
                w.tag,
                w.clitics(),
                w.start
            );
        }
        for (k, m) in s.mentions.iter().enumerate() {
            let _ = writeln!(
                out,
                "m{k}\t{:?} {:?} {:?} {}..{}",
                m.kind, m.country, m.sector, m.start, m.end
            );
        }
        for (k, p) in s.phrases.iter().enumerate() {
            let _ = writeln!(
                out,
                "p{k}\t{}..{} head {} prep {:?} joined {}",
                p.start, p.end, p.head, p.preposition, p.joined
            );
        }
        for i in 0..s.words.len() {
            if s.words[i].is_finite() {
                let a = s.verb_arguments(i);
                let _ = writeln!(out, "v{i} {}: {a:?}", s.words[i].form);
            }
        }
        out.push('\n');
    }
    out
}
