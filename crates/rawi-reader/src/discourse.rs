//! The only state that passes from one sentence of an article to the next: who has been mentioned, which country the
//! report is about, who is speaking.

use rawi_arabic::{Gender, Number, Text, fold};
use rawi_lexicon::PhraseKind;
use rawi_model::{Code, Country, Sector};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::mentions::{COUNTERPART, Mention, MentionKind};
use crate::sentence::Sentence;
use crate::speech::Link;
use crate::topic::Topic;
use crate::words::Word;

/// A mention with its code settled, at its place in the article.
#[derive(Debug, Clone)]
pub(crate) struct Participant {
    pub start: u32,
    pub end: u32,
    pub text: String,
    /// The first word without article and clitics, folded.
    pub head: String,
    pub code: Code,
    pub id: Option<String>,
    pub latin: Option<String>,
    pub kind: MentionKind,
    pub gender: Gender,
    pub number: Number,
    pub armed: bool,
    pub named: bool,
    /// The text has no name for it: a crowd, a target. No pronoun goes back to it.
    pub unnamed: bool,
    /// A state where something happens (`في لندن`), which does nothing.
    pub place: bool,
    pub entries: Vec<String>,
    /// How the country was found, for the derivation.
    pub country_rule: &'static str,
}

/// What the reader carries through an article.
#[derive(Debug, Default)]
pub(crate) struct Discourse {
    pub participants: Vec<Participant>,
    /// Ids of those named so far, and surnames of those who have none.
    pub known: FxHashSet<String>,
    pub weights: FxHashMap<Country, f32>,
    /// Where the outlet is at home: the country of last resort.
    pub home: Option<Country>,
    /// Who spoke last, for `وأضاف`.
    pub speaker: Vec<Link>,
    /// Who spoke before that one.
    pub speaker_before: Vec<Link>,
    /// The speaker's quotation is still open.
    pub in_quotation: bool,
    /// Subject of the last main clause.
    pub subject: Vec<usize>,
    /// What the article is about.
    pub topic: Topic,
}

impl Discourse {
    /// Takes note of the full names in a sentence that is still to come.
    pub(crate) fn expect(&mut self, s: &Sentence<'_>) {
        self.topic.hear(s);
        self.known.extend(
            s.mentions
                .iter()
                .filter(|m| m.named)
                .filter_map(|m| m.id.clone()),
        );
    }

    /// Settles the codes of a sentence's mentions and adds them; answers the index of the first.
    pub(crate) fn admit(&mut self, s: &Sentence<'_>, text: &Text) -> usize {
        let base = self.participants.len();
        let local = countries(s);
        for (at, m) in s.mentions.iter().enumerate() {
            let head = head_key(s, m);
            let earlier = self.earlier(&head, m);
            let (code, rule, id, latin) = self.settle(s, m, earlier, &local);
            let start = s.words[m.start].start;
            let end = s.words[m.end - 1].end;
            if let Some(id) = &m.id {
                self.known.insert(id.clone());
            } else if m.kind == MentionKind::Person && m.named && m.end > m.start + 1 {
                self.known.extend(surname(&s.words[m.end - 1]));
            }
            self.participants.push(Participant {
                start,
                end,
                text: text.slice(start, end),
                head,
                code,
                id,
                latin,
                kind: m.kind,
                gender: m.gender,
                number: m.number,
                armed: m.armed || crate::mentions::is_armed(Some(code.sector)),
                named: m.named,
                unnamed: false,
                place: s.stands_as_place(at),
                entries: m.entries.clone(),
                country_rule: rule,
            });
        }
        for w in self.weights.values_mut() {
            *w *= 0.8;
        }
        for (_, c, weight) in local {
            *self.weights.entry(c).or_default() += weight;
        }
        base
    }

