//! What many articles say together, as pages show it: claims, positions, outlooks and conflicts in the words of a
//! language.

use jiff::civil::Date;
use rawi_store::{Attitude, ClaimRow, Class, Conflict, EventRow, Outcome, Outlook, Party};

use super::{RecordView, names};
use crate::Lang;

/// A claim, in the words of a language.
#[derive(Debug, Clone)]
pub(crate) struct ClaimView {
    /// The page of the claim.
    pub(crate) href: String,
    pub(crate) class_name: &'static str,
    /// The days of its reports.
    pub(crate) days: String,
    pub(crate) voices: u32,
    pub(crate) outlets: u32,
    pub(crate) records: u32,
    /// The record that says it best.
    pub(crate) record: RecordView,
}

impl ClaimView {
    /// The view of a claim.
    pub(crate) fn of(claim: &ClaimRow, lang: Lang) -> Self {
        Self::with(claim, &claim.record, lang)
    }

    /// The view of a claim, shown by another one of its records.
    pub(crate) fn with(claim: &ClaimRow, record: &EventRow, lang: Lang) -> Self {
        Self {
            href: format!("/claims/{}", claim.id),
            class_name: class(claim.class, lang),
            days: days(claim.first, claim.last),
            voices: claim.voices,
            outlets: claim.outlets,
            records: claim.records,
            record: RecordView::of(record, lang),
        }
    }
}

/// Words that the macros of `told.html` need.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    pub(crate) voices: &'static str,
    pub(crate) outlets: &'static str,
    pub(crate) likeness: &'static str,
    pub(crate) due: &'static str,
    pub(crate) outcome: &'static str,
}

impl Told {
    /// In a language.
    pub(crate) const fn of(lang: Lang) -> Self {
        Self {
            voices: lang.pick("أصوات مستقلة", "independent voices"),
            outlets: lang.pick("وسائل", "outlets"),
            likeness: lang.pick("التشابه", "likeness"),
            due: lang.pick("الموعد", "due"),
            outcome: lang.pick("ما آل إليه", "What was reported of it"),
        }
    }
}

/// Two days, or one where they are the same; empty where they are unknown.
pub(crate) fn days(first: Option<Date>, last: Option<Date>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first != last => format!("{first} – {last}"),
        (Some(day), _) | (None, Some(day)) => day.to_string(),
        (None, None) => String::new(),
    }
}

/// In which class a claim is told.
pub(crate) const fn class(class: Class, lang: Lang) -> &'static str {
    let (ar, en) = match class {
        Class::Happened => ("وقع", "happened"),
        Class::Ahead => ("مرتقب", "ahead"),
        Class::Wanted => ("مطلوب", "wanted"),
        Class::Maybe => ("محتمل", "possible"),
        Class::Denied => ("منفي", "denied"),
    };
    lang.pick(ar, en)
}

/// A position, as a heading.
pub(crate) const fn attitude(attitude: Attitude, lang: Lang) -> &'static str {
    let (ar, en) = match attitude {
        Attitude::Demands => ("مطالب", "Demands"),
        Attitude::Offers => ("عروض والتزامات", "Offers and commitments"),
        Attitude::Refuses => ("رفض", "Refusals"),
        Attitude::Threatens => ("تهديدات", "Threats"),
        Attitude::Accuses => ("اتهامات وإدانات", "Accusations and condemnations"),
        Attitude::Backs => ("تأييد", "Support"),
    };
    lang.pick(ar, en)
}

/// Why two claims cannot both hold.
pub(crate) const fn conflict(kind: Conflict, lang: Lang) -> &'static str {
    let (ar, en) = match kind {
        Conflict::Denied => ("تأكيد ونفي", "affirmed and denied"),
        Conflict::Place => ("مكانان", "two places"),
        Conflict::Date => ("موعدان", "two dates"),
        Conflict::Doer => ("فاعلان", "two doers"),
        Conflict::Figure => ("أعداد مختلفة", "different counts"),
        Conflict::Refused => ("موافقة ورفض", "agreed and refused"),
    };
    lang.pick(ar, en)
}

/// How an announcement stands.
pub(crate) const fn outlook(outlook: Outlook, lang: Lang) -> &'static str {
    let (ar, en) = match outlook {
        Outlook::Open => ("لم يرد عنه شيء بعد", "nothing reported yet"),
        Outlook::Overdue => (
            "فات موعده ولم يرد عنه شيء",
            "past its date, nothing reported",
        ),
        Outlook::Settled(Outcome::Fulfilled) => ("تم", "done"),
        Outlook::Settled(Outcome::Denied) => ("نُفي", "denied"),
        Outlook::Settled(Outcome::Postponed) => ("أُجل", "postponed"),
        Outlook::Settled(Outcome::Overtaken) => ("رُفض لاحقا", "refused since"),
    };
    lang.pick(ar, en)
}

/// A party as a heading: countries and codes by their own names, others as articles name them, or in Latin script.
pub(crate) fn party(party: &Party, text: &str, name: Option<&str>, lang: Lang) -> String {
    match party {
        Party::Country(country) => names::country(*country, lang),
        Party::Code(code) => names::code(*code, lang),
        Party::Id(_) | Party::Words(_) => match (lang, name) {
            (Lang::En, Some(name)) => name.to_owned(),
            _ => text.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn one_day_is_not_written_twice() {
        let day = Some(date(2024, 3, 1));
        assert_eq!(days(day, day), "2024-03-01");
        assert_eq!(days(day, Some(date(2024, 3, 4))), "2024-03-01 – 2024-03-04");
        assert_eq!(days(None, None), "");
    }

    #[test]
    fn a_party_is_called_by_its_name() {
        let of = |key: &str, lang| party(&crate::filters::party(key), "النص", Some("Text"), lang);
        assert_eq!(of("EGY", Lang::En), "Egypt");
        assert_eq!(of("EGY", Lang::Ar), "مصر");
        assert_eq!(of("rus/putin", Lang::En), "Text");
        assert_eq!(of("rus/putin", Lang::Ar), "النص");
    }
}
