//! Reasons of a verdict, a sentence each, in the order in which they are read.

use jiff::Timestamp;

use super::Evidence;
use super::words::{metric, p_value, range, signed_points};
use crate::coverage::GRACE_DAYS;
use crate::day::{Day, days_after};
use crate::method::Method;
use crate::metric::Metric;
use crate::outcome::course::counts_from;
use crate::report::{ArmReport, Comparison, PlannedTest, Role};
use crate::stats::rate::Count;
use crate::trial::TrialState;

/// The reasons, in the order in which they are read.
pub fn all(evidence: &Evidence<'_>) -> Vec<String> {
    let trial = evidence.trial;
    let mut reasons = Vec::new();
    if trial.simulated {
        reasons.push("The subjects of this trial are simulated.".to_owned());
    }
    if let TrialState::Stopped { reason, .. } = &trial.state {
        reasons.push(format!("The trial was stopped: {reason}"));
    }
    if evidence.progress.n_mature > 0 {
        reasons.push(rates(evidence));
        reasons.extend(watched(evidence));
        reasons.extend(evidence.planned_look.tests.iter().map(planned));
        reasons.extend(evidence.comparisons.iter().filter_map(guardrail));
        reasons.extend(open_ends(evidence.arms));
    }
    reasons.extend(evidence.first_enrolled_at.map(|first| maturity(evidence, first)));
    reasons
}

/// `Clean by day 14, single look: improved 5 of 6, standard 4 of 6.`
fn rates(evidence: &Evidence<'_>) -> String {
    let plan = &evidence.trial.plan;
    let rate = |arm: &ArmReport| {
        let count = count(arm, plan.primary.metric);
        format!("{} {} of {}", arm.arm, count.x(), count.n())
    };
    let rates: Vec<String> = evidence.arms.iter().map(rate).collect();
    let what = metric(plan, plan.primary.metric);
    let mut letters = what.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}, single look: {}.", letters.as_str(), rates.join(", "))
}

fn count(arm: &ArmReport, metric: Metric) -> Count {
    match metric {
        Metric::CleanByHorizon => arm.clean_by_horizon.count,
        Metric::Burden(row) => {
            let cell = arm.burden.iter().find(|cell| cell.metric == row);
            cell.map_or_else(Count::default, |cell| cell.rate.count)
        }
    }
}

/// What holds while one watches, of the primary metric.
fn watched(evidence: &Evidence<'_>) -> Vec<String> {
    let primary = evidence.comparisons.iter().filter(|row| row.role == Role::Primary);
    let sentence = |row: &Comparison| {
        let watched = &row.watched;
        let (difference, limits) = (watched.difference?, watched.interval?);
        Some(format!(
            "{} − {}: {}, {} valid while you watch (p {}, at most {} to count).",
            row.arm,
            row.control,
            signed_points(difference),
            range(limits),
            p_value(watched.p),
            watched.alpha
        ))
    };
    primary.filter_map(sentence).collect()
}

fn planned(test: &PlannedTest) -> String {
    let name = match test.computed {
        Method::Boschloo => "Boschloo's test",
        Method::ChiSquare => "the chi-square test",
        _ => "Fisher's test",
    };
    format!(
        "Planned look, the first {} and {} subjects: {} {} of {}, {} {} of {}, {name} p {}, at \
         most {} to count.",
        test.arm_count.n(),
        test.control_count.n(),
        test.arm,
        test.arm_count.x(),
        test.arm_count.n(),
        test.control,
        test.control_count.x(),
        test.control_count.n(),
        p_value(test.p),
        test.alpha
    )
}

fn guardrail(row: &Comparison) -> Option<String> {
    let guarded = row.guarded?;
    let limits = row.watched.interval.map(|limits| format!(" ({})", range(limits)));
    Some(format!(
        "Guardrail “{}” in {}, no worse than {:.1} points: {}{}.",
        row.metric.label().to_lowercase(),
        row.arm,
        guarded.margin * 100.0,
        guarded.state.words(),
        limits.unwrap_or_default()
    ))
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
fn maturity(evidence: &Evidence<'_>, first: Timestamp) -> String {
    let plan = &evidence.trial.plan;
    match plan.primary.metric {
        Metric::CleanByHorizon => format!(
            "A subject is mature after {} days, {} quiet days and {GRACE_DAYS} days for late \
             reports; the first one on {}.",
            plan.horizon_days,
            plan.quiet_days,
            Day::of(counts_from(plan, first)).words()
        ),
        Metric::Burden(_) => format!(
            "A subject is mature after {} days; the first one on {}.",
            plan.burden_days,
            Day::of(days_after(first, plan.burden_days)).words()
        ),
    }
}
