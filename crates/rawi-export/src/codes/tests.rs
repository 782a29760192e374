use std::collections::BTreeSet;

use rawi_model::{EventType, Record, Sector};

use super::{Cameo, Codes, FILES, Plover, quad, read_countries};

fn record(kind: EventType, mode: Option<&str>, contexts: &[&str], actor: &str) -> Record {
    let actor: Vec<_> = (!actor.is_empty())
        .then(|| serde_json::json!({"start": 0, "end": 1, "text": "x", "code": actor}))
        .into_iter()
        .collect();
    serde_json::from_value(serde_json::json!({
        "trigger": {"start": 0, "end": 1, "text": "x"}, "type": kind, "mode": mode, "contexts": contexts,
        "actor": actor, "status": "occurred"
    }))
    .unwrap()
}

/// Types and modes of the lexicon's frames.
fn frames() -> BTreeSet<(EventType, String)> {
    let frames = [
        include_str!("../../../../lexicon/politics/verb_frames.txt"),
        include_str!("../../../../lexicon/politics/noun_frames.txt"),
    ];
    let mut out = BTreeSet::new();
    for line in frames.iter().flat_map(|text| text.lines()) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if !line.starts_with('#')
            && let Some(kind) = cells.get(1).and_then(|k| k.parse().ok())
            && cells.get(2).is_some_and(|m| *m != "-")
        {
            out.insert((kind, cells[2].to_owned()));
        }
    }
    assert!(out.len() > 50);
    out
}

#[test]
fn every_mode_of_the_lexicon_has_a_score_and_a_code() {
    let codes = Codes::builtin();
    for (kind, mode) in frames() {
        assert!(codes.plover.has_mode(kind, &mode), "{kind} {mode}");
        assert!(
            codes
                .cameo
                .code(&record(kind, Some(&mode), &[], ""))
                .is_some(),
            "{kind} {mode}"
        );
    }
}

#[test]
fn codes_lie_on_the_side_of_their_type() {
    let codes = Codes::builtin();
    for &kind in EventType::ALL {
        let modes: Vec<Option<String>> = std::iter::once(None)
            .chain(
                frames()
                    .into_iter()
                    .filter(|(k, _)| *k == kind)
                    .map(|(_, m)| Some(m)),
            )
            .collect();
        for mode in modes {
            let record = record(kind, mode.as_deref(), &[], "SYR MIL");
            let code = codes.cameo.code(&record).unwrap().code;
            let score = codes.plover.score(kind, mode.as_deref());
            // Verbal or material cooperation on the one side, conflict on the other; a resignation is conceded.
            assert_eq!(
                code.quad() <= 2,
                quad(kind, 4) <= 2,
                "{kind} {mode:?} {}",
                code.code
            );
            assert_eq!(code.goldstein > 0.0, quad(kind, 4) <= 2, "{kind} {mode:?}");
            assert_eq!(
                score > 0.0 || kind == EventType::Request,
                quad(kind, 4) <= 2 || kind == EventType::Request
            );
        }
    }
}

#[test]
fn announced_acts_are_intents_or_threats() {
    let codes = Codes::builtin();
    for &kind in EventType::ALL {
        let record = record(kind, None, &[], "");
        let announced = codes
            .cameo
            .announced(&record)
            .map(|c| c.code.root().to_owned());
        let plover = codes.plover.announced(kind, None).map(|(kind, _)| *kind);
        let expected = match quad(kind, 4) {
            1 | 2 => Some("03"),
            4 => Some("13"),
            _ => None,
        };
        assert_eq!(announced.as_deref(), expected, "{kind}");
        assert_eq!(plover.is_some(), expected.is_some(), "{kind}");
    }
    assert_eq!(
        codes
            .plover
            .announced(EventType::Retreat, Some("withdraw"))
            .unwrap()
            .0,
        EventType::Concede
    );
}

#[test]
fn the_most_exact_line_is_taken() {
    let cameo = &Codes::builtin().cameo;
    let code = |kind, mode, contexts: &[&str], actor| {
        let record = record(kind, mode, contexts, actor);
        cameo.code(&record).unwrap().code.code.clone()
    };
    assert_eq!(code(EventType::Consult, Some("visit"), &[], ""), "042");
    assert_eq!(
        code(EventType::Aid, None, &["economic", "health"], ""),
        "073"
    );
    assert_eq!(code(EventType::Assault, None, &[], "SYR MIL"), "190");
    assert_eq!(code(EventType::Assault, None, &[], "--- CVL"), "180");
    assert_eq!(
        code(EventType::Coerce, Some("restrict"), &["military"], ""),
        "191"
    );
    let visit = record(EventType::Consult, Some("visit"), &[], "");
    assert_eq!(cameo.code(&visit).unwrap().reverse.unwrap().code, "043");
}

#[test]
fn actors_are_written_as_cameo_writes_them() {
    let actor = |code: &str| Codes::builtin().cameo_actor(code.parse().unwrap());
    assert_eq!(actor("SYR GOV"), "SYRGOV");
    assert_eq!(actor("IGO IGO"), "IGO");
    assert_eq!(actor("--- REB"), "REB");
    assert_eq!(actor("TUR UNK"), "TUR");
    assert_eq!(actor("--- UNK"), "");
}

#[test]
fn countries_and_sectors_are_all_there() {
    let codes = Codes::builtin();
    let states = include_str!("../../../../lexicon/politics/states.txt");
    for line in states
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
    {
        let (iso, _) = line.split_once('|').unwrap();
        assert!(
            codes.country(iso.trim().parse().unwrap()).is_some(),
            "{iso}"
        );
    }
    let syria = codes.country("SYR".parse().unwrap()).unwrap();
    assert_eq!(
        (syria.cow, syria.fips.as_deref(), syria.number),
        (Some(652), Some("SY"), Some(760))
    );
    assert!(Sector::ALL.iter().all(|s| codes.sector(*s).is_some()));
    let mut seen = BTreeSet::new();
    for cow in codes.countries.values().filter_map(|c| c.cow) {
        assert!(seen.insert(cow), "{cow} twice");
    }
}

#[test]
fn defects_are_named_by_file_and_line() {
    let [codes, rules, plover, ..] = FILES.map(|(_, text)| text);
    let cameo = |rules: &str| Cameo::read(codes, rules).unwrap_err().to_string();
    assert!(cameo("AID | - | - | - | 999 | - | -").contains("cameo.txt:1: `999`"));
    assert!(cameo("AID | - | -").contains("7 are needed"));
    assert!(cameo("AID | - | - | - | 070 | - | -").contains("needs a last line"));
    let twice = format!("{rules}AID | x | - | - | 070 | - | -\n");
    assert!(cameo(&twice).contains("further up"));
    let error = Plover::read(&plover.replace("AID | - | 10", "AID | - | 11")).unwrap_err();
    assert!(error.to_string().contains("within -10"), "{error}");
    assert!(read_countries("SYR | SY | x | - | - | - | Syria").is_err());
    let dir = std::path::Path::new("/nonexistent");
    assert!(
        Codes::from_dir(dir)
            .unwrap_err()
            .to_string()
            .contains("cameo.txt")
    );
}
