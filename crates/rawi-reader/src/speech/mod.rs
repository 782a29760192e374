//! Takes a sentence and the discourse before it, gives the stretches that stand behind a source, and the source's chain.
//!
//! A reporting verb opens a scope from its `أن`, colon or quotation mark to the end of the sentence; a scope inside another
//! is a link further in. `بحسب …` stands for its whole sentence. `وأضاف` without a subject goes on with the last speaker.

mod links;

use rawi_arabic::Pos;
use rawi_lexicon::{ParticleClass, PhraseKind, Position};
use rawi_model::{Code, SourceKind, Stance};

use crate::arguments::Arguments;
use crate::discourse::Discourse;
use crate::mentions::MentionKind;
use crate::sentence::Sentence;
use crate::words::{Tag, Word};

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
        over.sort_by_key(|s| std::cmp::Reverse((s.from, s.word)));
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
    /// `بحسب المصادر`, `وفقا ل…`, `نقلا عن …`.
    fn phrase(&mut self, i: usize) {
        let s = self.s;
        let Some((name, r)) = s.names.longest(i, PhraseKind::Reporting) else {
            return;
        };
        let phrase = s.lexicon.reporting_phrase(r.index);
        match phrase.position {
            Position::Closes => {
                self.discourse.speaker.clear();
                self.close_open(i);
            }
            Position::Before => {
                let mut at = name.end;
                while s
                    .words
                    .get(at)
                    .is_some_and(|w| w.opens_quote() || w.is_particle_any())
                {
                    at += 1;
                }
                // `حسبما أفادت وكالة …`: the verb's subject is the source.
                let links = if s.words.get(at).is_some_and(Word::is_finite) {
                    let a = s.verb_arguments(at);
                    self.out.reporting.push(at);
                    let mut links = self.subject_links(&a);
                    links.extend(self.outlets(at, &a, &links));
                    links
                } else {
                    let p = s
                        .phrase_at
                        .get(at)
                        .copied()
                        .flatten()
                        .or_else(|| s.phrase_at.get(name.end - 1).copied().flatten());
                    p.map(|p| self.links_of(&[p])).unwrap_or_default()
                };
                if links.is_empty() {
                    return;
                }
                let leading = s.words[..i]
                    .iter()
                    .filter(|w| w.tag != Tag::Punctuation)
                    .count()
                    <= 1;
                let (from, to) = if leading {
                    (name.end, s.words.len())
                } else {
                    let from = self
                        .out
                        .scopes
                        .iter()
                        .filter(|x| x.from <= i && i < x.to)
                        .map(|x| x.from)
                        .max()
                        .unwrap_or(0);
                    // After a full clause the phrase covers what stands before it; at a clause's head, what follows.
                    let opens = s.words[i - 1].tag.is_particle(ParticleClass::Sub)
                        || s.words[i - 1].is_punct(":");
                    let ahead = self.content_ahead(i, name.end);
                    if let Some(content) = ahead {
                        // `أوضحت القناة نقلا عن مصادر أن …`: a link further in of what is to come.
                        (content, s.words.len())
                    } else if opens {
                        (i, s.words.len())
                    } else if links
                        .iter()
                        .all(|l| l.kind == rawi_model::SourceKind::Media)
                    {
                        // The outlet that passes all this on stands outermost.
                        (0, i)
                    } else {
                        (from, i)
                    }
                };
                if leading {
                    self.discourse.speaker = links.clone();
                }
                self.out.scopes.push(Scope {
                    from,
                    to,
                    links,
                    stance: phrase.stance,
                    rule: "reporting phrase",
                    word: i,
                });
            }
            Position::Opens | Position::Self_ => {}
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
            .find(|&k| s.words[k].tag.is_particle(ParticleClass::Sub))
            .map(|k| k + 1)
    }

    /// `هادي: انتصاراتنا لن تتوقف`: in headlines the name before a colon speaks; a dateline does not.
    fn headline(&mut self) {
        let s = self.s;
        let Some(first) = s.phrases.first().filter(|p| p.start == 0 && p.end <= 9) else {
            return;
        };
        let colon = s.words.get(first.end).is_some_and(|w| w.is_punct(":"));
        let quoted = s.words.get(first.end + 1).is_some_and(Word::opens_quote);
        let place = s.names.at(0).iter().any(|n| {
            n.refs
                .iter()
                .any(|r| matches!(r.kind, PhraseKind::Capital | PhraseKind::Place))
        });
        if !colon || place || (quoted && s.mention_at(first.end + 2).is_some()) {
            return;
        }
        let known = first.own_mention(&s.mentions).is_some()
            || s.names.longest(0, PhraseKind::SourceNoun).is_some();
        let links = if known {
            self.links_of(&[0])
        } else {
            Vec::new()
        };
        if !links.is_empty() {
            self.out.scopes.push(Scope {
                from: first.end + 1,
                to: s.words.len(),
                links,
                stance: Stance::Neutral,
                rule: "name before a colon",
                word: 0,
            });
        }
    }

    fn verb(&mut self, i: usize) {
        let s = self.s;
        let w = &s.words[i];
        let Some(r) = w.reading() else { return };
        let id = match w.tag {
            Tag::Verb | Tag::Participle => r.lemma,
            Tag::Masdar => match s.lexicon.lemma(r.lemma).verb {
                Some(v) => v,
                None => return,
            },
            _ => return,
        };
        let sayings = s.lexicon.saying(id);
        if sayings.is_empty() || self.out.reporting.contains(&i) {
            return;
        }
        match w.tag {
            Tag::Verb => {
                let a = s.verb_arguments(i);
                self.saying(i, &a, sayings);
            }
            Tag::Participle if is_circumstance(w) => {
                let a = s.noun_arguments(i);
                self.participle(i, &a, sayings);
            }
            Tag::Masdar
                if w.has_enclitic() || w.clitics().is_empty() || w.own_preposition().is_some() =>
            {
                let a = s.noun_arguments(i);
                self.masdar(i, &a, sayings);
            }
            _ => {}
        }
    }

    fn content_start(
        &self,
        i: usize,
        a: &Arguments,
        sayings: &[rawi_lexicon::Saying],
    ) -> Option<usize> {
        let s = self.s;
        if let Some(c) = a.clause {
            return Some(c);
        }
        let quote = (i + 1..s.words.len().min(i + 30))
            .find(|&k| s.words[k].opens_quote() && !self.is_name_quote(k));
        for saying in sayings {
            for slot in &saying.slots {
                if slot == "o" {
                    if let Some(o) = &a.object {
                        return Some(s.phrases[o[0]].start);
                    }
                } else if let Some(g) = a.preposition(slot) {
                    return Some(s.phrases[g[0]].start);
                }
            }
        }
        quote.map(|q| q + 1)
    }

    /// A quotation of one or two words is a name, not speech.
    fn is_name_quote(&self, open: usize) -> bool {
        let s = self.s;
        (open + 1..(open + 5).min(s.words.len())).any(|k| s.words[k].closes_quote())
    }

    fn saying(&mut self, i: usize, a: &Arguments, sayings: &[rawi_lexicon::Saying]) {
        let s = self.s;
        let mut links = if a.elided || a.subject.is_none() {
            Vec::new()
        } else {
            self.subject_links(a)
        };
        // `نقلت الوكالة عن مصدر`: the one quoted is further in than the one who passes it on.
        for preposition in sayings.iter().flat_map(|x| &x.sources) {
            if let Some(g) = a.preposition(preposition) {
                let inner = self.links_of(g);
                if !inner.is_empty() {
                    links.splice(0..0, inner);
                    break;
                }
            }
        }

        let outlets = self.outlets(i, a, &links);
        links.extend(outlets);
        if links.is_empty() {
            if a.subject.is_some() && !a.elided {
                return;
            }
            links = self.discourse.speaker.clone();
        }
        if links.is_empty() {
            return;
        }
        let Some(from) = self.content_start(i, a, sayings) else {
            self.discourse.speaker = links;
            return;
        };
        self.out.reporting.push(i);
        if self.is_sequel(i) {
            self.close_open(i);
        }
        self.discourse.speaker.clone_from(&links);
        // Without `أن` or a quotation only the object itself is said.
        let noun = a.clause.is_none()
            && a.object
                .as_ref()
                .is_some_and(|o| s.phrases[o[0]].start == from);
        self.out.scopes.push(Scope {
            from,
            to: if noun {
                s.clause_end(from)
            } else {
                s.words.len()
            },
            links,
            stance: sayings[0].stance,
            rule: "reporting verb",
            word: i,
        });
    }

    /// `مشيرا إلى أن`: the same speaker goes on; without one, the subject of the clause speaks.
    fn participle(&mut self, i: usize, a: &Arguments, sayings: &[rawi_lexicon::Saying]) {
        let s = self.s;
        let Some(from) = self.content_start(i, a, sayings) else {
            return;
        };
        self.out.reporting.push(i);
        if let Some(open) = self
            .out
            .scopes
            .iter()
            .rposition(|x| x.from <= i && i < x.to)
        {
            let outermost = self
                .out
                .scopes
                .iter()
                .position(|x| x.from <= i && i < x.to)
                .unwrap_or(open);
            // Back on the level of the main speaker: what was nested inside ends here.
            for (k, x) in self.out.scopes.iter_mut().enumerate() {
                if k > outermost && x.from <= i && i < x.to {
                    x.to = i;
                }
            }
            return;
        }
        let links = match (0..i)
            .rev()
            .find(|&k| s.words[k].is_finite() && !s.is_relative_verb(k))
        {
            Some(v) => {
                let a = s.verb_arguments(v);
                let links = self.subject_links(&a);
                if links.is_empty() {
                    self.discourse.speaker.clone()
                } else {
                    links
                }
            }
            None => self.discourse.speaker.clone(),
        };
        if links.is_empty() {
            return;
        }
        self.discourse.speaker.clone_from(&links);
        self.out.scopes.push(Scope {
            from,
            to: s.words.len(),
            links,
            stance: sayings[0].stance,
            rule: "reporting participle",
            word: i,
        });
    }

    /// `قوله إن`, `إعلان الولايات المتحدة نشر …`.
    fn masdar(&mut self, i: usize, a: &Arguments, sayings: &[rawi_lexicon::Saying]) {
        let s = self.s;
        let Some(from) = self.content_start(i, a, sayings) else {
            return;
        };
        let mut links = match &a.genitive {
            Some(g) => self.links_of(g),
            None => Vec::new(),
        };
        // `استهل كلمته بالتأكيد على أن …`: whoever does so says it.
        if links.is_empty()
            && s.words[i].own_preposition() == Some("ب")
            && !s.words[i].has_enclitic()
        {
            let host = (s.clause_start(i)..i)
                .rev()
                .find(|&k| s.words[k].is_finite());
            links = host
                .map(|v| self.subject_links(&s.verb_arguments(v)))
                .unwrap_or_default();
            if !links.is_empty() {
                self.discourse.speaker.clone_from(&links);
            }
        }
        if links.is_empty() {
            if !s.words[i].has_enclitic() {
                return;
            }
            // `نقلت عنه الوكالة قوله`: already opened by the verb.
            if self.out.scopes.iter().any(|x| x.from <= i && i < x.to) {
                return;
            }
            links = self.discourse.speaker.clone();
        }
        if links.is_empty() {
            return;
        }
        self.out.reporting.push(i);
        self.out.scopes.push(Scope {
            from,
            to: s.words.len(),
            links,
            stance: sayings[0].stance,
            rule: "reporting noun",
            word: i,
        });
    }

    /// Whether a reporting verb stands beside the open scope, not inside it.
    fn is_sequel(&self, i: usize) -> bool {
        let s = self.s;
        let quoted = s.words[..i].iter().filter(|w| w.opens_quote()).count()
            > s.words[..i].iter().filter(|w| w.closes_quote()).count();
        if quoted && s.words[..i].iter().any(|w| w.is_punct("«“")) {
            return false;
        }
        s.words[i].is_joined()
            || (i > 0
                && s.words[i - 1].is_any(&[
                    "فيما",
                    "بينما",
                    "كما",
                    "حين",
                    "وفيما",
                    "وبينما",
                    "قد",
                    "وقد",
                    "كذلك",
                ]))
            || (i > 1
                && s.words[i - 1].tag == Tag::Particle(ParticleClass::Modal)
                && s.words[i - 2].is_any(&["فيما", "بينما", "كما"]))
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

impl Word {
    fn is_particle_any(&self) -> bool {
        matches!(
            self.tag,
            Tag::Particle(ParticleClass::Prep | ParticleClass::Dem)
        )
    }
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
