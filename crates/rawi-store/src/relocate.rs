//! From one version of a text to the next: where do these words stand now? A place is known by its words; where they
//! stand several times, by what surrounds them; where that does not tell, by how far they would have moved.

use rawi_model::{Figure, Mention, Place, Record, Source, Span, Words};

use crate::FieldChange;

/// So many characters on either side are compared.
const CONTEXT: usize = 60;
/// Places beyond these are not looked at.
const MAX_PLACES: usize = 10_000;

/// Two versions of a text.
pub(crate) struct Relocation<'t> {
    old: Vec<char>,
    new: Vec<char>,
    new_text: &'t str,
    same: bool,
}

impl<'t> Relocation<'t> {
    pub(crate) fn new(old: &str, new: &'t str) -> Self {
        let same = old == new;
        Self {
            old: if same {
                Vec::new()
            } else {
                old.chars().collect()
            },
            new: new.chars().collect(),
            new_text: new,
            same,
        }
    }

    /// Where the words that stood at `span` of the old text stand in the new one.
    pub(crate) fn span(&self, span: Span) -> Option<Span> {
        let (start, end) = (span.start as usize, span.end as usize);
        if self.same {
            return (end <= self.new.len()).then_some(span);
        }
        let quote: String = self.old.get(start..end)?.iter().collect();
        if quote.is_empty() {
            return None;
        }
        let (mut bytes, mut chars) = (0, 0);
        let mut best: Option<((usize, i64), usize)> = None;
        for (byte, _) in self.new_text.match_indices(&quote).take(MAX_PLACES) {
            chars += self.new_text[bytes..byte].chars().count();
            bytes = byte;
            let moved = (chars as i64 - start as i64).abs();
            let rank = (self.context(start, end, chars), -moved);
            if best.is_none_or(|(before, _)| rank > before) {
                best = Some((rank, chars));
            }
        }
        let at = best?.1 as u32;
        Some(Span::new(at, at + span.len()))
    }

    /// How many characters around the two places agree.
    fn context(&self, start: usize, end: usize, at: usize) -> usize {
        let alike = |a: &mut dyn Iterator<Item = &char>, b: &mut dyn Iterator<Item = &char>| {
            a.zip(b).take(CONTEXT).take_while(|(a, b)| a == b).count()
        };
        let before = alike(
            &mut self.old[..start].iter().rev(),
            &mut self.new[..at].iter().rev(),
        );
        let after = alike(
            &mut self.old[end..].iter(),
            &mut self.new[at + (end - start)..].iter(),
        );
        before + after
    }

    fn put(&self, start: &mut u32, end: &mut u32) -> Option<()> {
        let span = self.span(Span::new(*start, *end))?;
        (*start, *end) = (span.start, span.end);
        Some(())
    }

    fn words(&self, mut words: Words) -> Option<Words> {
        self.put(&mut words.start, &mut words.end)?;
        Some(words)
    }

    fn mentions(&self, mut list: Vec<Mention>) -> Option<Vec<Mention>> {
        for m in &mut list {
            self.put(&mut m.start, &mut m.end)?;
        }
        Some(list)
    }

    fn place(&self, mut place: Option<Place>) -> Option<Option<Place>> {
        if let Some(p) = &mut place {
            self.put(&mut p.start, &mut p.end)?;
        }
        Some(place)
    }

    fn sources(&self, mut list: Vec<Source>) -> Option<Vec<Source>> {
        for s in &mut list {
            self.put(&mut s.start, &mut s.end)?;
        }
        Some(list)
    }

    fn figures(&self, list: Vec<Figure>) -> Option<Vec<Figure>> {
        list.into_iter()
            .map(|f| {
                Some(Figure {
                    words: self.words(f.words)?,
                    ..f
                })
            })
            .collect()
    }

    /// The record with every span moved; `None` if some of its words are gone.
    pub(crate) fn record(&self, record: Record) -> Option<Record> {
        if self.same {
            return Some(record);
        }
        Some(Record {
            trigger: self.words(record.trigger)?,
            actor: self.mentions(record.actor)?,
            recipient: self.mentions(record.recipient)?,
            place: self.place(record.place)?,
            according_to: self.sources(record.according_to)?,
            figures: self.figures(record.figures)?,
            derivation: Vec::new(),
            ..record
        })
    }

    /// The field with every span moved; `None` if some of its words are gone.
    pub(crate) fn field(&self, field: FieldChange) -> Option<FieldChange> {
        use FieldChange as F;
        if self.same {
            return Some(field);
        }
        Some(match field {
            F::Actor(list) => F::Actor(self.mentions(list)?),
            F::Recipient(list) => F::Recipient(self.mentions(list)?),
            F::Place(place) => F::Place(self.place(place)?),
            F::AccordingTo(list) => F::AccordingTo(self.sources(list)?),
            F::Figures(list) => F::Figures(self.figures(list)?),
            F::Type(_)
            | F::Status(_)
            | F::When(_)
            | F::Stance(_)
            | F::Mode(_)
            | F::Contexts(_)
            | F::Mutual(_) => field,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(old: &str, new: &str, quote: &str, nth: usize) -> Option<String> {
        let byte = old.match_indices(quote).nth(nth).unwrap().0;
        let start = old[..byte].chars().count() as u32;
        let span = Span::new(start, start + quote.chars().count() as u32);
        let span = Relocation::new(old, new).span(span)?;
        assert_eq!(span.of(new), quote);
        Some(format!("{}", span.start))
    }

    #[test]
    fn words_are_found_where_their_surroundings_went() {
        let old = "زار الوزير دمشق. وقال الوزير نعم.";
        assert_eq!(moved(old, old, "الوزير", 1).as_deref(), Some("22"));
        let new = "خبر عاجل.\nزار الوزير دمشق. وقال الوزير نعم.";
        assert_eq!(moved(old, new, "الوزير", 0).as_deref(), Some("14"));
        assert_eq!(moved(old, new, "الوزير", 1).as_deref(), Some("32"));
        let shorter = "وقال الوزير نعم.";
        assert_eq!(moved(old, shorter, "الوزير", 1).as_deref(), Some("5"));
        assert_eq!(moved(old, shorter, "دمشق", 0), None);
    }
}
