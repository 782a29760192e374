//! Takes a candidate act, and a mention that may have a part in it, gives the features that the models weigh.

use rawi_lexicon::{FrameRole, ParticleClass, Slot, Strength};
use rawi_model::EventType;

use crate::acts::Act;
use crate::arguments::Arguments;
use crate::discourse::Discourse;
use crate::mentions::MentionKind;
use crate::sentence::Sentence;
use crate::speech::Speech;
use crate::weights::Features;
use crate::words::Tag;

/// What both models look at.
pub(crate) struct View<'s, 'a> {
    pub s: &'s Sentence<'a>,
    pub base: usize,
    pub discourse: &'s Discourse,
    pub speech: &'s Speech,
    pub acts: &'s [Act<'a>],
}

const fn yes(b: bool) -> &'static str {
    if b { "1" } else { "0" }
}

const fn count(n: usize) -> &'static str {
    match n {
        0 => "0",
        1 => "1",
        2 => "2",
        _ => "3+",
    }
}

/// A share by its tenths, those near 1 together.
const fn tenth(share: f32) -> &'static str {
    const NAMES: [&str; 8] = ["0", ".1", ".2", ".3", ".4", ".5", ".6", ".7+"];
    let at = (share * 10.0) as usize;
    NAMES[if at < NAMES.len() {
        at
    } else {
        NAMES.len() - 1
    }]
}

const fn distance(n: usize) -> &'static str {
    match n {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4..=5 => "5",
        6..=8 => "8",
        9..=13 => "13",
        14..=21 => "21",
        _ => "22+",
    }
}

const fn form(tag: Tag) -> &'static str {
    match tag {
        Tag::Verb => "verb",
        Tag::Masdar | Tag::Noun => "noun",
        Tag::Participle | Tag::Adjective => "participle",
        _ => "other",
    }
}

const fn kind(k: MentionKind) -> &'static str {
    match k {
        MentionKind::Person => "person",
        MentionKind::State => "state",
        MentionKind::Body => "body",
        MentionKind::Media => "media",
        MentionKind::Collective => "collective",
        MentionKind::Human => "human",
        MentionKind::Demonym => "demonym",
    }
}

const fn strength(s: Strength) -> &'static str {
    match s {
        Strength::Strong => "strong",
        Strength::Plain => "plain",
        Strength::Weak => "weak",
    }
}

const fn role(r: Option<FrameRole>) -> &'static str {
    match r {
        Some(FrameRole::Actor) => "A",
        Some(FrameRole::Recipient) => "R",
        Some(FrameRole::Content) => "C",
        Some(FrameRole::Place) => "P",
        Some(FrameRole::Nothing) => "N",
        None => "-",
    }
}

