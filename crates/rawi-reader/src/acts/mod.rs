//! Takes a sentence with its scopes, gives acts: a verb or noun that a frame of the lexicon knows, with who does it to
//! whom. Verbs first, left to right, since their subjects carry over to the verbs and nouns that follow.

mod frames;
mod nouns;
mod people;

use rawi_arabic::{LemmaId, Number, Pos};
use rawi_lexicon::{Frame, FrameRole, NounKind, Only, Slot, Strength};
use rawi_model::{Derivation, EventType, Sector};
use smallvec::SmallVec;

use crate::arguments::{Arguments, Group};
use crate::discourse::Discourse;
use crate::mentions::MentionKind;
use crate::sentence::{Filler, Sentence};
use crate::speech::{Speech, is_circumstance};
use crate::tagger::is_auxiliary;
use crate::words::Tag;

/// Participants by their index in the discourse.
pub(crate) type People = SmallVec<[usize; 2]>;

/// An act at its trigger.
#[derive(Debug, Clone)]
pub(crate) struct Act<'l> {
    pub word: usize,
    pub frame: &'l Frame,
    pub kind: EventType,
    pub actors: People,
    pub recipients: People,
    /// Named by a finite verb.
    pub finite: bool,
    /// The light verb that carries it.
    pub light: Option<usize>,
    pub passive: bool,
    /// Where what it asks for, accuses of or refuses stands.
    pub content: Option<(usize, usize)>,
    /// The participants are its own, not taken over from another clause.
    pub own_actor: bool,
    /// What stands in its slots.
    pub args: Arguments,
    /// Somebody stands in its slots, or is carried over to them.
    pub own: bool,
    /// Some condition of its frame does not hold.
    pub unmet: bool,
    /// Its only participant is the nearest mention.
    pub neighbour: bool,
    /// How sure the model is that it counts.
    pub probability: f32,
    /// Whom the content names: those of whom something is asked where nobody else is (`طالب باستقالة الرئيس`).
    pub content_people: People,
    /// The verb before it, with whom it has.
    pub host: Option<Host>,
    pub derivation: Vec<Derivation>,
}

/// What a finite verb or noun has as subject, for those that follow.
#[derive(Debug, Clone, Default)]
pub(crate) struct Host {
    pub word: usize,
    pub subject: People,
    pub recipients: People,
    pub kind: Option<EventType>,
    content: Option<(usize, usize)>,
    /// The subject is acted upon.
    passive: bool,
    /// A verb whose complement shares its subject (`تمكن من`, `حاول`).
    controls: bool,
}

pub(crate) struct Finder<'s, 'a> {
    pub s: &'s Sentence<'a>,
    pub base: usize,
    pub discourse: &'s mut Discourse,
    pub speech: &'s Speech,
}

