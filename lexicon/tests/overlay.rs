//! The built-in lexicon as a whole, and a user's folder laid over it.

use std::path::{Path, PathBuf};
use std::{fs, io};

use rawi_lexicon::{Lexicon, PhraseKind, builtin, check, with_overlay};

/// A folder of its own, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> io::Result<Self> {
        let dir = std::env::temp_dir().join(format!("rawi-lexicon-{}-{name}", std::process::id()));
        for (file, text) in files {
            let path = dir.join(file);
            fs::create_dir_all(path.parent().unwrap_or(&dir))?;
            fs::write(path, text)?;
        }
        Ok(Self(dir))
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Ids of the persons and bodies that a phrase stands for.
fn ids(lexicon: &Lexicon, phrase: &str) -> Vec<String> {
    let refs = lexicon.phrases().get(phrase).iter();
    refs.filter_map(|r| match r.kind {
        PhraseKind::Person => Some(lexicon.person(r.index).id.clone()),
        PhraseKind::Body => Some(lexicon.body(r.index).id.clone()),
        _ => None,
    })
    .collect()
}

#[test]
fn adds_replaces_and_removes() {
    let folder = Folder::new(
        "good",
        &[
            ("README.md", "passed over"),
            ("language/verbs.txt", "زعتر | QI | - | - | t | thyme\n"),
            (
                "politics/verb_frames.txt",
                "زعتر.QI | COERCE | - | s:A o:R | - | thymed\n",
            ),
            (
                "persons.txt",
                "rus/putin-vladimir | زعتر بوتنجي | --- CVL | Thyme\n",
            ),
            ("politics/bodies.txt", "! un\n"),
        ],
    )
    .unwrap();
    let lexicon = with_overlay(folder.path()).unwrap();
    let verb = lexicon.find_lemma("زعتر.QI").unwrap();
    assert_eq!(lexicon.frames(verb)[0].english, "thymed");
    assert_eq!(ids(builtin(), "فلاديمير بوتين"), ["rus/putin-vladimir"]);
    assert!(ids(&lexicon, "فلاديمير بوتين").is_empty());
    assert_eq!(ids(&lexicon, "زعتر بوتنجي"), ["rus/putin-vladimir"]);
    assert_eq!(ids(builtin(), "الامم المتحده"), ["un"]);
    assert!(ids(&lexicon, "الامم المتحده").is_empty());
    assert_ne!(lexicon.hash(), builtin().hash());
}

#[test]
fn tells_what_is_wrong_in_the_folder_alone() {
    let folder = Folder::new(
        "bad",
        &[
            ("politics/people.txt", ""),
            ("politics/bodies.txt", "! no/such\nx | y\n"),
            (
                "politics/verb_frames.txt",
                "زعتر.QI | COERCE | - | s:A | - | thymed\n",
            ),
        ],
    )
    .unwrap();
    let defects = with_overlay(folder.path()).unwrap_err().0;
    let shown: Vec<String> = defects.iter().map(ToString::to_string).collect();
    for part in [
        "people.txt: unknown file",
        "bodies.txt:1",
        "bodies.txt:2",
        "verb_frames.txt:1",
    ] {
        assert!(
            shown.iter().any(|d| d.contains(part)),
            "`{part}` is not among {shown:#?}"
        );
    }
    let root = folder.path().display().to_string();
    assert!(shown.iter().all(|d| d.starts_with(&root)), "{shown:#?}");
}

#[test]
fn a_folder_that_is_not_there() {
    let defects = check(Path::new("/no/such/folder"));
    assert!(defects.iter().any(|d| d.message.contains("cannot be read")));
}
