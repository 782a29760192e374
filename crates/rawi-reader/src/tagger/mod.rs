//! Takes words with all their readings, chooses one for each by what stands around it.
//!
//! Unvocalised Arabic leaves verb and noun open (`قتل`: killed, was killed, killing). What decides is mostly the word
//! before: prepositions and nouns in construct take nouns, `قد`, `لم` and relatives take verbs.

mod marks;

use rawi_arabic::{Analysis, Aspect, Clitics, Gender, Number, Pos};
use rawi_lexicon::{Lexicon, NounKind, ParticleClass, PhraseKind};

use crate::names::Names;
use crate::words::{Tag, Word, tag_of};

/// Chooses a reading for every word of a sentence.
pub(crate) fn tag(words: &mut [Word], names: &Names, lexicon: &Lexicon) {
    marks::mark_names(words, names, lexicon);
    marks::mark_titles(words, names);
    for i in 0..words.len() {
        if words[i].readings.is_empty() || (words[i].in_name && words[i].tag == Tag::Proper) {
            continue;
        }
        let context = Context::of(words, i, lexicon);
        let mut best = (f32::MIN, 0);
        for (k, reading) in words[i].readings.iter().enumerate() {
            let score = context.score(reading, words, i, lexicon) - 0.05 * k as f32;
            if score > best.0 {
                best = (score, k);
            }
        }
        let chosen = best.1;
        let tag = tag_of(&words[i].readings[chosen], lexicon);
        words[i].chosen = chosen;
        words[i].tag = tag;
    }
}

/// What the word before says about the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Left {
    Start,
    Comma,
    Quote,
    Preposition,
    TakesVerb,
    TakesNoun,
    Subordinator,
    Auxiliary,
    Verb,
    IndefiniteNoun,
    DefiniteNoun,
    Other,
}

struct Context {
    left: Left,
    /// The next token, where it is a word.
    next_article: bool,
    next_key: Option<Box<str>>,
}

impl Context {
    fn of(words: &[Word], i: usize, lexicon: &Lexicon) -> Self {
        let left = match i.checked_sub(1).map(|p| &words[p]) {
            None => Left::Start,
            Some(p) => left_of(p, words, i - 1, lexicon),
        };
        let next = words
            .get(i + 1)
            .filter(|w| w.kind == rawi_arabic::TokenKind::Word);
        Self {
            left,
            next_article: next.is_some_and(|w| {
                w.key.starts_with("ال") || w.readings.iter().any(|r| r.clitics == Clitics::AL)
            }),
            next_key: next.map(|w| w.key.clone()),
        }
    }

