//! Takes a sentence and the place of a verb or of a noun that names an act, gives what stands in its slots: subject,
//! object, genitive, prepositional complements, and the clause that it introduces.

use rawi_arabic::{Gender, Number, Voice};
use rawi_lexicon::{NounKind, ParticleClass};
use rawi_model::EventType;
use smallvec::SmallVec;

use crate::mentions::is_relative;
use crate::sentence::{Sentence, genders_agree};
use crate::tagger::is_auxiliary;
use crate::words::{Tag, Word};

/// A group of coordinated noun phrases.
pub(crate) type Group = SmallVec<[usize; 2]>;

/// What stands in the slots of an act.
#[derive(Debug, Clone, Default)]
pub(crate) struct Arguments {
    pub subject: Option<Group>,
    /// The subject stood before the verb.
    pub subject_before: bool,
    pub object: Option<Group>,
    pub object2: Option<Group>,
    pub genitive: Option<Group>,
    /// A nisba adjective with the noun (`الغارات الإسرائيلية`): index of its mention.
    pub nisba: Option<usize>,
    /// The second nisba (`الاتفاق الروسي التركي`).
    pub nisba2: Option<usize>,
    pub prepositions: Vec<(Box<str>, Group)>,
    /// Prepositions that carry a pronoun (`عليهم`, `معها`), and their words.
    pub pronouns: Vec<(Box<str>, usize)>,
    /// A pronoun joined to the word stands for its object (verbs) or its genitive (nouns).
    pub pronoun: bool,
    /// First word of the clause that the act introduces (after `أن`), if any.
    pub clause: Option<usize>,
    /// Without a subject of its own: the one of the clause before goes on.
    pub elided: bool,
    /// The antecedent of a relative clause stands for the object.
    pub object_before: bool,
}

impl Arguments {
    pub(crate) fn preposition(&self, p: &str) -> Option<&Group> {
        self.prepositions
            .iter()
            .find(|(q, _)| &**q == p)
            .map(|(_, g)| g)
    }
}

