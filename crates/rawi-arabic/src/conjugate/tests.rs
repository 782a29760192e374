//! Golden paradigms: one verb of each class, written out by hand.

use super::*;
use crate::features::Number;

fn all(root: &str, form: Form, vowels: Option<Vowels>) -> Vec<Inflected> {
    conjugate(&Verb {
        root,
        form,
        vowels,
        masdars: &[],
        transitive: true,
    })
    .unwrap()
}

/// Whether the forms hold `word`, in this aspect or part of speech.
fn check(forms: &[Inflected], class: &str, word: &str, verb: &str) {
    let fits = |f: &Inflected| {
        let x = f.features;
        let person = |p, g, n| {
            x.person == p && x.number == n && (x.gender == g || x.gender == Gender::Either)
        };
        let perfect = x.aspect == Some(Aspect::Perfect);
        let imperfect = x.aspect == Some(Aspect::Imperfect);
        let (masc, fem) = (Gender::Masculine, Gender::Feminine);
        let (one, many) = (Number::Singular, Number::Plural);
        let nominal = |pos| f.pos == pos && x.number == one && x.attach != Attach::Bound;
        match class {
            "3ms" => perfect && x.voice != Voice::Passive && person(3, masc, one),
            "3fs" => perfect && x.voice != Voice::Passive && person(3, fem, one),
            "3md" => perfect && x.voice != Voice::Passive && person(3, masc, Number::Dual),
            "3mp" => perfect && x.voice != Voice::Passive && person(3, masc, many),
            "3fp" => perfect && x.voice != Voice::Passive && person(3, fem, many),
            "1s" => perfect && x.voice != Voice::Passive && person(1, masc, one),
            "i3ms" => imperfect && x.voice != Voice::Passive && person(3, masc, one),
            "i1s" => imperfect && x.voice != Voice::Passive && person(1, masc, one),
            "i2fs" => imperfect && x.voice != Voice::Passive && person(2, fem, one),
            "i3md" => imperfect && x.voice != Voice::Passive && person(3, masc, Number::Dual),
            "i3mp" => imperfect && !x.subjunctive && person(3, masc, many),
            "s3mp" => imperfect && x.subjunctive && person(3, masc, many),
            "i3fp" => imperfect && person(3, fem, many),
            "j3ms" => imperfect && person(3, masc, one),
            "imp" => x.aspect == Some(Aspect::Imperative) && x.number == one,
            "p3ms" => perfect && x.voice != Voice::Active && person(3, masc, one),
            "pi3ms" => imperfect && x.voice != Voice::Active && person(3, masc, one),
            "ap" => nominal(Pos::ActiveParticiple) && x.gender == masc,
            "pp" => nominal(Pos::PassiveParticiple) && x.gender == masc,
            "m" => nominal(Pos::Masdar),
            other => panic!("no slot {other}"),
        }
    };
    let found: Vec<&str> = forms
        .iter()
        .filter(|f| fits(f))
        .map(|f| f.form.as_str())
        .collect();
    assert!(
        found.contains(&word),
        "{verb}: {class} is {found:?}, not {word}"
    );
}

/// `rows`: slot and word, one pair after the other.
fn paradigm(root: &str, form: &str, vowels: &str, rows: &str) {
    let forms = all(root, form.parse().unwrap(), vowels.parse().ok());
    let words: Vec<&str> = rows.split_whitespace().collect();
    for pair in words.chunks(2) {
        check(&forms, pair[0], pair[1], root);
    }
}

