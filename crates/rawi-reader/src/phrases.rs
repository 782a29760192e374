//! Takes tagged words and mentions, gives noun phrases: where each begins and ends, its head, what governs it.
//!
//! The boundaries follow definiteness: an indefinite noun takes a genitive, a definite phrase only agreeing adjectives
//! and a name in apposition; the next noun after that is another argument (`قصف الطيران | المدينة`).

use rawi_arabic::{Clitics, Gender, Number, Pos};
use rawi_lexicon::ParticleClass;

use crate::mentions::{Mention, MentionKind};
use crate::words::{Tag, Word};

/// A noun phrase.
#[derive(Debug, Clone)]
pub(crate) struct NounPhrase {
    pub start: usize,
    pub end: usize,
    /// The head noun, past numbers and quantities (`عشرات المدنيين`: `المدنيين`).
    pub head: usize,
    /// The preposition that governs it, folded, as a word of its own or a clitic.
    pub preposition: Option<Box<str>>,
    /// Joined by `و` or `أو` to the phrase before.
    pub joined: bool,
    /// Mentions inside, by index, left to right.
    pub mentions: Vec<usize>,
    /// Starts with a quantity (`عشرات`, `20`).
    pub counted: bool,
}

impl NounPhrase {
    /// The mention that the phrase as a whole stands for, if its head is one.
    pub(crate) fn own_mention(&self, mentions: &[Mention]) -> Option<usize> {
        self.mentions
            .iter()
            .copied()
            .find(|&m| mentions[m].start <= self.head && self.head < mentions[m].end)
    }

    /// The mention that acts for the phrase: its head, or else what the head belongs to (`مواقع الحوثيين`).
    pub(crate) fn actor(&self, mentions: &[Mention]) -> Option<usize> {
        self.own_mention(mentions).or_else(|| {
            self.mentions
                .iter()
                .copied()
                .find(|&m| mentions[m].kind != MentionKind::Media)
        })
    }
}

/// Nouns of quantity: the counted noun is what is meant.
const QUANTITIES: &[&str] = &[
    "عشرات",
    "مئات",
    "الاف",
    "ملايين",
    "عدد",
    "عددا",
    "مجموعه",
    "بعض",
    "كل",
    "جميع",
    "معظم",
    "احد",
    "احدي",
    "اثنان",
    "اثنين",
    "غالبيه",
    "كافه",
    "سائر",
    "اغلب",
    "اكثر",
    "نحو",
    "حوالي",
    "قرابه",
    "زهاء",
    "حفنه",
    "ثله",
    "كثير",
    "العديد",
    "الكثير",
    "المزيد",
    "سلسله",
    "جمله",
    "اول",
    "ثاني",
    "اخر",
    "كلا",
    "كلتا",
    "ذات",
    "نفس",
    "مختلف",
    "شتي",
    "عموم",
    "بضعه",
    "بضع",
];

fn stripped(word: &Word) -> &str {
    let r = word.reading();
    let skip = r.map_or(0, |r| usize::from(r.stem_start));
    let at = word.key.char_indices().nth(skip).map_or(0, |(i, _)| i);
    &word.key[at..]
}

pub(crate) fn is_quantity(word: &Word) -> bool {
    word.tag == Tag::Number || QUANTITIES.contains(&stripped(word)) || word.is_any(QUANTITIES)
}

/// Finds the noun phrases of a sentence, left to right.
pub(crate) fn find(words: &[Word], mentions: &[Mention]) -> Vec<NounPhrase> {
    let mut out: Vec<NounPhrase> = Vec::new();
    let mut next_mention = 0;
    let mut i = 0;
    while i < words.len() {
        if !starts(words, i) {
            i += 1;
            continue;
        }
        while next_mention < mentions.len() && mentions[next_mention].end <= i {
            next_mention += 1;
        }
        let np = grow(words, mentions, next_mention, i);
        i = np.end;
        out.push(np);
    }
    out
}

fn starts(words: &[Word], i: usize) -> bool {
    let w = &words[i];
    // `إلى جانب` joins what follows to what stands before.
    if adds(words, i + 1) {
        return false;
    }
    w.tag.is_nominal()
        || (w.tag.is_particle(ParticleClass::Dem)
            && words.get(i + 1).is_some_and(|n| n.tag.is_nominal()))
        || (w.tag.is_particle(ParticleClass::Pron))
}

