//! The report of a trial, computed once for all who look, and again when something has changed: of
//! a running trial only the rows that are new are read. What travels is always the whole report
//! with a version that only grows, never a difference; a slow reader gets the newest. When nothing
//! but the time has moved on, nothing is sent, except that each minute is looked at anew, as a day
//! may have ended.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::sync::watch;
use trial::TrialId;
use trial::report::Report;
use wire::trials::LiveReport;

use crate::clock::Clock;
use crate::lookup;
use crate::metrics::Metrics;
use crate::problem::Problem;
use crate::store::Store;

mod past;
mod report_cache;
mod viewer;

use report_cache::ReportCache;
pub use viewer::events;

/// After this long a report is computed again even if no row has changed.
pub const FRESH: Duration = Duration::from_secs(60);

/// The newest report of each trial that was ever asked for.
#[derive(Debug)]
pub struct Live {
    slots: Mutex<HashMap<TrialId, Arc<tokio::sync::Mutex<Slot>>>>,
    moves: watch::Sender<u64>,
    version: AtomicU64,
}

/// What is known about one trial.
#[derive(Debug, Default)]
struct Slot {
    known: Option<Known>,
    /// While the trial runs.
    report_cache: Option<ReportCache>,
}

/// A report and the state of the world that it was computed from.
#[derive(Debug)]
struct Known {
    world: World,
    computed_at: Instant,
    live: Arc<LiveReport>,
}

/// Counts of what a report depends on: changes of rows, moves of the test clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct World {
    changes: u64,
    moves: u64,
}

impl Default for Live {
    /// Versions begin at the present in milliseconds, so that they grow over a restart as well.
    fn default() -> Live {
        let first = u64::try_from(Timestamp::now().as_millisecond()).unwrap_or_default();
        Live {
            slots: Mutex::default(),
            moves: watch::Sender::new(0),
            version: AtomicU64::new(first),
        }
    }
}

impl Live {
    /// The test clock has moved.
    pub fn clock_moved(&self) {
        self.moves.send_modify(|moves| *moves += 1);
    }

    fn slot(&self, id: &TrialId) -> Arc<tokio::sync::Mutex<Slot>> {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        slots.entry(id.clone()).or_default().clone()
    }

    fn next_version(&self) -> u64 {
        self.version.fetch_add(1, Ordering::Relaxed) + 1
    }
}

/// The reports of trials and all that they are computed from; cheap to clone.
#[derive(Clone)]
pub struct Reports {
    /// What is kept.
    pub store: Arc<dyn Store>,
    /// What time it is.
    pub clock: Clock,
    /// The newest report of each trial.
    pub live: Arc<Live>,
    /// Where open streams are counted.
    pub metrics: Arc<Metrics>,
    /// Becomes true when the server is about to stop.
    pub stopping: watch::Receiver<bool>,
}

impl Reports {
    /// The report of a trial as of now. Whoever asks while it is computed waits for the same one.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn report(&self, id: &TrialId) -> Result<Arc<LiveReport>, Problem> {
        // Only a trial that exists gets a slot.
        lookup::trial(&*self.store, id).await?;
        let slot = self.live.slot(id);
        let mut slot = slot.lock().await;
        // The world first: what changes while the rows are read is then looked at again.
        let world = self.world();
        if let Some(known) = slot.known.as_ref().filter(|known| known.holds_in(world)) {
            return Ok(known.live.clone());
        }
        let stored = lookup::trial(&*self.store, id).await?;
        let now = stored.trial.now(self.clock.now());
        let goes_on = slot.report_cache.as_ref().filter(|kept| kept.goes_on_to(&stored, now));
        let since = goes_on.map(|kept| kept.change);
        let rows = self.store.records_at(id, since).await?;
        let kept = slot.report_cache.take().filter(|_| since.is_some());
        let is_running = stored.trial.is_running();
        let compute = move || {
            let kept = ReportCache::with(kept, stored, rows, now);
            (kept.report(), is_running.then_some(kept))
        };
        let computed = tokio::task::spawn_blocking(compute).await.map_err(Problem::internal)?;
        let (report, report_cache) = computed;
        slot.report_cache = report_cache;
        Ok(self.keep(&mut slot.known, world, report))
    }

    fn world(&self) -> World {
        World { changes: *self.store.changes().borrow(), moves: *self.live.moves.borrow() }
    }

    fn keep(&self, known: &mut Option<Known>, world: World, report: Report) -> Arc<LiveReport> {
        match known {
            Some(known) if known.is_fresh() && known.live.report.says_the_same_as(&report) => {
                known.world = world;
                known.live.clone()
            }
            _ => {
                let live = Arc::new(LiveReport { version: self.live.next_version(), report });
                *known = Some(Known { world, computed_at: Instant::now(), live: live.clone() });
                live
            }
        }
    }
}

impl Known {
    fn is_fresh(&self) -> bool {
        self.computed_at.elapsed() < FRESH
    }

    fn holds_in(&self, world: World) -> bool {
        self.is_fresh() && self.world == world
    }
}

#[cfg(test)]
mod tests {
    use trial::TrialState;

    use super::*;
    use crate::state::App;
    use crate::store::{self, Engine, SqliteFile, StoredTrial};
    use crate::{demo, starter};

    async fn app(folder: &std::path::Path) -> App {
        let file = SqliteFile::at(folder.join("stile.db"));
        let store = store::open(&Engine::Sqlite(file)).await.unwrap();
        let app = App::new(store, Clock::real(), "http://garden.test");
        starter::load(&app).await.unwrap();
        app
    }

    #[tokio::test]
    async fn a_trial_that_changed_while_its_report_had_to_wait_is_reported_as_it_is_now() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path()).await;
        demo::Demo::prepare(&app, 7).await.unwrap();
        let StoredTrial { trial, version, .. } = app.store.trials().await.unwrap().remove(0);
        let slot = app.live.slot(&trial.id);
        let computing = slot.lock().await;
        let waiting = tokio::spawn({
            let (app, id) = (app.clone(), trial.id.clone());
            async move { app.report(&id).await }
        });
        // The slots, this test, and whoever waits.
        while Arc::strong_count(&slot) < 3 {
            tokio::task::yield_now().await;
        }
        let stopped = trial.clone().stop(trial.now(app.now()), "Enough.").unwrap();
        app.store.save_trial(&stopped, version, app.staff()).await.unwrap();
        drop(computing);
        let live = waiting.await.unwrap().unwrap();
        assert!(matches!(live.report.trial.state, TrialState::Stopped { .. }));
    }
}
