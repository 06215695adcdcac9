//! One listener: connections with deadlines, not more than its cap, closed in peace at the end.
//!
//! A head must be whole within [`HEAD`] of the connection or of the answer before, so a kept
//! connection that is silent ends with it. A reader who does not take its answer for [`STALLED`]
//! is closed; event streams, which are silent for a while, are not.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

use super::slots::{Slot, Slots};
use crate::body::{in_time, on_end};
use crate::metrics::{Counted, Metrics, OfListener};

/// How long a head may take.
const HEAD: Duration = Duration::from_secs(10);
/// How long a reader may leave its answer lying.
const STALLED: Duration = Duration::from_secs(30);
/// How long to wait when the system has no descriptor left.
const BREATH: Duration = Duration::from_millis(50);

/// A listener and what it answers.
pub struct Listener {
    /// What it is called in the numbers.
    pub name: &'static str,
    /// Where it listens.
    pub socket: TcpListener,
    /// What it answers.
    pub router: Router,
    /// The most connections that are open at once.
    pub max_connections: usize,
    /// Where it is counted.
    pub metrics: Arc<Metrics>,
}

impl Listener {
    /// Serves until told to stop; then waits for the requests that are open.
    pub async fn run(self, mut stopping: watch::Receiver<bool>) {
        let slots = Slots::new(self.max_connections);
        let graceful = GracefulShutdown::new();
        loop {
            let accepted = tokio::select! {
                accepted = self.socket.accept() => accepted,
                () = stopped(&mut stopping) => break,
            };
            match accepted {
                Ok((stream, peer)) => match slots.take(peer.ip()) {
                    Some((slot, made_room)) => {
                        self.refused(u64::from(made_room));
                        self.converse(stream, slot, &graceful);
                    }
                    None => self.refused(1),
                },
                Err(error) => {
                    tracing::warn!(%error, listener = self.name, "a connection was not accepted");
                    tokio::time::sleep(BREATH).await;
                }
            }
        }
        drop(self.socket);
        graceful.shutdown().await;
    }

    fn refused(&self, n: u64) {
        if n > 0 {
            let listener = OfListener { listener: self.name };
            self.metrics.refused.get_or_create(&listener).inc_by(n);
        }
    }

    fn converse(&self, stream: TcpStream, slot: Slot, graceful: &GracefulShutdown) {
        let slot = Arc::new(slot);
        let listener = OfListener { listener: self.name };
        let counted = Counted::of(&self.metrics.connections.get_or_create(&listener));
        let service = {
            let (router, slot) = (self.router.clone(), slot.clone());
            service_fn(move |request| answer(router.clone(), slot.clone(), request))
        };
        // Events and the last packet of an answer must not wait for an acknowledgement.
        let _ = stream.set_nodelay(true);
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(STALLED));
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(HEAD);
        let connection = http.serve_connection(TokioIo::new(Box::pin(stream)), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            let _counted = counted;
            tokio::select! {
                // How a connection ends is the client's affair.
                _ = connection => {}
                () = slot.must_go() => {}
            }
        });
    }
}

/// Waits until the server stops; for ever, if nobody is left who could stop it.
async fn stopped(stopping: &mut watch::Receiver<bool>) {
    if stopping.wait_for(|stopping| *stopping).await.is_err() {
        std::future::pending().await
    }
}

async fn answer(
    router: Router,
    slot: Arc<Slot>,
    request: hyper::Request<Incoming>,
) -> Result<Response, Infallible> {
    let request: Request = request.map(Body::new);
    let whole = slot.clone();
    let request = match request.body().is_end_stream() {
        true => {
            slot.works();
            request
        }
        false => request.map(|body| on_end(in_time(body), move || whole.works())),
    };
    let answer = router.oneshot(request).await?;
    slot.works();
    Ok(answer.map(|body| on_end(body, move || slot.waits())))
}
