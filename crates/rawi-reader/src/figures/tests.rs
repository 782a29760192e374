use super::*;
use rawi_arabic::Text;

/// What is found in a sentence whose acts are these words: kind, value, unit or hedge, words.
fn figures(sentence: &str, acts: &[(&str, EventType)]) -> Vec<String> {
    let text = Text::new(sentence);
    let s = Sentence::new(&text, 0, rawi_lexicon::builtin(), None, &|_| false);
    let acts: Vec<_> = acts
        .iter()
        .map(|(form, kind)| {
            let word = s.words.iter().position(|w| &*w.form == *form).unwrap();
            (word, *kind)
        })
        .collect();
    find(&s, &acts)
        .into_iter()
        .map(|f| {
            let value = f.value.map_or("-".to_owned(), |v| v.to_string());
            let hedge = f.hedge.map_or(String::new(), |h| format!(" {h:?}"));
            let unit = f.unit.map_or(String::new(), |u| format!(" {u}"));
            let words = text.slice(s.words[f.start].start, s.words[f.end - 1].end);
            format!("{:?} {value}{unit}{hedge}: {words}", f.kind)
        })
        .collect()
}

#[test]
fn killed_and_wounded() {
    use EventType::Assault;
    for (sentence, act, expected) in [
        (
            "قتل 12 مدنيا وأصيب 30 آخرون في قصف على المدينة",
            "قتل",
            &["Killed 12: 12 مدنيا", "Wounded 30: 30 آخرون"][..],
        ),
        (
            "أسفر الهجوم عن مقتل ما لا يقل عن خمسة عشر شخصا وإصابة أكثر من ٢٠ بجروح",
            "الهجوم",
            &[
                "Killed 15 AtLeast: ما لا يقل عن خمسة عشر شخصا",
                "Wounded 20 MoreThan: أكثر من ٢٠",
            ],
        ),
        (
            "سقط عشرات القتلى ومئات الجرحى في هجوم انتحاري",
            "هجوم",
            &[
                "Killed - Dozens: عشرات القتلى",
                "Wounded - Hundreds: ومئات الجرحى",
            ],
        ),
        (
            "لقي 5 أشخاص على الأقل مصرعهم في تفجير وسط بغداد",
            "تفجير",
            &["Killed 5 AtLeast: 5 أشخاص"],
        ),
        ("أدى القصف إلى مقتل جنديان", "القصف", &["Killed 2: جنديان"]),
        (
            "أودى التفجير بحياة نحو مئتي مدني بينهم 3 أطفال",
            "التفجير",
            &["Killed 200 About: نحو مئتي مدني"],
        ),
        ("أدى القصف إلى مقتل وإصابة 10 مدنيين", "القصف", &[]),
        ("قصف الطيران المدينة للمرة الثالثة", "قصف", &[]),
    ] {
        assert_eq!(figures(sentence, &[(act, Assault)]), expected, "{sentence}");
    }
}

#[test]
fn arrested_and_people() {
    assert_eq!(
        figures(
            "اعتقلت الشرطة 1,500 متظاهر",
            &[("اعتقلت", EventType::Coerce)]
        ),
        ["Arrested 1500: 1,500 متظاهر"]
    );
    assert_eq!(
        figures(
            "تظاهر آلاف الأشخاص في العاصمة",
            &[("تظاهر", EventType::Protest)]
        ),
        ["People - Thousands: آلاف الأشخاص"]
    );
    assert_eq!(
        figures(
            "شارك حوالي 3 آلاف شخص في مظاهرة",
            &[("مظاهرة", EventType::Protest)]
        ),
        ["People 3000 About: حوالي 3 آلاف شخص"]
    );
    assert_eq!(
        figures(
            "أفرجت السلطات عن 20 معتقلا",
            &[("أفرجت", EventType::Retreat)]
        ),
        ["People 20: 20 معتقلا"]
    );
}

#[test]
fn sums() {
    for (sentence, expected) in [
        ("قدمت الرياض 3 ملايين دولار", "Sum 3000000 USD: 3 ملايين دولار"),
        (
            "قدمت الرياض مليون ونصف مليون دولار",
            "Sum 1500000 USD: مليون ونصف مليون دولار",
        ),
        (
            "قدمت الرياض مليونا ونصف المليون ريال سعودي",
            "Sum 1500000 SAR: مليونا ونصف المليون ريال سعودي",
        ),
        (
            "قدمت الرياض 500 مليون ريال",
            "Sum 500000000: 500 مليون ريال",
        ),
        (
            "قدمت الرياض أكثر من 2.5 مليار يورو",
            "Sum 2500000000 EUR MoreThan: أكثر من 2.5 مليار يورو",
        ),
        (
            "قدمت الرياض ألفا وخمسمئة دينار كويتي",
            "Sum 1500 KWD: ألفا وخمسمئة دينار كويتي",
        ),
        (
            "قدمت الرياض 40 ألف جنيه إسترليني",
            "Sum 40000 GBP: 40 ألف جنيه إسترليني",
        ),
        (
            "قدمت الرياض 40 ألف ليرة لبنانية",
            "Sum 40000 LBP: 40 ألف ليرة لبنانية",
        ),
        ("قدمت الرياض 200 شيكل", "Sum 200 ILS: 200 شيكل"),
        ("قدمت الرياض 200 تومان", "Sum 2000 IRR: 200 تومان"),
        (
            "قدمت الرياض مئة درهم إماراتي",
            "Sum 100 AED: مئة درهم إماراتي",
        ),
    ] {
        assert_eq!(
            figures(sentence, &[("قدمت", EventType::Aid)]),
            [expected],
            "{sentence}"
        );
    }
}

#[test]
fn what_is_no_figure() {
    for sentence in [
        "قدمت الرياض مساعدات عام 2015",
        "قدمت الرياض أول مساعدات",
        "قدمت الرياض 30% من المساعدات",
        "قدمت الرياض مساعدات بعد 5 أيام",
    ] {
        assert!(
            figures(sentence, &[("قدمت", EventType::Aid)]).is_empty(),
            "{sentence}"
        );
    }
}
