//! Copies, stories and claims: recall on copies made here, independence of the order of arrival, an old database.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use std::collections::BTreeMap;
use std::fs;

use common::*;
use proptest::prelude::*;
use rawi_model::{EventType, Reading};
use rawi_store::{
    ContradictionFilter, FollowUpFilter, Origins, OutletNames, Page, Store, StoryFilter,
};

/// Words of an invented language of news: enough of them that chance makes no copies.
const WORDS: [&str; 48] = [
    "أعلن",
    "الوزير",
    "اجتماع",
    "الحكومة",
    "المدينة",
    "الاقتصاد",
    "التعاون",
    "المشروع",
    "الطاقة",
    "النفط",
    "المياه",
    "الحدود",
    "اللاجئين",
    "المساعدات",
    "الأمم",
    "المتحدة",
    "الرئيس",
    "البرلمان",
    "الانتخابات",
    "المعارضة",
    "الجيش",
    "القوات",
    "الهجوم",
    "الانفجار",
    "الضحايا",
    "المستشفى",
    "التحقيق",
    "القضاء",
    "المحكمة",
    "الحكم",
    "السجن",
    "الإفراج",
    "الأسرى",
    "الاتفاق",
    "الهدنة",
    "المفاوضات",
    "الوفد",
    "السفير",
    "الخارجية",
    "البيان",
    "المصدر",
    "الصحيفة",
    "الوكالة",
    "التقرير",
    "الخبراء",
    "الأسواق",
    "الأسعار",
    "العملة",
];

fn names() -> OutletNames {
    let mut names = OutletNames::default();
    names.add("وكالة الرافد", "rafid", false);
    names
}

/// A generator of numbers that is the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n
    }

    fn sentence(&mut self) -> String {
        let n = 8 + self.below(14);
        let words: Vec<String> = (0..n)
            .map(|_| {
                // A number now and then makes sentences differ as names do.
                if self.below(6) == 0 {
                    self.below(4000).to_string()
                } else {
                    WORDS[self.below(WORDS.len())].to_owned()
                }
            })
            .collect();
        words.join(" ") + "."
    }

    fn article(&mut self) -> Vec<String> {
        (0..6 + self.below(10)).map(|_| self.sentence()).collect()
    }
}

fn put(store: &mut Store, id: &str, outlet: &str, day: &str, text: &str) {
    store
        .put(&reading(article(id, outlet, day, text), Vec::new()))
        .unwrap();
}

