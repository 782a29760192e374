//! The command line: Arabic news in, records with their sources out.
//!
//! ```text
//! paths ─ input ─▶ articles ─ flow (all threads, order kept) ─▶ readings ─┬▶ text, JSON, CSV     (read, explain)
//!                                                                        └▶ store ─▶ events, export, search (import, reread)
//! ```

mod block;
mod cli;
mod commands;
mod engine;
mod fault;
mod flow;
mod input;
mod names;
mod outfile;
mod output;
mod page;
mod progress;
mod shown;
mod tally;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command, LexiconCommand};
use fault::{Fault, Result};

fn main() -> ExitCode {
    engine::install_panic_message();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // A pipe that closed under `--help` is no error.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(fault::USAGE));
        }
    };
    match run(&cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            let text = fault.to_string();
            if !text.is_empty() {
                let _ = writeln!(std::io::stderr(), "rawi: {text}");
            }
            fault.code()
        }
    }
}

fn run(command: &Command) -> Result<(), Fault> {
    match command {
        Command::Read(args) => commands::read::run(args),
        Command::Explain(args) => commands::explain::run(args),
        Command::Import(args) => commands::import::run(args),
        Command::Events(args) => commands::events::run(args),
        Command::Export(args) => commands::export::run(args),
        Command::Search(args) => commands::search::run(args),
        Command::Reread(args) => commands::reread::run(args),
        Command::Settle(args) => commands::settle::run(args),
        Command::Stories(args) => commands::stories::list(args),
        Command::Story(args) => commands::stories::one(args),
        Command::Claim(args) => commands::claims::run(args),
        Command::Contradictions(args) => commands::contradictions::run(args),
        Command::Followups(args) => commands::followups::run(args),
        Command::Dossier(args) => commands::dossiers::dossier(args),
        Command::Process(args) => commands::dossiers::process(args),
        Command::Outlet(args) => commands::outlets::run(args),
        Command::Brief(args) => commands::brief::run(args),
        Command::Backup(args) => commands::backup::run(args),
        Command::Copies(args) => commands::copies::run(args),
        Command::Annotate(command) => commands::annotate::run(command),
        Command::Watch(args) => commands::watch::run(args),
        Command::Alerts(command) => commands::alerts::run(command),
        Command::Desk(args) => commands::desk::run(args),
        Command::DeskUser(args) => commands::desk::user(args),
        Command::Score(args) => commands::score::run(args),
        Command::Lexicon(LexiconCommand::Check { dir }) => commands::lexicon::check(dir),
        Command::Completions { shell } => commands::manual::completions(*shell),
        Command::Man { dir } => commands::manual::pages(dir.as_deref()),
    }
}