impl View<'_, '_> {
    /// Features of a candidate, for whether it counts.
    pub(crate) fn of_act(&self, act: &Act<'_>, f: &mut Features) {
        let s = self.s;
        let w = &s.words[act.word];
        let kind_of_act = act.kind.as_str();
        let shape = form(w.tag);
        let strong = strength(act.frame.strength);
        f.add("bias", &[]);
        let by_rule = crate::choose::by_rule(self, act);
        f.add("by rule", &[yes(by_rule), shape]);
        f.add("by rule,type", &[yes(by_rule), kind_of_act]);
        f.add("unmet", &[yes(act.unmet), shape]);
        f.add("unmet,frame", &[yes(act.unmet), &act.frame.id]);
        f.add("type", &[kind_of_act]);
        f.add("frame", &[&act.frame.id]);
        f.add("strength", &[strong, shape]);
        f.add("type,form", &[kind_of_act, shape]);
        if let Some(l) = w.lemma(s.lexicon) {
            f.add("lemma", &[&l.id]);
            f.add("lemma,own", &[&l.id, yes(act.own)]);
        }
        f.add("light", &[yes(act.light.is_some()), shape]);
        f.add("own", &[yes(act.own), strong, shape]);
        f.add("neighbour", &[yes(act.neighbour), strong, shape]);
        f.add(
            "actors,recipients",
            &[count(act.actors.len()), count(act.recipients.len()), shape],
        );
        f.add("political", &[yes(self.is_political(act)), strong]);
        f.add("conditions", &[count(act.frame.conditions.len()), strong]);
        for (name, people) in [("actor", &act.actors), ("recipient", &act.recipients)] {
            if let Some(&k) = people.first() {
                let p = &self.discourse.participants[k];
                f.add(name, &[kind(p.kind), kind_of_act]);
                f.add(name, &["sector", p.code.sector.as_str(), kind_of_act]);
                f.add(name, &["country", yes(p.code.country.is_state()), shape]);
            } else {
                f.add(name, &["none", kind_of_act]);
            }
        }
        f.add("article", &[yes(w.has_article()), shape]);
        f.add(
            "article,own",
            &[yes(w.has_article()), yes(act.own), kind_of_act],
        );
        f.add("pronoun", &[yes(w.has_enclitic()), shape]);
        f.add("joined", &[yes(w.is_joined()), shape]);
        f.add("passive", &[yes(act.passive), kind_of_act]);
        if let Some(p) = s.phrase_at[act.word].filter(|_| shape != "verb") {
            let phrase = &s.phrases[p];
            f.add(
                "preposition",
                &[phrase.preposition.as_deref().unwrap_or("-")],
            );
            f.add("head", &[yes(phrase.head == act.word)]);
            f.add("length", &[count(phrase.end - act.word)]);
            f.add("counted", &[yes(phrase.counted)]);
            if phrase.head != act.word && phrase.head < act.word {
                f.add("head word", &[&s.words[phrase.head].key]);
            }
        }
        for (name, at) in [
            ("before", act.word.checked_sub(1)),
            ("after", Some(act.word + 1)),
        ] {
            let Some(x) = at.and_then(|k| s.words.get(k)) else {
                f.add(name, &["edge"]);
                continue;
            };
            match x.tag {
                Tag::Particle(_) | Tag::Punctuation => f.add(name, &[&x.key]),
                Tag::Verb => f.add(
                    name,
                    &["verb", x.lemma(s.lexicon).map_or("", |l| l.id.as_str())],
                ),
                Tag::Adjective if name == "after" => f.add("after", &["adjective", &x.key]),
                _ => {
                    f.add(name, &[form(x.tag), yes(x.has_article())]);
                    f.add(name, &["word", &x.key]);
                }
            }
        }
        let about = self.acts.iter().rev().find(|x| {
            x.word < act.word
                && x.content
                    .is_some_and(|(from, to)| from <= act.word && act.word < to)
        });
        f.add(
            "content of",
            &[about.map_or("-", |x| x.kind.as_str()), shape],
        );
        let earlier = self
            .acts
            .iter()
            .filter(|x| x.word < act.word && x.kind == act.kind)
            .count();
        f.add("same type before", &[count(earlier), shape]);
        f.add(
            "in speech",
            &[yes(!self.speech.chain(act.word).0.is_empty()), shape],
        );
        f.add("place in sentence", &[distance(act.word), shape]);
        let elsewhere = tenth(self.discourse.topic.elsewhere());
        f.add("topic", &[elsewhere, shape]);
        f.add(
            "topic,political",
            &[elsewhere, yes(self.is_political(act)), strong],
        );
        f.add("readings", &[count(w.readings.len()), shape]);
        let verb = w.readings.iter().any(|r| r.pos == rawi_arabic::Pos::Verb);
        let noun = w.readings.iter().any(|r| r.pos != rawi_arabic::Pos::Verb);
        f.add("ambiguous", &[yes(verb && noun), shape]);
        if let Some(r) = w.reading() {
            f.add("person", &[count(r.features.person as usize), shape]);
            f.add(
                "number",
                &[
                    match r.features.number {
                        rawi_arabic::Number::Singular => "s",
                        rawi_arabic::Number::Dual => "d",
                        rawi_arabic::Number::Plural => "p",
                        rawi_arabic::Number::Any => "-",
                    },
                    shape,
                    kind_of_act,
                ],
            );
        }
    }

    /// Whether a political participant stands beside the act.
    pub(crate) fn is_political(&self, act: &Act<'_>) -> bool {
        act.actors.iter().chain(&act.recipients).any(|&k| {
            let p = &self.discourse.participants[k];
            !matches!(p.kind, MentionKind::Human | MentionKind::Media)
                && !(p.kind == MentionKind::Person && p.code.sector == rawi_model::Sector::Cvl)
        })
    }

