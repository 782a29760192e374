//! Arguments of `rawi desk`, `rawi desk-user` and `rawi backup`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use rawi_desk::Role;

use super::DbArgs;

#[derive(Debug, Args)]
pub struct DeskArgs {
    /// For a first look: files or folders as `rawi import` takes them, read into a database that is gone afterwards;
    /// `--db` does not count then
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub db: DbArgs,
    /// Port of this machine's own address, 127.0.0.1; 0 for any that is free
    #[arg(long, value_name = "N", default_value_t = 8642)]
    pub port: u16,
    /// Listen on this address instead, as 10.0.0.5:8642; one that others reach needs `--users`
    #[arg(long, value_name = "ADDRESS", conflicts_with = "port")]
    pub listen: Option<SocketAddr>,
    /// Who may sign in: a file of lines that `rawi desk-user` prints
    #[arg(long, value_name = "FILE")]
    pub users: Option<PathBuf>,
    /// It is reached through https alone, by a proxy in front of it: cookies are marked so
    #[arg(long, requires = "users")]
    pub https: bool,
    /// Remove articles that were published longer ago, as 90 days; looked at when the desk opens and every hour
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..))]
    pub keep_days: Option<u32>,
    /// Watch these feeds as `rawi watch` does; what comes is shown on pages that stand open
    #[arg(long, value_name = "FEEDS.TOML")]
    pub watch: Option<PathBuf>,
    /// Log each request as a line of JSON on standard error; never a query or a text
    #[arg(long)]
    pub log: bool,
    /// Say nothing on standard error but errors
    #[arg(short, long)]
    pub quiet: bool,
}

#[derive(Debug, Args)]
pub struct DeskUserArgs {
    /// The name, one word
    #[arg(value_parser = word)]
    pub name: String,
    /// What they may do: reader, editor or admin
    #[arg(long, default_value_t = Role::Reader)]
    pub role: Role,
    /// Make a token for a script instead of asking for a password
    #[arg(long)]
    pub token: bool,
}

#[derive(Debug, Args)]
pub struct BackupArgs {
    /// The new file; one that is there is left as it is
    #[arg(value_name = "FILE")]
    pub to: PathBuf,
    #[command(flatten)]
    pub db: DbArgs,
}

fn word(text: &str) -> Result<String, String> {
    if text.is_empty() || text.contains(char::is_whitespace) || text.starts_with('#') {
        return Err("one word without spaces was expected".to_owned());
    }
    Ok(text.to_owned())
}
