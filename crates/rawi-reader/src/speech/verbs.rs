//! Takes the words of saying in a sentence, gives the scopes that its verbs open; other forms have modules of their own.

use rawi_lexicon::{ParticleClass, Saying};
use rawi_model::Stance;

use super::acts::DENYING;
use super::content::{Content, Mark};
use super::{Link, Reader, Scope, is_circumstance};
use crate::arguments::Arguments;
use crate::words::{Tag, Word};

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
            // `لن تعترف بالدولة` is a refusal all the same.
            if content.is_some() && !self.admits(i) {
                self.out.reporting.push(i);
            }
            return;
        }
        let mut links = self.named_speaker(i, a, content);
        // `نقلت الوكالة عن مصدر`: the one quoted is further in than the one who passes it on.
        for preposition in sayings.iter().flat_map(|x| &x.sources) {
            let quoted = self.quoted_source(i, a, preposition);
            if !quoted.is_empty() {
                links.splice(0..0, quoted);
                break;
            }
        }
        let until = content.map_or(s.words.len(), |c| c.from);
        // Whoever reported what is denied does not stand behind the denial.
        let denied = s.words[i + 1..until.max(i + 1)].iter().any(|w| w.is("ما"))
            && s.words[i]
                .lemma(s.lexicon)
                .is_some_and(|l| DENYING.contains(&l.id.as_str()));
        let outlets = if denied {
            Vec::new()
        } else {
            self.outlets(i, until, &links)
        };
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
        // To admit is an act as well; so is what is carried by a light verb (`أعرب عن رفضه`).
        let own = mark == Mark::Noun && s.words[from].has_enclitic();
        let light = s.words[i]
            .lemma_id()
            .is_some_and(|l| !s.lexicon.light(l).is_empty());
        if !self.admits(i) && !(own && light) {
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
        let claims = s
            .words
            .get(from)
            .and_then(|w| w.lemma(s.lexicon))
            .is_some_and(|l| l.id.starts_with("مسؤولية") || l.id.starts_with("تبن"));
        if own && !claims {
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
    fn quoted_source(&self, i: usize, a: &Arguments, preposition: &str) -> Vec<Link> {
        let s = self.s;
        if let Some(g) = a.preposition(preposition) {
            return self.links_of(g);
        }
        // The quotation mark keeps the preposition apart from the name.
        let name = (i + 1..s.words.len().min(i + 20))
            .take_while(|&k| !s.words[k].tag.is_particle(ParticleClass::Sub))
            .find(|&k| {
                s.words[k].is(preposition) && s.words.get(k + 1).is_some_and(Word::opens_quote)
            })
            .and_then(|k| s.phrase_starting(k + 2));
        let Some(p) = name else { return Vec::new() };
        let links = self.links_of(&[p]);
        let short = s.phrases[p].end - s.phrases[p].start <= 3;
        if links.is_empty() && short {
            return vec![self.stranger(p)];
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
