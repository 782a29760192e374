//! A table of a few words, and what their readings are.

use super::*;
use crate::{
    Form, Gender, Inflected, Number, Verb, Voice, Vowels, conjugate, inflect_adjective,
    inflect_noun,
};
use proptest::prelude::*;
use std::{collections::HashMap, sync::LazyLock};

#[derive(Default)]
struct Table {
    forms: HashMap<String, Vec<(LemmaId, Pos, Features)>>,
    lemmas: Vec<&'static str>,
}

impl Table {
    fn add(&mut self, lemma: &'static str, forms: Vec<Inflected>) {
        let id = LemmaId(self.lemmas.len() as u32);
        self.lemmas.push(lemma);
        for form in forms {
            let entry = (id, form.pos, form.features);
            self.forms.entry(form.key).or_default().push(entry);
        }
    }

    fn particle(&mut self, word: &'static str) {
        let form = Inflected {
            key: crate::fold(word),
            form: word.to_string(),
            vocalised: None,
            pos: Pos::Particle,
            features: Features::NONE,
        };
        self.add(word, vec![form]);
    }
}

impl StemTable for Table {
    fn lookup(&self, key: &str, out: &mut dyn FnMut(LemmaId, Pos, Features)) {
        for &(lemma, pos, features) in self.forms.get(key).into_iter().flatten() {
            out(lemma, pos, features);
        }
    }

    fn guess_lemma(&self, _: Pos) -> LemmaId {
        LemmaId(u32::MAX)
    }
}

fn verbs() -> Vec<(&'static str, Verb<'static>)> {
    let verb = |root, form, vowels, masdars| Verb {
        root,
        form,
        vowels,
        masdars,
        transitive: true,
    };
    vec![
        (
            "كتب",
            verb("كتب", Form::I, Some(Vowels::AU), &["كتابة"][..]),
        ),
        ("قال", verb("قول", Form::I, Some(Vowels::AU), &["قول"])),
        ("رمى", verb("رمي", Form::I, Some(Vowels::AI), &["رمي"])),
        ("قرأ", verb("قرء", Form::I, Some(Vowels::AA), &["قراءة"])),
        ("اتهم", verb("وهم", Form::VIII, None, &[])),
        ("استقال", verb("قيل", Form::X, None, &[])),
        ("أعد", verb("عدد", Form::IV, None, &[])),
        ("اطمأن", verb("طمءن", Form::QIV, None, &[])),
        ("تحدى", verb("حدي", Form::V, None, &[])),
    ]
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for (lemma, verb) in verbs() {
        table.add(lemma, conjugate(&verb).unwrap());
    }
    for (lemma, gender, plurals) in [
        ("رئيس", Gender::Masculine, &["رؤساء"][..]),
        ("سياسة", Gender::Feminine, &["ات"]),
        ("لجنة", Gender::Feminine, &["لجان"]),
        ("مستوى", Gender::Masculine, &["ات"]),
        ("أمة", Gender::Feminine, &["أمم"]),
        ("قاضي", Gender::Masculine, &["قضاة"]),
        ("مسؤول", Gender::Masculine, &["ون"]),
    ] {
        table.add(lemma, inflect_noun(lemma, gender, plurals, Pos::Noun));
    }
    table.add("سوري", inflect_adjective("سوري", None, &[]));
    for word in ["في", "على", "ل", "ب", "إن", "لم", "هل", "ما"] {
        table.particle(word);
    }
    table
});

fn readings(word: &str) -> SmallVec<[Analysis; 4]> {
    analyse(&Token::word(word), &*TABLE)
}

fn lemma(a: &Analysis) -> &'static str {
    TABLE.lemmas.get(a.lemma.0 as usize).copied().unwrap_or("?")
}

/// Proclitics, lemma, part of speech and pronoun of each reading, without repetition.
fn show(word: &str) -> Vec<String> {
    let names = ["و", "ف", "س", "ب", "ل", "ك", "ال", "لَ", "أ"];
    let mut out: Vec<String> = Vec::new();
    for a in readings(word) {
        let mut line = String::new();
        for (i, name) in names.iter().enumerate() {
            if a.clitics.0 >> i & 1 == 1 {
                line.push_str(name);
                line.push('+');
            }
        }
        line.push_str(&format!("{} {:?}", lemma(&a), a.pos));
        if let Some(p) = a.enclitic {
            line.push_str(&format!(" +{}", p.person));
        }
        if !out.contains(&line) {
            out.push(line);
        }
    }
    out
}

#[test]
fn clitics_are_taken_off() {
    assert_eq!(show("وسيكتبونها"), ["و+س+كتب Verb +3"]);
    assert_eq!(show("وللأمم"), ["و+ل+ال+أمة Noun"]);
    assert_eq!(show("للجنة"), ["ل+ال+لجنة Noun", "ل+لجنة Noun"]);
    assert_eq!(show("بالسياسة"), ["ب+ال+سياسة Noun"]);
    assert_eq!(show("سياستهم"), ["سياسة Noun +3"]);
    assert_eq!(show("فقالوا"), ["ف+قال Verb"]);
    assert_eq!(show("أكتبوا")[0], "أ+كتب Verb");
    assert_eq!(show("عليه"), ["على Particle +3"]);
    assert_eq!(show("ولهم"), ["و+ل Particle +3"]);
    assert_eq!(show("إنها"), ["إن Particle +3"]);
}

