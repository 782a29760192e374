//! Everything that can be wrong with a file is told with its line, and nothing makes the compiler stop or panic.

use proptest::prelude::*;
use rawi_lexicon_compiler::*;

/// The defects of one file, as `line: message`.
fn defects(name: &str, text: &str) -> Vec<String> {
    let (_, defects) = compile(&Sources::new().with(name, text.to_owned()));
    defects
        .iter()
        .map(|d| format!("{}: {}", d.line, d.message))
        .collect()
}

#[track_caller]
fn told(name: &str, text: &str, part: &str) {
    let found = defects(name, text);
    assert!(
        found.iter().any(|d| d.contains(part)),
        "`{part}` is not among {found:#?}"
    );
}

#[test]
fn columns_ids_and_order() {
    told(
        "language/nouns.txt",
        "وزير | m | وزراء | human",
        "1: 4 columns where 5 are needed: lemma | gender",
    );
    told(
        "language/nouns.txt",
        "#\nبيت | m | - | thing | a\nبيت | m | بيوت | thing | b",
        "3: the id `بيت.n` is taken",
    );
    told(
        "language/nouns.txt",
        "وزير | m | - | human | a\nبيت | m | - | thing | b",
        "2: not sorted",
    );
    told(
        "language/nouns.txt",
        " | m | - | human | a",
        "first column is empty",
    );
    told(
        "language/nouns.txt",
        "وزير | m | - | human | a\nوزير | m | - | human | a",
        "same line",
    );
}

#[test]
fn characters() {
    told(
        "language/nouns.txt",
        "house | m | - | thing | a",
        "Latin letter",
    );
    told(
        "language/nouns.txt",
        "بيت | m | - | thing | بيت",
        "Arabic letter",
    );
    told(
        "language/nouns.txt",
        "ﺑﻴﺖ | m | - | thing | a",
        "presentation form",
    );
    told(
        "language/nouns.txt",
        "بيت\u{200F} | m | - | thing | a",
        "invisible",
    );
    told(
        "language/nouns.txt",
        "بيت  | m | - | thing | a",
        "two spaces",
    );
    told(
        "politics/bodies.txt",
        "a/b | جمهورى اسلامی | IRN GOV | x",
        "Persian",
    );
    told(
        "language/nouns.txt",
        "بيت كبير | m | - | thing | a",
        "one word",
    );
}

#[test]
fn verbs() {
    told(
        "language/verbs.txt",
        "أكل | I | au | أكل | t | eat",
        "a hamza is written `ء`",
    );
    told(
        "language/verbs.txt",
        "قال | I | au | قول | t | say",
        "weak letter",
    );
    told(
        "language/verbs.txt",
        "مد | I | au | مد | t | extend",
        "three or four letters",
    );
    told(
        "language/verbs.txt",
        "قتل | I | - | قتل | t | kill",
        "needs its vowels",
    );
    told(
        "language/verbs.txt",
        "قتل | I | au | - | t | kill",
        "needs its masdar",
    );
    told("language/verbs.txt", "قتل | XI | - | - | t | kill", "XI");
    told("language/verbs.txt", "قتل | QI | - | - | t | kill", "QI");
    told(
        "language/verbs.txt",
        "قتل | II | au | - | t | kill",
        "no vowels to choose",
    );
    told(
        "language/verbs.txt",
        "قتل | II | - | - | ب | kill",
        "government",
    );
}

#[test]
fn politics() {
    told(
        "politics/persons.txt",
        "Assad | بشار | SYR GOV | x",
        "no id",
    );
    told("politics/persons.txt", "a/b | بشار | SYRGOV | x", "SYR GOV");
    told(
        "politics/persons.txt",
        "a/b | بشار | SYR XXX | x",
        "unknown sector",
    );
    told(
        "politics/persons.txt",
        "a/b | بشار | SYR GOV 2000-13.. | x",
        "YYYY-MM-DD",
    );
    told(
        "politics/persons.txt",
        "a/b | بشار | SYR GOV 2001..2000 | x",
        "ends before",
    );
    told(
        "politics/persons.txt",
        "a/b | - | SYR GOV | x",
        "name is empty",
    );
    told("politics/persons.txt", "a/b | بشار | - | x", "no office");
    told(
        "politics/actors.txt",
        "جيش | MIL | somewhere | s | army",
        "no country code",
    );
    told(
        "politics/actors.txt",
        "جيش | MIL | ctx | many | army",
        "number",
    );
    told(
        "politics/times.txt",
        "أمس | yesterday | day",
        "no time rule",
    );
    told(
        "politics/statuses.txt",
        "قد | maybe | clause | - | -",
        "unknown status `maybe`; known are: occurred",
    );
    told(
        "politics/statuses.txt",
        "قد | possible | all | - | -",
        "unknown scope",
    );
    told(
        "politics/geonames.txt",
        "1 | حلب | SYR | 91 | 0 | 5 | x",
        "no coordinate",
    );
    let files = Sources::new()
        .with("politics/states.txt", "SYR | سوريا | سوري | دمشق | Syria")
        .with("politics/bodies.txt", "a/b | هيئة | SYI GOV | x");
    assert!(compile(&files).1[0].message.contains("`SYI` is no state"));
    let taken = Sources::new()
        .with("politics/bodies.txt", "a/b | هيئة | SYR GOV | x")
        .with("politics/groups.txt", "a/b | جبهة | SYR REB | x");
    assert!(compile(&taken).1[0].message.contains("another file"));
}

