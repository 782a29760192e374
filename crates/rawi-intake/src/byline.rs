//! Lines that say who wrote a report, and from where: `طيف بوست – فريق التحرير`, `القاهرة - محمد أحمد`,
//! `الرياض: «الشرق الأوسط»`, `واس`.
//!
//! A line is judged by its shape, so it must be asked only of lines where a byline can stand: at the head or at the
//! very end of an article.

use crate::dates;
use crate::lines::{ends_sentence, fold, words};

/// A line of author, agency or place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Byline {
    /// The outlet, where the line names one.
    pub(crate) outlet: Option<String>,
    /// Whether it names only a place.
    pub(crate) place_only: bool,
}

/// Agencies and what stands in their place. Folded.
#[rustfmt::skip]
const AGENCIES: &[&str] = &[
    "واس", "سانا", "ا ف ب", "اف ب", "افب", "فرانس برس", "رويترز", "وكالات", "الوكالات", "د ب ا", "دب ا", "ا ب", "اسوشيتد برس", "اسوشييتد برس", "الاناضول", "قنا",
    "وام", "بترا", "كونا", "بنا", "وفا", "معا", "سبوتنيك", "شينخوا", "تاس", "نوفوستي", "ا ش ا", "اش ا", "واع", "نينا", "واج", "وات", "وال", "سونا", "ارنا", "يونا",
    "سبا", "العمانيه", "الوطنيه", "الالمانيه", "يو بي اي", "بي بي سي", "سي ان ان", "افي", "انسا", "وا", "متابعات", "متابعه", "خاص", "صحف", "انترنت",
];

/// Agencies that are outlets; the rest of [`AGENCIES`] only say that others were quoted.
const NO_OUTLET: &[&str] = &[
    "وكالات",
    "الوكالات",
    "متابعات",
    "متابعه",
    "خاص",
    "صحف",
    "انترنت",
    "وا",
];

/// Who writes when nobody signs. Folded.
#[rustfmt::skip]
const DESKS: &[&str] = &[
    "فريق التحرير", "هيئه التحرير", "قسم التحرير", "غرفه الاخبار", "قسم الاخبار", "غرفه التحرير", "اسره التحرير", "التحرير", "المحرر", "محرر الشؤون", "مراسلنا",
    "مراسلتنا", "مراسلونا", "موفدنا", "مكتب", "وحده الرصد", "محررو",
];

/// Words that open a credit. Folded.
#[rustfmt::skip]
const CREDITS: &[&str] = &[
    "كتب", "كتبت", "بقلم", "اعداد", "اعدها", "اعده", "تقرير", "ترجمه", "تحرير", "متابعه", "رصد", "حوار", "تغطيه", "تحقيق", "المصدر", "مصدر", "المراسل", "by",
];

/// Places that datelines open with. Folded.
#[rustfmt::skip]
const PLACES: &[&str] = &[
    "القاهره", "الرياض", "جده", "مكه المكرمه", "مكه", "المدينه المنوره", "الدمام", "الطايف", "الطائف", "ابها", "تبوك", "جازان", "نجران", "دمشق", "حلب", "حمص", "ادلب", "درعا", "اللاذقيه", "الحسكه",
    "بغداد", "البصره", "الموصل", "اربيل", "كركوك", "السليمانيه", "النجف", "كربلاء", "الانبار", "بيروت", "طرابلس", "صيدا", "عمان", "عمّان", "القدس", "القدس المحتله", "رام الله", "غزه", "الخليل", "نابلس",
    "تل ابيب", "حيفا", "صنعاء", "عدن", "تعز", "الحديده", "مارب", "المكلا", "ابوظبي", "ابو ظبي", "دبي", "الشارقه", "الدوحه", "المنامه", "الكويت", "مسقط", "صلاله", "الخرطوم", "بورتسودان", "بنغازي",
    "طبرق", "سرت", "تونس", "صفاقس", "الجزائر", "وهران", "قسنطينه", "الرباط", "الدار البيضاء", "مراكش", "طنجه", "العيون", "نواكشوط", "مقديشو", "جيبوتي", "الاسكندريه", "اسوان", "شرم الشيخ",
    "العريش", "انقره", "اسطنبول", "طهران", "موسكو", "واشنطن", "نيويورك", "لندن", "باريس", "برلين", "جنيف", "فيينا", "بروكسل", "روما", "مدريد", "اثينا", "كييف", "بكين", "طوكيو", "نيودلهي", "اسلام اباد",
    "كابول", "كابل", "استانا", "سوتشي", "ستوكهولم", "اوسلو", "لاهاي", "نيقوسيا", "اديس ابابا", "نيروبي", "الامم المتحده", "عواصم", "استوكهولم", "وارسو", "سراييفو", "جوبا", "ابوجا", "داكار",
];

