//! Takes a word with its arguments, gives the frame that fits and its roles filled.

use super::*;

impl<'a> Finder<'_, 'a> {
    /// The frame that fits best, and whether some condition of it does not hold.
    pub(super) fn choose(
        &self,
        lemma: LemmaId,
        pos: Pos,
        i: usize,
        a: &Arguments,
        verbal: bool,
    ) -> Option<(&'a Frame, bool)> {
        let s = self.s;
        let lexicon = s.lexicon;
        let filler = |slot: &Slot, kind: EventType| -> Filler {
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
                            .filter(|_| pos == Pos::Verb && s.reads_passive(i, a, Some(kind)))
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
                Some(Only::Negated) => pos == Pos::Verb && crate::status::is_negated(s, i),
                Some(Only::Masdar) => matches!(pos, Pos::Masdar | Pos::Noun),
                Some(Only::Participle) => {
                    matches!(pos, Pos::ActiveParticiple | Pos::PassiveParticiple)
                }
                Some(Only::Plural) => number == Number::Plural,
            };
            if !fits {
                continue;
            }
            let Some(n) = s.conditions_hold(&frame.conditions, &|slot| filler(slot, frame.kind))
            else {
                continue;
            };
            let strength = match frame.strength {
                // Of two that fit alike, the one that says `no event` knows the use better.
                _ if frame.none => 3,
                Strength::Strong => 2,
                Strength::Plain => 1,
                Strength::Weak => 0,
            };
            let n = n + usize::from(frame.only == Some(Only::Negated));
            if best.is_none_or(|(m, x, _)| (n, strength) > (m, x)) {
                best = Some((n, strength, frame));
            }
        }
        best.map(|(_, _, f)| (f, false)).or_else(|| {
            // None fits as it stands: the likeliest is proposed all the same, for the weights to judge.
            lexicon
                .frames_for(lemma, pos)
                .filter(|f| !f.none && !matches!(f.only, Some(Only::Plural | Only::Negated)))
                .min_by_key(|f| f.conditions.len())
                .map(|f| (f, true))
        })
    }

    /// Fills the roles of a frame.
    pub(super) fn act(&self, i: usize, frame: &'a Frame, a: &Arguments, passive: bool) -> Act<'a> {
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
            unmet: false,
            neighbour: false,
            probability: 1.0,
            host: None,
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
                    if let (true, Slot::Prep(p)) = (people.is_empty(), slot)
                        && let Some((_, at)) = a.pronouns.iter().find(|(q, _)| **q == **p)
                    {
                        people = self.pronoun(*at, &act.actors);
                    }
                    if people.is_empty() && *slot == Slot::Genitive && a.pronoun && !verbal {
                        people = match role {
                            FrameRole::Actor => self.owner_of(i),
                            _ => self.pronoun(i, &[]),
                        };
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
                        act.content.get_or_insert((from, s.content_end(from)));
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
    pub(super) fn nominal_roles(&self, act: &mut Act<'a>, a: &Arguments) {
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
            act.actors.extend(self.owner_of(act.word));
        }
        if let Some(m) = a.nisba {
            act.actors.push(self.base + m);
            if let Some(second) = a.nisba2 {
                // `وساطة روسية وقطرية`: both do it; `الاتفاق الروسي التركي`: one with the other.
                if s.words[s.mentions[second].start].is_joined() && !act.kind.is_mutual() {
                    act.actors.push(self.base + second);
                } else {
                    act.recipients.push(self.base + second);
                }
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
            && let Some(g) = a.preposition("ل")
        {
            act.actors = self.people(g, act.kind);
            act.recipients.retain(|k| !act.actors.contains(k));
        }
        if let Some(g) = a.preposition("بين") {
            let people = self.people(g, act.kind);
            if act.actors.is_empty() && act.recipients.is_empty() && people.len() > 1 {
                act.actors.push(people[0]);
                act.recipients.extend(people[1..].iter().copied());
            } else if act.recipients.is_empty() && people.len() > 1 && act.actors == people {
                act.actors = People::from_slice(&people[..1]);
                act.recipients.extend(people[1..].iter().copied());
            } else if act.actors.is_empty() && act.recipients.is_empty() {
                act.actors = people;
            }
        }
        let _ = s;
    }

    pub(super) fn has_recipient_elsewhere(&self, act: &Act<'a>, a: &Arguments) -> bool {
        act.frame
            .slots(FrameRole::Recipient)
            .any(|slot| match slot {
                Slot::Prep(p) => a.preposition(p).is_some(),
                _ => false,
            })
    }
}
