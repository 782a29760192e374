//! The schema and its versions: a file without tables is made, an older one brought up to date, anything else refused.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::Problem;

/// `RAWI` in ASCII: SQLite's `application_id` of our files.
const APPLICATION_ID: u32 = 0x5241_5749;

/// The steps from an empty file to the present schema; the version is the number of steps taken.
const MIGRATIONS: [&str; 5] = [
    include_str!("../migrations/001.sql"),
    include_str!("../migrations/002.sql"),
    include_str!("../migrations/003.sql"),
    include_str!("../migrations/004.sql"),
    include_str!("../migrations/005.sql"),
];

/// The newest version that this program knows.
pub(crate) const VERSION: u32 = MIGRATIONS.len() as u32;

/// Looks at a file's first bytes, before SQLite does, so that a file that is not ours is never touched (opening it may
/// already roll back its journal). A missing or empty file is fine.
pub(crate) fn look(path: &Path) -> Result<(), Problem> {
    let mut header = Vec::with_capacity(100);
    match File::open(path) {
        Ok(file) => file.take(100).read_to_end(&mut header)?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    if header.is_empty() {
        return Ok(());
    }
    if header.len() < 100 || !header.starts_with(b"SQLite format 3\0") {
        return Err(Problem::NotADatabase);
    }
    let number = |at: usize| {
        header[at..at + 4]
            .iter()
            .fold(0, |n, b| n << 8 | u32::from(*b))
    };
    if number(68) != APPLICATION_ID {
        return Err(Problem::NotRawi);
    }
    check_version(number(60))
}

const fn check_version(found: u32) -> Result<(), Problem> {
    if found > VERSION {
        return Err(Problem::Newer {
            found,
            known: VERSION,
        });
    }
    Ok(())
}

/// Brings the schema up to date. A step is one transaction: cut off, it has not happened.
///
/// The first step is taken before the file becomes a WAL file, so that the `application_id` is never only in the log.
pub(crate) fn migrate(db: &mut Connection) -> Result<(), Problem> {
    loop {
        if version(db)? == VERSION {
            return Ok(());
        }
        let step = db.transaction_with_behavior(TransactionBehavior::Exclusive)?;
        // Another process may have been faster.
        let from = version(&step)?;
        check_version(from)?;
        if let Some(sql) = MIGRATIONS.get(from as usize) {
            if from == 0 {
                let tables: u32 =
                    step.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))?;
                if tables > 0 {
                    return Err(Problem::NotRawi);
                }
                step.pragma_update(None, "application_id", APPLICATION_ID)?;
            }
            step.execute_batch(sql)?;
            step.pragma_update(None, "user_version", from + 1)?;
            step.commit()?;
        }
    }
}

/// The version of the file's schema; 0 for an empty file.
fn version(db: &Connection) -> Result<u32, Problem> {
    let version = db.query_row("PRAGMA user_version", [], |r| r.get(0))?;
    check_version(version)?;
    Ok(version)
}
