use rawi_model::{
    Article, Mention, Place, Reading, Record, Source, SourceKind, Span, Stance, Status, Words,
};

use super::{Meta, collect, configuration, write};

const TEXT: &str = "قال مسؤول إن دمشق سترفض العرض. واتفقت أنقرة ودمشق أمس في بغداد على وقف القصف.";

fn at(quote: &str) -> Words {
    let byte = TEXT.find(quote).unwrap();
    let start = u32::try_from(TEXT[..byte].chars().count()).unwrap();
    let end = start + u32::try_from(quote.chars().count()).unwrap();
    assert_eq!(Span::new(start, end).of(TEXT), quote);
    Words {
        start,
        end,
        text: quote.to_owned(),
    }
}

fn mention(quote: &str, code: &str) -> Mention {
    let words = at(quote);
    Mention {
        start: words.start,
        end: words.end,
        text: words.text,
        code: code.parse().unwrap(),
        id: None,
        name: None,
    }
}

fn record(trigger: &str, kind: &str) -> Record {
    Record::bare(at(trigger), kind.parse().unwrap(), Status::Occurred)
}

fn reading() -> Reading {
    let source = at("مسؤول");
    let mut reject = record("سترفض", "REJECT");
    reject.actor = vec![mention("دمشق", "SYR GOV")];
    reject.status = Status::Planned;
    reject.stance = Stance::Neutral;
    reject.according_to = vec![Source {
        start: source.start,
        end: source.end,
        text: source.text,
        kind: SourceKind::Official,
        code: Some("SYR GOV".parse().unwrap()),
        id: None,
        name: None,
    }];
    let place = at("بغداد");
    let mut agree = record("واتفقت", "AGREE");
    agree.actor = vec![mention("أنقرة", "TUR GOV"), mention("ودمشق", "SYR GOV")];
    agree.mutual = true;
    agree.when = Some("2024-09-30".to_owned());
    agree.place = Some(Place {
        start: place.start,
        end: place.end,
        text: place.text,
        country: "IRQ".parse().unwrap(),
        geoname_id: None,
        lat: None,
        lon: None,
        name: None,
    });
    Reading {
        article: Article {
            id: "a".to_owned(),
            text: TEXT.to_owned(),
            ..Article::default()
        },
        events: vec![reject, agree],
        ..Reading::default()
    }
}

fn meta() -> Meta {
    Meta {
        file: "0001".to_owned(),
        id: "a".to_owned(),
        outlet: "و".to_owned(),
        published: None,
    }
}

#[test]
fn what_is_written_is_collected_again() {
    let document = write(&reading(), false);
    assert_eq!(document.left_out, 0);
    assert_eq!(document.text.lines().count(), 2);
    let chars: Vec<char> = document.text.chars().collect();
    for line in document.annotations.lines().filter(|l| l.starts_with('T')) {
        let parts: Vec<&str> = line.split('\t').collect();
        let offsets: Vec<usize> = parts[1]
            .split(' ')
            .skip(1)
            .map(|n| n.parse().unwrap())
            .collect();
        let words: String = chars[offsets[0]..offsets[1]].iter().collect();
        assert_eq!(words, parts[2]);
    }
    let passage = collect(&meta(), &document.text, &document.annotations).unwrap();
    let json = serde_json::to_value(&passage).unwrap();
    let (first, second) = (&json["events"][0], &json["events"][1]);
    assert_eq!(first["trigger"], "سترفض");
    assert_eq!(first["status"], "planned");
    assert_eq!(first["actor"][0]["code"], "SYR GOV");
    assert_eq!(first["according_to"][0]["kind"], "official");
    assert_eq!(second["sentence"], 1);
    assert_eq!(second["actor"][1]["text"], "ودمشق");
    assert_eq!(second["place"]["country"], "IRQ");
    assert_eq!(second["when"], "2024-09-30");
    assert_eq!(second["mutual"], true);
    assert_eq!(json["text"], document.text);
    assert!(write(&reading(), true).annotations.is_empty());
}

#[test]
fn what_people_get_wrong_is_told_by_line() {
    let text = "دمشق رفضت ثم رفضت";
    let annotations = "T1\tREJECT 13 18\tرفضت\nT2\tMention 0 4\tدمشق\nE1\tREJECT:T1 Actor:T2\n";
    let errors = collect(&meta(), text, annotations).unwrap_err();
    assert!(errors[0].to_string().contains("outside"), "{errors:?}");
    let fixed = annotations.replace("13 18", "13 17");
    let errors = collect(&meta(), text, &fixed).unwrap_err();
    assert_eq!(errors[0].line, 2);
    assert!(errors[0].message.contains("SYR GOV"), "{errors:?}");
    let noted = format!("{fixed}#1\tAnnotatorNotes T2\tSYR GOV\n");
    let json = serde_json::to_value(collect(&meta(), text, &noted).unwrap()).unwrap();
    assert_eq!(json["events"][0]["nth"], 1);
    for bad in [
        "E1\tREJECT",
        "T1\tREJECT x y\tz",
        "E1\tDANCE:T1",
        "?",
        "E1\tREJECT:T9",
        "T1\tREJECT 5 3\tx",
        "E1\tREJECT:T1 Foe:T2\nT1\tREJECT 5 9\tرفضت\nT2\tMention 0 4\tx",
    ] {
        assert!(collect(&meta(), text, bad).is_err(), "{bad}");
    }
}

#[test]
fn brat_is_offered_every_type_and_status() {
    let configuration = configuration();
    for name in ["ASSAULT\tActor*", "conditional", "witness", "[relations]"] {
        assert!(configuration.contains(name), "{name}");
    }
}