    fn score(&self, r: &Analysis, words: &[Word], i: usize, lexicon: &Lexicon) -> f32 {
        let mut s = 0.0;
        if r.guessed {
            s -= 3.0;
        }
        let lemma = lexicon.lemma(r.lemma);
        // Of two words that are spelled alike, the one that political reports live by.
        if !r.guessed && is_political(r, lexicon) {
            s += 0.45;
        }
        match r.pos {
            Pos::Verb => {
                s += self.verb_score(r, words, i, lexicon);
                if words[i].nominal_only || words[i].tanwin {
                    s -= 6.0;
                }
            }
            Pos::Particle => {
                s += particle_prior(&words[i], lemma.class, r, lexicon);
                // `منها`, `لهم`: from her, to them; of two particles the preposition takes the pronoun.
                if r.enclitic.is_some() && tag_of(r, lexicon).is_particle(ParticleClass::Prep) {
                    s += if r.guessed { 4.5 } else { 1.5 };
                }
                // `فتحت النار`: opened, not `so under`.
                if lemma.class == Some(ParticleClass::Prep)
                    && r.clitics.contains(Clitics::FA)
                    && words[i]
                        .readings
                        .iter()
                        .any(|x| x.pos == Pos::Verb && !x.guessed && x.clitics.is_empty())
                {
                    s -= 3.0;
                }
                if lemma.class == Some(ParticleClass::Prep) && self.left == Left::Preposition {
                    s -= 0.5;
                }
                if r.enclitic.is_some() && lemma.class == Some(ParticleClass::Adv) {
                    s -= 1.0;
                }
            }
            Pos::Proper => s += 0.3,
            Pos::Number => s += 0.4,
            _ => {
                s += 0.6;
                s += match self.left {
                    Left::Preposition | Left::TakesNoun => 2.0,
                    Left::IndefiniteNoun => 0.8,
                    Left::TakesVerb | Left::Auxiliary => -2.0,
                    Left::Verb => 0.6,
                    Left::DefiniteNoun if r.clitics.contains(Clitics::AL) => 1.0,
                    _ => 0.0,
                };
                if self.next_article && !r.clitics.contains(Clitics::AL) && r.enclitic.is_none() {
                    s += 0.3;
                }
                match r.pos {
                    Pos::Masdar => s -= 0.15,
                    Pos::ActiveParticiple | Pos::PassiveParticiple => {
                        s -= 0.3;
                        if self.is_circumstance(r, words, i, lexicon) {
                            s += 1.2;
                            // `متهما الحكومة`: accusing, rather than accused.
                            if r.pos == Pos::PassiveParticiple {
                                s -= 0.3;
                            }
                        }
                    }
                    Pos::Adjective => {
                        let definite = r.clitics.contains(Clitics::AL);
                        if self.left == Left::IndefiniteNoun
                            || self.left == Left::DefiniteNoun && definite
                        {
                            s += 0.5;
                        } else {
                            s -= 0.3;
                        }
                    }
                    Pos::Noun => {
                        s += 0.1;
                        if lemma.kind == NounKind::Act {
                            s += 0.1;
                        }
                    }
                    _ => {}
                }
            }
        }
        // `مدينة` is the city before it is a woman in debt: the dictionary form outranks an inflected one.
        if matches!(r.pos, Pos::Noun | Pos::Adjective) {
            let stem = stem_of(&words[i].key, r);
            if lemma.key == stem {
                s += 0.3;
            }
        }
        // `نظيره` is `his counterpart` before it is `counterpart (f.)` with the dots left off.
        if r.pos != Pos::Verb
            && r.enclitic.is_none()
            && lemma.text.ends_with('ة')
            && words[i].form.ends_with('ه')
        {
            s -= 0.5;
        }
        // Longer clitic strings are rarer than short ones.
        s -= 0.25 * r.clitics.without(Clitics::AL).len() as f32;
        if r.clitics.contains(Clitics::KA)
            || r.clitics.contains(Clitics::A)
            || r.clitics.contains(Clitics::LA)
        {
            s -= 1.0;
        }
        if r.clitics.contains(Clitics::FA) {
            s -= 0.3;
        }
        if r.enclitic.is_some() {
            s -= 0.4;
        }
        s
    }

    /// `، مطالبين ب…`, `زارت أنقرة مؤكدة …`: what the subject does beside the act of the verb.
    fn is_circumstance(&self, r: &Analysis, words: &[Word], i: usize, lexicon: &Lexicon) -> bool {
        if !r.clitics.without(Clitics::WA).is_empty() || r.enclitic.is_some() {
            return false;
        }
        if r.features.tanwin_alef || r.features.case_oblique {
            // `، غارتين` is no pair of women deceiving.
            if r.features.number == Number::Dual && !is_political(r, lexicon) {
                return false;
            }
            let named = i > 0 && words[i - 1].tag == Tag::Proper;
            return self.left == Left::Comma
                || named && r.features.tanwin_alef && is_political(r, lexicon);
        }
        // The feminine shows no case: the verb before must have a feminine subject.
        let feminine = r.pos == Pos::ActiveParticiple
            && r.features.gender == Gender::Feminine
            && r.features.number == Number::Singular
            && matches!(self.left, Left::Comma | Left::DefiniteNoun)
            && is_political(r, lexicon);
        feminine
            && words[..i]
                .iter()
                .rev()
                .find(|w| w.is_finite() && !is_auxiliary(w, lexicon))
                .is_some_and(|w| w.gender() == Gender::Feminine)
    }