    /// Features of a participant of the discourse in an act, for what part it has.
    pub(crate) fn of_role(&self, act: &Act<'_>, k: usize, f: &mut Features) {
        let s = self.s;
        let p = &self.discourse.participants[k];
        let w = &s.words[act.word];
        let t = act.kind.as_str();
        let shape = if act.passive { "passive" } else { form(w.tag) };
        let by_rule = match (act.actors.contains(&k), act.recipients.contains(&k)) {
            (true, _) => "A",
            (_, true) => "R",
            _ => "-",
        };
        f.add("bias", &[]);
        f.add("type", &[t, shape]);
        f.add("rule", &[by_rule]);
        f.add("rule,type", &[by_rule, t, shape]);
        f.add(
            "rule,neighbour",
            &[by_rule, yes(act.neighbour), yes(act.own)],
        );
        f.add(
            "rule,count",
            &[
                by_rule,
                count(act.actors.len()),
                count(act.recipients.len()),
            ],
        );
        f.add("kind", &[kind(p.kind), t]);
        f.add("kind,rule", &[kind(p.kind), by_rule]);
        f.add("sector", &[p.code.sector.as_str(), t]);
        f.add("sector,rule", &[p.code.sector.as_str(), by_rule, t]);
        let speaker = self
            .speech
            .chain(act.word)
            .0
            .iter()
            .any(|l| l.participant == Some(k));
        f.add("speaker", &[yes(speaker), by_rule]);
        if let Some(h) = &act.host {
            let part = match (h.subject.contains(&k), h.recipients.contains(&k)) {
                (true, _) => "S",
                (_, true) => "R",
                _ => "-",
            };
            let near = s.clause_start(act.word) <= h.word;
            let of = h.kind.map_or("-", EventType::as_str);
            f.add("host", &[part, yes(near), shape, by_rule]);
            f.add("host,type", &[part, of, t]);
        }
        let same = |people: &[usize]| {
            let first = people.iter().find(|&&x| x != k);
            first.is_some_and(|&x| {
                let c = self.discourse.participants[x].code.country;
                c.is_state() && c == p.code.country
            })
        };
        f.add("country of the doer", &[yes(same(&act.actors)), by_rule, t]);
        f.add(
            "country of the other",
            &[yes(same(&act.recipients)), by_rule, t],
        );
        if k < self.base || k - self.base >= s.mentions.len() {
            f.add("earlier sentence", &[by_rule, shape]);
            return;
        }
        let m = &s.mentions[k - self.base];
        let slot = self.slot(&act.args, k - self.base);
        let frame_role = slot
            .as_ref()
            .map_or("-", |(slot, _, _)| role(act.frame.role(slot)));
        let (slot_name, own) = match &slot {
            Some((_, name, own)) => (name.as_str(), *own),
            None => ("-", false),
        };
        f.add("slot", &[slot_name, frame_role, shape]);
        f.add("slot,own", &[slot_name, frame_role, yes(own)]);
        f.add("slot,type", &[slot_name, t, shape]);
        f.add("slot,frame", &[slot_name, &act.frame.id]);
        f.add("slot,kind", &[slot_name, kind(m.kind), frame_role]);
        f.add("slot,rule", &[slot_name, by_rule]);
        let after = m.start > act.word;
        let side = if after { "after" } else { "before" };
        let apart = if after {
            m.start - act.word
        } else {
            act.word.saturating_sub(m.end - 1)
        };
        f.add("distance", &[side, distance(apart), shape]);
        f.add("distance,rule", &[side, distance(apart), by_rule]);
        f.add("side", &[side, t, shape]);
        let (from, to) = (act.word.min(m.start), act.word.max(m.start));
        let between = s
            .mentions
            .iter()
            .filter(|x| x.start > from && x.start < to)
            .count();
        f.add("mentions between", &[side, count(between), shape, by_rule]);
        let bounds = (from..to).filter(|&i| s.is_boundary(i)).count();
        f.add("clauses between", &[side, count(bounds), by_rule]);
        let commas = (from..to).filter(|&i| s.words[i].is_punct("،,")).count();
        f.add("commas between", &[side, count(commas), by_rule]);
        let verbs = (from + 1..to)
            .filter(|&i| s.words[i].tag == Tag::Verb)
            .count();
        f.add("verbs between", &[side, count(verbs), shape, by_rule]);
        if let Some(np) = s.phrase_at[m.start] {
            let phrase = &s.phrases[np];
            let preposition = phrase.preposition.as_deref().unwrap_or("-");
            f.add("preposition", &[preposition, side, shape]);
            f.add("preposition,type", &[preposition, side, t]);
            f.add("preposition,kind", &[preposition, kind(m.kind), by_rule]);
            f.add(
                "head",
                &[
                    yes(phrase.own_mention(&s.mentions) == Some(k - self.base)),
                    by_rule,
                ],
            );
            f.add("joined", &[yes(phrase.joined), by_rule]);
            if phrase.head != m.head {
                f.add("head word", &[&s.words[phrase.head].key, t]);
            }
        }
        if let Some(before) = m.start.checked_sub(1).map(|i| &s.words[i])
            && matches!(
                before.tag,
                Tag::Particle(ParticleClass::Prep) | Tag::Punctuation
            )
        {
            f.add("word before", &[&before.key, side, by_rule]);
        }
        let own_word = s.words[m.start].own_preposition().unwrap_or("-");
        f.add("own preposition", &[own_word, side, t]);
        f.add("first mention", &[yes(k == self.base), by_rule]);
    }

