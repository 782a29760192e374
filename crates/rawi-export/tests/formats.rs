//! Each format over events made by hand: its columns, its rules, and what it leaves out.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::io::Write;

use rawi_export::{ArticleRef, Claim, Event, Export, Format, Options, Report, Sink, Summary};
use rawi_model::{Record, Words};
use serde_json::{Value, json};

fn record(value: Value) -> Record {
    let mut all = json!({
        "trigger": {"start": 4, "end": 8, "text": "التقى"}, "type": "CONSULT", "status": "occurred",
        "actor": [{"start": 9, "end": 13, "text": "الوزير\tالسوري", "code": "SYR GOV", "name": "Faisal; Mekdad"}],
        "recipient": [{"start": 14, "end": 18, "text": "موسكو", "code": "RUS GOV"}],
        "place": {"start": 20, "end": 25, "text": "حلب", "country": "SYR", "geoname_id": 170063, "lat": 36.2, "lon": 37.16},
        "when": "2024-09-30", "confidence": 0.75
    });
    let fields = all.as_object_mut().unwrap();
    for (key, value) in value.as_object().unwrap() {
        fields.insert(key.clone(), value.clone());
    }
    serde_json::from_value(all).unwrap()
}

fn report(number: i64, article: &str, record: Record) -> Report {
    Report {
        number,
        record,
        sentence: Words {
            start: 0,
            end: 30,
            text: "=جملة، فيها \"اقتباس\"\nوسطر".to_owned(),
        },
        sentence_number: 2,
        article: ArticleRef {
            id: article.to_owned(),
            url: Some(format!("https://example.org/{article}")),
            outlet: "صحيفة؛ الغد".to_owned(),
            published: Some("2024-10-01".parse().unwrap()),
            title: "عنوان".to_owned(),
            characters: 120,
        },
    }
}

fn event(number: i64, value: Value) -> Event {
    Event {
        id: number.to_string(),
        claim: None,
        story: None,
        main: report(number, "a", record(value)),
        others: Vec::new(),
    }
}

struct Written {
    main: Vec<u8>,
    sources: Vec<Value>,
    mentions: String,
    summary: Summary,
}

impl Written {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.main).unwrap()
    }

    /// Rows of a format without quoting.
    fn rows(&self) -> Vec<Vec<&str>> {
        self.text()
            .lines()
            .map(|l| l.split('\t').collect())
            .collect()
    }
}

fn written(format: Format, options: &Options<'static>, events: &[Event]) -> Written {
    let (mut main, mut sources, mut mentions) = (Vec::new(), Vec::new(), Vec::new());
    let summary = {
        let sources: &mut dyn Write = &mut sources;
        let mentions: &mut dyn Write = &mut mentions;
        let mut sink = Sink::new(&mut main)
            .with_sources(Some(sources))
            .with_mentions(Some(mentions));
        let mut export = Export::new(format, options);
        for event in events {
            export.event(event, &mut sink).unwrap();
        }
        export.finish(&mut sink).unwrap();
        sink.summary
    };
    Written {
        main,
        sources: String::from_utf8(sources)
            .unwrap()
            .lines()
            .map(|l| serde_json::from_str(l).unwrap())
            .collect(),
        mentions: String::from_utf8(mentions).unwrap(),
        summary,
    }
}

fn plain(format: Format, events: &[Event]) -> Written {
    written(format, &Options::default(), events)
}

/// One of every status and a few types.
fn mixed() -> Vec<Event> {
    vec![
        event(1, json!({})),
        event(
            2,
            json!({"type": "ASSAULT", "mode": "aerial", "figures": [
            {"kind": "killed", "value": 12.0, "words": {"start": 1, "end": 2, "text": "12"}}]}),
        ),
        event(3, json!({"type": "AID", "status": "planned"})),
        event(
            4,
            json!({"type": "SANCTION", "mode": "expel", "status": "conditional"}),
        ),
        event(5, json!({"type": "ACCUSE", "status": "denied"})),
        event(
            6,
            json!({"type": "PROTEST", "mode": "demo", "recipient": [], "place": null}),
        ),
        event(
            7,
            json!({"type": "REJECT", "status": "possible", "actor": []}),
        ),
    ]
}

