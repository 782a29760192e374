//! What a single line of a page or a text file is, by its words alone: part of the report, or furniture.
//!
//! Nothing is known here of politics. A line is judged by fixed phrases of Arabic newsrooms, by its shape, and by
//! how it begins; whoever asks decides by the line's place whether to believe the answer.

use rawi_model::FurnitureKind;

use crate::byline;
use crate::dates;

/// The letters of a text for comparison: folded, one space between words, no punctuation.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if let Some(letter) = dates::fold_char(c) {
            out.push(letter);
        } else if c.is_numeric() {
            out.push(c);
        } else if !dates::is_silent(c) && !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Number of words.
pub(crate) fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether the line ends like a sentence.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '»', ')', '\'', ' '])
        .ends_with(['.', '؟', '?', '!', '…', '۔'])
}

/// Cues that open a link to other articles. Folded.
#[rustfmt::skip]
const RELATED: &[&str] = &[
    "اقرا ايضا", "اقرا كذلك", "اقرا المزيد", "اقراوا ايضا", "اقرؤوا ايضا", "اقرا في", "اقرا عن", "اقرا من", "اقرئي ايضا", "اقرا التفاصيل",
    "تقرا ايضا", "يقرا ايضا", "قد تقرا", "لقراءه المزيد", "قراءه المزيد", "لقراءه الخبر", "لقراءه المقال", "شاهد ايضا", "شاهدوا ايضا", "شاهد بالفيديو",
    "شاهد الفيديو", "طالع ايضا", "طالعوا ايضا", "تابع ايضا", "انظر ايضا", "راجع ايضا", "اقرا واسمع", "مواضيع ذات صله", "موضوعات ذات صله", "مواضيع متعلقه",
    "موضوعات متعلقه", "اخبار ذات صله", "اخبار متعلقه", "مقالات ذات صله", "مقالات متعلقه", "محتوي ذو صله", "ذات صله", "قد يهمك", "قد يعجبك", "ربما يعجبك",
    "ربما يهمك", "اخبار قد تهمك", "لا يفوتك", "لا تفوت", "الخبر السابق", "الخبر التالي", "المقال السابق", "المقال التالي", "المزيد من الاخبار", "اخر الاخبار",
    "الاكثر قراءه", "الاكثر مشاهده", "اقرا للكاتب", "تفاصيل اكثر", "مزيد من التفاصيل", "لمزيد من الاخبار", "للمزيد من الاخبار", "للمزيد من التفاصيل",
    "لمزيد من التفاصيل", "لمعرفه المزيد", "read more", "read also", "see also", "related",
];

/// Phrases of share bars and calls to follow. Folded.
#[rustfmt::skip]
const SHARE: &[&str] = &[
    "شارك", "شاركها", "شاركنا", "مشاركه", "شارك الخبر", "شارك المقال", "شارك الموضوع", "طباعه", "نسخ الرابط", "انسخ الرابط", "تم النسخ", "تابعنا", "تابعونا",
    "تابع اخبارنا", "انضم الي", "انضموا الي", "اشترك في", "للاشتراك", "حجم الخط", "ارسل", "ارسال", "احفظ", "حفظ", "تغريد", "غرد", "للتواصل معنا",
    "لمتابعه اخر الاخبار", "حمل تطبيق", "حملوا تطبيق",
];

/// Names of networks that share bars are made of. Folded.
#[rustfmt::skip]
const NETWORKS: &[&str] = &[
    "فيسبوك", "فيس", "بوك", "تويتر", "واتساب", "واتس", "اب", "تلغرام", "تليغرام", "تلجرام", "تيليجرام", "لينكد", "لينكدان", "ان", "انستغرام", "انستجرام", "يوتيوب",
    "مسنجر", "ماسنجر", "بينتريست", "facebook", "twitter", "whatsapp", "telegram", "linkedin", "instagram", "youtube", "messenger", "pinterest", "email", "x",
    "print", "share", "tweet", "ايميل", "بريد", "الكتروني", "طباعه", "شارك", "مشاركه", "نسخ", "الرابط", "علي", "عبر",
];

/// Whether the line leads to other articles. A header such as `مواضيع ذات صلة` alone, or ending in a colon, announces
/// the links in the lines that follow.
pub(crate) fn related(text: &str) -> Option<Related> {
    if words(text) > 45 {
        return None;
    }
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let folded = fold(bare);
    if folded == "المزيد" || folded == "للمزيد" {
        return Some(Related::Link);
    }
    if let Some(cue) = RELATED.iter().find(|cue| begins(&folded, cue)) {
        let rest = folded[cue.len()..].trim();
        // «شاهد الفيديو الذي نشرته…» runs on to a full stop; a link does not, unless a colon sets it off.
        let set_off =
            bare.contains([':', '|', '»', '>']) || rest.is_empty() || bare.contains("...");
        if !set_off && ends_sentence(text) && words(text) > 12 {
            return None;
        }
        return Some(if rest.is_empty() {
            Related::Header
        } else {
            Related::Link
        });
    }
    // A lone cue needs its colon: «للمزيد: …», «شاهد: …».
    let (head, rest) = bare.split_once([':', '…', '|'])?;
    let lone = matches!(
        fold(head).as_str(),
        "للمزيد"
            | "المزيد"
            | "لمزيد"
            | "شاهد"
            | "طالع"
            | "اقرا"
            | "تابع"
            | "انظر"
            | "راجع"
            | "بالفيديو"
            | "بالصور"
    );
    lone.then(|| {
        if rest.trim().is_empty() {
            Related::Header
        } else {
            Related::Link
        }
    })
}

