//! The state that all requests share.

use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::civil::Date;
use rawi_model::Reading;
use rawi_store::{
    ArticleFilter, EventFilter, EventRow, Order, Page, Problem, Store, StoreError, View,
};
use tokio::sync::Semaphore;

use crate::auth::{Accounts, Sessions};
use crate::census::Census;
use crate::fault::Fault;
use crate::limits::Limits;
use crate::names::Names;
use crate::ops::Metrics;
use crate::pool::Pool;
use crate::ui::User;

/// How the desk is set up.
#[derive(Debug, Clone)]
pub struct Options {
    /// The database; made if it is not there.
    pub db: PathBuf,
    /// How many requests may read it at once.
    pub readers: usize,
    /// In whose name corrections are made where nobody signs in.
    pub owner: String,
    /// Who may sign in; without them the desk answers whoever works on this machine, and nobody else.
    pub accounts: Option<Accounts>,
    /// Articles that were published longer ago are removed; looked at when it opens and every hour.
    pub keep_days: Option<u32>,
    /// So long a page waits for the counts of a large list; later it goes without, and has them the next time.
    pub count_wait: Duration,
    /// It is reached through https alone: cookies are marked so.
    pub secure: bool,
    /// Requests of the API that one client may make in a second, four times as many at once.
    pub api_rate: NonZeroU32,
}

impl Options {
    /// The usual settings on a database.
    pub fn new(db: impl Into<PathBuf>) -> Self {
        Self {
            db: db.into(),
            readers: 8,
            owner: "analyst".to_owned(),
            accounts: None,
            keep_days: None,
            count_wait: Duration::from_millis(60),
            secure: false,
            api_rate: NonZeroU32::MIN.saturating_add(199),
        }
    }
}

/// A desk on a database; cheap to clone.
#[derive(Debug, Clone)]
pub struct Desk(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    pool: Pool,
    owner: String,
    accounts: Option<Arc<Accounts>>,
    sessions: Sessions,
    limits: Limits,
    metrics: Metrics,
    secure: bool,
    count_wait: Duration,
    /// Passwords are checked one or two at a time: it is slow on purpose.
    checking: Semaphore,
    census: Census,
    names: Mutex<Option<(Instant, Arc<Names>)>>,
}

/// Names are kept so long.
const NAMES_KEPT: Duration = Duration::from_secs(300);
/// So many names, the most frequent ones.
const NAMES: usize = 100_000;
impl Desk {
    /// Opens the database.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open(options: &Options) -> Result<Self, StoreError> {
        Ok(Self(Arc::new(Inner {
            pool: Pool::open(options.db.clone(), options.readers)?,
            owner: options.owner.clone(),
            accounts: options.accounts.clone().map(Arc::new),
            sessions: Sessions::default(),
            limits: Limits::new(options.api_rate),
            metrics: Metrics::new(),
            secure: options.secure,
            count_wait: options.count_wait,
            checking: Semaphore::new(2),
            census: Census::default(),
            names: Mutex::default(),
        })))
    }

    /// In whose name corrections are made where nobody signs in.
    pub(crate) fn owner(&self) -> &str {
        &self.0.owner
    }

    /// Who may sign in.
    pub(crate) fn accounts(&self) -> Option<&Accounts> {
        self.0.accounts.as_deref()
    }

    /// Who is signed in.
    pub(crate) fn sessions(&self) -> &Sessions {
        &self.0.sessions
    }

    /// How often one may ask.
    pub(crate) fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// How long a page waits for counts.
    pub(crate) fn count_wait(&self) -> Duration {
        self.0.count_wait
    }

    /// What it does, in figures.
    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// Whether it is reached through https alone.
    pub(crate) fn is_secure(&self) -> bool {
        self.0.secure
    }

    /// An article as it is now, with at most so many of its records, in the order of the text.
    pub(crate) async fn article(
        &self,
        id: String,
        most: usize,
    ) -> Result<(Reading, Vec<EventRow>), Fault> {
        let missing = Fault::NotFound(Problem::NoArticle(id.clone()).to_string());
        let (reading, rows) = self
            .read(move |store| {
                let filter = EventFilter {
                    article: Some(id.clone()),
                    order: Order::Oldest,
                    ..EventFilter::default()
                };
                let reading = store.reading(&id, View::Effective)?;
                Ok((reading, store.events(&filter, &Page::first(most))?.items))
            })
            .await?;
        Ok((reading.ok_or(missing)?, rows))
    }

    /// Who signs in with this password.
    pub(crate) async fn verified(
        &self,
        name: String,
        password: String,
    ) -> Result<Option<User>, Fault> {
        let Some(accounts) = self.0.accounts.clone() else {
            return Ok(None);
        };
        let _permit = self.0.checking.acquire().await.map_err(|_| Fault::Busy)?;
        tokio::task::spawn_blocking(move || accounts.by_password(&name, &password))
            .await
            .map_err(|error| Fault::Internal(error.to_string()))
    }

    /// Runs `work` with a connection for reading, on a thread where it may block.
    pub(crate) async fn read<T, F>(&self, work: F) -> Result<T, Fault>
    where
        T: Send + 'static,
        F: FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
    {
        self.0.pool.read(work).await
    }

    /// Runs `work` with the connection for writing, on a thread where it may block.
    pub(crate) async fn write<T, F>(&self, work: F) -> Result<T, Fault>
    where
        T: Send + 'static,
        F: FnOnce(&mut Store) -> Result<T, StoreError> + Send + 'static,
    {
        let done = self.0.pool.write(work).await?;
        self.0.census.outdate();
        Ok(done)
    }

    /// What a filter leaves and could be narrowed by.
    pub(crate) fn census(&self) -> &Census {
        &self.0.census
    }

    /// The names that records have, at most a few minutes old.
    pub(crate) async fn names(&self) -> Result<Arc<Names>, Fault> {
        let kept = {
            let names = self.0.names.lock().unwrap_or_else(PoisonError::into_inner);
            names.clone()
        };
        if let Some((at, names)) = kept
            && at.elapsed() < NAMES_KEPT
        {
            return Ok(names);
        }
        let names = Arc::new(
            self.read(|store| Ok(Names::of(store.named(NAMES)?)))
                .await?,
        );
        let mut kept = self.0.names.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = Some((Instant::now(), Arc::clone(&names)));
        Ok(names)
    }

    /// Removes the articles that were published more than so many days ago, a hundred a transaction at most, and gives
    /// their number. Those without a date stay.
    pub(crate) async fn remove_older(&self, days: u32) -> Result<u64, Fault> {
        let today = Timestamp::now().strftime("%Y-%m-%d").to_string();
        let today: Date = today
            .parse()
            .map_err(|error: jiff::Error| Fault::Internal(error.to_string()))?;
        let span = jiff::Span::new().try_days(i64::from(days) + 1);
        let Some(until) = span.and_then(|span| today.checked_sub(span)).ok() else {
            // Longer ago than there are days.
            return Ok(0);
        };
        let filter = ArticleFilter {
            until: Some(until),
            ..ArticleFilter::default()
        };
        let mut removed = 0;
        loop {
            let asked = filter.clone();
            let old = self
                .read(move |store| store.article_list(&asked, &Page::first(100)))
                .await?
                .items;
            let before = removed;
            for row in old {
                let gone = self
                    .write(move |store| store.delete_article(&row.article.id))
                    .await?;
                removed += u64::from(gone);
            }
            if removed == before {
                return Ok(removed);
            }
        }
    }
}
