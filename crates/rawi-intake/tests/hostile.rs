//! Inputs made to do harm, and inputs that came to harm: each gives an error that says where, and the rest is read.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use rawi_intake::{IntakeError, Options, Problem, open, read_bytes};
use rawi_model::Article;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

type Items = Vec<Result<Article, IntakeError>>;

fn read(name: &str, bytes: &[u8], options: &Options) -> Items {
    read_bytes(name, bytes, options).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn article(n: usize) -> String {
    format!(
        "{{\"id\": \"{n}\", \"outlet\": \"نداء\", \"published\": \"2023-01-12\", \"text\": \"وصل الوفد رقم {n}.\"}}\n"
    )
}

fn problems(items: &Items) -> Vec<&Problem> {
    items
        .iter()
        .filter_map(|item| item.as_ref().err())
        .map(|error| &error.problem)
        .collect()
}

fn ids(items: &Items) -> Vec<&str> {
    items
        .iter()
        .flatten()
        .map(|article| article.id.as_str())
        .collect()
}

#[test]
fn a_bomb_of_zeros_is_stopped_early() {
    let mut options = Options::default();
    options.limits.article_bytes = 1 << 30;
    let zeros = vec![b' '; 40 << 20];
    for bomb in [gzip(&zeros), zip(&[("bomb.txt", &zeros)])] {
        let items = read("bomb", &bomb, &options);
        assert_eq!(problems(&items), [&Problem::Ratio { limit: 200 }]);
    }
}

#[test]
fn the_total_counts_over_all_entries() {
    let mut options = Options::default();
    options.limits.unpacked_bytes = 5_000;
    let lines: String = (0..60).map(article).collect();
    let archive = zip(&[("1.jsonl", lines.as_bytes()), ("2.jsonl", lines.as_bytes())]);
    let items = read("a.zip", &archive, &options);
    assert!(problems(&items).contains(&&Problem::UnpackedTooLarge { limit: 5_000 }));
}

#[test]
fn archives_in_archives_have_a_floor() {
    let inner = zip(&[("a.jsonl", article(1).as_bytes())]);
    let two = zip(&[
        ("inner.zip", &inner),
        ("b.jsonl.gz", &gzip(article(2).as_bytes())),
    ]);
    assert_eq!(ids(&read("two.zip", &two, &Options::default())), ["1", "2"]);
    let mut deep = article(1).into_bytes();
    for _ in 0..8 {
        deep = gzip(&deep);
    }
    let items = read("deep.gz", &deep, &Options::default());
    assert_eq!(problems(&items), [&Problem::TooDeep { limit: 4 }]);
}

#[test]
fn too_many_entries_are_not_opened() {
    let mut options = Options::default();
    options.limits.entries = 3;
    let text = article(1);
    let names: Vec<String> = (0..9).map(|n| format!("{n}.jsonl")).collect();
    let entries: Vec<(&str, &[u8])> = names
        .iter()
        .map(|name| (name.as_str(), text.as_bytes()))
        .collect();
    assert_eq!(
        problems(&read("a.zip", &zip(&entries), &options)),
        [&Problem::TooManyEntries { limit: 3 }]
    );
}

#[test]
fn json_too_deep_costs_its_line() {
    let deep = format!(
        "{{\"text\": {}1{}}}\n",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let lines = [article(1), deep.clone(), article(2)].concat();
    let items = read("a.jsonl", lines.as_bytes(), &Options::default());
    assert_eq!(ids(&items), ["1", "2"]);
    let error = items[1].as_ref().unwrap_err();
    assert_eq!(
        (error.line, &error.problem),
        (Some(2), &Problem::JsonDepth { limit: 64 })
    );
    let array = format!("[{},{},{}]", article(1), deep, article(2));
    let items = read("a.json", array.as_bytes(), &Options::default());
    assert_eq!(ids(&items), ["1", "2"]);
    assert_eq!(problems(&items), [&Problem::JsonDepth { limit: 64 }]);
}

#[test]
fn a_huge_line_costs_itself_and_no_memory() {
    let mut options = Options::default();
    options.limits.article_bytes = 1_000;
    let huge = format!("{{\"text\": \"{}\"}}\n", "ا".repeat(200_000));
    let lines = [article(1), huge, article(2)].concat();
    let items = read("a.jsonl", lines.as_bytes(), &options);
    assert_eq!(ids(&items), ["1", "2"]);
    assert!(matches!(
        problems(&items)[..],
        [Problem::TooLarge { limit: 1_000, .. }]
    ));
}

#[test]
fn bad_lines_cost_themselves() {
    let lines = format!(
        "{}not json\n[1, 2]\n{{\"colour\": 1}}\n\n{}",
        article(1),
        article(2)
    );
    let items = read("a.jsonl", lines.as_bytes(), &Options::default());
    assert_eq!(ids(&items), ["1", "2"]);
    let told: Vec<_> = items
        .iter()
        .filter_map(|item| item.as_ref().err())
        .map(|error| error.line)
        .collect();
    assert_eq!(told, [Some(2), Some(3), Some(4)]);
    let said = items[1].as_ref().unwrap_err().to_string();
    assert!(said.starts_with("a.jsonl, line 2, byte "), "{said}");
}

#[test]
fn a_cut_gzip_gives_what_came_before_the_cut() {
    let lines: String = (0..5_000).map(article).collect();
    let whole = gzip(lines.as_bytes());
    let items = read("a.jsonl.gz", &whole[..whole.len() / 2], &Options::default());
    assert!(ids(&items).len() > 1_000);
    assert!(matches!(
        problems(&items)[..],
        [Problem::Damaged { format: "gzip", .. }]
    ));
}

#[test]
fn an_entry_with_a_wrong_checksum_says_so() {
    let mut archive = zip(&[
        ("a.jsonl", article(1).as_bytes()),
        ("b.jsonl", article(2).as_bytes()),
    ]);
    // The checksum of the first entry in the central directory, behind `PK\1\2` and twelve bytes.
    let at = archive.windows(4).position(|w| w == b"PK\x01\x02").unwrap() + 16;
    archive[at] ^= 0xff;
    let items = read("a.zip", &archive, &Options::default());
    assert!(ids(&items).contains(&"2"));
    let error = items.iter().find_map(|item| item.as_ref().err()).unwrap();
    assert_eq!(error.entry.as_deref(), Some("a.jsonl"));
    assert!(matches!(
        &error.problem,
        Problem::Damaged { format: "zip", .. }
    ));
}

#[test]
fn rubbish_is_told_from_text() {
    let options = Options::default();
    assert_eq!(
        problems(&read("a.txt", b"\x89PNG\r\n\x1a\n\0\0", &options)),
        [&Problem::Binary]
    );
    assert_eq!(
        problems(&read("a.txt", b"", &options)),
        [&Problem::NoArticle]
    );
    assert!(matches!(
        problems(&read("a.zip", b"PK\x03\x04rubbish", &options))[..],
        [Problem::Damaged { format: "zip", .. }]
    ));
    let bad = [
        b"\xff\xfe\xfd".as_slice(),
        "وصل الوفد إلى العاصمة مساء أمس.".as_bytes(),
    ]
    .concat();
    assert_eq!(read("a.txt", &bad, &options).len(), 1);
}

#[test]
fn folders_are_read_in_order_and_go_on_after_errors() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    std::fs::create_dir(folder.path().join("2")).unwrap();
    write("1.jsonl", article(1).as_bytes());
    write("2/x.jsonl", article(2).as_bytes());
    write("3.zip", b"PK\x03\x04 broken");
    write("4.jsonl", article(4).as_bytes());
    write("README.md", "ليس خبراً".as_bytes());
    let missing = folder.path().join("none.txt");
    let items: Items = open(
        &[folder.path().to_owned(), missing.clone()],
        &Options::default(),
    )
    .collect();
    assert_eq!(ids(&items), ["1", "2", "4"]);
    assert_eq!(
        items.last().unwrap().as_ref().unwrap_err().problem,
        Problem::NotFound
    );
    assert_eq!(problems(&items).len(), 2);
}