#[test]
fn letters_change_before_pronouns() {
    for word in ["رؤساؤه", "رؤسائه", "رؤساءه"] {
        assert_eq!(show(word), ["رئيس Noun +3"]);
    }
    assert_eq!(show("مستواها"), ["مستوى Noun +3"]);
    assert_eq!(show("رماه"), ["رمى Verb +3"]);
    assert_eq!(show("قالوه"), ["قال Verb +3"]);
    assert_eq!(show("يقرؤونه"), ["قرأ Verb +3"]);
    assert_eq!(show("مسئولوه"), ["مسؤول Noun +3"]);
}

#[test]
fn grammar_forbids() {
    assert!(
        show("السياسته")
            .iter()
            .all(|r| r.starts_with('?') || r.contains('?'))
    );
    assert!(
        show("سكتب").iter().all(|r| r.contains('?')),
        "no future of the perfect"
    );
    assert!(show("بالكتبوا").iter().all(|r| r.contains('?')));
    // `ة` is no pronoun.
    assert_eq!(show("رئيسة").iter().filter(|r| r.contains("+3")).count(), 0);
    assert_eq!(show("رئيسه"), ["رئيس Noun +3"]);
}

#[test]
fn stems_are_where_they_are() {
    let reading = readings("وللأمم")[0];
    assert_eq!((reading.stem_start, reading.stem_end), (3, 6));
    let reading = readings("وسياستهم")[0];
    assert_eq!((reading.stem_start, reading.stem_end), (1, 6));
}

#[test]
fn unknown_words_are_guessed() {
    let guesses = |word: &str| readings(word);
    assert!(
        guesses("الزبرجد")
            .iter()
            .any(|a| a.guessed && a.pos == Pos::Noun && a.clitics.contains(Clitics::AL))
    );
    assert!(
        guesses("سيتزبرج")
            .iter()
            .any(|a| a.guessed && a.pos == Pos::Verb && a.clitics.contains(Clitics::SA))
    );
    assert!(guesses("الزبرجدية").iter().any(|a| a.pos == Pos::Adjective));
    assert!(analyse(&Text::new(".").tokens()[0], &*TABLE).is_empty());
}

use crate::Text;

#[test]
fn nisbas_of_known_nouns_are_adjectives() {
    for word in ["الرئيسية", "بالرئيسيين", "السياسي", "لجنية"] {
        let first = readings(word)[0];
        assert_eq!((first.pos, first.guessed), (Pos::Adjective, true), "{word}");
    }
}

#[test]
fn third_person_and_actives_come_first() {
    let first = readings("كتبت")[0];
    assert_eq!((first.features.person, first.pos), (3, Pos::Verb));
    assert_eq!(first.features.gender, Gender::Feminine);
    assert_eq!(readings("يكتب")[0].features.voice, Voice::Either);
    assert_eq!(readings("السوريين")[0].features.number, Number::Plural);
}

#[test]
fn every_form_leads_back_to_its_lemma() {
    for (id, lemma) in TABLE.lemmas.iter().enumerate() {
        let id = LemmaId(id as u32);
        let forms = TABLE
            .forms
            .iter()
            .filter(|(_, e)| e.iter().any(|(l, ..)| *l == id));
        for (key, entries) in forms {
            for &(_, pos, features) in entries.iter().filter(|(l, ..)| *l == id) {
                let word = match features.attach {
                    Attach::Bound => format!("{key}هم"),
                    _ => key.clone(),
                };
                let found = readings(&word)
                    .iter()
                    .any(|a| (a.lemma, a.pos, a.features) == (id, pos, features));
                assert!(found, "{word} does not lead back to {lemma}");
            }
        }
    }
}

proptest! {
    #[test]
    fn any_word_can_be_analysed(word in "[\u{0621}-\u{063A}\u{0641}-\u{064A}]{1,12}|[والبكلسفأه]{1,9}") {
        let token = Token::word(&word);
        let length = token.key.chars().count();
        let all = analyse(&token, &*TABLE);
        prop_assert!(!all.is_empty());
        for a in all {
            prop_assert!(a.stem_start < a.stem_end && usize::from(a.stem_end) <= length);
        }
    }

    #[test]
    fn clitics_around_a_form_are_found(
        wa in any::<bool>(), pick in any::<prop::sample::Index>(), future in any::<bool>()
    ) {
        let forms = conjugate(&verbs()[0].1).unwrap();
        let form = pick.get(&forms);
        let bound = form.features.attach == Attach::Bound;
        let future = future && form.features.aspect == Some(Aspect::Imperfect) && !form.features.subjunctive;
        let word = format!("{}{}{}{}", if wa { "و" } else { "" }, if future { "س" } else { "" }, form.form, if bound { "ها" } else { "" });
        let found = readings(&word).iter().any(|a| {
            a.features == form.features
                && a.clitics.contains(Clitics::WA) == wa
                && a.clitics.contains(Clitics::SA) == future
        });
        prop_assert!(found, "{word}");
    }
}
