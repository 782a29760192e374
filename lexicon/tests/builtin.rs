//! The built-in lexicon as it ships.

use rawi_arabic::{Pos, StemTable as _};
use rawi_lexicon::{
    Defect, FrameRole, Lexicon, PhraseKind, Slot, builtin, builtin_sources, compile,
};

/// Ids of the lemmas that have the stem as this part of speech.
fn lemmas(lexicon: &Lexicon, stem: &str, pos: Pos) -> Vec<String> {
    let mut out = Vec::new();
    lexicon.lookup(stem, &mut |lemma, found, _| {
        if found == pos {
            out.push(lexicon.lemma(lemma).id.clone());
        }
    });
    out.sort();
    out.dedup();
    out
}

fn kinds(lexicon: &Lexicon, phrase: &str) -> Vec<PhraseKind> {
    let mut kinds: Vec<_> = lexicon
        .phrases()
        .get(phrase)
        .iter()
        .map(|r| r.kind)
        .collect();
    kinds.dedup();
    kinds
}

#[test]
fn builtin_lexicon_has_no_defects() {
    let (lexicon, defects) = compile(&builtin_sources());
    let errors: Vec<String> = defects
        .iter()
        .filter(|d| d.is_error())
        .map(Defect::to_string)
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    assert_eq!(
        lexicon.hash(),
        builtin().hash(),
        "the blob is of these files"
    );
}

#[test]
fn ordinary_words_are_read() {
    let l = builtin();
    assert_eq!(lemmas(l, "قال", Pos::Verb), ["قول.I"]);
    assert_eq!(lemmas(l, "يستهدفون", Pos::Verb), ["هدف.X"]);
    assert_eq!(lemmas(l, "اجتماعات", Pos::Masdar), ["جمع.VIII:اجتماع"]);
    assert!(lemmas(l, "وزراء", Pos::Noun).contains(&"وزير.n".to_owned()));
    assert!(
        lemmas(l, "سوريين", Pos::Adjective)
            .iter()
            .any(|id| id.starts_with("سوري."))
    );
    assert!(lemmas(l, "محمد", Pos::Proper).contains(&"محمد.pn".to_owned()));
}

#[test]
fn names_and_titles_are_met() {
    let l = builtin();
    for (phrase, kind) in [
        ("سوريا", PhraseKind::State),
        ("دمشق", PhraseKind::Capital),
        ("الاتراك", PhraseKind::Actor),
        ("السوريون", PhraseKind::Demonym),
        ("الامم المتحده", PhraseKind::Body),
        ("وزراء الخارجيه", PhraseKind::Title),
        ("وزيره خارجيه", PhraseKind::Title),
        ("حلب", PhraseKind::Place),
    ] {
        assert!(
            kinds(l, phrase).contains(&kind),
            "{phrase}: {:?}",
            kinds(l, phrase)
        );
    }
}

#[test]
fn a_verb_says_who_does_what() {
    let l = builtin();
    let verb = l.find_lemma("قصف.I").expect("shell");
    let frame = &l.frames(verb)[0];
    assert_eq!(frame.role(&Slot::Subject), Some(FrameRole::Actor));
}
