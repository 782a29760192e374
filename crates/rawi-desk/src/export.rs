//! Lists of records as files: CSV and JSON lines, sent while they are read, some at a time.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::http::{HeaderMap, HeaderValue, header};
use hyper::body::Frame;
use rawi_store::{EventFilter, EventRow, Page};
use tokio::sync::mpsc;

use crate::api::Event;
use crate::desk::Desk;
use crate::fault::Fault;
use crate::view::csv;

/// Records that are read together.
const AT_A_TIME: usize = 500;

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// One row a record.
    Csv,
    /// One object a line.
    Jsonl,
}

impl Form {
    /// What the file is, and what it is to be called.
    pub(crate) fn headers(self, name: &str) -> HeaderMap {
        let (kind, ending) = match self {
            Self::Csv => ("text/csv; charset=utf-8", "csv"),
            Self::Jsonl => ("application/x-ndjson", "jsonl"),
        };
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-store"),
        );
        let disposition = format!("attachment; filename=\"{name}.{ending}\"");
        if let Ok(value) = HeaderValue::from_str(&disposition) {
            headers.insert(header::CONTENT_DISPOSITION, value);
        }
        headers
    }

    fn head(self) -> Result<Vec<u8>, Fault> {
        match self {
            Self::Csv => csv::header(),
            Self::Jsonl => Ok(Vec::new()),
        }
    }

    fn write(self, rows: &[EventRow]) -> Result<Vec<u8>, Fault> {
        match self {
            Self::Csv => csv::rows(rows),
            Self::Jsonl => {
                let mut out = Vec::new();
                for row in rows {
                    serde_json::to_writer(&mut out, &Event::from(row))
                        .map_err(|error| Fault::Internal(error.to_string()))?;
                    out.push(b'\n');
                }
                Ok(out)
            }
        }
    }
}

/// All records of a filter, in its order. The first of them are read before this returns, so that what is wrong with
/// the filter is told as a fault and not as a file that breaks off.
pub(crate) async fn records(desk: Desk, filter: EventFilter, form: Form) -> Result<Body, Fault> {
    let mut part = some(&desk, &filter, None).await?;
    let (send, receive) = mpsc::channel(2);
    let mut first = form.head()?;
    first.extend(form.write(&part.items)?);
    tokio::spawn(async move {
        while let Some(after) = part.next {
            part = match some(&desk, &filter, Some(after)).await {
                Ok(part) => part,
                Err(fault) => {
                    tracing::error!(%fault, "an export broke off");
                    let _ = send.send(Err(fault)).await;
                    return;
                }
            };
            // Whoever asked has gone.
            if send.send(form.write(&part.items)).await.is_err() {
                return;
            }
        }
    });
    Ok(Body::new(Parts {
        ready: VecDeque::from([Bytes::from(first)]),
        receive,
    }))
}

async fn some(
    desk: &Desk,
    filter: &EventFilter,
    after: Option<String>,
) -> Result<rawi_store::Listed<EventRow>, Fault> {
    let filter = filter.clone();
    let page = Page {
        limit: AT_A_TIME,
        after,
    };
    desk.read(move |store| store.events(&filter, &page)).await
}

/// A body that comes in parts; one that breaks off ends the connection, so that half a file is not taken for a whole.
struct Parts {
    ready: VecDeque<Bytes>,
    receive: mpsc::Receiver<Result<Vec<u8>, Fault>>,
}

impl HttpBody for Parts {
    type Data = Bytes;
    type Error = Fault;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Fault>>> {
        if let Some(bytes) = self.ready.pop_front() {
            return Poll::Ready(Some(Ok(Frame::data(bytes))));
        }
        self.receive
            .poll_recv(context)
            .map(|part| part.map(|part| part.map(|bytes| Frame::data(Bytes::from(bytes)))))
    }
}