/// What a line about other articles is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Related {
    /// Only announces links.
    Header,
    /// Is a link.
    Link,
}

/// Whether the line belongs to a share bar or calls to follow the outlet.
pub(crate) fn share(text: &str) -> bool {
    let count = words(text);
    if count == 0 || count > 16 {
        return false;
    }
    let folded = fold(text);
    if !folded.is_empty() && folded.split(' ').all(|word| NETWORKS.contains(&word)) {
        // «إن» and «على» alone are words like any other.
        return folded.len() > 6 || count > 1;
    }
    let starts = SHARE.iter().any(|cue| begins(&folded, cue));
    let named = folded.split(' ').any(|word| {
        NETWORKS[..23].contains(&word)
            || matches!(
                word,
                "قناتنا" | "صفحتنا" | "حسابنا" | "تطبيق" | "النشره" | "الرابط"
            )
    });
    let whole = SHARE.contains(&folded.as_str());
    !ends_sentence(text)
        && (whole || starts && (named || count <= 3 && text.trim_end().ends_with(':')))
        || starts && named && count <= 12
}

/// Words around the date of publication. Folded.
#[rustfmt::skip]
const DATE_WORDS: &[&str] = &[
    "السبت", "الاحد", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "الموافق", "نشر", "نشرت", "في", "تاريخ", "بتاريخ",
    "النشر", "اخر", "تحديث", "حدث", "الساعه", "ص", "م", "ه", "هجري", "ميلادي", "مساء", "صباحا", "غرينتش", "جرينتش", "توقيت", "بتوقيت",
    "مكه", "المكرمه", "القاهره", "ت", "غ", "gmt", "pm", "am", "يوم", "العدد", "عدد", "منذ", "وقت", "القراءه", "دقيقه", "دقائق",
    "تم", "اضافه", "كتب", "الخبر", "المقال", "اضيف", "التحديث", "published", "updated", "on", "at", "by", "ابوظبي", "بيروت", "دمشق", "بغداد",
    "كانون", "تشرين", "الاول", "الثاني", "ربيع", "جمادي", "الاولي", "الاخره", "الثانيه", "الاخر", "ذو", "ذي", "القعده", "الحجه",
];

/// Whether the line is nothing but a date, a time, and the words around them.
pub(crate) fn date_line(text: &str) -> Option<dates::Found> {
    if words(text) > 22 {
        return None;
    }
    let found = dates::find(text)?;
    let known = |word: &str| {
        word.chars().all(char::is_numeric) || DATE_WORDS.contains(&word) || dates::is_month(word)
    };
    let folded = fold(text);
    // «الرياض 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس»: whose words the date leaves are a place and an agency.
    let places = ["القاهره", "ابوظبي", "بيروت", "دمشق", "بغداد"];
    let around: Vec<&str> = folded
        .split(' ')
        .filter(|word| !known(word) || places.contains(word))
        .collect();
    if byline::is_place_or_agency(&around.join(" ")) {
        return Some(found);
    }
    let strange = folded.split(' ').filter(|word| !known(word)).count();
    (strange <= 1).then_some(found)
}

/// Whole captions, and how credits of pictures begin. Folded.
#[rustfmt::skip]
const CAPTIONS: &[&str] = &["صوره ارشيفيه", "ارشيفيه", "ارشيف", "صوره تعبيريه", "تعبيريه", "صوره من الارشيف"];
const CREDITS: &[&str] = &[
    "تصوير",
    "المصدر الصوره",
    "مصدر الصوره",
    "صوره من",
    "الصوره من",
];

/// How lists of tags begin. Folded.
#[rustfmt::skip]
const TAGS: &[&str] = &[
    "سمات", "كلمات دلاليه", "كلمات مفتاحيه", "الكلمات المفتاحيه", "الكلمات الدلاليه", "الوسوم", "وسوم", "tags",
];

/// How lines about rights begin. Folded.
const RIGHTS: &[&str] = &["جميع الحقوق محفوظه", "حقوق النشر", "كافه الحقوق محفوظه"];