    fn verb_score(&self, r: &Analysis, words: &[Word], i: usize, lexicon: &Lexicon) -> f32 {
        let government = &lexicon.lemma(r.lemma).government;
        let mut s = 0.5;
        let f = r.features;
        if f.person != 3 {
            // First and second persons are rare in reports outside quotations.
            s -= 1.2;
        }
        s += match self.left {
            Left::TakesVerb => 2.5,
            Left::Auxiliary => 1.5,
            Left::Start => 1.2,
            Left::Comma | Left::Quote => 0.7,
            Left::Subordinator => 1.0,
            Left::Preposition | Left::TakesNoun => -4.0,
            Left::Verb => -1.8,
            Left::IndefiniteNoun => -0.4,
            Left::DefiniteNoun => 0.3,
            Left::Other => 0.3,
        };
        match f.aspect {
            Some(Aspect::Imperative) => s -= 2.5,
            Some(Aspect::Imperfect) => {
                s += 0.6;
                let first = words[i].key.chars().nth(usize::from(r.stem_start));
                if first == Some('ي') {
                    s += 0.8;
                }
                if f.subjunctive && self.left != Left::TakesVerb && self.left != Left::Subordinator
                {
                    s -= 1.0;
                }
            }
            Some(Aspect::Perfect) => {
                if f.number == Number::Plural && words[i].key.ends_with("وا") {
                    s += 1.0;
                }
                if self.left == Left::TakesVerb && self.previous_is(words, i, &["لم", "لن", "لا"])
                {
                    s -= 3.0;
                }
            }
            None => {}
        }
        if r.enclitic.is_some() && self.left == Left::DefiniteNoun {
            s -= 0.8;
        }
        if r.clitics.contains(Clitics::SA) {
            s += 1.0;
        }
        if r.clitics.contains(Clitics::WA) {
            s += 0.35;
        }
        if r.clitics.intersects(Clitics::BI) {
            s -= 3.0;
        }
        if r.clitics.contains(Clitics::LI) {
            s -= 0.3;
        }
        if let Some(next) = &self.next_key {
            let governed = government.iter().any(|g| {
                &**next == g.as_str()
                    || matches!((g.as_str(), &**next), ("على", "علي") | ("إلى", "الي"))
            });
            if governed {
                s += 0.5;
            }
            if matches!(&**next, "ان" | "انه" | "انها" | "انهم") {
                s += 0.8;
            }
            // `فجر نفسه`
            if matches!(&**next, "نفسه" | "نفسها" | "انفسهم") {
                s += 1.5;
            }
        }
        if self.next_article {
            s += 0.2;
        }
        if words[i].form.contains(['\u{64b}', '\u{64d}', '\u{64c}']) {
            s -= 3.0;
        }
        // `تعهد خلاله ب…`: without a woman or a state before it the form is the perfect of V.
        if f.person == 3
            && f.aspect == Some(Aspect::Imperfect)
            && f.gender == Gender::Feminine
            && f.number == Number::Singular
            && r.clitics.is_empty()
            && words[i].readings.iter().any(|x| {
                x.features.aspect == Some(Aspect::Perfect) && !x.guessed && is_political(x, lexicon)
            })
            && !feminine_before(words, i, lexicon)
            && !words.get(i + 1).is_some_and(may_be_feminine)
        {
            s -= 1.0;
        }
        // `توجه الرئيس`: a man follows a masculine verb, so the form is the perfect of V, not `she directs`.
        if f.person == 3
            && f.aspect == Some(Aspect::Imperfect)
            && f.gender == Gender::Feminine
            && words.get(i + 1).is_some_and(|w| is_man(w, lexicon))
        {
            s -= 1.5;
        }
        // `طالب الرئيس`, `في حين سلم الوزير`: a man with the article after it is its subject.
        if f.person == 3
            && f.gender == Gender::Masculine
            && f.number == Number::Singular
            && r.enclitic.is_none()
            && matches!(self.left, Left::Start | Left::Comma | Left::Subordinator)
            && words
                .get(i + 1)
                .is_some_and(|w| w.key.starts_with("ال") && is_man(w, lexicon))
        {
            s += 0.6;
        }
        // `تجمع مئات المتظاهرين`: before a count the form with ت is the perfect of V, not `she gathers`.
        let counted = words.get(i + 1).is_some_and(crate::phrases::is_quantity);
        if counted && f.aspect == Some(Aspect::Imperfect) && f.gender == Gender::Feminine {
            s -= 1.2;
        }
        if f.number == Number::Dual && f.aspect == Some(Aspect::Perfect) {
            s -= 1.5;
        }
        s
    }

