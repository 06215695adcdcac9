//! Sizes of a trial that looks: what is stored with the started plan, so that no later version of
//! the planner can move the information of a look.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::plan::{Looking, Plan, common_divisor};
use crate::planner::Question;
use crate::stats::sample_size::Comparison;

/// What looking every day costs, as a multiple of the size of a single look (120 looks, α 0.05,
/// power 0.8: 1.055; fewer looks, smaller α and larger power cost less).
pub const DAILY_INFLATION: f64 = 1.055;

/// A plan that asks for more subjects than this in all asks nothing that can be answered.
const LARGEST_TOTAL: f64 = 1e9;

/// Subjects that a plan asks for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlannedSizes {
    /// One an arm, in the order of the plan.
    pub arms: Vec<u64>,
    /// The planned information of each arm against the control, n₀n/(n₀ + n); 0 for the control.
    pub information: Vec<f64>,
}

impl PlannedSizes {
    /// The sizes of a plan: the most demanding comparison sets the total, the reduced weights share
    /// it out. `None` for a stored plan that asks nothing that has an answer.
    pub fn of(plan: &Plan, looking: Looking) -> Option<PlannedSizes> {
        let factor = match looking {
            Looking::Daily => DAILY_INFLATION,
            Looking::Once => 1.0,
        };
        let weights = reduced(&plan.weights());
        let control = plan.control_place();
        let mut a_weight: f64 = 0.0;
        for arm in (0..weights.len()).filter(|arm| *arm != control) {
            let single = single_look(plan, f64::from(weights[control]) / f64::from(weights[arm]))?;
            a_weight = a_weight.max(single / f64::from(weights[arm]));
        }
        let total = a_weight * f64::from(weights.iter().sum::<u32>());
        if total.is_nan() || total > LARGEST_TOTAL {
            return None;
        }
        // A little above a whole number is what rounding has added.
        let size = |weight: &u32| (factor * a_weight * f64::from(*weight) - 1e-9).ceil() as u64;
        Some(PlannedSizes::with(weights.iter().map(size).collect(), control))
    }

    /// These sizes, with the control at its place.
    pub fn with(arms: Vec<u64>, control: usize) -> PlannedSizes {
        let of = |(place, n): (usize, &u64)| {
            if place == control { 0.0 } else { information(*n, arms[control]) }
        };
        PlannedSizes { information: arms.iter().enumerate().map(of).collect(), arms }
    }

    /// Whether so many enrolled subjects, by arm, reach the planned information of every comparison:
    /// then enrolment closes.
    pub fn are_reached(&self, enrolled: &[u64], control: usize) -> bool {
        let n_control = enrolled.get(control).copied().unwrap_or(0);
        let planned = self.information.iter().zip(enrolled).enumerate();
        planned
            .filter(|(place, _)| *place != control)
            .all(|(_, (planned, n))| information(*n, n_control) >= planned - 1e-9)
    }
}

/// The information of a comparison: n₁n₂/(n₁ + n₂).
pub fn information(one: u64, other: u64) -> f64 {
    let (one, other) = (one as f64, other as f64);
    if one + other > 0.0 { one * other / (one + other) } else { 0.0 }
}

/// Subjects of an arm for a single look, with so many in the control for each.
fn single_look(plan: &Plan, ratio: f64) -> Option<f64> {
    let question = Question::of(plan);
    let comparison = Comparison {
        first: plan.design.baseline,
        second: question.hoped_rate(),
        power: plan.design.power,
        alpha: super::ALPHA / question.weights.len().max(1) as f64,
        ratio,
    };
    Some(comparison.sizes()?.second)
}

/// The weights divided by their greatest common divisor.
fn reduced(weights: &[u32]) -> Vec<u32> {
    let divisor = weights.iter().copied().fold(0, common_divisor).max(1);
    weights.iter().map(|weight| weight / divisor).collect()
}
