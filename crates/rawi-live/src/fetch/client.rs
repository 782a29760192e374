//! The client: takes a request, follows redirects within limits with each address checked, keeps to what hosts ask of
//! robots and to their pace.

use std::sync::Arc;
use std::time::{Duration, Instant};

use ureq::config::Config;
use ureq::http::{Response, Uri, header};
use ureq::unversioned::transport::{Connector, RustlsConnector, TcpConnector};
use ureq::{Agent, Body};
use url::Url;

use super::FetchLimits;
use super::answer::{self, Answer, Bounds};
use super::connect::{Checked, Lookup, System};
use super::error::FetchError;
use super::hosts::{Hosts, Robots};
use super::robots::Rules;
use crate::guard::{Guard, Refusal};
use crate::stop::Stop;

/// Bytes of a `robots.txt` that count, as the standard has it.
const ROBOTS: u64 = 500 << 10;
/// How long a host's rules hold, and how long it is left alone if they cannot be had.
const RULES_HOLD: Duration = Duration::from_secs(24 * 3600);
const NO_RULES_HOLD: Duration = Duration::from_secs(300);
/// A host that has had too many requests and does not say for how long.
const TOO_MANY: Duration = Duration::from_secs(60);
/// Bytes of all headers of an answer.
const HEADERS: usize = 64 << 10;

/// Asks for addresses; allowed are public ones and those that its guard lists.
#[derive(Debug)]
pub(crate) struct Client {
    agent: Agent,
    guard: Guard,
    hosts: Arc<Hosts>,
    limits: FetchLimits,
    stop: Stop,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// A feed.
    Feed,
    /// A page.
    Page,
    /// A host's rules for robots.
    Robots,
}

/// A request for what stands at an address.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Get<'a> {
    /// The address.
    pub(crate) url: &'a str,
    /// What is asked for.
    pub(crate) wanted: Wanted,
    /// The version that is known already.
    pub(crate) etag: Option<&'a str>,
    /// When that changed.
    pub(crate) modified: Option<&'a str>,
}

/// Something to be taken by a server.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Post<'a> {
    /// The address.
    pub(crate) url: &'a str,
    /// Headers besides the type, which is JSON.
    pub(crate) headers: &'a [(&'static str, String)],
    /// JSON.
    pub(crate) body: &'a [u8],
}

impl Client {
    /// A client that calls itself `user_agent`.
    pub(crate) fn new(
        guard: Guard,
        hosts: Arc<Hosts>,
        limits: FetchLimits,
        user_agent: &str,
        stop: Stop,
    ) -> Self {
        let connector = ().chain(TcpConnector::default()).chain(RustlsConnector::default());
        Self::with(
            guard,
            hosts,
            limits,
            user_agent,
            stop,
            Arc::new(System),
            connector,
        )
    }

    /// A client with its own ways of resolving and connecting.
    fn with(
        guard: Guard,
        hosts: Arc<Hosts>,
        limits: FetchLimits,
        user_agent: &str,
        stop: Stop,
        names: Arc<dyn Lookup>,
        connector: impl Connector,
    ) -> Self {
        let config = Config::builder()
            .user_agent(user_agent)
            .http_status_as_error(false)
            // Redirects are followed here, where each can be checked.
            .max_redirects(0)
            // A proxy would resolve names itself, and a connection that is kept was checked for another request.
            .proxy(None)
            .max_idle_connections(0)
            .max_response_header_size(HEADERS)
            .build();
        let resolver = Checked {
            guard: guard.clone(),
            names,
        };
        Self {
            agent: Agent::with_parts(config, connector, resolver),
            guard,
            hosts,
            limits,
            stop,
        }
    }

    /// Which addresses it asks.
    pub(crate) const fn guard(&self) -> &Guard {
        &self.guard
    }

    /// Asks for an address.
    ///
    /// # Errors
    /// Why there is no answer that can be used.
    pub(crate) fn get(&self, get: &Get<'_>) -> Result<Answer, FetchError> {
        // Waiting for a turn does not count.
        let mut left = self.limits.time;
        let mut url = self.guard.check(get.url)?;
        for _ in 0..=self.limits.redirects {
            if get.wanted != Wanted::Robots {
                self.obey(&url)?;
                self.take_turn(&url)?;
            }
            let began = Instant::now();
            let response = self.ask(get, &url, left)?;
            left = left.saturating_sub(began.elapsed());
            match response.status().as_u16() {
                301 | 302 | 303 | 307 | 308 => {
                    let to = answer::text(response.headers(), header::LOCATION)
                        .ok_or_else(|| FetchError::Network("a redirect to nowhere".to_owned()))?;
                    url = self.guard.join(&url, &to)?;
                }
                200 | 203 | 206 | 304 => {
                    return answer::read(
                        url,
                        response,
                        &Bounds {
                            limit: match get.wanted {
                                Wanted::Feed => self.limits.feed,
                                Wanted::Page => self.limits.page,
                                Wanted::Robots => ROBOTS,
                            },
                            any_type: get.wanted == Wanted::Robots,
                            stop: &self.stop,
                        },
                    );
                }
                _ => return Err(self.refused_by(&url, &response)),
            }
        }
        Err(FetchError::Redirects(self.limits.redirects))
    }

