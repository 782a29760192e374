//! What ends the program before its time: takes errors of all crates, gives a message for people and an exit code.

use std::fmt;
use std::io;
use std::process::ExitCode;

use rawi_store::{Problem, StoreError};

/// Nothing could be read, or what was asked for is not there, or a check found defects.
pub const NOTHING: u8 = 1;
/// The command line makes no sense.
pub const USAGE: u8 = 2;
/// The output or the database cannot be written or read.
pub const FAILED: u8 = 3;

/// Why the program ends.
#[derive(Debug)]
pub enum Fault {
    /// Whoever reads our output has gone: no error, nothing more to do.
    ClosedPipe,
    /// Nothing came of it; the message says why, or is empty where all has been said.
    Nothing(String),
    /// Asked for something impossible.
    Usage(String),
    /// The machine refused.
    Failed(String),
}

/// The result of a command.
pub type Result<T = (), E = Fault> = std::result::Result<T, E>;

impl Fault {
    /// The program's exit code.
    pub fn code(&self) -> ExitCode {
        match self {
            Self::ClosedPipe => ExitCode::SUCCESS,
            Self::Nothing(_) => NOTHING.into(),
            Self::Usage(_) => USAGE.into(),
            Self::Failed(_) => FAILED.into(),
        }
    }

    /// A file that the program was to write.
    pub fn writing(path: &std::path::Path, error: &io::Error) -> Self {
        Self::Failed(format!(
            "{}: cannot be written: {error} (check the path, the permissions and the disk)",
            path.display()
        ))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ClosedPipe => Ok(()),
            Self::Nothing(text) | Self::Usage(text) | Self::Failed(text) => f.write_str(text),
        }
    }
}

/// Errors of writing the output; nothing else in this program is converted from `io::Error`.
impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Failed(
                "the output cannot be written: no room left on the device (make room, or write elsewhere, and run it \
                 again)"
                    .to_owned(),
            ),
            _ => Self::Failed(format!("the output cannot be written: {error}")),
        }
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        match error.io_error_kind() {
            Some(kind) => io::Error::from(kind).into(),
            None => Self::Failed(format!("the output cannot be written as JSON: {error}")),
        }
    }
}

impl From<csv::Error> for Fault {
    fn from(error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => error.into(),
            kind => Self::Failed(format!("the output cannot be written as CSV: {kind:?}")),
        }
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        let text = error.to_string();
        match error.problem {
            Problem::EmptyQuery(_)
            | Problem::BadCursor(_)
            | Problem::BadName(_)
            | Problem::AlertExists(_) => Self::Usage(text),
            Problem::NoOutlet(_)
            | Problem::NoStory(_)
            | Problem::NoClaim(_)
            | Problem::NoArticle(_)
            | Problem::NoRecord(_)
            | Problem::NoAlert(_)
            | Problem::NoCorrection(_) => Self::Nothing(text),
            _ => Self::Failed(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_is_no_error() {
        let fault = Fault::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert!(matches!(fault, Fault::ClosedPipe));
        let json: Result<(), _> = serde_json::to_writer(Broken, "x").map_err(Fault::from);
        assert!(matches!(json, Err(Fault::ClosedPipe)));
    }

    struct Broken;

    impl io::Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
}
