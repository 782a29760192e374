//! The files a lexicon is made of: which there are, where their text comes from.

use std::borrow::Cow;
use std::fs;
use std::io::Read as _;
use std::path::Path;

use crate::defect::{Defect, Severity};

/// Larger files are refused: no lexicon that people edit is that long.
pub const MAX_FILE_BYTES: u64 = 64 << 20;

/// The files that a lexicon folder may hold, `folder/name`.
pub const FILES: [&str; 25] = [
    "language/verbs.txt",
    "language/nouns.txt",
    "language/adjectives.txt",
    "language/particles.txt",
    "language/first_names.txt",
    "language/numbers.txt",
    "politics/states.txt",
    "politics/persons.txt",
    "politics/bodies.txt",
    "politics/groups.txt",
    "politics/parties.txt",
    "politics/media.txt",
    "politics/titles.txt",
    "politics/topics.txt",
    "politics/actors.txt",
    "politics/places.txt",
    "politics/geonames.txt",
    "politics/verb_frames.txt",
    "politics/noun_frames.txt",
    "politics/light_verbs.txt",
    "politics/reporting_verbs.txt",
    "politics/reporting_phrases.txt",
    "politics/source_nouns.txt",
    "politics/statuses.txt",
    "politics/times.txt",
];

/// One file.
#[derive(Debug, Clone)]
pub(crate) struct SourceFile {
    /// One of the known names.
    pub(crate) name: &'static str,
    /// How defects call it.
    pub(crate) shown: String,
    pub(crate) text: Cow<'static, str>,
}

/// The text of some or all lexicon files. A file that is absent is empty.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    pub(crate) files: Vec<SourceFile>,
    pub(crate) defects: Vec<Defect>,
}

impl Sources {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file by its name in the lexicon's folder (`politics/persons.txt`). Defects call it by that name.
    #[must_use]
    pub fn with(mut self, name: &str, text: impl Into<Cow<'static, str>>) -> Self {
        self.add(name, name, text.into());
        self
    }

    /// Reads a folder: `language/*.txt`, `politics/*.txt`, or the same files directly in it. Hidden files and READMEs
    /// are passed over; any other file is a defect.
    pub fn read_dir(dir: &Path) -> Self {
        let mut sources = Self::default();
        sources.read_folder("", dir);
        sources.files.sort_by_key(|f| (f.name, f.shown.clone()));
        sources
    }

    /// The names of the files that were understood.
    pub fn understood(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|f| f.shown.as_str())
    }

    /// What was wrong with the files themselves: unknown names, unreadable or oversized ones.
    pub fn defects(&self) -> &[Defect] {
        &self.defects
    }

    /// A short hash of all texts.
    pub fn hash(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for file in &self.files {
            for part in [file.name, &file.text] {
                hasher.update(&(part.len() as u64).to_le_bytes());
                hasher.update(part.as_bytes());
            }
        }
        let hex = hasher.finalize().to_hex();
        hex.get(..16).unwrap_or(&hex).to_owned()
    }

    fn add(&mut self, name: &str, shown: &str, text: Cow<'static, str>) {
        match FILES.iter().find(|&&known| known == name) {
            Some(name) => self.files.push(SourceFile {
                name,
                shown: shown.to_owned(),
                text,
            }),
            None => self.defect(
                shown,
                format!("unknown file; known are: {}", FILES.join(", ")),
            ),
        }
    }

    fn read_folder(&mut self, prefix: &str, dir: &Path) {
        let entries = match fs::read_dir(dir) {
            Ok(entries) => entries,
            Err(e) => {
                return self.defect(&dir.display().to_string(), format!("cannot be read: {e}"));
            }
        };
        let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|e| e.path()).collect();
        paths.sort();
        for path in paths {
            let base = path
                .file_name()
                .map(|n| n.to_string_lossy().into_owned())
                .unwrap_or_default();
            if base.starts_with('.') || base.starts_with("README") {
                continue;
            }
            let shown = path.display().to_string();
            if path.is_dir() {
                if prefix.is_empty() && (base == "language" || base == "politics") {
                    self.read_folder(&format!("{base}/"), &path);
                } else {
                    self.defect(
                        &shown,
                        "unknown folder; known are: language, politics".into(),
                    );
                }
                continue;
            }
            let name = match prefix {
                "" => FILES
                    .iter()
                    .find(|f| f.split_once('/').is_some_and(|(_, b)| b == base))
                    .map_or(base.clone(), |f| (*f).to_owned()),
                _ => format!("{prefix}{base}"),
            };
            match read_text(&path) {
                Ok(text) => self.add(&name, &shown, Cow::Owned(text)),
                Err(e) => self.defect(&shown, format!("cannot be read: {e}")),
            }
        }
    }

    fn defect(&mut self, file: &str, message: String) {
        self.defects.push(Defect {
            file: file.to_owned(),
            line: 0,
            entry: String::new(),
            message,
            severity: Severity::Error,
        });
    }
}

fn read_text(path: &Path) -> Result<String, String> {
    let file = fs::File::open(path).map_err(|e| e.to_string())?;
    let mut bytes = Vec::new();
    file.take(MAX_FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| e.to_string())?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(format!("larger than {MAX_FILE_BYTES} bytes"));
    }
    String::from_utf8(bytes)
        .map_err(|e| format!("not UTF-8 (byte {})", e.utf8_error().valid_up_to()))
}
