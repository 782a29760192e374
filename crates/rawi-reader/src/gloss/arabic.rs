//! The Arabic line of a gloss. The words of the article stand in it without what was joined to them; the act is named by
//! a noun of its type and quoted as the article has it, so that no verb has to agree with anyone.

use rawi_model::{
    EventType, Figure, FigureHedge, FigureKind, Mention, Record, Source, SourceKind, Stance, Status,
};

use rawi_arabic::{Number, Token, analyse, light};
use rawi_lexicon::PhraseKind;

use super::{About, number, people, time};

/// The whole line.
pub(super) fn line(record: &Record, about: &About<'_>) -> String {
    let mut out = source(record, about);
    if !out.is_empty() {
        out.push_str(": ");
    }
    let (act, preposition) = act(record.kind, record.mode.as_deref());
    if let Some(who) = joined(&record.actor, Case::Nominative, about) {
        out.push_str(&who);
        out.push_str(" — ");
    }
    out.push_str(act);
    if !record.trigger.text.is_empty() {
        out.push_str(&format!(" «{}»", record.trigger.text));
    }
    if let Some(whom) = joined(&record.recipient, Case::Oblique, about) {
        out.push_str(&format!(" — {preposition} {whom}"));
    }
    let mut notes = vec![status(record.status).to_owned()];
    notes.extend(time(record, &month, " – "));
    if let Some(p) = &record.place {
        notes.push(people::unjoined(&p.text, about.lexicon));
    }
    notes.extend(record.figures.iter().map(figure));
    if record.stance == Stance::Doubting {
        notes.push("نقل بتشكيك".to_owned());
    }
    out.push_str(&format!(" ({})", notes.join("، ")));
    out
}

const fn month(m: usize) -> &'static str {
    const NAMES: [&str; 13] = [
        "",
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ];
    if m < 13 { NAMES[m] } else { "" }
}

fn source(record: &Record, about: &About<'_>) -> String {
    let mut out = String::new();
    for link in &record.according_to {
        if link.id.is_some() && link.id == about.outlet.id {
            continue;
        }
        let text = one_source(link, about);
        if out.is_empty() {
            out = format!("بحسب {text}");
        } else if link.kind == SourceKind::Media {
            out.push_str(&format!("، عبر {text}"));
        } else {
            out.push_str(&format!("، عن {text}"));
        }
    }
    match (out.is_empty(), about.outlet.ar.is_empty()) {
        (_, true) => out,
        (true, false) => about.outlet.ar.clone(),
        (false, false) => format!("{out}، عبر {}", about.outlet.ar),
    }
}

fn one_source(link: &Source, about: &About<'_>) -> String {
    declined(
        &people::unjoined(&link.text, about.lexicon),
        Case::Oblique,
        about,
    )
}

fn joined(mentions: &[Mention], case: Case, about: &About<'_>) -> Option<String> {
    let mut texts: Vec<String> = Vec::new();
    for m in mentions {
        let t = declined(&people::unjoined(&m.text, about.lexicon), case, about);
        if !t.is_empty() && !texts.contains(&t) {
            texts.push(t);
        }
    }
    (!texts.is_empty()).then(|| texts.join("، "))
}

/// The case of a phrase, as far as letters show it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Nominative,
    /// After a preposition.
    Oblique,
}

/// A phrase put into a case: sound plurals and duals of its noun and the adjectives after it, no accusative ending.
fn declined(text: &str, case: Case, about: &About<'_>) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut words = text.split_whitespace();
    for w in words.by_ref() {
        match ending(w, case, about) {
            Some(new) => out.push(new),
            None => {
                out.push(w.to_owned());
                break;
            }
        }
    }
    out.extend(words.map(str::to_owned));
    out.join(" ")
}

/// The word in that case, if it is one whose letters show case.
fn ending(word: &str, case: Case, about: &About<'_>) -> Option<String> {
    let form = light(word);
    let readings = analyse(&Token::word(&form), about.lexicon);
    let sure = |f: &dyn Fn(&rawi_arabic::Features) -> bool| {
        readings
            .iter()
            .any(|r| !r.guessed && r.pos.is_nominal() && r.enclitic.is_none() && f(&r.features))
    };
    if let Some(stem) = form.strip_suffix('ا')
        && sure(&|f| f.tanwin_alef)
    {
        return Some(stem.to_owned());
    }
    let stem = ["ون", "ين", "ان"]
        .iter()
        .find_map(|e| form.strip_suffix(e))?;
    let demonym = about
        .lexicon
        .phrases()
        .get(&rawi_arabic::fold(&form))
        .iter()
        .find(|r| r.kind == PhraseKind::Demonym)
        .map(|r| r.form.number);
    let number = |n: Number| demonym == Some(n) || sure(&|f| f.number == n && !f.construct);
    let dual = number(Number::Dual) && (form.ends_with("ان") || !number(Number::Plural));
    if !dual && (form.ends_with("ان") || !number(Number::Plural)) {
        return None;
    }
    let end = match (case, dual) {
        (Case::Nominative, true) => "ان",
        (Case::Nominative, false) => "ون",
        (Case::Oblique, _) => "ين",
    };
    Some(format!("{stem}{end}"))
}

