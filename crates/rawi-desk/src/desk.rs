//! The state that all requests share.

use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rawi_store::{EventFilter, Facets, Order, Store, StoreError};
use tokio::sync::Semaphore;

use crate::auth::{Accounts, Sessions};
use crate::fault::Fault;
use crate::limits::Limits;
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
    /// Passwords are checked one or two at a time: it is slow on purpose.
    checking: Semaphore,
    counted: Mutex<Vec<Counted>>,
}

/// Facets that took long to count.
#[derive(Debug)]
struct Counted {
    filter: EventFilter,
    facets: Arc<Facets>,
    at: Instant,
}

/// What takes longer than this to count is kept.
const LONG: Duration = Duration::from_millis(15);
/// For so long. Numbers of a list of many thousands may be that old; the list itself never is.
const KEPT: Duration = Duration::from_secs(30);
/// So many counts are kept at once.
const COUNTS: usize = 64;

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
            checking: Semaphore::new(2),
            counted: Mutex::default(),
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

    /// What it does, in figures.
    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// Whether it is reached through https alone.
    pub(crate) fn is_secure(&self) -> bool {
        self.0.secure
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
        // What was counted may have changed.
        self.0
            .counted
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
        Ok(done)
    }

    /// The facets of a filter, at most half a minute old.
    pub(crate) async fn facets(
        &self,
        filter: &EventFilter,
        most: usize,
    ) -> Result<Arc<Facets>, Fault> {
        let mut filter = filter.clone();
        // The order makes no difference.
        filter.order = Order::default();
        if let Some(found) = self.counted(&filter) {
            return Ok(found);
        }
        let asked = filter.clone();
        let began = Instant::now();
        let facets = Arc::new(self.read(move |store| store.facets(&asked, most)).await?);
        if began.elapsed() > LONG {
            let mut counted = self
                .0
                .counted
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            if counted.len() >= COUNTS {
                counted.remove(0);
            }
            counted.push(Counted {
                filter,
                facets: Arc::clone(&facets),
                at: Instant::now(),
            });
        }
        Ok(facets)
    }

    fn counted(&self, filter: &EventFilter) -> Option<Arc<Facets>> {
        let mut counted = self
            .0
            .counted
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        counted.retain(|c| c.at.elapsed() < KEPT);
        let found = counted.iter().find(|c| c.filter == *filter)?;
        Some(Arc::clone(&found.facets))
    }
}
