//! The simulated trial that a newcomer meets: made once, then played on while the server runs.
//!
//! It goes through the same doors of the store as a real one, and is flagged wherever it appears.
//! Its own time runs faster than the clock. What was played stays; a restart goes on from there.

mod agenda;
mod beside;
mod codes;
mod plan;
mod step;

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use trial::simulate::{Scenario, World};
use trial::{Trial, TrialId, TrialState};
use wire::ProblemCode;

use crate::problem::Problem;
use crate::state::App;
use crate::store::{By, StoreError, StoredTrial};
use crate::{frozen_documents, random, revisions};

use agenda::Agenda;

/// The name of the simulated trial.
const NAME: &str = "simulated-improved-page";
/// How long it has been running when it is first met.
const HISTORY: SignedDuration = SignedDuration::from_hours(40 * 24);
/// Subjects a day, on average.
const ARRIVALS_PER_DAY: f64 = 20.0;
/// Nobody is enrolled after so many subjects, so that the demo stays small.
const MAX_SUBJECTS: u64 = 2_000;
/// The history is made in steps of a day, the rest in steps of an hour.
const DAY: SignedDuration = SignedDuration::from_hours(24);
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// A simulated trial that can be played on.
pub struct Demo {
    app: App,
    id: TrialId,
    world: World,
    agenda: Agenda,
    now: Timestamp,
}

impl Demo {
    /// The simulated trial of this seed: made on the first start, found again on later ones, and
    /// begun when an earlier start was cut off before it could.
    ///
    /// # Errors
    /// What the store says, that the library no longer has what the trial needs, or that a trial of
    /// that name is not simulated; that one is left alone.
    pub async fn prepare(app: &App, seed: u64) -> Result<Demo, Problem> {
        let id: TrialId = NAME.parse().map_err(Problem::internal)?;
        let stored = match app.store.trial(&id).await {
            Err(StoreError::NotFound) => create(app, id.clone()).await?,
            answer => answer?,
        };
        if !stored.trial.simulated {
            let detail = format!("the trial named {id} is not simulated; it is left alone");
            return Err(Problem::new(ProblemCode::AlreadyExists, detail));
        }
        let (trial, started_at) = match stored.trial.state {
            TrialState::Running { started_at } | TrialState::Stopped { started_at, .. } => {
                (stored.trial, started_at)
            }
            TrialState::Planned => begin(app, stored).await?,
        };
        let scenario = Scenario::like_the_study(&trial.plan, started_at, ARRIVALS_PER_DAY);
        let mut world = World::new(seed, scenario.map_err(Problem::internal)?);
        let now = trial.simulated_now.unwrap_or(started_at);
        let records = app.store.records(&id).await?;
        let agenda = Agenda::after(now, &mut world, &records.enrolments);
        Ok(Demo { app: app.clone(), id, world, agenda, now })
    }

    /// Prepares the simulated trial and plays it in the background. A fault is logged and the server
    /// goes without; it is for real trials first.
    pub async fn run(app: &App, seed: u64, hour: Duration) {
        match Demo::prepare(app, seed).await {
            Ok(demo) => drop(tokio::spawn(demo.play(hour))),
            Err(problem) => {
                problem.log();
                tracing::warn!("no simulated trial is played: {}", problem.body().detail);
            }
        }
    }

    /// Catches up with the clock, then plays an hour every `hour`, until the story or the server
    /// ends. A store that is away for a while is tried again.
    pub async fn play(mut self, hour: Duration) {
        let mut stopping = self.app.stopping.clone();
        let caught_up = self.app.now();
        loop {
            let step = if self.now < caught_up { DAY } else { HOUR };
            let pause = if self.now < caught_up { Duration::ZERO } else { hour };
            tokio::select! {
                Ok(_) = stopping.wait_for(|stopping| *stopping) => return,
                () = tokio::time::sleep(pause) => {}
            }
            let before = (self.world.clone(), self.agenda.clone());
            match self.step(step).await {
                Ok(true) => {}
                Ok(false) => return,
                Err(problem) => {
                    problem.log();
                    (self.world, self.agenda) = before;
                    tokio::time::sleep(hour).await;
                }
            }
        }
    }

    fn by(&self) -> By<'static> {
        by(&self.app)
    }
}

fn by(app: &App) -> By<'static> {
    By { who: "demo", at: app.now() }
}

/// Makes the trial, whose time lies in the past.
async fn create(app: &App, id: TrialId) -> Result<StoredTrial, Problem> {
    let plan = plan::draft().check()?;
    let (state, simulated_now) = (TrialState::Planned, Some(begins_at(app)?));
    let (frozen, seed_commitment) = (Vec::new(), None);
    let (simulated, sizes) = (true, None);
    let trial = Trial { id, plan, state, simulated, simulated_now, frozen, seed_commitment, sizes };
    match app.store.create_trial(&trial, by(app)).await {
        Err(StoreError::AlreadyExists) => Ok(app.store.trial(&trial.id).await?),
        answer => Ok(answer?),
    }
}