/// What a line left out of the text is, when its words say so wherever it stands.
pub(crate) fn anywhere(text: &str) -> Option<FurnitureKind> {
    let all = |is: fn(&str) -> bool| text.split_whitespace().all(is) && !text.trim().is_empty();
    if all(|word| word.starts_with(['#', '@'])) {
        return Some(FurnitureKind::Navigation);
    }
    if all(|word| {
        ["http://", "https://", "www.", "t.me/"]
            .iter()
            .any(|head| word.starts_with(head))
    }) {
        return Some(FurnitureKind::RelatedLink);
    }
    let count = words(text);
    if count > 40 {
        return None;
    }
    if share(text) {
        return Some(FurnitureKind::Share);
    }
    let folded = fold(text);
    let opens = |cues: &[&str]| cues.iter().any(|cue| begins(&folded, cue));
    if CAPTIONS.contains(&folded.as_str()) {
        return Some(FurnitureKind::Caption);
    }
    // «صورة من صور المعاناة نقلها المراسل:» opens a passage.
    if count <= 14 && !ends_sentence(text) && !text.trim_end().ends_with(':') && opens(CREDITS) {
        return Some(FurnitureKind::Caption);
    }
    if opens(TAGS) && !ends_sentence(text) {
        return Some(FurnitureKind::Navigation);
    }
    if opens(AUTHOR_LINES) && count <= 8 || is_address(text) {
        return Some(FurnitureKind::Byline);
    }
    (count <= 20 && opens(RIGHTS) || is_end_mark(&folded)).then_some(FurnitureKind::Other)
}

/// How lines begin that say how to reach the author. Folded.
const AUTHOR_LINES: &[&str] = &[
    "لمراسله الكاتب",
    "للتواصل مع الكاتب",
    "بريد الكاتب",
    "البريد الالكتروني",
];

/// One word that is an address of mail.
fn is_address(text: &str) -> bool {
    let text = text.trim();
    !text.contains(char::is_whitespace)
        && text
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// `// انتهى //`, `// يتبع //`, and the time that agencies set behind it.
fn is_end_mark(folded: &str) -> bool {
    let mut words = folded
        .split(' ')
        .filter(|word| !word.chars().all(char::is_numeric));
    let rest: Vec<&str> = words.by_ref().take(4).collect();
    matches!(
        rest.as_slice(),
        ["انتهي"] | ["يتبع"] | ["انتهي", "ت", "م" | "غ"] | ["ت", "م" | "غ"] | ["جمت"]
    )
}

/// Whether a folded text begins with a cue, at the end of a word.
fn begins(folded: &str, cue: &str) -> bool {
    folded
        .strip_prefix(cue)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_links_to_other_articles() {
        for line in [
            "اقرأ أيضاً: متغيرات كبرى في الملف وأمام الحكومة خياران!",
            "إقرأ أيضا : الوفد يصل غداً",
            "شاهد أيضاً.. لقطات من الاجتماع",
            "للمزيد: تفاصيل الاتفاق",
            "- طالع أيضا: بيان الوزارة",
            "» اقرأ المزيد «",
            "قد يهمك أيضاً",
        ] {
            assert!(related(line).is_some(), "{line}");
        }
        assert_eq!(related("مواضيع ذات صلة"), Some(Related::Header));
        assert_eq!(related("اقرأ أيضاً:"), Some(Related::Header));
    }

    #[test]
    fn a_report_that_begins_alike_is_a_report() {
        for line in [
            "للمزيد من الضغط على الحكومة أعلنت النقابات إضراباً عاماً يبدأ غداً في البلاد كلها.",
            "شاهد عيان: سمعنا دوي انفجارين قرب المطار",
            "شارك الوزير في الاجتماع الذي عقد في جنيف.",
            "شارك آلاف المتظاهرين في المسيرة",
            "المزيد من القوات وصلت إلى الحدود أمس.",
            "إن على الحكومة أن ترد",
        ] {
            assert_eq!(related(line), None, "{line}");
            assert_eq!(anywhere(line), None, "{line}");
        }
    }

    #[test]
    fn knows_share_bars_and_tags() {
        for line in [
            "فيسبوك تويتر واتساب",
            "شارك الخبر على فيسبوك",
            "تابعنا على تلغرام",
            "طباعة",
            "Facebook Twitter WhatsApp",
        ] {
            assert_eq!(anywhere(line), Some(FurnitureKind::Share), "{line}");
        }
        assert_eq!(anywhere("#سوريا #تركيا"), Some(FurnitureKind::Navigation));
        assert_eq!(
            anywhere("كلمات دلالية: الوفد، الاتفاق"),
            Some(FurnitureKind::Navigation)
        );
        assert_eq!(
            anywhere("https://example.org/1"),
            Some(FurnitureKind::RelatedLink)
        );
    }

    #[test]
    fn a_line_of_date_is_not_a_sentence_with_a_date() {
        assert!(date_line("نشر في: الخميس 12 كانون الثاني 2023 - 14:20").is_some());
        assert!(date_line("آخر تحديث 12/01/2023 الساعة 10:15 (توقيت غرينتش)").is_some());
        assert!(date_line("وصل الوفد في 12 يناير 2023").is_none());
    }
}
