//! What is remembered of each host while the program runs: when it may be asked again, and what it asks of robots.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use url::Url;

use super::error::FetchError;
use super::robots::Rules;

/// Hosts that are remembered; a feed that names one host after another must not fill the memory.
const HOSTS: usize = 10_000;

/// All hosts.
#[derive(Debug)]
pub(crate) struct Hosts {
    hosts: Mutex<HashMap<String, Host>>,
    /// Between two requests to one host.
    pause: Duration,
}

#[derive(Debug, Clone)]
struct Host {
    /// When the next request may begin.
    free: Instant,
    robots: Option<Robots>,
}

/// What was learnt from a host's `robots.txt`, and until when that holds.
#[derive(Debug, Clone)]
pub(crate) struct Robots {
    /// The rules, or why they could not be had.
    pub(crate) rules: Result<Rules, FetchError>,
    pub(crate) until: Instant,
}

impl Hosts {
    /// Nobody waits longer for a turn.
    pub(crate) const PATIENCE: Duration = Duration::from_secs(90);

    pub(crate) fn new(pause: Duration) -> Self {
        Self {
            hosts: Mutex::default(),
            pause,
        }
    }

    /// Takes the next turn at a host and gives when it is; none, but the time until there is one, where the host asked to
    /// be left alone for longer than anyone waits.
    pub(crate) fn turn(&self, url: &Url) -> Result<Instant, Duration> {
        let mut hosts = self.lock();
        let host = entry(&mut hosts, url);
        let asked = match &host.robots {
            Some(Robots {
                rules: Ok(rules), ..
            }) => rules.pause,
            _ => None,
        };
        let now = Instant::now();
        let wait = host.free.saturating_duration_since(now);
        if wait > Self::PATIENCE {
            return Err(wait);
        }
        host.free = now + wait + self.pause.max(asked.unwrap_or_default());
        Ok(now + wait)
    }

    /// When a host may be asked; the past if it may be now.
    pub(crate) fn free(&self, url: &Url) -> Instant {
        self.lock()
            .get(&name(url))
            .map_or_else(Instant::now, |host| host.free)
    }

    /// Leaves a host alone for a time, as it asked.
    pub(crate) fn hold(&self, url: &Url, time: Duration) {
        let mut hosts = self.lock();
        let host = entry(&mut hosts, url);
        host.free = host.free.max(Instant::now() + time);
    }

    /// What is known of a host's rules, as long as it holds.
    pub(crate) fn robots(&self, url: &Url) -> Option<Robots> {
        let hosts = self.lock();
        let robots = hosts.get(&name(url))?.robots.clone()?;
        (robots.until > Instant::now()).then_some(robots)
    }

    pub(crate) fn learn(&self, url: &Url, robots: Robots) {
        entry(&mut self.lock(), url).robots = Some(robots);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Host>> {
        // Nothing that is done under the lock leaves it half done.
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn entry<'h>(hosts: &'h mut HashMap<String, Host>, url: &Url) -> &'h mut Host {
    let now = Instant::now();
    if hosts.len() >= HOSTS {
        hosts.retain(|_, host| host.free > now);
    }
    hosts.entry(name(url)).or_insert(Host {
        free: now,
        robots: None,
    })
}

/// Rules and turns go by scheme, host and port.
pub(crate) fn name(url: &Url) -> String {
    url.origin().ascii_serialization()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_gets_one_request_at_a_time_and_rests_when_it_asks_to() {
        let hosts = Hosts::new(Duration::from_secs(2));
        let url = Url::parse("https://nida.example/a").unwrap();
        let other = Url::parse("https://other.example/a").unwrap();
        let turn = |url: &Url| hosts.turn(url).unwrap();
        let first = turn(&url);
        let second = turn(&Url::parse("https://nida.example:443/b").unwrap());
        assert!(second - first >= Duration::from_millis(1999));
        assert!(turn(&other) < second);
        hosts.hold(&url, Duration::from_secs(600));
        assert!(hosts.free(&url) > Instant::now() + Duration::from_secs(599));
        assert!(hosts.turn(&url).unwrap_err() > Duration::from_secs(599));
        hosts.learn(
            &other,
            Robots {
                rules: Ok(Rules::parse(b"User-agent: *\nCrawl-delay: 30")),
                until: Instant::now() + Duration::from_secs(9),
            },
        );
        let third = turn(&other);
        assert!(turn(&other) - third >= Duration::from_secs(30));
        assert!(hosts.robots(&other).is_some() && hosts.robots(&url).is_none());
    }
}
