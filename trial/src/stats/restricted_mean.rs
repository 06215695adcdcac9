//! The mean time without the event up to a limit τ: the area under a Kaplan–Meier curve.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::kaplan_meier::Curve;
use super::rate::Interval;
use super::special::normal::{critical_value, two_sided_tail};

/// A mean restricted to the time from 0 to τ, in the unit of the observations.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RestrictedMean {
    /// The area under the curve, 0 to τ.
    pub mean: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Nobody was followed as far as τ while some were still without the event: the curve was
    /// held at its last value, which a screen has to say.
    pub extended: bool,
}

/// Two restricted means side by side.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Contrast {
    /// The first mean minus the second, in the unit of the observations.
    pub difference: f64,
    /// The difference's standard error.
    pub standard_error: f64,
    /// Limits of the difference.
    pub interval: Interval,
    /// The two-sided probability of a difference at least as large; 1 when nothing varies and
    /// the means are equal.
    pub p: f64,
    /// The first mean over the second; `None` when one of them is 0.
    pub ratio: Option<f64>,
    /// Limits of the ratio, symmetric in the logarithm.
    pub ratio_interval: Option<Interval>,
}

impl Curve {
    /// The mean up to `tau` with Σ A² d / (n (n − d)) as its variance, A the area from an event
    /// to τ (Klein & Moeschberger 4.4.4).
    ///
    /// `None` when nobody was at risk or τ is not a positive number.
    pub fn restricted_mean(&self, tau: f64) -> Option<RestrictedMean> {
        let last = self.steps.last()?;
        if !(tau > 0.0 && tau.is_finite()) {
            return None;
        }
        let extended = last.survival > 0.0 && tau > last.time;
        let (mut area, mut variance, mut until) = (0.0, 0.0, tau);
        for step in self.steps.iter().rev().skip_while(|step| step.time >= tau) {
            area += step.survival * (until - step.time);
            until = step.time;
            // The step's own part d / (n (n − d)) counts only where subjects are left.
            let left = step.at_risk - step.events;
            if step.events > 0 && left > 0 {
                let part = step.events as f64 / (step.at_risk as f64 * left as f64);
                variance += area * area * part;
            }
        }
        Some(RestrictedMean { mean: area + until, standard_error: variance.sqrt(), extended })
    }
}

/// The first mean against the second at level 1 − `alpha`, by the normal approximation.
pub fn contrast(first: RestrictedMean, second: RestrictedMean, alpha: f64) -> Contrast {
    let difference = first.mean - second.mean;
    let standard_error = libm::hypot(first.standard_error, second.standard_error);
    let z = critical_value(alpha);
    let reach = z * standard_error;
    let p = if difference == 0.0 { 1.0 } else { two_sided_tail(difference / standard_error) };
    let ratio = (first.mean > 0.0 && second.mean > 0.0).then(|| first.mean / second.mean);
    let relative =
        libm::hypot(first.standard_error / first.mean, second.standard_error / second.mean);
    let ratio_interval = ratio.map(|ratio| Interval {
        low: ratio * libm::exp(-z * relative),
        high: ratio * libm::exp(z * relative),
    });
    let interval = Interval { low: difference - reach, high: difference + reach };
    Contrast { difference, standard_error, interval, p, ratio, ratio_interval }
}

#[cfg(test)]
mod tests {
    use super::super::kaplan_meier::Observed;
    use super::super::life_table::LifeTable;
    use super::*;

    fn curve(times: &[(f64, bool)]) -> Curve {
        let observed: Vec<Observed> =
            times.iter().map(|&(time, event)| Observed { time, event }).collect();
        Curve::estimate(&LifeTable::new(&observed))
    }

    #[test]
    fn without_censoring_it_is_the_mean_of_the_times_cut_at_tau() {
        let mean = curve(&[(1.0, true), (2.0, true), (9.0, true)]).restricted_mean(5.0).unwrap();
        assert!((mean.mean - 8.0 / 3.0).abs() < 1e-15);
        // The plain variance of the cut times, divided by n.
        let spread = [1.0, 2.0, 5.0].iter().map(|t| (t - 8.0 / 3.0) * (t - 8.0 / 3.0));
        let expected = (spread.sum::<f64>() / 9.0).sqrt();
        assert!((mean.standard_error - expected).abs() < 1e-15);
    }

    #[test]
    fn a_limit_behind_the_last_observation_is_marked_as_extended() {
        let extended = |times: &[(f64, bool)]| curve(times).restricted_mean(3.0).unwrap().extended;
        assert!(extended(&[(1.0, true), (2.0, false)]));
        assert!(!extended(&[(1.0, true), (2.0, true)]));
        assert!(!extended(&[(1.0, true), (3.0, false)]));
    }

    #[test]
    fn without_subjects_or_a_limit_there_is_no_mean() {
        assert_eq!(curve(&[]).restricted_mean(3.0), None);
        assert_eq!(curve(&[(1.0, true)]).restricted_mean(f64::NAN), None);
    }

    #[test]
    fn events_at_zero_leave_no_time_and_no_ratio() {
        let none = curve(&[(0.0, true)]).restricted_mean(3.0).unwrap();
        let contrast = contrast(none, none, 0.05);
        assert_eq!((none.mean, contrast.p, contrast.ratio), (0.0, 1.0, None));
        assert_eq!(contrast.ratio_interval, None);
    }
}
