//! Boschloo's exact test of two rates: Fisher's p-value as the order of tables, the worst case
//! over the unknown common rate as the probability. More powerful than Fisher's own test.

use std::f64::consts::FRAC_PI_2;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::fisher::{SAME, fisher};
use super::rate::Count;
use super::special::binomial::{fill, probability};
use super::special::hypergeometric::Urn;
use super::special::stretch::Stretch;

/// Grid points per standard deviation of a rate on the arcsine scale, where it is 1 / (2√N)
/// everywhere. What is maximised is smoothed over that width, so no peak fits between points.
const POINTS_PER_DEVIATION: f64 = 8.0;

/// Peaks of the grid below this share of the highest cannot become the highest between points.
const WORTH_REFINING: f64 = 0.95;

/// Golden-section steps: the bracket shrinks below 1e-9 of its width, the value far below that.
const GOLDEN_STEPS: u32 = 44;

/// Exact unconditional probabilities; each between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Boschloo {
    /// Twice the smaller side, at most 1.
    pub two_sided: f64,
    /// For a's rate being below b's.
    pub less: f64,
    /// For a's rate being above b's.
    pub greater: f64,
    /// The one-sided Fisher p-value of the smaller side.
    pub statistic: f64,
}

/// Boschloo's test of equal rates in a and b (Boschloo 1970). Time grows with N√N: some
/// milliseconds at 500 per arm.
///
/// Everything is 1 when an arm is empty, or when nobody or everybody has the event.
pub fn boschloo(a: Count, b: Count) -> Boschloo {
    let order = fisher(a, b);
    let greater = worst_case(a, b, order.greater);
    let less = worst_case(b, a, order.less);
    let statistic = if less < greater { order.less } else { order.greater };
    Boschloo { two_sided: (2.0 * less.min(greater)).min(1.0), less, greater, statistic }
}

/// The largest chance, over the common rate, of a table whose one-sided Fisher p (first above
/// second) is not above the observed one.
fn worst_case(first: Count, second: Count, observed: f64) -> f64 {
    if observed * SAME >= 1.0 {
        return 1.0;
    }
    let region = Region::of_tables(first.n(), second.n(), observed * SAME);
    let all = (first.n() + second.n()) as f64;
    let n_points = (FRAC_PI_2 * 2.0 * all.sqrt() * POINTS_PER_DEVIATION) as u32 + 16;
    let width = FRAC_PI_2 / f64::from(n_points + 1);
    let mut arms = (Stretch::default(), Stretch::default());
    let mut chance = |angle: f64| region.chance(libm::sin(angle) * libm::sin(angle), &mut arms);
    let grid: Vec<f64> = (0..=n_points + 1).map(|at| chance(f64::from(at) * width)).collect();
    let highest = grid.iter().copied().fold(0.0, f64::max);
    let mut worst = highest;
    for (at, around) in grid.windows(3).enumerate() {
        let is_peak = around[1] >= around[0] && around[1] >= around[2];
        if is_peak && around[1] >= highest * WORTH_REFINING {
            let low = at as f64 * width;
            worst = worst.max(peak_between(low, low + 2.0 * width, &mut chance));
        }
    }
    worst.min(1.0)
}

/// The largest value of a function with one peak between `low` and `high` (Kiefer 1953).
fn peak_between(mut low: f64, mut high: f64, value: &mut impl FnMut(f64) -> f64) -> f64 {
    let golden = (5f64.sqrt() - 1.0) / 2.0;
    let (mut left, mut right) = (high - golden * (high - low), low + golden * (high - low));
    let (mut at_left, mut at_right) = (value(left), value(right));
    for _ in 0..GOLDEN_STEPS {
        if at_left > at_right {
            (high, right, at_right) = (right, left, at_left);
            left = high - golden * (high - low);
            at_left = value(left);
        } else {
            (low, left, at_left) = (left, right, at_right);
            right = low + golden * (high - low);
            at_right = value(right);
        }
    }
    at_left.max(at_right)
}

/// The tables that speak at least as strongly for the first arm: a staircase, because more events
/// in the first or fewer in the second never weaken the evidence.
struct Region {
    n_first: u64,
    n_second: u64,
    /// For each count of the first arm: how many counts of the second belong, from 0 up.
    steps: Vec<u64>,
}

impl Region {
    /// All tables with a one-sided Fisher p of at most `limit`, found along the staircase's edge.
    fn of_tables(n_first: u64, n_second: u64, limit: f64) -> Region {
        let mut width = 0;
        let edge = |x_first: u64| {
            while width <= n_second && upper_fisher(n_first, n_second, x_first, width) <= limit {
                width += 1;
            }
            width
        };
        let steps = (0..=n_first).map(edge).collect();
        Region { n_first, n_second, steps }
    }

    /// The chance of the region when both arms have this rate.
    fn chance(&self, rate: f64, (first, second): &mut (Stretch, Stretch)) -> f64 {
        fill(first, self.n_first, rate);
        fill(second, self.n_second, rate);
        let mut values = second.iter().peekable();
        let mut below = 0.0;
        let mut sum = 0.0;
        for (x_first, here) in first.iter() {
            let steps = usize::try_from(x_first).ok().and_then(|at| self.steps.get(at));
            let width = steps.copied().unwrap_or(0);
            while let Some((_, next)) = values.next_if(|(x_second, _)| *x_second < width) {
                below += next;
            }
            sum += here * below;
        }
        sum
    }
}

/// The chance of at least `x_first` of the events in the first arm, given all margins.
fn upper_fisher(n_first: u64, n_second: u64, x_first: u64, x_second: u64) -> f64 {
    let urn = Urn { marked: n_first, plain: n_second, drawn: x_first + x_second };
    if x_first <= urn.lowest() {
        return 1.0;
    }
    let all = n_first + n_second;
    let share = urn.drawn as f64 / all as f64;
    // A hypergeometric probability is two binomial ones over a third, at any common rate.
    let mut here = probability(x_first, n_first, share) * probability(x_second, n_second, share)
        / probability(urn.drawn, all, share);
    let mut sum = 0.0;
    for k in x_first..=urn.highest() {
        sum += here;
        if k == urn.highest() || here < sum * f64::EPSILON / 4.0 {
            break;
        }
        let (above, below) = urn.ratio(k);
        here *= above / below;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(x: u64, n: u64) -> Count {
        Count::new(x, n).unwrap()
    }

    #[test]
    fn tables_without_a_choice_prove_nothing() {
        for (a, b) in [((0, 0), (3, 7)), ((0, 5), (0, 7)), ((5, 5), (7, 7)), ((0, 0), (0, 0))] {
            let got = boschloo(count(a.0, a.1), count(b.0, b.1));
            assert_eq!((got.two_sided, got.less, got.greater), (1.0, 1.0, 1.0), "{a:?} {b:?}");
        }
    }

    #[test]
    fn the_edge_of_the_region_agrees_with_fisher_everywhere() {
        for (x_first, x_second) in [(3, 0), (7, 2), (9, 9), (0, 4), (12, 1)] {
            let expected = fisher(count(x_first, 12), count(x_second, 9)).greater;
            let got = upper_fisher(12, 9, x_first, x_second);
            assert!((got - expected).abs() < 1e-13, "{x_first} {x_second}: {got} {expected}");
        }
    }

    #[test]
    fn two_of_two_against_none_of_two_has_its_textbook_value() {
        // Only one table is as extreme: the chance p²(1 − p)² is largest at one half.
        let got = boschloo(count(2, 2), count(0, 2));
        assert!((got.greater - 1.0 / 16.0).abs() < 1e-12, "{got:?}");
    }
}
