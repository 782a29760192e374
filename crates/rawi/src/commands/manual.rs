//! `rawi completions` and `rawi man`: what packagers install beside the program.

use std::fs;
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_complete::Shell;

use crate::cli::Cli;
use crate::fault::{Fault, Result};
use crate::output::Output;

/// Prints completions.
pub fn completions(shell: Shell) -> Result {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "rawi", &mut bytes);
    let mut output = Output::new();
    output.bytes(&bytes)?;
    output.flush()
}

/// Prints the manual page, or writes one for each command into a folder.
pub fn pages(dir: Option<&Path>) -> Result {
    let mut root = Cli::command();
    root.build();
    let Some(dir) = dir else {
        let mut output = Output::new();
        output.bytes(&page(root)?)?;
        return output.flush();
    };
    fs::create_dir_all(dir).map_err(|error| Fault::writing(dir, &error))?;
    write(root, "rawi", dir)
}

fn write(command: Command, name: &str, dir: &Path) -> Result {
    for sub in command.get_subcommands() {
        if sub.get_name() != "help" {
            write(sub.clone(), &format!("{name}-{}", sub.get_name()), dir)?;
        }
    }
    let path = dir.join(format!("{name}.1"));
    let bytes = page(command.name(name.to_owned()))?;
    fs::write(&path, bytes).map_err(|error| Fault::writing(&path, &error))
}

fn page(command: Command) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    clap_mangen::Man::new(command).render(&mut bytes)?;
    Ok(bytes)
}
