//! Removing an article, and copying the whole.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::Path;

use rusqlite::OptionalExtension as _;

use crate::{Problem, Result, Store, weave};

impl Store {
    /// Removes an article with its versions, records, corrections and entries in the index; `false` if there was none.
    /// The space is used again; a [`Store::backup`] is made without what was removed.
    ///
    /// # Errors
    /// As [`Store::put`].
    pub fn delete_article(&mut self, id: &str) -> Result<bool> {
        self.write(|db| {
            let found = db
                .prepare_cached("SELECT id, search_row FROM articles WHERE identity = ?1")?
                .query_row([id], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?)))
                .optional()?;
            let Some((article, row)) = found else {
                return Ok(false);
            };
            weave::forget(db, article)?;
            db.prepare_cached("DELETE FROM article_search WHERE rowid = ?1")?
                .execute([row])?;
            db.prepare_cached(
                "DELETE FROM record_search WHERE rowid IN (SELECT id FROM records WHERE article_id = ?1)",
            )?
            .execute([article])?;
            // The rest hangs on the article by foreign keys.
            db.prepare_cached("DELETE FROM articles WHERE id = ?1")?
                .execute([article])?;
            db.prepare_cached(
                "DELETE FROM outlets WHERE id NOT IN (SELECT outlet_id FROM articles)",
            )?
            .execute([])?;
            Ok(true)
        })
    }

    /// Copies the database as it is at this moment into a new file, also while others read and write. The copy is
    /// complete and on the disk when this returns; cut off, there is none of that name.
    ///
    /// # Errors
    /// [`Problem::Exists`] rather than overwrite a file; [`Problem::Full`], [`Problem::ReadOnly`].
    pub fn backup(&self, to: impl AsRef<Path>) -> Result<()> {
        let to = to.as_ref();
        let failed = |problem: Problem| problem.of(to);
        if to.exists() {
            return Err(failed(Problem::Exists));
        }
        let mut partial = OsString::from(to);
        partial.push(".partial");
        let partial = Path::new(&partial);
        let outcome = self.copy(partial).and_then(|()| {
            // A hard link, unlike a renaming, never takes the place of a file made meanwhile.
            fs::hard_link(partial, to).or_else(|error| match error.kind() {
                std::io::ErrorKind::AlreadyExists => Err(error),
                _ => fs::rename(partial, to),
            })?;
            if let Some(folder) = to.parent().filter(|p| !p.as_os_str().is_empty()) {
                File::open(folder)?.sync_all()?;
            }
            Ok(())
        });
        let _ = fs::remove_file(partial);
        outcome.map_err(failed)
    }

    fn copy(&self, to: &Path) -> Result<(), Problem> {
        match fs::remove_file(to) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
        let name = to
            .to_str()
            .ok_or_else(|| Problem::Io("the path is not UTF-8".to_owned()))?;
        self.db.execute("VACUUM INTO ?1", [name])?;
        File::options().write(true).open(to)?.sync_all()?;
        Ok(())
    }
}