    fn settle(
        &self,
        s: &Sentence<'_>,
        m: &Mention,
        earlier: Option<usize>,
        local: &[(usize, Country, f32)],
    ) -> (Code, &'static str, Option<String>, Option<String>) {
        let sector = m.sector;
        if let (Some(c), Some(x)) = (m.country, sector) {
            return (Code::new(c, x), "lexicon", m.id.clone(), m.latin.clone());
        }
        if m.entries.iter().any(|e| COUNTERPART.contains(&e.as_str())) {
            let office = self.participants.iter().rev();
            let sector = sector.or_else(|| {
                office
                    .filter(|p| p.kind == MentionKind::Person)
                    .map(|p| p.code.sector)
                    .find(|s| *s != Sector::Cvl)
            });
            let code = Code::new(
                m.country.unwrap_or(Country::NONE),
                sector.unwrap_or(Sector::Gov),
            );
            return (
                code,
                "office of who was named before",
                m.id.clone(),
                m.latin.clone(),
            );
        }
        if let Some(e) = self.group(s, m) {
            let e = &self.participants[e];
            return (
                e.code,
                "the group named before",
                e.id.clone(),
                e.latin.clone(),
            );
        }
        // Which two they are the acts find out; where they cannot, no one state is meant.
        if s.names_two_sides(m) {
            let code = Code::new(Country::NONE, sector.unwrap_or(Sector::Gov));
            return (code, "two sides", m.id.clone(), m.latin.clone());
        }
        if let Some(home) = self
            .home
            .filter(|c| m.country.is_none() && is_royal(s, m, *c))
        {
            let code = Code::new(home, sector.unwrap_or(Sector::Gov));
            return (
                code,
                "the outlet's own court",
                m.id.clone(),
                m.latin.clone(),
            );
        }
        if m.country.is_none()
            && let Some(country) = self.owner(s, m)
        {
            let code = Code::new(country, sector.unwrap_or(Sector::Gov));
            return (code, "whose it is", m.id.clone(), m.latin.clone());
        }
        if let Some(e) = earlier.map(|e| &self.participants[e]) {
            let sector = sector
                .filter(|_| !matches!(e.kind, MentionKind::Body))
                .unwrap_or(e.code.sector);
            let country = m.country.unwrap_or(e.code.country);
            return (
                Code::new(country, sector),
                "earlier mention",
                m.id.clone().or_else(|| e.id.clone()),
                m.latin.clone().or_else(|| e.latin.clone()),
            );
        }
        let country = m.country.or_else(|| self.country_for(s, m, local));
        let default = if m.kind == MentionKind::Person {
            Sector::Cvl
        } else {
            Sector::Unk
        };
        (
            Code::new(country.unwrap_or(Country::NONE), sector.unwrap_or(default)),
            "context",
            m.id.clone(),
            m.latin.clone(),
        )
    }

    /// `التنظيم`, `الحركة`: the last group named before that is called so.
    fn group(&self, s: &Sentence<'_>, m: &Mention) -> Option<usize> {
        let w = &s.words[m.head];
        if m.named
            || m.country.is_some_and(Country::is_state)
            || m.end > m.start + 1
            || !w.has_article()
        {
            return None;
        }
        let key = &s.lexicon.lemma(w.lemma_id()?).key;
        let sectors = GROUPS
            .iter()
            .find(|(word, _)| word == key)
            .map(|(_, s)| *s)?;
        self.participants.iter().rposition(|p| {
            p.kind == MentionKind::Body && p.named && sectors.contains(&p.code.sector)
        })
    }

    /// The country of the one to whom `بلاده`, `قواتنا`, `وزير خارجيتها` belong.
    fn owner(&self, s: &Sentence<'_>, m: &Mention) -> Option<Country> {
        let p = s.words[m.start..m.end]
            .iter()
            .find_map(|w| w.reading().and_then(|r| r.enclitic))?;
        let state = |p: &Participant| {
            p.code.country.is_state()
                && !p.unnamed
                && !p.place
                && !matches!(p.kind, MentionKind::Media | MentionKind::Demonym)
        };
        if p.person == 1 {
            let speaker = self.speaker.first().and_then(|l| l.participant);
            return self
                .participants
                .iter()
                .rev()
                .find(|x| x.kind == MentionKind::Person && state(x))
                .or(speaker.map(|k| &self.participants[k]))
                .map(|x| x.code.country);
        }
        let fits = |x: &&Participant| {
            state(x)
                && crate::sentence::genders_agree(p.gender, x.gender)
                && (p.number == x.number || x.number == Number::Any || p.number == Number::Any)
        };
        // `أبدى الرئيس في اتصال مع الأمير استعداد بلاده`: rather whoever stands without a preposition.
        let first = s.words[0].start;
        let free = |x: &&Participant| {
            x.start >= first
                && s.mentions.iter().any(|m| {
                    s.words[m.start].start == x.start
                        && s.phrase_at[m.start].is_some_and(|p| s.phrases[p].preposition.is_none())
                })
        };
        let near = || self.participants.iter().rev().take(12);
        near()
            .find(|x| fits(x) && free(x))
            .or_else(|| near().find(fits))
            .map(|x| x.code.country)
    }

