//! From hits to those who asked for them: the Atom file of an alert, and its webhook.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rawi_store::{Delivery, Result, Store};

use super::Event;
use super::run::{Run, after};
use super::work::{Job, Task};
use crate::atom::write_atom;
use crate::backoff::Backoff;
use crate::fetch::{Client, FetchError};
use crate::webhook::HITS;

/// Between two posts that failed.
const POSTS: Backoff = Backoff {
    first: Duration::from_secs(30),
    most: Duration::from_secs(6 * 3600),
};
/// How often the store is asked for what waits, when nothing new was found here.
const LOOK: Duration = Duration::from_secs(5);

/// Deliveries under way.
pub(super) struct Hooks {
    client: Arc<Client>,
    /// Alerts whose webhook is being asked.
    busy: HashSet<String>,
    /// When to look for what waits.
    look: Instant,
    /// How much each alert had found when its file was written.
    written: HashMap<i64, u64>,
}

impl Hooks {
    pub(super) fn new(client: Arc<Client>) -> Self {
        Self {
            client,
            busy: HashSet::new(),
            look: Instant::now(),
            written: HashMap::new(),
        }
    }

    /// What waits and is not being posted, if it is time to look.
    fn waiting(&mut self, store: &Store) -> Result<Vec<Delivery>> {
        if Instant::now() < self.look {
            return Ok(Vec::new());
        }
        self.look = Instant::now() + LOOK;
        let mut waiting = store.deliveries(HITS)?;
        waiting.retain(|delivery| !self.busy.contains(&delivery.alert));
        Ok(waiting)
    }
}

impl Run<'_, '_> {
    /// Lays what was stored beside the rest, asks the alerts about it, writes their files.
    pub(super) fn settle(&mut self) -> Result<()> {
        if self.unwoven.take().is_none() {
            return Ok(());
        }
        let names = self.watcher.names;
        self.patiently(|store| store.weave(names, |_| ()))?;
        for (alert, hits) in self.patiently(Store::ask_alerts)? {
            self.summary.hits += hits;
            self.hooks.written.remove(&alert.id);
            let name = alert.name;
            (self.observe)(&Event::Alert { name, hits });
        }
        self.hooks.look = Instant::now();
        // Somebody else may have asked: what counts is what is there.
        for alert in self.watcher.store.alerts()? {
            let seen = self.hooks.written.insert(alert.id, alert.hits);
            if seen != Some(alert.hits)
                && let Err(why) = write_atom(self.watcher.store, &alert)?
            {
                let (name, file) = (alert.name, alert.atom.unwrap_or_default());
                let why = format!("{file}: {why}");
                (self.observe)(&Event::AtomFailed { name, why });
            }
        }
        Ok(())
    }

    /// Hands out posts that are due; whether there were any.
    pub(super) fn deliver(&mut self) -> Result<bool> {
        let now = Timestamp::now();
        let mut posted = false;
        for delivery in self.hooks.waiting(self.watcher.store)? {
            if delivery.hits.is_empty() {
                // Their records have gone: there is nothing to say.
                self.patiently(|store| store.delivered(&delivery.alert, delivery.upto))?;
            } else if delivery.due > now {
                continue;
            } else if self.workers.free == 0 {
                self.hooks.look = Instant::now();
            } else {
                posted = true;
                self.hooks.busy.insert(delivery.alert.clone());
                self.give(Job {
                    task: Task::Hook(delivery),
                    client: Arc::clone(&self.hooks.client),
                    host: None,
                });
            }
        }
        Ok(posted)
    }

    /// A post was taken, or was not.
    pub(super) fn posted(
        &mut self,
        delivery: &Delivery,
        outcome: Result<(), FetchError>,
    ) -> Result<()> {
        let name = delivery.alert.clone();
        self.hooks.busy.remove(&name);
        match outcome {
            Ok(()) => {
                self.patiently(|store| store.delivered(&delivery.alert, delivery.upto))?;
                // There may be more.
                self.hooks.look = Instant::now();
                let hits = delivery.hits.len() as u64;
                (self.observe)(&Event::Delivered { name, hits });
            }
            Err(FetchError::Stopped) => {}
            Err(error) => {
                let wait = POSTS.after(delivery.failures + 1, &mut self.chance);
                let wait = wait.max(error.retry_after().unwrap_or_default());
                let (why, due) = (error.to_string(), after(Timestamp::now(), wait));
                self.patiently(|store| store.delivery_failed(&delivery.alert, &why, due))?;
                (self.observe)(&Event::NotDelivered { name, why, wait });
            }
        }
        Ok(())
    }
}
