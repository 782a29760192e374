//! Those who fetch: takes tasks, gives what came of them. They are not waited for at the end: what they have under way
//! then is fetched the next time.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use jiff::Timestamp;
use rawi_model::Article;
use rawi_store::{Delivery, Polled, WaitingItem};

use crate::fetch::{Client, FetchError, Get, Post, Wanted};
use crate::{take, webhook};

/// What is to be done.
pub(super) enum Task {
    /// Ask a feed.
    Poll {
        feed: usize,
        url: String,
        outlet: Option<String>,
        etag: Option<String>,
        modified: Option<String>,
    },
    /// Fetch a page.
    Page {
        feed: usize,
        item: WaitingItem,
        url: String,
    },
    /// Post hits.
    Hook(Delivery),
}

/// What came of it.
pub(super) enum Done {
    Poll {
        feed: usize,
        outcome: Result<Polled, FetchError>,
    },
    Page {
        feed: usize,
        item: Box<WaitingItem>,
        outcome: Result<Box<Article>, FetchError>,
    },
    Hook {
        delivery: Delivery,
        outcome: Result<(), FetchError>,
    },
}

/// A task with who does it and the host that is busy with it.
pub(super) struct Job {
    pub(super) task: Task,
    pub(super) client: Arc<Client>,
    pub(super) host: Option<String>,
}

/// What came of a job, and which host is free again.
pub(super) struct Finished {
    pub(super) done: Done,
    pub(super) host: Option<String>,
}

/// The threads that fetch.
pub(super) struct Workers {
    jobs: Sender<Job>,
    pub(super) finished: Receiver<Finished>,
    pub(super) free: usize,
}

impl Workers {
    /// Starts at most so many; fewer if the machine gives no more, but for the first.
    pub(super) fn start(number: usize) -> std::io::Result<Self> {
        let (jobs, receive) = mpsc::channel::<Job>();
        let (send, finished) = mpsc::channel();
        let receive = Arc::new(Mutex::new(receive));
        let mut free = 0;
        for i in 0..number.max(1) {
            let (receive, send) = (Arc::clone(&receive), send.clone());
            let started = thread::Builder::new()
                .name(format!("fetch {i}"))
                .spawn(move || work(&receive, &send));
            match started {
                Ok(_) => free += 1,
                Err(error) if free == 0 => return Err(error),
                Err(_) => break,
            }
        }
        Ok(Self {
            jobs,
            finished,
            free,
        })
    }

    /// Hands out a job; there must be a free worker.
    pub(super) fn give(&mut self, job: Job) {
        if self.jobs.send(job).is_ok() {
            self.free -= 1;
        }
    }
}

fn work(jobs: &Mutex<Receiver<Job>>, finished: &Sender<Finished>) {
    loop {
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { task, client, host }) = job else {
            return;
        };
        let done = act(task, &client);
        if finished.send(Finished { done, host }).is_err() {
            return;
        }
    }
}

fn act(task: Task, client: &Client) -> Done {
    match task {
        Task::Poll {
            feed,
            url,
            outlet,
            etag,
            modified,
        } => Done::Poll {
            feed,
            outcome: unharmed(|| {
                let answer = client.get(&Get {
                    url: &url,
                    wanted: Wanted::Feed,
                    etag: etag.as_deref(),
                    modified: modified.as_deref(),
                })?;
                if answer.unchanged() {
                    return Ok(Polled {
                        etag: answer.etag.or_else(|| etag.clone()),
                        modified: answer.modified.or_else(|| modified.clone()),
                        items: None,
                    });
                }
                Ok(Polled {
                    items: Some(take::listed(&url, outlet.as_deref(), &answer)?),
                    etag: answer.etag,
                    modified: answer.modified,
                })
            }),
        },
        Task::Page { feed, item, url } => Done::Page {
            feed,
            outcome: unharmed(|| {
                let answer = client.get(&Get {
                    url: &url,
                    wanted: Wanted::Page,
                    etag: None,
                    modified: None,
                })?;
                take::on_page(&item.article, &answer).map(Box::new)
            }),
            item: Box::new(item),
        },
        Task::Hook(delivery) => Done::Hook {
            outcome: unharmed(|| {
                let signed = webhook::post(&delivery, Timestamp::now())
                    .map_err(|error| FetchError::Unreadable(error.to_string()))?;
                client.post(&Post {
                    url: &delivery.webhook.url,
                    headers: &signed.headers,
                    body: &signed.body,
                })
            }),
            delivery,
        },
    }
}

/// A page on which a defect of ours shows costs itself alone.
fn unharmed<T>(work: impl FnOnce() -> Result<T, FetchError>) -> Result<T, FetchError> {
    // Nothing is shared with `work` but what looks after itself under locks.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(FetchError::Unreadable(
            "reading it failed (a defect of Rawi: please report it with the address)".to_owned(),
        ))
    })
}
