//! Takes a reporting verb, gives whose words it reports: its subject wherever that stands, or who spoke before.

use rawi_arabic::Gender;
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
        let ahead = |p: usize| content.is_none_or(|c| s.phrases[p].start < c.from);
        let subject = a
            .subject
            .as_ref()
            .filter(|g| a.subject_before || ahead(g[0]));
        if let Some(g) = subject.filter(|_| !a.elided) {
            let links = self.links_of(g);
            if !links.is_empty() {
                return links;
            }
        }
        let spoken = content.is_some_and(|c| c.mark != Mark::Noun);
        let told = s.words[i]
            .lemma(s.lexicon)
            .is_some_and(|l| TOLD.contains(&l.id.as_str()));
        // `يقول شرارة إن`: the name looks like a word of another gender, or like no name at all.
        if spoken && !told {
            let subject = subject.filter(|_| !a.subject_before);
            if let Some(&p) = subject
                .or(a.object.as_ref())
                .map(|g| &g[0])
                .filter(|&&p| ahead(p))
            {
                let links = self.links_of(&[p]);
                if !links.is_empty() {
                    return links;
                }
                if s.phrases[p].start == i + 1 {
                    return vec![self.stranger(p)];
                }
            }
        }
        self.before(i)
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
            .unwrap_or_else(|| self.discourse.speaker.clone())
    }

    /// Whether a verb or participle agrees with a source, as far as one can tell.
    fn agrees(&self, word: &Word, link: &Link) -> bool {
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
