//! Takes a word that reports, gives the stretch of its sentence that it reports: where it begins, where it ends.

use rawi_lexicon::{ParticleClass, Saying};

use super::Reader;
use crate::arguments::Arguments;
use crate::sentence::Sentence;
use crate::words::{Tag, Word};

/// How what is said is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// By `أن`, a colon or a clause of its own.
    Clause,
    /// By quotation marks.
    Quote,
    /// It is the object or a complement, a noun.
    Noun,
}

/// What a word reports.
#[derive(Debug, Clone, Copy)]
pub(super) struct Content {
    pub from: usize,
    pub to: usize,
    pub mark: Mark,
}

/// `أن` with and without its pronoun, folded.
const THAT: &[&str] = &[
    "ان",
    "انه",
    "انها",
    "انهم",
    "انهما",
    "انهن",
    "اني",
    "انني",
    "اننا",
    "الا",
];

/// What is shouted tells of itself, it is no report.
const SHOUTED: &[&str] = &["هتاف", "شعار"];

/// Conjunctions that are written with `أن` and introduce no speech.
const NOT_SAID: &[&str] = &[
    "بعد",
    "قبل",
    "رغم",
    "منذ",
    "دون",
    "بدون",
    "غير",
    "الا",
    "حيث",
    "بمجرد",
    "بما",
    "بيد",
    "شريطه",
    "لو",
    "علما",
    "حتي",
    "لولا",
    "فور",
    "كما",
    "ساعه",
    "سوي",
    "مع",
];

impl Reader<'_, '_> {
    /// What a reporting word introduces; `nominal` is whether a noun will do.
    pub(super) fn content(
        &self,
        i: usize,
        a: &Arguments,
        sayings: &[Saying],
        nominal: bool,
    ) -> Option<Content> {
        let s = self.s;
        let clause = |from: usize| {
            // `أن «…»`, `«أن …»`
            let open = [from, from.saturating_sub(2)].into_iter().find(|&k| {
                // Right after `أن` more than a few words are speech, though no verb is among them.
                let long = s.quote_close(k).is_none_or(|c| c > k + 4);
                k > i && s.words.get(k).is_some_and(opens_speech) && (long || !s.is_name_quote(k))
            });
            let from = open.map_or(from, |o| from.max(o + 1));
            Content {
                from,
                to: self.speech_end(from, open),
                mark: if open.is_some() {
                    Mark::Quote
                } else {
                    Mark::Clause
                },
            }
        };
        // `قال: …`, `فقال «…»`.
        let next = i + 1;
        if s.words.get(next).is_some_and(|w| w.is_punct(":")) {
            return Some(clause(next + 1));
        }
        if s.words.get(next).is_some_and(opens_speech) && !s.is_name_quote(next) {
            return Some(clause(next));
        }
        // `قال إذا انسحبت …`
        if s.words
            .get(next)
            .is_some_and(|w| w.tag.is_particle(ParticleClass::Cond) && !w.is("ان"))
        {
            return Some(clause(next));
        }
        if let Some(c) = a.clause.filter(|&c| s.opens_content(c - 1)) {
            return Some(clause(c));
        }
        if nominal && let Some(from) = self.noun_content(i, a, sayings) {
            return Some(Content {
                from,
                to: s.clause_end(from),
                mark: Mark::Noun,
            });
        }
        let slots = || sayings.iter().flat_map(|x| &x.slots);
        if !slots().any(|x| x == "ان" || x == "o") {
            return None;
        }
        self.opener(next).map(clause)
    }

