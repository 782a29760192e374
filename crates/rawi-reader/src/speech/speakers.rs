//! Takes a reporting verb, gives whose words it reports: its subject wherever that stands, or who spoke before.

use rawi_arabic::Gender;
use rawi_lexicon::{NounKind, ParticleClass};
use rawi_model::SourceKind;

use super::content::{Content, Mark};
use super::{Link, Reader};
use crate::arguments::{Arguments, is_before_verb};
use crate::tagger::is_auxiliary;
use crate::words::{Tag, Word};

/// Verbs whose object is told what is said.
const TOLD: &[&str] = &[
    "بلغ.IV",
    "خبر.II",
    "خبر.IV",
    "علم.IV",
    "شعر.IV",
    "خطر.IV",
    "طمءن.QI",
    "ذكر.II",
    "نبء.II",
    "نبء.IV",
    "سءل.I",
];

/// Verbs that only somebody who speaks is the subject of.
const SAYS: &[&str] = &[
    "قول.I",
    "ضيف.IV",
    "صرح.II",
    "ذكر.I",
    "تبع.III",
    "ءكد.II",
    "وضح.IV",
    "بين.II",
    "زعم.I",
    "علن.IV",
    "عبر.VIII",
    "رءي.I",
    "خبر.IV",
    "ردف.IV",
    "علق.II",
    "شدد.II",
];

impl Reader<'_, '_> {
    /// The sources that the subject of a verb names.
    pub(super) fn subject_links(&self, a: &Arguments) -> Vec<Link> {
        a.subject
            .as_ref()
            .map(|g| self.links_of(g))
            .unwrap_or_default()
    }

    /// The sources that a verb of saying names as its subject, known to the lexicon or not.
    pub(super) fn named_speaker(
        &self,
        i: usize,
        a: &Arguments,
        content: Option<Content>,
    ) -> Vec<Link> {
        let s = self.s;
        // `فقال: «الشعب …»`: what follows is said, nobody's name.
        let at_once = content
            .and_then(|c| s.words.get(i + 1..c.from))
            .is_some_and(|between| {
                !between.is_empty() && between.iter().all(|w| w.tag == Tag::Punctuation)
            });
        if at_once {
            return self.before(i);
        }
        // `قال لـ«الشرق الأوسط»`: the outlet stands behind a preposition that is kept apart from it.
        let apart = |p: usize| {
            s.words
                .get(i + 1..s.phrases[p].start)
                .is_some_and(|between| between.iter().any(|w| w.is_any(&["ل", "لـ"])))
        };
        let ahead = |p: usize| content.is_none_or(|c| s.phrases[p].start < c.from) && !apart(p);
        let subject = a
            .subject
            .as_ref()
            .filter(|g| a.subject_before || ahead(g[0]));
        if let Some(g) = subject.filter(|_| !a.elided) {
            let mut links = self.links_of(g);
            self.whole_name(i, content, &mut links);
            if !links.is_empty() {
                return links;
            }
        }
        // `يقول شرارة إن`: the name looks like a word of another gender, or like no name at all.
        let Some(c) = content.filter(|_| !self.is_told(i)) else {
            return self.before(i);
        };
        let next = s
            .phrase_starting(i + 1)
            .filter(|&p| ahead(p) && s.phrases[p].preposition.is_none());
        if let Some(p) = next {
            let links = self.links_of(&[p]);
            if !links.is_empty() {
                return links;
            }
            if c.mark != Mark::Noun && self.may_be_stranger(i, p) {
                return vec![self.stranger(p)];
            }
        } else if let Some(link) = self.quoted_name(i, c) {
            return vec![link];
        } else if c.mark != Mark::Noun
            && let Some(link) = self.unread_name(i, c)
        {
            return vec![link];
        }
        self.before(i)
    }

    /// `قال محمد رحيم أمين إن`: the rest of a name that looks like adjectives, up to `أن` or a comma.
    fn whole_name(&self, i: usize, content: Option<Content>, links: &mut [Link]) {
        let s = self.s;
        let ([link], Some(c)) = (links, content) else {
            return;
        };
        if link.kind != SourceKind::Person
            || s.words.get(i + 1).is_none_or(|w| w.start != link.start)
        {
            return;
        }
        let end =
            (i + 1..c.from).find(|&k| s.words[k].tag == Tag::Punctuation || s.opens_content(k));
        let Some(end) = end else { return };
        let run = &s.words[i + 1..end];
        let name = run.len() <= 6
            && run
                .iter()
                .all(|w| w.tag.is_nominal() && w.own_preposition().is_none() && !w.is_joined());
        if name && s.words[end - 1].end > link.end {
            link.end = s.words[end - 1].end;
        }
    }

    /// Whether the object of a verb is told what is said.
    pub(super) fn is_told(&self, i: usize) -> bool {
        self.s.words[i]
            .lemma(self.s.lexicon)
            .is_some_and(|l| TOLD.contains(&l.id.as_str()))
    }

    fn says(&self, i: usize) -> bool {
        self.s.words[i]
            .lemma(self.s.lexicon)
            .is_some_and(|l| SAYS.contains(&l.id.as_str()))
    }

    /// Whether a phrase right after a verb of saying is somebody, though the lexicon knows no such person.
    fn may_be_stranger(&self, i: usize, p: usize) -> bool {
        let s = self.s;
        let phrase = &s.phrases[p];
        let head = &s.words[phrase.head];
        let Some(r) = head.reading() else {
            return false;
        };
        let lemma = s.lexicon.lemma(r.lemma);
        let says = self.says(i);
        let act = lemma.verb.is_some() && !says;
        if head.has_enclitic() || r.features.tanwin_alef || act || s.in_time(phrase.head) {
            return false;
        }
        // `أعلن المكتب البحري أن`: what stands between the verb and `أن`.
        let whole = phrase.end < s.words.len()
            && (s.opens_content(phrase.end)
                || s.words
                    .get(phrase.end)
                    .is_some_and(super::content::opens_speech));
        let people = matches!(lemma.kind, NounKind::Human | NounKind::Group);
        let name = head.tag == Tag::Proper || r.guessed || people;
        // Things do not say; that they show, prove or mean something is no report of theirs.
        name || says && (whole || phrase.end == phrase.start + 1)
    }

