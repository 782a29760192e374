//! From a name to a connection: takes an address, resolves its host once, checks what came, and gives the client exactly
//! that to connect to. A name that answers differently the next time gains nothing: there is no next time.

use std::fmt::Debug;
use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs as _};
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::{Host, Url};

use crate::guard::{Guard, Refusal};

/// Addresses that are tried of those that a name has.
const TRIED: usize = 8;

/// Who knows the addresses of a name.
pub(crate) trait Lookup: Debug + Send + Sync + 'static {
    fn lookup(&self, host: &str) -> io::Result<Vec<IpAddr>>;
}

/// The operating system.
#[derive(Debug)]
pub(crate) struct System;

impl Lookup for System {
    fn lookup(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        Ok((host, 0).to_socket_addrs()?.map(|a| a.ip()).collect())
    }
}

/// The resolver that the client asks before each connection.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) guard: Guard,
    pub(crate) names: Arc<dyn Lookup>,
}

impl Resolver for Checked {
    fn resolve(
        &self,
        uri: &Uri,
        _: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let text = uri.to_string();
        let refuse = |refusal: Refusal| ureq::Error::Other(Box::new(refusal));
        let url = Url::parse(&text).map_err(|_| refuse(Refusal::NoAddress(text)))?;
        let addresses = match url.host() {
            Some(Host::Ipv4(address)) => vec![address.into()],
            Some(Host::Ipv6(address)) => vec![address.into()],
            Some(Host::Domain(name)) => self.lookup(name, timeout)?,
            None => return Err(ureq::Error::HostNotFound),
        };
        self.guard
            .check_addresses(&url, &addresses)
            .map_err(refuse)?;
        let port = url.port_or_known_default().unwrap_or_default();
        let mut checked = self.empty();
        for address in addresses.into_iter().take(TRIED) {
            checked.push(SocketAddr::new(address, port));
        }
        if checked.is_empty() {
            return Err(ureq::Error::HostNotFound);
        }
        Ok(checked)
    }
}

impl Checked {
    /// The system's resolver knows no time limit: it is asked on a thread of its own.
    fn lookup(&self, name: &str, timeout: NextTimeout) -> Result<Vec<IpAddr>, ureq::Error> {
        let (send, receive) = mpsc::sync_channel(1);
        let (names, host) = (Arc::clone(&self.names), name.to_owned());
        thread::Builder::new()
            .name("resolve".to_owned())
            .spawn(move || send.send(names.lookup(&host)))
            .map_err(ureq::Error::Io)?;
        let patience = timeout
            .not_zero()
            .map_or(Duration::from_secs(10), |time| *time);
        match receive.recv_timeout(patience) {
            Ok(addresses) => addresses.map_err(ureq::Error::Io),
            Err(_) => Err(ureq::Error::Timeout(timeout.reason)),
        }
    }
}
