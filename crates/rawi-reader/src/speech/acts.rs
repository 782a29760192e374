//! Takes verbs that are acts and sources at once (`اتهم … ب`, `تبنى`, `نفى ما نشر`, `وأشاد`), gives what they open and close.

use rawi_model::{EventType, SourceKind, Stance};

use super::content::{Content, Mark};
use super::{Link, Reader, Scope};
use crate::words::Tag;

/// Accusers stand behind what they accuse of, though the accusation itself is their act.
const ACCUSING: &str = "وهم.VIII";

/// Who claims an act is its source.
const CLAIMING: &str = "بني.V";

/// Denials reach what others reported: `نفى ما نشرته الصحيفة عن انسحاب …`.
pub(super) const DENYING: &[&str] = &["نفي.I", "كذب.II", "فند.II", "نكر.IV", "دحض.I"];

/// `لكنه`: what follows is told of the speaker.
const BUT: &[&str] = &["لكنه", "لكنها", "لكنهم", "ولكنه", "ولكنها", "ولكنهم"];

impl Reader<'_, '_> {
    /// `نفى … ما نشرته الصحيفة عن انسحاب`: what the report was about.
    pub(super) fn denied_report(&self, i: usize) -> Option<Content> {
        let s = self.s;
        let denies = s.words[i]
            .lemma(s.lexicon)
            .is_some_and(|l| DENYING.contains(&l.id.as_str()));
        if !denies {
            return None;
        }
        let from = (i + 1..s.words.len())
            .take_while(|&k| !s.words[k].is_punct(".؟!؛"))
            .find(|&k| s.words[k].is_any(&["عن", "حول", "بشان", "بخصوص"]))?
            + 1;
        Some(Content {
            from,
            to: s.clause_end(from),
            mark: Mark::Noun,
        })
    }

    /// `اتهم الجيش المتمردين بقصف …`: according to the accuser. Answers whether the verb accuses.
    pub(super) fn accuses(&mut self, i: usize) -> bool {
        let s = self.s;
        let w = &s.words[i];
        if !w.lemma(s.lexicon).is_some_and(|l| l.id == ACCUSING) {
            return false;
        }
        let a = s.verb_arguments(i);
        // In the passive nobody is named as accuser.
        let accused = a.object.is_some() || a.pronoun || a.object_before;
        if !accused || s.reads_passive(i, &a, None) {
            return true;
        }
        let links = if a.elided {
            self.going_on(i)
        } else {
            self.subject_links(&a)
        };
        let from = a
            .preposition("ب")
            .map(|g| s.phrases[g[0]].start)
            .or(a.clause);
        if !links.is_empty() {
            if let Some(from) = from {
                self.open(Scope {
                    from,
                    to: s.clause_end(from),
                    links: links.clone(),
                    stance: Stance::Neutral,
                    rule: "accuser",
                    word: i,
                });
            }
            if !self.is_covered(i) && !s.is_relative_verb(i) {
                self.take_floor(&links);
            }
        }
        true
    }

    /// `هجوم تبنته الحركة`: who claims it is its source. Answers whether the verb claims what stands before it.
    pub(super) fn claims(&mut self, i: usize) -> bool {
        let s = self.s;
        let w = &s.words[i];
        if !w.lemma(s.lexicon).is_some_and(|l| l.id == CLAIMING) || !w.has_enclitic() {
            return false;
        }
        let a = s.verb_arguments(i);
        let who = self.subject_links(&a);
        let who = if who
            .iter()
            .any(|l| l.kind == SourceKind::Official || l.kind == SourceKind::Person)
        {
            who
        } else {
            s.phrase_starting(i + 1)
                .map(|p| self.links_of(&[p]))
                .unwrap_or_default()
        };
        // `قتل جنديان في هجوم تبنته …`: the attack is what the whole clause tells of.
        let claimed = (0..i)
            .rev()
            .find_map(|k| s.phrase_at[k])
            .map(|p| s.clause_start(s.phrases[p].start));
        if let Some(from) = claimed.filter(|_| !who.is_empty()) {
            self.open(Scope {
                from,
                to: i,
                links: who,
                stance: Stance::Neutral,
                rule: "claim of responsibility",
                word: i,
            });
        }
        true
    }

    pub(super) fn admits(&self, i: usize) -> bool {
        self.s.words[i]
            .lemma(self.s.lexicon)
            .is_some_and(|l| matches!(l.id.as_str(), "عرف.VIII" | "قرر.IV"))
    }

    /// `قال الوزير إن …، وأشاد بـ…`, `لكنها رفضت`: the speaker acts in speaking, and nobody need say so.
    pub(super) fn performs(&self, i: usize) -> bool {
        let s = self.s;
        let w = &s.words[i];
        let Some(r) = w
            .reading()
            .filter(|_| self.is_covered(i) && !self.is_quoted(i))
        else {
            return false;
        };
        let spoken = s.lexicon.frames_for(r.lemma, r.pos).any(|f| {
            matches!(
                f.kind,
                EventType::Support
                    | EventType::Accuse
                    | EventType::Request
                    | EventType::Reject
                    | EventType::Threaten
            )
        });
        // `…، مهددا بالانسحاب`
        if w.tag == Tag::Participle && super::is_circumstance(w) {
            return spoken && i > 0 && s.words[i - 1].is_punct("،,");
        }
        if !w.is_finite() {
            return false;
        }
        let but = i > 0 && s.words[i - 1].is_any(BUT);
        let perfect = r.features.aspect == Some(rawi_arabic::Aspect::Perfect);
        let speaks = |l: &Link| self.agrees(w, l);
        (w.is_joined() || but)
            && perfect
            && spoken
            && s.verb_arguments(i).elided
            && self.discourse.speaker.first().is_some_and(speaks)
    }
}