    /// Posts JSON. A redirect is no answer to a post.
    ///
    /// # Errors
    /// Why it was not taken.
    pub(crate) fn post(&self, post: &Post<'_>) -> Result<(), FetchError> {
        let url = self.guard.check(post.url)?;
        let mut request = self
            .agent
            .post(uri(&url)?)
            .config()
            .timeout_global(Some(self.limits.time))
            .build()
            .content_type("application/json");
        for (name, value) in post.headers {
            request = request.header(*name, value);
        }
        let response = request
            .send(post.body)
            .map_err(|error| self.timed(failed(error)))?;
        if response.status().is_success() {
            return Ok(());
        }
        Err(self.refused_by(&url, &response))
    }

    fn ask(&self, get: &Get<'_>, url: &Url, left: Duration) -> Result<Response<Body>, FetchError> {
        if left.is_zero() {
            return Err(FetchError::Timeout(self.limits.time));
        }
        let accept = match get.wanted {
            Wanted::Feed => {
                "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
            }
            Wanted::Page => "text/html, application/xhtml+xml, text/plain;q=0.5, */*;q=0.1",
            Wanted::Robots => "text/plain, */*;q=0.1",
        };
        let mut request = self
            .agent
            .get(uri(url)?)
            .config()
            .timeout_global(Some(left))
            .build()
            .header(header::ACCEPT, accept)
            .header(header::ACCEPT_ENCODING, "gzip");
        if let Some(etag) = get.etag {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(modified) = get.modified {
            request = request.header(header::IF_MODIFIED_SINCE, modified);
        }
        request.call().map_err(|error| self.timed(failed(error)))
    }

    /// Whether the host's rules let us ask for this; they are fetched when they are not known.
    fn obey(&self, url: &Url) -> Result<(), FetchError> {
        let robots = match self.hosts.robots(url) {
            Some(robots) => robots,
            None => {
                let robots = self.robots(url)?;
                self.hosts.learn(url, robots.clone());
                robots
            }
        };
        let rules = robots.rules?;
        let path = match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        };
        if rules.allow(&path) {
            Ok(())
        } else {
            Err(FetchError::Robots)
        }
    }

    fn robots(&self, url: &Url) -> Result<Robots, FetchError> {
        let mut at = url.clone();
        at.set_path("/robots.txt");
        at.set_query(None);
        at.set_fragment(None);
        let answer = self.get(&Get {
            url: at.as_str(),
            wanted: Wanted::Robots,
            etag: None,
            modified: None,
        });
        let (rules, hold) = match answer {
            Ok(answer) => (Ok(Rules::parse(&answer.body)), RULES_HOLD),
            Err(FetchError::Stopped) => return Err(FetchError::Stopped),
            // An address that is refused is refused whatever the rules would say.
            Err(FetchError::Refused(why)) => return Err(why.into()),
            // A trouble of the host's: nothing is asked until it can say what it wants.
            Err(error) if error.is_temporary() => {
                let none = FetchError::NoRobots {
                    why: error.to_string(),
                    retry_after: error.retry_after(),
                };
                (Err(none), NO_RULES_HOLD)
            }
            // It has none, or none that can be read.
            Err(_) => (Ok(Rules::default()), RULES_HOLD),
        };
        Ok(Robots {
            rules,
            until: Instant::now() + hold,
        })
    }

    /// Waits until it is our turn at the host.
    fn take_turn(&self, url: &Url) -> Result<(), FetchError> {
        let turn = self.hosts.turn(url).map_err(FetchError::Held)?;
        if self
            .stop
            .wait(turn.saturating_duration_since(Instant::now()))
        {
            Ok(())
        } else {
            Err(FetchError::Stopped)
        }
    }

    /// What a status says that is no success; a host that is overrun is left alone.
    fn refused_by(&self, url: &Url, response: &Response<Body>) -> FetchError {
        let status = response.status().as_u16();
        let retry_after = answer::retry_after(response.headers());
        let wait = match status {
            429 => Some(retry_after.unwrap_or(TOO_MANY)),
            503 => retry_after,
            _ => None,
        };
        if let Some(wait) = wait {
            self.hosts.hold(url, wait);
        }
        FetchError::Status {
            status,
            retry_after: wait,
        }
    }

    /// A time limit is told as the one that was set.
    fn timed(&self, error: FetchError) -> FetchError {
        match error {
            FetchError::Timeout(_) => FetchError::Timeout(self.limits.time),
            error => error,
        }
    }
}

/// The address as the client takes it.
fn uri(url: &Url) -> Result<Uri, Refusal> {
    let mut url = url.clone();
    url.set_fragment(None);
    url.as_str()
        .parse()
        .map_err(|_| Refusal::NoAddress(url.as_str().chars().take(120).collect()))
}

/// What an error of the client's means.
pub(super) fn failed(error: ureq::Error) -> FetchError {
    match error {
        ureq::Error::Timeout(_) => FetchError::Timeout(Duration::ZERO),
        ureq::Error::HostNotFound => {
            FetchError::Network("the host's name resolves to nothing".to_owned())
        }
        ureq::Error::LargeResponseHeader(..) => FetchError::TooLarge(HEADERS as u64),
        ureq::Error::Other(inner) => match inner.downcast::<Refusal>() {
            Ok(refusal) => FetchError::Refused(*refusal),
            Err(inner) => FetchError::Network(inner.to_string()),
        },
        // The client wraps its own errors when they come out of a reader.
        ureq::Error::Io(io) => match io.downcast::<ureq::Error>() {
            Ok(inner) => failed(inner),
            Err(io) if io.kind() == std::io::ErrorKind::UnexpectedEof => {
                FetchError::Network("the answer is cut off".to_owned())
            }
            Err(io) => FetchError::Network(io.to_string()),
        },
        error => FetchError::Network(error.to_string()),
    }
}

#[cfg(test)]
mod tests;
