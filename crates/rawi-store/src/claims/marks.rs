//! What the words around an act say of it beyond its record: takes the keys of a sentence and which of them names the
//! act, gives marks. Pure.

use serde::{Deserialize, Serialize};

/// What a sentence says beside its record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Marks(u8);

impl Marks {
    /// It speaks of putting off.
    pub(crate) const PUT_OFF: Self = Self(1);
    /// Somebody says that something is not so.
    pub(crate) const DENIES: Self = Self(1 << 1);
    /// The act itself is denied, refused, or came to nothing.
    pub(crate) const NEGATED: Self = Self(1 << 2);
    /// It speaks of what is to come.
    pub(crate) const AHEAD: Self = Self(1 << 3);
    /// A toll that is told to have grown.
    pub(crate) const GROWS: Self = Self(1 << 4);
    /// Several deeds are told of together.
    pub(crate) const SEVERAL: Self = Self(1 << 5);
    /// The act itself is said not to be so, without a condition.
    pub(crate) const NOT: Self = Self(1 << 6);
    /// Something is refused.
    pub(crate) const REFUSES: Self = Self(1 << 7);

    /// The marks of a sentence, by its keys; `at` is the place of the key that names the act.
    pub(crate) fn of(keys: &[&str], at: usize) -> Self {
        let mut out = Self::default();
        for (list, mark) in [
            (&PUT_OFF[..], Self::PUT_OFF),
            (&DENIES, Self::DENIES),
            (&AHEAD, Self::AHEAD),
            (&GROWS, Self::GROWS),
            (&SEVERAL, Self::SEVERAL),
            (&REFUSES, Self::REFUSES),
        ] {
            if keys.iter().any(|key| is_one_of(key, list)) {
                out.0 |= mark.0;
            }
        }
        let pair = |a: &str, b: &str| keys.windows(2).any(|w| w[0] == a && w[1].starts_with(b));
        if pair("غير", "صحيح") || pair("لا", "صحه") {
            out.0 |= Self::DENIES.0;
        }
        // `في أرجاء` is another word.
        let deferral = |w: &[&str]| w[0] != "في" && is_one_of(w[1], &["ارجاء", "بارجاء"]);
        if keys.windows(2).any(deferral) {
            out.0 |= Self::PUT_OFF.0;
        }
        if keys.iter().any(|key| is_future(key)) {
            out.0 |= Self::AHEAD.0;
        }
        if is_not(keys, at) {
            out.0 |= Self::NOT.0;
        }
        let near = &keys[at.saturating_sub(NEAR)..keys.len().min(at + 1)];
        if near.iter().any(|key| {
            [&NEGATORS[..], &DENIES, &NOTS]
                .iter()
                .any(|l| is_one_of(key, l))
        }) {
            out.0 |= Self::NEGATED.0;
        }
        out
    }

    /// Whether all of `mark` is there.
    pub(crate) const fn has(self, mark: Self) -> bool {
        self.0 & mark.0 == mark.0
    }
}

/// A negation reaches so many words.
const NEAR: usize = 8;