const fn status(s: Status) -> &'static str {
    match s {
        Status::Occurred => "وقع",
        Status::Planned => "مزمع",
        Status::Possible => "محتمل",
        Status::Desired => "مطلوب",
        Status::Conditional => "مشروط",
        Status::Denied => "منفي",
    }
}

/// What an act of a type is called, and the preposition of its recipient.
fn act(kind: EventType, mode: Option<&str>) -> (&'static str, &'static str) {
    match (kind, mode.unwrap_or("-")) {
        (EventType::Agree, _) => ("تعهد أو اتفاق", "مع"),
        (EventType::Consult, "visit") => ("زيارة", "إلى"),
        (EventType::Consult, "phone") => ("اتصال هاتفي", "مع"),
        (EventType::Consult, _) => ("لقاء أو مشاورة", "مع"),
        (EventType::Support, _) => ("تأييد", "تجاه"),
        (EventType::Concede, _) => ("تنازل", "تجاه"),
        (EventType::Cooperate, _) => ("تعاون", "مع"),
        (EventType::Aid, _) => ("مساعدة", "إلى"),
        (EventType::Retreat, "withdraw") => ("انسحاب", "من أمام"),
        (EventType::Retreat, "release") => ("إفراج", "عن"),
        (EventType::Retreat, "ceasefire") => ("وقف إطلاق نار", "مع"),
        (EventType::Retreat, "disarm") => ("تسليم سلاح", "إلى"),
        (EventType::Retreat, "resign") => ("استقالة", "أمام"),
        (EventType::Retreat, "access") => ("سماح بالدخول", "تجاه"),
        (EventType::Retreat, _) => ("تراجع", "أمام"),
        (EventType::Request, _) => ("طلب", "إلى"),
        (EventType::Accuse, "disapprove") => ("انتقاد", "موجه إلى"),
        (EventType::Accuse, "allege") => ("اتهام", "موجه إلى"),
        (EventType::Accuse, "investigate") => ("تحقيق", "مع"),
        (EventType::Accuse, _) => ("اتهام أو انتقاد", "موجه إلى"),
        (EventType::Reject, _) => ("رفض", "تجاه"),
        (EventType::Threaten, _) => ("تهديد", "موجه إلى"),
        (EventType::Protest, "strike") => ("إضراب", "ضد"),
        (EventType::Protest, "hunger") => ("إضراب عن الطعام", "ضد"),
        (EventType::Protest, "demo") => ("تظاهر", "ضد"),
        (EventType::Protest, "riot" | "vandalize") => ("شغب", "ضد"),
        (EventType::Protest, _) => ("احتجاج", "ضد"),
        (EventType::Sanction, "expel") => ("طرد", "بحق"),
        (EventType::Sanction, "convict") => ("إدانة قضائية", "بحق"),
        (EventType::Sanction, _) => ("إجراء عقابي", "بحق"),
        (EventType::Mobilize, _) => ("تحريك قوات", "تجاه"),
        (EventType::Coerce, "arrest") => ("توقيف", "بحق"),
        (EventType::Coerce, "deport") => ("إبعاد", "بحق"),
        (EventType::Coerce, "seize") => ("مصادرة أو استيلاء", "بحق"),
        (EventType::Coerce, "censor") => ("رقابة", "بحق"),
        (EventType::Coerce, "cyber") => ("هجوم إلكتروني", "على"),
        (EventType::Coerce, "curfew" | "martial-law") => ("حظر تجول أو طوارئ", "بحق"),
        (EventType::Coerce, _) => ("إجراء قسري", "بحق"),
        (EventType::Assault, "abduct") => ("خطف", "بحق"),
        (EventType::Assault, "torture") => ("تعذيب", "بحق"),
        (EventType::Assault, "aerial" | "drone") => ("هجوم جوي", "على"),
        (EventType::Assault, "suicide-attack") => ("هجوم انتحاري", "على"),
        (EventType::Assault, _) => ("هجوم أو عنف", "ضد"),
    }
}

fn figure(f: &Figure) -> String {
    let hedge = match f.hedge {
        Some(FigureHedge::AtLeast) => "ما لا يقل عن ",
        Some(FigureHedge::MoreThan) => "أكثر من ",
        Some(FigureHedge::About) => "نحو ",
        Some(FigureHedge::Dozens) => "عشرات",
        Some(FigureHedge::Hundreds) => "مئات",
        Some(FigureHedge::Thousands) => "آلاف",
        None => "",
    };
    let what = match f.kind {
        FigureKind::Killed => "قتلى",
        FigureKind::Wounded => "جرحى",
        FigureKind::Arrested => "موقوفون",
        FigureKind::People => "أشخاص",
        FigureKind::Sum => "مبلغ",
    };
    let unit = f.unit.as_deref().map_or(String::new(), |u| format!(" {u}"));
    match f.value {
        Some(v) => format!("{what}: {hedge}{}{unit}", number(v)),
        None => format!("{what}: {}{unit}", hedge.trim())
            .trim_end_matches([':', ' '])
            .to_owned(),
    }
}
