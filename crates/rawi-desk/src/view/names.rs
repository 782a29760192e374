//! What types, statuses, kinds of source, sectors and countries are called in each language.

use rawi_model::{Code, Country, EventType, Sector, SourceKind, Stance, Status};

use crate::Lang;

/// A type of act.
pub(crate) const fn event_type(kind: EventType, lang: Lang) -> &'static str {
    let (ar, en) = match kind {
        EventType::Agree => ("اتفاق أو وعد", "agree or promise"),
        EventType::Consult => ("لقاء أو محادثات", "meet or talk"),
        EventType::Support => ("تأييد", "support"),
        EventType::Concede => ("تنازل", "concede"),
        EventType::Cooperate => ("تعاون", "cooperate"),
        EventType::Aid => ("مساعدة", "give aid"),
        EventType::Retreat => ("انسحاب أو إفراج", "retreat or release"),
        EventType::Request => ("مطالبة", "request"),
        EventType::Accuse => ("اتهام أو إدانة", "accuse or condemn"),
        EventType::Reject => ("رفض", "reject"),
        EventType::Threaten => ("تهديد", "threaten"),
        EventType::Protest => ("احتجاج", "protest"),
        EventType::Sanction => ("عقوبات", "sanction"),
        EventType::Mobilize => ("حشد", "mobilize"),
        EventType::Coerce => ("قمع أو إكراه", "coerce"),
        EventType::Assault => ("هجوم", "attack"),
    };
    lang.pick(ar, en)
}

/// In what status an act is reported.
pub(crate) const fn status(status: Status, lang: Lang) -> &'static str {
    let (ar, en) = match status {
        Status::Occurred => ("وقع", "occurred"),
        Status::Planned => ("مزمع", "planned"),
        Status::Possible => ("محتمل", "possible"),
        Status::Desired => ("مطلوب", "desired"),
        Status::Conditional => ("مشروط", "conditional"),
        Status::Denied => ("منفي", "denied"),
    };
    lang.pick(ar, en)
}

/// A kind of source.
pub(crate) const fn source_kind(kind: SourceKind, lang: Lang) -> &'static str {
    let (ar, en) = match kind {
        SourceKind::Person => ("شخص", "person"),
        SourceKind::Official => ("جهة رسمية", "official"),
        SourceKind::Media => ("وسيلة إعلام", "media"),
        SourceKind::Anonymous => ("مصدر مجهول", "anonymous"),
        SourceKind::Document => ("وثيقة", "document"),
        SourceKind::Witness => ("شاهد عيان", "witness"),
    };
    lang.pick(ar, en)
}

/// How the reporter stands to what he passes on.
pub(crate) const fn stance(stance: Stance, lang: Lang) -> &'static str {
    let (ar, en) = match stance {
        Stance::Neutral => ("محايد", "neutral"),
        Stance::Doubting => ("مشكك", "doubting"),
        Stance::Endorsing => ("مؤكد", "endorsing"),
    };
    lang.pick(ar, en)
}

/// A part of society.
pub(crate) const fn sector(sector: Sector, lang: Lang) -> &'static str {
    let (ar, en) = match sector {
        Sector::Gov => ("حكومة", "government"),
        Sector::Mil => ("قوات مسلحة", "armed forces"),
        Sector::Cop => ("شرطة", "police"),
        Sector::Spy => ("استخبارات", "intelligence"),
        Sector::Jud => ("قضاء", "courts"),
        Sector::Leg => ("برلمان", "parliament"),
        Sector::Pty => ("حزب", "party"),
        Sector::Opp => ("معارضة", "opposition"),
        Sector::Reb => ("جماعة مسلحة", "rebels"),
        Sector::Uaf => ("ميليشيا", "militia"),
        Sector::Cvl => ("مدنيون", "civilians"),
        Sector::Med => ("إعلام", "media"),
        Sector::Bus => ("أعمال", "business"),
        Sector::Edu => ("تعليم", "education"),
        Sector::Rel => ("جهة دينية", "religious"),
        Sector::Lab => ("نقابات", "labour"),
        Sector::Ngo => ("منظمة أهلية", "NGO"),
        Sector::Igo => ("منظمة دولية", "organisation"),
        Sector::Ref => ("لاجئون", "refugees"),
        Sector::Crm => ("مجرمون", "criminals"),
        Sector::Unk => ("غير معروف", "unknown"),
    };
    lang.pick(ar, en)
}

/// A country, as the built-in lexicon calls it.
pub(crate) fn country(country: Country, lang: Lang) -> String {
    let fixed = match country.as_str() {
        "---" => Some(("بلا بلد", "no country")),
        "IGO" => Some(("دولي", "international")),
        "NGO" => Some(("أهلي", "non-governmental")),
        "MNC" => Some(("شركة متعددة الجنسيات", "multinational")),
        _ => None,
    };
    if let Some((ar, en)) = fixed {
        return lang.pick(ar, en).to_owned();
    }
    rawi_lexicon::builtin()
        .state_by_code(country)
        .map(|state| lang.pick(&state.name, &state.english).to_owned())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| country.to_string())
}

/// Country and sector in words.
pub(crate) fn code(code: Code, lang: Lang) -> String {
    let comma = lang.pick("، ", ", ");
    format!(
        "{}{comma}{}",
        country(code.country, lang),
        sector(code.sector, lang)
    )
}
