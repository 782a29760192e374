//! Takes a sentence and the codes of those who take part, gives PLOVER contexts: what an act is about.
//!
//! A word counts by its stem without article, clitics and regular endings. What stands in the clause of the act counts
//! double. At most three contexts, those with most words first; equals in PLOVER's order.

use std::sync::LazyLock;

use rawi_model::{Code, Sector};
use rustc_hash::FxHashMap;

use crate::sentence::Sentence;
use crate::words::{Tag, Word};

/// How many contexts a record may have.
const MOST: usize = 3;

/// PLOVER's general contexts in its order, with the folded stems that speak for each.
const CONTEXTS: &[(&str, &str)] = &[
    (
        "military",
        "جيش جيوش عسكري عسكر جندي جنود لواء كتيبه كتائب دبابه مدفعيه مقاتله طائره+حربيه بارجه غواصه صاروخ صواريخ \
         تسليح مناوره مناورات مارينز اسطول قوات+مسلحه سلاح+جو اركان دفاع+جوي",
    ),
    (
        "intelligence",
        "استخبار استخباراتي مخابرات مخابراتي تجسس جاسوس جواسيس موساد تنصت",
    ),
    (
        "executive",
        "مرسوم مراسيم ديوان+ملكي بلاط تعديل+وزاري تشكيل+حكومه مجلس+وزراء",
    ),
    (
        "legislative",
        "برلمان برلماني كنيست كونغرس كونجرس تشريع تشريعي تشريعات سيناتور مجلس+نواب مجلس+شيوخ مجلس+شوري مجلس+شعب مجلس+امه \
         مجلس+عموم حجب+ثقه مشروع+قانون",
    ),
    (
        "election",
        "انتخاب ناخب اقتراع تصويت استفتاء مرشح مرشحون صندوق+اقتراع حمله+انتخابيه",
    ),
    (
        "political_institutions",
        "حزب احزاب حزبي دستور دستوري ائتلاف محاصصه انقلاب حوار+وطني مرحله+انتقاليه",
    ),
    (
        "pro_democracy",
        "ديمقراطي ديموقراطي ديمقراطيه ديموقراطيه دمقرطه تداول+سلطه",
    ),
    (
        "pro_autocracy",
        "استبداد استبدادي دكتاتوري ديكتاتوري حكم+عسكري",
    ),
    (
        "economic",
        "اقتصاد اقتصادي تجاره تجاري استثمار استثماري مستثمر تضخم ميزانيه موازنه بورصه جمرك جمارك جمركي رسم+جمركيه مصرف \
         مصرفي بنك بنوك قرض قروض ضريبه ضرائب مالي ماليه سوق اسواق صادرات واردات نمو+اقتصادي عقوبه+اقتصاديه ديون",
    ),
    (
        "legal",
        "محكمه محاكم محاكمه قضاء قضائي قاضي قضاه نيابه+عامه محامي محامون قانون قانوني قوانين دعوي دعاوي ادانه+قضائيه \
         اتهام+قضائي عقوبه+اعدام اعدام سجن+مؤبد سجن+مؤبد استئناف مدعي جنائي",
    ),
    ("reparations", "تعويض تعويضات"),
    ("human_rights", "حق+انسان حقوق+انسان حقوقي انتهاك+حقوق"),
    (
        "rights_freedoms",
        "حريه+تعبير حريه+صحافه حريه+راي حريات حجب+موقع رقابه حق+تظاهر معتقل+راي حريه",
    ),
    (
        "repression",
        "قمع قمعي تنكيل تعذيب اخفاء+قسري اختفاء+قسري بطش",
    ),
    (
        "human_security",
        "مجاعه غذاء غذائي غذائيه جوع مياه+شرب كهرباء سكن امن+غذائي خبز قمح معونه+غذائيه تجويع",
    ),
    (
        "gender",
        "نسويه نسائي نسويات تحرش اجهاض حق+مراه حقوق+مراه عنف+مراه تمكين+مراه مساواه+جنسين",
    ),
    ("lgbt", "مثلي مثليه مثليون مثليين مثليات"),
    (
        "religion_ethnicity",
        "طائفه طوائف طائفي كنيسه كنائس مسجد مساجد مسيحي قبطي اقباط شيعي سني سنه+شيعه دين+اسلامي ديني ازهر كاهن حاخام \
         عرقي اثني تبشير مذهب مذهبي يهودي قساوسه بابا فتوي اضرحه حسينيه",
    ),
    (
        "inequality",
        "تمييز+عنصري عنصريه عنصري تهميش لامساواه فصل+عنصري",
    ),
    (
        "diplomatic",
        "دبلوماسي ديبلوماسي دبلوماسيه ديبلوماسيه سفير سفراء سفاره قنصل قنصليه مفاوضه مفاوضات تفاوض وزير+خارجيه وزراء+خارجيه \
         وزاره+خارجيه مبعوث موفد قمه علاقه+ثنائيه علاقات+ثنائيه اوراق+اعتماد مجلس+امن وساطه",
    ),
    (
        "territory",
        "حدود حدودي ترسيم سياده انفصال انفصالي استيطان استيطاني مستوطنه مستوطنات ضم+اراضي احتلال+اراضي سلامه+اراضي حكم+ذاتي \
         تقرير+مصير جزيره+متنازع منطقه+متنازع تهجير",
    ),
    (
        "peacekeeping",
        "حفظ+سلام قوات+حفظ يونيفيل يوناميد قبعه+زرقاء قوه+حفظ مراقب+دولي",
    ),
    (
        "health",
        "صحه صحي مستشفي وباء اوبئه كورونا فيروس لقاح لقاحات كوليرا ايبولا كوفيد تطعيم جائحه مرض امراض",
    ),
    ("asylum", "لجوء طالب+لجوء لاجيء+سياسي"),
    (
        "migration",
        "لاجئ لاجؤون نازح نزوح مهاجر هجره مشرد توطين مخيم مخيمات ترحيل",
    ),
    (
        "disasters",
        "زلزال زلازل فيضان اعصار اعاصير سيول كارثه كوارث حريق حرائق جفاف تسونامي انهيار+ارضي غرق+سفينه تحطم+طائره",
    ),
    (
        "natural_resource",
        "نفط نفطي بترول بترولي غاز+طبيعي غاز اوبك منجم مناجم يورانيوم سد+نهضه حصه+مياه ذهب+خام معدن معادن",
    ),
    ("environment", "بيئه بيئي مناخ مناخي تلوث انبعاث احتباس"),
    (
        "technology",
        "تكنولوجيا تقنيه+حديثه اتصال+رقمي ذكاء+اصطناعي قمر+صناعي اقمار+صناعيه رقائق فضائي",
    ),
    (
        "terrorism",
        "ارهاب ارهابي داعش قاعده+تنظيم تنظيم+قاعده تنظيم+دوله انتحاري تكفيري مفخخ مفخخه حزام+ناسف عبوه+ناسفه",
    ),
    (
        "cbrn",
        "نووي نوويه كيماوي كيميائي كيميائيه ذري ذريه بيولوجي تخصيب سارين كلور اشعاعي",
    ),
    (
        "cyber",
        "سيبراني سيبرانيه الكتروني+هجوم هجوم+الكتروني هجمه+الكترونيه قرصنه+الكترونيه هاكر اختراق+الكتروني",
    ),
    (
        "misinformation",
        "تضليل مضلل شائعه شائعات اشاعات مفبرك فبركه معلومه+مضلله اخبار+كاذبه",
    ),
    (
        "crime",
        "جريمه جرائم جنايه اجرامي عصابه عصابات سرقه سطو لصوص خطف+فديه قاتل+ماجور تزوير مجرم",
    ),
    (
        "corruption",
        "فساد رشوه رشاوي اختلاس محسوبيه غسل+اموال كسب+غير",
    ),
    (
        "illegal_drugs",
        "مخدر مخدرات هيروين كوكايين كبتاغون حشيش حبوب+مخدره",
    ),
    ("trafficking", "تهريب مهرب اتجار+بشر اتجار تجاره+بشر"),
];

