//! Plain text and JSON in any encoding.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    common::read("article.txt", bytes);
    common::read("articles.jsonl", bytes);
    common::read("articles.json", bytes);
});
