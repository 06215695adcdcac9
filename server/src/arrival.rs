//! When rows arrive: now, or, for subjects who are made up, at the present of their own trial.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use trial::{SubjectId, TrialId};

use crate::problem::Problem;
use crate::state::App;

/// The time at which rows about some subjects arrive.
#[derive(Debug)]
pub struct Arrival {
    now: Timestamp,
    simulated: BTreeMap<SubjectId, Timestamp>,
}

impl Arrival {
    /// Looks up which of the subjects are in a simulated trial, if there is one at all.
    ///
    /// # Errors
    /// What the store says.
    pub async fn of(
        app: &App,
        subjects: impl Iterator<Item = &SubjectId>,
    ) -> Result<Arrival, Problem> {
        let mut arrival = Arrival { now: app.now(), simulated: BTreeMap::new() };
        let trials = simulated_trials(app).await?;
        if trials.is_empty() {
            return Ok(arrival);
        }
        for subject in subjects.collect::<BTreeSet<_>>() {
            let places = app.store.enrolments_of(subject).await?;
            if let Some(now) = places.iter().find_map(|place| trials.get(&place.trial)) {
                arrival.simulated.insert(subject.clone(), *now);
            }
        }
        Ok(arrival)
    }

    /// When a row about the subject arrives.
    pub fn at(&self, subject: &SubjectId) -> Timestamp {
        self.simulated.get(subject).copied().unwrap_or(self.now)
    }
}

async fn simulated_trials(app: &App) -> Result<BTreeMap<TrialId, Timestamp>, Problem> {
    let trials = app.store.trials().await?.into_iter().map(|stored| stored.trial);
    Ok(trials.filter_map(|trial| Some((trial.id, trial.simulated_now?))).collect())
}