struct Table {
    stems: FxHashMap<&'static str, usize>,
    pairs: FxHashMap<(&'static str, &'static str), usize>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        stems: FxHashMap::default(),
        pairs: FxHashMap::default(),
    };
    for (k, (_, words)) in CONTEXTS.iter().enumerate() {
        for w in words.split_whitespace() {
            match w.split_once('+') {
                Some((a, b)) => {
                    table.pairs.insert((a, b), k);
                }
                None => {
                    table.stems.insert(w, k);
                }
            }
        }
    }
    table
});

/// Regular endings, longest first.
const ENDINGS: &[&str] = &[
    "يات", "يون", "يين", "يه", "ات", "ون", "ين", "ان", "ي", "ه", "ا",
];

/// The ways to read a word's stem: as it is, and without each ending.
pub(crate) fn stems(bare: &str) -> impl Iterator<Item = &str> {
    std::iter::once(bare).chain(
        ENDINGS
            .iter()
            .filter_map(move |e| bare.strip_suffix(e))
            .filter(|s| s.chars().count() > 2),
    )
}

/// A word without article and clitics.
pub(crate) fn bare(w: &Word) -> &str {
    let byte = |n: usize| w.key.char_indices().nth(n).map_or(w.key.len(), |(i, _)| i);
    match w.reading() {
        Some(r) => {
            let (from, to) = (
                byte(usize::from(r.stem_start)),
                byte(usize::from(r.stem_end)),
            );
            w.key.get(from..to).unwrap_or(&w.key)
        }
        None => w.key.strip_prefix("ال").unwrap_or(&w.key),
    }
}

