//! For those who run the desk: is it well, what does it do. Logs and figures hold addresses' patterns, never a query, a
//! text or a name of an article.

use std::time::Instant;

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;

use crate::auth::Role;
use crate::desk::Desk;
use crate::fault::Fault;
use crate::ui::User;

#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Asked {
    route: String,
    status: u16,
}

/// The figures.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Asked, Counter>,
    seconds: Histogram,
    open: Gauge,
    articles: Gauge,
    records: Gauge,
}

impl Metrics {
    /// All at zero.
    pub(crate) fn new() -> Self {
        let mut registry = Registry::with_prefix("rawi_desk");
        let requests = Family::<Asked, Counter>::default();
        let seconds = Histogram::new(exponential_buckets(0.001, 2.0, 14));
        let (open, articles, records) = (Gauge::default(), Gauge::default(), Gauge::default());
        registry.register("requests", "Requests answered", requests.clone());
        registry.register(
            "request_seconds",
            "Time to answer a request",
            seconds.clone(),
        );
        registry.register("requests_open", "Requests under way", open.clone());
        registry.register("articles", "Articles in the database", articles.clone());
        registry.register("records", "Records in the database", records.clone());
        Self {
            registry,
            requests,
            seconds,
            open,
            articles,
            records,
        }
    }
}

/// The addresses.
pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/healthz", get(health))
        .route("/metrics", get(metrics))
}

/// Writes each request as a line of JSON to standard error, from now on.
pub fn log_requests() {
    // Only the first one of a process counts.
    let _ = tracing_subscriber::fmt()
        .json()
        .with_writer(std::io::stderr)
        .try_init();
}

/// Counts and logs a request.
pub(crate) async fn watched(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let method = request.method().clone();
    let figures = desk.metrics();
    figures.open.inc();
    let response = next.run(request).await;
    figures.open.dec();
    let status = response.status().as_u16();
    let took = began.elapsed();
    figures.seconds.observe(took.as_secs_f64());
    tracing::info!(%method, route, status, milliseconds = took.as_millis() as u64, "answered");
    figures
        .requests
        .get_or_create(&Asked { route, status })
        .inc();
    response
}

/// Well, if the database answers.
async fn health(State(desk): State<Desk>) -> Result<&'static str, Fault> {
    desk.read(|store| store.unwoven()).await?;
    Ok("ok\n")
}

async fn metrics(State(desk): State<Desk>, user: User) -> Result<Response, Fault> {
    user.must(Role::Reader)?;
    let counts = desk.read(|store| store.counts()).await?;
    let figures = desk.metrics();
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    figures.articles.set(number(counts.articles));
    figures.records.set(number(counts.records));
    let mut text = String::new();
    encode(&mut text, &figures.registry).map_err(|error| Fault::Internal(error.to_string()))?;
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}