impl Sentence<'_> {
    /// The arguments of a finite verb.
    pub(crate) fn verb_arguments(&self, v: usize) -> Arguments {
        let mut a = Arguments {
            pronoun: self.words[v].has_enclitic(),
            ..Arguments::default()
        };
        let mut bare: Vec<Group> = Vec::new();
        self.complements(v + 1, &mut a, Some(&mut bare));
        self.drop_appositions(&mut bare);
        let mut bare = bare.into_iter();
        let word = &self.words[v];
        let (gender, number) = (word.gender(), word.number());
        let plural = number == Number::Plural || number == Number::Dual;
        let person = word.reading().map_or(3, |r| r.features.person);
        if let Some((antecedent, rel)) = self.antecedent(v) {
            let enclitic = word.reading().and_then(|r| r.enclitic);
            let resumptive = enclitic.is_some_and(|p| {
                let (g, _) = self.agreement(antecedent);
                genders_agree(p.gender, g)
            });
            // `السفراء الذين استقبلهم`: the subject of the main clause goes on.
            let undergone = enclitic.is_some_and(|p| {
                let (g, n) = self.agreement(antecedent);
                p.person == 3 && p.gender == g && p.number == n
            });
            let follows = bare
                .as_slice()
                .first()
                .is_some_and(|g| self.may_be_subject(g[0], gender));
            let (g, n) = self.agreement(antecedent);
            let antecedent_agrees = agrees_before(gender, number, g, n);
            if resumptive && follows || (!antecedent_agrees && follows) {
                a.subject = bare.next();
                a.object = Some(SmallVec::from_slice(&[antecedent]));
                a.object_before = true;
                a.pronoun = false;
            } else if undergone && !antecedent_agrees && bare.as_slice().is_empty() {
                a.elided = true;
                a.object = Some(SmallVec::from_slice(&[antecedent]));
                a.object_before = true;
                a.pronoun = false;
            } else {
                a.subject = Some(SmallVec::from_slice(&[antecedent]));
                a.subject_before = true;
                a.object = bare.next();
            }
            let _ = rel;
            a.object2 = bare.next();
            return a;
        }
        // `قال إنه التقى المبعوث`: the pronoun is the subject.
        let pronoun_before = (v.saturating_sub(3)..v)
            .rev()
            .find(|&k| !is_before_verb(&self.words[k]))
            .map(|k| &self.words[k])
            .filter(|w| w.tag.is_particle(ParticleClass::Sub))
            .and_then(|w| w.reading().and_then(|r| r.enclitic));
        if pronoun_before.is_some_and(|p| p.person == 3 && genders_agree(p.gender, gender)) {
            a.elided = true;
            a.object = bare.next();
            a.object2 = bare.next();
            return a;
        }
        let before = if word.is_joined() {
            None
        } else {
            self.subject_before(v, gender, number)
        };
        if let Some(p) = before {
            a.subject = Some(p);
            a.subject_before = true;
            a.object = bare.next();
        } else if !plural
            && person == 3
            && bare
                .as_slice()
                .first()
                .is_some_and(|g| self.may_be_subject(g[0], gender))
        {
            a.subject = bare.next();
            a.object = bare.next();
        } else {
            a.elided = true;
            a.object = bare.next();
        }
        a.object2 = bare.next();
        a
    }

    /// `الشيخ محمد بن زايد ولي عهد أبوظبي … وزير الخارجية`: a title after a name belongs to it where others follow.
    fn drop_appositions(&self, bare: &mut Vec<Group>) {
        let mut i = 1;
        while bare.len() > 2 && i < bare.len() {
            let before = bare[i - 1]
                .last()
                .and_then(|&p| self.phrases[p].own_mention(&self.mentions));
            let here = self.phrases[bare[i][0]].own_mention(&self.mentions);
            let titled = |m: usize| self.mentions[m].kind == crate::mentions::MentionKind::Person;
            // `دعا المشرف على … المتحدث الرسمي الدكتور سمير النجدي، الطلاب …`
            let another = bare
                .get(i + 1)
                .is_some_and(|g| self.phrases[g[0]].own_mention(&self.mentions).is_some());
            let apposed = matches!((before, here), (Some(b), Some(h))
                if titled(b) && titled(h) && (another || !self.mentions[h].named)
                    && self.mentions[b].named != self.mentions[h].named);
            if apposed {
                bare.remove(i);
            } else {
                i += 1;
            }
        }
    }

    /// The arguments of a noun that names an act.
    pub(crate) fn noun_arguments(&self, n: usize) -> Arguments {
        let word = &self.words[n];
        let mut a = Arguments {
            pronoun: word.has_enclitic(),
            ..Arguments::default()
        };
        let Some(p) = self.phrase_at[n] else { return a };
        let phrase = &self.phrases[p];
        let mut nisbas = phrase.mentions.iter().copied().filter(|&m| {
            let m = &self.mentions[m];
            m.start > n
                && m.kind == crate::mentions::MentionKind::Demonym
                && (self.words[m.start].has_article()
                    == (word.has_article() || word.has_enclitic())
                    || self.words[m.start - 1].has_article())
        });
        if !word.has_article() && !word.has_enclitic() && phrase.end > n + 1 {
            // The genitive is a phrase of its own inside the phrase: keep the whole, its actor is found from its mentions.
            let next = &self.words[n + 1];
            if next.tag != Tag::Adjective
                || self
                    .mention_at(n + 1)
                    .is_some_and(|m| self.mentions[m].start == n + 1)
            {
                let demonym = self.mention_at(n + 1).is_some_and(|m| {
                    self.mentions[m].kind == crate::mentions::MentionKind::Demonym
                        && !self.words[n + 1].has_article()
                });
                if demonym {
                    a.nisba = nisbas.next();
                    a.nisba2 = nisbas.next();
                } else {
                    a.genitive = Some(self.with_joined(p));
                }
            } else {
                a.nisba = nisbas.next();
                a.nisba2 = nisbas.next();
            }
        } else {
            a.nisba = nisbas.next();
            a.nisba2 = nisbas.next();
        }
        if let Some(m) = a.nisba2.or(a.nisba) {
            // `أميركي ـ إيراني`
            let next = self.mentions[m].end;
            if a.nisba2.is_none() && self.words.get(next).is_some_and(|w| w.is_punct("-ـ–—")) {
                a.nisba2 = self
                    .mention_at(next + 1)
                    .filter(|&x| self.mentions[x].kind == crate::mentions::MentionKind::Demonym);
            }
        }
        let mut bare: Vec<Group> = Vec::new();
        self.complements(phrase.end, &mut a, Some(&mut bare));
        // Only a phrase that follows at once may be the object of a noun.
        if let Some(g) = bare.into_iter().next() {
            let from = self.phrases[g[0]].start;
            let at_once =
                (phrase.end..from).all(|k| self.in_time(k) || self.words[k].is_punct("،,"));
            if at_once && !self.words[phrase.end - 1].is_punct("»”\")") {
                a.object = Some(g);
            }
        }
        a
    }

    /// Collects noun phrases after a head up to the end of its reach.
    fn complements(&self, from: usize, a: &mut Arguments, mut bare: Option<&mut Vec<Group>>) {
        let mut k = from;
        let mut last: Option<Last> = None;
        let mut comma = false;
        let reach = (from + 40).min(self.words.len());
        while k < reach {
            let w = &self.words[k];
            if w.is_punct(".؟!؛;…") {
                break;
            }
            if w.is_punct(":") {
                if k + 1 < self.words.len() {
                    a.clause.get_or_insert(k + 1);
                }
                break;
            }
            if w.is_punct("،,") {
                // `شنّت، فجر الخميس، غارتين`: commas around a time part nothing.
                comma = k == from || !self.in_time(k - 1);
                k += 1;
                continue;
            }
            if w.tag.is_particle(ParticleClass::Sub) {
                if !w.is_any(&["لان", "لانه", "لانها", "لانهم", "حيث", "اذ"])
                {
                    a.clause.get_or_insert(k + 1);
                }
                break;
            }
            if is_relative(w) || w.tag.is_particle(ParticleClass::Cond) {
                // A relative clause: whatever follows it belongs to it, as far as one can tell.
                break;
            }
            if w.tag.is_particle(ParticleClass::Conj) && !w.is_any(&["او", "و", "ثم"]) {
                break;
            }
            if w.is_finite() && !is_auxiliary(w, self.lexicon) {
                if k == from && !w.is_joined() {
                    a.clause.get_or_insert(k);
                }
                break;
            }
            if w.tag.is_particle(ParticleClass::Prep) && w.has_enclitic() {
                a.pronouns.push((crate::phrases::bare(w).into(), k));
                k += 1;
                continue;
            }
            if let Some(p) = self.phrase_starting(k) {
                let phrase = &self.phrases[p];
                if self.in_time(phrase.head) || self.in_time(k) {
                    k = phrase.end;
                    continue;
                }
                if w.tag.is_particle(ParticleClass::Pron) {
                    k = phrase.end;
                    continue;
                }
                match &phrase.preposition {
                    Some(q) => {
                        let joined_same = phrase.joined
                            && matches!(&last, Some(Last::Prep(i)) if a.prepositions[*i].0 == *q);
                        if joined_same {
                            if let Some(Last::Prep(i)) = last {
                                a.prepositions[i].1.push(p);
                            }
                        } else {
                            a.prepositions.push((q.clone(), SmallVec::from_slice(&[p])));
                            last = Some(Last::Prep(a.prepositions.len() - 1));
                        }
                    }
                    None if phrase.joined && last.is_some() => match last {
                        Some(Last::Prep(i)) => a.prepositions[i].1.push(p),
                        Some(Last::Bare(i)) => {
                            if let Some(b) = bare.as_deref_mut() {
                                b[i].push(p);
                            }
                        }
                        None => {}
                    },
                    // Joined to the head itself (`مقتل ثلاثة وإصابة ستة`): not its argument.
                    None if phrase.joined => {}
                    None => {
                        if let Some(b) = bare.as_deref_mut() {
                            let accusative_circumstance =
                                (comma || !b.is_empty()) && self.is_circumstance(p);
                            if accusative_circumstance {
                                break;
                            }
                            b.push(SmallVec::from_slice(&[p]));
                            last = Some(Last::Bare(b.len() - 1));
                        }
                    }
                }
                k = phrase.end;
                continue;
            }
            k += 1;
        }
    }

    /// `مشيرا`, `مطالبة`: a participle in the accusative after a comma begins a clause of its own.
    fn is_circumstance(&self, phrase: usize) -> bool {
        let w = &self.words[self.phrases[phrase].start];
        let chosen = w.tag == Tag::Participle;
        w.readings.iter().any(|r| {
            matches!(r.pos, rawi_arabic::Pos::ActiveParticiple)
                && (r.features.tanwin_alef || chosen && r.features.gender == Gender::Feminine)
                && r.clitics.without(rawi_arabic::Clitics::WA).is_empty()
                && (!self.lexicon.frames(r.lemma).is_empty()
                    || !self.lexicon.saying(r.lemma).is_empty())
        })
    }

    /// A noun phrase with those joined to it by `و`.
    pub(crate) fn with_joined(&self, phrase: usize) -> Group {
        let mut g: Group = SmallVec::from_slice(&[phrase]);
        let mut at = phrase;
        while let Some(next) = self.phrases.get(at + 1) {
            if next.start == self.phrases[at].end && next.joined && next.preposition.is_none() {
                g.push(at + 1);
                at += 1;
            } else {
                break;
            }
        }
        g
    }

    /// Whether a phrase after a verb may be its subject.
    fn may_be_subject(&self, phrase: usize, gender: Gender) -> bool {
        let p = &self.phrases[phrase];
        if p.counted {
            return true;
        }
        if self.words[p.head]
            .reading()
            .is_some_and(|r| r.features.tanwin_alef && r.features.case_oblique)
            && !self.words[p.head].in_name
        {
            return false;
        }
        let (g, n) = self.agreement(phrase);
        // Broken plurals of people may follow a verb of either gender; forces and aircraft are feminine.
        let people = self.words[p.head]
            .lemma(self.lexicon)
            .is_none_or(|l| matches!(l.kind, NounKind::Human | NounKind::Group))
            || g != Gender::Feminine;
        n == Number::Plural && people || genders_agree(gender, g)
    }

    /// After an indefinite noun a relative clause has no pronoun: `غارة شنتها طائرة`, `هجوم نفذه مجهولون`.
    fn indefinite_antecedent(&self, v: usize) -> Option<usize> {
        if self.words[v].is_joined() {
            return None;
        }
        let p = self.phrase_at[v.checked_sub(1)?]?;
        let phrase = &self.phrases[p];
        if phrase.end != v {
            return None;
        }
        let open = (phrase.head..phrase.end).all(|k| {
            let w = &self.words[k];
            !w.has_article() && !w.has_enclitic() && !w.in_name
        });
        let start = self.clause_start(v);
        let governed = phrase.preposition.is_some()
            || (start..phrase.start)
                .any(|k| self.words[k].is_finite() && !is_auxiliary(&self.words[k], self.lexicon));
        (open && governed).then_some(p)
    }

    /// The antecedent of a verb right after a relative pronoun, and the pronoun's place.
    fn antecedent(&self, v: usize) -> Option<(usize, usize)> {
        if let Some(p) = self.indefinite_antecedent(v) {
            return Some((p, v));
        }
        let mut k = v;
        while k > 0 {
            k -= 1;
            let w = &self.words[k];
            if is_relative(w) {
                let mut before = k.checked_sub(1)?;
                while self.words[before].tag == Tag::Punctuation {
                    before = before.checked_sub(1)?;
                }
                return self.phrase_at[before]
                    .map(|p| (p, k))
                    .filter(|_| !w.is_any(&["ما", "من"]));
            }
            let passes = matches!(
                w.tag,
                Tag::Particle(
                    ParticleClass::Neg
                        | ParticleClass::Modal
                        | ParticleClass::Adv
                        | ParticleClass::Part
                )
            ) || is_auxiliary(w, self.lexicon)
                || self.in_time(k);
            if !passes {
                return None;
            }
        }
        None
    }

    /// The phrase before a relative pronoun.
    fn described_before(&self, relative: usize) -> Option<usize> {
        let mut before = relative.checked_sub(1)?;
        while self.words[before].tag == Tag::Punctuation {
            before = before.checked_sub(1)?;
        }
        self.phrase_at[before]
    }

    /// The phrase that stands before its verb as subject: first of its clause, no preposition, agreeing.
    fn subject_before(&self, v: usize, gender: Gender, number: Number) -> Option<Group> {
        let mut from = 0;
        let mut k = v;
        while k > 0 {
            k -= 1;
            let w = &self.words[k];
            // A relative clause stands between the subject and its verb: go on before what it describes.
            let described = if is_relative(w) {
                self.described_before(k)
            } else if w.is_finite() && !is_auxiliary(w, self.lexicon) {
                self.antecedent(k).map(|(p, _)| p)
            } else {
                None
            };
            if let Some(p) = described.filter(|&p| self.phrases[p].start < k) {
                k = self.phrases[p].start;
                continue;
            }
            let stop = self.is_boundary(k)
                || (w.is_finite() && !is_auxiliary(w, self.lexicon))
                || w.is_punct("(")
                // `الخرطوم - أطلقت الشرطة …`
                || w.is_punct("-–—ـ") && k <= 5 && self.phrase_at[..k].iter().flatten().max() == Some(&0);
            if stop {
                from = k + 1;
                break;
            }
        }

        let first = self.phrases.iter().position(|p| {
            p.start >= from
                && p.end <= v
                && !self.in_time(p.head)
                && !self.words[p.start].tag.is_particle(ParticleClass::Pron)
        })?;
        let p = &self.phrases[first];
        if p.preposition.is_some() {
            return None;
        }
        // After a finite verb the phrase is that verb's own argument.
        if from > 0
            && self.words[from - 1].is_finite()
            && !is_auxiliary(&self.words[from - 1], self.lexicon)
        {
            return None;
        }
        if p.joined && from > 0 && p.start == from && self.words[from - 1].is_finite() {
            return None;
        }
        let (g, n) = self.agreement(first);
        let group = self.with_joined(first);
        let n = if group.len() > 1 { Number::Any } else { n };
        (p.counted || agrees_before(gender, number, g, n) || group.len() > 1).then_some(group)
    }

    /// Whether a transitive verb with one noun phrase after it is better read as passive.
    pub(crate) fn reads_passive(&self, v: usize, a: &Arguments, kind: Option<EventType>) -> bool {
        let word = &self.words[v];
        let Some(r) = word.reading() else {
            return false;
        };
        if r.features.voice == Voice::Passive || word.marked_passive {
            return true;
        }
        if r.features.voice == Voice::Active
            || a.object.is_some()
            || a.pronoun
            || a.clause.is_some()
        {
            return false;
        }
        let Some(subject) = &a.subject else {
            return false;
        };
        if a.preposition("علي يد").is_some() || a.preposition("من قبل").is_some() {
            return true;
        }
        // Only acts of force are told without their doer as a matter of course; accusations where the charge is stated.
        let usual = match kind {
            None | Some(EventType::Assault | EventType::Coerce | EventType::Retreat) => true,
            Some(EventType::Accuse) => a.preposition("ب").is_some(),
            _ => false,
        };
        if !usual {
            return false;
        }
        let p = &self.phrases[subject[0]];
        let indefinite = !self.words[p.head].has_article() && p.end == p.head + 1;
        let own = p.own_mention(&self.mentions).map(|m| &self.mentions[m]);
        let alone = |m: &crate::mentions::Mention| {
            m.number == Number::Singular && m.kind == crate::mentions::MentionKind::Person
        };
        p.counted || indefinite || own.is_none_or(|m| !m.armed || alone(m))
    }
}

#[derive(Debug, Clone, Copy)]
enum Last {
    Prep(usize),
    Bare(usize),
}

/// Agreement of a verb with a subject before it, which is full.
fn agrees_before(gender: Gender, number: Number, g: Gender, n: Number) -> bool {
    let numbers = number == Number::Any
        || n == Number::Any
        || number == n
        || (number == Number::Singular && g == Gender::Feminine)
        || (number == Number::Plural && n != Number::Singular)
        || (number == Number::Plural && g == Gender::Either);
    numbers && (genders_agree(gender, g) || (number == Number::Plural && n == Number::Plural))
}

/// Words such as `قد` and `لم` between a clause's beginning and its verb.
pub(crate) fn is_before_verb(w: &Word) -> bool {
    matches!(
        w.tag,
        Tag::Particle(
            ParticleClass::Neg | ParticleClass::Modal | ParticleClass::Adv | ParticleClass::Part
        )
    )
}