const PUT_OFF: [&str; 10] = [
    "تاجيل",
    "بتاجيل",
    "لتاجيل",
    "ارجا",
    "ارجات",
    "تاجل",
    "تاجلت",
    "اجلت",
    "مؤجل",
    "المؤجل",
];
const DENIES: [&str; 28] = [
    "نفي",
    "نفت",
    "نفوا",
    "نفيا",
    "ينفي",
    "تنفي",
    "ينفون",
    "النفي",
    "نافيا",
    "نافيه",
    "بنفي",
    "نفيه",
    "نفيها",
    "نفته",
    "نفتها",
    "كذب",
    "كذبت",
    "يكذب",
    "تكذب",
    "تكذيب",
    "انكر",
    "انكرت",
    "ينكر",
    "تنكر",
    "مزاعم",
    "شايعات",
    "شائعات",
    "لاصحه",
];
/// What is not so, if it stands right before the act.
const NOTS: [&str; 5] = ["لم", "لن", "ليس", "ليست", "لسنا"];
/// What makes a negation no statement of what is not so.
const UNLESS: [&str; 8] = ["اذا", "لو", "فحسب", "فقط", "مالم", "حتي", "بعد", "قبل"];
/// What is refused, wherever it stands.
const REFUSES: [&str; 12] = [
    "رفض",
    "الرفض",
    "رفضت",
    "يرفض",
    "ترفض",
    "رفضه",
    "رفضها",
    "رافضا",
    "رافضه",
    "برفض",
    "لرفض",
    "رفضهم",
];
const NEGATORS: [&str; 36] = [
    "لا",
    "دون",
    "بدون",
    "عدم",
    "بعدم",
    "لعدم",
    "رفض",
    "رفضت",
    "يرفض",
    "ترفض",
    "رفضه",
    "رفضها",
    "رافضا",
    "رافضه",
    "برفض",
    "لرفض",
    "فشل",
    "فشلت",
    "يفشل",
    "تفشل",
    "فشله",
    "فشلها",
    "احبط",
    "احبطت",
    "يحبط",
    "تحبط",
    "احباط",
    "منع",
    "منعت",
    "يمنع",
    "تمنع",
    "لمنع",
    "استبعد",
    "يستبعد",
    "قبل",
    "غير",
];
const AHEAD: [&str; 43] = [
    "سوف",
    "غدا",
    "غد",
    "المقبل",
    "المقبله",
    "المقبلين",
    "القادم",
    "القادمه",
    "القادمين",
    "يعتزم",
    "تعتزم",
    "اعتزام",
    "اعتزامه",
    "اعتزامها",
    "ينوي",
    "تنوي",
    "قرر",
    "قررت",
    "مقرر",
    "المقرر",
    "تعهد",
    "تعهدت",
    "يتعهد",
    "تتعهد",
    "وعد",
    "وعدت",
    "هدد",
    "هددت",
    "يهدد",
    "تهدد",
    "مهددا",
    "مزمع",
    "المزمع",
    "لاحقا",
    "قريبا",
    "مستقبلا",
    "المرتقب",
    "المرتقبه",
    "مرتقبه",
    "المنتظر",
    "خطه",
    "تخطط",
    "يخطط",
];
const GROWS: [&str; 12] = [
    "ارتفع",
    "ارتفعت",
    "ارتفاع",
    "يرتفع",
    "ترتفع",
    "لترتفع",
    "ليرتفع",
    "حصيله",
    "الحصيله",
    "بحصيله",
    "تجاوز",
    "تجاوزت",
];
const SEVERAL: [&str; 26] = [
    "منفصله",
    "منفصلين",
    "منفصلتين",
    "متفرقه",
    "متفرق",
    "حوادث",
    "هجمات",
    "هجومين",
    "تفجيرات",
    "تفجيرين",
    "انفجارات",
    "انفجارين",
    "غارات",
    "الغارات",
    "مواجهات",
    "اشتباكات",
    "معارك",
    "المعارك",
    "عمليات",
    "مناطق",
    "منذ",
    "مجمل",
    "اجمالي",
    "الماضيه",
    "العمليات",
    "مختلف",
];

/// Whether the act is negated, right before it or with a verb that lends it (`لم نقدم أي تنازلات`), and without a
/// condition.
fn is_not(keys: &[&str], at: usize) -> bool {
    let not = |i: Option<usize>| {
        i.and_then(|i| keys.get(i))
            .is_some_and(|key| is_one_of(key, &NOTS))
    };
    let lent = at.checked_sub(1).and_then(|i| keys.get(i)) == Some(&"اي");
    let negated = not(at.checked_sub(1)) || lent && not(at.checked_sub(3));
    let condition = |w: &[&str]| w[0] == "ما" && is_one_of(w[1], &NOTS);
    negated && !keys.iter().any(|key| is_one_of(key, &UNLESS)) && !keys.windows(2).any(condition)
}

/// Whether two words name the same act: most of the letters of the shorter one stand in the other, in their order, long
/// vowels left out where enough else is left. Forms of one root are known by it (`نقتل`, `قتل`; `اتفاق`, `تتفقان`),
/// synonyms are not.
pub(crate) fn same_word(a: &str, b: &str) -> bool {
    let letters = |word: &str| -> Vec<char> {
        let firm: Vec<char> = word.chars().filter(|c| *c != 'ا').collect();
        if firm.len() >= SHARED {
            firm
        } else {
            word.chars().collect()
        }
    };
    let (a, b) = (letters(a), letters(b));
    let mut row = vec![0_usize; b.len() + 1];
    for x in &a {
        let mut corner = 0;
        for (i, y) in b.iter().enumerate() {
            let above = row[i + 1];
            row[i + 1] = if x == y {
                corner + 1
            } else {
                above.max(row[i])
            };
            corner = above;
        }
    }
    let shared = row.last().copied().unwrap_or_default();
    let shorter = a.len().min(b.len());
    shared >= SHARED && shared * 3 >= shorter * 2
}

