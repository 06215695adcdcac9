//! The verdict: what the trial has shown about its primary metric, in one sentence.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::coverage::GRACE_DAYS;
use crate::day::Day;
use crate::outcome::course::counts_from;
use crate::report::ArmReport;
use crate::trial::{Trial, TrialState};

/// The answer. More answers come with the planned tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Nothing can be said yet.
    CannotTellYet,
}

/// The answer with its sentence and its reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Verdict {
    /// The answer, for programs.
    pub answer: Answer,
    /// The answer in one sentence.
    pub sentence: String,
    /// Why it is the answer, a sentence each: counts, what is missing, what is single look.
    pub reasons: Vec<String>,
}

/// The verdict on a trial with these arms, the first of whose subjects entered at
/// `first_enrolled_at`. Before the planned test exists it never says more than the counts.
pub fn tell(trial: &Trial, arms: &[ArmReport], first_enrolled_at: Option<Timestamp>) -> Verdict {
    let n_enrolled: u64 = arms.iter().map(|arm| arm.enrolled).sum();
    let n_mature: u64 = arms.iter().map(|arm| arm.tally.mature()).sum();
    let mut reasons = Vec::new();
    if trial.simulated {
        reasons.push("The subjects of this trial are simulated.".to_owned());
    }
    if let TrialState::Stopped { reason, .. } = &trial.state {
        reasons.push(format!("The trial was stopped: {reason}"));
    }
    if n_mature > 0 {
        reasons.push(rates(trial, arms));
        reasons.extend(open_ends(arms));
        reasons.push(SINGLE_LOOK.to_owned());
    } else if let Some(first) = first_enrolled_at {
        reasons.push(first_counts(trial, first));
    }
    Verdict {
        answer: Answer::CannotTellYet,
        sentence: format!("Can't tell yet: {}.", because(trial, n_enrolled, n_mature)),
        reasons,
    }
}

const SINGLE_LOOK: &str = "Intervals are for a single look: who looks every day sees differences \
    that are only chance more often than one time in twenty.";

/// Why nothing can be told, as the rest of the sentence.
fn because(trial: &Trial, n_enrolled: u64, n_mature: u64) -> String {
    let horizon = trial.plan.horizon_days;
    let subjects = if n_enrolled == 1 { "subject is" } else { "subjects are" };
    match (&trial.state, n_enrolled, n_mature) {
        (TrialState::Planned, ..) => "the trial has not started".to_owned(),
        (TrialState::Running { .. }, 0, _) => "nobody is enrolled yet".to_owned(),
        (TrialState::Running { .. }, _, 0) => format!("nobody's {horizon} days are over"),
        (TrialState::Running { .. }, ..) => format!(
            "{n_mature} of {n_enrolled} {subjects} mature; single-look numbers only, the planned test comes later"
        ),
        (TrialState::Stopped { .. }, 0, _) => {
            "the trial was stopped before anybody was enrolled".to_owned()
        }
        (TrialState::Stopped { .. }, _, 0) => {
            format!("the trial was stopped, and nobody's {horizon} days are over")
        }
        (TrialState::Stopped { .. }, ..) => format!(
            "the trial was stopped, and {n_mature} of {n_enrolled} {subjects} mature; single-look numbers only"
        ),
    }
}

/// `Clean by day 14, single look: improved 5 of 6, standard 4 of 6.`
fn rates(trial: &Trial, arms: &[ArmReport]) -> String {
    let rates: Vec<String> = arms
        .iter()
        .map(|arm| {
            let count = arm.clean_by_horizon.count;
            format!("{} {} of {}", arm.arm, count.x(), count.n())
        })
        .collect();
    format!("Clean by day {}, single look: {}.", trial.plan.horizon_days, rates.join(", "))
}

/// The mature subjects about whom cleanup is not settled.
fn open_ends(arms: &[ArmReport]) -> Vec<String> {
    let n_unknown: u64 = arms.iter().map(|arm| arm.tally.unknown).sum();
    let n_not_confirmed: u64 = arms.iter().map(|arm| arm.tally.not_confirmed).sum();
    let mut sentences = Vec::new();
    if n_unknown > 0 {
        sentences.push(format!("Unknown, because reports are missing: {n_unknown}."));
    }
    if n_not_confirmed > 0 {
        sentences.push(format!(
            "Not confirmed, in quarantine or with too little observable time: {n_not_confirmed}."
        ));
    }
    sentences
}

fn first_counts(trial: &Trial, first: Timestamp) -> String {
    let plan = &trial.plan;
    format!(
        "The first subject counts from {} on: {} days, {} quiet days and {GRACE_DAYS} days for late reports after its enrolment.",
        Day::of(counts_from(plan, first)).words(),
        plan.horizon_days,
        plan.quiet_days
    )
}
