//! A desk as a process of its own, and requests to it: one a connection, nothing kept open.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// No answer is longer.
const LONGEST: u64 = 64 << 20;
/// Stands in the cookie and in the form, which is what the desk compares.
const TOKEN: &str = "0123456789abcdef0123456789abcdef";

/// A running desk; it ends when this is dropped.
pub struct Desk {
    child: Child,
    /// Where it answers.
    pub address: SocketAddr,
}

impl Desk {
    /// Starts one on a port that is free, and waits until it answers.
    pub fn start(program: &Path, db: &Path) -> Result<Self> {
        let mut child = Command::new(program)
            .arg("desk")
            .arg("--db")
            .arg(db)
            .args(["--port", "0", "--quiet"])
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| {
                format!(
                    "cannot start {}; `cargo build --release -p rawi` makes it",
                    program.display()
                )
            })?;
        let mut line = String::new();
        let read = child
            .stdout
            .take()
            .context("no output of the desk")
            .and_then(|stdout| Ok(BufReader::new(stdout).read_line(&mut line)?));
        let address = read.and_then(|_| {
            let at = line.trim().trim_start_matches("http://");
            at.trim_end_matches('/')
                .parse()
                .with_context(|| format!("the desk says no address but `{}`", line.trim()))
        });
        match address {
            Ok(address) => Ok(Self { child, address }),
            Err(error) => {
                let _ = child.kill();
                let _ = child.wait();
                Err(error)
            }
        }
    }

    /// Ends it at once, as a power cut would.
    pub fn kill(&mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Megabytes of memory that it holds.
    pub fn memory(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status
            .lines()
            .find_map(|l| l.strip_prefix("VmRSS:"))
            .context("no VmRSS in the process's status")?;
        let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse()?;
        Ok(kilobytes / 1024)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.kill();
    }
}

/// Status and body of an address.
pub fn get(desk: SocketAddr, path: &str) -> Result<(u16, Vec<u8>)> {
    ask(
        desk,
        &format!("GET {path} HTTP/1.1\r\nHost: {desk}\r\nConnection: close\r\n\r\n"),
    )
}

/// Sends a form with a remark; the status.
pub fn post(desk: SocketAddr, path: &str, note: &str) -> Result<u16> {
    let body = format!("csrf={TOKEN}&note={}", note.replace(' ', "+"));
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {desk}\r\nCookie: rawi_csrf={TOKEN}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    Ok(ask(desk, &request)?.0)
}

fn ask(desk: SocketAddr, request: &str) -> Result<(u16, Vec<u8>)> {
    let mut stream = TcpStream::connect_timeout(&desk, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.take(LONGEST).read_to_end(&mut answer)?;
    let head = answer
        .windows(4)
        .position(|w| w == b"\r\n\r\n")
        .context("an answer without an end of its head")?;
    let status = answer
        .get(9..12)
        .and_then(|s| std::str::from_utf8(s).ok())
        .and_then(|s| s.parse().ok())
        .context("an answer without a status")?;
    Ok((status, answer.split_off(head + 4)))
}