/// Starts the trial at its own time; answers it with that time.
async fn begin(app: &App, stored: StoredTrial) -> Result<(Trial, Timestamp), Problem> {
    let StoredTrial { trial, version, .. } = stored;
    let at = trial.simulated_now.map_or_else(|| begins_at(app), Ok)?;
    let revisions = revisions::for_trial(&*app.store, &trial.plan, at).await?;
    let facts = frozen_documents::facts(&trial.plan, &revisions);
    let (frozen, revisions) = frozen_documents::freeze(&trial.plan, &revisions);
    let seed = random::seed()?;
    let trial = trial.start(at, &facts, frozen, seed.commitment())?;
    let start = app.store.start_trial(&trial, version, &seed, &revisions, by(app));
    Ok((start.await?.trial, at))
}

/// Where the history begins, in whole seconds.
fn begins_at(app: &App) -> Result<Timestamp, Problem> {
    let at = Timestamp::from_second(app.now().as_second() - HISTORY.as_secs());
    at.map_err(Problem::internal)
}

#[cfg(test)]
mod tests {
    use trial::observation::{Observed, Records};

    use super::*;
    use crate::clock::Clock;
    use crate::starter;
    use crate::store::{self, Engine, SqliteFile};

    async fn app(folder: &std::path::Path) -> App {
        let file = SqliteFile::at(folder.join("stile.db"));
        let store = store::open(&Engine::Sqlite(file)).await.unwrap();
        let clock = Clock::test("2026-03-01T08:00:00Z".parse().unwrap());
        let app = App::new(store, clock, "http://garden.test");
        starter::load(&app).await.unwrap();
        app
    }

    #[tokio::test]
    async fn a_restart_goes_on_where_the_demo_was() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path()).await;
        let mut demo = Demo::prepare(&app, 7).await.unwrap();
        for _ in 0..6 {
            assert!(demo.step(DAY).await.unwrap());
        }
        let mut again = Demo::prepare(&app, 7).await.unwrap();
        assert_eq!(again.now, demo.now);
        let later = demo.now.checked_add(DAY * 30).unwrap();
        let arrivals = |demo: &mut Demo| demo.agenda.arrival_until(later, &mut demo.world);
        assert_eq!(arrivals(&mut demo), arrivals(&mut again));
        let rest = demo.agenda.take_until(later, &demo.world);
        assert!(!rest.is_empty());
        assert_eq!(again.agenda.take_until(later, &again.world).len(), rest.len());
    }

    #[tokio::test]
    async fn a_demo_that_was_planned_but_never_began_begins_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path()).await;
        let planned = create(&app, NAME.parse().unwrap()).await.unwrap().trial;
        app.clock.move_to("2026-03-05T08:00:00Z".parse().unwrap()).unwrap();
        let demo = Demo::prepare(&app, 7).await.unwrap();
        assert_eq!(Some(demo.now), planned.simulated_now);
        assert!(app.store.trial(&demo.id).await.unwrap().trial.is_running());
    }

    #[tokio::test]
    async fn a_trial_that_only_has_the_name_of_the_demo_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path()).await;
        let title = "Simulated improved page".to_owned();
        let plan = trial::PlanDraft { title, ..plan::draft() }.check().unwrap();
        let real = crate::planning::create(&app, plan).await.unwrap();
        assert_eq!(real.trial.id.as_str(), NAME);
        assert!(Demo::prepare(&app, 7).await.is_err());
        assert_eq!(app.store.trial(&real.trial.id).await.unwrap(), real);
    }

    #[tokio::test]
    async fn a_step_played_twice_counts_once() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path()).await;
        let mut demo = Demo::prepare(&app, 7).await.unwrap();
        let mut twin = Demo::prepare(&app, 7).await.unwrap();
        for _ in 0..3 {
            demo.step(DAY).await.unwrap();
        }
        let once = app.store.records(&demo.id).await.unwrap();
        for _ in 0..3 {
            twin.step(DAY).await.unwrap();
        }
        let twice = app.store.records(&demo.id).await.unwrap();
        assert!(once.enrolments.len() > 20 && !once.observed.is_empty());
        assert_eq!(once.enrolments, twice.enrolments);
        // A page may be kept a second time.
        let counted = |records: &Records| {
            let counts = |row: &&Observed| row.page().is_none();
            records.observed.iter().filter(counts).cloned().collect::<Vec<_>>()
        };
        assert_eq!(counted(&once), counted(&twice));
    }
}
