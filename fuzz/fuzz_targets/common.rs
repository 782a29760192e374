//! Reads bytes as a file of some name and holds what comes out against what intake promises.

use rawi_intake::{Options, read_bytes};

/// No panic; places in order, inside the text and inside the input.
pub fn read(name: &str, bytes: &[u8]) {
    let mut options = Options::default();
    // Small limits, so that the fuzzer meets them.
    options.limits.article_bytes = 1 << 20;
    options.limits.document_bytes = 1 << 20;
    options.limits.unpacked_bytes = 8 << 20;
    options.limits.entries = 64;
    for item in read_bytes(name, bytes, &options).take(1_000) {
        match item {
            Ok(article) => {
                let mut end = 0;
                for segment in &article.source_map {
                    assert!(segment.start >= end && segment.len > 0);
                    end = segment.start + segment.len;
                    assert!(!segment.span().of(&article.text).is_empty());
                }
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}