    fn previous_is(&self, words: &[Word], i: usize, keys: &[&str]) -> bool {
        i > 0 && words[i - 1].is_any(keys)
    }
}

/// Whether the lexicon knows the word as an act, a way of saying or a carrier of acts.
fn is_political(r: &Analysis, lexicon: &Lexicon) -> bool {
    let verb = lexicon.lemma(r.lemma).verb.unwrap_or(r.lemma);
    [r.lemma, verb].into_iter().any(|l| {
        !lexicon.frames(l).is_empty()
            || !lexicon.saying(l).is_empty()
            || !lexicon.light(l).is_empty()
    })
}

/// Whether something feminine stands before a verb in its clause and may be its subject.
fn feminine_before(words: &[Word], i: usize, lexicon: &Lexicon) -> bool {
    let clause = || {
        words[..i]
            .iter()
            .rev()
            .take(12)
            .take_while(|w| !w.is_punct(".؟!؛"))
    };
    // `كان رئيس الجمهورية قد تعهد`
    let was = clause().find(|w| is_auxiliary(w, lexicon));
    if was.is_some_and(|w| w.gender() == Gender::Masculine) {
        return false;
    }
    let feminine = |w: &Word| w.tag.is_nominal() && may_be_feminine(w);
    // `إن مقاتلا في صفوف الحركة تعهد ب…`: the first noun after the conjunction is the subject.
    let from = words[..i]
        .iter()
        .rposition(|w| w.tag.is_particle(ParticleClass::Sub) || w.is_punct("،,.؟!؛:"))
        .map_or(0, |k| k + 1);
    match words[from..i].iter().find(|w| w.tag.is_nominal()) {
        Some(first) if from > 0 && words[from - 1].tag.is_particle(ParticleClass::Sub) => {
            feminine(first)
        }
        _ => clause().any(feminine),
    }
}

/// A name, a feminine or a plural: a verb in the feminine may be said of it.
fn may_be_feminine(w: &Word) -> bool {
    w.in_name
        || w.readings.iter().any(|r| {
            r.pos != Pos::Verb
                && (r.features.gender == Gender::Feminine || r.features.number == Number::Plural)
        })
}

/// A definite noun for one man: `الرئيس`, `وزير` before its genitive.
fn is_man(w: &Word, lexicon: &Lexicon) -> bool {
    let human = |r: &Analysis| {
        let l = lexicon.lemma(r.lemma);
        matches!(r.pos, Pos::Noun)
            && l.kind == NounKind::Human
            && r.features.number == Number::Singular
            && r.features.gender == Gender::Masculine
            && r.clitics.without(Clitics::AL).is_empty()
    };
    w.readings.iter().any(human) && !w.readings.iter().any(|r| r.pos == Pos::Verb && !r.guessed)
}

/// Closed-class words that are hardly ever anything else.
const CORE: &[&str] = &[
    "في",
    "من",
    "الي",
    "علي",
    "عن",
    "مع",
    "بين",
    "لدي",
    "عند",
    "منذ",
    "خلال",
    "بعد",
    "قبل",
    "ضد",
    "نحو",
    "حول",
    "عبر",
    "دون",
    "تحت",
    "فوق",
    "امام",
    "وراء",
    "بدون",
    "حتي",
    "مثل",
    "ان",
    "لم",
    "لن",
    "لا",
    "قد",
    "سوف",
    "ما",
    "او",
    "ثم",
    "بل",
    "لكن",
    "الذي",
    "التي",
    "الذين",
    "هذا",
    "هذه",
    "ذلك",
    "تلك",
    "هو",
    "هي",
    "هم",
    "هنا",
    "هناك",
    "اذا",
    "لو",
    "كما",
    "حيث",
    "اذ",
    "بينما",
    "فيما",
    "عندما",
    "كي",
    "لكي",
    "لان",
];

