//! The two languages of the interface, and words that every page shares.

use std::fmt;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Arabic, from right to left.
    Ar,
    /// English.
    #[default]
    En,
}

impl Lang {
    /// As HTML and HTTP write it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ar => "ar",
            Self::En => "en",
        }
    }

    /// Its direction, as HTML writes it.
    pub const fn dir(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            Self::En => "ltr",
        }
    }

    /// The other one.
    pub const fn other(self) -> Self {
        match self {
            Self::Ar => Self::En,
            Self::En => Self::Ar,
        }
    }

    /// What it calls itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Ar => "العربية",
            Self::En => "English",
        }
    }

    /// Reads `ar` or `en`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "ar" => Some(Self::Ar),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The first of the two that `Accept-Language` names; a browser's list is in its user's order.
    pub fn accepted(header: &str) -> Option<Self> {
        header
            .split(',')
            .filter_map(|part| part.trim().get(..2))
            .find_map(|code| Self::parse(&code.to_ascii_lowercase()))
    }

    /// One of two texts.
    pub const fn pick<'a>(self, ar: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Ar => ar,
            Self::En => en,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Words of a page in both languages: `words! { pub struct Words { heading: "سجلات", "Records"; … } }` makes a type with a
/// method for each, for a template to call.
macro_rules! words {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($key:ident: $ar:literal, $en:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy)]
        $vis struct $name(pub $crate::Lang);

        impl $name {
            $(
                $vis const fn $key(self) -> &'static str {
                    match self.0 {
                        $crate::Lang::Ar => $ar,
                        $crate::Lang::En => $en,
                    }
                }
            )+
        }
    };
}
pub(crate) use words;

words! {
    /// Words of the frame around every page, and of what several pages show.
    pub(crate) struct Shared {
        skip: "إلى المحتوى", "Skip to content";
        menu: "الصفحات", "Pages";
        search: "بحث", "Search";
        search_hint: "كلمات بالعربية أو أسماء باللاتينية", "Arabic words, or names in Latin letters";
        light: "فاتح", "Light";
        dark: "داكن", "Dark";
        records: "السجلات", "Records";
        articles: "المقالات", "Articles";
        stories: "الأحداث", "Stories";
        contradictions: "التعارضات", "Contradictions";
        followups: "المتابعات", "Follow-ups";
        dossier: "ملف طرف", "Dossier";
        process: "مسار بين طرفين", "Process";
        network: "شبكة الأطراف", "Network";
        outlets: "وسائل الإعلام", "Outlets";
        review: "للمراجعة", "Review";
        corrections: "التصحيحات", "Corrections";
        alerts: "التنبيهات", "Alerts";
        new_articles: "مقالات جديدة", "New articles";
        new_hits: "تنبيهات جديدة", "New for alerts";
        api: "واجهة البرمجة", "API";
        according_to: "بحسب", "according to";
        outlet_itself: "الوسيلة نفسها", "the outlet itself";
        happened: "جرى", "happened";
        published: "نُشر", "published";
        unknown_day: "بلا تاريخ", "no date";
        confidence: "الثقة", "confidence";
        mended: "عدّله شخص", "mended by a person";
        added: "أضافه شخص", "added by a person";
        next: "التالي", "Next";
        first_page: "البداية", "Start";
        nothing: "لا شيء هنا", "Nothing here";
        open_original: "المقال عند ناشره", "Original page";
        sign_out: "خروج", "Sign out";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_the_first_language_that_there_is() {
        assert_eq!(Lang::accepted("fr-CH, ar;q=0.9, en;q=0.8"), Some(Lang::Ar));
        assert_eq!(Lang::accepted("EN-gb"), Some(Lang::En));
        assert_eq!(Lang::accepted("fr, é"), None);
        assert_eq!(Shared(Lang::En).records(), "Records");
    }
}