/// Words that no name of a person or an outlet holds. Folded.
#[rustfmt::skip]
const FUNCTION_WORDS: &[&str] = &[
    "في", "من", "الي", "عن", "ان", "انه", "انها", "لا", "لن", "لم", "ما", "هل", "قد", "سوف", "ليس", "هذا", "هذه", "ذلك", "التي", "الذي", "بعد", "قبل", "بين", "ضد", "مع", "او", "ثم", "كل", "كيف",
    "لماذا", "متي", "اين", "نحن", "هو", "هي", "كان", "كانت", "لان", "لكن", "حتي", "عند", "منذ", "حول", "خلال", "غير", "كما", "يجب", "سنرد", "علينا",
];

/// What `text` is as a byline; `None` if it is none.
pub(crate) fn byline(text: &str) -> Option<Byline> {
    let text = text
        .trim()
        .trim_matches(['(', ')', '[', ']', '*', '-', '–', '—', '|', '.'])
        .trim();
    let count = words(text);
    if count == 0 || count > 10 || ends_sentence(text) {
        return None;
    }
    let folded = fold(text);
    let found = |outlet: Option<&str>, place_only| {
        Some(Byline {
            outlet: outlet
                .map(|name| name.trim().to_owned())
                .filter(|name| !name.is_empty()),
            place_only,
        })
    };
    if PLACES.contains(&folded.as_str()) {
        return found(None, true);
    }
    if is_agency(&folded) {
        return found(agency_outlet(text), false);
    }
    if let Some(name) = quoted_whole(text) {
        return (words(name) <= 3 && !has_function_word(name)).then(|| found(Some(name), false))?;
    }
    if let Some(byline) = credited(text, &folded) {
        return Some(byline);
    }
    parts(text).and_then(|(left, mark, right)| of_parts(left, mark, right))
}

fn is_agency(folded: &str) -> bool {
    !folded.is_empty()
        && (AGENCIES.contains(&folded)
            || folded.strip_prefix("وكاله ").is_some_and(|rest| {
                AGENCIES.contains(&rest) || words(rest) <= 4 && rest.contains("انباء")
            }))
}

fn agency_outlet(text: &str) -> Option<&str> {
    (!NO_OUTLET.contains(&fold(text).as_str())).then(|| {
        text.trim()
            .trim_matches(['(', ')', '«', '»', '"', '“', '”'])
    })
}

/// «الشرق الأوسط» with nothing around.
fn quoted_whole(text: &str) -> Option<&str> {
    [('«', '»'), ('"', '"'), ('“', '”')]
        .iter()
        .find_map(|&(open, close)| text.strip_prefix(open)?.strip_suffix(close))
        .filter(|inside| !inside.contains(['«', '»', '"', '“', '”']))
}

/// `كتب: محمد أحمد`, `بقلم سارة علي`, `إعداد وترجمة: …`.
fn credited(text: &str, folded: &str) -> Option<Byline> {
    let first = folded.split(' ').next()?;
    if !CREDITS.contains(&first) {
        return None;
    }
    let colon = text
        .split_once([':', '/', '-', '–', '|'])
        .is_some_and(|(head, tail)| words(head) <= 3 && !tail.trim().is_empty());
    // Without a colon only «بقلم» is sure; «كتب الوزير رسالة» is a sentence.
    let sure = colon
        || matches!(first, "بقلم" | "by")
        || (matches!(first, "كتب" | "كتبت") && text.trim_end().ends_with([':', '-', '–']));
    if !sure || words(text) > 8 {
        return None;
    }
    let outlet = match first {
        "المصدر" | "مصدر" => text
            .split_once([':', '-', '–'])
            .map(|(_, names)| names.split(['+', '/', '،']).next().unwrap_or(names)),
        _ => None,
    };
    Some(Byline {
        outlet: outlet
            .and_then(agency_outlet)
            .map(|name| name.trim().to_owned()),
        place_only: false,
    })
}

/// The two sides of a dash with spaces, a colon, a bar, a slash or a bracket.
fn parts(text: &str) -> Option<(&str, char, &str)> {
    for mark in ['–', '—', '-', '|', ':', '/', ','] {
        if let Some((left, right)) = text.split_once(mark)
            && !left.trim().is_empty()
            && !right.trim().is_empty()
        {
            return Some((left.trim(), mark, right.trim()));
        }
    }
    let (left, right) = text.split_once('(')?;
    (!left.trim().is_empty()).then(|| (left.trim(), '(', right.trim().trim_end_matches(')')))
}

