//! The database behind the desk: some connections that only read, one that writes, all used on threads where they may
//! block.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rawi_store::{Store, StoreError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::fault::Fault;

/// How long a request waits for a connection.
const PATIENCE: Duration = Duration::from_secs(5);

/// Connections to one database.
#[derive(Debug, Clone)]
pub(crate) struct Pool(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    file: PathBuf,
    idle: Mutex<Vec<Store>>,
    readers: Arc<Semaphore>,
    writer: Arc<Semaphore>,
    writing: Mutex<Option<Store>>,
}

impl Pool {
    /// A pool on a database that is made, or brought up to date, if it has to be.
    pub(crate) fn open(file: PathBuf, readers: usize) -> Result<Self, StoreError> {
        let first = Store::open(&file)?;
        Ok(Self(Arc::new(Inner {
            file,
            idle: Mutex::new(vec![first]),
            readers: Arc::new(Semaphore::new(readers.max(1))),
            writer: Arc::new(Semaphore::new(1)),
            writing: Mutex::new(None),
        })))
    }

    /// Runs `work` with a connection for reading.
    pub(crate) async fn read<T, F>(&self, work: F) -> Result<T, Fault>
    where
        T: Send + 'static,
        F: FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
    {
        let permit = permit(&self.0.readers).await?;
        let inner = Arc::clone(&self.0);
        run(move || {
            let _permit = permit;
            let idle = inner
                .idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .pop();
            let store = match idle {
                Some(store) => store,
                None => Store::open_existing(&inner.file)?,
            };
            let outcome = work(&store);
            inner
                .idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(store);
            outcome
        })
        .await
    }

    /// Runs `work` with the connection for writing; one at a time.
    pub(crate) async fn write<T, F>(&self, work: F) -> Result<T, Fault>
    where
        T: Send + 'static,
        F: FnOnce(&mut Store) -> Result<T, StoreError> + Send + 'static,
    {
        let permit = permit(&self.0.writer).await?;
        let inner = Arc::clone(&self.0);
        run(move || {
            let _permit = permit;
            let mut writing = inner.writing.lock().unwrap_or_else(PoisonError::into_inner);
            let store = match &mut *writing {
                Some(store) => store,
                none => none.insert(Store::open_existing(&inner.file)?),
            };
            work(store)
        })
        .await
    }
}

/// Leave to use a connection. It goes with the work: whoever asked may be gone before the work is done.
async fn permit(of: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Fault> {
    tokio::time::timeout(PATIENCE, Arc::clone(of).acquire_owned())
        .await
        .map_err(|_| Fault::Busy)?
        .map_err(|_| Fault::Busy)
}

/// Runs `work` where it may block. A panic inside is told as a defect; the desk goes on.
async fn run<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, Fault> {
    match tokio::task::spawn_blocking(work).await {
        Ok(outcome) => outcome.map_err(Fault::from),
        Err(error) => Err(Fault::Internal(error.to_string())),
    }
}
