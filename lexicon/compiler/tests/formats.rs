//! Every format: a good entry is found where the reader looks for it.

use rawi_arabic::{Gender, Number, Pos, StemTable as _};
use rawi_lexicon_compiler::*;
use rawi_model::{EventType, Status};

fn build(files: &[(&str, &str)]) -> Lexicon {
    let sources = files.iter().fold(Sources::new(), |s, &(name, text)| {
        s.with(name, text.to_owned())
    });
    let (lexicon, defects) = compile(&sources);
    let shown: Vec<String> = defects.iter().map(ToString::to_string).collect();
    assert!(shown.is_empty(), "{}", shown.join("\n"));
    lexicon
}

/// Readings of a stem: lemma id and part of speech.
fn readings(lexicon: &Lexicon, stem: &str) -> Vec<(String, Pos)> {
    let mut out = Vec::new();
    lexicon.lookup(stem, &mut |lemma, pos, _| {
        out.push((lexicon.lemma(lemma).id.clone(), pos));
    });
    out.sort();
    out.dedup();
    out
}

fn phrase(lexicon: &Lexicon, key: &str) -> Vec<PhraseRef> {
    lexicon.phrases().get(key).to_vec()
}

const VERBS: &str = "قتل | I | au | قتل | t ب | kill\nقصف | I | ai | قصف | t ب | shell\n\
                     ندد | II | - | - | i ب | condemn\nنوي | I | ai | نية | t أن | intend";

#[test]
fn verbs_with_masdars_of_their_own() {
    let l = build(&[("language/verbs.txt", VERBS)]);
    let verb = l.find_lemma("قتل.I").unwrap();
    assert_eq!(l.lemma(verb).text, "قتل");
    assert_eq!(l.lemma(verb).government, ["t", "ب"]);
    let found = readings(&l, "قتل");
    assert!(found.contains(&("قتل.I".into(), Pos::Verb)));
    assert!(found.contains(&("قتل.I:قتل".into(), Pos::Masdar)));
    assert!(readings(&l, "يقتلون").contains(&("قتل.I".into(), Pos::Verb)));
    assert!(readings(&l, "مقتول").contains(&("قتل.I".into(), Pos::PassiveParticiple)));
    let masdar = l.find_lemma("ندد.II:تنديد").expect("the regular masdar");
    assert_eq!(l.lemma(masdar).verb, l.find_lemma("ندد.II"));
}

#[test]
fn nouns_adjectives_particles_numbers_names() {
    let l = build(&[
        ("language/nouns.txt", "وزير | m | وزراء | human | minister"),
        ("language/adjectives.txt", "سابق | - | - | former"),
        (
            "language/particles.txt",
            "على الرغم من | prep | - | despite\nقد | modal | perfect; possible | may",
        ),
        ("language/numbers.txt", "عشرات | 10+\nواحد; واحدة | 1"),
        (
            "language/first_names.txt",
            "عبد الله; عبدالله | m | Abdullah\nكمال | m | Kamal",
        ),
    ]);
    assert_eq!(readings(&l, "وزراء"), [("وزير.n".into(), Pos::Noun)]);
    assert!(readings(&l, "سابقه").contains(&("سابق.a".into(), Pos::Adjective)));
    let may = l.find_lemma("قد.modal").unwrap();
    assert_eq!(l.lemma(may).class, Some(ParticleClass::Modal));
    assert_eq!(l.lemma(may).features, ["perfect", "possible"]);
    let despite = phrase(&l, "علي الرغم من")[0];
    assert_eq!(despite.kind, PhraseKind::Particle);
    assert_eq!(
        l.lemma(rawi_arabic::LemmaId(despite.index)).text,
        "على الرغم من"
    );
    let tens = l.number(phrase(&l, "عشرات")[0].index);
    assert_eq!((tens.value, tens.vague), (10.0, true));
    assert_eq!(phrase(&l, "عبد الله")[0].kind, PhraseKind::FirstName);
    assert_eq!(readings(&l, "كمال"), [("كمال.pn".into(), Pos::Proper)]);
}

