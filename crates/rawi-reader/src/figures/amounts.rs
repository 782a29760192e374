//! Takes a place in a sentence, gives the number that begins there: digits, number words, scales and halves, with its hedge.

use rawi_arabic::{Clitics, TokenKind};
use rawi_lexicon::PhraseKind;
use rawi_model::FigureHedge;

use crate::contexts::bare;
use crate::sentence::Sentence;
use crate::words::Word;

/// A number in the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Amount {
    pub start: usize,
    pub end: usize,
    /// Nothing for `عشرات`, `آلاف`.
    pub value: Option<f64>,
    pub hedge: Option<FigureHedge>,
}

/// Numbers that order and do not count.
const ORDINALS: &[&str] = &[
    "اول",
    "اولي",
    "ثاني",
    "ثانيه",
    "ثالث",
    "ثالثه",
    "رابع",
    "رابعه",
    "خامس",
    "خامسه",
    "سادس",
    "سادسه",
    "سابع",
    "سابعه",
    "ثامن",
    "ثامنه",
    "تاسع",
    "تاسعه",
    "عاشر",
    "عاشره",
    "حادي",
    "حاديه",
    "احد",
    "احدي",
];

/// The amount that starts at a word.
pub(super) fn at(s: &Sentence<'_>, start: usize) -> Option<Amount> {
    let mut a = atom(s, start)?;
    let mut spelled = s.words[start].kind == TokenKind::Word;
    let mut unit = a.value.map_or(1.0, magnitude);
    while let Some(w) = s.words.get(a.end) {
        if !w.is_joined()
            && let (Some(v), Some(m)) = (a.value, scale(w))
        {
            a.value = Some(v * m);
            (unit, spelled) = (m, true);
            a.end += 1;
            continue;
        }
        let joined = w.key.strip_prefix('و').filter(|_| spelled && unit > 10.0);
        let (Some(v), Some(rest)) = (a.value, joined) else {
            break;
        };
        let fraction = match rest {
            "نصف" | "نصفا" => Some(0.5),
            "ربع" | "ربعا" => Some(0.25),
            _ => None,
        };
        if let Some(fraction) = fraction {
            a.value = Some(v + unit * fraction);
            a.end += 1;
            // `مليون ونصف المليون`.
            if s.words.get(a.end).and_then(scale) == Some(unit) {
                a.end += 1;
            }
            break;
        }
        match at(s, a.end) {
            Some(b) if b.value.is_some_and(|x| x < unit) => {
                a.value = b.value.map(|x| v + x);
                a.end = b.end;
            }
            _ => break,
        }
        break;
    }
    if a.hedge.is_none() {
        a.hedge = hedge_before(s, start).map(|(h, _)| h);
    }
    Some(a)
}

/// The largest round unit of a number: 300 is in hundreds, 4000 in thousands.
fn magnitude(v: f64) -> f64 {
    [1e12, 1e9, 1e6, 1e3, 1e2, 1e1]
        .into_iter()
        .find(|u| v >= *u && v % u == 0.0)
        .unwrap_or(1.0)
}

fn scale(w: &Word) -> Option<f64> {
    Some(match bare(w) {
        "الف" | "الفا" | "الاف" => 1e3,
        "مليون" | "مليونا" | "ملايين" => 1e6,
        "مليار" | "مليارا" | "مليارات" | "بليون" | "بليونا" | "بلايين" => {
            1e9
        }
        "تريليون" | "تريليونا" | "تريليونات" | "ترليون" => 1e12,
        _ => return None,
    })
}

/// Digits or the longest number phrase of the lexicon.
fn atom(s: &Sentence<'_>, i: usize) -> Option<Amount> {
    let w = s.words.get(i)?;
    let amount = |end, value, hedge| Amount {
        start: i,
        end,
        value,
        hedge,
    };
    if w.kind == TokenKind::Number {
        let scaled = s.words.get(i + 1).and_then(scale).is_some();
        return digits(&w.key, scaled).map(|v| amount(i + 1, Some(v), None));
    }
    let (name, r) = s.names.longest(i, PhraseKind::Number)?;
    let n = s.lexicon.number(r.index);
    let first = rawi_arabic::fold(n.word.split(' ').next().unwrap_or(""));
    let first = first.strip_prefix("ال").unwrap_or(&first);
    let counts = !ORDINALS.contains(&first) || (name.len() > 1 && first.starts_with("احد"));
    if !counts || n.value < 1.0 || name.clitics.contains(Clitics::AL) {
        return None;
    }
    if !n.vague {
        // `واحد` is told by the noun itself.
        return (n.value > 1.0).then(|| amount(name.end, Some(n.value), None));
    }
    if s.words
        .get(i)
        .is_some_and(|w| matches!(bare(w), "بضع" | "بضعه" | "نيف"))
    {
        return None;
    }
    let hedge = match n.value {
        v if v < 100.0 => FigureHedge::Dozens,
        v if v < 1000.0 => FigureHedge::Hundreds,
        _ => FigureHedge::Thousands,
    };
    Some(amount(name.end, None, Some(hedge)))
}

