//! Nouns and participles that name an act: whose act it is, where the noun itself does not say.

use super::*;

impl<'a> Finder<'_, 'a> {
    pub(super) fn noun(&mut self, n: usize, acts: &mut Vec<Act<'a>>, hosts: &[Host]) {
        let s = self.s;
        if s.words[n].in_name
            || s.in_fixed_phrase(n)
            || s.in_time(n)
            || self.speech.reporting.contains(&n)
        {
            return;
        }
        let Some((lemma, pos)) = self.lemma(n) else {
            return;
        };
        // `العدوان`, `المعارضة` are groups, and acts: the noun of an act may be meant as such.
        let somebody = s.mention_at(n).is_some_and(|m| {
            let x = &s.mentions[m];
            let act = x.kind == MentionKind::Collective
                && x.head == n
                && s.lexicon.lemma(lemma).kind == NounKind::Act;
            x.kind != MentionKind::Human && !act
        });
        if somebody {
            return;
        }
        let a = s.noun_arguments(n);
        let Some((frame, unmet)) = self.choose(lemma, pos, n, &a, false) else {
            return;
        };
        if frame.none {
            return;
        }
        let mut act = self.act(n, frame, &a, false);
        act.unmet = unmet;
        self.by_request(&mut act, &a, hosts);
        self.control(&mut act, &a, hosts);
        // `قتل الأبرياء وتشريد السكان`: joined acts have one doer.
        let joined = s.phrase_at[n].is_some_and(|p| s.phrases[p].joined && s.phrases[p].head == n);
        if act.actors.is_empty() && joined {
            let before = acts
                .iter()
                .rev()
                .find(|x| !x.finite && x.word < n && n - x.word <= 10);
            if let Some(x) = before.filter(|x| (x.word..n).all(|k| !s.is_boundary(k))) {
                act.actors = x
                    .actors
                    .iter()
                    .copied()
                    .filter(|k| !act.recipients.contains(k))
                    .collect();
                act.own_actor = false;
            }
        }
        self.admit(act, acts, hosts);
    }

    /// `يجتمع بطلب من أنقرة`, `بدعوة من`, `بدعم من`: after `ب` the noun's doer follows with `من`, and a request is made of
    /// whoever acts upon it.
    fn by_request(&self, act: &mut Act<'a>, a: &Arguments, hosts: &[Host]) {
        // `أسقطها بمساعدة القوات الأردنية`
        // `اتهمت أنقرة دمشق بدعم المتمردين`: what somebody is accused of or asked for.
        let of_another = hosts
            .iter()
            .rev()
            .find(|h| h.word < act.word)
            .is_some_and(|h| {
                h.kind.is_some()
                    && h.content
                        .is_some_and(|(f, t)| f <= act.word && act.word < t)
            });
        let lent = !of_another
            && matches!(act.kind, EventType::Aid | EventType::Support)
            && self.s.words[act.word].own_preposition() == Some("ب")
            && act.actors.is_empty();
        if let Some(g) = a.genitive.as_ref().filter(|_| lent) {
            let people = self.people(g, act.kind);
            act.recipients.retain(|k| !people.contains(k));
            act.actors = people;
            return;
        }
        let Some(g) = a
            .preposition("من")
            .filter(|_| self.s.words[act.word].own_preposition() == Some("ب"))
        else {
            return;
        };
        let people = self.people(g, act.kind);
        if people.is_empty() || !act.actors.is_empty() {
            return;
        }
        act.recipients.retain(|k| !people.contains(k));
        act.actors = people;
        if act.kind == EventType::Request && act.recipients.is_empty() {
            let host = hosts
                .iter()
                .rev()
                .find(|h| h.word < act.word && !h.subject.is_empty());
            act.recipients = host.map(|h| h.subject.clone()).unwrap_or_default();
        }
    }

    /// Verbs that say how their subject comes to do what follows.
    pub(super) fn controls(&self, lemma: LemmaId) -> bool {
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
    pub(super) fn control(&self, act: &mut Act<'a>, a: &Arguments, hosts: &[Host]) {
        let s = self.s;
        if !act.actors.is_empty()
            || act.frame.role(&Slot::Genitive) == Some(FrameRole::Actor) && a.genitive.is_some()
        {
            return;
        }
        let n = act.word;
        let Some(p) = s.phrase_at[n] else { return };
        let entitled = self.entitled(p);
        if let Some(k) = entitled.filter(|k| !act.recipients.contains(k)) {
            act.actors.push(k);
            act.own_actor = false;
            let at = s.phrases[p].head;
            let d = self.because("actor", "whose right or plan it is", Vec::new(), Some(at));
            act.derivation.push(d);
            return;
        }
        let governed = s.phrases[p].preposition.as_deref();
        let Some(h) = hosts.iter().rev().find(|h| h.word < n) else {
            return;
        };
        let same_clause = (h.word..n).all(|k| !s.is_boundary(k) || k == h.word);
        if !same_clause {
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
        // `أعلن الجيش قصف المواقع`: whoever announces an act of force did it; whoever announces deaths did not.
        const SUFFERED: &[&str] = &[
            "مقتل",
            "اصابه",
            "وفاه",
            "سقوط",
            "مصرع",
            "استشهاد",
            "جرح",
            "هجوم",
            "انفجار",
            "اشتباك",
            "اشتباكات",
            "مواجهات",
        ];
        let announced = governed.is_none()
            && s.words[h.word]
                .lemma_id()
                .is_some_and(|l| !s.lexicon.saying(l).is_empty())
            && !s.words[n]
                .lemma(s.lexicon)
                .is_some_and(|l| SUFFERED.contains(&l.key.as_str()));
        if h.passive
            || s.words[n].has_article() && governed.is_none() && !announced
            || loose && !h.controls
            || harm && !h.controls && !announced && governed != Some("ل")
        {
            return;
        }
        let from_content = h.content.is_some_and(|(f, t)| f <= n && n < t);
        let doer = match h.kind {
            // `أمر الرئيس بإرسال جنود`: an order to nobody in particular is carried out for him.
            Some(EventType::Request)
                if from_content
                    && h.recipients.is_empty()
                    && s.words[h.word]
                        .lemma(s.lexicon)
                        .is_some_and(|l| l.id == "ءمر.I") =>
            {
                &h.subject
            }
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

    /// `حق تركيا في ضرب …`, `محاولات الجيش لاقتحام …`: whoever has the right, the plan or the will does what follows.
    fn entitled(&self, p: usize) -> Option<usize> {
        const WILL: &[&str] = &[
            "حق",
            "قدره",
            "رغبه",
            "نيه",
            "عزم",
            "محاوله",
            "جهد",
            "مسعي",
            "سعي",
            "استعداد",
            "دور",
            "مشاركه",
            "تورط",
            "فشل",
            "نجاح",
            "خطه",
            "قرار",
            "اقدام",
            "قيام",
            "مسووليه",
            "ضلوع",
            "استمرار",
            "مواصله",
            "بدء",
            "اصرار",
            "تصميم",
            "اعتزام",
            "حرص",
            "لجوء",
            "تعهد",
            "التزام",
            "تمكن",
            "وعد",
            "اتهام",
            "تهمه",
            "هدف",
            "مخطط",
            "موامره",
            "سياسه",
            "عمليه",
        ];
        let s = self.s;
        let here = &s.phrases[p];
        let governed = matches!(
            here.preposition.as_deref(),
            Some("في" | "ل" | "ب" | "علي" | "الي" | "عن" | "من")
        );
        let before = &s.phrases[p.checked_sub(1)?];
        if !governed || here.start > before.end + 1 || before.head + 1 > before.end {
            return None;
        }
        let head = &s.words[before.head];
        if !head
            .lemma(s.lexicon)
            .is_some_and(|l| WILL.contains(&l.key.as_str()))
        {
            return None;
        }
        if head.has_enclitic() {
            return self.owner_of(before.head).first().copied();
        }
        let m = before
            .mentions
            .iter()
            .copied()
            .find(|&m| s.mentions[m].start > before.head)?;
        Some(self.base + m)
    }

    pub(super) fn participle(&mut self, i: usize, acts: &mut Vec<Act<'a>>, hosts: &[Host]) {
        let s = self.s;
        let w = &s.words[i];
        if w.in_name
            || s.in_fixed_phrase(i)
            || s.mention_at(i).is_some_and(|m| s.mentions[m].head == i)
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
        // `المتهمات بنقل …`, `موقف واشنطن الرافض للاتفاق`: with a complement of its own it tells an act.
        let described = i.checked_sub(1).and_then(|b| s.phrase_at[b]).filter(|_| {
            !circumstance
                && w.has_article()
                && !(a.prepositions.is_empty() && a.pronouns.is_empty())
        });
        if !circumstance && !(passive && predicate) && described.is_none() {
            return;
        }
        let Some((frame, unmet)) = self.choose(lemma, pos, i, &a, true) else {
            return;
        };
        if frame.none {
            return;
        }
        // `المتهمات بنقل …`: spelled alike, with an object it acts, without one it is acted upon.
        let undergoes = described.is_some()
            && a.object.is_none()
            && frame.role(&Slot::Object) == Some(FrameRole::Recipient)
            && w.readings.iter().any(|r| r.pos == Pos::PassiveParticiple);
        let passive = passive || undergoes;
        let mut act = self.act(i, frame, &a, passive);
        act.unmet = unmet;
        if passive {
            // `شرطيين مقتولين`: what it describes is the recipient.
            if act.recipients.is_empty()
                && let Some(p) = i.checked_sub(1).and_then(|b| s.phrase_at[b])
            {
                act.recipients = self.people(&[p], act.kind);
            }
            act.actors.clear();
            // `المدعومة من روسيا`
            let by = ["من قبل", "علي يد", "علي ايدي", "من جانب", "لدي", "من"];
            let lent = matches!(act.kind, EventType::Aid | EventType::Support);
            for p in &by[..by.len() - usize::from(!lent)] {
                if let Some(g) = a.preposition(p) {
                    act.actors = self.people(g, act.kind);
                }
            }
        } else if let Some(p) = described {
            act.actors = self.people(&[p], act.kind);
            act.own_actor = true;
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
        self.admit(act, acts, hosts);
    }
}
