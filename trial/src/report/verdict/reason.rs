//! Reasons of a verdict, a sentence each, in the order in which they are read.

use jiff::Timestamp;

use super::Evidence;
use super::look_words::{against, state};
use super::words::{error_rate, metric, p_value, range, signed_points};
use crate::coverage::GRACE_DAYS;
use crate::day::{Day, days_after};
use crate::looks::{Claim, ComparisonLooks, GuardrailLooks, Looks};
use crate::method::Method;
use crate::metric::Metric;
use crate::outcome::course::counts_from;
use crate::plan::Test;
use crate::report::{ArmReport, Comparison, PlannedTest, Role};
use crate::stats::rate::Count;
use crate::trial::TrialState;

/// What is said of a trial that was started before there were looks.
const FORMER_RULE: &str = "Former rule: the trial was started before there were daily looks, and \
    keeps the rule that it was started with.";

/// The reasons, in the order in which they are read.
pub fn all(evidence: &Evidence<'_>) -> Vec<String> {
    let mut reasons = beginning(evidence);
    if evidence.trial.has_former_rule() {
        reasons.push(FORMER_RULE.to_owned());
    }
    if evidence.progress.n_mature > 0 {
        reasons.push(rates(evidence, "single look"));
        reasons.extend(watched(evidence));
        reasons.extend(evidence.planned_look.tests.iter().map(planned));
        reasons.extend(evidence.comparisons.iter().filter_map(guardrail));
        reasons.extend(open_ends(evidence.arms));
    }
    reasons.extend(evidence.first_enrolled_at.map(|first| maturity(evidence, first)));
    reasons
}

/// The reasons of a verdict that rests on looks.
pub fn of_looks(evidence: &Evidence<'_>, looks: &Looks) -> Vec<String> {
    let mut reasons = beginning(evidence);
    reasons.extend(looks.comparisons.iter().filter_map(|one| look(evidence, one)));
    let has_looks = looks.comparisons.iter().any(|one| !one.looks.is_empty() || one.once.is_some());
    if evidence.progress.n_mature > 0 {
        reasons.push(rates(evidence, "as known now"));
    }
    if has_looks {
        reasons.push(
            "A look counts each subject once it is mature, with its outcome as known then; what is \
             as known now also counts later rows, and subjects before they are mature."
                .to_owned(),
        );
    }
    reasons.extend(looks.guardrails.iter().map(guardrail_looks));
    reasons.extend(open_ends(evidence.arms));
    reasons.extend(evidence.first_enrolled_at.map(|first| maturity(evidence, first)));
    reasons
}

/// What stands above all counts.
fn beginning(evidence: &Evidence<'_>) -> Vec<String> {
    let mut reasons = Vec::new();
    if evidence.trial.simulated {
        reasons.push("The subjects of this trial are simulated.".to_owned());
    }
    if let TrialState::Stopped { reason, .. } = &evidence.trial.state {
        reasons.push(format!("The trial was stopped: {reason}"));
    }
    reasons
}

/// `As counted at the look of 12 Nov, improved against standard: 36 of 40 against 30 of 40; z 2.31
/// of the 2.98 that decide, at 61 % of the planned information.`
fn look(evidence: &Evidence<'_>, one: &ComparisonLooks) -> Option<String> {
    let begin = |day, sums| {
        let (day, counts) = (Day::from(day).words(), against(sums));
        format!("As counted at the look of {day}, {} against {}: {counts}", one.arm, one.control)
    };
    if let Some(once) = &one.once {
        let claims = once.claim.is_none_or(Claim::is_crossing);
        let test = claims.then(|| {
            let name = test_name(evidence.trial.plan.primary.test);
            let p = once.p[0].max(once.p[1]);
            format!("; {name} p {}, at most {} to count", p_value(p), error_rate(once.alpha))
        });
        let begin = begin(once.day, [once.arm, once.control]);
        return Some(format!("{begin}{}.", test.unwrap_or_default()));
    }
    let last = one.decision.map_or(one.looks.len().checked_sub(1)?, |decision| decision.look);
    let look = one.looks.get(last)?;
    let [z, other] = [look.against_arm.z, look.against_control.z];
    let z = if z.abs() < other.abs() { z } else { other };
    Some(format!(
        "{}; z {:.2} of the {:.2} that decide, at {:.0} % of the planned information.",
        begin(look.day, [look.arm, look.control]),
        z.abs(),
        look.critical,
        look.t * 100.0
    ))
}

fn guardrail_looks(rail: &GuardrailLooks) -> String {
    let label = rail.metric.label().to_lowercase();
    let margin = rail.margin * 100.0;
    let state = state(rail);
    format!("Guardrail “{label}” in {}, no worse than {margin:.1} points: {state}.", rail.arm)
}

fn test_name(test: Test) -> &'static str {
    match test {
        Test::Fisher => "Fisher's test",
        Test::Boschloo => "Boschloo's test",
        Test::ChiSquare => "the chi-square test",
    }
}

/// `Clean by day 14, single look: improved 5 of 6, standard 4 of 6.`
fn rates(evidence: &Evidence<'_>, how: &str) -> String {
    let plan = &evidence.trial.plan;
    let rate = |arm: &ArmReport| {
        let count = count(arm, plan.primary.metric);
        format!("{} {} of {}", arm.arm, count.x(), count.n())
    };
    let rates: Vec<String> = evidence.arms.iter().map(rate).collect();
    let what = metric(plan, plan.primary.metric);
    let mut letters = what.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}, {how}: {}.", letters.as_str(), rates.join(", "))
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
            error_rate(watched.alpha)
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
        error_rate(test.alpha)
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