/// `1,500`, `3.5`, `1.500` (a thousand and a half, unless a scale follows); no dates, scores or shares.
fn digits(key: &str, scaled: bool) -> Option<f64> {
    let mut text = String::with_capacity(key.len());
    for c in key.chars() {
        match c {
            '0'..='9' => text.push(c),
            '.' | '٫' => text.push('.'),
            ',' | '،' | '٬' => {
                // A comma before fewer than three digits is decimal.
                let tail = key.rsplit(c).next().map_or(0, |t| t.chars().count());
                if tail != 3 {
                    text.push('.');
                }
            }
            _ => return None,
        }
    }
    let grouped = text.split_once('.').is_some_and(|(whole, part)| {
        !scaled && part.len() == 3 && (1..=3).contains(&whole.len()) && whole != "0"
    });
    if grouped || text.matches('.').count() > 1 {
        text.retain(|c| c != '.');
    }
    text.parse()
        .ok()
        .filter(|v: &f64| v.is_finite() && *v > 0.0)
}

/// Whether a word is one of these, with or without a letter joined before it.
fn reads(w: &Word, keys: &[&str]) -> bool {
    keys.contains(&&*w.key)
        || w.key
            .strip_prefix(['و', 'ف', 'ب', 'ل'])
            .is_some_and(|k| keys.contains(&k))
}

/// The hedge that stands before a number, and its first word.
fn hedge_before(s: &Sentence<'_>, start: usize) -> Option<(FigureHedge, usize)> {
    let back = |n: usize| start.checked_sub(n).map(|k| (&s.words[k], k));
    let (w, k) = back(1)?;
    if reads(
        w,
        &[
            "نحو",
            "حوالي",
            "قرابه",
            "زهاء",
            "يقارب",
            "تقارب",
            "يناهز",
            "ناهز",
            "تناهز",
        ],
    ) {
        let what = back(2).filter(|(w, _)| reads(w, &["ما"]));
        return Some((FigureHedge::About, what.map_or(k, |x| x.1)));
    }
    if reads(
        w,
        &[
            "تجاوز",
            "تجاوزت",
            "يتجاوز",
            "تتجاوز",
            "يفوق",
            "تفوق",
            "فاق",
            "فوق",
            "يتخطي",
            "تخطي",
        ],
    ) {
        return Some((FigureHedge::MoreThan, k));
    }
    let (before, at) = back(2)?;
    if w.is("من") {
        if reads(before, &["اكثر", "ازيد"]) {
            return Some((FigureHedge::MoreThan, at));
        }
        if reads(before, &["يقرب", "يقترب"]) {
            return Some((FigureHedge::About, at));
        }
    }
    if w.is("عن") || w.is("علي") {
        let what = |h| {
            (
                h,
                back(3)
                    .filter(|(w, _)| reads(w, &["ما", "لا"]))
                    .map_or(at, |x| x.1),
            )
        };
        if reads(before, &["يقل", "تقل", "يقلون", "قل"]) {
            let lowest = back(4).filter(|(w, _)| reads(w, &["ما"])).map(|x| x.1);
            let (h, from) = what(FigureHedge::AtLeast);
            return Some((h, lowest.unwrap_or(from)));
        }
        if reads(before, &["يزيد", "تزيد", "يزيدون", "زاد", "زادت", "ينوف"])
        {
            return Some(what(FigureHedge::MoreThan));
        }
    }
    None
}

/// Where the words of an amount begin, its hedge included.
pub(super) fn span_start(s: &Sentence<'_>, start: usize) -> usize {
    hedge_before(s, start).map_or(start, |(_, from)| from)
}

/// `على الأقل`, `تقريباً` after what is counted.
pub(super) fn hedge_after(s: &Sentence<'_>, end: usize) -> Option<FigureHedge> {
    for k in end..(end + 3).min(s.words.len()) {
        if s.words[k].is("علي") && s.words.get(k + 1).is_some_and(|w| w.is("الاقل")) {
            return Some(FigureHedge::AtLeast);
        }
        if s.words[k].is("تقريبا") {
            return Some(FigureHedge::About);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_with_separators() {
        for (key, scaled, value) in [
            ("1,500", false, Some(1500.0)),
            ("1.500", false, Some(1500.0)),
            ("1.500", true, Some(1.5)),
            ("3.5", true, Some(3.5)),
            ("3,5", true, Some(3.5)),
            ("1.234.567", false, Some(1_234_567.0)),
            ("26/7", false, None),
            ("10:30", false, None),
            ("5%", false, None),
            ("0", false, None),
        ] {
            assert_eq!(digits(key, scaled), value, "{key}");
        }
    }
}
