//! Both sizes of a plan, arm by arm.

use super::{ArmSize, Question};
use crate::metric::Wanted;
use crate::plan::Test;
use crate::stats::exact_power::{SMALL_ARM, fisher_size};
use crate::stats::power::{ArmSizes, Direction, detectable_rate};
use crate::stats::sample_size::Comparison;
use crate::stats::watching::Watching;

/// Both sizes, in all arms and in each.
pub struct BothSizes {
    pub control: ArmSize,
    pub arms: Vec<ArmSize>,
    pub n_planned: u64,
    pub n_watching: u64,
}

/// The sizes that give every comparison its power: the most demanding arm sets the total, and the
/// weights share it out.
pub fn sizes(question: &Question) -> Option<BothSizes> {
    let mut planned: f64 = 0.0;
    let mut watching: f64 = 0.0;
    for weight in &question.weights {
        let share = 1.0 / f64::from(*weight);
        planned = planned.max(treated_at_planned_look(question, *weight)? * share);
        watching = watching.max(treated_while_watching(question, *weight)? * share);
    }
    let size = |weight: u32| ArmSize {
        planned: rounded_up(planned * f64::from(weight)),
        watching: rounded_up(watching * f64::from(weight)),
    };
    let control = size(question.control_weight);
    let arms: Vec<ArmSize> = question.weights.iter().map(|weight| size(*weight)).collect();
    let sum = |part: fn(&ArmSize) -> u64| part(&control) + arms.iter().map(part).sum::<u64>();
    let (n_planned, n_watching) = (sum(|size| size.planned), sum(|size| size.watching));
    let usable = !arms.is_empty() && question.control_weight > 0;
    usable.then_some(BothSizes { control, arms, n_planned, n_watching })
}

/// The next whole number; a little above one is what rounding has added.
fn rounded_up(n: f64) -> u64 {
    (n - 1e-9).ceil() as u64
}

/// Subjects of an arm with this weight at the planned look.
fn treated_at_planned_look(question: &Question, weight: u32) -> Option<f64> {
    let comparison = Comparison {
        first: question.design.baseline,
        second: question.hoped_rate(),
        power: question.design.power,
        alpha: question.alpha_planned(),
        ratio: f64::from(question.control_weight) / f64::from(weight),
    };
    let plain = comparison.sizes()?.second;
    match question.test {
        Test::Boschloo | Test::ChiSquare => Some(plain),
        Test::Fisher => {
            let approximate = comparison.sizes_with_continuity()?.second;
            let is_small = approximate <= SMALL_ARM as f64 && question.control_weight == weight;
            let Comparison { first, second, power, alpha, .. } = comparison;
            let exact = if is_small { fisher_size(first, second, power, alpha) } else { None };
            Some(exact.map_or(approximate, |n| n as f64))
        }
    }
}

/// Subjects of an arm with this weight while watching.
fn treated_while_watching(question: &Question, weight: u32) -> Option<f64> {
    watching(question, weight).size(question.design.power)
}

/// The comparison of an arm with this weight, the control first.
pub fn watching(question: &Question, weight: u32) -> Watching {
    Watching {
        first: question.design.baseline,
        second: question.hoped_rate(),
        alpha: question.alpha_anytime(),
        ratio: f64::from(question.control_weight) / f64::from(weight.max(1)),
    }
}

/// The subjects of the control and of the smallest arm when `n` are shared out by the weights.
pub fn smallest_comparison(question: &Question, n: u64) -> Option<(ArmSizes, u32)> {
    let weight = question.weights.iter().copied().min()?;
    let all: u32 = question.control_weight + question.weights.iter().sum::<u32>();
    let part = |weight: u32| (n as f64 * f64::from(weight) / f64::from(all.max(1))) as u64;
    Some((ArmSizes { first: part(question.control_weight), second: part(weight) }, weight))
}

pub fn detectable_difference(question: &Question, n: u64) -> Option<f64> {
    let (sizes, _) = smallest_comparison(question, n)?;
    let direction = match question.metric.wanted() {
        Some(Wanted::Fewer) => Direction::Down,
        Some(Wanted::More) | None => Direction::Up,
    };
    let from = question.design.baseline;
    let wanted = question.design.power;
    let rate = detectable_rate(from, sizes, wanted, question.alpha_planned(), direction)?;
    Some((rate - from).abs())
}