/// The words of a sentence that speak for a context: where, and which.
pub(crate) fn marks(s: &Sentence<'_>) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (i, w) in s.words.iter().enumerate() {
        if matches!(w.tag, Tag::Punctuation | Tag::Number | Tag::Verb) {
            continue;
        }
        let here = bare(w);
        let pair = s.words.get(i + 1).and_then(|n| {
            let next = bare(n);
            stems(here).find_map(|a| stems(next).find_map(|b| TABLE.pairs.get(&(a, b))))
        });
        if let Some(&k) = pair.or_else(|| stems(here).find_map(|a| TABLE.stems.get(a))) {
            out.push((i, k));
        }
    }
    out
}

/// The contexts of an act, from the marks of its sentence and those who take part.
pub(crate) fn of(
    s: &Sentence<'_>,
    act_word: usize,
    marks: &[(usize, usize)],
    codes: impl Iterator<Item = Code>,
) -> Vec<String> {
    let clause = s.clause_start(act_word)..s.clause_end(act_word);
    let mut score = [0u32; CONTEXTS.len()];
    for &(word, k) in marks {
        score[k] += if clause.contains(&word) { 2 } else { 1 };
    }
    for code in codes {
        let name = match code.sector {
            Sector::Mil if code.country.is_state() => "military",
            Sector::Spy => "intelligence",
            Sector::Leg => "legislative",
            Sector::Jud => "legal",
            Sector::Ref => "migration",
            Sector::Pty => "political_institutions",
            _ => continue,
        };
        if let Some(k) = CONTEXTS.iter().position(|(c, _)| *c == name) {
            score[k] += 2;
        }
    }
    // A single word elsewhere in the sentence is no evidence.
    let mut found: Vec<usize> = (0..score.len()).filter(|&k| score[k] > 1).collect();
    found.sort_by_key(|&k| (std::cmp::Reverse(score[k]), k));
    found.truncate(MOST);
    found
        .into_iter()
        .map(|k| CONTEXTS[k].0.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rawi_arabic::Text;

    fn contexts(sentence: &str, act: &str, codes: &[&str]) -> Vec<String> {
        let text = Text::new(sentence);
        let s = Sentence::new(&text, 0, rawi_lexicon::builtin(), None, &|_| false);
        let word = s.words.iter().position(|w| &*w.form == act).unwrap();
        let codes = codes.iter().map(|c| c.parse().unwrap());
        of(&s, word, &marks(&s), codes)
    }

    #[test]
    fn words_tell_the_context() {
        for (sentence, act, expected) in [
            ("حكمت المحكمة على الناشط بالسجن", "حكمت", &["legal"][..]),
            (
                "التقى وزير الخارجية السفير الفرنسي",
                "التقى",
                &["diplomatic"],
            ),
            (
                "بحث الوزيران التعاون الاقتصادي والتجاري",
                "بحث",
                &["economic"],
            ),
            ("دعا الرئيس إلى انتخابات مبكرة", "دعا", &["election"]),
            (
                "دانت المنظمة انتهاكات حقوق الإنسان",
                "دانت",
                &["human_rights"],
            ),
            ("هاجم قراصنة الوزارة في هجوم إلكتروني", "هاجم", &["cyber"]),
            (
                "طالب الوفد بوقف تخصيب اليورانيوم",
                "طالب",
                &["natural_resource", "cbrn"],
            ),
            ("غادر الوفد المدينة", "غادر", &[]),
        ] {
            assert_eq!(contexts(sentence, act, &[]), expected, "{sentence}");
        }
    }

    #[test]
    fn those_who_take_part_tell_it_too() {
        assert_eq!(
            contexts("تقدمت القوات", "تقدمت", &["SYR MIL"]),
            ["military"]
        );
        assert_eq!(contexts("تقدمت القوات", "تقدمت", &["SYR REB"]), [""; 0]);
    }

    #[test]
    fn never_more_than_three() {
        let all = contexts(
            "ناقش البرلمان قانون الانتخاب والفساد والنفط والبيئة والصحة",
            "ناقش",
            &[],
        );
        assert_eq!(all.len(), MOST);
    }

    #[test]
    fn stems_are_folded_and_belong_to_one_context() {
        let mut seen = FxHashMap::default();
        let mut wrong = Vec::new();
        for (name, words) in CONTEXTS {
            for w in words.split_whitespace() {
                if rawi_arabic::fold(w) != w {
                    wrong.push(rawi_arabic::fold(w));
                }
                if seen.insert(w, name).is_some_and(|other| other != name) {
                    wrong.push(w.to_owned());
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
