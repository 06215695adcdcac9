//! The verdict: what the trial has shown about its primary metric, in one sentence.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::coverage::GRACE_DAYS;
use crate::day::{Day, days_after};
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
/// `first_enrolled_at`, as known at `as_known_at`. Before the planned test exists it never says
/// more than the counts.
pub fn tell(
    trial: &Trial,
    arms: &[ArmReport],
    first_enrolled_at: Option<Timestamp>,
    as_known_at: Timestamp,
) -> Verdict {
    let tally = Tally {
        n_enrolled: arms.iter().map(|arm| arm.enrolled).sum(),
        n_mature: arms.iter().map(|arm| arm.tally.mature()).sum(),
        horizon_is_over: first_enrolled_at
            .is_some_and(|first| days_after(first, trial.plan.horizon_days) <= as_known_at),
    };
    let mut reasons = Vec::new();
    if trial.simulated {
        reasons.push("The subjects of this trial are simulated.".to_owned());
    }
    if let TrialState::Stopped { reason, .. } = &trial.state {
        reasons.push(format!("The trial was stopped: {reason}"));
    }
    if tally.n_mature > 0 {
        reasons.push(rates(trial, arms));
        reasons.extend(open_ends(arms));
        reasons.push(SINGLE_LOOK.to_owned());
    }
    reasons.extend(first_enrolled_at.map(|first| maturity(trial, first)));
    Verdict {
        answer: Answer::CannotTellYet,
        sentence: format!("Can't tell yet: {}.", because(trial, &tally)),
        reasons,
    }
}

/// What the sentence depends on beside the state.
struct Tally {
    n_enrolled: u64,
    n_mature: u64,
    /// Whether H days have passed since the first enrolment.
    horizon_is_over: bool,
}

const SINGLE_LOOK: &str = "Intervals are for a single look: who looks every day sees differences \
    that are only chance more often than one time in twenty.";

/// Why nothing can be told, as the rest of the sentence.
fn because(trial: &Trial, tally: &Tally) -> String {
    match (&trial.state, tally.n_enrolled, tally.n_mature) {
        (TrialState::Planned, ..) => "the trial has not started".to_owned(),
        (TrialState::Running { .. }, 0, _) => "nobody is enrolled yet".to_owned(),
        (TrialState::Running { .. }, _, 0) => nobody(trial, tally),
        (TrialState::Running { .. }, ..) => {
            format!("{}; single-look numbers only, the planned test comes later", mature(tally))
        }
        (TrialState::Stopped { .. }, 0, _) => {
            "the trial was stopped before anybody was enrolled".to_owned()
        }
        (TrialState::Stopped { .. }, _, 0) => {
            format!("the trial was stopped, and {}", nobody(trial, tally))
        }
        (TrialState::Stopped { .. }, ..) => {
            format!("the trial was stopped, and {}; single-look numbers only", mature(tally))
        }
    }
}

fn nobody(trial: &Trial, tally: &Tally) -> String {
    let horizon = trial.plan.horizon_days;
    if tally.horizon_is_over {
        format!("nobody's {horizon} days and quiet time after them are over")
    } else {
        format!("nobody's {horizon} days are over")
    }
}

fn mature(tally: &Tally) -> String {
    let subjects = if tally.n_enrolled == 1 { "subject is" } else { "subjects are" };
    format!("{} of {} {subjects} mature", tally.n_mature, tally.n_enrolled)
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

/// When a subject is mature, and when the first one was or will be.
fn maturity(trial: &Trial, first: Timestamp) -> String {
    let plan = &trial.plan;
    format!(
        "A subject is mature after {} days, {} quiet days and {GRACE_DAYS} days for late reports; the first one on {}.",
        plan.horizon_days,
        plan.quiet_days,
        Day::of(counts_from(plan, first)).words()
    )
}
