//! Sizes of a design with several looks, as multiples of the design with a single one.

use super::path::{Masses, Path};
use crate::stats::special::bisection::boundary;
use crate::stats::special::normal::upper_quantile;

/// The largest drift in which a power is looked for.
const LARGEST_DRIFT: f64 = 40.0;

/// A design with looks at increasing information, the last at the planned end, and bounds on |z|.
#[derive(Clone, Debug)]
pub struct Design {
    /// The information of each look with the paths that go on after it, under no difference.
    looks: Vec<(f64, Masses)>,
}

impl Design {
    /// The design with these looks and critical values.
    pub fn new(information: &[f64], critical: &[f64]) -> Design {
        let mut path = Path::default();
        let mut looks = Vec::new();
        let mut before = 0.0;
        for (t, z) in information.iter().zip(critical) {
            let step = path.step_to(*t);
            path = path.continued(*t, z * t.sqrt(), step);
            looks.push((*t, path.masses((t - before).sqrt())));
            before = *t;
        }
        Design { looks }
    }

    /// The probability of crossing a bound when the score process drifts by `drift` until
    /// information 1: the effect in standard errors at the planned end.
    pub fn power(&self, drift: f64) -> f64 {
        self.looks.last().map_or(0.0, |look| 1.0 - going_on(look, drift))
    }

    /// By how much the planned end lies beyond the size of a single look with the same power.
    pub fn inflation(&self, alpha: f64, power: f64) -> f64 {
        let ratio = self.drift(power) / single_drift(alpha, power);
        ratio * ratio
    }

    /// Mean information at the end, as a multiple of the size of a single look, when the effect is
    /// `share` of the planned one.
    pub fn mean_size(&self, alpha: f64, power: f64, share: f64) -> f64 {
        let drift = self.drift(power) * share;
        let mut before = 0.0;
        let mut going_on_before = 1.0;
        let mut mean = 0.0;
        for look in &self.looks {
            mean += (look.0 - before) * going_on_before;
            (before, going_on_before) = (look.0, going_on(look, drift));
        }
        mean * self.inflation(alpha, power)
    }

    fn drift(&self, power: f64) -> f64 {
        boundary(0.0, LARGEST_DRIFT, |drift| self.power(drift) < power)
    }
}

/// The probability of crossing nothing up to a look: under a drift each path is as likely as
/// without, times exp(drift · place − drift² · information / 2).
fn going_on(look: &(f64, Masses), drift: f64) -> f64 {
    let (information, masses) = look;
    let ratio = |place: f64| libm::exp(drift * place - drift * drift * information / 2.0);
    masses.0.iter().map(|(y, mass)| mass * (ratio(*y) + ratio(-y))).sum()
}

/// The drift at which a single look has the power.
fn single_drift(alpha: f64, power: f64) -> f64 {
    upper_quantile(alpha / 2.0) + upper_quantile(1.0 - power)
}
