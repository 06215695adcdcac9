//! Sizes under the Beta mixture that led before daily looks: the number of subjects at which the
//! e-value of no difference is expected to have grown past 1 / α.
//!
//! An approximation, without simulation: the logarithm of the e-value at the expected counts, and
//! around it a normal spread from the log-likelihood ratio of single subjects. It leaves out that
//! one may stop at an earlier peak, so it promises a little too little power, never too much; a
//! seeded simulation in the tests holds it to that.

use super::power::is_rate;
use super::sequence::Mixture;
use super::special::beta::log_beta;
use super::special::normal::{upper_quantile, upper_tail};

/// Subjects beyond which a difference counts as one that nobody can watch for.
const MOST_SUBJECTS: f64 = 1e9;

/// A difference that is to be watched for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Watching {
    /// The first arm's true rate, 0 to 1.
    pub first: f64,
    /// The second arm's true rate, 0 to 1, other than the first.
    pub second: f64,
    /// The error rate, above 0 and below 1.
    pub alpha: f64,
    /// Subjects in the first arm for each in the second, above 0.
    pub ratio: f64,
}

impl Watching {
    /// The chance, 0 to 1, of having seen the difference once the second arm has `n_second`
    /// mature subjects. `None` when a number is out of its range.
    pub fn power(self, n_second: f64) -> Option<f64> {
        self.is_usable().then(|| self.power_at(n_second))
    }

    /// Subjects in the second arm, not yet rounded up, at which the difference is seen with the
    /// wanted chance (above 0 and below 1). `None` when a number is out of its range or the
    /// difference is too small to be watched for.
    pub fn size(self, wanted: f64) -> Option<f64> {
        let has_answer = self.is_usable() && 0.0 < wanted && wanted < 1.0;
        if !has_answer || self.power_at(MOST_SUBJECTS) < wanted {
            return None;
        }
        let reach = upper_quantile(1.0 - wanted);
        let (mut low, mut high) = (0.0, 2.0);
        while self.surplus(high, reach) < 0.0 {
            (low, high) = (high, high * 2.0);
        }
        // Half a subject is near enough.
        while high - low > 0.5 {
            let middle = (low + high) / 2.0;
            if self.surplus(middle, reach) < 0.0 {
                low = middle;
            } else {
                high = middle;
            }
        }
        Some(high)
    }

    fn is_usable(self) -> bool {
        let rates = is_rate(self.first) && is_rate(self.second) && self.first != self.second;
        rates && 0.0 < self.alpha && self.alpha < 1.0 && self.ratio > 0.0 && self.ratio.is_finite()
    }

    fn power_at(self, n_second: f64) -> f64 {
        let (mean, spread) = self.log_e_value(n_second);
        let missing = -libm::log(self.alpha) - mean;
        if spread > 0.0 {
            return upper_tail(missing / spread);
        }
        if missing <= 0.0 { 1.0 } else { 0.0 }
    }

    /// By how much the logarithm of the e-value passes its threshold, `reach` spreads below its
    /// mean.
    fn surplus(self, n_second: f64, reach: f64) -> f64 {
        let (mean, spread) = self.log_e_value(n_second);
        mean - reach * spread + libm::log(self.alpha)
    }

    /// The logarithm of the e-value of no difference at the expected counts, and its spread.
    fn log_e_value(self, n_second: f64) -> (f64, f64) {
        let n_first = n_second * self.ratio;
        let pooled = (n_first * self.first + n_second * self.second) / (n_first + n_second);
        let odds = |rate: f64| libm::log(rate) - libm::log1p(-rate);
        let arm = |n: f64, rate: f64| {
            let (with, without) = (n * rate, n * (1.0 - rate));
            let Mixture { a, b } = Mixture::default();
            let mixed = log_beta(a + with, b + without) - log_beta(a, b);
            let null = with * libm::log(pooled) + without * libm::log1p(-pooled);
            let apart = if with > 0.0 && without > 0.0 { odds(rate) - odds(pooled) } else { 0.0 };
            (mixed - null, with * (1.0 - rate) * apart * apart)
        };
        let (first, second) = (arm(n_first, self.first), arm(n_second, self.second));
        (first.0 + second.0, (first.1 + second.1).sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::sample_size::Comparison;

    const PLAN: Watching = Watching { first: 0.9, second: 0.8, alpha: 0.01, ratio: 1.0 };

    #[test]
    fn the_size_just_has_the_power() {
        let n = PLAN.size(0.8).unwrap();
        assert!(PLAN.power(n).unwrap() >= 0.8 - 1e-9 && PLAN.power(n - 1.0).unwrap() < 0.8);
    }

    #[test]
    fn watching_takes_about_three_times_the_planned_look() {
        for (first, second) in [(0.9, 0.8), (0.95, 0.88), (0.2, 0.42), (0.05, 0.15)] {
            let watching = Watching { first, second, ..PLAN }.size(0.8).unwrap();
            let planned = Comparison { first, second, power: 0.8, alpha: 0.04, ratio: 1.0 };
            let times = watching / planned.sizes().unwrap().second;
            assert!((2.2..4.0).contains(&times), "{first} v {second}: {times}");
        }
    }

    #[test]
    fn questions_without_an_answer_get_none() {
        assert_eq!(Watching { second: 0.9, ..PLAN }.size(0.8), None);
        assert_eq!(Watching { alpha: 0.0, ..PLAN }.size(0.8), None);
        assert_eq!(Watching { ratio: 0.0, ..PLAN }.size(0.8), None);
        assert_eq!(PLAN.size(1.0), None);
        assert_eq!(Watching { second: 0.9 - 1e-9, ..PLAN }.size(0.8), None);
    }
}
