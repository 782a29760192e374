//! The words of pages in each language.

use rawi_store::{Attitude, Conflict, Outcome, Outlook};

use super::Lang;

/// The words of a language.
pub struct Words {
    pub comma: &'static str,
    pub according_to: &'static str,
    /// Between a source and the one from whom it has it.
    pub from: &'static str,
    pub voices: &'static str,
    pub outlets: &'static str,
    pub articles: &'static str,
    pub independent: &'static str,
    pub positions_of: &'static str,
    pub between: &'static str,
    pub and: &'static str,
    pub acts: &'static str,
    pub contradictions: &'static str,
    pub against: &'static str,
    pub followups: &'static str,
    pub due: &'static str,
    pub stories: &'static str,
    pub brief: &'static str,
    pub since: &'static str,
    pub nothing: &'static str,
    pub towards: &'static str,
    pub records: &'static str,
    lang: Lang,
}

static ARABIC: Words = Words {
    comma: "،",
    according_to: "بحسب",
    from: " نقلا عن ",
    voices: "أصوات مستقلة",
    outlets: "وسائل",
    articles: "مقالات",
    independent: "مصادر مستقلة",
    positions_of: "مواقف",
    between: "بين",
    and: "و",
    acts: "ما جرى بينهما",
    contradictions: "روايات متعارضة",
    against: "وفي المقابل",
    followups: "ما أُعلن وما آل إليه",
    due: "الموعد",
    stories: "الأحداث",
    brief: "موجز",
    since: "منذ",
    nothing: "لا شيء",
    towards: "تجاه",
    records: "سجلات",
    lang: Lang::Ar,
};

static ENGLISH: Words = Words {
    comma: ",",
    according_to: "According to",
    from: ", as reported by ",
    voices: "independent voices",
    outlets: "outlets",
    articles: "articles",
    independent: "independent sources",
    positions_of: "Positions of",
    between: "Between",
    and: "and",
    acts: "What passed between them",
    contradictions: "Reports that contradict each other",
    against: "Against this",
    followups: "What was announced, and what became of it",
    due: "due",
    stories: "Stories",
    brief: "Brief",
    since: "since",
    nothing: "Nothing",
    towards: "towards",
    records: "records",
    lang: Lang::En,
};

/// The words of a language.
pub const fn of(lang: Lang) -> &'static Words {
    match lang {
        Lang::Ar => &ARABIC,
        Lang::En => &ENGLISH,
    }
}

impl Words {
    /// A position as a heading.
    pub const fn attitude(&self, attitude: Attitude) -> &'static str {
        match (self.lang, attitude) {
            (Lang::Ar, Attitude::Demands) => "يطالب",
            (Lang::Ar, Attitude::Offers) => "يعرض ويلتزم",
            (Lang::Ar, Attitude::Refuses) => "يرفض",
            (Lang::Ar, Attitude::Threatens) => "يهدد",
            (Lang::Ar, Attitude::Accuses) => "يتهم ويدين",
            (Lang::Ar, Attitude::Backs) => "يؤيد",
            (Lang::En, Attitude::Demands) => "Demands",
            (Lang::En, Attitude::Offers) => "Offers and commits to",
            (Lang::En, Attitude::Refuses) => "Refuses",
            (Lang::En, Attitude::Threatens) => "Threatens",
            (Lang::En, Attitude::Accuses) => "Accuses and condemns",
            (Lang::En, Attitude::Backs) => "Backs",
        }
    }

    /// Why two claims cannot both hold.
    pub const fn conflict(&self, kind: Conflict) -> &'static str {
        match (self.lang, kind) {
            (Lang::Ar, Conflict::Denied) => "تأكيد ونفي",
            (Lang::Ar, Conflict::Place) => "مكانان",
            (Lang::Ar, Conflict::Date) => "موعدان",
            (Lang::Ar, Conflict::Doer) => "فاعلان",
            (Lang::Ar, Conflict::Figure) => "أعداد مختلفة",
            (Lang::Ar, Conflict::Refused) => "موافقة ورفض",
            (Lang::En, Conflict::Denied) => "affirmed and denied",
            (Lang::En, Conflict::Place) => "two places",
            (Lang::En, Conflict::Date) => "two days",
            (Lang::En, Conflict::Doer) => "two doers",
            (Lang::En, Conflict::Figure) => "different counts",
            (Lang::En, Conflict::Refused) => "agreed and refused",
        }
    }

    /// How an announcement stands.
    pub const fn outlook(&self, outlook: Outlook) -> &'static str {
        match (self.lang, outlook) {
            (Lang::Ar, Outlook::Open) => "لم يرد عنه شيء بعد",
            (Lang::Ar, Outlook::Overdue) => "فات موعده ولم يرد عنه شيء",
            (Lang::Ar, Outlook::Settled(Outcome::Fulfilled)) => "تم",
            (Lang::Ar, Outlook::Settled(Outcome::Denied)) => "نُفي",
            (Lang::Ar, Outlook::Settled(Outcome::Postponed)) => "أُجل",
            (Lang::Ar, Outlook::Settled(Outcome::Overtaken)) => "رُفض لاحقا",
            (Lang::En, Outlook::Open) => "still open",
            (Lang::En, Outlook::Overdue) => "past its date, with no report",
            (Lang::En, Outlook::Settled(Outcome::Fulfilled)) => "fulfilled",
            (Lang::En, Outlook::Settled(Outcome::Denied)) => "denied",
            (Lang::En, Outlook::Settled(Outcome::Postponed)) => "postponed",
            (Lang::En, Outlook::Settled(Outcome::Overtaken)) => "overtaken",
        }
    }
}