#[test]
fn states_by_name_demonym_capital_and_code() {
    let l = build(&[(
        "politics/states.txt",
        "SYR | سوريا; ~الشام | سوري | دمشق | Syria\nTUR | تركيا | تركي; أتراك | أنقرة | Turkey",
    )]);
    let syria = phrase(&l, "سوريا")[0];
    assert_eq!(l.state(syria.index).english, "Syria");
    assert!(phrase(&l, "الشام")[0].ambiguous);
    assert_eq!(phrase(&l, "دمشق")[0].kind, PhraseKind::Capital);
    let women = phrase(&l, "السوريات")[0];
    assert_eq!(
        (
            women.kind,
            women.form.gender,
            women.form.number,
            women.form.definite
        ),
        (PhraseKind::Demonym, Gender::Feminine, Number::Plural, true)
    );
    assert!(!phrase(&l, "سوريين").is_empty());
    assert_eq!(phrase(&l, "الاتراك")[0].form.number, Number::Plural);
    assert!(readings(&l, "سوريه").contains(&("سوري.d".into(), Pos::Adjective)));
    assert_eq!(
        l.state_by_code("TUR".parse().unwrap()).unwrap().capital,
        "أنقرة"
    );
}

#[test]
fn persons_by_date() {
    let l = build(&[(
        "politics/persons.txt",
        "syr/assad | بشار الأسد; ~الأسد | SYR GOV 2000-07..2024-12-08 رئيس سوريا; SYR UNK 2024-12-08.. | Bashar al-Assad\n\
         syr/x | أبو محمد | SYR REB | Abu Muhammad",
    )]);
    let person = l.person(phrase(&l, "بشار الاسد")[0].index);
    let at = |d: &str| person.code_at(Some(d.parse().unwrap())).to_string();
    assert_eq!(at("1999-01-01"), "SYR GOV");
    assert_eq!(at("2010-01-01"), "SYR GOV");
    assert_eq!(at("2025-01-01"), "SYR UNK");
    assert_eq!(person.code_at(None).to_string(), "SYR UNK");
    assert_eq!(person.offices[0].title, "رئيس سوريا");
    assert!(phrase(&l, "الاسد")[0].ambiguous);
    assert!(readings(&l, "بشار").contains(&("بشار.pn".into(), Pos::Proper)));
}

#[test]
fn titles_inflect() {
    let l = build(&[
        (
            "language/nouns.txt",
            "أمين | m | أمناء | human | secretary\nعام | m | أعوام | time | year\nوزير | m | وزراء | human | minister",
        ),
        ("language/adjectives.txt", "عام | - | - | general"),
        ("language/verbs.txt", "ءسس | II | - | - | t | found"),
        (
            "politics/titles.txt",
            "أمين عام | GOV | IGO | secretary-general\nالدكتور | - | - | Dr\nوزير الخارجية | GOV | ctx | foreign minister",
        ),
    ]);
    for key in [
        "وزير الخارجيه",
        "وزيره الخارجيه",
        "وزيرا الخارجيه",
        "وزيري الخارجيه",
        "وزراء الخارجيه",
        "وزير خارجيه",
        "وزراء خارجيه",
        "الامين العام",
        "امين عام",
        "الامينه العامه",
        "الدكتور",
        "الدكتوره",
        "دكتور",
    ] {
        assert!(
            phrase(&l, key).iter().any(|r| r.kind == PhraseKind::Title),
            "{key}"
        );
    }
    for key in ["الوزير الخارجيه", "وزيران الخارجيه", "الامين عام"]
    {
        assert!(phrase(&l, key).is_empty(), "{key}");
    }
    let women = phrase(&l, "وزيرات الخارجيه")[0].form;
    assert_eq!(
        (women.gender, women.number, women.definite),
        (Gender::Feminine, Number::Plural, true)
    );
    assert!(!phrase(&l, "وزير خارجيه")[0].form.definite);
    assert_eq!(l.title(phrase(&l, "الدكتور")[0].index).sector, None);
}