/// What is done to a piece that is copied.
fn copied(dice: &mut Dice, piece: &[String], how: usize) -> String {
    match how {
        // A sentence is dropped.
        0 => {
            let gone = dice.below(piece.len());
            let left: Vec<&String> = piece
                .iter()
                .enumerate()
                .filter(|(i, _)| *i != gone)
                .map(|(_, s)| s)
                .collect();
            left.iter()
                .map(|s| s.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        }
        // Some words are changed: one in fifteen.
        1 => {
            let all = piece.join(" ");
            let words: Vec<&str> = all.split(' ').collect();
            let changed: Vec<&str> = words
                .iter()
                .map(|w| if dice.below(15) == 0 { "بدلا" } else { w })
                .collect();
            changed.join(" ")
        }
        // A byline is put before it, and a closing line after it.
        2 => format!(
            "كتب محمود سالم من بغداد – وكالة الرافد: {} انتهى الخبر",
            piece.join(" ")
        ),
        // It stands whole in a longer piece.
        _ => {
            let (before, after) = (dice.article(), dice.article());
            [before, piece.to_vec(), after].concat().join(" ")
        }
    }
}

#[test]
fn copies_made_here_are_found() {
    let mut dice = Dice(7);
    let mut store = Store::open_in_memory().unwrap();
    let mut made = Vec::new();
    for i in 0..120 {
        let piece = dice.article();
        let how = i % 4;
        put(
            &mut store,
            &format!("a{i}"),
            "الأصل",
            "2024-03-01",
            &piece.join(" "),
        );
        put(
            &mut store,
            &format!("b{i}"),
            "الناقل",
            "2024-03-02",
            &copied(&mut dice, &piece, how),
        );
        made.push(how);
    }
    store.settle(&names(), |_| ()).unwrap();
    let mut found: BTreeMap<usize, (u32, u32)> = BTreeMap::new();
    for (i, how) in made.iter().enumerate() {
        let copies = store.copies(&format!("b{i}")).unwrap().copies;
        let right = copies.iter().any(|c| c.article.id == format!("a{i}"));
        let wrong = copies.iter().any(|c| c.article.id != format!("a{i}"));
        assert!(!wrong, "b{i} is taken for a copy of another piece");
        let counts = found.entry(*how).or_default();
        counts.0 += u32::from(right);
        counts.1 += 1;
    }
    for (how, (right, all)) in found {
        assert!(right * 100 >= all * 95, "way {how}: {right} of {all}");
    }
}

#[test]
fn the_direction_is_told_by_credit_then_by_date_or_not_at_all() {
    let mut dice = Dice(3);
    let piece = dice.article().join(" ");
    let mut store = Store::open_in_memory().unwrap();
    put(&mut store, "rafid", "وكالة الرافد", "2024-03-05", &piece);
    put(
        &mut store,
        "credited",
        "الغد",
        "2024-03-05",
        &format!("بغداد – وكالة الرافد: {piece}"),
    );
    put(
        &mut store,
        "also",
        "المدار",
        "2024-03-05",
        &format!("{piece} (وكالة الرافد)"),
    );
    put(&mut store, "early", "الصباح", "2024-03-01", &piece);
    put(&mut store, "same day", "المساء", "2024-03-01", &piece);
    store.settle(&names(), |_| ()).unwrap();
    let origin = |of: &str, with: &str| {
        let copies = store.copies(of).unwrap().copies;
        copies
            .into_iter()
            .find(|c| c.article.id == with)
            .unwrap()
            .origin
    };
    assert_eq!(origin("credited", "rafid"), Origins::Other);
    assert_eq!(origin("rafid", "credited"), Origins::This);
    assert_eq!(
        origin("credited", "also"),
        Origins::Third("rafid".to_owned())
    );
    assert_eq!(origin("early", "rafid"), Origins::This);
    assert_eq!(origin("early", "same day"), Origins::Unknown);
    // Five outlets, one independent source, one story.
    let stories = store
        .stories(&StoryFilter::default(), &Page::first(10))
        .unwrap()
        .items;
    assert_eq!(stories.len(), 1);
    assert_eq!((stories[0].outlets, stories[0].independent), (5, 1));
}

/// Readings of some days on some subjects, with records.
fn news(seed: u64) -> Vec<Reading> {
    let mut dice = Dice(seed | 1);
    let mut out = Vec::new();
    for i in 0..30 {
        let day = format!("2024-03-{:02}", 1 + dice.below(6));
        let outlet = ["الغد", "المدار", "الصباح"][dice.below(3)];
        let mut one = visit(&format!("n{i:02}"));
        if dice.below(3) > 0 {
            // Other words, the same acts.
            let text = format!("{VISIT} {}", dice.sentence());
            one.article.text = text;
        }
        if dice.below(4) == 0 {
            one.events[1].status = rawi_model::Status::Denied;
        }
        if dice.below(4) == 0 {
            one.events[0].status = rawi_model::Status::Planned;
        }
        one.article.title = dice.sentence();
        one.article.outlet = outlet.to_owned();
        one.article.published = Some(day.parse().unwrap());
        out.push(one);
    }
    out
}

/// Everything that is known, in one text.
fn known(store: &Store) -> String {
    let mut out = String::new();
    for row in store
        .stories(&StoryFilter::default(), &Page::first(1000))
        .unwrap()
        .items
    {
        let story = store.story(&row.id).unwrap();
        out += &format!("{:?}\n", story);
        for claim in store.claims_of(&row.id, 1000).unwrap() {
            let claim = store.claim(&claim.id).unwrap();
            let voices: Vec<(String, usize)> = claim
                .voices
                .iter()
                .map(|v| (v.row.article.id.clone(), v.voice))
                .collect();
            out += &format!(
                "{} {} {} {voices:?}\n",
                claim.row.id,
                claim.row.kind,
                claim.row.class.as_str()
            );
        }
    }
    let mut pairs: Vec<String> = store
        .contradictions(&ContradictionFilter::default(), 1000)
        .unwrap()
        .iter()
        .map(|c| {
            format!(
                "{:?} {} {} {}",
                c.kind, c.earlier_claim.id, c.later_claim.id, c.likeness
            )
        })
        .collect();
    pairs.sort();
    let ahead: Vec<String> = store
        .followups(&FollowUpFilter::default(), 1000)
        .unwrap()
        .iter()
        .map(|f| {
            format!(
                "{} {:?} {:?}",
                f.claim.id,
                f.outlook,
                f.outcome.as_ref().map(|o| &o.article.id)
            )
        })
        .collect();
    format!("{out}\n{pairs:#?}\n{ahead:#?}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn settling_gives_the_same_for_any_order_of_arrival(seed in 1_u64..1_000_000, shuffle in 1_u64..1_000_000, cut in 0_usize..30) {
        let news = news(seed);
        let mut straight = Store::open_in_memory().unwrap();
        straight.put_all(&news).unwrap();
        straight.settle(&names(), |_| ()).unwrap();
        let mut order: Vec<usize> = (0..news.len()).collect();
        let mut dice = Dice(shuffle | 1);
        for i in (1..order.len()).rev() {
            order.swap(i, dice.below(i + 1));
        }
        let mut shuffled = Store::open_in_memory().unwrap();
        for (n, i) in order.iter().enumerate() {
            shuffled.put(&news[*i]).unwrap();
            if n == cut {
                shuffled.weave(&names(), |_| ()).unwrap();
                shuffled.settle(&names(), |_| ()).unwrap();
            }
        }
        // As they come, and read a second time.
        shuffled.weave(&names(), |_| ()).unwrap();
        let mut again = news[cut].clone();
        again.engine = engine("2");
        again.events.clear();
        shuffled.put(&again).unwrap();
        shuffled.weave(&names(), |_| ()).unwrap();
        shuffled.put(&news[cut]).unwrap();
        shuffled.settle(&names(), |_| ()).unwrap();
        prop_assert_eq!(known(&straight), known(&shuffled));
        prop_assert_eq!(shuffled.settle(&names(), |_| ()).unwrap().days, 0);
    }
}

#[test]
fn a_new_article_joins_at_once_and_one_that_is_deleted_goes() {
    let mut store = Store::open_in_memory().unwrap();
    let mut first = visit("a");
    first.article.outlet = "الغد".to_owned();
    let mut second = visit("b");
    second.article.outlet = "المدار".to_owned();
    second.article.text =
        format!("{VISIT} وأضافت المصادر أن الزيارة ستستمر يومين وتشمل لقاءات أخرى.");
    store.put(&first).unwrap();
    assert_eq!(store.unwoven().unwrap(), 1);
    store.weave(&names(), |_| ()).unwrap();
    store.put(&second).unwrap();
    store.weave(&names(), |_| ()).unwrap();
    assert_eq!(store.unwoven().unwrap(), 0);
    let story = store.story_of("b").unwrap();
    assert_eq!((story.articles, story.outlets), (2, 2));
    let claims = store.claims_of(&story.id, 10).unwrap();
    assert_eq!(claims.len(), 2);
    // The same words: two outlets, one voice.
    let visit = claims
        .iter()
        .find(|c| c.kind == EventType::Consult)
        .unwrap();
    assert_eq!((visit.records, visit.outlets, visit.voices), (2, 2, 1));
    store.delete_article("a").unwrap();
    let story = store.story_of("b").unwrap();
    assert_eq!((story.articles, story.outlets), (1, 1));
    store.settle(&names(), |_| ()).unwrap();
    assert_eq!(
        store
            .claims_of(&store.story_of("b").unwrap().id, 10)
            .unwrap()
            .len(),
        2
    );
    store.delete_article("b").unwrap();
    assert!(
        store
            .stories(&StoryFilter::default(), &Page::first(10))
            .unwrap()
            .items
            .is_empty()
    );
}

#[test]
fn an_old_database_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let old = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/schema-1.db");
    fs::copy(old, &path).unwrap();
    let mut store = Store::open(&path).unwrap();
    let counts = store.counts().unwrap();
    assert_eq!((counts.articles, counts.records), (1, 12));
    assert_eq!(store.unwoven().unwrap(), 1);
    store.weave(&names(), |_| ()).unwrap();
    let stories = store
        .stories(&StoryFilter::default(), &Page::first(10))
        .unwrap()
        .items;
    assert_eq!(stories.len(), 1);
    assert!(!store.claims_of(&stories[0].id, 20).unwrap().is_empty());
}
