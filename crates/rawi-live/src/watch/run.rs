//! One thread that decides: hands out what is due, stores what came, lays it beside the rest, asks the alerts.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rawi_model::Article;
use rawi_store::{ItemState, Polled, Problem, Result, Store, StoreError, Stored, WaitingItem};

use super::deliver::Hooks;
use super::feeds::{Due, Feeds};
use super::work::{Done, Finished, Job, Workers};
use super::{Event, Summary, Watcher};
use crate::backoff::{Backoff, LONGEST, spread};
use crate::fetch::{Client, FetchError, Hosts};

/// How long nothing is done before something may be due again.
const TICK: Duration = Duration::from_millis(50);
/// So long may a stored article wait for its story while others come.
const LATE: Duration = Duration::from_secs(5);
/// A page is tried so often, with these waits between.
const TRIES: u32 = 4;
const PAGES: Backoff = Backoff {
    first: Duration::from_secs(60),
    most: Duration::from_secs(6 * 3600),
};

/// Watches; see [`Watcher::run`].
pub(super) fn run(
    watcher: Watcher<'_>,
    once: bool,
    observe: &mut dyn FnMut(&Event),
) -> Result<Summary> {
    let config = watcher.config;
    let hosts = Arc::new(Hosts::new(config.pause));
    let feeds = Feeds::load(
        watcher.store,
        config,
        Arc::clone(&hosts),
        &watcher.stop,
        once,
    )?;
    let hooks = Hooks::new(Arc::new(Client::new(
        config.webhooks.clone(),
        hosts,
        config.limits.clone(),
        &config.user_agent(),
        watcher.stop.clone(),
    )));
    let workers = Workers::start(config.workers).map_err(|error| StoreError {
        file: watcher.store.file().to_owned(),
        problem: Problem::Io(format!("no thread to fetch with: {error}")),
    })?;
    let chance = fastrand::Rng::with_seed(watcher.seed);
    let mut run = Run {
        watcher,
        feeds,
        hooks,
        workers,
        chance,
        // What an earlier run left undone is done first.
        unwoven: Some(Instant::now()),
        once,
        under_way: 0,
        failed: BTreeMap::new(),
        summary: Summary::default(),
        observe,
    };
    match run.go() {
        // Told to stop while another process kept the database.
        Err(error) if error.problem == Problem::Locked && run.watcher.stop.is_set() => {}
        outcome => outcome?,
    }
    run.close()
}

/// A watch while it runs.
pub(super) struct Run<'w, 'o> {
    pub(super) watcher: Watcher<'w>,
    feeds: Feeds,
    pub(super) hooks: Hooks,
    pub(super) workers: Workers,
    pub(super) chance: fastrand::Rng,
    /// Since when something is stored that is not laid beside the rest.
    pub(super) unwoven: Option<Instant>,
    once: bool,
    /// Jobs that are not finished.
    under_way: u64,
    /// Feeds that did not answer the last time, and why.
    failed: BTreeMap<String, String>,
    pub(super) summary: Summary,
    pub(super) observe: &'o mut dyn FnMut(&Event),
}

