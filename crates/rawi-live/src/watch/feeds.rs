//! The feeds while they are watched: takes their state from the store, says what is due.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;
use rawi_store::{Store, WaitingItem};
use url::Url;

use super::work::{Job, Task};
use crate::config::{Config, Feed, Take};
use crate::fetch::{Client, Hosts, host_name};
use crate::stop::Stop;

/// Articles of one feed that are in memory.
const AT_HAND: usize = 200;
/// So many of them are looked at for one whose host is free.
const LOOKED_AT: usize = 20;

/// One feed.
pub(super) struct Watched {
    pub(super) config: Feed,
    pub(super) client: Arc<Client>,
    pub(super) id: i64,
    url: Url,
    pub(super) etag: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) due: Timestamp,
    pub(super) failures: u32,
    /// Whether it answered, or did not, since the watch began.
    pub(super) asked: bool,
    pub(super) answered: bool,
    pub(super) asking: bool,
    pub(super) items: VecDeque<WaitingItem>,
    /// Whether the store may have more that wait.
    pub(super) more: bool,
}

/// All feeds, with what is under way.
pub(super) struct Feeds {
    pub(super) all: Vec<Watched>,
    hosts: Arc<Hosts>,
    /// Hosts that are being asked.
    pub(super) busy: HashSet<String>,
    /// Articles that are being fetched.
    pub(super) fetching: HashSet<i64>,
    /// Which feed is looked at first.
    turn: usize,
    once: bool,
}

/// Something that can be done now.
pub(super) enum Due {
    /// By those who fetch.
    Job(Job),
    /// The feed says all there is to say of it.
    Text(usize, WaitingItem),
}

impl Feeds {
    pub(super) fn load(
        store: &mut Store,
        config: &Config,
        hosts: Arc<Hosts>,
        stop: &Stop,
        once: bool,
    ) -> rawi_store::Result<Self> {
        let agent = config.user_agent();
        let mut clients: Vec<Arc<Client>> = Vec::new();
        let mut all = Vec::with_capacity(config.feeds.len());
        for feed in &config.feeds {
            // Addresses were checked when the configuration was read.
            let Ok(url) = feed.guard.check(&feed.url) else {
                continue;
            };
            let known = clients.iter().find(|client| *client.guard() == feed.guard);
            let client = known.cloned().unwrap_or_else(|| {
                let client = Arc::new(Client::new(
                    feed.guard.clone(),
                    Arc::clone(&hosts),
                    config.limits.clone(),
                    &agent,
                    stop.clone(),
                ));
                clients.push(Arc::clone(&client));
                client
            });
            let state = store.feed(&feed.url)?;
            // The interval may have become shorter meanwhile.
            let due = match state.asked {
                Some(asked) if state.failures == 0 => state
                    .due
                    .min(asked.saturating_add(feed.interval).unwrap_or(asked)),
                _ => state.due,
            };
            all.push(Watched {
                config: feed.clone(),
                client,
                id: state.id,
                url,
                etag: state.etag,
                modified: state.modified,
                due,
                failures: state.failures,
                asked: false,
                answered: false,
                asking: false,
                items: VecDeque::new(),
                more: state.waiting > 0,
            });
        }
        Ok(Self {
            all,
            hosts,
            busy: HashSet::new(),
            fetching: HashSet::new(),
            turn: 0,
            once,
        })
    }

    /// Feeds that are left alone in a single round, with when they are asked again.
    pub(super) fn resting(&self, now: Timestamp) -> HashMap<String, Timestamp> {
        let rests = self.all.iter().filter(|f| f.failures > 0 && f.due > now);
        rests.map(|f| (f.config.url.clone(), f.due)).collect()
    }

    /// Fetches from the store what waits, for feeds that may have more of it.
    pub(super) fn refill(&mut self, store: &Store) -> rawi_store::Result<()> {
        for feed in self.all.iter_mut().filter(|f| f.more && f.items.is_empty()) {
            // Those under way wait as well, as far as the store knows.
            let limit = AT_HAND + self.fetching.len();
            let waiting = store.waiting_items(feed.id, limit)?;
            feed.more = waiting.len() == limit;
            feed.items = waiting
                .into_iter()
                .filter(|item| !self.fetching.contains(&item.id))
                .collect();
        }
        Ok(())
    }

