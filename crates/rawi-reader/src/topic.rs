//! Takes the sentences of an article as they come, gives how far the article is about something else than politics: a
//! striker attacks, a market demands, a tourist visits.

use rawi_lexicon::PhraseKind;
use rawi_model::Sector;

use crate::mentions::MentionKind;
use crate::sentence::Sentence;

/// Words of other topics, and those who make politics, met so far.
#[derive(Debug, Default)]
pub(crate) struct Topic {
    other: f32,
    politics: f32,
    sentences: f32,
}

/// As if so many of those who make politics had been met before the first sentence.
const PRIOR: f32 = 2.0;

/// A sentence after the first few speaks against politics almost as much as a word of another topic does, where nobody who makes
/// politics is in it.
const IDLE: f32 = 0.8;
const LEAD: f32 = 3.0;

impl Topic {
    /// Takes in a sentence.
    pub(crate) fn hear(&mut self, s: &Sentence<'_>) {
        self.sentences += 1.0;
        self.other += s
            .names
            .iter()
            .filter(|n| n.of_kind(PhraseKind::Topic).is_some())
            .count() as f32;
        self.politics += s
            .mentions
            .iter()
            .map(|m| match (m.kind, m.sector) {
                (_, Some(Sector::Bus | Sector::Edu | Sector::Med | Sector::Cvl)) | (_, None) => 0.0,
                (MentionKind::Demonym | MentionKind::State, _) => 0.5,
                _ => 1.0,
            })
            .sum::<f32>();
    }

    /// Between 0 (politics) and 1 (something else).
    pub(crate) fn elsewhere(&self) -> f32 {
        let idle = IDLE * (self.sentences - LEAD).max(0.0);
        (self.other + idle) / (self.other + idle + self.politics + PRIOR)
    }
}
