//! The pages, one module each: addresses, handlers, words, template.

mod alerts;
mod article;
mod articles;
mod claim;
mod contradictions;
mod corrections;
mod dossier;
mod followups;
mod network;
mod outlets;
mod process;
mod record;
mod records;
mod review;
mod stories;
mod story;
mod suggest;

use axum::Router;
use axum::response::Redirect;
use axum::routing::get;

use crate::desk::Desk;

/// All pages.
pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/", get(|| async { Redirect::to("/records") }))
        .merge(records::routes())
        .merge(articles::routes())
        .merge(article::routes())
        .merge(record::routes())
        .merge(review::routes())
        .merge(alerts::routes())
        .merge(suggest::routes())
        .merge(corrections::routes())
        .merge(stories::routes())
        .merge(story::routes())
        .merge(claim::routes())
        .merge(contradictions::routes())
        .merge(followups::routes())
        .merge(dossier::routes())
        .merge(process::routes())
        .merge(network::routes())
        .merge(outlets::routes())
}
