//! What has been shown about each arm.

use super::{Answer, ArmVerdict, Basis, Evidence, words};
use crate::metric::Wanted;
use crate::report::{Comparison, GuardrailState, PlannedTest, Role};
use crate::stats::rate::Interval;
use crate::trial::TrialState;

/// The answer for each arm that is compared.
pub fn by_arm(evidence: &Evidence<'_>) -> Vec<ArmVerdict> {
    let primary = evidence.comparisons.iter().filter(|row| row.role == Role::Primary);
    primary.map(|row| of_arm(evidence, row)).collect()
}

fn of_arm(evidence: &Evidence<'_>, primary: &Comparison) -> ArmVerdict {
    let test = evidence.planned_look.tests.iter().find(|test| test.arm == primary.arm);
    let (answer, basis) = match shown(evidence, primary, test) {
        Some((answer, basis)) => (answer, Some(basis)),
        None if has_ended(evidence) => (Answer::NotShown, None),
        None => (Answer::CannotTellYet, None),
    };
    let sentence = words::of_arm(evidence, primary, test, answer, basis);
    let sentence = words::with_harm(sentence, &harm(evidence, primary));
    ArmVerdict { arm: primary.arm.clone(), answer, basis, sentence }
}

/// What has been shown, watching first: it has held all along.
fn shown(
    evidence: &Evidence<'_>,
    primary: &Comparison,
    test: Option<&PlannedTest>,
) -> Option<(Answer, Basis)> {
    let plan = &evidence.trial.plan;
    let wanted = plan.wanted();
    let watched = &primary.watched;
    let ways = [
        Some((Basis::Watching, watched.p, watched.alpha, watched.difference, watched.interval)),
        test.map(|t| (Basis::PlannedLook, t.p, t.alpha, t.difference, t.interval)),
    ];
    let differs = ways.into_iter().flatten().find_map(|(basis, p, alpha, difference, _)| {
        let gain = wanted.gain(difference?);
        let answer = if gain > 0.0 { Answer::Better } else { Answer::Worse };
        (p <= alpha && gain != 0.0).then_some((answer, basis))
    });
    let limited = |answer: Answer, low: f64, high: f64| {
        ways.into_iter().flatten().find_map(|(basis, _, _, _, interval)| {
            let gain = gain(interval?, wanted);
            (gain.low > low && gain.high < high).then_some((answer, basis))
        })
    };
    let smallest = plan.design.smallest_difference;
    let margin = plan.primary.margin;
    differs
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
