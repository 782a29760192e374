//! Takes a sentence with a name before a colon, gives what follows as that one's words: `هادي: انتصاراتنا لن تتوقف`.

use rawi_lexicon::PhraseKind;
use rawi_model::Stance;

use super::content::opens_speech;
use super::{Reader, Scope};
use crate::mentions::MentionKind;
use crate::words::{Tag, Word};

impl Reader<'_, '_> {
    /// In headlines the name before a colon speaks; a dateline does not.
    pub(super) fn headline(&mut self) {
        let s = self.s;
        let Some(first) = s.phrases.first().filter(|p| p.start == 0 && p.end <= 9) else {
            return;
        };
        let Some(colon) =
            (first.end..s.words.len().min(first.end + 6)).find(|&k| s.words[k].is_punct(":"))
        else {
            return;
        };
        // `أردوغان من أنقرة: …`, nothing else may stand between.
        if (first.end..colon).any(|k| s.words[k].is_finite() || s.words[k].tag == Tag::Punctuation)
        {
            return;
        }
        let from = colon + 1;
        let quoted = s.words.get(from).is_some_and(Word::opens_quote);
        let place = s.names.at(0).iter().any(|n| {
            n.refs
                .iter()
                .any(|r| matches!(r.kind, PhraseKind::Capital | PhraseKind::Place))
        });
        if place || (quoted && s.mention_at(from + 1).is_some()) {
            return;
        }
        let mention = first.own_mention(&s.mentions);
        // `تركيا: مقتل جنديين`: where it happened.
        let dateline = mention.is_some_and(|m| s.mentions[m].kind == MentionKind::State)
            && s.words.get(from).is_some_and(|w| {
                matches!(w.tag, Tag::Masdar | Tag::Noun) && !w.has_article() && !w.has_enclitic()
            });
        let known = mention.is_some() || s.names.longest(0, PhraseKind::SourceNoun).is_some();
        let links = if dateline {
            Vec::new()
        } else if known {
            self.links_of(&[0])
        } else if self.speaks_of_us(from) && first.end <= 4 {
            vec![self.stranger(0)]
        } else {
            Vec::new()
        };
        if !links.is_empty() {
            self.open(Scope {
                from,
                to: s.words.len(),
                links,
                stance: Stance::Neutral,
                rule: "name before a colon",
                word: 0,
            });
        }
    }

    /// `لن نقبل`, `انتصاراتنا`, `«…»`: only a speaker says so.
    fn speaks_of_us(&self, from: usize) -> bool {
        let s = self.s;
        s.words.get(from).is_some_and(opens_speech)
            || s.words[from.min(s.words.len())..].iter().any(|w| {
                w.reading().is_some_and(|r| {
                    (w.tag == Tag::Verb && r.features.person == 1)
                        || r.enclitic.is_some_and(|e| e.person == 1)
                })
            })
    }
}
