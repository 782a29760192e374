//! Counts for the list of records. Of a large database they take longer than a page may: then they are worked out beside
//! it, kept for a while, and shown from the next time on.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rawi_store::{EventFilter, Facets, Order};
use tokio::sync::Semaphore;

use crate::desk::Desk;
use crate::fault::Fault;

/// What is counted faster than this is counted each time.
const QUICK: Duration = Duration::from_millis(15);
/// Counts this old are made anew, beside a page that still shows them.
const FRESH: Duration = Duration::from_secs(30);
/// Counts older than this are not shown.
const OLD: Duration = Duration::from_secs(3600);
/// So many counts are kept at once.
const MOST: usize = 256;
/// Values of each field.
pub(crate) const VALUES: usize = 50;

/// How many records a filter leaves, and what it could be narrowed by.
#[derive(Debug)]
pub(crate) struct Count {
    pub(crate) records: u64,
    pub(crate) facets: Facets,
}

/// The counts that are kept.
#[derive(Debug)]
pub(crate) struct Census {
    kept: Mutex<Vec<Kept>>,
    /// Counts are made one or two at a time, so that pages go on meanwhile.
    counting: Semaphore,
}

#[derive(Debug)]
struct Kept {
    filter: EventFilter,
    /// `None` while they are first made.
    count: Option<Arc<Count>>,
    at: Instant,
    /// They are being made anew.
    under_way: bool,
}

impl Default for Census {
    fn default() -> Self {
        Self {
            kept: Mutex::default(),
            counting: Semaphore::new(2),
        }
    }
}

impl Census {
    fn kept(&self) -> MutexGuard<'_, Vec<Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is kept is no longer fresh: something was written.
    pub(crate) fn outdate(&self) {
        let mut kept = self.kept();
        let Some(long_ago) = Instant::now().checked_sub(FRESH) else {
            kept.clear();
            return;
        };
        for entry in kept.iter_mut() {
            entry.at = entry.at.min(long_ago);
        }
    }

    /// What is kept of a filter, and whether it has to be made; then it counts as under way.
    fn look(&self, filter: &EventFilter) -> (Option<Arc<Count>>, bool) {
        let mut kept = self.kept();
        kept.retain(|k| k.under_way || k.at.elapsed() < OLD);
        if let Some(entry) = kept.iter_mut().find(|k| k.filter == *filter) {
            let due = !entry.under_way && entry.at.elapsed() >= FRESH;
            entry.under_way |= due;
            return (entry.count.clone(), due);
        }
        if kept.len() >= MOST
            && let Some(oldest) = (0..kept.len()).min_by_key(|i| kept[*i].at)
        {
            kept.remove(oldest);
        }
        kept.push(Kept {
            filter: filter.clone(),
            count: None,
            at: Instant::now(),
            under_way: true,
        });
        (None, true)
    }

    fn keep(&self, filter: &EventFilter, count: Option<Arc<Count>>) {
        let mut kept = self.kept();
        let Some(at) = kept.iter().position(|k| k.filter == *filter) else {
            return;
        };
        match count {
            Some(count) => {
                kept[at].count = Some(count);
                kept[at].at = Instant::now();
                kept[at].under_way = false;
            }
            None => {
                kept.remove(at);
            }
        }
    }
}

/// The counts of a filter for a page: `None` where they take longer than a page may; they are there soon.
pub(crate) async fn soon(desk: &Desk, filter: &EventFilter) -> Result<Option<Arc<Count>>, Fault> {
    let filter = unordered(filter);
    let (kept, due) = desk.census().look(&filter);
    if !due {
        return Ok(kept);
    }
    let own = desk.clone();
    let making = tokio::spawn(async move { make(&own, filter).await });
    if kept.is_some() {
        return Ok(kept);
    }
    match tokio::time::timeout(desk.count_wait(), making).await {
        Ok(Ok(made)) => made.map(Some),
        Ok(Err(error)) => Err(Fault::Internal(error.to_string())),
        Err(_) => Ok(None),
    }
}

/// The counts of a filter, however long they take.
pub(crate) async fn surely(desk: &Desk, filter: &EventFilter) -> Result<Arc<Count>, Fault> {
    let filter = unordered(filter);
    let kept = {
        let kept = desk.census().kept();
        kept.iter()
            .find(|k| k.filter == filter && k.at.elapsed() < FRESH)
            .and_then(|k| k.count.clone())
    };
    match kept {
        Some(count) => Ok(count),
        None => make(desk, filter).await,
    }
}

async fn make(desk: &Desk, filter: EventFilter) -> Result<Arc<Count>, Fault> {
    let made = async {
        let permit = desk.census().counting.acquire().await;
        let _permit = permit.map_err(|_| Fault::Busy)?;
        let asked = filter.clone();
        let began = Instant::now();
        let count = desk.read(move |store| {
            Ok(Count {
                records: store.count_events(&asked)?,
                facets: store.facets(&asked, VALUES)?,
            })
        });
        Ok((Arc::new(count.await?), began.elapsed()))
    };
    let made: Result<(Arc<Count>, Duration), Fault> = made.await;
    let kept = made.as_ref().ok().filter(|(_, took)| *took > QUICK);
    desk.census()
        .keep(&filter, kept.map(|(count, _)| Arc::clone(count)));
    made.map(|(count, _)| count)
}

/// The order makes no difference.
fn unordered(filter: &EventFilter) -> EventFilter {
    EventFilter {
        order: Order::default(),
        ..filter.clone()
    }
}
