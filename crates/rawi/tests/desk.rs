//! `rawi desk` from the command line to the browser, and what belongs to it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use assert_cmd::cargo::cargo_bin;
use common::{example, folder, rawi};
use predicates::prelude::*;

#[test]
fn a_first_look_opens_on_something_and_leaves_nothing() {
    let folder = folder();
    let mut desk = Command::new(cargo_bin("rawi"))
        .args(["desk", "--port", "0", "--quiet"])
        .arg(example("exchange"))
        .env("TMPDIR", folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut address = String::new();
    BufReader::new(desk.stdout.take().unwrap())
        .read_line(&mut address)
        .unwrap();
    let host = address
        .trim()
        .trim_start_matches("http://")
        .trim_end_matches('/');
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "GET /records?lang=en HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n"
    )
    .unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("SDN GOV"), "{page}");
    // As Ctrl-C does.
    let ended = Command::new("kill")
        .args(["-INT", &desk.id().to_string()])
        .status()
        .unwrap();
    assert!(ended.success());
    assert!(desk.wait().unwrap().success());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn others_are_not_let_in_by_accident() {
    let folder = folder();
    let db = folder.path().join("rawi.db");
    rawi()
        .args(["desk", "--listen", "0.0.0.0:0", "--db"])
        .arg(&db)
        .assert()
        .code(2)
        .stderr(predicate::str::contains("--users"));
    let users = folder.path().join("users");
    fs::write(&users, "hala editor plain\n").unwrap();
    rawi()
        .args(["desk", "--port", "0", "--db"])
        .arg(&db)
        .arg("--users")
        .arg(&users)
        .assert()
        .code(2)
        .stderr(predicate::str::contains(":1: "));
}

#[test]
fn accounts_are_lines_and_their_secrets_are_not_in_them() {
    rawi()
        .args(["desk-user", "hala", "--role", "editor"])
        .write_stdin("a long secret\n")
        .assert()
        .success()
        .stdout(predicate::str::starts_with("hala editor $argon2id$"))
        .stdout(predicate::str::contains("secret").not());
    rawi()
        .args(["desk-user", "hala"])
        .write_stdin("short\n")
        .assert()
        .code(2);
    rawi()
        .args(["desk-user", "script", "--token"])
        .assert()
        .success()
        .stdout(predicate::str::starts_with("script reader blake3:"))
        .stderr(predicate::str::contains("the token"));
}

#[test]
fn a_backup_is_a_database_and_takes_the_place_of_nothing() {
    let folder = folder();
    let (db, copy) = (folder.path().join("rawi.db"), folder.path().join("copy.db"));
    rawi()
        .args(["import", "--quiet", "--db"])
        .arg(&db)
        .arg(example("exchange/1-difaf.txt"))
        .assert()
        .success();
    let backup = || {
        let mut command = rawi();
        command.arg("backup").arg(&copy).arg("--db").arg(&db);
        command
    };
    backup().assert().success();
    rawi()
        .args(["events", "--limit", "1", "--db"])
        .arg(&copy)
        .assert()
        .success()
        .stdout(predicate::str::contains("SDN"));
    backup()
        .assert()
        .code(3)
        .stderr(predicate::str::contains("already there"));
}
