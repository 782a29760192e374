//! Listening: takes connections, leaves slow ones after a while, and ends when it is asked to, what is under way first.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use rawi_store::StoreError;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tower::ServiceExt as _;

use crate::{Desk, Options, router};

/// Connections at once; more wait to be taken.
const CONNECTIONS: usize = 512;
/// How long a client may take to send the head of a request.
const HEAD: Duration = Duration::from_secs(10);
/// How often old articles are looked for.
const HOUR: Duration = Duration::from_secs(3600);
/// How long what is under way may take once the desk is to end.
const GRACE: Duration = Duration::from_secs(10);

/// Why the desk did not start, or ended.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The address cannot be listened on.
    #[error("cannot listen on {0}: {1} (choose another one with `--port`)")]
    Listen(SocketAddr, io::Error),
    /// An address that others reach, on a desk that lets everybody in.
    #[error(
        "{0} can be reached from other machines: say who may sign in (`--users FILE`, made with `rawi desk-user`), or \
         listen on 127.0.0.1"
    )]
    Open(SocketAddr),
    /// The machine refused.
    #[error("the desk cannot run: {0}")]
    Io(#[from] io::Error),
}

/// Listens on an address; port 0 for any that is free.
///
/// # Errors
/// [`ServeError::Listen`].
pub async fn bind(address: SocketAddr) -> Result<TcpListener, ServeError> {
    TcpListener::bind(address)
        .await
        .map_err(|error| ServeError::Listen(address, error))
}

/// Serves until `end` is there, then lets what is under way finish, ten seconds at most.
///
/// # Errors
/// Only where the machine refuses to take connections at all.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    end: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    let permits = Arc::new(Semaphore::new(CONNECTIONS));
    let (ending, ended) = watch::channel(false);
    tokio::pin!(end);
    loop {
        let Ok(permit) = Arc::clone(&permits).acquire_owned().await else {
            break;
        };
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Too many open files, or a client that has gone: others are served on.
                    tracing::warn!(%error, "a connection was not taken");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = &mut end => break,
        };
        let router = router.clone();
        let mut ended = ended.clone();
        tokio::spawn(async move {
            let _permit = permit;
            let service = service_fn(move |request: Request<Incoming>| {
                let router = router.clone();
                async move {
                    let mut request = request.map(Body::new);
                    request.extensions_mut().insert(ConnectInfo(peer));
                    let Ok(response) = router.oneshot(request).await;
                    Ok::<_, Infallible>(response)
                }
            });
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD)
                .max_buf_size(64 << 10)
                .serve_connection(TokioIo::new(stream), service);
            tokio::pin!(connection);
            tokio::select! {
                _ = &mut connection => {}
                _ = ended.changed() => {
                    connection.as_mut().graceful_shutdown();
                    let _ = connection.await;
                }
            }
        });
    }
    drop(listener);
    let _ = ending.send(true);
    let all = permits.acquire_many(CONNECTIONS as u32);
    let _ = tokio::time::timeout(GRACE, all).await;
    Ok(())
}

/// Opens a desk and serves it on this thread until Ctrl-C or SIGTERM; `ready` is told the address as soon as it answers.
///
/// # Errors
/// [`ServeError`].
pub fn run(
    options: &Options,
    address: SocketAddr,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    if options.accounts.is_none() && !address.ip().is_loopback() {
        return Err(ServeError::Open(address));
    }
    let desk = Desk::open(options)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(32)
        .build()?;
    runtime.block_on(async {
        let listener = bind(address).await?;
        ready(listener.local_addr()?);
        let keeping = options
            .keep_days
            .map(|days| tokio::spawn(keep(desk.clone(), days)));
        let served = serve(listener, router(desk), signalled()).await;
        if let Some(keeping) = keeping {
            keeping.abort();
        }
        served
    })
}

/// Removes what was published more than so many days ago, now and every hour.
async fn keep(desk: Desk, days: u32) {
    loop {
        match desk.remove_older(days).await {
            Ok(0) => {}
            Ok(removed) => tracing::info!(removed, days, "old articles are gone"),
            Err(fault) => tracing::error!(%fault, "old articles could not be removed"),
        }
        tokio::time::sleep(HOUR).await;
    }
}

/// Waits for Ctrl-C or SIGTERM.
async fn signalled() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}
