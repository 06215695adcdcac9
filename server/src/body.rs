//! Bodies that say when they have ended, and bodies that must arrive in time.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

/// How long a body may stand still.
const IDLE: Duration = Duration::from_secs(10);
/// How long a body may take at least.
const PATIENCE: Duration = Duration::from_secs(20);
/// What a body has to bring in each further second, in bytes: a batch of 4 MiB may take 84 seconds.
const PER_SECOND: u32 = 64 * 1024;

/// The body came more slowly than anybody sends who means it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the body stopped arriving")]
pub struct TooSlow;

/// The same body, which fails with [`TooSlow`] when it stands still or trickles.
pub fn in_time(body: Body) -> Body {
    match body.is_end_stream() {
        true => body,
        false => Body::new(InTime { body, begun: Instant::now(), received: 0, due: None }),
    }
}

/// The same body, which calls `end` once: when it has been read, has failed, or is dropped.
pub fn on_end(body: Body, end: impl FnOnce() + Send + 'static) -> Body {
    Body::new(OnEnd { body, end: Some(Box::new(end)) })
}

struct InTime {
    body: Body,
    begun: Instant,
    received: u32,
    due: Option<Pin<Box<Sleep>>>,
}

impl InTime {
    fn due(&self) -> Instant {
        let in_all = PATIENCE + Duration::from_secs(1) * self.received / PER_SECOND;
        (Instant::now() + IDLE).min(self.begun + in_all)
    }
}

impl HttpBody for InTime {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            let data = frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref());
            let n_new = data.map_or(0, |data| u32::try_from(data.len()).unwrap_or(u32::MAX));
            self.received = self.received.saturating_add(n_new);
            self.due = None;
            return Poll::Ready(frame);
        }
        let due = self.due();
        let timer = self.due.get_or_insert_with(|| Box::pin(sleep_until(due)));
        ready!(timer.as_mut().poll(context));
        Poll::Ready(Some(Err(axum::Error::new(TooSlow))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        HttpBody::size_hint(&self.body)
    }
}

struct OnEnd {
    body: Body,
    end: Option<Box<dyn FnOnce() + Send>>,
}

impl OnEnd {
    fn ended(&mut self) {
        if let Some(end) = self.end.take() {
            end();
        }
    }
}

impl Drop for OnEnd {
    fn drop(&mut self) {
        self.ended();
    }
}

impl HttpBody for OnEnd {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        if self.body.is_end_stream() || !matches!(frame, Some(Ok(_))) {
            self.ended();
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        HttpBody::size_hint(&self.body)
    }
}

#[cfg(test)]
mod tests {
    use futures::stream;
    use http_body_util::BodyExt;
    use tokio::time::sleep;

    use super::*;

    /// A body of `n` pieces, each after a pause.
    fn trickle(n: usize, pause: Duration, size: usize) -> Body {
        let pieces = stream::unfold(0, move |sent| async move {
            sleep(pause).await;
            (sent < n).then(|| (Ok::<_, axum::Error>(Bytes::from(vec![b'a'; size])), sent + 1))
        });
        Body::from_stream(Box::pin(pieces))
    }

    async fn length(body: Body) -> Result<usize, axum::Error> {
        in_time(body).collect().await.map(|body| body.to_bytes().len())
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_stands_still_or_trickles_fails_and_a_slow_line_does_not() {
        let second = Duration::from_secs(1);
        assert!(length(trickle(1, 11 * second, 1000)).await.is_err(), "stands still");
        assert!(length(trickle(100, second, 1)).await.is_err(), "a byte a second");
        assert_eq!(length(trickle(9, second, 1)).await.unwrap(), 9);
        let slow = length(trickle(60, second, 70_000)).await.unwrap();
        assert_eq!(slow, 4_200_000);
    }

    #[tokio::test]
    async fn the_end_of_a_body_is_told_once_also_when_it_is_dropped() {
        let count = std::sync::Arc::new(std::sync::atomic::AtomicU32::new(0));
        let tell = || {
            let count = count.clone();
            move || {
                count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            }
        };
        let read = on_end(Body::from("a"), tell());
        assert_eq!(read.collect().await.unwrap().to_bytes(), "a");
        drop(on_end(Body::from("a"), tell()));
        assert_eq!(count.load(std::sync::atomic::Ordering::Relaxed), 2);
    }
}
