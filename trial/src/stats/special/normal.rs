//! The standard normal distribution: its upper tail and the inverse of it.

use std::f64::consts::{PI, SQRT_2};

/// The smallest tail that is inverted; below it the density underflows.
const SMALLEST_TAIL: f64 = 1e-300;

/// P(Z > z), accurate relative to itself far into the tail.
pub fn upper_tail(z: f64) -> f64 {
    0.5 * libm::erfc(z / SQRT_2)
}

/// P(|Z| > |z|), at most 1.
pub fn two_sided_tail(z: f64) -> f64 {
    libm::erfc(z.abs() / SQRT_2)
}

/// The z with P(Z > z) = `tail`; `tail` is held within 1e-300 and 1 − 1e-16.
///
/// Starts from the rational approximation of Hastings (Abramowitz & Stegun 26.2.23, error below
/// 4.5e-4) and takes Halley steps, which triple the number of right digits.
pub fn upper_quantile(tail: f64) -> f64 {
    if tail > 0.5 {
        return -upper_quantile((1.0 - tail).max(1e-16));
    }
    let tail = tail.max(SMALLEST_TAIL);
    let mut z = hastings_start(tail);
    for _ in 0..4 {
        let density = libm::exp(-0.5 * z * z) / (2.0 * PI).sqrt();
        let step = (upper_tail(z) - tail) / density;
        z += 2.0 * step / (2.0 - z * step);
    }
    z
}

/// The z that two-sided limits at level 1 − `alpha` reach out to: P(|Z| > z) = `alpha`.
pub fn critical_value(alpha: f64) -> f64 {
    upper_quantile(usable_level(alpha) / 2.0)
}

/// `alpha` held within 2e-300 and 1, so that limits are never NaN; what is no number counts as
/// the smallest, which makes limits the widest.
pub fn usable_level(alpha: f64) -> f64 {
    if alpha.is_nan() { 2.0 * SMALLEST_TAIL } else { alpha.clamp(2.0 * SMALLEST_TAIL, 1.0) }
}

fn hastings_start(tail: f64) -> f64 {
    let t = (-2.0 * libm::log(tail)).sqrt();
    let above = 2.515517 + t * (0.802853 + t * 0.010328);
    let below = 1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308));
    t - above / below
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quantile_undoes_the_tail() {
        for tail in [1e-290, 1e-40, 1e-9, 0.001, 0.025, 0.3, 0.5, 0.8, 0.999] {
            let back = upper_tail(upper_quantile(tail));
            assert!((back / tail - 1.0).abs() < 1e-12, "{tail} came back as {back}");
        }
    }

    #[test]
    fn a_level_of_five_per_cent_reaches_the_textbook_z() {
        assert!((critical_value(0.05) - 1.959_963_984_540_054).abs() < 1e-15);
    }

    #[test]
    fn impossible_levels_still_give_a_number() {
        for alpha in [f64::NAN, -1.0, 0.0, 1.0, 2.0, f64::INFINITY] {
            assert!(critical_value(alpha).is_finite(), "alpha {alpha}");
        }
    }
}