fn grow(words: &[Word], mentions: &[Mention], first_mention: usize, start: usize) -> NounPhrase {
    let mut np = NounPhrase {
        start,
        end: start + 1,
        head: start,
        preposition: preposition_of(words, start),
        joined: words[start].is_joined() || joined_before(words, start),
        mentions: Vec::new(),
        counted: false,
    };
    if words[start].tag.is_particle(ParticleClass::Pron) {
        return np;
    }
    let mut m = first_mention;
    let mut at = start;
    if words[at].tag.is_particle(ParticleClass::Dem) {
        at += 1;
    }
    while at < words.len()
        && is_quantity(&words[at])
        && mentions.get(m).is_none_or(|x| x.start != at)
    {
        if at > start && (words[at].own_preposition().is_some() || words[at].has_enclitic()) {
            break;
        }
        np.counted = true;
        np.head = at;
        np.end = at + 1;
        at += 1;
        if words.get(at).is_some_and(|w| w.is("من"))
            && words.get(at + 1).is_some_and(|w| w.tag.is_nominal())
        {
            at += 1;
        }
    }
    let free = |w: &Word| !w.is_joined() && w.own_preposition().is_none();
    // The head.
    let Some(w) = words.get(at) else { return np };
    if at > start && !free(w) {
        return np;
    }
    let mut closed;
    if let Some(x) = mentions.get(m).filter(|x| x.start == at) {
        np.head = x.head;
        np.mentions.push(m);
        np.end = x.end;
        m += 1;
        closed = true;
    } else if w.tag.is_nominal() {
        np.head = at;
        np.end = at + 1;
        closed = w.has_article() || w.has_enclitic() || w.tag == Tag::Proper || does_beside(w);
    } else {
        return np;
    }
    // What belongs to it.
    while let Some(w) = words.get(np.end) {
        let at = np.end;
        let joined_adjective = w.tag == Tag::Adjective
            && w.is_joined()
            && w.own_preposition().is_none()
            && words[at - 1].tag == Tag::Adjective;
        if !free(w) && !joined_adjective {
            break;
        }
        if let Some(x) = mentions.get(m).filter(|x| x.start == at) {
            if (closed || words[at - 1].keeps_nun()) && !apposition(words, np.end, x) {
                break;
            }
            np.mentions.push(m);
            np.end = x.end;
            m += 1;
            closed = true;
            continue;
        }
        match w.tag {
            Tag::Adjective => {
                if w.has_article() != closed && !(closed && words[at - 1].has_enclitic()) {
                    break;
                }
            }
            Tag::Participle if w.has_article() && closed => {}
            Tag::Noun | Tag::Masdar | Tag::Participle | Tag::Latin | Tag::Proper => {
                let names = w.tag == Tag::Proper && words[at - 1].tag == Tag::Proper;
                if closed && !names {
                    break;
                }
                let ends_here = words[at - 1]
                    .reading()
                    .is_some_and(|r| r.features.tanwin_alef)
                    || words[at - 1].keeps_nun();
                if ends_here && !np.counted {
                    break;
                }
                closed = w.has_article() || w.has_enclitic() || w.tag == Tag::Proper;
            }
            Tag::Number if !closed && words[at - 1].tag != Tag::Adjective => {}
            Tag::Punctuation if w.opens_quote() => {
                let Some(end) = bracketed(words, at) else {
                    break;
                };
                // `مبعوثه إلى سوريا «ألكسندر لافرنتييف»`: the name is not the state's.
                let names_person = mentions
                    .get(m)
                    .is_some_and(|x| x.start < end && x.kind == MentionKind::Person);
                let state = np
                    .mentions
                    .last()
                    .is_some_and(|&k| mentions[k].kind == MentionKind::State);
                if names_person && state {
                    break;
                }
                np.end = end;
                closed = true;
                while mentions.get(m).is_some_and(|x| x.start < end) {
                    np.mentions.push(m);
                    m += 1;
                }
                continue;
            }
            _ => break,
        }
        np.end = at + 1;
    }
    np
}