    /// The object or complement in which what is said stands.
    fn noun_content(&self, i: usize, a: &Arguments, sayings: &[Saying]) -> Option<usize> {
        let s = self.s;
        // `أبلغت المصادر الصحيفة فشل المحادثات`: the one told stands before what is told.
        if self.is_told(i) {
            let told = if a.pronoun {
                a.object.as_ref()
            } else {
                a.object2.as_ref()
            };
            let thing = told.filter(|g| s.phrases[g[0]].own_mention(&s.mentions).is_none());
            if let Some(g) = thing {
                return Some(s.phrases[g[0]].start);
            }
        }
        for slot in sayings.iter().flat_map(|x| &x.slots) {
            let group = if slot == "o" {
                let told = |g: &&crate::arguments::Group| self.may_be_told(i, g[0]);
                let timed = || self.after_time(i);
                let object = a
                    .object
                    .as_ref()
                    .filter(told)
                    .or(a.object2.as_ref().filter(told));
                if let Some(from) = object.is_none().then(timed).flatten() {
                    return Some(from);
                }
                object
            } else {
                a.preposition(slot)
            };
            let from = group
                .map(|g| s.phrases[g[0]].start)
                .filter(|&from| from > i);
            if from.is_some() {
                return from;
            }
        }
        None
    }

    /// Whether an object may be what is said: nobody, nothing shouted, and no name where speech follows.
    fn may_be_told(&self, i: usize, phrase: usize) -> bool {
        let s = self.s;
        let p = &s.phrases[phrase];
        let head = &s.words[p.head];
        let act = head
            .reading()
            .is_some_and(|r| s.lexicon.frames_for(r.lemma, r.pos).next().is_some());
        p.own_mention(&s.mentions).is_none()
            && !SHOUTED.iter().any(|x| head.key.starts_with(x))
            && (act || self.opener(i + 1).is_none())
    }

    /// `أعلن الجيش أمس مقتل جنديين`: the noun phrase that began with the time is what is said.
    fn after_time(&self, i: usize) -> Option<usize> {
        let s = self.s;
        let k = (i + 1..s.words.len().min(i + 8)).find(|&k| s.in_time(k))?;
        let end = (k..s.words.len()).find(|&k| !s.in_time(k))?;
        let act = s.words[end]
            .reading()
            .is_some_and(|r| s.lexicon.frames_for(r.lemma, r.pos).next().is_some());
        let free = !s.words[end].is_finite() && s.words[end].own_preposition().is_none();
        (act && free && s.phrase_at[end] == s.phrase_at[end - 1]).then_some(end)
    }

    /// `أن`, a colon or a quotation mark further on, past relative clauses and what stands in brackets.
    fn opener(&self, from: usize) -> Option<usize> {
        let s = self.s;
        let mut described = false;
        let mut k = from;
        while k < s.words.len() {
            let w = &s.words[k];
            if w.is_punct(".؟!؛") {
                return None;
            }
            if opens_speech(w) && !s.is_name_quote(k) {
                return Some(k);
            }
            if w.opens_quote() {
                k = s.quote_close(k).map_or(k, |c| c) + 1;
                continue;
            }
            if w.is_punct(":") || s.opens_content(k) {
                return (k + 1 < s.words.len()).then_some(k + 1);
            }
            if w.tag.is_particle(ParticleClass::Conj) && !w.is_any(&["او", "و", "ثم"]) {
                return None;
            }
            if crate::mentions::is_relative(w) {
                described = true;
            } else if w.is_finite() && !crate::tagger::is_auxiliary(w, s.lexicon) {
                // `في مقال نشرته الصحيفة أن …`, `بيان، أوردته الوكالة، أن …`
                let before = &s.words[k - 1];
                let bare = before.tag.is_nominal() || before.is_punct("،,") && w.has_enclitic();
                let again = w.is_joined() && w.has_enclitic();
                if !(described || bare && !w.is_joined() || again) {
                    return None;
                }
                described = false;
            }
            k += 1;
        }
        None
    }

