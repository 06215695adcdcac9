//! The verdict in sentences.

use super::{Answer, Basis, Evidence};
use crate::metric::Metric;
use crate::plan::Plan;
use crate::report::{Comparison, GuardrailState, PlannedTest};
use crate::stats::rate::Interval;
use crate::trial::TrialState;

/// The sentence about one arm.
pub fn of_arm(
    evidence: &Evidence<'_>,
    primary: &Comparison,
    test: Option<&PlannedTest>,
    answer: Answer,
    basis: Option<Basis>,
) -> String {
    let plan = &evidence.trial.plan;
    let (arm, control) = (&primary.arm, &primary.control);
    let on = metric(plan, primary.metric);
    let by = figures(primary, test, basis);
    let points = |share: f64| points(share);
    match answer {
        Answer::Better => format!("{arm} is better than {control} on {on}: {by}."),
        Answer::Worse => format!("{arm} is worse than {control} on {on}: {by}."),
        Answer::NoWorse => {
            let margin = points(plan.primary.margin.unwrap_or_default());
            format!("{arm} is no worse than {control} on {on} by the margin of {margin}: {by}.")
        }
        Answer::NoDifference => {
            let smallest = points(plan.design.smallest_difference);
            format!(
                "No difference worth having between {arm} and {control} on {on}: less than \
                 {smallest} either way, {by}."
            )
        }
        Answer::NotShown => format!(
            "Not shown: the trial has ended, and whether {arm} is better than {control} on {on} \
             is open, {by}."
        ),
        Answer::CannotTellYet => cannot_tell_yet(evidence),
    }
}

/// `+8.5 points, −7.9 to +24.6 while watched`.
fn figures(primary: &Comparison, test: Option<&PlannedTest>, basis: Option<Basis>) -> String {
    let (difference, interval, how) = match (basis, test) {
        (Some(Basis::PlannedLook), Some(test)) => {
            let p = format!("at the planned look (p {})", p_value(test.p));
            (test.difference, test.interval, p)
        }
        _ => {
            let watched = &primary.watched;
            (watched.difference, watched.interval, "valid while you watch".to_owned())
        }
    };
    match (difference, interval) {
        (Some(difference), Some(limits)) => {
            format!("{}, {} {how}", signed_points(difference), range(limits))
        }
        _ => "no subjects in one of the arms".to_owned(),
    }
}

/// Adds the guardrails that are not kept.
pub fn with_harm(sentence: String, harm: &[&Comparison]) -> String {
    let words: Vec<String> = harm.iter().map(|row| harm_words(row)).collect();
    if words.is_empty() {
        return sentence;
    }
    format!("{}, but {}.", sentence.trim_end_matches('.'), words.join(" and "))
}

/// `complaint is worse in improved by more than the margin of 5.0 points`.
fn harm_words(row: &Comparison) -> String {
    let label = row.metric.label().to_lowercase();
    match row.guarded {
        Some(guarded) if guarded.state == GuardrailState::Breached => {
            let margin = points(guarded.margin);
            format!("“{label}” is worse in {} by more than the margin of {margin}", row.arm)
        }
        _ => format!("“{label}” is worse in {}", row.arm),
    }
}

/// The sentence while nothing can be told.
pub fn cannot_tell_yet(evidence: &Evidence<'_>) -> String {
    format!("Can't tell yet: {}.", because(evidence))
}

/// Why nothing can be told, as the rest of the sentence.
fn because(evidence: &Evidence<'_>) -> String {
    let progress = evidence.progress;
    if evidence.trial.plan.treatments().next().is_none() {
        return "the plan has no second arm, so there is nothing to compare".to_owned();
    }
    match (&evidence.trial.state, progress.n_enrolled, progress.n_mature) {
        (TrialState::Planned, ..) => "the trial has not started".to_owned(),
        (TrialState::Running { .. }, 0, _) => "nobody is enrolled yet".to_owned(),
        (TrialState::Running { .. }, _, 0) => nobody(evidence),
        (TrialState::Running { .. }, ..) => mature(evidence),
        (TrialState::Stopped { .. }, 0, _) => {
            "the trial was stopped before anybody was enrolled".to_owned()
        }
        (TrialState::Stopped { .. }, _, 0) => {
            format!("the trial was stopped, and {}", nobody(evidence))
        }
        (TrialState::Stopped { .. }, n_enrolled, n_mature) => format!(
            "the trial was stopped, and {n_mature} of {n_enrolled} {} mature",
            if n_enrolled == 1 { "subject is" } else { "subjects are" }
        ),
    }
}

fn nobody(evidence: &Evidence<'_>) -> String {
    let plan = &evidence.trial.plan;
    let (days, and_quiet) = match plan.primary.metric {
        Metric::CleanByHorizon => (plan.horizon_days, " and quiet time after them"),
        Metric::Burden(_) => (plan.burden_days, ""),
    };
    let over = evidence
        .first_enrolled_at
        .is_some_and(|first| crate::day::days_after(first, days) <= evidence.as_known_at);
    if over {
        format!("nobody's {days} days{and_quiet} are over")
    } else {
        format!("nobody's {days} days are over")
    }
}

/// `134 of 398 planned subjects are mature, about 27 days to the planned look`.
fn mature(evidence: &Evidence<'_>) -> String {
    let progress = evidence.progress;
    let (n, planned) = (progress.n_mature, progress.n_planned);
    let so_far = format!("{n} of {planned} planned subjects are mature");
    match progress.days_left {
        _ if evidence.planned_look.reached => {
            format!("the planned look has not shown it; watching goes on with {n} mature subjects")
        }
        Some(1) => format!("{so_far}, about 1 day to the planned look"),
        Some(days) => format!("{so_far}, about {days} days to the planned look"),
        None => so_far,
    }
}

/// A metric within a sentence.
pub fn metric(plan: &Plan, metric: Metric) -> String {
    match metric {
        Metric::CleanByHorizon => format!("clean by day {}", plan.horizon_days),
        Metric::Burden(row) => {
            format!("“{}” within {} days", row.label().to_lowercase(), plan.burden_days)
        }
    }
}

/// `5.0 points`.
fn points(share: f64) -> String {
    format!("{:.1} points", share * 100.0)
}

/// `+8.5 points`.
pub fn signed_points(difference: f64) -> String {
    format!("{} points", signed(difference))
}

/// `−7.9 to +24.6`.
pub fn range(limits: Interval) -> String {
    format!("{} to {}", signed(limits.low), signed(limits.high))
}

fn signed(difference: f64) -> String {
    let points = (difference * 1000.0).round() / 10.0;
    let sign = if points < 0.0 { "−" } else { "+" };
    format!("{sign}{:.1}", points.abs())
}

/// An error rate with as many decimals as somebody can use: 0.01 shared by seven arms is
/// `0.0014`.
pub fn error_rate(alpha: f64) -> String {
    ((alpha * 1e4).round() / 1e4).to_string()
}

/// `0.031`, or `below 0.0001`.
pub fn p_value(p: f64) -> String {
    if p < 1e-4 { "below 0.0001".to_owned() } else { format!("{p:.4}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_rate_that_arms_share_has_no_more_digits_than_somebody_can_use() {
        assert_eq!(error_rate(0.01 / 7.0), "0.0014");
        assert_eq!(error_rate(0.04), "0.04");
    }
}