impl<'a> Finder<'_, 'a> {
    pub(crate) fn find(&mut self) -> Vec<Act<'a>> {
        let s = self.s;
        let mut acts: Vec<Act<'a>> = Vec::new();
        let mut hosts: Vec<Host> = Vec::new();
        let mut taken = vec![false; s.words.len()];
        for i in 0..s.words.len() {
            match s.words[i].tag {
                Tag::Verb => self.verb(i, &mut acts, &mut hosts, &mut taken),
                Tag::Noun | Tag::Masdar if !taken[i] && !self.is_part_of_fixed(i, &acts) => {
                    self.noun(i, &mut acts, &hosts);
                }
                Tag::Participle | Tag::Adjective if !taken[i] => {
                    self.participle(i, &mut acts, &hosts);
                }
                _ => {}
            }
        }
        acts
    }

    /// `وقف إطلاق النار`, `إطلاق سراح`: the genitive that the frame before it asked for is no act of its own.
    fn is_part_of_fixed(&self, i: usize, acts: &[Act<'a>]) -> bool {
        acts.iter().any(|x| {
            x.word + 1 == i
                && x.frame.conditions.iter().any(|c| match c {
                    rawi_lexicon::Condition::Is {
                        slot: Slot::Genitive,
                        words,
                    } => self.s.word_among(i, words),
                    _ => false,
                })
        })
    }

    fn lemma(&self, i: usize) -> Option<(LemmaId, Pos)> {
        let w = &self.s.words[i];
        let chosen = w.reading()?;
        if w.tag == Tag::Verb || !self.s.lexicon.frames(chosen.lemma).is_empty() {
            return Some((chosen.lemma, chosen.pos));
        }
        // A noun or adjective of the dictionary that is also the masdar or participle of a verb: `استهداف`, `متهم`.
        w.readings
            .iter()
            .find(|r| {
                matches!(
                    r.pos,
                    Pos::Masdar | Pos::ActiveParticiple | Pos::PassiveParticiple
                ) && r.clitics == chosen.clitics
                    && !self.s.lexicon.frames(r.lemma).is_empty()
            })
            .map_or(Some((chosen.lemma, chosen.pos)), |r| Some((r.lemma, r.pos)))
    }

    fn verb(
        &mut self,
        v: usize,
        acts: &mut Vec<Act<'a>>,
        hosts: &mut Vec<Host>,
        taken: &mut [bool],
    ) {
        let s = self.s;
        if is_auxiliary(&s.words[v], s.lexicon) {
            return;
        }
        let Some((lemma, _)) = self.lemma(v) else {
            return;
        };
        let mut a = s.verb_arguments(v);
        self.object_needed(v, lemma, &mut a, hosts);
        let subject = self.subject_of(v, &a, hosts);
        let mut host = Host {
            word: v,
            subject: subject.clone(),
            controls: self.controls(lemma),
            ..Host::default()
        };
        // A light verb leaves the act to its noun.
        let named = self
            .choose(lemma, Pos::Verb, v, &a, true)
            .is_some_and(|(f, unmet)| {
                !unmet
                    && f.conditions
                        .iter()
                        .any(|c| matches!(c, rawi_lexicon::Condition::Is { .. }))
            });
        for light in s.lexicon.light(lemma).iter().filter(|_| !named) {
            let group = match &light.slot {
                Slot::Object => a
                    .object
                    .as_ref()
                    .or(a.subject.as_ref().filter(|_| s.reads_passive(v, &a, None))),
                // `تعرضت دورية للجيش لهجوم`: the last of them that names an act.
                Slot::Prep(p) => a
                    .prepositions
                    .iter()
                    .filter(|(q, _)| **q == **p)
                    .map(|(_, g)| g)
                    .rfind(|g| self.names_act(s.phrases[g[0]].head)),
                Slot::Subject => a.subject.as_ref(),
                _ => None,
            };
            let Some(group) = group else { continue };
            let n = s.phrases[group[0]].head;
            if n == v {
                continue;
            }
            // `الهجوم الذي شنته الحركة`: the noun came first and now gets its doer.
            if let Some(act) = acts.iter_mut().find(|x| x.word == n) {
                if a.object_before && !subject.is_empty() {
                    match light.subject {
                        FrameRole::Actor => act.actors.clone_from(&subject),
                        FrameRole::Recipient => act.recipients.clone_from(&subject),
                        _ => {}
                    }
                    act.light = Some(v);
                    // `الهجمات التي تشنها الحركة على المدينة`
                    if act.recipients.is_empty() {
                        let slots: Vec<&Slot> = act.frame.slots(FrameRole::Recipient).collect();
                        act.recipients = slots
                            .iter()
                            .filter_map(|slot| match slot {
                                Slot::Prep(p) => a.preposition(p),
                                _ => None,
                            })
                            .flat_map(|g| self.people(g, act.kind))
                            .filter(|k| !act.actors.contains(k))
                            .collect();
                    }
                    hosts.push(host);
                    return;
                }
                continue;
            }
            if taken[n] {
                continue;
            }
            let Some((noun, pos)) = self.lemma(n) else {
                continue;
            };
            let mut na = s.noun_arguments(n);
            let inherited: Vec<_> = a
                .prepositions
                .iter()
                .filter(|(p, _)| na.preposition(p).is_none())
                .cloned()
                .collect();
            na.prepositions.extend(inherited);
            let Some((frame, false)) = self.choose(noun, pos, n, &na, true) else {
                continue;
            };
            if frame.none {
                continue;
            }
            let mut act = self.act(n, frame, &na, false);
            act.light = Some(v);
            act.finite = true;
            let passive = a.object.is_none() && light.slot == Slot::Object;
            if !passive {
                match light.subject {
                    FrameRole::Actor => {
                        act.actors = subject.clone();
                        act.own_actor = !a.elided;
                    }
                    FrameRole::Recipient => {
                        act.recipients.clone_from(&subject);
                    }
                    _ => {}
                }
            }
            act.derivation.push(self.because(
                "type",
                "light verb",
                vec![light.id.clone(), frame.id.clone()],
                Some(v),
            ));
            taken[n] = true;
            host.kind = Some(act.kind);
            host.recipients.clone_from(&act.recipients);
            host.content = act.content;
            self.admit(act, acts, hosts);
            hosts.push(host);
            self.discourse.subject = subject.into_vec();
            return;
        }
        if let Some((frame, unmet)) = self.choose(lemma, Pos::Verb, v, &a, true)
            && !frame.none
            && !self.speech.reporting.contains(&v)
        {
            let passive =
                frame.role(&Slot::Object).is_some() && s.reads_passive(v, &a, Some(frame.kind));
            let mut act = self.act(v, frame, &a, passive);
            act.unmet = unmet;
            act.finite = true;
            act.passive = passive;
            if passive {
                for p in ["من قبل", "علي يد", "علي ايدي", "بيد"] {
                    if let Some(g) = a.preposition(p) {
                        act.actors = self.people(g, frame.kind);
                    }
                }
            } else if let Some(role) = frame.role(&Slot::Subject) {
                match role {
                    FrameRole::Actor => {
                        act.actors.clone_from(&subject);
                        act.own_actor = !a.elided;
                    }
                    FrameRole::Recipient => act.recipients.clone_from(&subject),
                    _ => {}
                }
            }
            host.kind = Some(act.kind);
            host.recipients.clone_from(&act.recipients);
            host.content = act.content;
            host.passive = passive;
            self.admit(act, acts, hosts);
        }
        hosts.push(host);
        if !subject.is_empty() {
            self.discourse.subject = subject.into_vec();
        }
    }

    fn names_act(&self, n: usize) -> bool {
        self.lemma(n)
            .is_some_and(|(l, pos)| self.s.lexicon.frames_for(l, pos).next().is_some())
    }

    /// `حيث طالبت أنقرة باحترام …`: a verb that must have somebody as object takes the one phrase after it as that, where
    /// the clause before has a subject that goes on.
    fn object_needed(&self, v: usize, lemma: LemmaId, a: &mut Arguments, hosts: &[Host]) {
        let s = self.s;
        if a.subject_before || a.elided || a.object.is_some() || a.pronoun || a.clause.is_some() {
            return;
        }
        let meets = s.words[v].is_joined()
            && s.lexicon.frames(lemma).iter().any(|f| {
                f.kind == EventType::Consult && f.role(&Slot::Object) == Some(FrameRole::Recipient)
            })
            && a.preposition("مع").is_none();
        let needs = meets
            || s.lexicon.frames(lemma).iter().any(|f| {
                matches!(f.kind, EventType::Request | EventType::Accuse)
                    && f.role(&Slot::Object) == Some(FrameRole::Recipient)
                    && f.strength == Strength::Strong
                    && f.slots(FrameRole::Content)
                        .any(|c| matches!(c, Slot::Prep(p) if a.preposition(p).is_some()))
            });
        let Some(subject) = a.subject.clone().filter(|_| needs) else {
            return;
        };
        let gender = s.words[v].gender();
        let person = |k: &usize| {
            let p = &self.discourse.participants[*k];
            p.kind == MentionKind::Person && crate::sentence::genders_agree(gender, p.gender)
        };
        // `زار الوزير دمشق. والتقى الرئيس السوري`
        let earlier = meets
            && hosts.iter().all(|h| h.subject.is_empty())
            && !self.discourse.subject.is_empty()
            && self.discourse.subject.iter().all(person);
        let goes_on = earlier
            || hosts
                .iter()
                .rev()
                .find(|h| !h.subject.is_empty())
                .is_some_and(|h| {
                    h.subject.iter().all(|&k| {
                        let p = &self.discourse.participants[k];
                        crate::sentence::genders_agree(gender, p.gender)
                            && !s.phrases[subject[0]]
                                .mentions
                                .iter()
                                .any(|&m| self.base + m == k)
                    })
                });
        if goes_on {
            a.object = a.subject.take();
            a.elided = true;
        }
    }

    /// The participants that are the subject of a verb; one that goes on from the clause before where it has none.
    fn subject_of(&self, v: usize, a: &Arguments, hosts: &[Host]) -> People {
        let s = self.s;
        let word = &s.words[v];
        let Some(r) = word.reading() else {
            return People::new();
        };
        if let Some(g) = &a.subject {
            let own = self.people(g, EventType::Assault);
            if !own.is_empty() || !g.is_empty() && !self.refers_back(g[0]) {
                return own;
            }
        }
        if r.features.person != 3 {
            return self.first_person(v, r.features.person);
        }
        // The speaker's own acts: `قال إنه دعا`.
        let (gender, number) = (word.gender(), word.number());
        let agrees = |k: &usize| {
            let p = &self.discourse.participants[*k];
            (crate::sentence::genders_agree(gender, p.gender) || p.number == Number::Plural)
                && (number != Number::Plural
                    || p.number != Number::Singular
                    || p.kind != MentionKind::Person)
        };
        let clause = s.clause_start(v);
        for h in hosts.iter().rev() {
            if h.subject.is_empty()
                || s.is_relative_verb(h.word) && !s.is_relative_verb(v) && h.word < clause
            {
                continue;
            }
            if h.subject.iter().all(&agrees) || h.subject.len() > 1 {
                return h.subject.clone();
            }
        }
        // After `أن` with a pronoun the speaker is meant.
        let (links, _, _) = self.speech.chain(v);
        if let Some(k) = links.first().and_then(|l| l.participant).filter(agrees) {
            return SmallVec::from_slice(&[k]);
        }
        let last: People = self.discourse.subject.iter().copied().collect();
        if !last.is_empty() && last.iter().all(&agrees) {
            return last;
        }
        self.discourse
            .pronoun(word.start, gender, number, &[])
            .map(|k| SmallVec::from_slice(&[k]))
            .unwrap_or_default()
    }

    fn admit(&mut self, mut act: Act<'a>, acts: &mut Vec<Act<'a>>, hosts: &[Host]) {
        let before = |h: &&Host| h.word < act.light.unwrap_or(act.word).min(act.word);
        act.host = hosts.iter().rev().find(before).cloned();
        self.two_sides(&mut act);
        self.unnamed(&mut act);
        let addressed = matches!(
            act.kind,
            EventType::Request
                | EventType::Reject
                | EventType::Accuse
                | EventType::Threaten
                | EventType::Support
        );
        if addressed && act.recipients.is_empty() {
            act.recipients = act
                .content_people
                .iter()
                .copied()
                .filter(|k| !act.actors.contains(k))
                .collect();
        }
        act.own = !act.actors.is_empty() || !act.recipients.is_empty();
        if !act.own {
            act.neighbour = self.take_nearest(&mut act);
        }

        acts.push(act);
    }

    fn because(
        &self,
        field: &str,
        rule: &str,
        entries: Vec<String>,
        word: Option<usize>,
    ) -> Derivation {
        Derivation {
            field: field.to_owned(),
            rule: rule.to_owned(),
            entries,
            words: word.map(|w| {
                let w = &self.s.words[w];
                rawi_model::Words {
                    start: w.start,
                    end: w.end,
                    text: w.form.to_string(),
                }
            }),
        }
    }
}

fn dedup(people: &mut People) {
    let mut seen = People::new();
    people.retain(|k| {
        let new = !seen.contains(k);
        seen.push(*k);
        new
    });
}

impl Sentence<'_> {
    /// The end of the stretch that a content may fill: the next full stop or semicolon, or what its author does or says
    /// beside (`، مؤكدة …`) or next (`، كما …`).
    pub(crate) fn content_end(&self, from: usize) -> usize {
        (from..self.words.len())
            .find(|&k| {
                let w = &self.words[k];
                let after_comma = k > from && self.words[k - 1].is_punct("،,");
                w.is_punct(".؟!؛")
                    || k > from && self.does_beside(k)
                    || after_comma && w.is_any(&["كما", "فيما", "بينما"])
            })
            .unwrap_or(self.words.len())
    }

    /// `مؤكدة`, `مطالبا`: a participle of the subject's that names another act or saying of his.
    fn does_beside(&self, k: usize) -> bool {
        let w = &self.words[k];
        is_circumstance(w)
            && self.phrase_at[k].is_none_or(|p| self.phrases[p].start == k)
            && w.lemma_id().is_some_and(|l| {
                !self.lexicon.frames(l).is_empty() || !self.lexicon.saying(l).is_empty()
            })
    }
}
