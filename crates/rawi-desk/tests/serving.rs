//! A desk on a real port: what is no request kills nothing, and it ends when it is asked to.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use common::{serving, visit};
use rawi_desk::{Options, ServeError, bind, run, serve};
use tokio::sync::oneshot;

/// Sends bytes, and that there are no more, and gives what comes back.
fn exchange(address: SocketAddr, bytes: &[u8], no_more: bool) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(5)))
        .unwrap();
    // A server that hangs up early may do so while bytes are still on their way.
    let _ = stream.write_all(bytes);
    if no_more {
        let _ = stream.shutdown(Shutdown::Write);
    }
    let mut out = Vec::new();
    let _ = stream.read_to_end(&mut out);
    String::from_utf8_lossy(&out).into_owned()
}

fn healthy(address: SocketAddr) -> bool {
    let asked = "GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n";
    exchange(address, asked.as_bytes(), false).starts_with("HTTP/1.1 200")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn malformed_requests_kill_nothing_and_it_ends_in_order() {
    let desk = serving(&[visit("https://ghad.example/1")]);
    let listener = bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (end, ended) = oneshot::channel::<()>();
    let served = tokio::spawn(serve(listener, desk.router.clone(), async move {
        let _ = ended.await;
    }));
    let tried = tokio::task::spawn_blocking(move || {
        assert!(healthy(address));
        let long = format!(
            "GET /{} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n",
            "a".repeat(1 << 20)
        );
        let many = format!(
            "GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n{}\r\n",
            "x: y\r\n".repeat(10_000)
        );
        let bad: [&[u8]; 9] = [
            b"",
            b"\x16\x03\x01\x02\x00\x01\x00\x01",
            b"GET\r\n\r\n",
            b"GET / HTTP/9.9\r\n\r\n",
            b"GET / HTTP/1.1\r\nhost: a\x00b\r\n\r\n",
            b"POST /records/1/wrong HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 99999999999999999999\r\n\r\n",
            b"POST /records/1/wrong HTTP/1.1\r\nhost: 127.0.0.1\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n",
            long.as_bytes(),
            many.as_bytes(),
        ];
        for bytes in bad {
            let answer = exchange(address, bytes, true);
            assert!(!answer.starts_with("HTTP/1.1 2"), "{answer}");
            assert!(healthy(address));
        }
        // A client that opens many connections and says nothing.
        let idle: Vec<TcpStream> = (0..50)
            .map(|_| TcpStream::connect(address).unwrap())
            .collect();
        assert!(healthy(address));
        drop(idle);
    });
    tried.await.unwrap();
    let asked = Instant::now();
    end.send(()).unwrap();
    served.await.unwrap().unwrap();
    assert!(asked.elapsed() < Duration::from_secs(5));
    assert!(TcpStream::connect(address).is_err());
    assert!(
        desk.store()
            .corrections("https://ghad.example/1")
            .unwrap()
            .is_empty()
    );
}

#[test]
fn others_are_let_in_only_where_somebody_may_sign_in() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options::new(folder.path().join("desk.db"));
    let error = run(&options, "0.0.0.0:0".parse().unwrap(), |_| {
        panic!("it listens")
    })
    .unwrap_err();
    assert!(matches!(error, ServeError::Open(_)));
    assert!(error.to_string().contains("--users"));
}
