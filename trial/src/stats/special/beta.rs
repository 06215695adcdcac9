//! The beta function's logarithm and the beta distribution's tail, sound for shapes of a million
//! and more.

use std::f64::consts::PI;

use super::gamma::{deviance, stirling_rest};

/// Terms after which the continued fraction has converged for shapes up to 10¹⁰.
const MOST_TERMS: u64 = 1_000_000;

/// log B(a, b) for a, b > 0.
pub fn log_beta(a: f64, b: f64) -> f64 {
    let rest = stirling_rest(a) + stirling_rest(b) - stirling_rest(a + b);
    let roots = 0.5 * libm::log(2.0 * PI * (a + b) / a / b);
    rest + roots - a * libm::log1p(b / a) - b * libm::log1p(a / b)
}

/// P(X ≤ x) for a beta variable with shapes a, b > 0; 0 below 0 and 1 above 1.
///
/// Lentz's evaluation of the continued fraction DLMF 8.17.22, on the side of the mean where it
/// converges; the factor before it in Loader's form, so that large shapes lose no digits.
pub fn beta_lower_tail(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - factor(b, a, 1.0 - x) * fraction(b, a, 1.0 - x) / b;
    }
    factor(a, b, x) * fraction(a, b, x) / a
}

/// x^a (1 − x)^b / B(a, b).
fn factor(a: f64, b: f64, x: f64) -> f64 {
    let total = a + b;
    let rest = stirling_rest(total) - stirling_rest(a) - stirling_rest(b);
    let apart = deviance(a, total * x) + deviance(b, total * (1.0 - x));
    (a / total * b / (2.0 * PI)).sqrt() * libm::exp(rest - apart)
}

fn fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut c = 1.0;
    let mut d = 1.0 / (1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for m in 1..MOST_TERMS {
        let m = m as f64;
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        for term in [even, odd] {
            d = 1.0 / (1.0 + term * d);
            c = 1.0 + term / c;
            value *= c * d;
        }
        if (c * d - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_equals_the_closed_forms() {
        assert!((log_beta(0.5, 0.5) - libm::log(PI)).abs() < 1e-15);
        assert!((log_beta(2.0, 3.0) + libm::log(12.0)).abs() < 1e-14);
        assert!((log_beta(1.0, 1e6) + libm::log(1e6)).abs() < 1e-9);
    }

    #[test]
    fn the_middle_of_a_symmetric_beta_is_a_half_at_every_size() {
        for shape in [0.5, 1.0, 40.0, 1e4, 1e6, 1e8] {
            let half = beta_lower_tail(shape, shape, 0.5);
            assert!((half - 0.5).abs() < 1e-11, "shape {shape} gave {half}");
        }
    }

    #[test]
    fn the_tail_equals_the_closed_forms_on_both_sides() {
        for x in [0.01, 0.4, 0.6, 0.99] {
            let cube = beta_lower_tail(3.0, 1.0, x);
            assert!((cube / (x * x * x) - 1.0).abs() < 1e-13, "{cube}");
        }
        assert_eq!(beta_lower_tail(2.0, 2.0, -1.0), 0.0);
        assert_eq!(beta_lower_tail(2.0, 2.0, 1.5), 1.0);
    }
}
