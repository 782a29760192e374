//! Web archives, packed and plain.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| common::read("pages.warc", bytes));
