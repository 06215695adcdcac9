//! Futility: the chance that one last look at the planned end crosses on the wanted side. Advice
//! only: obeying it every day costs 1.5 points of power.

use super::LookInput;
use super::comparison::Look;
use super::size::information;
use crate::metric::Wanted;
use crate::stats::group_sequential::Boundary;
use crate::stats::rate::difference;
use crate::stats::special::normal::upper_tail;

/// Below this chance it is said.
pub const FUTILE: f64 = 0.1;

/// The chance, given the last look, at the plan's smallest difference; for a plan with a margin,
/// against the margin.
pub fn chance(input: &LookInput<'_>, arm: usize, look: &Look, boundary: &Boundary) -> f64 {
    let plan = input.plan;
    let wanted = plan.wanted();
    let planned = input.sizes.information[arm];
    let hoped = plan.design.smallest_difference;
    let other = match wanted {
        Wanted::More => plan.design.baseline + hoped,
        Wanted::Fewer => plan.design.baseline - hoped,
    };
    let sizes = &input.sizes.arms;
    let (n, n_control) = (sizes[arm] as f64, sizes[input.control()] as f64);
    let mean = (n * other + n_control * plan.design.baseline) / (n + n_control);
    let deviation = (mean * (1.0 - mean)).sqrt();
    let margin = plan.primary.margin.unwrap_or(0.0);
    let drift = (hoped + margin) * planned.sqrt() / deviation;
    // The score process in units of the planned end; against a margin it starts from there.
    let counts = super::tally::Coding::AgainstArm.counts(&look.arm, &look.control);
    let now = match plan.primary.margin {
        None => wanted.gain(look.against_arm.z) * look.t.sqrt(),
        Some(margin) => {
            let gain = wanted.gain(difference(counts.0, counts.1).unwrap_or(0.0));
            let reached = information(counts.0.n(), counts.1.n());
            (gain + margin) * reached / (deviation * planned.sqrt())
        }
    };
    let left = (1.0 - look.t).max(f64::MIN_POSITIVE);
    upper_tail((boundary.next(1.0) - now - drift * left) / left.sqrt())
}