impl Run<'_, '_> {
    fn go(&mut self) -> Result<()> {
        if self.once {
            let now = Timestamp::now();
            for (feed, due) in self.feeds.resting(now) {
                let wait = until(now, due);
                (self.observe)(&Event::FeedRests { feed, wait });
            }
        }
        while !self.watcher.stop.is_set() {
            self.feeds.refill(self.watcher.store)?;
            let worked = self.hand_out()?;
            match self
                .workers
                .finished
                .recv_timeout(if worked { Duration::ZERO } else { TICK })
            {
                Ok(finished) => {
                    self.finish(finished)?;
                    if !self.is_late() {
                        continue;
                    }
                }
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) if worked && !self.is_late() => continue,
                Err(RecvTimeoutError::Timeout) => {}
            }
            // Nothing more is at hand, or it has been going on for long: what came is laid beside the rest.
            self.settle()?;
            let posted = self.deliver()?;
            let idle = self.under_way == 0 && !posted;
            if self.once && idle && !self.feeds.pending(Timestamp::now()) {
                break;
            }
        }
        if self.watcher.stop.is_set() {
            return self.settle();
        }
        Ok(())
    }

    /// Hands out what can be done now, and does what needs nobody; whether there was an article to read.
    fn hand_out(&mut self) -> Result<bool> {
        let now = Timestamp::now();
        while let Some(due) = self.feeds.next(now, self.workers.free > 0) {
            match due {
                Due::Job(job) => self.give(job),
                Due::Text(feed, item) => {
                    let article = item.article.clone();
                    self.keep(feed, &item, article)?;
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Whether what was stored has waited long enough to be laid beside the rest.
    fn is_late(&self) -> bool {
        self.unwoven.is_some_and(|since| since.elapsed() > LATE)
    }

    pub(super) fn give(&mut self, job: Job) {
        self.under_way += 1;
        self.workers.give(job);
    }

    fn finish(&mut self, finished: Finished) -> Result<()> {
        self.under_way -= 1;
        self.workers.free += 1;
        if let Some(host) = &finished.host {
            self.feeds.busy.remove(host);
        }
        match finished.done {
            Done::Poll { feed, outcome } => self.polled(feed, outcome),
            Done::Page {
                feed,
                item,
                outcome,
            } => {
                self.feeds.fetching.remove(&item.id);
                self.fetched(feed, *item, outcome)
            }
            Done::Hook { delivery, outcome } => self.posted(&delivery, outcome),
        }
    }

    /// A feed answered, or did not.
    fn polled(&mut self, at: usize, outcome: Result<Polled, FetchError>) -> Result<()> {
        let now = Timestamp::now();
        let Some(feed) = self.feeds.all.get_mut(at) else {
            return Ok(());
        };
        feed.asking = false;
        let interval = feed.config.interval;
        match outcome {
            Err(FetchError::Stopped) => Ok(()),
            Ok(polled) => {
                feed.due = after(now, spread(interval, &mut self.chance, 0.1));
                (feed.failures, feed.asked, feed.answered) = (0, true, true);
                let (id, due, url) = (feed.id, feed.due, feed.config.url.clone());
                feed.etag.clone_from(&polled.etag);
                feed.modified.clone_from(&polled.modified);
                self.failed.remove(&url);
                let new = self.patiently(|store| store.feed_answered(id, &polled, now, due))?;
                if new > 0
                    && let Some(feed) = self.feeds.all.get_mut(at)
                {
                    // What is at hand is among what waits.
                    feed.items.clear();
                    feed.more = true;
                }
                (self.observe)(&Event::Polled {
                    feed: url,
                    listed: polled.items.map(|items| items.len() as u64),
                    new,
                });
                Ok(())
            }
            Err(error) => {
                feed.failures += 1;
                feed.asked = true;
                let backoff = Backoff {
                    first: interval,
                    most: LONGEST.max(interval),
                };
                let wait = backoff.after(feed.failures, &mut self.chance);
                let wait = wait.max(error.retry_after().unwrap_or_default());
                feed.due = after(now, wait);
                let (id, due, url) = (feed.id, feed.due, feed.config.url.clone());
                let why = error.to_string();
                self.failed.insert(url.clone(), why.clone());
                let failures = self.patiently(|store| store.feed_failed(id, &why, now, due))?;
                (self.observe)(&Event::FeedFailed {
                    feed: url,
                    why,
                    failures,
                    wait,
                });
                Ok(())
            }
        }
    }

    /// A page came, or did not.
    fn fetched(
        &mut self,
        at: usize,
        mut item: WaitingItem,
        outcome: Result<Box<Article>, FetchError>,
    ) -> Result<()> {
        let error = match outcome {
            Ok(article) => return self.keep(at, &item, *article),
            Err(FetchError::Stopped) => return Ok(()),
            Err(error) => error,
        };
        let (id, why) = (item.article.id.clone(), error.to_string());
        if !error.is_temporary() || item.tries + 1 >= TRIES {
            (self.observe)(&Event::PageFailed {
                id,
                why: why.clone(),
                wait: None,
            });
            let article = item.article.clone();
            if !has_body(&article) {
                return self.give_up(&item, &format!("{why}; the feed has no text of it"));
            }
            return self.keep(at, &item, article);
        }
        let wait = PAGES.after(item.tries + 1, &mut self.chance);
        let wait = wait.max(error.retry_after().unwrap_or_default());
        let due = after(Timestamp::now(), wait);
        let number = item.id;
        self.patiently(|store| store.item_failed(number, &why, &ItemState::Retry(due)))?;
        (item.tries, item.due) = (item.tries + 1, due);
        if let Some(feed) = self.feeds.all.get_mut(at) {
            // Behind those that are due before it.
            let place = feed.items.partition_point(|other| other.due <= due);
            feed.items.insert(place, item);
        }
        (self.observe)(&Event::PageFailed {
            id,
            why,
            wait: Some(wait),
        });
        Ok(())
    }

    /// Reads an article and stores it.
    fn keep(&mut self, feed: usize, item: &WaitingItem, mut article: Article) -> Result<()> {
        if let Some(outlet) = self
            .feeds
            .all
            .get(feed)
            .and_then(|f| f.config.outlet.as_ref())
        {
            article.outlet.clone_from(outlet);
        }
        let (id, outlet, title) = (
            article.id.clone(),
            article.outlet.clone(),
            article.title.clone(),
        );
        let reading = match self.watcher.reader.read(article) {
            Ok(reading) => reading,
            Err(why) => return self.give_up(item, &why),
        };
        let number = item.id;
        let stored = self.patiently(|store| store.put_item(number, &reading))?;
        match stored {
            Stored::New => self.summary.new += 1,
            Stored::NewVersion | Stored::Reread => self.summary.changed += 1,
            Stored::Same => self.summary.same += 1,
        }
        self.unwoven.get_or_insert_with(Instant::now);
        (self.observe)(&Event::Stored {
            id,
            outlet,
            title,
            stored,
            records: reading.events.len() as u64,
        });
        Ok(())
    }

    fn give_up(&mut self, item: &WaitingItem, why: &str) -> Result<()> {
        let number = item.id;
        self.patiently(|store| store.item_failed(number, why, &ItemState::Failed))?;
        self.summary.given_up += 1;
        (self.observe)(&Event::GivenUp {
            id: item.article.id.clone(),
            why: why.to_owned(),
        });
        Ok(())
    }

    /// Does something to the store, and waits where another process keeps it for long.
    pub(super) fn patiently<T>(
        &mut self,
        mut work: impl FnMut(&mut Store) -> Result<T>,
    ) -> Result<T> {
        loop {
            match work(self.watcher.store) {
                Err(error) if error.problem == Problem::Locked && !self.watcher.stop.is_set() => {
                    (self.observe)(&Event::Locked);
                }
                outcome => return outcome,
            }
        }
    }

    fn close(mut self) -> Result<Summary> {
        for feed in &self.feeds.all {
            self.summary.answered += u64::from(feed.answered);
            self.summary.waiting += self.watcher.store.feed(&feed.config.url)?.waiting;
        }
        self.summary.failed = self.failed.into_iter().collect();
        Ok(self.summary)
    }
}

/// Whether there is more than a headline.
fn has_body(article: &Article) -> bool {
    let title = article.title.trim();
    let text = article.text.trim();
    !text.is_empty() && text != title
}

/// A moment after another one.
pub(super) fn after(now: Timestamp, wait: Duration) -> Timestamp {
    now.checked_add(wait).unwrap_or(Timestamp::MAX)
}

fn until(now: Timestamp, due: Timestamp) -> Duration {
    Duration::try_from(due.duration_since(now)).unwrap_or_default()
}