    /// An earlier mention that a name or definite description goes back to.
    fn earlier(&self, head: &str, m: &Mention) -> Option<usize> {
        if let Some(id) = &m.id {
            return self
                .participants
                .iter()
                .rposition(|p| p.id.as_ref() == Some(id));
        }
        if m.named {
            // The family name alone after the full name.
            return self.participants.iter().rposition(|p| {
                p.named
                    && p.kind == m.kind
                    && p.text.split_whitespace().any(|w| {
                        let w = fold(w);
                        w.strip_prefix("ال").unwrap_or(&w) == head
                    })
            });
        }
        if m.country.is_some() {
            return None;
        }
        self.participants
            .iter()
            .rposition(|p| p.head == head && p.code.country != Country::NONE)
    }

    /// The country that a bare `الحكومة` or `الشرطة` belongs to.
    fn country_for(
        &self,
        s: &Sentence<'_>,
        m: &Mention,
        local: &[(usize, Country, f32)],
    ) -> Option<Country> {
        // A place right after it: `الشرطة في البحرين`.
        let near = local
            .iter()
            .filter(|(w, _, _)| {
                *w >= m.end
                    && *w <= m.end + 2
                    && s.words
                        .get(m.end)
                        .is_some_and(|w| w.is_any(&["في", "ب"]) || w.own_preposition() == Some("ب"))
            })
            .map(|(_, c, _)| *c)
            .next();
        if near.is_some() {
            return near;
        }
        let mut best: FxHashMap<Country, f32> = self.weights.clone();
        if let Some(home) = self.home {
            *best.entry(home).or_default() += 0.5;
        }
        for (w, c, weight) in local {
            let distance = w.abs_diff(m.start) as f32;
            *best.entry(*c).or_default() += weight * (1.5 + 2.0 / (1.0 + distance / 4.0));
        }
        best.into_iter()
            .max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.0.cmp(&a.0)))
            .map(|(c, _)| c)
            .or(self.home)
    }

    /// The country of what stands at a word and has no name: that of the places nearest, else of the report.
    pub(crate) fn country_near(&self, s: &Sentence<'_>, word: usize) -> Option<Country> {
        countries(s)
            .into_iter()
            .filter(|(_, _, weight)| *weight >= 0.5)
            .min_by_key(|(w, _, weight)| (w.abs_diff(word) as f32 / (weight * weight)) as u32)
            .map(|(_, c, _)| c)
            .or_else(|| self.topic())
    }

    /// The country that the report is mostly about so far.
    pub(crate) fn topic(&self) -> Option<Country> {
        self.weights
            .iter()
            .max_by(|a, b| a.1.total_cmp(b.1).then_with(|| b.0.cmp(a.0)))
            .map(|(c, _)| *c)
            .or(self.home)
    }

    /// Whom a pronoun stands for: the nearest earlier participant that agrees.
    pub(crate) fn pronoun(
        &self,
        before: u32,
        gender: Gender,
        number: Number,
        except: &[usize],
    ) -> Option<usize> {
        self.participants
            .iter()
            .enumerate()
            .rev()
            .filter(|(k, p)| p.end <= before && !except.contains(k))
            .take(12)
            .find(|(_, p)| {
                let genders = crate::sentence::genders_agree(gender, p.gender);
                let numbers = number == Number::Any
                    || p.number == Number::Any
                    || number == p.number
                    || (gender == Gender::Feminine
                        && number == Number::Singular
                        && p.number == Number::Plural);
                genders
                    && numbers
                    && !p.unnamed
                    && !p.place
                    && p.kind != MentionKind::Media
                    && p.kind != MentionKind::Demonym
            })
            .map(|(k, _)| k)
    }
}