#[test]
fn sound() {
    paradigm(
        "كتب",
        "I",
        "au",
        "3ms كتب 3fs كتبت 3md كتبا 3mp كتبوا 3fp كتبن 1s كتبت i3ms يكتب i1s أكتب i2fs تكتبين i3md يكتبان i3mp يكتبون s3mp يكتبوا i3fp يكتبن imp اكتب p3ms كتب pi3ms يكتب ap كاتب pp مكتوب",
    );
    paradigm(
        "علن",
        "IV",
        "",
        "3ms أعلن 1s أعلنت i3ms يعلن imp أعلن ap معلن m إعلان",
    );
    paradigm("كلم", "II", "", "3ms كلم i3ms يكلم ap مكلم m تكليم");
    paradigm(
        "قتل",
        "III",
        "",
        "3ms قاتل p3ms قوتل i3ms يقاتل ap مقاتل m مقاتلة",
    );
    paradigm("كلم", "V", "", "3ms تكلم i3ms يتكلم ap متكلم m تكلم");
    paradigm("عون", "VI", "", "3ms تعاون i3mp يتعاونون ap متعاون m تعاون");
    paradigm(
        "طلق",
        "VII",
        "",
        "3ms انطلق i3ms ينطلق imp انطلق ap منطلق m انطلاق",
    );
    paradigm("جمع", "VIII", "", "3ms اجتمع i3ms يجتمع ap مجتمع m اجتماع");
    paradigm(
        "قبل",
        "X",
        "",
        "3ms استقبل p3ms استقبل i3ms يستقبل ap مستقبل m استقبال",
    );
}

#[test]
fn doubled() {
    paradigm(
        "مدد",
        "I",
        "au",
        "3ms مد 3fs مدت 1s مددت 3mp مدوا 3fp مددن i3ms يمد j3ms يمدد i3mp يمدون i3fp يمددن imp مد ap ماد pp ممدود p3ms مد",
    );
    paradigm(
        "حلل",
        "VIII",
        "",
        "3ms احتل 1s احتللت i3ms يحتل i3mp يحتلون ap محتل m احتلال",
    );
    paradigm(
        "مرر",
        "X",
        "",
        "3ms استمر 3mp استمروا 1s استمررت i3ms يستمر ap مستمر m استمرار",
    );
    paradigm("عدد", "IV", "", "3ms أعد 1s أعددت i3ms يعد ap معد m إعداد");
    paradigm(
        "ضرر",
        "VIII",
        "",
        "3ms اضطر p3ms اضطر i3ms يضطر ap مضطر m اضطرار",
    );
    paradigm("ظلل", "I", "ia", "3ms ظل 1s ظللت i3ms يظل");
    paradigm("هدد", "II", "", "3ms هدد i3ms يهدد ap مهدد m تهديد");
}

#[test]
fn hamzated() {
    paradigm(
        "ءخذ",
        "I",
        "au",
        "3ms أخذ i3ms يأخذ i1s آخذ imp خذ ap آخذ pp مأخوذ p3ms أخذ pi3ms يؤخذ",
    );
    paradigm(
        "سءل",
        "I",
        "aa",
        "3ms سأل i3ms يسأل imp اسأل imp سل p3ms سئل ap سائل pp مسؤول",
    );
    paradigm(
        "قرء",
        "I",
        "aa",
        "3ms قرأ 3md قرآ 3mp قرؤوا 3mp قرأوا 1s قرأت i3ms يقرأ i3mp يقرؤون i3mp يقرأون i3md يقرآن ap قارئ pp مقروء p3ms قرئ",
    );
    paradigm(
        "ءمن",
        "IV",
        "",
        "3ms آمن i3ms يؤمن i1s أومن i1s أؤمن ap مؤمن m إيمان p3ms أومن",
    );
    paradigm("ءخذ", "VIII", "", "3ms اتخذ i3ms يتخذ ap متخذ m اتخاذ");
    paradigm("ءلف", "VIII", "", "3ms ائتلف i3ms يأتلف m ائتلاف");
    paradigm(
        "نشء",
        "IV",
        "",
        "3ms أنشأ i3ms ينشئ i3mp ينشئون ap منشئ pp منشأ m إنشاء",
    );
    paradigm("سءل", "VI", "", "3ms تساءل i3ms يتساءل m تساؤل");
    paradigm("فجء", "III", "", "3ms فاجأ i3ms يفاجئ m مفاجأة");
    paradigm("هنء", "II", "", "3ms هنأ i3ms يهنئ m تهنئة");
    paradigm("بدء", "VIII", "", "3ms ابتدأ m ابتداء ap مبتدئ");
    paradigm("ءمر", "VI", "", "3ms تآمر i3ms يتآمر ap متآمر m تآمر");
    paradigm(
        "ءكد",
        "II",
        "",
        "3ms أكد i3ms يؤكد i1s أؤكد ap مؤكد m تأكيد",
    );
    paradigm("ءجل", "II", "", "3ms أجل pi3ms يؤجل m تأجيل");
}