#[test]
fn actors_and_source_nouns_inflect() {
    let l = build(&[
        (
            "language/nouns.txt",
            "شاهد | m | شهود | human | witness\nقوة | f | قوات; قوى | group | force",
        ),
        (
            "language/adjectives.txt",
            "أمني | - | - | security\nعسكري | - | - | military\nمسلح | - | - | armed",
        ),
        ("language/verbs.txt", "ءسس | II | - | - | t | found"),
        (
            "politics/actors.txt",
            "آليات عسكرية | MIL | ctx | p | vehicles\nقوات أمنية | COP | ctx | p | security forces\nمؤسسة عسكرية | MIL | ctx | c | military\nمسلح | UAF | ctx | s | gunman",
        ),
        (
            "politics/source_nouns.txt",
            "شاهد عيان | witness | eyewitness",
        ),
    ]);
    let forces = phrase(&l, "القوات الامنيه")[0];
    assert!(l.actor(forces.index).plural && forces.form.definite);
    for key in ["المؤسس العسكري", "الياتات", "القوي الامنيه"] {
        assert!(phrase(&l, key).is_empty(), "{key}");
    }
    for key in ["مسلحون", "المسلحين", "مسلحو"] {
        assert_eq!(phrase(&l, key)[0].kind, PhraseKind::Actor, "{key}");
    }
    for key in ["شاهد عيان", "شهود عيان", "شهود العيان", "شاهدا عيان"]
    {
        assert_eq!(phrase(&l, key)[0].kind, PhraseKind::SourceNoun, "{key}");
    }
}

#[test]
fn names_of_bodies_media_places() {
    let l = build(&[
        (
            "politics/bodies.txt",
            "un | الأمم المتحدة | IGO IGO | United Nations"
                .replace("un |", "int/un |")
                .leak(),
        ),
        (
            "politics/groups.txt",
            "lbn/hezbollah | حزب الله | LBN UAF | Hezbollah",
        ),
        (
            "politics/parties.txt",
            "tur/akp | حزب العدالة والتنمية | TUR PTY | AKP",
        ),
        (
            "politics/media.txt",
            "gbr/reuters | رويترز | GBR | agency | Reuters",
        ),
        ("politics/places.txt", "إدلب | SYR | city | Idlib"),
        (
            "politics/geonames.txt",
            "170063 | حلب | SYR | 36.2012 | 37.1612 | 2098210 | Aleppo\n1 | إدلب | SYR | 1 | 1 | 5 | X",
        ),
    ]);
    let class = |key| l.body(phrase(&l, key)[0].index).class;
    assert_eq!(class("الامم المتحده"), BodyClass::Body);
    assert_eq!(class("حزب الله"), BodyClass::Group);
    assert_eq!(class("حزب العداله والتنميه"), BodyClass::Party);
    assert_eq!(l.media(phrase(&l, "رويترز")[0].index).kind, "agency");
    let aleppo = l.place(phrase(&l, "حلب")[0].index);
    assert_eq!(
        (aleppo.geoname_id, aleppo.population),
        (Some(170_063), 2_098_210)
    );
    assert_eq!(
        l.place(phrase(&l, "ادلب")[0].index).id,
        "إدلب.p",
        "written by hand comes first"
    );
}

#[test]
fn frames_of_verbs_masdars_nouns() {
    let l = build(&[
        ("language/verbs.txt", VERBS),
        (
            "language/nouns.txt",
            "أب | m | آباء | human | father\nهجوم | m | هجمات | act | attack",
        ),
        (
            "politics/verb_frames.txt",
            "قتل.I | ASSAULT | - | s:A o:R من+قبل:A g:R | o=@person only=finite strong | killed\nقتل.I | ASSAULT | - | s:A o:R | o!=وقت,آباء | killed\n\
             قصف.I | ASSAULT | heavy-weapons | s:A o:R | weak | shelled",
        ),
        (
            "politics/noun_frames.txt",
            "قصف | ASSAULT | - | g:A على:R | - | shelling of\nهجوم | ASSAULT | - | g:A على:R | - | attack on",
        ),
    ]);
    let verb = l.find_lemma("قتل.I").unwrap();
    let [first, second] = l.frames(verb) else {
        panic!()
    };
    assert_eq!(
        (first.id.as_str(), second.id.as_str()),
        ("قتل.I:ASSAULT", "قتل.I:ASSAULT#2")
    );
    assert_eq!(first.kind, EventType::Assault);
    assert_eq!(
        first.role(&Slot::Prep("من قبل".into())),
        Some(FrameRole::Actor)
    );
    assert_eq!(
        (first.strength, first.only),
        (Strength::Strong, Some(Only::Finite))
    );
    assert_eq!(
        first.conditions,
        [Condition::Class {
            slot: Slot::Object,
            class: SlotClass::Person
        }]
    );
    let Condition::Not { words, .. } = &second.conditions[0] else {
        panic!()
    };
    assert!(
        words.contains(&"اب".to_owned()),
        "a plural stands for its singular: {words:?}"
    );
    // The masdar of a verb has the verb's frames, unless it has its own.
    let killing = l.find_lemma("قتل.I:قتل").unwrap();
    assert_eq!(l.frames(killing).len(), 2);
    assert_eq!(
        l.frames_for(killing, Pos::Masdar).count(),
        1,
        "one is for finite forms only"
    );
    let shelling = l.find_lemma("قصف.I:قصف").unwrap();
    assert_eq!(l.frames(shelling)[0].id, "قصف:ASSAULT");
    assert_eq!(
        l.frames(l.find_lemma("هجوم.n").unwrap())[0].english,
        "attack on"
    );
}