/// Countries that a sentence names, by word, with how much each weighs for the context.
fn countries(s: &Sentence<'_>) -> Vec<(usize, Country, f32)> {
    let mut out: Vec<(usize, Country, f32)> = Vec::new();
    for name in s.names.iter() {
        // A longer name that holds it speaks for itself.
        for r in &name.refs {
            let (country, weight) = match r.kind {
                PhraseKind::State | PhraseKind::Capital => (s.lexicon.state(r.index).country, 1.0),
                PhraseKind::Demonym => (s.lexicon.state(r.index).country, 0.5),
                PhraseKind::Place if !r.ambiguous && s.words[name.start].in_name => {
                    (s.lexicon.place(r.index).country, 1.3)
                }
                PhraseKind::Body if !r.ambiguous => (s.lexicon.body(r.index).code.country, 0.6),
                PhraseKind::Person if !r.ambiguous => match s
                    .mentions
                    .iter()
                    .find(|m| m.start <= name.start && name.start < m.end)
                {
                    Some(m) => (m.country.unwrap_or(Country::NONE), 0.5),
                    None => continue,
                },
                _ => continue,
            };
            // Where somebody goes is seldom whence he comes.
            let goal = s.phrase_at[name.start]
                .is_some_and(|p| s.phrases[p].preposition.as_deref() == Some("الي"));
            let weight = if goal { weight * 0.3 } else { weight };
            if country.is_state()
                && !out
                    .iter()
                    .any(|(w, c, _)| *w == name.start && *c == country)
            {
                out.push((name.start, country, weight));
                break;
            }
        }
    }
    out
}

/// Nouns that go back to the name of a group, and what groups they are.
const GROUPS: &[(&str, &[Sector])] = &[
    ("تنظيم", &[Sector::Reb, Sector::Uaf]),
    (
        "حركه",
        &[Sector::Reb, Sector::Uaf, Sector::Pty, Sector::Opp],
    ),
    (
        "جماعه",
        &[Sector::Reb, Sector::Uaf, Sector::Pty, Sector::Opp],
    ),
    ("ميليشيا", &[Sector::Reb, Sector::Uaf]),
    ("مليشيا", &[Sector::Reb, Sector::Uaf]),
    ("حزب", &[Sector::Pty, Sector::Opp, Sector::Uaf, Sector::Reb]),
    ("منظمه", &[Sector::Ngo, Sector::Igo]),
    ("جبهه", &[Sector::Reb, Sector::Opp, Sector::Pty]),
];

/// `سمو ولي العهد`, `خادم الحرمين`: in an outlet of a monarchy without a country its own prince or king.
fn is_royal(s: &Sentence<'_>, m: &Mention, home: Country) -> bool {
    const MONARCHIES: &[&str] = &["SAU", "ARE", "QAT", "KWT", "BHR", "OMN", "JOR", "MAR"];
    MONARCHIES.contains(&home.to_string().as_str())
        && !m.named
        && s.words[m.start..m.end].iter().any(|w| {
            w.is_any(&[
                "سمو",
                "السمو",
                "وسمو",
                "لسمو",
                "بسمو",
                "الحرمين",
                "جلاله",
                "الجلاله",
                "سموه",
                "جلالته",
                "وسموه",
                "لسموه",
            ])
        })
}

/// The surname that a person of whom the lexicon knows nothing may go by later; no word that means something else.
fn surname(w: &Word) -> Option<String> {
    let ordinary = w
        .readings
        .iter()
        .any(|r| !r.guessed && r.pos != rawi_arabic::Pos::Proper);
    (!ordinary && w.key.chars().count() > 2).then(|| w.key.to_string())
}

/// The head word of a mention without article and clitics.
fn head_key(s: &Sentence<'_>, m: &Mention) -> String {
    let w = &s.words[m.head];
    let key: &str = &w.key;
    let from = w.reading().map_or(0, |r| usize::from(r.stem_start));
    let at = key.char_indices().nth(from).map_or(0, |(i, _)| i);
    let stem = &key[at..];
    stem.strip_prefix("ال").unwrap_or(stem).to_owned()
}

/// Outlets that report on all Arab countries alike: where they are made says nothing of whom they mean.
const PAN_ARAB: &[&str] = &[
    "asharq-alawsat",
    "alhayat",
    "quds-arabi",
    "alaraby",
    "jazeera",
    "arabiya",
];

/// The country in which an outlet is at home, if the lexicon knows the outlet.
pub(crate) fn home_of(outlet: &str, lexicon: &rawi_lexicon::Lexicon) -> Option<Country> {
    lexicon
        .media_named(outlet)
        .filter(|m| !PAN_ARAB.contains(&m.id.as_str()))
        .map(|m| m.country)
        .filter(|c| c.is_state())
}
