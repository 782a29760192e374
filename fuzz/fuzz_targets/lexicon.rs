//! A user's lexicon folder: the first byte chooses the file, the rest is its text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rawi_lexicon_compiler::{FILES, Sources, compile};

fuzz_target!(|bytes: &[u8]| {
    let Some((&which, text)) = bytes.split_first() else {
        return;
    };
    let name = FILES[usize::from(which) % FILES.len()];
    let text = String::from_utf8_lossy(text).into_owned();
    let (lexicon, defects) = compile(&Sources::new().with(name, text));
    // What was taken can be looked up again; what was not is named with its file.
    assert!(defects.iter().all(|d| !d.file.is_empty()));
    assert_eq!(lexicon.hash().len(), 16);
});
