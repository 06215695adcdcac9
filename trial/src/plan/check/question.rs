//! The checks of what a plan asks: metrics, margins, sizes.

use super::Problems;
use crate::metric::{Metric, Wanted};
use crate::plan::{Design, Guardrail, Plan, Primary, Test};
use crate::planner::Question;

/// The error rates of the planned look and of watching together.
const LARGEST_ALPHA: f64 = 0.05;

/// What rounding may add to the sum of two error rates.
const ROUNDING: f64 = 1e-12;

/// The smallest difference that a new plan may ask for: 0.1 points.
const LEAST_DIFFERENCE: f64 = 0.001;
/// The most infections a week that a plan may expect.
const MOST_INFECTIONS: u32 = 100_000;

/// The most subjects of an arm for whom Boschloo's test is made. Its time grows with N√N; at this
/// size it is a few hundredths of a second, and the report waits for it whenever a subject of the
/// planned look has changed.
const MOST_FOR_BOSCHLOO: u64 = 2_000;

/// Adds a problem if the plan's test cannot be made in time with the subjects that it needs.
pub fn check_test(plan: &Plan, problems: &mut Problems) {
    if plan.primary.test != Test::Boschloo {
        return;
    }
    let Some(planning) = Question::of(plan).answer() else {
        return;
    };
    let sizes = planning.arms.iter().chain([&planning.control]).map(|size| size.planned);
    let largest = sizes.max().unwrap_or_default();
    if largest > MOST_FOR_BOSCHLOO {
        let message = format!(
            "Boschloo's test looks at every table, and an arm of {largest} has too many of them: \
             choose the chi-square or Fisher's test, which hardly differ from it above \
             {MOST_FOR_BOSCHLOO}, or a larger smallest difference"
        );
        problems.add("primary.test", message);
    }
}

/// Adds what is wrong with the primary metric and the guardrails.
pub fn check(primary: &Primary, guardrails: &[Guardrail], problems: &mut Problems) {
    check_metric("primary.metric", primary.metric, problems);
    if let Some(margin) = primary.margin {
        problems.share("primary.margin", "margin", margin);
    }
    for (index, guardrail) in guardrails.iter().enumerate() {
        let field = format!("guardrails[{index}].metric");
        check_metric(&field, guardrail.metric, problems);
        if guardrail.metric == primary.metric {
            problems.add(
                field,
                "the primary metric needs no guardrail: give it a margin of its own, or guard another",
            );
        } else if guardrails[..index].iter().any(|other| other.metric == guardrail.metric) {
            problems.add(field, "this metric is guarded already: take one of the two out");
        }
        problems.share(format!("guardrails[{index}].margin"), "margin", guardrail.margin);
    }
}

fn check_metric(field: &str, metric: Metric, problems: &mut Problems) {
    if metric.wanted().is_none() {
        let message = format!(
            "{:?} is neither good nor bad by itself: choose cleanup, complaints, or a code or \
             channel of which fewer are better",
            metric.label()
        );
        problems.add(field, message);
    }
}

/// Adds what is wrong with the sizes of a plan with this primary metric.
pub fn check_design(design: &Design, primary: &Primary, problems: &mut Problems) {
    let n_before = problems.0.len();
    problems.share("design.baseline", "share expected in the control", design.baseline);
    let smallest = design.smallest_difference;
    problems.share("design.smallest_difference", "smallest difference", smallest);
    if problems.0.len() == n_before {
        check_reach(design, primary, problems);
    }
    if !(0.5..=0.99).contains(&design.power) {
        let message = format!("the power is 0.5 to 0.99, not {}: 0.8 is usual", design.power);
        problems.add("design.power", message);
    }
    check_levels(design, problems);
    if !(1..=MOST_INFECTIONS).contains(&design.infections_per_week) {
        let message = format!(
            "a week brings 1 to {MOST_INFECTIONS} infections, not {}",
            design.infections_per_week
        );
        problems.add("design.infections_per_week", message);
    }
}

/// A difference that no trial could see asks for subjects beyond counting.
pub fn check_smallest(design: &Design, problems: &mut Problems) {
    let smallest = design.smallest_difference;
    if smallest > 0.0 && smallest < LEAST_DIFFERENCE {
        let message = format!(
            "the smallest difference is at least {} points, not {}: a smaller one takes more \
             subjects than there are",
            LEAST_DIFFERENCE * 100.0,
            smallest * 100.0
        );
        problems.add("design.smallest_difference", message);
    }
}

/// The share that the smallest difference leads to lies between 0 and 1 as well.
fn check_reach(design: &Design, primary: &Primary, problems: &mut Problems) {
    let percent = |share: f64| (share * 1000.0).round() / 10.0;
    let (from, by) = (percent(design.baseline), percent(design.smallest_difference));
    let wanted = primary.metric.wanted().unwrap_or(Wanted::More);
    let message = match wanted {
        Wanted::More if design.baseline + design.smallest_difference >= 1.0 => {
            format!("{from} % and {by} points more are not below 100 %: lower one of the two")
        }
        Wanted::Fewer if design.smallest_difference >= design.baseline => {
            format!("{by} points fewer than {from} % are not above 0 %: lower the difference")
        }
        _ => return,
    };
    problems.add("design.smallest_difference", message);
}

fn check_levels(design: &Design, problems: &mut Problems) {
    let levels = [
        ("design.alpha_planned", "error rate of the planned look", design.alpha_planned),
        ("design.alpha_anytime", "error rate of watching", design.alpha_anytime),
    ];
    for (field, what, level) in levels {
        problems.share(field, what, level);
    }
    let sum = design.alpha_planned + design.alpha_anytime;
    if levels.iter().all(|(_, _, level)| *level > 0.0) && sum > LARGEST_ALPHA + ROUNDING {
        let sum = (sum * 1e4).round() / 1e4;
        let message = format!(
            "the two error rates make {sum}: together they are at most {LARGEST_ALPHA}, lower one of them"
        );
        problems.add("design.alpha_anytime", message);
    }
}
