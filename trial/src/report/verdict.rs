//! The verdict: what the trial has shown about its primary metric, in one sentence.
//!
//! It rests on the looks. That of a trial which was started before there were looks rests on what
//! holds while one watches, and on the fixed test once the planned look is reached.

mod decision;
mod look_words;
mod looks;
mod reason;
mod words;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{ArmReport, Comparison, PlannedLook, Progress, SampleRatio};
use crate::looks::Looks;
use crate::name::ArmName;
use crate::plan::Plan;
use crate::trial::{Trial, TrialState};

pub(crate) use decision::{Seen, differs};
use looks::LookEvidence;
pub use looks::Phase;

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The arm is better than the control.
    Better,
    /// The arm is worse than the control.
    Worse,
    /// The arm is no worse than the control by the plan's margin.
    NoWorse,
    /// Arm and control differ by less than the smallest difference worth having.
    NoDifference,
    /// The trial has ended, and nothing of this was shown.
    NotShown,
    /// Nothing can be said yet.
    CannotTellYet,
}

/// What an answer rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The limits that hold while one watches.
    Watching,
    /// The fixed test at the planned look.
    PlannedLook,
    /// A look, against its stopping boundary or by the plan's test.
    Look,
}

/// The answer for one arm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ArmVerdict {
    /// The arm.
    pub arm: ArmName,
    /// The answer.
    pub answer: Answer,
    /// What it rests on; `None` while there is none.
    pub basis: Option<Basis>,
    /// The answer in one sentence, with what became of the guardrails.
    pub sentence: String,
}

/// The answer with its sentence and its reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Verdict {
    /// The answer, for programs: that of the first arm about which something has been shown.
    pub answer: Answer,
    /// The answer in one sentence, or one an arm where several are compared.
    pub sentence: String,
    /// Why it is the answer, a sentence each: counts, what is missing, what is single look.
    pub reasons: Vec<String>,
    /// The answer for each arm that is compared, in the order of the plan.
    pub by_arm: Vec<ArmVerdict>,
}

/// What a verdict is told from.
#[derive(Clone, Copy)]
pub struct Evidence<'a> {
    /// The trial.
    pub trial: &'a Trial,
    /// Its arms.
    pub arms: &'a [ArmReport],
    /// Each arm against the control, on every metric.
    pub comparisons: &'a [Comparison],
    /// The planned look.
    pub planned_look: &'a PlannedLook,
    /// How far the trial is.
    pub progress: &'a Progress,
    /// What it rests on, for a trial that has looks.
    pub looks: Option<&'a Looks>,
    /// Whether the arms fill as their weights say.
    pub ratios: &'a [SampleRatio],
    /// When the first subject entered.
    pub first_enrolled_at: Option<Timestamp>,
    /// The moment as known at which it is told.
    pub as_known_at: Timestamp,
}

/// The verdict on a trial.
pub fn tell(evidence: &Evidence<'_>) -> Verdict {
    if let Some(looks) = evidence.looks {
        let phase = phase(evidence);
        let ratios = evidence.ratios;
        let plan = &evidence.trial.plan;
        let by_arm = looks::by_arm(&LookEvidence { plan, looks, phase, ratios });
        let sentence = match evidence.progress.n_enrolled {
            0 => words::cannot_tell_yet(evidence),
            _ => joined(&by_arm),
        };
        let reasons = reason::of_looks(evidence, looks);
        return Verdict { answer: first_shown(&by_arm), sentence, reasons, by_arm };
    }
    let by_arm: Vec<ArmVerdict> = decision::by_arm(evidence);
    Verdict {
        answer: first_shown(&by_arm),
        sentence: headline(evidence, &by_arm),
        reasons: reason::all(evidence),
        by_arm,
    }
}

/// The verdict that rests on looks, without its reasons.
pub fn from_looks(plan: &Plan, looks: &Looks, phase: Phase) -> Verdict {
    let by_arm = looks::by_arm(&LookEvidence { plan, looks, phase, ratios: &[] });
    let answer = first_shown(&by_arm);
    Verdict { answer, sentence: joined(&by_arm), reasons: Vec::new(), by_arm }
}

fn phase(evidence: &Evidence<'_>) -> Phase {
    let enrolled: Vec<u64> = evidence.arms.iter().map(|arm| arm.enrolled).collect();
    match evidence.trial.state {
        TrialState::Stopped { .. } => Phase::Stopped,
        _ if evidence.trial.is_full(&enrolled) => Phase::Full,
        _ => Phase::Enrolling,
    }
}

fn joined(by_arm: &[ArmVerdict]) -> String {
    by_arm.iter().map(|arm| arm.sentence.as_str()).collect::<Vec<_>>().join(" ")
}

/// The answer of the first arm about which something has been shown.
fn first_shown(by_arm: &[ArmVerdict]) -> Answer {
    let is_open = |answer: Answer| matches!(answer, Answer::CannotTellYet | Answer::NotShown);
    let shown = by_arm.iter().find(|arm| !is_open(arm.answer)).or(by_arm.first());
    shown.map_or(Answer::CannotTellYet, |arm| arm.answer)
}

/// One sentence an arm; a single one while nothing can be told about any.
fn headline(evidence: &Evidence<'_>, by_arm: &[ArmVerdict]) -> String {
    if by_arm.iter().all(|arm| arm.answer == Answer::CannotTellYet) {
        let breaches = decision::all_harm(evidence);
        return words::with_harm(words::cannot_tell_yet(evidence), &breaches);
    }
    joined(by_arm)
}
