//! Verdicts that rest on looks: the answer for each arm that is compared.

use super::{Answer, ArmVerdict, Basis, look_words};
use crate::looks::{Claim, ComparisonLooks, Looks};
use crate::plan::Plan;
use crate::report::SampleRatio;

/// How far the enrolment of a trial is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Subjects are being enrolled.
    Enrolling,
    /// As many are enrolled as were planned; looks go on.
    Full,
    /// The trial was stopped, and nothing more will be looked at.
    Stopped,
}

/// What the answers are told from.
#[derive(Clone, Copy)]
pub struct LookEvidence<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its looks.
    pub looks: &'a Looks,
    /// How far it is.
    pub phase: Phase,
    /// Whether the arms fill as their weights say.
    pub ratios: &'a [SampleRatio],
}

/// The answer for each arm that is compared.
pub fn by_arm(evidence: &LookEvidence<'_>) -> Vec<ArmVerdict> {
    evidence.looks.comparisons.iter().map(|one| of_arm(evidence, one)).collect()
}

fn of_arm(evidence: &LookEvidence<'_>, one: &ComparisonLooks) -> ArmVerdict {
    let answer = answer(evidence.phase, one);
    ArmVerdict {
        arm: one.arm.clone(),
        answer,
        basis: one.decision.map(|_| Basis::Look),
        sentence: look_words::sentence(evidence, one, answer),
    }
}

fn answer(phase: Phase, one: &ComparisonLooks) -> Answer {
    match one.decision.map(|decision| decision.claim) {
        Some(Claim::Better) => Answer::Better,
        Some(Claim::Worse) => Answer::Worse,
        Some(Claim::NoWorse) => Answer::NoWorse,
        Some(Claim::NoDifference) => Answer::NoDifference,
        None if phase == Phase::Stopped || one.is_over() => Answer::NotShown,
        None => Answer::CannotTellYet,
    }
}
