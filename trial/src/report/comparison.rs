//! Each arm against the control, on every metric: a difference and its interval, no p-value.

use super::{ALPHA, ArmReport, BurdenMetric, Comparison, Metric};
use crate::plan::Plan;
use crate::stats::rate::{Count, difference, newcombe};

/// All comparisons, by arm in the order of the plan: cleanup first, then the burden board's rows.
pub fn all(plan: &Plan, arms: &[ArmReport]) -> Vec<Comparison> {
    let Some(control) = arms.iter().find(|arm| arm.arm == plan.control) else {
        return Vec::new();
    };
    let treatments = arms.iter().filter(|arm| !arm.is_control);
    treatments.flat_map(|arm| metrics().map(move |metric| compare(arm, control, metric))).collect()
}

fn metrics() -> impl Iterator<Item = Metric> {
    std::iter::once(Metric::CleanByHorizon).chain(BurdenMetric::all().map(Metric::Burden))
}

fn compare(arm: &ArmReport, control: &ArmReport, metric: Metric) -> Comparison {
    let (ours, theirs) = (count(arm, metric), count(control, metric));
    Comparison {
        arm: arm.arm.clone(),
        control: control.arm.clone(),
        metric,
        difference: difference(ours, theirs),
        interval: newcombe(ours, theirs, ALPHA),
    }
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
