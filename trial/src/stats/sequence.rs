//! Confidence sequences: limits of a rate, and of a difference of two, that hold at all times at
//! once, however often one looks.
//!
//! A subject belongs in the counts only when mature (its horizon is over), in enrolment order.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::anytime::e_value_from_log;
use super::rate::{Count, Interval, difference};
use super::score::constrained_share;
use super::special::beta::log_beta;
use super::special::bisection::boundary;
use super::special::normal::usable_level;

/// The beta distribution over which the bets on a rate are mixed; both shapes above 0.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Mixture {
    /// Weight towards rates near 1.
    pub a: f64,
    /// Weight towards rates near 0.
    pub b: f64,
}

impl Default for Mixture {
    /// Beta(½, ½), which is close to the best for every rate.
    fn default() -> Mixture {
        Mixture { a: 0.5, b: 0.5 }
    }
}

impl Mixture {
    /// log of the counts' likelihood, averaged over the mixture.
    fn log_likelihood(self, count: Count) -> f64 {
        log_beta(self.a + count.x() as f64, self.b + count.rest() as f64) - log_beta(self.a, self.b)
    }
}

/// Limits of a rate that hold at all times at once with chance 1 − `alpha`: all p with
/// m < L(p) / α, m the mixture's likelihood (Robbins 1970; Howard et al. 2021).
///
/// Exactly 0 below when x = 0, exactly 1 above when x = n; `None` when n = 0.
pub fn rate_sequence(count: Count, alpha: f64, mixture: Mixture) -> Option<Interval> {
    let share = count.share()?;
    let threshold = mixture.log_likelihood(count) + libm::log(usable_level(alpha));
    let holds = |rate: f64| log_likelihood(count, rate) > threshold;
    Some(Interval { low: boundary(share, 0.0, holds), high: boundary(share, 1.0, holds) })
}

/// Limits of a's share minus b's that hold at all times at once with chance 1 − `alpha`: all d
/// with m₁·m₂ < L(d) / α, L at the likeliest pair of rates that differ by d.
///
/// `None` when an arm is empty.
pub fn difference_sequence(a: Count, b: Count, alpha: f64, mixture: Mixture) -> Option<Interval> {
    let centre = difference(a, b)?;
    let threshold =
        mixture.log_likelihood(a) + mixture.log_likelihood(b) + libm::log(usable_level(alpha));
    let holds = |d: f64| {
        let share_b = constrained_share(a, b, d);
        let share_a = (share_b + d).clamp(0.0, 1.0);
        log_likelihood(a, share_a) + log_likelihood(b, share_b) > threshold
    };
    Some(Interval { low: boundary(centre, -1.0, holds), high: boundary(centre, 1.0, holds) })
}

/// Whether the limits of [`difference_sequence`] leave a difference out: one evaluation in place of
/// the whole search.
pub fn difference_is_excluded(a: Count, b: Count, alpha: f64, mixture: Mixture, d: f64) -> bool {
    let share_b = constrained_share(a, b, d);
    let share_a = (share_b + d).clamp(0.0, 1.0);
    let threshold =
        mixture.log_likelihood(a) + mixture.log_likelihood(b) + libm::log(usable_level(alpha));
    log_likelihood(a, share_a) + log_likelihood(b, share_b) <= threshold
}

/// The simpler and mostly wider limits of a difference: each arm's sequence at half of `alpha`,
/// their ends subtracted. `None` when an arm is empty.
pub fn union_sequence(a: Count, b: Count, alpha: f64, mixture: Mixture) -> Option<Interval> {
    let around_a = rate_sequence(a, alpha / 2.0, mixture)?;
    let around_b = rate_sequence(b, alpha / 2.0, mixture)?;
    Some(Interval { low: around_a.low - around_b.high, high: around_a.high - around_b.low })
}

/// The e-value against equal rates: m₁·m₂ over the likelihood at the pooled rate. 1 when both
/// arms are empty; never negative, infinite or NaN.
pub fn equal_rates_e_value(a: Count, b: Count, mixture: Mixture) -> f64 {
    let all = a.n() as f64 + b.n() as f64;
    let pooled = (a.x() as f64 + b.x() as f64) / all.max(1.0);
    let null = log_likelihood(a, pooled) + log_likelihood(b, pooled);
    e_value_from_log(mixture.log_likelihood(a) + mixture.log_likelihood(b) - null)
}

/// log(p^x (1 − p)^(n − x)), with 0⁰ = 1.
fn log_likelihood(count: Count, rate: f64) -> f64 {
    let part = |count: u64, log: f64| if count == 0 { 0.0 } else { count as f64 * log };
    part(count.x(), libm::log(rate)) + part(count.rest(), libm::log1p(-rate))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(x: u64, n: u64) -> Count {
        Count::new(x, n).unwrap()
    }

    #[test]
    fn nobody_has_no_limits_and_no_evidence() {
        let mixture = Mixture::default();
        assert_eq!(rate_sequence(count(0, 0), 0.05, mixture), None);
        assert_eq!(difference_sequence(count(0, 0), count(1, 2), 0.05, mixture), None);
        assert_eq!(union_sequence(count(1, 2), count(0, 0), 0.05, mixture), None);
        assert_eq!(equal_rates_e_value(count(0, 0), count(0, 0), mixture), 1.0);
    }

    #[test]
    fn none_and_all_have_exact_ends() {
        let mixture = Mixture::default();
        assert_eq!(rate_sequence(count(0, 40), 0.05, mixture).unwrap().low, 0.0);
        assert_eq!(rate_sequence(count(40, 40), 0.05, mixture).unwrap().high, 1.0);
    }

    #[test]
    fn limits_for_all_times_are_wider_than_limits_for_one() {
        let (a, b) = (count(41, 97), count(8, 40));
        let always = difference_sequence(a, b, 0.05, Mixture::default()).unwrap();
        let once = crate::stats::rate::newcombe(a, b, 0.05).unwrap();
        assert!(always.low < once.low && once.high < always.high);
    }

    #[test]
    fn overwhelming_evidence_stays_a_number() {
        let e = equal_rates_e_value(
            count(0, 1_000_000),
            count(1_000_000, 1_000_000),
            Mixture::default(),
        );
        assert!(e.is_finite() && e > 1e300);
    }

    #[test]
    fn the_mixture_is_a_distribution_over_counts() {
        let n = 30;
        let chance = |x: u64| {
            let ways = -libm::log((n + 1) as f64) - log_beta(x as f64 + 1.0, (n - x) as f64 + 1.0);
            libm::exp(ways + Mixture::default().log_likelihood(count(x, n)))
        };
        let sum: f64 = (0..=n).map(chance).sum();
        assert!((sum - 1.0).abs() < 1e-12, "{sum}");
    }
}