#[test]
fn every_format_takes_every_event_and_says_what_it_left_out() {
    for &format in Format::ALL {
        let out = plain(format, &mixed());
        let summary = &out.summary;
        assert_eq!(summary.events, 7, "{format}");
        let left: u64 = summary.left_out.values().sum();
        assert!(summary.rows + left >= 7, "{format}: {summary:?}");
        assert_eq!(out.sources.len() as u64, summary.rows, "{format}");
        for line in &out.sources {
            assert!(!line["id"].is_null() && line["status"].is_string());
            assert!(!line["reports"].as_array().unwrap().is_empty());
        }
        // Nothing at all is still a whole file.
        let nothing = plain(format, &[]);
        assert_eq!(nothing.summary.rows, 0);
        if format == Format::Parquet {
            assert!(nothing.main.starts_with(b"PAR1") && nothing.main.ends_with(b"PAR1"));
        }
    }
}

#[test]
fn columns_are_as_many_as_each_format_has() {
    for (format, columns, header) in [
        (Format::Polecat, 40, true),
        (Format::Icews, 20, true),
        (Format::Phoenix, 26, false),
        (Format::Gdelt, 61, false),
        (Format::Tsv, 54, true),
    ] {
        let out = plain(format, &mixed());
        let rows = out.rows();
        assert!(rows.iter().all(|r| r.len() == columns), "{format}");
        assert_eq!(
            rows.len() as u64,
            out.summary.rows + u64::from(header),
            "{format}"
        );
    }
    let out = plain(Format::Gdelt, &mixed());
    assert!(out.mentions.lines().all(|l| l.split('\t').count() == 16));
    assert_eq!(out.mentions.lines().count() as u64, out.summary.rows);
}

#[test]
fn icews_tells_a_meeting_from_both_sides() {
    let visit = event(1, json!({"mode": "visit"}));
    let out = plain(Format::Icews, &[visit]);
    let rows = out.rows();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0][6], "CAMEO Code");
    let codes: Vec<(&str, &str, &str)> = rows[1..].iter().map(|r| (r[2], r[6], r[8])).collect();
    assert_eq!(
        codes,
        [
            ("Faisal; Mekdad", "042", "موسكو"),
            ("موسكو", "043", "Faisal; Mekdad")
        ]
    );
    assert_eq!(rows[1][1], "2024-09-30");
    assert_eq!((rows[1][4], rows[1][10]), ("Syria", "Russia"));
    assert_ne!(rows[1][0], rows[2][0]);
    assert_eq!(rows[1][7], "1.9");
}

#[test]
fn equals_are_all_actors_to_plover_and_each_with_each_to_cameo() {
    let talks = event(
        1,
        json!({"mutual": true, "recipient": [], "actor": [
        {"start": 0, "end": 1, "text": "أ", "code": "SYR GOV"},
        {"start": 2, "end": 3, "text": "ب", "code": "TUR GOV"},
        {"start": 4, "end": 5, "text": "ج", "code": "RUS GOV"}]}),
    );
    assert_eq!(
        plain(Format::Icews, std::slice::from_ref(&talks))
            .summary
            .rows,
        6
    );
    let out = plain(Format::Polecat, &[talks]);
    let rows = out.rows();
    assert_eq!((rows[1][8], rows[1][16]), ("SYR;TUR;RUS", ""));
    assert_eq!(rows[1][9], "652;640;365");
    let both = event(2, json!({"mutual": true}));
    let out = plain(Format::Polecat, &[both]);
    assert_eq!((out.rows()[1][8], out.rows()[1][16]), ("SYR;RUS", ""));
    // A list is taken apart again at its semicolons.
    assert_eq!(out.rows()[1][7], "Faisal, Mekdad;موسكو");
}

