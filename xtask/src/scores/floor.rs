//! The floor under our scores: a bare list of words, each with a type. A token that is one of them, clitics and
//! article aside, is an event of that type that has occurred, with nobody in it.

use std::collections::HashMap;
use std::sync::OnceLock;

use rawi_arabic::{Text, TokenKind, fold, strip_proclitics};
use rawi_model::{Article, EventType};
use serde_json::json;

/// Type and words. What an afternoon's work gives someone who knows the types and reads newspapers.
const WORDS: &[(EventType, &str)] = &[
    (
        EventType::Agree,
        "اتفق اتفقت اتفاق تعهد تعهدت وعد وافق وافقت موافقة التزام",
    ),
    (
        EventType::Consult,
        "التقى التقت لقاء اجتمع اجتماع زار زيارة استقبل استقبال بحث ناقش محادثات مباحثات مشاورات قمة اتصال",
    ),
    (
        EventType::Support,
        "أشاد إشادة أيد أيدت تأييد دعم رحب رحبت هنأ عزى شكر وقع توقيع",
    ),
    (EventType::Concede, "اعتذر اعتذار عفو هدنة"),
    (EventType::Cooperate, "تعاون تبادل مناورات تسليم"),
    (EventType::Aid, "مساعدات مساعدة إغاثة منحة تبرع تبرعت إنقاذ"),
    (
        EventType::Retreat,
        "انسحب انسحبت انسحاب استقال استقالة إفراج أفرج",
    ),
    (
        EventType::Request,
        "طالب طالبت مطالبة دعا دعت دعوة طلب حث ناشد ناشدت أمر",
    ),
    (
        EventType::Accuse,
        "اتهم اتهمت اتهام أدان أدانت إدانة انتقد انتقدت انتقاد ندد نددت استنكر استنكرت تحقيق",
    ),
    (EventType::Reject, "رفض رفضت رافض يرفض"),
    (EventType::Threaten, "هدد هددت تهديد توعد"),
    (
        EventType::Protest,
        "تظاهر تظاهرة مظاهرة مظاهرات متظاهرون احتجاج احتجاجات إضراب اعتصام مسيرة",
    ),
    (EventType::Sanction, "عقوبات مقاطعة طرد قطع"),
    (EventType::Mobilize, "حشد تعزيزات انتشار نشر"),
    (
        EventType::Coerce,
        "اعتقل اعتقلت اعتقال احتجز احتجاز ضبط سجن حكم حظر منع قبض هدم مصادرة",
    ),
    (
        EventType::Assault,
        "قتل قتلت مقتل هجوم هاجم هاجمت هجمات قصف قصفت تفجير انفجار اغتيال استهدف استهدفت غارة غارات اشتباكات معارك خطف أصيب إصابة",
    ),
];

/// How many words the list has.
pub fn size() -> usize {
    list().len()
}

fn list() -> &'static HashMap<String, EventType> {
    static LIST: OnceLock<HashMap<String, EventType>> = OnceLock::new();
    LIST.get_or_init(|| {
        WORDS
            .iter()
            .flat_map(|&(kind, words)| words.split(' ').map(move |w| (fold(w), kind)))
            .collect()
    })
}

/// The records of an article, as a line of JSON.
pub fn read(article: &Article) -> String {
    let text = Text::new(&article.text);
    let events: Vec<_> = text
        .tokens()
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .filter_map(|token| {
            let kind = look_up(&token.key)?;
            Some(json!({"trigger": {"start": token.start, "end": token.end}, "type": kind, "status": "occurred"}))
        })
        .collect();
    json!({"id": article.id, "events": events}).to_string()
}

/// The type of a word, with and without what may be attached to it.
fn look_up(key: &str) -> Option<EventType> {
    let list = list();
    strip_proclitics(key).into_iter().find_map(|(_, rest)| {
        let bare = rest.strip_prefix("ال").unwrap_or(&rest);
        list.get(bare).copied().or_else(|| {
            ["ها", "هم", "هما", "ه", "نا", "ا"]
                .iter()
                .filter_map(|pronoun| bare.strip_suffix(pronoun))
                // A feminine noun shows its ت before a pronoun.
                .flat_map(|stem| {
                    [
                        Some(stem.to_owned()),
                        stem.strip_suffix('ت').map(|s| format!("{s}ه")),
                    ]
                })
                .flatten()
                .find_map(|stem| list.get(&stem).copied())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clitics_are_set_aside() {
        assert_eq!(look_up(&fold("وبالهجوم")), Some(EventType::Assault));
        assert_eq!(look_up(&fold("زيارته")), Some(EventType::Consult));
        assert_eq!(look_up(&fold("مدرسة")), None);
        assert!((120..=150).contains(&size()), "{}", size());
    }
}