/// `أو`, `ولا`, `فضلا عن`, `إلى جانب` and the like before a phrase join it to the one before.
fn joined_before(words: &[Word], start: usize) -> bool {
    let before = |n: usize| start.checked_sub(n).and_then(|k| words.get(k));
    let Some(last) = before(1) else { return false };
    last.is_any(&["او", "وكذلك", "ولا", "وبين"]) || adds(words, start)
}

/// Two words that add a phrase to the one before: `فضلا عن`, `إلى جانب`.
fn adds(words: &[Word], start: usize) -> bool {
    const ADDING: &[(&str, &str)] = &[
        ("فضلا", "عن"),
        ("الي", "جانب"),
        ("بالاضافه", "الي"),
        ("اضافه", "الي"),
        ("علاوه", "علي"),
    ];
    start >= 2
        && start <= words.len()
        && ADDING
            .iter()
            .any(|(a, b)| words[start - 2].is(a) && words[start - 1].is(b))
}

/// `…، داعية تركيا إلى`: a participle of the subject's takes an object, no genitive.
fn does_beside(w: &Word) -> bool {
    w.tag == Tag::Participle
        && w.reading().is_some_and(|r| {
            r.pos == Pos::ActiveParticiple
                && r.features.gender == Gender::Feminine
                && r.features.number == Number::Singular
                && r.clitics.without(Clitics::WA).is_empty()
        })
}

/// A definite phrase takes a name in apposition.
fn apposition(words: &[Word], end: usize, x: &Mention) -> bool {
    x.kind == MentionKind::Demonym && words[x.start].has_article() && words[end - 1].has_article()
        || (x.named
            && x.kind == MentionKind::Person
            && words[x.start].tag == Tag::Proper
            && !words[x.start].has_article())
}

/// `(داعش)`, `«الشرق الأوسط»`: a short bracket of nominals right after a noun.
fn bracketed(words: &[Word], open: usize) -> Option<usize> {
    let close = (open + 1..(open + 7).min(words.len())).find(|&j| words[j].closes_quote())?;
    let nominal = words[open + 1..close]
        .iter()
        .all(|w| w.tag.is_nominal() || w.is_punct("-ـ."))
        && close > open + 1;
    nominal.then_some(close + 1)
}

/// Which preposition governs the phrase that starts at a word.
fn preposition_of(words: &[Word], start: usize) -> Option<Box<str>> {
    if let Some(p) = words[start].own_preposition() {
        return Some(p.into());
    }
    if adds(words, start) {
        return None;
    }
    let before = words.get(start.checked_sub(1)?)?;
    let before = if before.opens_quote() {
        words.get(start.checked_sub(2)?)?
    } else {
        before
    };
    if !before.tag.is_particle(ParticleClass::Prep) || before.has_enclitic() {
        return None;
    }
    Some(preposition_key(words, start - 1))
}

/// The name of a preposition word: its bare key, `من قبل` and `علي يد` for the two agents of passives.
fn preposition_key(words: &[Word], at: usize) -> Box<str> {
    let w = &words[at];
    let bare = stripped(w);
    if at > 0 {
        if bare == "قبل" && words[at - 1].key.ends_with("من") {
            return "من قبل".into();
        }
        if matches!(bare, "يد" | "ايدي" | "يدي") && words[at - 1].key.ends_with("علي") {
            return "علي يد".into();
        }
    }
    bare.into()
}

/// A preposition without its pronoun: `عليهم` → `علي`, `لهم` → `ل`.
pub(crate) fn bare(word: &Word) -> &str {
    let Some(r) = word.reading() else {
        return &word.key;
    };
    let byte = |n: usize| {
        word.key
            .char_indices()
            .nth(n)
            .map_or(word.key.len(), |(i, _)| i)
    };
    let stem = &word.key[byte(usize::from(r.stem_start))..byte(usize::from(r.stem_end))];
    match (word.own_preposition(), stem) {
        (Some(p), "") => p,
        (_, "لدى") => "لدي",
        (_, "") => &word.key,
        (_, stem) => stem,
    }
}