#[test]
fn announced_acts_become_the_formats_own_classes() {
    let events = mixed();
    let polecat = plain(Format::Polecat, &events);
    let types: Vec<(&str, &str)> = polecat.rows()[1..].iter().map(|r| (r[2], r[3])).collect();
    assert_eq!(
        types,
        [
            ("CONSULT", ""),
            ("ASSAULT", "aerial"),
            ("AGREE", ""),
            ("THREATEN", "expel"),
            ("PROTEST", "demo")
        ]
    );
    let gdelt = plain(Format::Gdelt, &events);
    let codes: Vec<&str> = gdelt.rows().iter().map(|r| r[26]).collect();
    assert_eq!(codes, ["040", "040", "195", "033", "136", "141"]);
    assert_eq!(gdelt.summary.left_out.values().sum::<u64>(), 2);
    // PLOVER's JSON has room for the status, and keeps the type.
    let plover = plain(Format::Plover, &events);
    let lines: Vec<Value> = plover
        .text()
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(lines.len(), 7);
    assert_eq!(
        (&lines[2]["event"][0], &lines[2]["status"]),
        (&json!("AID"), &json!("planned"))
    );
    assert_eq!(lines[1]["size"]["dead"], 12.0);
}

#[test]
fn sanctions_are_verbal_or_material_by_choice() {
    let sanction = [event(1, json!({"type": "SANCTION"}))];
    for quad in [3, 4] {
        let options = Options {
            sanction_quad: quad,
            ..Options::default()
        };
        let out = written(Format::Polecat, &options, &sanction);
        assert_eq!(out.rows()[1][5], quad.to_string());
    }
}

#[test]
fn gdelt_has_its_dates_classes_and_places() {
    let out = plain(Format::Gdelt, &mixed()[1..2]);
    let rows = out.rows();
    let row = &rows[0];
    assert_eq!(row[1..5], ["20240930", "202409", "2024", "2024.7397"]);
    assert_eq!((row[5], row[7], row[12]), ("SYRGOV", "SYR", "GOV"));
    assert_eq!(row[25..31], ["1", "195", "195", "19", "4", "-10"]);
    assert_eq!(
        row[51..58],
        ["4", "حلب, Syria", "SY", "SY", "", "36.2", "37.16"]
    );
    assert_eq!((row[35], row[43]), ("0", "0"));
    assert_eq!(
        (row[59], row[60]),
        ("20241001000000", "https://example.org/a")
    );
}

#[test]
fn phoenix_keeps_one_of_a_kind_a_day() {
    let other = Event {
        main: report(2, "b", record(json!({"type": "AID"}))),
        ..event(2, json!({}))
    };
    let events = [
        event(1, json!({"type": "AID"})),
        other,
        event(3, json!({"type": "AID", "when": "2024-10-02"})),
    ];
    let out = plain(Format::Phoenix, &events);
    let rows = out.rows();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0][1], "20240930");
    assert_eq!(rows[0][23], "a_2;b_2");
    assert_eq!(rows[0][24], "https://example.org/a;https://example.org/b");
    assert_eq!(rows[0][13..17], ["070", "07", "2", "7.0"]);
    assert_eq!(out.sources.len(), 3);
    assert_eq!(out.sources[0]["id"], out.sources[1]["id"]);
}

