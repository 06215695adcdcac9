//! The open results pages of one browser: what they have seen, and when they get more.

use std::collections::{HashMap, VecDeque};
use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, KeepAliveStream, Sse};
use futures::Stream;
use futures::stream;
use tokio::sync::watch;
use tokio::time::sleep;
use trial::TrialId;
use wire::ProblemCode;

use super::{FRESH, Reports};
use crate::metrics::Counted;

/// Changes that come within this time travel together.
const TOGETHER: Duration = Duration::from_millis(150);
/// How often a quiet stream says that it is still there. A page takes 25 seconds of silence for a
/// server that stands still.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// The reports of trials as events, the present ones first; `event: alive` while nothing changes, as
/// a page does not see comments. Ends when the server stops or the store fails; the browser then
/// connects again. A trial that is not there has no events.
pub fn events(
    reports: Reports,
    trials: Vec<TrialId>,
) -> Sse<KeepAliveStream<impl Stream<Item = Result<Event, Infallible>>>> {
    let viewer = Viewer {
        changes: reports.store.changes(),
        moves: reports.live.moves.subscribe(),
        stopping: reports.stopping.clone(),
        seen: HashMap::new(),
        to_look_at: trials.iter().cloned().collect(),
        _counted: Counted::of(&reports.metrics.viewers),
        reports,
        trials,
    };
    let events = stream::unfold(viewer, |mut viewer| async {
        let event = viewer.next().await?;
        Some((Ok(event), viewer))
    });
    let alive = Event::default().event("alive").data("{}");
    Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT).event(alive))
}

struct Viewer {
    reports: Reports,
    trials: Vec<TrialId>,
    changes: watch::Receiver<u64>,
    moves: watch::Receiver<u64>,
    stopping: watch::Receiver<bool>,
    /// The version that was sent last.
    seen: HashMap<TrialId, u64>,
    /// The trials that may have changed since.
    to_look_at: VecDeque<TrialId>,
    _counted: Counted,
}

impl Viewer {
    async fn next(&mut self) -> Option<Event> {
        loop {
            let Some(id) = self.to_look_at.pop_front() else {
                if !self.changed().await {
                    return None;
                }
                self.changes.mark_unchanged();
                self.moves.mark_unchanged();
                self.to_look_at.extend(self.trials.iter().cloned());
                continue;
            };
            let live = match self.reports.report(&id).await {
                Ok(live) => live,
                Err(problem) if problem.body().code == ProblemCode::NotFound => continue,
                Err(problem) => {
                    problem.log();
                    return None;
                }
            };
            if self.seen.insert(id, live.version) != Some(live.version) {
                let event = Event::default().event("report").id(live.version.to_string());
                return event.json_data(live.as_ref()).ok();
            }
        }
    }

    /// Waits until there may be something new; `false` when the server stops.
    async fn changed(&mut self) -> bool {
        let something = async {
            tokio::select! {
                _ = self.changes.changed() => sleep(TOGETHER).await,
                _ = self.moves.changed() => sleep(TOGETHER).await,
                () = sleep(FRESH) => {}
            }
        };
        tokio::select! {
            () = something => true,
            () = stopped(&mut self.stopping) => false,
        }
    }
}

/// Waits until the server stops; for ever, if nobody is left who could stop it.
async fn stopped(stopping: &mut watch::Receiver<bool>) {
    if stopping.wait_for(|stopping| *stopping).await.is_err() {
        std::future::pending().await
    }
}
