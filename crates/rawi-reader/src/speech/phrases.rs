//! Takes the reporting phrases of a sentence (`بحسب المصادر`, `نقلا عن …`, `على حد قوله`, `يذكر أن`), gives the scopes that they open
//! and close.

use rawi_lexicon::{ParticleClass, PhraseKind, Position};
use rawi_model::{SourceKind, Stance};

use super::{Link, Reader, Scope};
use crate::words::{Tag, Word};

impl Reader<'_, '_> {
    /// The reporting phrase that starts at a word.
    pub(super) fn phrase(&mut self, i: usize) {
        let s = self.s;
        let Some((name, r)) = s.names.longest(i, PhraseKind::Reporting) else {
            return;
        };
        let end = name.end;
        let phrase = s.lexicon.reporting_phrase(r.index);
        match phrase.position {
            Position::Closes => {
                if !self.is_quoted(i) {
                    self.discourse.speaker.clear();
                    self.close_open(i);
                }
            }
            Position::Opens => {
                if i > 0 && !self.is_quoted(i) {
                    self.close_open(i);
                }
            }
            Position::Before => self.named(i, end, phrase.stance),
            Position::Self_ => self.own_words(i, end, phrase.stance),
        }
    }

    /// `بحسب مصدر أمني`, `حسبما أفادت الوكالة`.
    fn named(&mut self, i: usize, end: usize, stance: Stance) {
        let s = self.s;
        // `وليس كما تحدثت التقارير`: what they said is not so.
        if i > 0 && s.words[i - 1].key.ends_with("ليس") {
            return;
        }
        let links = self.sources_after(end);
        if links.is_empty() {
            return;
        }
        let leading = s.words[s.sentence_start(i)..i]
            .iter()
            .filter(|w| w.tag != Tag::Punctuation)
            .count()
            <= 1;
        let (from, to) = if leading {
            (end, self.stop_after(end))
        } else if let Some(content) = self.content_ahead(i, end) {
            // `أوضحت القناة نقلا عن مصادر أن …`: a link further in of what is to come.
            (content, self.stop_after(content))
        } else if self.heads_clause(i) {
            (i, self.clause_to(i))
        } else {
            (self.told_before(i, &links), i)
        };
        if leading {
            self.take_floor(&links);
        }
        self.open(Scope {
            from,
            to,
            links,
            stance,
            rule: "reporting phrase",
            word: i,
        });
    }

    /// The sources that stand after a phrase, or as the subject of its verb.
    fn sources_after(&mut self, end: usize) -> Vec<Link> {
        let s = self.s;
        let mut at = end;
        while s
            .words
            .get(at)
            .is_some_and(|w| w.opens_quote() || is_link(w))
        {
            at += 1;
        }
        // `حسبما أفادت وكالة …`, also where the phrase holds the verb already.
        let verb = [at, end.saturating_sub(1)]
            .into_iter()
            .find(|&k| s.words.get(k).is_some_and(Word::is_finite));
        if let Some(v) = verb {
            let a = s.verb_arguments(v);
            self.out.reporting.push(v);
            let mut links = self.subject_links(&a);
            links.extend(self.outlets(v, s.words.len(), &links));
            if !links.is_empty() || v == at {
                return links;
            }
        }
        let phrase = |k: usize| s.phrase_at.get(k).copied().flatten();
        let Some(p) = phrase(at).or_else(|| phrase(end - 1)) else {
            return Vec::new();
        };
        let mut links = self.links_of(&s.with_joined(p));
        // `بحسب بيان نشرته الوكالة`
        links.extend(self.publishers(s.phrases[p].end, &links));
        links
    }

    /// The clause that a phrase in mid-sentence opens instead of closing one: `أكد أن … حسب المعلومات أصيب …`.
    fn heads_clause(&self, i: usize) -> bool {
        let s = self.s;
        let mut before = i;
        while before > 0 && s.words[before - 1].opens_quote() {
            before -= 1;
        }
        let Some(w) = before.checked_sub(1).map(|k| &s.words[k]) else {
            return true;
        };
        // `ومن جهة أخرى بحسب القناة جددت الطائرات …`: nothing is told before it.
        let told = s.words[s.sentence_start(i)..i]
            .iter()
            .any(|w| w.is_finite() || matches!(w.tag, Tag::Masdar));
        w.tag.is_particle(ParticleClass::Sub) || w.is_punct(":") || !told
    }

    /// The next stop outside quotation marks, or the end.
    pub(super) fn stop_after(&self, from: usize) -> usize {
        let s = self.s;
        (from..s.words.len())
            .find(|&k| s.is_stop(k) && !self.is_quoted(k))
            .unwrap_or(s.words.len())
    }

