//! The decision for each arm: the first way of looking that shows something, watching first.

use std::iter;

use super::{Answer, ArmVerdict, Basis, Evidence, words};
use crate::metric::Wanted;
use crate::plan::Plan;
use crate::report::{Comparison, GuardrailState, PlannedTest, Role, Watched};
use crate::stats::rate::Interval;
use crate::trial::TrialState;

/// The answer for each arm that is compared.
pub fn by_arm(evidence: &Evidence<'_>) -> Vec<ArmVerdict> {
    let primary = evidence.comparisons.iter().filter(|row| row.role == Role::Primary);
    primary.map(|row| of_arm(evidence, row)).collect()
}

fn of_arm(evidence: &Evidence<'_>, primary: &Comparison) -> ArmVerdict {
    let test = evidence.planned_look.tests.iter().find(|test| test.arm == primary.arm);
    let (answer, basis) = match shown(&evidence.trial.plan, &primary.watched, test) {
        Some((answer, basis)) => (answer, Some(basis)),
        None if has_ended(evidence) => (Answer::NotShown, None),
        None => (Answer::CannotTellYet, None),
    };
    let sentence = words::of_arm(evidence, primary, test, answer, basis);
    let sentence = words::with_harm(sentence, &harm(evidence, primary));
    ArmVerdict { arm: primary.arm.clone(), answer, basis, sentence }
}

/// What one way of looking says of an arm on the primary metric.
#[derive(Clone, Copy)]
pub struct Seen {
    /// The way.
    pub basis: Basis,
    /// Its p-value.
    pub p: f64,
    /// What that is held against.
    pub alpha: f64,
    /// Share in the arm minus share in the control.
    pub difference: Option<f64>,
}

/// Whether the arm is better or worse, by the first of these ways that shows it.
pub fn differs(wanted: Wanted, ways: impl IntoIterator<Item = Seen>) -> Option<(Answer, Basis)> {
    ways.into_iter().find_map(|seen| {
        let gain = wanted.gain(seen.difference?);
        let answer = if gain > 0.0 { Answer::Better } else { Answer::Worse };
        (seen.p <= seen.alpha && gain != 0.0).then_some((answer, seen.basis))
    })
}

impl Seen {
    /// What the planned look says.
    pub fn in_test(test: &PlannedTest) -> Seen {
        let PlannedTest { p, alpha, difference, .. } = *test;
        Seen { basis: Basis::PlannedLook, p, alpha, difference }
    }
}

/// What has been shown, watching first: it has held all along.
fn shown(plan: &Plan, watched: &Watched, test: Option<&PlannedTest>) -> Option<(Answer, Basis)> {
    let wanted = plan.wanted();
    let Watched { p, alpha, difference, .. } = *watched;
    let while_watching = Seen { basis: Basis::Watching, p, alpha, difference };
    let ways = iter::once(while_watching).chain(test.map(Seen::in_test));
    let limits = [(Basis::Watching, watched.interval)];
    let limits = limits.into_iter().chain(test.map(|test| (Basis::PlannedLook, test.interval)));
    let limited = |answer: Answer, low: f64, high: f64| {
        limits.clone().find_map(|(basis, interval)| {
            let gain = gain(interval?, wanted);
            (gain.low > low && gain.high < high).then_some((answer, basis))
        })
    };
    let smallest = plan.design.smallest_difference;
    let margin = plan.primary.margin;
    differs(wanted, ways)
        .or_else(|| margin.and_then(|m| limited(Answer::NoWorse, -m, f64::INFINITY)))
        .or_else(|| limited(Answer::NoDifference, -smallest, smallest))
}

/// Limits of a difference as limits of gain.
pub fn gain(difference: Interval, wanted: Wanted) -> Interval {
    let ends = (wanted.gain(difference.low), wanted.gain(difference.high));
    Interval { low: ends.0.min(ends.1), high: ends.0.max(ends.1) }
}

/// Whether the trial was stopped and everybody's days are over.
fn has_ended(evidence: &Evidence<'_>) -> bool {
    let is_stopped = matches!(evidence.trial.state, TrialState::Stopped { .. });
    let progress = evidence.progress;
    is_stopped && progress.n_enrolled > 0 && progress.n_mature == progress.n_enrolled
}

/// The guardrails that are not kept in this arm.
fn harm<'a>(evidence: &Evidence<'a>, primary: &Comparison) -> Vec<&'a Comparison> {
    let of_arm = |row: &&Comparison| row.arm == primary.arm;
    all_harm(evidence).into_iter().filter(of_arm).collect()
}

/// The guardrails that are not kept, of every arm.
pub fn all_harm<'a>(evidence: &Evidence<'a>) -> Vec<&'a Comparison> {
    let is_harm = |row: &&Comparison| {
        let state = row.guarded.map(|guarded| guarded.state);
        matches!(state, Some(GuardrailState::Worse | GuardrailState::Breached))
    };
    evidence.comparisons.iter().filter(is_harm).collect()
}