/// How likely a word is to be a particle: the closed core almost always, adverbs and noun-like prepositions less so.
fn particle_prior(
    word: &Word,
    class: Option<ParticleClass>,
    r: &Analysis,
    lexicon: &Lexicon,
) -> f32 {
    let stem: String = word
        .key
        .chars()
        .skip(usize::from(r.stem_start))
        .take(usize::from(r.stem_end.saturating_sub(r.stem_start)))
        .collect();
    let rare = matches!(
        class,
        Some(ParticleClass::Cond | ParticleClass::Inter | ParticleClass::Interj)
    ) && stem != "اذا"
        && stem != "لو";
    let open = word
        .readings
        .iter()
        .any(|x| !x.guessed && !matches!(x.pos, Pos::Particle));
    match (CORE.contains(&stem.as_str()), rare) {
        (true, false) => 2.8,
        (true, true) => 1.5,
        (false, true) => 0.5,
        // `احتجاجا على`, `برعاية`: adverbs that name an act.
        (false, false)
            if word
                .readings
                .iter()
                .any(|x| x.pos != Pos::Particle && !lexicon.frames(x.lemma).is_empty()) =>
        {
            0.3
        }
        (false, false) if open => 1.0,
        (false, false) => 2.5,
    }
}

fn left_of(p: &Word, words: &[Word], at: usize, lexicon: &Lexicon) -> Left {
    match p.tag {
        Tag::Punctuation if p.is_punct("،,؛;:-–—…") => Left::Comma,
        Tag::Punctuation if p.opens_quote() => Left::Quote,
        Tag::Punctuation if p.closes_quote() => Left::DefiniteNoun,
        Tag::Punctuation => Left::Start,
        Tag::Particle(class) => match class {
            ParticleClass::Prep if !p.has_enclitic() => Left::Preposition,
            ParticleClass::Neg if p.is_any(&["غير", "عدم", "دون", "بدون"]) => {
                Left::TakesNoun
            }
            ParticleClass::Part if p.is_any(&["اي", "باي", "لاي", "واي"]) => {
                Left::TakesNoun
            }
            ParticleClass::Neg | ParticleClass::Modal | ParticleClass::Cond => Left::TakesVerb,
            ParticleClass::Rel => Left::TakesVerb,
            ParticleClass::Sub => {
                if p.lemma(lexicon)
                    .is_some_and(|l| l.features.iter().any(|f| f == "verbal"))
                {
                    Left::TakesVerb
                } else {
                    Left::Subordinator
                }
            }
            ParticleClass::Dem => Left::Other,
            ParticleClass::Excep => Left::TakesNoun,
            ParticleClass::Conj => Left::Subordinator,
            _ => Left::Other,
        },
        Tag::Verb => {
            if is_auxiliary(p, lexicon) {
                Left::Auxiliary
            } else {
                Left::Verb
            }
        }
        Tag::Masdar | Tag::Noun | Tag::Participle | Tag::Adjective => {
            if p.has_article() || p.has_enclitic() || p.form.contains('\u{64b}') {
                Left::DefiniteNoun
            } else if p.reading().is_some_and(|r| r.features.tanwin_alef)
                || at > 0 && words[at - 1].tag == Tag::Adjective
            {
                Left::Other
            } else {
                Left::IndefiniteNoun
            }
        }
        Tag::Proper | Tag::Latin => Left::DefiniteNoun,
        Tag::Number => Left::IndefiniteNoun,
    }
}

/// Verbs that another verb follows: `كان يقول`, `بدأ يقصف`.
pub(crate) fn is_auxiliary(word: &Word, lexicon: &Lexicon) -> bool {
    word.tag == Tag::Verb
        && word.lemma(lexicon).is_some_and(|l| {
            matches!(
                l.id.as_str(),
                "كون.I"
                    | "ليس.I"
                    | "بيت.I"
                    | "ظلل.I"
                    | "صبح.IV"
                    | "عود.I"
                    | "كود.I"
                    | "بدء.I"
                    | "ءخذ.I"
                    | "جعل.I"
                    | "زيل.I"
                    | "زول.I"
                    | "مسي.IV"
                    | "ضحي.IV"
                    | "بقي.I"
                    | "وشك.IV"
                    | "شرع.I"
                    | "طفق.I"
                    | "صير.I"
            )
        })
}

/// The stem of a reading inside a key.
fn stem_of<'k>(key: &'k str, r: &Analysis) -> &'k str {
    let byte = |n: u8| {
        key.char_indices()
            .nth(usize::from(n))
            .map_or(key.len(), |(i, _)| i)
    };
    key.get(byte(r.stem_start)..byte(r.stem_end)).unwrap_or(key)
}
