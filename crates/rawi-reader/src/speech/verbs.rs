//! Takes the words of saying in a sentence (`قال`, `مؤكدا`, `قوله`, also `اتهم … ب`), gives the scopes that they open.

use rawi_lexicon::{ParticleClass, Saying};
use rawi_model::{EventType, SourceKind, Stance};

use super::content::{Content, Mark};
use super::{Link, Reader, Scope, is_circumstance};
use crate::arguments::Arguments;
use crate::words::Tag;

/// Accusers stand behind what they accuse of, though the accusation itself is their act.
const ACCUSING: &str = "وهم.VIII";

/// `لكنه`: what follows is told of the speaker.
const BUT: &[&str] = &["لكنه", "لكنها", "لكنهم", "ولكنه", "ولكنها", "ولكنهم"];

/// Who claims an act is its source.
const CLAIMING: &str = "بني.V";

/// Denials reach what others reported: `نفى ما نشرته الصحيفة عن انسحاب …`.
const DENYING: &[&str] = &["نفي.I", "كذب.II", "فند.II", "نكر.IV", "دحض.I"];

impl Reader<'_, '_> {
    pub(super) fn verb(&mut self, i: usize) {
        let s = self.s;
        let w = &s.words[i];
        let Some(r) = w.reading() else { return };
        if self.out.reporting.contains(&i) {
            return;
        }
        if self.performs(i) {
            self.close_open(i);
        }
        let id = match w.tag {
            Tag::Verb => {
                if self.accuses(i) || self.claims(i) {
                    return;
                }
                // `تحدث عن` is written like a form of `حدث`.
                let speaks = |r: &&rawi_arabic::Analysis| s.lexicon.lemma(r.lemma).id == "حدث.V";
                let other = w.readings.iter().find(speaks).map(|r| r.lemma);
                other.unwrap_or(r.lemma)
            }
            Tag::Participle => r.lemma,
            Tag::Masdar => match s.lexicon.lemma(r.lemma).verb {
                Some(v) => v,
                None => return,
            },
            _ => return,
        };
        let sayings = s.lexicon.saying(id);
        if sayings.is_empty() {
            return;
        }
        match w.tag {
            Tag::Verb => {
                let a = s.verb_arguments(i);
                self.saying(i, &a, sayings, id == r.lemma);
            }
            Tag::Participle if is_circumstance(w) => {
                let a = s.noun_arguments(i);
                self.participle(i, &a, sayings);
            }
            Tag::Masdar
                if w.has_enclitic()
                    || w.clitics().without(rawi_arabic::Clitics::WA).is_empty()
                    || w.own_preposition().is_some()
                    || self.renewed(i) =>
            {
                let a = s.noun_arguments(i);
                self.masdar(i, &a, sayings);
            }
            _ => {}
        }
    }

    fn saying(&mut self, i: usize, a: &Arguments, sayings: &[Saying], certain: bool) {
        let s = self.s;
        let content = self
            .content(i, a, sayings, true)
            .or_else(|| self.denied_report(i));
        if content.is_none() && !certain {
            return;
        }
        if self.is_yet_to_be_said(i) {
            self.out.reporting.push(i);
            return;
        }
        let mut links = self.named_speaker(i, a, content);
        // `نقلت الوكالة عن مصدر`: the one quoted is further in than the one who passes it on.
        for preposition in sayings.iter().flat_map(|x| &x.sources) {
            let quoted = self.quoted_source(a, preposition);
            if !quoted.is_empty() {
                links.splice(0..0, quoted);
                break;
            }
        }
        let until = content.map_or(s.words.len(), |c| c.from);
        let outlets = self.outlets(i, until, &links);
        let named = !links.is_empty();
        if !named {
            let unknown =
                a.subject.is_some() && !a.elided && !s.is_relative_verb(i) && content.is_none();
            if unknown {
                return;
            }
            links = self.going_on(i);
        }
        links.extend(
            outlets
                .into_iter()
                .filter(|o| !links.iter().any(|l| l.start == o.start))
                .collect::<Vec<_>>(),
        );
        if links.is_empty() {
            return;
        }
        let Some(Content { from, to, mark }) = content else {
            if named {
                self.said_before(i, &links, sayings[0].stance);
            }
            self.take_floor(&links);
            return;
        };
        // To admit is an act as well.
        if !self.admits(i) {
            self.out.reporting.push(i);
        }
        // `بيان أوردته الوكالة`: those who passed it on are in the chain already.
        let passing =
            (i + 1..from).filter(|&k| s.words[k].is_finite() && s.words[k].has_enclitic());
        self.out.reporting.extend(passing);
        if self.is_sequel(i) {
            self.close_open(i);
        }
        self.take_floor(&links);
        // `أعلن استقالته`, `أكد رفضه`: his own act needs no source; who claims what was done is one.
        let claims = s.words[from]
            .lemma(s.lexicon)
            .is_some_and(|l| l.id.starts_with("مسؤولية") || l.id.starts_with("تبن"));
        if mark == Mark::Noun && s.words[from].has_enclitic() && !claims {
            return;
        }
        self.open(Scope {
            from,
            to,
            links,
            stance: sayings[0].stance,
            rule: "reporting verb",
            word: i,
        });
    }