#[test]
fn assimilated() {
    paradigm(
        "وصل",
        "I",
        "ai",
        "3ms وصل i3ms يصل i3mp يصلون imp صل pi3ms يوصل ap واصل pp موصول",
    );
    paradigm("وضع", "I", "aa", "3ms وضع i3ms يضع pi3ms يوضع imp ضع");
    paradigm("وصل", "VIII", "", "3ms اتصل i3ms يتصل ap متصل m اتصال");
    paradigm(
        "وهم",
        "VIII",
        "",
        "3ms اتهم p3ms اتهم i3ms يتهم ap متهم pp متهم m اتهام",
    );
    paradigm(
        "وصل",
        "IV",
        "",
        "3ms أوصل i3ms يوصل p3ms أوصل m إيصال ap موصل",
    );
    paradigm("وقف", "X", "", "3ms استوقف i3ms يستوقف m استيقاف");
    paradigm("يقن", "IV", "", "3ms أيقن i3ms يوقن ap موقن");
    paradigm("ودد", "I", "ia", "3ms ود i3ms يود 1s وددت");
}

#[test]
fn hollow() {
    paradigm(
        "قول",
        "I",
        "au",
        "3ms قال 3fs قالت 3mp قالوا 3fp قلن 1s قلت i3ms يقول j3ms يقل i3fp يقلن imp قل p3ms قيل pi3ms يقال ap قائل pp مقول",
    );
    paradigm(
        "بيع",
        "I",
        "ai",
        "3ms باع 1s بعت i3ms يبيع j3ms يبع p3ms بيع pi3ms يباع ap بائع pp مبيع",
    );
    paradigm("خوف", "I", "ia", "3ms خاف 1s خفت i3ms يخاف j3ms يخف");
    paradigm(
        "قيل",
        "X",
        "",
        "3ms استقال 1s استقلت i3ms يستقيل j3ms يستقل ap مستقيل m استقالة",
    );
    paradigm("زيد", "VIII", "", "3ms ازداد i3ms يزداد 1s ازددت m ازدياد");
    paradigm("هور", "VII", "", "3ms انهار i3ms ينهار m انهيار ap منهار");
    paradigm(
        "دين",
        "IV",
        "",
        "3ms أدان i3ms يدين p3ms أدين pi3ms يدان ap مدين pp مدان m إدانة",
    );
    paradigm("حول", "III", "", "3ms حاول i3ms يحاول m محاولة");
    paradigm("قوم", "II", "", "3ms قوم m تقويم");
    paradigm("حوج", "VIII", "", "3ms احتاج m احتياج");
}

#[test]
fn listed_masdar_keeps_the_middle_radical() {
    let verb = |masdars| Verb {
        root: "جوب",
        form: Form::X,
        vowels: None,
        masdars,
        transitive: true,
    };
    assert_eq!(citation(&verb(&[])).unwrap(), "استجاب");
    assert_eq!(citation(&verb(&["استجواب"])).unwrap(), "استجوب");
}

