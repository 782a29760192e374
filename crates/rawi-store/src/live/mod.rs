//! What keeps running: the state of feeds that are watched, and alerts. Only what must survive a restart is here; who
//! fetches and delivers comes from outside.
//!
//! ```text
//! a poll ─▶ feeds, feed_items (waiting) ─ put_item ─▶ articles ─ ask_alerts ─▶ alert_hits ─▶ lists, deliveries
//! ```

mod alerts;
mod feeds;
mod hits;
mod news;

pub use alerts::{Alert, NewAlert, Webhook};
pub use feeds::{FeedState, ItemState, Polled, WaitingItem};
pub use hits::{AlertHit, Delivery};
pub use news::{Mark, News};
