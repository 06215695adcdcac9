//! The report of a trial as it was known at an earlier moment, computed from all rows each time: few
//! ask, and each for another moment.

use jiff::Timestamp;
use trial::report::{self, Report};
use trial::{Trial, TrialId, TrialState};
use wire::ProblemCode;

use super::Reports;
use crate::lookup;
use crate::problem::Problem;

impl Reports {
    /// The report as known at `at` in the trial's own time.
    ///
    /// # Errors
    /// `NotFound`, or a moment that has not come yet.
    pub async fn as_known_at(&self, id: &TrialId, at: Timestamp) -> Result<Report, Problem> {
        let mut trial = lookup::trial(&*self.store, id).await?.trial;
        let now = trial.now(self.clock.now());
        if at > now {
            let detail =
                format!("what will be known then cannot be told: in this trial it is {now}");
            return Err(Problem::new(ProblemCode::InvalidValue, detail).at("as_known_at"));
        }
        let records = self.store.records_at(id, None).await?.records;
        let compute = move || {
            trial.state = state_at(&trial, at);
            report::build(&trial, &records, at)
        };
        tokio::task::spawn_blocking(compute).await.map_err(Problem::internal)
    }
}

/// The state that a trial was in at a moment.
fn state_at(trial: &Trial, at: Timestamp) -> TrialState {
    match &trial.state {
        TrialState::Running { started_at } | TrialState::Stopped { started_at, .. }
            if at < *started_at =>
        {
            TrialState::Planned
        }
        TrialState::Stopped { started_at, stopped_at, .. } if at < *stopped_at => {
            TrialState::Running { started_at: *started_at }
        }
        state => state.clone(),
    }
}
