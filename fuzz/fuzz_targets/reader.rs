//! The engine itself: any text, read with the built-in lexicon; every span holds what it says.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rawi_model::Article;
use rawi_reader::Reader;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let article = Article {
        id: "fuzz".into(),
        text,
        ..Article::default()
    };
    let reader = Reader::new(rawi_lexicon::builtin());
    for r in reader.events(&article) {
        assert_eq!(r.trigger.span().of(&article.text), r.trigger.text);
        for m in r.actor.iter().chain(&r.recipient) {
            assert_eq!(m.span().of(&article.text), m.text);
        }
        for s in &r.according_to {
            assert_eq!(s.span().of(&article.text), s.text);
        }
    }
});