    fn admits(&self, i: usize) -> bool {
        self.s.words[i]
            .lemma(self.s.lexicon)
            .is_some_and(|l| matches!(l.id.as_str(), "عرف.VIII" | "قرر.IV"))
    }

    /// `قال الوزير إن …، وأشاد بـ…`, `لكنها رفضت`: the speaker acts in speaking, and nobody need say so.
    fn performs(&self, i: usize) -> bool {
        let s = self.s;
        let w = &s.words[i];
        let Some(r) = w.reading().filter(|_| w.is_finite() && self.is_covered(i)) else {
            return false;
        };
        let but = i > 0 && s.words[i - 1].is_any(BUT);
        let perfect = r.features.aspect == Some(rawi_arabic::Aspect::Perfect);
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
        let speaks = |l: &Link| self.agrees(w, l);
        (w.is_joined() || but)
            && perfect
            && spoken
            && !self.is_quoted(i)
            && s.verb_arguments(i).elided
            && self.discourse.speaker.first().is_some_and(speaks)
    }

    /// `ستعلن`, `لم يعلن`: nothing has been said. Not to deny or to rule out is to say something.
    fn is_yet_to_be_said(&self, i: usize) -> bool {
        let s = self.s;
        let w = &s.words[i];
        let before = |keys: &[&str]| i > 0 && s.words[i - 1].is_any(keys);
        let future = w.clitics().contains(rawi_arabic::Clitics::SA) || before(&["سوف", "وسوف"]);
        let negated = before(&["لم", "ولم", "لن", "ولن", "لا", "ولا", "فلم"]);
        let hedged = w.lemma(s.lexicon).is_some_and(|l| {
            DENYING.contains(&l.id.as_str()) || matches!(l.id.as_str(), "بعد.X" | "خفي.IV")
        });
        future || negated && !hedged
    }

    /// `عن «فالون»`, `إلى مصادر`: the one quoted.
    fn quoted_source(&self, a: &Arguments, preposition: &str) -> Vec<Link> {
        let s = self.s;
        let Some(g) = a.preposition(preposition) else {
            return Vec::new();
        };
        let links = self.links_of(g);
        let phrase = &s.phrases[g[0]];
        let short = phrase.end - phrase.start <= 3 && phrase.own_mention(&s.mentions).is_none();
        let name = phrase.start > 0 && s.words[phrase.start - 1].opens_quote() && short;
        if links.is_empty() && name {
            return vec![self.stranger(g[0])];
        }
        links
    }

    /// `«…»، أكد الوزير`, `سيضرب الجيش المدينة، قالت المصادر`: what is said stands before its verb.
    fn said_before(&mut self, i: usize, links: &[Link], stance: Stance) {
        let s = self.s;
        let Some(before) = i.checked_sub(1) else {
            return;
        };
        let mark = &s.words[before];
        let after = s.words[i + 1..]
            .iter()
            .any(|w| w.tag.is_particle(ParticleClass::Sub) || w.is_finite() || w.is_punct("،,"));
        let says =
            !s.words[i].is_joined() && s.words[i].reading().is_some_and(|r| r.features.person == 3);
        if !(mark.is_punct("،,") || mark.closes_quote()) || after || !says {
            return;
        }
        let from = if self.discourse.in_quotation {
            0
        } else {
            s.sentence_start(i)
        };
        self.out.reporting.push(i);
        self.open(Scope {
            from,
            to: i,
            links: links.to_vec(),
            stance,
            rule: "reporting verb behind",
            word: i,
        });
    }