    /// The next thing that can be done; the feeds take turns.
    pub(super) fn next(&mut self, now: Timestamp, free_worker: bool) -> Option<Due> {
        let number = self.all.len();
        for step in 0..number {
            let at = (self.turn + step) % number;
            if let Some(due) = self.next_of(at, now, free_worker) {
                self.turn = at + 1;
                return Some(due);
            }
        }
        None
    }

    fn next_of(&mut self, at: usize, now: Timestamp, free_worker: bool) -> Option<Due> {
        let once = self.once;
        let feed = self.all.get_mut(at)?;
        if free_worker && feed.is_due(now, once) {
            let host = host_name(&feed.url);
            if is_free(&self.busy, &self.hosts, &feed.url) {
                feed.asking = true;
                self.busy.insert(host.clone());
                return Some(Due::Job(Job {
                    task: Task::Poll {
                        feed: at,
                        url: feed.config.url.clone(),
                        outlet: feed.config.outlet.clone(),
                        etag: feed.etag.clone(),
                        modified: feed.modified.clone(),
                    },
                    client: Arc::clone(&feed.client),
                    host: Some(host),
                }));
            }
        }
        for i in 0..feed.items.len().min(LOOKED_AT) {
            let item = feed.items.get(i)?;
            if item.due > now {
                break;
            }
            let url = match feed.config.take {
                Take::Page => item.article.url.clone(),
                Take::Feed => None,
            };
            let Some(url) = url else {
                return feed.items.remove(i).map(|item| Due::Text(at, item));
            };
            let Ok(checked) = feed.client.guard().check(&url) else {
                // The client says why; no host is asked.
                if !free_worker {
                    continue;
                }
                let item = feed.items.remove(i)?;
                return Some(page(at, feed, item, url, None, &mut self.fetching));
            };
            if free_worker && is_free(&self.busy, &self.hosts, &checked) {
                let host = host_name(&checked);
                self.busy.insert(host.clone());
                let item = feed.items.remove(i)?;
                return Some(page(at, feed, item, url, Some(host), &mut self.fetching));
            }
        }
        None
    }

    /// Whether anything can be done before long: in a single round it is not over until then.
    pub(super) fn pending(&self, now: Timestamp) -> bool {
        self.all.iter().any(|feed| {
            let soon = |url: &Url| self.hosts.free(url) <= Instant::now() + Hosts::PATIENCE;
            let item = |item: &WaitingItem| {
                item.due <= now
                    && item
                        .article
                        .url
                        .as_deref()
                        .and_then(|url| feed.client.guard().check(url).ok())
                        .is_none_or(|url| soon(&url))
            };
            (feed.is_due(now, self.once) && soon(&feed.url))
                || feed.items.iter().any(item)
                || (feed.more && feed.items.is_empty())
        })
    }
}

impl Watched {
    /// Whether it is time to ask it. In a single round each is asked once, whatever its interval, but not against what
    /// its failures or its server ask for.
    fn is_due(&self, now: Timestamp, once: bool) -> bool {
        if self.asking || (once && self.asked) {
            return false;
        }
        self.due <= now || (once && self.failures == 0)
    }
}

fn is_free(busy: &HashSet<String>, hosts: &Hosts, url: &Url) -> bool {
    !busy.contains(&host_name(url)) && hosts.free(url) <= Instant::now()
}

fn page(
    feed: usize,
    watched: &Watched,
    item: WaitingItem,
    url: String,
    host: Option<String>,
    fetching: &mut HashSet<i64>,
) -> Due {
    fetching.insert(item.id);
    Due::Job(Job {
        task: Task::Page { feed, item, url },
        client: Arc::clone(&watched.client),
        host,
    })
}
