//! The time at which rows are received: now, or, for simulated subjects, at the present of their
//! own trial.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use trial::{SubjectId, Trial, TrialId};
use wire::ProblemCode;

use crate::problem::Problem;
use crate::state::App;

/// How fast the clock of a feed or of another system may be.
const FAST: SignedDuration = SignedDuration::from_mins(5);

/// The time at which rows about some subjects arrive.
#[derive(Debug)]
pub struct ReceivedAt {
    now: Timestamp,
    simulated: BTreeMap<SubjectId, Timestamp>,
}

impl ReceivedAt {
    /// Looks up which of the subjects are in a simulated trial, if there is one at all.
    pub async fn of(
        app: &App,
        subjects: impl Iterator<Item = &SubjectId>,
    ) -> Result<ReceivedAt, Problem> {
        let mut received_at = ReceivedAt { now: app.now(), simulated: BTreeMap::new() };
        let trials = simulated_trials(app).await?;
        if trials.is_empty() {
            return Ok(received_at);
        }
        for subject in subjects.collect::<BTreeSet<_>>() {
            let places = app.store.enrolments_of(subject).await?;
            if let Some(now) = places.iter().find_map(|place| trials.get(&place.trial)) {
                received_at.simulated.insert(subject.clone(), *now);
            }
        }
        Ok(received_at)
    }

    /// Rows about lines of one trial arrive at its own present, known or not.
    pub fn in_trial(trial: &Trial, now: Timestamp) -> ReceivedAt {
        ReceivedAt { now: trial.now(now), simulated: BTreeMap::new() }
    }

    /// Refuses a batch with an entry from the future: its clock is wrong, or its offset.
    ///
    /// # Errors
    /// A problem at the first such entry of the list `field`.
    pub fn refuse_future<'a>(
        &self,
        field: &str,
        mut entries: impl Iterator<Item = (&'a SubjectId, Timestamp)>,
    ) -> Result<(), Problem> {
        let is_ahead = |(subject, at): (&SubjectId, Timestamp)| at > latest(self.at(subject));
        let Some(place) = entries.position(is_ahead) else { return Ok(()) };
        let detail = format!(
            "the time lies more than {} minutes in the future: set the clock that wrote it, or mend \
             its offset, and send the batch again",
            FAST.as_mins()
        );
        let problem = Problem::new(ProblemCode::InvalidValue, detail);
        Err(problem.at(format!("{field}[{place}].at")))
    }

    /// When a row about the subject arrives.
    pub fn at(&self, subject: &SubjectId) -> Timestamp {
        self.simulated.get(subject).copied().unwrap_or(self.now)
    }
}

/// The latest time that may be observed at `now`.
pub fn latest(now: Timestamp) -> Timestamp {
    now.checked_add(FAST).unwrap_or(Timestamp::MAX)
}

async fn simulated_trials(app: &App) -> Result<BTreeMap<TrialId, Timestamp>, Problem> {
    let trials = app.store.trials().await?.into_iter().map(|stored| stored.trial);
    Ok(trials.filter_map(|trial| Some((trial.id, trial.simulated_now?))).collect())
}