#[test]
fn a_noun_that_only_a_frame_knows_is_known() {
    let l = build(&[
        ("language/nouns.txt", "محادثة | f | ات | act | talk"),
        (
            "politics/noun_frames.txt",
            "محادثات | CONSULT | - | g:A مع:R | - | talks with\nمظاهرة | PROTEST | demo | g:A ضد:R | - | protest against",
        ),
    ]);
    let found = |stem| {
        readings(&l, stem)
            .into_iter()
            .map(|(id, _)| id)
            .collect::<Vec<_>>()
    };
    assert!(found("محادثات").contains(&"محادثات.n".to_owned()));
    assert!(found("مظاهرات").contains(&"مظاهرة.n".to_owned()));
    assert_eq!(l.frames(l.find_lemma("محادثات.n").unwrap()).len(), 1);
}

#[test]
fn saying_light_status_time() {
    let l = build(&[
        ("language/verbs.txt", VERBS),
        ("language/nouns.txt", "خطة | f | خطط | abstract | plan"),
        (
            "politics/light_verbs.txt",
            "قصف.I | ب | R | made up for the test",
        ),
        (
            "politics/reporting_verbs.txt",
            "ندد.II | أن عن/مصدر o | doubting | claimed",
        ),
        (
            "politics/reporting_phrases.txt",
            "على حد قوله | self | doubting | in his words",
        ),
        (
            "politics/statuses.txt",
            "خطة | planned | ل | - | -\nمن المقرر | planned | clause | - | -\nنوي.I | planned | o | - | -",
        ),
        (
            "politics/times.txt",
            "أمس; يوم أمس | day-1 | day\nخلال الساعات الماضية | hours-24..0 | days",
        ),
    ]);
    let id = |s| l.find_lemma(s).unwrap();
    assert_eq!(l.light(id("قصف.I"))[0].subject, FrameRole::Recipient);
    assert_eq!(l.light(id("قصف.I:قصف")).len(), 1, "of a masdar, its verb's");
    let say = &l.saying(id("ندد.II"))[0];
    assert_eq!(
        (say.slots.join(" ").as_str(), say.sources.join(" ").as_str()),
        ("ان o", "عن")
    );
    assert_eq!(
        l.statuses(id("نوي.I"))[0].scope,
        StatusScope::Slot(Slot::Object)
    );
    assert_eq!(l.statuses(id("خطة.n"))[0].status, Status::Planned);
    let decided = phrase(&l, "من المقرر")[0];
    assert_eq!(l.status_phrase(decided.index).scope, StatusScope::Clause);
    assert_eq!(l.time(phrase(&l, "يوم امس")[0].index).rule, "day-1");
    assert_eq!(
        l.reporting_phrase(phrase(&l, "علي حد قوله")[0].index)
            .position,
        Position::Self_
    );
}

#[test]
fn a_blob_says_the_same() {
    let files = [
        ("language/verbs.txt", VERBS),
        ("politics/states.txt", "SYR | سوريا | سوري | دمشق | Syria"),
    ];
    let l = build(&files);
    let blob: &'static [u8] = l.to_blob().unwrap().leak();
    let again = Lexicon::from_blob(blob).unwrap();
    assert_eq!(again.hash(), l.hash());
    assert_eq!(readings(&again, "قاتلين"), readings(&l, "قاتلين"));
    assert_eq!(phrase(&again, "سوريون"), phrase(&l, "سوريون"));
    assert_eq!(again.all_entries_counts(), l.all_entries_counts());
    assert!(Lexicon::from_blob(b"").is_err());
    assert!(matches!(
        Lexicon::from_blob(&[99, 0, 0]),
        Err(BlobError::Format { found: 99 })
    ));
}