#[test]
fn defective() {
    paradigm(
        "دعو",
        "I",
        "au",
        "3ms دعا 3fs دعت 3md دعوا 3mp دعوا 3fp دعون 1s دعوت i3ms يدعو j3ms يدع i3mp يدعون i2fs تدعين i3md يدعوان s3mp يدعوا imp ادع p3ms دعي pi3ms يدعى ap داعي pp مدعو",
    );
    paradigm(
        "رمي",
        "I",
        "ai",
        "3ms رمى 3fs رمت 3mp رموا 1s رميت i3ms يرمي j3ms يرم i3mp يرمون i3fp يرمين ap رامي pp مرمي",
    );
    paradigm(
        "لقي",
        "I",
        "ia",
        "3ms لقي 3fs لقيت 3mp لقوا 1s لقيت i3ms يلقى j3ms يلق i3mp يلقون i3md يلقيان pp ملقي",
    );
    paradigm("سعي", "I", "aa", "3ms سعى 1s سعيت i3ms يسعى i3mp يسعون");
    paradigm(
        "دعو",
        "VIII",
        "",
        "3ms ادعى i3ms يدعي ap مدعي pp مدعى m ادعاء",
    );
    paradigm(
        "لقي",
        "VIII",
        "",
        "3ms التقى 3fs التقت 3mp التقوا i3ms يلتقي i3mp يلتقون m التقاء",
    );
    paradigm("سوي", "II", "", "3ms سوى m تسوية");
    paradigm("سوي", "III", "", "m مساواة 3ms ساوى");
    paradigm("حدي", "V", "", "3ms تحدى i3ms يتحدى m تحدي ap متحدي");
    paradigm("شفي", "X", "", "3ms استشفى pp مستشفى m استشفاء");
    paradigm("عطي", "IV", "", "3ms أعطى i3ms يعطي m إعطاء");
}

#[test]
fn doubly_weak() {
    paradigm("وقي", "I", "ai", "3ms وقى i3ms يقي j3ms يق i3mp يقون");
    paradigm(
        "رءي",
        "I",
        "aa",
        "3ms رأى 3fs رأت 3mp رأوا 1s رأيت i3ms يرى j3ms ير i3mp يرون p3ms رئي pi3ms يرى ap رائي pp مرئي",
    );
    paradigm("رءي", "IV", "", "3ms أرى i3ms يري");
    paradigm(
        "جيء",
        "I",
        "ai",
        "3ms جاء 3fs جاءت 3mp جاؤوا 3mp جاءوا 1s جئت i3ms يجيء j3ms يجئ ap جائي",
    );
    paradigm("شيء", "I", "ia", "3ms شاء i3ms يشاء i3mp يشاؤون 1s شئت");
    paradigm(
        "ءتي",
        "I",
        "ai",
        "3ms أتى 3fs أتت i3ms يأتي j3ms يأت ap آتي i1s آتي",
    );
    paradigm("سوء", "IV", "", "3ms أساء i3ms يسيء m إساءة ap مسيء");
    paradigm("روي", "I", "ai", "3ms روى i3ms يروي");
    paradigm("ولي", "V", "", "3ms تولى i3ms يتولى m تولي");
    paradigm("حيي", "IV", "", "3ms أحيا i3ms يحيي m إحياء");
    paradigm("ءدي", "II", "", "3ms أدى i3ms يؤدي m تأدية");
}

#[test]
fn assimilated_infix() {
    paradigm("صدم", "VIII", "", "3ms اصطدم i3ms يصطدم m اصطدام");
    paradigm("طلع", "VIII", "", "3ms اطلع i3ms يطلع m اطلاع ap مطلع");
    paradigm("زحم", "VIII", "", "3ms ازدحم m ازدحام");
    paradigm("ذخر", "VIII", "", "3ms ادخر m ادخار");
    paradigm("وكل", "VIII", "", "3ms اتكل");
}