    fn clause_to(&self, i: usize) -> usize {
        let s = self.s;
        self.out
            .scopes
            .iter()
            .filter(|x| x.from <= i && i < x.to)
            .map(|x| x.to)
            .min()
            .unwrap_or(s.words.len())
    }

    /// Where that begins which a phrase behind it attributes.
    fn told_before(&self, i: usize, links: &[Link]) -> usize {
        let s = self.s;
        // The outlet that passes all this on stands outermost.
        if links.iter().all(|l| l.kind == SourceKind::Media) {
            return s.sentence_start(i);
        }
        let beside = i > 0 && s.words[i - 1].is_punct("،,");
        let covered = self
            .out
            .scopes
            .iter()
            .filter(|x| x.from <= i && i < x.to && !(beside && x.rule == "reporting participle"))
            .map(|x| x.from)
            .max();
        // Beside a stretch that somebody else stands for, only what follows it is meant.
        covered.unwrap_or_else(|| {
            self.out
                .scopes
                .iter()
                .filter(|x| x.to <= i && x.from > 0)
                .map(|x| x.to)
                .max()
                .unwrap_or_else(|| s.sentence_start(i))
        })
    }

    /// `على حد قوله`, `بحسب رأيه`: whoever is speaking; `تردد أن`: nobody stands for it.
    fn own_words(&mut self, i: usize, end: usize, stance: Stance) {
        let s = self.s;
        let rumour = s.words[end - 1].tag.is_particle(ParticleClass::Sub) || s.words[i].is_finite();
        if rumour {
            if stance != Stance::Neutral {
                // `ما تردد عن`: nobody is its subject.
                let verbs = (i..end).filter(|&k| s.words[k].is_finite());
                self.out.reporting.extend(verbs);
                self.open(Scope {
                    from: end,
                    to: s.clause_end(end),
                    links: Vec::new(),
                    stance,
                    rule: "rumour",
                    word: i,
                });
            }
            return;
        }
        if !s.words[end - 1].has_enclitic()
            || s.words[i].own_preposition() == Some("ب") && end == i + 1
        {
            return;
        }
        let covering = self
            .out
            .scopes
            .iter_mut()
            .rev()
            .find(|x| x.from <= i && i < x.to);
        if let Some(x) = covering {
            if stance != Stance::Neutral {
                x.stance = stance;
            }
            return;
        }
        let ahead = s
            .words
            .get(end)
            .is_some_and(|w| w.tag.is_particle(ParticleClass::Sub));
        let links = self.discourse.speaker.clone();
        if !ahead && !links.is_empty() {
            self.open(Scope {
                from: s.sentence_start(i),
                to: i,
                links,
                stance,
                rule: "own words",
                word: i,
            });
        }
    }

    /// The content of a reporting verb before the phrase, where it still lies ahead.
    fn content_ahead(&self, i: usize, after: usize) -> Option<usize> {
        let s = self.s;
        let start = s.clause_start(i);
        let said = (start..i).any(|k| {
            s.words[k].is_finite()
                && s.words[k]
                    .lemma_id()
                    .is_some_and(|l| !s.lexicon.saying(l).is_empty())
        });
        if !said {
            return None;
        }
        (after..s.words.len())
            .take_while(|&k| !s.words[k].is_finite() && !s.words[k].is_punct(".؟!؛"))
            .find(|&k| {
                s.words[k].tag.is_particle(ParticleClass::Sub)
                    || super::content::opens_speech(&s.words[k]) && !s.is_name_quote(k)
            })
            .map(|k| k + 1)
    }

    /// Whether a word stands inside quotation marks.
    pub(super) fn is_quoted(&self, i: usize) -> bool {
        let s = self.s;
        let count = |marks: &str| s.words[..i].iter().filter(|w| w.is_punct(marks)).count();
        count("«") > count("»") || count("“") > count("”")
    }
}

fn is_link(w: &Word) -> bool {
    matches!(
        w.tag,
        Tag::Particle(ParticleClass::Prep | ParticleClass::Dem)
    ) || w.is("ما")
}

impl crate::sentence::Sentence<'_> {
    /// After the last full stop before a word: paragraphs of newspapers run on over `..`.
    pub(super) fn sentence_start(&self, i: usize) -> usize {
        (0..i).rev().find(|&k| self.is_stop(k)).map_or(0, |k| k + 1)
    }

    /// A stop inside what was read as one sentence.
    pub(super) fn is_stop(&self, k: usize) -> bool {
        let w = &self.words[k];
        w.is_punct(".؟!") && (w.key.len() > 1 || k + 1 == self.words.len())
    }
}
