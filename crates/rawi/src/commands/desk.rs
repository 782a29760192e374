//! `rawi desk`: the database as web pages; `rawi desk-user`: who may sign in to it.

use std::env;
use std::io::{self, BufRead as _};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use rawi_desk::{Accounts, Options, ServeError};
use rawi_store::Store;

use super::import::{Done, store_all, weave};
use super::{note, something_read, watch};
use crate::cli::{DeskArgs, DeskUserArgs, InputArgs, WorkArgs};
use crate::engine::Engine;
use crate::fault::{Fault, Result};
use crate::flow;
use crate::input;
use crate::output::Output;
use crate::tally::Tally;

/// Serves until it is interrupted.
pub fn run(args: &DeskArgs) -> Result {
    if args.paths.is_empty() {
        return serve(args, &args.db.db);
    }
    // Gone with everything in it when this ends.
    let folder = tempfile::tempdir().map_err(|error| {
        Fault::Failed(format!(
            "no temporary folder can be made: {error} (set TMPDIR to a folder that is writable)"
        ))
    })?;
    let db = folder.path().join("first-look.db");
    import(args, &db)?;
    serve(args, &db)
}

fn import(args: &DeskArgs, db: &Path) -> Result {
    let articles = input::articles(&InputArgs {
        paths: args.paths.clone(),
        published: None,
        outlet: None,
        field: Vec::new(),
    })?;
    let work = WorkArgs {
        lexicon: None,
        threads: None,
        quiet: args.quiet,
        verbose: false,
    };
    let engine = Engine::load(None)?;
    let mut store = Store::open(db)?;
    let mut tally = Tally::new(&work);
    let mut done = Done::new(false);
    let outcome = store_all(&mut store, &mut done, |put| {
        flow::run(articles, &engine, &work, &mut tally, Ok, put)
    });
    tally.close("; kept until the desk is closed");
    outcome?;
    weave(&mut store, &engine, args.quiet)?;
    something_read(&tally)
}

fn serve(args: &DeskArgs, db: &Path) -> Result {
    let mut options = Options::new(db);
    let owner = ["USER", "USERNAME"]
        .iter()
        .find_map(|name| env::var(name).ok());
    if let Some(owner) = owner {
        options.owner = owner;
    }
    if let Some(file) = &args.users {
        let accounts = Accounts::read(file).map_err(|error| Fault::Usage(error.to_string()))?;
        options.accounts = Some(accounts);
    }
    options.secure = args.https;
    options.keep_days = args.keep_days;
    if args.log {
        rawi_desk::log_requests();
    }
    let address = args
        .listen
        .unwrap_or_else(|| SocketAddr::from((Ipv4Addr::LOCALHOST, args.port)));
    let ready = |address: SocketAddr| {
        let mut output = Output::new();
        // Whoever started it may have closed standard output; the desk serves all the same.
        let _ = output
            .text(&format!("http://{address}/\n"))
            .and_then(|()| output.flush());
        if !args.quiet {
            note("the desk is open at this address; Ctrl-C closes it");
        }
    };
    // Ends with the desk.
    let _watch = args
        .watch
        .as_deref()
        .map(|feeds| watch::beside(feeds, db, args.quiet))
        .transpose()?;
    rawi_desk::run(&options, address, ready).map_err(|error| match error {
        ServeError::Store(error) => error.into(),
        ServeError::Open(_) => Fault::Usage(error.to_string()),
        other => Fault::Failed(other.to_string()),
    })
}

/// Prints the line of an account.
pub fn user(args: &DeskUserArgs) -> Result {
    let failed = |error: rawi_desk::AccountsError| Fault::Failed(error.to_string());
    let mut output = Output::new();
    if args.token {
        let (line, token) = Accounts::token_line(&args.name, args.role).map_err(failed)?;
        output.text(&format!("{line}\n"))?;
        output.flush()?;
        note(&format!("the token, which is kept nowhere: {token}"));
        return Ok(());
    }
    note("type the password and Enter (it can be seen; or pipe it in)");
    let mut password = String::new();
    io::stdin().lock().read_line(&mut password)?;
    let password = password.trim_end_matches(['\r', '\n']);
    if password.chars().count() < 10 {
        return Err(Fault::Usage(
            "the password is too short: ten characters at least".to_owned(),
        ));
    }
    let line = Accounts::password_line(&args.name, args.role, password).map_err(failed)?;
    output.text(&format!("{line}\n"))?;
    output.flush()
}
