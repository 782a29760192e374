//! What a user meets: figures of a small file of his own, and errors that name file, line and remedy.
#![allow(clippy::unwrap_used)]

use rawi_score::{Gold, Gsr, Predictions, score, score_gsr};
use serde_json::{Value, json};

fn passage() -> Value {
    json!({"id": "a", "text": "زار الوزير السوري أنقرة أمس.\nوأدان القصف.",
        "sentences": ["زار الوزير السوري أنقرة أمس.", "وأدان القصف."],
        "events": [
            {"sentence": 0, "trigger": "زار", "type": "CONSULT", "actor": [{"text": "الوزير السوري", "code": "SYR GOV"}],
             "recipient": [{"text": "أنقرة", "code": "TUR GOV"}], "place": null, "when": "2023-01-12", "status": "occurred",
             "according_to": []},
            {"sentence": 1, "trigger": "وأدان", "nth": 0, "type": "ACCUSE",
             "actor": [{"text": "الوزير السوري", "code": "SYR GOV"}], "recipient": [], "status": "occurred", "according_to": []}]})
}

fn gold(passage: &Value) -> Result<Gold, rawi_score::ScoreError> {
    Gold::parse("gold.jsonl", &format!("\n{passage}\n"))
}

fn predictions(events: Value) -> Predictions {
    Predictions::parse("p.jsonl", &json!({"id": "a", "events": events}).to_string()).unwrap()
}

#[test]
fn an_act_of_two_sides_counts_either_way_round() {
    let gold = gold(&passage()).unwrap();
    let scores = score(
        &gold,
        &predictions(
            json!([{"trigger": {"start": 0, "end": 3}, "type": "CONSULT", "status": "occurred",
            "actor": [{"text": "أنقرة", "code": "TUR GOV"}], "recipient": [{"text": "الوزير", "code": "SYR GOV"}]}]),
        ),
    );
    assert_eq!(scores.total.event.right, 1);
    assert_eq!(scores.total.dyad.right, 1);
    assert_eq!(scores.total.mentions.right, 2);
    assert_eq!(scores.to_json()["when"], json!(0.0));
    let lines: Vec<String> = scores.findings.iter().map(ToString::to_string).collect();
    assert_eq!(lines, ["MISSED  a ACCUSE وأدان: وأدان القصف."]);
    assert!(
        scores
            .to_text()
            .contains("event        P 1.000  R 0.500  F1 0.667   (1 of 1 predicted, 2 gold)")
    );
}

#[test]
fn a_trigger_of_two_words_matches_nothing() {
    let gold = gold(&passage()).unwrap();
    let events = json!([{"trigger": {"start": 0, "end": 10}, "type": "CONSULT"}]);
    let scores = score(&gold, &predictions(events));
    assert_eq!(scores.total.event.right, 0);
    assert_eq!(
        scores.total.types.right, 1,
        "the sentence still reports the type"
    );
    assert_eq!(scores.to_json()["status"], Value::Null);
}

#[test]
fn a_passage_read_in_another_wording_is_told() {
    let gold = gold(&passage()).unwrap();
    let line = json!({"id": "a", "text": "نص آخر", "events": []}).to_string();
    let scores = score(&gold, &Predictions::parse("p.jsonl", &line).unwrap());
    assert!(scores.to_text().contains("another wording"));
    let scores = score(&gold, &Predictions::default());
    assert!(
        scores
            .to_text()
            .contains("no line for 1 of the passages, among them a")
    );
}

#[test]
fn errors_name_file_line_and_remedy() {
    let damaged = |change: &dyn Fn(&mut Value)| {
        let mut p = passage();
        change(&mut p);
        gold(&p).unwrap_err().to_string()
    };
    let cases = [
        (
            damaged(&|p| p["events"][0]["type"] = json!("VISIT")),
            "unknown variant `VISIT`",
        ),
        (
            damaged(&|p| p["events"][0]["actor"][0]["code"] = json!("Syria")),
            "`Syria` is no actor code",
        ),
        (
            damaged(&|p| p["events"][0]["sentence"] = json!(2)),
            "event 0 is of sentence 2, of 2 sentences (count sentences from 0)",
        ),
        (
            damaged(&|p| p["events"][1]["nth"] = json!(1)),
            "event 1: `وأدان` does not stand 2 times in sentence 1 (write the trigger as it stands",
        ),
        (
            damaged(&|p| p["text"] = json!("زار")),
            "`text` is not its `sentences` joined by one newline each (make the two agree",
        ),
    ];
    for (message, wanted) in cases {
        assert!(message.starts_with("gold.jsonl, line 2: "), "{message}");
        assert!(message.contains(wanted), "{message}");
    }
    let twice = format!("{}\n{}", passage(), passage());
    let message = Gold::parse("gold.jsonl", &twice).unwrap_err().to_string();
    assert_eq!(
        message,
        "gold.jsonl, line 2: a second passage is called `a` (give each passage an id of its own)"
    );

    let wrong = |text: &str| Predictions::parse("p.jsonl", text).unwrap_err().to_string();
    assert!(
        wrong("{").starts_with("p.jsonl, line 1: EOF while parsing an object at character 1 (")
    );
    assert!(
        wrong(r#"{"id": "a", "events": [{"type": "AID"}]}"#).contains("missing field `trigger`")
    );
    let mention = r#"{"id": "a", "events": [{"type": "AID", "trigger": {"start": 0, "end": 1}, "actor": [{"code": " "}]}]}"#;
    assert!(wrong(mention).contains("an empty code"));
    assert!(
        wrong("{\"id\": \"a\"}\n\n{\"id\": \"a\"}")
            .starts_with("p.jsonl, line 3: records of `a` a second time")
    );

    let message = Gold::load(std::path::Path::new("no/such.jsonl"))
        .unwrap_err()
        .to_string();
    assert!(
        message.starts_with("no/such.jsonl: cannot be read: "),
        "{message}"
    );
}

#[test]
fn a_labelled_sentence_needs_a_record_that_occurred() {
    let line = |label: &str| {
        json!({"id": "a", "text": "قصف", "type": "ASSAULT", "label": label, "source": "ISRMIL", "target": null}).to_string()
    };
    let gold = Gsr::parse("gsr.jsonl", &line("yes")).unwrap();
    let event = |status: &str| json!([{"trigger": {"start": 0, "end": 3}, "type": "ASSAULT", "status": status, "actor": [{"code": "ISR MIL"}]}]);
    let scores = score_gsr(&gold, &predictions(event("occurred")));
    assert_eq!(scores.to_json()["ASSAULT"]["recall"], json!(1.0));
    assert_eq!(scores.to_json()["ASSAULT"]["source_country"], json!("1/1"));
    let scores = score_gsr(&gold, &predictions(event("planned")));
    assert_eq!(scores.findings[0].to_string(), "MISSED a: قصف");
    let message = Gsr::parse("gsr.jsonl", &line("maybe"))
        .unwrap_err()
        .to_string();
    assert_eq!(
        message,
        "gsr.jsonl, line 1: label `maybe` (write `yes` or `no`)"
    );
}
