//! Standard output as the commands write to it: buffered, an error where it fails, never a panic.

use std::io::{self, BufWriter, Stdout, Write};

use crate::fault::Result;

/// Buffered standard output.
pub struct Output(BufWriter<Stdout>);

impl Output {
    /// Opens it.
    pub fn new() -> Self {
        Self(BufWriter::with_capacity(64 << 10, io::stdout()))
    }

    /// Writes bytes as they are.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result {
        Ok(self.0.write_all(bytes)?)
    }

    /// Writes text.
    pub fn text(&mut self, text: &str) -> Result {
        self.bytes(text.as_bytes())
    }

    /// Writes a value as a line of JSON.
    pub fn json(&mut self, value: &impl serde::Serialize) -> Result {
        serde_json::to_writer(&mut self.0, value)?;
        self.bytes(b"\n")
    }

    /// Sends on what is buffered; must be called at the end, where errors would else be lost.
    pub fn flush(&mut self) -> Result {
        Ok(self.0.flush()?)
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
