//! Who is signed in: a random number in a cookie, its hash in memory. Whoever restarts the desk signs everybody out.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::csrf::random;
use crate::fault::Fault;
use crate::ui::User;

/// A session ends after so long.
pub(super) const LIFE: Duration = Duration::from_secs(12 * 3600);
/// So many at once; the oldest goes.
const MOST: usize = 10_000;

/// The sessions.
#[derive(Debug, Default)]
pub(crate) struct Sessions(Mutex<HashMap<[u8; 32], Session>>);

#[derive(Debug)]
struct Session {
    user: User,
    began: Instant,
}

impl Sessions {
    /// Begins one and gives its number.
    pub(super) fn begin(&self, user: User) -> Result<String, Fault> {
        let number = random(32)?;
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, s| s.began.elapsed() < LIFE);
        if all.len() >= MOST
            && let Some(oldest) = all.iter().min_by_key(|(_, s)| s.began).map(|(k, _)| *k)
        {
            all.remove(&oldest);
        }
        let began = Instant::now();
        all.insert(key(&number), Session { user, began });
        Ok(number)
    }

    /// Whose it is.
    pub(super) fn user(&self, number: &str) -> Option<User> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let session = all.get(&key(number))?;
        (session.began.elapsed() < LIFE).then(|| session.user.clone())
    }

    /// Ends one.
    pub(super) fn end(&self, number: &str) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.remove(&key(number));
    }
}

fn key(number: &str) -> [u8; 32] {
    *blake3::hash(number.as_bytes()).as_bytes()
}
