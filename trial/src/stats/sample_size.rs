//! Sample sizes for a comparison of two rates, by normal approximation. Below some 200 per
//! arm see `exact_power`, which enumerates.

use libm::asin;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::power::is_rate;
use super::special::bisection::boundary;
use super::special::normal::{upper_quantile, upper_tail};

/// A comparison that is being planned.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Comparison {
    /// The first arm's true rate, 0 to 1.
    pub first: f64,
    /// The second arm's true rate, 0 to 1, other than the first.
    pub second: f64,
    /// The wanted chance of seeing the difference, above 0 and below 1.
    pub power: f64,
    /// The two-sided error rate, above 0 and below 1.
    pub alpha: f64,
    /// Subjects in the first arm for each in the second, above 0.
    pub ratio: f64,
}

/// Subjects needed, not yet rounded up.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Sizes {
    /// In the first arm.
    pub first: f64,
    /// In the second arm.
    pub second: f64,
}

impl Sizes {
    fn from_second(second: f64, ratio: f64) -> Option<Sizes> {
        let sizes = Sizes { first: second * ratio, second };
        (sizes.first.is_finite() && sizes.second.is_finite()).then_some(sizes)
    }
}

impl Comparison {
    /// Subjects for the z-test with the pooled variance under the null (Fleiss 1980).
    /// `None` when the question has no answer: equal rates, or a number out of its range.
    pub fn sizes(self) -> Option<Sizes> {
        let (z_level, z_power) = self.quantiles()?;
        let Comparison { first, second, ratio, .. } = self;
        let pooled = (ratio * first + second) / (ratio + 1.0);
        let under_null = (1.0 + 1.0 / ratio) * pooled * (1.0 - pooled);
        let under_truth = first * (1.0 - first) / ratio + second * (1.0 - second);
        let root = z_level * under_null.sqrt() + z_power * under_truth.sqrt();
        let difference = first - second;
        Sizes::from_second(root * root / (difference * difference), ratio)
    }

    /// The same with a continuity correction, close to what Fisher's test needs (Fleiss, Tytun &
    /// Ury 1980).
    pub fn sizes_with_continuity(self) -> Option<Sizes> {
        let Sizes { second, .. } = self.sizes()?;
        let gap = (self.first - self.second).abs();
        let root = 1.0 + (1.0 + 2.0 * (self.ratio + 1.0) / (second * self.ratio * gap)).sqrt();
        Sizes::from_second(second / 4.0 * root * root, self.ratio)
    }

    /// The difference on the arcsine scale, 2 asin √first − 2 asin √second (Cohen 1988).
    pub fn effect(self) -> f64 {
        2.0 * asin(self.first.sqrt()) - 2.0 * asin(self.second.sqrt())
    }

    /// Subjects for a z-test on the arcsine scale, where the variance is constant (Cohen 1988).
    /// Counts both tails. `None` also when the power is not above `alpha`.
    pub fn sizes_on_arcsine_scale(self) -> Option<Sizes> {
        let (z_level, z_power) = self.quantiles()?;
        if self.power <= self.alpha {
            return None;
        }
        let power_at = |shift: f64| upper_tail(z_level - shift) + upper_tail(z_level + shift);
        let enough = (z_level + z_power).max(z_level);
        let shift = boundary(enough, 0.0, |shift| power_at(shift) >= self.power);
        let root = shift / self.effect();
        Sizes::from_second((1.0 + 1.0 / self.ratio) * root * root, self.ratio)
    }

    fn quantiles(self) -> Option<(f64, f64)> {
        let is_chance = |share: f64| 0.0 < share && share < 1.0;
        let usable = is_rate(self.first) && is_rate(self.second) && self.first != self.second;
        let chances = is_chance(self.power) && is_chance(self.alpha) && self.ratio > 0.0;
        (usable && chances)
            .then(|| (upper_quantile(self.alpha / 2.0), upper_quantile(1.0 - self.power)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::power::{ArmSizes, power};

    const PLAN: Comparison =
        Comparison { first: 0.134, second: 0.025, power: 0.8, alpha: 0.05, ratio: 1.0 };

    #[test]
    fn questions_without_an_answer_get_none() {
        for plan in [
            Comparison { second: 0.134, ..PLAN },
            Comparison { second: 1.1, ..PLAN },
            Comparison { power: 1.0, ..PLAN },
            Comparison { alpha: 0.0, ..PLAN },
            Comparison { ratio: 0.0, ..PLAN },
            Comparison { ratio: f64::NAN, ..PLAN },
        ] {
            assert_eq!(plan.sizes(), None, "{plan:?}");
            assert_eq!(plan.sizes_with_continuity(), None, "{plan:?}");
            assert_eq!(plan.sizes_on_arcsine_scale(), None, "{plan:?}");
        }
    }

    #[test]
    fn the_size_rounded_up_just_has_the_power() {
        let n = PLAN.sizes().unwrap().second.ceil() as u64;
        let at = |n| power(0.134, 0.025, ArmSizes { first: n, second: n }, 0.05).unwrap();
        assert!(at(n) >= 0.8 && at(n - 1) < 0.8);
    }
}
