//! Power of a fixed-size comparison of two rates, and the smallest difference that it detects.
//! The two-sided z-test with the pooled variance under the null (Fleiss 1980).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::special::bisection::boundary;
use super::special::normal::{critical_value, upper_tail};

/// Subjects per arm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ArmSizes {
    /// Subjects in the first arm.
    pub first: u64,
    /// Subjects in the second arm.
    pub second: u64,
}

/// Which way a rate is hoped to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Towards 1.
    Up,
    /// Towards 0.
    Down,
}

/// The chance, 0 to 1, that the test at level `alpha` tells rate `first` from rate `second`.
/// Counts only the tail on the true side. `alpha` / 2 when the rates are equal.
///
/// `None` when an arm is empty or a rate is not within 0 and 1.
pub fn power(first: f64, second: f64, sizes: ArmSizes, alpha: f64) -> Option<f64> {
    let usable = is_rate(first) && is_rate(second) && sizes.first > 0 && sizes.second > 0;
    usable.then(|| power_at(first, second, sizes, critical_value(alpha)))
}

/// The rate nearest to `from` in the direction that is seen with the wanted power, both 0 to 1.
///
/// `None` when even the end of the scale is not seen, an arm is empty, or a share is impossible.
pub fn detectable_rate(
    from: f64,
    sizes: ArmSizes,
    wanted: f64,
    alpha: f64,
    direction: Direction,
) -> Option<f64> {
    let end = match direction {
        Direction::Up => 1.0,
        Direction::Down => 0.0,
    };
    if power(from, end, sizes, alpha)? < wanted || !(0.0 < wanted && wanted < 1.0) {
        return None;
    }
    let z = critical_value(alpha);
    Some(boundary(end, from, |rate| power_at(from, rate, sizes, z) >= wanted))
}

/// Whether a number can be a rate.
pub(super) fn is_rate(share: f64) -> bool {
    (0.0..=1.0).contains(&share)
}

fn power_at(first: f64, second: f64, sizes: ArmSizes, z: f64) -> f64 {
    let (n_first, n_second) = (sizes.first as f64, sizes.second as f64);
    let pooled = (n_first * first + n_second * second) / (n_first + n_second);
    let under_null = pooled * (1.0 - pooled) * (1.0 / n_first + 1.0 / n_second);
    let under_truth = first * (1.0 - first) / n_first + second * (1.0 - second) / n_second;
    let margin = (first - second).abs() - z * under_null.sqrt();
    if under_truth > 0.0 {
        return upper_tail(-margin / under_truth.sqrt());
    }
    if margin > 0.0 { 1.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORTY: ArmSizes = ArmSizes { first: 40, second: 40 };

    #[test]
    fn impossible_questions_have_no_answer() {
        assert_eq!(power(0.5, 1.2, FORTY, 0.05), None);
        assert_eq!(power(0.5, 0.6, ArmSizes { first: 0, second: 40 }, 0.05), None);
        assert_eq!(detectable_rate(0.98, FORTY, 0.8, 0.05, Direction::Up), None);
        assert_eq!(detectable_rate(0.5, FORTY, 1.0, 0.05, Direction::Up), None);
    }

    #[test]
    fn the_detectable_rate_has_the_wanted_power() {
        for direction in [Direction::Up, Direction::Down] {
            let rate = detectable_rate(0.5, FORTY, 0.8, 0.05, direction).unwrap();
            let back = power(0.5, rate, FORTY, 0.05).unwrap();
            assert!((back - 0.8).abs() < 1e-12, "{direction:?}: {rate} has {back}");
        }
    }

    #[test]
    fn certain_rates_are_seen_or_not_without_dividing_by_zero() {
        assert_eq!(power(0.0, 1.0, FORTY, 0.05), Some(1.0));
        assert_eq!(power(0.0, 0.0, FORTY, 0.05), Some(0.0));
    }
}
