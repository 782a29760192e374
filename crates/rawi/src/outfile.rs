//! Files that are whole or not there: written under another name, renamed once all is in them.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::fault::{Fault, Result};

/// A file under way; if it is dropped before its end, it is removed.
pub struct OutFile {
    writer: BufWriter<File>,
    /// Where it is written.
    part: PathBuf,
    path: PathBuf,
    done: bool,
}

impl OutFile {
    /// Begins a file; the one that is there stays until the end.
    pub fn create(path: &Path) -> Result<Self> {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let part = path.with_file_name(name);
        let file = File::create(&part).map_err(|error| Fault::writing(path, &error))?;
        Ok(Self {
            writer: BufWriter::with_capacity(256 << 10, file),
            part,
            path: path.to_owned(),
            done: false,
        })
    }

    /// Where it will stand.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives it its name.
    pub fn finish(mut self) -> Result {
        self.writer
            .flush()
            .and_then(|()| self.writer.get_ref().sync_all())
            .and_then(|()| fs::rename(&self.part, &self.path))
            .map_err(|error| Fault::writing(&self.path, &error))?;
        self.done = true;
        Ok(())
    }
}

impl Write for OutFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl Drop for OutFile {
    fn drop(&mut self) {
        if !self.done {
            // Nothing can be done about a file that cannot be removed.
            let _ = fs::remove_file(&self.part);
        }
    }
}

/// A folder that is new or empty, made if it is not there.
pub fn empty_folder(dir: &Path) -> Result {
    fs::create_dir_all(dir).map_err(|error| Fault::writing(dir, &error))?;
    let mut there = fs::read_dir(dir).map_err(|error| Fault::writing(dir, &error))?;
    match there.next() {
        None => Ok(()),
        Some(_) => Err(Fault::Usage(format!(
            "{}: there are files in this folder (give a new or an empty one)",
            dir.display()
        ))),
    }
}
