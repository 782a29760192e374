//! Who stands in a slot: mentions, pronouns, the speaker, and those without a name.

use super::*;

impl<'a> Finder<'_, 'a> {
    /// The phrase is a pronoun or a bare demonstrative.
    pub(super) fn refers_back(&self, phrase: usize) -> bool {
        let p = &self.s.phrases[phrase];
        matches!(self.s.words[p.head].tag, Tag::Particle(_))
    }

    /// `نرفض`, `قواتنا`: whoever speaks.
    pub(super) fn first_person(&self, v: usize, person: u8) -> People {
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

    /// `اتفقت مصر وأمريكا`: the first is the doer, the others those with whom.
    pub(super) fn two_sides(&self, act: &mut Act<'a>) {
        // Agreements and signatures too are put down as of one with the other; offers and promises are of all alike.
        const TOGETHER: [&str; 3] = ["وفق.VIII", "وفق.VI:", "وقع."];
        let both = act.kind.is_mutual()
            || matches!(act.kind, EventType::Agree | EventType::Support)
                && TOGETHER.iter().any(|v| act.frame.id.starts_with(v));
        if both && act.recipients.is_empty() && act.actors.len() > 1 && act.own_actor {
            act.recipients = People::from_slice(&act.actors[1..]);
            act.actors.truncate(1);
        }
    }

    /// Those for whom the text has no name that the lexicon knows: what was hit (`قاعدة …`, `مئات`), and the crowd of a
    /// `مظاهرة`. Their country is that of the place.
    pub(super) fn unnamed(&mut self, act: &mut Act<'a>) {
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
                let place = s.words[phrase.head].lemma(s.lexicon).is_some_and(|l| {
                    use rawi_lexicon::NounKind as Kind;
                    matches!(
                        l.kind,
                        Kind::Place | Kind::Act | Kind::Abstract | Kind::Time
                    )
                });
                if s.actor_of(p).is_none() && !place && !s.words[phrase.head].has_enclitic() {
                    let (from, to) = (phrase.start, phrase.end);
                    let people = phrase.counted || s.agreement(p).1 == Number::Plural;
                    let sector = if people { Sector::Cvl } else { Sector::Unk };
                    let k = self.add_unnamed(from, to, phrase.head, sector);
                    act.recipients.push(k);
                }
            }
        }
        // `تظاهر عشرات أمام البرلمان`
        if act.kind == EventType::Protest && act.finite && act.actors.is_empty() {
            let counted = act
                .args
                .subject
                .as_ref()
                .and_then(|g| g.first())
                .map(|&p| &s.phrases[p])
                .filter(|p| p.counted);
            if let Some(p) = counted {
                let (from, to, head) = (p.start, p.end, p.head);
                let k = self.add_unnamed(from, to, head, Sector::Cvl);
                act.actors.push(k);
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

    pub(super) fn add_unnamed(
        &mut self,
        from: usize,
        to: usize,
        head: usize,
        sector: Sector,
    ) -> usize {
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
                unnamed: true,
                place: false,
                entries: Vec::new(),
                country_rule: "place",
            });
        self.discourse.participants.len() - 1
    }

    /// An act that is political in itself and has no participant in its slots takes the nearest mention of its sentence.
    pub(super) fn take_nearest(&self, act: &mut Act<'a>) -> bool {
        let s = self.s;
        let nearest = (0..s.mentions.len())
            .filter(|&m| {
                !matches!(s.mentions[m].kind, MentionKind::Media)
                    && !self.s.stands_as_place(m)
                    && !self.s.names_source(m)
                    && !(s.mentions[m].start <= act.word && act.word < s.mentions[m].end)
            })
            .min_by_key(|&m| {
                let x = &s.mentions[m];

                if x.start > act.word {
                    x.start - act.word
                } else {
                    act.word - x.start + 2
                }
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

    /// Whom the pronoun joined to a word stands for.
    pub(super) fn pronoun(&self, i: usize, except: &[usize]) -> People {
        self.stands_for(i, except, false)
    }

    /// The same for the doer of an act noun: `زار الوزير تركيا مؤكدا دعمه لها`; what is one's own is the subject's.
    pub(super) fn owner_of(&self, i: usize) -> People {
        self.stands_for(i, &[], true)
    }

    fn stands_for(&self, i: usize, except: &[usize], own: bool) -> People {
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
        let subject = self.discourse.subject.first().copied().filter(|k| {
            let x = &self.discourse.participants[*k];
            own && *k >= self.base
                && x.end <= w.start
                && !except.contains(k)
                && crate::sentence::genders_agree(p.gender, x.gender)
                && (p.number == x.number || x.number == Number::Any || p.number == Number::Any)
        });
        subject
            .or_else(|| self.discourse.pronoun(w.start, p.gender, p.number, except))
            .map(|k| People::from_slice(&[k]))
            .unwrap_or_default()
    }

    /// `مواقع لتنظيم داعش`, `دورية للجيش`: what is hit belongs to whoever follows with `ل`.
    fn owner(&self, p: usize, kind: EventType) -> Option<usize> {
        let s = self.s;
        let next = s.phrases.get(p + 1)?;
        let adjacent = next.start == s.phrases[p].end && next.preposition.as_deref() == Some("ل");
        let harm = matches!(kind, EventType::Assault | EventType::Coerce);
        (adjacent && harm)
            .then(|| next.own_mention(&s.mentions))
            .flatten()
    }

    /// The first participant inside noun phrases that name something else (`الاقتراحات الأردنية`).
    pub(super) fn inner_people(&self, group: &[usize]) -> People {
        let s = self.s;
        group
            .iter()
            .filter_map(|&p| s.actor_of(p))
            .map(|m| self.base + m)
            .take(1)
            .collect()
    }

    /// `الجانبان`, `الزعيمان`, `البلدين`: the last two named before that belong to different states.
    fn both(&self, m: usize) -> Option<[usize; 2]> {
        if !self.s.names_two_sides(&self.s.mentions[m]) {
            return None;
        }
        let mut sides = (0..self.base + m).rev().filter(|&k| {
            let p = &self.discourse.participants[k];
            p.code.country.is_state()
                && !p.place
                && !p.unnamed
                && matches!(
                    p.kind,
                    MentionKind::Person | MentionKind::State | MentionKind::Body
                )
                && p.number != Number::Dual
        });
        let second = sides.next()?;
        let country = self.discourse.participants[second].code.country;
        let first = sides.find(|&k| self.discourse.participants[k].code.country != country)?;
        Some([first, second])
    }

    /// The participants that noun phrases stand for.
    pub(super) fn people(&self, group: &[usize], kind: EventType) -> People {
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
                match self.both(m) {
                    Some(two) => out.extend(two),
                    None => out.push(self.base + m),
                }
            } else if let Some(m) = self.owner(p, kind) {
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
}
