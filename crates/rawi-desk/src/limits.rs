//! How often one client may ask.

use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Attempts to sign in, a minute.
const ATTEMPTS: NonZeroU32 = match NonZeroU32::new(10) {
    Some(n) => n,
    None => NonZeroU32::MIN,
};

/// The limits of each client, by address.
#[derive(Debug)]
pub(crate) struct Limits {
    api: DefaultKeyedRateLimiter<Option<IpAddr>>,
    sign_in: DefaultKeyedRateLimiter<Option<IpAddr>>,
}

impl Limits {
    /// So many requests of the API a second, four times as many at once.
    pub(crate) fn new(a_second: NonZeroU32) -> Self {
        let burst = a_second.saturating_mul(NonZeroU32::MIN.saturating_add(3));
        Self {
            api: RateLimiter::keyed(Quota::per_second(a_second).allow_burst(burst)),
            sign_in: RateLimiter::keyed(Quota::per_minute(ATTEMPTS)),
        }
    }

    /// Whether a client may ask the API now.
    pub(crate) fn may_ask(&self, peer: Option<IpAddr>) -> bool {
        Self::check(&self.api, peer)
    }

    /// Whether a client may try a password now.
    pub(crate) fn may_sign_in(&self, peer: Option<IpAddr>) -> bool {
        Self::check(&self.sign_in, peer)
    }

    fn check(limiter: &DefaultKeyedRateLimiter<Option<IpAddr>>, peer: Option<IpAddr>) -> bool {
        // Whoever has the whole of a network has all its addresses.
        let peer = peer.map(|ip| match ip {
            IpAddr::V6(ip) => IpAddr::V6((ip.to_bits() >> 64 << 64).into()),
            v4 => v4,
        });
        if limiter.len() > 10_000 {
            limiter.retain_recent();
        }
        limiter.check_key(&peer).is_ok()
    }
}
