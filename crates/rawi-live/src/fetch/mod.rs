//! Asking for addresses: takes a request, gives an answer within limits, or why there is none.
//!
//! ```text
//! address ─ guard ─ robots.txt ─ turn at the host ─ resolve once, check, connect to that ─▶ answer ─┬▶ redirect: again
//!                                                                                                  └▶ type, size, unpack
//! ```

mod answer;
mod client;
mod connect;
mod error;
mod hosts;
mod robots;

pub(crate) use answer::Answer;
pub(crate) use client::{Client, Get, Post, Wanted};
pub use error::FetchError;
pub(crate) use hosts::{Hosts, name as host_name};

/// What every request keeps to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchLimits {
    /// A request in all, its redirects and the reading of the answer included.
    pub time: std::time::Duration,
    /// Redirects one after another.
    pub redirects: u32,
    /// Bytes of a page, unpacked.
    pub page: u64,
    /// Bytes of a feed, unpacked.
    pub feed: u64,
}

impl Default for FetchLimits {
    fn default() -> Self {
        Self {
            time: std::time::Duration::from_secs(30),
            redirects: 5,
            page: 4 << 20,
            feed: 8 << 20,
        }
    }
}