    /// `نفى … ما نشرته الصحيفة عن انسحاب`: what the report was about.
    fn denied_report(&self, i: usize) -> Option<Content> {
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
    fn accuses(&mut self, i: usize) -> bool {
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
    fn claims(&mut self, i: usize) -> bool {
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
        let claimed = (0..i)
            .rev()
            .find_map(|k| s.phrase_at[k])
            .map(|p| s.phrases[p].start);
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

    /// `مشيرا إلى أن`: the same speaker goes on; without one, the subject of the clause speaks.
    fn participle(&mut self, i: usize, a: &Arguments, sayings: &[Saying]) {
        let Some(Content { from, to, .. }) = self.content(i, a, sayings, true) else {
            return;
        };
        self.out.reporting.push(i);
        let over: Vec<usize> = (0..self.out.scopes.len())
            .filter(|&k| self.out.scopes[k].from <= i && i < self.out.scopes[k].to)
            .collect();
        if let Some((&outermost, inner)) = over.split_first() {
            // Back on the level of the main speaker: what was nested inside ends here.
            for &k in inner {
                self.out.scopes[k].to = i;
            }
            // `مضيفا لإذاعة …`: an outlet of its own comes to the chain.
            let outlets = self.outlets(i, from, &self.out.scopes[outermost].links);
            if !outlets.is_empty() {
                self.open(Scope {
                    from,
                    to,
                    links: outlets,
                    stance: sayings[0].stance,
                    rule: "reporting participle",
                    word: i,
                });
            }
            return;
        }
        let mut links = self.going_on(i);
        if links.is_empty() {
            return;
        }
        links.extend(self.outlets(i, from, &links));
        self.take_floor(&links);
        self.open(Scope {
            from,
            to,
            links,
            stance: sayings[0].stance,
            rule: "reporting participle",
            word: i,
        });
    }

    /// `قوله إن`, `إعلان الولايات المتحدة نشر …`.
    fn masdar(&mut self, i: usize, a: &Arguments, sayings: &[Saying]) {
        let s = self.s;
        let Some(Content { from, to, .. }) = self.content(i, a, sayings, true) else {
            return;
        };
        let mut links = match &a.genitive {
            Some(g) => self.links_of(g),
            None => Vec::new(),
        };
        // `استهل كلمته بالتأكيد على أن …`: whoever does so says it.
        let by_doing = self.renewed(i)
            || s.words[i].own_preposition() == Some("ب") && !s.words[i].has_enclitic();
        if links.is_empty() && by_doing {
            links = self.going_on(i);
            if !links.is_empty() {
                self.take_floor(&links);
            }
        }
        if links.is_empty() {
            // `نقلت عنه الوكالة قوله`: already opened by the verb.
            if !s.words[i].has_enclitic() || self.is_covered(i) {
                return;
            }
            links = self.discourse.speaker.clone();
        }
        if links.is_empty() {
            return;
        }
        self.out.reporting.push(i);
        self.open(Scope {
            from,
            to,
            links,
            stance: sayings[0].stance,
            rule: "reporting noun",
            word: i,
        });
    }

    /// `جدد التأكيد على أن`, `أعاد … التأكيد`: saying is what is done once more.
    fn renewed(&self, i: usize) -> bool {
        let s = self.s;
        let host = (s.clause_start(i)..i)
            .rev()
            .find(|&k| s.words[k].is_finite());
        s.words[i].has_article()
            && host.is_some_and(|k| {
                s.words[k]
                    .lemma(s.lexicon)
                    .is_some_and(|l| matches!(l.id.as_str(), "جدد.II" | "عود.IV" | "كرر.II"))
            })
    }

    /// Whether a reporting verb stands beside the open scope, not inside it.
    fn is_sequel(&self, i: usize) -> bool {
        let s = self.s;
        if self.is_quoted(i) {
            return false;
        }
        s.words[i].is_joined()
            || (i > 0
                && s.words[i - 1].is_any(&[
                    "فيما",
                    "بينما",
                    "كما",
                    "حين",
                    "وفيما",
                    "وبينما",
                    "قد",
                    "وقد",
                    "كذلك",
                    "لكنه",
                    "لكنها",
                ]))
            || (i > 1
                && s.words[i - 1].tag == Tag::Particle(ParticleClass::Modal)
                && s.words[i - 2].is_any(&["فيما", "بينما", "كما"]))
    }
}