#[test]
fn frames() {
    let frame = |line: &str, part: &str| {
        let files = Sources::new()
            .with("language/verbs.txt", "قتل | I | au | قتل | t ب | kill")
            .with("politics/verb_frames.txt", line.to_owned());
        let (_, defects) = compile(&files);
        assert!(
            defects.iter().any(|d| d.message.contains(part)),
            "`{part}` is not among {defects:#?}"
        );
    };
    frame(
        "قتل.II | ASSAULT | - | s:A | - | x",
        "no verb `قتل.II`; of its root it has قتل.I",
    );
    frame("قتل.I | ASSAIL | - | s:A | - | x", "unknown event type");
    frame(
        "قتل.I | ASSAULT | phone | s:A | - | x",
        "unknown mode `phone` of ASSAULT",
    );
    frame("قتل.I | AID | money | s:A | - | x", "AID has no modes");
    frame("قتل.I | ASSAULT | - | s | - | x", "no role");
    frame("قتل.I | ASSAULT | - | s:Z | - | x", "unknown role `Z`");
    frame("قتل.I | ASSAULT | - | q:A | - | x", "unknown slot `q`");
    frame("قتل.I | ASSAULT | - | s:A s:R | - | x", "role already");
    frame("قتل.I | ASSAULT | - | كلمة:A | - | x", "no preposition");
    frame("قتل.I | ASSAULT | - | s:A | strange | x", "no condition");
    frame(
        "قتل.I | ASSAULT | - | s:A | o=@animal | x",
        "unknown class of fillers",
    );
    frame("قتل.I | ASSAULT | - | s:A | only=dual | x", "only=");
}

#[test]
fn all_defects_are_told_and_the_rest_compiles() {
    let text = "بيت | x | - | thing | a\nرجل | m | رجال | human | man\nشيء | m | - | stuff | a";
    let (lexicon, found) = compile(&Sources::new().with("language/nouns.txt", text));
    let lines: Vec<u32> = found
        .iter()
        .filter(|d| d.is_error())
        .map(|d| d.line)
        .collect();
    assert_eq!(lines, [1, 3]);
    assert!(lexicon.find_lemma("رجل.n").is_some() && lexicon.find_lemma("بيت.n").is_none());
}

#[test]
fn limits() {
    told("language/nouns.txt", &"ب".repeat(40_000), "longer than");
    assert!(defects("language/words.txt", "")[0].contains("unknown file"));
    assert!(defects("language/nouns.txt", "! بيت.n")[0].contains("delete the line"));
}

/// Text of the pieces that entries are made of, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(" | "),
        Just("; "),
        Just("\n"),
        Just("-"),
        Just("! "),
        Just("#"),
        Just("~"),
        Just(" "),
        Just("="),
        Just("قتل"),
        Just("قتل.I"),
        Just("أ"),
        Just("ال"),
        Just("ه"),
        Just("ي"),
        Just("ات"),
        Just("ون"),
        Just("I"),
        Just("II"),
        Just("QI"),
        Just("au"),
        Just("m"),
        Just("f"),
        Just("t ب"),
        Just("human"),
        Just("SYR"),
        Just("SYR GOV"),
        Just("GOV"),
        Just("2000-07.."),
        Just("ctx"),
        Just("ASSAULT"),
        Just("s:A"),
        Just("o=@actor"),
        Just("only=finite"),
        Just("weak"),
        Just("clause"),
        Just("planned"),
        Just("day-1"),
        Just("a/b"),
        Just("1"),
    ];
    prop::collection::vec(piece, 0..120).prop_map(|p| p.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_text_panics(file in 0..FILES.len(), text in "\\PC{0,200}") {
        let _ = compile(&Sources::new().with(FILES[file], text));
    }

    #[test]
    fn nothing_that_resembles_entries_panics(texts in prop::collection::vec(pieces(), FILES.len())) {
        let sources = FILES.iter().zip(texts).fold(Sources::new(), |s, (name, text)| s.with(name, text));
        let (lexicon, _) = compile(&sources);
        for (id, _) in lexicon.lemmas() {
            let _ = (lexicon.frames(id), lexicon.light(id), lexicon.saying(id), lexicon.statuses(id));
        }
    }
}
