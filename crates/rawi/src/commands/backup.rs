//! `rawi backup`: a copy of the database as it is at this moment, also while others use it.

use rawi_store::Store;

use super::note;
use crate::cli::BackupArgs;
use crate::fault::Result;

/// Copies.
pub fn run(args: &BackupArgs) -> Result {
    Store::open_existing(&args.db.db)?.backup(&args.to)?;
    note(&format!("copied to {}", args.to.display()));
    Ok(())
}
