//! The binomial distribution: one probability, its tails, and the stretch of counts that are not
//! negligible.

use std::f64::consts::PI;

use super::beta::beta_lower_tail;
use super::gamma::{deviance, stirling_rest};
use super::stretch::{Growth, Stretch};

/// Probabilities below this share of the largest are left out of a stretch.
const NEGLIGIBLE: f64 = 1e-40;

/// P(X = k) of n draws at share p; k ≤ n, p within 0 and 1 (Loader 2000).
pub fn probability(k: u64, n: u64, p: f64) -> f64 {
    let (x, y, all) = (k as f64, (n - k) as f64, n as f64);
    if n == 0 {
        return 1.0;
    }
    if k == 0 {
        return libm::exp(all * libm::log1p(-p));
    }
    if k == n {
        return libm::exp(all * libm::log(p));
    }
    if p <= 0.0 || p >= 1.0 {
        return 0.0;
    }
    let rest = stirling_rest(all) - stirling_rest(x) - stirling_rest(y);
    let apart = deviance(x, all * p) + deviance(y, all * (1.0 - p));
    libm::exp(rest - apart) * (all / (2.0 * PI * x * y)).sqrt()
}

/// P(X ≤ k) of n draws at share p.
pub fn lower_tail(k: u64, n: u64, p: f64) -> f64 {
    if k >= n {
        return 1.0;
    }
    beta_lower_tail((n - k) as f64, k as f64 + 1.0, 1.0 - p)
}

/// P(X ≥ k) of n draws at share p.
pub fn upper_tail(k: u64, n: u64, p: f64) -> f64 {
    if k == 0 {
        return 1.0;
    }
    beta_lower_tail(k as f64, (n - k) as f64 + 1.0, p)
}

/// Fills a stretch with the distribution of n draws at share p within 0 and 1.
pub fn fill(stretch: &mut Stretch, n: u64, p: f64) {
    let odds = p / (1.0 - p);
    let mode = (((n as f64 + 1.0) * p) as u64).min(n);
    let top = probability(mode, n, p);
    let growth = Growth { mode, top, lowest: 0, highest: n, negligible: NEGLIGIBLE };
    stretch.grow(&growth, |k| ((n - k) as f64 * odds, (k + 1) as f64));
}

/// The distribution of n draws at share p within 0 and 1.
pub fn distribution(n: u64, p: f64) -> Stretch {
    let mut stretch = Stretch::default();
    fill(&mut stretch, n, p);
    stretch
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_of_all_values_sum_to_one() {
        for (n, p) in [(1, 0.3), (40, 0.025), (500, 0.5), (20_000, 0.999)] {
            let stretch = distribution(n, p);
            let sum: f64 = stretch.iter().map(|(_, probability)| probability).sum();
            assert!((sum - 1.0).abs() < 1e-12, "{n} at {p}: {sum}");
            for (k, here) in stretch.iter().take(500) {
                assert!((here - probability(k, n, p)).abs() < 1e-13, "{k} of {n} at {p}");
            }
        }
    }

    #[test]
    fn tails_add_up_with_the_value_between_them() {
        let (n, p) = (137, 1.0 / 3.0);
        for k in [1, 40, 46, 100, 136] {
            let sum = lower_tail(k - 1, n, p) + probability(k, n, p) + upper_tail(k + 1, n, p);
            assert!((sum - 1.0).abs() < 1e-12, "{k}: {sum}");
        }
    }

    #[test]
    fn certain_draws_leave_one_value() {
        assert_eq!(probability(0, 5, 0.0), 1.0);
        assert_eq!(probability(5, 5, 1.0), 1.0);
        assert_eq!(probability(2, 5, 0.0), 0.0);
    }
}