#[test]
fn violence_counts_the_dead_where_they_are_told() {
    let out = plain(Format::Violence, &mixed());
    let mut reader = csv::Reader::from_reader(out.main.as_slice());
    let headers = reader.headers().unwrap().clone();
    let at = |name: &str| headers.iter().position(|h| h == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!((headers.len(), rows.len()), (31, 2));
    assert_eq!(&rows[0][at("fatalities")], "12");
    assert_eq!(&rows[0][at("sub_event_type")], "Air/drone strike");
    assert_eq!(&rows[0][at("iso")], "760");
    // Not told is not none.
    assert_eq!(&rows[1][at("fatalities")], "");
    assert_eq!(&rows[1][at("inter1")], "Protesters");
}

#[test]
fn csv_is_exact_for_programs_and_safe_for_spreadsheets() {
    let events = [event(1, json!({}))];
    let sentence = |bytes: &[u8]| {
        let mut reader = csv::Reader::from_reader(bytes);
        let at = reader
            .headers()
            .unwrap()
            .iter()
            .position(|h| h == "sentence")
            .unwrap();
        reader.records().next().unwrap().unwrap()[at].to_owned()
    };
    let exact = plain(Format::Csv, &events);
    assert_eq!(sentence(&exact.main), events[0].main.sentence.text);
    let options = Options {
        spreadsheet: true,
        ..Options::default()
    };
    let safe = written(Format::Csv, &options, &events);
    assert!(safe.main.starts_with(b"\xEF\xBB\xBFid,"));
    assert_eq!(
        sentence(&safe.main),
        format!("'{}", events[0].main.sentence.text)
    );
}

#[test]
fn a_claim_is_one_row_with_all_its_reports() {
    let claim = Event {
        id: "c0ffee".to_owned(),
        claim: Some(Claim {
            id: "c0ffee".to_owned(),
            class: "happened".to_owned(),
            records: 3,
            articles: 2,
            outlets: 2,
            voices: 2,
        }),
        others: vec![report(9, "b", record(json!({})))],
        ..event(1, json!({"type": "ASSAULT"}))
    };
    let out = plain(Format::Gdelt, std::slice::from_ref(&claim));
    assert_eq!(out.rows()[0][31..34], ["3", "2", "2"]);
    assert_eq!(out.mentions.lines().count(), 2);
    let out = plain(Format::Jsonl, &[claim]);
    let line: Value = serde_json::from_str(out.text()).unwrap();
    assert_eq!(line["claim"]["voices"], 2);
    assert_eq!(line["reports"][1]["article"], "b");
    assert_eq!(out.sources[0]["reports"].as_array().unwrap().len(), 2);
}

#[test]
fn annotations_quote_and_place_their_words() {
    let text = "0123 قصف الجيش حلب أمس";
    let mut striking = event(
        1,
        json!({
        "type": "ASSAULT", "trigger": {"start": 5, "end": 8, "text": "قصف"},
        "actor": [{"start": 9, "end": 14, "text": "الجيش", "code": "SYR MIL"}], "recipient": [], "place": null}),
    );
    striking.main.sentence = Words {
        start: 5,
        end: 22,
        text: text.chars().skip(5).collect(),
    };
    striking.main.article.url = None;
    striking.main.article.id = "مقال 1".to_owned();
    let out = plain(Format::Webanno, &[striking]);
    let page: Value = serde_json::from_str(out.text()).unwrap();
    assert_eq!(page["@context"][0], "http://www.w3.org/ns/anno.jsonld");
    let targets = page["items"][0]["target"].as_array().unwrap();
    assert_eq!(targets.len(), 2);
    assert!(
        targets[0]["source"]
            .as_str()
            .unwrap()
            .starts_with("urn:rawi:article:%D9")
    );
    let selectors = &targets[1]["selector"];
    assert_eq!(
        selectors[0],
        json!({"type": "TextPositionSelector", "start": 9, "end": 14})
    );
    assert_eq!(selectors[1]["exact"], "الجيش");
    assert_eq!(selectors[1]["prefix"], "قصف ");
    assert_eq!(selectors[1]["suffix"], " حلب أمس");
}

#[test]
fn parquet_is_written_in_parts() {
    let events: Vec<Event> = (0..2500).map(|n| event(n, json!({}))).collect();
    for layout in [rawi_export::Layout::Flat, rawi_export::Layout::Nested] {
        let options = Options {
            layout,
            ..Options::default()
        };
        let out = written(Format::Parquet, &options, &events);
        assert_eq!(out.summary.rows, 2500);
        assert!(out.main.starts_with(b"PAR1") && out.main.ends_with(b"PAR1"));
        let batch = rawi_export::record_batch(&events, layout).unwrap();
        assert_eq!(batch.num_rows(), 2500);
    }
}