    /// Where speech ends that begins at a word: with its quotation where the outlet goes on, or where another takes over.
    fn speech_end(&self, from: usize, open: Option<usize>) -> usize {
        let s = self.s;
        let end = s.words.len();
        let close = open.and_then(|o| s.quote_close(o));
        if let Some(c) = close {
            let mut next = c + 1;
            while s.words.get(next).is_some_and(|w| w.is_punct("،,.")) {
                next += 1;
            }
            let told = s
                .words
                .get(next)
                .is_some_and(|w| w.is_finite() && w.is_joined());
            // `…»، و«…»`: the same speaker is quoted once more.
            let again = s.words[next.min(end)..]
                .windows(2)
                .any(|w| (w[0].is("و") || w[0].is_punct("،")) && opens_speech(&w[1]));
            if told && !again || self.turns(next) {
                return c;
            }
        }
        let mut k = close.unwrap_or(from);
        while k < end {
            if opens_speech(&s.words[k]) {
                match s.quote_close(k) {
                    Some(c) => k = c,
                    None => return end,
                }
            } else if self.turns(k) || s.is_stop(k) {
                return k;
            }
            k += 1;
        }
        end
    }

    /// `فيما أدان …`, `في وقت اعترف …`: another clause beside what is said, told by the outlet.
    fn turns(&self, k: usize) -> bool {
        let s = self.s;
        let Some(w) = s.words.get(k) else {
            return false;
        };
        let after = if w.is_any(&["فيما", "وفيما", "بينما", "وبينما"]) {
            k + 1
        } else if w.is_any(&["في", "وفي"])
            && s.words
                .get(k + 1)
                .is_some_and(|n| n.is_any(&["حين", "وقت"]))
        {
            k + 2
        } else {
            return false;
        };
        s.words.get(after).is_some_and(|n| {
            n.is_finite()
                && !n.is_any(&["يتعلق", "يخص", "يبدو", "يلي", "مضي", "اذا"])
                && n.reading()
                    .is_some_and(|r| r.features.aspect == Some(rawi_arabic::Aspect::Perfect))
        })
    }
}

/// A mark with which somebody's words begin.
pub(super) fn opens_speech(w: &Word) -> bool {
    w.is_punct("«“\"”")
}

impl Sentence<'_> {
    /// Where the quotation closes that opens at a word.
    pub(super) fn quote_close(&self, open: usize) -> Option<usize> {
        let closing = match self.words.get(open)?.key.chars().next()? {
            '«' => "»",
            '(' => ")",
            '[' => "]",
            '‘' => "’",
            _ => "\"”“",
        };
        let mut depth = 0;
        for k in open + 1..self.words.len() {
            let w = &self.words[k];
            if closing == "»" && w.is_punct("«") {
                depth += 1;
            } else if w.is_punct(closing) {
                if depth == 0 {
                    return Some(k);
                }
                depth -= 1;
            }
        }
        None
    }

    /// A quotation of a few words without a verb is a name, not speech.
    pub(super) fn is_name_quote(&self, open: usize) -> bool {
        self.quote_close(open).is_some_and(|c| {
            let inside = &self.words[open + 1..c];
            let nominal = inside
                .iter()
                .all(|w| w.tag.is_nominal() || w.is_punct(".-ـ") || w.tag == Tag::Latin);
            // `جماعة «الطلبة من أجل الحرية»`: after a noun that needs a name.
            let construct = open > 0
                && self.words[open - 1].tag == Tag::Noun
                && !self.words[open - 1].has_article()
                && !self.words[open - 1].has_enclitic();
            let verbless = !inside.iter().any(Word::is_finite);
            inside.len() < 4 && verbless || inside.len() < 8 && (nominal || construct && verbless)
        })
    }

    /// A word is the `أن` after which what is said stands.
    pub(super) fn opens_content(&self, k: usize) -> bool {
        let w = &self.words[k];
        let key = w.key.strip_prefix('ب').unwrap_or(&w.key);
        w.tag.is_particle(ParticleClass::Sub)
            && THAT.contains(&key)
            && !(k > 0 && self.words[k - 1].is_any(NOT_SAID))
    }
}