#[test]
fn ninth_and_quadriliteral() {
    paradigm(
        "حمر",
        "IX",
        "",
        "3ms احمر 1s احمررت i3ms يحمر m احمرار ap محمر",
    );
    paradigm("دحرج", "QI", "", "3ms دحرج i3ms يدحرج m دحرجة ap مدحرج");
    paradigm("زحزح", "QII", "", "3ms تزحزح i3ms يتزحزح m تزحزح ap متزحزح");
    paradigm(
        "طمءن",
        "QIV",
        "",
        "3ms اطمأن 1s اطمأننت i3ms يطمئن m اطمئنان ap مطمئن",
    );
}

#[test]
fn pronouns_change_the_end() {
    let has = |forms: &[Inflected], form: &str, attach: Attach| {
        forms
            .iter()
            .any(|f| f.form == form && f.features.attach == attach)
    };
    let threw = all("رمي", Form::I, Some(Vowels::AI));
    assert!(has(&threw, "رما", Attach::Bound) && has(&threw, "رمى", Attach::Free));
    assert!(has(&threw, "رموا", Attach::Free) && has(&threw, "رمو", Attach::Bound));
    let read = all("قرء", Form::I, Some(Vowels::AA));
    assert!(has(&read, "يقرؤ", Attach::Bound) && has(&read, "يقرأ", Attach::Either));
    assert!(has(&read, "قرأتمو", Attach::Bound));
}

#[test]
fn intransitive_verbs_take_no_object() {
    let verb = Verb {
        root: "خرج",
        form: Form::I,
        vowels: Some(Vowels::AU),
        masdars: &["خروج"],
        transitive: false,
    };
    let forms = conjugate(&verb).unwrap();
    let finite = || forms.iter().filter(|f| f.pos == Pos::Verb);
    assert!(finite().all(|f| f.features.attach == Attach::Free));
    assert!(finite().all(|f| f.features.voice != Voice::Passive || f.features.person == 3));
    assert!(
        forms
            .iter()
            .any(|f| f.form == "خروج" && f.pos == Pos::Masdar)
    );
}

#[test]
fn alike_forms_are_one() {
    let forms = all("كتب", Form::I, Some(Vowels::AU));
    let written: Vec<_> = forms
        .iter()
        .filter(|f| f.key == "كتب" && f.pos == Pos::Verb)
        .collect();
    assert_eq!(written.len(), 1);
    assert_eq!(written[0].features.voice, Voice::Either);
}

#[test]
fn citations() {
    for (root, form, vowels, lemma) in [
        ("وهم", Form::VIII, None, "اِتَّهَمَ"),
        ("قول", Form::I, Some(Vowels::AU), "قَالَ"),
        ("عني", Form::III, None, "عَانَى"),
        ("علن", Form::IV, None, "أَعْلَنَ"),
    ] {
        let v = Verb {
            root,
            form,
            vowels,
            masdars: &[],
            transitive: true,
        };
        let marks = |s: &str| {
            let mut chars: Vec<char> = s.chars().collect();
            chars.sort_unstable();
            chars
        };
        // Shadda and vowel may come in either order.
        assert_eq!(marks(&citation_vocalised(&v).unwrap()), marks(lemma));
    }
}

#[test]
fn errors_say_what_is_wrong() {
    let v = |root, form, vowels| Verb {
        root,
        form,
        vowels,
        masdars: &[],
        transitive: true,
    };
    assert_eq!(
        conjugate(&v("كتب", Form::I, None)),
        Err(ConjugationError::MissingVowels)
    );
    assert!(matches!(
        conjugate(&v("كت", Form::II, None)),
        Err(ConjugationError::Length { radicals: 3, .. })
    ));
    assert!(matches!(
        conjugate(&v("أخذ", Form::II, None)),
        Err(ConjugationError::Radical { letter: 'أ', .. })
    ));
    assert!("XI".parse::<Form>().is_err() && "ab".parse::<Vowels>().is_err());
    assert_eq!(Form::QIV.to_string(), "QIV");
}
