//! Which addresses may be asked: takes an address as it was written, gives it checked; takes what its name resolved to,
//! says whether all of that is public.
//!
//! A feed, a page or a redirect names whatever it likes. What runs on this machine or in its network answers to whoever
//! stands inside, so nothing inside is ever asked, unless the user lists the host. The check after resolution counts:
//! a connection goes to exactly the addresses that were checked (see [`crate::fetch`]).

mod ranges;

use std::fmt;
use std::net::IpAddr;

use url::{Host, Url};

pub use ranges::refused;

/// An address is this long at most, in bytes.
const LENGTH: usize = 4096;

/// Hosts that the user lists as allowed, whatever their addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Guard {
    allowed: Vec<Allowed>,
}

/// A host as `example.org`, `localhost:8080`, `10.0.0.7` or `[::1]:8080`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Allowed {
    host: String,
    /// The port that is open; 80 and 443 where none is given.
    port: Option<u16>,
}

/// Why an address is not asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// It is no address.
    #[error("`{0}` is no address of the web")]
    NoAddress(String),
    /// Neither http nor https.
    #[error("`{0}:` is neither http nor https")]
    Scheme(String),
    /// A user's name or a password stands in it.
    #[error("a name or a password stands in the address")]
    UserInfo,
    /// The host is an address that is not written as usual: octal, hexadecimal, in one number.
    #[error("the host is a number written in an unusual way (for {0})")]
    Spelling(IpAddr),
    /// A port that is not open.
    #[error("port {0} is not 80 or 443")]
    Port(u16),
    /// The name stands for an address that is not public.
    #[error("{host} is {address}, {what}")]
    Inside {
        /// The host.
        host: String,
        /// What it resolved to.
        address: IpAddr,
        /// Which kind of address that is.
        what: &'static str,
    },
}

impl Refusal {
    /// What the user can do, as an imperative clause.
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::Port(_) => "list the host with its port under `allow` if this is meant",
            Self::Inside { .. } => "list the host under `allow` if this is meant",
            Self::NoAddress(_) | Self::Scheme(_) | Self::UserInfo | Self::Spelling(_) => {
                "write it as https://host/path"
            }
        }
    }
}

impl Guard {
    /// A guard that allows these hosts besides all public ones.
    ///
    /// # Errors
    /// The entry that is no host, with or without a port.
    pub fn new<S: AsRef<str>>(allow: impl IntoIterator<Item = S>) -> Result<Self, String> {
        let allowed = allow
            .into_iter()
            .map(|entry| Allowed::parse(entry.as_ref()).ok_or_else(|| entry.as_ref().to_owned()))
            .collect::<Result<_, _>>()?;
        Ok(Self { allowed })
    }

    /// Reads and checks an address, as far as this goes without resolving its name.
    ///
    /// ```
    /// use rawi_live::Guard;
    ///
    /// let guard = Guard::new(["localhost:8080"])?;
    /// assert!(guard.check("https://example.org/rss").is_ok());
    /// assert!(guard.check("http://localhost:8080/rss").is_ok());
    /// assert!(guard.check("http://localhost/rss").is_ok_and(|url| !guard.allows(&url)));
    /// assert!(guard.check("http://0x7f.1/rss").is_err());
    /// # Ok::<(), String>(())
    /// ```
    ///
    /// # Errors
    /// Why it is refused.
    pub fn check(&self, text: &str) -> Result<Url, Refusal> {
        let shown = || Refusal::NoAddress(text.chars().take(120).collect());
        if text.len() > LENGTH {
            return Err(shown());
        }
        let url = Url::parse(text).map_err(|_| shown())?;
        self.check_url(&url)?;
        // What the standard reads as an IPv4 address must have been written as one.
        if let Some(Host::Ipv4(address)) = url.host()
            && !text.contains(&address.to_string())
        {
            return Err(Refusal::Spelling(address.into()));
        }
        Ok(url)
    }

    /// Checks an address against which another one was resolved: a redirect, or a link in a page.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn join(&self, base: &Url, text: &str) -> Result<Url, Refusal> {
        let joined = base
            .join(text)
            .map_err(|_| Refusal::NoAddress(text.chars().take(120).collect()))?;
        // As it was written, where it names a host of its own; else the host is the one that was checked before.
        if joined.host() == base.host() {
            self.check_url(&joined)?;
            return Ok(joined);
        }
        if let Some(Host::Ipv4(address)) = joined.host()
            && !text.contains(&address.to_string())
        {
            return Err(Refusal::Spelling(address.into()));
        }
        self.check(joined.as_str())
    }

    fn check_url(&self, url: &Url) -> Result<(), Refusal> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Refusal::Scheme(url.scheme().to_owned()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Refusal::UserInfo);
        }
        let port = url.port_or_known_default().unwrap_or_default();
        if !matches!(port, 80 | 443) && !self.allows(url) {
            return Err(Refusal::Port(port));
        }
        // Written as an address there is nothing to resolve.
        let address: Option<IpAddr> = match url.host() {
            Some(Host::Ipv4(address)) => Some(address.into()),
            Some(Host::Ipv6(address)) => Some(address.into()),
            Some(Host::Domain(_)) => None,
            None => return Err(Refusal::NoAddress(url.to_string())),
        };
        match address {
            Some(address) => self.check_addresses(url, &[address]),
            None => Ok(()),
        }
    }

    /// Checks what the host of an address resolved to: one address that is not public refuses them all, since a name
    /// that stands for both is up to no good.
    ///
    /// # Errors
    /// [`Refusal::Inside`].
    pub fn check_addresses(&self, url: &Url, addresses: &[IpAddr]) -> Result<(), Refusal> {
        if self.allows(url) {
            return Ok(());
        }
        for &address in addresses {
            if let Some(what) = refused(address) {
                return Err(Refusal::Inside {
                    host: url.host_str().unwrap_or_default().to_owned(),
                    address,
                    what,
                });
            }
        }
        Ok(())
    }

    /// Whether the user listed the host of an address, with its port.
    pub fn allows(&self, url: &Url) -> bool {
        let port = url.port_or_known_default().unwrap_or_default();
        url.host_str().is_some_and(|host| {
            self.allowed.iter().any(|allowed| {
                allowed.host == host
                    && match allowed.port {
                        Some(open) => open == port,
                        None => matches!(port, 80 | 443),
                    }
            })
        })
    }
}

impl Allowed {
    fn parse(text: &str) -> Option<Self> {
        if text.contains(['/', '@', '?', '#', '\\', ' ']) {
            return None;
        }
        // The standard reads the host as it will read it in addresses; the scheme has no port of its own to drop.
        let url = Url::parse(&format!("http://{text}/")).ok()?;
        let port = match text.rsplit_once(':') {
            Some((_, port)) if !text.ends_with(']') => Some(port.parse().ok()?),
            _ => None,
        };
        Some(Self {
            host: url.host_str()?.to_owned(),
            port,
        })
    }
}

impl fmt::Display for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, allowed) in self.allowed.iter().enumerate() {
            let comma = if i > 0 { ", " } else { "" };
            write!(f, "{comma}{}", allowed.host)?;
            if let Some(port) = allowed.port {
                write!(f, ":{port}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
