//! One open results page: what it has seen, and when it gets more.

use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, KeepAliveStream, Sse};
use futures::Stream;
use futures::stream;
use tokio::sync::watch;
use tokio::time::sleep;
use trial::TrialId;

use super::FRESH;
use crate::state::App;

/// Changes that come within this time travel together.
const TOGETHER: Duration = Duration::from_millis(150);
/// How often a quiet stream says that it is still there.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The report of a trial as events, the present one first. Ends when the server stops or the store
/// fails; the browser then connects again.
pub fn events(
    app: App,
    id: TrialId,
) -> Sse<KeepAliveStream<impl Stream<Item = Result<Event, Infallible>>>> {
    let viewer = Viewer {
        changes: app.store.changes(),
        moves: app.live.moves.subscribe(),
        stopping: app.stopping.clone(),
        seen: None,
        app,
        id,
    };
    let reports = stream::unfold(viewer, |mut viewer| async {
        let event = viewer.next().await?;
        Some((Ok(event), viewer))
    });
    Sse::new(reports).keep_alive(KeepAlive::new().interval(HEARTBEAT).text("still here"))
}

struct Viewer {
    app: App,
    id: TrialId,
    changes: watch::Receiver<u64>,
    moves: watch::Receiver<u64>,
    stopping: watch::Receiver<bool>,
    seen: Option<u64>,
}

impl Viewer {
    async fn next(&mut self) -> Option<Event> {
        loop {
            if self.seen.is_some() && !self.changed().await {
                return None;
            }
            self.changes.mark_unchanged();
            self.moves.mark_unchanged();
            let live = self.app.report(&self.id).await.map_err(|problem| problem.log()).ok()?;
            if self.seen != Some(live.version) {
                self.seen = Some(live.version);
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
