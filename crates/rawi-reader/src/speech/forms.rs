//! Takes participles and verbal nouns of saying (`مؤكدا أن`, `قوله إن`, `جدد التأكيد على`), gives the scopes that they open.

use rawi_lexicon::Saying;

use super::content::{Content, Mark};
use super::{Reader, Scope};
use crate::arguments::Arguments;

impl Reader<'_, '_> {
    /// `مشيرا إلى أن`: the same speaker goes on; without one, the subject of the clause speaks.
    pub(super) fn participle(&mut self, i: usize, a: &Arguments, sayings: &[Saying]) {
        let Some(Content { from, to, mark }) = self.content(i, a, sayings, true) else {
            return;
        };
        self.out.reporting.push(i);
        // `مؤكدة دعمها`: her own act.
        if mark == Mark::Noun && self.s.words[from].has_enclitic() {
            return;
        }
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
    pub(super) fn masdar(&mut self, i: usize, a: &Arguments, sayings: &[Saying]) {
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
    pub(super) fn renewed(&self, i: usize) -> bool {
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
}