    /// `علمت «السفير» أن`, `يؤكد «فوتوس» …`: a name in quotation marks right after the verb.
    fn quoted_name(&self, i: usize, c: Content) -> Option<Link> {
        let s = self.s;
        let open = i + 1;
        let close = s
            .words
            .get(open)
            .filter(|w| w.opens_quote())
            .and_then(|_| s.quote_close(open))?;
        if close >= c.from || close <= open + 1 || !s.is_name_quote(open) {
            return None;
        }
        let known = s.phrase_at[open + 1].and_then(|p| self.link_of(p));
        let learns = s.words[i]
            .lemma(s.lexicon)
            .is_some_and(|l| matches!(l.id.as_str(), "علم.I" | "نشر.I" | "ورد.IV" | "ذكر.I"));
        let kind = if learns {
            SourceKind::Media
        } else {
            SourceKind::Person
        };
        let named = known.filter(|l| !learns || l.kind == SourceKind::Media);
        Some(named.unwrap_or_else(|| Link::words(s, open + 1, close, kind)))
    }

    /// A name that was read as other words: `قال لو دريان «…»`.
    fn unread_name(&self, i: usize, c: Content) -> Option<Link> {
        let s = self.s;
        let end =
            (i + 1..c.from).find(|&k| s.words[k].tag == Tag::Punctuation || s.opens_content(k))?;
        let words = &s.words[i + 1..end];
        let name = (1..=4).contains(&words.len())
            && words.iter().all(|w| {
                w.kind == rawi_arabic::TokenKind::Word
                    && !w.is_finite()
                    && !w.has_enclitic()
                    && !matches!(
                        w.tag,
                        Tag::Particle(
                            ParticleClass::Prep | ParticleClass::Adv | ParticleClass::Pron
                        )
                    )
            });
        (name && self.says(i)).then(|| Link::words(s, i + 1, end, SourceKind::Person))
    }

    /// `أما الوزارة فقالت`, `مصادر محلية تؤكد`, `كانت مصادر مطلعة قد أكدت`: the source at the head of the verb's clause.
    fn before(&self, i: usize) -> Vec<Link> {
        let s = self.s;
        let Some(p) = (0..i)
            .rev()
            .take_while(|&k| {
                let w = &s.words[k];
                w.tag.is_nominal()
                    || is_before_verb(w)
                    || w.opens_quote()
                    || w.closes_quote()
                    || w.is_punct("،,") && s.words[i].clitics().contains(rawi_arabic::Clitics::FA)
                    || s.in_time(k)
                    || s.mention_at(k).is_some()
            })
            .filter_map(|k| s.phrase_at[k])
            .last()
        else {
            return Vec::new();
        };
        let joined =
            s.words[i].is_joined() && !s.words[i].clitics().contains(rawi_arabic::Clitics::FA);
        let phrase = &s.phrases[p];
        let head = phrase.start == 0
            || s.words[phrase.start - 1].tag == Tag::Punctuation
            || is_auxiliary(&s.words[phrase.start - 1], s.lexicon)
            || s.is_boundary(phrase.start - 1)
            || s.words[phrase.start - 1].is_any(&["اما", "فيما", "بينما"]);
        if joined || !head || phrase.preposition.is_some() {
            return Vec::new();
        }
        let mut links = self.links_of(&[p]);
        links.retain(|l| self.agrees(&s.words[i], l));
        links
    }

    /// Who goes on where a verb of saying has no subject: the subject of the main clause before, or the last speaker.
    pub(super) fn going_on(&self, i: usize) -> Vec<Link> {
        let s = self.s;
        let word = &s.words[i];
        let host = (0..i).rev().filter(|&k| {
            s.words[k].is_finite()
                && !s.is_relative_verb(k)
                && !self.is_covered(k)
                && !is_auxiliary(&s.words[k], s.lexicon)
        });
        for v in host {
            let a = s.verb_arguments(v);
            if a.elided {
                continue;
            }
            let links = self.subject_links(&a);
            if links.first().is_some_and(|l| self.agrees(word, l)) {
                let last = &self.discourse.speaker;
                // The same speaker, with those who pass him on.
                return if last.iter().any(|l| l.start == links[0].start) {
                    last.clone()
                } else {
                    links
                };
            }
        }
        let agreeing = |chain: &[Link]| -> Option<Vec<Link>> {
            (0..chain.len())
                .find(|&k| self.agrees(word, &chain[k]))
                .map(|k| chain[k..].to_vec())
        };
        agreeing(&self.discourse.speaker)
            .or_else(|| agreeing(&self.discourse.speaker_before))
            .unwrap_or_default()
    }

    /// Whether a verb or participle agrees with a source, as far as one can tell.
    pub(super) fn agrees(&self, word: &Word, link: &Link) -> bool {
        let Some(p) = link.participant.map(|k| &self.discourse.participants[k]) else {
            return true;
        };
        let singular = p.number == rawi_arabic::Number::Singular;
        let told = matches!(link.kind, SourceKind::Person | SourceKind::Official);
        !(singular && told)
            || word.gender() == Gender::Either
            || crate::sentence::genders_agree(word.gender(), p.gender)
    }
}
