//! What is published right now: feeds are polled politely, their pages fetched, read and stored; alerts tell who asked
//! for it.
//!
//! ```text
//! feeds.toml ─ config ─▶ watch: due? ─ fetch (guard, robots, pace, limits) ─ take ─▶ article
//!   article ─ the caller's reader ─▶ store ─ weave ─ alerts ─┬▶ hits in the database
//!                                                           ├▶ atom: a file, or the desk
//!                                                           └▶ webhook: signed, again until it is taken
//! ```
//!
//! All that must survive a restart stands in the database; killed at any moment, it goes on where it was. One feed that
//! is broken, slow or hostile costs itself alone. Nothing inside the user's network is asked (see [`Guard`]), unless
//! the user lists the host.

mod atom;
mod backoff;
mod config;
mod event_json;
mod fetch;
mod guard;
mod stop;
mod take;
mod watch;
mod webhook;

pub use atom::{ATOM_ENTRIES, atom, write_atom};
pub use config::{Config, ConfigError, Defect, Feed, Take};
pub use event_json::EventJson;
pub use fetch::{FetchError, FetchLimits};
pub use guard::{Guard, Refusal, refused};
pub use stop::Stop;
pub use watch::{Event, ReadArticle, Summary, Watcher};
pub use webhook::{SECRET_LENGTH, sign};