    /// Features for that nobody has a part in an act.
    pub(crate) fn of_nobody(&self, act: &Act<'_>, f: &mut Features) {
        let s = self.s;
        let w = &s.words[act.word];
        let t = act.kind.as_str();
        let shape = if act.passive { "passive" } else { form(w.tag) };
        let (a, r) = (count(act.actors.len()), count(act.recipients.len()));
        f.add("nobody", &[]);
        f.add("nobody,type", &[t, shape]);
        f.add("nobody,frame", &[&act.frame.id]);
        f.add("nobody,rule", &[a, r, shape]);
        f.add("nobody,rule,type", &[a, r, t]);
        f.add("nobody,own", &[yes(act.own), yes(act.own_actor), shape]);
        f.add("nobody,neighbour", &[yes(act.neighbour), shape]);
        f.add("nobody,light", &[yes(act.light.is_some()), yes(act.unmet)]);
        f.add(
            "nobody,article",
            &[yes(w.has_article()), yes(w.has_enclitic()), shape],
        );
        f.add("nobody,content", &[yes(act.content.is_some()), t]);
        let here = s.mentions.len();
        f.add("nobody,mentions", &[count(here), shape]);
        if let Some(p) = s.phrase_at[act.word].filter(|_| shape != "verb") {
            let preposition = s.phrases[p].preposition.as_deref().unwrap_or("-");
            f.add("nobody,preposition", &[preposition, t]);
        }
        let hosted = act.host.as_ref().map_or("-", |h| {
            let near = s.clause_start(act.word) <= h.word;
            if near { "near" } else { "far" }
        });
        f.add("nobody,host", &[hosted, shape]);
    }

    /// The slot in which a mention of the sentence stands, its name, and whether it is the head there.
    fn slot(&self, a: &Arguments, m: usize) -> Option<(Slot, String, bool)> {
        let s = self.s;
        let holds = |group: &[usize]| {
            group
                .iter()
                .find(|&&p| s.phrases[p].mentions.contains(&m))
                .map(|&p| s.phrases[p].own_mention(&s.mentions) == Some(m))
        };
        let mut found = None;
        let mut offer = |slot: Slot, name: &str, group: Option<&crate::arguments::Group>| {
            if found.is_none()
                && let Some(own) = group.and_then(|g| holds(g))
            {
                found = Some((slot, name.to_owned(), own));
            }
        };
        offer(
            Slot::Subject,
            if a.subject_before {
                "subject before"
            } else {
                "subject"
            },
            a.subject.as_ref(),
        );
        offer(
            Slot::Object,
            if a.object_before {
                "object before"
            } else {
                "object"
            },
            a.object.as_ref(),
        );
        offer(Slot::Object2, "object2", a.object2.as_ref());
        if a.nisba == Some(m) {
            return Some((Slot::Genitive, "nisba".to_owned(), true));
        }
        if a.nisba2 == Some(m) {
            return Some((Slot::Genitive, "nisba2".to_owned(), true));
        }
        offer(Slot::Genitive, "genitive", a.genitive.as_ref());
        for (p, g) in &a.prepositions {
            offer(Slot::Prep(p.to_string()), p, Some(g));
        }
        found
    }

    /// Whether a state stands in the slot of the place: `زار دمشق`.
    pub(crate) fn is_destination(&self, act: &Act<'_>, k: usize) -> bool {
        let Some(m) = k
            .checked_sub(self.base)
            .filter(|&m| m < self.s.mentions.len())
        else {
            return false;
        };
        // Whom he meets there is seldom the state: it is where he goes.
        let visit = ["زور.I", "زيارة", "جولة"]
            .iter()
            .any(|v| act.frame.id.starts_with(v));
        self.s.mentions[m].kind == MentionKind::State
            && !act.actors.contains(&k)
            && (visit
                || self
                    .slot(&act.args, m)
                    .is_some_and(|(slot, _, _)| act.frame.role(&slot) == Some(FrameRole::Place)))
    }

    /// Whether a participant is a state that stands where something happens.
    pub(crate) fn is_place(&self, k: usize) -> bool {
        k.checked_sub(self.base)
            .filter(|&m| m < self.s.mentions.len())
            .is_some_and(|m| self.s.stands_as_place(m))
    }

    /// Whether a participant is nothing but a source (`مصادر أمنية`, `شهود عيان`).
    pub(crate) fn is_source(&self, k: usize) -> bool {
        k.checked_sub(self.base)
            .filter(|&m| m < self.s.mentions.len())
            .is_some_and(|m| self.s.names_source(m))
    }

    /// Participants of the discourse that may have a part in an act.
    pub(crate) fn candidates(&self, act: &Act<'_>) -> Vec<usize> {
        let mut out: Vec<usize> = (0..self.s.mentions.len())
            .filter(|&m| {
                let x = &self.s.mentions[m];
                x.kind != MentionKind::Media && !(x.start <= act.word && act.word < x.end)
            })
            .map(|m| self.base + m)
            .collect();
        for &k in act
            .actors
            .iter()
            .chain(&act.recipients)
            .chain(&self.discourse.subject)
        {
            if !out.contains(&k) {
                out.push(k);
            }
        }
        out
    }
}