fn of_parts(left: &str, mark: char, right: &str) -> Option<Byline> {
    let (l, r) = (fold(left), fold(right));
    let byline = |outlet: Option<&str>| {
        Some(Byline {
            outlet: outlet
                .map(|name| name.trim().to_owned())
                .filter(|name| !name.is_empty()),
            place_only: false,
        })
    };
    let desk = |s: &str| {
        DESKS.iter().any(|d| {
            s.strip_prefix(d)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    };
    let place =
        |s: &str| PLACES.contains(&s) || s.split(" و").all(|part| PLACES.contains(&part.trim()));
    if desk(&r) && words(left) <= 4 && !has_function_word(left) {
        return byline(
            (!place(&l) && !is_agency(&l))
                .then_some(left)
                .or_else(|| is_agency(&l).then(|| agency_outlet(left)).flatten()),
        );
    }
    if desk(&l) && words(right) <= 4 && !has_function_word(right) {
        return byline((!place(&r)).then_some(right));
    }
    if NO_OUTLET.contains(&r.as_str()) && words(left) <= 4 && !has_function_word(left) {
        return byline((!place(&l) && !is_agency(&l)).then_some(left));
    }
    if is_agency(&r) && (place(&l) || words(left) <= 3 && !has_function_word(left)) {
        return byline(agency_outlet(right));
    }
    if is_agency(&l) && words(right) <= 4 && !has_function_word(right) {
        return byline(agency_outlet(left));
    }
    if let Some(name) = quoted_whole(right)
        && place(&l)
        && words(name) <= 4
    {
        return byline(Some(name));
    }
    if place(&l)
        && words(right) <= 5
        && !has_function_word(right)
        && !right.chars().any(char::is_numeric)
        && dates::find(right).is_none()
    {
        // «موسكو: لن نقبل» is a headline: behind a colon only what looks like a name counts.
        let name = words(right) >= 2 && words(right) <= 4 && !r.split(' ').any(looks_finite);
        // People sign with two names: one word is an agency or a paper.
        let outlet = quoted_whole(right)
            .or_else(|| (words(right) == 1 && mark != ':' && !place(&r)).then_some(right));
        if mark != ':' || name {
            return byline(outlet);
        }
    }
    if place(&r) && words(left) <= 3 && mark != ':' && !has_function_word(left) {
        return byline(None);
    }
    None
}

/// Whether folded words name a place, an agency, or both: what is left of `الرياض 25 شوال 1436 هـ واس` without its date.
pub(crate) fn is_place_or_agency(folded: &str) -> bool {
    let known = |part: &str| PLACES.contains(&part) || is_agency(part);
    known(folded)
        || folded
            .match_indices(' ')
            .any(|(at, _)| known(&folded[..at]) && known(&folded[at + 1..]))
}

/// Whether a line between a known headline and a long paragraph has the shape of `name – outlet` or `name - place`,
/// whoever they are.
pub(crate) fn looks_signed(text: &str) -> bool {
    let sides = [" – ", " - ", " ـ ", " — ", "- ", " -", " | "]
        .iter()
        .find_map(|mark| text.split_once(mark));
    let side = |s: &str| {
        (1..=4).contains(&words(s))
            && !has_function_word(s)
            && !s.contains([':', '،', '؟', '!', '.', '؛'])
            && !s.chars().any(char::is_numeric)
    };
    sides.is_some_and(|(left, right)| side(left) && side(right)) && !ends_sentence(text)
}

fn has_function_word(text: &str) -> bool {
    fold(text)
        .split(' ')
        .any(|word| FUNCTION_WORDS.contains(&word))
}

/// Whether a folded word looks like a verb of the future or the present with an object.
fn looks_finite(word: &str) -> bool {
    let letters = word.chars().count();
    letters >= 5 && (word.starts_with("سي") || word.starts_with("ست") || word.starts_with("سن"))
        || letters >= 4 && word.starts_with("نو")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_bylines_and_the_outlet_in_them() {
        for (line, outlet) in [
            ("طيف بوست – فريق التحرير", Some("طيف بوست")),
            ("القاهرة - محمد أحمد", None),
            ("الرياض: «الشرق الأوسط»", Some("الشرق الأوسط")),
            ("واس", Some("واس")),
            ("(واس)", Some("واس")),
            ("الرياض (واس)", Some("واس")),
            ("الرياض - واس", Some("واس")),
            ("الخرطوم - ضفاف", Some("ضفاف")),
            ("أردن بلس - خاص", Some("أردن بلس")),
            ("المصدر: المدار + وكالات", Some("المدار")),
            ("بيروت – وكالات", None),
            ("لندن: رنا الحسن", None),
            ("كتب: محمود عبد الله", None),
            ("كتبت- سارة حسين", None),
            ("بقلم سامي خليل", None),
            ("المصدر: الأناضول", Some("الأناضول")),
            ("«نداء الشرق»", Some("نداء الشرق")),
            ("متابعات", None),
        ] {
            let found = byline(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(found.outlet.as_deref(), outlet, "{line}");
        }
        assert!(byline("دمشق").is_some_and(|b| b.place_only));
    }

    #[test]
    fn leaves_headlines_and_sentences_alone() {
        for line in [
            "موسكو: لن نقبل بشروط مسبقة",
            "الوزير: سنرد على أي اعتداء",
            "دمشق وأنقرة تستأنفان المحادثات",
            "كتب الوزير رسالة إلى نظيره",
            "تقرير أممي يتهم الطرفين بخرق الهدنة",
            "وصل الوفد إلى القاهرة.",
            "واس هي وكالة الأنباء السعودية.",
            "",
        ] {
            assert_eq!(byline(line), None, "{line}");
        }
    }
}
