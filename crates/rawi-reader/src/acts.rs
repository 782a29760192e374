//! Takes a sentence with its scopes, gives acts: a verb or noun that a frame of the lexicon knows, with who does it to
//! whom. Verbs first, left to right, since their subjects carry over to the verbs and nouns that follow.

use rawi_arabic::{Gender, LemmaId, Number, Pos};
use rawi_lexicon::{Frame, FrameRole, Only, Slot, Strength};
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
    /// Its only participant is the nearest mention.
    pub neighbour: bool,
    /// How sure the model is that it counts.
    pub probability: f32,
    /// Whom the content names: those of whom something is asked where nobody else is (`طالب باستقالة الرئيس`).
    pub content_people: People,
    pub derivation: Vec<Derivation>,
}

/// What a finite verb or noun has as subject, for those that follow.
#[derive(Debug, Clone, Default)]
struct Host {
    word: usize,
    subject: People,
    recipients: People,
    kind: Option<EventType>,
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
                Tag::Noun | Tag::Masdar => {
                    if !taken[i] && !self.is_part_of_fixed(i, &acts) {
                        self.noun(i, &mut acts, &mut hosts);
                    }
                }
                Tag::Participle | Tag::Adjective => {
                    if !taken[i] {
                        self.participle(i, &mut acts, &mut hosts);
                    }
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
        self.s.words[i].reading().map(|r| (r.lemma, r.pos))
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
        let named = self.choose(lemma, Pos::Verb, v, &a, true).is_some_and(|f| {
            f.conditions
                .iter()
                .any(|c| matches!(c, rawi_lexicon::Condition::Is { .. }))
        });
        for light in s.lexicon.light(lemma).iter().filter(|_| !named) {
            let group = match &light.slot {
                Slot::Object => a
                    .object
                    .as_ref()
                    .or(a.subject.as_ref().filter(|_| s.reads_passive(v, &a, None))),
                Slot::Prep(p) => a.preposition(p),
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
            let Some(frame) = self.choose(noun, pos, n, &na, true) else {
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
            self.admit(act, acts);
            hosts.push(host);
            self.discourse.subject = subject.into_vec();
            return;
        }
        if let Some(frame) = self.choose(lemma, Pos::Verb, v, &a, true) {
            if !frame.none && !self.speech.reporting.contains(&v) {
                let passive =
                    frame.role(&Slot::Object).is_some() && s.reads_passive(v, &a, Some(frame.kind));
                let mut act = self.act(v, frame, &a, passive);
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
                self.admit(act, acts);
            }
        }
        hosts.push(host);
        if !subject.is_empty() {
            self.discourse.subject = subject.into_vec();
        }
    }

    /// `حيث طالبت أنقرة باحترام …`: a verb that must have somebody as object takes the one phrase after it as that, where
    /// the clause before has a subject that goes on.
    fn object_needed(&self, v: usize, lemma: LemmaId, a: &mut Arguments, hosts: &[Host]) {
        let s = self.s;
        if a.subject_before || a.elided || a.object.is_some() || a.pronoun || a.clause.is_some() {
            return;
        }
        let needs = s.lexicon.frames(lemma).iter().any(|f| {
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
        let goes_on = hosts
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

    /// The phrase is a pronoun or a bare demonstrative.
    fn refers_back(&self, phrase: usize) -> bool {
        let p = &self.s.phrases[phrase];
        matches!(self.s.words[p.head].tag, Tag::Particle(_))
    }

    /// `نرفض`, `قواتنا`: whoever speaks.
    fn first_person(&self, v: usize, person: u8) -> People {
        if person != 1 {
            return People::new();
        }
        let (links, _, _) = self.speech.chain(v);
        links
            .first()
            .and_then(|l| l.participant)
            .map(|k| SmallVec::from_slice(&[k]))
            .unwrap_or_default()
    }

    fn noun(&mut self, n: usize, acts: &mut Vec<Act<'a>>, hosts: &mut Vec<Host>) {
        let s = self.s;
        if s.words[n].in_name
            || s.in_fixed_phrase(n)
            || s.in_time(n)
            || self.speech.reporting.contains(&n)
        {
            return;
        }
        if s.mention_at(n)
            .is_some_and(|m| s.mentions[m].kind != MentionKind::Human)
        {
            return;
        }
        let Some((lemma, pos)) = self.lemma(n) else {
            return;
        };
        let a = s.noun_arguments(n);
        let Some(frame) = self.choose(lemma, pos, n, &a, false) else {
            return;
        };
        if frame.none {
            return;
        }
        let mut act = self.act(n, frame, &a, false);
        self.control(&mut act, &a, hosts);
        self.admit(act, acts);
    }

    /// Verbs that say how their subject comes to do what follows.
    fn controls(&self, lemma: LemmaId) -> bool {
        const CONTROL: &[&str] = &[
            "مكن.V",
            "قوم.I",
            "نجح.I",
            "طوع.X",
            "حول.III",
            "سعي.I",
            "خطط.II",
            "بدء.I",
            "شرع.I",
            "عهد.V",
            "لجء.I",
            "شرك.III",
            "وصل.III",
            "قدم.IV",
            "قرر.II",
            "عزم.VIII",
            "عدد.X",
            "هدد.II",
            "رفض.I",
            "فشل.I",
            "ءخفق.IV",
            "خفق.IV",
            "بدر.III",
            "سرع.III",
            "هدف.I",
            "رود.IV",
            "رغب.I",
            "نوي.I",
            "كرر.II",
            "كثف.II",
            "عود.III",
            "ءنف.X",
            "مرر.X",
            "بشر.III",
        ];
        let lexicon = self.s.lexicon;
        CONTROL.contains(&lexicon.lemma(lemma).id.as_str()) || !lexicon.light(lemma).is_empty()
    }

    /// The doer of a noun without one of its own: the subject of the verb that it depends on.
    fn control(&self, act: &mut Act<'a>, a: &Arguments, hosts: &[Host]) {
        let s = self.s;
        if !act.actors.is_empty()
            || act.frame.role(&Slot::Genitive) == Some(FrameRole::Actor) && a.genitive.is_some()
        {
            return;
        }
        let n = act.word;
        let Some(p) = s.phrase_at[n] else { return };
        let governed = s.phrases[p].preposition.as_deref();
        let Some(h) = hosts.iter().rev().find(|h| h.word < n) else {
            return;
        };
        let same_clause = (h.word..n).all(|k| !s.is_boundary(k) || k == h.word);
        if !same_clause || s.words[n].has_article() && governed.is_none() {
            return;
        }
        let loose = matches!(
            governed,
            Some(
                "بعد"
                    | "قبل"
                    | "خلال"
                    | "منذ"
                    | "اثر"
                    | "عقب"
                    | "رغم"
                    | "ضد"
                    | "بسبب"
                    | "جراء"
                    | "وسط"
                    | "علي"
                    | "عن"
                    | "اثناء"
                    | "حول"
                    | "بشان"
                    | "في"
                    | "من"
                    | "لدي"
            )
        );
        let harm = matches!(act.kind, EventType::Assault | EventType::Coerce);
        if h.passive || loose && !h.controls || harm && !h.controls && governed != Some("ل") {
            return;
        }
        let from_content = h.content.is_some_and(|(f, t)| f <= n && n < t);
        let doer = match h.kind {
            Some(EventType::Request | EventType::Accuse | EventType::Coerce) if from_content => {
                &h.recipients
            }
            _ => &h.subject,
        };
        act.actors
            .extend(doer.iter().copied().filter(|k| !act.recipients.contains(k)));
        act.own_actor = false;
        if !act.actors.is_empty() {
            let d = self.because(
                "actor",
                "subject of the governing verb",
                Vec::new(),
                Some(h.word),
            );
            act.derivation.push(d);
        }
    }

    fn participle(&mut self, i: usize, acts: &mut Vec<Act<'a>>, hosts: &mut Vec<Host>) {
        let s = self.s;
        let w = &s.words[i];
        if w.in_name
            || s.in_fixed_phrase(i)
            || s.mention_at(i).is_some()
            || self.speech.reporting.contains(&i)
        {
            return;
        }
        let Some((lemma, pos)) = self.lemma(i) else {
            return;
        };
        let a = s.noun_arguments(i);
        let circumstance = is_circumstance(w);
        let passive = pos == Pos::PassiveParticiple;
        let predicate = !w.has_article() && w.own_preposition().is_none();
        if !circumstance && !(passive && predicate) {
            return;
        }
        let Some(frame) = self.choose(lemma, pos, i, &a, true) else {
            return;
        };
        if frame.none {
            return;
        }
        let mut act = self.act(i, frame, &a, passive);
        if passive {
            // `شرطيين مقتولين`: what it describes is the recipient.
            if act.recipients.is_empty() {
                if let Some(p) = i.checked_sub(1).and_then(|b| s.phrase_at[b]) {
                    act.recipients = self.people(&[p], act.kind);
                }
            }
            act.actors.clear();
        } else if act.actors.is_empty() {
            let agrees = |k: &usize| {
                let p = &self.discourse.participants[*k];
                crate::sentence::genders_agree(w.gender(), p.gender)
            };
            let own = hosts
                .iter()
                .rev()
                .find(|h| !h.subject.is_empty() && h.subject.iter().all(agrees))
                .map(|h| h.subject.clone());
            let speaker = || {
                self.speech
                    .chain(i)
                    .0
                    .first()
                    .or(self.discourse.speaker.first())
                    .and_then(|l| l.participant)
                    .map(|k| People::from_slice(&[k]))
            };
            act.actors = own.or_else(speaker).unwrap_or_default();
        }
        self.admit(act, acts);
    }

    fn admit(&mut self, mut act: Act<'a>, acts: &mut Vec<Act<'a>>) {
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
            act.neighbour = self.from_neighbourhood(&mut act);
        }

        acts.push(act);
    }

    /// `اتفقت مصر وأمريكا`: the first is the doer, the others those with whom.
    fn two_sides(&self, act: &mut Act<'a>) {
        let mutual = matches!(
            act.kind,
            EventType::Agree | EventType::Consult | EventType::Cooperate
        );
        if mutual && act.recipients.is_empty() && act.actors.len() > 1 && act.own_actor {
            act.recipients = People::from_slice(&act.actors[1..]);
            act.actors.truncate(1);
        }
    }

    /// Those for whom the text has no name that the lexicon knows: what was hit (`قاعدة …`, `مئات`), and the crowd of a
    /// `مظاهرة`. Their country is that of the place.
    fn unnamed(&mut self, act: &mut Act<'a>) {
        let s = self.s;
        let harm = matches!(act.kind, EventType::Assault | EventType::Coerce);
        if harm && act.recipients.is_empty() {
            let slots: Vec<&Slot> = act.frame.slots(FrameRole::Recipient).collect();
            let group = slots.iter().find_map(|slot| match slot {
                Slot::Object if act.passive => act.args.subject.clone(),
                Slot::Object => act.args.object.clone(),
                Slot::Prep(p) => act.args.preposition(p).cloned(),
                _ => None,
            });
            if let Some(&p) = group.as_ref().and_then(|g| g.first()) {
                let phrase = &s.phrases[p];
                let place = s.words[phrase.head]
                    .lemma(s.lexicon)
                    .is_some_and(|l| l.kind == rawi_lexicon::NounKind::Place);
                if s.actor_of(p).is_none() && !place && !s.words[phrase.head].has_enclitic() {
                    let (from, to) = (phrase.start, phrase.end);
                    let people = phrase.counted || s.agreement(p).1 == Number::Plural;
                    let sector = if people { Sector::Cvl } else { Sector::Unk };
                    let k = self.add_unnamed(from, to, phrase.head, sector);
                    act.recipients.push(k);
                }
            }
        }
        let crowd = act.kind == EventType::Protest
            && !act.finite
            && act.actors.is_empty()
            && act.light.is_none();
        if crowd {
            let k = self.add_unnamed(act.word, act.word + 1, act.word, Sector::Cvl);
            act.actors.push(k);
        }
    }

    fn add_unnamed(&mut self, from: usize, to: usize, head: usize, sector: Sector) -> usize {
        let s = self.s;
        let country = self
            .discourse
            .country_near(s, head)
            .unwrap_or(rawi_model::Country::NONE);
        let text: Vec<&str> = s.words[from..to].iter().map(|w| &*w.form).collect();
        self.discourse
            .participants
            .push(crate::discourse::Participant {
                start: s.words[from].start,
                end: s.words[to - 1].end,
                text: text.join(" "),
                head: s.words[head].key.to_string(),
                code: rawi_model::Code::new(country, sector),
                id: None,
                latin: None,
                kind: MentionKind::Human,
                gender: s.words[head].gender(),
                number: s.words[head].number(),
                armed: false,
                named: false,
                entries: Vec::new(),
                sentence: 0,
                country_rule: "place",
            });
        self.discourse.participants.len() - 1
    }

    /// An act that is political in itself and has no participant in its slots takes the nearest mention of its sentence.
    fn from_neighbourhood(&self, act: &mut Act<'a>) -> bool {
        let s = self.s;
        let nearest = (0..s.mentions.len())
            .filter(|&m| {
                !matches!(s.mentions[m].kind, MentionKind::Media)
                    && !self.is_place(m)
                    && !(s.mentions[m].start <= act.word && act.word < s.mentions[m].end)
            })
            .min_by_key(|&m| {
                let x = &s.mentions[m];
                let distance = if x.start > act.word {
                    x.start - act.word
                } else {
                    act.word - x.start + 2
                };
                distance
            });
        let Some(m) = nearest else { return false };
        let harmed = matches!(act.kind, EventType::Assault | EventType::Coerce);
        if harmed && !s.mentions[m].armed {
            act.recipients.push(self.base + m);
        } else {
            act.actors.push(self.base + m);
        }
        act.own_actor = false;
        let d = self.because(
            "actor",
            "nearest mention",
            Vec::new(),
            Some(s.mentions[m].start),
        );
        act.derivation.push(d);
        true
    }

    /// The frame that fits best.
    fn choose(
        &self,
        lemma: LemmaId,
        pos: Pos,
        i: usize,
        a: &Arguments,
        verbal: bool,
    ) -> Option<&'a Frame> {
        let s = self.s;
        let lexicon = s.lexicon;
        let filler = |slot: &Slot| -> Filler {
            let group: Option<&Group> = match slot {
                Slot::Subject => a.subject.as_ref(),
                Slot::Object => {
                    if a.pronoun && verbal {
                        return Filler::Pronoun;
                    }
                    if a.object.is_none() && a.clause.is_some() {
                        return Filler::Clause;
                    }
                    // What a passive verb is said of was its object.
                    a.object.as_ref().or_else(|| {
                        a.subject
                            .as_ref()
                            .filter(|_| pos == Pos::Verb && s.reads_passive(i, a, None))
                    })
                }
                Slot::Object2 => a.object2.as_ref(),
                Slot::Genitive => {
                    if a.pronoun {
                        return Filler::Pronoun;
                    }
                    let more = s.phrase_at[i].is_some_and(|p| s.phrases[p].end > i + 1);
                    return if more {
                        Filler::Genitive(i)
                    } else {
                        Filler::Nothing
                    };
                }
                Slot::Prep(p) => a.preposition(p),
            };
            match group {
                Some(g) => Filler::Phrase(g[0]),
                None => Filler::Nothing,
            }
        };
        let number = s.words[i].number();
        let mut best: Option<(usize, u8, &'a Frame)> = None;
        for frame in lexicon.frames_for(lemma, pos) {
            let fits = match frame.only {
                None => true,
                Some(Only::Finite) => pos == Pos::Verb,
                Some(Only::Masdar) => matches!(pos, Pos::Masdar | Pos::Noun),
                Some(Only::Participle) => {
                    matches!(pos, Pos::ActiveParticiple | Pos::PassiveParticiple)
                }
                Some(Only::Plural) => number == Number::Plural,
            };
            if !fits {
                continue;
            }
            let Some(n) = s.conditions_hold(&frame.conditions, &filler) else {
                continue;
            };
            let strength = match frame.strength {
                Strength::Strong => 2,
                Strength::Plain => 1,
                Strength::Weak => 0,
            };
            if best.is_none_or(|(m, x, _)| (n, strength) > (m, x)) {
                best = Some((n, strength, frame));
            }
        }
        best.map(|(_, _, f)| f)
    }

    /// Fills the roles of a frame.
    fn act(&self, i: usize, frame: &'a Frame, a: &Arguments, passive: bool) -> Act<'a> {
        let s = self.s;
        let verbal = matches!(s.words[i].tag, Tag::Verb);
        let mut act = Act {
            word: i,
            frame,
            kind: frame.kind,
            actors: People::new(),
            recipients: People::new(),
            finite: false,
            light: None,
            passive,
            content: None,
            own_actor: true,
            content_people: People::new(),
            args: a.clone(),
            own: true,
            neighbour: false,
            probability: 1.0,
            derivation: vec![self.because("type", "frame", vec![frame.id.clone()], Some(i))],
        };
        for (slot, role) in &frame.roles {
            let group: Option<&Group> = match slot {
                Slot::Subject => {
                    if passive {
                        continue;
                    }
                    None
                }
                Slot::Object if passive => a.subject.as_ref(),
                Slot::Object => a.object.as_ref(),
                Slot::Object2 => a.object2.as_ref(),
                Slot::Genitive => a.genitive.as_ref(),
                Slot::Prep(p) => a.preposition(p),
            };
            match role {
                FrameRole::Actor | FrameRole::Recipient => {
                    let mut people = group
                        .map(|g| self.people(g, frame.kind))
                        .unwrap_or_default();
                    if people.is_empty() && *slot == Slot::Object && a.pronoun && verbal {
                        people = self.pronoun(i, &act.actors);
                    }
                    if let (true, Slot::Prep(p)) = (people.is_empty(), slot) {
                        if let Some((_, at)) = a.pronouns.iter().find(|(q, _)| **q == **p) {
                            people = self.pronoun(*at, &act.actors);
                        }
                    }
                    if people.is_empty() && *slot == Slot::Genitive && a.pronoun && !verbal {
                        people = self.pronoun(i, &[]);
                    }
                    if *role == FrameRole::Actor {
                        act.actors.extend(people);
                    } else {
                        act.recipients.extend(people);
                    }
                }
                FrameRole::Content => {
                    if act.recipients.is_empty() {
                        act.content_people =
                            group.map(|g| self.inner_people(g)).unwrap_or_default();
                    }
                    let from = group.map(|g| s.phrases[g[0]].start).or(a
                        .clause
                        .filter(|_| matches!(slot, Slot::Object | Slot::Prep(_))));
                    if let Some(from) = from {
                        act.content.get_or_insert((from, s.clause_end_strong(from)));
                    }
                }
                FrameRole::Place | FrameRole::Nothing => {}
            }
        }
        if !verbal {
            self.nominal_roles(&mut act, a);
        }
        dedup(&mut act.actors);
        let actors = act.actors.clone();
        act.recipients.retain(|k| !actors.contains(k));
        dedup(&mut act.recipients);
        act
    }

    /// What a noun's genitive, nisba and pronoun say where the frame leaves it open.
    fn nominal_roles(&self, act: &mut Act<'a>, a: &Arguments) {
        let s = self.s;
        let role = act.frame.role(&Slot::Genitive).unwrap_or(FrameRole::Actor);
        if let Some(g) = &a.genitive {
            let own = self.people(g, act.kind);
            // `قصف الطيران المدينة`: with an object behind it the genitive is the doer.
            let doer = a.object.is_some()
                || own.iter().any(|&k| self.discourse.participants[k].armed)
                    && role == FrameRole::Recipient
                    && self.has_recipient_elsewhere(act, a);
            if act.frame.role(&Slot::Genitive).is_none() {
                if role == FrameRole::Actor {
                    act.actors.extend(own);
                }
            } else if doer && role == FrameRole::Recipient {
                act.recipients.retain(|k| !own.contains(k));
                act.actors.extend(own);
                if let Some(o) = &a.object {
                    act.recipients.extend(self.people(o, act.kind));
                }
            }
        } else if a.pronoun && act.frame.role(&Slot::Genitive).is_none() {
            let people = self.pronoun(act.word, &[]);
            act.actors.extend(people);
        }
        if let Some(m) = a.nisba {
            act.actors.push(self.base + m);
            if let Some(second) = a.nisba2 {
                act.recipients.push(self.base + second);
            }
        }
        if act.actors.is_empty() {
            for p in ["من قبل", "علي يد", "علي ايدي", "من جانب"] {
                if let Some(g) = a.preposition(p) {
                    act.actors = self.people(g, act.kind);
                }
            }
        }
        // `الهجوم الواسع للتنظيم`
        if act.actors.is_empty()
            && s.words[act.word].has_article()
            && act.frame.role(&Slot::Prep("ل".into())).is_none()
        {
            if let Some(g) = a.preposition("ل") {
                act.actors = self.people(g, act.kind);
                act.recipients.retain(|k| !act.actors.contains(k));
            }
        }
        if let Some(g) = a.preposition("بين") {
            let people = self.people(g, act.kind);
            if act.actors.is_empty() && act.recipients.is_empty() && people.len() > 1 {
                act.actors.push(people[0]);
                act.recipients.extend(people[1..].iter().copied());
            } else if act.recipients.is_empty() && people.len() > 1 && act.actors == people {
                act.actors = People::from_slice(&people[..1]);
                act.recipients.extend(people[1..].iter().copied());
            } else if act.actors.is_empty() {
                act.actors = people;
            }
        }
        let _ = s;
    }

    fn has_recipient_elsewhere(&self, act: &Act<'a>, a: &Arguments) -> bool {
        act.frame
            .slots(FrameRole::Recipient)
            .any(|slot| match slot {
                Slot::Prep(p) => a.preposition(p).is_some(),
                _ => false,
            })
    }

    /// A state that stands where something happens.
    fn is_place(&self, m: usize) -> bool {
        let s = self.s;
        s.mentions[m].kind == MentionKind::State
            && s.phrase_at[s.mentions[m].start].is_some_and(|p| {
                matches!(
                    s.phrases[p].preposition.as_deref(),
                    Some(
                        "في" | "ب"
                            | "شرق"
                            | "غرب"
                            | "شمال"
                            | "جنوب"
                            | "داخل"
                            | "الي"
                            | "من"
                    )
                )
            })
    }

    /// Whom the pronoun joined to a word stands for.
    fn pronoun(&self, i: usize, except: &[usize]) -> People {
        let w = &self.s.words[i];
        let Some(p) = w.reading().and_then(|r| r.enclitic) else {
            return People::new();
        };
        if p.person == 1 {
            return self.first_person(i, 1);
        }
        if p.person == 2 {
            return People::new();
        }
        self.discourse
            .pronoun(w.start, p.gender, p.number, except)
            .map(|k| People::from_slice(&[k]))
            .unwrap_or_default()
    }

    /// The first participant inside noun phrases that name something else (`الاقتراحات الأردنية`).
    fn inner_people(&self, group: &[usize]) -> People {
        let s = self.s;
        group
            .iter()
            .filter_map(|&p| s.actor_of(p))
            .map(|m| self.base + m)
            .take(1)
            .collect()
    }

    /// The participants that noun phrases stand for.
    fn people(&self, group: &[usize], kind: EventType) -> People {
        let s = self.s;
        let mut out = People::new();
        for &p in group {
            let phrase = &s.phrases[p];
            let own = phrase.own_mention(&s.mentions);
            let inner = || match kind {
                EventType::Consult | EventType::Request | EventType::Agree => None,
                _ => s.actor_of(p),
            };
            if let Some(m) = own.or_else(inner) {
                out.push(self.base + m);
            } else if s.words[phrase.head].has_enclitic() && own.is_none() {
                // `قواته`, `بلاده`: the owner stands for what he owns, where it acts.
                let human = s.words[phrase.head].lemma(s.lexicon).is_some_and(|l| {
                    matches!(
                        l.kind,
                        rawi_lexicon::NounKind::Human
                            | rawi_lexicon::NounKind::Group
                            | rawi_lexicon::NounKind::Body
                    )
                });
                if human {
                    out.extend(self.pronoun(phrase.head, &[]));
                }
            }
        }
        out
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
    /// The end of the stretch that a content may fill: the next full stop or semicolon.
    pub(crate) fn clause_end_strong(&self, from: usize) -> usize {
        (from..self.words.len())
            .find(|&k| self.words[k].is_punct(".؟!؛"))
            .unwrap_or(self.words.len())
    }

    /// Gender and number of a word, for agreement across clauses.
    pub(crate) fn word_agreement(&self, i: usize) -> (Gender, Number) {
        (self.words[i].gender(), self.words[i].number())
    }
}
