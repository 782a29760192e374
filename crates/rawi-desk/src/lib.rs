//! The desk: Rawi's database as web pages that an analyst keeps open all day, and as an HTTP API.
//!
//! ```text
//! request ─ guard (headers, limits, faults) ─ prefs (language, theme) ─ page ─▶ store (a pool of readers, one writer)
//!                                                                         └──▶ template ─▶ HTML
//! ```
//!
//! One process, one database, no request to any other host, no script or style inside a page. Everything works without
//! JavaScript; the few plain files in `assets/` only add to it.
//!
//! # How a page is added
//! 1. A module under `pages` with `pub fn routes() -> Router<Desk>`; merge it in `routes.rs`. A handler takes
//!    `State(desk): State<Desk>`, `ui: Ui` and, for the query, `params: Params`; it gives `Result<Html, Fault>`.
//! 2. Its words, in both languages, by the `words!` macro of `lang.rs` at the head of the module; in the template
//!    they are `{{ t.heading() }}`. Words that several pages share stand in `lang::Shared`, as `{{ ui.t().records() }}`.
//! 3. Its data by `desk.read(move |store| store.stories(&filter, &page)).await?`: the closure runs on a thread of its
//!    own, with a read connection. Store errors become the right page (404, 400) by themselves.
//! 4. A template that begins `{% extends "base.html" %}`, with a struct that has a field `ui: Ui`, rendered by
//!    `Html::of(&page)`. Askama escapes everything; never use `|safe` on what came from outside. Arabic from outside goes
//!    into `<bdi>` or an element with `dir="auto"`; links are made by `view::link` or `Params::with`, which encode.
//!    Links in `href` to other hosts only by `view::outside`, which lets nothing but http and https through.
//! 5. Records are shown by `view::RecordView::of(&row, &desk, ui.lang)` and the macro `record` of `record.html`; names of
//!    types, statuses, sectors and countries come from `view::names`.
//! 6. Drawings: SVG elements made on the server, with classes styled in a file of `assets/` (no `style=`, no script inside).
//!    Data for a script stands in `<script type="application/json">`, written by `view::json`. A new file in `assets/`
//!    gets a line in `assets.rs`; templates name it by `{{ ui.asset("map.js") }}`.
//! 7. An entry of the navigation in `ui.rs` (`NAV`).

mod api;
mod assets;
mod auth;
mod calendar;
mod census;
mod chart;
mod compare;
mod csrf;
mod desk;
mod export;
mod fault;
mod filters;
mod guard;
mod html;
mod lang;
mod limits;
mod live;
mod map;
mod mend;
mod names;
mod network;
mod ops;
mod pages;
mod params;
mod pool;
mod prefs;
mod routes;
mod serve;
mod ui;
mod view;

pub use auth::{Accounts, AccountsError, Role};
pub use desk::{Desk, Options};
pub use lang::Lang;
pub use ops::log_requests;
pub use routes::router;
pub use serve::{ServeError, bind, run, serve};
