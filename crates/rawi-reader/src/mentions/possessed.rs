//! What belongs to somebody named before: `بلاده`, `حكومتها`, `قواتنا`, `وزير خارجيته`. Whose it is, the discourse knows.

use super::*;

/// Lands that stand for their government: `بلاده ترفض`.
const LANDS: &[&str] = &["بلاد"];

/// Forms of address that stand for whoever was named before: `سموه`, `جلالته`.
const ADDRESSES: &[&str] = &[
    "سمو",
    "جلاله",
    "فخامه",
    "سياده",
    "معالي",
    "سعاده",
    "حضره",
    "قداسه",
];

impl Finder<'_> {
    /// A common noun that acts, or a title, whose last word carries a pronoun.
    pub(super) fn possessed(&self, i: usize) -> Option<Mention> {
        let first = &self.words[i];
        self.possessed_until(i, i + 1).or_else(|| {
            (first.tag.is_nominal() && !first.has_article() && !first.has_enclitic())
                .then(|| self.possessed_until(i, i + 2))
                .flatten()
        })
    }

    fn possessed_until(&self, i: usize, end: usize) -> Option<Mention> {
        let last = self.word(end - 1).filter(|w| w.tag.is_nominal())?;
        let r = last
            .reading()
            .filter(|r| r.enclitic.is_some() && !r.guessed)?;
        if end > i + 1 && !r.clitics.is_empty() {
            return None;
        }
        let lemma = self.lexicon.lemma(r.lemma);
        let before = match end - i {
            1 => String::new(),
            _ => format!("{} ", self.bare_key(i)),
        };
        let mut m = Mention {
            start: i,
            end,
            head: i,
            kind: MentionKind::Collective,
            country: None,
            sector: None,
            gender: self.words[i].gender(),
            number: self.words[i].number(),
            id: None,
            latin: None,
            entries: vec![lemma.id.clone()],
            named: false,
            armed: false,
        };
        if before.is_empty() && LANDS.contains(&lemma.key.as_str()) {
            m.sector = Some(Sector::Gov);
            m.gender = Gender::Feminine;
            m.number = Number::Singular;
            return Some(m);
        }
        if before.is_empty() && ADDRESSES.contains(&lemma.key.as_str()) {
            let p = r.enclitic.filter(|p| p.person == 3)?;
            m.kind = MentionKind::Person;
            m.sector = Some(Sector::Gov);
            m.gender = p.gender;
            m.number = Number::Singular;
            return Some(m);
        }
        let stem = stem_key(last);
        [lemma.key.as_str(), &stem]
            .iter()
            .find_map(|key| {
                let found = self.lexicon.phrases().get(&format!("{before}{key}"));
                found.iter().find_map(|r| match r.kind {
                    PhraseKind::Actor => {
                        Some((self.lexicon.actor(r.index).sector, MentionKind::Collective))
                    }
                    PhraseKind::Title => {
                        let sector = self.lexicon.title(r.index).sector?;
                        Some((sector, MentionKind::Person))
                    }
                    _ => None,
                })
            })
            .map(|(sector, kind)| {
                m.sector = Some(sector);
                m.kind = kind;
                m.armed = is_armed(m.sector);
                if kind == MentionKind::Person {
                    self.take_name(&mut m, DEPTH - 1);
                }
                m
            })
    }

    /// The key of a word without its proclitics.
    fn bare_key(&self, i: usize) -> String {
        let w = &self.words[i];
        let skip = w.reading().map_or(0, |r| usize::from(r.stem_start));
        w.key.chars().skip(skip).collect()
    }
}

/// The key of a word between its clitics.
pub(super) fn stem_key(w: &Word) -> String {
    let (from, to) = w.reading().map_or((0, usize::MAX), |r| {
        (usize::from(r.stem_start), usize::from(r.stem_end))
    });
    w.key.chars().take(to).skip(from).collect()
}
