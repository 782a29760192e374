//! Connections go to the addresses that were checked, and to no others. The names are the test's own, and nothing is
//! really connected to.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Mutex;

use ureq::unversioned::transport::{ConnectionDetails, TcpConnector, Transport};

use super::*;

/// A name whose addresses change with every question.
#[derive(Debug)]
struct Changing {
    answers: Mutex<Vec<Vec<IpAddr>>>,
}

impl Lookup for Changing {
    fn lookup(&self, _: &str) -> io::Result<Vec<IpAddr>> {
        let mut answers = self.answers.lock().unwrap();
        if answers.is_empty() {
            return Err(io::Error::other("asked too often"));
        }
        Ok(answers.remove(0))
    }
}

/// Notes what it is to connect to, and does not.
#[derive(Debug, Default, Clone)]
struct Noting(Arc<Mutex<Vec<SocketAddr>>>);

impl<In: Transport> Connector<In> for Noting {
    type Out = Box<dyn Transport>;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        _: Option<In>,
    ) -> Result<Option<Self::Out>, ureq::Error> {
        self.0.lock().unwrap().extend(details.addrs.iter().copied());
        Err(ureq::Error::ConnectionFailed)
    }
}

fn names(answers: &[&[&str]]) -> Arc<Changing> {
    let addresses = |texts: &&[&str]| texts.iter().map(|t| t.parse().unwrap()).collect();
    Arc::new(Changing {
        answers: Mutex::new(answers.iter().map(addresses).collect()),
    })
}

fn client(names: Arc<Changing>, connector: impl Connector, allow: &[&str]) -> Client {
    let limits = FetchLimits {
        time: Duration::from_secs(5),
        ..FetchLimits::default()
    };
    Client::with(
        Guard::new(allow).unwrap(),
        Arc::new(Hosts::new(Duration::ZERO)),
        limits,
        "Rawi/test",
        Stop::new(),
        names,
        connector,
    )
}

fn robots(url: &str) -> Get<'_> {
    Get {
        url,
        wanted: Wanted::Robots,
        etag: None,
        modified: None,
    }
}

#[test]
fn a_name_is_resolved_once_and_that_is_connected_to() {
    let noting = Noting::default();
    let names = names(&[&["93.184.215.14", "2606:2800::1"], &["127.0.0.1"]]);
    let client = client(Arc::clone(&names), noting.clone(), &[]);
    let error = client
        .get(&robots("https://feeds.example.org/x"))
        .unwrap_err();
    assert!(matches!(error, FetchError::Network(_)), "{error}");
    let connected = noting.0.lock().unwrap().clone();
    assert_eq!(
        connected,
        [
            "93.184.215.14:443".parse().unwrap(),
            "[2606:2800::1]:443".parse().unwrap()
        ]
    );
    // The answer that was to come between check and connection was never asked for.
    assert_eq!(names.answers.lock().unwrap().len(), 1);
}

#[test]
fn what_resolves_to_an_address_inside_is_not_connected_to() {
    for inside in [
        &["127.0.0.1"][..],
        &["169.254.169.254"],
        &["fd00:ec2::254"],
        &["::ffff:10.0.0.1"],
        &["64:ff9b::192.168.0.1"],
        &["93.184.215.14", "10.0.0.1"],
        &["::1", "93.184.215.14"],
    ] {
        let noting = Noting::default();
        // The first answer is good: what counts is the one that is connected to.
        let names = names(&[inside, &["93.184.215.14"]]);
        let client = client(names, noting.clone(), &["localhost:8080"]);
        let error = client
            .get(&robots("http://feeds.example.org/x"))
            .unwrap_err();
        assert!(
            matches!(error, FetchError::Refused(Refusal::Inside { .. })),
            "{error}"
        );
        assert!(!error.is_temporary());
        assert!(noting.0.lock().unwrap().is_empty(), "{inside:?}");
        let post = client.post(&Post {
            url: "http://127.0.0.1/hook",
            headers: &[],
            body: b"{}",
        });
        assert!(matches!(post, Err(FetchError::Refused(_))));
    }
}

#[test]
fn a_listed_host_is_connected_to_wherever_it_is() {
    let noting = Noting::default();
    let client = client(names(&[&["10.1.2.3"]]), noting.clone(), &["intranet:8080"]);
    client.get(&robots("http://intranet:8080/x")).unwrap_err();
    assert_eq!(
        *noting.0.lock().unwrap(),
        ["10.1.2.3:8080".parse().unwrap()]
    );
}

#[test]
fn each_redirect_is_resolved_and_checked_anew() {
    // A server of our own stands in for the public one; the name that it redirects to is inside.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = std::thread::spawn(move || {
        use std::io::{Read as _, Write as _};
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 2048]).unwrap();
        let answer = "HTTP/1.1 302 Found\r\nLocation: http://inside.example.org/\r\nContent-Length: 0\r\n\r\n";
        stream.write_all(answer.as_bytes()).unwrap();
    });
    let names = names(&[&["127.0.0.1"], &["10.0.0.1"], &["93.184.215.14"]]);
    let host = format!("start:{port}");
    let connector = ().chain(TcpConnector::default());
    let client = client(Arc::clone(&names), connector, &[&host]);
    let error = client.get(&robots(&format!("http://{host}/"))).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("inside.example.org is 10.0.0.1, a private address"),
        "{error}"
    );
    server.join().unwrap();
    assert_eq!(names.answers.lock().unwrap().len(), 1);
}