/// Letters that two forms of one root share.
const SHARED: usize = 3;

/// Whether a key is one of a list, or with a conjunction before it.
fn is_one_of(key: &str, list: &[&str]) -> bool {
    let bare = key.strip_prefix(['و', 'ف']);
    list.iter().any(|word| *word == key || bare == Some(*word))
}

/// Whether a key is a verb with the particle of what is to come. No lexicon is asked: words that only look like it are
/// left out by how they begin.
fn is_future(key: &str) -> bool {
    const OTHERS: [&str; 21] = [
        "سيار",
        "سياس",
        "سياد",
        "سياج",
        "سياق",
        "سيدا",
        "سيده",
        "سيدي",
        "سيدن",
        "سيرا",
        "سيره",
        "سيطر",
        "سيلا",
        "سيلف",
        "سينا",
        "سينم",
        "سيفا",
        "ستين",
        "ستون",
        "ستار",
        "سنوات",
    ];
    let key = key.strip_prefix(['و', 'ف']).unwrap_or(key);
    key.chars().count() >= 5
        && (key.starts_with("سي") || key.starts_with("ست"))
        && !OTHERS.iter().any(|other| key.starts_with(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rawi_arabic::fold;

    fn marks(sentence: &str, act: &str) -> Marks {
        let keys: Vec<String> = sentence.split(' ').map(fold).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let at = keys.iter().position(|k| *k == fold(act)).unwrap();
        Marks::of(&keys, at)
    }

    #[test]
    fn words_are_written_as_they_are_compared() {
        for list in [&PUT_OFF[..], &DENIES, &NEGATORS, &AHEAD, &GROWS, &SEVERAL] {
            for word in list {
                assert_eq!(fold(word), *word);
            }
        }
    }

    #[test]
    fn a_denial_is_told_from_what_came_to_nothing() {
        let denied = marks("ونفى مصدر حكومي عقد أي اجتماع في الدوحة", "اجتماع");
        assert!(denied.has(Marks::DENIES) && denied.has(Marks::NEGATED));
        let foiled = marks("أحبطت القوات هجوما على المنفذ", "هجوما");
        assert!(!foiled.has(Marks::DENIES) && foiled.has(Marks::NEGATED));
        let plain = marks("التقى الوزير نظيره في بغداد", "التقى");
        assert_eq!(plain, Marks::default());
        assert!(marks("الداخلية غير صحيح منع سعوديين", "منع").has(Marks::DENIES));
        assert!(marks("لم نقتل الشرطيين", "نقتل").has(Marks::NOT));
        assert!(marks("لم نقدم أي تنازلات", "تنازلات").has(Marks::NOT));
        assert!(!marks("إذا لم يوافق الطرفان", "يوافق").has(Marks::NOT));
        assert!(!marks("لم تتنصت عليها فحسب", "تتنصت").has(Marks::NOT));
    }

    #[test]
    fn forms_of_a_root_are_one_word() {
        for (a, b, one) in [
            ("نقتل", "قتل", true),
            ("اتفاق", "تتفقان", true),
            ("خطف", "بخطف", true),
            ("سيلتقي", "التقي", true),
            ("خطف", "اشتباكات", false),
            ("نناقش", "المباحثات", false),
            ("تقصف", "وقتل", false),
            ("", "قتل", false),
        ] {
            assert_eq!(same_word(a, b), one, "{a} {b}");
        }
    }

    #[test]
    fn what_is_to_come_and_what_grows_are_told() {
        assert!(marks("وسيلتقي الوزير نظيره", "وسيلتقي").has(Marks::AHEAD));
        assert!(marks("يجتمع الوفدان الأحد المقبل", "يجتمع").has(Marks::AHEAD));
        assert!(!marks("سيطرت القوات على سيارات", "سيطرت").has(Marks::AHEAD));
        assert!(marks("ارتفع عدد القتلى إلى عشرة", "القتلى").has(Marks::GROWS));
        assert!(marks("قتل ثلاثة في حادثين منفصلين", "قتل").has(Marks::SEVERAL));
        assert!(marks("تأجيل اجتماع جدة", "اجتماع").has(Marks::PUT_OFF));
    }
}
